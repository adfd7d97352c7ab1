# Parts of strs in hot loops: never made where only their length, truth, characters or equality matter.
texts = [
    "the quick brown fox jumps over the lazy dog and runs far away, then back again, and away, and back once more; so it goes",
    "naïve café – déjà vu, œuvre, brûlée",
    "\xff\xe9 latin \xdf one",
    "日本語のテキスト and ascii",
    "\U0001f600\U0001f601 wide \U0001f602 text",
    "ab",
    "x",
    "",
]


def literals(text):
    seen = [0] * 12
    for i in range(len(text) + 3):
        for n in range(20):
            part = text[i:i + n]
            if part == "":
                seen[0] += 1
            if part == "q":
                seen[1] += 1
            if part == "ab":
                seen[2] += 1
            if part == "the":
                seen[3] += 1
            if part == "brown":
                seen[4] += 1
            if part == "fox jumps":
                seen[5] += 1
            if part == "the lazy dog and":
                seen[6] += 1
            if "the lazy dog and r" == part:
                seen[7] += 1
            if part != "é":
                seen[8] += 1
            if part == "語のテ":
                seen[9] += 1
            if part == "\U0001f602 ":
                seen[10] += 1
            if part:
                seen[11] += len(part)
    return seen


def bounds(text):
    total = 0
    for start in range(-12, 13):
        for stop in range(-12, 13):
            part = text[start:stop]
            total = (total * 7 + len(part) + len(text[start:]) + len(text[:stop]) * 3) % 1000003
            for c in part:
                total = (total * 31 + ord(c)) % 1000003
    return total


def kept(text):
    parts = []
    for i in range(150):
        k = i % (len(text) + 1)
        part = text[k:k + i % 100]
        parts.append(part)
        again = part[1:4]
        if again and again[0] == text[k + 1]:
            parts.append(again)
        if len(again) == 3 and again[-1] == " ":
            parts.append(again[2] + again[0:1])
    return len(parts), hash(tuple(parts)) == hash(tuple("".join(p) for p in parts)), "|".join(parts)[-90:]


def same(text):
    whole = one = other = 0
    for i in range(200):
        whole += text[0:] is text
        whole += text[-1000:1000] is text
        k = i % (len(text) or 1)
        one += text[k:k + 1] is text[k:k + 1]
        other += text[k:k + 2] is text[k:k + 2]
    return whole, one > 0, other


def last(text, n):
    part = before = ""
    for i in range(n):
        before = part
        part = text[i % 9:i % 9 + 3]
    return before, part


def keys(text):
    counts = {}
    known = {"the", "日本語", "ïve", " an"}
    found = 0
    for i in range(len(text)):
        part = text[i:i + 3]
        counts[part] = counts.get(part, 0) + 1
        if part in known:
            found += 1
    return found, sorted(counts.items())[-3:]


def kinds(text):
    counts = [0] * 8
    for i in range(len(text)):
        c = text[i]
        counts[0] += c.isalpha()
        counts[1] += c.isalnum()
        counts[2] += c.isdigit()
        counts[3] += c.isspace()
        counts[4] += c.isupper()
        counts[5] += c.islower()
        counts[6] += c.isnumeric()
        counts[7] += c.isdecimal()
    return counts


def code(text):
    total = 0
    for i in range(len(text)):
        total = (total * 31 + ord(text[i:i + 1])) % 1000003
    return total


for text in texts:
    print(literals(text))
    print(bounds(text))
    if text:
        print(kept(text))
        print(last(text, 200), last(text, 1), last(text, 0))
    print(same(text))
    print(keys(text * 20))
    print(kinds(text * 5))
    print(code(text * 20))
print(kinds("".join(map(chr, range(0x250))) + "ǅ²½٣Ⅷ\u2003" * 9))

# What is of another kind only sometimes.
values = ["abcdef", [1, 2, 3, 4], (5, 6, 7), b"bytes!"]
out = []
for i in range(400):
    v = values[0 if i % 50 else i // 50 % 4]
    p = v[1:3]
    out.append(p == "bc")
    if i % 100 == 50:
        print(p, len(p))
print(sum(out), p)

# Not made by any turn, but there after the loop.
text = texts[0]
part = None
for i in range(3000):
    part = text[i % 40:i % 40 + 6]
    if part == "jumps ":
        where = i
print(part, where)

try:
    for i in range(2000):
        part = text[i % 50:i % 50 + 4]
        if i == 1777:
            1 // (i - 1777)
except ZeroDivisionError:
    print(part, i)


def grown(pieces, turns):
    s = ""
    for i in range(turns):
        s += pieces[i % len(pieces)]
    return s


for pieces in (["ab"], ["x"], ["abc", "", "defgh"], ["12345678", "123456789", "z" * 16, "y" * 17, "w" * 127, "v" * 128, "u" * 129],
               ["a", "é", "ab"], ["a" * 30, "–"], ["\U0001f600", "a"]):
    for turns in (3, 70, 700):
        s = grown(pieces, turns)
        print(len(s), s[:5], s[-9:], hash(s) == hash("".join(pieces[i % len(pieces)] for i in range(turns))))

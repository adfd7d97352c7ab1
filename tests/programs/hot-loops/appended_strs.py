# Strs that loops make longer in place: whoever had one of them still has what it was.


def letters(n):
    s = ""
    for i in range(n):
        s += "ab"
    return len(s), s[:3], s[-3:], hash(s) == hash("ab" * n)


print(letters(50), letters(500), letters(5000))


def kept(n):
    s, every = "", []
    for i in range(n):
        s += chr(97 + i % 26)
        if i % 100 == 99:
            every.append(s)
    return [len(x) for x in every], [x[-1] for x in every]


print(kept(600))


def trailing(n):
    """The variable t is always one turn behind."""
    s = t = ""
    for i in range(n):
        t = s
        s += "xyz"
    return len(t), len(s), t == s[:-3]


print(trailing(400))


def behind_at_exit(n, stop):
    s = t = ""
    try:
        for i in range(n):
            t = s
            s += "0123456789"
            1 // (stop - i)
    except ZeroDivisionError:
        return len(t), len(s)


print(behind_at_exit(400, 300))


def two(n):
    s = "-" * 100
    for i in range(n):
        a = s + "a"
        s = s + "b"
    return a[-3:], s[-3:], len(a), len(s)


print(two(300))


def branches(n):
    s, longest = "=" * 70, 0
    for i in range(n):
        if i % 3 == 0:
            s += "fizz"
        elif i % 5 == 0:
            s = s + "buzz" + "!"
        if i % 97 == 96:
            longest = max(longest, len(s))
            s = "=" * 70
    return longest, len(s), s[-9:]


print(branches(1000))


def nested(n, m):
    whole, lines = "", []
    for i in range(n):
        line = whole
        for j in range(m):
            line += "."
            line += "," if j % 2 else "é"
        lines.append(line)
        whole += "#"
    return [len(x) for x in lines][-3:], lines[0][:8], lines[-1][-4:], lines[-1].count("#"), len(whole)


print(nested(120, 90))


def wider(n):
    s = "a" * 80
    for i in range(n):
        s += "b" if i != n // 2 else "\u20ac"
        if i == n - 1:
            s += "\U0001f600"
    return len(s), s.count("b"), ascii(s[-3:]), s.index("\u20ac")


print(wider(400))


def unchanged(text, n):
    """What a concatenation gives back as it is, others have as well."""
    s = text
    for i in range(n):
        s += ""
    same = s is text
    e = ""
    for i in range(n):
        e += text if i == n - 2 else "" if i < n - 2 else "!"
    return same, len(text), len(e), text[-1], e[-1]


print(unchanged("q" * 200, 300))


def from_outside(start, n):
    for _ in range(3):
        s = start
        for i in range(n):
            s += "+"
    return len(start), len(s)


print(from_outside("o" * 300, 200))


def again(n):
    """Left and entered again: the str that the interpreter had is not the loop's any more."""
    s, seen = "", {}
    for i in range(n):
        s += "k"
        if i % 150 == 149:
            seen[s] = i
    return sorted((len(k), v, hash(k) == hash("k" * len(k))) for k, v in seen.items())


print(again(900))


def by_itself(n):
    s = "ab"
    for i in range(n):
        s += s
        if len(s) > 1000:
            s = s[:7]
    return len(s), s


print(by_itself(500))


s = ""
for i in range(2000):
    s += str(i)
    if i == 1500:
        u = s
print(len(s), len(u), s.startswith(u), s[-8:])


def formatted(n):
    s = ""
    for i in range(n):
        s += f"{i},"
        s += "%d;" % i
    return len(s), s[-10:]


print(formatted(700))


def yielding(n):
    s = "=" * 100
    for i in range(n):
        s += "ab"
        u = s
        s += "cd"
        if i % 7 == 3:
            yield u
            yield s


print([len(x) for x in yielding(400)][-6:], [x[-2:] for x in yielding(400)][-4:])


def yields_each_turn(n):
    s = ""
    for i in range(n):
        t = s
        s += "0123456789"
        yield t
        s += "-"


pieces = list(yields_each_turn(300))
print([len(x) for x in pieces[:4]], len(pieces[-1]), pieces[-1][-12:], sum(x.endswith("-") for x in pieces))

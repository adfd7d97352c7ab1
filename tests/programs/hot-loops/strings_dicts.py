# str, dict, set and tuple values in hot loops.
text = "the quick brown fox jumps over the lazy dog " * 20
counts = {}
for ch in text:
    counts[ch] = counts.get(ch, 0) + 1
print(sorted(counts.items())[:5])
words = {}
for w in text.split():
    if w in words:
        words[w] += 1
    else:
        words[w] = 1
print(words)
s = ""
for i in range(500):
    s += chr(97 + i % 26)
print(len(s), s[:30], s[-5:], s[::50])
vowels = 0
for i in range(len(text)):
    if text[i] in "aeiou":
        vowels += 1
print(vowels)
seen = set()
for i in range(2000):
    seen.add(i * i % 101)
print(len(seen), sorted(seen)[:10])
pairs = []
for i in range(600):
    t = (i, str(i), i / 4)
    a, b, c = t
    pairs.append(b if a % 2 else c)
print(pairs[:4], pairs[-2:], len(pairs))
d = {}
for i in range(1000):
    d[i % 37, i % 5] = i
print(len(d), d[(3, 2)], (36, 4) in d)
for i in range(300):
    d.pop((i % 37, i % 5), None)
print(len(d))
table = {i: i * i for i in range(100)}
total = 0
for k in table:
    total += table[k]
for k, v in table.items():
    total -= v
print(total)
try:
    for k in table:
        table[k + 1000] = 0
except RuntimeError as e:
    print(e)

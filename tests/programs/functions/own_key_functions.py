# Key functions that are passed again and again, more of them than get code of their own for it.
words = "the quick brown fox jumps over the lazy dog and runs far away".split()
pairs = [(i * 7919 % 101, w) for i, w in enumerate(words)]


def by(n):
    return lambda x: (x[n], n)


class Key:
    def __init__(self, sign):
        self.sign = sign

    def __call__(self, x):
        return self.sign * len(x)

    def method(self, x):
        return self.sign * len(x), x


keys = [
    lambda x: x[0],
    lambda x: x[-1],
    lambda x: len(x),
    lambda x: (len(x), x),
    lambda x: -len(x),
    lambda x: x.upper(),
    lambda x: x[1:],
    lambda x: x[::-1],
    lambda x: x.count("o"),
    lambda x: sum(map(ord, x)),
    lambda x: hash(len(x)),
    lambda x: x != "fox",
    len,
    str.lower,
    Key(1),
    Key(-1).method,
]
total = 0
for turn in range(8):
    for i, key in enumerate(keys):
        items = words[turn % 3:]
        items.sort(key=key, reverse=turn % 2 == 0)
        first, last = max(items, key=key), min(items, key=key)
        again = sorted((w for w in items), key=key)
        total = (total * 31 + len(first) * 7 + len(last) + items.index("fox") + again.index("lazy") * 5) % 1000003
        if turn == 7:
            print(i, items[:3], first, last, again[-2:])
print(total)
for turn in range(10):
    a, b = sorted(pairs, key=by(0)), sorted(pairs, key=by(1))
print(a[:2], b[:2], max(pairs, key=by(0)), max(pairs, key=by(1)))


def nested(x):
    return min(sorted(x, key=lambda c: -ord(c)), key=lambda c: abs(ord(c) - 110))


for turn in range(6):
    print(sorted(words, key=nested)[turn], end=" ")
print()


def failing(x):
    if x == "lazy":
        raise ValueError(x)
    return x


for turn in range(6):
    items = list(words)
    try:
        items.sort(key=failing)
    except ValueError as e:
        print(e, items == words, end=" ")
    try:
        max([], key=failing)
    except ValueError as e:
        print(e)


def growing(x):
    items.append(x)
    return x


for turn in range(6):
    items = list(words)
    try:
        items.sort(key=growing)
    except ValueError as e:
        print(e, len(items))

for turn in range(20):
    code = f"lambda x: (x[{turn} % len(x)], x)"
    key = eval(code)
    for again in range(5):
        items = sorted(words, key=key)
    print(items[0], end=" ")
print()

# Sorting by a table of keys.
table = [5, 3, 9, 1, 7, 3]
print(sorted(range(6), key=table.__getitem__), sorted([-1, 2, True, -6, 0], key=table.__getitem__))
print(sorted(range(6), key=table.__getitem__, reverse=True), sorted(range(3), key=(9, 8, 7).__getitem__))
print(sorted([1, 0], key={0: "b", 1: "a"}.__getitem__), sorted(range(3), key="cab".__getitem__))
print(sorted([slice(2), slice(0, 1), slice(1, 3)], key=table.__getitem__))


class Table(list):
    def __getitem__(self, i):
        return -list.__getitem__(self, i)


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        if self.i == 0:
            del table[:]
        return self.i


print(sorted(range(6), key=Table(table).__getitem__), sorted(range(6), key=list(table).__getitem__))
print([i.i for i in sorted(map(Index, [5, 1, 3]), key=table.__getitem__)])
for items in ([6], [0, 1, -7], ["a", 1], [Index(0), 1]):
    try:
        print(sorted(items, key=table.__getitem__))
    except (IndexError, TypeError) as e:
        print(e)

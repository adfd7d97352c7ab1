# Loops over what compiled code knows nothing of: attributes, items, results of calls, whose kinds change.


class Bag:
    def __init__(self, items):
        self.items = items

    def total(self):
        n = 0
        for x in self.items:
            n += x
        return n

    def first_over(self, limit):
        for x in self.items:
            if x > limit:
                return x
        else:
            return "none"

    def doubled(self):
        return [x + x for x in self.items]


class Twice(list):
    def __iter__(self):
        for x in super().__iter__():
            yield x
            yield x


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


kinds = [
    [1, 2, 3],
    (4, 5, 6),
    range(7),
    range(10, 0, -3),
    range(2**40, 2**40 + 3),
    Twice([1, 2]),
    {1: 2, 3: 4},
    {5, 6},
    (x * x for x in range(4)),
    Countdown(5),
    iter([1, 2, 3]),
    [],
    (),
    [0.5, 1.5],
    [1, 0.5, True],
    {7: 8}.values(),
    frozenset([3]),
    b"ab",
]
for first in (0, 1, 2):
    bag = Bag(kinds[first])
    for _ in range(3000):
        bag.total()
    for k in kinds:
        bag.items = k
        print(bag.total(), bag.first_over(2), bag.doubled(), end="; ")
    bag.items = None
    try:
        bag.total()
    except TypeError as e:
        print(e)


def cells(rows):
    n = 0
    for row in rows:
        for x in row:
            n += x
    return n


def strings(d, key):
    out = ""
    for s in d[key]:
        for c in s:
            out += c
    return out


rows = [[i, i + 1, 0.5] for i in range(40)]
for _ in range(200):
    cells(rows)
print(cells(rows), cells([(1, 2), [3], range(4), {5: 6}, ()]), cells(((1,), (2,))))
words = {"a": ["xy", "z"], "b": ("uv",), "c": "w"}
for _ in range(300):
    strings(words, "a")
print(strings(words, "a"), strings(words, "b"), strings(words, "c"))


def grow(bag):
    n = 0
    for x in bag.items:
        n += x
        if x < 300:
            bag.items.append(x + 100)
        if x == 250:
            bag.items = None
            break
    return n


for _ in range(500):
    bag = Bag([1, 2, 3])
    grow(bag)
print(grow(bag), bag.items, grow(Bag([250, 1])))


def walk(node):
    found = [node[0]]
    for child in node[1]:
        found += walk(child)
    return found


tree = (1, [(2, [(3, []), (4, ())]), (5, ((6, []),))])
for _ in range(1500):
    walk(tree)
print(walk(tree))

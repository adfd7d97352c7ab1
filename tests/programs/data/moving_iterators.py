# Loops over dicts, sets, enumerate and zip whose containers change or end meanwhile; comprehensions of every kind.
def tried(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def pairs(it):
    out = []
    for a, b in it:
        out.append((b, a))
    return out


def flat(it):
    out = []
    for x in it:
        out.append(x)
    return out


class Own(list):
    def __iter__(self):
        return iter("own")


class Numbers(enumerate):
    pass


def sources():
    items = [5, 6, 7]
    yield enumerate(items), enumerate(items, 10), enumerate((1, 2), -1), enumerate(range(3), 2**31 - 2), enumerate(range(2), 2**70), enumerate("ab"), enumerate(Own(items)), enumerate({1: 2}), Numbers(items)
    yield zip(items, items), zip(items, (1, 2)), zip(range(5), items), zip(items, "abcd"), zip(items, (x for x in range(2))), zip({1: 2, 3: 4}, items), zip(items, range(2**31 - 2, 2**40))
    it = iter(items)
    yield zip(it, it), zip(iter([]), items), zip(range(10, 0, -4), range(-5, 5, 3)), enumerate([])
    yield {1: "a", "k": "b"}.items(), enumerate(enumerate(items)), zip(enumerate(items), zip(items, items))


for k in range(3):
    for group in sources():
        print([pairs(it) for it in group])
print([flat(zip()), flat(zip([1, 2])), flat(zip([1], [2], [3], [4])), flat(zip([1], [2], [3], [4], [5])), tried(flat, zip([1, 2], [1], strict=True)), tried(flat, zip([1], [1, 2], strict=True)), flat(zip([1, 2], (3, 4), strict=True))])


def growing():
    items = [1, 2, 3]
    seen = []
    for i, x in enumerate(items):
        seen.append((i, x))
        if x < 3:
            items.append(x + 10)
        if i == 3:
            items.clear()
    items = [1, 2, 3, 4]
    for x, y in zip(items, items):
        seen.append((x, y))
        items.pop()
    e = enumerate(items)
    seen.append((flat(e), flat(e)))
    items.append(9)
    seen.append(flat(e))
    return seen


print(growing(), growing() == growing())


def dicts():
    d = {n: str(n) for n in range(10)}
    for n in (0, 3, 9):
        del d[n]
    out = [flat(d), flat(d.values()), flat(d.items()), flat(reversed(d)), flat(reversed(d.items()))]

    def change(how):
        c = dict(d)
        seen = []
        for k in c:
            seen.append(k)
            how(c, k)
        return seen

    def add(c, k):
        c[k + 100] = 1

    def drop(c, k):
        del c[k]

    def swap(c, k):
        c[k] = c.pop(k)

    def same(c, k):
        c[k] = "new"

    for how in (add, drop, swap, same):
        out.append(tried(change, how))
    it = iter(d.items())
    out.append((next(it), it.__length_hint__(), flat(it), it.__length_hint__()))
    return out


for row in dicts():
    print(row)


def sets():
    s = {n * 3 for n in range(8)}
    s.discard(6)
    out = [flat(s), flat(frozenset(s)), flat(set())]

    def change():
        for x in s:
            s.add(x + 1)

    out.append(tried(change))
    it = iter(s)
    out.append((next(it) in s, it.__length_hint__() == len(s) - 1, len(flat(it)) == len(s) - 1, it.__length_hint__()))
    return out


print(sets())


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == getattr(other, "n", other)

    def __repr__(self):
        return "K%d" % self.n


def comprehensions(n):
    a = [x * x for x in range(n)]
    b = {x % 7 for x in a}
    c = {x: y for x, y in enumerate(a) if x % 2}
    d = {str(x)[-1]: x for x in a}
    e = {Key(x % 3): x for x in range(n)}
    f = {Key(x % 3) for x in range(n)}
    g = [*a, *b, 5]
    h = {**c, "k": 1, **d}
    return len(a), sorted(b), list(c.items())[-2:], list(d.items()), e, len(f), len(g), len(h), [y for x in ((1, 2), [3]) for y in x]


for n in (0, 1, 5, 40):
    print(comprehensions(n))
print(tried(lambda: {[] for x in "a"}), tried(lambda: {[]: 1 for x in "a"}))
print({True: 1, **{1: 2}}, {x: i for i, x in enumerate([1, 1.0, True])}, {x for x in [True, 1, 1.0]})

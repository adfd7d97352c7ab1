# sort, sorted, max and min with a key function, and what that function and the comparisons of keys may do meanwhile.
import traceback


def tried(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


class Item:
    def __init__(self, n, tag):
        self.n = n
        self.tag = tag

    def rank(self):
        return self.n

    def __repr__(self):
        return f"{self.n}{self.tag}"


class Ranker:
    def __init__(self, sign):
        self.sign = sign

    def rank(self, x):
        return self.sign * x.n


def make():
    return [Item(n, t) for t in "abc" for n in (3, 1, 2)]


def every(items):
    out = []
    for key in (lambda x: x.n, Item.rank, Ranker(-1).rank, lambda x: (x.tag, -x.n), lambda x: str(x), lambda x: 0, lambda x: float(x.n)):
        for reverse in (False, True):
            copy = list(items)
            got = copy.sort(key=key, reverse=reverse)
            out.append((got, copy, sorted(items, key=key, reverse=reverse) == copy, sorted((x for x in items), reverse=reverse, key=key) == copy))
        out.append((max(items, key=key), min(items, key=key), max(iter(items), key=key), min((x for x in items), key=key)))
    return out


for k in range(2):
    for row in every(make()):
        print(row)
for word in (max, min, sorted):
    print(tried(word, [], key=lambda x: x), tried(word, (), key=lambda x: x), tried(word, 5, key=lambda x: x), tried(word, "hello", key=lambda c: -ord(c)), tried(word, {"b": 1, "a": 2}, key=lambda k: k))
print(max([], key=lambda x: x, default="none"), max(1, 2, key=lambda x: -x), min(3, 1, 2, key=lambda x: -x), max([1, 2], key=None), tried(max, [1], key=3))
print(tried(sorted, [2, 1], key=lambda x: x, reverse=1), tried(sorted, [2, 1], key=lambda x: x, reverse="x"), tried(sorted, [2, 1], key=lambda x: x, wrong=1), tried(sorted, key=lambda x: x))
print(tried(list.sort, (2, 1), key=lambda x: x), tried(list.sort, [2, 1], key=lambda: 0), tried([1, 2].sort, key=lambda x, y: 0), tried(sorted, [1, 2], key=lambda x: 1 / (x - 2)))


def seen():
    items = [3, 1, 2]
    looks = []

    def key(x):
        looks.append((len(items), list(items)))
        return x

    items.sort(key=key)
    print(items, looks)


seen()


def meddling(change):
    items = [3, 1, 2]

    def key(x):
        change(items)
        return x

    print(tried(items.sort, key=key), items)


meddling(lambda items: items.append(9))
meddling(lambda items: (items.append(9), items.pop()))
meddling(lambda items: items.extend([1, 2, 3]))
meddling(lambda items: items.sort())
meddling(lambda items: None)


class Odd:
    count = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Odd.count += 1
        if self.n == 13 or other.n == 13:
            raise ValueError("thirteen")
        return self.n < other.n

    def __gt__(self, other):
        if 13 in (self.n, other.n):
            raise ValueError("thirteen >")
        return "yes" if self.n > other.n else ""


def raising():
    for numbers in ([5, 3, 13, 1], [13], [2, 1], [9, 8, 7, 6, 5, 13, 4, 3, 2, 1], []):
        items = list(numbers)
        print(tried(items.sort, key=lambda n: Odd(n)), items, tried(max, numbers, key=Odd), tried(max, numbers, key=lambda n: Odd(n)), tried(min, numbers, key=lambda n: Odd(n)))
    items = [1, "a", 2]
    print(tried(items.sort, key=lambda x: x), items)
    items = [3, 2, 1]

    def key(x):
        if x == 1:
            raise KeyError(x)
        return x

    print(tried(items.sort, key=key), items, tried(sorted, items, key=key), tried(max, items, key=key))
    print(Odd.count)


raising()


def deep(n):
    return sorted([n, n - 1, 0], key=lambda x: deep(x - 2)[0] if x > 1 else x)


print(deep(9))


class Own(list):
    def __iter__(self):
        return iter([7, 8])

    def __len__(self):
        return 77


own = Own([2, 3, 1])
own.sort(key=lambda x: -x)
print(list.__repr__(own), sorted(own, key=lambda x: -x), max(own, key=lambda x: x))


def trace():
    def key(x):
        return x.missing

    for f in (lambda: sorted([1, 2], key=key), lambda: [1, 2].sort(key=key), lambda: max([1, 2], key=key), lambda: min([1, "a"], key=lambda x: x), lambda: sorted([1, "a"], key=lambda x: x), lambda: max([], key=key)):
        try:
            f()
        except Exception:
            print(traceback.format_exc().replace(__file__, "FILE"))


trace()


def gen(n):
    items = [(i * 7919 % 101, i) for i in range(n)]
    total = 0
    for r in range(20):
        items.sort(key=lambda t: t[0])
        total += items[r][1]
        items.sort(key=lambda t: -t[1], reverse=r % 2 == 0)
        total += items[r][0] + max(items, key=lambda t: t[0])[1] - min(items, key=lambda t: t[0])[1]
        yield total
        yield sorted(items, key=lambda t: (yielded, t))[0]


yielded = 1
print(list(gen(200))[-2:])

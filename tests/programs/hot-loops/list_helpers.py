# Slices, methods and arithmetic of lists and tuples in hot loops.


def slices(n):
    xs = list(range(20))
    t = tuple(xs)
    total = 0
    for i in range(n):
        k = i % 23
        a = xs[:]
        b = xs[k:]
        c = xs[:-k]
        d = xs[::-1]
        e = xs[k:2:-3]
        f = t[k:]
        g = t[::2]
        h = t[:]
        total += len(a) + len(b) + len(c) + d[0] + len(e) + len(f) + g[1]
        if e:
            total += e[-1]
        if h is not t or a is xs:
            total += 1000000
        a[0] = 5
    return total, xs[0]


print(slices(3000))


def slice_errors(n):
    xs = [1, 2, 3]
    for i in range(n):
        step = 1 if i < n - 1 else 0
        xs[::step]


try:
    slice_errors(3000)
except ValueError as e:
    print(e)


def odd_bounds(bounds, n):
    xs = [0, 1, 2, 3, 4]
    seen = 0
    for i in range(n):
        seen += len(xs[bounds[i % len(bounds)] :])
    return seen


class Index:
    def __index__(self):
        return 3


print(odd_bounds([1, 2, 3], 3000), odd_bounds([1, None, True, Index(), -2], 3000))
try:
    odd_bounds([1, "a"], 3000)
except TypeError as e:
    print(e)


def stack(n):
    xs = []
    total = 0
    for i in range(n):
        xs.append(i)
        xs.append((i, i))
        if i % 3 == 0:
            total += xs.pop()[0]
            total += xs.pop(-1)
        if i % 100 == 99:
            total += xs.pop(0) if isinstance(xs[0], int) else len(xs.pop(0))
        if i % 500 == 0:
            xs.clear()
    return total, len(xs), xs[-1]


print(stack(5000))


def pop_all(xs):
    out = 0
    while True:
        out += xs.pop()


for size in (10, 3000):
    xs = list(range(size))
    try:
        pop_all(xs)
    except IndexError as e:
        print(e, xs)


def shuffle(n):
    xs = [3, 1, 2]
    for i in range(n):
        xs.insert(i % 5 - 2, i)
        xs.reverse()
        ys = xs.copy()
        ys.extend(xs)
        ys.extend((1, 2))
        ys += [7]
        ys += (8,)
        zs = ys + xs
        ws = [0] * (i % 4)
        ts = (1, i) + (2,)
        ts = ts * 2
        if len(xs) > 50:
            del xs[10:]
    return xs, len(ys), zs[-3:], ws, ts


print(shuffle(2000))


def extend_with(items, n):
    xs = []
    for i in range(n):
        xs.extend(items)
        xs += items
        if len(xs) > 1000:
            xs.clear()
    return len(xs), xs[:4]


print(extend_with([1, 2], 1000), extend_with(range(3), 1000), extend_with({"a": 1}, 1000))
try:
    extend_with(5, 1000)
except TypeError as e:
    print(e)


def alias(n):
    """In place addition changes the list that others hold; plain addition does not."""
    xs = []
    other = xs
    for i in range(n):
        xs += [i]
        ys = xs + [0]
        if len(ys) != len(other) + 1 or xs is not other:
            return "wrong"
    return len(other)


print(alias(2000))


class Mine(list):
    def pop(self, *args):
        return 42

    def __getitem__(self, i):
        return "mine"


def subclass(xs, n):
    r = None
    for i in range(n):
        r = (xs[0:1], xs.pop())
    return r


print(subclass(list(range(3000)), 2000), subclass(Mine([1, 2, 3]), 2000))


def in_place_times(n):
    total = 0
    for i in range(n):
        xs = [i]
        ys = xs
        xs *= 3
        t = (i,)
        t *= 2
        total += len(ys) + len(t)
    return total


print(in_place_times(2000))

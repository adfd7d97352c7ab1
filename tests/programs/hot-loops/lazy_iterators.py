# enumerate, zip and reversed in hot loops, over everything that compiled code moves on itself and some that it does not.


def enumerated(xs, n):
    total = 0
    for _ in range(n):
        for i, x in enumerate(xs):
            total += i * x
        for pair in enumerate(xs, 10):
            total += pair[0]
        last = pair
    return total, last


print(enumerated([1, 2, 3], 2000), enumerated((1.5, 2), 2000), enumerated(range(4), 2000))
print(enumerated([], 0) if False else enumerated([True, 2], 50))


def long_one(n):
    xs = list(range(n))
    total = 0
    for i, x in enumerate(xs):
        total += i - x + 1
        if i == n // 2:
            xs.append(7)
    return total, i, x


print(long_one(5000))


def zipped(a, b, n):
    total = 0
    for _ in range(n):
        for x, y in zip(a, b):
            total += x * y
        for x, y, z in zip(a, b, a):
            total += z
    return total, x, y


print(zipped([1, 2, 3], [4, 5, 6], 2000), zipped((1, 2, 3), [4, 5], 2000), zipped([1], range(9), 2000))
print(zipped([1, 2, 3], {4: 5, 6: 7}, 2000))


def consumed(n):
    """zip has taken an item of the first when the second ends."""
    out = 0
    for k in range(n):
        a = iter([1, 2, 3, 4])
        b = iter((5, 6))
        for x, y in zip(a, b):
            out += x * y
        rest = list(a)
        out += len(rest) * 1000
        assert list(b) == []
    return out, rest


print(consumed(2000))


def grouped(n):
    it = iter(range(n))
    total = 0
    for a, b in zip(it, it):
        total += a * b % 7
    it = iter(list(range(n)))
    for a, b in zip(it, it):
        total += a - b
    return total


print(grouped(5001))


def one_iterator_twice(n):
    """The loops share an iterator that each of them moves on."""
    it = iter(list(range(n)))
    seen = []
    total = 0
    for x in it:
        total += x
        for i, y in enumerate(it):
            total += y * 2
            if i == 2:
                break
        if x % 500 == 0:
            seen.append((x, y))
    return total, seen[:4]


print(one_iterator_twice(6000))


def strict(n):
    for k in range(n):
        try:
            for a, b in zip([1, 2], [3] * (2 + k % 2), strict=True):
                pass
        except ValueError as e:
            message = str(e)
    return message


print(strict(500))


def backwards(n):
    xs = list(range(50))
    total = 0
    for k in range(n):
        for x in reversed(xs):
            total = (total * 3 + x) % 1000003
        for i in reversed(range(10)):
            total += i
        for i, x in enumerate(reversed(xs)):
            total += i * x
        for i in range(10, 0, -3):
            total += i
    return total


print(backwards(500))


def backwards_long(n):
    xs = list(range(n))
    total = 0
    for x in reversed(xs):
        total += x
        if x == n // 2:
            del xs[n // 4 :]
    for x in reversed(xs):
        total += x
    return total, x


print(backwards_long(6000))


def exhausted(n):
    it = enumerate([1, 2, 3])
    count = 0
    for k in range(n):
        for i, x in it:
            count += 1
    xs = []
    z = zip(xs, xs)
    for k in range(n):
        for a, b in z:
            count += 100
        xs.append(k)
    return count


print(exhausted(1000))


def counts(n):
    total = 0
    for i, x in enumerate([1] * n, (1 << 47) - n // 2):
        total += i
    return total, i


print(counts(4000))


class Upto:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i

    def __len__(self):
        return self.n


def general(n):
    total = 0
    for source in [[1, 2], (3, 4), "56", {7: 8}, {9}, Upto(3), range(2), map(int, "12"), (k for k in (1, 2))]:
        for i, x in enumerate(source):
            total += i * int(x)
        for x in reversed(list(enumerate([5, 6]))):
            total += x[0]
    for x in reversed(Upto(n)):
        total += x
    for a, b in zip(Upto(n), Upto(n - 1)):
        total += a * b
    return total


print([general(k) for k in range(2, 100, 7)], general(3000))


def kept(n):
    """Tuples that someone keeps are all different ones."""
    out = []
    for pair in enumerate(range(n)):
        out.append(pair)
    pairs = list(zip(out, range(n)))
    for k, pair in enumerate(pairs):
        if pair[0] is not out[k]:
            return "wrong"
    return out[0], out[-1], len(set(map(id, out))) == n


print(kept(3000))


def raising(xs):
    try:
        for i, x in enumerate(xs):
            1 // x
    except ZeroDivisionError:
        return i, x


print(raising([1] * 3000 + [0, 5]))

# Functions that are called often with iterables of all kinds.
def total(it):
    t = 0
    for x in it:
        t += x
    return t


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Made:
    def __iter__(self):
        yield 1
        yield from (2, 3)


def count(n):
    while n:
        n -= 1
        yield n


def first(it, default=None):
    for x in it:
        if x:
            return x
    return default


t = 0
for i in range(600):
    for it in (range(i % 7), [i, 2], (3, i), {i: 1, 2: 3}, {4, i}, Count(i % 5), count(i % 6), Made(), (k * k for k in range(i % 4)), map(abs, [-i]), zip([1], [2])):
        try:
            t += total(it)
        except TypeError as e:
            t += len(str(e))
    t += first(count(i % 3), 5) + first([0, 0, i], -1) + any(k == i % 9 for k in range(6)) + all(k < 6 for k in count(i % 8))
print(t)


def inside(i):
    return sum(x for x in count(i % 10)), [x for x in Count(3)], max(k ^ i for k in range(4))


print([inside(i) for i in range(300)][-3:])


def faulty(n):
    yield 1
    yield 1 // n


def tolerant(it):
    t = 0
    try:
        for x in it:
            t += x
    except ZeroDivisionError:
        t -= 1
    return t


print(sum([tolerant(faulty(i % 3)) for i in range(500)]), sum([tolerant(Count(i % 3)) for i in range(500)]))

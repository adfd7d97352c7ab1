# Generators that compiled code makes, and what consumes them; class patterns; dicts merged into others.
def count(n, step=1):
    i = 0
    while i < n:
        yield i
        i += step


def pairs(items, /, *, key=None):
    for x in items:
        yield x, key


def closing(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append(n)


def outer(n):
    k = n

    def inner(m):
        for i in range(m):
            yield i * k

    return inner


def empty():
    return
    yield


def delegating(n):
    got = yield from count(n)
    yield got


log = []


def loops(n):
    total = 0
    for i in range(n):
        for x in count(3):
            total += x
        for x in count(i % 5, step=2):
            total += x
        for x in count(step=2, n=4):
            total += x
        for x in empty():
            total += 1000
        for x in delegating(2):
            total += 1 if x is None else x
        for x, y in pairs((1, i), key=i):
            total += x + y
    return total


def consumed(n):
    total = 0
    for i in range(n):
        total += sum(x * i for x in range(4)) + max(count(3)) + len(list(count(i % 4)))
        total += sum(x for x in count(5) if x % 2) + len("".join(str(x) for x in count(3)))
        g = count(3)
        total += next(g) + next(g) + next(iter(g)) + next(g, 7)
        a, *rest = count(4)
        total += a + len(rest) + (2 in count(3))
    return total


def made_by_closures(n):
    f = outer(3)
    total = 0
    for i in range(n):
        if i == n // 2:
            f = outer(5)
        for x in f(3):
            total += x
    return total


def finalised(n):
    total = 0
    for i in range(n):
        for x in closing(3):
            total += x
            if x == i % 3:
                break
    return total, len(log)


def kept(n):
    gens = []
    for i in range(n):
        gens.append(count(i % 7))
    return sum(sum(g) for g in gens), gens[0].__name__, type(gens[-1]).__name__


def failing(n):
    messages = set()
    for i in range(n):
        try:
            for x in count():
                pass
        except TypeError as e:
            messages.add(str(e))
        try:
            count(1, 2, 3)
        except TypeError as e:
            messages.add(str(e))
    return sorted(messages)


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def match(n):
    total = 0
    for i in range(n):
        for v in (Point(i, 1), Point(0, i), i, "text", {"k": i, "l": 2}, (1, i)):
            match v:
                case Point(0, y=b):
                    total += b
                case Point(a, 1):
                    total += a * 2
                case {"k": x, **rest}:
                    total += x + len(rest)
                case int(k) if k % 2:
                    total += k
                case (1, k):
                    total += k
                case str():
                    total += 1
    return total


def merged(n):
    total = 0
    for i in range(n):
        d = {"a": i, **{"b": 2}, **dict(c=3)}
        total += len(dict(**d)) + d["b"]
    return total


print(loops(300), consumed(300), made_by_closures(300), finalised(300), kept(300))
print(failing(200))
print(match(200), merged(200))

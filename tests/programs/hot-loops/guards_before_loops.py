# What holds in every turn is checked before the loop: types, lengths for the last turn. Loops in which it does not hold after all,
# or would not in a turn that never comes.


def index_error(xs, n):
    total = 0
    try:
        for i in range(n):
            total += xs[i]
    except IndexError as e:
        return total, i, str(e)
    return total, i


def left_early(xs, n):
    total = 0
    for i in range(n):
        if i >= len(xs) - 1:
            break
        total += xs[i] * 2 + xs[i + 1]
    return total, i


def neighbours(xs):
    n = len(xs)
    swaps = 0
    for i in range(n - 1):
        for j in range(n - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
                swaps += 1
    return swaps, xs[:4], xs[-2:]


def shrinks(xs):
    seen = 0
    try:
        for i in range(len(xs)):
            seen += xs[i]
            if i % 3 == 0:
                xs.pop()
    except IndexError:
        return seen, i, len(xs)
    return seen


def from_there(xs, first, last):
    total = 0
    try:
        while first != last:
            total = total * 3 % 1000003 + xs[first]
            first += 1
    except IndexError:
        total = -total
    return total, first


def scale(xs, by, some):
    out = []
    for i in range(len(xs)):
        if i % 5 == 0:
            out.append(xs[i] * by)
        else:
            out.append(some[0])
    return out[:6], out[-1], len(out)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def attributes(points, n):
    total, last = 0, None
    for i in range(n):
        p = points[i % len(points)]
        try:
            total = total + p.x * 2 - p.y
        except AttributeError as e:
            total = total + 1000
            p.y = 0.5
            last = str(e)
    return total, last


def constant_test(n, d):
    hits = 0
    for i in range(n):
        if d % 7 == 3:
            hits += i % d
    return hits


numbers = list(range(300))
for turn in range(4):
    print(index_error(numbers, 200), index_error(numbers, 400), index_error([0.5] * 300, 301))
    print(left_early(numbers, 250), left_early(numbers, 1000), left_early([1, 2], 5))
    print(neighbours([i * 7919 % 211 for i in range(120)]), shrinks(list(range(200))))
    print(from_there(numbers, 0, 300), from_there(numbers, 5, 500), from_there(numbers, 250, 10))
    print(scale(numbers, 3, [1]), scale(numbers, 0.5, ["x"]), scale(["a"] * 200, 2, (None,)))
    points = [Point(i, i * 0.5) for i in range(20)]
    print(attributes(points, 400))
    del points[7].y
    points[9].x = 2**70
    print(attributes(points, 400))
    print(constant_test(300, 10), constant_test(300, 2**65 + 3), constant_test(300, 8))


def becomes_a_number(n):
    """A variable that is an instance in some turns and a float at the head of the loop."""
    failed, p = 0, Point(1, 2)
    for i in range(n):
        try:
            p.x = i
            if i % 40 == 0:
                p = p.x / 3
        except AttributeError:
            failed += 1
            if i % 7 == 0:
                p = Point(i, i)
    return failed


print(becomes_a_number(1000))

# What a loop does not change is checked before it: of another type in a later run, unused by it, or needed by no turn at all.


def scaled(rows, factors):
    total = 0
    for row, k in zip(rows, factors):
        for x in row:
            total += x * k
    return total


print(scaled([[1, 2, 3]] * 300, [2] * 300))
print(repr(scaled([[1, 2, 3]] * 300, [2] * 150 + [0.5] * 150)))
# No turn, so what the factor is does not matter.
print(scaled([[1, 2], [], []] * 200, [3, None, "x"] * 200))
print(scaled([[1, 2], [True]] * 200, [3, True] * 200))


def product(a, b, n):
    out = []
    for i in range(n):
        row = a[i]
        made = []
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += row[k] * b[k][j]
            made.append(s)
        out.append(made)
    return out


def matrix(n, k):
    return [[(i * k + j) % 7 + 0.5 for j in range(n)] for i in range(n)]


print(product(matrix(12, 3), matrix(12, 5), 12)[3][:4])
print(product([tuple(r) for r in matrix(12, 3)], matrix(12, 5), 12)[3][:4])
print(product([{k: x for k, x in enumerate(r)} for r in matrix(12, 3)], matrix(12, 5), 12)[11][:4])
ints = [[i + j for j in range(12)] for i in range(12)]
print(product(ints, ints, 12)[2][:3])


class Point:
    def __init__(self, x):
        self.x = x


class Other:
    x = 7


def attributes(points, n):
    total = 0
    for p in points:
        for i in range(n):
            total += p.x + i
    return total


print(attributes([Point(1), Point(2)] * 60, 5), attributes([Point(1), Other()] * 60, 5), attributes([Point(1), None] * 60, 0))
try:
    attributes([Point(3)] * 100 + [None], 4)
except AttributeError as e:
    print(e)


def sometimes(items, n):
    """Some turns do not look at it."""
    total = 0
    for x in items:
        for i in range(n):
            if i % 2:
                total += x
            else:
                total += 1
    return total


print(sometimes([1, 2, 3] * 50, 6))
try:
    sometimes([1, 2, 3] * 50 + ["a"], 6)
except TypeError as e:
    print(e)
print(sometimes([1, 2, 3] * 50 + ["a"] * 40, 1))


def while_loops(limits):
    total = 0
    for limit in limits:
        i = 0
        while i < limit:
            i += 1
            total += i
    return total


print(while_loops([3, 4, 5] * 60), while_loops([3, 4.5, True, 2**40 - 2**40 + 1] * 60))


def found(needle, rows):
    count = 0
    for row in rows:
        for x in row:
            if x == needle:
                count += 1
            if x is None:
                needle = row
    return count


print(found("b", [["a", "b", "c"]] * 100), found(2, [[1, 2, 2]] * 100), found("b", [["a", "b"], [None], ["b"]] * 50))

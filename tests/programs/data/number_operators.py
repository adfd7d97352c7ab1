# Operators at the edges between int32, ints of 48 bits, longer ints, floats and bools.
VALUES = [0, 1, -7, 3, 2147483647, -2147483648, 65536, 2**40, -2**47, 2**47 - 1, 2**63, 1.5, -0.0, float("inf"), True]


def attempt(operation, x, y):
    try:
        return operation(x, y)
    except ZeroDivisionError as error:
        return str(error)


def in_place(x, y):
    x += y
    x *= y
    x -= y
    x %= y
    return x


def compare(x, y):
    return "".join("<"[: x < y] + "="[: x == y] + ("T" if x <= y else "F") + ("t" if y else "f") + ("n" if not x else "y"))


for x in VALUES:
    for y in VALUES:
        print(x, y, compare(x, y), x + y, x - y, x * y, attempt(in_place, x, y))
        print(*(attempt(op, x, y) for op in (lambda x, y: x % y, lambda x, y: x // y, lambda x, y: x / y)))

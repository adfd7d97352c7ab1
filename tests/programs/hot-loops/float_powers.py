# Powers in compiled code: the same last bit as the C library's pow, and errors where it overflows.


def squares(values, times):
    out = []
    errors = 0
    for _ in range(times):
        for v in values:
            try:
                out.append(v**2.0 - v * v)
                out.append(v**2)
            except OverflowError:
                errors += 1
    return out[-6:], errors


def roots(values, times):
    total = 0.0
    for _ in range(times):
        for v in values:
            total = (total + (v**0.5 if v >= 0 else v**3.0)) % 1000.0
    return total


def differing(times):
    """How often the nearest float to x * x is not what pow says."""
    count, x = 0, 0.5
    for _ in range(times):
        x = (x * 1103515245.0 + 12345.0) % 2147483648.0
        if x**2.0 != x * x:
            count += 1
        if (x * 1e-5) ** 0.5 > 1e9:
            count += 1000
    return count


print(squares([1.5, 1e200, -3.25, 1e155], 150))
print(squares([float("inf"), 2.0, float("nan"), -0.0], 150))
print(roots([2.0, 0.0, -1.5, 1e-300, 7.25], 200))
print(differing(20000))
# Halfway between two shortest texts.
print(602432975692589.25, 602432975692589.75, 1125899906842624.125, 9007199254740993.0)

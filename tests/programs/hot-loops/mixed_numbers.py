# Ints and floats at one instruction of compiled code.


def spectral(n):
    u = [1.0] * n
    for _ in range(3):
        v = []
        for i in range(n):
            s = 0.0
            for j in range(n):
                s += u[j] / ((i + j) * (i + j + 1) // 2 + i + 1)
            v.append(s)
        u = v
    return sum(u)


def quotients(values, divisors):
    total = 0.0
    for v in values:
        for d in divisors:
            total = total / 3 + v / d
    return total


def operate(pairs, times):
    out = []
    for _ in range(times):
        out = []
        for a, b in pairs:
            out.append((a + b, a - b, a * b, a / b, a // b, a % b))
    return out


def compare(pairs, times):
    counts = [0] * 6
    for _ in range(times):
        for a, b in pairs:
            counts[0] += a < b
            counts[1] += a <= b
            counts[2] += a == b
            counts[3] += a != b
            counts[4] += a > b
            counts[5] += a >= b
    return counts


print(repr(spectral(40)))
print(repr(quotients([1.5, 2, 7, 2.5] * 40, [3, 0.5, 2**47 - 1, -7])))
print(repr(quotients([10, 3] * 80, [3, 7])))
print(repr(quotients([0.5] * 160, [2**53 + 1, 2**60, 10**30])))
print(operate([(1, 2.5), (2.5, 1)], 150))
# Two ints come where one of them was a float so far.
print(operate([(1, 2.5), (2.5, 1)] * 120 + [(7, 2), (-7, 2), (2**46, 3), (True, 2), (2**60, 1)], 1)[-6:])
print(operate([(1, 2.5)] * 120 + [(2**62, 2**62), (2**47, 2**47)], 2)[-3:])
print(compare([(1, 2.5), (2.5, 2), (3, 3.0), (2**47 - 1, float(2**47 - 1)), (1, 2), (2, 1), (float("nan"), 1)], 150))
print(compare([(2**53 + 1, float(2**53)), (2**62 + 1, 2.0**62), (1.5, 1), (10**30, 1e30)], 150))

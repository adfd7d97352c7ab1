# Division and modulo by constants: compiled to multiplications.


def nonnegative(start, times):
    a = start
    total = 0
    for i in range(times):
        a = (a * 31 + i) % 1000003
        total += a // 7 + a // 641 + a % 10 + a // 1000003 + a % 6700417
    return a, total


def signed(values, times):
    total = 0
    for _ in range(times):
        for v in values:
            total = total * 3 % 1000003 + v // 7 + v % 7 - v // 1000 + v % 1000 + v // 97 * 5 + v % 2147483647
    return total


def big(values, times):
    out = []
    for _ in range(times):
        out = []
        for v in values:
            w = v * 65537
            out.append((w // 10, w % 10, w // 1000003, w % 1000003, w // 6, w % 6, w // -9, w % -9))
    return out


def products(values, times):
    out = []
    for _ in range(times):
        out = []
        for v in values:
            out.append((v * 3, v * 5, v * 7, v * 15, v * 17, v * 31, v * 33, v * -1, v * 0, v * 1, v * 1023, v * (2**40 + 1)))
    return out


print(nonnegative(1, 20000))
print(signed([0, 1, -1, 6, -6, 7, -7, 8, -8, 999, -999, 2**31, -(2**31), 2**46 + 3, -(2**46) - 3, 2**47 - 1, -(2**47)], 200))
print(big([0, 1, -1, 12345, -12345, 2**46, -(2**46), 2**47 - 1, -(2**47)], 200))
print(products([0, 1, -1, 12345, -12345, 2**31, 2**46 - 1, -(2**47)], 200))

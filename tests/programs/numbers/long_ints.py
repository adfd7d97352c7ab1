"""Ints on both sides of 32 and 48 bits: every operator on every pair."""
edges = [0, 1, -1, 2, 3, -7, 31, 47, 48, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**32, 2**32 + 5, -(2**32) + 3,
         10**12, -(10**12) - 7, 2**46, 2**47 - 1, 2**47, -(2**47), -(2**47) - 1, 2**48, 2**53, 2**53 + 1, 2**64, -(2**64)]


def binary(x, y):
    out = [x + y, x - y, x * y, x & y, x | y, x ^ y]
    out += [x < y, x <= y, x == y, x != y, x > y, x >= y]
    if y != 0:
        out += [x // y, x % y]
        out.append((x / y).hex())
    if 0 <= y < 100:
        out += [x << y, x >> y]
    z = x
    z += y
    z -= 1
    z *= y
    out.append(z)
    if x < y: out.append('lt')
    if not x < y: out.append('not lt')
    if x <= y: out.append('le')
    if not x <= y: out.append('not le')
    if x == y: out.append('eq')
    if not x == y: out.append('not eq')
    if x != y: out.append('ne')
    if x > y: out.append('gt')
    if not x > y: out.append('not gt')
    if x >= y: out.append('ge')
    if not x >= y: out.append('not ge')
    out.append(-x)
    return out


for x in edges:
    for y in edges:
        print(x, y, *binary(x, y))

for x in (2**40, -(2**40), 2**31):
    for y in (0, 0.0):
        for op in (lambda: x // y, lambda: x % y, lambda: x / y):
            try:
                print(op())
            except ZeroDivisionError as e:
                print(e)
    try:
        x << -1
    except ValueError as e:
        print(e)
    print(x + 0.5, x * 1.5, 0.5 - x, x < 1e12, x == float(x), x < 'a' if False else None, True + x, x & True)
    try:
        x < 'a'
    except TypeError as e:
        print(e)

total = 0
for i in range(200000):
    total += i * i
print(total)
count = 2**31 - 50
while count < 2**31 + 50:
    count += 1
print(count, 2**47 - 1 + 1, -(2**47) - 1, hash(2**40), 2**40 is None)

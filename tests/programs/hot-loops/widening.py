# Types that change under a compiled loop: every change must leave compiled code with the exact state.
def add_up(values):
    total = 0
    for v in values:
        total += v
    return total


print(add_up(list(range(1000))))
print(add_up([0.5] * 1000))
print(add_up([1] * 500 + [0.25] * 500))
print(add_up([True] * 300))
print(add_up([2**31] * 1000), add_up([2**47] * 1000), add_up([2**63] * 1000))
try:
    add_up([1] * 400 + [None])
except TypeError as e:
    print(e)


def double(n, times):
    for i in range(times):
        n = n + n
    return n


print(double(1, 200))
print(double(-1, 200))
print(double(0.1, 200))
try:
    print(double("ab", 10))
except TypeError as e:
    print(e)


def product(values):
    p = 1
    for v in values:
        p *= v
    return p


print(product(range(1, 200)) % 1000000007)


def mixed(n):
    out = []
    x = 0
    for i in range(n):
        if i % 250 == 249:
            x = float(x)
        elif i % 250 == 100:
            x = int(x)
        x = x + 1
        if i % 100 == 0:
            out.append(x)
    return out


print(mixed(1200))
z = -0.0
for i in range(300):
    z = z * 1.0
print(z)
n = 0
for i in range(-150, 150):
    n += i // 7 * 3 + i % 7 - (-i // 4) + (-i) % 5
print(n)
try:
    d = 200
    while True:
        d -= 1
        n += 1000 // d
except ZeroDivisionError as e:
    print(e, d, n)

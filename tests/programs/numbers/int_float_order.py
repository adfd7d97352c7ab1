# Ints and floats are compared exactly, also where neither is exact in the other's form.
def orders(x, y):
    return [x < y, x <= y, x > y, x >= y, x == y, x != y]


seen = 0
for k in [45, 47, 48, 52, 53, 54, 61, 62, 63, 64, 65, 100, 1000, 1023]:
    row = []
    for d in -(2 ** (k - 20)), -1025, -1, 0, 1, 1025, 2 ** (k - 20):
        n = 2**k + d
        for e in 0, 2 ** (k - 10), 1, -(2 ** (k - 11)):
            x = float(n + e)
            for a, b in (n, x), (x, n), (-n, -x), (-x, -n), (n, -x), (-n, x):
                row += orders(a, b)
                seen += max(a, b) is a
    print(k, ''.join('01'[b] for b in row))
print(seen)

n = 9223231299366420481
x = 9.223231297218937e18
print(max(n, x), max(x, n), min(n, x), sorted([n, x]), n in (x,), {n: 1}.get(x))
print(orders(n, float('inf')), orders(-n, float('-inf')), orders(n, float('nan')))
print(orders(2**63, 2.0**63), orders(-(2**63), -(2.0**63)), orders(2**63 - 1, 2.0**63), orders(-(2**63) - 1, -(2.0**63)))

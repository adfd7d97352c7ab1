"""Hot loops that load what they have just stored: items, attributes, variables of closures."""


def items(n):
    a = [0] * 10
    f = [0.0] * 10
    mixed = [None] * 10
    total = 0
    for i in range(n):
        k, j = i % 10, i * 7 % 10
        a[k] = i
        a[j] = a[k] + 1
        total += a[k] - a[j]
        a[k] -= 3
        if a[k] % 2 == 0:
            a[j] *= 2
        f[k] = f[j] + 0.5
        f[j] = f[k] - f[j]
        mixed[k] = mixed
        mixed[j] = i if mixed[k] is mixed else None
        if mixed[k] is not mixed:
            total += mixed[k]
    return total, a, f, [x if x is not mixed else "itself" for x in mixed]


print(items(2000))


def aliases(n):
    a = [1, 2, 3]
    b = a
    c = [4, 5, 6]
    s = 0
    for i in range(n):
        x = c if i % 3 else a
        a[0] = i
        b[0] = i + 1
        s += a[0]
        x[1] = s % 1000
        s += a[1] + c[1]
        a[2] = x
        s += len(a[2]) + (a[2][0] if a[2] is c else 1)
        a[-1] = 5
        s += a[2]
    return s


print(aliases(3000))


class P:
    __slots__ = ("x", "y", "gone")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Q:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def attributes(n, p, q):
    s = 0
    for i in range(n):
        p.x = i
        q.x = i * 0.5
        s += p.x
        p.y = q
        s += p.y.x
        q.y = p.x if i != 1500 else 2**70
        s += q.y
        p.x += 1
        if i > n - 3:
            p.gone = i
            s += p.gone
            del p.gone
            try:
                s += p.gone
            except AttributeError as e:
                s += len(str(e))
    return s


print(attributes(2000, P(1, 2), Q(3, 4)))
p = Q(1, 2)
print(attributes(2000, P(1, 2), Q(3, 4)) - attributes(1400, P(5, 6), Q(7, 8)))


def counters(n):
    count, high, items = 0, 1 << 40, []

    def step(k):
        nonlocal count, high, items
        count += k
        high += count
        items = [count]
        return count + high + items[0]

    s = 0
    for i in range(n):
        s = (s + step(i)) % 1000003
        if i == n // 2:
            high = 1 << 47
    return s, count, high, items


print(counters(2000))


# Through the bounds of the small ints, and NaN.
def bounds(n):
    a = [2**31 - 50, 2**47 - 60, 2**62 - 40, -(2**31) + 30, -(2**47) + 20]
    f = [1.0, 0.0]
    for i in range(n):
        for k in range(5):
            step = 1 if k < 3 else -1
            a[k] = a[k] + step
            a[k] = a[k] - (a[k] == 0)
        f[0] = f[0] * 1e3
        f[1] = f[0] - f[0]
        f[1] = f[1] + 1
    return a, f


print(bounds(50), bounds(200))

# Tuples and lists made in hot loops: never made if nobody sees them, and there all the same for whoever does.
total = 0
t = None
for i in range(3000):
    t = (i, i + 0.5, i % 2 == 0)
    total += t[0]
    if t[2]:
        total += len(t)
print(total, t)

p = "before"
for i in range(3000):
    if i == 2500:
        print(p)
    p = [i, i + 1]
    total += p[0] - p[-1]
print(total, p)


def nested(n):
    last = None
    for i in range(n):
        pair = (i, (i * 2, str))
        (a, (b, c)) = pair
        last = pair
        if a == n - 7:
            return last, pair, last is pair
    return last


print(nested(4000), nested(5))


def shared(n):
    a = b = None
    for i in range(n):
        x = [i]
        a = x
        b = x
    a.append(1)
    return a, b, a is b


print(shared(3000))


def old(n):
    """The tuple of the turn before is seen after the loop, and by an exception's handler."""
    seen = []
    prev = cur = ()
    try:
        for i in range(n):
            prev = cur
            cur = (i, -i)
            if i == n - 2:
                seen.append(prev)
            1 // (n - 1 - i)
    except ZeroDivisionError:
        seen.append(cur)
    return seen, prev, cur


print(old(2500))


def writes(n):
    s = 0
    for i in range(n):
        xs = [i, i + 1, i + 2]
        ys = [1, 2]
        xs[1] = ys
        ys[0] = i
        s += xs[1][0] + ys[1]
        xs.append(3)
        s += len(xs) + xs[-1]
        a, b = ys
        s += a * b
    return s, xs, ys


print(writes(3000))


def big(n):
    t = ()
    for i in range(n):
        t = (i << 40, i * 1.5, 1 << 62, i)
        if t[0] < 0:
            break
    return t


print(big(3000))


def conditional(n):
    t = (0, 0)
    for i in range(n):
        if i % 3 == 0:
            t = (i, i)
        elif i % 3 == 1:
            t = (i, 0.5)
        if i % 1000 == 999:
            print(t)
    return t


print(conditional(3000))


def inner(n):
    s = 0
    box = None
    for i in range(n):
        box = [i]
        for j in range(3):
            s += box[0] * j
            cell = (i, j)
        s += cell[1]
    return s, box, cell


print(inner(2000))


def unpacking(rows):
    s = 0
    for row in rows:
        name, (x, y), *rest = row[0], row[1], row[2]
        a, b, c = row
        x2, y2 = b
        s += x * y + x2 - y2 + len(rest) + len(a) + c
    return s


rows = [("ab", (k, k + 1), k) for k in range(500)]
print(unpacking(rows * 4))
try:
    print(unpacking(rows * 4 + [("a", (1, 2, 3), 4)]))
except ValueError as e:
    print(e)
try:
    print(unpacking(rows * 4 + [("a", [5, 6], 4), ("a", "xy", 4)]))
except TypeError as e:
    print(e)


def keeps(n):
    out = []
    for i in range(n):
        out.append((i, [i, (i,)]))
    return out[0], out[n // 2], out[-1], sum(x[1][1][0] for x in out)


print(keeps(5000))


def grow(n):
    xs, ys = [], []
    for i in range(n):
        xs.append(i)
        ys.append(i * 0.5)
        if i % 7 == 0:
            xs.pop()
    return len(xs), len(ys), xs[-1], ys[-1], sum(xs), sum(ys)


print(grow(200000))


def aliases(n):
    """A list that grows while another name holds it, and one whose items are read between."""
    xs = [0]
    other = xs
    s = 0
    for i in range(n):
        first = xs[0]
        other.append(i)
        s += first + xs[len(xs) - 1] + other[i]
    return s, len(other)


print(aliases(100000))


def locals_seen(n):
    for i in range(n):
        t = (i, i)
        if i == n - 1:
            return sorted(locals().items())


print(locals_seen(2500))

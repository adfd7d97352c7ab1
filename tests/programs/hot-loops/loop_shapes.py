# Loops of all shapes: tests at the head, `continue`, `break`, `else`, no turn at all, variables that move together or apart,
# and products and sums that leave 64 bits.


def counted(n):
    seen = []
    for i in range(n):
        for j in range(i, n):
            if j == i + 3:
                continue
            for k in range(j):
                if k * j > 40:
                    break
            else:
                seen.append((i, j))
    return len(seen), i, j, k


def empty_inner(n):
    total, k = 0, -1
    for i in range(n):
        for k in range(i, 3):
            total += k
        total += k
    return total, k


def together(n):
    i, j, k = 0, 5, n
    out = 0
    while i < n:
        out += j - i + (k + i)
        i += 1
        j += 1
        k -= 1
    return i, j, k, out


def apart(xs):
    i, j = 0, len(xs) - 1
    while i < j:
        xs[i], xs[j] = xs[j], xs[i]
        i += 1
        j -= 1
    return i, j, xs[:3], xs[-3:]


def steps(n):
    out = []
    for step in (1, 2, 7, -1, -3):
        first, last, count = None, None, 0
        for i in range(n if step < 0 else 0, 0 if step < 0 else n, step):
            first = i if first is None else first
            last = i
            count += 1
        out.append((step, first, last, count))
    return out


def down(n):
    total = 0
    while n > 0:
        if n % 3 == 0:
            n -= 2
            continue
        total += n
        n -= 1
    return total, n


def grows(n):
    x, turns = 27, 0
    for i in range(n):
        x = 3 * x + 1
        turns += 1
        if x > 10**30:
            x = 27 + i
    return x, turns


def sums(n, by):
    total = 0
    for i in range(n):
        total += by
        total -= i
    return total


def last_item(n):
    k = "none"
    for k in range(n):
        pass
    return k


def list_in_turn(n):
    xs = [1, 2, 3]
    total = 0
    for x in xs:
        total += x
        if len(xs) < n:
            xs.append(x + 1)
    return total, len(xs)


def changes_type(n):
    x = 0
    turns = 0
    while x < n:
        x = x + 1 if turns < n // 2 else x + 0.5
        turns += 1
    return x, turns


for _ in range(3):
    print(counted(30), empty_inner(300), together(400), apart(list(range(501))))
    print(steps(1000), down(1000), grows(500), last_item(0), last_item(700))
    print(sums(400, 1), sums(400, 2**61), sums(400, -(2**62)), list_in_turn(300), changes_type(400))

i = 0
while i < 2000:
    i += 1
    if i % 2:
        continue
    if i > 1500:
        break
else:
    print("not here")
print(i)
for i in range(500):
    for j in range(i % 3):
        last = i, j
print(i, j, last)

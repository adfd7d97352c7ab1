# Ranges made in compiled code: bounds beyond 32 bits, empty ones, either direction.


def sieve(limit):
    flags = [True] * (limit + 1)
    count = 0
    for i in range(2, limit + 1):
        if flags[i]:
            count += 1
            # Beyond 46340 the start has more than 32 bits.
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return count


def lengths(starts, stop, times):
    total = last = 0
    for _ in range(times):
        for start in starts:
            for i in range(start * start, stop, 7):
                total += 1
                last = i
    return total, last


def downwards(starts, stop, times):
    total = last = 0
    for _ in range(times):
        for start in starts:
            for i in range(start * start * start, stop, -3):
                total += 1
                last = i
    return total, last


def steps(start, stop, step, times):
    out = []
    for _ in range(times):
        out.clear()
        for i in range(start, stop, step):
            out.append(i)
    return out[:3], out[-3:], len(out)


def variable(last, times):
    """The loop's variable after an empty range is what it was."""
    i = -1
    seen = set()
    for n in range(times):
        for i in range(n * last, 5):
            pass
        seen.add(i)
        if n == times - 1:
            for i in range(2**31 - 3, 2**31 + n):
                seen.add(i)
                if i > 2**31:
                    break
    return sorted(seen)


print(sieve(60000))
print(lengths([1, 5, 46341, 100000, 3037000500, -4], 100, 150))
print(downwards([-2, -1300, -100000, -3000000], -20, 150))
print(downwards([1, 3, -2000000], -20, 150))
for bounds in [
    (0, 10, 3),
    (0, -10, 3),
    (5, -10, -4),
    (-10, 5, -4),
    (2**31 - 5, 2**31 - 1, 2),
    (2**31 - 5, 2**31 + 5, 2),
    (-(2**31) + 3, -(2**31) - 4, -2),
    (2**40, 2**40 + 4, 1),
    (2**40, 3, 1),
    (-(2**40), 3 - 2**40, 1),
    (2**70, 3, 1),
    (0, 1, 2**31),
]:
    print(bounds, steps(*bounds, 120))
print(variable(10**9, 130))

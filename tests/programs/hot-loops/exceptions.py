# Exceptions raised and caught in hot loops, and state seen by the handlers.
def risky(values):
    good = bad = 0
    log = []
    for i, v in enumerate(values):
        try:
            good += 100 // v
        except ZeroDivisionError:
            bad += 1
            if bad % 50 == 0:
                log.append((i, good))
        finally:
            good += 1
    return good, bad, log


print(risky([1, 2, 0, 4] * 100))


def find(values, target):
    i = 0
    try:
        while True:
            if values[i] == target:
                return "at", i
            i += 1
    except IndexError:
        return "not found after", i


print(find(list(range(1000)), 700), find(list(range(1000)), -1))


def keys(table, wanted):
    misses = 0
    total = 0
    for k in wanted:
        try:
            total += table[k]
        except KeyError as e:
            misses += 1
            last = e.args
    return total, misses, last


print(keys({1: 10, "a": 5}, [1, "a", "b", 2.5] * 100))


def nested(n):
    out = 0
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    raise ValueError(i)
                out += 1
            finally:
                out += 10
        except ValueError as e:
            out += e.args[0]
    return out


print(nested(500))
for i in range(400):
    try:
        if i == 399:
            [][i]
    except IndexError as e:
        print(type(e).__name__, e, i)

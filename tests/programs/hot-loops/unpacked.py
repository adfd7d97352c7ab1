# Items taken apart in hot loops, whose registers the loops use for other things as well; lengths of whatever comes.
pairs = [(i, str(i)) for i in range(300)]
counts = {}
total = 0
for number, text in pairs * 5:
    counts[text] = counts.get(text, 0) + len(text) + len([number, total % 7])
    total = (total * 31 + number * len(pairs)) % 1000003
print(total, len(counts), sum(counts.values()))


def lengths(things):
    total = 0
    for turn in range(300):
        for thing in things:
            total = (total * 3 + len(thing)) % 1000003
    return total


class Sized:
    def __len__(self):
        return 11


class Str(str):
    def __len__(self):
        return 13


print(lengths(["abc", "é" * 9, "\U0001f600", [1, 2], (), {1: 2}, {1, 2, 3}, b"bytes", range(7), frozenset("ab")]))
print(lengths(["", [], Sized(), Str("x"), bytearray(5), "語" * 5]))


def apart(items):
    first = second = None
    done = 0
    try:
        for first, second in items:
            done += 1
            [second, first] = [first, second]
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
    return done, first, second


good = [(i, i + 1) for i in range(400)]
print(apart(good))
print(apart([list(p) for p in good]))
print(apart([p if i % 3 else list(p) for i, p in enumerate(good)]))
print(apart([p if i != 390 else "ab" for i, p in enumerate(good)]))
print(apart([p if i != 399 else {7: 1, 8: 2} for i, p in enumerate(good)]))
print(apart(good + [(1, 2, 3)]))
print(apart(good + [[1]]))
print(apart(good + [5]))
print(apart(iter(p) for p in good))

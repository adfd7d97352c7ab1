# Truth of values of many types at one jump of compiled code.


def count(items):
    yes = no = 0
    for x in items:
        if x:
            yes += 1
        else:
            no += 1
        if not x:
            no += 100
        yes += 1000 if x and yes else 0
        while not x:
            break
    return yes, no


class Plain:
    pass


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Told:
    def __init__(self, answer):
        self.answer = answer

    def __bool__(self):
        return self.answer


class Names(list):
    def __bool__(self):
        return True


class Wrong:
    def __bool__(self):
        return 2


VALUES = [
    [True, False],
    [0, 1, -1, 2**31, -(2**31), 2**40, 2**46 * 3, 2**70, -(2**70)],
    [0.0, -0.0, 1.5, float("nan"), float("inf"), 5e-324],
    ["", "a", "\u20ac"],
    [[], [0], (), (0,), {}, {0: 0}, set(), {0}, frozenset(), frozenset([1])],
    [None, Ellipsis, len, int, Plain, Plain(), range(0), range(3), b"", b"x"],
    [Sized(0), Sized(2), Told(False), Told(True), Names(), Names([1])],
]
for values in VALUES:
    print(count(values * 60), count([values[0]] * 150 + values))
print(count([x for values in VALUES for x in values] * 20))
for bad in (Wrong(), Sized(-1)):
    try:
        count([1, 0] * 100 + [bad])
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


def sieve(limit):
    flags = [True] * (limit + 1)
    found = 0
    for i in range(2, limit + 1):
        if flags[i]:
            found += 1
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return found


print(sieve(5000), sieve(70))


def changing(n):
    """__bool__ comes to a class while its instances are tested."""
    p, total = Plain(), 0
    for i in range(n):
        if p:
            total += 1
        if i == 300:
            Plain.__bool__ = lambda self: False
        if i == 400:
            del Plain.__bool__
    return total


print(changing(600))

# The commonest builtins and container operations on everything that they take, and on what they refuse.
def tried(f, *args):
    try:
        r = f(*args)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
    return type(r).__name__ + " " + repr(r)


class Int(int):
    pass


class List(list):
    pass


class Pretender:
    @property
    def __class__(self):
        return int


class Meta(type):
    def __instancecheck__(cls, x):
        return x == 7


class Asked(metaclass=Meta):
    pass


values = [0, 1, -1, 9, 10, 255, 256, 2**31 - 1, -(2**31), 2**31, 2**47, 2**70, True, None, 0.0, -0.0, 1.5, -2.75, 1e300, float("inf"), float("nan"), "", "a", "\u00e9", "\u0416", "ab", "12", " 12", "+7", "1234567890", "\u0663", "1_0", b"a", b"12", [], [1], (1,), {}, Int(5), List([1, 2]), 2j]


def one():
    for v in values:
        for name, f in (
            ("abs", lambda v: abs(v)),
            ("ord", lambda v: ord(v)),
            ("chr", lambda v: chr(v)),
            ("len", lambda v: len(v)),
            ("str", lambda v: str(v)),
            ("int", lambda v: int(v)),
            ("float", lambda v: float(v)),
            ("range", lambda v: range(v)),
        ):
            yield name, tried(f, v)


for k in range(2):
    for name, text in one():
        print(name, text)


def pairs():
    numbers = [0, 1, -1, 2**31 - 1, -(2**31), 2**40, True, 1.0, 0.0, -0.0, float("nan"), "a", Int(1)]
    for x in numbers:
        for y in numbers:
            yield tried(lambda: max(x, y)), tried(lambda: min(x, y))


for pair in pairs():
    print(pair)


def ranges():
    for args in ((0, 5), (5, 0), (0, 10, 3), (10, 0, -3), (0, 5, -1), (-5, 5, 4), (0, 2**31), (-(2**31), 2**31 - 1), (-(2**31), 2**31 - 1, 2), (1, 2, 0), (2**31 - 5, 2**31 - 1, 3), (1.0, 2), (True, 3), ()):
        r = tried(lambda: range(*args))
        if r.startswith("range"):
            r = range(*args)
            r = (r, len(r), list(r)[:5] if len(r) < 10 else r[-1])
        print(args, r)


ranges()


def instances():
    classes = [int, float, bool, str, list, dict, tuple, object, type, Int, List, Pretender, Asked, (int, str), int | str]
    for v in [5, 7, True, 1.5, "a", [], {}, (), Int(5), List(), Pretender(), int, None, 2**60, Asked]:
        print([isinstance(v, c) for c in classes])
    print(tried(lambda: isinstance(1, 2)), tried(lambda: isinstance(1)))


instances()


def lists():
    items = [1, 2, 3]
    popped = [items.pop(), items.pop(), items.pop(), tried(lambda: items.pop())]
    items.append(4)
    items.append(5)
    other = List([1])
    return popped, items, items.pop(0), other.pop(), tried(other.pop), tried(lambda: list.pop(3)), tried(lambda: [].pop(1, 2))


print(lists(), lists())


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n or self.n == other


class Counting(dict):
    def get(self, key, default=None):
        return "own"


def dicts():
    d = {}
    for n in range(40):
        d[n] = n
        d["k" + str(n)] = n
        d[n * 1.0] = -n
    hits = [d.get(3), d.get(3.0), d.get(True), d.get("k" + "3"), d.get("k" + str(30)), d.get("none"), d.get("none", 5), d.get(-1), d.get(Key(3)), d.get(2**31)]
    hits.append(tried(lambda: d.get([])))
    hits.append(tried(lambda: d.get()))
    hits.append(tried(lambda: d["k99"]))
    for n in range(0, 40, 3):
        del d["k" + str(n)]
    d["k" + str(3)] = "again"
    return hits, list(d.items())[-3:], len(d), Counting().get(1), d.get(Key(4), 0), "k3" in d, "k6" in d


print(dicts())
print(dicts() == dicts())


def sets():
    s = set()
    for n in range(60):
        s.add(n % 23)
        s.add("s" + str(n % 7))
        s.add(float(n % 5))
    s.discard(3)
    s.add(Key(3))
    s.add(3)
    s.add(True)
    return len(s), sorted(x for x in s if type(x) is int), "s6" in s, "s" + str(7) in s, 3 in s, tried(lambda: s.add([])), tried(lambda: s.add()), [x for x in (set("hello") | {1, 2}) if x in s]


print(sets())


def texts():
    for t in ("", "a", "Z", "7", " ", "a1", "a b", "\t\n\x1c\x1f ", "\x0b\x0c\r", "_", "\u00e9", "\u00b2", "\u00bd", "\u0663", "\u2003", "x" * 40, "x" * 31 + "!", "\x85", "\xa0", "\x00", "\x7f"):
        print(ascii(t)[:10], t.isalnum(), t.isalpha(), t.isdigit(), t.isspace())
    print(tried(lambda: "a".isalpha(1)), tried(lambda: str.isalpha(1)))


texts()

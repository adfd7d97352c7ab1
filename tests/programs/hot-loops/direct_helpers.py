# Operations on dicts, sets and strs that compiled code makes itself, and what it has to leave to others.
import cmath
from collections import Counter, defaultdict


def counting(n):
    d = {}
    for i in range(n):
        k = i * 7 % 31
        if k in d:
            d[k] += i
        else:
            d[k] = 1
        if i % 97 == 0:
            del d[k]
    return len(d), sum(d.values()), list(d)[:5]


print(counting(3000))


def mixed_keys(n):
    d = {}
    keys = [1, 1.0, True, "1", (1, "a"), (1.0, "a"), None, 2**70, float(2**70), b"x", -1, -2, frozenset([1]), 0, False, ""]
    for i in range(n):
        k = keys[i % len(keys)]
        d[k] = d.get(k, 0) + 1
    return d


print(mixed_keys(1600))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


class Plain:
    pass


def user_keys(n):
    d = {}
    s = set()
    plain = [Plain() for _ in range(3)]
    for i in range(n):
        d[Key(i % 5)] = i
        s.add(Key(i % 4))
        d[plain[i % 3]] = i
        s.add(plain[i % 2])
        if Key(i % 7) in d and plain[2] in d and plain[2] not in s:
            s.discard(Key(3))
    return len(d), len(s), d[Key(2)], d[plain[0]]


print(user_keys(600))

x = 5


def own_globals(n):
    global x
    space = globals()
    seen = []
    for i in range(n):
        x += 1
        if i % 100 == 0:
            seen.append(space["x"])
            space["x"] = space["x"] + 10
            seen.append(x)
            space.setdefault("made_" + str(i % 2), i)
    return seen


print(own_globals(400), x, made_0)

y = 0
name = value = None
for i in range(500):
    y = y + 2
    if i % 50 == 0:
        globals()["y"] = y * 2
        for name, value in globals().items():
            if name == "y":
                print(value, "y" in globals(), end=" ")
print(y)


def missing(n):
    d = {i: i for i in range(0, 100, 2)}
    s = {1, 2, 3}
    caught = []
    for i in range(n):
        try:
            d[i % 100]
        except KeyError as e:
            caught.append(e.args[0])
        try:
            del d[1000 + i % 3]
        except KeyError as e:
            caught.append(-e.args[0])
        try:
            s.remove(i % 5)
        except KeyError as e:
            caught.append(e.args)
        s.add(i % 3)
        try:
            d[[i]] = 1
        except TypeError as e:
            if i == n - 1:
                print(e)
        try:
            {} in d
        except TypeError as e:
            if i == n - 1:
                print(e)
    return len(caught), caught[-4:], sorted(s)


print(missing(300))


class Missing(dict):
    def __missing__(self, key):
        return key * 2

    def get(self, key, default=None):
        return "mine"


def subclasses(n):
    m, c, dd = Missing(), Counter(), defaultdict(list)
    plain = {}
    out = 0
    for i in range(n):
        for d in (plain, m):
            d[i % 10] = i
            if d.get(i % 10) == "mine":
                out += 1
        out += m[1000 + i]
        c[i % 3] += 1
        c["k" + str(i % 2)] += 1
        dd[i % 4].append(i)
    return out, c, len(dd[2]), plain == dict(m)


print(subclasses(300))


def iterate(n):
    d = {}
    for i in range(10):
        d["k%d" % i] = i
    total = 0
    names = ""
    for i in range(n):
        for k in d:
            total += d[k]
        for k, v in d.items():
            total += v * len(k)
        for v in d.values():
            total += v
        for pair in d.items():
            total += len(pair)
        for ch in "héllo wörld":
            if ch == "o":
                total += 1
            elif ch > "z":
                total += ord(ch)
        for e in {1, 2, i % 3}:
            total += e
    for k, v in d.items():
        names += k
    return total, names


print(iterate(200))


def changing(n):
    errors = []
    for i in range(n):
        d = {j: j for j in range(6)}
        try:
            for k in d:
                if k == 4:
                    d[100 + i] = 1
        except RuntimeError as e:
            errors.append(str(e))
        s = {1, 2, 3, 4}
        try:
            for e in s:
                s.discard(e)
        except RuntimeError as e:
            errors.append(str(e))
        try:
            for k, v in d.items():
                del d[k]
        except RuntimeError as e:
            errors.append(str(e))
    return len(errors), set(errors)


print(sorted(changing(200)[1]))


def popping(n):
    d = {i: str(i) for i in range(n)}
    out = []
    for i in range(n + 5):
        v = d.pop(i, None)
        if v is None:
            out.append(i)
        if i % 50 == 0:
            d.setdefault(i, []).append(i)
            d.setdefault(i, []).append(-i)
    return out, len(d), d[50]


print(popping(300))


def strings(text, n):
    hits = 0
    s = ""
    low = high = 0
    for i in range(n):
        c = text[i % len(text)]
        if c == "o" or "x" == c:
            hits += 1
        if c != text[-1 - i % len(text)]:
            hits += 2
        if c < "m":
            low += 1
        elif c >= "é":
            high += 1
        part = text[i % 7:i % 11 + 5]
        s += part
        if part == text[i % 7:i % 11 + 5]:
            hits += len(part)
        if "ow" in part and c not in "aeiou":
            hits += 10
        if i % 40 == 0:
            s = s[-3:]
        hits += len(text[i % 3:]) + len(text[:-2]) + len(text[i:]) + len(text[::2])
    return hits, s, low, high


print(strings("the quick brown fox", 1000))
print(strings("thé quick bröwn föx", 1000))
print(strings("th€ quick br€wn fox", 1000))
print(strings("t\U0001f600e quick brown fox", 1000))


def methods(n):
    out = []
    total = 0
    sep = ","
    for i in range(n):
        words = ("a,b," + str(i) + ",Éa").split(sep)
        line = sep.join(words)
        if line.startswith("a") and line.endswith("a") and not line.isdigit():
            total += line.find("b") + line.count(",") + len(line.upper()) + len(line.replace("a", "xyz"))
        if words[2].isdigit() and words[0].isalpha() and words[1].islower():
            total += int(words[2])
        t = line.strip("a").title()
        total += ord(t[0]) + len(chr(i)) + ord(chr(i * 50))
        text = f"{i:05d}|{words[0]:>3}|{i / 3:.2f}|{t!r}|{None}|{i}"
        text2 = "%d-%s-%5.1f" % (i, words[1], i / 7)
        text3 = "{:x}/{}".format(i, sep)
        if i % 100 == 0:
            out.append(text + text2 + text3 + str(i * 1.5) + str(True) + str(None) + str(2**60 + i))
    return out, total


for line in methods(400)[0]:
    print(line)
print(methods(400)[1])


class Str(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7

    def upper(self):
        return "own"


class Shown:
    def __str__(self):
        return "shown"

    def __format__(self, spec):
        return "<" + spec + ">"


def other_strings(n):
    d = {"a": 1}
    out = []
    for i in range(n):
        s = "abc" if i % 50 else Str("abc")
        v = i if i % 60 else Shown()
        out.append(s == "zzz")
        out.append(s.upper() == "own")
        out.append(str(v) + f"{v}" + f"{v:>4}" + "%s" % v)
        d[s] = i
        out.append(s in d)
    return len(d), out.count(True), out[2], out[6], len("".join(str(x) for x in out))


print(other_strings(240))


def errors(n):
    kinds = {}
    for i in range(n):
        for f in (lambda: "abc"[i], lambda: "abc"[-i], lambda: int("x" + str(i)), lambda: chr(-i - 1), lambda: ord("ab"), lambda: "a" + i,
                  lambda: "%d" % "x", lambda: ",".join([1]), lambda: "abc".index("z"), lambda: "a" < 1, lambda: 1 in "abc", lambda: len(i)):
            try:
                f()
            except Exception as e:
                key = type(e).__name__ + ": " + str(e)
                if "invalid literal" in key:
                    key = key[:30]
                kinds[key] = kinds.get(key, 0) + 1
    return kinds


for k, v in sorted(errors(120).items()):
    print(v, k)


def roots(n, sqrt):
    total = 0
    for i in range(n):
        total += sqrt(i)
    return total


from cmath import sqrt

for i in range(300):
    z = sqrt(4)
print(z, sqrt is cmath.sqrt)


def comprehension(n):
    out = 0
    for i in range(n):
        d = {k: str(k) for k in range(i % 5)}
        s = {k % 3 for k in range(i % 7)}
        e = {}
        f = {1: i, "b": [i]}
        g = {i, i + 1, "c"}
        e[i] = f
        out += len(d) + len(s) + len(e) + len(f) + len(g)
    return out


print(comprehension(300))

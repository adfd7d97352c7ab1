a = [3, 1, 2]
a += [5, 4]
a.append(0)
a.insert(1, 9)
a.extend(x * x for x in range(3))
print(a, a.index(5), a.count(1), a.pop(), a.pop(0), sorted(a, reverse=True), a[::2], a[-2:], a[10:], len(a))
a[1:3] = "xyz"
a[::3] = [0] * len(a[::3])
del a[0], a[-1:]
print(a, [1, 2] + [3], [0] * 3, [1, [2]] == [1, [2]], [1, 2] < [1, 3], 2 in [1, 2], list("abc"))
b = [[1], [2]]
c = b.copy()
c[0].append(9)
print(b, c is b, [*b, 7], (lambda *p: p)(*[1, 2], *(3,)))
r = []
r.append(r)
print(r, sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted("hello", key=lambda ch: -ord(ch)))
d = {"x": 1, "y": 2, **{"z": 3}}
d["w"] = d.pop("x")
d.update(a=1, y=5)
d.setdefault("q", []).append(1)
print(d, list(d), d.get("nope"), d.get("nope", 0), d | {"y": 0}, {**d, "n": 1} == d, "q" in d, len(d), d.popitem(), dict.fromkeys("ab", 0), dict([("k", 1)], v=2))
print(d.keys() & {"y", "z", "no"}, list(reversed(d)), [(k, v) for k, v in d.items() if v], {v: k for k, v in {"a": 1}.items()}, {1: "int", 1.0: "float", True: "bool"})
s = {3, 1, 2} | {10}
s.add(1)
s.discard(99)
print(s, s & {1, 2}, s - {1}, s ^ {1, 50}, {1} < s, s >= {1, 2}, frozenset("aab") == {"a", "b"}, {frozenset([1]): 2}, set(), {i % 5 for i in range(20)})
print(set(range(40)) - set(range(0, 40, 3)), {100, 7, 64, 32, 8, 1000, -5})
t = (1, "a", None, (2,))
x, *y, (z,) = t
print(t, x, y, z, t + (5,), t * 2, t[1:], hash((1, 2)) == hash((1, 2)), (1,), (), t.count(1), (1, 2) < (1, 2, 0))
rg = range(10, 0, -3)
print(rg, list(rg), len(rg), rg[1], rg[-1], 4 in rg, 5 in rg, rg[1:], range(3) == range(0, 3, 1), list(reversed(range(5))), range(10**20)[10**19], rg.index(4))
print(slice(1, 2), slice(None, None, -1).indices(5), list(zip("ab", [1, 2, 3])), list(enumerate("ab", 1)), list(map(max, [1, 5], [3, 2])), list(filter(None, [0, 1, "", "a"])))
print(min(3, 1, 2), max("abc"), min([], default=7), sum([1, 2.5]), sum([[1], [2]], []), any([0, 1]), all([]), abs(-5), divmod(7, 2), max([1, -9], key=abs))
for f in (lambda: [][0], lambda: {}["k"], lambda: [1].remove(2), lambda: [].pop(), lambda: (1,)[3], lambda: {[]: 1}, lambda: [1, 2].index(3), lambda: {}.popitem(), lambda: set().pop(), lambda: [1, "a"].sort(), lambda: max([]), lambda: len(5), lambda: iter(5), lambda: [1][float(1)], lambda: "a" in 5, lambda: range(1, 2, 0), lambda: [1, 2, 3].__setitem__(slice(0, 3, 2), [1]), lambda: sum(["a"]), lambda: int([]), lambda: list(5), lambda: dict([1]), lambda: zip([1], 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
a, b = b, a
(p, q), [m, *n] = (1, 2), "abc"
print(p, q, m, n)
try:
    x, y = 1, 2, 3
except ValueError as e:
    print(e)
try:
    x, y, *z = [1]
except ValueError as e:
    print(e)
# Equal constant sets are one constant: the first one's order shows.
print({28, 17, 25}, {25, 28, 17}, {17, 25, 28})

# What cannot be deleted from says so in the words of the protocol that was asked.
for v in (1, None, (1,), "ab", {1}, object, range(3)):
    for key in (0, slice(1), "k"):
        try:
            del v[key]
        except TypeError as e:
            print(e)

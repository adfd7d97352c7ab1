# evaluation order and language corner cases
log = []
def t(x, v=None):
    log.append(x); return x if v is None else v
class O:
    def __init__(s, n): object.__setattr__(s, "n", n)
    def __getattr__(s, k): log.append(("get", s.n, k)); return O(s.n + "." + k)
    def __setattr__(s, k, v): log.append(("set", s.n, k, v if not isinstance(v, O) else v.n))
    def __getitem__(s, k): log.append(("gi", s.n, k if not isinstance(k, O) else k.n)); return 3
    def __setitem__(s, k, v): log.append(("si", s.n, k, v))
    def __delitem__(s, k): log.append(("di", s.n, k))
    def __delattr__(s, k): log.append(("da", s.n, k))
    def __iadd__(s, v): log.append(("iadd", s.n, v)); return s
    def __call__(s, *a, **k): log.append(("call", s.n, a, k)); return 1
def flush(tag):
    print(tag, log); log.clear()
o = O("o")
def f1():
    o.a, o.b[t(1)], (x, *o.c) = t(2), t(3), [t(4), t(5), t(6)]
    return x
f1(); flush("assign")
o.x[t(1)] += t(2); flush("aug item")
o.y.z += t(7); flush("aug attr")
o.m(t(1), *[t(2), t(3)], k=t(4), **{"z": t(5)}); flush("call")
o.m(t(1), k=t(2)); flush("kw")
{t(1): t(2), **{t(3): t(4)}, t(5): t(6)}; flush("dict")
[t(1), *[t(2)], t(3)]; flush("list")
t(1) < t(2) < t(3) > t(4); flush("cmp")
t(5) < t(2) < t(3); flush("cmp2")
del o.q, o[t(1)], (o.r, o[2]); flush("del")
t(1) if t(0) else t(2); flush("ifexp")
(t(0) and t(1)) or (t(2) and not t(3)); flush("bool")
lambda a=t(1), *, b=t(2): t(3); flush("lambda")
def deco(n):
    log.append(("deco", n))
    return lambda f: (log.append(("apply", n)), f)[1]
@deco(1)
@deco(2)
def g(a: t("ann-a") = t("def-a"), /, b: t("ann-b") = t("def-b"), *c: t("ann-c"), d: t("ann-d") = t("kw-d"), **e: t("ann-e")) -> t("ret"): pass
flush("def"); print(g.__annotations__, g.__defaults__, g.__kwdefaults__)
@deco(3)
class K(t("base", object), metaclass=t("meta", type)):
    y: t("cls-ann") = t("cls-val")
flush("class"); print(K.__annotations__)
for o.i in [t(1), t(2)]: t("body")
flush("for")
for (a, *b), c in [((1, 2, 3), 4)]: print(a, b, c)
log.clear()
def un():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = 1
    del x
    try: print(x)
    except UnboundLocalError as e: print(e)
    try: del x
    except UnboundLocalError as e: print(e)
    for x in []: pass
    try: x
    except UnboundLocalError as e: print(e)
    try: print(e)
    except UnboundLocalError as e2: print(e2)
    def inner():
        try: return z
        except NameError as e: return repr(e)
    print(inner())
    if 0: z = 1
un()
def fin(k):
    for i in range(3):
        try:
            if k == 0: return "ret"
            if k == 1: continue
            if k == 2: break
            if k == 3: raise ValueError(k)
            1 / 0 if k == 4 else None
        except ZeroDivisionError as e:
            print("zde", e)
            continue
        except ValueError:
            print("ve")
            raise
        else: print("else")
        finally:
            print("fin", i)
            if k == 5: break
    else: return "loop else"
    return "end"
for k in range(7):
    try: print(k, fin(k))
    except Exception as e: print(k, repr(e))
def nested_fin():
    try:
        try: return "a"
        finally: print("f1")
    finally:
        try: 1/0
        except ZeroDivisionError: print("f2")
print(nested_fin())
def override():
    try: return 1
    finally: return 2
print(override())
def retlocal():
    x = 1
    try: return x
    finally: x = 2
print(retlocal())
class CM:
    def __init__(s, n, sup=False): s.n, s.sup = n, sup
    def __enter__(s): print("enter", s.n); return s
    def __exit__(s, *a): print("exit", s.n, a[0] and a[0].__name__); return s.sup
def withs(k):
    with CM(1), CM(2, k == 1) as c:
        if k == 0: return c.n
        if k in (1, 2): raise KeyError(k)
    return "after"
for k in range(4):
    try: print(withs(k))
    except KeyError as e: print("KeyError", e)
def gen():
    try:
        r = yield from sub()
        print("r", r)
        try: yield 10
        except KeyError as e: print("caught", e); yield 11
    finally: print("gen fin")
def sub():
    try: x = yield 1; print("x", x)
    except ValueError as e: print("sub", e); yield 2
    return "subret"
g1 = gen(); print(next(g1), g1.send("hi"), g1.throw(KeyError("k"))); g1.close()
g2 = gen(); print(next(g2), g2.throw(ValueError("v")), next(g2)); g2.close()
def m(v):
    match v:
        case {"a": [x, {"b": y, **r}], **rest} if x: return ("map", x, y, r, rest)
        case [(1 | 2) as q, *_, last]: return ("seq", q, last)
        case [*a, 9]: return ("star", a)
        case complex(real=r, imag=0): return ("c", r)
        case int(n) | float(n): return ("num", n)
        case "s" | b"s" | None | True: return ("lit", v)
        case -1.5 | 1+2j: return "neg"
        case str(): return "str"
        case {}: return "empty map"
        case []: return "empty seq"
    return "none"
for v in [{"a": [1, {"b": 2, "c": 3}], "z": 1}, {"a": [0, {"b": 2}]}, [1, 2, 3], (2, 5), [5, 9], 5, 2.5, "s", None, "q", {}, [], 1+2j, complex(4, 0), {1}]: print(m(v))
class S:
    __match_args__ = ("a", "b")
    def __init__(s, a, b): s.a, s.b = a, b
match S(1, S(2, 3)):
    case S(1, b=S(x, y)): print("S", x, y)
x = 1
class Sc:
    x = 2
    y = [x for _ in range(1)]
    def f(self): return x
    z = (lambda: x)()
print(Sc.y, Sc().f(), Sc.z)
def outer():
    x = "o"
    class C:
        print(x)
        x = "c"
        print(x)
        del x
        try: print(x)
        except NameError as e: print("NE", e)
    def n():
        nonlocal x
        x = "n"
    n(); return x
print(outer())
print([y := 1, y ** 2], [(i, j) for i in range(3) if i for j in range(i)], {k: v for k, v in zip("ab", "cd")}, {*"aa"})
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3), (lambda: (yield))().__class__.__name__)
a = b = c = []; a += [1]; print(b is c, b)
x = [1, 2, 3]; i = 0; i, x[i] = 1, 5; print(x); x[0], x[1], x[2] = x[2], x[0], x[1]; print(x)
(p, q), [r, *s] = (1, 2), "abc"; print(p, q, r, s)
print(f"{'a' 'b'!r:>{5+1}}|{3.14159:.{2}f}|{x=}|{{}}|{'nested ' + f'{1+1}'}")
print(*[1, 2], sep="-", end="!\n", **{})
def ann():
    v: int
    w: str = "w"
    try: v
    except UnboundLocalError as e: print(e)
    return w
print(ann())
try:
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: print("V", e.exceptions)
    except* (TypeError, OSError): print("T")
except ExceptionGroup as e: print("rest", e.exceptions)
assert x, "msg"
try: assert not x, f"x is {x}"
except AssertionError as e: print("AE", e)
global_list = []
def unpack_err():
    for src in ("a, b = 1", "a, b = 1, 2, 3", "a, b = []", "a, *b, c = [1]", "[*a] = 5", "print(*5)", "print(**5)", "f(**{'a': 1}, a=2)"):
        try: exec(src, {"f": lambda **k: k})
        except Exception as e: print(type(e).__name__, e)
unpack_err()
print(locals() is globals(), [*locals()][:1] == [*globals()][:1])
def loc(a, b=2):
    c = 3
    def inner(): return c, d
    l = dict(locals()); l.pop("inner")
    d = 4
    return l, eval("a + b"), inner()
print(loc(1))
i = 0
while True:
    i += 1
    if i % 2: continue
    if i > 6: break
else: print("never")
print(i)

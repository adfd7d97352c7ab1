def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(1, c=9, d=0), f(*[1, 2], **{"d": 3, "x": 4}))
for call in ("f()", "f(1)", "f(1, a=2, d=3)", "f(1, 2, 3, c=4, d=5)", "g(1, 2, 3)", "g(x=1)", "g(1, y=2, z=3)", "g()", "h(1, 2)", "g(1, **{'x': 2})", "len()", "len(1, 2)", "g(1, 2, y=3)", "k()", "k(a=1)", "k(1, b=2, q=1)", "print(1, foo=2)", "int(1, 2, 3)", "[].append()", "'a'.split(1, 2, 3)", "sorted()", "int(5)()", "f.nope"):
    def g(x, y=0):
        return x, y

    def h():
        pass

    def k(a, b, c):
        pass

    try:
        print(call, eval(call))
    except Exception as e:
        print(call, "->", type(e).__name__, e)


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


c1, c2 = counter(), counter()
print(c1(), c1(), c2(10), c1())
adders = [lambda x, k=k: x + k for k in range(3)]
late = [lambda: k for k in range(3)]
print([f(10) for f in adders], [f() for f in late])


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))
try:
    deep(5000)
except RecursionError as e:
    print(e)


def default(acc=[]):
    acc.append(len(acc))
    return acc


default()
print(default(), default.__name__, default.__defaults__, f.__kwdefaults__, (lambda: 0).__name__, deep.__qualname__)


def decorate(tag):
    def wrap(fn):
        def inner(*a, **k):
            return f"<{tag}>{fn(*a, **k)}</{tag}>"

        return inner

    return wrap


@decorate("b")
@decorate("i")
def hello(name, punct="!"):
    """Says hello."""
    return "hello " + name + punct


print(hello("you"), hello("me", punct="?"))
x = "global"


def scopes():
    x = "enclosing"

    class K:
        y = x
        x = "class"

        def m(self):
            return x

    return K.y, K.x, K().m(), [x for _ in range(1)]


print(scopes())


def unbound(flag):
    if flag:
        v = 1
    return v


try:
    unbound(False)
except UnboundLocalError as e:
    print(e)
try:
    undefined_name
except NameError as e:
    print(e)
if (n := len("walrus")) > 3:
    print(n, [y := 1, y + 1], y)
print((lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, c=3, e=4))

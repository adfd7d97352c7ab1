import os.path, sys as system
from m import n as k
g = 1
def f(a, b=g, *args, c, d=2, **kw):
    local = a
    def inner():
        nonlocal local
        local += b
        def innermost(): return a, local, args, kw
        return innermost
    class C(local):
        attr = local
        local = 1
        def method(self): return __class__, local
        @property
        def p(self): return super().p
        def __private(self): return self.__x, __y
        __private_attr = 1
        class D:
            def m(self): return attr
    return inner, C, [x for x in c if x > d], lambda y, *, z=local: y + z + d
def gen(n):
    for i in range(n):
        yield i
    return (i for i in n if (last := i))
async def coro(a):
    async for x in a: await x
    return [y async for y in a], {z: await z for z in a}, (await w for w in a)
async def agen():
    yield 1
def outer():
    x = 1
    class A:
        y = x
        z = [x for _ in range(3)]
        def m(self): return [self for x in y]
    def h():
        global x, declared
        x = 2
        declared = 3
        def nested_in_global(): return x
        def declared(): pass
    total = 0
    data = [total := total + v for v in x]
    return A, h, data
class E:
    a = 1
    b = [a for _ in a]
    c = lambda self, a=a: (self, __class__)
    def __init__(self, __mangled): self.__mangled = __mangled
    global made_global
    class made_global: pass
    def uses_super(self):
        def deep(): return super
        return deep
class __Private:
    def m(self): return self.__a
try:
    pass
except Exception as err:
    def handler(): return err
with open("f") as fh: contents = fh
for loop_var, *others in (): pass
match g:
    case {"k": cap, **rest}: captured = cap
    case [first, *tail] as whole: pass
def shadow(len):
    def print(): return len
    import a.b.c as d, e.f
    from x import y as z
    return [[len for len in z] for z in e]
def annotated(a: g, *b: f) -> gen:
    v: int = 1
    w: str
    (u): float = 2
    return v
def defaults(a=lambda: g, b=[q for q in ()]):
    def decorated(): pass
    return a

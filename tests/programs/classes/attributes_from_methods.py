# Attributes that `__get__` and `__getattr__` give, and what they raise.
import functools
import sys
import threading
import traceback


class Upper:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        return (self.name.upper(), instance is not None, owner.__name__)


class OnlySet:
    def __set__(self, instance, value):
        instance.__dict__["plain"] = value * 2


class Model:
    first = Upper("first")
    plain = OnlySet()
    food = 1

    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(f"nothing called {name}")


for _ in range(3):
    m = Model()
    print(m.first, Model.first, m.xy, m.plain is Model.__dict__["plain"])
    m.plain = 21
    print(m.plain)
    m.first = "own"
    print(m.first)


class Failing:
    food = 1

    @property
    def prop(self):
        raise AttributeError("from a property")


for f in (lambda: m.foo, lambda: Failing().prop, lambda: getattr(m, "foo"), lambda: Failing().fod):
    try:
        f()
    except AttributeError as e:
        print(e, e.name, type(e.obj).__name__, traceback.format_exception_only(e)[-1].strip())


class Deep:
    def __init__(self, rest):
        self.rest = rest

    def __getattr__(self, name):
        return self.rest.value + 1

    class Value:
        def __get__(self, instance, owner):
            return instance.inner.described + 1 if instance.inner else 0


class Nested:
    described = Deep.Value()

    def __init__(self, inner):
        self.inner = inner


class Bottom:
    value = 0


chain, nested = Bottom(), Nested(None)
for _ in range(300):
    chain, nested = Deep(chain), Nested(nested)
print(chain.value, nested.described)


class Cached:
    made = 0

    def __init__(self, ready):
        self.ready = ready

    @functools.cached_property
    def value(self):
        self.ready.wait(1)
        Cached.made += 1
        return Cached.made


ready = threading.Event()
cached = Cached(ready)
threads = [threading.Thread(target=lambda: cached.value) for _ in range(3)]
for t in threads:
    t.start()
ready.set()
for t in threads:
    t.join()
print(cached.value, Cached.made)


class Power(int):
    def __pow__(self, other, modulus=None):
        return ("pow", int(self), int(other), modulus)


print(pow(Power(2), 3), pow(Power(2), 3, 5), Power(2) ** 4)
for bases in ((Model, Model), (object, Model)):
    try:
        type("Both", bases, {})
    except TypeError as e:
        print(str(e).splitlines()[0])

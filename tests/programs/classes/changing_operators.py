# Operators and instantiation of classes that change, have subclasses, or define methods in unusual ways, at places that have seen them before.
class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return V(self.x + (other.x if isinstance(other, V) else other))

    def __sub__(self, other):
        if isinstance(other, V):
            return V(self.x - other.x)
        return NotImplemented

    def __getitem__(self, i):
        return self.x * 10 + i

    def __repr__(self):
        return f"V({self.x})"


class Right:
    def __radd__(self, other):
        return "radd"

    def __rsub__(self, other):
        return "rsub"


class Sub(V):
    def __radd__(self, other):
        return "Sub.radd"


def add(a, b):
    return a + b


def iadd(a, b):
    a += b
    return a


def sub(a, b):
    return a - b


def item(a, i):
    return a[i]


def tried(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def show():
    v = V(1)
    for other in (V(2), 3, 4.5, Sub(5), Right(), "s", None):
        print(tried(add, v, other), tried(iadd, v, other), tried(sub, v, other), end="; ")
    print(item(v, 1), tried(item, v, "a"), tried(add, Sub(1), V(2)), tried(add, Sub(1), Sub(2)))


show()
show()
V.__add__ = lambda self, other: "patched"
show()
V.__add__ = lambda self, other, more=7: more
show()
V.__add__ = lambda *args: len(args)
show()


def produce(self, other):
    yield self
    yield other


V.__add__ = produce
print(list(add(V(1), 2)), list(add(V(1), V(3))))
V.__iadd__ = lambda self, other: "iadd"
show_again = [tried(iadd, V(1), 2), tried(iadd, V(1), V(2)), tried(iadd, Sub(1), Sub(2))]
print(show_again)
V.__getitem__ = lambda self, key: NotImplemented
print(item(V(1), 2))
del V.__getitem__
print(tried(item, V(1), 2))
del V.__add__
print(tried(add, V(1), 2), tried(add, V(1), Right()))
V.__add__ = 5
print(tried(add, V(1), 2))
V.__add__ = staticmethod(lambda other: ("static", other))
print(tried(add, V(1), 2))


class Deep:
    def __add__(self, other):
        return self + other


print(tried(add, Deep(), 1)[:40])


# Instances: what `__init__` takes and gives, finalizers that come later, attributes beyond the first ones.
class P:
    def __init__(self, a, b=2):
        self.a = a
        self.b = b


def make(*args):
    return [vars(P(1)), vars(P(1, 5)), tried(P), tried(lambda: P(1, 2, 3)), vars(P(a=3, b=4))]


print(make())
print(make())
gone = []
P.__del__ = lambda self: gone.append(self.a) if hasattr(self, "a") else None


def finalised():
    for i in range(3):
        P(i)


import gc

finalised()
gc.collect()
print(sorted(gone))
P.__init__ = lambda self, a: 5
print(tried(P, 1))
P.__init__ = lambda self, a: None
print(vars(P(1)))
del P.__init__
print(tried(P, 1), type(P()).__name__)
del P.__del__


class Many:
    def __init__(self, n):
        for i in range(n):
            setattr(self, "a" + str(i), i)


for n in (0, 1, 2, 3, 9, 13, 14, 15, 31, 33, 70, 5, 40):
    m = Many(n)
    m.last = n
    print(n, len(vars(m)), m.last, vars(Many(2)))


class Empty:
    pass


print(tried(lambda: [type(Empty()).__name__ for i in range(3)]), tried(lambda: Empty(1)))


class Slots:
    __slots__ = ("p", "q")

    def __init__(self, p):
        self.p = p


print([Slots(i).p for i in range(3)], tried(lambda: Slots(1).q))


class Meta(type):
    def __call__(cls, *args):
        return ("meta", args)


class Called(metaclass=Meta):
    def __init__(self, x):
        print("never")


print([Called(i) for i in range(2)])


class New:
    def __new__(cls, x):
        return super().__new__(cls) if x else x

    def __init__(self, x):
        self.x = x


print([getattr(New(i), "x", "none") for i in range(3)])

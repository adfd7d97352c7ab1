# Operators whose left operand is a number and whose right one is an instance.
def tried(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


class R:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return ("radd", other, self.n)

    def __rsub__(self, other):
        return ("rsub", other)

    def __rmul__(self, other):
        return R(self.n * other)

    def __rtruediv__(self, other):
        return NotImplemented

    def __rpow__(self, other, mod=None):
        return ("rpow", other, mod)

    def __rmod__(self, other, *more):
        return ("rmod", other, more)

    def __rmatmul__(self, other):
        return "rmatmul"

    def __rlshift__(self, other):
        yield other

    def __repr__(self):
        return f"R({self.n})"


class Both(R):
    def __add__(self, other):
        return "add"


class Bare:
    pass


class Int(int):
    def __radd__(self, other):
        return "Int.radd"


class Index:
    def __index__(self):
        return 3


OPS = (
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / b,
    lambda a, b: a**b,
    lambda a, b: a % b,
    lambda a, b: a @ b,
    lambda a, b: list(a << b),
    lambda a, b: a // b,
)


def inplace(a, b):
    a += b
    return a


def inplace_div(a, b):
    a /= b
    return a


def show(*lefts):
    for a in lefts:
        for b in (R(3), Both(4), Bare(), Int(5)):
            print(a, type(b).__name__, [tried(op, a, b) for op in OPS], tried(inplace, a, b), tried(inplace_div, a, b))


show(1, 2.5, True, 2**40, 2**80, "s", 1j, Int(4))
show(1, 2.5)
R.__radd__ = lambda self, other: NotImplemented
R.__rmul__ = lambda self: "too few"
del R.__rsub__
show(1, 2.5)
Bare.__radd__ = lambda self, other: "later"
Bare.__rtruediv__ = lambda *args: args[1:]
show(1, 2.5)


def hot(n):
    total = R(0)
    R.__rmul__ = lambda self, other: R(self.n + other)
    for i in range(n):
        total = i * total
        total = 0.5 * total
    return total


print(hot(3000))

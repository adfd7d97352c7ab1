"""Operators of instances in hot loops: special methods, reflected ones, NotImplemented, and classes that change."""


def frames(e):
    tb = e.__traceback__
    names = []
    while tb is not None:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return names


class V:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return V(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return V(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    def __rmul__(self, k):
        return V(k * self.x, k * self.y)

    def __floordiv__(self, k):
        return V(self.x // k, self.y // k)

    def __neg__(self):
        return V(-self.x, -self.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __getitem__(self, i):
        if i == 0:
            return self.x
        return self.y


def walk(n, start, step):
    p, d = start, step
    same = less = 0
    for i in range(n):
        q = p + d * 2 - -d
        if q == p:
            same += 1
        if p < q:
            less += 1
        p = q
        p += 3 * d
        if i % 97 == 0:
            d = -d
        same += (p == q) + p[0] % 3 + p[1] % 2
    return p.x, p.y, same, less


print(walk(700, V(0, 1), V(1, 2)))
print(walk(700, V(0.5, 1.25), V(1.0, -0.5)))
print(walk(400, V(10**18, 1), V(10**17, 3)))
print(walk(700, V(0, 1), V(0, 0)))


def dividing(n, zero):
    s = 0
    v = V(1000, 7)
    for i in range(n):
        s += (v // (i - zero)).x
    return s


print(dividing(500, -1))
try:
    dividing(900, 600)
except ZeroDivisionError as e:
    print(e, frames(e))


# Subclasses that override a reflected method, operands that know nothing, NotImplemented.
class W(V):
    def __radd__(self, other):
        return V(-1, -1)


class Picky:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if self.n > 400:
            return NotImplemented
        return self.n + 1

    def __radd__(self, other):
        return self.n * 1000

    def __eq__(self, other):
        if self.n > 400:
            return NotImplemented
        return self.n > 100

    def __sub__(self, other):
        return None


def mixed(n):
    a, w = V(1, 2), W(3, 4)
    s = 0
    for i in range(n):
        b = w if i > 300 and i % 7 == 0 else a
        s += (a + b).x
    return s


print(mixed(600))


def picky(n, plus):
    s = 0
    for i in range(n):
        p = Picky(i)
        try:
            s += p + plus
        except TypeError as e:
            s += 10000
            last = str(e)
        if p == p:
            s += 1
        s += (p - p) is None
    return s, last


print(picky(600, 1))


def reflected(n):
    s = 0
    for i in range(n):
        s += 2.5 + Picky(i)
        s += i + Picky(i)
    return s


print(reflected(500))


# Methods replaced on the way; in-place methods; values of other types at one site.
class Acc:
    def __init__(self, n):
        self.n = n

    def __iadd__(self, k):
        self.n += k
        return self

    def __add__(self, k):
        return Acc(self.n - k)


def accumulate(n):
    a = Acc(0)
    for i in range(n):
        a += i
        b = a + 1
        if i == 300:
            Acc.__add__ = lambda self, k: Acc(self.n * 2 + k)
        if i == 600:
            del Acc.__iadd__
    return a.n, b.n


print(accumulate(800))


def polymorphic(n):
    values = [V(1, 2), 3, 4.5, V(2, 1), True]
    total = []
    for i in range(n):
        x = values[i % 5 if i > 250 else 0]
        y = x * 2
        if i % 100 == 51:
            total.append(y.x if isinstance(y, V) else y)
    return total


print(polymorphic(900))


# A comparison with effects, one that raises, one that is no bool.
class Noisy:
    seen = 0

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        Noisy.seen += 1
        return self.n == other.n

    def __lt__(self, other):
        return self.n // (other.n - 500) < 0

    def __gt__(self, other):
        return [] if self.n % 2 else [1]


def noisy(n):
    s = 0
    for i in range(n):
        a = Noisy(i)
        if a == a:
            s += 1
        if a > a:
            s += 10
        if a < Noisy(i):
            s += 100
    return s


try:
    print(noisy(1000))
except ZeroDivisionError as e:
    print(e, frames(e), Noisy.seen)
print(noisy(400), Noisy.seen)

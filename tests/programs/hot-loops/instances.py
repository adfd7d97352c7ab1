"""Instances made, read and changed in hot loops."""


class Point:
    scale = 1

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y * self.scale


def norms(n):
    s = 0
    for i in range(n):
        s += Point(i, i + 1).norm()
        if i == 500:
            Point.scale = 3
    return s


print(norms(800))


def chain(n):
    p = Point(0, 0)
    for i in range(n):
        q = Point(p.x + 1, p.y + i)
        q.x, p.y = q.x + p.x % 7, 5
        p = q
    return p.x, p.y, sorted(p.__dict__)


print(chain(700))


# Failing in the middle of __init__.
class Ratio:
    def __init__(self, a, b):
        self.a = a
        self.b = b
        self.value = a // b


def frames(e):
    tb = e.__traceback__
    names = []
    while tb is not None:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return names


def ratios(n, zero):
    s = 0
    for i in range(n):
        s += Ratio(i * 3, i - zero).value
    return s


print(ratios(600, -1))
try:
    ratios(900, 700)
except ZeroDivisionError as e:
    print(e, frames(e))


def big_ratios(n):
    x = 1
    for i in range(n):
        r = Ratio(x, 3)
        x = r.a * (3 if i % 2 else 1) + 1
    return x % 1000007, r.value % 1000007


print(big_ratios(300))


# An __init__ that returns something, after a while.
class Odd:
    def __init__(self, i):
        self.i = i
        if i > 400:
            return i


def odds(n):
    s = 0
    for i in range(n):
        s += Odd(i).i
    return s


try:
    odds(1000)
except TypeError as e:
    print(e, frames(e))


# Attributes beyond those of the class, other shapes at one site, deleted attributes.
class Bag:
    def __init__(self, a):
        self.a = a


def bags(n):
    kept = []
    s = 0
    for i in range(n):
        b = Bag(i)
        if i % 5 == 0:
            b.extra = i
        if i % 7 == 0:
            b.more = 1
        if i % 11 == 0:
            del b.a
            b.a = i * 2
        for k in ("p", "q", "r"):
            if i % 50 == 0:
                setattr(b, k, i)
        kept.append(b)
    for b in kept:
        s += b.a + len(b.__dict__)
    return s


print(bags(900))


# __init__ replaced, class replaced, subclass, finalizer, slots.
class Sub(Point):
    def __init__(self, x):
        self.z = 1
        self.x = x
        self.y = 2


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a
        self.b = a + 1


gone = 0


class Dying:
    def __init__(self, i):
        self.i = i

    def __del__(self):
        global gone
        gone += 1


def mixture(n):
    global Bag
    s = 0
    for i in range(n):
        s += Sub(i).norm() + Slotted(i).b + Dying(i).i + Bag(i).a
        if i == 300:

            def init(self, a):
                self.a = -a

            Bag.__init__ = init
        if i == 600:
            Bag = Slotted
    return s


print(mixture(900))


# Equal objects under two names.
def aliases(n):
    s = 0
    a = Point(1, 2)
    for i in range(n):
        b = a if i % 3 else Point(i, i)
        b.x = b.x + 1
        if i == 500:
            b.w = 9
        s += a.x + b.y
    return s


print(aliases(800))


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def check(self):
        if self.left is None:
            return 1
        return 1 + self.left.check() + self.right.check()


def tree(depth):
    if depth == 0:
        return Node(None, None)
    return Node(tree(depth - 1), tree(depth - 1))


print(sum([tree(d).check() for d in range(9)]))

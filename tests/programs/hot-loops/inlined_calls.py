"""Small functions and methods called in hot loops: leaving in the middle of them needs their frames."""


def frames(e):
    tb = e.__traceback__
    names = []
    while tb is not None:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return names


def divide(a, b):
    return a // b


def scaled(a, b):
    return divide(a * 2, b) + 1


def total(n, zero_at):
    s = 0
    for i in range(n):
        s += scaled(i, i - zero_at)
    return s


print(total(1000, -1))
for at in (900, 3000):
    try:
        print(total(2000, at))
    except ZeroDivisionError as e:
        print(frames(e))


# Ints that grow beyond every representation, inside of the callee.
def grow(x, k):
    y = x * k
    return y + 1


def growing(n):
    x = 1
    seen = []
    for i in range(n):
        x = grow(x, 3 if i < 200 else 1)
        if i % 40 == 0:
            seen.append(x)
    return seen


print(growing(300))


# One code, several functions and namespaces.
def make(k):
    def add(x):
        return x + k

    return add


def apply(fs, n):
    s = 0
    for i in range(n):
        for f in fs:
            s += f(i)
    return s


print(apply([make(1), make(10), make(-3)], 500))
print(apply([make(1), make(0.5)], 500))
print(apply([make(1), make(10), lambda x: x * x], 500))

other = {"offset": 1000}
exec("def shifted(x):\n    return x + offset\n", other)
offset = 1
mine = type(make)(other["shifted"].__code__, globals())


def both(n):
    s = 0
    for f in (other["shifted"], mine):
        for i in range(n):
            s += f(i)
    return s


def alternating(n):
    s = 0
    fs = [mine, mine, other["shifted"]]
    for i in range(n):
        s += fs[i % (2 if i < 300 else 3)](i)
    return s


print(both(400), alternating(600))


# Methods, attributes and nested calls of methods.
class Account:
    rate = 2

    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def add(self, n):
        self.balance += n
        return self.balance

    def twice(self, n):
        return self.add(n) + self.add(n)

    def interest(self):
        return self.balance * self.rate


def bank(n):
    a, b = Account("a"), Account("b")
    s = 0
    for i in range(n):
        s += a.twice(i) - b.add(1)
        if i == n // 2:
            Account.rate = 5
            b.note = "other shape"
        s += b.interest()
    return s, a.balance, b.balance


print(bank(600))


# Rebinding the callee, its code, and deleting it.
def step(x):
    return x + 1


def rebinding(n):
    global step
    s = 0
    for i in range(n):
        s = step(s)
        if i == 300:
            step = lambda x: x + 2
        if i == 600:
            step.__code__ = (lambda x: x + 3).__code__
    return s


print(rebinding(900))


# Early returns of different types, and none at all.
def pick(i):
    if i < 0:
        raise ValueError(i)
    if i % 3 == 0:
        return i
    if i % 3 == 1:
        return i / 2
    if i % 51 == 2:
        return None


def picking(n, start):
    s = 0
    none = 0
    for i in range(start, n):
        x = pick(i)
        if x is None:
            none += 1
        else:
            s += x
    return s, none


print(picking(700, 0))
try:
    picking(700, -5)
except ValueError as e:
    print("ValueError", e, frames(e))


# The recursion limit counts inlined calls.
def leaf(n):
    return n + 1


def deep(n):
    return deep(leaf(n))


def deepest():
    try:
        deep(0)
    except RecursionError as e:
        return frames(e)[-1][0] in ("deep", "leaf")


print([deepest() for _ in range(5)])


# Calls within try, in generators and in comprehensions.
def guarded(n):
    caught = 0
    for i in range(n):
        try:
            divide(10, i % 7)
        except ZeroDivisionError:
            caught += 1
        finally:
            caught += leaf(0)
    return caught


def generate(n):
    for i in range(n):
        yield divide(i, 3) + leaf(i)


print(guarded(500), sum(generate(500)), sum([leaf(i) * divide(i, 2) for i in range(500)]))


# A callee that sees its locals.
def looks(a):
    b = a + 1
    return len(locals()) + b


def through(n):
    s = 0
    for i in range(n):
        s += looks(i)
    return s


print(through(300))


# Globals written by the callee.
count = 0


def bump(k):
    global count
    count += k


def bumping(n):
    for i in range(n):
        bump(i)
        if count > 20000:
            return i, count


print(bumping(1000), count)

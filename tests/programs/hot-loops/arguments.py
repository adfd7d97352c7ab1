# Arguments between compiled functions: in machine registers, unboxed or not, by defaults and names, and what others see of them.
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print(fib(17), fib(True), fib(2.5))


def down(n, step=1, *, mark="."):
    if n <= 0:
        return mark
    return down(n - step, step, mark=mark)


print(down(300), down(400, 7), down(9.5, mark="!"), down(2**40, 2**33), [down(k, mark=k) for k in (50, -1)])


def half(x, k):
    if k:
        return half(x / 2, k - 1)
    return x


print(sum([half(float(i), 5) for i in range(400)]), half(3, 4), half(-7.5, 3), half(2**70, 1))


def many(a, b, c, d, e, f):
    if a == 0:
        return (b, c, d, e, f)
    return many(a - 1, b + 1, c + 0.5, d - 1, e + "x", f)


print(many(30, 0, 0.0, 0, "", None), many(20, 2**31 - 5, 1e300, -(2**31), "é", [1]))


def seven(a, b, c, d, e, f, g):
    if a == 0:
        return b + c + d + e + f + g
    return seven(a - 1, c, d, e, f, g, b)


print(seven(200, 1, 2, 3, 4, 5, 6))


# Ints at the edges of what registers and words hold.
def climb(n, k):
    if k == 0:
        return n
    return climb(n + n, k - 1)


for start in (1, 3, -1, 2**30, -(2**31), 2**47 - 1):
    print([climb(start, k) for k in (0, 1, 17, 40, 90)])

LIMIT = 5


def limited(n):
    global LIMIT
    if n == 100:
        LIMIT += 1
    if n < LIMIT:
        return n
    return limited(n - LIMIT) + 1


print([limited(n) for n in range(60, 140, 7)], LIMIT)


# A function that is replaced, by itself or by others, while it runs.
def changing(n):
    global changing
    if n == 50:
        old = changing
        changing = lambda k: -k
        try:
            return old(n - 1)
        finally:
            changing = old
    if n == 0:
        return 0
    return changing(n - 1) + 1


print([changing(n) for n in (10, 49, 50, 51, 200)])


def twice(n, f=abs):
    return f(n) * 2


t = 0
for i in range(-300, 300):
    t += twice(i)
    if i == 100:
        twice.__defaults__ = (lambda n: n + 1,)
    if i == 200:
        twice.__code__ = (lambda n, f=None: n * 3).__code__
print(t)


class Point:
    def __init__(self, x, y=0, *rest):
        self.x, self.y, self.rest = x, y, rest


class Plain:
    def __init__(self, x, y=7):
        self.x, self.y = x, y

    def far(self, other=None, k=2):
        return self.x * k if other is None else self.x - other.x


t = 0
for i in range(600):
    p, q = Point(i, y=2), Plain(i)
    t += p.x + p.y + len(Point(1, 2, 3).rest) + q.y + q.far() + q.far(k=3) + q.far(Plain(1, 1))
print(t)


# What a callee sees of the frames that called it.
def look(depth):
    f = sys._getframe(depth)
    return sorted(f.f_locals.items(), key=str), f.f_lineno - f.f_code.co_firstlineno


def caller(a, b, unused):
    if a > 0:
        return caller(a - 1, b + 0.5, unused)
    return look(3)


print([caller(n, 1.5, "unused") for n in (3, 60)])


class Watcher:
    def __init__(self):
        self.seen = None

    def __len__(self):
        self.seen = look(2)
        return 1


def watched(n, w, note):
    if n == 0:
        len(w)
        return 0
    return watched(n - 1, w, note) + 1


for n in (1, 120):
    w = Watcher()
    print(watched(n, w, "note"), w.seen[0][0], w.seen[0][-1][0])


def failing(n, what):
    if n == 0:
        return what["missing"]
    return failing(n - 1, what) + 1


for n in (2, 90):
    try:
        failing(n, {})
    except KeyError as e:
        tb, count = e.__traceback__, 0
        while tb.tb_next:
            tb, count = tb.tb_next, count + 1
        print(count, tb.tb_frame.f_locals)


def forever(n):
    return forever(n + 1) + 1


for i in range(3):
    try:
        forever(0)
    except RecursionError as e:
        print(e)

# Called by others than bytecode.
print(sorted(range(-200, 200), key=lambda k, m=97: k * k % m)[:8])
print(sum(map(lambda a, b=3: a * b, range(500))))

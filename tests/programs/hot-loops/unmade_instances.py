# Instances that compiled code need not make, or whose attributes it knows: what can be seen of them is the same.
class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def dot(self, other):
        return self.x * other.x + self.y * other.y


def walk(n):
    p, v = Vec(0.0, 1.0), Vec(0.5, 0.25)
    far = 0.0
    for i in range(n):
        q = p + v * 0.1
        if i % 50 == 49:
            v = -v * 0.9
        far = max(far, q.dot(q))
        p = q
    return p.x, p.y, v.x, v.y, far


print(walk(2000))


# The last ones are globals: they must be there after the loop, and where it is left.
last = None
for i in range(1000):
    last = Vec(i, [i])
    unused = Vec(last, last.x)
    if i == 700:
        print(last.x, last.y, unused.x is last, unused.y)
print(last.x, last.y, unused.x is last, type(unused).__name__, vars(unused)["y"])


def aliases(n):
    total = 0
    a = Vec(1, 2)
    for i in range(n):
        b = Vec(i, i + 1)
        c = b if i % 3 else a
        c.x = 5
        total += a.x + b.x * 3 + c.x * 7
        b.y = c
        c.y = i
        total += a.y if c is a else b.y
        a.x = i % 4
        total += c.x
    return total, a.x, a.y


print(aliases(900))


def same_slot(first, second, n):
    total = 0
    for i in range(n):
        first.x = i
        second.x = i * 2
        total += first.x
        first.x += 1
        total += second.x
    return total


one = Vec(0, 0)
print(same_slot(one, Vec(0, 0), 300), same_slot(one, one, 300), same_slot(Vec(0, 0), one, 300))


class Twice:
    def __init__(self, x):
        self.x = 0
        self.x = x
        self.me = self
        self.x += 1


def twice(n):
    total = 0
    for i in range(n):
        t = Twice(i)
        total += t.x + t.me.x
        t.me.x = 100
        total += t.x
    return total, t.me is t


print(twice(500))


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.b = b
        self.a = a


def slotted(n):
    total = 0
    for i in range(n):
        s = Slotted(i, 2)
        total += s.a * s.b
    return total, s.a


print(slotted(400))


class Line:
    def __init__(self, start, end):
        self.start = start
        self.end = end


def lines(n):
    total = 0
    for i in range(n):
        line = Line(Vec(i, 1), Vec(2, i))
        total += line.start.x * line.end.y - line.start.y * line.end.x
        if i == n - 1:
            total += len(vars(line.start))
    return total, line.end.y, line.start.x


print(lines(600))


class Checked:
    def __init__(self, a, b):
        self.a = a
        self.value = a // b
        self.b = b


def checked(n, zero):
    total = 0
    c = None
    try:
        for i in range(n):
            c = Checked(i, i - zero)
            total += c.value + c.b
    except ZeroDivisionError as error:
        unfinished = error.__traceback__.tb_next.tb_frame.f_locals["self"]
        return total, i, vars(c), vars(unfinished)


print(checked(900, 800))


def deleted(n):
    seen = []
    for i in range(n):
        v = Vec(i, 2)
        if i % 100 == 99:
            del v.x
        try:
            seen.append(v.x)
        except AttributeError as error:
            seen.append(str(error))
    return seen[98:101], len(seen)


print(deleted(400))


class Growing:
    extra = 7

    def __init__(self, x):
        self.x = x


def growing(n):
    total = 0
    for i in range(n):
        g = Growing(i)
        total += g.x + g.extra
        if i == 300:
            g.extra = 70
            total += g.extra
            Growing.extra = 8
        if i == 500:
            Growing.__init__ = lambda self, x: setattr(self, "x", -x)
    return total


print(growing(700))


def kept(n):
    every = []
    for i in range(n):
        v = Vec(i, i * 1.5)
        w = v
        if i % 7 == 0:
            every.append(v)
            w.x = -1
        every[-1].y += v.x
    return len(every), sum(v.x for v in every), sum(v.y for v in every)


print(kept(700))


def big(n):
    v = Vec(1, 1)
    for i in range(n):
        v = Vec(v.y * 3, v.x + i)
    return v.x % 1000007, v.y % 1000007


print(big(300))


def ints_then_floats(n):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + (1 if i < 300 else 0.5), v.y)
        v.y = v.x
    return v.x, v.y


print(ints_then_floats(500))

"""Operators of instances whose methods are too large to be inlined: compiled code calls them."""


class Poly:
    def __init__(self, items):
        self.items = items

    def __mul__(self, other):
        if isinstance(other, int):
            return Poly([x * other for x in self.items])
        out = [0] * (len(self.items) + len(other.items) - 1)
        for i, x in enumerate(self.items):
            for j, y in enumerate(other.items):
                out[i + j] = (out[i + j] + x * y) % 1009
        return Poly(out[:4])

    def __rmul__(self, k):
        out = []
        for x in self.items:
            out.append(x * k)
        return Poly(out)

    def __iadd__(self, other):
        for i in range(len(other.items)):
            self.items[i] = (self.items[i] + other.items[i]) % 1009
        return self

    def __sub__(self, other):
        try:
            return Poly([x - y for x, y in zip(self.items, other.items)])
        finally:
            Poly.made = Poly.__dict__.get("made", 0) + 1

    def __neg__(self):
        out = []
        for x in self.items:
            out.append(-x)
        return Poly(out)

    def __getitem__(self, k):
        for i, x in enumerate(self.items):
            if i == k:
                return x
        raise IndexError(k)


def polynomials(n):
    a, b, c = Poly([1, 2, 3, 4]), Poly([5, 6]), Poly([0, 0, 0, 0])
    s = 0
    for i in range(n):
        a = a * b
        c += a
        d = 3 * -(c - a)
        s += d[i % 4] + a[3] - c[0]
    return a.items, c.items, s


print(polynomials(700), Poly.made)


# NotImplemented, once the loop is hot: the error names the operands, the operator and the line.
class Picky:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        t = 0
        for k in range(self.n % 3 + 1):
            t += k
        if self.n % 200 == 199:
            return NotImplemented
        return t + other

    def __rsub__(self, other):
        for k in range(2):
            other += k
        if self.n % 200 == 150:
            return NotImplemented
        return other

    __ipow__ = __matmul__ = __iadd__ = __add__

    def __getitem__(self, k):
        for _ in range(2):
            k += 1
        return NotImplemented if k % 2 else k

    def __neg__(self):
        for _ in range(2):
            pass
        return NotImplemented


def picky(n):
    s, odd, errors = 0, 0, []
    for i in range(n):
        p = Picky(i)
        try:
            s += p + i
            s += i - p
            s += p @ 2
            q = p
            q += 5
            s += q
        except TypeError as e:
            errors.append((i, str(e), e.__traceback__.tb_lineno))
        odd += p[i] is NotImplemented
        odd += (-p) is NotImplemented
    return s, odd, errors


print(picky(1000))


def uncaught(n):
    s = 0.0
    for i in range(n):
        s = Picky(i * 2 + 1) + s * 0.5
    return s


def power(n):
    for i in range(n):
        p = Picky(i)
        p **= i
    return p


for f in uncaught, power:
    for n in 90, 400:
        try:
            print(f.__name__, f(n))
        except TypeError as e:
            tb, lines = e.__traceback__, []
            while tb is not None:
                lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
                tb = tb.tb_next
            print(e, lines)


# Methods that raise, that leave compiled code in their middle, that change what the loop has assumed.
STEP = 1


class Wild:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        global STEP
        t = self.x
        for k in range(3):
            t = t + other
        if t % 500 == 0:
            STEP = 1.5 if STEP == 1 else 1
        if t % 101 == 0:
            raise ValueError(t)
        return Wild(t)

    def __mul__(self, other):
        t = 0
        for k in range(2):
            t += self.x * other.x
        if self.x > 3000:
            Wild.__add__ = lambda self, other: Wild(self.x + 7)
        return t


def wild(n):
    w, s, raised = Wild(1), 0, 0
    for i in range(n):
        try:
            w = w + 2
        except ValueError as e:
            raised += e.args[0]
            w.x += 1
        s += STEP + (w * w) % 11
        if i == n * 3 // 4:
            w.x = w.x + 0.25
    return w.x, s, raised


print(wild(1200))


# Methods that use the same operators, as deep as the recursion goes.
class Deep:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if self.n == 0:
            return other
        for k in range(1):
            other += k
        return Deep(self.n - 1) + (other + 1)

    def __sub__(self, other):
        for k in range(1):
            pass
        return self - other


def deep(n):
    s = 0
    for i in range(n):
        s += Deep(i % 20) + i
    return s


print(deep(800))


def endless(n):
    caught = 0
    for i in range(n):
        try:
            Deep(1) - 1
        except RecursionError:
            caught += 1
    return caught


print(endless(3))

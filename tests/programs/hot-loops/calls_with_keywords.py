# Calls with keywords, of methods found late (super(), `with`), of constructors that are too large to be inlined.
class Point:
    def __init__(self, x, y=2, *, z=3):
        self.x = x
        self.y = y
        self.z = z


class Plain:
    def __init__(self, a, b=10, c=20):
        self.a = a
        self.b = b
        self.c = c

    def total(self, k=1, extra=0):
        return (self.a + self.b + self.c) * k + extra


class Sub(Plain):
    def __init__(self, a, d=5):
        super().__init__(a, c=d)
        self.d = d

    def total(self, k=1, extra=0):
        return super().total(extra=extra, k=k) + self.d


class Checked:
    def __init__(self, items, limit=100):
        self.sum = 0
        for i in items:
            self.sum += i
        if self.sum > limit:
            raise OverflowError(self.sum)


class Manager:
    entered = left = 0

    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        Manager.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        Manager.left += 1
        return self.swallow and kind is ValueError


def three(a, b=2, c=3):
    return a * 100 + b * 10 + c


def only(a, /, b):
    return a - b


def anything(*args, **kwargs):
    return len(args) * 100 + len(kwargs)


def loop(n):
    total = 0
    for i in range(n):
        total += three(i, c=1)
        total += three(c=i, a=1)
        total += three(1, b=i)
        total += three(b=1, c=2, a=i)
        total += only(i, b=3)
        total += anything(1, i, k=2, j=3)
    return total


def objects(n):
    total = 0
    for i in range(n):
        p = Plain(i, c=1)
        q = Plain(b=2, a=i)
        s = Sub(i)
        t = Sub(a=i, d=7)
        r = Point(i, z=4)
        total += p.total() + q.total(k=2) + s.total(extra=i) + t.total(2) + r.y + r.z
    return total


def checked(n):
    total = 0
    for i in range(n):
        try:
            total += Checked([i, i], limit=2 * n - 20).sum
            total += Checked([i] * 2).sum
        except OverflowError as e:
            total -= e.args[0]
    return total


def managed(n):
    out = []
    for i in range(n):
        with Manager(i % 2) as m:
            if i % 5 == 0:
                raise ValueError(i)
            out.append(m.swallow)
    return out


def managed_safely(n):
    total = 0
    for i in range(n):
        try:
            with Manager(swallow=i % 2) as m:
                if i % 5 == 0:
                    raise ValueError(i)
                total += m.swallow
        except ValueError as e:
            total += e.args[0]
    return total, Manager.entered, Manager.left


def wrong(n):
    messages = set()
    for i in range(n):
        for call in (
            lambda: three(1, a=2),
            lambda: three(b=1),
            lambda: three(1, d=i),
            lambda: only(a=1, b=2),
            lambda: Plain(1, 2, 3, c=4),
            lambda: Plain(c=4),
        ):
            try:
                call()
            except TypeError as e:
                messages.add(str(e))
    return sorted(messages)


def builtins_too(n):
    words = ["b", "a", "C"]
    total = 0
    for i in range(n):
        total += int("11", base=2) + len(sorted(words, reverse=True)[0])
        total += len(sorted(words, key=str.lower)[0]) + max(words, key=len, default=None).count("b")
        total += len(dict(a=i, b=2)) + sum([i, 1], start=2)
    return total


def changing(n):
    """The function behind a name changes, and so do its defaults."""
    global three
    before, total = three, 0
    for i in range(n):
        total += three(i, c=2)
        if i == n // 2:
            def three(a, c=0, b=1):
                return a - b - c
        if i == n - 10:
            three.__defaults__ = (5, 6)
    three, changed = before, three
    return total, changed(1)


def which(n):
    """A call of several functions."""
    total = 0
    for i in range(n):
        f = three if i % 3 else anything
        total += f(i, b=2)
    return total


print(loop(300), objects(300), checked(300))
print(managed_safely(300))
try:
    managed(10)
except ValueError as e:
    print("left", e)
print(wrong(60))
print(builtins_too(200), changing(300), which(300))

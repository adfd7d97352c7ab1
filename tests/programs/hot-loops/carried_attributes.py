# Attributes and cells that loops read and write in each turn: numbers that change their type, names for one object, calls in between,
# exits in the middle of a turn.


class Counter:
    def __init__(self, n):
        self.n = n
        self.m = 0

    def count(self, times):
        for _ in range(times):
            self.n += 1
        return self.n

    def add(self, times, by):
        for i in range(times):
            self.n += i * by
        return self.n

    def both(self, other, times):
        for i in range(times):
            self.n += 1
            other.n += 2
        return self.n, other.n

    def look(self, times, seen):
        for i in range(times):
            self.n += 3
            if i % 1000 == 0:
                self.note(seen)
                self.n += 1
        return self.n

    def note(self, seen):
        seen.append(self.n)
        for k in range(len(seen)):
            self.m += k
        if len(seen) % 3 == 0:
            self.n = 0

    def fail(self, items):
        for x in items:
            self.n += 1
            self.m += 10 // x
        return self.m

    def branches(self, times):
        i = 0
        while i < times:
            if i % 3 == 0:
                self.n += i
            elif i % 3 == 1:
                self.n -= 1
                self.m = self.n
            i += 1
        return self.n, self.m


print(Counter(0).count(5000), Counter(0.5).count(5000), Counter(2**47 - 100).count(5000), Counter(-(2**63) - 20).count(40))
print(Counter(2**63 - 2500).count(5000))
for by in (1, 0.5, 2**40, True):
    print([Counter(0).add(n, by) for n in (3, 2000, 0, 1)], Counter(0.25).add(2000, by))
for _ in range(30):
    last = Counter(0).add(40, 0.5)
print(last)

a, b = Counter(1), Counter(2)
print(a.both(b, 3000), a.both(a, 3000), b.both(a, 30), a.n, b.n)

seen = []
print(Counter(0).look(9000, seen), seen)
seen = []
print(Counter(0.25).look(9000, seen), seen)

c = Counter(0)
try:
    c.fail([1, 2, 5, 10] * 600 + [0])
except ZeroDivisionError as e:
    print(e, c.n, c.m)
print(Counter(0).branches(4000), Counter(1.5).branches(4000))


class Watched:
    def __setattr__(self, name, value):
        log.append((name, value))
        object.__setattr__(self, name, value)


def bump(o, times):
    for i in range(times):
        o.n += 1
    return o.n


log = []
plain = Counter(0)
print(bump(plain, 3000))
w = Watched()
w.n = 5
print(bump(w, 3), log)
del plain.n
try:
    bump(plain, 3)
except AttributeError as e:
    print(e)


def make():
    n = 0
    seconds = 0.0

    def tick(k):
        nonlocal n, seconds
        n += k
        seconds += k * 0.125
        return n

    def look():
        return n, seconds

    def reset(to):
        nonlocal n
        n = to

    return tick, look, reset


tick, look, reset = make()
other = make()[0]
total = 0
for i in range(6000):
    total += tick(1)
    other(2)
    if i % 2000 == 1999:
        print(look(), other(0))
        reset(i * 2**40 if i > 5000 else 7)
print(total, look(), other(0))
reset(0.5)
for i in range(3000):
    tick(2)
print(look())


def rarely_called(times):
    n = 0
    other = 1.0

    def tick():
        nonlocal n
        n += 2
        return n

    def rare(i):
        nonlocal n, other
        for k in range(3):
            n += i
            other *= 0.5
        if i == 3000:
            n = 2.5
        elif i == 6000:
            n = 2**50

    for i in range(times):
        if i % 1000 == 0:
            rare(i)
        tick()
        other += 0.25
    return n, other


print(rarely_called(2500), rarely_called(3500), rarely_called(9000))


def before_and_behind(o, times):
    got = []
    for i in range(times):
        n = o.n
        if i % 100 == 0:
            o.note(got)
            o.n += 1
        m = o.n
        o.m += n + m + m - n
    return o.n, o.m, got


print(before_and_behind(Counter(3), 1000)[:2], before_and_behind(Counter(0.5), 3000)[:2])


class Limits:
    def __init__(self):
        self.low, self.high, self.names = 0, 100, ["a", "b"]

    def change(self, i):
        for k in range(2):
            self.low += 1
        if i == 4000:
            self.high = 50.5
        if i == 5000:
            self.names = ("c", "d", "e")
        if i == 6000:
            self.extra = 1


def inside(limits, times):
    count = size = 0
    for i in range(times):
        before = limits.low
        if i % 500 == 0:
            limits.change(i)
            print(limits.low, before)
        if before <= i % 128 < limits.high and limits.low <= i % 128:
            count += 1
        size += len(limits.names) + limits.low - before
    return count, size


print(inside(Limits(), 3000), inside(Limits(), 9000))


def local_cells(times):
    s = 0
    names = []

    def get():
        return s

    for i in range(times):
        s += i
        if i % 1500 == 700:
            names.append(get())
    return s, names, get()


print(local_cells(4000))


def deleted(times):
    s = 0

    def get():
        return s

    for i in range(times):
        s += 1
        if i == times - 1:
            del s
            try:
                s += 1
            except UnboundLocalError as e:
                print(e)
    try:
        return get()
    except NameError as e:
        return str(e)


print(deleted(3000))


def adders(times):
    def make_adder(n):
        def add(x):
            return x + n

        return add

    one, two = make_adder(1), make_adder(2)
    total = 0
    for i in range(times):
        if i % 500 == 0:
            one = make_adder(i % 7 if i < 2000 else 0.5)
        total += one(i) - two(i)
    return total


print(adders(4000))

# Generators resumed by loops: by compiled code, by the interpreter, and by one after the other.
import sys


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def scaled(items, factor):
    for x in items:
        yield x * factor


def pairs(n):
    for i in range(n):
        for j in range(i % 4):
            yield i, j


def total(it):
    t = 0
    for x in it:
        t += x
    return t


print(total(count(5000)), total(evens(count(5000))), sum(x * 3 for x in range(5000)))
print(total(scaled([1.5, 2.5] * 1000, 2)), total(scaled(list(range(2000)), 3)), total(scaled((True, 7) * 900, 1)))
print(sum(i * j for i, j in pairs(1500)))
# Types that change on the way, and ints that outgrow every word.
print(total(scaled([1, 2.5, True, 2**70] * 400, 3)))


def doubling():
    x = 1
    while True:
        yield x
        x *= 2


for k, x in enumerate(doubling()):
    if k == 3000:
        print(x % 1000000007)
        break

# One generator, several consumers: each goes on where the other stopped.
g = count(3000)
t = 0
for x in g:
    t += x
    if x == 1200:
        break
for x in g:
    t -= x
    if x % 500 == 0:
        t += next(g) * 7
print(t, next(g, "done"))
for x in g:
    print("never")


# What a generator is sent, and what is thrown into it.
def echo():
    got = []
    for i in range(1000):
        try:
            sent = yield i
        except KeyError as e:
            sent = e.args[0]
        if sent is not None:
            got.append(sent)
    return got


g = echo()
t = 0
for x in g:
    t += x
    if x % 100 == 50:
        t += g.send(x) * 1000
    if x % 250 == 99:
        t += g.throw(KeyError(-x))
print(t)


def delegating(n):
    r = yield from echo()
    for i in range(n):
        yield i
    yield len(r)


print(total(delegating(1000)), list(delegating(3))[-4:])


# Exceptions out of a generator, of it and through it.
def faulty(n):
    for i in range(n):
        yield 100 // (n - 2 - i)


def catch(n):
    seen = 0
    try:
        for x in faulty(n):
            seen += x
    except ZeroDivisionError as e:
        return seen, e.__traceback__.tb_next.tb_lineno - faulty.__code__.co_firstlineno
    return seen


print([catch(n) for n in (400, 700, 1, 900)])


def stopping():
    i = 0
    while True:
        if i == 500:
            raise StopIteration
        yield i
        i += 1


try:
    print(total(stopping()))
except RuntimeError as e:
    print(type(e).__name__, e, type(e.__cause__).__name__)


def cleaning(log, n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append("closed")


log = []
for r in range(300):
    it = cleaning(log, 10)
    for x in it:
        if x == r % 12:
            break
    it.close()
print(len(log))


# A generator that handles an exception while it waits, in a caller that handles another.
def handling():
    for i in range(600):
        try:
            raise ValueError(i)
        except ValueError:
            yield sys.exc_info()[1].args[0]
        yield sys.exc_info()[1]


t = []
try:
    raise IndexError("outer")
except IndexError:
    for x in handling():
        t.append(x if isinstance(x, int) else str(x) + str(sys.exc_info()[1]))
print(len(t), t[-2:], sys.exc_info())


# What others see of a generator in between.
def visible(n):
    kept = "kept"
    for i in range(n):
        double = i * 2
        yield double
    del kept


it = visible(1000)
seen = 0
for x in it:
    if x % 400 == 0:
        f = it.gi_frame
        seen += f.f_locals["i"] + len(f.f_locals) + f.f_lineno - visible.__code__.co_firstlineno
        assert not it.gi_running
print(seen, it.gi_frame)


def reentrant():
    for i in range(500):
        if i == 400:
            try:
                next(me)
            except ValueError as e:
                yield str(e)
        yield i


me = reentrant()
print([x for x in me if not isinstance(x, int)])


# Globals that change while a generator waits.
STEP = 1


def stepping(n):
    i = 0
    while i < n:
        yield i + len("x")
        i += STEP


t = 0
for x in stepping(4000):
    t += x
    if x == 1000:
        STEP = 3
    if x == 2005:
        len = lambda s: 1000000
print(t)
del len


# Trees: generators within generators.
class Node:
    def __init__(self, depth):
        self.value = depth
        self.kids = [Node(depth - 1) for _ in range(2)] if depth else []

    def walk(self):
        yield self.value
        for kid in self.kids:
            yield from kid.walk()

    def each(self):
        yield self.value
        for kid in self.kids:
            for value in kid.each():
                yield value


tree = Node(9)
print(total(tree.walk()), total(tree.each()))


def deep(n):
    if n:
        for x in deep(n - 1):
            yield x
    yield n


print(total(deep(200)))
try:
    total(deep(5000))
except RecursionError as e:
    print(e)


# A list that grows under its iterator.
def growing():
    items = [0]
    for x in items:
        if x < 2000:
            items.append(x + 1)
        yield x


print(total(growing()))


def closing_over(k):
    seen = 0

    def inner():
        nonlocal seen
        for i in range(800):
            seen += i
            yield seen % k

    return total(inner()), seen


print(closing_over(7), closing_over(11))

# What every turn finds to be an int is guarded before a loop, but some turns begin behind a `yield`.
print(sum(any(k == i % 9 for k in range(6)) for i in range(900)))

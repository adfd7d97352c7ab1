"""next() of generators, with and without a default."""


def gen(n):
    for i in range(n):
        yield i
def count(n):
    g = gen(n); s = 0
    try:
        while True: s += next(g)
    except StopIteration as e:
        return s, e.value
def dflt(n):
    g = gen(n); s = 0
    while (x := next(g, None)) is not None: s += x
    return s
def first(k):
    l = [1, 2, 3, 4]
    s = 0
    for i in range(k): s += next((e for e in l if e > 2), 0)
    return s
print(count(2000), dflt(2000), first(500))
def g2():
    try:
        r = yield 1
        print('got', r)
        yield 2
        return 'ret'
    finally: print('fin')
g = g2(); print(next(g), next(g), next(g, 'dflt'), next(g, 'again'))
try: next(g)
except StopIteration as e: print(repr(e))
g = g2(); next(g); next(g)
try: next(g)
except StopIteration as e: print(repr(e))
def bad(): yield 1; raise KeyError('x')
def stop(): yield 1; raise StopIteration(3)
for mk in (bad, stop):
    for d in ((), (None,)):
        g = mk(); print(next(g, *d))
        try: print(next(g, *d))
        except Exception as e: print(repr(e), repr(e.__cause__))
def rec():
    yield next(me)
me = rec()
for d in ((), (5,)):
    try: print(next(me, *d))
    except ValueError as e: print(e)
    me = rec()
async def co(): pass
c = co()
for a in ((c,), (c, 1), (5,), ([], 1), (), (g, 1, 2)):
    try: next(*a)
    except TypeError as e: print(e)
try: next(g, default=5)
except TypeError as e: print(e)
c.close()
import traceback
def outer(): next(bad2())
def bad2():
    1/0
    yield
for d in ('next(bad2())', 'next(bad2(), None)'):
    try: eval(d)
    except ZeroDivisionError: print(traceback.format_exc().count('outer'), traceback.format_exc().splitlines()[-1])

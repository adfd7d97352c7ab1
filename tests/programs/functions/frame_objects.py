import sys, inspect, traceback
def f(a, *rest, k=3):
    x = a + 1
    fr = sys._getframe()
    print(fr is sys._getframe(), fr.f_code.co_name, fr.f_lineno, sorted(fr.f_locals), fr.f_back.f_lineno)
    return fr
fr = f(1, 2)
print(fr.f_locals['x'], fr.f_back.f_code.co_name, fr.f_lineno)
def caller():
    secret = 42
    other = [secret]
    seen = look()
    return seen, secret, other
def look():
    b = inspect.currentframe().f_back
    return b.f_locals, b.f_lineno, b.f_code.co_name
print(caller())
def bad(n):
    loc = n * 2
    raise ValueError(loc)
def mid(n):
    y = 'mid'
    bad(n)
try:
    mid(3)
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno, tb.tb_frame.f_locals.get('n'))
        if tb.tb_next: print(tb.tb_next.tb_frame.f_back is tb.tb_frame)
        tb = tb.tb_next
def gen():
    v = 1
    while True:
        yield v
        v += 1
g = gen()
print(g.gi_frame.f_locals, g.gi_frame.f_lineno)
next(g); next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_frame is g.gi_frame)
g.close()
print(g.gi_frame)
class C:
    z = 1
    print(sorted(sys._getframe().f_locals))
def clos():
    c = 5
    def inner():
        print(c, sys._getframe().f_locals, sys._getframe(1).f_locals['c'])
    inner()
clos()
def fn():
    for s in traceback.extract_stack(): print(s.lineno, s.name)
[fn() for _ in range(1)]
print(sorted([3,1], key=lambda v: sys._getframe(1).f_lineno and v))
try: sys._getframe(100)
except ValueError as e: print(e)
def hot(n):
    t = 0
    q = 'dead'
    for i in range(n):
        t += i
        if i == n - 1:
            d = sys._getframe(0).f_locals
    return d
print(hot(1000))
def peek():
    fr = sys._getframe(1)
    return fr.f_lineno, fr.f_locals.get('t'), fr.f_locals.get('n')
def hot2(n):
    t = 0
    r = None
    for i in range(n):
        t += i
        if i % 100 == 99:
            r = peek()
    return r, t
print(hot2(1000))
exec("import sys; print(sys._getframe().f_code.co_filename, sys._getframe().f_lineno)")

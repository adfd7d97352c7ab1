import sys
def keep(n):
    out = []
    for i in range(n):
        v = [i]
        out.append(sys._getframe())
        if i % 7 == 0:
            try:
                raise ValueError(i)
            except ValueError as e:
                out.append(e.__traceback__.tb_frame)
    return out
fs = keep(300)
print(len(set(map(id, fs))), fs[0].f_locals['i'], fs[0].f_locals['v'], fs[0].f_back.f_code.co_name)
def rec(n):
    if n == 0:
        f = sys._getframe(); d = 0
        while f: d += 1; f = f.f_back
        return d
    return rec(n - 1)
print(rec(50), rec(200))
def g(n):
    x = n
    while x:
        yield sys._getframe().f_locals['x']
        x -= 1
print(sum(g(500)))
it = g(3); next(it)
fr = it.gi_frame
print(fr.f_locals, fr.f_lineno, fr.f_back)
for _ in it: pass
print(it.gi_frame, fr.f_locals.get('n'))
def inner(depth):
    return sys._getframe(depth)
def outer(a):
    b = a * 2
    f = inner(1)
    return f, b
frames = [outer(i) for i in range(400)]
print(frames[399][0].f_locals['a'], frames[399][0].f_code.co_name, frames[399][1])
def raiser(k):
    q = k + 1
    if q % 3 == 0: raise KeyError(q)
    return q
tbs = []
for i in range(600):
    try: raiser(i)
    except KeyError as e: tbs.append(e.__traceback__)
t = tbs[-1]
print(len(tbs), t.tb_lineno, t.tb_next.tb_lineno, t.tb_next.tb_frame.f_locals['k'], t.tb_next.tb_frame.f_back is t.tb_frame, t.tb_frame is sys._getframe())
def cmpkey(x):
    fr = sys._getframe(1)
    return -x if fr.f_code.co_name == 'sorter' else 0
def sorter(n):
    tot = 0
    for i in range(n):
        tot += sorted([1, i, 3], key=cmpkey)[0]
    return tot
print(sorter(300))
class C:
    def __init__(self, v):
        self.v = v
        self.f = sys._getframe(1).f_code.co_name
    def __add__(self, o):
        self.line = sys._getframe(1).f_lineno
        return self.v + o
    @property
    def p(self):
        return sys._getframe(1).f_code.co_name
def use(n):
    s = 0
    for i in range(n):
        c = C(i)
        s += c + i
        assert c.f == 'use' and c.p == 'use', (c.f, c.p)
    return s, c.line
print(use(300))
def nested_exc(n):
    try:
        if n: nested_exc(n - 1)
        else: 1 / 0
    except ZeroDivisionError as e:
        d = 0; tb = e.__traceback__
        while tb: d += 1; tb = tb.tb_next
        if n == 20: return d
        raise
print(nested_exc(20))
def w():
    import warnings
    with warnings.catch_warnings(record=True) as rec:
        warnings.simplefilter('always')
        for i in range(200):
            warnings.warn(f'x{i}', stacklevel=2)
    return {r.lineno for r in rec}, len(rec)
print(w())

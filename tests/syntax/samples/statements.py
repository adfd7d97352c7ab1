"""Module docstring"""
from __future__ import annotations
import os, sys as system, a.b.c, a.b as ab
from . import x
from .. import (y, z as w,)
from ...pkg.mod import name
from .... import deep
from mod import *
x = 1
x = y = z = 2,
a, *b = c, d = 1, 2
(a), [b, (c, *d)] = e
a.b[c].d = f().g = 1
x: int
x: int = 3
(x): int = 3
a.b: str = "s"
a[0]: list = None
x += 1; y -= 2; z *= 3; a @= b
a /= 1; a %= 2; a &= 3; a |= 4; a ^= 5; a <<= 6; a >>= 7; a **= 8; a //= 9
del a, (b, c), [d.e, f[0]], (g)
del ()
pass; ...; None
assert a, "message"
assert (a, b)
raise
raise E
raise E from None
global_ = 1
if a: pass
elif b: x = 1; y = 2
elif (c := d):
    pass
else: z
while a:
    if b: break
    continue
else:
    done()
for x in y: pass
for x, *y in z, w:
    print(x)
else:
    print(y)
for x[0].a, in *a, b: pass
with a: pass
with a as b, c() as (d, e), f: pass
with (a, b): pass
with (a as b, c as d,): pass
with (a, b) as c: pass
with (yield_): pass
with (a), (b): pass
with (a for a in b): pass
with (open("f")) as f, g: pass
with (a := b): pass
try: a
except: b
try:
    a
except A:
    b
except (B, C) as e:
    c
else:
    d
finally:
    e
try: a
finally: b
try:
    a
except* A as e: b
except* (B, C): c
def f(): pass
def f(a, /, b, *, c): return
def f(a, b=1, /, c=2, *args: int, d, e=3, **kw: str) -> "T": return a, *b
def f(*, a, b=1,): pass
def f(a, /,): pass
def f(*args: *Ts, **kwargs): pass
def f(a: int = 1, *, b: str = "") -> None:
    """doc"""
    global g1, g2
    x = yield
    y = yield a, *b
    z = yield from c
    def inner():
        nonlocal x, y
    return lambda: (yield)
@decorator
@a.b(c)
@(lambda f: f)
@x[0] @ y
def f(): ...
@d
class A(B, metaclass=M, *args, **kw):
    x: int = 1
    def m(self): return super().m()
class A: pass
class A(): a; b
async def f(a):
    async with a as b, c: await d
    async with (a, b): pass
    async for x in y: yield x
    else: pass
    return [x async for x in y if await z]
match = 1; case = 2; _ = 3
match(x)
match[x]: int = 1
match.x
match * x, case
print(match, case, sep="")
if True:
	tab = 1
	if tab:
	        mixed = 2
# comment
   # odd comment

if 1:
    a = [
  1,
        2]  # inside

# dedent in comment
    b = """
unindented
"""
    c = 1 + \
  2
x = \
    1
def f():
    return
    # trailing comment
lambda: (yield)

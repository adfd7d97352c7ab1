# Generators, coroutines and async generators cannot be called.
def g(): yield 1
async def co(): pass
async def ag(): yield 1
for f in g, ag, co:
    x = f()
    print(callable(x))
    for call in (lambda: x(), lambda: x(1), lambda: x(None), lambda: x(k=1), lambda: x(*[1]), lambda: list(map(x, [1])), lambda: sorted([2,1], key=x), lambda: x.__call__()):
        try: print(call())
        except Exception as e: print(type(e).__name__, e)
    if f is co: x.close()
def hot(x):
    n = 0
    for i in range(60):
        try: x()
        except TypeError as e: n += 1
    return n
print(hot(g()))
def hot2(fs):
    n = 0
    for f in fs:
        n += f()
    return n
try: print(hot2([lambda: 1] * 60 + [g()]))
except TypeError as e: print(e)

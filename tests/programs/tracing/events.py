# Events of functions, generators, coroutines and classes, with what they carry.
import sys


def tracer(frame, event, arg):
    code = frame.f_code
    if event == 'exception':
        arg = (arg[0].__name__, str(arg[1]), type(arg[2]).__name__)
    if code.co_flags & 0x200:
        arg = ''
    if not isinstance(arg, (int, str, tuple, type(None))):
        arg = type(arg).__name__
    shown = sorted(frame.f_locals) if code.co_flags & 1 else ''
    print(event, code.co_name, frame.f_lineno - code.co_firstlineno, arg, shown)
    return tracer


def gen(n):
    for i in range(n):
        yield i
    return 5


def delegate():
    x = yield from gen(2)
    return x


def catching():
    try:
        yield 1
    except KeyError as e:
        yield 2
    yield 3


class Counter:
    def __init__(self):
        self.i = 0

    def __iter__(self): return self

    def __next__(self):
        self.i += 1
        if self.i > 1:
            raise StopIteration
        return self.i


class Waits:
    def __await__(self):
        yield 1
        return 4


async def wait():
    return await Waits()


async def outer():
    x = await wait()
    async for y in agen():
        x += y
    return x


async def agen():
    yield 1
    yield 2


def f(a, b=2):
    x = a + b
    for i in range(2):
        x += i
    try:
        raise ValueError('boo')
    except ValueError as e:
        y = 1
    for q in gen(2):
        w = q
    print(list(delegate()))
    for q in Counter():
        pass
    s = sorted([3, 1], key=lambda v: -v)
    g = catching()
    next(g)
    g.throw(KeyError('k'))
    g.close()

    class A:
        z = 1

        def m(self, k=1):
            return k

        @property
        def p(self): return 7

    A().m(k=A().p)
    return x


def h():
    try:
        f(1)
        1 / 0
    except ZeroDivisionError:
        return 'caught'


def run(coroutine):
    try:
        coroutine.send(None)
        coroutine.send(4)
    except StopIteration as e:
        return e.value


sys.settrace(tracer)
h()
run(outer())
exec(compile('x = 1\ny = 2', '<text>', 'exec'), {})
sys.settrace(None)
print(sys.gettrace(), sys.getprofile())

# frame.f_lineno, by which a trace function lets its frame go on elsewhere.
import sys


def jump(f, at, to, event='line'):
    out = []
    first = f.__code__.co_firstlineno
    done = []

    def tracer(frame, what, arg):
        if frame.f_code is not f.__code__:
            return None
        if what == event and frame.f_lineno == first + at and not done:
            done.append(1)
            frame.f_lineno = first + to
            out.append('now at %d' % (frame.f_lineno - first))
        return tracer

    sys.settrace(tracer)
    try:
        f(out)
    except Exception as e:
        sys.settrace(None)
        out.append(type(e).__name__ + ': ' + str(e).replace(str(first + to), 'N'))
    sys.settrace(None)
    print(f.__name__, at, to, out, sys.exc_info())


class Manager:
    def __init__(self, out):
        self.out = out

    def __enter__(self):
        self.out.append('enter')

    def __exit__(self, *args):
        self.out.append('exit')


def simple(out):
    out.append(1)
    out.append(2)
    out.append(3)


def loops(out):
    for i in 1, 2:
        out.append(2)
    for i in 3, 4:
        out.append(4)
    out.append(5)
    i = 5
    while i < 7:
        i += 1
        out.append(9)
    out.append(10)


def handlers(out):
    try:
        out.append(2)
        1 / 0
    except ZeroDivisionError as e:
        out.append(5)
        out.append(6)
    finally:
        out.append(8)
    out.append(9)
    try:
        1 / 0
    except:
        out.append(13)
    out.append(sys.exc_info()[0])


def managers(out):
    with Manager(out):
        out.append(2)
    with Manager(out):
        out.append(4)
    out.append(5)


def codeless(out):
    out.append(1)
    # nothing
    out.append(3)


def variables(out):
    a = 1
    b = a
    out.append(b)


def gen(out):
    for i in range(3):
        yield i
        out.append(i)


def generators(out):
    for x in gen(out):
        out.append('got')


jump(simple, 1, 3)
jump(simple, 2, 1)
jump(simple, 2, 2)
jump(simple, 2, -1)
jump(simple, 2, 4)
jump(simple, 0, 2, 'call')
jump(simple, 3, 2, 'return')
jump(loops, 2, 5)
jump(loops, 2, 4)
jump(loops, 1, 2)
jump(loops, 5, 4)
jump(loops, 5, 9)
jump(loops, 9, 10)
jump(handlers, 1, 9)
jump(handlers, 2, 9)
jump(handlers, 2, 5)
jump(handlers, 5, 9)
jump(handlers, 5, 6)
jump(handlers, 8, 1)
jump(handlers, 13, 14)
jump(managers, 2, 5)
jump(managers, 2, 4)
jump(managers, 1, 2)
jump(managers, 5, 4)
jump(codeless, 1, 2)
jump(generators, 2, 1)
try:
    sys._getframe().f_lineno = 1
except ValueError as e:
    print(e)

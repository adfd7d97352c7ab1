# Exceptions of trace and profile functions: where they come up, and that they end the tracing.
import sys, traceback
def gen():
    yield 1
    yield 2
def g(x):
    return x
def f(x):
    y = g(x)
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    for i in gen():
        pass
    len('a')
    return y
def run(kind, where, n=None, setter=sys.settrace):
    count = [0]
    def tracer(frame, event, arg):
        if event == kind and frame.f_code.co_name == where:
            count[0] += 1
            if n is None or count[0] == n:
                raise KeyError(kind, where)
        return tracer
    print('---', kind, where, n, setter.__name__)
    setter(tracer)
    try:
        print(f(1))
    except BaseException as e:
        print(sys.gettrace(), sys.getprofile())
        tb = e.__traceback__
        while tb:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno, end=' ')
            tb = tb.tb_next
        print(repr(e), repr(e.__context__))
    setter(None)
for kind in 'call', 'line', 'return':
    for where in 'f', 'g', 'gen':
        for n in 1, 2, 3:
            run(kind, where, n)
for n in 1, 2:
    run('exception', 'f', n)
for kind in 'call', 'return', 'c_call', 'c_return':
    for where in 'f', 'g', 'gen':
        for n in 1, 2, 3:
            run(kind, where, n, sys.setprofile)

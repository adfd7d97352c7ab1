# Events of sys.setprofile, those of what is written in C among them.
import sys
import threading

told = []


def profile(frame, event, arg):
    name = frame.f_code.co_name
    if event.startswith('c_'):
        owner = getattr(arg, '__self__', None)
        arg = (arg.__name__, type(owner).__name__)
    elif not isinstance(arg, (int, str, list, type(None))):
        arg = type(arg).__name__
    told.append((event, name, arg))


def profiled(f, *args, **kw):
    told.clear()
    sys.setprofile(profile)
    try:
        return f(*args, **kw)
    except Exception as e:
        told.append(repr(e))
    finally:
        sys.setprofile(None)
        print(f.__name__)
        for row in told:
            if row[1:] != ('profiled', ('setprofile', 'module')):
                print('  ', row)


def key(x):
    return -x


def builtins():
    x = [3, 1]
    x.append(2)
    list.append(x, 4)
    len(x)
    n = x.append
    n(5)
    y = sorted(x, key=key)
    '-'.join(map(str, y))
    return max(*y, default=1) if 0 else y


def raises():
    try:
        int('x')
    except ValueError:
        pass
    try:
        [].pop()
    except IndexError:
        pass
    return len(5)


def gen():
    yield 1
    yield 2


def generators():
    g = gen()
    next(g)
    for x in g:
        pass
    return sum(gen())


class A:
    def __init__(self):
        self.x = 1

    def __add__(self, other):
        return 2


def classes():
    a = A()
    b = dict(x=1)
    return a + 1, type(a), isinstance(a, A)


def starred(*args, **kw):
    return print(*args, **kw)


def unwinds():
    raises()


profiled(builtins)
profiled(raises)
profiled(generators)
profiled(classes)
profiled(starred, 1, 2, sep='-')
profiled(unwinds)

# Both at once, and what they are.
sys.settrace(lambda *args: None)
sys.setprofile(profile)
print(sys.gettrace() is not None, sys.getprofile() is profile)
sys.setprofile(None)
sys.settrace(None)
print(sys.gettrace(), sys.getprofile())

# Of other threads.
events = []


def in_thread():
    x = 1
    key(x)


def tracer(frame, event, arg):
    if frame.f_code.co_name in ('in_thread', 'key'):
        events.append((event, frame.f_code.co_name))
    return tracer


threading.settrace(tracer)
threading.setprofile(tracer)
print(threading.gettrace() is tracer, threading.getprofile() is tracer)
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
threading.settrace(None)
threading.setprofile(None)
print(events, sys.gettrace())

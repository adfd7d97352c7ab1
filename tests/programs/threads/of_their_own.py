"""What each thread has of its own: names, local data, contexts, exceptions, frames."""

import _thread
import contextvars
import sys
import threading


def run(f, **options):
    t = threading.Thread(target=f, **options)
    t.start()
    t.join()
    return t


t = run(lambda: print(threading.current_thread().name, threading.current_thread() is threading.main_thread()))
print(t.name, t.is_alive(), t.daemon, t.ident != threading.get_ident())
print(run(print, args=('named',), name='N').name, threading.current_thread().name)
for action in (t.start, threading.Thread(target=print).join, threading.current_thread().join):
    try:
        action()
    except RuntimeError as e:
        print(e)


class Local(threading.local):
    kind = 'class'

    def __init__(self, x):
        self.x = x


plain, own = threading.local(), Local(5)
plain.a, own.x = 1, 6


def look():
    print(hasattr(plain, 'a'), own.x, own.kind, vars(own))
    plain.a, own.x = 2, 7
    print(plain.a, own.x)


run(look)
print(plain.a, own.x)
try:
    del plain.nothing
except AttributeError as e:
    print(type(e).__name__)

variable = contextvars.ContextVar('variable', default='default')
variable.set('main')
run(lambda: print(variable.get()))
run(lambda: print(contextvars.copy_context().run(variable.get)))
print(variable.get())

# The exception being handled, and frames of those that wait.
gate, opened = threading.Event(), threading.Event()
seen = []


def handling():
    secret = 'local of the thread'
    try:
        raise KeyError(secret)
    except KeyError as e:
        seen.append(e)
        opened.set()
        gate.wait()
        print(sys.exc_info()[0].__name__, secret)


t = threading.Thread(target=handling)
t.start()
opened.wait()
print(sys.exc_info(), seen[0].__traceback__.tb_frame.f_locals['secret'], seen[0].__traceback__.tb_lineno > 0)
try:
    1 / 0
except ZeroDivisionError:
    gate.set()
    t.join()
    print(sys.exc_info()[0].__name__)


def fails():
    raise ValueError('told to the hook')


threading.excepthook = lambda args: print(args.exc_type.__name__, args.exc_value, args.thread.name)
run(fails, name='F')
run(sys.exit)


# Each has its recursion limit.
def deep(n):
    return n if n == 0 else deep(n - 1)


run(lambda: print(deep(500)))
try:
    _thread.start_new_thread(1, ())
except TypeError as e:
    print(e)
ready = _thread.allocate_lock()
ready.acquire()
_thread.start_new_thread(lambda *a, **k: (print(a, k), ready.release()), (1, 2), {'c': 3})
ready.acquire()

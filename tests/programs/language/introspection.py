"""What objects of the language say about themselves."""
import copy
import dis
import io
import pickle


def f(a, b):
    c = a
    return lambda: c


print([name for name in dir(f.__code__) if not name.startswith('__')])
print(type(f.__code__.co_code), len(f.__code__.co_code) > 0, f.__code__._varname_from_oparg(1))
dis.dis(f, file=io.StringIO())

for error in [OSError(2, 'text', 'name'), OSError('a', 'b', 'c', None, 'd'), ImportError('m', name='n', path='p'), ValueError(1, 2)]:
    error.extra = 'extra'
    for again in copy.copy(error), pickle.loads(pickle.dumps(error)):
        print(repr(again), again.args, vars(again), getattr(again, 'filename', None), getattr(again, 'filename2', None), getattr(again, 'path', None))
again = ImportError('m', name='n')
again.__init__()
print(again.name, again.msg, again.args)


class Described(property):
    """Of the subclass."""


class C:
    @Described
    def p(self):
        """Of the getter."""

    q = property(doc='given')
    r = Described(None)


print(C.p.__doc__, C.q.__doc__, C.r.__doc__, C.p.setter(None).__doc__)


def outer():
    inner = iter([1])
    yield 0
    yield from inner


g = outer()
print(g.gi_yieldfrom, next(g), g.gi_yieldfrom, next(g), type(g.gi_yieldfrom).__name__, list(g), g.gi_yieldfrom)
for wrong in [lambda: open('a\0b'), lambda: __import__('os', level=None), lambda: __import__(3)]:
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


for args in ((42,), (None,), (None, 42), (None, int), ({},), ({}, 5), (5, dict)):
    for descriptor in (dict.__dict__["fromkeys"], dict.get, dict.__len__):
        try:
            print(type(descriptor.__get__(*args)).__name__)
        except TypeError as e:
            print(e)


class Loader:
    def __init__(self, text):
        self.text = text

    def module_repr(self, module):
        return self.text % module.__name__


from types import ModuleType

described = ModuleType("described")
for described.__loader__ in (Loader("<%s>"), Loader("%d")):
    described.__file__ = "x"
    print(described)

import time

for name, calls in dict(ctime=[(1, 2)], asctime=[(1, 2)], mktime=[(), (1, 2)], strftime=[(), (1, 2, 3)], gmtime=[(1, 2)], sleep=[()]).items():
    for args, kw in [(args, {}) for args in calls] + [((), {"x": 1})]:
        try:
            getattr(time, name)(*args, **kw)
        except TypeError as e:
            print(e)

# Classes of the library that take parameters in annotations.
import contextvars
import itertools
import os
import re

async def agen(): yield
for cls in (re.Pattern, re.Match, enumerate, itertools.chain, os.DirEntry, contextvars.ContextVar, contextvars.Token, type(agen())):
    print(cls[int], cls[int].__origin__ is cls)

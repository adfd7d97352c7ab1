"""throw(): its arguments, the context of what it throws, and the frames that are seen on the way."""
import sys
import traceback


def wait():
    yield


def handling():
    try:
        raise KeyError('own')
    except KeyError:
        yield from wait()


try:
    1 / 0
except ZeroDivisionError:
    for make in wait, handling:
        g = make()
        next(g)
        try:
            g.throw(ValueError)
        except ValueError as e:
            print(make.__name__, repr(e.__context__))
        g = make()
        next(g)
        try:
            g.close()
        except BaseException as e:
            print(e)


def closing():
    try:
        yield
    except GeneratorExit as e:
        print('closing', repr(e.__context__))
        raise


try:
    1 / 0
except ZeroDivisionError:
    g = closing()
    next(g)
    g.close()


def echo():
    while True:
        try:
            yield
        except Exception as e:
            print(repr(e), e.__traceback__ is not None)


class NotAnException(Exception):
    def __new__(cls, *args):
        return cls if not args else 5


for args in [
    (ValueError,), (ValueError, None), (ValueError, 1), (ValueError, (1, 2)), (ValueError, ()), (ValueError, UnicodeError()),
    (LookupError, KeyError(3)), (KeyError(4), None, None), (KeyError(5), 5), (ValueError, 3, 4), (5,), ('x', 1), (int,), (NotAnException,),
    (NotAnException, 3), (),
]:
    g = echo()
    next(g)
    try:
        g.throw(*args)
    except BaseException as e:
        print('out:', type(e).__name__, e)


class Names(list):
    def __iter__(self):
        return self

    def __next__(self):
        return 0

    def throw(self, *args):
        self.extend(frame.name for frame in traceback.extract_stack())
        raise args[0]


def inner():
    try:
        yield 1
    except KeyError:
        yield [frame.name for frame in traceback.extract_stack()]


def middle(of):
    yield from of


def outer(of):
    yield from middle(of)


g = outer(inner())
next(g)
print(g.throw(KeyError))
print(g.gi_running, g.gi_yieldfrom.gi_running)
names = Names()
g = outer(names)
next(g)
try:
    g.throw(KeyError)
except KeyError:
    print(names, [frame.name for frame in traceback.extract_tb(sys.exc_info()[2])])


async def number():
    return 3


class Waits:
    def __await__(self):
        yield


async def waits(for_):
    return await for_


c = number()
for step in 'send', 'send', 'throw', 'close', 'send':
    try:
        print(getattr(c, step)(*{'send': (None,), 'throw': (KeyError,), 'close': ()}[step]))
    except Exception as e:
        print(step, type(e).__name__, e)

c = waits(Waits())
c.send(None)
d = waits(c)
try:
    d.send(None)
except RuntimeError as e:
    print(e)
d.close()
c.close()


class Broken:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


async def loop():
    async for _ in Broken():
        pass


try:
    loop().send(None)
except TypeError as e:
    print(e, repr(e.__cause__))


def keeps():
    try:
        yield
    except KeyError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
        try:
            int('x')
        except ValueError:
            yield sys.exc_info()[0]
        yield sys.exc_info()[0]
        raise


g = keeps()
next(g)
try:
    raise KeyError('thrown while handled')
except KeyError as e:
    print(g.throw(e), sys.exc_info()[0])
print(next(g), next(g), next(g), sys.exc_info())
try:
    next(g)
except KeyError as e:
    print(repr(e), repr(e.__context__))


def leaves():
    try:
        try:
            yield
        except ValueError:
            raise TypeError
    except Exception as e:
        print(sys.exc_info()[0], repr(e.__context__))
    print(sys.exc_info()[0])
    yield
    print(sys.exc_info()[0])
    yield


g = leaves()
next(g)
try:
    raise ValueError
except ValueError as e:
    g.throw(e)
next(g)

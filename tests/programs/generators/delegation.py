# throw, close and return values through `yield from`, exc_info inside generators, PEP 479.
import sys


def inner(log):
    try:
        while True:
            try:
                got = yield "ready"
                log.append(got)
            except KeyError as e:
                log.append(f"KeyError {e}")
                yield "recovered"
    finally:
        log.append("inner closed")


def outer(log):
    try:
        result = yield from inner(log)
        log.append(result)
    except ZeroDivisionError as e:
        log.append(f"outer {e}")
        yield "outer handled"
        return 99
    finally:
        log.append("outer closed")


log = []
g = outer(log)
print(next(g), g.send(1), g.throw(KeyError, "k"), next(g), g.throw(ZeroDivisionError("z")))
try:
    next(g)
except StopIteration as e:
    print("value", e.value)
print(log)

log = []
g = outer(log)
next(g)
g.close()
g.close()
print(log)


class Iter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("done")
        return self.n

    def send(self, value):
        return ("sent", value)

    def throw(self, exc, *rest):
        raise StopIteration(f"thrown {exc!r}")


def over(it):
    r = yield from it
    yield ("result", r)


print(list(over(Iter())))
g = over(Iter())
print(next(g), g.send(5), g.throw(ValueError("v")))


def handled():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield sys.exc_info()[1].args
        yield sys.exc_info()[1].args
    yield sys.exc_info()[1]


g = handled()
try:
    raise KeyError("outside")
except KeyError:
    print(next(g), sys.exc_info()[1].args)
    print(next(g), sys.exc_info()[1].args)
print(next(g), sys.exc_info()[1])


def bad():
    yield 1
    raise StopIteration("escaped")


try:
    list(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def ignoring():
    for _ in range(2):
        try:
            yield 1
        except GeneratorExit:
            pass


g = ignoring()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def running():
    try:
        me.send(None)
    except ValueError as e:
        yield str(e)


me = running()
print(next(me))


def fresh():
    yield


g = fresh()
try:
    g.send(1)
except TypeError as e:
    print(e)
try:
    g.throw(OSError("before start"))
except OSError as e:
    print(e, list(g))
print(sum(x for x in range(5)), sorted((c for c in "hello"), reverse=True), ",".join(str(i) for i in range(4)))


def failing():
    yield 1
    raise LookupError("mid")


for consume in (list, tuple, set, sum, sorted, max, "".join):
    try:
        consume(failing())
    except (LookupError, TypeError) as e:
        print(type(e).__name__, e)


def depth(n):
    if n:
        yield from depth(n - 1)
    yield n


print(sum(depth(200)))


class Catcher:
    """An iterator whose own `throw` takes whatever is thrown."""

    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("throw", args)
        if args[0] == "stop":
            raise StopIteration(7)
        if args[0] == "bad":
            raise KeyError("k")
        return 456


def catching():
    result = yield from Catcher()
    print("got", result)
    return "inner"


def outer():
    try:
        result = yield from catching()
    except KeyError as e:
        result = repr(e)
    yield result


for thrown in [(123,), (ZeroDivisionError,), (ValueError, "v", None), ("stop",), ("bad",), (GeneratorExit,)]:
    g = outer()
    print(next(g))
    for args in thrown, (1, 2, 3):
        try:
            print(g.throw(*args))
        except BaseException as e:
            print(type(e).__name__, e)


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        raise LookupError(name)


import sys

sys.unraisablehook = lambda u: print("unraisable", repr(u.exc_value), type(u.object).__name__)


def over(it):
    yield from it


for end in (lambda g: g.close(), lambda g: g.throw(KeyError), lambda g: g.throw(GeneratorExit)):
    g = over(Broken())
    next(g)
    try:
        print(end(g))
    except BaseException as e:
        print(repr(e))
    try:
        print(next(g))
    except StopIteration:
        print("ended")
    g.close()

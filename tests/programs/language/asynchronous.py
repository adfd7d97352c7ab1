"""async def, await, async for, async with and async generators, driven by hand."""


class Suspend:
    def __init__(self, tag):
        self.tag = tag

    def __await__(self):
        got = yield self.tag
        return got


def drive(coroutine, *values):
    log, values = [], list(values)
    try:
        item = coroutine.send(None)
        while True:
            log.append(item)
            item = coroutine.send(values.pop(0) if values else len(log))
    except StopIteration as stop:
        return log, stop.value
    except Exception as e:
        return log, repr(e)


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        print("enter", self.name, await Suspend("enter " + self.name))
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, await Suspend("exit " + self.name))
        return self.suppress


class Ticker:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        await Suspend(f"tick {self.i}")
        return self.i


async def numbers(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("numbers got", got)
            await Suspend(f"between {i}")
    finally:
        print("numbers done")


async def loops():
    total = 0
    async for i in Ticker(3):
        if i == 2:
            continue
        total += i
    else:
        print("loop else")
    async for i in Ticker(9):
        if i == 2:
            break
    else:
        print("never")
    squares = [x * x async for x in numbers(3) if x]
    pairs = {k: v async for k, v in pairwise()}
    return total, i, squares, pairs, {await Suspend("in set") for _ in range(1)}


async def pairwise():
    yield "a", 1
    yield "b", 2


async def contexts(how):
    async with Manager("outer", how == "suppress") as m, Manager("inner"):
        if how == "return":
            return m.name
        if how in ("raise", "suppress"):
            raise KeyError(how)
    return "after"


async def generator_protocol():
    g = numbers(5)
    print(await g.__anext__(), await g.asend("hello"))
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as e:
        print("came back", e)
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("finished")
    h = numbers(2)
    print(await h.__anext__())
    await h.aclose()
    return "ok"


async def failing():
    try:
        await Suspend("wait")
        raise OSError("inner")
    except OSError as e:
        await Suspend("handling")
        raise RuntimeError("outer") from e
    finally:
        await Suspend("finally")


async def bad_await():
    await 5


async def bad_for():
    async for _ in [1]:
        pass


async def bad_with():
    async with 5:
        pass


print(drive(loops()))
for how in ("return", "raise", "suppress", "none"):
    print(how, drive(contexts(how)))
print(drive(generator_protocol()))
print(drive(failing()))
for bad in (bad_await, bad_for, bad_with):
    print(drive(bad()))


def delegating():
    result = yield from inner()
    print("result", result)
    return (yield result)


def inner():
    received = []
    while len(received) < 3:
        try:
            received.append((yield len(received)))
        except ValueError as e:
            received.append(e.args)
    return received


d = delegating()
print(next(d), d.send("x"), d.throw(ValueError("y")), d.send("z"))
try:
    d.send("end")
except StopIteration as stop:
    print(stop.value)


def stops():
    raise StopIteration("oops")
    yield


try:
    next(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))


class Weird:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(42)


def empty():
    return (yield from Weird())


try:
    next(empty())
except StopIteration as e:
    print(e.value)

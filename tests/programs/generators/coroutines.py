# Coroutines and async generators, driven by hand.
class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def run(coro):
    trace = []
    send = None
    while True:
        try:
            value = coro.send(send)
        except StopIteration as e:
            return trace, e.value
        trace.append(value)
        send = value * 10


async def add(a, b):
    x = await Pause(a)
    y = await Pause(b)
    return x + y


async def main():
    total = await add(1, 2)
    async with Manager() as m:
        total += m
    async for i in counter(3):
        total += i
    return total, [i async for i in counter(4) if i % 2], {i: i async for i in counter(2)}


class Manager:
    async def __aenter__(self):
        return await Pause(7)

    async def __aexit__(self, *exc):
        await Pause(8)
        return False


async def counter(n):
    for i in range(n):
        await Pause(i)
        yield i


print(run(main()))


async def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned")


async def use():
    g = cleanup()
    print(await g.__anext__())
    print(await g.asend(None))
    try:
        await g.asend(None)
    except StopAsyncIteration:
        print("end")
    g = cleanup()
    await g.__anext__()
    await g.aclose()
    g = cleanup()
    await g.__anext__()
    try:
        await g.athrow(KeyError("in"))
    except KeyError as e:
        print("back", e)


run(use())
c = add(1, 2)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def wrong():
    await 5


try:
    run(wrong())
except TypeError as e:
    print(e)

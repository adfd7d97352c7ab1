# Coroutines that nobody awaits: a warning when they go.
import sys
import warnings

warnings.simplefilter("always")
sys.stderr = sys.stdout


def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, str(message).strip())


warnings.showwarning = show


async def never(*args):
    return args


never()
print("after a call")
coroutine = never(1)
del coroutine
print("after del")


def local():
    kept = never(2)
    print("in", kept.cr_origin)


local()
print("after a function")
closed = never(3)
closed.close()
del closed
print("closed")


async def main():
    never(4)
    first = never(5)
    kept = [never(i) for i in range(3)]
    print(await first, [await c for c in kept])
    return await never(6)


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value


print(run(main()))

# What a generator raises while it is closed goes to whoever closes it.
def on_exit(error):
    try:
        yield 1
    except GeneratorExit:
        raise error


def at_last(error):
    try:
        yield 1
    finally:
        raise error


def from_any(error):
    try:
        yield 1
    except BaseException as e:
        raise error from e


def delegating(make, error):
    try:
        yield from make(error)
    finally:
        print("outer ends")


for make in on_exit, at_last, from_any:
    for error in RuntimeError("r"), KeyError("k"), StopIteration(3), GeneratorExit("again"):
        for g in make(error), delegating(make, error):
            next(g)
            try:
                print(make.__name__, g.close())
            except BaseException as e:
                print(make.__name__, type(e).__name__, e, repr(e.__cause__), repr(e.__context__))
            print(list(g))

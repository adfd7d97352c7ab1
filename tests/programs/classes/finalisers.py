# What __del__ and callbacks of weak references raise goes to sys.unraisablehook.
import array
import gc
import sys
import weakref


class Failing:
    def __del__(self):
        raise ValueError("in vain")


def callback(reference):
    raise KeyError("callback")


class Plain:
    pass


def hook(unraisable):
    called = unraisable.object.__qualname__
    print(unraisable.exc_type.__name__, unraisable.exc_value, called, unraisable.err_msg, unraisable.exc_traceback is not None)


sys.unraisablehook = hook


def drop():
    Failing()


drop()
gc.collect()


def short_lived():
    return weakref.ref(Plain(), callback)


reference = short_lived()
gc.collect()
print(reference())

print(array._array_reconstructor(array.array, "i", 3, b"\0\1\0\2"), array._array_reconstructor(array.array, "d", 14, b"\0\0\x80?"))

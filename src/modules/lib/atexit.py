"""Functions to be called when the program ends; sys calls _run_exitfuncs."""

import sys

_registered = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    _registered[:] = [entry for entry in _registered if not entry[0] == func]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    while _registered:
        func, args, kwargs = _registered.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as exc:
            print(f'Exception ignored in atexit callback: {func!r}', file=sys.stderr)
            sys.excepthook(type(exc), exc, exc.__traceback__)

"""The collector's switches. Collections happen by themselves at safepoints."""

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
callbacks = []
garbage = []
_enabled = True
_debug = 0
_threshold = (700, 10, 10)


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError('invalid generation')
    try:
        from sys import _collect
    except ImportError:
        return 0
    return _collect()


def set_threshold(threshold0, threshold1=10, threshold2=10, /):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_threshold():
    return _threshold


def get_count():
    return (0, 0, 0)


def set_debug(flags, /):
    global _debug
    _debug = flags


def get_debug():
    return _debug


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0

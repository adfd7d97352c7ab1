"""Allocations are not traced; that they are not can be asked."""

_limit = 0


def start(nframe=1, /):
    global _limit
    if nframe < 1:
        raise ValueError('the number of frames must be in range [1; 65535]')
    _limit = nframe


def stop():
    global _limit
    _limit = 0


def is_tracing():
    return _limit > 0


def clear_traces():
    pass


reset_peak = clear_traces


def get_traceback_limit():
    return _limit or 1


def get_traced_memory():
    return 0, 0


def get_tracemalloc_memory():
    return 0


def _get_traces():
    return []


def _get_object_traceback(obj, /):
    return None

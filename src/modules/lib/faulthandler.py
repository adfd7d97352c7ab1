"""Tracebacks on faults: there are no faults, but the traceback can be asked for."""

import sys as _sys

_enabled = False


def enable(file=None, all_threads=True):
    global _enabled
    _enabled = True


def disable():
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    return _enabled


def dump_traceback(file=None, all_threads=True):
    file = _sys.stderr if file is None else file
    lines = ['Current thread 0x%016x (most recent call first):' % 1]
    frame = _sys._getframe(1)
    while frame is not None:
        lines.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}')
        frame = frame.f_back
    text = '\n'.join(lines) + '\n'
    if isinstance(file, int):
        import os
        os.write(file, text.encode())
    else:
        file.write(text)
        file.flush()


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    pass


def cancel_dump_traceback_later():
    pass


def register(signum, file=None, all_threads=True, chain=False):
    pass


def unregister(signum):
    return False

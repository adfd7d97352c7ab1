"""Generic interface to all dbm clones."""

__all__ = ['open', 'whichdb', 'error']

import io
import os
import struct


class error(Exception):
    pass


_names = ['dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}

error = (error, OSError)


def _module(name):
    if name not in _modules:
        try:
            _modules[name] = __import__(name, fromlist=['open'])
        except ImportError:
            _modules[name] = None
    return _modules[name]


def open(file, flag='r', mode=0o666):
    """Opens or creates a database of the kind that it is, or of the best kind there is."""
    global _defaultmod
    if _defaultmod is None:
        _defaultmod = next(filter(None, map(_module, _names)), None)
        if not _defaultmod:
            raise ImportError(f'no dbm clone found; tried {_names}')
    kind = whichdb(file) if 'n' not in flag else None
    if kind is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        return _defaultmod.open(file, flag, mode)
    if kind == '':
        raise error[0]('db type could not be determined')
    module = _module(kind)
    if module is None:
        raise error[0](f'db type is {kind}, but the module is not available')
    return module.open(file, flag, mode)


def whichdb(filename):
    """The module that opens a database; '' if none does, None if there is no such file."""
    filename = os.fsencode(filename)
    for ends in (b'.pag', b'.dir'), (b'.db',):
        if all(os.path.isfile(filename + end) for end in ends):
            if ends == (b'.db',) or os.path.getsize(filename + b'.dir') == 0 or os.path.getsize(filename + b'.pag'):
                return 'dbm.ndbm'
    try:
        os.stat(filename + b'.dat')
        if os.stat(filename + b'.dir').st_size == 0:
            return 'dbm.dumb'
        with io.open(filename + b'.dir', 'rb') as f:
            if f.read(1) in (b"'", b'"'):
                return 'dbm.dumb'
    except OSError:
        pass
    try:
        with io.open(filename, 'rb') as f:
            start = f.read(16)
    except OSError:
        return None
    if len(start) < 4:
        return ''
    if struct.unpack('=l', start[:4])[0] in (0x13579ace, 0x13579acd, 0x13579acf):
        return 'dbm.gnu'
    return ''

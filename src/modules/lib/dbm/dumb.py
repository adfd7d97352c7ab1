"""A dbm of plain files: an index in text, FILE.dir, and values in blocks of 512 bytes, FILE.dat."""

import ast
import collections.abc
import io
import os

__all__ = ['error', 'open']

_BLOCKSIZE = 512

error = OSError


def _octets(text):
    return text.encode('utf-8') if isinstance(text, str) else text


class _Database(collections.abc.MutableMapping):
    _index = None

    def __init__(self, filebasename, mode, flag='c'):
        self._mode, self._readonly, self._modified = mode, flag == 'r', False
        base = os.fsencode(filebasename)
        self._dirfile, self._datfile, self._bakfile = base + b'.dir', base + b'.dat', base + b'.bak'
        if flag == 'n':
            for name in self._datfile, self._bakfile, self._dirfile:
                try:
                    os.remove(name)
                except OSError:
                    pass
        try:
            io.open(self._datfile, 'r', encoding='Latin-1').close()
        except OSError:
            if flag not in ('c', 'n'):
                raise
            with io.open(self._datfile, 'w', encoding='Latin-1'):
                self._chmod(self._datfile)
        self._update(flag)

    def _update(self, flag):
        self._modified = False
        self._index = {}
        try:
            f = io.open(self._dirfile, 'r', encoding='Latin-1')
        except OSError:
            if flag not in ('c', 'n'):
                raise
            self._modified = True
        else:
            with f:
                for line in f:
                    key, place = ast.literal_eval(line.rstrip())
                    self._index[key.encode('Latin-1')] = place

    def _commit(self):
        if self._index is None or not self._modified:
            return
        for step in (lambda: os.unlink(self._bakfile)), (lambda: os.rename(self._dirfile, self._bakfile)):
            try:
                step()
            except OSError:
                pass
        with io.open(self._dirfile, 'w', encoding='Latin-1') as f:
            self._chmod(self._dirfile)
            for key, place in self._index.items():
                f.write('%r, %r\n' % (key.decode('Latin-1'), place))
        self._modified = False

    sync = _commit

    def _verify_open(self):
        if self._index is None:
            raise error('DBM object has already been closed')

    def _verify_writable(self):
        if self._readonly:
            raise error('The database is opened for reading only')

    def __getitem__(self, key):
        self._verify_open()
        pos, size = self._index[_octets(key)]
        with io.open(self._datfile, 'rb') as f:
            f.seek(pos)
            return f.read(size)

    def _store(self, value, pos=None):
        with io.open(self._datfile, 'rb+') as f:
            if pos is None:
                end = f.seek(0, 2)
                pos = -(-end // _BLOCKSIZE) * _BLOCKSIZE
                f.write(b'\0' * (pos - end))
            else:
                f.seek(pos)
            f.write(value)
        return pos, len(value)

    def __setitem__(self, key, value):
        self._verify_writable()
        key = _octets(key)
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError('keys must be bytes or strings')
        value = _octets(value)
        if not isinstance(value, (bytes, bytearray)):
            raise TypeError('values must be bytes or strings')
        self._verify_open()
        self._modified = True
        if key not in self._index:
            self._index[key] = place = self._store(value)
            with io.open(self._dirfile, 'a', encoding='Latin-1') as f:
                self._chmod(self._dirfile)
                f.write('%r, %r\n' % (key.decode('Latin-1'), place))
            return
        # A value that still fits in its blocks stays where it is.
        pos, size = self._index[key]
        fits = -(-len(value) // _BLOCKSIZE) <= -(-size // _BLOCKSIZE)
        self._index[key] = self._store(value, pos if fits else None)

    def __delitem__(self, key):
        self._verify_writable()
        self._verify_open()
        self._modified = True
        del self._index[_octets(key)]
        self._commit()

    def keys(self):
        self._verify_open()
        return list(self._index)

    def items(self):
        self._verify_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        self._verify_open()
        return _octets(key) in self._index

    def iterkeys(self):
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def _chmod(self, file):
        os.chmod(file, self._mode)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag='c', mode=0o666):
    umask = os.umask(0)
    os.umask(umask)
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~umask, flag=flag)

"""Streams of bytes on descriptors, for `_io`: the raw file and what buffers it."""

__name__ = '_io'

import sys

import posix
from _io_bases import (
    DEFAULT_BUFFER_SIZE, UnsupportedOperation, _BufferedIOBase, _bytes, _index, _integer, _into, _RawIOBase, _Stream, settle, unsettle
)

_S_IFMT, _S_IFDIR = 0o170000, 0o040000
_EMFILE = 24


def _descriptor(file, flags, opener):
    """A new descriptor; those of streams that nobody has any more are closed when there are too many."""
    try:
        return _opened(file, flags, opener)
    except OSError as e:
        if e.errno != _EMFILE:
            raise
    import gc
    gc.collect()
    return _opened(file, flags, opener)


def _opened(file, flags, opener):
    if opener is None:
        return posix.open(file, flags, 0o666)
    fd = opener(file, flags)
    if not isinstance(fd, int):
        raise TypeError('expected integer from opener')
    if fd < 0:
        raise ValueError(f'opener returned {fd}')
    return fd


class FileIO(_RawIOBase, metaclass=_Stream):
    _fd = -1
    _created = _readable = _writable = _appending = False
    _seekable = None
    closefd = True

    def __init__(self, file, mode='r', closefd=True, opener=None):
        if self._fd >= 0:
            self.close()
        self._closed = True
        if not isinstance(mode, str):
            raise TypeError(f"FileIO() argument 'mode' must be str, not {type(mode).__name__}")
        if isinstance(file, int) and file < 0:
            raise ValueError('negative file descriptor')
        if set(mode) - set('xrwab+'):
            raise ValueError(f'invalid mode: {mode}')
        if sum(c in 'rwax' for c in mode) != 1 or mode.count('+') > 1:
            raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
        self._created, self._appending = 'x' in mode, 'a' in mode
        self._readable = 'r' in mode or '+' in mode
        self._writable = 'r' not in mode or '+' in mode
        flags = posix.O_CLOEXEC | (posix.O_RDWR if self._readable and self._writable else
                                   posix.O_RDONLY if self._readable else posix.O_WRONLY)
        if self._created:
            flags |= posix.O_EXCL | posix.O_CREAT
        elif 'w' in mode:
            flags |= posix.O_CREAT | posix.O_TRUNC
        elif self._appending:
            flags |= posix.O_APPEND | posix.O_CREAT
        if isinstance(file, int):
            fd = int(file)
            posix.fstat(fd)
        else:
            if not closefd:
                raise ValueError('Cannot use closefd=False with file name')
            posix.fspath(file)
            sys.audit('open', file, mode, flags)
            fd = _descriptor(file, flags, opener)
        status = posix.fstat(fd)
        if status.st_mode & _S_IFMT == _S_IFDIR:
            if not isinstance(file, int):
                posix.close(fd)
            raise IsADirectoryError(21, 'Is a directory', file)
        self._fd, self.closefd, self.name, self._closed = fd, bool(closefd), file, False
        if self._appending:
            try:
                posix.lseek(fd, 0, 2)
            except OSError as e:
                if e.errno != 29:
                    raise

    def __del__(self):
        if not self._closed:
            self.close()

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_io.FileIO' object")

    def __repr__(self):
        if self._fd < 0:
            return '<_io.FileIO [closed]>'
        closefd = 'closefd=' + str(self.closefd)
        if not hasattr(self, 'name'):
            return f'<_io.FileIO fd={self._fd} mode={self.mode!r} {closefd}>'
        return f'<_io.FileIO name={self.name!r} mode={self.mode!r} {closefd}>'

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')

    def read(self, size=-1, /):
        size = _index(size)
        self._check()
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')
        if size < 0:
            return self.readall()
        try:
            return posix.read(self._fd, size)
        except BlockingIOError:
            return None

    def readall(self):
        self._check()
        size = DEFAULT_BUFFER_SIZE
        try:
            size = max(posix.fstat(self._fd).st_size - posix.lseek(self._fd, 0, 1), 0) + 1
        except OSError:
            pass
        parts = []
        while True:
            try:
                part = posix.read(self._fd, size)
            except BlockingIOError:
                if not parts:
                    return None
                break
            if not part:
                break
            parts.append(part)
            size = max(size - len(part), DEFAULT_BUFFER_SIZE) if len(parts) == 1 else 2 * size
        return parts[0] if len(parts) == 1 else b''.join(parts)

    def readinto(self, buffer, /):
        octets = _into(buffer, 'readinto')
        self._check()
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')
        data = self.read(len(octets))
        if data is None:
            return None
        octets[:len(data)] = data
        return len(data)

    def write(self, data, /):
        data = _bytes(data)
        self._check()
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')
        try:
            return posix.write(self._fd, data)
        except BlockingIOError:
            return None

    def seek(self, pos, whence=0, /):
        self._check()
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._check()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def close(self):
        if self._closed:
            return
        fd, self._fd = self._fd, -1
        try:
            _RawIOBase.close(self)
        finally:
            self._closed = True
            if self.closefd and fd >= 0:
                posix.close(fd)

    def seekable(self):
        self._check()
        if self._seekable is None:
            try:
                posix.lseek(self._fd, 0, 1)
                self._seekable = True
            except OSError:
                self._seekable = False
        return self._seekable

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return posix.isatty(self._fd)

    @property
    def mode(self):
        if self._created or self._appending:
            return ('x' if self._created else 'a') + ('b+' if self._readable else 'b')
        return 'rb+' if self._readable and self._writable else 'rb' if self._readable else 'wb'


class _Buffered(_BufferedIOBase):
    """What the buffered streams have in common. Bytes read ahead lie in `_data` from `_at` on, those to be written in `_parts`."""

    _data, _at = b'', 0
    _size = 0
    _parts = ()
    _raw = None

    def _start(self, raw, buffer_size):
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self._raw, self.buffer_size, self._parts, self._size = raw, buffer_size, [], 0
        self._drop()

    def _drop(self):
        self._data, self._at = b'', 0

    @property
    def raw(self):
        if self._raw is None:
            raise ValueError('raw stream has been detached' if hasattr(self, 'buffer_size') else 'I/O operation on uninitialized object')
        return self._raw

    def _check(self, what=None):
        if self.raw.closed:
            raise ValueError(f'{what} closed file' if what else 'I/O operation on closed file.')

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_io.{type(self).__name__}' object")

    def __repr__(self):
        cls = type(self)
        name = f' name={self.name!r}' if hasattr(self._raw, 'name') else ''
        return f'<{cls.__module__}.{cls.__qualname__}{name}>'

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def close(self):
        raw = self.raw
        if not raw.closed:
            try:
                self.flush()
            finally:
                self._drop()
                raw.close()

    def flush(self):
        self._check('flush of')
        self._write_out()
        if self._data:
            self._step_back()

    def _step_back(self):
        """What was read ahead is not, for whoever uses the raw stream now."""
        if self._at < len(self._data) and self.raw.seekable():
            self.raw.seek(self._at - len(self._data), 1)
            self._drop()
        elif self._at >= len(self._data):
            self._drop()

    def _write_out(self):
        if self._size:
            data = self._parts[0] if len(self._parts) == 1 else b''.join(self._parts)
            self._parts.clear()
            self._size = 0
            settle(self)
            self._write_all(data, 0)

    def _write_all(self, data, keep):
        """Writes until at most `keep` bytes are left, which it returns."""
        write = self._raw.write
        while len(data) > keep:
            count = write(data)
            if count is None:
                self._put(data)
                raise BlockingIOError(11, 'write could not complete without blocking', 0)
            if not isinstance(count, int) or not 0 <= count <= len(data):
                raise OSError(f'raw write() returned invalid length {count} (should have been between 0 and {len(data)})')
            if count == len(data):
                return b''
            data = data[count:]
        return data

    def _put(self, data):
        if not self._size:
            unsettle(self)
        self._parts.append(data)
        self._size += len(data)

    def tell(self):
        pos = self.raw.tell()
        if pos < 0:
            raise OSError(f'Raw stream returned invalid position {pos}')
        return pos - len(self._data) + self._at + self._size

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f'whence value {whence} unsupported')
        self._check('seek of')
        pos = _integer(pos)
        if not self.raw.seekable():
            raise UnsupportedOperation('File or stream is not seekable.')
        self._write_out()
        if whence < 2 and self._data:
            # Within what was read ahead nothing has to be read again.
            now = self.raw.tell()
            to = pos - now + len(self._data) if whence == 0 else pos + self._at
            if 0 <= to <= len(self._data):
                self._at = to
                return now - len(self._data) + to
            if whence == 1:
                pos -= len(self._data) - self._at
        pos = self.raw.seek(pos, whence)
        if pos < 0:
            raise OSError(f'Raw stream returned invalid position {pos}')
        self._drop()
        return pos

    def truncate(self, pos=None, /):
        self._check('truncate of')
        if not self.raw.writable():
            raise UnsupportedOperation('truncate')
        self._write_out()
        return self.raw.truncate(self.tell() if pos is None else pos)


class _Readable(_Buffered):
    def _more(self):
        """Reads ahead, behind what is there; whether there was anything."""
        if self._size:
            self._write_out()
        part = self._raw.read(self.buffer_size)
        if part:
            self._data = self._data[self._at:] + part if self._at < len(self._data) else part
            self._at = 0
        return part

    def read(self, size=-1, /):
        at = self._at
        if size.__class__ is int and 0 < size <= len(self._data) - at:
            self._at = end = at + size
            return self._data[at:end]
        size = _index(size)
        if size < -1:
            raise ValueError('read length must be non-negative or -1')
        self._check('read of')
        if self._size:
            self._write_out()
        have = self._data[at:]
        self._drop()
        if size < 0:
            rest = self._raw.readall() if hasattr(self._raw, 'readall') else self._raw.read()
            return have + rest if have and rest else rest if rest is not None and not have else have or rest
        parts, count, part = [have], len(have), b''
        while count < size:
            part = self._raw.read(max(self.buffer_size, size - count) if size - count < self.buffer_size else size - count)
            if not part:
                break
            parts.append(part)
            count += len(part)
        data = b''.join(parts)
        if count > size:
            self._data, self._at = data, size
            return data[:size]
        return data if data or part is not None else None

    def read1(self, size=-1, /):
        self._check('read of')
        size = self.buffer_size if size < 0 else size
        if self._at >= len(self._data) and size:
            if self._size:
                self._write_out()
            if size >= self.buffer_size:
                return self._raw.read(size) or b''
            self._more()
        at = self._at
        data = self._data[at:at + size]
        self._at = at + len(data)
        return data

    def peek(self, size=0, /):
        self._check('peek of')
        if self._at >= len(self._data):
            self._more()
        return self._data[self._at:]

    def readinto(self, buffer, /):
        octets = _into(buffer, 'readinto')
        self._check('readinto of')
        data = self.read(len(octets))
        if data is None:
            return None
        octets[:len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        octets = _into(buffer, 'readinto1')
        self._check('readinto of')
        data = self.read1(len(octets))
        octets[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        at = self._at
        if size == -1:
            end = self._data.find(b'\n', at) + 1
            if end:
                self._at = end
                return self._data[at:end]
        size = _index(size)
        self._check('readline of')
        line = b''
        while True:
            at = self._at
            end = self._data.find(b'\n', at) + 1 or len(self._data)
            if size >= 0:
                end = min(end, at + size - len(line))
            line += self._data[at:end]
            self._at = end
            if line.endswith(b'\n') or 0 <= size <= len(line) or not self._more():
                return line

    def __next__(self):
        at = self._at
        end = self._data.find(b'\n', at) + 1
        if end:
            self._at = end
            return self._data[at:end]
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class _Writable(_Buffered):
    def write(self, data, /):
        data = _bytes(data)
        if not self._size:
            self._check('write to')
            if self._data:
                self._step_back()
        count = len(data)
        if self._size + count <= self.buffer_size:
            if count:
                self._put(data)
        else:
            self._write_out()
            data = self._write_all(data, self.buffer_size)
            if data:
                self._put(data)
        return count


class BufferedReader(_Readable, metaclass=_Stream):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        self._start(raw, buffer_size)

    def writable(self):
        return False

    def flush(self):
        self.raw.flush()


class BufferedWriter(_Writable, metaclass=_Stream):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self._start(raw, buffer_size)

    def readable(self):
        return False


class BufferedRandom(_Readable, _Writable, metaclass=_Stream):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation('File or stream is not seekable.')
        if not raw.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        if not raw.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self._start(raw, buffer_size)


class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader, self.writer = BufferedReader(reader, buffer_size), BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readline(self, size=-1, /):
        return self.reader.readline(size)

    def write(self, data, /):
        return self.writer.write(data)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed

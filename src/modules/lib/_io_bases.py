"""The base classes of streams, for `_io`, and the list of those that have something to be written."""

__name__ = '_io'

import posix

DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    __module__ = 'io'


class _IOBase:
    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError('I/O operation on closed file.' if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation('File or stream is not readable.' if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation('File or stream is not writable.' if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation('File or stream is not seekable.' if msg is None else msg)

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def flush(self):
        self._checkClosed()

    def seek(self, pos, whence=0, /):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        self._unsupported('truncate')

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        limit = _index(size)
        line = bytearray()
        while limit < 0 or len(line) < limit:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        hint = _index(hint)
        if hint <= 0:
            return list(self)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total > hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        data = b''
        while chunk := self.read(DEFAULT_BUFFER_SIZE):
            data += chunk
        return data


class _BufferedIOBase(_IOBase):
    def read(self, size=-1, /):
        self._unsupported('read')

    def read1(self, size=-1, /):
        self._unsupported('read1')

    def write(self, data, /):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')

    def readinto(self, buffer, /):
        octets = _into(buffer, 'readinto')
        data = self.read(len(octets))
        octets[:len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        octets = _into(buffer, 'readinto1')
        data = self.read1(len(octets))
        octets[:len(data)] = data
        return len(data)


class _TextIOBase(_IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1, /):
        self._unsupported('read')

    def write(self, text, /):
        self._unsupported('write')

    def readline(self, size=-1, /):
        self._unsupported('readline')

    def detach(self):
        self._unsupported('detach')


def _named(value):
    """The name of its type in an error."""
    return 'array.array' if type(value).__name__ == 'array' else type(value).__name__


def _integer(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _into(buffer, method, argument='argument'):
    """The octets of a buffer that is to be filled."""
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.readonly:
        raise TypeError(f'{method}() {argument} must be read-write bytes-like object, not {type(buffer).__name__}')
    return view.cast('B')


def _bytes(data):
    """The octets of a buffer that is to be written."""
    if data.__class__ is bytes:
        return data
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return bytes(view)


def _index(size):
    """A size argument: None is -1."""
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f'argument should be integer or None, not {type(size).__name__!r}') from None


class _Stream(type):
    # The standard streams are of classes of their own.
    def __instancecheck__(cls, stream):
        return type.__instancecheck__(cls, stream) or _Stream.__subclasscheck__(cls, type(stream))

    def __subclasscheck__(cls, other):
        return type.__subclasscheck__(cls, other) or other.__name__ == cls.__name__ and other.__module__ in ('_io', '_pyio')


# Streams by id() that have something to be written. CPython closes a dropped file at once; ours is settled before anybody looks:
# at the next open() or stat().
unsettled = posix._unsettled


def unsettle(stream):
    unsettled[id(stream)] = stream


def settle(stream):
    unsettled.pop(id(stream), None)


def settle_all():
    for stream in list(unsettled.values()):
        try:
            stream.flush()
        except Exception:
            settle(stream)


posix._settle_all = settle_all

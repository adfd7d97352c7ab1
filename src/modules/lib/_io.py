"""Streams: the base classes, streams in memory, and the built-in open()."""

import sys
from builtins import BlockingIOError, open

DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    __module__ = 'io'


def text_encoding(encoding, stacklevel=2, /):
    return 'locale' if encoding is None else encoding


def open_code(path):
    return open(path, 'rb')


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
        limit = -1 if size is None else size
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
        if hint is None or hint <= 0:
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
        with memoryview(buffer) as view, view.cast('B') as octets:
            data = self.read(len(octets))
            octets[:len(data)] = data
        return len(data)

    readinto1 = readinto


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


def _index(size):
    """A size argument: None is -1."""
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f'argument should be integer or None, not {type(size).__name__!r}') from None


class BytesIO(_BufferedIOBase):
    def __init__(self, initial_bytes=b''):
        self._buffer = bytearray() if initial_bytes is None else bytearray(initial_bytes)
        self._pos = 0

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file.')

    def getvalue(self):
        self._check()
        return bytes(self._buffer)

    def getbuffer(self):
        self._check()
        return memoryview(self._buffer)

    def read(self, size=-1, /):
        self._check()
        size = _index(size)
        start = self._pos
        end = len(self._buffer) if size < 0 else min(len(self._buffer), start + size)
        if end <= start:
            return b''
        self._pos = end
        return bytes(self._buffer[start:end])

    read1 = read

    def readlines(self, hint=None, /):
        lines, left = [], _index(hint)
        for line in self:
            lines.append(line)
            left -= len(line)
            if hint is not None and hint > 0 and left <= 0:
                break
        return lines

    def readline(self, size=-1, /):
        self._check()
        size = _index(size)
        end = self._buffer.find(b'\n', self._pos) + 1
        if end == 0:
            end = len(self._buffer)
        return self.read(end - self._pos if size < 0 else min(size, end - self._pos)) if end > self._pos else b''

    def write(self, data, /):
        self._check()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        if not data:
            return 0
        if self._pos > len(self._buffer):
            self._buffer.extend(bytes(self._pos - len(self._buffer)))
        self._buffer[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f'negative seek value {pos}')
            self._pos = pos
        elif whence in (1, 2):
            self._pos = max(0, pos + (self._pos if whence == 1 else len(self._buffer)))
        else:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._buffer[size:]
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


class StringIO(_TextIOBase):
    """The text lies in pieces while it is only written to its end; they are joined when something else is asked."""

    def __init__(self, initial_value='', newline='\n'):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f'newline must be str or None, not {type(newline).__name__}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._newline = newline
        self._pieces = []
        self._text = self._translate(initial_value or '')
        self._pos = 0

    def _translate(self, text):
        if self._newline is None:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        return text.replace('\n', self._newline) if self._newline in ('\r', '\r\n') else text

    def _check(self):
        if self._closed:
            raise ValueError('I/O operation on closed file')

    def _join(self):
        self._check()
        if self._pieces:
            self._text += ''.join(self._pieces)
            self._pieces.clear()
        return self._text

    @property
    def line_buffering(self):
        self._check()
        return False

    def getvalue(self):
        return self._join()

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f'string argument expected, got {type(text).__name__!r}')
        count = len(text)
        text = self._translate(text)
        if self._pieces or self._pos == len(self._text):
            self._pieces.append(text)
            self._pos += len(text)
        elif text:
            old = self._text.ljust(self._pos, '\0')
            self._text = old[:self._pos] + text + old[self._pos + len(text):]
            self._pos += len(text)
        return count

    def read(self, size=-1, /):
        text = self._join()
        size = _index(size)
        start = self._pos
        end = len(text) if size < 0 else min(len(text), start + size)
        if end <= start:
            return ''
        self._pos = end
        return text[start:end]

    def readline(self, size=-1, /):
        text = self._join()
        size = _index(size)
        start, newline = self._pos, self._newline
        if newline == '':
            ends = [i + 1 for i in (text.find('\n', start), text.find('\r', start)) if i >= 0]
            end = min(ends, default=len(text))
            if text[end - 1:end + 1] == '\r\n':
                end += 1
        else:
            newline = newline or '\n'
            end = text.find(newline, start)
            end = len(text) if end < 0 else end + len(newline)
        if size >= 0:
            end = min(end, start + size)
        if end <= start:
            return ''
        self._pos = end
        return text[start:end]

    def seek(self, pos, whence=0, /):
        text = self._join()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and pos < 0:
            raise ValueError(f'Negative seek position {pos}')
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._pos = (pos, self._pos, len(text))[whence]
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, size=None, /):
        text = self._join()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._text = text[:size]
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


class _Stream(type):
    # Streams of the interpreter and of open() are of classes of their own.
    def __instancecheck__(cls, stream):
        return type.__instancecheck__(cls, stream) or _Stream.__subclasscheck__(cls, type(stream))

    def __subclasscheck__(cls, other):
        return type.__subclasscheck__(cls, other) or other.__name__ == cls.__name__ and other.__module__ in ('_io', '_pyio')


def _in_python(cls):
    """Streams on descriptors are those in Python, which are imported when the first one is made."""
    def __new__(made, /, *args, **kwargs):
        import _pyio
        if '__new__' in cls.__dict__:
            del cls.__new__
            cls.__bases__ = (getattr(_pyio, cls.__name__), *(b for b in cls.__bases__ if b is not object))
        return made.__new__(made)
    cls.__new__ = __new__
    return cls


@_in_python
class FileIO(_RawIOBase, metaclass=_Stream):
    pass


@_in_python
class BufferedReader(_BufferedIOBase, metaclass=_Stream):
    pass


@_in_python
class BufferedWriter(_BufferedIOBase, metaclass=_Stream):
    pass


@_in_python
class BufferedRWPair(_BufferedIOBase):
    pass


@_in_python
class BufferedRandom(_BufferedIOBase, metaclass=_Stream):
    pass


@_in_python
class IncrementalNewlineDecoder:
    pass


class TextIOWrapper(_TextIOBase, metaclass=_Stream):
    """Text over a binary stream, which is read as a whole."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if encoding is not None and not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        self.buffer = buffer
        self.encoding = 'utf-8' if encoding in (None, 'locale') else encoding
        self.errors = 'strict' if errors is None else errors
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._newline = newline
        self._reader = None
        ''.encode(self.encoding)

    def _text(self):
        if self._reader is None:
            self._reader = StringIO(self.buffer.read().decode(self.encoding, self.errors), self._newline)
        return self._reader

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    def read(self, size=-1, /):
        return self._text().read(size)

    def readline(self, size=-1, /):
        return self._text().readline(size)

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        line = text.replace('\n', self._newline) if self._newline in ('\r', '\r\n') else text
        self.buffer.write(line.encode(self.encoding, self.errors))
        if self.line_buffering and '\n' in text:
            self.flush()
        return len(text)

    def seek(self, pos, whence=0, /):
        self._reader = None
        return self.buffer.seek(pos, whence)

    def tell(self):
        return self.buffer.tell() if self._reader is None else self._reader.tell()

    def truncate(self, size=None, /):
        return self.buffer.truncate(size)

    def flush(self):
        self.buffer.flush()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        self.flush()
        buffer, self.buffer = self.buffer, None
        return buffer

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def reconfigure(self, *, line_buffering=None, **options):
        if line_buffering is not None:
            self.line_buffering = line_buffering

    def __repr__(self):
        return f'<_io.TextIOWrapper encoding={self.encoding!r}>'

"""Streams: what programs see of them, those in memory, and the built-in open()."""

import sys
from builtins import BlockingIOError, open

from _io_bases import (
    DEFAULT_BUFFER_SIZE, UnsupportedOperation, _BufferedIOBase, _bytes, _index, _integer, _into, _IOBase, _named, _RawIOBase, _TextIOBase,
    settle_all
)
from _io_files import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, FileIO
from _io_text import IncrementalNewlineDecoder, TextIOWrapper
from _standin import static_name as _static_name


def text_encoding(encoding, stacklevel=2, /):
    return 'locale' if encoding is None else encoding


def open_code(path):
    return open(path, 'rb')


def _string(value, name):
    if value is not None and not isinstance(value, str):
        raise TypeError(f"open() argument '{name}' must be str or None, not {type(value).__name__}")


def _open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {'None' if mode is None else type(mode).__name__}")
    buffering = _integer(buffering)
    if not -2**31 <= buffering < 2**31:
        raise OverflowError('Python int too large to convert to C int')
    for value, name in ((encoding, 'encoding'), (errors, 'errors'), (newline, 'newline')):
        _string(value, name)
    if not isinstance(file, int):
        import posix
        file = file.__index__() if hasattr(type(file), '__index__') else posix.fspath(file)
    kinds = set(mode)
    if kinds - set('rwaxbt+') or len(kinds) != len(mode):
        raise ValueError(f'invalid mode: {mode!r}')
    binary = 'b' in kinds
    if binary and 't' in kinds:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds & set('rwax')) > 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if binary:
        for value, name in ((encoding, 'encoding'), (errors, 'errors'), (newline, 'newline')):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")
        if buffering == 1:
            import warnings
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
                          RuntimeWarning, 2)
    settle_all()
    raw = FileIO(file, mode.replace('b', '').replace('t', ''), closefd, opener)
    stream = raw
    try:
        line_buffering = buffering == 1 or buffering < 0 and raw.isatty()
        if buffering < 0 or line_buffering:
            buffering = DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if binary:
                return raw
            raise ValueError("can't have unbuffered text I/O")
        cls = BufferedRandom if '+' in kinds else BufferedReader if 'r' in kinds else BufferedWriter
        stream = cls(raw, buffering)
        if not binary:
            stream = TextIOWrapper(stream, encoding, errors, newline, line_buffering)
            stream.mode = mode
        return stream
    except BaseException:
        stream.close()
        raise


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
        size = _index(size)
        self._check()
        start = self._pos
        end = len(self._buffer) if size < 0 else min(len(self._buffer), start + size)
        if end <= start:
            return b''
        self._pos = end
        return bytes(self._buffer[start:end])

    read1 = read

    def readlines(self, hint=None, /):
        self._check()
        if hint is not None and not hasattr(hint, '__index__'):
            raise TypeError(f'integer argument expected, got {type(hint).__name__!r}')
        lines, left = [], _index(hint)
        for line in self:
            lines.append(line)
            left -= len(line)
            if hint is not None and hint > 0 and left <= 0:
                break
        return lines

    def readinto(self, buffer, /):
        octets = _into(buffer, 'readinto')
        self._check()
        data = self.read(len(octets))
        octets[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        size = _index(size)
        self._check()
        end = self._buffer.find(b'\n', self._pos) + 1
        if end == 0:
            end = len(self._buffer)
        return self.read(end - self._pos if size < 0 else min(size, end - self._pos)) if end > self._pos else b''

    def write(self, data, /):
        self._check()
        data = _bytes(data)
        if not data:
            return 0
        if self._pos > len(self._buffer):
            self._buffer.extend(bytes(self._pos - len(self._buffer)))
        self._buffer[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        pos = _integer(pos)
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
        size = None if size is None else _index(size)
        self._check()
        if size is None:
            size = self._pos
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

    @property
    def newlines(self):
        self._check()
        return None

    def flush(self):
        """Closed ones are not complained of."""

    def close(self):
        self._closed = True
        self._text = ''
        self._pieces.clear()

    def getvalue(self):
        return self._join()

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'string argument expected, got {_named(text)!r}')
        self._check()
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
        size = _index(size)
        text = self._join()
        start = self._pos
        end = len(text) if size < 0 else min(len(text), start + size)
        if end <= start:
            return ''
        self._pos = end
        return text[start:end]

    def readline(self, size=-1, /):
        size = _index(size)
        text = self._join()
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
        pos = _integer(pos)
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
        size = None if size is None else _index(size)
        text = self._join()
        if size is None:
            size = self._pos
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        self._text = text[:size]
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


for _class in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase, FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair,
               TextIOWrapper, IncrementalNewlineDecoder, BytesIO, StringIO):
    _static_name(_class, '_io.' + _class.__name__)
del _class, _static_name

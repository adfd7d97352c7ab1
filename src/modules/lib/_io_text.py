"""Text over streams of bytes, for `_io`."""

__name__ = '_io'

import _codecs
from _io_bases import DEFAULT_BUFFER_SIZE, UnsupportedOperation, _index, _integer, _named, _Stream, _TextIOBase, settle, unsettle

_UTF8 = frozenset(('utf-8', 'UTF-8', 'utf8', 'UTF8', 'utf_8', 'locale'))


class _Utf8Decoder:
    """What `codecs` has for the usual encoding, without what else is imported with it."""

    def __init__(self, errors):
        self._errors, self._rest = errors, b''

    def decode(self, data, final=False):
        if self._rest:
            data = self._rest + data
        text, used = _codecs.utf_8_decode(data, self._errors, final)
        self._rest = data[used:] if used < len(data) else b''
        return text

    def getstate(self):
        return self._rest, 0

    def setstate(self, state):
        self._rest = state[0]

    def reset(self):
        self._rest = b''


class IncrementalNewlineDecoder:
    """Makes \\n of \\r and \\r\\n, if it is to translate, keeps the latter in one piece, and remembers which ones there were."""

    def __init__(self, decoder, translate, errors='strict'):
        self._decoder, self._translate, self.errors = decoder, translate, errors
        self._pending, self._seen = False, 0

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if self._pending and (text or final):
            text = '\r' + text
            self._pending = False
        if '\r' not in text:
            if not self._seen & 1 and '\n' in text:
                self._seen |= 1
            return text
        # A \r at the end waits for what follows, also where nothing is translated: a line's end is read in one piece.
        if not final and text.endswith('\r'):
            text = text[:-1]
            self._pending = True
        pairs = text.count('\r\n')
        alone = text.count('\r') - pairs
        self._seen |= (text.count('\n') > pairs) | (alone > 0) << 1 | (pairs > 0) << 2
        if self._translate:
            if pairs:
                text = text.replace('\r\n', '\n')
            if alone:
                text = text.replace('\r', '\n')
        return text

    def getstate(self):
        data, flag = (b'', 0) if self._decoder is None else self._decoder.getstate()
        return data, flag << 1 | self._pending

    def setstate(self, state, /):
        data, flag = state
        self._pending = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen, self._pending = 0, False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        return (None, '\n', '\r', ('\r', '\n'), '\r\n', ('\n', '\r\n'), ('\r', '\r\n'), ('\r', '\n', '\r\n'))[self._seen]


def _said(value, name):
    if value is not None and not isinstance(value, str):
        raise TypeError(f"TextIOWrapper() argument '{name}' must be str or None, not {type(value).__name__}")


class TextIOWrapper(_TextIOBase, metaclass=_Stream):
    """Decoded text lies in `_text` from `_at` on, encoded text that is to be written in `_parts`. `_before` is the decoder's state
    before the bytes that `_text` was made of, and those bytes: tell() decodes them again."""

    _text, _at, _before = '', 0, None
    _decoder = _encoder = None
    _buffer = None
    _CHUNK_SIZE = DEFAULT_BUFFER_SIZE

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        for value, name in ((encoding, 'encoding'), (errors, 'errors'), (newline, 'newline')):
            _said(value, name)
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline}')
        self._parts, self._size = [], 0
        self._set(encoding, errors or 'strict', newline, line_buffering, write_through)
        self._buffer = buffer
        self._readable, self._writable, self._seekable = buffer.readable(), buffer.writable(), buffer.seekable()
        self._telling = self._seekable
        self._read_chunk_of = getattr(buffer, 'read1', None) or buffer.read
        if self._seekable and self._writable and not self._plain and buffer.tell():
            self._encoder_at(1)

    def _set(self, encoding, errors, newline, line_buffering, write_through):
        if encoding is None or encoding == 'locale':
            encoding = 'UTF-8'
        if encoding not in _UTF8:
            import codecs
            if '\0' in encoding:
                raise ValueError('embedded null character')
            if not codecs.lookup(encoding)._is_text_encoding:
                raise LookupError(f'{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs')
        elif '\0' in errors:
            raise ValueError('embedded null character')
        self._encoding, self._errors, self._newline = encoding, errors, newline
        # Whether every piece of text is encoded alike, wherever it stands.
        self._plain = encoding in _UTF8 or encoding.lower().replace('_', '-') in ('ascii', 'us-ascii', 'latin-1', 'iso-8859-1', 'cp1252')
        self._default = encoding in _UTF8 and errors == 'strict'
        self._limit = 0 if write_through else self._CHUNK_SIZE
        self._translated = newline if newline in ('\r', '\r\n') else None
        self._line_end = '\n' if newline is None else newline
        self._line_buffering, self._write_through = bool(line_buffering), bool(write_through)

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)

    @property
    def buffer(self):
        if self._buffer is None and hasattr(self, '_parts'):
            raise ValueError('underlying buffer has been detached')
        if self._buffer is None:
            raise ValueError('I/O operation on uninitialized object')
        return self._buffer

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    @property
    def newlines(self):
        return getattr(self._decoder, 'newlines', None)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_io.{type(self).__name__}' object")

    def __repr__(self):
        text = '<_io.TextIOWrapper'
        for name in ('name', 'mode'):
            try:
                text += f' {name}={getattr(self, name)!r}'
            except AttributeError:
                pass
        return text + f' encoding={self.encoding!r}>'

    def _check(self):
        if self.buffer.closed:
            raise ValueError('I/O operation on closed file.')

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None):
        if self._decoder is not None and (encoding is not None or errors is not None or newline is not ...):
            raise UnsupportedOperation('It is not possible to set the encoding or newline of stream after the first read')
        if newline is not ... and newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline}')
        if errors is None:
            errors = self._errors if encoding is None else 'strict'
        self.flush()
        self._encoder = None
        self._set(self._encoding if encoding is None else encoding, errors, self._newline if newline is ... else newline,
                  self._line_buffering if line_buffering is None else line_buffering,
                  self._write_through if write_through is None else write_through)

    def seekable(self):
        return self.buffer.seekable()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {"None" if text is None else _named(text)}')
        if not self._size:
            # Once there is something to be written, the stream cannot be closed without that.
            self._check()
            if not self._writable:
                raise UnsupportedOperation('not writable')
            unsettle(self)
        count = len(text)
        data = self._encode(text if self._translated is None else text.replace('\n', self._translated))
        self._parts.append(data)
        self._size += len(data)
        if self._size > self._limit:
            self._write_out()
        if self._line_buffering and ('\n' in text or '\r' in text):
            self.flush()
        if self._before is not None or self._text:
            self._forget()
        return count

    def _encode(self, text):
        if self._default:
            return text.encode()
        if self._plain:
            return text.encode(self._encoding, self._errors)
        if self._encoder is None:
            self._encoder_at(0)
        return self._encoder.encode(text)

    def _encoder_at(self, position):
        """What is written behind the beginning has no mark of its byte order."""
        if self._plain:
            return
        if self._encoder is None:
            import codecs
            try:
                self._encoder = codecs.getincrementalencoder(self._encoding)(self._errors)
            except LookupError:
                return
        if position:
            self._encoder.setstate(0)
        else:
            self._encoder.reset()

    def _write_out(self):
        if self._parts:
            data = b''.join(self._parts)
            self._parts.clear()
            self._size = 0
            settle(self)
            if data:
                self.buffer.write(data)

    def flush(self):
        self._check()
        self._telling = self._seekable
        self._write_out()
        self._buffer.flush()

    def close(self):
        if not self.buffer.closed:
            try:
                self.flush()
            finally:
                self._text, self._at, self._before = '', 0, None
                self._buffer.close()

    def detach(self):
        buffer = self.buffer
        self.flush()
        self._buffer = None
        return buffer

    def _forget(self):
        """What was read ahead, and a \\r that waits for what follows, belong to another place."""
        self._text, self._at, self._before = '', 0, None
        if self._decoder is not None:
            self._decoder.reset()

    def _make_decoder(self):
        if self._encoding in _UTF8:
            decoder = _Utf8Decoder(self._errors)
        else:
            import codecs
            decoder = codecs.getincrementaldecoder(self._encoding)(self._errors)
        self._decoder = decoder if self._newline else IncrementalNewlineDecoder(decoder, self._newline is None)

    def _more(self):
        """Makes the next bytes the decoded text; whether there were any."""
        if self._decoder is None:
            if not self._readable:
                raise UnsupportedOperation('not readable')
            self._make_decoder()
        if self._parts:
            self._write_out()
        state = self._decoder.getstate() if self._telling else None
        data = self._read_chunk_of(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'underlying {"read1" if hasattr(self._buffer, "read1") else "read"}() should have returned a bytes-like object, '
                            f'not {type(data).__name__!r}')
        self._text, self._at = self._decoder.decode(data, not data), 0
        self._ratio = len(data) / len(self._text) if self._text else 0.0
        if state is not None:
            self._before = state[1], state[0] + data
        return len(data) > 0

    def read(self, size=-1, /):
        if size.__class__ is int and size > 0:
            at = self._at
            end = at + size
            if end <= len(self._text):
                self._at = end
                return self._text[at:end]
        size = _index(size)
        self._check()
        if not self._readable:
            raise UnsupportedOperation('not readable')
        at = self._at
        if size < 0:
            if self._decoder is None:
                self._make_decoder()
            if self._parts:
                self._write_out()
            text = self._text[at:]
            data = self._buffer.read()
            if data is None:
                raise BlockingIOError(11, 'Resource temporarily unavailable')
            rest = self._decoder.decode(data, True)
            self._text, self._at, self._before = '', 0, None
            return text + rest if text else rest
        text = self._text[at:at + size]
        self._at = at + len(text)
        if len(text) == size:
            return text
        parts, count = [text], len(text)
        while count < size:
            more = self._more()
            text = self._text[:size - count]
            self._at = len(text)
            parts.append(text)
            count += len(text)
            if not more:
                break
        return ''.join(parts)

    def readline(self, size=-1, /):
        at = self._at
        if size == -1 and self._line_end == '\n':
            end = self._text.find('\n', at) + 1
            if end:
                self._at = end
                return self._text[at:end]
        size = _integer(size)
        self._check()
        if not self._readable:
            raise UnsupportedOperation('not readable')
        return self._line(size)

    def _line(self, size):
        line, searched = self._text[self._at:], 0
        more = True
        while True:
            end = self._end_of_line(line, searched)
            if end or not more or 0 <= size <= len(line):
                break
            searched = max(0, len(line) - 1)
            more = self._more()
            line += self._text
        if not end:
            end = len(line)
        if size >= 0:
            end = min(end, size)
        # The rest lies at the end of the last piece: what was asked for last was not enough.
        self._at = len(self._text) - len(line) + end
        return line if end == len(line) else line[:end]

    def _end_of_line(self, text, start):
        """Where the first line that ends after `start` ends, 0 if none does."""
        if self._line_end:
            at = text.find(self._line_end, start)
            return at + len(self._line_end) if at >= 0 else 0
        lf = text.find('\n', start)
        cr = text.find('\r', start) if lf < 0 else text.find('\r', start, lf)
        if cr < 0:
            return lf + 1
        return cr + 2 if lf == cr + 1 else cr + 1

    def __next__(self):
        self._telling = False
        if self._line_end == '\n':
            at = self._at
            end = self._text.find('\n', at) + 1
            if end:
                self._at = end
                return self._text[at:end]
        self._check()
        if not self._readable:
            raise UnsupportedOperation('not readable')
        line = self._line(-1)
        if not line:
            self._before = None
            self._telling = self._seekable
            raise StopIteration
        return line

    def _cookie(self, position, flags=0, feed=0, eof=False, skip=0):
        return position | flags << 64 | feed << 128 | skip << 192 | eof << 256

    def tell(self):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if not self._telling:
            raise OSError('telling position disabled by next() call')
        self._write_out()
        self._buffer.flush() if self._writable else None
        position = self._buffer.tell()
        decoder = self._decoder
        if decoder is None or self._before is None:
            return position
        flags, data = self._before
        position -= len(data)
        skip = self._at
        if not skip:
            return self._cookie(position, flags)
        if data.isascii() and b'\r' not in data and self._encoding in _UTF8:
            return position + skip
        saved = decoder.getstate()
        try:
            # A place not far before the one wanted where the decoder holds nothing back.
            start, back = int(self._ratio * skip), 1
            while start > 0:
                decoder.setstate((b'', flags))
                count = len(decoder.decode(data[:start]))
                if count <= skip:
                    rest, state = decoder.getstate()
                    if not rest:
                        flags = state
                        skip -= count
                        break
                    start -= len(rest)
                    back = 1
                else:
                    start -= back
                    back *= 2
            else:
                start = 0
                decoder.setstate((b'', flags))
            position += start
            if not skip:
                return self._cookie(position, flags)
            # From there byte by byte, over all such places.
            fed = got = 0
            for i in range(start, len(data)):
                fed += 1
                got += len(decoder.decode(data[i:i + 1]))
                rest, state = decoder.getstate()
                if not rest and got <= skip:
                    position += fed
                    skip -= got
                    flags, fed, got = state, 0, 0
                if got >= skip:
                    return self._cookie(position, flags, fed, False, skip)
            if got + len(decoder.decode(b'', True)) < skip:
                raise OSError("can't reconstruct logical file position")
            return self._cookie(position, flags, fed, True, skip)
        finally:
            decoder.setstate(saved)

    def seek(self, cookie, whence=0, /):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            self._forget()
            position = self._buffer.seek(0, 2)
            self._encoder_at(position)
            return position
        elif whence != 0:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        place = int(cookie)
        self.flush()
        position, flags, feed, skip = (place >> shift & (1 << 64) - 1 for shift in (0, 64, 128, 192))
        eof = place >> 256 & 1
        self._buffer.seek(position)
        self._text, self._at, self._before = '', 0, None
        if not cookie:
            if self._decoder is not None:
                self._decoder.reset()
        elif self._decoder is not None or flags or skip:
            if self._decoder is None:
                self._make_decoder()
            self._decoder.setstate((b'', flags))
            self._before = flags, b''
        if skip:
            data = self._buffer.read(feed)
            self._text = self._decoder.decode(data, bool(eof))
            self._before = flags, data
            if len(self._text) < skip:
                raise OSError("can't restore logical file position")
            self._at = skip
        self._encoder_at(cookie)
        return cookie

    def truncate(self, pos=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)

"""Data compression by zlib."""

import _compression_streams as _streams

DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE = 8, 15, 8, 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = '1.3.1'
__version__ = '1.0'
_STREAM_END = 1


class error(Exception):
    __module__ = 'zlib'


def _fail(status, message, doing):
    if not message:
        message = {-5: 'incomplete or truncated stream', -2: 'inconsistent stream state', -3: 'invalid input data'}.get(status, '')
    raise error(f'Error {status} while {doing}: {message}' if message else f'Error {status} while {doing}')


def crc32(data, value=0, /):
    return _streams.crc32(data, value & 0xffffffff)


def adler32(data, value=1, /):
    return _streams.adler32(data, value & 0xffffffff)


class _Stream:
    __slots__ = ('_number',)

    def __init__(self, number):
        self._number = number

    def __del__(self):
        _streams.close(self._number)

    def _copy(self):
        other = object.__new__(type(self))
        other._number = _streams.copy(self._number)
        return other

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__module__}.{type(self).__name__}' object")


class _Compress(_Stream):
    __module__ = 'zlib'
    __qualname__ = 'Compress'
    __slots__ = ('_finished',)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'zlib.Compress' instances")

    def compress(self, data, /):
        status, out, _, message = _streams.run(self._number, data, Z_NO_FLUSH, -1)
        if status not in (0, _STREAM_END):
            _fail(status, message, 'compressing data')
        return out

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b''
        status, out, _, message = _streams.run(self._number, b'', mode, -1)
        if status not in (0, _STREAM_END):
            _fail(status, message, 'flushing')
        return out

    def copy(self):
        try:
            return self._copy()
        except ValueError as e:
            raise ValueError('Inconsistent stream state') from None

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


class _Decompress(_Stream):
    __module__ = 'zlib'
    __qualname__ = 'Decompress'
    __slots__ = ('unused_data', 'unconsumed_tail', 'eof')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'zlib.Decompress' instances")

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError('max_length must be non-negative')
        return self._run(data, Z_SYNC_FLUSH, max_length or -1, 'decompressing data')

    def _run(self, data, how, most, doing):
        if self.eof:
            self.unused_data += bytes(data)
            return b''
        status, out, used, message = _streams.run(self._number, data, how, most)
        if status not in (0, _STREAM_END, -5):
            _fail(status, message, doing)
        rest = bytes(memoryview(data)[used:]) if used < len(data) else b''
        self.eof = status == _STREAM_END
        if self.eof:
            self.unused_data += rest
            self.unconsumed_tail = b''
        else:
            self.unconsumed_tail = rest
        return out

    def flush(self, length=DEF_BUF_SIZE, /):
        if length <= 0:
            raise ValueError('length must be greater than zero')
        return self._run(self.unconsumed_tail, Z_FINISH, -1, 'flushing')

    def copy(self):
        other = self._copy()
        other.unused_data, other.unconsumed_tail, other.eof = self.unused_data, self.unconsumed_tail, self.eof
        return other

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


_Compress.__name__, _Decompress.__name__ = 'Compress', 'Decompress'


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,
                strategy=Z_DEFAULT_STRATEGY, zdict=None):
    self = object.__new__(_Compress)
    self._number = 0
    self._number = _streams.deflate(level, method, wbits, memLevel, strategy, zdict or b'')
    return self


def decompressobj(wbits=MAX_WBITS, zdict=b''):
    self = object.__new__(_Decompress)
    self._number = 0
    self._number = _streams.inflate(wbits, zdict)
    self.unused_data = self.unconsumed_tail = b''
    self.eof = False
    return self


def _bytes_like(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return data if isinstance(data, (bytes, bytearray)) else memoryview(data).cast('B')


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    data = _bytes_like(data)
    if not -1 <= level <= 9:
        raise error('Bad compression level')
    stream = compressobj(level, DEFLATED, wbits)
    status, out, _, message = _streams.run(stream._number, data, Z_FINISH, -1)
    if status != _STREAM_END:
        _fail(status, message, 'compressing data')
    return out


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    data = _bytes_like(data)
    stream = decompressobj(wbits)
    status, out, _, message = _streams.run(stream._number, data, Z_SYNC_FLUSH, -1)
    if status == 0:
        _fail(-5, message, 'decompressing data')
    if status != _STREAM_END:
        _fail(status, message, 'decompressing data')
    return out


from _standin import static_names
static_names(globals())
del static_names

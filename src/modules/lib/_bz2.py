"""Data compression by bzip2."""

import _compression_streams as _streams


class BZ2Compressor:
    __module__ = '_bz2'

    def __init__(self, compresslevel=9, /):
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        self._number = _streams.bz_compress(compresslevel)
        self._flushed = False

    def __del__(self):
        _streams.close(self._number)

    def compress(self, data, /):
        if self._flushed:
            raise ValueError('Compressor has been flushed')
        return _streams.run(self._number, data, 0, -1)[1]

    def flush(self):
        if self._flushed:
            raise ValueError('Repeated call to flush()')
        self._flushed = True
        return _streams.run(self._number, b'', 1, -1)[1]

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Compressor' object")


class BZ2Decompressor:
    __module__ = '_bz2'

    def __init__(self):
        self._number = _streams.bz_decompress()
        self._rest = self.unused_data = b''
        self.eof = False
        self.needs_input = True

    def __del__(self):
        _streams.close(self._number)

    def decompress(self, data, max_length=-1):
        if self.eof:
            raise EOFError('End of stream already reached')
        data = self._rest + bytes(data)
        status, out, used, _ = _streams.run(self._number, data, 0, max_length)
        if status < 0:
            raise OSError('Invalid data stream')
        self._rest = data[used:]
        if status == 1:
            self.eof, self.unused_data, self._rest = True, self._rest, b''
            self.needs_input = False
        else:
            self.needs_input = not self._rest and not 0 <= max_length <= len(out)
        return out

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Decompressor' object")


from _standin import static_names
static_names(globals())
del static_names

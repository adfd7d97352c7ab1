"""Files as mutable bytes. The bytes are a copy, written back by flush() and close(); one process does not see another's changes."""

import operator as _operator
import os as _os

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
MAP_SHARED, MAP_PRIVATE, MAP_ANON, MAP_ANONYMOUS, MAP_DENYWRITE, MAP_EXECUTABLE = 1, 2, 32, 32, 2048, 4096
MAP_POPULATE, MAP_STACK = 32768, 131072
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED = range(5)
MADV_FREE, MADV_REMOVE, MADV_DONTFORK, MADV_DOFORK, MADV_MERGEABLE, MADV_UNMERGEABLE = range(8, 14)
MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTDUMP, MADV_DODUMP, MADV_HWPOISON = 14, 15, 16, 17, 100
PAGESIZE = ALLOCATIONGRANULARITY = 4096
error = OSError


class mmap:
    __module__ = 'mmap'

    def __new__(cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0):
        if length < 0:
            raise OverflowError('memory mapped length must be positive')
        if offset < 0:
            raise OverflowError('memory mapped offset must be positive')
        if access not in range(4):
            raise ValueError('mmap invalid access parameter.')
        if access and (flags != MAP_SHARED or prot != PROT_READ | PROT_WRITE):
            raise ValueError("mmap can't specify both access and flags, prot.")
        if offset % ALLOCATIONGRANULARITY:
            raise OSError(22, 'Invalid argument')
        self = object.__new__(cls)
        self._fd, self._offset, self._at, self._data = -1, offset, 0, None
        self._readonly = access == ACCESS_READ or not access and not prot & PROT_WRITE
        self._shared = access in (ACCESS_DEFAULT, ACCESS_WRITE) and bool(flags & MAP_SHARED) and not self._readonly
        if fileno == -1:
            self._data = bytearray(length)
            return self
        size = _os.fstat(fileno).st_size
        if length == 0:
            if size == 0:
                raise ValueError('cannot mmap an empty file')
            if offset >= size:
                raise ValueError('mmap offset is greater than file size')
            length = size - offset
        elif offset > size or size - offset < length:
            raise ValueError('mmap length is greater than file size')
        self._fd = _os.dup(fileno)
        self._data = bytearray()
        here = _os.lseek(self._fd, 0, 1)
        _os.lseek(self._fd, offset, 0)
        while len(self._data) < length and (part := _os.read(self._fd, length - len(self._data))):
            self._data += part
        _os.lseek(self._fd, here, 0)
        self._data += bytes(length - len(self._data))
        return self

    def _open(self):
        if self._data is None:
            raise ValueError('mmap closed or invalid')
        return self._data

    def _writable(self):
        data = self._open()
        if self._readonly:
            raise TypeError("mmap can't modify a readonly memory map.")
        return data

    @property
    def closed(self):
        return self._data is None

    def close(self):
        if self._data is not None:
            self.flush()
            self._data = None
            if self._fd >= 0:
                _os.close(self._fd)

    def __del__(self):
        self.close()

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc):
        self.close()

    def flush(self, offset=0, size=None, /):
        data = self._open()
        if self._shared and self._fd >= 0:
            here = _os.lseek(self._fd, 0, 1)
            _os.lseek(self._fd, self._offset, 0)
            view = memoryview(data)
            while view:
                view = view[_os.write(self._fd, view):]
            _os.lseek(self._fd, here, 0)

    def __len__(self):
        return len(self._open())

    def __getitem__(self, index):
        data = self._open()
        if isinstance(index, slice):
            return bytes(data[index])
        try:
            return data[index]
        except IndexError:
            raise IndexError('mmap index out of range') from None

    def __setitem__(self, index, value):
        data = self._writable()
        if isinstance(index, slice):
            if len(range(*index.indices(len(data)))) != len(value):
                raise IndexError('mmap slice assignment is wrong size')
            data[index] = value
            return
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value <= 255:
            raise ValueError('mmap item value must be in range(0, 256)')
        try:
            data[index] = value
        except IndexError:
            raise IndexError('mmap index out of range') from None

    def __delitem__(self, index):
        raise TypeError("mmap object doesn't support item deletion")

    def __iter__(self):
        for i in range(len(self._open())):
            yield bytes(self._open()[i:i + 1])

    def __buffer__(self):
        return self._open()

    def read(self, n=None, /):
        data = self._open()
        end = len(data) if n is None or n < 0 else min(self._at + n, len(data))
        part = bytes(data[self._at:end])
        self._at = max(self._at, end)
        return part

    def read_byte(self):
        data = self._open()
        if self._at >= len(data):
            raise ValueError('read byte out of range')
        self._at += 1
        return data[self._at - 1]

    def readline(self):
        data = self._open()
        end = data.find(b'\n', self._at)
        return self.read(None if end < 0 else end + 1 - self._at)

    def write(self, data, /):
        data, own = bytes(data), self._writable()
        if self._at + len(data) > len(own):
            raise ValueError('data out of range')
        own[self._at:self._at + len(data)] = data
        self._at += len(data)
        return len(data)

    def write_byte(self, byte, /):
        self.write(bytes([byte]))

    def seek(self, offset, whence=0, /):
        at = offset + (0, self._at, len(self._open()))[whence]
        if not 0 <= at <= len(self._data):
            raise ValueError('seek out of range')
        self._at = at

    def tell(self):
        self._open()
        return self._at

    def size(self):
        self._open()
        return _os.fstat(self._fd).st_size if self._fd >= 0 else len(self._data)

    def find(self, sub, start=None, end=None, /):
        data = self._open()
        return data.find(sub, self._at if start is None else start, len(data) if end is None else end)

    def rfind(self, sub, start=None, end=None, /):
        data = self._open()
        return data.rfind(sub, self._at if start is None else start, len(data) if end is None else end)

    def move(self, dest, src, count, /):
        data = self._writable()
        if dest < 0 or src < 0 or count < 0 or max(dest, src) + count > len(data):
            raise ValueError('source, destination, or count out of range')
        data[dest:dest + count] = data[src:src + count]

    def resize(self, newsize, /):
        data = self._writable()
        if self._fd >= 0:
            _os.ftruncate(self._fd, self._offset + newsize)
        del data[newsize:]
        data += bytes(newsize - len(data))

    def madvise(self, option, start=0, length=None, /):
        size = len(self._open())
        option, start, length = (_operator.index(n) for n in (option, start, size if length is None else length))
        if not 0 <= start < size:
            raise ValueError('madvise start out of bounds')
        if length < 0:
            raise ValueError('madvise length invalid')
        if start % PAGESIZE or not (0 <= option <= 4 or 8 <= option <= 21 or option == 100):
            raise OSError(22, 'Invalid argument')

    def __repr__(self):
        if self._data is None:
            return '<mmap.mmap closed=True>'
        access = 'ACCESS_READ' if self._readonly else 'ACCESS_DEFAULT'
        return f'<mmap.mmap closed=False, access={access}, length={len(self)}, pos={self._at}, offset={self._offset}>'


from _standin import static_names
static_names(globals())
del static_names

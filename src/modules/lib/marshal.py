"""Values as bytes in CPython's format (version 4); code objects in one of our own, which only the same version reads."""

import struct as _struct
import sys as _sys

version = 4

_SINGLE = {b'N': None, b'T': True, b'F': False, b'.': Ellipsis, b'S': StopIteration}
_CONTAINERS = {tuple: b'(', list: b'[', set: b'<', frozenset: b'>'}


def _long(value):
    sign, value = (-1, -value) if value < 0 else (1, value)
    digits = []
    while value:
        digits.append(value & 0x7fff)
        value >>= 15
    return b'l' + _struct.pack(f'<i{len(digits)}H', sign * len(digits), *digits)


class _Writer:
    def __init__(self, version):
        self.version = version
        self.out = bytearray()
        self.depth = 0

    def write(self, value):
        self.depth += 1
        if self.depth > 2000:
            raise ValueError('object too deeply nested to marshal')
        kind = type(value)
        out = self.out
        if value is None or value is True or value is False or value is Ellipsis or value is StopIteration:
            out += next(code for code, single in _SINGLE.items() if single is value)
        elif kind is int:
            out += b'i' + value.to_bytes(4, 'little', signed=True) if -2**31 <= value < 2**31 else _long(value)
        elif kind is float:
            out += self._float(value, b'g', b'f')
        elif kind is complex:
            if self.version > 1:
                out += b'y' + _struct.pack('<dd', value.real, value.imag)
            else:
                out += b'x' + self._text(value.real) + self._text(value.imag)
        elif kind is str:
            self._str(value)
        elif kind in _CONTAINERS:
            if kind is tuple and len(value) < 256 and self.version >= 4:
                out += b')' + bytes([len(value)])
            else:
                out += _CONTAINERS[kind] + len(value).to_bytes(4, 'little')
            for item in value:
                self.write(item)
        elif kind is dict:
            out += b'{'
            for key, item in value.items():
                self.write(key)
                self.write(item)
            out += b'0'
        elif kind is _Code:
            data = _sys._freeze_code(value)
            if data is None:
                raise ValueError('unmarshallable object')
            out += b'c' + len(data).to_bytes(4, 'little') + data
        else:
            try:
                data = bytes(memoryview(value))
            except TypeError:
                raise ValueError('unmarshallable object') from None
            out += b's' + len(data).to_bytes(4, 'little') + data
        self.depth -= 1

    def _text(self, value):
        text = repr(value).encode()
        return bytes([len(text)]) + text

    def _float(self, value, binary, text):
        return binary + _struct.pack('<d', value) if self.version > 1 else text + self._text(value)

    def _str(self, value):
        if value.isascii() and self.version >= 4:
            if len(value) < 256:
                self.out += b'z' + bytes([len(value)]) + value.encode()
            else:
                self.out += b'a' + len(value).to_bytes(4, 'little') + value.encode()
        else:
            data = value.encode('utf-8', 'surrogatepass')
            self.out += b'u' + len(data).to_bytes(4, 'little') + data


class _Reader:
    def __init__(self, data):
        self.data = data
        self.pos = 0
        self.refs = []
        self.depth = 0

    def take(self, n):
        start = self.pos
        self.pos = start + n
        if self.pos > len(self.data):
            raise EOFError('marshal data too short')
        return self.data[start:self.pos]

    def size(self):
        n = int.from_bytes(self.take(4), 'little', signed=True)
        if n < 0:
            raise ValueError('bad marshal data (size out of range)')
        return n

    def read(self):
        self.depth += 1
        if self.depth > 2000:
            raise ValueError('recursion limit exceeded')
        code = self.take(1)[0]
        keep, code = code & 0x80, bytes([code & 0x7f])
        place = len(self.refs)
        if keep and code not in _SINGLE and code != b'0':
            self.refs.append(None)
        else:
            keep = 0
        value = self._value(code, place if keep else None)
        if keep:
            self.refs[place] = value
        self.depth -= 1
        return value

    def _value(self, code, place):
        if code in _SINGLE:
            return _SINGLE[code]
        if code == b'0':
            return _NULL
        if code == b'i':
            return int.from_bytes(self.take(4), 'little', signed=True)
        if code == b'l':
            return self._long()
        if code == b'g':
            return _struct.unpack('<d', self.take(8))[0]
        if code == b'y':
            return complex(*_struct.unpack('<dd', self.take(16)))
        if code == b'f':
            return self._text()
        if code == b'x':
            return complex(self._text(), self._text())
        if code == b's':
            return bytes(self.take(self.size()))
        if code in b'ut':
            return self.take(self.size()).decode('utf-8', 'surrogatepass')
        if code in b'aA':
            return self.take(self.size()).decode('latin-1')
        if code in b'zZ':
            return self.take(self.take(1)[0]).decode('latin-1')
        if code == b'r':
            place = self.size()
            if place >= len(self.refs):
                raise ValueError('bad marshal data (invalid reference)')
            return self.refs[place]
        if code in b')(':
            count = self.take(1)[0] if code == b')' else self.size()
            return tuple([self._item() for _ in range(count)])
        if code in b'[<>':
            count = self.size()
            if code == b'[':
                value = []
                if place is not None:
                    self.refs[place] = value
                for _ in range(count):
                    value.append(self._item())
                return value
            items = [self._item() for _ in range(count)]
            return set(items) if code == b'<' else frozenset(items)
        if code == b'{':
            value = {}
            if place is not None:
                self.refs[place] = value
            while (key := self.read()) is not _NULL:
                item = self.read()
                if item is _NULL:
                    break
                value[key] = item
            return value
        if code == b'c':
            value = _sys._thaw_code(bytes(self.take(self.size())))
            if value is not None:
                return value
        raise ValueError('bad marshal data (unknown type code)')

    def _item(self):
        value = self.read()
        if value is _NULL:
            raise TypeError('NULL object in marshal data for tuple')
        return value

    def _text(self):
        return float(self.take(self.take(1)[0]).decode())

    def _long(self):
        n = int.from_bytes(self.take(4), 'little', signed=True)
        value = 0
        for i in range(abs(n)):
            digit = int.from_bytes(self.take(2), 'little')
            if digit > 0x7fff:
                raise ValueError('bad marshal data (digit out of range in long)')
            value |= digit << (15 * i)
        return -value if n < 0 else value


_NULL = object()
_Code = type(_Writer.write.__code__)


def dumps(value, version=version, /):
    writer = _Writer(version)
    writer.write(value)
    return bytes(writer.out)


def dump(value, file, version=version, /):
    return file.write(dumps(value, version))


def loads(data, /):
    value = _Reader(bytes(memoryview(data))).read()
    if value is _NULL:
        raise TypeError('NULL object in marshal data for object')
    return value


def load(file, /):
    data = file.read()
    reader = _Reader(data)
    value = reader.read()
    if reader.pos < len(data):
        file.seek(reader.pos - len(data), 1)
    return value

"""Bytes as text: hexadecimal, base64, crc32."""

import _digest
from zlib import crc32

_ALPHABET = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f'argument should be bytes, buffer or ASCII string, not {type(data).__name__!r}') from None


def _octets(data):
    try:
        return data if data.__class__ is bytes else bytes(memoryview(data))
    except TypeError:
        raise TypeError(f'a bytes-like object is required, not {type(data).__name__!r}') from None


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _octets(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


b2a_hex = hexlify


def unhexlify(hexstr, /):
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error('Odd-length string')
    if not all(c in b'0123456789abcdefABCDEF' for c in data):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(data.decode())


a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    text = _digest.base64(_octets(data))
    return text + b'\n' if newline else text


def _check_strictly(data):
    """What `a2b_base64` does not overlook in strict mode."""
    if not data:
        return
    if data[0] == 61:
        raise Error('Leading padding not allowed')
    digits = len(data.rstrip(b'='))
    pads = len(data) - digits
    for i, c in enumerate(data):
        if c == 61 and i < digits:
            left = data[i:].lstrip(b'=')
            if left and i % 4 >= 2 and i + len(data[i:]) - len(left) >= i - i % 4 + 4:
                raise Error('Excess data after padding')
            raise Error('Discontinuous padding not allowed')
        if c != 61 and c not in _VALUES:
            raise Error('Only base64 data is allowed')
    if pads and digits % 4 in (0, 1) or pads > 2 and digits % 4 != 1 or digits % 4 == 3 and pads > 1:
        raise Error('Excess data after padding')


def a2b_base64(data, /, *, strict_mode=False):
    if strict_mode:
        _check_strictly(_ascii(data))
    out = bytearray()
    bits = count = pads = 0
    for c in _ascii(data):
        if c == 61:
            pads += 1
            if count % 4 >= 2 and count % 4 + pads >= 4:
                return bytes(out)
            continue
        value = _VALUES.get(c)
        if value is None:
            continue
        pads = 0
        bits = (bits << 6 | value) & 0xffffff
        count += 1
        # The second, third and fourth digit complete a byte each, with 4, 2 and 0 bits left over.
        if count % 4 != 1:
            out.append(bits >> (-2 * count) % 8 & 255)
    if count % 4 == 1:
        raise Error('Invalid base64-encoded string: number of data characters '
                    f'({count}) cannot be 1 more than a multiple of 4')
    if count % 4:
        raise Error('Incorrect padding')
    return bytes(out)


def crc_hqx(data, crc, /):
    for byte in _octets(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xffff
    return crc & 0xffff


def a2b_uu(data, /):
    data = _ascii(data)
    if not data:
        return b'\0' * 32
    count = data[0] - 32 & 63
    values = []
    for c in data[1:].rstrip(b'\r\n'):
        if not 32 <= c <= 96:
            raise Error('Illegal char' if len(values) * 3 < count * 4 else 'Trailing garbage')
        values.append(c - 32 & 63)
    needed = -(-count * 4 // 3)
    if any(values[needed:]):
        raise Error('Trailing garbage')
    values = values[:needed] + [0] * (needed - len(values) + 4)
    out = bytearray()
    for i in range(0, needed, 4):
        a, b, c, d = (values[i:i + 4] + [0] * 4)[:4]
        out += bytes(((a << 2 | b >> 4) & 255, (b << 4 | c >> 2) & 255, (c << 6 | d) & 255))
    return bytes(out[:count])


def b2a_uu(data, /, *, backtick=False):
    data = _octets(data)
    if len(data) > 45:
        raise Error('At most 45 bytes at once')
    out = [len(data)]
    for i in range(0, len(data), 3):
        a, b, c = (data[i:i + 3] + b'\0\0')[:3]
        out += [a >> 2, (a << 4 | b >> 4) & 63, (b << 2 | c >> 6) & 63, c & 63]
    return bytes(96 if backtick and not n else n + 32 for n in out) + b'\n'


def a2b_qp(data, header=False):
    data = _ascii(data)
    out, i, n = bytearray(), 0, len(data)
    digits = b'0123456789abcdefABCDEF'
    while i < n:
        c = data[i]
        i += 1
        if c == 61:
            if i >= n:
                break
            if data[i] in b'\r\n':
                if data[i] != 10:
                    while i < n and data[i] != 10:
                        i += 1
                i += 1
            elif data[i] == 61:
                out.append(61)
                i += 1
            elif i + 1 < n and data[i] in digits and data[i + 1] in digits:
                out.append(int(data[i:i + 2], 16))
                i += 2
            else:
                out.append(61)
        else:
            out.append(32 if header and c == 95 else c)
    return bytes(out)


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    data = _octets(data)
    n = len(data)
    first = data.find(b'\n')
    crlf = first > 0 and data[first - 1] == 13
    end_of_line = b'\r\n' if crlf else b'\n'
    out, line, i = bytearray(), 0, 0
    while i < n:
        c = data[i]
        following = data[i + 1] if i + 1 < n else None
        ends = c == 13 and following == 10
        if (c > 126 or c == 61 or header and c == 95
                or c == 46 and line == 0 and (following is None or following in b'\n\r\0')
                or not istext and c in b'\r\n'
                or c in b'\t ' and i + 1 == n
                or c < 33 and c not in b'\r\n\t '
                or c < 33 and c not in b'\r\n' and (quotetabs or not quotetabs and c not in b'\t ')):
            if line + 3 >= 76:
                out += b'=' + end_of_line
                line = 0
            out += b'=%02X' % c
            line += 3
            i += 1
        elif istext and (c == 10 or ends):
            if out and out[-1] in b'\t ':
                last = out.pop()
                out += b'=%02X' % last
            out += end_of_line
            line = 0
            i += 2 if ends else 1
        else:
            if following is not None and following != 10 and line + 1 >= 76:
                out += b'=' + end_of_line
                line = 0
            out.append(95 if header and c == 32 else c)
            line += 1
            i += 1
    return bytes(out)

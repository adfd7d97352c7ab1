"""Bytes as text: hexadecimal, base64, crc32."""

_ALPHABET = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}
_crc_table = []


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
    return bytes(data)


def hexlify(data, sep=None, bytes_per_sep=1):
    data = bytes(data)
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
    data = bytes(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b'\0'), 'big')
        out += bytes((_ALPHABET[n >> 18], _ALPHABET[n >> 12 & 63], _ALPHABET[n >> 6 & 63], _ALPHABET[n & 63]))
        if len(chunk) < 3:
            out[len(chunk) - 3:] = b'=' * (3 - len(chunk))
    return bytes(out + b'\n' if newline else out)


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


def crc32(data, value=0, /):
    if not _crc_table:
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ 0xedb88320 if n & 1 else n >> 1
            _crc_table.append(n)
    value ^= 0xffffffff
    for byte in bytes(data):
        value = value >> 8 ^ _crc_table[(value ^ byte) & 255]
    return value ^ 0xffffffff

"""mmap, and what a file shows of it."""

import binascii
import mmap
import os
import platform
import quopri
import tempfile

path = tempfile.mkstemp()[1]
with open(path, 'wb') as f:
    f.write(b'Hello Python!\nsecond line\n')
with open(path, 'r+b') as f, mmap.mmap(f.fileno(), 0) as m:
    print(m.readline(), m[:5], m[0], len(m), m.tell(), m.find(b'line'), m.rfind(b'l'))
    m[6:12] = b'world '
    m.seek(0)
    print(m.readline(), m.read(3), m.size(), 'x' in 'xyz', list(m[:3]))
    for action in (lambda: m.write(bytes(100)), lambda: m[1000], lambda: m.__setitem__(slice(0, 2), b'x'), lambda: m.seek(-1)):
        try:
            action()
        except (ValueError, IndexError) as e:
            print(type(e).__name__, e)
    m.flush()
print(m.closed, open(path, 'rb').read())
with open(path, 'rb') as f:
    m = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        m[0] = 1
    except TypeError as e:
        print(e)
    m.close()
    try:
        m.read()
    except ValueError as e:
        print(e)
os.remove(path)
anonymous = mmap.mmap(-1, 10)
anonymous.write(b'abc')
print(anonymous[:5])

print(binascii.b2a_uu(b'hello there'), binascii.a2b_uu(binascii.b2a_uu(b'hello there')), binascii.crc_hqx(b'123456789', 0))
text = 'caf\xe9 = tea \t\nnext. line' + 'x' * 80 + '\n.\n'
encoded = binascii.b2a_qp(text.encode())
print(encoded, binascii.a2b_qp(encoded) == text.encode(), binascii.b2a_qp(b'a b_c', header=True), binascii.b2a_qp(b'\tx ', quotetabs=True))
print(quopri.encodestring(b'\xff a=b'), quopri.decodestring(b'a=\nb=3D'))
print(platform.python_version(), platform.python_version_tuple()[:2], bool(platform.platform()))

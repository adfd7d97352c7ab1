"""mmap: offsets, advice, what it says of wrong arguments."""
import mmap
import os
import tempfile

PAGE = mmap.PAGESIZE


def try_(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except (OSError, TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


m = mmap.mmap(-1, 10000)
for args in (0,), (99,), (0, -1), (0, 10000), (0, PAGE), (0, 1), (0, 0, -1), (0, PAGE, 99999), ("a",), (0, "a"):
    try_(m.madvise, *args)
m.close()
try_(m.madvise, 0)

with tempfile.TemporaryDirectory() as top:
    name = os.path.join(top, "mapped")
    with open(name, "wb") as f:
        f.write(b"a" * PAGE + b"line1\nline2\nlast")
    f = open(name, "r+b")
    m = mmap.mmap(f.fileno(), 0, offset=PAGE)
    print(len(m), m.size() - PAGE, m.readline(), m.readline(), m.readline(), m.readline(), m.find(b"last", 0))
    m[0:4] = b"LINE"
    m.flush()
    m.close()
    for length, offset in (0, PAGE + 1), (0, -PAGE), (0, 4 * PAGE), (100, PAGE), (-1, 0):
        try_(mmap.mmap, f.fileno(), length, offset=offset)
    f.truncate(PAGE + 16)
    f.close()
    with open(name, "rb") as f:
        f.seek(PAGE)
        print(f.read())

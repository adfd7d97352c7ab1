# large
"""Files are streams on descriptors: who else sees what is written, places in texts, encodings, open()'s arguments."""
import io
import os
import pathlib
import random
import tempfile

random.seed(3)
top = tempfile.mkdtemp()
P = os.path.join(top, "f")


def put(data):
    with open(P, "wb") as f:
        f.write(data)


def got():
    with open(P, "rb") as f:
        return f.read()


def try_(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        print(result if isinstance(result, (int, str, bytes)) else type(result).__name__)
    except (OSError, TypeError, ValueError, LookupError, OverflowError) as e:
        print(type(e).__name__, str(e).replace(top, "top"))


# Places: whatever was told can be gone to again.
for enc in "utf-8", "utf-16", "latin-1", "utf-32", "cp1252":
    for newline in None, "", "\n", "\r\n", "\r":
        data = "".join(random.choice("abé\r\n") for _ in range(60))
        put(data.encode(enc))
        with open(P, encoding=enc, newline=newline) as f:
            places = [(f.tell(), f.read(3) if i % 2 else f.readline()) for i in range(30)]
            plain = [p for p, _ in places if p < 2**64]
            again = []
            for p, s in random.sample(places, len(places)):
                f.seek(p)
                again.append(f.read(len(s)) == s)
            print(enc, repr(newline), len(plain), all(again), f.newlines)
        with open(P, "w", encoding=enc, newline=newline) as f:
            f.write(data)
            f.write("end")
        with open(P, "a", encoding=enc, newline=newline) as f:
            f.write("more")
        print(got()[:8], got()[-16:], len(got()))
put(b"\nq\r")
with open(P) as f:
    print(repr(f.readline()), repr(f.readline()), f.seek(0), repr(f.readline()))
put(b"a\r\nb\r\n")
with open(P) as f:
    print(repr(f.readline()), f.tell(), repr(f.readline()), f.tell(), f.seek(3), repr(f.read()))

# What is not decodable, and what not encodable.
for enc in "utf-8", "latin-1", "ascii", "utf-8-sig", "koi8-r":
    for errors in None, "ignore", "replace", "surrogateescape", "backslashreplace":
        put(b"caf\xe9 \xff\xfe\n\x81\x8d")
        with open(P, encoding=enc, errors=errors) as f:
            try:
                print(enc, errors, ascii(f.read()))
            except UnicodeError as e:
                print(enc, errors, e)
        with open(P, "w", encoding=enc, errors=errors) as f:
            try:
                print(f.write("é€ж\udc81x\n"))
            except UnicodeError as e:
                print(e)

# Who else sees it.
f = open(P, "w")
f.write("x" * 10)
print(f.flush(), os.path.getsize(P))
f.write("y" * 9000)
print(f.close(), os.path.getsize(P))
a, b = open(P, "w"), open(P)
print(a.write("one\n"), a.flush(), repr(b.readline()), repr(b.readline()), a.write("two\n"), a.flush(), repr(b.readline()))
a.close()
f, g = open(P, "a"), open(P, "a")
f.write("f1\n"), g.write("g1\n"), f.flush(), g.flush(), f.write("f2\n"), f.close(), g.close()
print(got())
with open(P, "r+") as f:
    print(repr(f.readline()), f.tell(), f.seek(0), f.write("ONE"), f.seek(0, 2), f.write("end"))
with open(P, "rb+") as f:
    print(f.read(2), f.write(b"QQ"), f.read(2), f.tell())
print(got())
with open(P) as f:
    next(f)
    try_(f.tell)
    print(os.read(f.fileno(), 5))
f = open(P, "w")
os.unlink(P)
f.write("gone")
f.close()
print(os.path.exists(P))
r, w = os.pipe()
with open(r) as reader, open(w, "w") as writer:
    writer.write("via a pipe\nmore")
    writer.close()
    print(reader.seekable(), repr(reader.readline()), reader.read())
    try_(reader.tell)


# Raw streams of the program's own.
class Source(io.RawIOBase):
    def __init__(self):
        self.parts = [b"ab\n", b"c", b"", b"d"]

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.parts.pop(0) if self.parts else b""
        buffer[: len(part)] = part
        return len(part)


class Sink(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        print("raw write", bytes(data))
        return len(data)


print(list(io.TextIOWrapper(io.BufferedReader(Source()))), io.BufferedReader(Source()).read(), Source().read(2), Source().readall())
w = io.BufferedWriter(Sink(), 4)
for data in b"ab", b"cd", b"e", b"0123456789":
    w.write(data)
w.close()
for options in {"line_buffering": True}, {"write_through": True}, {}:
    with io.TextIOWrapper(io.BufferedWriter(Sink()), **options) as t:
        t.write("a")
        t.write("b\n")
        print("written")
reader = io.BufferedReader(io.BytesIO(b"0123456789" * 3), 5)
print(reader.peek()[:3], reader.read(7), reader.read1(2), reader.readline(4), reader.tell(), reader.seek(-2, 1), reader.read())

# Closed ones, and buffers that cannot be filled.
s, b = io.StringIO("abc"), io.BytesIO(b"hello")
octets = bytearray(4)
print(b.readinto(octets), octets, b.readinto1(octets), octets, b.readinto(bytearray()))
try_(b.readinto, b"xxxx")
try_(b.write, 5)
try_(s.seek, 1.5)
s.close(), b.close()
print(s.flush())
for method in s.readable, s.isatty, s.read, b.flush, b.writable, b.getvalue:
    try_(method)
try_(s.write, b"x")

put(b"abc\n")
for args in ("q",), ("",), ("rw",), ("rr",), ("bt",), ("U",), (5,), (None,), ("r", 0), ("rb", 0), ("r", "a"), ("r", 1.5), ("r", 2**40):
    try_(open, P, *args)
for kwargs in (
    {"mode": "rb", "encoding": "utf-8"}, {"mode": "rb", "newline": "\n"}, {"encoding": "bogus"}, {"encoding": "hex"}, {"encoding": 5},
    {"errors": 5}, {"newline": "x"}, {"newline": b"\n"}, {"closefd": False}, {"foo": 1}, {"opener": lambda p, f: -1}, {"encoding": ""},
    {"mode": "x"}, {"encoding": "locale"},
):
    try_(open, P, **kwargs)
for file in 5.5, None, [], -1, 99, b"/no/such", "", "\0", top, pathlib.Path(P):
    try_(open, file)
try_(open)
with open(P, "w") as f, open(P, "rb") as g, open(P, "rb", 0) as raw:
    print(str([f, f.buffer, g, g.raw, raw]).replace(top, "top"), f.mode, f.buffer.mode, g.mode)
for i in range(3000):
    open(P).readline()
os.unlink(P)
os.rmdir(top)

# What a file that nobody closed has to write is there for whoever looks.
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "dropped")
    open(path, "w").write("hello\n")
    print(os.path.getsize(path), os.stat(path).st_size)
    print("more", file=open(path, "a"))
    print(os.path.getsize(path), open(path).read().split())

# Classes of io as base classes, places in texts that are not ASCII, what closed files say.
import io
import os
import tarfile
import tempfile


class Raw(io.RawIOBase):
    left = 3

    def readable(self):
        return True

    def readinto(self, buffer):
        if self.left == 0:
            return 0
        self.left -= 1
        buffer[:2] = b"xy"
        return 2


class Reader(io.BufferedReader):
    def __init__(self, *args):
        print("made with", args)
        super().__init__(Raw())


r = Reader(1, 2)
print(r.read(), isinstance(r, io.BufferedReader), isinstance(r, io.IOBase), io.BufferedReader(Raw()).read1(3))
w = io.BufferedWriter(below := io.BytesIO())
w.write(b"abc")
print(below.getvalue(), w.flush(), below.getvalue())
decoder = io.IncrementalNewlineDecoder(None, True)
print(repr(decoder.decode("a\r\nb\r")), repr(decoder.decode("", True)))
print(io.TextIOWrapper(io.BufferedReader(Raw())).read())
archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w:gz") as t:
    info = tarfile.TarInfo("f")
    info.size = 3
    t.addfile(info, io.BytesIO(b"abc"))
archive.seek(0)
print(tarfile.open(fileobj=archive).extractfile("f").read())

path = tempfile.mktemp()
with open(path, "w", encoding="utf-8") as f:
    print(f.write("h\u00e9llo\nw\u00f6rld\n"), f.tell())
with open(path, encoding="utf-8") as f:
    print(f.tell(), ascii(f.readline()), f.tell())
    place = f.tell()
    print(ascii(f.read()), f.seek(place), ascii(f.read(2)), f.tell())
    f.seek(0)
    for line in f:
        try:
            f.tell()
        except OSError as e:
            print(e)
    print(f.tell())
    for arguments in ((1, 1), (-1, 2), (0, 1), (0, 2), (5, 7), (-1,)):
        try:
            print(f.seek(*arguments))
        except (OSError, ValueError) as e:
            print(type(e).__name__, e)
for mode in ("rb", "r", "wb", "w", "r+b"):
    f = open(path, mode)
    print(type(f).__name__, isinstance(f, io.BufferedReader), isinstance(f, io.TextIOWrapper))
    f.close()
    for name, arguments in (("read", ()), ("readline", ()), ("write", (b"x" if "b" in mode else "x",)), ("seek", (0,))):
        try:
            getattr(f, name)(*arguments)
        except (ValueError, OSError) as e:
            print(mode, name, type(e).__name__, e)
os.remove(path)

# What is an instance of which class of io.
import sys

NAMES = ("IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase", "FileIO", "TextIOWrapper", "BufferedReader", "BufferedWriter",
         "BufferedRandom", "BytesIO", "StringIO")


def kinds(f):
    ours = [name for name in NAMES if isinstance(f, getattr(io, name))]
    assert ours == [name for name in NAMES if issubclass(type(f), getattr(io, name))]
    return type(f).__name__, ours


with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "file")
    for mode in ("w", "r", "w+", "wb", "rb", "r+b", "ab"):
        with open(name, mode) as f:
            print(mode, *kinds(f), *(() if "b" in mode else kinds(f.buffer)))
    with open(name, "rb", buffering=0) as f:
        print(*kinds(f))
for f in (sys.stdin, sys.stdin.buffer, sys.stdout, io.StringIO(), io.BytesIO(), io.TextIOWrapper(io.BytesIO()), 3, "x"):
    print(*kinds(f))

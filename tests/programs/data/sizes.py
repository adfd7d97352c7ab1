# Ints that are too large (or negative) for indices, sizes, counts and C ints: which error, and in which words.
import array
import bisect
import collections
import itertools
import operator
import re
import struct

BIG = 1 << 70
CALLS = [
    lambda: [1].insert(BIG, 5),
    lambda: [1].pop(-BIG),
    lambda: bytearray(b"a").insert(BIG, 5),
    lambda: bytearray(b"a").pop(BIG),
    lambda: [1][BIG],
    lambda: (1,)[BIG],
    lambda: "abc"[BIG],
    lambda: memoryview(b"a")[BIG],
    lambda: array.array("i", [1])[BIG],
    lambda: collections.deque([1])[BIG],
    lambda: [1] * BIG,
    lambda: "a" * BIG,
    lambda: b"a" * BIG,
    lambda: bytes(BIG),
    lambda: "a".center(BIG),
    lambda: "a".zfill(BIG),
    lambda: b"a".ljust(BIG),
    lambda: "a".replace("a", "b", BIG),
    lambda: b"a".split(b"a", BIG),
    lambda: "a".expandtabs(1 << 40),
    lambda: b"a".expandtabs(BIG),
    lambda: "a".splitlines(1 << 40),
    lambda: b"a".hex(":", 1 << 40),
    lambda: re.compile("a", 1 << 40),
    lambda: re.sub("a", "b", "c", BIG),
    lambda: object().__reduce_ex__(BIG),
    lambda: (5).to_bytes(BIG, "big"),
    lambda: int.from_bytes([BIG], "big"),
    lambda: array.array("i").insert(BIG, 1),
    lambda: collections.deque(maxlen=BIG),
    lambda: collections.deque([1]).rotate(BIG),
    lambda: collections.deque([1]).insert(-BIG, 1),
    lambda: itertools.repeat(1, BIG),
    lambda: itertools.product([1], repeat=BIG),
    lambda: itertools.combinations([1], BIG),
    lambda: itertools.permutations([1], BIG),
    lambda: bisect.bisect([1], 1, BIG),
    lambda: operator.length_hint(3, BIG),
    lambda: struct.unpack_from("b", b"a", BIG),
    lambda: struct.pack_into("b", bytearray(1), BIG, 1),
    lambda: iter([1]).__setstate__(BIG),
    lambda: memoryview(b"abc").cast("b", [BIG]),
]
for i, call in enumerate(CALLS):
    try:
        print(i, call())
    except Exception as error:
        print(i, type(error).__name__, error)
print(hash(""), hash(b""), {"": 1}[""], {"": 2, "a": 3}.get(""))


class Empty:
    def __hash__(self):
        return hash("")

    def __eq__(self, other):
        return other == ""


print({"": 4}[Empty()], {Empty(): 5}[""])
grown = bytearray(b"1234")
for change in (lambda: grown.__iadd__(grown), lambda: grown.extend(grown), lambda: grown.__setitem__(slice(1, 3), grown)):
    try:
        change()
    except BufferError as e:
        print(e)
    print(grown)

"""sys.getsizeof tells CPython's sizes."""
import array
import collections
import datetime
import decimal
import io
import itertools
import sys
import types


class Plain:
    def __init__(self):
        self.a = 1


class Slots:
    __slots__ = ("x", "y")


class Below(Slots):
    pass


class Weak:
    __slots__ = ("x", "__weakref__")


class Nothing:
    __slots__ = ()


class MyList(list):
    pass


class MyDict(dict):
    pass


class MyInt(int):
    pass


class MyTuple(tuple):
    pass


class MyError(Exception):
    pass


class MyFloat(float):
    pass


def generate():
    yield


Point = collections.namedtuple("Point", "a b")
values = [
    0, 1, 2**30, 2**60, -1, 2**100, True, None, 1.5, 1j, "", "a", "é", "Ā", "😀", b"", b"abc", bytearray(), bytearray(b"abc"), (), (1,),
    (1, 2, 3), [], [1], [1, 2, 3], [0] * 10, {}, {1: 2}, {"a": 1}, {i: i for i in range(10)}, dict(a=1, b=2), set(), {1}, frozenset(),
    range(10), slice(1), Plain(), Slots(), Below(), Weak(), Nothing(), MyList(), MyDict(), MyInt(1), MyTuple((1, 2)), MyError(), MyFloat(1),
    generate, len, [].append, Plain().__init__, generate(), iter([]), iter({}), {}.keys(), enumerate([]), zip([]), map(len, []),
    object(), int, type, Plain, Slots, sys, property(), staticmethod(len), Exception(), ValueError("a"), OSError(1, "a"), StopIteration(1),
    memoryview(b"a"), ..., NotImplemented, collections.deque(), collections.deque(range(100)), collections.defaultdict(int),
    collections.Counter(), types.SimpleNamespace(a=1), itertools.count(), itertools.chain(), array.array("i"), array.array("i", [1, 2]),
    io.StringIO(), io.BytesIO(), datetime.date.today(), datetime.datetime.now(), datetime.timedelta(1), decimal.Decimal(1),
    Plain.__dict__, "x" * 1000, tuple(range(20)), set(range(100)), Point(1, 2),
]
for v in values:
    print(type(v).__name__, sys.getsizeof(v), type(v).__basicsize__, type(v).__itemsize__)
grown, filled, named, members = [], {}, {}, set()
sizes = []
for i in range(100):
    grown.append(i), filled.update({i: i}), named.update({str(i): i}), members.add(i)
    sizes.append((sys.getsizeof(grown), sys.getsizeof(filled), sys.getsizeof(named), sys.getsizeof(members)))
print(sizes)


class Says:
    def __init__(self, size):
        self.size = size

    def __sizeof__(self):
        return self.size


for args in (Says(5),), (Says(5), 7), (Says(-5),), (Says("a"),), (Says("a"), 7), (), (1, 2, 3):
    try:
        print(sys.getsizeof(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(sys.getsizeof(object=1), sys.getsizeof(1, default=3), (1).__sizeof__(), [].__sizeof__(), object().__sizeof__())

# What gc tells of objects: which it looks at, what they refer to, what refers to them.
import gc
import types


class A:
    pass


class S:
    __slots__ = ('x',)


class Text(str):
    pass


a = A()
a.x = [1]
s = S()
s.x = a
for v in (1, 'x', b'x', 1.0, 1j, (), (a,), [], {}, {1: 2}, {1: []}, {1: {}}, set(), frozenset(), range(3), slice(1), bytearray(),
          memoryview(b''), lambda: 0, (lambda: 0).__code__, len, A, a, s, A.__dict__, types.SimpleNamespace(), iter([]), object(), None,
          gc, property(), Exception(), type, int, [].append, types.CellType(1), (i for i in ()), map(len, []), zip(), enumerate([]), Text()):
    print(type(v).__name__, gc.is_tracked(v), end='; ')
print()
print(gc.get_referents([1, 2, 'a', [3]]), gc.get_referents({'a': 1, 'b': [2]}), gc.get_referents({1: 2, 'b': [2]}))
print(gc.get_referents((1, a), {2}) == [a, 1, 2], gc.get_referents(1, 'x'), gc.get_referents())
print(sorted(type(x).__name__ for x in gc.get_referents(s)), a.x in gc.get_referents(a), A in gc.get_referents(a))


def kinds(v):
    return sorted(type(x).__name__ for x in gc.get_referrers(v))


print(kinds(a), any(x is s for x in gc.get_referrers(a)))
l, d, t = [a], {'k': a}, (a, 1)
print(kinds(a), gc.get_referrers())


def outer():
    local = []
    return lambda: local


f = outer()
print(kinds(f.__closure__[0]), kinds(f()), [x for x in gc.get_referrers(A) if isinstance(x, A)] == [a])
objects = gc.get_objects()
print(any(x is a for x in objects), any(x is A for x in objects), any(type(x) in (int, str, types.CodeType) for x in objects))
for generation in (3, -1, -2, None):
    try:
        print(len(gc.get_objects(generation)) > 100)
    except ValueError as e:
        print(e)

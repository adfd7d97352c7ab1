# A list that takes part in two comparisons is a list in both.
print(3 in [3, 4] in [[3, 4]], 3 in [3, 4] not in [[3, 4]], 1 in {1} == {1})


# An exception thrown into a generator that has not started meets none of its handlers.
def generator():
    try:
        yield 1
    except ValueError:
        yield 2


fresh = generator()
try:
    print(fresh.throw(ValueError("early")))
except ValueError as e:
    print(e, list(fresh))
started = generator()
next(started)
print(started.throw(ValueError("late")))


class Meta(type):
    pass


class Class(metaclass=Meta):
    pass


print(type(Class.__dict__), type(vars(Class)))


def starred(*args: *tuple[int, ...]):
    pass


print(starred.__annotations__, *tuple[int, str], next(iter(tuple[int])) == tuple[int], next(iter(list[int])).__unpacked__)


# Sets whose items change them while they are compared.
class Item:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return True


target = set()
target.add(Item(target))
target.discard(Item(target))
print(target, len(target))
other = {Item(target) for _ in range(1)}
target.update(other)
target ^= {Item(target)}
print(len(target) <= 2)


async def numbers():
    yield 1


async def main():
    source = numbers()
    return await anext(source, "none"), await anext(source, "none")


coroutine = main()
print(hasattr(coroutine, "__await__"), type(coroutine.__await__()).__name__)
try:
    coroutine.send(None)
except StopIteration as e:
    print(e.value)


# Methods of generators taken from them.
def pair():
    yield 1
    yield 2


take, give = pair().__next__, pair().send
print(take(), take(), give(None))

# A list in the middle of a chain is compared by `in` and by what follows, also where the chain is a condition.
if 3 in [3, 4] not in [[3, 4]]:
    print("not in")
elif 3 in [3, 4] in [[3, 4]]:
    print("in")

# Registering with an abstract class changes no built-in class: bytes are a Sequence, and match no sequence pattern.
import codeop
import collections.abc

print(isinstance(b"x", collections.abc.Sequence))
for subject in (b"x", bytearray(b"x"), "x", range(1), memoryview(b"x")):
    match subject:
        case [_]:
            print(type(subject).__name__, "matches")
        case _:
            print(type(subject).__name__, "does not match")

# The last line of a text has its own newline only, except where a whole file is meant.
for source in ("f(a for a in b, c)", "1 +", "1 +\n"):
    for mode in ("exec", "eval", "single"):
        try:
            compile(source, "f", mode)
        except SyntaxError as e:
            print(mode, repr(e.text))


# What the methods called do to their operands
class Emptying:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target().clear()
        return NotImplemented


one, two = [Emptying(lambda: two)], [Emptying(lambda: one)]
print(one == two)
one, two = [Emptying(lambda: one)], [1]
print(one == two, one)
one.append(Emptying(lambda: one))
print(one < two, one)


class Octets(bytes):
    pass


class Encoded(str):
    def __bytes__(self):
        return Octets(b"q")


print(type(bytes(Encoded("a"))), bytes(Encoded("a"), "utf8"), b"%b" % Octets(b"o"))
try:
    bytes(Encoded("a"), errors="strict")
except TypeError as e:
    print(e)

# One statement may lack its newline, its block then ends with the text.
for source in ("if 1:\n  x", "if 1:\n  x  # c", "if 1:\n  if 2:\n    x\n  y", "if 1:\n  x;", "@a\nclass A:\n  def f(self):\n    pass",
               "if 1:\n  x\nelse:\n  y", "try:\n  x\nfinally:\n  y", "match x:\n  case 1:\n    y", "async def f():\n  pass",
               "if 1:\n  x=", "if 1:\n  x\n# c", "if 1:\n  x\nelse: y", "if 1:\n  x\ny", "if 1:\n  x y", "if 1: x", "if 1: x\n"):
    try:
        compile(source, "f", "single")
        print(repr(source))
    except SyntaxError as e:
        print(repr(source), e, e.lineno, e.offset)
    print(codeop.compile_command(source) is None if "x y" not in source and "x=" not in source and "\ny" not in source else "")

# The module of the future is it in a relative import, too.
for source in ("from .__future__ import division", "from ..__future__ import what", "from . import __future__", "from .__future__ import braces",
               "x = 1\nfrom .__future__ import division"):
    try:
        compile(source, "f", "exec")
        print(source)
    except SyntaxError as e:
        print(e, e.offset)

# large
import contextlib
import dataclasses
import enum
import typing


class Colour(enum.Enum):
    RED = 1
    BLUE = enum.auto()


class Mode(enum.Flag):
    READ = 1
    WRITE = 2


print(Colour.RED, repr(Colour(2)), list(Colour), Mode.READ | Mode.WRITE)


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = dataclasses.field(default_factory=list)


print(Item('a'), Item('a') < Item('b'), dataclasses.asdict(Item('c', 2.0, ['x'])))


@contextlib.contextmanager
def managed(name):
    print('enter', name)
    try:
        yield name
    finally:
        print('exit', name)


with managed('m') as m, contextlib.suppress(ZeroDivisionError):
    1 / 0
T = typing.TypeVar('T')


class Box(typing.Generic[T]):
    pass


print(typing.Optional[int], Box[int], typing.get_type_hints(Item)['price'])

# Flags take no bits that are not theirs.
import enum


class Permission(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    RW = R | W


class Wide(enum.Flag, boundary=enum.CONFORM):
    A = 1


for call in (
    lambda: Permission(8),
    lambda: Permission(3),
    lambda: Permission.R | Permission.W,
    lambda: ~Permission.R,
    lambda: Permission(-1),
    lambda: Wide(9),
    lambda: Permission.R ^ Permission.RW,
    lambda: Permission(0),
    lambda: list(Permission.RW),
):
    try:
        print(repr(call()))
    except ValueError as e:
        print(e)

# Calls of Python functions through native code nest as deep as CPython lets them.
import sys
from functools import cache, lru_cache


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(300))


class Link:
    def __init__(self, rest):
        self.rest = rest

    def __repr__(self):
        return f"Link({self.rest!r})"

    def __str__(self):
        return str(self.rest)

    def __len__(self):
        return 1 + len(self.rest) if self.rest else 0

    def __bool__(self):
        return True

    def __hash__(self):
        return hash(self.rest)

    def __eq__(self, other):
        return isinstance(other, Link) and self.rest == other.rest

    def __iter__(self):
        yield self
        yield from self.rest or ()

    def __getitem__(self, i):
        return self.rest[i - 1] if i else self


def chain(n):
    link = None
    for _ in range(n):
        link = Link(link)
    return link


link = chain(250)
print(len(repr(link)), str(link), len(link), hash(link) == hash(None), link == chain(250), len(list(link)))
print(link[200] == chain(50), sorted([3, 1, 2], key=lambda n: fibonacci(n + 300)))


def nested(n):
    return list(map(nested, [n - 1])) if n else n


print(str(nested(200)).count("["))


def endless(n):
    return max([n], key=endless)


class Endless:
    def __repr__(self):
        return f"{self!r}"

    def __getattr__(self, name):
        return getattr(self, name + "x")


for attempt in (lambda: endless(1), lambda: repr(Endless()), lambda: Endless().x):
    try:
        attempt()
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])

# A cache in front of a function costs no more than the function.
sys.setrecursionlimit(10_000)
fibonacci.cache_clear()
print(fibonacci(2500) % 10**9, fibonacci.cache_info())


@lru_cache(maxsize=3)
def falling(n, *, step=1):
    if n == 0:
        raise ValueError("at the bottom")
    return falling(n - step, step=step)


for _ in range(2):
    try:
        falling(700)
    except ValueError as e:
        print(e, falling.cache_info())

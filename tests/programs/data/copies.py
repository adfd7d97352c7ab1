# Iterators, builtin functions and subclasses of built-in types can be copied and pickled where they stand.
import copy
import functools
import itertools
import operator
import pickle


def both(value, advance=1):
    for _ in range(advance):
        next(value)
    return list(itertools.islice(copy.copy(value), 4)), list(itertools.islice(pickle.loads(pickle.dumps(value)), 4))


print(both(iter([1, 2, 3])), both(iter("abc")), both(iter(b"abc")), both(iter({1: 2, 3: 4}.items())), both(reversed([1, 2, 3])))
print(both(enumerate("xyz")), both(zip("ab", [1, 2])), both(iter(range(10, 20, 3))), both(map(str, [1, 2])))
print(both(itertools.count(5, 2)), both(itertools.cycle("ab")), both(itertools.accumulate([1, 2, 3])))
print(both(itertools.product("ab", [1, 2])), both(itertools.combinations(range(4), 3)), both(itertools.chain("a", "bc")))
print(pickle.loads(pickle.dumps(len)) is len, pickle.loads(pickle.dumps([].append)) is not None, copy.copy(str.upper) is str.upper)
print("ab".upper.__reduce__()[1], dict.fromkeys.__reduce__()[1])


class Text(str):
    pass


class Data(bytearray):
    pass


class Pair(tuple):
    def __init__(self, items, note=None):
        self.note = note


for value in Text("x"), Data(b"y"), Pair([1, 2], note="n"):
    value.extra = [1]
    again = pickle.loads(pickle.dumps(value))
    print(type(again).__name__, again == value, again.__dict__, copy.deepcopy(value).extra is value.extra)

double = functools.partial(operator.mul, 2)
double.tag = "two"
print(pickle.loads(pickle.dumps(double))(21), copy.copy(double).tag, double)
for make in type({}.keys()), type(iter([])), type(len), type(x for x in ()):
    try:
        make()
    except TypeError as e:
        print(e)

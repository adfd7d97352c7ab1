# StopIteration out of what an iterator calls ends whatever goes through it, as its own would.
import operator
from itertools import accumulate, chain, dropwhile, filterfalse, groupby, islice, starmap, takewhile, tee, zip_longest


def up_to_two(x, *_):
    if x > 2:
        raise StopIteration('done')
    return x


def item(i):
    def get(x):
        try:
            return x[i]
        except IndexError:
            raise StopIteration
    return get


NUMBERS = [1, 2, 3, 4]
mapped = lambda: map(up_to_two, NUMBERS)
for consume in (list, tuple, sorted, set, sum, max, min, any, all, dict.fromkeys, enumerate, bytes, iter):
    result = consume(mapped())
    print(consume.__name__, list(result) if consume in (enumerate, iter) else result)
print([*mapped()], {*mapped()}, [x for x in mapped()], ','.join(map(str, mapped())), 3 in mapped())
print(list(filter(up_to_two, NUMBERS)), list(zip(mapped(), 'abc')), list(zip('abc', mapped())), list(map(up_to_two, tee(NUMBERS)[1])))
print(list(starmap(up_to_two, [(1,), (3,)])), list(takewhile(up_to_two, NUMBERS)), list(dropwhile(up_to_two, NUMBERS)))
print(list(filterfalse(up_to_two, NUMBERS)), list(accumulate(NUMBERS, up_to_two)), list(islice(mapped(), 3)))
print(list(chain(mapped(), mapped())), list(zip_longest(mapped(), 'abc')), [k for k, _ in groupby(NUMBERS, up_to_two)])
print(list(map(item(1), [(1, 2), (1, 3), (1,), (4,)])))
first, *rest = mapped()
print(first, rest)
a, b = mapped()
print(a, b, operator.countOf(mapped(), 2), operator.indexOf(mapped(), 2))
letters = []
letters.extend(map(item(0), ['a', 'b', '', 'c']))
print(letters)

it = map(up_to_two, [3, 1, 3])
for default in ((), ('default',), (), ('default',)):
    try:
        print(next(it, *default))
    except StopIteration as e:
        print('stopped', e.args)
print(next(map(item(0), ['']), 5))


class Own(StopIteration):
    pass


class Iterator:
    def __init__(self, exception):
        self.exception = exception

    def __iter__(self):
        return self

    def __next__(self):
        raise self.exception


def delegating(it):
    return (yield from it)


def result_of(generator):
    try:
        next(generator)
    except StopIteration as e:
        return e.value


for exception in (Own(1, 2), StopIteration(), StopIteration(7), KeyError(1)):
    for take in (next, lambda it: next(it, 'default'), list, Iterator.__next__):
        try:
            print(take(Iterator(exception)), end=' ')
        except Exception as e:
            print(repr(e), e is exception, end=' ')
    print()
print(result_of(delegating(mapped())), result_of(delegating(map(up_to_two, [3]))), result_of(delegating(Iterator(Own(9)))))


def in_loops(n):
    total = 0
    for i in range(n):
        for x in map(up_to_two, NUMBERS):
            total += x
        for x in map(lambda x: up_to_two(x + i % 2), NUMBERS):
            total += x
    return total


print(in_loops(500))

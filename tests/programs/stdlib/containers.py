import bisect
import collections
import copy
import functools
import heapq
import operator

Point = collections.namedtuple('Point', 'x y', defaults=[0])
print(Point(1), Point(3, 4)._replace(x=9), Point._fields)
print(collections.Counter('abracadabra').most_common(2))
chain = collections.ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(chain['a'], chain['b'], sorted(chain))
ordered = collections.OrderedDict(a=1, b=2)
ordered.move_to_end('a')
print(list(ordered.items()))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__, fib.cache_parameters())
heap = []
for n in (5, 1, 4, 2, 3):
    heapq.heappush(heap, n)
print([heapq.heappop(heap) for _ in range(5)], heapq.nlargest(2, [3, 9, 4]))
print(bisect.bisect([1, 3, 5], 3), operator.attrgetter('x')(Point(7)))
nested = {'a': [1, {2}]}
twin = copy.deepcopy(nested)
twin['a'][1].add(3)
print(nested, twin)

# large
# Messages call built-in classes by their full names: with the module, unless that is builtins.
import collections, csv, contextvars, datetime, decimal, functools, io, itertools, operator, os, re, sys, threading, time, types, zlib


class Derived(collections.deque):
    pass


class Record(collections.OrderedDict):
    __slots__ = ()


VALUES = [
    collections.deque(), collections.defaultdict(int), collections.OrderedDict(), collections.Counter(), Derived(), Record(),
    itertools.count(), itertools.chain(), itertools.groupby([]), functools.partial(len), operator.itemgetter(0),
    re.compile('a'), re.match('a', 'a'), datetime.date(2020, 1, 2), datetime.timedelta(1), decimal.Decimal(1),
    time.gmtime(0), sys.version_info, sys.flags, os.terminal_size((1, 2)), threading.Lock(), types.SimpleNamespace(),
    int | str, contextvars.ContextVar('v'), zlib.compressobj(), csv.writer(io.StringIO()), range(3), iter([]), slice(1),
]


def message(action, *args):
    try:
        return action(*args)
    except (TypeError, AttributeError) as e:
        return f'{type(e).__name__}: {e}'


for v in VALUES:
    cls = type(v)
    print(cls.__module__, cls.__qualname__, callable(v))
    if not callable(v):
        print('   ', message(lambda: v()))
    print('   ', message(lambda: v.missing))
    print('   ', message(lambda: cls.missing))
    print('   ', message(lambda: -v) if cls not in (datetime.timedelta, decimal.Decimal, collections.Counter) else 0)
    print('   ', message(lambda: v < 1j))
    print('   ', message(lambda: 1j + v) if cls is not decimal.Decimal else 0)
    print('   ', message(lambda: [1][v]))
    print('   ', message(lambda: exec('with v: pass', {'v': v})) if cls is not type(threading.Lock()) else 0)

print(message(hash, collections.deque()), message(hash, collections.defaultdict()))
print(message(iter, re.match('a', 'a')), message(iter, int | str), message(lambda: 1 in re.match('a', 'a')))
print(message(collections.deque.append), message(collections.deque.append, 1, 2), message(collections.deque().append))
print(message(collections.deque.__len__), message(collections.deque().__len__, 1), collections.deque.append)
print(message(setattr, collections.deque, 'x', 1))
print(message(type(int | str)), message(type(functools.cmp_to_key(max)(1))), message(re.Pattern))
print(message(collections.deque.__new__, int))

match collections.deque([1, 2]):
    case [a, b]:
        print(a, b)
match collections.deque([1, 2, 3]):
    case [first, *rest]:
        print(first, rest)

"""Generators that are dropped while they are suspended run their `finally` at once."""
from contextlib import contextmanager


def generator(name):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print('exit', name)
        raise
    finally:
        print('closed', name)


for x in generator('loop'):
    print(x)
    break
print('after the loop')
g = generator('deleted')
next(g)
del g
print('after del')


def local():
    g = generator('local')
    return next(g)


print(local())
print(next(generator('temporary')))
print('after the temporary')
never_started = generator('never started')
del never_started
finished = list(generator('finished'))
print(finished)


def outer():
    with_inner = generator('inner')
    try:
        yield from with_inner
    finally:
        print('closed outer')


o = outer()
print(next(o))
o = None
print('both closed')


@contextmanager
def managed(name):
    print('enter', name)
    try:
        yield name
    finally:
        print('leave', name)


with managed('a') as a, managed('b') as b:
    print(a, b)
for i in range(60):
    with managed(i) if i % 20 == 0 else managed(-i):
        pass
pairs = zip(generator("zipped"), [1])
print(next(pairs))
del pairs
print('zip gone')
any(x > 0 for x in generator('any'))
print('any done')
first, *rest = generator('unpacked')
print(first, rest)


def infinite():
    n = 0
    try:
        while True:
            yield n
            n += 1
    finally:
        print('infinite closed at', n)


total = 0
for n in infinite():
    if n > 500:
        break
    total += n
print(total)
at_exit = generator('at exit')
next(at_exit)
print('the end')

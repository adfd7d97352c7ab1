# locals() in functions: one dict for a frame, which every call brings up to date.
import sys

shown = locals


def before(a):
    return shown()


def leftovers():
    p = [1, 2]
    q = {3: 4}
    return p, q


def unassigned():
    print(shown())
    x = 1
    y = 'z'
    return x, y


leftovers()
unassigned()
print(before(5))


def same_dict():
    x = 1
    print(locals() is locals())
    names = locals()
    names['extra'] = 5
    y = 2
    print(sorted(names), sorted(locals()), y)
    del x
    print(sorted(names), sorted(locals()))


same_dict()


def with_frame():
    frame = sys._getframe()
    x = 3
    frame.f_locals['extra'] = 1
    print(sorted(frame.f_locals), frame.f_locals is locals(), x)


with_frame()


def computed(n):
    total = 0
    for i in range(n):
        line = '%(i)d of %(n)d' % locals()
        locals()['seen%d' % (i % 3)] = i
        total += len(line)
    return total, sorted(locals())


print(computed(50))


def cells(k):
    def inner():
        return k, later
    first = sorted(locals())
    later = 4
    return first, sorted(locals()), inner()


print(cells(1))


def steps():
    a = 1
    yield locals()
    b = a + 1
    yield locals()
    locals()['c'] = b
    yield locals()


g = steps()
kept = next(g)
print(kept)
print(next(g) is kept, kept)
print(next(g) is kept, kept)
print([sorted(vars()) for a in range(2)], sorted(dir())[-1])


class Body:
    locals()['k'] = 3
    print(k, locals() is vars())


print(eval('locals() is globals()'), eval('sorted(locals())', {'n': 1}, {'m': 2}))

"""`__del__` and weak references at the moment when CPython's reference counts come to zero."""
import weakref


class Noisy:
    alive = 0

    def __init__(self, name, *parts):
        self.name = name
        self.parts = list(parts)
        Noisy.alive += 1

    def __del__(self):
        Noisy.alive -= 1
        print('del', self.name)


print('-- names')
a = Noisy('a')
b = a
del a
print('still there', Noisy.alive)
del b
print('gone', Noisy.alive)
x = Noisy('x1')
x = Noisy('x2')
print('rebound')
x = None
print('None')
Noisy('temporary')
print('after the statement')
print('argument', Noisy('argument').name)
print('after the call')

print('-- functions')


def local():
    first, second = Noisy('first'), Noisy('second')
    print('in the function')
    return 1


print('returned', local())


def passed(thing):
    print('got', thing.name)
    return thing.name


print(passed(Noisy('passed')))


def kept():
    inner = Noisy('kept')
    return lambda: inner


keep = kept()
print('closure', keep().name)
del keep
print('closure gone')


def rebinding():
    n = Noisy('one')
    n = Noisy('two')
    print('rebound')
    del n
    print('deleted')
    for i in range(3):
        n = Noisy(i)
        print('turn', i)
    print('after the loop')


rebinding()


def raising():
    r = Noisy('raising')
    raise ValueError


try:
    raising()
except ValueError:
    print('caught')
print('after except')

print('-- containers')
items = [Noisy('i0'), Noisy('i1'), Noisy('i2')]
items.pop()
print('popped')
del items[0]
print('item deleted')
items.append(Noisy('i3'))
print('appended')
items.clear()
print('cleared')
items = [Noisy('l0'), Noisy('l1')]
del items
print('list gone')
d = {'k': Noisy('v'), 'm': Noisy('w')}
d['k'] = None
print('replaced')
d.pop('m')
print('popped')
pair = (Noisy('t0'), Noisy('t1'))
print('a tuple')
pair = None
print('tuple gone')
outer = Noisy('outer', Noisy('part1'), Noisy('part2'))
outer = None
print('nested gone')
chain = None
for i in range(4):
    chain = Noisy(f'c{i}', chain)
print('chain')
del chain
print('chain gone')
o = Noisy('holder')
o.attribute = Noisy('attribute')
del o.attribute
print('attribute gone')
del o

print('-- resurrection')


class Phoenix:
    saved = []

    def __del__(self):
        print('rises')
        Phoenix.saved.append(self)


p = Phoenix()
del p
print(len(Phoenix.saved))
Phoenix.saved.clear()
print('not again')

print('-- weak references')


class Plain:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f'Plain({self.value})'


o = Plain(1)
r = weakref.ref(o)
print(r() is o, r())
del o
print(r())
o = Plain(2)
r = weakref.ref(o, lambda ref: print('callback', ref() is None))
o = None
print('after')
values = weakref.WeakValueDictionary()
o = values['k'] = Plain(3)
print(len(values), dict(values))
del o
print(len(values), 'k' in values)
keys = weakref.WeakKeyDictionary()
o = Plain(4)
keys[o] = 'data'
print(len(keys))
del o
print(len(keys))
group = weakref.WeakSet()
members = [Plain(i) for i in range(3)]
group.update(members)
print(len(group))
members.pop()
print(len(group))
o = Plain(5)
f = weakref.finalize(o, print, 'finalize', 5)
print(f.alive)
del o
print(f.alive)
proxy_target = Plain(6)
proxy = weakref.proxy(proxy_target)
print(proxy.value)
del proxy_target
try:
    proxy.value
except ReferenceError as e:
    print(e)


class Tree:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = weakref.ref(parent) if parent else None
        self.children = []
        if parent:
            parent.children.append(self)

    def __del__(self):
        print('del', self.name)


root = Tree('root')
leaf = Tree('leaf', Tree('branch', root))
print(leaf.parent().parent().name)
del root
print(leaf.parent())
del leaf
print('-- the end')
last = Noisy('last one')
also = [Noisy('also')]

"""Making and changing classes: a metaclass's `mro`, `__slots__`, `__class__`, `__bases__`; what refuses, and how it says so."""


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class Backwards(type):
    def mro(cls):
        print('mro of', cls.__name__)
        return [cls, *type.mro(cls)[:0:-1]]


class A:
    def f(self):
        return 'A'


class B(A):
    def f(self):
        return 'B'


class C(B, metaclass=Backwards):
    pass


print(C.__mro__, C().f(), Backwards.mro(C), type.mro(C))
C.__bases__ = (A,)
print(C.__mro__)
for result in [1], [int, object], 5, ():
    meta = type('Meta', (type,), {'mro': lambda cls: result})
    attempt(lambda: meta('X', (), {}).__mro__)


class Once(type):
    def mro(cls):
        if cls.__dict__.get('again'):
            raise RuntimeError('no')
        return type.mro(cls)


class Base(metaclass=Once):
    pass


class D1(Base):
    pass


class D2(D1):
    pass


D2.again = True
attempt(setattr, D1, '__bases__', (A,))
print(D1.__mro__, D1.__bases__, Base.__subclasses__(), A.__subclasses__())

for slots in 'a', ('a', 'b'), ('b', 'a'), ('a', 1), ('a b',), '', ('__dict__', '__dict__'), ('__weakref__', '__weakref__'), ('__x', '_y'):
    attempt(lambda: sorted(k for k in vars(type('_S', (), {'__slots__': slots})) if k.strip('_') in ('a', 'b', 'x', 'S__x', 'y')))


class G:
    __slots__ = 'a', 'b'


class H:
    __slots__ = 'b', 'a'


class J:
    __slots__ = 'a', 'c'


class K(G):
    __slots__ = 'e'


class L(H):
    __slots__ = 'e'


class Q(G):
    __slots__ = '__qualname__', '__weakref__'


print(Q.__qualname__, Q.__dict__['__qualname__'])
for old, new in (G, H), (G, J), (K, L), (G, K), (Q, G), (A, B), (A, G), (A, int), (A, 5):
    x = old()
    attempt(lambda: (setattr(x, '__class__', new), type(x).__name__))

attempt(object.__setattr__, int, 'x', 1)
attempt(object.__setattr__, A, 'x', 1)
attempt(object.__delattr__, A, 'f')
attempt(int.__new__, bool, 1)
attempt(object.__new__, int)
attempt(A().__init__, 1)
attempt(object.__init__, A(), 1)
for name in '__name__', '__doc__', '__qualname__', '__bases__', '__module__':
    attempt(delattr, A, name)
    attempt(setattr, int, name, 'x')
attempt(lambda: type.__abstractmethods__)
attempt(lambda: A.__abstractmethods__)


class Strange(int):
    __eq__ = str.__eq__
    __add__ = str.__add__
    __len__ = list.__len__


for f in lambda: Strange() == 1, lambda: Strange() + 1, lambda: len(Strange()):
    attempt(f)


class My(super):
    pass


class M1(A):
    def f(self):
        return type(self.up).__name__ + self.up.f()


M1.up = My(M1)
print(M1().f())
for args in (1,), (int, 1, 2), (A, B()), (A, 5):
    attempt(lambda: type(super(*args)).__name__)
attempt(lambda: super(A, x=1))

print(type(complex.real), type(float.real), type(property.fget), slice.start)
for v, name in (1j, 'real'), (slice(3), 'stop'), (range(3), 'step'), (property(), 'fget'), (attempt, '__globals__'), (A().f, '__self__'), (1.5, 'real'):
    attempt(setattr, v, name, 1)
attempt(delattr, attempt, '__dict__')
attempt(setattr, attempt, '__dict__', 5)


class Doc:
    p = property(doc='given')

    @p.getter
    def p(self):
        "getter's"

    q = property(lambda self: 1)

    @q.getter
    def q(self):
        "second"


print(Doc.p.__doc__, Doc.q.__doc__)
attempt(property().__set_name__)
print(classmethod(A().f).__get__(None, B).__self__)
attempt(lambda: [].__add__.__objclass__)
print([].append.__doc__, '|', len.__doc__, '|', str.join.__text_signature__, int.__add__.__doc__, dict.__doc__[:20], property.fget.__doc__)
print(hasattr(type(A().f), '__get__'), [c for c in dir(A().f) if c == 'f'])

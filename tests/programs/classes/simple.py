class Animal:
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __eq__(self, other):
        return isinstance(other, Animal) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


class Dog(Animal):
    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + ": woof"


a, d = Animal("cat"), Dog("rex", ["sit"])
print(a, d, a.speak(), d.speak(), Animal.count, d.tricks, a == Animal("cat"), a != d, {a: 1}[Animal("cat")])
print(isinstance(d, Animal), issubclass(Dog, Animal), type(d).__mro__[1].__name__, d.__class__.__name__, hasattr(d, "x"), getattr(d, "x", 5), d.__dict__)
d.x = 5
del d.tricks
print(sorted(vars(d)), d.x)
try:
    d.tricks
except AttributeError as e:
    print(e)
try:
    Animal()
except TypeError as e:
    print(e)


class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __bool__(self):
        return bool(self.x or self.y)

    def __lt__(self, o):
        return self.x < o.x

    def __call__(self, z):
        return self.x + self.y + z

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    @staticmethod
    def zero():
        return Vec(0, 0)

    @classmethod
    def unit(cls):
        return cls(1, 0)


v = Vec(3, 4)
print(v + Vec(1, 1), 2 * v, v * 3, -v, v[0], list(v), len(v), bool(Vec.zero()), v(10), 4 in v, v.length, Vec.unit(), max(Vec(1, 0), v), sorted([v, Vec(0, 9)])[0])
try:
    v + 1
except TypeError as e:
    print(e)
total = Vec(0, 0)
for i in range(500):
    total = total + Vec(i, -i) * 2
print(total)
try:
    v.length = 5
except AttributeError as e:
    print(e)


class Error(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    try:
        raise Error(7)
    except Error as e:
        print(e, e.code, e.args)
        raise KeyError("k") from e
except KeyError as e:
    print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__)

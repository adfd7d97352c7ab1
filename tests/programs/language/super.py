class A:
    n = 0
    def f(self, x): return self.n + x
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return "s"
    @property
    def p(self): return "p"
    def __init_subclass__(cls, **kw): print("sub", cls.__name__, kw); super().__init_subclass__()
class B(A, k=1):
    def f(self, x): return super().f(x) + 1
    @classmethod
    def c(cls): return super().c() + "!"
    @staticmethod
    def s(): return "b"
    @property
    def p(self): return super().p + "q" + super().s()
    def m(self): return super().__class__.__name__, super().n, [super(B, self).f(i) for i in range(2)]
class C(B): pass
b = C(); b.n = 5
print(b.f(1), C.c(), b.p, b.m(), b.s())
class D(int):
    def __add__(self, o): return D(super().__add__(o))
    def __new__(cls, v): return super().__new__(cls, v)
    def __repr__(self): return "D" + super().__repr__()
print(D(3) + 4)

# Exception classes with an `__init__` of their own, and those that only look so.
class B(Exception):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code
class K(B):
    def __init__(self, *a, **k):
        self.k = k
        B.__init__(self, "m", len(a))
class S(StopIteration):
    def __init__(self, v):
        self.v = v
class O(OSError):
    def __init__(self, *a):
        super().__init__(*a)
class N(Exception):
    def __new__(cls, *a):
        r = super().__new__(cls, "new", *a)
        return r
    def __init__(self, x):
        self.x = x
class G(ExceptionGroup):
    def __init__(self, *a):
        pass
class R(Exception):
    def __init__(self):
        return 5
for i in range(300):
    for f in (lambda: B("a", i), lambda: B("a", code=i), lambda: K(1, 2, z=3), lambda: S(4), lambda: O(2, "no"), lambda: N(1), lambda: G("g", [ValueError(1)]), lambda: R(), lambda: B(), lambda: B(1,2,3)):
        try:
            e = f()
        except TypeError as t:
            r = "T " + str(t)
        else:
            r = (type(e).__name__, e.args, sorted(vars(e).items()), str(e))
        if i % 299 == 0: print(r)
def g():
    raise B("x", 2)
try: g()
except B as e:
    print(e.__traceback__.tb_next.tb_lineno, e.code, repr(e))
try:
    raise K(3, q=1)
except B as e:
    print(e.k, e.code, e)

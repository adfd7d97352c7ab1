class A:
    def m(self): return self
    def bad(self): raise RuntimeError("bad")
A().m().m().bad().m()

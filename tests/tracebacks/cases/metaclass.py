class M(type):
    def __new__(m, name, bases, ns):
        raise TypeError(f"no {name} today")
class C(metaclass=M):
    pass

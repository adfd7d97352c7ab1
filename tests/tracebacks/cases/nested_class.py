class Outer:
    class Error(Exception): pass
raise Outer.Error("qualname")

class V:
    def __lt__(self, other): raise ArithmeticError("cannot compare")
sorted([V(), V()])

# print writes its arguments one by one: those before one whose __str__ raises are out.
class Broken:
    def __repr__(self):
        return self.missing


for sep in (" ", ", "):
    try:
        print(1, "two", Broken(), 3, sep=sep)
    except AttributeError as e:
        print(type(e).__name__, e)


class Slots:
    __slots__ = ("a", "b")


try:
    del Slots().b
except AttributeError as e:
    print(e, e.name)
try:
    Slots().b
except AttributeError as e:
    print(e, e.name)

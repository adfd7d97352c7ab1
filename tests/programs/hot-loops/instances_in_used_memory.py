# Instances made by compiled code in memory that others had: their cells are larger than they are.
import gc


class Wide:
    def __init__(self, n):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = n
        self.h = 'a text of %d' % n


class Narrow:
    __slots__ = 'a', 'b', 'c', 'd', 'e', 'f', 'g'

    def __init__(self, n):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = n


def wide(count):
    made = []
    for i in range(count):
        made.append(Wide(i))
    return made


def narrow(count):
    made = []
    for i in range(count):
        made.append(Narrow(i))
    return made


for turn in range(6):
    total = sum(len(w.h) for w in wide(3000))
    gc.collect()
    texts = ['%d' % (10 ** 9 + i) * 12 for i in range(4000)]
    made = narrow(3000)
    gc.collect()
    print(total, sum(n.g for n in made), sum(map(len, texts)))

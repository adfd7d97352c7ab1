/**
 * Run once per runtime, before the program. V8 compiles the interpreter's loop (interpreter/run.ts) on what it has seen it do and throws
 * the compiled code away when something new comes, to run at a tenth of the speed until it is compiled again. This program
 * takes the loop through every one of its expressions, so that the code compiled meanwhile stays. A test
 * (tests/cli/warm-up.test.ts) looks whether it does. V8 decides to compile once some hundred instructions have brought nothing new: a turn must
 * not dwell on anything.
 */
export const WARM_UP = `
none = None
def warm_up():
    class Full:
        def __init__(self, n):
            self.a = self.b = self.c = self.d = self.e = self.f = self.g = self.h = self.i = self.j = n
        def get(self, k):
            return self.j
    def counter():
        n = None
        def count():
            nonlocal n
            n = n
            n = 1
            return n
        return count
    def maybe(flag):
        if flag:
            value = None
        return value
    def generate(n):
        for i in range(n):
            yield i
    def ints(x, y):
        global none
        z = none
        none = z
        z = x + y; z = x - y; z = x * y; z = x / y; z = x // y; z = x % y; z = -x
        z = x & y; z = x | y; z = x ^ y
        z = x << 1; z = x >> 1; z = x >> 40
    def longs(x, y):
        z = x + y; z = x - y; z = x * y; z = x % y; z = x / y; z = x // y
    def numbers(x, y):
        z = x + y; z = x - y; z = x * y; z = x / y; z = x // y; z = x % y; z = -x
    def compare(x, y):
        t = x == y
        if x == y: t = 1
        if x != y: t = 1
        else: t = 2
    def order(x, y):
        t = x < y; t = x >= y
        if x < y: t = 1
        if x > y: t = 1
        if x >= y: t = 1
        if x <= y: t = 1
        while x <= y:
            break
    def truth(x):
        t = not x
        t = x is None
        t = x is not none
        if x: t = 1
        if not x: t = 1
        if x is None: t = 1
        if x is not None: t = 1
    def items(pair, array, n):
        for i in range(n):
            array[i] = pair[i]
            array[-1] = pair[-1] + array[-1]
        for i in pair: pass
        i, n = pair
        i, n = array
        n = len(pair) + len(range(2))
        for i in array: pass
        for i in {1: 2}: pass
        for i in 'ab': pass
        table = {0: 1, 'a': 2}
        table[0] = table['a'] = 'ab'[0]
        i = table[0] in table
        i = 1 not in {1, 2}
        for i in generate(2): pass
    def objects(full, array):
        full.a = full.j
        full.j = full.a
        full.b = len
        full.get(1)
        array.append(1)
        array.append(1)
        full.b(array)
        maybe(len(array))
        count()
    nan = float('nan')
    values = None, True, 0, 1.5, 0.0, 1 << 40, '', [], {}, (), int, generate
    full = Full(1)
    count = counter()
    for turn in range(5):
        for x, y in ((1, 3), (-7, 2), (2147483647, 65536), (-2147483648, -2), (0, -5), (3, 3)):
            ints(x, y)
            order(x, y)
            compare(x, y)
        for x, y in ((1.5, 2.5), (2.5, -1.5), (1, 1.5), (-7.5, 2), (nan, 1.5), (2.5, 2.5)):
            numbers(x, y)
            order(x, y)
            compare(x, y)
        for x, y in (((1 << 40) - 1, 3), (-7, 1 << 40), (5 << 44, 1 - (1 << 40)), (1 << 40, 1.5)):
            longs(x, y)
            order(x, y)
            compare(x, y)
        for x in values:
            truth(x)
            compare(x, x)
        order('a', 'b')
        compare('a', 'b')
        items((1, 2), [0, 0], 2)
        objects(full, [1])
warm_up()
del warm_up, none
`;

# Module-level names that handlers and `del` take away again: what else the module names is as it was.
def check(i):
    if i % 10 == 7:
        raise ValueError(i)
    return len(str(i)) + i


def convert(i):
    return check(i) * 2


total = bad = 0
for i in range(3000):
    try:
        total += convert(i)
    except ValueError as e:
        bad += e.args[0]
        total += convert(e.args[0] + 1)
print(total, bad, "e" in globals(), list(globals())[-2:])

# A builtin that is hidden now and then.
t = 0
for i in range(3000):
    t += len("abc")
    if i % 500 == 499:
        len = lambda s: 100
        t += len("abc")
        del len
print(t)

for i in range(600):
    try:
        if i % 3 == 0:
            raise KeyError(i)
    except KeyError as len:
        t += len.args[0]
    t += len("four")
print(t)


def measure(n):
    s = 0
    for i in range(n):
        s += len("xyz")
    return s


# Two names that take turns, and one that is made meanwhile.
for i in range(900):
    first = i
    if i % 2:
        del first
        second = i
        t += second
        del second
    if i == 450:
        third = 1000
    t += measure(2)
print(t, third, [n for n in globals() if n in ("first", "second", "third")])

for i in range(400):
    try:
        raise IndexError(i)
    except IndexError as e:
        try:
            raise KeyError(-i)
        except KeyError as f:
            t += e.args[0] + f.args[0] + measure(1)
    try:
        e
    except NameError as missing:
        t += len(str(missing))
print(t)

space = {}
exec("""
n = 0
for i in range(500):
    try:
        n += 10 // (i % 5)
    except ZeroDivisionError as e:
        n += len(str(e))
    gone = i
    del gone
""", space)
print(space["n"], sorted(space)[1:], list(space)[-2:])
order = []
for name in ("a", "b", "a", "c"):
    exec(f"{name} = 1\nif name != 'c': del {name}\nelse: order.extend(globals())")
print(order[-1])

"""Hot loops with a branch that is seldom taken and calls something: what is known of variables holds afterwards, or not."""

seen = []


def note(k):
    seen.append(k)


# At module level, with globals that the call leaves alone.
total, half, flag, last = 0, 0.0, False, None
for i in range(3000):
    if i % 500 == 499:
        note(i)
    total += i * 3 - 1
    half = half * 0.5 + i
    flag = not flag
    last = seen
print(total, half, flag, len(last), seen)


# The call rebinds globals, to other types now and then.
count, step, name, scale = 0, 1, "a", 2.0


def change(k):
    global step, name, scale, count
    if k == 1000:
        step = True
    elif k == 1200:
        step = 2.5
    elif k == 1400:
        step = 10**20
    elif k == 1600:
        step = -(10**13)
    elif k == 1800:
        step = 3
        name = None
    elif k == 2000:
        name = ("t",)
        scale = 7
    elif k == 2200:
        scale = 0.5
        count = 0.25
    elif k == 2400:
        del name
    elif k == 2600:
        name = "z"


trace = []
for i in range(3000):
    if i % 200 == 0:
        change(i)
        trace.append(count)
    count += step
    try:
        if name:
            scale = scale + 1
    except NameError as e:
        trace.append(str(e)) if i % 50 == 0 else None
print(count, step, name, scale, trace)


# Functions that come to be others, classes too.
def first(k):
    return k + 1


def second(k):
    return k * 0.5


class Box:
    def __init__(self, n):
        self.n = n


def swap(k):
    global first, Box
    first, old = second, first
    globals()["second"] = old
    if k > 1500:
        Box = lambda n: n


s = 0
b = None
for i in range(2400):
    if i % 300 == 299:
        swap(i)
    s += first(i)
    b = Box(i)
print(s, type(b).__name__)


# In a function: variables that the rare branch assigns from a call.
def value(k):
    return [k, k * 0.5, None, str(k), True, 10**15 + k, (k,), -k][k // 100 % 8]


class Node:
    def __init__(self, n, after):
        self.n = n
        self.after = after


def local(n):
    x, node, kinds = 1, Node(0, None), {}
    made = 0
    for i in range(n):
        if i % 100 == 50:
            x = value(i)
        if i % 250 == 249:
            node = Node(i, node) if i % 500 == 249 else None
        key = type(x).__name__
        if i % 100 == 51:
            kinds[key] = kinds.get(key, 0) + 1
        made += 1 if node is None else node.n
        if isinstance(x, int):
            made += x & 7
    return x, made, sorted(kinds.items())


print(local(400))
print(local(4000))


def nested(n):
    t, f = 0, 0.0
    for i in range(n):
        for j in range(20):
            if (i * 20 + j) % 333 == 0:
                f = float(max(f, i))
                t = abs(t - value(j) if j < 3 else t)
            elif j == 19:
                f += 0.5
            t += j
    return t, f


print(nested(300))


# An exception in the rare call, and one that is caught there.
def risky(k):
    if k % 3 == 0:
        raise KeyError(k)
    return k


def guarded(n):
    t, errors = 0, 0
    for i in range(n):
        if i % 111 == 0:
            try:
                t += risky(i // 111)
            except KeyError as e:
                errors += e.args[0]
                t = t + 0.5 if i > 1500 else t
        t += 1
    return t, errors


print(guarded(2500))

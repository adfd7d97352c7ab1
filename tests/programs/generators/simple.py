def count(n):
    i = 0
    while i < n:
        got = yield i
        if got:
            i = got
        else:
            i += 1
    return "done"


print(list(count(5)), sum(count(1000)), [x * y for x in count(3) for y in count(2)])
g = count(10)
print(next(g), g.send(7), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)


def chain(*its):
    for it in its:
        result = yield from it
        if result:
            yield result


print(list(chain("ab", count(2), (x * x for x in range(3)))))


def cleanup(log):
    try:
        yield 1
        yield 2
    except ValueError as e:
        log.append(f"caught {e}")
        yield "handled"
    finally:
        log.append("closed")


log = []
g = cleanup(log)
next(g)
print(g.throw(ValueError("x")), log)
g.close()
g = cleanup(log)
next(g)
g.close()
print(log)


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


total = 0
for n in fib():
    if n > 10**30:
        break
    if n % 2 == 0:
        total += n
print(total)
gen = (i for i in range(3))
print(next(gen), list(gen), list(gen))
try:
    def bad():
        raise StopIteration
        yield
    list(bad())
except RuntimeError as e:
    print(e)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


with Manager("a") as a, Manager("b", True) as b:
    print(a, b)
    raise ValueError("swallowed")
for i in range(2):
    with Manager(i):
        if i == 0:
            continue
        break

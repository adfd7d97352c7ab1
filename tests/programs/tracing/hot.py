# Tracing that begins and ends while hot code runs.
import sys

lines = 0
calls = 0


def local(frame, event, arg):
    global lines
    if event == 'line':
        lines += 1
    return local


def tracer(frame, event, arg):
    global calls
    if frame.f_code.co_name in ('add', 'work', 'count'):
        calls += 1
        return local


def add(a, b):
    return a + b


def work(n):
    total = 0
    for i in range(n):
        total = add(total, i)
    return total


def count(n):
    for i in range(n):
        yield i


print(work(3000), lines, calls)
sys.settrace(tracer)
print(work(300), lines, calls)
sys.settrace(None)
print(work(3000), lines, calls)
lines = calls = 0


def switches(n):
    global lines
    total = 0
    for i in range(n):
        if i == 1000:
            sys.settrace(tracer)
        elif i == 1010:
            sys.settrace(None)
        total = add(total, i)
        total += sum(count(2))
    return total


print(switches(3000), lines, calls)
lines = calls = 0


def deep(n):
    if n == 0:
        sys.settrace(tracer)
        return 0
    return deep(n - 1) + add(n, 1)


for i in range(200):
    deep(3)
    sys.settrace(None)
print(lines, calls)
lines = calls = 0


def raises(n):
    caught = 0
    for i in range(n):
        try:
            add(i, None if i % 3 == 0 else 1)
        except TypeError:
            caught += 1
    return caught


print(raises(1000))
sys.settrace(tracer)
print(raises(30), lines, calls)
sys.settrace(None)
print(raises(1000), lines, calls)

# Namespaces that come to hide builtins that compiled code uses, in every way a key can come.
def f(n):
    t = 0
    for i in range(n):
        t += abs(i - 5)
    return t
print(f(3000), f(3000))
x1 = 1
globals()['x2'] = 2
print(f(3000))
def abs(x): return 1
print(f(3000))
del abs
print(f(3000))
globals()['a' + 'bs'] = lambda x: 2
print(f(3000))
globals().pop('abs')
print(f(3000))
def g(n):
    t = 0
    for i in range(n):
        if i == n // 2: exec('len = lambda x: 7', globals())
        t += len('ab')
    return t
print(g(3000)); del len; print(g(1000))
globals().update({'len': lambda x: 3}); print(g(10))
def h(n):
    t = 0
    for i in range(n):
        t += max(i, 3)
        if i == 2000: vars(__import__('sys').modules[__name__]).setdefault(''.join(['m', 'a', 'x']), lambda *a: 0)
    return t
print(h(3000))

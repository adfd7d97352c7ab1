def f(a): pass
f(a=1, bb=2)

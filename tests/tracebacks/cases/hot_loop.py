def f(n):
    t = 0
    for i in range(n):
        t += 100 // (990 - i)
    return t
f(1000)

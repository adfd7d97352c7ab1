# Guesses of the compiler that hold for a while and then fail: overflow, types, shapes, globals, recursion, exits.
import math
def ints():
    out = []
    vals = [0, 1, -1, 2, -2, 7, -7, 63, 64, 2**31-1, -2**31, 2**31, 2**47-1, -2**47, 2**47, 2**62, 2**63-1, -2**63, 2**63, 2**64+3, -2**70]
    for a in vals:
        for b in vals:
            r = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a <= b, a == b, a != b, a > b, a >= b]
            if b != 0:
                r.append(a // b); r.append(a % b)
                try:
                    r.append(a / b)
                except OverflowError:
                    r.append("ovf")
            if 0 <= b < 70:
                r.append(a << b); r.append(a >> b)
            out.append(hash(tuple(r)))
    return out
print(hash(tuple(ints())))
print(ints()[:20])
def floats():
    out = []
    vals = [0.0, -0.0, 1.5, -1.5, 2.0, 1e300, -1e300, float("inf"), float("-inf"), 3, -3, 0, True]
    for a in vals:
        for b in vals:
            r = []
            r.append(a + b); r.append(a - b); r.append(a * b)
            try: r.append(a / b)
            except ZeroDivisionError as e: r.append(str(e))
            try: r.append(a // b)
            except ZeroDivisionError as e: r.append(str(e))
            try: r.append(a % b)
            except ZeroDivisionError as e: r.append(str(e))
            r.append(a < b); r.append(a == b)
            out.append(repr(r))
    return out
for x in floats(): print(x)
def bools():
    n = 0; r = None
    for i in range(300):
        a = i % 2 == 0; b = i % 3 == 0
        r = (a & b, a | b, a ^ b, not a, a + b, -a, +b)
        n += a
    return n, r
print(bools())
def lists():
    a = list(range(10)); t = 0
    for i in range(-10, 10):
        t = t * 3 + a[i]
    for i in range(200):
        a[i % 10 - 10] = i
        try:
            t += a[i % 13]
        except IndexError as e:
            t -= 1
    return t, a
print(lists())
def collatz(n):
    s = 0
    while n != 1:
        if n % 2: n = 3 * n + 1
        else: n //= 2
        s += 1
    return s
print([collatz(i) for i in range(1, 60)])
def big():
    x = 1
    for i in range(1, 200):
        x = x * i + 1
    return x
print(big())
def lcg(n):
    s = 12345; acc = 0
    for i in range(n):
        s = (s * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
        acc ^= s >> 33
    return acc
print(lcg(2000))
g = 0
def bump():
    global g
    g += 1
    return g
tot = 0
for i in range(500):
    g = g + 2
    tot += bump()
print(g, tot)
for i in range(300):
    if i == 250:
        extra = i
    tot += i
print(tot, extra)
def rec(n):
    return 0 if n == 0 else 1 + rec(n - 1)
print(rec(500))
for _ in range(3):
    try:
        rec(100000)
    except RecursionError as e:
        print(e)
def deep():
    r = 0
    for i in range(400):
        r += rec(i % 50)
    return r
print(deep())
def mk(k):
    def f(x):
        return x * k
    return f
fs = [mk(i) for i in range(5)]
s = 0
for i in range(1000):
    s += fs[i % 5](i)
print(s)
def exc():
    c = 0
    for i in range(500):
        try:
            if i % 7 == 0: raise ValueError(i)
            c += 10 // (i % 5)
        except ZeroDivisionError:
            c -= 1
        except ValueError as e:
            c += e.args[0]
        finally:
            c += 1
    return c
print(exc())
def unbound(n):
    for i in range(n):
        if i > 150: 
            z = i
        try:
            y = z
        except UnboundLocalError as e:
            last = str(e)
    return last, y
print(unbound(200))
def nested(n):
    c = 0
    for i in range(n):
        for j in range(i, n, 2):
            for k in range(j, -1, -3):
                c += i * j - k
            if j == 17: continue
            if j > 30: break
        else:
            c += 1000
    return c
print(nested(40))
def it():
    l = [1,2,3]
    for x in l:
        if len(l) < 200: l.append(x + 1)
    i2 = iter(range(100)); s = 0
    for a in i2:
        s += a * next(i2)
    return sum(l), s
print(it())
def types(n):
    x = 0
    for i in range(n):
        if i == n // 2: x = 0.5
        x = x + i
    y = None
    for i in range(n):
        if y is None: y = i
        elif i % 3 == 0: y = None
        else: y = y + 1
    return x, y
print(types(400))
print(math.sqrt(2), [math.sqrt(i) for i in range(5)])
class P:
    def __init__(self, x, y): self.x = x; self.y = y; self.a=1; self.b=2; self.c=3; self.d=4; self.e=5
    def add(self, o): return self.x + o.x
    def move(self): self.x += 1; self.e += self.d
def objs():
    ps = [P(i, i * 2.5) for i in range(10)]
    t = 0
    for k in range(300):
        p = ps[k % 10]; p.move(); t += p.add(ps[(k * 3) % 10]); p.y = p.y * 1.01
        if k == 200: p.z = 1
        if k == 250: del p.e; p.e = 7
    return t, [round(p.y, 6) for p in ps], [p.e for p in ps]
print(objs())


# Two ways into a loop that differ in a variable the loop itself leaves alone, and loops that share a header.
def two_ways(n):
    total = 0
    r = n
    while True:
        while r != 1:
            total += r
            r -= 1
        if total % 2 == 0:
            sign = 1
        else:
            sign = -1
        while True:
            if r == n:
                return total
            total += sign * r
            r += 1
            if total % 3 == 0:
                break
        if total > 100000 or total < -100000:
            return total


print([two_ways(k) for k in range(1, 30)])

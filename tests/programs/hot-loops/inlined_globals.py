# A small function assigns a global; inlined into nested loops, the assignment must outlive every turn of them.
seed = 42


def next_random(n):
    global seed
    seed = seed * 16807 % 2147483647
    return seed % n


out = []
for i in range(300):
    for j in range(2 + next_random(2)):
        out.append(next_random(8))
print(len(out), sum(out), out[:20], out[-20:], seed)

calls = 0


def count(x):
    global calls
    calls += 1
    return x + calls


def total(items):
    t = 0
    for row in items:
        for x in row:
            t += count(x)
        if calls % 7 == 0:
            t -= count(0)
    return t


print(total([[1, 2, 3]] * 400), calls)

def inv(x): return 1 / x
def run(n):
    for i in range(n, -1, -1): inv(i)
run(500)

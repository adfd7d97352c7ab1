# A compiled loop resumes a generator whose variables have other types than its unit was made for: `yield` is None all the same.
def running(step):
    total = step
    for i in range(6):
        got = total + i
        got = yield got
        if got is not None:
            print("sent", got)
        total += step


def consume(step):
    t = 0
    for x in running(step):
        t += x
    return t


for round in range(3):
    print(sum(consume(k) for k in range(60)))
    print(consume(0.5), consume(1 << 50), consume(True), consume(2 + 1j))

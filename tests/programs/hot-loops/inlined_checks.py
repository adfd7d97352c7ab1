# Small functions that check their arguments: inlined while they seldom raise, called when they often do.
class Account:
    def __init__(self, balance):
        if balance < 0:
            raise ValueError("negative", balance)
        self.balance = balance

    def __add__(self, other):
        if other < 0:
            raise TypeError(f"cannot add {other}")
        return Account(self.balance + other)

    def __lt__(self, other):
        assert other is not None, "no other"
        return self.balance < other.balance

    def take(self, n):
        if n > self.balance:
            raise Overdrawn(n, self.balance)
        self.balance -= n
        return self.balance


class Overdrawn(Exception):
    def __init__(self, wanted, there):
        super().__init__(wanted, there)
        self.missing = wanted - there


def positive(x):
    if x <= 0:
        raise ValueError("not positive: " + str(x))
    return x


def even(x):
    assert x % 2 == 0
    return positive(x) // 2


def named(x):
    if x == 7:
        raise KeyError
    return x


def lines(e):
    out, tb = [], e.__traceback__
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


def run(values, every):
    total = caught = 0
    last = None
    for i, v in enumerate(values):
        try:
            total += positive(v - i % every)
            total += even(v)
            total += named(v)
            total += (Account(v) + (v - i % every)).balance
            total += Account(v).take(v - 1 + i % every // (every - 1))
            total += Account(1) < Account(v)
        except (ValueError, KeyError, TypeError, AssertionError) as e:
            caught += 1
            last = type(e).__name__, e.args, lines(e)
        except Overdrawn as e:
            caught += e.missing
            last = e.args, lines(e)
    return total, caught, last


def uncaught(n):
    for i in range(n):
        positive(n - 1 - i)


print(run([10] * 400, 100))
print(run([10] * 400, 12))
print(run([2, 3, 7, 4, -1] * 100, 3))
for _ in range(60):
    try:
        uncaught(30)
    except ValueError as e:
        last = lines(e)
print(last)

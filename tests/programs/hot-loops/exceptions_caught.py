# What compiled code raises and catches itself: tracebacks, contexts, what handlers see of the variables.
import sys


def trace(e):
    """The exception's chain with line numbers relative to each function's first line."""
    out = []
    while e is not None:
        tb, places = e.__traceback__, []
        while tb is not None:
            code = tb.tb_frame.f_code
            places.append((code.co_name, tb.tb_lineno - code.co_firstlineno if code.co_name[0] != "<" else "module"))
            tb = tb.tb_next
        out.append((type(e).__name__, e.args, places, e.__suppress_context__))
        e = e.__context__
    return out


class Bad(Exception):
    pass


class Worse(Bad):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


class Odd(Exception):
    def __init__(self, code):
        self.code = code
        if code == 290:
            raise RuntimeError("in init")


class WrongInit(Exception):
    def __init__(self):
        return 1


def fail(i):
    if i % 3 == 0:
        raise ValueError("three", i)
    if i % 5 == 0:
        raise Bad
    if i % 7 == 0:
        raise Worse("seven", i)
    return i


def middle(i):
    return fail(i) + 1


def both(n):
    counts = {}
    total = 0
    last = None
    for i in range(n):
        try:
            total += middle(i)
        except ValueError as e:
            counts["v"] = counts.get("v", 0) + e.args[1]
            if i == n - 2:
                last = e
        except (KeyError, Worse) as e:
            counts["w"] = counts.get("w", 0) + e.code
        except Bad:
            counts["b"] = counts.get("b", 0) + 1
        else:
            total += 2
        finally:
            total += 1
    return counts, total, trace(last)


print(both(302))


def contexts(n):
    for i in range(n):
        try:
            try:
                {}[i]
            except KeyError:
                [][i]
        except IndexError as e:
            if i == n - 1:
                return trace(e), e.__context__.__context__


print(contexts(300))


def again(n):
    seen = []
    for i in range(n):
        try:
            try:
                fail(i)
            except ValueError:
                if i % 2:
                    raise
                raise Bad("from") from None
        except Bad as e:
            if i > n - 4:
                seen.append((i, trace(e)))
        except ValueError as e:
            if i > n - 8:
                seen.append((i, trace(e)))
    return seen


print(again(300))


def handled_again(n):
    """`sys.exc_info` within handlers, after them and in functions that they call."""
    def now():
        return sys.exc_info()[0]

    log = []
    for i in range(n):
        try:
            fail(i)
        except ValueError:
            if i > n - 5:
                log.append(now())
            try:
                fail(5)
            except Bad:
                if i > n - 5:
                    log.append(now())
            if i > n - 5:
                log.append(now())
        except Bad:
            pass
        if i > n - 5:
            log.append(now())
    return log


print(handled_again(300))


def leaves(n):
    """Handlers that leave the loop, the function, or go on with it."""
    out = []
    i = 0
    while True:
        i += 1
        try:
            if i % 4 == 0:
                raise Bad(i)
            if i > n:
                raise KeyError(i)
            out.append(i)
        except Bad:
            continue
        except KeyError as e:
            return len(out), sum(out), e.args, trace(e)
        finally:
            i += 1


print(leaves(400))


def passed_on(x):
    try:
        return 10 // x
    except ZeroDivisionError as e:
        return trace(e), e.__traceback__.tb_frame.f_back.f_code.co_name


def call_passed_on(n):
    last = None
    for i in range(n):
        last = passed_on(i % 3)
    return last, passed_on(0)


print(call_passed_on(301))


def not_here(n):
    """Another handler than the one in the unit; the outer one."""
    caught = 0
    for i in range(n):
        try:
            for j in range(3):
                try:
                    if j == 1:
                        fail(i)
                except Worse:
                    caught += 1
        except ValueError:
            caught += 100
        except Bad as e:
            caught += 10000
    return caught


print(not_here(300))


def odd(n):
    log = 0
    for i in range(n):
        try:
            raise Odd(i)
        except Odd as e:
            log += e.code + len(e.args)
        except RuntimeError as e:
            log += 1000000
            last = e
    return log, trace(last)


print(odd(300))


def wrong(n):
    kinds = set()
    for i in range(n):
        try:
            raise WrongInit()
        except TypeError as e:
            kinds.add(str(e))
        try:
            raise 5
        except TypeError as e:
            kinds.add(str(e))
        try:
            try:
                raise Bad
            except (1, ValueError):
                pass
        except TypeError as e:
            kinds.add((str(e), type(e.__context__).__name__))
    return sorted(kinds, key=str)


print(wrong(150))


def variables(n):
    """Variables that are unbound, floats, ints beyond 48 bits and objects at the time of the exception."""
    big = 1
    part = 0.5
    items = []
    for i in range(n):
        try:
            big = big * 3 if big < 1 << 70 else 1
            part += 0.25
            items = [i, part]
            if i % 2:
                fresh = (i, big)
                raise Bad(fresh)
            del fresh
        except Bad as e:
            part -= e.args[0][0]
        except UnboundLocalError as e:
            part += 1000
    try:
        e
    except UnboundLocalError as e2:
        return big, part, items, fresh, str(e2)


print(variables(302))


def kept(n):
    """Exceptions that outlive their handlers: each has its own traceback, the frame has one object."""
    all_of_them = []
    for i in range(n):
        try:
            fail(i)
        except Exception as e:
            all_of_them.append(e)
    frames = {id(e.__traceback__.tb_frame) for e in all_of_them}
    inner = {id(e.__traceback__.tb_next.tb_frame) for e in all_of_them}
    return len(all_of_them), len(frames), len(inner), trace(all_of_them[-1]), trace(all_of_them[0])


print(kept(300))


def to_int(texts):
    good = bad = 0
    for t in texts:
        try:
            good += int(t)
        except ValueError as e:
            bad += len(str(e))
    return good, bad


print(to_int(["1", "x", "22", ""] * 100))


def attributes(things):
    n = 0
    for t in things:
        try:
            n += t.imag
            t.imag = 3
        except AttributeError as e:
            n += len(str(e.name)) + (e.obj is t) * 1000
    return n


print(attributes([1, "s", 2.5, None] * 100))


def same_again(n):
    """One exception raised many times: its traceback grows, its context goes."""
    e = Bad("one")
    for i in range(n):
        try:
            raise e
        except Bad as f:
            assert f is e
    return len(trace(e)[0][2]), e.__context__


print(same_again(250))


def iterators(n):
    out = 0
    for i in range(n):
        it = iter((i, i + 1))
        try:
            while True:
                out += next(it)
        except StopIteration as e:
            out += e.value is None
    return out


print(iterators(200))

total = 0
for i in range(300):
    try:
        total += middle(i)
    except ValueError as e:
        total += e.args[1]
        if i == 297:
            print(trace(e))
    except Bad as e:
        total -= 1
    try:
        e
    except NameError as x:
        total += len(str(x))
print(total)


def locals_of(n):
    last = None
    for i in range(n):
        value = i * 2
        try:
            fail(i * 3)
        except ValueError as e:
            last = e
    tb = last.__traceback__
    return sorted(tb.tb_next.tb_frame.f_locals.items()), tb.tb_frame.f_locals["n"]


print(locals_of(300))


def cleanup(n):
    order = []
    for i in range(n):
        try:
            try:
                if i % 2:
                    raise Bad(i)
            finally:
                order.append(i)
                if i % 10 == 9:
                    continue
        except Bad:
            order.append(-i)
    return len(order), sum(order)


print(cleanup(300))


def keeper(i):
    try:
        fail(i * 3)
    except ValueError as e:
        return e


def through(i):
    unused = i + 1
    return keeper(i)


def calls_keeper(n):
    for j in range(n):
        last = through(j)
    return last


def described(f):
    code = f.f_code
    line = f.f_lineno - code.co_firstlineno if code.co_name[0] != "<" else "module"
    shown = {k: f.f_locals[k] for k in ("i", "n") if k in f.f_locals} if line != "module" else {}
    return code.co_name, line, shown


def described_chain(f):
    out = []
    while f is not None:
        out.append(described(f))
        f = f.f_back
    return out


print(described_chain(calls_keeper(300).__traceback__.tb_frame))
print(described_chain(calls_keeper(3).__traceback__.tb_frame))


def chained(n):
    out = []
    for i in range(n):
        try:
            try:
                fail(i)
            except ValueError as e:
                raise KeyError(i) from (None if i % 2 else e)
            except Bad:
                raise
        except KeyError as e:
            if i > n - 8:
                out.append((trace(e), type(e.__cause__).__name__))
        except Bad as e:
            if i > n - 8:
                out.append(trace(e))
        try:
            raise Bad from ValueError
        except Bad as e:
            cause = e.__cause__
        try:
            raise Bad from 3
        except TypeError as e:
            cause = str(e), cause
        try:
            raise
        except RuntimeError as e:
            cause = str(e), cause
    return out, cause


print(chained(302))

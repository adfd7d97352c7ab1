# Which lines a trace function is told of: statements that do nothing, loops, handlers, ways out of them.
import sys


def show(f, *args):
    events = []
    first = f.__code__.co_firstlineno

    def tracer(frame, event, arg):
        if frame.f_code is f.__code__:
            events.append('%s%d' % (event[0], frame.f_lineno - first))
            return tracer

    sys.settrace(tracer)
    try:
        f(*args)
    except BaseException as e:
        sys.settrace(None)
        events.append(type(e).__name__)
    sys.settrace(None)
    print(f.__name__, args, *events)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True


def nothing():
    pass


def one_line(): pass


def documented():
    """Text."""


def constants():
    1
    ...
    x = 1
    'abc'


def branches(a):
    if a:
        pass
    else:
        pass
    if a:
        x = 1
    elif not a:
        pass
    x = 2
    if a:
        x = 3


def nested_branches(a, b):
    if a:
        if b:
            x = 1
        else:
            x = 2
    else:
        x = 3


def constant_conditions():
    if 1:
        x = 1
    if 0:
        x = 2
    else:
        x = 3
    while 0:
        pass


def endless():
    i = 0
    while True:
        i += 1
        if i < 2:
            continue
        if i > 3:
            break
        else:
            pass


def condition(n):
    while n:
        n -= 1
    else:
        n = 9


def loops():
    for i in range(3):
        if i == 1:
            continue
        x = i
    for i in []:
        pass
    else:
        x = 2
    for i in (1, 2): pass
    for i in range(2):
        for j in range(2):
            x = j
    while i < 3:
        while j < 3:
            j += 1
        i += 1


def ends_in_branch():
    for i in range(3):
        if i > 1:
            x = i


def no_exception():
    try:
        x = 1
    except ValueError:
        x = 2
    else:
        x = 3
    finally:
        x = 4


def caught():
    try:
        raise ValueError
    except KeyError:
        x = 2
    except (ValueError,
            TypeError) as e:
        x = 3
        y = 4
    finally:
        x = 4
    return x


def caught_by_all():
    try:
        try:
            1 / 0
        finally:
            x = 1
    except:
        pass


def not_caught():
    try:
        x = 1
        1 / 0
        y = 1
    except ValueError as e:
        z = 1


def raised_in_handler():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            k = 1
            raise KeyError
    except KeyError:
        pass


def raised_again():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise
        finally:
            x = 1
    except Exception as e:
        return 2


def branch_in_handler():
    x = 'hello'
    try:
        3 / 0
    except ZeroDivisionError:
        if x == 'raise':
            raise ValueError
    f = 7


def groups():
    try:
        raise ExceptionGroup('a', [ValueError(1)])
    except* ValueError as e:
        x = 1
    except* TypeError:
        x = 2
    else:
        x = 3
    return 1


def returns_in_try():
    try:
        return 1
    finally:
        x = 2
        y = 3


def leaves_loop_in_try():
    for i in range(2):
        try:
            if i: return
            continue
        finally:
            x = i


def managers():
    with Manager() as x:
        y = 1
    with Manager():
        1 / 0
    for i in range(2):
        with Manager():
            if i:
                break
            continue
    with Manager() as a, \
         Manager() as b:
        return 3


def expressions(a=1, b=0):
    x = max(
        1,
        2,
    )
    y = [
        1,
        x,
        x + 1]
    z = [i for i in range(2)]
    return (
        max(x, 1))


def definitions():
    @staticmethod
    def g(a,
          b=1):
        return a

    class K:
        x = 1

        def f(self): pass

    x = lambda: 1
    return g(1)


def matching(x=(1, 2)):
    match x:
        case 1:
            pass
        case (1, y) if y > 5:
            pass
        case [a, b]:
            c = a
        case _:
            pass
    return 1


show(nothing)
show(one_line)
show(documented)
show(constants)
show(branches, 1)
show(branches, 0)
show(nested_branches, 1, 1)
show(nested_branches, 1, 0)
show(nested_branches, 0, 0)
show(constant_conditions)
show(endless)
show(condition, 2)
for f in (loops, ends_in_branch, no_exception, caught, caught_by_all, not_caught, raised_in_handler, raised_again,
          branch_in_handler, groups, returns_in_try, leaves_loop_in_try, managers, expressions, definitions, matching):
    show(f)

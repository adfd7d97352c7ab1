"""except*, exception groups, contexts and causes."""


def show(e, depth=0):
    print("  " * depth + repr(e))
    if isinstance(e, BaseExceptionGroup):
        for inner in e.exceptions:
            show(inner, depth + 1)


def run(group, body):
    try:
        body(group)
    except BaseException as e:
        show(e)
    else:
        print("no exception")


def simple(group):
    try:
        raise group
    except* ValueError as e:
        print("values", [repr(x) for x in e.exceptions])
    except* (TypeError, KeyError):
        print("types or keys")
    else:
        print("else")
    finally:
        print("finally")


def raising(group):
    try:
        raise group
    except* ValueError:
        raise OSError("new")
    except* TypeError as e:
        raise


for body in (simple, raising):
    run(ExceptionGroup("g", [ValueError(1), TypeError(2)]), body)
    run(ExceptionGroup("g", [ValueError(1), ExceptionGroup("n", [TypeError(2), OSError(3), KeyError(4)])]), body)
    run(ExceptionGroup("g", [OSError(1)]), body)
    run(ValueError("plain"), body)
    run(OSError("plain"), body)


def context():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise ValueError("second")
    except ValueError as e:
        print(repr(e.__context__), e.__cause__, e.__suppress_context__)
    try:
        try:
            raise KeyError("first")
        except KeyError as k:
            raise ValueError("second") from None
    except ValueError as e:
        print(repr(e.__context__), e.__cause__, e.__suppress_context__)
    try:
        try:
            1 / 0
        finally:
            {}["missing"]
    except KeyError as e:
        print(repr(e), repr(e.__context__))


context()


def reraise():
    try:
        try:
            raise KeyError("a")
        except KeyError:
            try:
                raise ValueError("b")
            except ValueError:
                pass
            raise
    except KeyError as e:
        print("again", repr(e), e.__context__)
    try:
        raise
    except RuntimeError as e:
        print(e)
    try:
        raise 5
    except TypeError as e:
        print(e)
    try:
        raise ValueError from 5
    except TypeError as e:
        print(e)
    try:
        try:
            1 / 0
        except "no class":
            pass
    except TypeError as e:
        print(e, repr(e.__context__))


reraise()

def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("second") from e
try:
    f()
except ValueError as e:
    raise KeyError("third") from e

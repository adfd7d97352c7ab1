def f():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("inner")
try: f()
except KeyError as e: raise ExceptionGroup("with context", [e])

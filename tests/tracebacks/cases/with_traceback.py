def f():
    try: 1 / 0
    except ZeroDivisionError as e: return e.__traceback__
raise ValueError("moved").with_traceback(f())

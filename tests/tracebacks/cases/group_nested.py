def f(): 1 / 0
excs = []
try: f()
except ZeroDivisionError as e: excs.append(e)
try: {}["k"]
except KeyError as e: excs.append(e)
raise ExceptionGroup("outer", [excs[0], ExceptionGroup("inner", [excs[1], OSError("x")]), ValueError("last")])

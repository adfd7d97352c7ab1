import traceback, sys
def f():
    try:
        raise KeyError("x")
    except KeyError as e:
        raise ValueError("v") from e
try:
    f()
except ValueError as e:
    traceback.print_exc()
    print("".join(traceback.format_exception_only(e)), end="", file=sys.stderr)
    print(traceback.format_tb(e.__traceback__), file=sys.stderr)
    for fs in traceback.extract_tb(e.__traceback__): print(fs.lineno, fs.name, fs.line, fs.colno, fs.end_colno, file=sys.stderr)
    te = traceback.TracebackException.from_exception(e, capture_locals=True)
    print(te.exc_type, te.__cause__.exc_type, file=sys.stderr)
    print("".join(traceback.format_exception(ExceptionGroup("g", [e]))), end="", file=sys.stderr)
traceback.print_stack(limit=1)
raise SystemError("end")

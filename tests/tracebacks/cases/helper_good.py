def fail(n):
    if n:
        return fail(n - 1)
    raise RuntimeError("from the module")

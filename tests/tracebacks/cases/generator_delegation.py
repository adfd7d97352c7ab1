def inner():
    yield 1
    raise LookupError("deep")
def outer():
    yield from inner()
list(outer())

def gen():
    yield 1
    raise OSError(2, "No such thing", "file.txt")
for x in gen():
    pass

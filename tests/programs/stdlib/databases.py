# large
"""shelve and dbm.dumb; audit hooks."""
import dbm.dumb
import os
import shelve
import sys
import tempfile


def try_(f, *args):
    try:
        print(f(*args))
    except (*dbm.error, ValueError, KeyError, TypeError) as e:
        print(type(e).__name__, e)


with tempfile.TemporaryDirectory() as top:
    name = os.path.join(top, "db")
    d = dbm.dumb.open(name, "n")
    d["k"] = "v"
    d[b"x"] = b"y" * 600
    d["k"] = "longer"
    print(sorted(d.keys()), d["k"], d.get("no"), len(d), "x" in d, os.path.getsize(name + ".dat"))
    del d["x"]
    try_(d.__setitem__, 5, "a")
    d.close()
    try_(d.__getitem__, "k")
    with open(name + ".dir") as f:
        print(f.read())
    with dbm.dumb.open(name, "r") as d:
        print(d.items())
        try_(d.__setitem__, "q", "1")
        try_(d.__getitem__, "q")
    print(dbm.whichdb(name), dbm.whichdb(name + "x"))
    try_(dbm.open, name + "x")
    shelf = shelve.Shelf(dbm.dumb.open(name + "s"))
    shelf["a"], shelf["b"] = [1, 2], {"x": (1, None)}
    print(sorted(shelf.items()))
    shelf.close()
    try_(shelf.__getitem__, "a")

seen = []
sys.addaudithook(lambda event, args: seen.append((event, args)) if event.startswith("my.") else None)
sys.audit("my.event", 1, "two")
print(seen)

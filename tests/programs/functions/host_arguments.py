# Functions that the interpreter's host implements check their arguments, as those of the kernel do.
import sys
import time

for call in (
    lambda: time.time(1),
    lambda: time.monotonic(1),
    lambda: time.time_ns(key=1),
    lambda: time.sleep(),
    lambda: time.sleep(1, 2),
    lambda: time.sleep(1 << 70),
    lambda: time.sleep(-1),
    lambda: time.mktime(),
    lambda: sys.exit(1, 2),
    lambda: sys.getrecursionlimit(1),
    lambda: sys.setrecursionlimit(),
    lambda: sys.intern(),
    lambda: sys.intern("a", "b"),
    lambda: sys.intern(1),
    lambda: sys.exc_info(1),
    lambda: sys.getrefcount(),
    lambda: sys.excepthook(1),
    lambda: sys.is_finalizing(1),
    lambda: globals(1),
    lambda: locals(1),
    lambda: (i for i in ()).send(),
    lambda: (i for i in ()).close(1),
    lambda: (i for i in ()).throw(),
):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error)
print(len.__doc__, [].append.__text_signature__, sep="\n")

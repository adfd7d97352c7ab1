"""What programs that are started see of os.environ, and what the system's functions say of null bytes."""
import os
import subprocess


def seen():
    return subprocess.run(["sh", "-c", "echo $SHOWN"], capture_output=True, text=True).stdout.strip()


print(repr(seen()))
os.environ["SHOWN"] = "one"
print(seen(), os.system('test "$SHOWN" = one'))
os.putenv("SHOWN", "two")
print(seen(), os.environ["SHOWN"])
del os.environ["SHOWN"]
print(repr(seen()))
for call in (
    lambda: os.environ.__setitem__("a=b", "c"),
    lambda: os.environ.__setitem__("a", "c\0"),
    lambda: os.system("\0"),
    lambda: os.stat("\0"),
    lambda: open("\0"),
    lambda: os.mkdir("\0"),
    lambda: os.stat(2**100),
    lambda: os.fstat("a"),
):
    try:
        call()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
import errno
import sys

print(len(errno.errorcode), errno.errorcode[95], errno.EOPNOTSUPP, errno.errorcode[35], errno.ESTALE)
print(repr(credits), license, "argparse" in sys.stdlib_module_names, sys.thread_info[:2], sorted(sys._current_frames()) != [])
for module in "builtins", "sys", "time", "itertools", "zlib", "_io", "random", "mmap":
    print(module, (__import__(module).__doc__ or "none").splitlines()[0])

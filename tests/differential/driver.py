# Runs many programs in one process: `driver.py FILE [SECONDS]`. FILE has them one after the other, each after a line
# "\x1eNUMBER". Each gets a namespace of its own; its output stands between the lines "\x1eNUMBER" and "\x1f" (the former
# on stderr too). With
# SECONDS (where there are signals) a program that takes longer, or more than 1 GiB, is stopped: its output ends in "\x1d".
import sys


class Stopped(BaseException):
    pass


def stop(*_):
    raise Stopped


seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0
if seconds:
    import resource
    import signal

    signal.signal(signal.SIGPROF, stop)
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

with open(sys.argv[1], encoding="utf-8") as file:
    parts = file.read().split("\x1e")[1:]

for part in parts:
    number, _, source = part.partition("\n")
    print("\x1e" + number, flush=True)
    print("\x1e" + number, file=sys.stderr, flush=True)
    try:
        if seconds:
            signal.setitimer(signal.ITIMER_PROF, seconds)
        # A str, not a code object: names of the module level are globals then.
        exec(source, {"__name__": "__main__"})
    except (Stopped, MemoryError):
        print("\x1d")
    except BaseException as error:
        print("uncaught", type(error).__name__, error)
    finally:
        if seconds:
            signal.setitimer(signal.ITIMER_PROF, 0)
    print("\x1f", flush=True)

"""What the process uses and may use."""

import time as _time

error = OSError
RLIM_INFINITY = -1
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE = range(8)
RLIMIT_MEMLOCK, RLIMIT_AS = 8, 9


class struct_rusage(tuple):
    __module__ = 'resource'
    __slots__ = ()
    n_fields = n_sequence_fields = 16
    n_unnamed_fields = 0
    __match_args__ = ('ru_utime', 'ru_stime', 'ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt',
                      'ru_nswap', 'ru_inblock', 'ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw')

    def __repr__(self):
        return f"resource.struct_rusage({', '.join(f'{n}={v!r}' for n, v in zip(self.__match_args__, self))})"


for _i, _name in enumerate(struct_rusage.__match_args__):
    setattr(struct_rusage, _name, property(lambda self, i=_i: self[i]))
del _i, _name


def getrusage(who, /):
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError('invalid who parameter')
    clock = {RUSAGE_SELF: _time.process_time, RUSAGE_THREAD: _time.thread_time}.get(who, float)
    resident = 0
    try:
        with open('/proc/self/status') as f:
            for line in f:
                if line.startswith('VmHWM:'):
                    resident = int(line.split()[1])
    except OSError:
        pass
    return struct_rusage((clock(), 0.0, resident) + (0,) * 13)


def getrlimit(resource, /):
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource, limits, /):
    soft, hard = limits


def getpagesize():
    return 4096

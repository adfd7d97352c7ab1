"""Calls on descriptors."""

import _syscalls

F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_SETOWN, F_GETOWN = range(10)
F_RDLCK, F_WRLCK, F_UNLCK = 0, 1, 2
F_DUPFD_CLOEXEC = 1030
FD_CLOEXEC = 1
LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
FIONREAD, TIOCGWINSZ = 0x541b, 0x5413


def _descriptor(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def fcntl(fd, cmd, arg=0, /):
    return _syscalls.fcntl(_descriptor(fd), cmd, arg)


def flock(fd, operation, /):
    _syscalls.flock(_descriptor(fd), operation)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    _syscalls.flock(_descriptor(fd), cmd)


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    raise OSError(25, 'Inappropriate ioctl for device')

"""Signals: handlers run at the next safepoint of the interpreter or of compiled code."""

import sys

import _syscalls

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1 = range(1, 11)
SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM = range(11, 16)
SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM = range(16, 27)
SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS = range(27, 32)
SIGCLD, SIGPOLL, SIGIOT, SIGRTMIN, SIGRTMAX = SIGCHLD, SIGIO, SIGABRT, 34, 64
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2


class ItimerError(OSError):
    __module__ = 'signal'


itimer_error = ItimerError
_delivered = False


def default_int_handler(signum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def getsignal(signum, /):
    if not 1 <= signum < NSIG:
        raise ValueError('signal number out of range')
    return _handlers.get(signum, SIG_DFL)


def signal(signum, handler, /):
    previous = getsignal(signum)
    if not (callable(handler) or handler in (SIG_DFL, SIG_IGN)):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if not sys._set_signal(signum, handler if handler in (SIG_DFL, SIG_IGN) else 2):
        raise OSError(22, 'Invalid argument')
    _handlers[signum] = handler
    return previous


def _deliver(bits):
    global _delivered
    _delivered = True
    for signum in range(1, 32):
        handler = _handlers.get(signum)
        if bits >> signum & 1 and callable(handler):
            handler(signum, sys._getframe())


def alarm(seconds, /):
    return sys._alarm(seconds)


def raise_signal(signum, /):
    import os
    os.kill(os.getpid(), signum)


def strsignal(signum, /):
    if not 1 <= signum < NSIG:
        raise ValueError('signal number out of range')
    return _syscalls.strsignal(signum)


def setitimer(which, seconds, interval=0.0, /):
    try:
        return _syscalls.setitimer(which, float(seconds), float(interval))
    except OSError as e:
        raise ItimerError(*e.args) from None


def getitimer(which, /):
    try:
        return _syscalls.getitimer(which)
    except OSError as e:
        raise ItimerError(*e.args) from None


def pause():
    import time
    global _delivered
    _delivered = False
    while not _delivered:
        time.sleep(0.01)


def valid_signals():
    return set(range(1, NSIG)) - {32, 33}


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signum, flag, /):
    pass

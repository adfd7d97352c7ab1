"""Signals: handlers can be set and asked for; none is delivered yet."""

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1 = range(1, 11)
SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM = range(11, 16)
SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU = range(17, 23)


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
    _handlers[signum] = handler
    return previous


def _handle(signum):
    """Does what the program wants to be done about a signal to itself; False leaves it to the system."""
    handler = getsignal(signum)
    if callable(handler):
        handler(signum, None)
        return True
    return handler == SIG_IGN


def raise_signal(signum, /):
    if not _handle(signum):
        import os
        os.kill(os.getpid(), signum)


def strsignal(signum, /):
    return {SIGINT: 'Interrupt', SIGTERM: 'Terminated', SIGKILL: 'Killed'}.get(signum)


def valid_signals():
    return set(range(1, NSIG)) - {32, 33}


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signum, flag, /):
    pass

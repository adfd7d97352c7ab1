"""Threads' primitives where there is one thread."""

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


class LockType:
    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1:
            if not blocking:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if timeout < 0:
                raise ValueError('timeout value must be a non-negative number')
        if not self._locked:
            self._locked = True
            return True
        if blocking and timeout == -1:
            raise RuntimeError('deadlock: the only thread waits for a lock that it holds')
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError('release unlocked lock')
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._locked = False

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = 'locked' if self._locked else 'unlocked'
        return f'<{state} _thread.lock object at {id(self):#x}>'


LockType.__name__ = LockType.__qualname__ = 'lock'


class RLock:
    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1

    def _is_owned(self):
        return self._count > 0

    def _acquire_restore(self, state):
        self._count = state[0]

    def _release_save(self):
        state = self._count, get_ident()
        self._count = 0
        return state

    def _at_fork_reinit(self):
        self._count = 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = 'locked' if self._count else 'unlocked'
        owner = get_ident() if self._count else 0
        return f'<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>'


class _local:
    pass


class _ExceptHookArgs(tuple):
    pass


def _excepthook(args, /):
    import sys
    sys.excepthook(*args[:3])


def allocate_lock():
    return LockType()


allocate = allocate_lock


def get_ident():
    return 1


get_native_id = get_ident


def _set_sentinel():
    return LockType()


def stack_size(size=0, /):
    return 0


def start_new_thread(function, args, kwargs={}, /):
    raise error("can't start new thread")


start_new = start_new_thread


def daemon_threads_allowed():
    return True


def interrupt_main(signum=2, /):
    raise KeyboardInterrupt


def exit():
    raise SystemExit


exit_thread = exit


def _count():
    return 0

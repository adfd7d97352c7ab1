"""Semaphores of one process: there are no others that could share them."""

import threading as _threading

flags = {'HAVE_SEM_OPEN': 1, 'HAVE_SEM_TIMEDWAIT': 1}


class SemLock:
    __module__ = '_multiprocessing'
    SEM_VALUE_MAX = 2147483647

    def __init__(self, kind, value, maxvalue, name, unlink):
        if kind not in (0, 1):
            raise ValueError('unrecognized kind')
        # Without a name: nobody need remove it.
        self.kind, self.maxvalue, self.name, self.handle = kind, maxvalue, None, 0
        self._value, self._count, self._owner = value, 0, None
        self._changed = _threading.Condition()

    def _is_mine(self):
        return self._count > 0 and self._owner == _threading.get_ident()

    def _get_value(self):
        return self._value

    def _is_zero(self):
        return self._value == 0

    def acquire(self, block=True, timeout=None):
        if self.kind == 0 and self._is_mine():
            self._count += 1
            return True
        with self._changed:
            if not self._changed.wait_for(lambda: self._value > 0, timeout if block else 0):
                return False
            self._value -= 1
            self._owner = _threading.get_ident()
            self._count += 1
        return True

    def release(self):
        if self.kind == 0:
            if not self._is_mine():
                raise AssertionError('attempt to release recursive lock not owned by thread')
            if self._count > 1:
                self._count -= 1
                return
        with self._changed:
            if self._value >= self.maxvalue:
                raise ValueError('semaphore or lock released too many times')
            self._value += 1
            self._count -= 1
            self._changed.notify()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def _after_fork(self):
        self._count = 0


def sem_unlink(name, /):
    pass

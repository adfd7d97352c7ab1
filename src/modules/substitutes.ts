/** Modules that CPython has in C and that are best said in Python here. */
export const SUBSTITUTES: ReadonlyMap<string, string> = new Map([
  [
    "_thread",
    `
error = RuntimeError
TIMEOUT_MAX = 9223372036.0
class lock:
    __slots__ = ('_locked',)
    def __init__(self):
        self._locked = False
    def acquire(self, blocking=True, timeout=-1):
        if self._locked:
            if blocking and timeout < 0:
                raise RuntimeError('deadlock: there is only one thread')
            return False
        self._locked = True
        return True
    acquire_lock = acquire
    def release(self):
        if not self._locked:
            raise RuntimeError('release unlocked lock')
        self._locked = False
    release_lock = release
    def locked(self):
        return self._locked
    locked_lock = locked
    def _at_fork_reinit(self):
        self._locked = False
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()
    def __repr__(self):
        return f"<{'locked' if self._locked else 'unlocked'} _thread.lock object at {hex(id(self))}>"
class RLock:
    __slots__ = ('_count',)
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
    def _release_save(self):
        count, self._count = self._count, 0
        return count
    def _acquire_restore(self, count):
        self._count = count
    def _at_fork_reinit(self):
        self._count = 0
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()
class _local:
    pass
LockType = lock
def allocate_lock():
    return lock()
allocate = allocate_lock
def get_ident():
    return 1
get_native_id = get_ident
def _set_sentinel():
    return lock()
def _count():
    return 0
def stack_size(size=0, /):
    return 0
def daemon_threads_allowed():
    return False
def start_new_thread(function, args, kwargs={}, /):
    raise NotImplementedError('threads are not supported yet')
start_new = start_new_thread
def interrupt_main(signum=2, /):
    raise KeyboardInterrupt
def exit():
    raise SystemExit
class _ExceptHookArgs(tuple):
    pass
def _excepthook(args, /):
    import sys
    sys.excepthook(args[0], args[1], args[2])
`,
  ],
  [
    "errno",
    `
errorcode = {}
for _i, _names in enumerate('''- EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST
EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK
ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP'''.split()):
    if _i:
        globals()[_names] = _i
        errorcode[_i] = _names
for _i, _names in {61: 'ENODATA', 62: 'ETIME', 71: 'EPROTO', 75: 'EOVERFLOW', 84: 'EILSEQ', 88: 'ENOTSOCK', 89: 'EDESTADDRREQ', 90: 'EMSGSIZE',
        91: 'EPROTOTYPE', 92: 'ENOPROTOOPT', 93: 'EPROTONOSUPPORT', 95: 'EOPNOTSUPP', 97: 'EAFNOSUPPORT', 98: 'EADDRINUSE',
        99: 'EADDRNOTAVAIL', 100: 'ENETDOWN', 101: 'ENETUNREACH', 103: 'ECONNABORTED', 104: 'ECONNRESET', 105: 'ENOBUFS',
        106: 'EISCONN', 107: 'ENOTCONN', 108: 'ESHUTDOWN', 110: 'ETIMEDOUT', 111: 'ECONNREFUSED', 112: 'EHOSTDOWN',
        113: 'EHOSTUNREACH', 114: 'EALREADY', 115: 'EINPROGRESS', 122: 'EDQUOT', 125: 'ECANCELED'}.items():
    globals()[_names] = _i
    errorcode[_i] = _names
EWOULDBLOCK = EAGAIN
ENOTSUP = EOPNOTSUPP
EDEADLOCK = EDEADLK
del _i, _names
`,
  ],
  [
    "atexit",
    `
import sys
_callbacks = []
def register(func, /, *args, **kwargs):
    _callbacks.append((func, args, kwargs))
    return func
def unregister(func, /):
    _callbacks[:] = [c for c in _callbacks if c[0] != func]
def _clear():
    _callbacks.clear()
def _ncallbacks():
    return len(_callbacks)
def _run_exitfuncs():
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as e:
            print('Exception ignored in atexit callback:', repr(func), file=sys.stderr)
            sys.excepthook(type(e), e, e.__traceback__)
sys._at_exit(_run_exitfuncs)
`,
  ],
]);

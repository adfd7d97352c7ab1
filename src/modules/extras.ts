import { POSIX } from "./posix-python.js";

/** Python code that completes a native module, run in its namespace when it is imported. */
export const MODULE_EXTRAS: Readonly<Record<string, string>> = {
  random: `
def __getattr__(name):
    if not name.startswith('__'):
        import _pyrandom
        if hasattr(_pyrandom, name):
            return getattr(_pyrandom, name)
    raise AttributeError(f"module 'random' has no attribute {name!r}")
__all__ = ['Random', 'SystemRandom', 'betavariate', 'choice', 'choices', 'expovariate', 'gammavariate', 'gauss',
    'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint', 'random',
    'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform', 'vonmisesvariate', 'weibullvariate']
`,
  _thread: `
import sys
from _threadstate import ident as get_ident
error = RuntimeError
TIMEOUT_MAX = 9223372036.0
def _duration(blocking, timeout):
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout < 0 and timeout != -1:
        raise ValueError('timeout value must be positive')
    if timeout > TIMEOUT_MAX:
        raise OverflowError('timeout value is too large')
    return timeout
def _wait_for(self, timeout):
    from time import monotonic
    end = monotonic() + timeout
    while self._owner:
        left = -1
        if timeout >= 0:
            left = end - monotonic()
            if left <= 0:
                return False
        self._waiting += 1
        try:
            _wait(self, left)
        finally:
            self._waiting -= 1
    return True
# No turn ends between a look at _owner and the assignment that follows: there is no call, and no jump back.
class lock:
    __slots__ = ('_owner', '_waiting', '__weakref__')
    __module__ = '_thread'
    def __new__(cls):
        raise TypeError("cannot create '_thread.lock' instances")
    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1 or not blocking:
            timeout = _duration(blocking, timeout)
        if self._owner:
            if timeout == 0 or not _wait_for(self, timeout):
                return False
        self._owner = 1
        return True
    acquire_lock = acquire
    def release(self):
        if not self._owner:
            raise RuntimeError('release unlocked lock')
        self._owner = 0
        if self._waiting:
            _wake(self)
    release_lock = release
    def locked(self):
        return self._owner != 0
    locked_lock = locked
    def _at_fork_reinit(self):
        self._owner = self._waiting = 0
    def __enter__(self):
        if self._owner:
            _wait_for(self, -1)
        self._owner = 1
        return True
    def __exit__(self, *exc):
        self.release()
    def __repr__(self):
        return f"<{'locked' if self._owner else 'unlocked'} _thread.lock object at {hex(id(self))}>"
class RLock:
    __slots__ = ('_owner', '_waiting', '_count', '__weakref__')
    __module__ = '_thread'
    def __init__(self):
        self._owner = self._waiting = self._count = 0
    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if timeout != -1 or not blocking:
            timeout = _duration(blocking, timeout)
        if self._owner == me:
            self._count += 1
            return True
        if self._owner:
            if timeout == 0 or not _wait_for(self, timeout):
                return False
        self._owner = me
        self._count = 1
        return True
    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            self._owner = 0
            if self._waiting:
                _wake(self)
    def _is_owned(self):
        return self._owner == get_ident()
    def _release_save(self):
        if not self._count:
            raise RuntimeError('cannot release un-acquired lock')
        state = self._count, self._owner
        self._count = self._owner = 0
        if self._waiting:
            _wake(self)
        return state
    def _acquire_restore(self, state):
        if self._owner:
            _wait_for(self, -1)
        self._count, self._owner = state
    def _at_fork_reinit(self):
        self._owner = self._waiting = self._count = 0
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()
    def __repr__(self):
        state = 'locked' if self._owner else 'unlocked'
        return f'<{state} _thread.RLock object owner={self._owner} count={self._count} at {hex(id(self))}>'
LockType = lock
def allocate_lock():
    self = object.__new__(lock)
    self._owner = self._waiting = 0
    return self
allocate = allocate_lock
# The attributes of thread-local objects, by thread and by the object's number.
_dicts = {}
_last_local = 0
class _Key:
    __slots__ = ('number', 'args', 'kwargs', 'ident')
    def __del__(self):
        for dicts in list(_dicts.values()):
            dicts.pop(self.number, None)
class _local:
    __slots__ = ('_key', '__dict__', '__weakref__')
    def __new__(cls, /, *args, **kwargs):
        global _last_local
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        key = _Key()
        _last_local += 1
        key.number, key.args, key.kwargs, key.ident = _last_local, args, kwargs, get_ident()
        object.__setattr__(self, '_key', key)
        _dicts.setdefault(key.ident, {})[key.number] = object.__getattribute__(self, '__dict__')
        return self
    def __getattribute__(self, name, /):
        if _key_of(self).ident != get_ident():
            _show_own(self)
        return object.__getattribute__(self, name)
    def __setattr__(self, name, value, /):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        if _key_of(self).ident != get_ident():
            _show_own(self)
        return object.__setattr__(self, name, value)
    def __delattr__(self, name, /):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        if _key_of(self).ident != get_ident():
            _show_own(self)
        return object.__delattr__(self, name)
_local.__name__ = _local.__qualname__ = '_local'
_key_of = _local._key.__get__
def _show_own(self):
    key = _key_of(self)
    key.ident = me = get_ident()
    dicts = _dicts.setdefault(me, {})
    if key.number in dicts:
        object.__setattr__(self, '__dict__', dicts[key.number])
        return
    dicts[key.number] = own = {}
    object.__setattr__(self, '__dict__', own)
    if type(self).__init__ is not object.__init__:
        type(self).__init__(self, *key.args, **key.kwargs)
def get_native_id():
    import posix
    return posix.getpid() + get_ident() - 1
_sentinels = {}
def _set_sentinel():
    _sentinels[get_ident()] = sentinel = allocate_lock()
    return sentinel
_stack_size = 0
def stack_size(size=0, /):
    global _stack_size
    if size < 0:
        raise ValueError('size must be 0 or a positive value')
    if 0 < size < 32768:
        raise ValueError('size not valid: %d bytes' % size)
    old, _stack_size = _stack_size, size
    return old
def daemon_threads_allowed():
    return True
def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError('first arg must be callable')
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    if not isinstance(kwargs, dict):
        raise TypeError('optional 3rd arg must be a dictionary')
    def run():
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as e:
            sys.unraisablehook(type(sys.implementation)(exc_type=type(e), exc_value=e, exc_traceback=e.__traceback__,
                err_msg='Exception ignored in thread started by', object=function))
        finally:
            me = get_ident()
            _dicts.pop(me, None)
            sentinel = _sentinels.pop(me, None)
            if sentinel is not None and sentinel._owner:
                sentinel.release()
    return _start(run)
start_new = start_new_thread
def interrupt_main(signum=2, /):
    import _signal
    if not 1 <= signum < _signal.NSIG:
        raise ValueError('signal number out of range')
    if _signal.getsignal(signum) not in (_signal.SIG_DFL, _signal.SIG_IGN):
        _signal.raise_signal(signum)
def exit():
    raise SystemExit
exit_thread = exit
def _poll(pairs, milliseconds):
    import _syscalls
    if not _several() or milliseconds == 0:
        return _syscalls.poll(pairs, milliseconds)
    from time import monotonic
    end = monotonic() + milliseconds / 1000
    left = -1
    while True:
        found = _syscalls.poll(pairs, 0)
        if any(found[1::2]):
            return found
        if milliseconds > 0:
            left = end - monotonic()
            if left <= 0:
                return found
        _wait_descriptors(pairs, left)
def _until_readable(fd):
    if _several():
        _poll([fd, 1], -1)
`,
  unicodedata: `
import sys
# The oldest version, for internationalised domain names: what it did not know yet, they do not ask for.
ucd_3_2_0 = type(sys.implementation)(**{n: v for n, v in globals().items() if callable(v)}, unidata_version='3.2.0')
del sys
`,
  time: `
timezone = altzone = daylight = 0
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID = 0, 1, 2, 3
def get_clock_info(name, /):
    import sys
    try:
        clock, monotonic = {'time': ('CLOCK_REALTIME', False), 'monotonic': ('CLOCK_MONOTONIC', True),
            'perf_counter': ('CLOCK_MONOTONIC', True), 'process_time': ('CLOCK_PROCESS_CPUTIME_ID', True),
            'thread_time': ('CLOCK_THREAD_CPUTIME_ID', True)}[name]
    except KeyError:
        raise ValueError('unknown clock') from None
    return type(sys.implementation)(implementation=f'clock_gettime({clock})', monotonic=monotonic,
        adjustable=not monotonic, resolution=1e-09)
def _select_clock(readers, clock):
    if not 0 <= clock < len(readers):
        raise OSError(22, 'Invalid argument')
    return readers[clock]
def clock_gettime(clock, /):
    return _select_clock((time, monotonic, process_time, thread_time), clock)()
def clock_gettime_ns(clock, /):
    return _select_clock((time_ns, monotonic_ns, process_time_ns, thread_time_ns), clock)()
def clock_getres(clock, /):
    return _select_clock((1e-09,) * 4, clock)
def tzset():
    pass
tzname = ('UTC', 'UTC')
class struct_time(tuple):
    __module__ = 'time'
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    __match_args__ = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
    def __new__(cls, sequence, dict={}, /):
        try:
            fields = tuple(sequence)
        except TypeError:
            raise TypeError('constructor requires a sequence') from None
        if not 9 <= len(fields) <= 11:
            most = 'least 9' if len(fields) < 9 else 'most 11'
            raise TypeError(f'time.struct_time() takes an at {most}-sequence ({len(fields)}-sequence given)')
        self = tuple.__new__(cls, fields[:9])
        self.__dict__.update(zip(('tm_zone', 'tm_gmtoff'), fields[9:]), **dict)
        return self
    tm_zone = tm_gmtoff = None
    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'time.struct_time' object has no attribute {name!r}")
    def __reduce__(self):
        return struct_time, (tuple(self), {'tm_zone': self.tm_zone, 'tm_gmtoff': self.tm_gmtoff})
    def __repr__(self):
        return 'time.struct_time(' + ', '.join(f'{n}={v!r}' for n, v in zip(self.__match_args__, self)) + ')'
for _i, _n in enumerate(struct_time.__match_args__):
    setattr(struct_time, _n, property(lambda self, i=_i: self[i]))
del _i, _n
_STRUCT_TM_ITEMS = 11
`,
  posix: POSIX,
};

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
    __slots__ = ()
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    __match_args__ = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
    def __new__(cls, sequence, dict={}, /):
        try:
            sequence = tuple(sequence)
        except TypeError:
            raise TypeError('constructor requires a sequence') from None
        if len(sequence) < 9:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(sequence)}-sequence given)')
        return tuple.__new__(cls, sequence[:9])
    tm_zone = property(lambda self: 'UTC')
    tm_gmtoff = property(lambda self: 0)
    def __repr__(self):
        return 'time.struct_time(' + ', '.join(f'{n}={v!r}' for n, v in zip(self.__match_args__, self)) + ')'
for _i, _n in enumerate(struct_time.__match_args__):
    setattr(struct_time, _n, property(lambda self, i=_i: self[i]))
del _i, _n
_STRUCT_TM_ITEMS = 11
`,
  posix: `
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
O_NONBLOCK, O_CLOEXEC, O_NOFOLLOW, O_DIRECTORY = 2048, 524288, 131072, 65536
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
_have_functions = []
error = OSError
import _syscalls
from _thread import _several, _until_readable, _wait
environ = {k.encode('utf-8', 'surrogateescape'): v.encode('utf-8', 'surrogateescape') for k, v in _environ()}
def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        method = kind.__fspath__
    except AttributeError:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__) from None
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f'expected {kind.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}')
def _fd(fd):
    if not isinstance(fd, int):
        raise TypeError(f"'{type(fd).__name__}' object cannot be interpreted as an integer")
    if not -2**31 <= fd < 2**31:
        raise OverflowError('fd is greater than maximum' if fd > 0 else 'fd is less than minimum')
    return int.__index__(fd)
def _path(path, function='stat'):
    if isinstance(path, int):
        return _fd(path)
    if not isinstance(path, (str, bytes)) and not hasattr(type(path), '__fspath__'):
        raise TypeError(f'{function}: path should be string, bytes, os.PathLike or integer, not {type(path).__name__}')
    return _text(path)
def _text(path):
    path = fspath(path)
    if isinstance(path, bytes):
        path = path.decode('utf-8', 'surrogateescape')
    if '\\0' in path:
        raise ValueError('embedded null byte')
    return path
class stat_result(tuple):
    __module__ = 'os'
    n_fields, n_sequence_fields, n_unnamed_fields = 19, 10, 3
    _names = ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime')
    __match_args__ = _names[:7]
    def __new__(cls, fields, dict={}, /):
        self = tuple.__new__(cls, tuple(fields)[:10])
        fields = tuple(fields) + (None,) * 6
        for i, clock in enumerate(('atime', 'mtime', 'ctime')):
            ns = fields[10 + i]
            self.__dict__['st_' + clock + '_ns'] = ns
            self.__dict__['st_' + clock] = self[7 + i] if ns is None else ns / 1e9
        self.__dict__['st_blksize'], self.__dict__['st_blocks'] = fields[13], fields[14]
        return self
    def __repr__(self):
        return 'os.stat_result(' + ', '.join(f'{n}={v!r}' for n, v in zip(self._names, self)) + ')'
for _i in range(7):
    setattr(stat_result, stat_result._names[_i], property(lambda self, i=_i: self[i]))
del _i
def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_stat(_path(path), follow_symlinks))
def lstat(path, *, dir_fd=None):
    return stat_result(_stat(_path(path, 'lstat'), False))
def fstat(fd):
    return stat_result(_stat(_fd(fd), True))
class statvfs_result(tuple):
    __module__ = 'os'
    _names = ('f_bsize', 'f_frsize', 'f_blocks', 'f_bfree', 'f_bavail', 'f_files', 'f_ffree', 'f_favail', 'f_flag', 'f_namemax')
    def __repr__(self):
        return 'os.statvfs_result(' + ', '.join(f'{n}={v!r}' for n, v in zip(self._names, self)) + ')'
for _i in range(10):
    setattr(statvfs_result, statvfs_result._names[_i], property(lambda self, i=_i: self[i]))
del _i
def statvfs(path):
    return statvfs_result(_statvfs(_path(path, 'statvfs')))
def listdir(path=None):
    names = _listdir('.' if path is None else _path(path, 'listdir'))
    return [name.encode('utf-8', 'surrogateescape') for name in names] if isinstance(path, bytes) else names
class DirEntry:
    __module__ = 'posix'
    __class_getitem__ = classmethod(type(list[int]))
    def __init__(self, name, path):
        self.name, self.path = name, path
    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)
    def _is(self, kind, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False
    def is_dir(self, *, follow_symlinks=True):
        return self._is(0o040000, follow_symlinks)
    def is_file(self, *, follow_symlinks=True):
        return self._is(0o100000, follow_symlinks)
    def is_symlink(self):
        return self._is(0o120000, False)
    def inode(self):
        return self.stat(follow_symlinks=False).st_ino
    def __fspath__(self):
        return self.path
    def __repr__(self):
        return f'<DirEntry {self.name!r}>'
class _ScandirIterator:
    def __init__(self, entries):
        self._entries = iter(entries)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def close(self):
        self._entries = iter(())
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()
def scandir(path=None):
    top = '.' if path is None else fspath(path)
    join = (lambda n: top + (b'' if top.endswith(b'/') else b'/') + n) if isinstance(top, bytes) else (
        lambda n: top + ('' if top.endswith('/') else '/') + n)
    return _ScandirIterator([DirEntry(name, join(name)) for name in listdir(top)])
def mkdir(path, mode=0o777, *, dir_fd=None):
    _mkdir(_path(path, 'mkdir'), mode)
def rmdir(path, *, dir_fd=None):
    _rmdir(_path(path, 'rmdir'))
def unlink(path, *, dir_fd=None):
    _unlink(_path(path, 'unlink'))
remove = unlink
def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _rename(_path(src, 'rename'), _path(dst, 'rename'))
replace = rename
def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _symlink(_path(src, 'symlink'), _path(dst, 'symlink'))
def readlink(path, *, dir_fd=None):
    return _readlink(_path(path, 'readlink'))
def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _chmod(_path(path, 'chmod'), mode)
def chdir(path):
    _chdir(_path(path, 'chdir'))
def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _access(_path(path, 'access'), mode)
def getcwdb():
    return getcwd().encode('utf-8', 'surrogateescape')
def putenv(name, value, /):
    name = _text(name)
    if '=' in name:
        raise ValueError('illegal environment variable name')
    _putenv(name, _text(value))
def unsetenv(name, /):
    _unsetenv(_text(name))
def urandom(size, /):
    if size < 0:
        raise ValueError('negative argument not allowed')
    return _urandom(size)
class terminal_size(tuple):
    __module__ = 'os'
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])
    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'
def get_terminal_size(fd=1, /):
    raise OSError(25, 'Inappropriate ioctl for device')
O_SYNC, O_DSYNC, O_NOCTTY, O_ACCMODE = 1052672, 4096, 256, 3
EX_OK, WNOHANG, WUNTRACED = 0, 1, 2
def strerror(code, /):
    return _syscalls.strerror(code)
def open(path, flags, mode=0o777, *, dir_fd=None):
    path = fspath(path)
    raw = path.encode('utf-8', 'surrogateescape') if isinstance(path, str) else path
    if b'\\0' in raw:
        raise ValueError('embedded null byte')
    try:
        return _syscalls.open(raw, flags, mode)
    except OSError as e:
        failed = OSError(e.errno, e.strerror, path)
    raise failed
def read(fd, size, /):
    _until_readable(fd)
    return _syscalls.read(fd, size)
def write(fd, data, /):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return _syscalls.write(fd, data)
def lseek(fd, position, whence, /):
    return _syscalls.lseek(fd, position, whence)
def close(fd):
    _syscalls.close(fd)
def pipe():
    return _syscalls.pipe()
def pipe2(flags, /):
    return _syscalls.pipe()
def dup(fd, /):
    return _syscalls.dup(fd)
def dup2(fd, fd2, inheritable=True):
    return _syscalls.dup2(fd, fd2)
def isatty(fd, /):
    return _syscalls.isatty(fd)
def kill(pid, signal, /):
    _syscalls.kill(pid, signal)
    import sys
    sys._check_signals()
def get_blocking(fd, /):
    return _syscalls.blocking(fd, None)
def set_blocking(fd, blocking, /):
    _syscalls.blocking(fd, blocking)
def get_inheritable(fd, /):
    return False
def set_inheritable(fd, inheritable, /):
    pass
def closerange(low, high, /):
    for fd in range(low, high):
        try:
            _syscalls.close(fd)
        except OSError:
            pass
def fsync(fd):
    _fsync(fd if isinstance(fd, int) else fd.fileno())
fdatasync = fsync
def ftruncate(fd, length, /):
    _ftruncate(fd, length)
def truncate(path, length):
    _ftruncate(path, length) if isinstance(path, int) else _truncate(_path(path, 'truncate'), length)
def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if ns is not None:
        times = ns[0] / 1e9, ns[1] / 1e9
    elif times is None:
        import time
        times = (time.time(),) * 2
    _utime(_path(path, 'utime'), float(times[0]), float(times[1]))
def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _link(_path(src, 'link'), _path(dst, 'link'))
def fchmod(fd, mode):
    _chmod(fd, mode)
def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    _chown(_path(path, 'chown'), uid, gid)
def getegid():
    return getgid()
def getgroups():
    return [getgid()]
def getpgrp():
    return getpid()
def sched_yield():
    pass
def device_encoding(fd):
    return 'UTF-8' if isatty(fd) else None
def getlogin():
    return environ.get(b'USER', b'root').decode()
class times_result(tuple):
    __module__ = 'posix'
    user = property(lambda self: self[0])
    system = property(lambda self: self[1])
    children_user = property(lambda self: self[2])
    children_system = property(lambda self: self[3])
    elapsed = property(lambda self: self[4])
    def __repr__(self):
        names = 'user', 'system', 'children_user', 'children_system', 'elapsed'
        return 'posix.times_result(' + ', '.join(f'{n}={v!r}' for n, v in zip(names, self)) + ')'
def times():
    import time
    return times_result((time.process_time(), 0.0, 0.0, 0.0, time.monotonic()))
def waitpid(pid, options, /):
    if not options & WNOHANG:
        while _several():
            result = _syscalls.waitpid(pid, options | WNOHANG)
            if result[0]:
                return result
            _wait(None, 0.002)
    return _syscalls.waitpid(pid, options)
def WIFEXITED(status):
    return status & 127 == 0
def WEXITSTATUS(status):
    return status >> 8 & 255
def WIFSIGNALED(status):
    return 0 < status & 127 < 127
def WTERMSIG(status):
    return status & 127
def WIFSTOPPED(status):
    return status & 255 == 127
def WSTOPSIG(status):
    return status >> 8 & 255
def waitstatus_to_exitcode(status):
    return -(status & 127) if status & 127 else status >> 8
def system(command):
    import sys
    sys.stdout.flush()
    return _system(command)
class uname_result(tuple):
    __module__ = 'posix'
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])
    def __repr__(self):
        names = 'sysname', 'nodename', 'release', 'version', 'machine'
        return 'posix.uname_result(' + ', '.join(f'{k}={v!r}' for k, v in zip(names, self)) + ')'
def uname():
    return uname_result(_uname())
`,
};

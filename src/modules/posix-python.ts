/** What is plain Python about the module `posix`, over the system calls of posix.ts, `_syscalls` and `_libc`. */
export const POSIX = `
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
O_NONBLOCK, O_CLOEXEC, O_NOFOLLOW, O_DIRECTORY = 2048, 524288, 131072, 65536
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
_have_functions = '''HAVE_FACCESSAT HAVE_FCHDIR HAVE_FCHMOD HAVE_FCHMODAT HAVE_FCHOWN HAVE_FCHOWNAT HAVE_FDOPENDIR HAVE_FPATHCONF
    HAVE_FSTATAT HAVE_FSTATVFS HAVE_FTRUNCATE HAVE_FUTIMENS HAVE_LCHOWN HAVE_LINKAT HAVE_LSTAT HAVE_LUTIMES HAVE_MKDIRAT HAVE_MKFIFOAT
    HAVE_MKNODAT HAVE_OPENAT HAVE_READLINKAT HAVE_RENAMEAT HAVE_SYMLINKAT HAVE_UNLINKAT HAVE_UTIMENSAT'''.split()
error = OSError
import _libc
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
def _path(path, function='stat', name='path', fd=False):
    if fd and isinstance(path, int):
        return _fd(path)
    if not isinstance(path, (str, bytes)) and not hasattr(type(path), '__fspath__'):
        kinds = 'string, bytes, os.PathLike or integer' if fd else 'string, bytes or os.PathLike'
        raise TypeError(f'{function}: {name} should be {kinds}, not {type(path).__name__}')
    path = _text(path)
    if not path.isascii():
        try:
            path.encode()
        except UnicodeEncodeError:
            return path.encode('utf-8', 'surrogateescape')
    return path
def _raw(path, function, name='path'):
    path = _path(path, function, name)
    return path if isinstance(path, bytes) else path.encode('utf-8', 'surrogateescape')
def _named(name):
    return name if isinstance(name, str) else name.decode('utf-8', 'surrogateescape')
def _enter(dir_fd):
    """Goes to the directory of a descriptor; gives one for the way back."""
    if not isinstance(dir_fd, int):
        raise TypeError(f'argument should be integer or None, not {type(dir_fd).__name__}')
    here = _syscalls.open(b'.', O_RDONLY | O_DIRECTORY, 0)
    try:
        # A descriptor that was closed may be the one just opened.
        _libc.fchdir(-1 if here == dir_fd else _fd(dir_fd))
    except OSError:
        _syscalls.close(here)
        raise
    return here
def _at(dir_fd, names, call, *args):
    """call(*args) where the directory of the descriptor is the current one. An error names what the caller named."""
    here = -1
    try:
        if dir_fd is not None:
            here = _enter(dir_fd)
        return call(*args)
    except OSError as e:
        failed = OSError(e.errno, e.strerror, *[name if name is None or isinstance(name, int) else fspath(name) for name in names])
    finally:
        if here >= 0:
            _libc.fchdir(here)
            _syscalls.close(here)
    raise failed
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
            self.__dict__['st_' + clock] = self[7 + i] if ns is None else self[7 + i] + 1e-9 * (ns % 1000000000)
        self.__dict__['st_blksize'], self.__dict__['st_blocks'] = fields[13], fields[14]
        return self
    def __repr__(self):
        return 'os.stat_result(' + ', '.join(f'{n}={v!r}' for n, v in zip(self._names, self)) + ')'
for _i in range(7):
    setattr(stat_result, stat_result._names[_i], property(lambda self, i=_i: self[i]))
del _i
# Streams that have something to write, dropped ones among them, and what makes them write it: \`_io\` fills this in.
_unsettled = {}
def stat(path, *, dir_fd=None, follow_symlinks=True):
    if _unsettled:
        _settle_all()
    target = _path(path, 'stat', fd=True)
    if dir_fd is None and isinstance(path, str) and isinstance(target, str):
        return stat_result(_stat(target, follow_symlinks))
    if isinstance(path, int):
        if dir_fd is not None:
            raise ValueError("stat: can't specify dir_fd without matching path")
        if not follow_symlinks:
            raise ValueError('stat: cannot use fd and follow_symlinks together')
        return stat_result(_at(None, (), _stat, target, True))
    return stat_result(_at(dir_fd, (path,), _stat, target, follow_symlinks))
def lstat(path, *, dir_fd=None):
    target = _path(path, 'lstat')
    if dir_fd is None and isinstance(path, str) and isinstance(target, str):
        return stat_result(_stat(target, False))
    return stat_result(_at(dir_fd, (path,), _stat, target, False))
def fstat(fd):
    return stat_result(_at(None, (), _stat, _fd(fd), True))
class statvfs_result(tuple):
    __module__ = 'os'
    _names = ('f_bsize', 'f_frsize', 'f_blocks', 'f_bfree', 'f_bavail', 'f_files', 'f_ffree', 'f_favail', 'f_flag', 'f_namemax')
    def __repr__(self):
        return 'os.statvfs_result(' + ', '.join(f'{n}={v!r}' for n, v in zip(self._names, self)) + ')'
for _i in range(10):
    setattr(statvfs_result, statvfs_result._names[_i], property(lambda self, i=_i: self[i]))
del _i
def statvfs(path):
    if isinstance(path, int):
        path = f'/proc/self/fd/{_fd(path)}'
    return statvfs_result(_at(None, (path,), _statvfs, _path(path, 'statvfs')))
fstatvfs = statvfs
def listdir(path=None):
    if isinstance(path, int):
        return [name.decode('utf-8', 'surrogateescape') for name in _libc.listdir(_fd(path))]
    if path is None:
        return [_named(name) for name in _listdir('.')]
    names = [_named(name) for name in _at(None, (path,), _listdir, _path(path, 'listdir', fd=True))]
    return [name.encode('utf-8', 'surrogateescape') for name in names] if isinstance(path, bytes) else names
class DirEntry:
    __module__ = 'posix'
    __class_getitem__ = classmethod(type(list[int]))
    def __init__(self, name, path, dir_fd=None):
        self.name, self.path, self._dir_fd = name, path, dir_fd
    def stat(self, *, follow_symlinks=True):
        return stat(self.path, dir_fd=self._dir_fd, follow_symlinks=follow_symlinks)
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
    if isinstance(path, int):
        return _ScandirIterator([DirEntry(name, name, path) for name in listdir(path)])
    top = '.' if path is None else _path(path, 'scandir', fd=True) and fspath(path)
    join = (lambda n: top + (b'' if top.endswith(b'/') else b'/') + n) if isinstance(top, bytes) else (
        lambda n: top + ('' if top.endswith('/') else '/') + n)
    return _ScandirIterator([DirEntry(name, join(name)) for name in listdir(top)])
def mkdir(path, mode=0o777, *, dir_fd=None):
    _at(dir_fd, (path,), _mkdir, _path(path, 'mkdir'), mode)
def rmdir(path, *, dir_fd=None):
    _at(dir_fd, (path,), _rmdir, _path(path, 'rmdir'))
def unlink(path, *, dir_fd=None):
    _at(dir_fd, (path,), _unlink, _path(path, 'unlink'))
def remove(path, *, dir_fd=None):
    _at(dir_fd, (path,), _unlink, _path(path, 'remove'))
_AT_FDCWD, _AT_SYMLINK_FOLLOW = -100, 1024
def _dir(fd):
    return _AT_FDCWD if fd is None else _fd(fd)
def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _at(None, (src, None, dst), _libc.renameat, _dir(src_dir_fd), _raw(src, 'rename', 'src'), _dir(dst_dir_fd), _raw(dst, 'rename', 'dst'))
def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _at(None, (src, None, dst), _libc.renameat, _dir(src_dir_fd), _raw(src, 'replace', 'src'), _dir(dst_dir_fd), _raw(dst, 'replace', 'dst'))
def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _at(dir_fd, (src, None, dst), _symlink, _path(src, 'symlink', 'src'), _path(dst, 'symlink', 'dst'))
def readlink(path, *, dir_fd=None):
    target = _named(_at(dir_fd, (path,), _readlink, _path(path, 'readlink')))
    return target.encode('utf-8', 'surrogateescape') if isinstance(path, bytes) else target
def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    if not follow_symlinks and not isinstance(path, int) and (lstat(path, dir_fd=dir_fd).st_mode & 0o170000) == 0o120000:
        raise NotImplementedError('chmod: follow_symlinks unavailable on this platform')
    _at(dir_fd, (path,), _chmod, _path(path, 'chmod', fd=True), mode)
def chdir(path):
    if isinstance(path, int):
        return fchdir(path)
    _at(None, (path,), _chdir, _path(path, 'chdir', fd=True))
def fchdir(fd):
    _libc.fchdir(fd if isinstance(fd, int) else fd.fileno())
    _chdir('.')
def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _at(dir_fd, (path,), _access, _path(path, 'access', fd=True), mode)
def getcwdb():
    return getcwd().encode('utf-8', 'surrogateescape')
def putenv(name, value, /):
    name = _text(name)
    if '=' in name:
        raise ValueError('illegal environment variable name')
    _putenv(name, _text(value))
def unsetenv(name, /):
    name = _text(name)
    if not name or '=' in name:
        raise OSError(22, 'Invalid argument')
    _unsetenv(name)
def umask(mask, /):
    return _umask(_fd(mask))
def urandom(size, /):
    if _index(size) < 0:
        raise ValueError('negative argument not allowed')
    return _urandom(size)
class terminal_size(tuple):
    __module__ = 'os'
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])
    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'
def get_terminal_size(fd=1, /):
    return terminal_size(_libc.winsize(fd))
O_SYNC, O_DSYNC, O_NOCTTY, O_ACCMODE = 1052672, 4096, 256, 3
O_ASYNC, O_DIRECT, O_FSYNC, O_RSYNC, O_LARGEFILE, O_NDELAY, O_NOATIME, O_PATH, O_TMPFILE = (
    8192, 16384, 1052672, 1052672, 0, 2048, 262144, 2097152, 4259840)
WNOHANG, WUNTRACED, WSTOPPED, WEXITED, WCONTINUED, WNOWAIT = 1, 2, 2, 4, 8, 16777216
EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE = 0, 64, 65, 66, 67, 68, 69, 70
EX_OSERR, EX_OSFILE, EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM, EX_CONFIG = range(71, 79)
P_WAIT, P_NOWAIT, P_NOWAITO, P_ALL, P_PID, P_PGID, P_PIDFD = 0, 1, 1, 0, 1, 2, 3
F_ULOCK, F_LOCK, F_TLOCK, F_TEST = range(4)
PRIO_PROCESS, PRIO_PGRP, PRIO_USER = range(3)
GRND_NONBLOCK, GRND_RANDOM = 1, 2
SEEK_DATA, SEEK_HOLE = 3, 4
TMP_MAX, NGROUPS_MAX = 238328, 65536
ST_RDONLY, ST_NOSUID, ST_NODEV, ST_NOEXEC, ST_SYNCHRONOUS, ST_MANDLOCK, ST_WRITE, ST_APPEND = 1, 2, 4, 8, 16, 64, 128, 256
ST_NOATIME, ST_NODIRATIME, ST_RELATIME = 1024, 2048, 4096
CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_TRAPPED, CLD_STOPPED, CLD_CONTINUED = range(1, 7)
RTLD_LOCAL, RTLD_LAZY, RTLD_NOW, RTLD_NOLOAD, RTLD_DEEPBIND, RTLD_GLOBAL, RTLD_NODELETE = 0, 1, 2, 4, 8, 256, 4096
SCHED_OTHER, SCHED_FIFO, SCHED_RR, SCHED_BATCH, SCHED_IDLE, SCHED_RESET_ON_FORK = 0, 1, 2, 3, 5, 1073741824
POSIX_FADV_NORMAL, POSIX_FADV_RANDOM, POSIX_FADV_SEQUENTIAL, POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE = range(6)
POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2 = range(3)
XATTR_CREATE, XATTR_REPLACE, XATTR_SIZE_MAX = 1, 2, 65536
MFD_CLOEXEC, MFD_ALLOW_SEALING, MFD_HUGETLB = 1, 2, 4
EFD_SEMAPHORE, EFD_NONBLOCK, EFD_CLOEXEC = 1, 2048, 524288
def strerror(code, /):
    return _syscalls.strerror(code)
def _index(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None
def open(path, flags, mode=0o777, *, dir_fd=None):
    return _at(dir_fd, (path,), _syscalls.open, _raw(path, 'open'), _index(flags), mode)
def read(fd, size, /):
    if size < 0:
        raise OSError(22, 'Invalid argument')
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
    _libc.dup2(fd, fd2)
    if fd != fd2:
        set_inheritable(fd2, inheritable)
    return fd2
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
_F_GETFD, _F_SETFD, _FD_CLOEXEC = 1, 2, 1
def get_inheritable(fd, /):
    return not _syscalls.fcntl(fd, _F_GETFD, 0) & _FD_CLOEXEC
def set_inheritable(fd, inheritable, /):
    flags = _syscalls.fcntl(fd, _F_GETFD, 0)
    _syscalls.fcntl(fd, _F_SETFD, flags & ~_FD_CLOEXEC if inheritable else flags | _FD_CLOEXEC)
def closerange(low, high, /):
    for fd in range(low, high):
        try:
            _syscalls.close(fd)
        except OSError:
            pass
def fsync(fd):
    _fsync(fd if isinstance(fd, int) else fd.fileno())
fdatasync = fsync
def _length(length):
    if _index(length) < 0:
        raise OSError(22, 'Invalid argument')
    return length
def ftruncate(fd, length, /):
    _ftruncate(_fd(fd), _length(length))
def truncate(path, length):
    if isinstance(path, int):
        return ftruncate(path, length)
    _at(None, (path,), _truncate, _path(path, 'truncate', fd=True), _length(length))
def _nanoseconds(seconds):
    if not isinstance(seconds, float):
        return _index(seconds) * 1_000_000_000
    whole = seconds // 1
    return int(whole) * 1_000_000_000 + int((seconds - whole) * 1e9 // 1)
def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    access = modification = None
    if times is not None:
        if not isinstance(times, tuple) or len(times) != 2:
            raise TypeError("utime: 'times' must be either a tuple of two ints or None")
        access, modification = _nanoseconds(times[0]), _nanoseconds(times[1])
    elif ns is not None:
        if not isinstance(ns, tuple) or len(ns) != 2:
            raise TypeError("utime: 'ns' must be a tuple of two ints")
        access, modification = _index(ns[0]), _index(ns[1])
    if isinstance(path, int):
        return _libc.futimens(_fd(path), access, modification)
    _libc.utimensat(_dir(dir_fd), _raw(path, 'utime'), access, modification, follow_symlinks)
def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _at(None, (src, None, dst), _libc.linkat, _dir(src_dir_fd), _raw(src, 'link', 'src'), _dir(dst_dir_fd), _raw(dst, 'link', 'dst'),
        _AT_SYMLINK_FOLLOW if follow_symlinks else 0)
def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    _at(dir_fd, (), _libc.mknod, _raw(path, 'mknod'), mode, device)
def mkfifo(path, mode=0o666, *, dir_fd=None):
    _at(dir_fd, (), _libc.mkfifo, _raw(path, 'mkfifo'), mode)
def major(device, /):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff
def minor(device, /):
    return device & 0xff | device >> 12 & ~0xff
def makedev(major, minor, /):
    return minor & 0xff | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32
def fchmod(fd, mode):
    _chmod(fd, mode)
def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, int):
        return fchown(path, uid, gid)
    if not follow_symlinks:
        return _at(dir_fd, (path,), _libc.lchown, _raw(path, 'chown'), uid, gid)
    _at(dir_fd, (path,), _chown, _path(path, 'chown', fd=True), uid, gid)
def lchown(path, uid, gid):
    _at(None, (path,), _libc.lchown, _raw(path, 'lchown'), uid, gid)
def fchown(fd, uid, gid):
    _libc.fchown(fd, uid, gid)
def getxattr(path, attribute, *, follow_symlinks=True):
    return _at(None, (path,), _libc.getxattr, _attributed(path, 'getxattr'), _raw(attribute, 'getxattr', 'attribute'), follow_symlinks)
def setxattr(path, attribute, value, flags=0, *, follow_symlinks=True):
    _at(None, (path,), _libc.setxattr, _attributed(path, 'setxattr'), _raw(attribute, 'setxattr', 'attribute'), value, flags, follow_symlinks)
def removexattr(path, attribute, *, follow_symlinks=True):
    _at(None, (path,), _libc.removexattr, _attributed(path, 'removexattr'), _raw(attribute, 'removexattr', 'attribute'), follow_symlinks)
def listxattr(path=None, *, follow_symlinks=True):
    path = '.' if path is None else path
    names = _at(None, (path,), _libc.listxattr, _attributed(path, 'listxattr'), follow_symlinks)
    return [name.decode('utf-8', 'surrogateescape') for name in names.split(b'\\0')[:-1]]
def _attributed(path, function):
    if isinstance(path, int):
        path = f'/proc/self/fd/{_fd(path)}'
    return _raw(path, function)
def chroot(path):
    _at(None, (path,), _libc.chroot, _raw(path, 'chroot'))
def sync():
    system('sync')
def pread(fd, length, offset, /):
    if length < 0:
        raise OSError(22, 'Invalid argument')
    return _libc.pread(fd, length, offset)
def pwrite(fd, buffer, offset, /):
    return _libc.pwrite(fd, buffer, offset)
def readv(fd, buffers, /):
    return _scatter(buffers, lambda n, done: read(fd, n))
def preadv(fd, buffers, offset, flags=0, /):
    return _scatter(buffers, lambda n, done: pread(fd, n, offset + done))
def _scatter(buffers, read):
    total = 0
    for buffer in buffers:
        view = memoryview(buffer).cast('B')
        data = read(len(view), total)
        view[:len(data)] = data
        total += len(data)
        if len(data) < len(view):
            break
    return total
def writev(fd, buffers, /):
    return write(fd, b''.join(buffers))
def pwritev(fd, buffers, offset, flags=0, /):
    return pwrite(fd, b''.join(buffers), offset)
def sendfile(out_fd, in_fd, offset, count):
    return write(out_fd, read(in_fd, count) if offset is None else pread(in_fd, count, offset))
def copy_file_range(src, dst, count, offset_src=None, offset_dst=None):
    if count < 0:
        raise ValueError("negative value for 'count' not allowed")
    data = read(src, count) if offset_src is None else pread(src, count, offset_src)
    return write(dst, data) if offset_dst is None else pwrite(dst, data, offset_dst)
def posix_fadvise(fd, offset, length, advice, /):
    _fd(fd)
def posix_fallocate(fd, offset, length, /):
    if offset < 0 or length <= 0:
        raise OSError(22, 'Invalid argument')
    if fstat(fd).st_size < offset + length:
        ftruncate(fd, offset + length)
def memfd_create(name, flags=MFD_CLOEXEC):
    return _libc.memfd_create(_raw(name, 'memfd_create'), flags)
def eventfd(initval, flags=EFD_CLOEXEC):
    return _libc.eventfd(initval, flags)
def eventfd_read(fd):
    return int.from_bytes(read(fd, 8), 'little')
def eventfd_write(fd, value):
    write(fd, value.to_bytes(8, 'little'))
def lockf(fd, command, length, /):
    _libc.lockf(fd, command, length)
def getrandom(size, flags=0):
    if size < 0 or flags & ~3:
        raise OSError(22, 'Invalid argument')
    return _urandom(size)
def getegid():
    return _libc.getegid()
def getgroups():
    return _libc.getgroups()
def getpgid(pid):
    return _libc.getpgid(pid)
def getpgrp():
    return _libc.getpgid(0)
def getsid(pid, /):
    return _libc.getsid(pid)
def setsid():
    _libc.setsid()
def setpgid(pid, pgrp, /):
    _libc.setpgid(pid, pgrp)
def setpgrp():
    _libc.setpgid(0, 0)
def setuid(uid, /):
    _libc.setuid(uid)
def setgid(gid, /):
    _libc.setgid(gid)
def seteuid(euid, /):
    _libc.seteuid(euid)
def setegid(egid, /):
    _libc.setegid(egid)
def setreuid(ruid, euid, /):
    _libc.setreuid(ruid, euid)
def setregid(rgid, egid, /):
    _libc.setregid(rgid, egid)
def getresuid():
    return getuid(), geteuid(), geteuid()
def getresgid():
    return getgid(), getegid(), getegid()
def killpg(pgid, signal, /):
    _libc.killpg(pgid, signal)
    import sys
    sys._check_signals()
def tcgetpgrp(fd, /):
    return _libc.tcgetpgrp(fd)
def tcsetpgrp(fd, pgid, /):
    _libc.tcsetpgrp(fd, pgid)
def ctermid():
    return '/dev/tty'
def ttyname(fd, /):
    if not isatty(fd):
        raise OSError(25, 'Inappropriate ioctl for device')
    return readlink(f'/proc/self/fd/{fd}')
def getpriority(which, who):
    return _getpriority(who) if which == PRIO_PROCESS else 0
def setpriority(which, who, priority):
    _setpriority(who, priority)
def nice(increment, /):
    priority = min(19, _getpriority(0) + increment)
    if increment:
        _setpriority(0, priority)
    return priority
def getloadavg():
    return _loadavg()
def sched_getaffinity(pid, /):
    return set(range(cpu_count()))
def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    pass
sysconf_names = {'SC_' + name: i for name, i in (('ARG_MAX', 0), ('CHILD_MAX', 1), ('CLK_TCK', 2), ('NGROUPS_MAX', 3),
    ('OPEN_MAX', 4), ('STREAM_MAX', 5), ('TZNAME_MAX', 6), ('JOB_CONTROL', 7), ('SAVED_IDS', 8), ('VERSION', 29), ('PAGESIZE', 30),
    ('PAGE_SIZE', 30), ('SEM_NSEMS_MAX', 32), ('SEM_VALUE_MAX', 33), ('LINE_MAX', 43), ('IOV_MAX', 60), ('THREADS', 67),
    ('LOGIN_NAME_MAX', 71), ('TTY_NAME_MAX', 72), ('NPROCESSORS_CONF', 83), ('NPROCESSORS_ONLN', 84), ('PHYS_PAGES', 85),
    ('AVPHYS_PAGES', 86), ('ATEXIT_MAX', 87), ('PASS_MAX', 88), ('MINSIGSTKSZ', 249))}
pathconf_names = {'PC_' + name: i for i, name in enumerate(('LINK_MAX', 'MAX_CANON', 'MAX_INPUT', 'NAME_MAX', 'PATH_MAX', 'PIPE_BUF',
    'CHOWN_RESTRICTED', 'NO_TRUNC', 'VDISABLE', 'SYNC_IO', 'ASYNC_IO', 'PRIO_IO', 'SOCK_MAXBUF', 'FILESIZEBITS'))}
def _configured(name, names):
    if isinstance(name, int):
        return name
    if not isinstance(name, str):
        raise TypeError('configuration names must be strings or integers')
    if name not in names:
        raise ValueError('unrecognized configuration name')
    return names[name]
def sysconf(name, /):
    return _libc.sysconf(_configured(name, sysconf_names))
def pathconf(path, name):
    if isinstance(path, int):
        return fpathconf(path, name)
    return _at(None, (path,), _libc.pathconf, _raw(path, 'pathconf'), _configured(name, pathconf_names))
def fpathconf(fd, name, /):
    return _libc.fpathconf(fd, _configured(name, pathconf_names))
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
def wait():
    return waitpid(-1, 0)
def _usage():
    import resource
    return resource.getrusage(resource.RUSAGE_CHILDREN)
def wait3(options):
    return *waitpid(-1, options), _usage()
def wait4(pid, options):
    return *waitpid(pid, options), _usage()
def WIFEXITED(status):
    return status & 127 == 0
def WEXITSTATUS(status):
    return status >> 8 & 255
def WIFSIGNALED(status):
    return 0 < status & 127 < 127
def WTERMSIG(status):
    return status & 127
def WCOREDUMP(status, /):
    return status & 128 != 0
def WIFSTOPPED(status):
    return status & 255 == 127
def WIFCONTINUED(status):
    return status == 65535
def WSTOPSIG(status):
    return status >> 8 & 255
def waitstatus_to_exitcode(status):
    status = _index(status)
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    if WIFSTOPPED(status) and not WIFCONTINUED(status):
        raise ValueError(f'process stopped by delivery of signal {WSTOPSIG(status)}')
    raise ValueError(f'invalid wait status: {status}')
def abort():
    _libc.abort()
def _strings(texts):
    return [_text(text).encode('utf-8', 'surrogateescape') for text in texts]
def _variables(env):
    if env is None:
        return [b'%s=%s' % (k.encode('utf-8', 'surrogateescape'), v.encode('utf-8', 'surrogateescape')) for k, v in _environ()]
    return [b'%s=%s' % tuple(_strings(pair)) for pair in env.items()]
def _checked(function, args):
    if not isinstance(args, (tuple, list)):
        raise TypeError(f'{function}: argv must be a tuple or list' if function == 'execve' else f'{function}() arg 2 must be a tuple or list')
    name = 'execve: argv' if function == 'execve' else f'{function}() arg 2'
    if not args:
        raise ValueError(f'{name} must not be empty')
    if not args[0]:
        raise ValueError(f'{name} first element cannot be empty')
    return _strings(args)
def execv(path, argv, /):
    path, argv = _raw(path, 'execv'), _checked('execv', argv)
    _execute(path, argv, None)
def execve(path, argv, env):
    path, argv = _raw(path, 'execve'), _checked('execve', argv)
    if not hasattr(env, 'items'):
        raise TypeError('execve: environment must be a mapping object')
    _execute(path, argv, env)
def _execute(path, argv, env):
    # Node marks all descriptors as its own.
    for fd in 0, 1, 2:
        try:
            set_inheritable(fd, True)
        except OSError:
            pass
    _libc.execve(path, argv, _variables(env))
def _spawn(mode, programs, args, env):
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    pid = _syscalls.spawn(_strings(args), programs, _variables(env), [], [0, 1, 2, -1, 0])
    return pid if mode == P_NOWAIT else waitstatus_to_exitcode(waitpid(pid, 0)[1])
def _candidates(file, env):
    import os
    name = _raw(file, 'spawnvp')
    return [name] if b'/' in name else [os.path.join(os.fsencode(d), name) for d in os.get_exec_path(env)]
def spawnv(mode, file, args):
    return _spawn(mode, [_raw(file, 'spawnv')], args, None)
def spawnve(mode, file, args, env):
    return _spawn(mode, [_raw(file, 'spawnve')], args, env)
def spawnvp(mode, file, args):
    return _spawn(mode, _candidates(file, None), args, None)
def spawnvpe(mode, file, args, env):
    return _spawn(mode, _candidates(file, env), args, env)
def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(),
                scheduler=None):
    if file_actions:
        raise NotImplementedError('posix_spawn: file_actions unavailable on this platform')
    if not access(path, X_OK):
        _at(None, (path,), _syscalls.open, _raw(path, 'posix_spawn'), O_RDONLY, 0)
    return _syscalls.spawn(_strings(argv), [_raw(path, 'posix_spawn')], _variables(env), [], [0, 1, 2, -1, int(setsid)])
def system(command):
    command = _text(command)
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
`;

/** Modules that CPython has in C and that are best said in Python here. */
export const SUBSTITUTES: ReadonlyMap<string, string> = new Map([
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

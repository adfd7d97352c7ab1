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
for _i, _names in enumerate('''ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT -
EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG
EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK
EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EPFNOSUPPORT EAFNOSUPPORT
EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN
ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM
EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE
ERFKILL'''.split(), 42):
    if _names != '-':
        globals()[_names] = _i
        errorcode[_i] = _names
EWOULDBLOCK = EAGAIN
EOPNOTSUPP = ENOTSUP
EDEADLOCK = EDEADLK
errorcode[EDEADLK] = 'EDEADLOCK'
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

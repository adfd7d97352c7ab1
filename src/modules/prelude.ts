/** Run once per runtime, with `sys` bound. */
export const SYS_PRELUDE = `
class Buffer:
    def __init__(self, fd, name, mode):
        self.fd, self.name, self.mode, self.closed = fd, name, mode, False
    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        sys._write_bytes(self.fd, data)
        return len(data)
    def flush(self):
        sys._flush(self.fd)
    def read(self, size=-1, /):
        return sys._read_bytes(-1 if size is None else size, False)
    read1 = read
    def readline(self, size=-1, /):
        return sys._read_bytes(-1 if size is None else size, True)
    def readinto(self, target, /):
        data = self.read(len(target))
        target[:len(data)] = data
        return len(data)
    def __iter__(self):
        return iter(self.readline, b'')
    def readlines(self, hint=-1, /):
        return list(self)
    def fileno(self):
        return self.fd
    def isatty(self):
        return sys._isatty(self.fd)
    def readable(self):
        return self.fd == 0
    def writable(self):
        return self.fd != 0
    def seekable(self):
        return False
    def close(self):
        self.closed = True
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()
    def __repr__(self):
        return f"<_io.{type(self).__name__} name='{self.name}'>"
class BufferedReader(Buffer):
    __module__ = '_io'
class BufferedWriter(Buffer):
    __module__ = '_io'
class TextIOWrapper:
    def __init__(self, fd, name, mode):
        self.buffer = (BufferedWriter if fd else BufferedReader)(fd, name, mode + 'b')
        self.fd = fd
        self.name = name
        self.mode = mode
        self.encoding = 'utf-8'
        self.errors = 'strict' if fd != 2 else 'backslashreplace'
        self.newlines = None
        self.closed = False
        self.line_buffering = False
    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        sys._write(self.fd, s)
        return len(s)
    def writelines(self, lines, /):
        for line in lines:
            self.write(line)
    def flush(self):
        sys._flush(self.fd)
    def close(self):
        self.closed = True
    def fileno(self):
        return self.fd
    def isatty(self):
        return sys._isatty(self.fd)
    def readable(self):
        return self.fd == 0
    def writable(self):
        return self.fd != 0
    def seekable(self):
        return False
    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
    def read(self, size=-1, /):
        if self.fd:
            import io
            raise io.UnsupportedOperation('not readable')
        return sys._read(-1 if size is None else size)
    def readline(self, size=-1, /):
        return sys._readline()
    def readlines(self, hint=-1, /):
        return list(self)
    def __iter__(self):
        return self
    def __next__(self):
        line = sys._readline()
        if not line:
            raise StopIteration
        return line
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()
    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='utf-8'>"
TextIOWrapper.__module__ = '_io'
sys.stdin = sys.__stdin__ = TextIOWrapper(0, '<stdin>', 'r')
sys.stdout = sys.__stdout__ = TextIOWrapper(1, '<stdout>', 'w')
sys.stderr = sys.__stderr__ = TextIOWrapper(2, '<stderr>', 'w')
def structseq(name, fields, values):
    ns = {'__module__': 'sys', '__slots__': (), '__match_args__': fields, 'n_fields': len(fields)}
    for i, field in enumerate(fields):
        ns[field] = property(lambda self, i=i: self[i])
    def __repr__(self):
        return f"sys.{name}(" + ', '.join(f'{f}={v!r}' for f, v in zip(fields, self)) + ')'
    ns['__repr__'] = __repr__
    made = type(name, (tuple,), ns)
    from _standin import static_name
    static_name(made, 'sys.' + name)
    return made(values)
sys.version_info = structseq('version_info', ('major', 'minor', 'micro', 'releaselevel', 'serial'), (3, 11, 7, 'final', 0))
sys.float_info = structseq('float_info', ('max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds'), (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
sys.hash_info = structseq('hash_info', ('width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'), (64, 2305843009213693951, 314159, 0, 1000003, 'siphash13', 64, 128, 0))
sys.int_info = structseq('int_info', ('bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'), (30, 4, 4300, 640))
sys.flags = structseq('flags', ('debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment', 'verbose', 'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding', 'safe_path', 'int_max_str_digits'), (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, False, 0, 0, False, -1))
sys.implementation = sys._SimpleNamespace(name='tauraro', cache_tag='tauraro-311', version=sys.version_info, hexversion=0x030b07f0)
def displayhook(value, /):
    if value is None:
        return
    import builtins
    builtins._ = None
    print(repr(value))
    builtins._ = value
sys.displayhook = sys.__displayhook__ = displayhook
class Quitter:
    def __init__(self, name):
        self.name = name
        self.eof = 'Ctrl-D (i.e. EOF)'
    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'
    def __call__(self, code=None):
        raise SystemExit(code)
class Helper:
    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'
    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)
class Printer:
    def __init__(self, name, text):
        self.name, self.text = name, text
    def __repr__(self):
        return self.text
    def __call__(self):
        print(self.text)
Printer.__name__ = Printer.__qualname__ = '_Printer'
Quitter.__module__ = Helper.__module__ = Printer.__module__ = '_sitebuiltins'
Helper.__name__ = Helper.__qualname__ = '_Helper'
def breakpointhook(*args, **kws):
    import os
    name = os.environ.get('PYTHONBREAKPOINT') or 'pdb.set_trace'
    if name == '0':
        return None
    module, _, function = name.rpartition('.')
    try:
        hook = getattr(sys._load(module) if module else sys.modules['builtins'], function)
    except (ImportError, AttributeError):
        import warnings
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning)
        return None
    return hook(*args, **kws)
sys.breakpointhook = sys.__breakpointhook__ = breakpointhook
def breakpoint(*args, **kws):
    return sys.breakpointhook(*args, **kws)
breakpoint.__module__ = 'builtins'
sys.copyright = """Copyright (c) 2001-2023 Python Software Foundation.
All Rights Reserved.

Copyright (c) 2000 BeOpen.com.
All Rights Reserved.

Copyright (c) 1995-2001 Corporation for National Research Initiatives.
All Rights Reserved.

Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.
All Rights Reserved."""
sys._builtins.update(breakpoint=breakpoint, exit=Quitter('exit'), quit=Quitter('quit'), help=Helper(),
    copyright=Printer('copyright', sys.copyright),
    credits=Printer('credits', """    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands
    for supporting Python development.  See www.python.org for more information."""),
    license=Printer('license', 'Type license() to see the full license text'))
del sys._builtins, sys._SimpleNamespace
sys.__excepthook__ = sys.excepthook
def unraisablehook(unraisable, /):
    what = unraisable.err_msg or 'Exception ignored in'
    where = '' if unraisable.object is None else f': {unraisable.object!r}'
    print(f'{what}{where}', file=sys.stderr)
    sys.__excepthook__(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)
sys.unraisablehook = sys.__unraisablehook__ = unraisablehook
def _report_unraisable(exc, called):
    sys.unraisablehook(structseq('UnraisableHookArgs', ('exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object'), (type(exc), exc, exc.__traceback__, None, called)))
sys._report_unraisable = _report_unraisable
asyncgen_hooks = (None, None)
def get_asyncgen_hooks():
    return structseq('asyncgen_hooks', ('firstiter', 'finalizer'), asyncgen_hooks)
def set_asyncgen_hooks(firstiter=0, finalizer=0):
    global asyncgen_hooks
    for hook, name in (firstiter, 'firstiter'), (finalizer, 'finalizer'):
        if not (hook is None or hook == 0 or callable(hook)):
            raise TypeError(f'callable {name} expected, got {type(hook).__name__}')
    asyncgen_hooks = (asyncgen_hooks[0] if firstiter == 0 else firstiter, asyncgen_hooks[1] if finalizer == 0 else finalizer)
    sys._firstiter = asyncgen_hooks[0]
sys.get_asyncgen_hooks = get_asyncgen_hooks
sys.set_asyncgen_hooks = set_asyncgen_hooks
sys.thread_info = structseq('thread_info', ('name', 'lock', 'version'), ('pthread', 'semaphore', None))
def getdlopenflags():
    return 2
def setdlopenflags(flags, /):
    pass
def getallocatedblocks():
    import gc
    return len(gc.get_objects())
def _clear_type_cache():
    pass
def _current_frames():
    import _thread
    return {_thread.get_ident(): sys._getframe()}
def _current_exceptions():
    import _thread
    return {_thread.get_ident(): sys.exception()}
for function in getdlopenflags, setdlopenflags, getallocatedblocks, _clear_type_cache, _current_frames, _current_exceptions:
    setattr(sys, function.__name__, function)
audit_hooks = []
def audit(event, *args):
    if not isinstance(event, str):
        raise TypeError(f"expected str for argument 'event', not {type(event).__name__}")
    for hook in audit_hooks:
        hook(event, args)
def addaudithook(hook):
    try:
        audit('sys.addaudithook')
    except RuntimeError:
        return
    audit_hooks.append(hook)
sys.audit = audit
sys.addaudithook = addaudithook
sys.stdlib_module_names = frozenset('''__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022
_codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _compression _contextvars _crypt _csv _ctypes
_curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm
_hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator
_osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha256
_sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _symtable _thread
_threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc
antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile
calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email
encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt
getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress
itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib
msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb
pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr
pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors
shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl
stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile
termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo
types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml
xmlrpc zipapp zipfile zipimport zlib zoneinfo'''.split())
coroutine_depth = 0
def get_coroutine_origin_tracking_depth():
    return coroutine_depth
def set_coroutine_origin_tracking_depth(depth):
    global coroutine_depth
    if depth < 0:
        raise ValueError('depth must be >= 0')
    coroutine_depth = depth
sys.get_coroutine_origin_tracking_depth = get_coroutine_origin_tracking_depth
sys.set_coroutine_origin_tracking_depth = set_coroutine_origin_tracking_depth
def stand_in(name):
    def find_spec(cls, fullname, path=None, target=None):
        sys._load('_frozen_importlib')
        return sys._real_finders[name].find_spec(fullname, path, target)
    return type(name, (), {'__module__': '_frozen_importlib', 'find_spec': classmethod(find_spec)})
sys._finders = [stand_in(name) for name in ('BuiltinImporter', 'FrozenImporter', 'PathFinder')]
sys.meta_path = list(sys._finders)
`;

/** Awaitables of async generators; compiled when the first one is needed. Gives the class. */
export const ASYNC_PRELUDE = `
class Awaitable:
    def __init__(self, gen, mode, value):
        self.gen = gen
        self.mode = mode
        self.value = value
        self.state = 0
    def __await__(self):
        return self
    def __iter__(self):
        return self
    def __next__(self):
        return self.send(None)
    def send(self, value, /):
        if self.state == 2:
            raise RuntimeError('cannot reuse already awaited ' + ('__anext__()/asend()' if self.mode == 0 else 'aclose()/athrow()'))
        mode = 0
        if self.state == 0:
            self.state = 1
            mode = self.mode
            if value is None:
                value = self.value
        return self.resume(mode, value)
    def throw(self, typ, val=None, tb=None, /):
        if self.state == 2:
            raise RuntimeError('cannot reuse already awaited ' + ('__anext__()/asend()' if self.mode == 0 else 'aclose()/athrow()'))
        self.state = 1
        if isinstance(typ, type):
            typ = typ() if val is None else val if isinstance(val, BaseException) else typ(val)
        return self.resume(1, typ)
    def resume(self, mode, value):
        try:
            finished, result = step(self.gen, 1 if mode == 2 else mode, value)
        except GeneratorExit:
            self.state = 2
            if self.mode == 2:
                raise StopIteration from None
            raise
        except StopAsyncIteration:
            self.state = 2
            if self.mode == 2:
                raise StopIteration from None
            raise
        except BaseException:
            self.state = 2
            raise
        if finished:
            self.state = 2
            if self.mode == 2:
                raise RuntimeError('async generator ignored GeneratorExit')
            raise StopIteration(result)
        return result
    def close(self):
        self.state = 2
Awaitable.__name__ = Awaitable.__qualname__ = 'async_generator_asend'
`;

/** What `coroutine.__await__` gives. */
export const WRAPPER_PRELUDE = `
class coroutine_wrapper:
    __slots__ = ('_coroutine',)
    def __init__(self, coroutine):
        self._coroutine = coroutine
    def __iter__(self):
        return self
    def __next__(self):
        return self._coroutine.send(None)
    def send(self, value, /):
        return self._coroutine.send(value)
    def throw(self, *exc):
        return self._coroutine.throw(*exc)
    def close(self):
        return self._coroutine.close()
`;

/** open(): whole-file buffers, written back when flushed. The classes are Python source, run at the first open(). */
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { Kind } from "../heap/layouts.generated.js";
import { type HostArgs, PyRaise, type Runtime } from "../interpreter/runtime.js";
import { clearException } from "../interpreter/unwind.js";

const STRERROR: Record<string, string> = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EEXIST: "File exists",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
  EPERM: "Operation not permitted",
  EROFS: "Read-only file system",
  ENOSPC: "No space left on device",
  EINVAL: "Invalid argument",
  EBADF: "Bad file descriptor",
  EPIPE: "Broken pipe",
  ESRCH: "No such process",
};

/** Raises the OSError of a failed system call. */
export function raiseOSError(rt: Runtime, error: unknown, path = 0): never {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === undefined || errno === undefined) throw error;
  const klass = rt.pushRef(rt.kernel.typeByName("OSError"));
  const argp = rt.pushInt(-errno);
  rt.pushStr(STRERROR[code] ?? code);
  if (path !== 0) rt.pushSlot(path);
  rt.call(klass, argp, path === 0 ? 2 : 3);
  return rt.raiseResult();
}

function target(rt: Runtime, slot: number): string | number {
  const kind = rt.slotKind(slot);
  if (kind === Kind.STR) return rt.text(rt.ref(slot));
  if (kind === Kind.BYTES) return Buffer.from(rt.kernel.readBytes(rt.ref(slot))).toString("utf8");
  return rt.I32[2 * slot];
}

/** (path or descriptor, mode letter, data or None): reads (r), creates (w, x), makes sure it exists (a), stores data (s). */
function file(rt: Runtime, args: HostArgs): true {
  const path = target(rt, args.pos[0]);
  const mode = rt.str(args.pos[1]);
  try {
    switch (mode) {
      case "r":
        return rt.resultRef(rt.kernel.newBytes(readFileSync(path)));
      case "a": {
        if (typeof path === "string") closeSync(openSync(path, "a"));
        return rt.resultRef(
          rt.kernel.newBytes(
            typeof path === "number" && !fstatSync(path).isFile() ? new Uint8Array() : readFileSync(path),
          ),
        );
      }
      case "s":
        writeFileSync(path, rt.kernel.readBytes(rt.ref(args.pos[2])));
        return rt.resultNone();
      default:
        if (typeof path === "string") closeSync(openSync(path, mode === "x" ? "wx" : "w"));
        return rt.resultRef(rt.kernel.newBytes(new Uint8Array()));
    }
  } catch (error) {
    return raiseOSError(rt, error, args.pos[0]);
  }
}

/** What was written to files that were not closed reaches them when the program ends. */
function flushAll(rt: Runtime): void {
  const mark = rt.mark();
  try {
    rt.getAttr(rt.modules.lazyPrelude(FILES, "open", "file", file), "flush_all");
    const flush = rt.pushResult();
    rt.call(flush, flush, 0);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    clearException(rt);
  }
  rt.release(mark);
}

export function defineFiles(rt: Runtime): void {
  let used = false;
  rt.define("builtins", "open", (r, args) => {
    if (!used) {
      used = true;
      r.onExit(() => flushAll(r));
    }
    const open = r.pushSlot(r.modules.lazyPrelude(FILES, "open", "file", file));
    return r.callWith(open, args);
  });
}

const FILES = `
dirty = []
def flush_all():
    for f in dirty[:]:
        f.flush()
class IOBase:
    closed = False
    _fd = _fd_pos = None
    def __init__(self, name, mode, data, writable, append):
        self.name = name
        self.mode = mode
        self._data = data
        self._pos = len(data) if append else 0
        self._append = append
        self._writable = writable
        self._readable = 'r' in mode or '+' in mode
        self._dirty = False
    def _check(self, what=None):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
    def _check_read(self, what=None):
        self._check()
        if not self._readable:
            raise UnsupportedOperation('not readable')
    def _check_write(self, what=None):
        self._check()
        if not self._writable:
            raise UnsupportedOperation('not writable')
    def readable(self):
        return self._readable
    def writable(self):
        return self._writable
    def seekable(self):
        return True
    def isatty(self):
        return False
    def fileno(self):
        # A descriptor is opened when somebody wants one, where the file would be read or written next.
        self._check()
        self.flush()
        import posix
        if self._fd is None:
            flags = posix.O_RDWR if self._readable and self._writable else posix.O_WRONLY if self._writable else posix.O_RDONLY
            self._fd = posix.open(self.name, flags | (posix.O_APPEND if self._append else 0) | posix.O_CLOEXEC)
        if self._fd_pos != self._pos:
            self._fd_pos = self._pos
            posix.lseek(self._fd, len(self._part(self._pos)), 0)
        return self._fd
    def read(self, size=-1, /):
        self._check_read('read')
        start = self._pos
        end = len(self._data) if size is None or size < 0 else min(len(self._data), start + size)
        self._pos = max(start, end)
        return self._cut(start, end)
    def readline(self, size=-1, /):
        self._check_read('readline')
        start = self._pos
        end = self._data.find(self._newline, start) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, start + size)
        self._pos = max(start, end)
        return self._cut(start, end)
    def readlines(self, hint=-1, /):
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        for line in self:
            lines.append(line)
            hint -= len(line)
            if hint < 0:
                break
        return lines
    def __iter__(self):
        self._check()
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def writelines(self, lines, /):
        for line in lines:
            self.write(line)
    def _put(self, data):
        if self._append:
            self._pos = len(self._data)
        start = self._pos
        if start == len(self._data):
            self._data += data
        else:
            self._data = self._data[:start] + data + self._data[start + len(data):]
        self._pos = start + len(data)
        self._touch()
    def _part(self, end):
        return self._data[:end]
    def _touch(self):
        if not self._dirty:
            self._dirty = True
            dirty.append(self)
    def truncate(self, size=None, /):
        self._check_write('truncate')
        if size is None:
            size = self.tell()
        self._data = self._data[:self._place(size)]
        self._touch()
        return size
    def flush(self):
        self._check('flush')
        if self._dirty:
            self._dirty = False
            dirty.remove(self)
            file(self.name, 's', self._bytes())
    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_io.{type(self).__name__}' object")
    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True
            if self._fd is not None:
                import posix
                posix.close(self._fd)
    def __enter__(self):
        self._check()
        return self
    def __exit__(self, *exc):
        self.close()
class UnsupportedOperation(OSError, ValueError):
    pass
UnsupportedOperation.__module__ = 'io'
class BufferedFile(IOBase):
    _newline = b'\\n'
    def _check(self, what=None):
        if self.closed:
            raise ValueError(f'{what} of closed file' if what else 'I/O operation on closed file.')
    def _check_read(self, what=None):
        if not self._readable:
            raise UnsupportedOperation('read')
        self._check(what)
    def _check_write(self, what=None):
        if what == 'write' and not self._writable:
            raise UnsupportedOperation('write')
        if what == 'write' and self.closed:
            raise ValueError('write to closed file')
        self._check(what)
        if not self._writable:
            raise UnsupportedOperation(what)
    def _place(self, offset):
        return offset
    def tell(self):
        self._check()
        return self._pos
    def seek(self, offset, whence=0, /):
        self._check('seek')
        if whence not in (0, 1, 2):
            raise ValueError(f'whence value {whence} unsupported')
        pos = offset + (0, self._pos, len(self._data))[whence]
        if pos < 0:
            raise OSError(22, 'Invalid argument')
        self._pos = pos
        return pos
    def _cut(self, start, end):
        return bytes(self._data[start:end])
    def _bytes(self):
        return bytes(self._data)
    def write(self, data, /):
        self._check_write('write')
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._put(data)
        return len(data)
    def readinto(self, buffer, /):
        with memoryview(buffer) as view, view.cast('B') as octets:
            data = self.read(len(octets))
            octets[:len(data)] = data
        return len(data)
    read1 = peek = IOBase.read
    def __repr__(self):
        return f'<_io.{type(self).__name__} name={self.name!r}>'
class BufferedReader(BufferedFile):
    pass
class BufferedWriter(BufferedFile):
    pass
class BufferedRandom(BufferedFile):
    pass
class Bytes(BufferedFile):
    # What is below a text: bytes that are read or written here are those of the text, from where it stands.
    def __init__(self, text):
        self._text = text
        self.name, self._readable, self._writable, self._append = text.name, text._readable, text._writable, text._append
        self.mode = text.mode.replace('t', '') + 'b'
        self._data, self._pos, self._dirty = text._bytes(), len(text._part(text._pos)), False
    def _cut(self, start, end):
        self._text._pos = len(self._data[:end].decode(self._text.encoding, 'replace'))
        return self._data[start:end]
    def _touch(self):
        text = self._text
        text._data = bytes(self._data).decode(text.encoding, text.errors)
        text._pos = len(self._data[:self._pos].decode(text.encoding, 'replace'))
        text._touch()
    def flush(self):
        self._text.flush()
    def close(self):
        self._text.close()
    closed = property(lambda self: self._text.closed)
BYTES_OF_TEXT = {}
for use, cls in ((True, False), BufferedReader), ((False, True), BufferedWriter), ((True, True), BufferedRandom):
    BYTES_OF_TEXT[use] = type(cls.__name__, (Bytes, cls), {'__module__': '_io'})
class TextIOWrapper(IOBase):
    _newline = '\\n'
    newlines = None
    line_buffering = False
    _iterating = False
    def __init__(self, name, mode, data, writable, append, encoding, errors, newline):
        self.encoding = 'UTF-8' if encoding in (None, 'locale') else encoding
        self.errors = errors or 'strict'
        self._eol = newline
        if newline:
            self._newline = newline
        text = data.decode(self.encoding, self.errors)
        if newline is None and '\\r' in text:
            text = text.replace('\\r\\n', '\\n').replace('\\r', '\\n')
        IOBase.__init__(self, name, mode, text, writable, append)
    def readline(self, size=-1, /):
        if self._eol != '' or '\\r' not in self._data:
            return IOBase.readline(self, size)
        self._check_read()
        start = self._pos
        ends = [at + 1 for at in (self._data.find('\\n', start), self._data.find('\\r', start)) if at >= 0]
        end = min(ends, default=len(self._data))
        if self._data[end - 1:end + 1] == '\\r\\n':
            end += 1
        return self.read(end - start if size is None or size < 0 else min(size, end - start))
    def __next__(self):
        self._iterating = True
        line = self.readline()
        if not line:
            self._iterating = False
            raise StopIteration
        return line
    # Places are told in bytes.
    def tell(self):
        self._check()
        if self._iterating:
            raise OSError('telling position disabled by next() call')
        return self._pos if self._data.isascii() else len(self._part(self._pos))
    def _place(self, offset):
        return offset if self._data.isascii() else len(self._bytes()[:offset].decode(self.encoding, 'ignore'))
    def seek(self, offset, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if whence != 0 and offset != 0:
            raise UnsupportedOperation(f"can't do nonzero {'cur' if whence == 1 else 'end'}-relative seeks")
        if offset < 0:
            raise ValueError(f'negative seek position {offset!r}')
        self._iterating = False
        if whence == 0:
            self._pos = self._place(offset)
        elif whence == 2:
            self._pos = len(self._data)
        return self.tell()
    def _cut(self, start, end):
        return self._data[start:end]
    def _bytes(self):
        return self._data.encode(self.encoding, self.errors)
    def _part(self, end):
        return self._data[:end].encode(self.encoding, self.errors)
    @property
    def buffer(self):
        return BYTES_OF_TEXT[self._readable, self._writable](self)
    def write(self, text, /):
        self._check_write()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        n = len(text)
        if self._eol in ('\\r', '\\r\\n'):
            text = text.replace('\\n', self._eol)
        self._put(text)
        return n
    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"
for cls in BufferedFile, BufferedReader, BufferedWriter, BufferedRandom, TextIOWrapper:
    cls.__module__ = '_io'
def open(file_, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if hasattr(file_, '__fspath__'):
        path = type(file_).__fspath__(file_)
        if not isinstance(path, (str, bytes)):
            raise TypeError(f'expected {type(file_).__name__}.__fspath__() to return str or bytes, not {type(path).__name__}')
        file_ = path
    if not isinstance(file_, (str, bytes, int)):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file_).__name__}")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {'None' if mode is None else type(mode).__name__}")
    kinds = [c for c in mode if c in 'rwax']
    if set(mode) - set('rwaxbt+') or len(set(mode)) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if 'b' in mode and 't' in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if 'b' in mode and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if 'b' in mode and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if 'b' in mode and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    kind = kinds[0]
    flush_all()
    if isinstance(file_, int) or opener is not None or buffering == 0:
        # Not a file that can be read as a whole and written back.
        import _pyio
        return _pyio.open(file_, mode, buffering, encoding, errors, newline, closefd, opener)
    data = file(file_, kind, None)
    writable = kind != 'r' or '+' in mode
    if 'b' in mode:
        cls = BufferedRandom if '+' in mode else BufferedWriter if writable else BufferedReader
        return cls(file_, mode, data, writable, kind == 'a')
    return TextIOWrapper(file_, mode, data, writable, kind == 'a', encoding, errors, newline)
open.flush_all = flush_all
`;

/** open(), which is `_io`'s, and the errors of system calls. */
import type { Runtime } from "../interpreter/runtime.js";

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

const OPTIONS = ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"];

/** What was written to files that were not closed reaches them when the program ends. */
function settleAll(rt: Runtime, io: number): void {
  const mark = rt.mark();
  rt.getAttr(io, "settle_all");
  rt.callIgnoringErrors(rt.pushResult());
  rt.release(mark);
}

export function defineFiles(rt: Runtime): void {
  let open = -1;
  rt.define("builtins", "open", (r, args) => {
    if (open < 0) {
      const io = r.modules.keepValue(r.modules.load("_io"));
      r.onExit(() => settleAll(r, io));
      r.getAttr(io, "_open");
      open = r.modules.keepValue(r.pushResult());
    }
    const given = args.pos.length + args.kw.size;
    if (given > OPTIONS.length)
      r.raise("TypeError", `open() takes at most ${OPTIONS.length} arguments (${given} given)`);
    for (const name of args.kw.keys())
      if (!OPTIONS.includes(name)) r.raise("TypeError", `'${name}' is an invalid keyword argument for open()`);
    if (args.pos.length === 0 && !args.kw.has(OPTIONS[0]))
      r.raise("TypeError", "open() missing required argument 'file' (pos 1)");
    return r.callWith(open, args);
  });
}

/** The module `posix`: system calls; what is plain Python about it is in posix-python.ts. */
import { isUtf8 } from "node:buffer";
import * as fs from "node:fs";
import * as os from "node:os";
import { raiseOSError } from "../builtins/files.js";
import { Kind, Tag } from "../heap/layouts.generated.js";
import type { Arity } from "../interpreter/arity.js";
import type { HostArgs, HostFunction, Runtime } from "../interpreter/runtime.js";

type Result = true | undefined | void;

/** RESULT = a list or tuple of what `push` pushed for each item. */
function sequence<T>(rt: Runtime, items: readonly T[], push: (item: T) => void, kind: "list" | "tuple"): true {
  const mark = rt.mark();
  for (const item of items) push(item);
  const ref = kind === "list" ? rt.kernel.newList(mark, items.length) : rt.kernel.newTuple(mark, items.length);
  rt.resultRef(ref);
  rt.release(mark);
  return true;
}

function pushInteger(rt: Runtime, value: bigint): void {
  rt.kernel.newBigInt(value);
  rt.pushResult();
}

function statFields(rt: Runtime, s: fs.BigIntStats): true {
  const second = 1_000_000_000n;
  const times = [s.atimeNs, s.mtimeNs, s.ctimeNs];
  const fields = [
    s.mode,
    s.ino,
    s.dev,
    s.nlink,
    s.uid,
    s.gid,
    s.size,
    ...times.map((t) => t / second),
    ...times,
    s.blksize,
    s.blocks,
  ];
  return sequence(rt, fields, (field) => pushInteger(rt, field), "tuple");
}

export function definePosix(rt: Runtime): void {
  const { I32 } = rt;
  const define = (name: string, fn: HostFunction, arity?: Arity) => rt.define("posix", name, fn, arity);
  const int = (args: HostArgs, i: number) => I32[2 * args.pos[i]];
  /** A path comes as bytes where it is not UTF-8. */
  const path = (r: Runtime, args: HostArgs, i = 0): string | Buffer =>
    r.slotKind(args.pos[i]) === Kind.BYTES
      ? Buffer.from(r.kernel.readBytes(r.ref(args.pos[i])))
      : r.text(r.ref(args.pos[i]));
  const text = (r: Runtime, args: HostArgs, i = 0): string => r.text(r.ref(args.pos[i]));
  const pushName = (r: Runtime, name: Buffer) => {
    if (isUtf8(name)) r.pushStr(name.toString());
    else r.pushRef(r.kernel.newBytes(name));
  };
  /** A system call whose failure is an OSError that names its first operand. */
  const call = (name: string, fn: (rt: Runtime, args: HostArgs) => Result) =>
    define(name, (r, args) => {
      try {
        return fn(r, args);
      } catch (error) {
        return raiseOSError(r, error, args.pos[0]);
      }
    });
  define("getcwd", (r) => r.resultStr(process.cwd()), [0, 0]);
  define("getpid", (r) => r.resultInt(process.pid), [0, 0]);
  define("getppid", (r) => r.resultInt(process.ppid), [0, 0]);
  define("getuid", (r) => r.resultInt(process.getuid?.() ?? 0), [0, 0]);
  define("geteuid", (r) => r.resultInt(process.geteuid?.() ?? 0), [0, 0]);
  define("getgid", (r) => r.resultInt(process.getgid?.() ?? 0), [0, 0]);
  define("cpu_count", (r) => r.resultInt(os.availableParallelism()), [0, 0]);
  define("_environ", (r) => {
    const pushPair = ([name, value]: readonly [string, string | undefined]) => {
      sequence(r, [name, value ?? ""], (text) => r.pushStr(text), "tuple");
      r.pushResult();
    };
    return sequence(r, Object.entries(process.env), pushPair, "list");
  });
  define("_putenv", (r, args) => {
    process.env[text(r, args, 0)] = text(r, args, 1);
    return r.resultNone();
  });
  define("_unsetenv", (r, args) => {
    delete process.env[text(r, args)];
    return r.resultNone();
  });
  define("_uname", (r) => {
    const fields = [os.type(), os.hostname(), os.release(), os.version(), os.machine()];
    return sequence(r, fields, (text) => r.pushStr(text), "tuple");
  });
  define("_urandom", (r, args) =>
    r.resultRef(r.kernel.newBytes(process.getBuiltinModule("node:crypto").randomBytes(int(args, 0)))),
  );
  define("_exit", (r, args) => {
    r.modules.stdout.flush();
    process.exit(int(args, 0));
  });
  call("_stat", (r, args) => {
    if (I32[2 * args.pos[0] + 1] === Tag.INT) return statFields(r, fs.fstatSync(int(args, 0), { bigint: true }));
    const stat = r.truth(args.pos[1]) ? fs.statSync : fs.lstatSync;
    return statFields(r, stat(path(r, args), { bigint: true }));
  });
  call("_statvfs", (r, args) => {
    const s = fs.statfsSync(path(r, args), { bigint: true });
    const fields = [s.bsize, s.bsize, s.blocks, s.bfree, s.bavail, s.files, s.ffree, s.ffree, 4096n, 255n];
    return sequence(r, fields, (field) => pushInteger(r, field), "tuple");
  });
  call("_listdir", (r, args) =>
    sequence(r, fs.readdirSync(path(r, args), "buffer"), (name) => pushName(r, name), "list"),
  );
  call("_mkdir", (r, args) => void fs.mkdirSync(path(r, args), int(args, 1)));
  call("_rmdir", (r, args) => fs.rmdirSync(path(r, args)));
  call("_unlink", (r, args) => fs.unlinkSync(path(r, args)));
  call("_symlink", (r, args) => fs.symlinkSync(path(r, args), path(r, args, 1)));
  call("_readlink", (r, args) => {
    pushName(r, fs.readlinkSync(path(r, args), "buffer"));
    return r.resultSlot(r.mark() - 1);
  });
  call("_chmod", (r, args) => {
    if (I32[2 * args.pos[0] + 1] === Tag.INT) fs.fchmodSync(int(args, 0), int(args, 1));
    else fs.chmodSync(path(r, args), int(args, 1));
  });
  call("_chdir", (r, args) => process.chdir(String(path(r, args))));
  call("_fsync", (_, args) => fs.fsyncSync(int(args, 0)));
  call("_ftruncate", (r, args) => fs.ftruncateSync(int(args, 0), Number(r.str(args.pos[1]))));
  call("_truncate", (r, args) => fs.truncateSync(path(r, args), Number(r.str(args.pos[1]))));
  define("_getpriority", (r, args) => r.resultInt(os.getPriority(int(args, 0))));
  define("_setpriority", (_, args) => os.setPriority(int(args, 0), int(args, 1)));
  define("_loadavg", (r) => {
    const push = (load: number) => {
      r.resultFloat(load);
      r.pushResult();
    };
    return sequence(r, os.loadavg(), push, "tuple");
  });
  call("_chown", (r, args) => fs.chownSync(path(r, args), int(args, 1), int(args, 2)));
  define("_umask", (r, args) => r.resultInt(process.umask(int(args, 0))));
  define("_system", (r, args) => {
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const { status, signal } = spawnSync(r.str(args.pos[0]), { shell: true, stdio: "inherit" });
    return r.resultInt(signal === null ? (status ?? 127) << 8 : os.constants.signals[signal]);
  });
  define("_access", (r, args) => {
    try {
      fs.accessSync(path(r, args), int(args, 1));
      return r.resultBool(true);
    } catch {
      return r.resultBool(false);
    }
  });
}

/** The parts of `sys` that need the host. */

import { isTerminal, writeAll } from "../builtins/output.js";
import { encodable, readBytes, readLine, readText, writing } from "../builtins/print.js";
import { CodeFlag, Ctx, Frame, Kind, OCode, OException, OFunction, Tag } from "../heap/layouts.generated.js";
import type { Arity } from "../interpreter/arity.js";
import { type HostFunction, PyRaise, type Runtime } from "../interpreter/runtime.js";
import { printException } from "../interpreter/traceback.js";
import type { ModuleSystem } from "./system.js";

export function defineSys(rt: Runtime, modules: ModuleSystem): void {
  const define = (name: string, fn: HostFunction, arity?: Arity) => rt.define("sys", name, fn, arity);
  const { I32 } = rt;

  define("_write", (r, args) => {
    const fd = I32[2 * args.pos[0]];
    if (fd === 2) modules.stdout.flush();
    const output = fd === 2 ? modules.stderr : modules.stdout;
    const text = encodable(r, output, r.text(r.ref(args.pos[1])));
    writing(r, () => output.write(text));
  });
  define("_flush", (r, args) =>
    writing(r, () => (I32[2 * args.pos[0]] === 2 ? modules.stderr : modules.stdout).flush()),
  );
  define("_isatty", (r, args) => {
    return r.resultBool(isTerminal(I32[2 * args.pos[0]]));
  });
  define("_read", (r, args) => r.resultStr(readText(r, I32[2 * args.pos[0]])));
  define("_read_bytes", (r, args) =>
    r.resultRef(r.kernel.newBytes(readBytes(r, I32[2 * args.pos[0]], r.truth(args.pos[1])))),
  );
  define("_write_bytes", (r, args) =>
    writing(r, () => {
      modules.stdout.flush();
      modules.stderr.flush();
      writeAll(I32[2 * args.pos[0]], r.kernel.readBytes(r.ref(args.pos[1])));
    }),
  );
  define("_readline", (r) => r.resultStr(readLine(r)));

  define(
    "exit",
    (r, args) => {
      const klass = r.pushRef(r.classes.systemExit);
      r.call(klass, args.pos.length > 0 ? args.pos[0] : klass, Math.min(args.pos.length, 1));
      I32[Ctx.EXC] = I32[Ctx.RESULT];
      I32[Ctx.EXC + 1] = I32[Ctx.RESULT + 1];
      throw new PyRaise();
    },
    [0, 1],
  );
  define("getrecursionlimit", (r) => r.resultInt(I32[Ctx.DEPTH_LIMIT]), [0, 0]);
  define(
    "setrecursionlimit",
    (r, args) => {
      const limit = I32[2 * args.pos[0]];
      if (I32[2 * args.pos[0] + 1] !== Tag.INT)
        r.raise("TypeError", `'${r.typeName(args.pos[0])}' object cannot be interpreted as an integer`);
      if (limit < 1) r.raise("ValueError", "recursion limit must be greater or equal than 1");
      if (I32[Ctx.DEPTH] >= limit)
        r.raise(
          "RecursionError",
          `cannot set the recursion limit to ${limit} at the recursion depth ${I32[Ctx.DEPTH]}: the limit is too low`,
        );
      I32[Ctx.DEPTH_LIMIT] = limit;
    },
    [1, 1],
  );
  define(
    "exc_info",
    (r) => {
      const mark = r.mark();
      if (I32[Ctx.HANDLED + 1] !== Tag.REF) {
        for (let i = 0; i < 3; i++) r.pushNone();
      } else {
        const exc = I32[Ctx.HANDLED] >>> 0;
        r.pushRef(I32[exc >>> 2]);
        r.pushRef(exc);
        const at = (exc + OException.TRACEBACK) >>> 2;
        r.push(I32[at], I32[at + 1]);
      }
      r.resultRef(r.kernel.newTuple(mark, 3));
      r.release(mark);
      return true;
    },
    [0, 0],
  );
  define("exception", (r) => r.setResult(I32[Ctx.HANDLED], I32[Ctx.HANDLED + 1]), [0, 0]);
  define("_set_signal", (r, args) =>
    r.resultBool(r.kernel.setSignal(I32[2 * args.pos[0]], I32[2 * args.pos[1]]) !== 0),
  );
  define("_alarm", (r, args) => r.resultInt(r.kernel.setAlarm(I32[2 * args.pos[0]])));
  define("_check_signals", () => modules.checkSignals());
  define(
    "_getframe",
    (r, args) => {
      const depth = args.pos.length > 0 ? I32[2 * args.pos[0]] : 0;
      if (args.pos.length > 0 && I32[2 * args.pos[0] + 1] !== Tag.INT)
        r.raise("TypeError", `'${r.typeName(args.pos[0])}' object cannot be interpreted as an integer`);
      let fp = visibleFrame(r, I32[Ctx.FP]);
      for (let i = 0; i < depth && fp !== 0; i++) fp = visibleFrame(r, I32[2 * fp + 2 * Frame.LINK]);
      if (fp === 0) r.raise("ValueError", "call stack is not deep enough");
      r.kernel.frameObject(fp);
      r.check();
      return true;
    },
    [0, 1],
  );
  define(
    "intern",
    (r, args) => {
      if (r.slotKind(args.pos[0]) !== Kind.STR)
        r.raise("TypeError", `intern() argument must be str, not ${r.argumentType(args.pos[0])}`);
      return r.resultRef(r.kernel.intern(r.text(r.ref(args.pos[0]))));
    },
    [1, 1],
  );
  define("_at_exit", (r, args) => {
    const slot = r.modules.keepValue(args.pos[0]);
    r.onExit(() => r.callIgnoringErrors(slot));
  });
  define("getdefaultencoding", (r) => r.resultStr("utf-8"), [0, 0]);
  define("getfilesystemencoding", (r) => r.resultStr("utf-8"), [0, 0]);
  define("getfilesystemencodeerrors", (r) => r.resultStr("surrogateescape"), [0, 0]);
  define("getswitchinterval", (r) => r.resultFloat(r.threads.interval / 1e3), [0, 0]);
  define(
    "setswitchinterval",
    (r, args) => {
      const slot = args.pos[0];
      const seconds = I32[2 * slot + 1] === Tag.INT ? I32[2 * slot] : r.F64[slot];
      if (seconds <= 0) r.raise("ValueError", "switch interval must be strictly positive");
      r.threads.interval = seconds * 1e3;
    },
    [1, 1],
  );
  for (const [name, word] of [
    ["trace", Ctx.TRACE],
    ["profile", Ctx.PROFILE],
  ] as const) {
    define(`set${name}`, (r, { pos }) => r.tracing.set(word, I32[2 * pos[0]], I32[2 * pos[0] + 1]), [1, 1]);
    define(`get${name}`, (r) => r.setResult(I32[word], I32[word + 1]), [0, 0]);
  }
  define(
    "call_tracing",
    (r, { pos: [callee, tuple] }) => {
      if (r.slotKind(tuple) !== Kind.TUPLE)
        r.raise("TypeError", `call_tracing() argument 2 must be tuple, not ${r.argumentType(tuple)}`);
      const argp = r.mark();
      const args = r.itemSlots(tuple).map((item) => r.pushSlot(item));
      r.tracing.callTracing(() => r.call(callee, argp, args.length));
      return true;
    },
    [2, 2],
  );
  define("is_finalizing", (r) => r.resultBool(false), [0, 0]);
  define("getrefcount", (r) => r.resultInt(2), [1, 1]);
  define(
    "excepthook",
    (r, args) => {
      r.modules.stdout.flush();
      printException(r, args.pos[1]);
    },
    [3, 3],
  );
}

/** The frame at `fp`, or the next one down the stack that is not the implementation's own; 0 when there is none. */
function visibleFrame(rt: Runtime, fp: number): number {
  const { I32 } = rt;
  let at = fp;
  while (at !== 0) {
    const code = rt.word(I32[2 * at] >>> 0, OFunction.CODE) >>> 0;
    if ((rt.word(code, OCode.FLAGS) & CodeFlag.HIDDEN) === 0) break;
    at = I32[2 * at + 2 * Frame.LINK];
  }
  return at;
}

/** sys.flags = type(sys.flags)(values) */
function setFlags(rt: Runtime, values: readonly (number | boolean)[]): void {
  const { sysDict } = rt.modules;
  rt.kernel.typeOf(rt.dictGet(sysDict, "flags"));
  const klass = rt.pushResult();
  const first = rt.mark();
  for (const value of values) {
    if (typeof value === "boolean") rt.pushBool(value);
    else rt.pushInt(value);
  }
  const argp = rt.pushRef(rt.kernel.newTuple(first, values.length));
  rt.call(klass, argp, 1);
  rt.dictSet(sysDict, "flags", rt.pushResult());
}

/** Modules that are files here but not in CPython. */
const LIKE_BUILTIN = ["_ast", "_imp", "_io", "_locale", "_signal", "_warnings", "marshal"];

/** What the command line says about a program. */
export interface Arguments {
  readonly argv: readonly string[];
  readonly path: readonly string[];
  /** `sys.flags`, in CPython's order. */
  readonly flags?: readonly (number | boolean)[];
  readonly warnings?: readonly string[];
  readonly x?: readonly string[];
  readonly executable?: string;
}

/** Plain values of `sys`; called when the program is known. */
export function setArguments(rt: Runtime, { argv, path, flags, warnings, x, executable }: Arguments): void {
  const dict = rt.modules.sysDict;
  const mark = rt.mark();
  const list = (texts: readonly string[]) => {
    const first = rt.mark();
    for (const text of texts) rt.pushStr(text);
    const ref = rt.kernel.newList(first, texts.length);
    rt.release(first);
    return rt.pushRef(ref);
  };
  rt.dictSet(dict, "argv", list(argv));
  rt.dictSet(dict, "orig_argv", list(argv));
  rt.dictSet(dict, "path", list(path));
  for (const name of ["path_hooks", "_path_hooks"]) rt.dictSet(dict, name, list([]));
  rt.dictSet(dict, "warnoptions", list(warnings ?? []));
  if (flags !== undefined) setFlags(rt, flags);
  rt.dictSet(dict, "pycache_prefix", rt.pushNone());
  rt.dictSet(dict, "path_importer_cache", rt.pushRef(rt.kernel.newDict()));
  const xoptions = rt.pushRef(rt.kernel.newDict());
  for (const option of x ?? []) {
    const at = option.indexOf("=");
    const value = at < 0 ? rt.pushBool(true) : rt.pushStr(option.slice(at + 1));
    rt.dictSet(rt.ref(xoptions), at < 0 ? option : option.slice(0, at), value);
  }
  rt.dictSet(dict, "_xoptions", xoptions);
  rt.kernel.newBigInt(9223372036854775807n);
  rt.dictSet(dict, "maxsize", rt.pushResult());
  rt.dictSet(dict, "maxunicode", rt.pushInt(0x10ffff));
  rt.dictSet(dict, "hexversion", rt.pushInt(0x030b07f0));
  rt.dictSet(dict, "api_version", rt.pushInt(1013));
  rt.dictSet(dict, "dont_write_bytecode", rt.pushBool((flags?.[4] ?? 0) !== 0));
  const platform = process.platform === "win32" ? "win32" : process.platform;
  const texts: Record<string, string> = {
    platform,
    byteorder: "little",
    version: "3.11.7 (main, Dec  4 2023, 00:00:00) [Tauraro]",
    executable: executable ?? process.execPath,
    _base_executable: executable ?? process.execPath,
    prefix: "/usr",
    exec_prefix: "/usr",
    base_prefix: "/usr",
    base_exec_prefix: "/usr",
    abiflags: "",
    platlibdir: "lib",
    float_repr_style: "short",
  };
  for (const [name, text] of Object.entries(texts)) rt.dictSet(dict, name, rt.pushStr(text));
  const names = [...new Set([...rt.modules.builtinNames, ...LIKE_BUILTIN])].sort();
  const first = rt.mark();
  for (const name of names) rt.pushStr(name);
  const tuple = rt.kernel.newTuple(first, names.length);
  rt.dictSet(dict, "builtin_module_names", rt.pushRef(tuple));
  rt.release(mark);
}

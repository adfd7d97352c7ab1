/** Source text → code object; syntax errors become Python's. */
import { readFileSync } from "node:fs";
import { compileModule } from "../bytecode/compiler/index.js";
import type { CodeTemplate } from "../bytecode/template.js";
import { CodeFlag, Ctx, Status } from "../heap/layouts.generated.js";
import { link } from "../heap/link.js";
import { decodeSource, isIncomplete, type LexicalWarning, type Mod, PySyntaxError, parse } from "../syntax/index.js";
import { PyRaise, type Runtime } from "./runtime.js";
import { clearException, pendingIs } from "./unwind.js";

export type CompileMode = "exec" | "eval" | "single";

export interface SourceOptions {
  /** The code may run with locals of its own. */
  readonly namespace?: boolean;
  /** The bytes are the program's own file. */
  readonly isFile?: boolean;
  /** As `-O`; negative: what the command line says. */
  readonly optimize?: number;
  /** `CodeFlag.FUTURE_…` bits that hold without an import. */
  readonly future?: number;
  /** For prompts: text that more lines could complete is refused as "incomplete input". */
  readonly mayEndEarly?: boolean;
}

type OnWarning = (warning: LexicalWarning) => void;

/** Texts that have no file, for tracebacks. */
const sources = new Map<string, string>();

export function rememberSource(filename: string, source: string): void {
  sources.set(filename, source);
}

export function rememberedSource(filename: string): string | undefined {
  return sources.get(filename);
}

/** Ref of the code object; the caller keeps it reachable. Raises SyntaxError and what else compilation can raise. */
export function compileSource(...args: Parameters<typeof compileTemplate>): number {
  return link(args[0], compileTemplate(...args));
}

export function compileTemplate(
  rt: Runtime,
  source: string | Uint8Array,
  filename: string,
  mode: CompileMode,
  options: SourceOptions = {},
): CodeTemplate {
  return translating(rt, filename, (onWarning) => {
    const text = decodeSource(source, filename, options.isFile ?? false);
    const tree = parseText(rt, text, filename, mode, options, onWarning);
    return compileModule(tree, filename, mode, compileOptions(rt, options, onWarning, text));
  });
}

/** Ref of the code object of a tree. */
export function compileTree(
  rt: Runtime,
  tree: Mod,
  filename: string,
  mode: CompileMode,
  options: SourceOptions,
): number {
  const compile = (onWarning: OnWarning) =>
    compileModule(tree, filename, mode, compileOptions(rt, options, onWarning, undefined));
  return link(rt, translating(rt, filename, compile));
}

export function parseSource(
  rt: Runtime,
  source: string | Uint8Array,
  filename: string,
  mode: CompileMode,
  options: SourceOptions,
): Mod {
  return translating(rt, filename, (onWarning) => parseText(rt, source, filename, mode, options, onWarning));
}

function compileOptions(rt: Runtime, options: SourceOptions, onWarning: OnWarning, source: string | undefined) {
  const { namespace, optimize = -1, future } = options;
  return { source, namespace, future, optimize: optimize < 0 ? rt.optimize : optimize, onWarning };
}

function parseText(
  rt: Runtime,
  source: string | Uint8Array,
  filename: string,
  mode: CompileMode,
  { isFile, future = 0, mayEndEarly }: SourceOptions,
  onWarning: OnWarning,
): Mod {
  const lookupCharacter = (name: string): string | null => {
    const code = rt.kernel.characterNamed(name);
    return code < 0 ? null : String.fromCodePoint(code);
  };
  const barryAsFlufl = (future & CodeFlag.FUTURE_BARRY_AS_FLUFL) !== 0;
  const endsEarly = () => mayEndEarly === true && typeof source === "string" && isIncomplete(source);
  const incomplete = () => new PySyntaxError("SyntaxError", "incomplete input", filename, 1, 0, null, 1, 0);
  if (mode === "single" && endsEarly()) throw incomplete();
  try {
    return parse(source, filename, mode as "exec", { lookupCharacter, isFile, onWarning, barryAsFlufl });
  } catch (error) {
    throw error instanceof PySyntaxError && endsEarly() ? incomplete() : error;
  }
}

/** Does work of the front end; its warnings and errors become Python's. */
function translating<T>(rt: Runtime, filename: string, work: (onWarning: OnWarning) => T): T {
  const warnings: LexicalWarning[] = [];
  try {
    const result = work((warning) => warnings.push(warning));
    if (warnings.length > 0) issue(rt, warnings, filename);
    return result;
  } catch (error) {
    const tooDeep = error instanceof RangeError && /call stack/i.test(error.message);
    if (tooDeep || (error instanceof PySyntaxError && error.kind === "RecursionError"))
      rt.raise("RecursionError", "maximum recursion depth exceeded during compilation");
    if (error instanceof PySyntaxError && warnings.length > 0) issue(rt, warnings, filename);
    if (error instanceof PySyntaxError && error.lineno === null) rt.raise(error.kind, error.msg);
    if (error instanceof PySyntaxError) raiseSyntaxError(rt, error);
    throw error;
  }
}

/**
 * Issues the compiler's warnings. One that a filter makes an error is a SyntaxError. DeprecationWarnings are ignored
 * unless somebody has said otherwise, so `warnings` need not be imported for them.
 */
function issue(rt: Runtime, warnings: readonly LexicalWarning[], filename: string): void {
  const mark = rt.mark();
  const options = rt.dictGet(rt.modules.sysDict, "warnoptions");
  const asked = rt.dictGet(rt.modules.dict, "warnings") !== 0 || (options !== 0 && rt.truth(options));
  if (asked || warnings.some((warning) => warning.category === "SyntaxWarning")) {
    const module = rt.modules.load("_warnings");
    for (const { category, msg, line, offset, endLine, endOffset } of warnings) {
      const inner = rt.mark();
      const klass = rt.kernel.typeByName(category);
      rt.getAttr(module, "warn_explicit");
      const warn = rt.pushResult();
      const argp = rt.pushStr(msg);
      rt.pushRef(klass);
      rt.pushStr(filename);
      rt.pushInt(line);
      try {
        rt.call(warn, argp, 4);
      } catch (error) {
        if (!(error instanceof PyRaise) || !pendingIs(rt, klass)) throw error;
        clearException(rt);
        raiseSyntaxError(rt, new PySyntaxError("SyntaxError", msg, filename, line, offset, null, endLine, endOffset));
      }
      rt.release(inner);
    }
  }
  rt.release(mark);
}

/** The compiler's own errors come without their line; CPython looks for it in the file. */
function lineOfFile(filename: string, line: number | null): string | null {
  if (line === null || line < 1) return null;
  try {
    const source = rememberedSource(filename) ?? readFileSync(filename, "utf8");
    const text = source.split(/\r\n?|\n/)[line - 1];
    return text === undefined ? null : `${text}\n`;
  } catch {
    return null;
  }
}

function raiseSyntaxError(rt: Runtime, error: PySyntaxError): never {
  const { I32 } = rt;
  const mark = rt.mark();
  const klass = rt.pushRef(rt.kernel.typeByName(error.kind));
  const argp = rt.mark();
  rt.pushStr(error.msg);
  const optional = (x: number | null) => (x === null ? rt.pushNone() : rt.pushInt(x));
  const details = rt.mark();
  rt.pushStr(error.filename);
  optional(error.lineno);
  optional(error.offset);
  const text = error.text ?? lineOfFile(error.filename, error.lineno);
  if (text === null) rt.pushNone();
  else rt.pushStr(text);
  optional(error.end_lineno);
  optional(error.end_offset);
  const tuple = rt.kernel.newTuple(details, 6);
  rt.release(details);
  rt.pushRef(tuple);
  rt.call(klass, argp, 2);
  I32[Ctx.EXC] = I32[Ctx.RESULT];
  I32[Ctx.EXC + 1] = I32[Ctx.RESULT + 1];
  I32[Ctx.STATUS] = Status.EXC;
  rt.release(mark);
  throw new PyRaise();
}

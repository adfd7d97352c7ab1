/** Source text → code object; syntax errors become Python's. */
import { readFileSync } from "node:fs";
import { compileModule } from "../bytecode/compiler/index.js";
import type { CodeTemplate } from "../bytecode/template.js";
import { Ctx, Status } from "../heap/layouts.generated.js";
import { link } from "../heap/link.js";
import { PySyntaxError, parse } from "../syntax/index.js";
import { PyRaise, type Runtime } from "./runtime.js";

export type CompileMode = "exec" | "eval" | "single";

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
  /** The code may run with locals of its own. */
  namespace = false,
  /** The bytes are the program's own file. */
  isFile = false,
): CodeTemplate {
  try {
    const options = typeof source === "string" ? { source, namespace } : { namespace };
    const lookupCharacter = (name: string): string | null => {
      const code = rt.kernel.characterNamed(name);
      return code < 0 ? null : String.fromCodePoint(code);
    };
    const tree = parse(source, filename, mode as "exec", { lookupCharacter, isFile });
    return compileModule(tree, filename, mode, options);
  } catch (error) {
    const tooDeep = error instanceof RangeError && /call stack/i.test(error.message);
    if (tooDeep || (error instanceof PySyntaxError && error.kind === "RecursionError"))
      rt.raise("RecursionError", "maximum recursion depth exceeded during compilation");
    if (error instanceof PySyntaxError && error.lineno === null) rt.raise(error.kind, error.msg);
    if (error instanceof PySyntaxError) raiseSyntaxError(rt, error);
    throw error;
  }
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

/** The compiler: a module's syntax tree to a code template. */
import { CodeFlag } from "../../heap/layouts.generated.js";
import type { Mod } from "../../syntax/ast.js";
import { PySyntaxError } from "../../syntax/errors.js";
import { analyse } from "../../syntax/scopes.js";
import { Op } from "../opcodes.generated.js";
import type { CodeTemplate } from "../template.js";
import { assemble } from "./assemble.js";
import { expression } from "./expressions.js";
import { docstringOf, returnNone } from "./functions.js";
import { block } from "./statements.js";
import { type CompileOptions, type Session, Unit } from "./unit.js";

export type { CompileOptions } from "./unit.js";
export type CompileMode = "exec" | "eval" | "single";

export function compileModule(
  module: Mod,
  filename: string,
  mode: CompileMode,
  options: CompileOptions = {},
): CodeTemplate {
  try {
    return compile(module, filename, mode, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = "maximum recursion depth exceeded during compilation";
    throw new PySyntaxError("RecursionError", message, filename, null, null, null, null, null);
  }
}

function compile(module: Mod, filename: string, mode: CompileMode, options: CompileOptions): CodeTemplate {
  const table = analyse(module, filename, { onWarning: options.onWarning });
  const { source } = options;
  const future =
    (options.future ?? 0) |
    (table.future.annotations ? CodeFlag.FUTURE_ANNOTATIONS : 0) |
    (table.future.barryAsFlufl ? CodeFlag.FUTURE_BARRY_AS_FLUFL : 0);
  let lines: string[] | null = null;
  const session: Session = {
    filename,
    table,
    options,
    future,
    stringAnnotations: (future & CodeFlag.FUTURE_ANNOTATIONS) !== 0,
    interactive: mode === "single",
    folded: new Map(),
    frozensets: new Map(),
    ascii: source === undefined || /^[\0-\x7f]*$/.test(source),
    line(lineno) {
      if (source === undefined) return null;
      lines ??= source.split(/\r\n|\r|\n/);
      return lines[lineno - 1] ?? null;
    },
  };
  const u = new Unit(session, table.top, 0, 1);
  u.place = { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
  if (module.kind === "Expression") {
    u.emitLast(Op.RETURN, expression(u, module.body));
    return assemble(u);
  }
  const { body } = module;
  if (table.top.hasAnnotations) u.emit(Op.SETUP_ANNOTATIONS);
  const doc = module.kind === "Module" ? docstringOf(session, body) : null;
  if (doc !== null) {
    u.place = body[0];
    const mark = u.mark();
    const register = u.loadConst({ type: "str", value: doc }, u.temp());
    u.emit(options.namespace ? Op.STORE_NAME : Op.STORE_GLOBAL, register, u.nameOf("__doc__"));
    u.release(mark);
  }
  block(u, doc === null ? body : body.slice(1));
  returnNone(u);
  return assemble(u);
}

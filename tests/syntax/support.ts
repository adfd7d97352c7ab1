/** How a Scope and an error look in the oracle's answers. */
import { analyse, PySyntaxError, parse, type Scope } from "../../src/syntax/index.js";

export type ScopeRow = [string, string[], string[], string[], string[], string[]];

/** The names of characters are no part of the parser; the samples need none but these. */
export const lookupCharacter = (name: string): string | null => (name === "BULLET" ? "\u2022" : null);

export function scopeRows(scope: Scope): ScopeRow[] {
  const flags: string[] = [];
  const isFunction = scope.kind !== "module" && scope.kind !== "class";
  if (isFunction) {
    if (scope.hasVarargs) flags.push("varargs");
    if (scope.hasVarkeywords) flags.push("varkeywords");
    if (scope.isNested) flags.push("nested");
    if (scope.isGenerator) flags.push(scope.isCoroutine ? "async generator" : "generator");
    else if (scope.isCoroutine) flags.push("coroutine");
  }
  const locals = scope.varnames.slice(scope.parameters.length).sort();
  const row: ScopeRow = [scope.qualname, scope.parameters, locals, scope.cellvars, scope.freevars, flags];
  return [row, ...scope.children.flatMap(scopeRows)];
}

export type ErrorRow = [string, string, number | null, number | null] | null;

export function errorRow(source: string): ErrorRow {
  try {
    analyse(parse(source, "f.py", "exec", { lookupCharacter }), "f.py");
    return null;
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    return [error.kind, error.msg, error.lineno, error.offset];
  }
}

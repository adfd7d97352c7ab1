/** The second half of scope analysis: decide for every name where it lives. */
import { PySyntaxError } from "./errors.js";
import type { MutableScope, MutableSymbol } from "./mutable-scope.js";

/** Names from enclosing scopes, as one scope sees them. */
interface Surroundings {
  /** Bound in enclosing functions; null for the module itself. */
  readonly bound: Set<string> | null;
  /** Declared global in an enclosing scope. */
  readonly global: Set<string>;
}

export function resolve(top: MutableScope, filename: string): void {
  resolveScope(top, { bound: null, global: new Set() }, filename);
}

const isFunctionLike = (scope: MutableScope): boolean => scope.kind !== "module" && scope.kind !== "class";

/** Returns the names that this scope, or one within it, takes from enclosing functions. */
function resolveScope(scope: MutableScope, around: Surroundings, filename: string): Set<string> {
  const bound = around.bound === null ? null : new Set(around.bound);
  const global = new Set(around.global);
  const isClass = scope.kind === "class";
  const free = new Set<string>();
  const local = new Set<string>();
  // What a class's own names hide is not hidden from its methods.
  const innerBound = isClass && bound !== null ? new Set(bound) : new Set<string>();
  const innerGlobal = isClass ? new Set(global) : new Set<string>();
  for (const symbol of scope.symbols.values()) resolveName(symbol, bound, local, free, global, filename);
  if (isClass) innerBound.add("__class__");
  else {
    if (isFunctionLike(scope)) for (const name of local) innerBound.add(name);
    if (bound !== null) for (const name of bound) innerBound.add(name);
    for (const name of global) innerGlobal.add(name);
  }
  for (const child of scope.children) {
    for (const name of resolveScope(child, { bound: innerBound, global: innerGlobal }, filename)) free.add(name);
  }
  if (isFunctionLike(scope)) {
    for (const symbol of scope.symbols.values()) {
      if (symbol.scope === "local" && free.delete(symbol.name)) symbol.scope = "cell";
    }
  } else if (isClass && free.delete("__class__")) scope.needsClassClosure = true;
  for (const name of free) {
    const symbol = scope.symbols.get(name);
    if (symbol !== undefined) {
      const ownMeaning = symbol.isAssigned || symbol.isParameter || symbol.isImported || symbol.isGlobalDeclared;
      if (isClass && ownMeaning) symbol.isFreeInClass = true;
    } else if (bound === null || bound.has(name)) scope.addFree(name);
  }
  finish(scope);
  return free;
}

function resolveName(
  symbol: MutableSymbol,
  bound: Set<string> | null,
  local: Set<string>,
  free: Set<string>,
  global: Set<string>,
  filename: string,
): void {
  const { name } = symbol;
  const fail = (msg: string): never => {
    const at = symbol.declaration;
    if (at === null) throw new PySyntaxError("SyntaxError", msg, filename, null, null, null, null, null);
    const { lineno, col_offset, end_lineno, end_col_offset } = at;
    throw new PySyntaxError("SyntaxError", msg, filename, lineno, col_offset + 1, null, end_lineno, end_col_offset + 1);
  };
  if (symbol.isGlobalDeclared) {
    if (symbol.isNonlocalDeclared) fail(`name '${name}' is nonlocal and global`);
    symbol.scope = "globalExplicit";
    global.add(name);
    bound?.delete(name);
  } else if (symbol.isNonlocalDeclared) {
    if (bound === null) fail("nonlocal declaration not allowed at module level");
    else if (!bound.has(name)) fail(`no binding for nonlocal '${name}' found`);
    symbol.scope = "free";
    free.add(name);
  } else if (symbol.isAssigned || symbol.isParameter || symbol.isImported) {
    symbol.scope = "local";
    local.add(name);
    global.delete(name);
  } else if (bound?.has(name)) {
    symbol.scope = "free";
    free.add(name);
  } else symbol.scope = "globalImplicit";
}

function finish(scope: MutableScope): void {
  const { cellvars, freevars, varnames } = scope;
  if (isFunctionLike(scope)) varnames.push(...scope.parameters);
  for (const symbol of scope.symbols.values()) {
    if (symbol.scope === "cell") cellvars.push(symbol.name);
    if (symbol.scope === "free" || symbol.isFreeInClass) freevars.push(symbol.name);
    const isUnused = symbol.isOnlyDeclared && !symbol.isReferenced && !symbol.isImported;
    const isVariable = symbol.scope === "local" && !symbol.isParameter && !isUnused;
    if (isVariable && isFunctionLike(scope)) varnames.push(symbol.name);
  }
  if (scope.needsClassClosure) cellvars.push("__class__");
  cellvars.sort(byCodePoint);
  freevars.sort(byCodePoint);
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

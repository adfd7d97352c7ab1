/** Function definitions, lambdas, and the making of function objects with their closures. */

import { CodeFlag } from "../../heap/layouts.generated.js";
import type { Arguments, AsyncFunctionDef, Expr, FunctionDef, Lambda, Stmt } from "../../syntax/ast.js";
import type { Scope } from "../../syntax/scopes.js";
import { Op } from "../opcodes.generated.js";
import type { CodeTemplate } from "../template.js";
import { annotationValue } from "./annotations.js";
import { assemble } from "./assemble.js";
import { expression } from "./expressions.js";
import { foldAll } from "./fold.js";
import { NOWHERE, type Reg } from "./ir.js";
import { block } from "./statements.js";
import { NONE, type Session, Unit } from "./unit.js";
import { localRegister, storeVariable } from "./variables.js";

export function codeFlags(scope: Scope): number {
  let flags = CodeFlag.OPTIMIZED | CodeFlag.NEWLOCALS;
  if (scope.isNested) flags |= CodeFlag.NESTED;
  if (scope.hasVarargs) flags |= CodeFlag.VARARGS;
  if (scope.hasVarkeywords) flags |= CodeFlag.VARKEYWORDS;
  const generates = scope.isGenerator || scope.node.kind === "GeneratorExp";
  if (scope.isCoroutine) flags |= generates ? CodeFlag.ASYNC_GENERATOR : CodeFlag.COROUTINE;
  else if (generates) flags |= CodeFlag.GENERATOR;
  return flags;
}

export function returnNone(u: Unit): void {
  if (!u.reachable) return;
  const mark = u.mark();
  // The line from which the end was reached stays the current one.
  u.place =
    u.code.length > 0 ? NOWHERE : { lineno: u.firstline, end_lineno: u.firstline, col_offset: 0, end_col_offset: 0 };
  u.emitLast(Op.RETURN, u.loadConst(NONE, u.temp()));
  u.release(mark);
}

/** The docstring of a body, if it has one and docstrings are kept. */
export function docstringOf(session: Session, body: readonly Stmt[]): string | null {
  const [first] = body;
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str") return null;
  return (session.options.optimize ?? 0) < 2 ? first.value.value.value : null;
}

function compileBody(u: Unit, node: FunctionDef | AsyncFunctionDef, scope: Scope): CodeTemplate {
  const firstline = node.decorator_list.length > 0 ? node.decorator_list[0].lineno : node.lineno;
  const child = new Unit(u.session, scope, codeFlags(scope), firstline);
  child.docstring = docstringOf(u.session, node.body);
  block(child, child.docstring === null ? node.body : node.body.slice(1));
  returnNone(child);
  return assemble(child);
}

export function functionDefinition(u: Unit, node: FunctionDef | AsyncFunctionDef): void {
  const mark = u.mark();
  const { decorator_list: decorators } = node;
  const base = u.temps(decorators.length + 1);
  for (const [i, decorator] of decorators.entries()) expression(u, decorator, base + i);
  const place = u.place;
  const code = compileBody(u, node, u.session.table.scopeOf(node));
  const local = decorators.length === 0 ? localRegister(u, node.name) : undefined;
  makeFunction(u, local ?? base + decorators.length, code, node.args, node.returns);
  if (local !== undefined) {
    u.release(mark);
    return;
  }
  applyDecorators(u, decorators, base);
  u.place = place;
  storeVariable(u, node.name, base);
  u.release(mark);
}

/** Decorators lie in registers from `base`, then what they decorate; the result goes to `base`. */
export function applyDecorators(u: Unit, decorators: readonly Expr[], base: Reg): void {
  for (let i = decorators.length - 1; i >= 0; i--) {
    u.place = decorators[i];
    u.emit(Op.CALL, base + i, base + i, 1);
  }
}

export function lambda(u: Unit, node: Lambda, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const scope = u.session.table.scopeOf(node);
  const child = new Unit(u.session, scope, codeFlags(scope), node.lineno);
  const value = expression(child, node.body);
  child.place = node.body;
  child.emitLast(Op.RETURN, value);
  makeFunction(u, target, assemble(child), node.args, null);
  return target;
}

/** `target` = function of the code, with its defaults, annotations and closure. */
export function makeFunction(
  u: Unit,
  target: Reg,
  code: CodeTemplate,
  args: Arguments | null,
  returns: Expr | null,
): void {
  const mark = u.mark();
  const parts = u.temps(4);
  let mask = 0;
  if (args !== null) {
    if (args.defaults.length > 0) {
      const { place } = u;
      u.place = args.defaults[0];
      defaults(u, args.defaults, parts);
      u.place = place;
      mask |= 1;
    }
    if (keywordDefaults(u, args, parts + 1)) mask |= 2;
    if (annotations(u, args, returns, parts + 2)) mask |= 4;
  }
  if (code.freevars.length > 0) {
    closure(u, code.freevars, parts + 3);
    mask |= 8;
  }
  u.release(mark);
  if (u.reachable) u.emit(Op.MAKE_FUNCTION, target, parts, u.codes.push(code) - 1, mask);
}

function defaults(u: Unit, values: readonly Expr[], dst: Reg): void {
  const constant = foldAll(u.session, values);
  if (constant !== null) {
    u.loadConst(constant, dst);
    return;
  }
  const mark = u.mark();
  const run = u.temps(values.length);
  for (const [i, value] of values.entries()) expression(u, value, run + i);
  u.emit(Op.BUILD_TUPLE, dst, run, values.length);
  u.release(mark);
}

function keywordDefaults(u: Unit, args: Arguments, dst: Reg): boolean {
  const given = args.kwonlyargs.flatMap((arg, i) => {
    const value = args.kw_defaults[i];
    return value === null || value === undefined ? [] : [{ name: arg.arg, value }];
  });
  if (given.length === 0) return false;
  const mark = u.mark();
  const run = u.temps(2 * given.length);
  for (const [i, { name, value }] of given.entries()) {
    u.loadConst({ type: "str", value: u.mangle(name) }, run + 2 * i);
    expression(u, value, run + 2 * i + 1);
  }
  u.emit(Op.BUILD_DICT, dst, run, given.length);
  u.release(mark);
  return true;
}

function annotations(u: Unit, args: Arguments, returns: Expr | null, dst: Reg): boolean {
  const given: [name: string, annotation: Expr][] = [];
  const all = [...args.args, ...args.posonlyargs, args.vararg, ...args.kwonlyargs, args.kwarg];
  for (const arg of all) {
    if (arg !== null && arg.annotation !== null) given.push([u.mangle(arg.arg), arg.annotation]);
  }
  if (returns !== null) given.push(["return", returns]);
  if (given.length === 0) return false;
  const mark = u.mark();
  const run = u.temps(2 * given.length);
  for (const [i, [name, annotation]] of given.entries()) {
    u.loadConst({ type: "str", value: name }, run + 2 * i);
    annotationValue(u, annotation, run + 2 * i + 1);
  }
  u.emit(Op.BUILD_DICT, dst, run, given.length);
  u.release(mark);
  return true;
}

/** The tuple of cells for an inner code's free variables. */
function closure(u: Unit, freevars: readonly string[], dst: Reg): void {
  const mark = u.mark();
  const cells = freevars.map((name) => u.cellFor(name)!);
  if (cells.every((reg, i) => reg === cells[0] + i)) {
    u.emit(Op.BUILD_TUPLE, dst, cells[0], cells.length);
    return;
  }
  const run = u.temps(cells.length);
  for (const [i, reg] of cells.entries()) u.emit(Op.MOVE, run + i, reg);
  u.emit(Op.BUILD_TUPLE, dst, run, cells.length);
  u.release(mark);
}

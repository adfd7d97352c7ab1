/** Calls: functions, methods, keywords, `*args` and `**kwargs`. */
import type { Attribute, Call, Expr, Keyword } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { expression, operand } from "./expressions.js";
import { isTemp, type Place, type Reg } from "./ir.js";
import { superMethod, superObject } from "./super.js";
import type { Unit } from "./unit.js";
import { REFLECTIVE_ATTRIBUTES } from "./variables.js";

/** Something that stands before the arguments of a call and is put into a register on demand. */
export type Leading = (dst: Reg) => void;

/** More arguments than this are passed as a tuple, so that no frame grows absurdly. */
const MAX_RUN = 250;

export function call(u: Unit, e: Call, dst: Reg | undefined): Reg {
  const object = superObject(u, e, dst);
  if (object !== undefined) return object;
  const target = dst ?? u.temp();
  const mark = u.mark();
  if (e.func.kind === "Attribute" && !unpacks(e.args, e.keywords)) methodCall(u, e, e.func, target);
  else emitCall(u, target, (reg) => expression(u, e.func, reg), [], e.args, e.keywords, e);
  u.release(mark);
  return target;
}

function unpacks(args: readonly Expr[], keywords: readonly Keyword[]): boolean {
  return (
    args.length + keywords.length > MAX_RUN ||
    args.some((arg) => arg.kind === "Starred") ||
    keywords.some((keyword) => keyword.arg === null)
  );
}

function methodCall(u: Unit, e: Call, func: Attribute, target: Reg): void {
  const count = e.args.length + e.keywords.length;
  const base = u.temps(2 + count);
  u.place = func;
  if (!superMethod(u, func, base)) {
    const mark = u.mark();
    const object = operand(u, func.value, base);
    u.release(mark);
    u.place = methodPlace(func, func);
    if (REFLECTIVE_ATTRIBUTES.has(func.attr)) u.exposesLocals = true;
    u.emit(Op.LOAD_METHOD, base, object, u.nameOf(u.mangle(func.attr)));
  }
  values(u, e.args, e.keywords, base + 2);
  u.place = methodPlace(e, func);
  if (e.keywords.length > 0) u.emit(Op.CALL_KW, target, base, count, keywordNames(u, e.keywords));
  else u.emit(Op.CALL_METHOD, target, base, count);
}

/** In a chain of calls over several lines a call belongs to the line of its method's name. */
function methodPlace(e: Place, func: Attribute): Place {
  if (e.lineno === func.end_lineno) return e;
  const col_offset = func.end_col_offset - func.attr.length;
  return { lineno: func.end_lineno, col_offset, end_lineno: e.end_lineno, end_col_offset: e.end_col_offset };
}

function values(u: Unit, args: readonly Expr[], keywords: readonly Keyword[], first: Reg): void {
  let reg = first;
  for (const arg of args) expression(u, arg, reg++);
  for (const keyword of keywords) expression(u, keyword.value, reg++);
}

/** The constant tuple of keyword names. */
function keywordNames(u: Unit, keywords: readonly Keyword[]): number {
  return u.constant({
    type: "tuple",
    items: keywords.map((keyword) => ({ type: "str", value: u.mangle(keyword.arg!) })),
  });
}

/** Calls what `func` loads with the leading values, the arguments and the keywords. */
export function emitCall(
  u: Unit,
  target: Reg,
  func: Leading,
  leading: readonly Leading[],
  args: readonly Expr[],
  keywords: readonly Keyword[],
  place: Place,
): void {
  const mark = u.mark();
  const count = leading.length + args.length + keywords.length;
  if (unpacks(args, keywords)) {
    unpackingCall(u, target, func, leading, args, keywords, place);
  } else if (keywords.length > 0) {
    const base = u.temps(2 + count);
    func(base);
    u.emit(Op.SET_UNBOUND, base + 1);
    for (const [i, load] of leading.entries()) load(base + 2 + i);
    values(u, args, keywords, base + 2 + leading.length);
    u.place = place;
    u.emit(Op.CALL_KW, target, base, count, keywordNames(u, keywords));
  } else {
    const base = u.temps(1 + count);
    func(base);
    for (const [i, load] of leading.entries()) load(base + 1 + i);
    values(u, args, keywords, base + 1 + leading.length);
    u.place = place;
    u.emit(Op.CALL, target, base, count);
  }
  u.release(mark);
}

function unpackingCall(
  u: Unit,
  target: Reg,
  func: Leading,
  leading: readonly Leading[],
  args: readonly Expr[],
  keywords: readonly Keyword[],
  place: Place,
): void {
  const base = u.temps(3);
  func(base);
  if (leading.length === 0 && args.length === 1 && args[0].kind === "Starred") {
    expression(u, args[0].value, base + 1);
  } else {
    gather(u, base + 1, leading, args);
    u.place = place;
    u.emit(Op.LIST_TO_TUPLE, base + 1, base + 1);
  }
  if (keywords.length === 0) u.emit(Op.SET_UNBOUND, base + 2);
  else gatherKeywords(u, base + 2, base, keywords, place);
  u.place = place;
  u.emit(Op.CALL_EX, target, base);
}

/** A list of the leading values and the items, those of starred ones spread. `list` is a temporary. */
export function gather(u: Unit, list: Reg, leading: readonly Leading[], items: readonly Expr[]): void {
  const mark = u.mark();
  const starred = items.findIndex((item) => item.kind === "Starred");
  const plain = Math.min(starred < 0 ? items.length : starred, 30);
  const run = u.temps(leading.length + plain);
  for (const [i, load] of leading.entries()) load(run + i);
  for (let i = 0; i < plain; i++) expression(u, items[i], run + leading.length + i);
  u.emit(Op.BUILD_LIST, list, run, leading.length + plain);
  u.release(mark);
  for (const item of items.slice(plain)) {
    const inner = isStarred(item) ? operand(u, item.value) : operand(u, item);
    u.place = isStarred(item) ? item.value : item;
    u.emit(isStarred(item) ? Op.LIST_EXTEND : Op.LIST_APPEND, list, inner);
    u.release(mark);
  }
}

function isStarred(e: Expr): e is Expr & { kind: "Starred" } {
  return e.kind === "Starred";
}

function gatherKeywords(u: Unit, dict: Reg, callee: Reg, keywords: readonly Keyword[], place: Place): void {
  const mark = u.mark();
  let made = false;
  for (let i = 0; i < keywords.length; ) {
    let end = i;
    while (end < keywords.length && keywords[end].arg !== null) end++;
    const named = keywords.slice(i, end);
    const part = made || named.length === 0 ? u.temp() : dict;
    if (named.length > 0) {
      const run = u.temps(2 * named.length);
      for (const [k, keyword] of named.entries()) {
        u.loadConst({ type: "str", value: u.mangle(keyword.arg!) }, run + 2 * k);
        expression(u, keyword.value, run + 2 * k + 1);
      }
      u.place = place;
      u.emit(Op.BUILD_DICT, part, run, named.length);
    } else {
      if (!made) u.emit(Op.BUILD_DICT, dict, dict, 0);
      expression(u, keywords[end++].value, part);
    }
    if (part !== dict) {
      u.place = place;
      u.emit(Op.DICT_MERGE, dict, part, callee);
    }
    made = true;
    i = end;
    u.release(mark);
  }
}

/** A list of expressions in a run of registers; a single one may stay where it is. */
export function runOf(u: Unit, items: readonly Expr[], hint: Reg): Reg {
  if (items.length === 0) return isTemp(hint) ? hint : u.temp();
  if (items.length === 1) return operand(u, items[0], isTemp(hint) ? hint : undefined);
  const run = u.temps(items.length);
  for (const [i, item] of items.entries()) expression(u, item, run + i);
  return run;
}

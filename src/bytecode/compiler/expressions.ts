/**
 * Expressions. `expression(u, e)` leaves the value in whatever register is handiest (a local's own, a constant's, a
 * fresh temporary); with `dst` the value ends there, and a `dst` that is no temporary is written by the last instruction
 * only, so that an assignment happens if and only if its right side succeeds.
 */
import type { BinaryOperator, Expr, Slice } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { awaitExpression, yieldExpression, yieldFrom } from "./awaiting.js";
import { call } from "./calls.js";
import { comprehension } from "./comprehensions.js";
import { boolOperation, comparison, conditional, notOperation } from "./conditions.js";
import { dictDisplay, formattedString, formattedValue, listDisplay, setDisplay, tupleDisplay } from "./displays.js";
import { fold } from "./fold.js";
import { lambda } from "./functions.js";
import { isTemp, type Reg } from "./ir.js";
import { superAttribute } from "./super.js";
import { NONE, type Unit } from "./unit.js";
import { loadVariable, localRegister, REFLECTIVE_ATTRIBUTES, storeVariable } from "./variables.js";

const BINARY: Record<BinaryOperator, Op> = {
  Add: Op.ADD,
  Sub: Op.SUB,
  Mult: Op.MUL,
  MatMult: Op.MATMUL,
  Div: Op.TRUEDIV,
  Mod: Op.MOD,
  Pow: Op.POW,
  LShift: Op.LSHIFT,
  RShift: Op.RSHIFT,
  BitOr: Op.OR,
  BitXor: Op.XOR,
  BitAnd: Op.AND,
  FloorDiv: Op.FLOORDIV,
};

export function expression(u: Unit, e: Expr, dst?: Reg): Reg {
  const outer = u.place;
  u.place = e;
  const constant = fold(u.session, e);
  let result: Reg;
  if (constant === null) result = compile(u, e, dst);
  else result = dst === undefined ? u.constOperand(constant) : u.loadConst(constant, dst);
  u.place = outer;
  return result;
}

/** As `expression`, but what lies in a register already stays there; else `hint`, if given, takes the value. */
export function operand(u: Unit, e: Expr, hint?: Reg): Reg {
  const constant = fold(u.session, e);
  if (constant !== null) {
    const outer = u.place;
    u.place = e;
    const register = u.constOperand(constant, hint);
    u.place = outer;
    return register;
  }
  if (e.kind === "Name" && localRegister(u, e.id) !== undefined) return expression(u, e);
  return expression(u, e, hint);
}

/** An operand that stays what it is while `later` is evaluated: a local that `later` may rebind is copied. */
export function stableOperand(u: Unit, e: Expr, later: readonly (Expr | null)[], hint?: Reg): Reg {
  const isLocal = e.kind === "NamedExpr" || (e.kind === "Name" && localRegister(u, e.id) !== undefined);
  if (isLocal && later.some((other) => other !== null && assigns(other))) return expression(u, e, hint ?? u.temp());
  return operand(u, e, hint);
}

const assigning = new WeakMap<object, boolean>();

/** Whether evaluating the expression may run a `:=`. */
export function assigns(e: Expr): boolean {
  if (e.kind === "Name" || e.kind === "Constant") return false;
  if (e.kind === "NamedExpr") return true;
  let known = assigning.get(e);
  if (known === undefined) {
    known = Object.values(e).some(holdsAssignment);
    assigning.set(e, known);
  }
  return known;
}

function holdsAssignment(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(holdsAssignment);
  if (typeof part !== "object" || part === null || !("kind" in part)) return false;
  return assigns(part as Expr);
}

function compile(u: Unit, e: Expr, dst: Reg | undefined): Reg {
  switch (e.kind) {
    case "Name":
      return loadVariable(u, e.id, dst);
    case "BinOp":
      return binaryOperation(u, e, dst);
    case "Call":
      return call(u, e, dst);
    case "Attribute": {
      const viaSuper = superAttribute(u, e, dst);
      if (viaSuper !== undefined) return viaSuper;
      const target = dst ?? u.temp();
      const mark = u.mark();
      const object = operand(u, e.value, isTemp(target) ? target : undefined);
      u.release(mark);
      u.place = e;
      if (REFLECTIVE_ATTRIBUTES.has(e.attr)) u.exposesLocals = true;
      u.emit(Op.GET_ATTR, target, object, u.nameOf(u.mangle(e.attr)));
      return target;
    }
    case "Subscript": {
      const target = dst ?? u.temp();
      const mark = u.mark();
      const object = stableOperand(u, e.value, [e.slice], isTemp(target) ? target : undefined);
      const key = operand(u, e.slice);
      u.release(mark);
      u.place = e;
      u.emit(Op.GET_ITEM, target, object, key);
      return target;
    }
    case "Slice":
      return slice(u, e, dst);
    case "Compare":
      return comparison(u, e, dst);
    case "BoolOp":
      return boolOperation(u, e, dst);
    case "UnaryOp": {
      if (e.op === "Not") return notOperation(u, e, dst);
      const target = dst ?? u.temp();
      const mark = u.mark();
      const value = operand(u, e.operand, isTemp(target) ? target : undefined);
      u.release(mark);
      u.place = e;
      u.emit(e.op === "USub" ? Op.NEG : e.op === "UAdd" ? Op.POS : Op.INVERT, target, value);
      return target;
    }
    case "IfExp":
      return conditional(u, e, dst);
    case "NamedExpr": {
      const local = localRegister(u, e.target.id);
      const value = expression(u, e.value, local);
      u.place = e;
      if (local === undefined) storeVariable(u, e.target.id, value);
      if (dst === undefined || dst === value) return value;
      u.emit(Op.MOVE, dst, value);
      return dst;
    }
    case "List":
      return listDisplay(u, e, dst);
    case "Tuple":
      return tupleDisplay(u, e, dst);
    case "Set":
      return setDisplay(u, e, dst);
    case "Dict":
      return dictDisplay(u, e, dst);
    case "JoinedStr":
      return formattedString(u, e, dst);
    case "FormattedValue":
      return formattedValue(u, e, dst);
    case "Lambda":
      return lambda(u, e, dst);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return comprehension(u, e, dst);
    case "Await":
      return awaitExpression(u, e, dst);
    case "Yield":
      return yieldExpression(u, e, dst);
    case "YieldFrom":
      return yieldFrom(u, e, dst);
    case "Starred":
      return u.error("can't use starred expression here", e);
    case "Constant":
      return u.loadConst(e.value, dst ?? u.temp());
  }
}

/** Sums and the like nest to the left, thousands deep: the left spine is walked, not recursed into. */
function binaryOperation(u: Unit, e: Expr & { kind: "BinOp" }, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const work = isTemp(target) ? target : u.temp();
  const spine = [e];
  let left = e.left;
  while (left.kind === "BinOp" && fold(u.session, left) === null) {
    spine.push(left);
    left = left.left;
  }
  let acc = stableOperand(u, left, [spine[spine.length - 1].right], work);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i];
    const inner = u.mark();
    const right = operand(u, node.right, acc !== work ? work : undefined);
    u.release(inner);
    u.place = node;
    const result = i === 0 ? target : work;
    u.emit(BINARY[node.op], result, acc, right);
    acc = result;
  }
  u.release(mark);
  return target;
}

export function inplaceOperator(op: BinaryOperator): Op {
  return BINARY[op] + (Op.INPLACE_ADD - Op.ADD);
}

function slice(u: Unit, e: Slice, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const base = u.temps(3);
  for (const [i, part] of [e.lower, e.upper, e.step].entries()) {
    if (part === null) u.loadConst(NONE, base + i);
    else expression(u, part, base + i);
  }
  u.release(mark);
  u.place = e;
  u.emit(Op.BUILD_SLICE, target, base);
  return target;
}

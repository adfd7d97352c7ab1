/** Comparisons, `and`, `or`, `not`, conditional expressions, and conditions compiled into jumps. */
import type { BoolOp, Compare, CompareOperator, Expr, IfExp, UnaryOp } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { assigns, expression, operand, stableOperand } from "./expressions.js";
import { asTuple, fold, foldContainer, truthOf } from "./fold.js";
import { isTemp, Label, type Reg } from "./ir.js";
import type { Unit } from "./unit.js";

const COMPARE: Record<CompareOperator, Op> = {
  Eq: Op.EQ,
  NotEq: Op.NE,
  Lt: Op.LT,
  LtE: Op.LE,
  Gt: Op.GT,
  GtE: Op.GE,
  Is: Op.IS,
  IsNot: Op.IS_NOT,
  In: Op.IN,
  NotIn: Op.NOT_IN,
};

/** A comparison's right side; displays of constants after `in` are constants themselves. */
function rightSide(u: Unit, op: CompareOperator, e: Expr, hint?: Reg): Reg {
  const constant = op === "In" || op === "NotIn" ? foldContainer(u.session, e) : null;
  if (constant !== null) return u.constOperand(constant, hint);
  return operand(u, op === "In" || op === "NotIn" ? asTuple(e) : e, hint);
}

/** The right side of comparison `i` of a chain: a list that is compared again stays a list. */
function chained(u: Unit, e: Compare, i: number): Reg {
  const [right, ...rest] = e.comparators.slice(i);
  if (rest.some(assigns)) return stableOperand(u, right, rest);
  return rest.length === 0 ? rightSide(u, e.ops[i], right) : operand(u, right);
}

export function comparison(u: Unit, e: Compare, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  if (e.ops.length === 1) {
    const work = isTemp(target) ? target : undefined;
    const left = stableOperand(u, e.left, e.comparators, work);
    const right = rightSide(u, e.ops[0], e.comparators[0], left === work ? undefined : work);
    u.place = e;
    u.emit(COMPARE[e.ops[0]], target, left, right);
    u.release(mark);
    return target;
  }
  // a < b < c: each operand once, the first false result is the value.
  const result = isTemp(target) ? target : u.temp();
  const done = new Label();
  let left = stableOperand(u, e.left, e.comparators);
  for (const [i, op] of e.ops.entries()) {
    const last = i === e.ops.length - 1;
    const right = chained(u, e, i);
    u.place = e;
    u.emit(COMPARE[op], result, left, right);
    if (!last) u.jump(Op.JUMP_IF_FALSE, done, result);
    left = right;
  }
  u.bind(done);
  if (result !== target) u.emit(Op.MOVE, target, result);
  u.release(mark);
  return target;
}

export function notOperation(u: Unit, e: UnaryOp, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const { operand: inner } = e;
  const opposite: Partial<Record<CompareOperator, Op>> = {
    Is: Op.IS_NOT,
    IsNot: Op.IS,
    In: Op.NOT_IN,
    NotIn: Op.IN,
  };
  const op = inner.kind === "Compare" && inner.ops.length === 1 ? opposite[inner.ops[0]] : undefined;
  if (inner.kind === "Compare" && op !== undefined) {
    const left = stableOperand(u, inner.left, inner.comparators);
    const right = rightSide(u, inner.ops[0], inner.comparators[0]);
    u.place = e;
    u.emit(op, target, left, right);
  } else {
    const value = operand(u, inner, isTemp(target) ? target : undefined);
    u.place = e;
    u.emit(Op.NOT, target, value);
  }
  u.release(mark);
  return target;
}

export function boolOperation(u: Unit, e: BoolOp, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const done = new Label();
  const stop = e.op === "And" ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE;
  for (const [i, value] of e.values.entries()) {
    if (i === e.values.length - 1) {
      expression(u, value, target);
      break;
    }
    const mark = u.mark();
    if (isTemp(target)) {
      expression(u, value, target);
      u.place = e;
      u.jump(stop, done, target);
    } else {
      // A variable must not change before the whole value is known.
      const next = new Label();
      const register = operand(u, value);
      u.place = e;
      u.jump(stop === Op.JUMP_IF_FALSE ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, next, register);
      u.emit(Op.MOVE, target, register);
      u.jump(Op.JUMP, done);
      u.bind(next);
    }
    u.release(mark);
  }
  u.bind(done);
  return target;
}

export function conditional(u: Unit, e: IfExp, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const orelse = new Label();
  const done = new Label();
  branch(u, e.test, false, orelse);
  expression(u, e.body, target);
  u.jump(Op.JUMP, done);
  u.bind(orelse);
  expression(u, e.orelse, target);
  u.bind(done);
  return target;
}

const JUMPS: Partial<Record<CompareOperator, readonly [whenTrue: Op, whenFalse: Op]>> = {
  Lt: [Op.JUMP_IF_LT, Op.JUMP_IF_NOT_LT],
  LtE: [Op.JUMP_IF_LE, Op.JUMP_IF_NOT_LE],
  Eq: [Op.JUMP_IF_EQ, Op.JUMP_IF_NOT_EQ],
  NotEq: [Op.JUMP_IF_NE, Op.JUMP_IF_NOT_NE],
  Gt: [Op.JUMP_IF_GT, Op.JUMP_IF_NOT_GT],
  GtE: [Op.JUMP_IF_GE, Op.JUMP_IF_NOT_GE],
};

/** Goes on at `label` if the truth of `e` is `when`, else falls through. */
export function branch(u: Unit, e: Expr, when: boolean, label: Label): void {
  const constant = fold(u.session, e);
  if (constant !== null) {
    u.place = e;
    if (truthOf(constant) === when) u.jump(Op.JUMP, label);
    return;
  }
  const mark = u.mark();
  switch (e.kind) {
    case "UnaryOp":
      if (e.op === "Not") {
        branch(u, e.operand, !when, label);
        return;
      }
      break;
    case "BoolOp": {
      const through = new Label();
      // The value that decides at once: False for `and`, True for `or`.
      const decisive = e.op === "Or";
      for (const [i, value] of e.values.entries()) {
        if (i === e.values.length - 1) branch(u, value, when, label);
        else branch(u, value, decisive, decisive === when ? label : through);
      }
      u.bind(through);
      return;
    }
    case "IfExp": {
      const orelse = new Label();
      const done = new Label();
      branch(u, e.test, false, orelse);
      branch(u, e.body, when, label);
      u.jump(Op.JUMP, done);
      u.bind(orelse);
      branch(u, e.orelse, when, label);
      u.bind(done);
      return;
    }
    case "Compare": {
      const done = new Label();
      let left = stableOperand(u, e.left, e.comparators);
      for (const [i, op] of e.ops.entries()) {
        const last = i === e.ops.length - 1;
        const none = isNone(u, e.comparators[i]) && (op === "Is" || op === "IsNot") && last;
        const right = none ? left : chained(u, e, i);
        u.place = e;
        // All but the last comparison leave the chain when they are false.
        const wanted = last ? when : false;
        const target = last || !when ? label : done;
        if (none) u.jump((op === "Is") === wanted ? Op.JUMP_IF_NONE : Op.JUMP_IF_NOT_NONE, target, left);
        else compareJump(u, op, left, right, wanted, target);
        left = right;
      }
      u.bind(done);
      u.release(mark);
      return;
    }
  }
  const value = operand(u, e);
  u.place = e;
  u.jump(when ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, label, value);
  u.release(mark);
}

function isNone(u: Unit, e: Expr): boolean {
  return fold(u.session, e)?.type === "None";
}

function compareJump(u: Unit, op: CompareOperator, left: Reg, right: Reg, when: boolean, label: Label): void {
  const fused = JUMPS[op];
  if (fused !== undefined) {
    u.jump(fused[when ? 0 : 1], label, left, right);
    return;
  }
  const mark = u.mark();
  const result = u.temp();
  u.emit(COMPARE[op], result, left, right);
  u.jump(when ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, label, result);
  u.release(mark);
}

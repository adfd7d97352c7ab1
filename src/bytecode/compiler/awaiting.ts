/** `yield`, `yield from` and `await`. */

import { CodeFlag } from "../../heap/layouts.generated.js";
import type { Await, Yield, YieldFrom } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { expression, operand } from "./expressions.js";
import { isTemp, Label, type Reg } from "./ir.js";
import { NONE, type Unit } from "./unit.js";

export function yieldExpression(u: Unit, e: Yield, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  let value = e.value === null ? u.loadConst(NONE, u.temp()) : operand(u, e.value, isTemp(target) ? target : undefined);
  u.place = e;
  if (u.flags & CodeFlag.ASYNC_GENERATOR) {
    const wrapped = u.temp();
    u.emit(Op.ASYNC_GEN_WRAP, wrapped, value);
    value = wrapped;
  }
  u.emit(Op.YIELD, target, value, -1);
  u.release(mark);
  return target;
}

export function yieldFrom(u: Unit, e: YieldFrom, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const iterator = u.temp();
  const source = operand(u, e.value, iterator);
  u.place = e;
  u.emit(Op.GET_YIELD_FROM_ITER, iterator, source);
  delegate(u, target, iterator);
  u.release(mark);
  return target;
}

export function awaitExpression(u: Unit, e: Await, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const value = expression(u, e.value, u.temp());
  u.place = e;
  awaitValue(u, target, value, 0);
  u.release(mark);
  return target;
}

/** `target` = await `value`; `kind` as in GET_AWAITABLE. */
export function awaitValue(u: Unit, target: Reg, value: Reg, kind: number): void {
  const mark = u.mark();
  const iterator = u.temp();
  u.emit(Op.GET_AWAITABLE, iterator, value, kind);
  delegate(u, target, iterator);
  u.release(mark);
}

/** Yields all that the iterator yields; `target` gets what it returns. */
export function delegate(u: Unit, target: Reg, iterator: Reg): void {
  const mark = u.mark();
  const value = u.loadConst(NONE, isTemp(target) ? target : u.temp());
  const done = new Label();
  const again = u.here();
  u.jump(Op.SEND, done, value, iterator);
  u.emit(Op.YIELD, value, value, iterator);
  u.jump(Op.JUMP, again);
  u.bind(done);
  if (value !== target) u.emit(Op.MOVE, target, value);
  u.release(mark);
}

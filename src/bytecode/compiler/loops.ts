/** Loops. Each has one back-edge, whose target is the loop's header: the condition, or FOR_ITER. */
import type { AsyncFor, Break, Continue, For, While } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { storeTarget, targetRegister } from "./assignments.js";
import { asyncNext, iterableOperand } from "./comprehensions.js";
import { branch } from "./conditions.js";
import { operand } from "./expressions.js";
import { fold } from "./fold.js";
import { Label } from "./ir.js";
import { block } from "./statements.js";
import type { Unit } from "./unit.js";

function loopBody(u: Unit, breakTo: Label, continueTo: Label, body: () => void): void {
  u.blocks.push({ kind: "loop", region: null, leave: null, breakTo, continueTo });
  u.loopDepth++;
  body();
  u.loopDepth--;
  u.blocks.pop();
}

export function whileLoop(u: Unit, s: While): void {
  const orelse = new Label();
  const end = new Label();
  const next = new Label();
  // Where a constant leaves no condition, the jump back stands for it.
  if (fold(u.session, s.test) !== null) u.stop(s);
  const head = u.here();
  u.loopDepth++;
  branch(u, s.test, false, orelse);
  u.loopDepth--;
  loopBody(u, end, next, () => block(u, s.body));
  u.bind(next);
  u.place = s.test;
  u.jump(Op.JUMP_BACK, head);
  u.bind(orelse);
  block(u, s.orelse);
  u.bind(end);
}

export function forLoop(u: Unit, s: For): void {
  const orelse = new Label();
  const end = new Label();
  const next = new Label();
  const iterator = u.temp();
  const source = iterableOperand(u, s.iter, iterator);
  u.place = s;
  u.emit(Op.GET_ITER, iterator, source);
  const head = u.here();
  const mark = u.mark();
  const target = targetRegister(u, s.target) ?? u.temp();
  u.jump(Op.FOR_ITER, orelse, target, iterator);
  loopBody(u, end, next, () => {
    storeTarget(u, s.target, target);
    u.release(mark);
    block(u, s.body);
  });
  u.bind(next);
  u.place = s.target;
  u.jump(Op.JUMP_BACK, head);
  u.bind(orelse);
  block(u, s.orelse);
  u.bind(end);
}

export function asyncForLoop(u: Unit, s: AsyncFor): void {
  const stop = new Label();
  const end = new Label();
  const next = new Label();
  const iterator = u.temp();
  const source = operand(u, s.iter, iterator);
  u.place = s;
  u.emit(Op.GET_AITER, iterator, source);
  const exception = u.temp();
  const head = u.here();
  const mark = u.mark();
  const value = u.temp();
  const region = u.openRegion(stop, exception);
  u.protect(region, null, () => asyncNext(u, value, iterator));
  loopBody(u, end, next, () => {
    storeTarget(u, s.target, value);
    u.release(mark);
    block(u, s.body);
  });
  u.bind(next);
  u.place = s.iter;
  u.jump(Op.JUMP_BACK, head);
  u.bind(stop);
  u.emit(Op.END_ASYNC_FOR, exception);
  block(u, s.orelse);
  u.bind(end);
}

/** The number of the innermost loop's block; a try or with between is left on the way. */
function innermostLoop(u: Unit, s: Break | Continue, message: string): number {
  for (let i = u.blocks.length - 1; i >= 0; i--) {
    const { kind } = u.blocks[i];
    if (kind === "loop") return i;
    if (kind === "star") u.error("'break', 'continue' and 'return' cannot appear in an except* block", s);
  }
  return u.error(message, s);
}

export function breakStatement(u: Unit, s: Break): void {
  const loop = innermostLoop(u, s, "'break' outside loop");
  const target = u.blocks[loop].breakTo!;
  u.stop(s);
  u.unwind(loop, () => u.jump(Op.JUMP, target));
}

export function continueStatement(u: Unit, s: Continue): void {
  const loop = innermostLoop(u, s, "'continue' not properly in loop");
  const target = u.blocks[loop].continueTo!;
  u.stop(s);
  u.unwind(loop, () => u.jump(Op.JUMP, target));
}

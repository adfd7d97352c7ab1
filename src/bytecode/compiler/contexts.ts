/** `with` and `async with`. */
import type { AsyncWith, With } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { storeTarget, targetRegister } from "./assignments.js";
import { awaitValue } from "./awaiting.js";
import { handling } from "./exceptions.js";
import { operand } from "./expressions.js";
import { Label, type Reg } from "./ir.js";
import { block } from "./statements.js";
import { NONE, type Unit } from "./unit.js";

/** The statement from its item number `index` on. */
export function withStatement(u: Unit, s: With | AsyncWith, index: number): void {
  const item = s.items[index];
  if (item === undefined) {
    block(u, s.body);
    return;
  }
  const isAsync = s.kind === "AsyncWith";
  const outer = u.mark();
  const [exception, previous] = [u.temp(), u.temp()];
  // The exit function, its self, and room for three arguments.
  const exit = u.temps(5);
  const mark = u.mark();
  const enter = u.temps(2);
  const manager = operand(u, item.context_expr);
  u.place = s;
  u.emit(Op.LOAD_SPECIAL, enter, manager, u.nameOf(isAsync ? "__aenter__" : "__enter__"));
  u.emit(Op.LOAD_SPECIAL, exit, manager, u.nameOf(isAsync ? "__aexit__" : "__exit__"));
  const { optional_vars: target } = item;
  const value = (target === null ? undefined : targetRegister(u, target)) ?? enter;
  u.emit(Op.CALL_METHOD, isAsync ? enter : value, enter, 0);
  if (isAsync) awaitValue(u, value, enter, 1);

  const handler = new Label();
  const end = new Label();
  const leave = (): void => {
    u.place = s;
    for (let i = 2; i < 5; i++) u.loadConst(NONE, exit + i);
    callExit(u, exit, isAsync);
  };
  u.protect(u.openRegion(handler, exception), leave, () => {
    if (target !== null) {
      if (target.lineno !== s.lineno) u.stop(target);
      storeTarget(u, target, value);
    }
    u.release(mark);
    withStatement(u, s, index + 1);
  });
  leave();
  u.jump(Op.JUMP, end);
  u.bind(handler);
  u.place = s;
  handling(u, exception, previous, () => {
    const raiseAgain = new Label();
    u.emit(Op.EXC_INFO, exit + 2, exception);
    const result = callExit(u, exit, isAsync);
    u.jump(Op.JUMP_IF_FALSE, raiseAgain, result);
    u.emit(Op.POP_EXC, previous);
    u.jump(Op.JUMP, end);
    u.bind(raiseAgain);
  });
  u.bind(end);
  u.release(outer);
}

/** Calls the exit function with the three arguments after it. */
function callExit(u: Unit, exit: Reg, isAsync: boolean): Reg {
  const mark = u.mark();
  const result = u.temp();
  u.emit(Op.CALL_METHOD, result, exit, 3);
  if (isAsync) awaitValue(u, result, result, 2);
  u.release(mark);
  return result;
}

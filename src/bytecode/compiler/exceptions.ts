/** try … except … else … finally, and except*. The code of a finally clause is repeated for each way out of the body. */
import type { ExceptHandler, Try, TryStar } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { operand } from "./expressions.js";
import { Label, NOWHERE, type Reg } from "./ir.js";
import { block } from "./statements.js";
import type { Unit } from "./unit.js";
import { clearVariable, storeVariable } from "./variables.js";

export function tryStatement(u: Unit, s: Try): void {
  u.stop(s);
  if (s.finalbody.length > 0) withFinally(u, s, () => tryExcept(u, s));
  else tryExcept(u, s);
}

export function tryStarStatement(u: Unit, s: TryStar): void {
  u.stop(s);
  if (s.finalbody.length > 0) withFinally(u, s, () => tryExceptStar(u, s));
  else tryExceptStar(u, s);
}

function withFinally(u: Unit, s: Try | TryStar, body: () => void): void {
  const handler = new Label();
  const end = new Label();
  const [exception, previous] = [u.temp(), u.temp()];
  const finalbody = (): void => block(u, s.finalbody);
  u.protect(u.openRegion(handler, exception), finalbody, body);
  finalbody();
  u.jump(Op.JUMP, end);
  u.bind(handler);
  handling(u, exception, previous, finalbody);
  u.bind(end);
}

/**
 * The body runs with the exception as the one being handled; whatever way it is left, the previous one comes back.
 * If it runs to its end the exception is raised again.
 */
export function handling(u: Unit, exception: Reg, previous: Reg, body: () => void): void {
  const cleanup = new Label();
  const mark = u.mark();
  const second = u.temp();
  const { place } = u;
  u.place = NOWHERE;
  u.emit(Op.PUSH_EXC, previous, exception);
  u.place = place;
  u.protect(u.openRegion(cleanup, second), () => u.emit(Op.POP_EXC, previous), body);
  u.emit(Op.POP_EXC, previous);
  u.emitLast(Op.RERAISE, exception);
  u.bind(cleanup);
  u.place = NOWHERE;
  u.emit(Op.POP_EXC, previous);
  u.emitLast(Op.RERAISE, second);
  u.release(mark);
}

/** The statements of `try` and `else`; what is emitted next is the handler. */
function tryBody(u: Unit, s: Try | TryStar) {
  const handler = new Label();
  const end = new Label();
  const [exception, previous] = [u.temp(), u.temp()];
  u.protect(u.openRegion(handler, exception), null, () => block(u, s.body));
  block(u, s.orelse);
  u.jump(Op.JUMP, end);
  u.bind(handler);
  return { exception, previous, end };
}

function tryExcept(u: Unit, s: Try): void {
  if (s.handlers.length === 0) {
    block(u, s.body);
    block(u, s.orelse);
    return;
  }
  const { exception, previous, end } = tryBody(u, s);
  handling(u, exception, previous, () => {
    for (const [i, clause] of s.handlers.entries()) {
      if (clause.type === null && i < s.handlers.length - 1) u.error("default 'except:' must be last", clause);
      const next = new Label();
      u.place = clause;
      if (clause.type !== null) {
        const mark = u.mark();
        const type = operand(u, clause.type);
        const matches = u.temp();
        u.place = clause;
        u.emit(Op.EXC_MATCH, matches, exception, type);
        u.jump(Op.JUMP_IF_FALSE, next, matches);
        u.release(mark);
      } else u.stop(clause);
      handlerBody(u, clause, exception, () => {
        u.emit(Op.POP_EXC, previous);
        u.jump(Op.JUMP, end);
      });
      u.bind(next);
    }
    u.place = s.handlers[s.handlers.length - 1];
  });
  u.bind(end);
}

/** The clause's statements, with its variable bound before and cleared after; then what `finish` emits. */
function handlerBody(u: Unit, clause: ExceptHandler, exception: Reg, finish: () => void): void {
  const { name } = clause;
  if (name === null) {
    block(u, clause.body);
    finish();
    return;
  }
  const mark = u.mark();
  const failed = new Label();
  const second = u.temp();
  storeVariable(u, name, exception);
  const clear = (): void => {
    u.place = NOWHERE;
    clearVariable(u, name);
  };
  u.protect(u.openRegion(failed, second), clear, () => block(u, clause.body));
  clear();
  finish();
  u.bind(failed);
  clear();
  u.emitLast(Op.RERAISE, second);
  u.release(mark);
}

function tryExceptStar(u: Unit, s: TryStar): void {
  const { exception, previous, end } = tryBody(u, s);
  handling(u, exception, previous, () => {
    const raised = u.temp();
    const rest = u.temp();
    const pair = u.temps(2);
    const ignored = u.temp();
    u.place = NOWHERE;
    u.emit(Op.BUILD_LIST, raised, raised, 0);
    u.emit(Op.MOVE, rest, exception);
    for (const clause of s.handlers) starClause(u, clause, { raised, rest, pair, ignored });
    u.place = NOWHERE;
    u.emit(Op.LIST_APPEND, raised, rest);
    u.emit(Op.PREP_RERAISE_STAR, rest, exception, raised);
    u.emit(Op.POP_EXC, previous);
    u.jump(Op.JUMP_IF_NONE, end, rest);
    u.emitLast(Op.RERAISE, rest);
  });
  u.bind(end);
}

interface StarRegisters {
  /** List of what the clauses raised. */
  raised: Reg;
  /** The part of the group that no clause has matched, or None. */
  rest: Reg;
  pair: Reg;
  ignored: Reg;
}

function starClause(u: Unit, clause: ExceptHandler, { raised, rest, pair, ignored }: StarRegisters): void {
  const mark = u.mark();
  const next = new Label();
  const failed = new Label();
  const error = u.temp();
  u.place = clause;
  const type = operand(u, clause.type!);
  u.place = clause;
  u.emit(Op.EXC_GROUP_MATCH, pair, rest, type);
  u.jump(Op.JUMP_IF_NONE, next, pair);
  u.emit(Op.MOVE, rest, pair + 1);
  u.emit(Op.PUSH_EXC, ignored, pair);
  if (clause.name !== null) storeVariable(u, clause.name, pair);
  const clear = (): void => {
    u.place = NOWHERE;
    if (clause.name !== null) clearVariable(u, clause.name);
  };
  u.protect(u.openRegion(failed, error), clear, () => block(u, clause.body), "star");
  clear();
  u.jump(Op.JUMP, next);
  u.bind(failed);
  clear();
  u.emit(Op.LIST_APPEND, raised, error);
  u.bind(next);
  u.release(mark);
}

/** Comprehensions and generator expressions: functions of their own that get the outermost iterator. */

import { CodeFlag } from "../../heap/layouts.generated.js";
import type { Comprehension, Expr } from "../../syntax/ast.js";
import type { ComprehensionNode } from "../../syntax/scopes.js";
import { Op } from "../opcodes.generated.js";
import { assemble } from "./assemble.js";
import { storeTarget, targetRegister } from "./assignments.js";
import { awaitValue, delegate } from "./awaiting.js";
import { branch } from "./conditions.js";
import { expression, operand, stableOperand } from "./expressions.js";
import { asTuple, foldContainer } from "./fold.js";
import { codeFlags, makeFunction, returnNone } from "./functions.js";
import { Label, type Reg } from "./ir.js";
import { Unit } from "./unit.js";

export function comprehension(u: Unit, e: ComprehensionNode, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const scope = u.session.table.scopeOf(e);
  const child = new Unit(u.session, scope, codeFlags(scope), e.lineno);
  compileBody(child, e);
  const call = u.temps(2);
  makeFunction(u, call, assemble(child), null, null);
  const [outermost] = e.generators;
  const iterable = iterableOperand(u, outermost.iter, call + 1);
  u.place = e;
  u.emit(outermost.is_async ? Op.GET_AITER : Op.GET_ITER, call + 1, iterable);
  if (child.flags & CodeFlag.COROUTINE) {
    u.emit(Op.CALL, call, call, 1);
    awaitValue(u, target, call, 0);
  } else {
    u.emit(Op.CALL, target, call, 1);
  }
  u.release(mark);
  return target;
}

/** What a loop runs over: displays of constants are constants. */
export function iterableOperand(u: Unit, e: Expr, hint?: Reg): Reg {
  const constant = foldContainer(u.session, e);
  return constant === null ? operand(u, asTuple(e), hint) : u.loadConst(constant, hint ?? u.temp());
}

function compileBody(u: Unit, e: ComprehensionNode): void {
  u.place = e;
  u.loopDepth++;
  if (e.kind === "GeneratorExp") {
    level(u, e, 0, () => {
      const mark = u.mark();
      let value = operand(u, e.elt);
      u.place = e.elt;
      const work = u.temp();
      if (u.flags & CodeFlag.ASYNC_GENERATOR) {
        u.emit(Op.ASYNC_GEN_WRAP, work, value);
        value = work;
      }
      u.emit(Op.YIELD, work, value, -1);
      u.release(mark);
    });
    returnNone(u);
    return;
  }
  const result = u.temp();
  const make = e.kind === "ListComp" ? Op.BUILD_LIST : e.kind === "SetComp" ? Op.BUILD_SET : Op.BUILD_DICT;
  u.emit(make, result, result, 0);
  level(u, e, 0, () => {
    const mark = u.mark();
    if (e.kind === "DictComp") {
      const key = stableOperand(u, e.key, [e.value]);
      const value = operand(u, e.value);
      u.place = e;
      u.emit(Op.DICT_SET, result, key, value);
    } else {
      const value = operand(u, e.elt);
      u.place = e.elt;
      u.emit(e.kind === "ListComp" ? Op.LIST_APPEND : Op.SET_ADD, result, value);
    }
    u.release(mark);
  });
  u.place = e;
  u.emitLast(Op.RETURN, result);
}

/** The loop of generator number `index` around `inner`. */
function level(u: Unit, e: ComprehensionNode, index: number, inner: () => void): void {
  const generator = e.generators[index];
  const mark = u.mark();
  const next = new Label();
  const body = (): void => {
    for (const test of generator.ifs) branch(u, test, false, next);
    if (index + 1 < e.generators.length) level(u, e, index + 1, inner);
    else inner();
  };
  if (index > 0 && !generator.is_async && isSingleItem(generator)) {
    const [item] = generator.iter.elts;
    const target = targetRegister(u, generator.target) ?? u.temp();
    expression(u, item, target);
    storeTarget(u, generator.target, target);
    body();
    u.bind(next);
    u.release(mark);
    return;
  }
  let iterator = 0;
  if (index > 0) {
    iterator = u.temp();
    const source = iterableOperand(u, generator.iter, iterator);
    u.place = e;
    u.emit(generator.is_async ? Op.GET_AITER : Op.GET_ITER, iterator, source);
  }
  u.place = e;
  if (generator.is_async) asyncLoop(u, generator, iterator, next, body);
  else {
    const done = new Label();
    const head = u.here();
    const target = targetRegister(u, generator.target) ?? u.temp();
    u.jump(Op.FOR_ITER, done, target, iterator);
    storeTarget(u, generator.target, target);
    body();
    u.bind(next);
    u.place = e;
    u.jump(Op.JUMP_BACK, head);
    u.bind(done);
  }
  u.release(mark);
}

function isSingleItem(generator: Comprehension): generator is Comprehension & { iter: { elts: [Expr] } } {
  const { iter } = generator;
  return (iter.kind === "List" || iter.kind === "Tuple") && iter.elts.length === 1 && iter.elts[0].kind !== "Starred";
}

function asyncLoop(u: Unit, generator: Comprehension, iterator: Reg, next: Label, body: () => void): void {
  const stop = new Label();
  const exception = u.temp();
  const head = u.here();
  const value = u.temp();
  const region = u.openRegion(stop, exception);
  u.protect(region, null, () => asyncNext(u, value, iterator));
  storeTarget(u, generator.target, value);
  body();
  u.bind(next);
  u.jump(Op.JUMP_BACK, head);
  u.bind(stop);
  u.emit(Op.END_ASYNC_FOR, exception);
}

/** `value` = await iterator.__anext__() */
export function asyncNext(u: Unit, value: Reg, iterator: Reg): void {
  const mark = u.mark();
  const awaitable = u.temp();
  u.emit(Op.GET_ANEXT, awaitable, iterator);
  delegate(u, value, awaitable);
  u.release(mark);
}

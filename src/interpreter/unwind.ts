/** Exceptions: raising, context chaining, the search for a handler, popping frames. */
import {
  CodeFlag,
  Ctx,
  Frame,
  FrameFlag,
  GenState,
  Kind,
  OCode,
  OException,
  OFunction,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { findHandler, handlerOf, Row } from "./exception-table.js";
import { leaveGenerator } from "./generators.js";
import type { Runtime } from "./runtime.js";

/** What the loop's pc becomes when it has to return: the ENTRY frame was left or the slice is over. */
export const LEAVE = -1;

/**
 * The instruction at `pc` of the frame at Ctx.FP raised `Ctx.EXC`. Gives the pc of the handler, Ctx.FP being its frame,
 * or LEAVE when an ENTRY frame was popped (STATUS is EXC then).
 */
export function raised(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const exc = I32[Ctx.EXC] >>> 0;
  // A fresh exception has no traceback yet; one that comes from a nested call has got its context there.
  if (I32[(exc + OException.TRACEBACK + 4) >>> 2] !== Tag.REF) chainContext(rt);
  return unwind(rt, pc, true);
}

/** Sets the `__context__` of EXC to the exception being handled. */
export function chainContext(rt: Runtime): void {
  if (rt.I32[Ctx.HANDLED + 1] === Tag.REF) rt.kernel.chainContext();
}

/**
 * As `raised`, without touching the context; `trace` adds a traceback entry for this first frame. `leave`: it is left whatever handlers
 * it has, and nobody is told.
 */
export function unwind(rt: Runtime, pc: number, trace: boolean, leave = false): number {
  const { I32, tracing } = rt;
  const k = rt.kernel;
  let leaving = leave;
  let at = pc;
  let addEntry = trace;
  for (;;) {
    const fp = I32[Ctx.FP];
    const header = fp << 1;
    const func = I32[header + 2 * Frame.FUNC];
    const code = I32[(func + OFunction.CODE) >>> 2];
    const handler = leaving ? 0 : findHandler(I32, code, at);
    const hidden = (I32[(code + OCode.FLAGS) >>> 2] & CodeFlag.HIDDEN) !== 0;
    // A frame that somebody is to be told about is left afterwards.
    const traced = tracing.active && !hidden;
    I32[Ctx.PC] = at;
    if (addEntry && !hidden) {
      I32[Ctx.FLAG] = handler === 0 && !traced ? 1 : 0;
      k.traceback();
      if (traced) tracing.exception();
    }
    addEntry = true;
    if (handler !== 0) {
      const r = (fp + Frame.REGS + I32[handler + Row.REGISTER]) << 1;
      I32[r] = I32[Ctx.EXC];
      I32[r + 1] = I32[Ctx.EXC + 1];
      I32[Ctx.EXC] = Special.UNBOUND;
      I32[Ctx.EXC + 1] = Tag.SPECIAL;
      return handlerOf(I32, code, handler);
    }
    if (traced && !leaving) tracing.leaves(code);
    leaving = false;
    if (traced || (I32[header + 2 * Frame.RET + 1] & FrameFlag.OBJECT) !== 0) k.frameReturns();
    const flags = I32[header + 2 * Frame.RET + 1];
    const next = I32[header + 2 * Frame.LINK + 1];
    const caller = I32[header + 2 * Frame.LINK];
    if ((flags & FrameFlag.GENERATOR) !== 0) {
      leaveGenerator(rt, header, GenState.FINISHED);
      forbidStop(rt, I32[(code + OCode.FLAGS) >>> 2]);
    } else {
      I32[Ctx.SP] = fp;
    }
    I32[Ctx.FP] = caller;
    I32[Ctx.DEPTH]--;
    if ((flags & FrameFlag.THREAD) !== 0) return rt.threads.ended();
    if ((flags & FrameFlag.ENTRY) !== 0) {
      I32[Ctx.STATUS] = Status.EXC;
      return rt.threads.leaveLoop();
    }
    const waits = (flags & (FrameFlag.ITERATING | FrameFlag.SENDING)) !== 0 && (flags & FrameFlag.GENERATOR) === 0;
    if (waits && isStop(rt)) {
      const iterating = (flags & FrameFlag.ITERATING) !== 0;
      const instruction = next - (iterating ? 8 : 4);
      I32[Ctx.PC] = instruction;
      if (!tracing.active || tracing.hidden || tracing.exception()) {
        if (!iterating) {
          takeStopValue(rt);
          return finishSend(rt, instruction);
        }
        clear(I32);
        return instruction + I32[instruction + 3];
      }
    }
    // Any word of the calling instruction will do for the tables.
    at = next - 1;
  }
}

/** The SEND at `pc` is done: its register gets the value in RESULT, and it jumps. */
export function finishSend(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const r = (I32[Ctx.FP] + Frame.REGS + I32[pc + 1]) << 1;
  I32[r] = I32[Ctx.RESULT];
  I32[r + 1] = I32[Ctx.RESULT + 1];
  return pc + I32[pc + 3];
}

/** RESULT = value of the StopIteration in EXC, which is cleared. */
export function takeStopValue(rt: Runtime): void {
  const { I32 } = rt;
  const mark = rt.mark();
  const slot = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
  clear(I32);
  rt.kernel.getAttr(slot, "value");
  rt.release(mark);
}

function clear(I32: Int32Array): void {
  I32[Ctx.EXC] = Special.UNBOUND;
  I32[Ctx.EXC + 1] = Tag.SPECIAL;
  I32[Ctx.STATUS] = Status.OK;
}

export function clearException(rt: Runtime): void {
  clear(rt.I32);
}

/** Is the pending exception an instance of the class? */
export function pendingIs(rt: Runtime, klass: number): boolean {
  const { I32 } = rt;
  const own = I32[I32[Ctx.EXC] >>> 2] >>> 0;
  if (own === klass) return true;
  const status = I32[Ctx.STATUS];
  const is = rt.kernel.isSubclass(own, klass) !== 0;
  // The kernel's answer is no error, what is pending is.
  I32[Ctx.STATUS] = status;
  return is;
}

function isStop(rt: Runtime): boolean {
  return pendingIs(rt, rt.classes.stopIteration);
}

/** A StopIteration that leaves a generator's frame becomes a RuntimeError (PEP 479). */
function forbidStop(rt: Runtime, flags: number): void {
  const { I32 } = rt;
  const what =
    (flags & CodeFlag.ASYNC_GENERATOR) !== 0
      ? "async generator"
      : (flags & (CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE)) !== 0
        ? "coroutine"
        : "generator";
  let name: string;
  if (isStop(rt)) name = "StopIteration";
  else if ((flags & CodeFlag.ASYNC_GENERATOR) !== 0 && pendingIs(rt, rt.classes.stopAsyncIteration))
    name = "StopAsyncIteration";
  else return;
  const mark = rt.mark();
  const cause = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
  rt.kernel.raise("RuntimeError", `${what} raised ${name}`);
  const exc = I32[Ctx.EXC] >>> 0;
  for (const field of [OException.CAUSE, OException.CONTEXT]) {
    I32[(exc + field) >>> 2] = I32[2 * cause];
    I32[(exc + field + 4) >>> 2] = I32[2 * cause + 1];
  }
  I32[(exc + OException.SUPPRESS) >>> 2] = 1;
  rt.release(mark);
}

/** RAISE at `pc`: register `what` (-1: bare) from `cause` (-1: none). Gives the pc to go on at. */
export function raiseStatement(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const regs = I32[Ctx.FP] + Frame.REGS;
  const what = I32[pc + 1];
  const from = I32[pc + 2];
  I32[Ctx.PC] = pc;
  if (what < 0) {
    if (I32[Ctx.HANDLED + 1] !== Tag.REF) {
      rt.kernel.raise("RuntimeError", "No active exception to reraise");
      return raised(rt, pc);
    }
    I32[Ctx.EXC] = I32[Ctx.HANDLED];
    I32[Ctx.EXC + 1] = I32[Ctx.HANDLED + 1];
    return unwind(rt, pc, false);
  }
  if (from < 0 && rt.slotKind(regs + what) === Kind.EXCEPTION) {
    const exc = rt.ref(regs + what);
    I32[Ctx.EXC] = exc;
    I32[Ctx.EXC + 1] = Tag.REF;
    chainContext(rt);
    return unwind(rt, pc, true);
  }
  const mark = rt.mark();
  const slot = rt.pushSlot(regs + what);
  if (!toException(rt, slot, "exceptions must derive from BaseException")) return fail(rt, mark, pc);
  const exc = rt.ref(slot);
  if (from >= 0) {
    const cause = rt.pushSlot(regs + from);
    const at = (exc + OException.CAUSE) >>> 2;
    if (!rt.isNone(cause) && !toException(rt, cause, "exception causes must derive from BaseException"))
      return fail(rt, mark, pc);
    I32[at] = I32[2 * cause];
    I32[at + 1] = I32[2 * cause + 1];
    I32[(exc + OException.SUPPRESS) >>> 2] = 1;
  }
  I32[Ctx.EXC] = exc;
  I32[Ctx.EXC + 1] = Tag.REF;
  rt.release(mark);
  chainContext(rt);
  return unwind(rt, pc, true);
}

function fail(rt: Runtime, mark: number, pc: number): number {
  rt.release(mark);
  return raised(rt, pc);
}

/** Makes the value in a slot an exception instance (a class is instantiated); false with an exception set otherwise. */
export function toException(rt: Runtime, slot: number, message: string): boolean {
  const { classes, kernel } = rt;
  if (rt.slotKind(slot) === Kind.EXCEPTION) return true;
  if (rt.slotKind(slot) === Kind.TYPE && kernel.isSubclass(rt.ref(slot), classes.baseException) !== 0) {
    const exceptionClass = rt.ref(slot);
    try {
      rt.call(slot, slot + 1, 0);
    } catch {
      return false;
    }
    rt.resultToSlot(slot);
    if (rt.slotKind(slot) === Kind.EXCEPTION) return true;
    const mark = rt.mark();
    const klass = rt.repr(rt.pushRef(exceptionClass));
    kernel.raise(
      "TypeError",
      `calling ${klass} should have returned an instance of BaseException, not ${rt.repr(classSlot(rt, slot))}`,
    );
    rt.release(mark);
    return false;
  }
  kernel.raise("TypeError", message);
  return false;
}

function classSlot(rt: Runtime, slot: number): number {
  rt.kernel.typeOf(slot);
  return rt.pushResult();
}

/** Raises `name(message)` at the instruction at `pc`. */
export function raiseAt(rt: Runtime, pc: number, name: string, message: string): number {
  rt.I32[Ctx.PC] = pc;
  rt.kernel.raise(name, message);
  return raised(rt, pc);
}

/** END_ASYNC_FOR: StopAsyncIteration ends the loop, anything else goes on. */
export function endAsyncFor(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const r = (I32[Ctx.FP] + Frame.REGS + I32[pc + 1]) << 1;
  I32[Ctx.EXC] = I32[r];
  I32[Ctx.EXC + 1] = I32[r + 1];
  if (pendingIs(rt, rt.classes.stopAsyncIteration)) {
    clear(I32);
    return pc + 4;
  }
  return unwind(rt, pc, false);
}

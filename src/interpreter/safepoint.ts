/** Back-edges and calls at which something other than going on may have to be done. */
import {
  Map as At,
  Ctx,
  Frame,
  Interrupt,
  OCode,
  OFunction,
  OUnit,
  Status,
  UnitState,
} from "../heap/layouts.generated.js";
import { returnWithFlags } from "./calls.js";
import { PyRaise, type Runtime } from "./runtime.js";
import { LEAVE, raiseAt, raised } from "./unwind.js";

/** When the loop is to be left and entered again. A `const enum`: its values are put in place where they are used. */
export const enum Again {
  /**
   * What the loop's pc becomes then, at Ctx.PC: V8 runs what it has compiled meanwhile. It takes no notice of that in an activation
   * that goes on: for that it compiles the whole loop a second time, and without taking anything for constant.
   */
  PC = -2,
  /** When these bits of a heat counter are zero: more often than V8 looks whether it should compile. */
  HEAT = 63,
}

/** Leaves the loop and enters it again at `pc`. */
export function enterAgain(rt: Runtime, pc: number): number {
  rt.I32[Ctx.PC] = pc;
  return Again.PC;
}

/** JUMP_BACK at `pc` wants attention. Gives the pc to go on at. */
export function backEdge(rt: Runtime, pc: number, heat: number): number {
  const { I32 } = rt;
  if (I32[Ctx.INTERRUPT] !== 0) {
    const to = interrupt(rt, pc);
    if (to !== 0) return to;
  }
  if ((heat & 255) === 0) {
    rt.runsOn();
    rt.jit.onStillHot(pc, heat);
  }
  if (heat === rt.jit.threshold && rt.started) {
    // The plan's snapshot is taken with the frame at the loop's header.
    I32[Ctx.PC] = pc + I32[pc + 1];
    rt.jit.onHotLoop(pc);
  }
  const unit = I32[pc + 5] - 1;
  if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) checkWatched(rt, pc);
  else if (unit >= 0 && isReady(rt, unit, heat)) return afterNative(rt, rt.jit.enter(unit, 0));
  const to = pc + I32[pc + 1];
  return (heat & Again.HEAT) === 0 ? enterAgain(rt, to) : to;
}

/** A plain read sees a worker's store soon enough; now and then an atomic one makes sure. */
function isReady(rt: Runtime, unit: number, count: number): boolean {
  const at = (At.CODE_TABLE + unit * OUnit.SIZE + OUnit.STATE) >> 2;
  return ((count & 1023) === 0 ? Atomics.load(rt.I32, at) : rt.I32[at]) === UnitState.READY;
}

/** What follows compiled code. */
function afterNative(rt: Runtime, status: number): number {
  const { I32 } = rt;
  switch (status) {
    case 1:
      return leaveFrame(rt);
    case 2:
      return raised(rt, I32[Ctx.EXIT_PC]);
    default:
      return I32[Ctx.EXIT_PC];
  }
}

/** The frame at FP returns RESULT. */
function leaveFrame(rt: Runtime): number {
  const { I32 } = rt;
  const fp = I32[Ctx.FP];
  const header = fp << 1;
  if (I32[header + 5] !== 0) return returnWithFlags(rt);
  const caller = I32[header + 2];
  const r = (caller + Frame.REGS + I32[header + 4]) << 1;
  I32[r] = I32[Ctx.RESULT];
  I32[r + 1] = I32[Ctx.RESULT + 1];
  I32[Ctx.SP] = fp;
  I32[Ctx.FP] = caller;
  I32[Ctx.DEPTH]--;
  return I32[header + 3];
}

/** A function was entered that is hot or compiled; its frame is pushed, `pc` is its first instruction. */
export function hotFunction(rt: Runtime, func: number, pc: number): number {
  const { I32 } = rt;
  const code = I32[(func + OFunction.CODE) >>> 2] >>> 2;
  const heat = I32[code + (OCode.HEAT >> 2)];
  if (rt.tracing.active) {
    // Such calls do not count.
    I32[code + (OCode.HEAT >> 2)] = heat - 1;
    return pc;
  }
  if (heat === rt.jit.threshold && rt.started) {
    I32[Ctx.PC] = pc;
    rt.runsOn();
    rt.jit.onHotFunction(func);
  }
  const unit = I32[code + (OCode.UNIT >> 2)] - 1;
  // Compiled code does not ask whether something has died.
  if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) return pc;
  return unit >= 0 && isReady(rt, unit, heat) ? afterNative(rt, rt.jit.enter(unit, 0)) : pc;
}

/** A generator of function `func` was resumed at `pc` for FOR_ITER, as often as makes its function hot. */
export function hotGenerator(rt: Runtime, func: number, pc: number): void {
  if (!rt.started) return;
  rt.I32[Ctx.PC] = pc;
  rt.runsOn();
  rt.jit.onHotFunction(func);
}

/** Before the instruction at `pc`: finalises what has died of the objects whose end the program would notice. */
export function checkWatched(rt: Runtime, pc: number): void {
  rt.I32[Ctx.PC] = pc;
  rt.kernel.checkWatched();
}

/** Runs Python's handlers of the signals that have come; false with an exception set when one raised. */
export function deliverSignals(rt: Runtime): boolean {
  const { I32 } = rt;
  const saved = I32.slice(Ctx.RESULT, Ctx.EXTRA + 1);
  const [pc, fp, sp, depth] = [I32[Ctx.PC], I32[Ctx.FP], I32[Ctx.SP], I32[Ctx.DEPTH]];
  let ok = true;
  try {
    rt.modules.deliverSignals(rt.kernel.takeSignals());
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    ok = false;
  }
  I32[Ctx.PC] = pc;
  I32[Ctx.FP] = fp;
  I32[Ctx.SP] = sp;
  I32[Ctx.DEPTH] = depth;
  I32.set(saved, Ctx.RESULT);
  return ok;
}

/** Collects garbage if that is asked for before the instruction at `pc`. Gives the pc to go on at. */
export function collectIfAsked(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  if ((I32[Ctx.INTERRUPT] & Interrupt.GC) === 0) return pc;
  I32[Ctx.PC] = pc;
  rt.kernel.collect();
  return I32[Ctx.STATUS] === Status.EXC ? raised(rt, pc) : pc;
}

/**
 * `Ctx.INTERRUPT` is set before the instruction at `pc`, which has not begun. Gives 0 when it is to be executed, else the pc to go on
 * at, perhaps in another frame.
 */
export function interrupt(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const bits = I32[Ctx.INTERRUPT];
  const to = collectIfAsked(rt, pc);
  if (to !== pc) return to;
  if ((bits & Interrupt.SIGNAL) !== 0) {
    if (!rt.threads.takesSignals()) return rt.threads.yieldToMain(pc);
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.SIGNAL);
    I32[Ctx.PC] = pc;
    if (!deliverSignals(rt)) return raised(rt, pc);
  }
  // The bit stays until the program has ended: one that catches the exception gets it again.
  if ((bits & Interrupt.ABORT) !== 0) return raiseAt(rt, pc, "KeyboardInterrupt", "");
  if ((bits & Interrupt.DEADLINE) !== 0) {
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.DEADLINE);
    if (I32[Ctx.NEST] === 0) {
      I32[Ctx.PC] = pc;
      rt.paused = true;
      return LEAVE;
    }
    // Native code is waiting for this to return: later.
    rt.startSlice();
  }
  if ((bits & Interrupt.THREAD) !== 0) {
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.THREAD);
    const next = rt.threads.turnIsOver(pc);
    if (next !== 0) return next;
  }
  return rt.tracing.active ? enterAgain(rt, pc) : 0;
}

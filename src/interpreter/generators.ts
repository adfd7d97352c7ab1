/** Generators, coroutines and async generators: resuming, yielding, returning, throwing, closing. */
import { Op } from "../bytecode/opcodes.generated.js";
import {
  Ctx,
  Frame,
  FrameFlag,
  GenFlavor,
  GenState,
  Kind,
  OGenerator,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { runNested } from "./calls.js";
import { findHandler, handlerOf } from "./exception-table.js";
import type { Runtime } from "./runtime.js";
import { chainContext, clearException, finishSend, LEAVE, pendingIs, raised, takeStopValue, unwind } from "./unwind.js";

/** RETURN_GENERATOR at `pc`: the frame becomes a generator object, which is returned to the caller. */
export function returnGenerator(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  I32[Ctx.PC] = pc;
  rt.kernel.makeGenerator();
  if (I32[Ctx.STATUS] !== Status.OK) return raised(rt, pc);
  const gen = I32[Ctx.RESULT] >>> 2;
  I32[gen + (OGenerator.PC >> 2)] = pc + 4;
  I32[gen + (OGenerator.STATE >> 2)] = GenState.CREATED;
  I32[gen + (OGenerator.HANDLED >> 2)] = Special.NONE;
  I32[gen + (OGenerator.HANDLED >> 2) + 1] = Tag.SPECIAL;
  const inner = gen + (OGenerator.FRAME >> 2);
  I32[inner + 2 * Frame.EXTRA] = I32[Ctx.RESULT];
  I32[inner + 2 * Frame.EXTRA + 1] = Tag.REF;
  I32[inner + 2 * Frame.RET + 1] = FrameFlag.GENERATOR;
  const dropped = I32[gen + (OGenerator.FLAVOR >> 2)] === GenFlavor.COROUTINE && I32[Ctx.FLAG] === 1;
  const next = popPlain(rt);
  if (dropped) {
    I32[Ctx.PC] = next - 1;
    rt.kernel.dropCoroutine();
  }
  return next;
}

/** Leaves the stack frame at FP with RESULT as its result. */
function popPlain(rt: Runtime): number {
  const { I32 } = rt;
  const fp = I32[Ctx.FP];
  const header = fp << 1;
  const caller = I32[header + 2 * Frame.LINK];
  I32[Ctx.SP] = fp;
  I32[Ctx.FP] = caller;
  I32[Ctx.DEPTH]--;
  if ((I32[header + 2 * Frame.RET + 1] & FrameFlag.ENTRY) !== 0) {
    I32[Ctx.STATUS] = Status.OK;
    return LEAVE;
  }
  const r = (caller + Frame.REGS + I32[header + 2 * Frame.RET]) << 1;
  I32[r] = I32[Ctx.RESULT];
  I32[r + 1] = I32[Ctx.RESULT + 1];
  return I32[header + 2 * Frame.LINK + 1];
}

function nameOf(rt: Runtime, gen: number): string {
  const flavor = rt.word(gen, OGenerator.FLAVOR);
  return flavor === GenFlavor.COROUTINE
    ? "coroutine"
    : flavor === GenFlavor.ASYNC_GENERATOR
      ? "async generator"
      : "generator";
}

/**
 * Resumes generator `gen` with a value (SEND) or an exception (THROW) for the caller at Ctx.FP, which goes on at `next` with the
 * result in register `dst`. `flags` says how the caller waits. Gives the pc to go on at.
 */
export function resume(
  rt: Runtime,
  gen: number,
  mode: Resume,
  lo: number,
  hi: number,
  dst: number,
  next: number,
  flags: number,
): number {
  const { I32 } = rt;
  const g = gen >>> 2;
  const state = I32[g + (OGenerator.STATE >> 2)];
  if (state === GenState.RUNNING) return failed(rt, next, flags, "ValueError", `${nameOf(rt, gen)} already executing`);
  if (state === GenState.FINISHED) {
    if (I32[g + (OGenerator.FLAVOR >> 2)] === GenFlavor.COROUTINE)
      return failed(rt, next, flags, "RuntimeError", "cannot reuse already awaited coroutine");
    if (mode === Resume.THROW) {
      I32[Ctx.EXC] = lo;
      I32[Ctx.EXC + 1] = hi;
      return failedWith(rt, next, flags);
    }
    rt.resultNone();
    return deliverReturn(rt, I32[g + (OGenerator.FLAVOR >> 2)], next, flags);
  }
  if (state === GenState.CREATED && mode === Resume.SEND && hi !== Tag.SPECIAL)
    return failed(rt, next, flags, "TypeError", `can't send non-None value to a just-started ${nameOf(rt, gen)}`);
  if (I32[Ctx.DEPTH] >= I32[Ctx.DEPTH_LIMIT])
    return failed(rt, next, flags, "RecursionError", "maximum recursion depth exceeded");
  const w = g + (OGenerator.FRAME >> 2);
  I32[w + 2 * Frame.LINK] = I32[Ctx.FP];
  I32[w + 2 * Frame.LINK + 1] = next;
  I32[w + 2 * Frame.RET] = dst;
  I32[w + 2 * Frame.RET + 1] = FrameFlag.GENERATOR | flags;
  I32[g + (OGenerator.STATE >> 2)] = GenState.RUNNING;
  I32[Ctx.DEPTH]++;
  I32[Ctx.FP] = w >>> 1;
  // The generator's own handled exception, if it has one, hides the caller's while it runs.
  const ownLo = I32[g + (OGenerator.HANDLED >> 2)];
  const ownHi = I32[g + (OGenerator.HANDLED >> 2) + 1];
  I32[g + (OGenerator.HANDLED >> 2)] = I32[Ctx.HANDLED];
  I32[g + (OGenerator.HANDLED >> 2) + 1] = I32[Ctx.HANDLED + 1];
  if (ownHi === Tag.REF) {
    I32[Ctx.HANDLED] = ownLo;
    I32[Ctx.HANDLED + 1] = ownHi;
  }
  const pc = I32[g + (OGenerator.PC >> 2)];
  if (mode === Resume.SEND) {
    if (state === GenState.SUSPENDED) {
      const r = w + 2 * (Frame.REGS + I32[pc - 3]);
      I32[r] = lo;
      I32[r + 1] = hi;
    }
    return pc;
  }
  I32[Ctx.EXC] = lo;
  I32[Ctx.EXC + 1] = hi;
  // What the caller handles is not the context of what it throws, what the generator handles is.
  if (ownHi === Tag.REF) chainContext(rt);
  // Before the first resumption it is RETURN_GENERATOR that raises: no `try` of the body is entered yet.
  const at = state === GenState.CREATED ? pc - 1 : pc - 4;
  if (rt.tracing.active && !rt.tracing.thrown(at)) return unwind(rt, at, false, true);
  return unwind(rt, at, true);
}

/** The resumption itself fails in the caller. */
function failed(rt: Runtime, next: number, flags: number, exc: string, message: string): number {
  rt.kernel.raise(exc, message);
  return failedWith(rt, next, flags);
}

function failedWith(rt: Runtime, next: number, flags: number): number {
  if ((flags & FrameFlag.ENTRY) !== 0) {
    rt.I32[Ctx.STATUS] = Status.EXC;
    return LEAVE;
  }
  return raised(rt, next - 1);
}

/** The frame of generator at `header` stops running: state and handled exception are put right. */
export function leaveGenerator(rt: Runtime, header: number, state: GenState): void {
  const { I32 } = rt;
  const g = I32[header + 2 * Frame.EXTRA] >>> 2;
  I32[g + (OGenerator.STATE >> 2)] = state;
  const callerLo = I32[g + (OGenerator.HANDLED >> 2)];
  const callerHi = I32[g + (OGenerator.HANDLED >> 2) + 1];
  const own = state === GenState.SUSPENDED && (I32[Ctx.HANDLED] !== callerLo || I32[Ctx.HANDLED + 1] !== callerHi);
  I32[g + (OGenerator.HANDLED >> 2)] = own ? I32[Ctx.HANDLED] : Special.NONE;
  I32[g + (OGenerator.HANDLED >> 2) + 1] = own ? I32[Ctx.HANDLED + 1] : Tag.SPECIAL;
  I32[Ctx.HANDLED] = callerLo;
  I32[Ctx.HANDLED + 1] = callerHi;
}

/**
 * Is the exception being handled the caller's of the running generator `gen`? Then PUSH_EXC saves "unbound" for it, because another
 * caller may have resumed the generator by the time of POP_EXC.
 */
export function isCallersException(rt: Runtime, gen: number): boolean {
  const { I32 } = rt;
  const saved = (gen + OGenerator.HANDLED) >>> 2;
  return I32[saved] === I32[Ctx.HANDLED] && I32[saved + 1] === I32[Ctx.HANDLED + 1];
}

/** The generator frame at FP returns RESULT. */
export function generatorReturn(rt: Runtime): number {
  const { I32 } = rt;
  const header = I32[Ctx.FP] << 1;
  leaveGenerator(rt, header, GenState.FINISHED);
  const g = I32[header + 2 * Frame.EXTRA] >>> 2;
  I32[Ctx.FP] = I32[header + 2 * Frame.LINK];
  I32[Ctx.DEPTH]--;
  return deliverReturn(
    rt,
    I32[g + (OGenerator.FLAVOR >> 2)],
    I32[header + 2 * Frame.LINK + 1],
    I32[header + 2 * Frame.RET + 1],
  );
}

/** A generator has returned RESULT (or was finished already) to the caller at Ctx.FP. */
function deliverReturn(rt: Runtime, flavor: GenFlavor, next: number, flags: number): number {
  const { I32 } = rt;
  if (flavor === GenFlavor.ASYNC_GENERATOR) {
    rt.kernel.raise("StopAsyncIteration", "");
    return failedWith(rt, next, flags);
  }
  if ((flags & FrameFlag.ENTRY) !== 0) {
    I32[Ctx.STATUS] = Status.STOP;
    I32[Ctx.STOP_VALUE] = I32[Ctx.RESULT];
    I32[Ctx.STOP_VALUE + 1] = I32[Ctx.RESULT + 1];
    return LEAVE;
  }
  const instruction = next - ((flags & FrameFlag.ITERATING) !== 0 ? 8 : 4);
  if (rt.tracing.active && (flags & (FrameFlag.ITERATING | FrameFlag.SENDING)) !== 0) {
    if (!isNone(I32, Ctx.RESULT) || flavor !== GenFlavor.GENERATOR) {
      const end = rt.tracing.stopped(instruction);
      if (end !== 0) return end;
    }
  }
  if ((flags & FrameFlag.ITERATING) !== 0) return instruction + I32[instruction + 3];
  if ((flags & FrameFlag.SENDING) !== 0) return finishSend(rt, instruction);
  if ((flags & FrameFlag.DEFAULTING) !== 0) {
    const call = next - 8;
    const regs = I32[Ctx.FP] + Frame.REGS;
    const value = (regs + I32[call + 2] + 2) << 1;
    const r = (regs + I32[call + 1]) << 1;
    I32[r] = I32[value];
    I32[r + 1] = I32[value + 1];
    return next;
  }
  makeStopIteration(rt);
  return raised(rt, next - 1);
}

function isNone(I32: Int32Array, word: number): boolean {
  return I32[word + 1] === Tag.SPECIAL && I32[word] === Special.NONE;
}

/** EXC = StopIteration(RESULT), without argument for None. */
export function makeStopIteration(rt: Runtime): void {
  const { I32 } = rt;
  const mark = rt.mark();
  const value = rt.pushResult();
  const klass = rt.pushRef(rt.classes.stopIteration);
  const argc = rt.isNone(value) ? 0 : 1;
  try {
    rt.call(klass, value, argc);
    I32[Ctx.EXC] = I32[Ctx.RESULT];
    I32[Ctx.EXC + 1] = I32[Ctx.RESULT + 1];
  } catch {
    // The exception that prevented it is set.
  }
  rt.release(mark);
}

/** Resumes in a nested loop. STATUS: OK yielded RESULT, STOP returned RESULT, EXC raised. */
export function resumeNested(rt: Runtime, gen: number, mode: Resume, lo: number, hi: number): void {
  if (mode === Resume.THROW) return throwNested(rt, gen, lo, hi);
  if (mode === Resume.CLOSE) return closeNested(rt, gen);
  enterNested(rt, gen, mode, lo, hi);
}

/** The same of its own frame, whatever it waits for. */
function enterNested(rt: Runtime, gen: number, mode: Resume, lo: number, hi: number): void {
  runNested(rt, () => resume(rt, gen, mode, lo, hi, -1, rt.I32[Ctx.PC] + 1, FrameFlag.ENTRY));
}

/** What a suspended generator waits for in `yield from` or `await`: slot of the sub-iterator's register, or 0. */
function delegate(rt: Runtime, gen: number): number {
  const { I32 } = rt;
  const g = gen >>> 2;
  if (I32[g + (OGenerator.STATE >> 2)] !== GenState.SUSPENDED) return 0;
  const pc = I32[g + (OGenerator.PC >> 2)] - 4;
  if ((I32[pc] & 0xff) !== Op.YIELD || I32[pc + 3] < 0) return 0;
  return ((gen + OGenerator.FRAME) >>> 3) + Frame.REGS + I32[pc + 3];
}

/**
 * Is the suspended generator in the body of a handler? What covers such a body is a row of the exception table whose handler puts the
 * exception handled before back.
 */
function isInHandler(rt: Runtime, gen: number): boolean {
  const { I32 } = rt;
  const g = gen >>> 2;
  const code = I32[g + (OGenerator.CODE >> 2)];
  const pc = I32[g + (OGenerator.PC >> 2)] - 4;
  for (let row = findHandler(I32, code, pc); row !== 0; row = findHandler(I32, code, pc, row))
    if ((I32[handlerOf(I32, code, row)] & 0xff) === Op.POP_EXC) return true;
  return false;
}

/** Does the generator wait, over other generators or not, for a sub-iterator that has a `throw` of its own? */
export function hasForeignThrow(rt: Runtime, gen: number): boolean {
  const sub = delegate(rt, gen);
  if (sub === 0) return false;
  if (rt.slotKind(sub) === Kind.GENERATOR) return hasForeignThrow(rt, rt.ref(sub));
  const mark = rt.mark();
  const found = rt.findAttr(sub, "throw") !== 0;
  rt.release(mark);
  return found;
}

/**
 * gen.throw(exception): goes to the sub-iterator first. A `throw` that is no generator's gets the `count` arguments from slot `argp` on,
 * which need not name an exception.
 */
export function throwNested(rt: Runtime, gen: number, lo: number, hi: number, argp = -1, count = 0): void {
  const { I32 } = rt;
  const enter = (l: number, h: number) => {
    const same = h === Tag.REF && I32[Ctx.HANDLED] === l && I32[Ctx.HANDLED + 1] === Tag.REF;
    enterNested(rt, gen, Resume.THROW, l, h);
    // The caller handles what it has thrown: whether the generator does so too cannot be seen from which exception it is.
    if (same && I32[(gen + OGenerator.STATE) >>> 2] === GenState.SUSPENDED && isInHandler(rt, gen)) {
      I32[(gen + OGenerator.HANDLED) >>> 2] = l;
      I32[(gen + OGenerator.HANDLED + 4) >>> 2] = h;
    }
  };
  const sub = delegate(rt, gen);
  if (sub === 0) return enter(lo, hi);
  const mark = rt.mark();
  rt.pushRef(gen);
  const exc = rt.push(lo, hi);
  const iterator = rt.pushSlot(sub);
  try {
    if (rt.kernel.isInstance(exc, rt.classes.generatorExit) !== 0) {
      closeIterator(rt, gen, iterator);
      if (I32[Ctx.STATUS] === Status.EXC) return enter(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
      return enter(lo, hi);
    }
    let method = 0;
    if (rt.slotKind(iterator) !== Kind.GENERATOR) {
      rt.kernel.findAttr(iterator, "throw");
      if (I32[Ctx.STATUS] === Status.EXC) return enter(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
      if (I32[Ctx.FLAG] === 0) return enter(lo, hi);
      method = rt.pushResult();
    }
    if (method === 0) {
      const leave = showRunning(rt, gen);
      throwNested(rt, rt.ref(iterator), lo, hi, argp, count);
      leave();
    } else {
      I32[(gen >>> 2) + (OGenerator.STATE >> 2)] = GenState.RUNNING;
      try {
        if (argp < 0) rt.call(method, exc, 1);
        else rt.call(method, argp, count);
      } catch {
        if (pendingIs(rt, rt.classes.stopIteration)) {
          takeStopValue(rt);
          I32[Ctx.STATUS] = Status.STOP;
        } else I32[Ctx.STATUS] = Status.EXC;
      }
      I32[(gen >>> 2) + (OGenerator.STATE >> 2)] = GenState.SUSPENDED;
    }
    if (I32[Ctx.STATUS] === Status.EXC) return enter(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
    if (I32[Ctx.STATUS] === Status.STOP) {
      // The SEND before the YIELD is done: its register gets the value, and the generator goes on behind it.
      const g = gen >>> 2;
      const send = I32[g + (OGenerator.PC >> 2)] - 8;
      const r = g + (OGenerator.FRAME >> 2) + 2 * (Frame.REGS + I32[send + 1]);
      const valueLo = I32[Ctx.RESULT];
      const valueHi = I32[Ctx.RESULT + 1];
      I32[r] = valueLo;
      I32[r + 1] = valueHi;
      return runNested(rt, () => resumeAt(rt, gen, send + I32[send + 3]));
    }
  } finally {
    rt.release(mark);
  }
}

/** The suspended generator's frame counts as running, at its YIELD, while the generator it waits for is thrown at; gives what ends that. */
function showRunning(rt: Runtime, gen: number): () => void {
  const { I32 } = rt;
  const state = (gen + OGenerator.STATE) >>> 2;
  const w = (gen + OGenerator.FRAME) >>> 2;
  const caller = I32[Ctx.FP];
  const pc = I32[Ctx.PC];
  I32[w + 2 * Frame.LINK] = caller;
  I32[w + 2 * Frame.LINK + 1] = pc + 1;
  I32[w + 2 * Frame.RET] = -1;
  I32[w + 2 * Frame.RET + 1] = (I32[w + 2 * Frame.RET + 1] & FrameFlag.OBJECT) | FrameFlag.GENERATOR | FrameFlag.ENTRY;
  I32[state] = GenState.RUNNING;
  I32[Ctx.FP] = w >>> 1;
  I32[Ctx.PC] = I32[(gen + OGenerator.PC) >>> 2] - 4;
  return () => {
    I32[state] = GenState.SUSPENDED;
    I32[Ctx.FP] = caller;
    I32[Ctx.PC] = pc;
  };
}

/** Resumes a suspended generator at `pc` without sending anything. */
function resumeAt(rt: Runtime, gen: number, pc: number): number {
  const { I32 } = rt;
  const g = gen >>> 2;
  // CREATED: `resume` then stores no value.
  I32[g + (OGenerator.STATE >> 2)] = GenState.CREATED;
  I32[g + (OGenerator.PC >> 2)] = pc;
  return resume(rt, gen, Resume.SEND, Special.NONE, Tag.SPECIAL, -1, I32[Ctx.PC] + 1, FrameFlag.ENTRY);
}

/** Closes the sub-iterator that `gen` waits for; STATUS says whether that raised. */
function closeIterator(rt: Runtime, gen: number, iterator: number): void {
  const { I32 } = rt;
  I32[(gen >>> 2) + (OGenerator.STATE >> 2)] = GenState.RUNNING;
  if (rt.slotKind(iterator) === Kind.GENERATOR) {
    closeNested(rt, rt.ref(iterator));
  } else {
    rt.kernel.findAttr(iterator, "close");
    if (I32[Ctx.STATUS] === Status.EXC) {
      reportUnraisable(rt, iterator);
      I32[Ctx.STATUS] = Status.OK;
    } else if (I32[Ctx.FLAG] !== 0) {
      const method = rt.pushResult();
      try {
        rt.call(method, method + 1, 0);
      } catch {
        I32[Ctx.STATUS] = Status.EXC;
      }
    }
  }
  I32[(gen >>> 2) + (OGenerator.STATE >> 2)] = GenState.SUSPENDED;
}

/** The pending exception, which `culprit` raised, can be raised nowhere: `sys.unraisablehook` hears of it. */
function reportUnraisable(rt: Runtime, culprit: number): void {
  const exc = rt.push(rt.I32[Ctx.EXC], rt.I32[Ctx.EXC + 1]);
  clearException(rt);
  rt.pushSlot(culprit);
  rt.call(rt.dictGet(rt.modules.sysDict, "_report_unraisable"), exc, 2);
}

/** gen.close(): RESULT None, STATUS OK or EXC. */
function closeNested(rt: Runtime, gen: number): void {
  const { I32 } = rt;
  const g = gen >>> 2;
  const done = () => {
    clearException(rt);
    rt.resultNone();
  };
  if (I32[g + (OGenerator.STATE >> 2)] === GenState.FINISHED) return done();
  if (I32[g + (OGenerator.STATE >> 2)] === GenState.CREATED) {
    I32[g + (OGenerator.STATE >> 2)] = GenState.FINISHED;
    return done();
  }
  if (I32[g + (OGenerator.STATE >> 2)] === GenState.RUNNING) {
    rt.kernel.raise("ValueError", `${nameOf(rt, gen)} already executing`);
    return;
  }
  const mark = rt.mark();
  rt.pushRef(gen);
  const sub = delegate(rt, gen);
  let failedClose = false;
  if (sub !== 0) {
    closeIterator(rt, gen, rt.pushSlot(sub));
    failedClose = I32[Ctx.STATUS] === Status.EXC;
  }
  if (!failedClose) {
    rt.kernel.raise("GeneratorExit", "");
    chainContext(rt);
  }
  const lo = I32[Ctx.EXC];
  const hi = I32[Ctx.EXC + 1];
  clearException(rt);
  enterNested(rt, gen, Resume.THROW, lo, hi);
  rt.release(mark);
  if (I32[Ctx.STATUS] === Status.OK) {
    rt.kernel.raise("RuntimeError", `${nameOf(rt, gen)} ignored GeneratorExit`);
    return;
  }
  if (I32[Ctx.STATUS] === Status.STOP) return done();
  if (
    pendingIs(rt, rt.classes.generatorExit) ||
    pendingIs(rt, rt.classes.stopIteration) ||
    (rt.word(gen, OGenerator.FLAVOR) === GenFlavor.ASYNC_GENERATOR && pendingIs(rt, rt.classes.stopAsyncIteration))
  )
    done();
}

/** SEND at `pc`: sends register a's value to sub-iterator b. */
export function send(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const regs = I32[Ctx.FP] + Frame.REGS;
  const value = regs + I32[pc + 1];
  const iterator = regs + I32[pc + 2];
  I32[Ctx.PC] = pc;
  if (rt.slotKind(iterator) === Kind.GENERATOR)
    return resume(
      rt,
      rt.ref(iterator),
      Resume.SEND,
      I32[2 * value],
      I32[2 * value + 1],
      I32[pc + 1],
      pc + 4,
      FrameFlag.SENDING,
    );
  const mark = rt.mark();
  try {
    if (rt.isNone(value)) {
      I32[Ctx.STOP_VALUE] = Special.NONE;
      I32[Ctx.STOP_VALUE + 1] = Tag.SPECIAL;
      rt.kernel.next(iterator);
      rt.check();
      if (I32[Ctx.FLAG] === 0) {
        I32[Ctx.RESULT] = I32[Ctx.STOP_VALUE];
        I32[Ctx.RESULT + 1] = I32[Ctx.STOP_VALUE + 1];
        const end = rt.tracing.active && !isNone(I32, Ctx.RESULT) ? rt.tracing.stopped(pc) : 0;
        return end !== 0 ? end : finishSend(rt, pc);
      }
    } else {
      const method = rt.mark();
      rt.getAttr(iterator, "send");
      rt.pushResult();
      rt.call(method, rt.pushSlot(value), 1);
    }
    rt.resultToSlot(value);
    return pc + 4;
  } catch {
    rt.release(mark);
    if (pendingIs(rt, rt.classes.stopIteration)) {
      takeStopValue(rt);
      return finishSend(rt, pc);
    }
    return raised(rt, pc);
  } finally {
    rt.release(mark);
  }
}

/**
 * `sys.settrace` and `sys.setprofile`: what the program wants to be told of its own running, and the telling. While there is something
 * to tell, `Interrupt.TRACE` is set: the loop leaves for the slow one (trace-loop.ts) at its next safepoint, and compiled code is
 * neither entered nor stayed in. While a trace function runs, nothing is told, and it runs as everything else does.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import {
  CodeFlag,
  Ctx,
  Frame,
  FrameFlag,
  FrameState,
  Interrupt,
  OCode,
  OException,
  OFrameObject,
  OFunction,
  OGenerator,
  OObj,
  OTraceback,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { callFunction } from "./calls.js";
import { makeStopIteration } from "./generators.js";
import { belongsToLine } from "./positions.js";
import type { Runtime } from "./runtime.js";
import { clearException, raised, unwind } from "./unwind.js";

/** A call of something that CPython has in C, by the frame at `fp`; `slot` holds what is called. */
interface NativeCall {
  readonly fp: number;
  readonly depth: number;
  readonly slot: number;
}

/** What belongs to one thread, besides the functions, which are in the context block. */
export class ThreadTracing {
  /** A trace function is running. */
  inside = false;
  /** Calls that the profile function has been told of and that are not over. */
  readonly calls: NativeCall[] = [];
}

export class Tracing {
  /** Somebody is to be told of what happens. */
  active = false;
  thread = new ThreadTracing();

  constructor(private readonly rt: Runtime) {}

  private isSet(word: number): boolean {
    const { I32 } = this.rt;
    return I32[word + 1] !== Tag.SPECIAL || I32[word] !== Special.NONE;
  }

  get traces(): boolean {
    return this.isSet(Ctx.TRACE);
  }

  get profiles(): boolean {
    return this.isSet(Ctx.PROFILE);
  }

  /** `word`: Ctx.TRACE or Ctx.PROFILE. */
  set(word: number, lo: number, hi: number): void {
    const { I32 } = this.rt;
    const before = this.traces || this.profiles;
    I32[word] = lo;
    I32[word + 1] = hi;
    if (before && !this.traces && !this.profiles) I32[Ctx.TRACED_SINCE]++;
    if (!this.profiles) this.thread.calls.length = 0;
    this.update();
  }

  private unset(word: number): void {
    this.set(word, Special.NONE, Tag.SPECIAL);
  }

  /** Another thread runs. */
  become(thread: ThreadTracing): void {
    this.thread = thread;
    this.update();
  }

  /** Calls `action`, in which new functions are told of what happens though another one is running. */
  callTracing(action: () => void): void {
    const { thread } = this;
    const outer = thread.inside;
    thread.inside = false;
    try {
      action();
    } finally {
      thread.inside = outer;
      this.update();
    }
  }

  private setInside(inside: boolean): void {
    this.thread.inside = inside;
    this.update();
  }

  private update(): void {
    const { I32 } = this.rt;
    this.active = !this.thread.inside && (this.traces || this.profiles);
    if (this.active) Atomics.or(I32, Ctx.INTERRUPT, Interrupt.TRACE);
    else Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.TRACE);
  }

  /** Code of the frame at FP. */
  code(): number {
    const { I32 } = this.rt;
    return I32[(I32[2 * I32[Ctx.FP]] + OFunction.CODE) >>> 2] >>> 0;
  }

  /** Nothing is told of the implementation's own frames. */
  get hidden(): boolean {
    return (this.rt.word(this.code(), OCode.FLAGS) & CodeFlag.HIDDEN) !== 0;
  }

  // ---- events ----

  /** A frame may begin, or go on behind a `yield`, at `pc` in a loop of its own. Gives the pc to go on at. */
  begun(pc: number): number {
    return this.active && pc >= 0 && this.begins(pc) ? this.entered(pc) : pc;
  }

  /** Has the frame at FP just been entered, being at `pc`? Calls of generator functions, which only make the generator, are none. */
  begins(pc: number): boolean {
    const { I32 } = this.rt;
    const w = I32[Ctx.FP] << 1;
    if ((I32[w + 2 * Frame.RET + 1] & FrameFlag.GENERATOR) !== 0)
      return I32[(I32[w + 2 * Frame.EXTRA] + OGenerator.PC) >>> 2] === pc;
    return this.atEntry(pc) && (I32[pc] & 0xff) !== Op.RETURN_GENERATOR;
  }

  atEntry(pc: number): boolean {
    return this.rt.word(this.code(), OCode.ENTRY) === pc;
  }

  /** The frame at FP, for which `begins` is true. Gives the pc to go on at. */
  entered(pc: number): number {
    const { rt } = this;
    const { I32 } = rt;
    if (this.hidden) return pc;
    const generator = (I32[2 * I32[Ctx.FP] + 2 * Frame.RET + 1] & FrameFlag.GENERATOR) !== 0;
    if (!generator || (I32[pc - 4] & 0xff) === Op.RETURN_GENERATOR) rt.kernel.enterTraced(I32[Ctx.FP]);
    // CPython tells of the resumption at the `yield`.
    I32[Ctx.PC] = generator ? pc - 4 : pc;
    if (this.both("call", -1)) return pc;
    if (generator) return raised(rt, pc - 4);
    // It is the line of the `def` that raises.
    const code = this.code();
    I32[Ctx.FLAG] = 1;
    rt.kernel.traceback();
    const traceback = rt.word(I32[Ctx.EXC], OException.TRACEBACK);
    I32[(traceback + OTraceback.LINE) >>> 2] = rt.word(code, OCode.FIRSTLINE);
    return unwind(rt, pc, false, true);
  }

  /** EXC is thrown into the generator whose frame is at FP. False when a trace function has raised instead. */
  thrown(pc: number): boolean {
    this.rt.I32[Ctx.PC] = pc;
    return this.hidden || this.besides(() => this.both("call", -1));
  }

  /** The frame at FP returns or yields the value in a slot. False when a trace function has raised. */
  returns(pc: number, slot: number): boolean {
    this.rt.I32[Ctx.PC] = pc;
    return this.hidden || this.both("return", slot);
  }

  line(pc: number): boolean {
    this.rt.I32[Ctx.PC] = pc;
    return this.trace("line", -1);
  }

  opcode(pc: number): boolean {
    this.rt.I32[Ctx.PC] = pc;
    return this.trace("opcode", -1);
  }

  /** The instruction at PC of the frame at FP has raised EXC. False when a trace function has raised, which takes its place. */
  exception(): boolean {
    const { rt } = this;
    const { I32 } = rt;
    const { fp, depth } = this.thread.calls.at(-1) ?? { fp: 0, depth: 0 };
    let ok = true;
    if (fp === I32[Ctx.FP] && depth === I32[Ctx.DEPTH]) ok = this.besides(() => this.ended("c_exception"));
    if (!this.traces) return ok;
    const mark = rt.mark();
    const exc = I32[Ctx.EXC] >>> 0;
    const first = rt.pushRef(rt.word(exc, OObj.CLASS));
    rt.pushRef(exc);
    const at = (exc + OException.TRACEBACK) >>> 2;
    rt.push(I32[at], I32[at + 1]);
    const tuple = rt.pushRef(rt.kernel.newTuple(first, 3));
    if (!this.besides(() => this.trace("exception", tuple))) ok = false;
    rt.release(mark);
    return ok;
  }

  /** An exception is about to leave the frame at FP, which runs `code`. What raises it again for CPython is where it was raised. */
  leaves(code: number): void {
    const { rt } = this;
    const entry = rt.word(code, OCode.ENTRY);
    if (!belongsToLine(rt, code, rt.I32[Ctx.PC] - entry)) {
      const traceback = rt.word(rt.I32[Ctx.EXC], OException.TRACEBACK);
      if (rt.word(traceback, OTraceback.CODE) === code) rt.I32[Ctx.PC] = entry + rt.word(traceback, OTraceback.PC);
    }
    this.besides(() => this.both("return", -1));
  }

  /**
   * The generator that the frame at FP waits for at `pc` has returned RESULT: CPython raises StopIteration and catches it. Gives 0, or
   * the pc to go on at when a trace function has raised.
   */
  stopped(pc: number): number {
    const { rt } = this;
    if (!this.traces || this.hidden) return 0;
    const result = rt.pushResult();
    makeStopIteration(rt);
    rt.I32[Ctx.PC] = pc;
    const ok = this.exception();
    rt.resultSlot(result);
    rt.release(result);
    if (!ok) return raised(rt, pc);
    clearException(rt);
    return 0;
  }

  /** The frame at FP, which is at `pc`, calls what CPython has in C. False when the profile function has raised. */
  callsNative(pc: number, lo: number, hi: number): boolean {
    const { rt } = this;
    const { I32 } = rt;
    I32[Ctx.PC] = pc;
    const slot = rt.push(lo, hi);
    if (!this.profile("c_call", slot)) {
      rt.release(slot);
      return false;
    }
    if (this.profiles) this.thread.calls.push({ fp: I32[Ctx.FP], depth: I32[Ctx.DEPTH], slot });
    else rt.release(slot);
    return true;
  }

  /** The frame at FP goes on: is the call over that it made? False when the profile function has raised. */
  nativeReturns(pc: number): boolean {
    const { I32 } = this.rt;
    const call = this.thread.calls.at(-1);
    if (call === undefined || call.fp !== I32[Ctx.FP] || call.depth !== I32[Ctx.DEPTH]) return true;
    I32[Ctx.PC] = pc;
    return this.ended("c_return");
  }

  private ended(event: string): boolean {
    const { slot } = this.thread.calls.pop()!;
    const ok = this.profile(event, slot);
    this.rt.release(slot);
    return ok;
  }

  // ---- telling ----

  /** EXC is kept while `tell` runs, unless that gives false: then another one was raised. */
  private besides(tell: () => boolean): boolean {
    const { rt } = this;
    const { I32 } = rt;
    const exc = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
    clearException(rt);
    const ok = tell();
    if (ok) {
      I32[Ctx.EXC] = I32[2 * exc];
      I32[Ctx.EXC + 1] = I32[2 * exc + 1];
      I32[Ctx.STATUS] = Status.EXC;
    }
    rt.release(exc);
    return ok;
  }

  private both(event: string, arg: number): boolean {
    return this.trace(event, arg) && this.profile(event, arg);
  }

  /** Tells the trace function of the frame at FP, or of a new frame the thread's. `arg`: a slot, negative for None. */
  private trace(event: string, arg: number): boolean {
    if (!this.traces || this.thread.inside) return true;
    const { rt } = this;
    const { I32 } = rt;
    const mark = rt.mark();
    const frame = this.frame();
    const own = (rt.ref(frame) + OFrameObject.TRACE) >>> 2;
    const word = event === "call" ? Ctx.TRACE : own;
    let ok = true;
    if (this.isSet(word)) {
      ok = this.tell(I32[word], I32[word + 1], frame, event, arg);
      if (!ok) {
        this.unset(Ctx.TRACE);
        I32[own] = Special.NONE;
        I32[own + 1] = Tag.SPECIAL;
      } else if (this.isSet(Ctx.RESULT)) {
        I32[own] = I32[Ctx.RESULT];
        I32[own + 1] = I32[Ctx.RESULT + 1];
      }
    }
    rt.release(mark);
    return ok;
  }

  private profile(event: string, arg: number): boolean {
    if (!this.profiles || this.thread.inside) return true;
    const { rt } = this;
    const mark = rt.mark();
    const ok = this.tell(rt.I32[Ctx.PROFILE], rt.I32[Ctx.PROFILE + 1], this.frame(), event, arg);
    if (!ok) this.unset(Ctx.PROFILE);
    rt.release(mark);
    return ok;
  }

  /** Slot with the object of the frame at FP. */
  private frame(): number {
    this.rt.kernel.frameObject(this.rt.I32[Ctx.FP]);
    return this.rt.pushResult();
  }

  /** Calls a function with the frame object in a slot, the event and `arg`. RESULT is what it gives; false with EXC when it raised. */
  private tell(lo: number, hi: number, frame: number, event: string, arg: number): boolean {
    const { rt } = this;
    const { I32, kernel } = rt;
    const pc = I32[Ctx.PC];
    const first = rt.pushSlot(frame);
    rt.pushRef(kernel.intern(event));
    if (arg < 0) rt.pushNone();
    else rt.pushSlot(arg);
    const object = rt.ref(frame);
    this.setInside(true);
    const called = event === "call" && this.atEntry(pc);
    kernel.beginTrace(object, called ? FrameState.CALLED : event === "line" ? FrameState.TRACED : FrameState.TOLD);
    I32[Ctx.CALLEE] = lo;
    I32[Ctx.CALLEE + 1] = hi;
    I32[Ctx.ARGP] = first;
    I32[Ctx.ARGC] = 3;
    I32[Ctx.KWNAMES] = 0;
    callFunction(rt);
    const ok = I32[Ctx.STATUS] !== Status.EXC;
    const word = ok ? Ctx.RESULT : Ctx.EXC;
    const outcome = rt.push(I32[word], I32[word + 1]);
    kernel.endTrace(object);
    I32[word] = I32[2 * outcome];
    I32[word + 1] = I32[2 * outcome + 1];
    this.setInside(false);
    I32[Ctx.PC] = pc;
    I32[Ctx.STATUS] = ok ? Status.OK : Status.EXC;
    return ok;
  }
}

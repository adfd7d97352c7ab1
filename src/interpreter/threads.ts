/**
 * Python's threads. They take turns in the interpreter's loop: one runs, the others' part of the register stack is kept by the
 * kernel. A turn ends at a safepoint, when the time is over, or in a host function that waits (`block`).
 *
 * A thread below whose frames native code waits can only go on in the loop that this native code has called: it is pinned to the
 * loop, named by Ctx.NEST. All others go on in whatever loop there is.
 */
import { Ctx, FrameFlag, Interrupt, OBuffer, OList, Status, Tag } from "../heap/layouts.generated.js";
import { pushFunction } from "./calls.js";
import type { Runtime } from "./runtime.js";
import { deliverSignals, enterAgain } from "./safepoint.js";
import { ThreadTracing } from "./tracing.js";
import { clearException, LEAVE, raised } from "./unwind.js";

/** Signals and `abort` are looked at so often while every thread waits. */
const IDLE_MS = 100;
const NEVER = Number.POSITIVE_INFINITY;
const ANY_LOOP = -1;
/** Turns that a thread may take at once which native code has called. */
const PATIENCE = 20;

/** What a thread waits for; the first that comes about ends it. */
export interface Wait {
  /** `wake` of this object. */
  readonly key?: number;
  /** The time (of performance.now). */
  readonly until?: number;
  /** Descriptors and poll's events, in turn. */
  readonly descriptors?: readonly number[];
}

interface Thread {
  readonly ident: number;
  /** Where it goes on; 0: it has not begun. */
  pc: number;
  /** The only loop in which it can go on. */
  pin: number;
  /** It goes on in the native code that called the loop `pin`. */
  leaves: boolean;
  /** The loop in which its first frame runs. */
  base: number;
  wait: Wait | undefined;
  /** What leaving the loop gives: the main thread has come to its end in a loop that is not its own. */
  outcome: { readonly status: number; readonly value: number } | undefined;
  /** It can neither go on nor ever be woken. */
  stuck: boolean;
  readonly tracing: ThreadTracing;
}

function newThread(ident: number, tracing = new ThreadTracing()): Thread {
  return {
    ident,
    pc: 0,
    pin: ANY_LOOP,
    leaves: false,
    base: 0,
    wait: undefined,
    outcome: undefined,
    stuck: false,
    tracing,
  };
}

export class Threads {
  private readonly all = new Map<number, Thread>();
  private ready: Thread[] = [];
  private waiting: Thread[] = [];
  private current: Thread;
  private readonly main: Thread;
  /** Objects that were to wake a thread whose turn was over just before it waited. */
  private readonly missed = new Set<number>();
  private lastIdent = 1;
  private postponed = 0;
  /** Milliseconds of a turn. */
  interval = 5;
  /** A host function wants the running thread to wait: whoever has called it sees to that. */
  blocked = false;

  /** `base`: the first slot of the register stack that is a thread's. */
  constructor(
    private readonly rt: Runtime,
    private readonly base: number,
  ) {
    this.main = newThread(1, rt.tracing.thread);
    this.current = this.main;
    this.all.set(1, this.main);
  }

  /** Are there others than the running one? */
  get several(): boolean {
    return this.all.size > 1;
  }

  /** Threads besides the main one. */
  get count(): number {
    return this.all.size - 1;
  }

  /** A new thread will call the function in a slot, without arguments. */
  start(slot: number): number {
    const ident = ++this.lastIdent;
    const thread = newThread(ident);
    this.rt.kernel.newThread(ident, this.base, slot);
    this.all.set(ident, thread);
    this.ready.push(thread);
    this.setTimer();
    return ident;
  }

  /** The running thread waits as soon as the host function that asks for it has returned. */
  block(wait: Wait): void {
    if (wait.key !== undefined && this.missed.delete(wait.key)) return;
    this.current.wait = wait;
    this.blocked = true;
  }

  /** A thread that waits for an object goes on, or the next one that is about to wait for it does not. */
  wake(key: number): void {
    const first = this.waiting.find((thread) => thread.wait?.key === key);
    if (first === undefined) this.missed.add(key);
    else this.release((thread) => thread === first);
  }

  /** The host function that wanted to wait has returned; the running thread goes on at `pc` afterwards. Gives the pc to go on at now. */
  afterBlock(pc: number): number {
    this.blocked = false;
    this.waiting.push(this.current);
    return this.leave(pc);
  }

  /** As `afterBlock` in native code, which needs the call to be over when it is. */
  blockNested(): void {
    const { I32 } = this.rt;
    const me = this.current;
    this.blocked = false;
    if (I32[Ctx.NEST] >= I32[Ctx.NEST_LIMIT]) {
      me.wait = undefined;
      this.rt.kernel.raise("RecursionError", "maximum recursion depth exceeded");
      return;
    }
    const result = this.rt.pushResult();
    this.waiting.push(me);
    me.pc = I32[Ctx.PC];
    I32[Ctx.NEST]++;
    me.pin = I32[Ctx.NEST];
    me.leaves = true;
    const pc = this.next();
    if (pc >= 0) {
      I32[Ctx.PC] = pc;
      this.rt.run();
    }
    I32[Ctx.NEST]--;
    this.rt.resultSlot(result);
    this.rt.release(result);
  }

  /** A signal has come that is for the main thread, which is not the running one. Gives the pc to go on at. */
  yieldToMain(pc: number): number {
    this.ready.push(this.current);
    return this.leave(pc);
  }

  /** The running thread's turn is over before the instruction at `pc`. Gives 0 when it goes on all the same. */
  turnIsOver(pc: number): number {
    // Modules being imported are seen by their thread alone.
    if (!this.several || this.rt.modules.loading.size > 0) return 0;
    const me = this.current;
    // Who is called by native code holds others up if they come to wait below it: that is soon over, as a rule.
    if (this.rt.I32[Ctx.NEST] > me.base && ++this.postponed < PATIENCE) {
      this.setTimer();
      return 0;
    }
    this.postponed = 0;
    this.ready.push(me);
    const to = this.leave(pc);
    return this.current === me ? 0 : to;
  }

  /** Signals are for the main thread. False when the running one is another, and the main thread will see to them. */
  takesSignals(): boolean {
    const { main } = this;
    return this.current === main || !this.mayRun(main);
  }

  /** The first frame of the running thread was left. */
  ended(): number {
    const { I32 } = this.rt;
    this.all.delete(this.current.ident);
    I32[Ctx.SP] = this.base;
    I32[Ctx.FP] = 0;
    clearException(this.rt);
    return this.next();
  }

  /**
   * A frame was left that ends its loop. That of the main thread may do so only in the loop that was called for it: it waits until the
   * others have come out of theirs. Gives LEAVE, or the pc at which another one goes on.
   */
  leaveLoop(): number {
    const { I32 } = this.rt;
    const me = this.current;
    if (me.base === 0 || me !== this.main || I32[Ctx.NEST] !== me.base) return LEAVE;
    const status = I32[Ctx.STATUS];
    const word = status === Status.EXC ? Ctx.EXC : Ctx.RESULT;
    me.outcome = { status, value: this.rt.push(I32[word], I32[word + 1]) };
    clearException(this.rt);
    me.pin = me.base = 0;
    me.leaves = true;
    me.pc = I32[Ctx.PC];
    this.ready.push(me);
    return this.next();
  }

  private leave(pc: number): number {
    const { I32 } = this.rt;
    const me = this.current;
    me.pc = pc;
    me.pin = I32[Ctx.NEST] > me.base ? I32[Ctx.NEST] : ANY_LOOP;
    me.leaves = false;
    return this.next();
  }

  /** The next thread goes on in this loop: gives its pc, or LEAVE when it goes on in the native code below. */
  private next(): number {
    for (;;) {
      const now = performance.now();
      this.release((thread) => (thread.wait?.until ?? NEVER) <= now);
      this.poll(0);
      const { I32 } = this.rt;
      const bits = I32[Ctx.INTERRUPT];
      if ((bits & Interrupt.SIGNAL) !== 0 && this.mayRun(this.main)) {
        if (this.waiting.includes(this.main)) {
          const to = this.signal();
          if (to !== 0) return to;
          continue;
        }
        this.first(this.main);
      }
      if ((bits & Interrupt.ABORT) !== 0) this.release(() => true);
      const thread = this.ready.find((t) => this.mayRun(t));
      if (thread !== undefined) {
        this.ready.splice(this.ready.indexOf(thread), 1);
        return this.goOn(thread);
      }
      this.idle(now);
    }
  }

  private mayRun(thread: Thread): boolean {
    return thread.pin === ANY_LOOP || thread.pin === this.rt.I32[Ctx.NEST];
  }

  private goOn(thread: Thread): number {
    const { I32 } = this.rt;
    this.become(thread);
    this.setTimer();
    if (thread.pin === ANY_LOOP) thread.base = I32[Ctx.NEST];
    if (thread.outcome !== undefined) {
      const { status, value } = thread.outcome;
      const word = status === Status.EXC ? Ctx.EXC : Ctx.RESULT;
      I32[word] = I32[2 * value];
      I32[word + 1] = I32[2 * value + 1];
      I32[Ctx.STATUS] = status;
      this.rt.release(value);
      return LEAVE;
    }
    if (thread.stuck) {
      thread.stuck = false;
      this.rt.kernel.raise("RuntimeError", "the thread waits for one that cannot go on before it does");
      return thread.leaves ? LEAVE : raised(this.rt, thread.pc - 1);
    }
    if (thread.leaves) {
      I32[Ctx.STATUS] = Status.OK;
      return LEAVE;
    }
    if (thread.pc !== 0) return this.rt.tracing.active ? enterAgain(this.rt, thread.pc) : thread.pc;
    I32[Ctx.ARGC] = 0;
    I32[Ctx.ARGP] = I32[Ctx.SP];
    I32[Ctx.KWNAMES] = 0;
    const entry = pushFunction(this.rt, I32[2 * this.base], -1, 0, FrameFlag.THREAD);
    return entry < 0 ? this.ended() : entry;
  }

  /** Puts the thread's part of the stack in place of the running one's. */
  private become(thread: Thread): void {
    const { I32, kernel } = this.rt;
    const me = this.current;
    if (thread === me) return;
    if (this.all.has(me.ident)) {
      I32[Ctx.PC] = me.pc;
      kernel.suspendThread(me.ident, this.base);
    }
    this.current = thread;
    kernel.resumeThread(thread.ident);
    this.rt.tracing.become(thread.tracing);
  }

  /** The main thread, which waits, runs the handlers of signals. Gives the pc to go on at when one raised, else 0: it waits on. */
  private signal(): number {
    const { rt, main } = this;
    const { I32 } = rt;
    const { pc, pin, leaves, wait } = main;
    this.become(main);
    this.waiting = this.waiting.filter((thread) => thread !== main);
    if (pin === ANY_LOOP) main.base = I32[Ctx.NEST];
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.SIGNAL);
    I32[Ctx.PC] = pc;
    if (deliverSignals(rt)) {
      Object.assign(main, { pc, pin, leaves, wait });
      // Meanwhile it could not be woken: whoever waits for a thing looks at it again.
      this.waiting.push(main);
      if (wait?.key !== undefined || wait?.descriptors !== undefined) this.release((thread) => thread === main);
      return 0;
    }
    main.wait = undefined;
    if (!leaves) return raised(rt, pc - 1);
    I32[Ctx.STATUS] = Status.EXC;
    return LEAVE;
  }

  /** Nobody can go on: waits for what comes first. */
  private idle(now: number): void {
    const { rt } = this;
    const until = Math.min(...this.waiting.map((thread) => thread.wait?.until ?? NEVER));
    // Whoever could go on waits for native code to return that waits for it.
    if (until === NEVER && this.ready.length > 0 && !this.waiting.some((thread) => thread.wait?.descriptors)) {
      const stuck = this.waiting.find((thread) => this.mayRun(thread));
      if (stuck !== undefined) {
        stuck.stuck = true;
        this.release((thread) => thread === stuck);
        return;
      }
    }
    rt.modules.showOutput();
    this.poll(Math.min(IDLE_MS, Math.ceil(until - now)));
  }

  /** Threads whose descriptors are ready go on; waits for that so long. */
  private poll(milliseconds: number): void {
    const watchers = this.waiting.filter((thread) => thread.wait?.descriptors !== undefined);
    if (watchers.length === 0 && milliseconds === 0) return;
    const pairs = watchers.flatMap((thread) => thread.wait?.descriptors ?? []);
    // struct pollfd: descriptor, events, and in the upper half of their word what has come.
    const structures = new Int32Array(pairs);
    if (this.rt.kernel.pollDescriptors(new Uint8Array(structures.buffer), milliseconds) === 0) return;
    let at = 0;
    const found = new Set<Thread>();
    for (const thread of watchers) {
      const end = at + (thread.wait?.descriptors?.length ?? 0);
      for (; at < end; at += 2) if (structures[at + 1] >>> 16 !== 0) found.add(thread);
    }
    this.release((thread) => found.has(thread));
  }

  /** Waiting threads of which `which` is true are ready. */
  private release(which: (thread: Thread) => boolean): void {
    if (this.waiting.length === 0) return;
    const still: Thread[] = [];
    for (const thread of this.waiting) {
      if (which(thread)) {
        thread.wait = undefined;
        this.ready.push(thread);
      } else still.push(thread);
    }
    this.waiting = still;
  }

  private first(thread: Thread): void {
    this.ready = [thread, ...this.ready.filter((t) => t !== thread)];
  }

  /** The running thread's turn ends in a while, if somebody else may want to go on. */
  private setTimer(): void {
    const wanted =
      this.ready.length > 0 || this.waiting.some(({ wait }) => wait?.until !== undefined || wait?.descriptors);
    if (wanted) this.rt.kernel.interruptAfter(this.interval, Interrupt.THREAD);
  }
}

/** Host functions of the module `_thread`. */
export function defineThreads(rt: Runtime): void {
  const { I32, F64 } = rt;
  const seconds = (slot: number) => (I32[2 * slot + 1] === Tag.INT ? I32[2 * slot] : F64[slot]);
  const until = (slot: number) => (seconds(slot) < 0 ? undefined : performance.now() + 1e3 * seconds(slot));
  rt.define("_thread", "_start", (r, { pos }) => r.resultInt(r.threads.start(pos[0])));
  rt.define("_thread", "_several", (r) => r.resultBool(r.threads.several));
  rt.define("_thread", "_count", (r) => r.resultInt(r.threads.count));
  rt.define("_thread", "_wait", (r, { pos }) => r.threads.block({ key: r.ref(pos[0]), until: until(pos[1]) }));
  rt.define("_thread", "_wake", (r, { pos }) => r.threads.wake(r.ref(pos[0])));
  rt.define("_thread", "_wait_descriptors", (r, { pos }) => {
    const list = r.ref(pos[0]);
    const items = (r.word(list, OList.ITEMS) + OBuffer.DATA) >>> 2;
    const descriptors = Array.from({ length: r.word(list, OList.LEN) }, (_, i) => I32[items + 2 * i]);
    r.threads.block({ descriptors, until: until(pos[1]) });
  });
}

/**
 * One running Tauraro program: the heap, the kernel, the host functions and the interpreter's loop.
 *
 * Host code holds Python values in slots of the register stack above SP (`push…`), where the collector sees them, and
 * gives the space back with `release(mark)`. What a host function leaves in `Ctx.RESULT` is its result.
 */
import { DOCSTRINGS } from "../heap/addon.js";
import { Heap } from "../heap/heap.js";
import type { Addon, Kernel } from "../heap/kernel.js";
import { Ctx, Interrupt, Kind, OBuffer, OList, OObj, OTuple, Special, Status, Tag } from "../heap/layouts.generated.js";
import { ModuleSystem } from "../modules/system.js";
import { type Arity, checkArity } from "./arity.js";
import { callFunction, callHostFromNative, callPythonFromNative } from "./calls.js";
import { makeCells } from "./cells.js";
import { type JitHooks, NO_JIT } from "./hooks.js";
import { type Instances, makeInstances } from "./instances.js";
import { makeRun } from "./run.js";
import { Threads } from "./threads.js";
import { Tracing } from "./tracing.js";
import { clearException } from "./unwind.js";

/** A program that has run so long gets its compile workers. */
const START_MS = 4;

/** Thrown by host code when a Python exception is set in `Ctx.EXC`. */
export class PyRaise extends Error {
  constructor() {
    // What it stands for has a traceback of its own; taking JavaScript's stack costs more than all else of a raise.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super("a Python exception is set");
    Error.stackTraceLimit = limit;
  }
}

/** Arguments of a host function: slots of positional ones, and of keyword ones by name. */
export interface HostArgs {
  readonly pos: readonly number[];
  readonly kw: ReadonlyMap<string, number>;
}

/** Gives true when it has left its result in RESULT (`return rt.resultStr(…)`), else its result is None; raises by throwing `PyRaise`. */
export type HostFunction = (rt: Runtime, args: HostArgs) => true | void;

export interface RuntimeOptions {
  readonly maxHeap?: number;
  readonly gcStress?: boolean;
  readonly recursionLimit?: number;
  /** Makes the JIT once the kernel is open. */
  readonly jit?: (rt: Runtime) => JitHooks;
  /** As `-O`: 1 drops asserts, 2 docstrings too. */
  readonly optimize?: number;
  /** Write stdout at once. */
  readonly unbuffered?: boolean;
}

/** Refs of classes that fast paths compare with. */
export interface Classes {
  readonly list: number;
  readonly tuple: number;
  readonly dict: number;
  readonly str: number;
  readonly set: number;
  readonly frozenset: number;
  readonly stopIteration: number;
  readonly stopAsyncIteration: number;
  readonly generatorExit: number;
  readonly baseException: number;
  readonly systemExit: number;
  readonly type: number;
}

export class Runtime {
  readonly heap: Heap;
  readonly I32: Int32Array;
  readonly F64: Float64Array;
  readonly U8: Uint8Array;
  readonly kernel: Kernel;
  readonly classes: Classes;
  /** Refs of the builtins that the loop knows. */
  readonly known: { readonly len: number; readonly append: number; readonly iter: number; readonly next: number };
  /** Names of arguments that builtins with a key function take. */
  readonly keywords: { readonly key: number; readonly reverse: number };
  readonly instances: Instances;
  readonly hostFunctions: HostFunction[] = [];
  readonly gcStress: boolean;
  readonly jit: JitHooks;
  readonly optimize: number;
  /** Runs from Ctx.PC/FP until an ENTRY frame is left or the slice is over. */
  readonly run: () => number;
  /** The prelude has run: what becomes hot from now on is the program's. */
  readonly started: boolean = false;
  /** Set when `run` has returned because the slice is over and is to be called again. */
  paused = false;
  /** Milliseconds of a slice; Infinity: until the program ends. */
  sliceMs = Number.POSITIVE_INFINITY;
  /** When the program was first seen running (ms); 0: not yet; Infinity: the workers have been started. */
  private starting = 0;
  /** `sys.modules` etc. live in the heap; this maps the host's module names to rooted slots. */
  readonly modules: ModuleSystem;
  readonly threads: Threads;
  readonly tracing: Tracing;
  private readonly atExit: (() => void)[] = [];

  constructor(addon: Addon, options: RuntimeOptions = {}) {
    this.heap = Heap.reserve();
    this.I32 = this.heap.I32;
    this.F64 = this.heap.F64;
    this.U8 = this.heap.U8;
    this.gcStress = options.gcStress ?? false;
    this.optimize = options.optimize ?? 0;
    this.kernel = addon.open(
      this.heap.U8,
      { maxHeap: Math.min(options.maxHeap ?? this.heap.size, this.heap.size), gcStress: this.gcStress },
      { callPython: () => callPythonFromNative(this), callHost: () => callHostFromNative(this) },
    );
    this.I32[Ctx.DEPTH_LIMIT] = options.recursionLimit ?? 1000;
    const k = this.kernel;
    k.readDocstringsOf(DOCSTRINGS);
    this.classes = {
      list: k.typeByName("list"),
      tuple: k.typeByName("tuple"),
      dict: k.typeByName("dict"),
      str: k.typeByName("str"),
      set: k.typeByName("set"),
      frozenset: k.typeByName("frozenset"),
      stopIteration: k.typeByName("StopIteration"),
      stopAsyncIteration: k.typeByName("StopAsyncIteration"),
      generatorExit: k.typeByName("GeneratorExit"),
      baseException: k.typeByName("BaseException"),
      systemExit: k.typeByName("SystemExit"),
      type: k.typeByName("type"),
    };
    const mark = this.mark();
    this.known = {
      len: this.ref(this.dictGet(this.I32[Ctx.BUILTINS] >>> 0, "len")),
      iter: this.ref(this.dictGet(this.I32[Ctx.BUILTINS] >>> 0, "iter")),
      next: this.ref(this.dictGet(this.I32[Ctx.BUILTINS] >>> 0, "next")),
      append: this.ref(this.findAttr(this.pushRef(this.classes.list), "append")),
    };
    this.release(mark);
    this.keywords = { key: k.intern("key") | 0, reverse: k.intern("reverse") | 0 };
    this.jit = options.jit?.(this) ?? NO_JIT;
    this.instances = makeInstances(this, makeCells(this));
    this.tracing = new Tracing(this);
    this.run = makeRun(this);
    this.modules = new ModuleSystem(this, options.unbuffered ?? false);
    this.threads = new Threads(this, this.mark());
    this.modules.start();
    this.started = true;
  }

  /** Interrupt.DEADLINE ends it, in compiled code too. */
  startSlice(): void {
    if (this.sliceMs < Number.POSITIVE_INFINITY) this.kernel.interruptAfter(this.sliceMs, Interrupt.DEADLINE);
  }

  /** The program has ended. */
  endSlices(): void {
    if (this.sliceMs < Number.POSITIVE_INFINITY) this.kernel.interruptAfter(-1, Interrupt.DEADLINE);
    Atomics.and(this.I32, Ctx.INTERRUPT, ~Interrupt.DEADLINE);
  }

  /** Frees everything. Nothing of it may be used any more. */
  close(): void {
    if (this.kernel.close() !== 0) this.heap.recycle();
  }

  /** Asked now and then by a program that runs: after a moment it gets its compile workers. */
  runsOn(): void {
    if (this.starting === Number.POSITIVE_INFINITY) return;
    // Not performance.now(): Node loads it when it is first used, which takes a millisecond.
    const [seconds, nanoseconds] = process.hrtime();
    const now = seconds * 1e3 + nanoseconds / 1e6;
    if (this.starting === 0) this.starting = now;
    if (now <= this.starting + START_MS) return;
    this.starting = Number.POSITIVE_INFINITY;
    this.jit.start();
  }

  /** Runs `make`, which may call anything, before a call whose operands are in the context block: they stay as they are. */
  aside<T>(make: () => T): T {
    const { I32 } = this;
    const saved = I32.slice(Ctx.CALLEE, Ctx.EXTRA + 1);
    const pc = I32[Ctx.PC];
    const sp = I32[Ctx.SP];
    const end = I32[Ctx.ARGP] + I32[Ctx.ARGC];
    if (end > sp && end < I32[Ctx.STACK_LIMIT]) I32[Ctx.SP] = end;
    const made = make();
    I32.set(saved, Ctx.CALLEE);
    I32[Ctx.SP] = sp;
    I32[Ctx.PC] = pc;
    return made;
  }

  /** Slot holding a module that is always loaded. */
  moduleSlot(name: string): number {
    return this.modules.slotOf(name);
  }

  // ---- slots ----

  mark(): number {
    return this.I32[Ctx.SP];
  }

  release(mark: number): void {
    this.I32[Ctx.SP] = mark;
  }

  push(lo: number, hi: number): number {
    const { I32 } = this;
    const slot = I32[Ctx.SP];
    if (slot + 64 >= I32[Ctx.STACK_LIMIT]) this.raise("RecursionError", "maximum recursion depth exceeded");
    I32[Ctx.SP] = slot + 1;
    if (slot + 1 > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = slot + 1;
    I32[2 * slot] = lo;
    I32[2 * slot + 1] = hi;
    return slot;
  }

  pushRef(ref: number): number {
    return this.push(ref, Tag.REF);
  }

  pushNone(): number {
    return this.push(Special.NONE, Tag.SPECIAL);
  }

  pushStr(s: string): number {
    return this.push(this.kernel.newStr(s), Tag.REF);
  }

  pushInt(n: number): number {
    if (n === (n | 0)) return this.push(n, Tag.INT);
    this.kernel.newBigInt(BigInt(n));
    return this.pushResult();
  }

  pushBool(b: boolean): number {
    return this.push(b ? 1 : 0, Tag.BOOL);
  }

  pushFloat(x: number): number {
    const slot = this.push(0, 0);
    if (Number.isNaN(x)) this.I32[2 * slot + 1] = 0x7ff80000;
    else this.F64[slot] = x;
    return slot;
  }

  pushResult(): number {
    return this.push(this.I32[Ctx.RESULT], this.I32[Ctx.RESULT + 1]);
  }

  pushSlot(slot: number): number {
    return this.push(this.I32[2 * slot], this.I32[2 * slot + 1]);
  }

  // ---- results ----

  setResult(lo: number, hi: number): true {
    this.I32[Ctx.RESULT] = lo;
    this.I32[Ctx.RESULT + 1] = hi;
    return true;
  }

  resultSlot(slot: number): true {
    return this.setResult(this.I32[2 * slot], this.I32[2 * slot + 1]);
  }

  resultNone(): true {
    return this.setResult(Special.NONE, Tag.SPECIAL);
  }

  resultRef(ref: number): true {
    return this.setResult(ref, Tag.REF);
  }

  resultStr(s: string): true {
    return this.setResult(this.kernel.newStr(s), Tag.REF);
  }

  resultBool(b: boolean): true {
    return this.setResult(b ? 1 : 0, Tag.BOOL);
  }

  resultInt(n: number): true {
    if (n === (n | 0)) return this.setResult(n, Tag.INT);
    this.kernel.newBigInt(BigInt(n));
    return true;
  }

  resultFloat(x: number): true {
    if (Number.isNaN(x)) return this.setResult(0, 0x7ff80000);
    this.F64[Ctx.RESULT >> 1] = x;
    return true;
  }

  // ---- looking at values ----

  isNone(slot: number): boolean {
    return this.I32[2 * slot + 1] === Tag.SPECIAL && this.I32[2 * slot] === Special.NONE;
  }

  isRef(slot: number): boolean {
    return this.I32[2 * slot + 1] === Tag.REF;
  }

  /** Ref of the object in a slot, 0 for immediates. */
  ref(slot: number): number {
    return this.I32[2 * slot + 1] === Tag.REF ? this.I32[2 * slot] >>> 0 : 0;
  }

  kind(ref: number): Kind {
    return this.I32[(ref + OObj.META) >>> 2] & 0xff;
  }

  slotKind(slot: number): Kind | -1 {
    return this.isRef(slot) ? this.kind(this.ref(slot)) : -1;
  }

  word(ref: number, offset: number): number {
    return this.I32[(ref + offset) >>> 2];
  }

  /** Text of a str object. */
  text(ref: number): string {
    return this.kernel.readStr(ref >>> 0);
  }

  /** Refs or low words of a tuple's items; for tuples of strs. */
  tupleOfStr(tuple: number): string[] {
    const n = this.word(tuple, OTuple.LEN);
    const out: string[] = [];
    for (let i = 0; i < n; i++) out.push(this.text(this.I32[((tuple + OTuple.ITEMS) >>> 2) + 2 * i]));
    return out;
  }

  /** Slots of the items of a list or tuple, where they lie in it; none of anything else. */
  itemSlots(slot: number): number[] {
    const kind = this.slotKind(slot);
    if (kind !== Kind.LIST && kind !== Kind.TUPLE) return [];
    const ref = this.ref(slot);
    const isList = kind === Kind.LIST;
    const n = this.word(ref, isList ? OList.LEN : OTuple.LEN);
    const first = (isList ? this.word(ref, OList.ITEMS) + OBuffer.DATA : ref + OTuple.ITEMS) >>> 3;
    return Array.from({ length: n }, (_, i) => first + i);
  }

  /** What messages about an argument's type call it: None by its own name. */
  argumentType(slot: number): string {
    return this.isNone(slot) ? "None" : this.typeName(slot);
  }

  typeName(slot: number): string {
    return this.kernel.typeName(slot);
  }

  // ---- errors ----

  /** Throws when the last kernel utility raised. */
  check(): void {
    if (this.I32[Ctx.STATUS] === Status.EXC) throw new PyRaise();
  }

  raise(exc: string, message: string): never {
    this.kernel.raise(exc, message);
    throw new PyRaise();
  }

  // ---- conveniences that raise ----

  /** RESULT = str(value), given back as text. */
  str(slot: number): string {
    const lo = this.I32[2 * slot];
    switch (this.I32[2 * slot + 1]) {
      case Tag.INT:
        return String(lo);
      case Tag.BOOL:
        return lo !== 0 ? "True" : "False";
      case Tag.REF:
        if (this.I32[lo >>> 2] === this.classes.str) return this.text(lo);
    }
    this.kernel.str(slot);
    this.check();
    return this.text(this.I32[Ctx.RESULT]);
  }

  repr(slot: number): string {
    this.kernel.repr(slot);
    this.check();
    return this.text(this.I32[Ctx.RESULT]);
  }

  truth(slot: number): boolean {
    const truth = this.kernel.truth(slot);
    this.check();
    return truth !== 0;
  }

  /** Calls the value in slot `callee` with arguments in consecutive slots from `argp` on; result in RESULT. */
  call(callee: number, argp: number, argc: number): void {
    const { I32 } = this;
    I32[Ctx.CALLEE] = I32[2 * callee];
    I32[Ctx.CALLEE + 1] = I32[2 * callee + 1];
    I32[Ctx.ARGP] = argp;
    I32[Ctx.ARGC] = argc;
    I32[Ctx.KWNAMES] = 0;
    callFunction(this);
    this.check();
  }

  /** Calls the value in a slot with the arguments that a host function was given. */
  callWith(callee: number, args: HostArgs): true {
    const { I32 } = this;
    const argp = this.mark();
    for (const slot of args.pos) this.pushSlot(slot);
    for (const slot of args.kw.values()) this.pushSlot(slot);
    const argc = this.mark() - argp;
    const names = this.mark();
    for (const name of args.kw.keys()) this.pushRef(this.kernel.intern(name));
    I32[Ctx.KWNAMES] = args.kw.size > 0 ? this.kernel.newTuple(names, args.kw.size) : 0;
    I32[Ctx.CALLEE] = I32[2 * callee];
    I32[Ctx.CALLEE + 1] = I32[2 * callee + 1];
    I32[Ctx.ARGP] = argp;
    I32[Ctx.ARGC] = argc;
    callFunction(this);
    this.check();
    return true;
  }

  /** Calls a function without arguments; what it raises is dropped. */
  callIgnoringErrors(callee: number): void {
    const mark = this.mark();
    try {
      this.call(callee, mark, 0);
    } catch (error) {
      if (!(error instanceof PyRaise)) throw error;
      clearException(this);
    }
    this.release(mark);
  }

  /** Raises the exception instance in RESULT. */
  raiseResult(): never {
    this.I32[Ctx.EXC] = this.I32[Ctx.RESULT];
    this.I32[Ctx.EXC + 1] = this.I32[Ctx.RESULT + 1];
    throw new PyRaise();
  }

  /** RESULT = object.name */
  getAttr(object: number, name: string): void {
    this.kernel.getAttr(object, name);
    this.check();
  }

  /** Slot of object.name or 0 when there is none. */
  findAttr(object: number, name: string): number {
    this.kernel.findAttr(object, name);
    this.check();
    return this.I32[Ctx.FLAG] !== 0 ? this.pushResult() : 0;
  }

  setAttr(object: number, name: string, value: number): void {
    this.kernel.setAttr(object, name, value);
    this.check();
  }

  /** Slot of dict[name] or 0. */
  dictGet(dict: number, name: string): number {
    const key = this.pushRef(this.kernel.intern(name));
    this.kernel.dictGet(dict, key);
    this.check();
    if (this.I32[Ctx.FLAG] === 0) return 0;
    this.resultToSlot(key);
    return key;
  }

  dictSet(dict: number, name: string, value: number): void {
    const mark = this.mark();
    const key = this.pushRef(this.kernel.intern(name));
    this.kernel.dictSet(dict, key, value);
    this.release(mark);
    this.check();
  }

  resultToSlot(slot: number): void {
    this.I32[2 * slot] = this.I32[Ctx.RESULT];
    this.I32[2 * slot + 1] = this.I32[Ctx.RESULT + 1];
  }

  /** Defines `owner.name` (owner: module or built-in type) as a host function, which checks its arguments itself if there is no `arity`. */
  define(owner: string, name: string, fn: HostFunction, arity?: Arity): void {
    const label = owner === "builtins" ? name : `${owner}.${name}`;
    const checked: HostFunction = (rt, args) => {
      checkArity(rt, args, label, arity!, args.pos.length);
      return fn(rt, args);
    };
    this.kernel.addHostFunction(owner, name, this.hostFunctions.length);
    this.hostFunctions.push(arity === undefined ? fn : checked);
  }

  onExit(action: () => void): void {
    this.atExit.push(action);
  }

  runExitActions(): void {
    this.modules.joinThreads();
    while (this.atExit.length > 0) this.atExit.pop()!();
  }
}

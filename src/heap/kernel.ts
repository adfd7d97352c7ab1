import type { FrameState } from "./layouts.generated.js";

/**
 * The native kernel as TypeScript sees it. Three sorts of functions: raw ones without arguments (operands and results
 * through the context block, ~10 ns), cold utilities with arguments, and the host's callbacks.
 *
 * Values cross as slots: a utility that takes a value takes the slot index (of the register stack) where it lies, one
 * that gives a value leaves it in `Ctx.RESULT`. `Ctx.STATUS` says whether a utility raised (`Status.EXC`, exception in
 * `Ctx.EXC`). Refs and slot indices are unsigned 32-bit numbers.
 */
export interface Kernel {
  // ---- raw: no arguments ----
  /** Executes the instruction at `Ctx.PC` on the frame at `Ctx.FP`. */
  op(): void;
  /** Calls `Ctx.CALLEE` with ARGC arguments at slot ARGP, names of keyword ones in KWNAMES. */
  call(): void;
  /** Collects garbage; clears `Interrupt.GC`. */
  collect(): void;
  /** Finalises what has died of the objects whose end the program would notice; the instruction at PC has not begun. */
  checkWatched(): void;
  /** RESULT = a generator-like object holding a copy of the frame at FP (whose STATE is CREATED). FLAG = 1: a coroutine that the caller drops. */
  makeGenerator(): void;
  /** RESULT = fresh instance of class CALLEE, which `classInit` called plain; an exception's `args` are those at ARGP. */
  allocInstance(): void;
  /** EXTRA = ref of the bytecode `__init__` of the plain class CALLEE, 1 when it has only object's, 0 when not plain. FLAG = 1: `allocInstance` has to make the instance. */
  classInit(): void;
  /** Puts a traceback entry for FP and PC in front of EXC's traceback. FLAG = 1: the exception leaves the frame. */
  traceback(): void;
  /** Makes the exception being handled the context of EXC. */
  chainContext(): void;
  /** The frame at FP, which has FrameFlag.OBJECT, returns: its object gets its variables. */
  frameReturns(): void;
  /** The frame at FP, which has FrameFlag.CACHED, returns RESULT: its cache keeps it. */
  keepCached(): void;
  /** RESULT is a coroutine that its caller, the frame at FP, drops unawaited. */
  dropCoroutine(): void;
  /** RESULT = tuple of ARGC values at slot ARGP. */
  makeTuple(): void;

  // ---- utilities ----
  newStr(s: string): number;
  /** The one str of this text that names compare by. */
  intern(s: string): number;
  readStr(ref: number): string;
  /** The code point that Unicode gives this name, or -1. */
  characterNamed(name: string): number;
  /** Sets bits of `Ctx.INTERRUPT` after so many milliseconds, negative: never; replaces what was set for the same bits. */
  interruptAfter(ms: number, bits: number): void;
  /** Frees the runtime: nothing may be called any more. Not 0 when the memory is all zero again. */
  close(): number;
  /** Nanoseconds of processor time of this thread; negative where the system does not tell. */
  threadTime(): number;
  newBytes(data: Uint8Array): number;
  readBytes(ref: number): Uint8Array;
  /** RESULT = int. */
  newBigInt(n: bigint): void;
  readBigInt(slot: number): bigint;
  newTuple(argp: number, argc: number): number;
  newList(argp: number, argc: number): number;
  newDict(): number;
  newComplex(re: number, im: number): number;
  newModule(name: string): number;
  /** Function of a code object without defaults or closure. */
  newFunction(code: number, globals: number): number;
  /** Code object of a serialised template; `flags` are added to those of all its codes. SystemError for other bytes. */
  link(template: Uint8Array, filename: string, flags: number): number;
  /** What `link` makes the code object of; undefined for code with constants that are no compiler's. */
  codeBytes(code: number): Uint8Array | undefined;
  /** The file of native objects' docstrings, read when the first is asked for. */
  readDocstringsOf(file: string): void;
  /** CRC-32 */
  checksum(bytes: Uint8Array): number;

  /** RESULT = dict[key]; FLAG = 1 if found (else no exception). */
  dictGet(dict: number, key: number): void;
  dictSet(dict: number, key: number, value: number): void;
  /** FLAG = 1 if the key was there. */
  dictDel(dict: number, key: number): void;
  getAttr(object: number, name: string): void;
  /** As getAttr, but FLAG = 0 and no exception where there is no such attribute. */
  findAttr(object: number, name: string): void;
  setAttr(object: number, name: string, value: number): void;
  delAttr(object: number, name: string): void;
  str(slot: number): void;
  repr(slot: number): void;
  truth(slot: number): number;
  /** RESULT = class of the value. */
  typeOf(slot: number): void;
  /** What messages call the class of the value. */
  typeName(slot: number): string;
  isInstance(slot: number, klass: number): number;
  isSubclass(sub: number, klass: number): number;
  /** RESULT = iterator. */
  iter(slot: number): void;
  /** FLAG = 1 and RESULT = the next item, or FLAG = 0 at the end. */
  next(slot: number): void;

  /** What is done about a signal: 0 the default, 1 nothing, 2 it is noted and sets `Interrupt.SIGNAL`. 1 if that could be. */
  setSignal(number: number, how: number): number;
  /** Bits of the signals that were noted since the last call. */
  takeSignals(): number;
  /** Waits until a descriptor can be read, a signal comes or the milliseconds are over; 1 if reading would not block. */
  waitReadable(fd: number, milliseconds: number): number;
  /** poll(2) of an array of its structures, which a signal ends; how many descriptors are ready. */
  pollDescriptors(structures: Uint8Array, milliseconds: number): number;
  /** Makes a thread whose part of the register stack, from slot `base` on, is the value of a slot: what it is to call. */
  newThread(ident: number, base: number, slot: number): void;
  /** Takes the running thread's part of the register stack away; Ctx.PC is where it will go on. */
  suspendThread(ident: number, base: number): void;
  /** Puts a suspended thread's FP, SP, DEPTH, HANDLED and part of the stack back. */
  resumeThread(ident: number): void;
  /** alarm(2) */
  setAlarm(seconds: number): number;
  /** Says whether a module's code is running, for what errors say about it. */
  setLoading(module: number, loading: number): void;
  /** `__del__` of everything that still has one; at the program's end. */
  finalizeAll(): void;
  /** Ends the process without waiting for the threads of Node and V8. */
  exitNow(code: number): never;
  /** RESULT = the object of the frame at slot index `fp`. */
  frameObject(fp: number): void;
  /** Messages show the classes of a namespace as those of a module in C. */
  nameStandIns(namespace: number): void;
  /** RESULT = `locals()` of the frame at slot index `fp`. */
  localsOf(fp: number): void;
  /** The frame at slot index `fp` has just been entered, and somebody is to be told of what happens in it. */
  enterTraced(fp: number): void;
  /** A trace function is to be told of the frame object, of what `state` says: what `f_locals` gave shows the variables as they are now. */
  beginTrace(frame: number, state: FrameState): void;
  /** It has been told: what it has put into that becomes the variables. */
  endTrace(frame: number): void;
  /** A built-in class by name, exceptions included. */
  typeByName(name: string): number;
  /** Sets EXC to a new instance of a built-in exception class and STATUS to EXC. */
  raise(exc: string, message: string): void;

  addHostFunction(owner: string, name: string, number: number): void;
  readonly nativeModules: readonly string[];
  /** RESULT = the module object of a native module, made at the first call. */
  nativeModule(name: string): void;
}

export interface KernelOptions {
  /** Bytes that the heap may use. */
  maxHeap: number;
  /** Collect at every safepoint. */
  gcStress: boolean;
}

export interface HostCallbacks {
  callPython(): void;
  callHost(): void;
}

export interface Addon {
  open(memory: Uint8Array, options: KernelOptions, host: HostCallbacks): Kernel;
}

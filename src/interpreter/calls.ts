/** Calls: pushing frames, instantiating classes, host functions, nested loops for native code. */
import { Op } from "../bytecode/opcodes.generated.js";
import {
  CodeFlag,
  Ctx,
  Frame,
  FrameFlag,
  GenFlavor,
  Kind,
  OBoundMethod,
  OBuiltin,
  OCode,
  OFunction,
  OGenerator,
  OTuple,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { bindArguments } from "./bind.js";
import { frameEnd, hasRoom, pushFrame } from "./frames.js";
import { generatorReturn, resume, resumeNested } from "./generators.js";
import { type HostArgs, PyRaise, type Runtime } from "./runtime.js";
import { Again, enterAgain, hotFunction } from "./safepoint.js";
import { LEAVE, raiseAt, raised } from "./unwind.js";

/**
 * Pushes the frame of bytecode function `fn` called with the arguments at ARGP/ARGC/KWNAMES. Gives its first pc, or -1 with an
 * exception set in EXC.
 */
export function pushFunction(rt: Runtime, fn: number, dst: number, next: number, flags: number): number {
  const { I32 } = rt;
  const code = I32[(fn + OFunction.CODE) >>> 2] >>> 2;
  const top = frameEnd(I32, fn);
  if (!hasRoom(I32, top)) {
    rt.kernel.raise("RecursionError", "maximum recursion depth exceeded");
    return -1;
  }
  const argc = I32[Ctx.ARGC];
  const argp = I32[Ctx.ARGP];
  const base = I32[Ctx.SP] + Frame.REGS;
  if (
    (I32[code + (OCode.FLAGS >> 2)] & CodeFlag.SIMPLE) !== 0 &&
    argc === I32[code + (OCode.ARGCOUNT >> 2)] &&
    I32[Ctx.KWNAMES] === 0
  ) {
    if (argp !== base) copyWords(I32, 2 * base, 2 * argp, 2 * argc);
  } else if (!bindArguments(rt, fn, base, top)) {
    return -1;
  }
  pushFrame(I32, fn, top, dst, next, flags);
  return I32[code + (OCode.ENTRY >> 2)];
}

/** As `copyWithin`, which is slow for so few words. */
function copyWords(I32: Int32Array, to: number, from: number, count: number): void {
  if (to < from) for (let i = 0; i < count; i++) I32[to + i] = I32[from + i];
  else for (let i = count - 1; i >= 0; i--) I32[to + i] = I32[from + i];
}

/**
 * Goes on with the call that CALLEE, ARGP, ARGC and KWNAMES describe, for the instruction at Ctx.PC, whose result goes to register
 * `dst` of the frame at FP and which is followed by `next`. Gives the pc to go on at. `kernels`: it is the kernel that asks for it,
 * to which a generator as CALLEE is one to resume; to a program it is nothing that can be called.
 */
export function performCall(rt: Runtime, dst: number, next: number, flags: number, kernels = false): number {
  const { I32 } = rt;
  for (;;) {
    const pc = I32[Ctx.PC];
    const kind = I32[Ctx.CALLEE + 1] === Tag.REF ? I32[(I32[Ctx.CALLEE] >>> 2) + 1] & 0xff : -1;
    switch (kind) {
      case Kind.FUNCTION: {
        const fn = I32[Ctx.CALLEE];
        const entry = pushFunction(rt, fn, dst, next, flags);
        return entry < 0 ? raised(rt, pc) : countCall(rt, fn, entry, false);
      }
      case Kind.BOUND_METHOD:
        prependReceiver(rt);
        continue;
      case Kind.GENERATOR: {
        if (!kernels) break;
        const value = I32[Ctx.ARGC] > 0 ? I32[Ctx.ARGP] : -1;
        return resume(
          rt,
          I32[Ctx.CALLEE] >>> 0,
          I32[Ctx.EXTRA] & 0xff,
          value < 0 ? Special.NONE : I32[2 * value],
          value < 0 ? Tag.SPECIAL : I32[2 * value + 1],
          dst,
          next,
          flags,
        );
      }
      case Kind.TYPE: {
        if (useTwin(rt)) continue;
        const entry = instantiate(rt, dst, next);
        if (entry >= 0) return entry;
        if (entry === LEAVE) return LEAVE;
        break;
      }
      case Kind.BUILTIN: {
        const builtin = I32[Ctx.CALLEE] >>> 2;
        if (builtin === rt.known.next >>> 2 && !rt.tracing.active) {
          const entry = resumeByNext(rt, dst, next);
          if (entry !== NOT_DIRECT) return entry;
        }
        if (useTwin(rt)) continue;
        // A method taken from its object has the receiver with it: the kernel puts it in front.
        const bound = I32[builtin + (OBuiltin.SELF >> 2) + 1] !== Tag.SPECIAL;
        if (I32[builtin + (OBuiltin.HOST >> 2)] === 1 && !bound) {
          const fn = I32[builtin + (OBuiltin.FN >> 2)];
          if (fn < 2) {
            const entry = resumeByMethod(rt, fn, dst, next);
            if (entry !== NOT_DIRECT) return entry;
          }
          callHostFunction(rt, fn);
          if (I32[Ctx.STATUS] === Status.EXC) return raised(rt, pc);
          if (rt.threads.blocked) return rt.threads.afterBlock(deliver(rt, dst, next));
          const to = deliver(rt, dst, next);
          // It may have been sys.settrace().
          return rt.tracing.active ? enterAgain(rt, to) : to;
        }
        break;
      }
    }
    const sp = I32[Ctx.SP];
    protectArguments(I32);
    rt.kernel.call();
    I32[Ctx.SP] = sp;
    if (I32[Ctx.STATUS] === Status.OK) return deliver(rt, dst, next);
    if (I32[Ctx.STATUS] === Status.EXC) return raised(rt, pc);
    if (I32[Ctx.CACHING] !== 0) {
      const fn = I32[Ctx.CALLEE];
      const entry = pushCached(rt, dst, next, flags);
      return entry < 0 ? raised(rt, pc) : countCall(rt, fn, entry, false);
    }
    kernels = true;
  }
}

/** As `pushFunction`; what the function returns goes to the cache that CACHING names. */
function pushCached(rt: Runtime, dst: number, next: number, flags: number): number {
  const { I32 } = rt;
  const waiting = I32[Ctx.CACHING];
  I32[Ctx.CACHING] = 0;
  const entry = pushFunction(rt, I32[Ctx.CALLEE], dst, next, flags | FrameFlag.CACHED);
  if (entry < 0) return entry;
  const extra = (I32[Ctx.FP] + Frame.EXTRA) << 1;
  I32[extra] = waiting;
  I32[extra + 1] = Tag.REF;
  return entry;
}

/** The CALL or CALL_METHOD at `pc` calls the FUNCTION in CALLEE with the arguments at ARGP/ARGC. */
export function callBytecode(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const fn = I32[Ctx.CALLEE];
  I32[pc + 4] = fn;
  const entry = pushFunction(rt, fn, I32[pc + 1], pc + 8, 0);
  return entry < 0 ? raised(rt, pc) : countCall(rt, fn, entry, true);
}

/** Codes whose calls do not count: what runs in a generator counts there, and module code is mostly run once. */
const UNCOUNTED = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** The frame of function `fn` was pushed; gives the pc to go on at. `again`: the caller is the loop, which may be entered again. */
export function countCall(rt: Runtime, fn: number, entry: number, again: boolean): number {
  const { I32 } = rt;
  const code = I32[(fn + OFunction.CODE) >>> 2] >>> 2;
  if ((I32[code + (OCode.FLAGS >> 2)] & (UNCOUNTED | CodeFlag.OPTIMIZED)) !== CodeFlag.OPTIMIZED) return entry;
  const heat = I32[code + (OCode.HEAT >> 2)] + 1;
  I32[code + (OCode.HEAT >> 2)] = heat;
  if (I32[code + (OCode.UNIT >> 2)] !== 0 || heat === rt.jit.threshold) return hotFunction(rt, fn, entry);
  return again && (heat & Again.HEAT) === 0 ? enterAgain(rt, entry) : entry;
}

/** Arguments that lie above SP are taken below it; those of a generator's frame lie in the generator, not on the stack. */
function protectArguments(I32: Int32Array): void {
  const end = I32[Ctx.ARGP] + I32[Ctx.ARGC];
  if (end <= I32[Ctx.SP] || end > I32[Ctx.STACK_LIMIT]) return;
  I32[Ctx.SP] = end;
  if (end > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = end;
}

function deliver(rt: Runtime, dst: number, next: number): number {
  const { I32 } = rt;
  if (dst >= 0) {
    const r = (I32[Ctx.FP] + Frame.REGS + dst) << 1;
    I32[r] = I32[Ctx.RESULT];
    I32[r + 1] = I32[Ctx.RESULT + 1];
  }
  return next;
}

/**
 * A builtin that does nothing but consume a generator or call a function (`iter(f, end)`), or that calls a key function for each item,
 * is replaced by its twin in Python (modules/consumers.ts): generator and function then run in this loop instead of nested ones.
 */
function useTwin(rt: Runtime): boolean {
  const { I32 } = rt;
  const argc = I32[Ctx.ARGC];
  const names = I32[Ctx.KWNAMES];
  if (argc === 0 || rt.tracing.active) return false;
  const consumes = consumesPython(rt, argc, names);
  let twin = consumes ? rt.modules.consumer(I32[Ctx.CALLEE], argc, names) : 0;
  const key = twin === 0 && names !== 0 ? keyFunction(rt, argc, names) : 0;
  if (key !== 0) {
    const code = (I32[(key >>> 2) + 1] & 0xff) === Kind.FUNCTION ? I32[(key + OFunction.CODE) >>> 2] >>> 0 : 0;
    twin = rt.modules.keyed(I32[Ctx.CALLEE], rt.slotKind(I32[Ctx.ARGP]), code);
  }
  if (twin === 0) return false;
  I32[Ctx.CALLEE] = twin;
  return true;
}

/**
 * Does the call in the context take items from Python code? With threads, more is done in Python: what waits below native code
 * holds others up (threads.ts).
 */
function consumesPython(rt: Runtime, argc: number, names: number): boolean {
  const { I32 } = rt;
  const threads = rt.threads.several;
  if (threads && argc === 2 && names === 0 && I32[Ctx.CALLEE] >>> 0 === rt.known.iter) return true;
  const last = 2 * (I32[Ctx.ARGP] + (argc === 2 && names === 0 ? 1 : 0));
  if (I32[last + 1] !== Tag.REF) return false;
  const kind = I32[(I32[last] >>> 2) + 1] & 0xff;
  return kind === Kind.GENERATOR || (threads && kind === Kind.INSTANCE);
}

/** The function `key` if the arguments are one that is no instance of a subclass of list, that one and perhaps a bool `reverse`; else 0. */
function keyFunction(rt: Runtime, argc: number, names: number): number {
  const { I32, classes, keywords } = rt;
  const count = I32[(names + OTuple.LEN) >>> 2];
  const first = 2 * I32[Ctx.ARGP];
  if (argc - count !== 1 || I32[first + 1] !== Tag.REF) return 0;
  const object = I32[first] >>> 2;
  if ((I32[object + 1] & 0xff) === Kind.LIST && I32[object] !== (classes.list | 0)) return 0;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const name = I32[((names + OTuple.ITEMS) >>> 2) + 2 * i];
    const value = first + 2 + 2 * i;
    if (name === keywords.key) {
      const kind = I32[value + 1] === Tag.REF ? I32[(I32[value] >>> 2) + 1] & 0xff : -1;
      if (kind !== Kind.FUNCTION && kind !== Kind.BOUND_METHOD) return 0;
      found = I32[value] >>> 0;
    } else if (name !== keywords.reverse || I32[value + 1] !== Tag.BOOL) return 0;
  }
  return found;
}

/** CALLEE is a bound method: its function becomes the callee, its receiver the first argument. */
function prependReceiver(rt: Runtime): void {
  const { I32 } = rt;
  const method = I32[Ctx.CALLEE] >>> 2;
  moveArguments(rt, I32[method + (OBoundMethod.SELF >> 2)], I32[method + (OBoundMethod.SELF >> 2) + 1]);
  I32[Ctx.CALLEE] = I32[method + (OBoundMethod.FUNC >> 2)];
  I32[Ctx.CALLEE + 1] = I32[method + (OBoundMethod.FUNC >> 2) + 1];
}

/** Copies the arguments to where the callee's registers will be, with a value put in front. */
function moveArguments(rt: Runtime, lo: number, hi: number): void {
  const { I32 } = rt;
  const argp = I32[Ctx.ARGP];
  const argc = I32[Ctx.ARGC];
  const base = I32[Ctx.SP] + Frame.REGS;
  copyWords(I32, 2 * base + 2, 2 * argp, 2 * argc);
  I32[2 * base] = lo;
  I32[2 * base + 1] = hi;
  I32[Ctx.ARGP] = base;
  I32[Ctx.ARGC] = argc + 1;
  if (base + argc + 1 > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = base + argc + 1;
}

/** `instantiate` gives this when the kernel has to do the call. */
const NOT_PLAIN = -2;

/** Instantiates a plain class: its `__init__` runs in a frame of this loop. */
function instantiate(rt: Runtime, dst: number, next: number): number {
  const { I32 } = rt;
  const pc = I32[Ctx.PC];
  rt.kernel.classInit();
  const init = I32[Ctx.EXTRA];
  if (init === 0 || (init === 1 && I32[Ctx.ARGC] > 0)) return NOT_PLAIN;
  rt.kernel.allocInstance();
  if (I32[Ctx.STATUS] !== Status.OK) return raised(rt, pc);
  if (init === 1) return deliver(rt, dst, next);
  return construct(rt, init, dst, next);
}

/** Runs `__init__` function `init` on the new instance in RESULT with the arguments at ARGP/ARGC. */
export function construct(rt: Runtime, init: number, dst: number, next: number): number {
  const { I32 } = rt;
  const pc = I32[Ctx.PC];
  const lo = I32[Ctx.RESULT];
  const hi = I32[Ctx.RESULT + 1];
  moveArguments(rt, lo, hi);
  const entry = pushFunction(rt, init, dst, next, FrameFlag.CONSTRUCTOR);
  if (entry < 0) return raised(rt, pc);
  const extra = (I32[Ctx.FP] + Frame.EXTRA) << 1;
  I32[extra] = lo;
  I32[extra + 1] = hi;
  return countCall(rt, init, entry, false);
}

/** RETURN of a frame with flags: RESULT is what it returns. Gives the pc to go on at, or LEAVE. */
export function returnWithFlags(rt: Runtime): number {
  const { I32 } = rt;
  const fp = I32[Ctx.FP];
  const header = fp << 1;
  if ((I32[header + 5] & FrameFlag.OBJECT) !== 0) rt.kernel.frameReturns();
  const flags = I32[header + 5];
  if ((flags & FrameFlag.GENERATOR) !== 0) return generatorReturn(rt);
  const caller = I32[header + 2];
  const next = I32[header + 3];
  if ((flags & FrameFlag.CONSTRUCTOR) !== 0) {
    const isNone = I32[Ctx.RESULT + 1] === Tag.SPECIAL && I32[Ctx.RESULT] === Special.NONE;
    if (!isNone) {
      const type = rt.typeName(rt.pushResult());
      popTo(I32, fp, caller);
      return raiseAt(rt, next - 1, "TypeError", `__init__() should return None, not '${type}'`);
    }
    I32[Ctx.RESULT] = I32[header + 6];
    I32[Ctx.RESULT + 1] = I32[header + 7];
  }
  if ((flags & FrameFlag.CACHED) !== 0) {
    rt.kernel.keepCached();
    if (I32[Ctx.STATUS] === Status.EXC) {
      popTo(I32, fp, caller);
      return (flags & FrameFlag.ENTRY) !== 0 ? rt.threads.leaveLoop() : raised(rt, next - 1);
    }
  }
  popTo(I32, fp, caller);
  if ((flags & FrameFlag.THREAD) !== 0) return rt.threads.ended();
  if ((flags & FrameFlag.ENTRY) !== 0) {
    I32[Ctx.STATUS] = Status.OK;
    return rt.threads.leaveLoop();
  }
  if (
    (flags & FrameFlag.OPERATOR) !== 0 &&
    I32[Ctx.RESULT + 1] === Tag.SPECIAL &&
    I32[Ctx.RESULT] === Special.NOT_IMPLEMENTED
  )
    return unsupportedOperands(rt, next - 4);
  return deliver(rt, I32[header + 4], next);
}

const OPERATORS = ["+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"];

/** The binary operator at `pc`: the left operand's method gave NotImplemented, and the right one has none to ask. */
function unsupportedOperands(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const op = I32[pc] & 0xff;
  const inplace = op >= Op.INPLACE_ADD;
  const symbol = OPERATORS[op - (inplace ? Op.INPLACE_ADD : Op.ADD)];
  const regs = I32[Ctx.FP] + Frame.REGS;
  const [x, y] = [rt.typeName(regs + I32[pc + 2]), rt.typeName(regs + I32[pc + 3])];
  const shown = inplace ? (symbol.startsWith("**") ? "**=" : `${symbol}=`) : symbol;
  return raiseAt(rt, pc, "TypeError", `unsupported operand type(s) for ${shown}: '${x}' and '${y}'`);
}

function popTo(I32: Int32Array, fp: number, caller: number): void {
  I32[Ctx.SP] = fp;
  I32[Ctx.FP] = caller;
  I32[Ctx.DEPTH]--;
}

/** Numbers of the two host functions that the loop handles itself when it can: see builtins/generators.ts. */
export const HOST_SEND = 0;
export const HOST_NEXT = 1;
const NOT_DIRECT = -3;

function resumeByMethod(rt: Runtime, fn: number, dst: number, next: number): number {
  const { I32 } = rt;
  const argp = I32[Ctx.ARGP];
  if (I32[Ctx.KWNAMES] !== 0 || I32[Ctx.ARGC] !== (fn === HOST_SEND ? 2 : 1)) return NOT_DIRECT;
  if (rt.slotKind(argp) !== Kind.GENERATOR) return NOT_DIRECT;
  const lo = fn === HOST_SEND ? I32[2 * argp + 2] : Special.NONE;
  const hi = fn === HOST_SEND ? I32[2 * argp + 3] : Tag.SPECIAL;
  return resume(rt, I32[2 * argp] >>> 0, 0, lo, hi, dst, next, 0);
}

/** `next(generator)`, or `next(generator, default)` in a CALL whose arguments lie in its registers. */
function resumeByNext(rt: Runtime, dst: number, next: number): number {
  const { I32 } = rt;
  const argp = I32[Ctx.ARGP];
  const argc = I32[Ctx.ARGC];
  if (I32[Ctx.KWNAMES] !== 0 || argc < 1 || argc > 2 || rt.slotKind(argp) !== Kind.GENERATOR) return NOT_DIRECT;
  const gen = I32[2 * argp] >>> 0;
  if (I32[(gen + OGenerator.FLAVOR) >>> 2] !== GenFlavor.GENERATOR) return NOT_DIRECT;
  if (argc === 2) {
    const pc = next - 8;
    if ((I32[pc] & 0xff) !== Op.CALL || argp !== I32[Ctx.FP] + Frame.REGS + I32[pc + 2] + 1) return NOT_DIRECT;
  }
  const flags = argc === 2 ? FrameFlag.DEFAULTING : 0;
  return resume(rt, gen, Resume.SEND, Special.NONE, Tag.SPECIAL, dst, next, flags);
}

// ---- host functions ----

/** Runs host function `number` on ARGP/ARGC/KWNAMES; leaves RESULT and STATUS. */
export function callHostFunction(rt: Runtime, number: number): void {
  const { I32 } = rt;
  const sp = I32[Ctx.SP];
  const argp = I32[Ctx.ARGP];
  const argc = I32[Ctx.ARGC];
  const pc = I32[Ctx.PC];
  const depth = I32[Ctx.DEPTH];
  const fp = I32[Ctx.FP];
  protectArguments(I32);
  try {
    const args = hostArguments(rt, argp, argc);
    if (rt.hostFunctions[number](rt, args) !== true) rt.resultNone();
    I32[Ctx.STATUS] = Status.OK;
  } catch (error) {
    I32[Ctx.FP] = fp;
    I32[Ctx.DEPTH] = depth;
    setError(rt, error);
  }
  I32[Ctx.SP] = sp;
  I32[Ctx.PC] = pc;
}

const NO_KEYWORDS: ReadonlyMap<string, number> = new Map();

function hostArguments(rt: Runtime, argp: number, argc: number): HostArgs {
  const names = rt.I32[Ctx.KWNAMES];
  if (names === 0) return { pos: slots(argp, argc), kw: NO_KEYWORDS };
  const texts = rt.tupleOfStr(names >>> 0);
  const positional = argc - texts.length;
  return { pos: slots(argp, positional), kw: new Map(texts.map((name, i) => [name, argp + positional + i])) };
}

function slots(first: number, count: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < count; i++) out.push(first + i);
  return out;
}

/** Turns whatever JavaScript threw into a Python exception. */
export function setError(rt: Runtime, error: unknown): void {
  if (!(error instanceof PyRaise)) {
    if (error instanceof RangeError && /call stack/i.test(error.message))
      rt.kernel.raise("RecursionError", "maximum recursion depth exceeded");
    // Node's words, of any function that takes a path, a command or a name.
    else if (error instanceof TypeError && /without null bytes/.test(error.message))
      rt.kernel.raise("ValueError", "embedded null byte");
    else
      rt.kernel.raise(
        "SystemError",
        `internal error: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
  }
  rt.I32[Ctx.STATUS] = Status.EXC;
}

// ---- nested loops ----

/** Runs `start` (which pushes an ENTRY frame and gives its pc) in a loop of its own. STATUS and RESULT or EXC say how it ended. */
export function runNested(rt: Runtime, start: (rt: Runtime) => number): void {
  const { I32 } = rt;
  const pc = I32[Ctx.PC];
  const fp = I32[Ctx.FP];
  const sp = I32[Ctx.SP];
  const depth = I32[Ctx.DEPTH];
  if (I32[Ctx.NEST] >= I32[Ctx.NEST_LIMIT]) {
    rt.kernel.raise("RecursionError", "maximum recursion depth exceeded");
    I32[Ctx.STATUS] = Status.EXC;
    return;
  }
  I32[Ctx.NEST]++;
  try {
    const entry = rt.tracing.begun(start(rt));
    if (entry >= 0) {
      I32[Ctx.PC] = entry;
      rt.run();
    }
  } catch (error) {
    I32[Ctx.FP] = fp;
    setError(rt, error);
  }
  I32[Ctx.NEST]--;
  I32[Ctx.PC] = pc;
  I32[Ctx.SP] = sp;
  I32[Ctx.DEPTH] = depth;
}

/** Calls CALLEE (anything callable) for host code; STATUS and RESULT or EXC say how it ended. */
export function callFunction(rt: Runtime): void {
  const { I32 } = rt;
  for (let kernels = false; ; kernels = true) {
    const kind = I32[Ctx.CALLEE + 1] === Tag.REF ? I32[(I32[Ctx.CALLEE] >>> 2) + 1] & 0xff : -1;
    if (kind === Kind.FUNCTION) return callFunctionNested(rt, -1);
    if (kind === Kind.GENERATOR && kernels) return resumeGenerator(rt);
    const sp = I32[Ctx.SP];
    protectArguments(I32);
    rt.kernel.call();
    I32[Ctx.SP] = sp;
    if (I32[Ctx.STATUS] !== Status.CALL) return;
  }
}

/** Calls the FUNCTION in CALLEE in a nested loop; `namespace` is the slot of its namespace mapping or -1. */
export function callFunctionNested(rt: Runtime, namespace: number): void {
  const { I32 } = rt;
  const sp = I32[Ctx.SP];
  protectArguments(I32);
  runNested(rt, () => {
    const next = I32[Ctx.PC] + 1;
    const fn = I32[Ctx.CALLEE];
    const flags = FrameFlag.ENTRY | (namespace < 0 ? 0 : FrameFlag.NAMESPACE);
    const entry = I32[Ctx.CACHING] !== 0 ? pushCached(rt, -1, next, flags) : pushFunction(rt, fn, -1, next, flags);
    if (entry < 0) {
      I32[Ctx.STATUS] = Status.EXC;
      return LEAVE;
    }
    if (namespace < 0) return countCall(rt, fn, entry, false);
    const extra = (I32[Ctx.FP] + Frame.EXTRA) << 1;
    I32[extra] = I32[2 * namespace];
    I32[extra + 1] = I32[2 * namespace + 1];
    return entry;
  });
  I32[Ctx.SP] = sp;
}

/** `next()` of the generator in CALLEE. */
function startNext(rt: Runtime): number {
  const { I32 } = rt;
  const gen = I32[Ctx.CALLEE] >>> 0;
  return resume(rt, gen, Resume.SEND, Special.NONE, Tag.SPECIAL, -1, I32[Ctx.PC] + 1, FrameFlag.ENTRY);
}

function resumeGenerator(rt: Runtime): void {
  const { I32 } = rt;
  if ((I32[Ctx.EXTRA] & 0xff) === 0 && (I32[Ctx.ARGC] === 0 || I32[2 * I32[Ctx.ARGP] + 1] === Tag.SPECIAL))
    return runNested(rt, startNext);
  const value = I32[Ctx.ARGC] > 0 ? I32[Ctx.ARGP] : -1;
  resumeNested(
    rt,
    I32[Ctx.CALLEE] >>> 0,
    I32[Ctx.EXTRA] & 0xff,
    value < 0 ? Special.NONE : I32[2 * value],
    value < 0 ? Tag.SPECIAL : I32[2 * value + 1],
  );
}

/** The kernel's callback: call CALLEE. No JavaScript exception may leave it. */
export function callPythonFromNative(rt: Runtime): void {
  try {
    const { I32 } = rt;
    if ((I32[(I32[Ctx.CALLEE] >>> 2) + 1] & 0xff) === Kind.GENERATOR) resumeGenerator(rt);
    else callFunctionNested(rt, I32[Ctx.EXTRA] === 0 ? -1 : I32[Ctx.EXTRA]);
  } catch (error) {
    setError(rt, error);
  }
}

/** The kernel's callback: run the host function number EXTRA. */
export function callHostFromNative(rt: Runtime): void {
  try {
    callHostFunction(rt, rt.I32[Ctx.EXTRA]);
    if (rt.threads.blocked) rt.threads.blockNested();
  } catch (error) {
    setError(rt, error);
  }
}

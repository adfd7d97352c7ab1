/**
 * What the loop (run.ts) leaves to functions: instructions that it has no arm for, and the rarer cases of those that it has. Made
 * by a factory, as the loop is, for the same reason; what is rarer still is in files whose functions get the runtime.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { lengthOf, OPCODES } from "../bytecode/opcodes.js";
import {
  Ctx,
  Frame,
  FrameFlag,
  GenState,
  Interrupt,
  Kind,
  OBuffer,
  OBuiltin,
  OCell,
  OCode,
  OFunction,
  OGenerator,
  OList,
  OObj,
  ORange,
  ORangeIter,
  OSeqIter,
  OType,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { cachedAttribute, cachedStore } from "./attributes.js";
import { makeBuiltins } from "./builtins.js";
import { callBytecode, construct, performCall, returnWithFlags } from "./calls.js";
import { makeCells } from "./cells.js";
import { inMro } from "./classes.js";
import { type Containers, makeContainers } from "./containers.js";
import { isCallersException, resume, returnGenerator, send } from "./generators.js";
import { makeIterators } from "./iterators.js";
import { longOperator } from "./longs.js";
import { Order, TRUE_FOR } from "./order.js";
import type { Runtime } from "./runtime.js";
import { backEdge, checkWatched, hotGenerator, interrupt } from "./safepoint.js";
import { makeSequences } from "./sequences.js";
import { makeSlices } from "./slices.js";
import { callEx, emptyCell, importOp, unboundLocal } from "./slow.js";
import { makeStrings } from "./strings.js";
import { endAsyncFor, LEAVE, raised, raiseStatement, unwind } from "./unwind.js";

/**
 * The result executes the instruction at `pc`, R being the word index of register 0. It gives the pc to go on at with the frame at
 * Ctx.FP; LEAVE; or 0: the kernel is to execute it.
 */
export function makeElsewhere(rt: Runtime): (pc: number, R: number) => number {
  const I32 = rt.I32;
  const F64 = rt.F64;
  const callKernel = rt.kernel.call;
  const allocInstance = rt.kernel.allocInstance;
  const cells = makeCells(rt);
  const { cell, header } = cells;
  const slices = makeSlices(rt, cells);
  const sequences = makeSequences(rt, cells, slices);
  const strings = makeStrings(rt, cells, slices);
  const containers = makeContainers(rt, strings, sequences);
  const builtins = makeBuiltins(rt, cells, strings, containers);
  const moveOn = makeIterators(rt, cells);
  const { instances } = rt;
  const hot = rt.jit.threshold;
  const LIST = rt.classes.list | 0;
  const TUPLE = rt.classes.tuple | 0;
  const BASE_EXCEPTION = rt.classes.baseException | 0;
  const LIST_ITERATOR = rt.kernel.typeByName("list_iterator") | 0;
  const TUPLE_ITERATOR = rt.kernel.typeByName("tuple_iterator") | 0;
  const RANGE_ITERATOR = rt.kernel.typeByName("range_iterator") | 0;

  /** The instruction's result is this new object; 0: the kernel is to make it. */
  function store(pc: number, R: number, object: number): number {
    if (object === 0) return 0;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = object;
    I32[a + 1] = Tag.REF;
    return pc + 4;
  }

  /** LIST_APPEND of the value at word `v` to the list at word `at`, if there is room. */
  function listAppend(at: number, v: number): boolean {
    const list = I32[at] >>> 2;
    const n = I32[list + (OList.LEN >> 2)];
    if (n >= I32[list + (OList.CAP >> 2)]) return false;
    const to = ((I32[list + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + 2 * n;
    I32[to] = I32[v];
    I32[to + 1] = I32[v + 1];
    I32[list + (OList.LEN >> 2)] = n + 1;
    return true;
  }

  /** GET_ITER of a list, a tuple or a range of int32. */
  function iterator(pc: number, R: number): number {
    const b = R + (I32[pc + 2] << 1);
    if (I32[b + 1] !== Tag.REF) return 0;
    const object = I32[b];
    const klass = I32[object >>> 2];
    if (klass === LIST || klass === TUPLE) {
      const it = cell(OSeqIter.SIZE);
      if (it === 0) return 0;
      header(it, klass === LIST ? LIST_ITERATOR : TUPLE_ITERATOR, klass === LIST ? Kind.LIST_ITER : Kind.TUPLE_ITER);
      I32[(it + OSeqIter.SEQ) >>> 2] = object;
      I32[(it + OSeqIter.INDEX) >>> 2] = 0;
      return store(pc, R, it);
    }
    const range = object >>> 2;
    if ((I32[range + 1] & 0xff) !== Kind.RANGE) return 0;
    const start = range + (ORange.START >> 2);
    const step = range + (ORange.STEP >> 2);
    const length = range + (ORange.LEN >> 2);
    if (I32[start + 1] !== Tag.INT || I32[step + 1] !== Tag.INT || I32[length + 1] !== Tag.INT) return 0;
    const last = I32[start] + I32[step] * (I32[length] - 1);
    const it = last === (last | 0) ? cell(ORangeIter.SIZE) : 0;
    if (it === 0) return 0;
    header(it, RANGE_ITERATOR, Kind.RANGE_ITER);
    I32[(it + ORangeIter.CUR) >>> 2] = I32[start];
    I32[(it + ORangeIter.STEP) >>> 2] = I32[step];
    I32[(it + ORangeIter.LEFT) >>> 2] = I32[length];
    return store(pc, R, it);
  }

  /** EXC_MATCH of an exception and one exception class. */
  function matches(pc: number, R: number): number {
    const b = R + (I32[pc + 2] << 1);
    const c = R + (I32[pc + 3] << 1);
    if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.REF) return 0;
    const klass = I32[c];
    if ((I32[(klass + OObj.META) >>> 2] & 0xff) !== Kind.TYPE || !inMro(I32, klass, BASE_EXCEPTION)) return 0;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = inMro(I32, I32[I32[b] >>> 2], klass) ? 1 : 0;
    I32[a + 1] = Tag.BOOL;
    return pc + 4;
  }

  /** CALL or CALL_METHOD of whatever the loop does not call itself. */
  function call(pc: number, R: number): number {
    if (I32[Ctx.INTERRUPT] !== 0) {
      const to = interrupt(rt, pc);
      if (to !== 0) return to;
      if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) checkWatched(rt, pc);
    }
    const callee = R + (I32[pc + 2] << 1);
    let args = callee + 2;
    let argc = I32[pc + 3];
    if ((I32[pc] & 0xff) === Op.CALL_METHOD) {
      if (I32[callee + 3] === Tag.SPECIAL && I32[callee + 2] === Special.UNBOUND) args += 2;
      else argc++;
    }
    const a = I32[pc + 1];
    const object = I32[callee] >>> 2;
    const kind = I32[callee + 1] === Tag.REF ? I32[object + 1] & 0xff : -1;
    const host = kind === Kind.BUILTIN && I32[object + (OBuiltin.HOST >> 2)] !== 0;
    if (kind === Kind.BUILTIN && !host && builtins.call(object, args, argc, R + (a << 1))) return pc + 8;
    if (kind === Kind.TYPE && builtins.construct(I32[callee], args, argc, R + (a << 1))) return pc + 8;
    I32[Ctx.PC] = pc;
    I32[Ctx.CALLEE] = I32[callee];
    I32[Ctx.CALLEE + 1] = I32[callee + 1];
    I32[Ctx.ARGP] = args >> 1;
    I32[Ctx.ARGC] = argc;
    I32[Ctx.KWNAMES] = 0;
    switch (kind) {
      case Kind.BUILTIN: {
        // `next(generator, default)` has it in front.
        if (host || isGenerator(I32[callee] >>> 0 === rt.known.next ? args : args + 2 * argc - 2, argc)) break;
        return callNative(pc, R);
      }
      case Kind.FUNCTION:
        return callBytecode(rt, pc);
      case Kind.TYPE:
        if (I32[pc + 4] !== I32[callee] || I32[pc + 5] !== I32[object + (OType.VERSION >> 2)]) {
          rt.kernel.classInit();
          I32[pc + 4] = I32[callee];
          I32[pc + 5] = I32[object + (OType.VERSION >> 2)];
          I32[pc + 6] = I32[Ctx.EXTRA];
          I32[pc + 7] = I32[Ctx.FLAG];
        }
        if (I32[pc + 6] !== 0) return instantiate(pc, I32[callee], args, argc);
        if (isGenerator(args + 2 * argc - 2, argc)) break;
        return callNative(pc, R);
    }
    return performCall(rt, a, pc + 8, 0);
  }

  /** The kernel makes the call in the context. */
  function callNative(pc: number, R: number): number {
    callKernel();
    if (I32[Ctx.STATUS] !== Status.OK)
      return I32[Ctx.STATUS] === Status.CALL ? performCall(rt, I32[pc + 1], pc + 8, 0, true) : raised(rt, pc);
    const a = R + (I32[pc + 1] << 1);
    I32[a] = I32[Ctx.RESULT];
    I32[a + 1] = I32[Ctx.RESULT + 1];
    return pc + 8;
  }

  /** The call in the context is of a plain class, whose `__init__` the CALL at `pc` knows. */
  function instantiate(pc: number, klass: number, args: number, argc: number): number {
    const init = I32[pc + 6];
    if (init === 1) return performCall(rt, I32[pc + 1], pc + 8, 0);
    const object = I32[pc + 7] === 0 ? instances.allocate(klass) : 0;
    if (object !== 0) {
      const to = instances.initialise(pc, init, object, args, argc);
      if (to !== 0) return to;
      I32[Ctx.RESULT] = object;
      I32[Ctx.RESULT + 1] = Tag.REF;
    } else {
      allocInstance();
      if (I32[Ctx.STATUS] !== Status.OK) return raised(rt, pc);
    }
    return construct(rt, init, I32[pc + 1], pc + 8);
  }

  /** Is the last of `argc` arguments, at word index `last`, a generator? */
  function isGenerator(last: number, argc: number): boolean {
    return argc > 0 && I32[last + 1] === Tag.REF && (I32[(I32[last] >>> 2) + 1] & 0xff) === Kind.GENERATOR;
  }

  /** FOR_ITER over a generator: `resume` for what is most often asked of it. */
  function next(pc: number, R: number): number {
    const b = R + (I32[pc + 2] << 1);
    const g = I32[b] >>> 2;
    if ((I32[g + 1] & 0xff) !== Kind.GENERATOR) {
      if ((I32[g + 1] & 0xff) === Kind.STR_ITER) return containers.nextCharacter(pc, R, g);
      return moveOn(g, R + (I32[pc + 1] << 1)) ? pc + 8 : 0;
    }
    if (I32[g + (OGenerator.STATE >> 2)] !== GenState.SUSPENDED || I32[Ctx.DEPTH] >= I32[Ctx.DEPTH_LIMIT]) {
      I32[Ctx.PC] = pc;
      const flags = FrameFlag.ITERATING;
      return resume(rt, I32[b] >>> 0, Resume.SEND, Special.NONE, Tag.SPECIAL, I32[pc + 1], pc + 8, flags);
    }
    const w = g + (OGenerator.FRAME >> 2);
    I32[w + 2 * Frame.LINK] = I32[Ctx.FP];
    I32[w + 2 * Frame.LINK + 1] = pc + 8;
    I32[w + 2 * Frame.RET] = I32[pc + 1];
    I32[w + 2 * Frame.RET + 1] = FrameFlag.GENERATOR | FrameFlag.ITERATING;
    I32[g + (OGenerator.STATE >> 2)] = GenState.RUNNING;
    I32[Ctx.DEPTH]++;
    I32[Ctx.FP] = w >>> 1;
    const lo = I32[g + (OGenerator.HANDLED >> 2)];
    const hi = I32[g + (OGenerator.HANDLED >> 2) + 1];
    I32[g + (OGenerator.HANDLED >> 2)] = I32[Ctx.HANDLED];
    I32[g + (OGenerator.HANDLED >> 2) + 1] = I32[Ctx.HANDLED + 1];
    if (hi === Tag.REF) {
      I32[Ctx.HANDLED] = lo;
      I32[Ctx.HANDLED + 1] = hi;
    }
    const to = I32[g + (OGenerator.PC >> 2)];
    const heat = ((I32[(I32[w] + OFunction.CODE) >>> 2] + OCode.HEAT) >>> 2) | 0;
    I32[heat]++;
    if (I32[heat] === hot) hotGenerator(rt, I32[w], to);
    const sent = w + 2 * (Frame.REGS + I32[to - 3]);
    I32[sent] = Special.NONE;
    I32[sent + 1] = Tag.SPECIAL;
    return to;
  }

  function yieldValue(pc: number, R: number): number {
    const value = R + (I32[pc + 2] << 1);
    const lo = I32[value];
    const hi = I32[value + 1];
    const header = R - 2 * Frame.REGS;
    const g = I32[header + 2 * Frame.EXTRA] >>> 2;
    I32[g + (OGenerator.STATE >> 2)] = GenState.SUSPENDED;
    I32[g + (OGenerator.PC >> 2)] = pc + 4;
    // See leaveGenerator (generators.ts).
    const callerLo = I32[g + (OGenerator.HANDLED >> 2)];
    const callerHi = I32[g + (OGenerator.HANDLED >> 2) + 1];
    const own = I32[Ctx.HANDLED] !== callerLo || I32[Ctx.HANDLED + 1] !== callerHi;
    I32[g + (OGenerator.HANDLED >> 2)] = own ? I32[Ctx.HANDLED] : Special.NONE;
    I32[g + (OGenerator.HANDLED >> 2) + 1] = own ? I32[Ctx.HANDLED + 1] : Tag.SPECIAL;
    I32[Ctx.HANDLED] = callerLo;
    I32[Ctx.HANDLED + 1] = callerHi;
    const caller = I32[header + 2 * Frame.LINK];
    I32[Ctx.FP] = caller;
    I32[Ctx.DEPTH]--;
    if ((I32[header + 2 * Frame.RET + 1] & FrameFlag.ENTRY) !== 0) {
      I32[Ctx.RESULT] = lo;
      I32[Ctx.RESULT + 1] = hi;
      I32[Ctx.STATUS] = Status.OK;
      return LEAVE;
    }
    const r = (caller + Frame.REGS + I32[header + 2 * Frame.RET]) << 1;
    I32[r] = lo;
    I32[r + 1] = hi;
    return I32[header + 2 * Frame.LINK + 1];
  }

  /** A binary operator on ints beyond int32, or with an object. */
  function operator(pc: number, R: number): number {
    const to = longOperator(I32, F64, pc, R);
    return to !== 0 ? to : instances.operator(pc, R);
  }

  /** The return of a frame with flags: of an `__init__` or an operator's method mostly. */
  function returnValue(pc: number, R: number): number {
    const a = R + (I32[pc + 1] << 1);
    const flags = I32[R - 3];
    const special = I32[a + 1] === Tag.SPECIAL ? I32[a] : -1;
    if (flags === FrameFlag.CONSTRUCTOR ? special !== Special.NONE : flags !== FrameFlag.OPERATOR || special >= 0) {
      I32[Ctx.RESULT] = I32[a];
      I32[Ctx.RESULT + 1] = I32[a + 1];
      I32[Ctx.PC] = pc;
      return returnWithFlags(rt);
    }
    const caller = I32[R - 6];
    const value = flags === FrameFlag.CONSTRUCTOR ? R - 2 : a;
    const r = (caller + Frame.REGS + I32[R - 4]) << 1;
    const next = I32[R - 5];
    I32[Ctx.SP] = (R >> 1) - Frame.REGS;
    I32[Ctx.FP] = caller;
    I32[Ctx.DEPTH]--;
    I32[r] = I32[value];
    I32[r + 1] = I32[value + 1];
    return next;
  }

  return function executeElsewhere(pc: number, R: number): number {
    switch (I32[pc] & 0xff) {
      case Op.CALL:
      case Op.CALL_METHOD:
        return call(pc, R);
      case Op.JUMP_BACK:
        return backEdge(rt, pc, I32[pc + 4]);
      case Op.GET_ITEM: {
        const to = containers.getItem(pc, R);
        return to !== 0 ? to : instances.operator(pc, R);
      }
      case Op.SET_ITEM:
        return containers.setItem(pc, R);
      case Op.IN:
      case Op.NOT_IN:
        return containers.contains(pc, R);
      case Op.BUILD_TUPLE:
        return store(pc, R, sequences.tuple(R + (I32[pc + 2] << 1), I32[pc + 3]));
      case Op.BUILD_LIST:
        return store(pc, R, sequences.list(R + (I32[pc + 2] << 1), I32[pc + 3]));
      case Op.LIST_APPEND:
        return listAppend(R + (I32[pc + 1] << 1), R + (I32[pc + 2] << 1)) ? pc + 4 : 0;
      case Op.SET_ADD:
        return containers.addToSet(I32[R + (I32[pc + 1] << 1)] >>> 2, R + (I32[pc + 2] << 1)) ? pc + 4 : 0;
      case Op.DICT_SET: {
        const dict = I32[R + (I32[pc + 1] << 1)] >>> 2;
        return containers.setEntry(dict, R + (I32[pc + 2] << 1), R + (I32[pc + 3] << 1)) ? pc + 4 : 0;
      }
      case Op.BUILD_SLICE:
        return store(pc, R, slices.build(R + (I32[pc + 2] << 1)));
      case Op.GET_ITER:
        return iterator(pc, R);
      case Op.EXC_MATCH:
        return matches(pc, R);
      case Op.FOR_ITER:
        return next(pc, R);
      case Op.GET_ATTR:
        return cachedAttribute(rt, pc, I32[R + (I32[pc + 2] << 1)] >>> 2, R);
      case Op.LOAD_METHOD: {
        if (cachedAttribute(rt, pc, I32[R + (I32[pc + 2] << 1)] >>> 2, R) === 0) return 0;
        const a = R + (I32[pc + 1] << 1);
        I32[a + 2] = Special.UNBOUND;
        I32[a + 3] = Tag.SPECIAL;
        return pc + 8;
      }
      case Op.SET_ATTR: {
        const o = I32[R + (I32[pc + 1] << 1)] >>> 2;
        return cachedStore(rt, pc, o, R + (I32[pc + 2] << 1)) ? pc + 8 : 0;
      }
      case Op.RETURN:
        return returnValue(pc, R);
      case Op.ADD:
      case Op.INPLACE_ADD: {
        const to = strings.add(pc, R);
        return to !== 0 ? to : operator(pc, R);
      }
      case Op.SUB:
      case Op.INPLACE_SUB:
      case Op.MUL:
      case Op.INPLACE_MUL:
      case Op.TRUEDIV:
      case Op.INPLACE_TRUEDIV:
      case Op.FLOORDIV:
      case Op.INPLACE_FLOORDIV:
      case Op.MOD:
      case Op.INPLACE_MOD:
      case Op.LSHIFT:
      case Op.INPLACE_LSHIFT:
      case Op.RSHIFT:
      case Op.INPLACE_RSHIFT:
      case Op.AND:
      case Op.INPLACE_AND:
      case Op.OR:
      case Op.INPLACE_OR:
      case Op.XOR:
      case Op.INPLACE_XOR:
        return operator(pc, R);
      case Op.LT:
      case Op.LE:
      case Op.EQ:
      case Op.NE:
      case Op.GT:
      case Op.GE:
      case Op.JUMP_IF_LT:
      case Op.JUMP_IF_LE:
      case Op.JUMP_IF_EQ:
      case Op.JUMP_IF_NE:
      case Op.JUMP_IF_GT:
      case Op.JUMP_IF_GE:
      case Op.JUMP_IF_NOT_LT:
      case Op.JUMP_IF_NOT_LE:
      case Op.JUMP_IF_NOT_EQ:
      case Op.JUMP_IF_NOT_NE:
      case Op.JUMP_IF_NOT_GT:
      case Op.JUMP_IF_NOT_GE:
        return compareStrs(rt, pc, R, containers);
      case Op.CHECK_BOUND:
      case Op.CHECK_FREE:
        return unboundLocal(rt, pc);
      case Op.LOAD_CELL:
        return emptyCell(rt, pc, I32[pc + 3]);
      case Op.DELETE_CELL: {
        const cell = (I32[R + (I32[pc + 1] << 1)] + OCell.VALUE) >>> 2;
        if (I32[cell + 1] === Tag.SPECIAL && I32[cell] === Special.UNBOUND) return emptyCell(rt, pc, I32[pc + 2]);
        I32[cell] = Special.UNBOUND;
        I32[cell + 1] = Tag.SPECIAL;
        return pc + 4;
      }
      case Op.CALL_KW: {
        if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) checkWatched(rt, pc);
        const to = interrupt(rt, pc);
        return to !== 0 ? to : callWithKeywords(rt, pc, R);
      }
      case Op.CALL_EX: {
        const to = interrupt(rt, pc);
        if (to !== 0) return to;
        if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) checkWatched(rt, pc);
        return callEx(rt, pc);
      }
      case Op.RETURN_GENERATOR:
        return returnGenerator(rt, pc);
      case Op.YIELD:
        return yieldValue(pc, R);
      case Op.SEND:
        return send(rt, pc);
      case Op.END_ASYNC_FOR:
        return endAsyncFor(rt, pc);
      case Op.RAISE:
        return raiseStatement(rt, pc);
      case Op.RERAISE: {
        const a = R + (I32[pc + 1] << 1);
        I32[Ctx.EXC] = I32[a];
        I32[Ctx.EXC + 1] = I32[a + 1];
        return unwind(rt, pc, false);
      }
      case Op.PUSH_EXC:
        return pushException(rt, pc, R);
      case Op.POP_EXC:
        return popException(rt, pc, R);
      default:
        return importOp(rt, pc);
    }
  };
}

/** Comparison of strs for equality. */
function compareStrs(rt: Runtime, pc: number, R: number, containers: Containers): number {
  const { I32 } = rt;
  const opcode = I32[pc] & 0xff;
  const at = opcode >= Op.JUMP_IF_LT ? pc : pc + 1;
  const b = R + (I32[at + 1] << 1);
  const c = R + (I32[at + 2] << 1);
  const orders = TRUE_FOR[opcode];
  if ((orders & Order.LESS) !== (orders & Order.GREATER) >> 2) return 0;
  const equal = containers.sameStrs(pc, b, c);
  if (equal < 0) return 0;
  const holds = (orders & (equal === 0 ? Order.UNORDERED : Order.EQUAL)) !== 0;
  if (opcode >= Op.JUMP_IF_LT) return pc + (holds ? I32[pc + 3] : 4);
  const a = R + (I32[pc + 1] << 1);
  I32[a] = holds ? 1 : 0;
  I32[a + 1] = Tag.BOOL;
  return pc + 4;
}

/** The cache of the CALL_KW at `pc` names the function in CALLEE, or the class with its version and `__init__`. */
function noteTarget(rt: Runtime, pc: number): void {
  const { I32 } = rt;
  const callee = I32[Ctx.CALLEE];
  if (I32[Ctx.CALLEE + 1] !== Tag.REF || I32[pc + 5] === callee) return;
  const kind = I32[(callee >>> 2) + 1] & 0xff;
  if (kind === Kind.TYPE) {
    rt.kernel.classInit();
    if (I32[Ctx.EXTRA] <= 1) return;
    I32[pc + 6] = I32[(callee + OType.VERSION) >>> 2];
    I32[pc + 7] = I32[Ctx.EXTRA];
  } else if (kind !== Kind.FUNCTION) return;
  I32[pc + 5] = callee;
}

/** CALL_KW at `pc`. */
export function callWithKeywords(rt: Runtime, pc: number, R: number): number {
  const { I32 } = rt;
  const callee = R + (I32[pc + 2] << 1);
  const bound = I32[callee + 3] !== Tag.SPECIAL || I32[callee + 2] !== Special.UNBOUND;
  I32[Ctx.PC] = pc;
  I32[Ctx.CALLEE] = I32[callee];
  I32[Ctx.CALLEE + 1] = I32[callee + 1];
  I32[Ctx.ARGP] = (callee >> 1) + (bound ? 1 : 2);
  I32[Ctx.ARGC] = I32[pc + 3] + (bound ? 1 : 0);
  I32[Ctx.KWNAMES] = I32[pc + 4];
  noteTarget(rt, pc);
  return performCall(rt, I32[pc + 1], pc + 8, 0);
}

function pushException(rt: Runtime, pc: number, R: number): number {
  const { I32 } = rt;
  const a = R + (I32[pc + 1] << 1);
  const b = R + (I32[pc + 2] << 1);
  const lo = I32[b];
  const hi = I32[b + 1];
  if ((I32[R - 3] & FrameFlag.GENERATOR) !== 0 && isCallersException(rt, I32[R - 2])) {
    I32[a] = Special.UNBOUND;
    I32[a + 1] = Tag.SPECIAL;
  } else {
    I32[a] = I32[Ctx.HANDLED];
    I32[a + 1] = I32[Ctx.HANDLED + 1];
  }
  I32[Ctx.HANDLED] = lo;
  I32[Ctx.HANDLED + 1] = hi;
  return pc + 4;
}

function popException(rt: Runtime, pc: number, R: number): number {
  const { I32 } = rt;
  let from = R + (I32[pc + 1] << 1);
  if (I32[from + 1] === Tag.SPECIAL && I32[from] === Special.UNBOUND) from = (I32[R - 2] + OGenerator.HANDLED) >>> 2;
  I32[Ctx.HANDLED] = I32[from];
  I32[Ctx.HANDLED + 1] = I32[from + 1];
  return pc + 4;
}

/** The kernel has executed the instruction at `pc`, and not with `Status.OK`. Gives the pc to go on at. */
export function afterKernel(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const opcode = I32[pc] & 0xff;
  switch (I32[Ctx.STATUS]) {
    case Status.STOP:
      return pc + I32[pc + 3];
    case Status.CALL: {
      const def = OPCODES[opcode];
      if ((opcode >= Op.ADD && opcode <= Op.INPLACE_MATMUL) || opcode === Op.GET_ITEM) rt.instances.note(pc);
      return performCall(rt, resultRegister(def.operands[0], I32[pc + 1]), pc + lengthOf(def), waiting(opcode), true);
    }
    default:
      return raised(rt, pc);
  }
}

/** How the frame waits for a call that the kernel turned its instruction into. */
function waiting(opcode: number): number {
  if (opcode >= Op.ADD && opcode <= Op.INPLACE_MATMUL) return FrameFlag.OPERATOR;
  if (opcode === Op.FOR_ITER) return FrameFlag.ITERATING;
  return opcode === Op.SET_ITEM ? FrameFlag.DISCARD : 0;
}

/** Where the result of an instruction goes that the kernel turned into a call: nowhere for stores and deletions. */
function resultRegister(first: string, a: number): number {
  return first === "w" || first === "wN" || first === "rw" ? a : -1;
}

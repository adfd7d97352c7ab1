/**
 * The second way to run: one instruction after the other, with a look between them at who is to be told of what (tracing.ts). Slow, and
 * the loop proper (run.ts) pays nothing for it. What an instruction of the kernel means the kernel says; of the others those that the
 * loop proper does itself have arms here.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { lengthOf, OPCODES } from "../bytecode/opcodes.js";
import {
  CodeFlag,
  Ctx,
  Frame,
  FrameFlag,
  FrameWants,
  Interrupt,
  Kind,
  OBoundMethod,
  OBuffer,
  OBuiltin,
  OCell,
  OCode,
  OFrameObject,
  OFunction,
  OGenerator,
  OTuple,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { performCall } from "./calls.js";
import { afterKernel, callWithKeywords } from "./elsewhere.js";
import { resume } from "./generators.js";
import { findRow, ROW } from "./positions.js";
import type { Runtime } from "./runtime.js";
import { Again, checkWatched, collectIfAsked, interrupt } from "./safepoint.js";
import { callEx } from "./slow.js";
import { raised, unwind } from "./unwind.js";

const KERNELS = new Uint8Array(256);
const LENGTHS = new Uint8Array(256);
for (const [op, def] of OPCODES.entries()) {
  KERNELS[op] = def.home === "kernel" ? 1 : 0;
  LENGTHS[op] = lengthOf(def);
}

/** Line of what belongs to none of the source, and of what was before a frame's first instruction. */
const NO_LINE = -1;

export function makeTraceLoop(rt: Runtime, executeElsewhere: (pc: number, R: number) => number): () => number {
  const { I32, kernel, tracing } = rt;

  // ---- lines ----

  let table = 0;
  let row = 0;
  let end = 0;

  /** Line of the instruction at `pc` of the frame at FP; NO_LINE for a prologue. */
  function lineAt(pc: number): number {
    const code = I32[(I32[2 * I32[Ctx.FP]] + OFunction.CODE) >>> 2] >>> 0;
    const positions = rt.word(code, OCode.POSITIONS) >>> 0;
    if (positions === 0) return rt.word(code, OCode.FIRSTLINE);
    const at = pc - rt.word(code, OCode.ENTRY);
    const first = (positions + OBuffer.DATA) >>> 2;
    if (positions !== table || at < I32[row] || (row + ROW < end && at >= I32[row + ROW])) {
      table = positions;
      end = first + (I32[positions >>> 2] >> 2);
      row = findRow(rt, code, at);
    }
    return row === first && I32[row + 3] < 0 ? NO_LINE : I32[row + 1];
  }

  /**
   * Is there a line to be told of at `pc`? Not where exceptions are raised again, and a jump has another instruction for its line; only
   * a loop with a constant condition has nothing but the jump back.
   */
  function hasLine(pc: number, op: Op): boolean {
    const line = lineAt(pc);
    if (line < 0 || op === Op.POP_EXC || op === Op.RERAISE || op === Op.JUMP) return false;
    return op !== Op.JUMP_BACK || lineAt(pc + I32[pc + 1]) !== line;
  }

  /** Ref of the object of the frame at FP if it has one, else 0. */
  function frameObject(): number {
    const fp = I32[Ctx.FP];
    const w = fp << 1;
    const flags = I32[w + 2 * Frame.RET + 1];
    if ((flags & FrameFlag.GENERATOR) === 0) {
      if ((flags & FrameFlag.OBJECT) === 0) return 0;
    } else {
      const object = (I32[w + 2 * Frame.EXTRA] + OGenerator.OBJECT) >>> 2;
      return I32[object + 1] === Tag.REF && rt.kind(I32[object]) === Kind.FRAME ? I32[object] >>> 0 : 0;
    }
    kernel.frameObject(fp);
    return I32[Ctx.RESULT] >>> 0;
  }

  // ---- instructions ----

  /** Something other than tracing may want attention before the instruction at `pc`. Gives 0 when the instruction is to be executed. */
  function safepoint(pc: number): number {
    if ((I32[Ctx.INTERRUPT] & ~Interrupt.TRACE) === 0) return 0;
    const to = interrupt(rt, pc);
    if (to !== 0 && to !== Again.PC) return to;
    if ((I32[Ctx.INTERRUPT] & Interrupt.WATCH) !== 0) checkWatched(rt, pc);
    return 0;
  }

  function call(pc: number, R: number): number {
    const method = (I32[pc] & 0xff) === Op.CALL_METHOD;
    const callee = R + (I32[pc + 2] << 1);
    const bound = method && (I32[callee + 3] !== Tag.SPECIAL || I32[callee + 2] !== Special.UNBOUND);
    I32[Ctx.PC] = pc;
    I32[Ctx.CALLEE] = I32[callee];
    I32[Ctx.CALLEE + 1] = I32[callee + 1];
    I32[Ctx.ARGP] = (callee >> 1) + (method && !bound ? 2 : 1);
    I32[Ctx.ARGC] = I32[pc + 3] + (bound ? 1 : 0);
    I32[Ctx.KWNAMES] = 0;
    return performCall(rt, I32[pc + 1], pc + 8, 0);
  }

  function forIter(pc: number, R: number): number {
    const b = R + (I32[pc + 2] << 1);
    if (I32[b + 1] !== Tag.REF || rt.kind(I32[b]) !== Kind.GENERATOR) return byKernel(pc);
    I32[Ctx.PC] = pc;
    const flags = FrameFlag.ITERATING;
    return resume(rt, I32[b] >>> 0, Resume.SEND, Special.NONE, Tag.SPECIAL, I32[pc + 1], pc + 8, flags);
  }

  function byKernel(pc: number): number {
    I32[Ctx.PC] = pc;
    kernel.op();
    if (I32[Ctx.STATUS] !== Status.OK) return afterKernel(rt, pc);
    const op = I32[pc] & 0xff;
    if (op < Op.JUMP_IF_TRUE || op > Op.JUMP_IF_NOT_GE || I32[Ctx.FLAG] === 0) return pc + LENGTHS[op];
    return pc + I32[op >= Op.JUMP_IF_LT ? pc + 3 : pc + 2];
  }

  /** Executes the instruction at `pc`. Gives the pc to go on at. */
  function execute(pc: number, R: number): number {
    const op = I32[pc] & 0xff;
    const a = R + (I32[pc + 1] << 1);
    const b = R + (I32[pc + 2] << 1);
    switch (op) {
      case Op.MOVE:
        I32[a] = I32[b];
        I32[a + 1] = I32[b + 1];
        return pc + 4;
      case Op.LOAD_CONST:
        I32[a] = I32[pc + 2];
        I32[a + 1] = I32[pc + 3];
        return pc + 4;
      case Op.CHECK_BOUND:
      case Op.CHECK_FREE:
        return isUnbound(a) ? executeElsewhere(pc, R) : pc + 4;
      case Op.SET_UNBOUND:
        I32[a] = Special.UNBOUND;
        I32[a + 1] = Tag.SPECIAL;
        return pc + 4;
      case Op.COPY_FREE: {
        const closure = I32[(I32[R - 8] + OFunction.CLOSURE) >>> 2];
        I32[a] = I32[((closure + OTuple.ITEMS) >>> 2) + 2 * I32[pc + 2]];
        I32[a + 1] = Tag.REF;
        return pc + 4;
      }
      case Op.LOAD_CELL: {
        const value = (I32[b] + OCell.VALUE) >>> 2;
        if (isUnbound(value)) return executeElsewhere(pc, R);
        I32[a] = I32[value];
        I32[a + 1] = I32[value + 1];
        return pc + 4;
      }
      case Op.STORE_CELL: {
        const value = (I32[a] + OCell.VALUE) >>> 2;
        I32[value] = I32[b];
        I32[value + 1] = I32[b + 1];
        return pc + 4;
      }
      case Op.IS:
      case Op.IS_NOT: {
        const c = R + (I32[pc + 3] << 1);
        const same = I32[b] === I32[c] && I32[b + 1] === I32[c + 1];
        I32[a] = same === (op === Op.IS) ? 1 : 0;
        I32[a + 1] = Tag.BOOL;
        return pc + 4;
      }
      case Op.JUMP_IF_NONE:
      case Op.JUMP_IF_NOT_NONE: {
        const none = I32[a + 1] === Tag.SPECIAL && I32[a] === Special.NONE;
        return pc + (none === (op === Op.JUMP_IF_NONE) ? I32[pc + 2] : 4);
      }
      case Op.JUMP:
        return pc + I32[pc + 1];
      case Op.NOP:
        return pc + 4;
      case Op.JUMP_BACK: {
        const to = safepoint(pc);
        return to !== 0 ? to : pc + I32[pc + 1];
      }
      case Op.FOR_ITER:
        return forIter(pc, R);
      case Op.CALL:
      case Op.CALL_METHOD: {
        const to = safepoint(pc);
        return to !== 0 ? to : call(pc, R);
      }
      case Op.CALL_KW: {
        const to = safepoint(pc);
        return to !== 0 ? to : callWithKeywords(rt, pc, R);
      }
      case Op.CALL_EX: {
        const to = safepoint(pc);
        return to !== 0 ? to : callEx(rt, pc);
      }
      default: {
        const to = KERNELS[op] === 0 ? executeElsewhere(pc, R) : 0;
        return to !== 0 ? to : byKernel(pc);
      }
    }
  }

  function isUnbound(w: number): boolean {
    return I32[w + 1] === Tag.SPECIAL && I32[w] === Special.UNBOUND;
  }

  /**
   * Does the instruction at `pc` call something that CPython has in C? That goes into RESULT: a builtin, of methods one with its object,
   * or a function of ours that stands for one.
   */
  function callsNative(pc: number, R: number): boolean {
    const op = I32[pc] & 0xff;
    if (op !== Op.CALL && op !== Op.CALL_METHOD && op !== Op.CALL_KW && op !== Op.CALL_EX) return false;
    const callee = R + (I32[pc + 2] << 1);
    if (I32[callee + 1] !== Tag.REF) return false;
    let object = I32[callee] >>> 0;
    rt.resultRef(object);
    if (rt.kind(object) === Kind.BOUND_METHOD) object = rt.word(object, OBoundMethod.FUNC) >>> 0;
    if (rt.kind(object) === Kind.FUNCTION)
      return (rt.word(rt.word(object, OFunction.CODE) >>> 0, OCode.FLAGS) & CodeFlag.HIDDEN) !== 0;
    if (rt.kind(object) !== Kind.BUILTIN) return false;
    const owner = rt.word(object, OBuiltin.OWNER) >>> 0;
    if (owner === 0 || rt.kind(owner) !== Kind.TYPE || I32[(object + OBuiltin.SELF + 4) >>> 2] !== Tag.SPECIAL)
      return true;
    // The object stands in front of the arguments or is the first of them.
    const before = op !== Op.CALL && !isUnbound(callee + 2);
    if (op === Op.CALL_EX || (!before && I32[pc + 3] === 0)) return true;
    const mark = rt.mark();
    const name = rt.text(rt.word(object, OBuiltin.NAME) >>> 0);
    kernel.findAttr(rt.pushSlot((callee >> 1) + (before || op === Op.CALL ? 1 : 2)), name);
    if (I32[Ctx.STATUS] !== Status.OK || I32[Ctx.FLAG] === 0) rt.resultRef(object);
    rt.release(mark);
    return true;
  }

  return function traceLoop(): number {
    let pc = I32[Ctx.PC];
    let fp = I32[Ctx.FP];
    // The instruction executed before in this frame, and the last one that has a line of its own; 0: none.
    let before = tracing.atEntry(pc) ? 0 : pc - 1;
    let placed = before;
    let object = 0;
    /** Where the frames below this one wait, by depth. */
    const waiting: { readonly fp: number; readonly pc: number }[] = [];

    /** Tells of the instruction at `pc` itself. False when that raised. */
    const tell = (op: Op, lined: boolean): boolean => {
      if (lined && (rt.word(object, OFrameObject.WANTS) & FrameWants.LINES) !== 0) {
        const changed = lineAt(pc) !== (placed === 0 ? NO_LINE : lineAt(placed));
        if (changed || (pc < before && op !== Op.SEND)) {
          const ok = tracing.line(pc);
          const jump = rt.word(object, OFrameObject.JUMP);
          I32[(object + OFrameObject.JUMP) >>> 2] = 0;
          if (!ok) return false;
          if (jump !== 0) pc = rt.word(tracing.code(), OCode.ENTRY) + jump - 1;
        }
      }
      return (rt.word(object, OFrameObject.WANTS) & FrameWants.OPCODES) === 0 || tracing.opcode(pc);
    };

    for (;;) {
      const R = (fp + Frame.REGS) << 1;
      let op = I32[pc] & 0xff;
      const { thread } = tracing;
      const depth = I32[Ctx.DEPTH];
      let to = 0;
      const lined = hasLine(pc, op);
      if (object === 0) object = frameObject();
      if (object !== 0 && tracing.traces && I32[(object + OFrameObject.TRACE + 4) >>> 2] !== Tag.SPECIAL) {
        if (!tracing.hidden && !tell(op, lined)) to = raised(rt, pc);
        else if (!tracing.active) {
          I32[Ctx.PC] = pc;
          return Again.PC;
        }
        op = I32[pc] & 0xff;
      }
      if (lined) placed = pc;
      else if (op === Op.PUSH_EXC) placed = 0;
      before = pc;
      if (to === 0 && (op === Op.RETURN || op === Op.YIELD)) {
        const value = (R >> 1) + I32[pc + (op === Op.RETURN ? 1 : 2)];
        if (!tracing.returns(placed > 0 ? placed : pc, value)) to = unwind(rt, pc, false, true);
      }
      if (to === 0 && tracing.profiles && !tracing.hidden && callsNative(pc, R)) {
        if (!tracing.callsNative(pc, I32[Ctx.RESULT], I32[Ctx.RESULT + 1])) to = raised(rt, pc);
      }
      if (to === 0) to = execute(pc, R);
      if (to === Again.PC) to = I32[Ctx.PC];
      if (rt.gcStress && to >= 0 && I32[Ctx.INTERRUPT] !== 0) to = collectIfAsked(rt, to);
      if (to < 0) return to;
      if (tracing.thread !== thread) before = placed = to - 1;
      else if (I32[Ctx.DEPTH] > depth) {
        waiting[depth] = { fp, pc };
        const first = (I32[2 * I32[Ctx.FP] + 2 * Frame.RET + 1] & FrameFlag.GENERATOR) === 0;
        before = placed = first ? 0 : to - 1;
        if (tracing.active && tracing.begins(to)) to = tracing.entered(to);
        if (to < 0) return to;
      } else {
        if (I32[Ctx.FP] !== fp) {
          const there = waiting[I32[Ctx.DEPTH]];
          before = placed = there?.fp === I32[Ctx.FP] ? there.pc : to - 1;
        }
        if (tracing.active && thread.calls.length > 0 && !tracing.nativeReturns(before)) to = raised(rt, before);
        if (to < 0) return to;
      }
      if (I32[Ctx.FP] !== fp) {
        fp = I32[Ctx.FP];
        object = 0;
      }
      pc = to;
      if (!tracing.active) {
        I32[Ctx.PC] = pc;
        return Again.PC;
      }
    }
  };
}

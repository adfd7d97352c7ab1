/** What the loop (run.ts) leaves to functions: instructions that it has no arm for, and the rarer cases of those that it has. */
import { Op } from "../bytecode/opcodes.generated.js";
import { lengthOf, OPCODES } from "../bytecode/opcodes.js";
import {
  Ctx,
  Frame,
  FrameFlag,
  Kind,
  OCell,
  OGenerator,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { cachedAttribute, cachedStore } from "./attributes.js";
import { call, performCall, returnWithFlags } from "./calls.js";
import { isCallersException, resume, returnGenerator, send, yieldValue } from "./generators.js";
import { longOperator, longOrder } from "./longs.js";
import { Order, TRUE_FOR } from "./order.js";
import type { Runtime } from "./runtime.js";
import { backEdge, interrupt } from "./safepoint.js";
import { callEx, emptyCell, importOp, unboundLocal } from "./slow.js";
import { endAsyncFor, raised, raiseStatement, unwind } from "./unwind.js";

/** Executes the instruction at `pc`. Gives the pc to go on at with the frame at Ctx.FP; LEAVE; or 0: the kernel is to execute it. */
export function executeElsewhere(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const R = (I32[Ctx.FP] + Frame.REGS) << 1;
  switch (I32[pc] & 0xff) {
    case Op.CALL:
    case Op.CALL_METHOD:
      return call(rt, pc, R);
    case Op.JUMP_BACK:
      return backEdge(rt, pc, I32[pc + 4]);
    case Op.FOR_ITER: {
      const b = R + (I32[pc + 2] << 1);
      if ((I32[(I32[b] >>> 2) + 1] & 0xff) !== Kind.GENERATOR) return 0;
      I32[Ctx.PC] = pc;
      const flags = FrameFlag.ITERATING;
      return resume(rt, I32[b] >>> 0, Resume.SEND, Special.NONE, Tag.SPECIAL, I32[pc + 1], pc + 8, flags);
    }
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
    case Op.RETURN: {
      const a = R + (I32[pc + 1] << 1);
      I32[Ctx.RESULT] = I32[a];
      I32[Ctx.RESULT + 1] = I32[a + 1];
      I32[Ctx.PC] = pc;
      return returnWithFlags(rt);
    }
    case Op.ADD:
    case Op.INPLACE_ADD:
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
      return longOperator(I32, rt.F64, pc, R);
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
      return compareLongs(rt, pc, R);
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
    case Op.CALL_KW:
      return callWithKeywords(rt, pc, R);
    case Op.CALL_EX: {
      const to = interrupt(rt, pc);
      return to === pc ? callEx(rt, pc) : to;
    }
    case Op.RETURN_GENERATOR:
      return returnGenerator(rt, pc);
    case Op.YIELD:
      return yieldValue(rt, pc);
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
    case Op.NOP:
      return pc + 4;
    default:
      return importOp(rt, pc);
  }
}

function compareLongs(rt: Runtime, pc: number, R: number): number {
  const { I32 } = rt;
  const opcode = I32[pc] & 0xff;
  const at = opcode >= Op.JUMP_IF_LT ? pc : pc + 1;
  const difference = longOrder(I32, pc, R + (I32[at + 1] << 1), R + (I32[at + 2] << 1));
  if (Number.isNaN(difference)) return 0;
  const order = difference < 0 ? Order.LESS : difference > 0 ? Order.GREATER : Order.EQUAL;
  const holds = (TRUE_FOR[opcode] & order) !== 0;
  if (opcode >= Op.JUMP_IF_LT) return pc + (holds ? I32[pc + 3] : 4);
  const a = R + (I32[pc + 1] << 1);
  I32[a] = holds ? 1 : 0;
  I32[a + 1] = Tag.BOOL;
  return pc + 4;
}

function callWithKeywords(rt: Runtime, pc: number, R: number): number {
  const { I32 } = rt;
  const to = interrupt(rt, pc);
  if (to !== pc) return to;
  const callee = R + (I32[pc + 2] << 1);
  const bound = I32[callee + 3] !== Tag.SPECIAL || I32[callee + 2] !== Special.UNBOUND;
  I32[Ctx.PC] = pc;
  I32[Ctx.CALLEE] = I32[callee];
  I32[Ctx.CALLEE + 1] = I32[callee + 1];
  I32[Ctx.ARGP] = (callee >> 1) + (bound ? 1 : 2);
  I32[Ctx.ARGC] = I32[pc + 3] + (bound ? 1 : 0);
  I32[Ctx.KWNAMES] = I32[pc + 4];
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
      return performCall(rt, resultRegister(def.operands[0], I32[pc + 1]), pc + lengthOf(def), waiting(opcode));
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

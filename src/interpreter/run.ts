/**
 * The dispatch loop. One function, so that V8 keeps its state in machine registers. Made by a factory that is called once per
 * runtime: V8 then treats the captured views as constants.
 *
 * Two things make it fast, and both ask for few and short arms. V8 compiles the loop as a whole, in a time that grows with its size, and
 * until that is done it runs more than ten times slower; and it throws the compiled code away when it meets an expression that had
 * never run when it was compiled. So arms that differ in an operator only are one, whatever is rare or long is a function of another
 * file (`break elsewhere`), and the warm-up program (modules/warm-up.ts) runs every expression of this file at start.
 *
 * Every arm either executes its instruction inline and continues, or breaks out: `arithmetic` for operands that are not both int32,
 * `elsewhere` for the interpreter's other files, `kernel` to have the kernel execute the instruction.
 * `R` is the word index of the running frame's register 0.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { lengthOf, OPCODES } from "../bytecode/opcodes.js";
import {
  AttrCache,
  CodeFlag,
  Ctx,
  Feedback,
  Frame,
  Kind,
  OBuffer,
  OCell,
  OCode,
  ODict,
  OFunction,
  OInstance,
  OList,
  ORangeIter,
  OSeqIter,
  OTuple,
  OType,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { afterKernel, makeElsewhere } from "./elsewhere.js";
import { LONG } from "./longs.js";
import { Order, TRUE_FOR } from "./order.js";
import type { Runtime } from "./runtime.js";
import { AGAIN, collectIfAsked, ENTER_AGAIN } from "./safepoint.js";
import { floatFloorDiv, floatMod } from "./slow.js";

/** Words of an instruction; 0 for conditional jumps, which the kernel decides through `Ctx.FLAG`. */
const LENGTHS = new Uint8Array(256);
for (const [op, def] of OPCODES.entries()) LENGTHS[op] = /^JUMP_IF/.test(def.name) ? 0 : lengthOf(def);

const SIGN = 0x80000000 | 0;
/** High words up to this one, as unsigned numbers, are doubles and, equal to it, int32: `(high ^ SIGN) <= NUMBER`. */
const NUMBER = Tag.INT ^ SIGN;

export function makeRun(rt: Runtime): () => number {
  const I32 = rt.I32;
  const F64 = rt.F64;
  const op = rt.kernel.op;
  const LIST = rt.classes.list | 0;
  const TUPLE = rt.classes.tuple | 0;
  const STR = rt.classes.str | 0;
  const DICT = rt.classes.dict | 0;
  /** Two builtins so common that the loop does their simplest case itself. */
  const LEN = rt.known.len | 0;
  const APPEND = rt.known.append | 0;
  const executeElsewhere = makeElsewhere(rt);
  const stress = rt.gcStress;
  const hot = rt.jit.threshold;

  function interpreterLoop(): number {
    let pc = I32[Ctx.PC];
    let R = (I32[Ctx.FP] + Frame.REGS) << 1;
    for (;;) {
      kernel: {
        elsewhere: {
          compare: {
            arithmetic: {
              switch (I32[pc] & 0xff) {
                case Op.MOVE: {
                  const a = R + (I32[pc + 1] << 1);
                  const b = R + (I32[pc + 2] << 1);
                  I32[a] = I32[b];
                  I32[a + 1] = I32[b + 1];
                  pc += 4;
                  continue;
                }
                case Op.LOAD_CONST: {
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[pc + 2];
                  I32[a + 1] = I32[pc + 3];
                  pc += 4;
                  continue;
                }
                case Op.CHECK_BOUND:
                case Op.CHECK_FREE: {
                  const a = R + (I32[pc + 1] << 1);
                  if (I32[a + 1] === Tag.SPECIAL && I32[a] === Special.UNBOUND) break elsewhere;
                  pc += 4;
                  continue;
                }
                case Op.SET_UNBOUND: {
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = Special.UNBOUND;
                  I32[a + 1] = Tag.SPECIAL;
                  pc += 4;
                  continue;
                }
                case Op.LOAD_GLOBAL: {
                  const globals = I32[(I32[R - 8] + OFunction.GLOBALS) >>> 2];
                  let entries = I32[pc + 4];
                  if (I32[pc + 6] === 0) {
                    if (I32[(globals + ODict.ENTRIES) >>> 2] !== entries) break kernel;
                  } else {
                    if (I32[(globals + ODict.VERSION) >>> 2] !== entries) break kernel;
                    entries = I32[pc + 7];
                    if (I32[(I32[Ctx.BUILTINS] + ODict.ENTRIES) >>> 2] !== entries) break kernel;
                  }
                  const e = ((entries + OBuffer.DATA) >>> 2) + 6 * I32[pc + 5];
                  if (entries === 0 || I32[e] !== I32[pc + 2] || I32[e + 1] !== Tag.REF) break kernel;
                  const hi = I32[e + 3];
                  if (hi === Tag.SPECIAL && I32[e + 2] === Special.UNBOUND) break kernel;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[e + 2];
                  I32[a + 1] = hi;
                  pc += 8;
                  continue;
                }
                case Op.STORE_GLOBAL: {
                  const entries = I32[pc + 4];
                  if (I32[(I32[(I32[R - 8] + OFunction.GLOBALS) >>> 2] + ODict.ENTRIES) >>> 2] !== entries)
                    break kernel;
                  const e = ((entries + OBuffer.DATA) >>> 2) + 6 * I32[pc + 5];
                  if (entries === 0 || I32[e] !== I32[pc + 2] || I32[e + 1] !== Tag.REF) break kernel;
                  const a = R + (I32[pc + 1] << 1);
                  I32[e + 2] = I32[a];
                  I32[e + 3] = I32[a + 1];
                  pc += 8;
                  continue;
                }
                case Op.COPY_FREE: {
                  const cell = (I32[(I32[R - 8] + OFunction.CLOSURE) >>> 2] + OTuple.ITEMS) >>> 2;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[cell + (I32[pc + 2] << 1)];
                  I32[a + 1] = Tag.REF;
                  pc += 4;
                  continue;
                }
                case Op.LOAD_CELL: {
                  const cell = (I32[R + (I32[pc + 2] << 1)] + OCell.VALUE) >>> 2;
                  const hi = I32[cell + 1];
                  if (hi === Tag.SPECIAL && I32[cell] === Special.UNBOUND) break elsewhere;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[cell];
                  I32[a + 1] = hi;
                  pc += 4;
                  continue;
                }
                case Op.STORE_CELL: {
                  const cell = (I32[R + (I32[pc + 1] << 1)] + OCell.VALUE) >>> 2;
                  const b = R + (I32[pc + 2] << 1);
                  I32[cell] = I32[b];
                  I32[cell + 1] = I32[b + 1];
                  pc += 4;
                  continue;
                }

                // The commonest operators on two int32 or two floats have arms of their own.
                case Op.ADD:
                case Op.INPLACE_ADD: {
                  const b = R + (I32[pc + 2] << 1);
                  const c = R + (I32[pc + 3] << 1);
                  const bt = I32[b + 1];
                  const ct = I32[c + 1];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ SIGN) >= NUMBER || (ct ^ SIGN) >= NUMBER) break arithmetic;
                    F64[(R >> 1) + I32[pc + 1]] = F64[b >> 1] + F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc += 4;
                    continue;
                  }
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x + y) | 0;
                  if (((x ^ s) & (y ^ s)) < 0) break arithmetic;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = s;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                case Op.SUB:
                case Op.INPLACE_SUB: {
                  const b = R + (I32[pc + 2] << 1);
                  const c = R + (I32[pc + 3] << 1);
                  const bt = I32[b + 1];
                  const ct = I32[c + 1];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ SIGN) >= NUMBER || (ct ^ SIGN) >= NUMBER) break arithmetic;
                    F64[(R >> 1) + I32[pc + 1]] = F64[b >> 1] - F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc += 4;
                    continue;
                  }
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x - y) | 0;
                  if (((x ^ y) & (x ^ s)) < 0) break arithmetic;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = s;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                case Op.MUL:
                case Op.INPLACE_MUL: {
                  const b = R + (I32[pc + 2] << 1);
                  const c = R + (I32[pc + 3] << 1);
                  const bt = I32[b + 1];
                  const ct = I32[c + 1];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ SIGN) >= NUMBER || (ct ^ SIGN) >= NUMBER) break arithmetic;
                    F64[(R >> 1) + I32[pc + 1]] = F64[b >> 1] * F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc += 4;
                    continue;
                  }
                  const product = I32[b] * I32[c];
                  const p = product | 0;
                  if (p !== product) break arithmetic;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = p;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
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
                  break arithmetic;
                case Op.NEG: {
                  const b = R + (I32[pc + 2] << 1);
                  const bt = I32[b + 1];
                  const a = R + (I32[pc + 1] << 1);
                  if (bt === Tag.INT && I32[b] !== SIGN) {
                    I32[a] = -I32[b] | 0;
                    I32[a + 1] = Tag.INT;
                    if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  } else if ((bt ^ SIGN) < NUMBER) {
                    F64[a >> 1] = -F64[b >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                  } else break kernel;
                  pc += 4;
                  continue;
                }

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
                  break compare;
                // `if` and `while` on int32.
                case Op.JUMP_IF_NOT_LT: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] < I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.JUMP_IF_NOT_LE: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] <= I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.JUMP_IF_NOT_EQ: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] === I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.JUMP_IF_NOT_NE: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] !== I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.JUMP_IF_NOT_GT: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] > I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.JUMP_IF_NOT_GE: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.INT || I32[c + 1] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += I32[b] >= I32[c] ? 4 : I32[pc + 3];
                  continue;
                }
                case Op.NOT:
                case Op.JUMP_IF_TRUE:
                case Op.JUMP_IF_FALSE: {
                  const opcode = I32[pc] & 0xff;
                  const b = R + (I32[opcode === Op.NOT ? pc + 2 : pc + 1] << 1);
                  const bt = I32[b + 1];
                  let t = I32[b];
                  if (bt === Tag.REF) {
                    const k = I32[t >>> 2];
                    if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break kernel;
                    t = I32[(t + OList.LEN) >>> 2];
                  } else if ((bt ^ SIGN) < NUMBER) {
                    t = F64[b >> 1] === 0 ? 0 : 1;
                  } else if (bt !== Tag.BOOL && bt !== Tag.INT && bt !== Tag.SPECIAL) break kernel;
                  if (opcode === Op.NOT) {
                    const a = R + (I32[pc + 1] << 1);
                    I32[a] = t === 0 ? 1 : 0;
                    I32[a + 1] = Tag.BOOL;
                    pc += 4;
                    continue;
                  }
                  pc += (t === 0) === (opcode === Op.JUMP_IF_FALSE) ? I32[pc + 2] : 4;
                  continue;
                }
                case Op.IS:
                case Op.IS_NOT: {
                  const b = R + (I32[pc + 2] << 1);
                  const c = R + (I32[pc + 3] << 1);
                  const a = R + (I32[pc + 1] << 1);
                  const same = I32[b] === I32[c] && I32[b + 1] === I32[c + 1];
                  I32[a] = same === ((I32[pc] & 0xff) === Op.IS) ? 1 : 0;
                  I32[a + 1] = Tag.BOOL;
                  pc += 4;
                  continue;
                }
                case Op.JUMP_IF_NONE:
                case Op.JUMP_IF_NOT_NONE: {
                  const b = R + (I32[pc + 1] << 1);
                  const none = I32[b + 1] === Tag.SPECIAL && I32[b] === Special.NONE;
                  pc += none === ((I32[pc] & 0xff) === Op.JUMP_IF_NONE) ? I32[pc + 2] : 4;
                  continue;
                }
                case Op.JUMP: {
                  pc += I32[pc + 1];
                  continue;
                }
                case Op.JUMP_BACK: {
                  const heat = I32[pc + 4] + 1;
                  I32[pc + 4] = heat;
                  if ((I32[pc + 5] | I32[Ctx.INTERRUPT]) !== 0 || heat === hot || (heat & ENTER_AGAIN) === 0)
                    break elsewhere;
                  pc += I32[pc + 1];
                  continue;
                }

                case Op.FOR_ITER: {
                  const b = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.REF) break kernel;
                  const it = I32[b] >>> 2;
                  const kind = I32[it + 1] & 0xff;
                  const a = R + (I32[pc + 1] << 1);
                  if (kind === Kind.RANGE_ITER) {
                    const left = I32[it + (ORangeIter.LEFT >> 2)];
                    if (left === 0) {
                      pc += I32[pc + 3];
                      continue;
                    }
                    const cur = I32[it + (ORangeIter.CUR >> 2)];
                    I32[it + (ORangeIter.LEFT >> 2)] = left - 1;
                    I32[it + (ORangeIter.CUR >> 2)] = (cur + I32[it + (ORangeIter.STEP >> 2)]) | 0;
                    I32[a] = cur;
                    I32[a + 1] = Tag.INT;
                    if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                    pc += 8;
                    continue;
                  }
                  if (kind !== Kind.LIST_ITER && kind !== Kind.TUPLE_ITER) break elsewhere;
                  const o = I32[it + (OSeqIter.SEQ >> 2)];
                  const i = I32[it + (OSeqIter.INDEX >> 2)];
                  if (o === 0 || i >= I32[(o + OList.LEN) >>> 2]) {
                    I32[it + (OSeqIter.SEQ >> 2)] = 0;
                    pc += I32[pc + 3];
                    continue;
                  }
                  const items =
                    kind === Kind.LIST_ITER ? I32[(o + OList.ITEMS) >>> 2] + OBuffer.DATA : o + OTuple.ITEMS;
                  const item = (items >>> 2) + (i << 1);
                  I32[it + (OSeqIter.INDEX >> 2)] = i + 1;
                  I32[a] = I32[item];
                  I32[a + 1] = I32[item + 1];
                  const bit = kind === Kind.LIST_ITER ? Feedback.LIST : Feedback.TUPLE;
                  if ((I32[pc] & bit) === 0) I32[pc] |= bit;
                  pc += 8;
                  continue;
                }
                case Op.GET_ITEM: {
                  const b = R + (I32[pc + 2] << 1);
                  const c = R + (I32[pc + 3] << 1);
                  if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.INT) break elsewhere;
                  const o = I32[b];
                  const k = I32[o >>> 2];
                  let i = I32[c];
                  if (k !== LIST && k !== TUPLE) break elsewhere;
                  const n = I32[(o + OList.LEN) >>> 2];
                  if (i < 0) i = (i + n) | 0;
                  if (i < 0 || i >= n) break kernel;
                  const items = k === LIST ? I32[(o + OList.ITEMS) >>> 2] + OBuffer.DATA : o + OTuple.ITEMS;
                  const item = (items >>> 2) + (i << 1);
                  const bit = k === LIST ? Feedback.LIST : Feedback.TUPLE;
                  if ((I32[pc] & bit) === 0) I32[pc] |= bit;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[item];
                  I32[a + 1] = I32[item + 1];
                  pc += 4;
                  continue;
                }
                case Op.SET_ITEM: {
                  const b = R + (I32[pc + 1] << 1);
                  const c = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.INT) break elsewhere;
                  const o = I32[b];
                  if (I32[o >>> 2] !== LIST) break elsewhere;
                  let i = I32[c];
                  const n = I32[(o + OList.LEN) >>> 2];
                  if (i < 0) i = (i + n) | 0;
                  if (i < 0 || i >= n) break kernel;
                  const item = ((I32[(o + OList.ITEMS) >>> 2] + OBuffer.DATA) >>> 2) + (i << 1);
                  const v = R + (I32[pc + 3] << 1);
                  I32[item] = I32[v];
                  I32[item + 1] = I32[v + 1];
                  if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                  pc += 4;
                  continue;
                }

                case Op.UNPACK: {
                  const b = R + (I32[pc + 2] << 1);
                  if (I32[b + 1] !== Tag.REF) break kernel;
                  const o = I32[b];
                  const k = I32[o >>> 2];
                  const n = I32[pc + 3];
                  if ((k !== LIST && k !== TUPLE) || I32[(o + OList.LEN) >>> 2] !== n) break kernel;
                  const items = k === LIST ? I32[(o + OList.ITEMS) >>> 2] + OBuffer.DATA : o + OTuple.ITEMS;
                  const a = R + (I32[pc + 1] << 1);
                  for (let i = n << 1; i > 0; ) {
                    i -= 2;
                    I32[a + i] = I32[(items >>> 2) + i];
                    I32[a + i + 1] = I32[(items >>> 2) + i + 1];
                  }
                  pc += 4;
                  continue;
                }

                case Op.GET_ATTR: {
                  const b = R + (I32[pc + 2] << 1);
                  const cache = I32[pc + 6] & 0xff;
                  if (I32[b + 1] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  if (cache > AttrCache.OVERFLOW) break elsewhere;
                  const o = I32[b];
                  if (I32[(o + OInstance.SHAPE) >>> 2] !== I32[pc + 4]) break kernel;
                  if (I32[(I32[o >>> 2] + OType.VERSION) >>> 2] !== I32[pc + 5]) break kernel;
                  const holder = cache === AttrCache.SLOT ? o : I32[(o + OInstance.ATTRS) >>> 2];
                  const v = (holder + I32[pc + 7]) >>> 2;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = I32[v];
                  I32[a + 1] = I32[v + 1];
                  pc += 8;
                  continue;
                }
                case Op.LOAD_METHOD: {
                  const b = R + (I32[pc + 2] << 1);
                  const cache = I32[pc + 6] & 0xff;
                  if (I32[b + 1] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  if (cache !== AttrCache.METHOD) break elsewhere;
                  const o = I32[b];
                  if (I32[(I32[o >>> 2] + OType.VERSION) >>> 2] !== I32[pc + 5]) break kernel;
                  if (I32[pc + 4] !== 0 && I32[(o + OInstance.SHAPE) >>> 2] !== I32[pc + 4]) break kernel;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a + 2] = o;
                  I32[a + 3] = Tag.REF;
                  I32[a] = I32[pc + 7];
                  I32[a + 1] = Tag.REF;
                  pc += 8;
                  continue;
                }
                case Op.SET_ATTR: {
                  const b = R + (I32[pc + 1] << 1);
                  const cache = I32[pc + 6] & 0xff;
                  if (I32[b + 1] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  const o = I32[b];
                  if (I32[(o + OInstance.SHAPE) >>> 2] !== I32[pc + 4]) break kernel;
                  if (I32[(I32[o >>> 2] + OType.VERSION) >>> 2] !== I32[pc + 5]) break kernel;
                  if (cache > AttrCache.OVERFLOW) break elsewhere;
                  const holder = cache === AttrCache.SLOT ? o : I32[(o + OInstance.ATTRS) >>> 2];
                  const at = (holder + I32[pc + 7]) >>> 2;
                  const v = R + (I32[pc + 2] << 1);
                  I32[at] = I32[v];
                  I32[at + 1] = I32[v + 1];
                  pc += 8;
                  continue;
                }

                // Functions that take what they are given, `len` and `append`; all else about calls is in calls.ts.
                case Op.CALL:
                case Op.CALL_METHOD: {
                  const callee = R + (I32[pc + 2] << 1);
                  let args = callee + 2;
                  let argc = I32[pc + 3];
                  if ((I32[pc] & 0xff) === Op.CALL_METHOD) {
                    if (I32[callee + 3] === Tag.SPECIAL && I32[callee + 2] === Special.UNBOUND) args += 2;
                    else argc++;
                  }
                  const fn = I32[callee] >>> 2;
                  if (I32[callee + 1] !== Tag.REF) break elsewhere;
                  if ((I32[fn + 1] & 0xff) !== Kind.FUNCTION) {
                    const o = I32[args];
                    if (I32[args + 1] !== Tag.REF) break elsewhere;
                    const k = I32[o >>> 2];
                    const a = R + (I32[pc + 1] << 1);
                    const n = I32[(o + OList.LEN) >>> 2];
                    if (I32[callee] === LEN && argc === 1) {
                      if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break elsewhere;
                      I32[a] = n;
                      I32[a + 1] = Tag.INT;
                    } else if (I32[callee] === APPEND && argc === 2) {
                      if (k !== LIST || n >= I32[(o + OList.CAP) >>> 2]) break elsewhere;
                      const at = ((I32[(o + OList.ITEMS) >>> 2] + OBuffer.DATA) >>> 2) + (n << 1);
                      I32[at] = I32[args + 2];
                      I32[at + 1] = I32[args + 3];
                      I32[(o + OList.LEN) >>> 2] = n + 1;
                      I32[a] = Special.NONE;
                      I32[a + 1] = Tag.SPECIAL;
                    } else break elsewhere;
                    pc += 8;
                    continue;
                  }
                  const code = I32[fn + (OFunction.CODE >> 2)] >>> 2;
                  if (I32[code + (OCode.ARGCOUNT >> 2)] !== argc) break elsewhere;
                  if ((I32[code + (OCode.FLAGS >> 2)] & CodeFlag.SIMPLE) === 0) break elsewhere;
                  const heat = I32[code + (OCode.HEAT >> 2)] + 1;
                  if ((I32[code + (OCode.UNIT >> 2)] | I32[Ctx.INTERRUPT]) !== 0 || heat === hot) break elsewhere;
                  if ((heat & ENTER_AGAIN) === 0) break elsewhere;
                  const sp = I32[Ctx.SP];
                  const top = sp + Frame.REGS + I32[code + (OCode.NREGS >> 2)];
                  if (I32[Ctx.DEPTH] >= I32[Ctx.DEPTH_LIMIT] || top + 256 >= I32[Ctx.STACK_LIMIT]) break elsewhere;
                  I32[code + (OCode.HEAT >> 2)] = heat;
                  I32[pc + 4] = I32[callee];
                  const f = sp << 1;
                  I32[f] = I32[callee];
                  I32[f + 1] = Tag.REF;
                  I32[f + 2] = (R >> 1) - Frame.REGS;
                  I32[f + 3] = pc + 8;
                  I32[f + 4] = I32[pc + 1];
                  I32[f + 5] = 0;
                  I32[f + 6] = Special.NONE;
                  I32[f + 7] = Tag.SPECIAL;
                  R = f + 2 * Frame.REGS;
                  for (let i = argc << 1; i > 0; ) {
                    i -= 2;
                    I32[R + i] = I32[args + i];
                    I32[R + i + 1] = I32[args + i + 1];
                  }
                  I32[Ctx.FP] = sp;
                  I32[Ctx.SP] = top;
                  if (top > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = top;
                  I32[Ctx.DEPTH]++;
                  pc = I32[code + (OCode.ENTRY >> 2)];
                  continue;
                }
                case Op.RETURN: {
                  if (I32[R - 3] !== 0) break elsewhere;
                  const a = R + (I32[pc + 1] << 1);
                  const lo = I32[a];
                  const hi = I32[a + 1];
                  const caller = I32[R - 6];
                  const dst = I32[R - 4];
                  pc = I32[R - 5];
                  I32[Ctx.SP] = (R >> 1) - Frame.REGS;
                  I32[Ctx.DEPTH]--;
                  I32[Ctx.FP] = caller;
                  R = (caller + Frame.REGS) << 1;
                  I32[R + (dst << 1)] = lo;
                  I32[R + (dst << 1) + 1] = hi;
                  continue;
                }

                case Op.BUILD_TUPLE:
                case Op.BUILD_LIST:
                case Op.GET_ITER:
                case Op.EXC_MATCH:
                case Op.DELETE_CELL:
                case Op.CALL_KW:
                case Op.CALL_EX:
                case Op.RETURN_GENERATOR:
                case Op.YIELD:
                case Op.SEND:
                case Op.END_ASYNC_FOR:
                case Op.RAISE:
                case Op.RERAISE:
                case Op.PUSH_EXC:
                case Op.POP_EXC:
                case Op.IMPORT_NAME:
                case Op.IMPORT_FROM:
                case Op.IMPORT_STAR:
                case Op.PRINT_EXPR:
                case Op.ASYNC_GEN_WRAP:
                case Op.IN:
                case Op.NOT_IN:
                case Op.NOP:
                  break elsewhere;
                default:
                  break kernel;
              }
            }
            // A binary operator on numbers.
            const b = R + (I32[pc + 2] << 1);
            const c = R + (I32[pc + 3] << 1);
            const bt = I32[b + 1];
            const ct = I32[c + 1];
            const a = R + (I32[pc + 1] << 1);
            ints: if (bt === Tag.INT && ct === Tag.INT) {
              const x = I32[b];
              const y = I32[c];
              let z = 0;
              overflow: {
                switch (I32[pc] & 0xff) {
                  case Op.FLOORDIV:
                  case Op.INPLACE_FLOORDIV:
                    if (y === 0 || (y === -1 && x === SIGN)) break kernel;
                    z = (x / y) | 0;
                    if ((x ^ y) < 0 && Math.imul(z, y) !== x) z = (z - 1) | 0;
                    break;
                  case Op.MOD:
                  case Op.INPLACE_MOD:
                    if (y === 0) break kernel;
                    z = (x % y) | 0;
                    if (z !== 0 && (z ^ y) < 0) z = (z + y) | 0;
                    break;
                  case Op.LSHIFT:
                  case Op.INPLACE_LSHIFT:
                    if (y < 0 || y > 31) break kernel;
                    z = x << y;
                    if (z >> y !== x) break overflow;
                    break;
                  case Op.RSHIFT:
                  case Op.INPLACE_RSHIFT:
                    if (y < 0) break kernel;
                    z = x >> (y > 31 ? 31 : y);
                    break;
                  case Op.AND:
                  case Op.INPLACE_AND:
                    z = x & y;
                    break;
                  case Op.OR:
                  case Op.INPLACE_OR:
                    z = x | y;
                    break;
                  case Op.XOR:
                  case Op.INPLACE_XOR:
                    z = x ^ y;
                    break;
                  case Op.TRUEDIV:
                  case Op.INPLACE_TRUEDIV:
                    break ints;
                  default:
                    break overflow;
                }
                I32[a] = z;
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
              break elsewhere;
            }
            if (bt >> 16 === LONG || ct >> 16 === LONG) break elsewhere;
            if ((bt ^ SIGN) > NUMBER || (ct ^ SIGN) > NUMBER) break kernel;
            const x = bt === Tag.INT ? I32[b] : F64[b >> 1];
            const y = ct === Tag.INT ? I32[c] : F64[c >> 1];
            switch (I32[pc] & 0xff) {
              case Op.ADD:
              case Op.INPLACE_ADD:
                F64[a >> 1] = x + y;
                break;
              case Op.SUB:
              case Op.INPLACE_SUB:
                F64[a >> 1] = x - y;
                break;
              case Op.MUL:
              case Op.INPLACE_MUL:
                F64[a >> 1] = x * y;
                break;
              case Op.TRUEDIV:
              case Op.INPLACE_TRUEDIV:
                if (y === 0) break kernel;
                F64[a >> 1] = x / y;
                break;
              case Op.FLOORDIV:
              case Op.INPLACE_FLOORDIV:
                if (y === 0) break kernel;
                F64[a >> 1] = floatFloorDiv(x, y);
                break;
              case Op.MOD:
              case Op.INPLACE_MOD:
                if (y === 0) break kernel;
                F64[a >> 1] = floatMod(x, y);
                break;
              default:
                break kernel;
            }
            const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
            if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
            pc += 4;
            continue;
          }
          // A comparison.
          const opcode = I32[pc] & 0xff;
          const at = opcode >= Op.JUMP_IF_LT ? pc : pc + 1;
          const b = R + (I32[at + 1] << 1);
          const c = R + (I32[at + 2] << 1);
          const bt = I32[b + 1];
          const ct = I32[c + 1];
          const orders = TRUE_FOR[opcode];
          let order = 0;
          if (bt === Tag.INT && ct === Tag.INT) {
            const x = I32[b];
            const y = I32[c];
            order = x < y ? Order.LESS : x === y ? Order.EQUAL : Order.GREATER;
            if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
          } else if ((bt ^ SIGN) <= NUMBER && (ct ^ SIGN) <= NUMBER) {
            const x = bt === Tag.INT ? I32[b] : F64[b >> 1];
            const y = ct === Tag.INT ? I32[c] : F64[c >> 1];
            order = x < y ? Order.LESS : x > y ? Order.GREATER : x === y ? Order.EQUAL : Order.UNORDERED;
            const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
            if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
          } else {
            if (bt >> 16 === LONG || ct >> 16 === LONG) break elsewhere;
            // Identical bools and singletons are equal; they have no other order that is decided here.
            if (bt === Tag.REF && ct === Tag.REF) break elsewhere;
            if (bt !== ct || I32[b] !== I32[c] || (orders & Order.LESS) !== (orders & Order.GREATER) >> 2) break kernel;
            if (bt < Tag.SPECIAL) break kernel;
            order = Order.EQUAL;
          }
          if (opcode >= Op.JUMP_IF_LT) {
            pc += (orders & order) !== 0 ? I32[pc + 3] : 4;
            continue;
          }
          const a = R + (I32[pc + 1] << 1);
          I32[a] = (orders & order) !== 0 ? 1 : 0;
          I32[a + 1] = Tag.BOOL;
          pc += 4;
          continue;
        }
        // A function of another file executes the instruction and gives the pc to go on at, perhaps in another frame.
        const to = executeElsewhere(pc, R);
        if (to !== 0) {
          pc = to;
          if (stress && pc >= 0 && I32[Ctx.INTERRUPT] !== 0) pc = collectIfAsked(rt, pc);
          if (pc < 0) return pc;
          R = (I32[Ctx.FP] + Frame.REGS) << 1;
          continue;
        }
      }
      // The kernel executes the instruction.
      I32[Ctx.PC] = pc;
      op();
      if (I32[Ctx.STATUS] === Status.OK) {
        const length = LENGTHS[I32[pc] & 0xff];
        if (length !== 0) pc += length;
        else pc += I32[Ctx.FLAG] === 0 ? 4 : I32[(I32[pc] & 0xff) >= Op.JUMP_IF_LT ? pc + 3 : pc + 2];
        if (!stress) continue;
      } else pc = afterKernel(rt, pc);
      if (stress && pc >= 0 && I32[Ctx.INTERRUPT] !== 0) pc = collectIfAsked(rt, pc);
      if (pc < 0) return pc;
      R = (I32[Ctx.FP] + Frame.REGS) << 1;
    }
  }

  return function run(): number {
    for (;;) {
      const end = interpreterLoop();
      if (end !== AGAIN) return end;
    }
  };
}

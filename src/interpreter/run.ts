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
  OTuple,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { afterKernel, makeElsewhere } from "./elsewhere.js";
import { Room } from "./frames.js";
import { floorMod, High, highOfLong, LongInt, long } from "./longs.js";
import { Order, TRUE_FOR } from "./order.js";
import type { Runtime } from "./runtime.js";
import { Again, collectIfAsked } from "./safepoint.js";
import { floatFloorDiv, floatMod } from "./slow.js";
import { makeTraceLoop } from "./trace-loop.js";
import { makeViews } from "./views.js";

/** Words of an instruction; 0 for conditional jumps, which the kernel decides through `Ctx.FLAG`. */
const LENGTHS = new Uint8Array(256);
for (const [op, def] of OPCODES.entries()) LENGTHS[op] = /^JUMP_IF/.test(def.name) ? 0 : lengthOf(def);

export function makeRun(rt: Runtime): () => number {
  const { classes, known } = rt;
  const views = makeViews(rt);
  const constants = {
    LIST: classes.list | 0,
    TUPLE: classes.tuple | 0,
    STR: classes.str | 0,
    DICT: classes.dict | 0,
    /** Two builtins so common that the loop does their simplest case itself. */
    LEN_FUNCTION: known.len | 0,
    APPEND: known.append | 0,
    op: rt.kernel.op,
    executeElsewhere: makeElsewhere(rt),
    long,
    highOfLong,
    floorMod,
    TRUE: TRUE_FOR,
    LENGTH: LENGTHS,
    stress: rt.gcStress,
    hot: rt.jit.threshold,
  };

  function interpreterLoop(): number {
    // What a loop reads from a closure's variables is no constant for V8; what it reads from locals is.
    const { I32, F64, HI, A, B, C, D, E, F, G, META, LEN, ATTRS } = views;
    const { CAP, ITEMS, LIST_ITEM, LIST_ITEM_HI, TUPLE_ITEM, TUPLE_ITEM_HI, SHAPE, VERSION, CELL, CELL_HI } = views;
    const { DICT_VERSION, ENTRIES, KEY, KEY_HI, VALUE, VALUE_HI, GLOBALS, BUILTINS, CLOSURE } = views;
    const { RANGE_CUR, RANGE_STEP, RANGE_LEFT, SEQ, INDEX } = views;
    const { CODE, ENTRY, NREGS, ARGCOUNT, FLAGS, HEAT, UNIT } = views;
    const { LIST, TUPLE, STR, DICT, LEN_FUNCTION, APPEND, TRUE, LENGTH, stress, hot } = constants;
    const { op, executeElsewhere, long, highOfLong, floorMod } = constants;
    let pc = I32[Ctx.PC] | 0;
    let R = ((I32[Ctx.FP] + Frame.REGS) << 1) | 0;
    for (;;) {
      kernel: {
        elsewhere: {
          compare: {
            arithmetic: {
              switch (I32[pc] & 0xff) {
                case Op.MOVE: {
                  const a = (R + (A[pc] << 1)) | 0;
                  const b = (R + (B[pc] << 1)) | 0;
                  I32[a] = I32[b];
                  HI[a] = HI[b];
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.LOAD_CONST: {
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = B[pc];
                  HI[a] = C[pc];
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.CHECK_BOUND:
                case Op.CHECK_FREE: {
                  const a = (R + (A[pc] << 1)) | 0;
                  if (HI[a] === Tag.SPECIAL && I32[a] === Special.UNBOUND) break elsewhere;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.SET_UNBOUND: {
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = Special.UNBOUND;
                  HI[a] = Tag.SPECIAL;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.LOAD_GLOBAL: {
                  const func = I32[(R - 8) | 0] >>> 2;
                  const globals = GLOBALS[func] >>> 2;
                  let entries = D[pc];
                  if (F[pc] === 0) {
                    if (ENTRIES[globals] !== entries) break kernel;
                  } else {
                    if (DICT_VERSION[globals] !== entries) break kernel;
                    entries = G[pc];
                    if (ENTRIES[BUILTINS[func] >>> 2] !== entries) break kernel;
                  }
                  const e = ((entries >>> 2) + 6 * E[pc]) | 0;
                  if (entries === 0 || KEY[e] !== B[pc] || KEY_HI[e] !== Tag.REF) break kernel;
                  const lo = VALUE[e];
                  const hi = VALUE_HI[e];
                  if (hi === Tag.SPECIAL && lo === Special.UNBOUND) break kernel;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = lo;
                  HI[a] = hi;
                  pc = (pc + 8) | 0;
                  continue;
                }
                case Op.STORE_GLOBAL: {
                  const entries = D[pc];
                  if (ENTRIES[GLOBALS[I32[(R - 8) | 0] >>> 2] >>> 2] !== entries) break kernel;
                  const e = ((entries >>> 2) + 6 * E[pc]) | 0;
                  if (entries === 0 || KEY[e] !== B[pc] || KEY_HI[e] !== Tag.REF) break kernel;
                  const a = (R + (A[pc] << 1)) | 0;
                  VALUE[e] = I32[a];
                  VALUE_HI[e] = HI[a];
                  pc = (pc + 8) | 0;
                  continue;
                }
                case Op.COPY_FREE: {
                  const closure = CLOSURE[I32[(R - 8) | 0] >>> 2] >>> 2;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = TUPLE_ITEM[(closure + (B[pc] << 1)) | 0];
                  HI[a] = Tag.REF;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.LOAD_CELL: {
                  const cell = I32[(R + (B[pc] << 1)) | 0] >>> 2;
                  const lo = CELL[cell];
                  const hi = CELL_HI[cell];
                  if (hi === Tag.SPECIAL && lo === Special.UNBOUND) break elsewhere;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = lo;
                  HI[a] = hi;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.STORE_CELL: {
                  const cell = I32[(R + (A[pc] << 1)) | 0] >>> 2;
                  const b = (R + (B[pc] << 1)) | 0;
                  CELL[cell] = I32[b];
                  CELL_HI[cell] = HI[b];
                  pc = (pc + 4) | 0;
                  continue;
                }

                // The commonest operators on two int32 or two floats have arms of their own.
                case Op.ADD:
                case Op.INPLACE_ADD: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  const bt = HI[b];
                  const ct = HI[c];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ High.SIGN) >= High.NUMBER || (ct ^ High.SIGN) >= High.NUMBER) break arithmetic;
                    F64[(R >> 1) + A[pc]] = F64[b >> 1] + F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc = (pc + 4) | 0;
                    continue;
                  }
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x + y) | 0;
                  if (((x ^ s) & (y ^ s)) < 0) break arithmetic;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = s;
                  HI[a] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.SUB:
                case Op.INPLACE_SUB: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  const bt = HI[b];
                  const ct = HI[c];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ High.SIGN) >= High.NUMBER || (ct ^ High.SIGN) >= High.NUMBER) break arithmetic;
                    F64[(R >> 1) + A[pc]] = F64[b >> 1] - F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc = (pc + 4) | 0;
                    continue;
                  }
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x - y) | 0;
                  if (((x ^ y) & (x ^ s)) < 0) break arithmetic;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = s;
                  HI[a] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.MUL:
                case Op.INPLACE_MUL: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  const bt = HI[b];
                  const ct = HI[c];
                  if (bt !== Tag.INT || ct !== Tag.INT) {
                    if ((bt ^ High.SIGN) >= High.NUMBER || (ct ^ High.SIGN) >= High.NUMBER) break arithmetic;
                    F64[(R >> 1) + A[pc]] = F64[b >> 1] * F64[c >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                    pc = (pc + 4) | 0;
                    continue;
                  }
                  const product = I32[b] * I32[c];
                  const p = product | 0;
                  if (p !== product) break arithmetic;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = p;
                  HI[a] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.MOD:
                case Op.INPLACE_MOD: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  const y = I32[c];
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT || y <= 0) break arithmetic;
                  const z = (I32[b] % y) | 0;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = z < 0 ? z + y : z;
                  HI[a] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.TRUEDIV:
                case Op.INPLACE_TRUEDIV: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  if ((HI[b] ^ High.SIGN) >= High.NUMBER || (HI[c] ^ High.SIGN) >= High.NUMBER) break arithmetic;
                  const y = F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + A[pc]] = F64[b >> 1] / y;
                  if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.FLOORDIV:
                case Op.INPLACE_FLOORDIV:
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
                  const b = (R + (B[pc] << 1)) | 0;
                  const bt = HI[b];
                  const a = (R + (A[pc] << 1)) | 0;
                  if (bt === Tag.INT && I32[b] !== High.SIGN) {
                    I32[a] = -I32[b] | 0;
                    HI[a] = Tag.INT;
                    if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  } else if ((bt ^ High.SIGN) < High.NUMBER) {
                    F64[a >> 1] = -F64[b >> 1];
                    if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                  } else break kernel;
                  pc = (pc + 4) | 0;
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
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] < I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.JUMP_IF_NOT_LE: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] <= I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.JUMP_IF_NOT_EQ: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] === I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.JUMP_IF_NOT_NE: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] !== I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.JUMP_IF_NOT_GT: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] > I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.JUMP_IF_NOT_GE: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.INT || HI[c] !== Tag.INT) break compare;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc = (pc + (I32[b] >= I32[c] ? 4 : C[pc])) | 0;
                  continue;
                }
                case Op.NOT:
                case Op.JUMP_IF_TRUE:
                case Op.JUMP_IF_FALSE: {
                  const opcode = I32[pc] & 0xff;
                  const b = (R + ((opcode === Op.NOT ? B[pc] : A[pc]) << 1)) | 0;
                  const bt = HI[b];
                  let t = I32[b];
                  if (bt !== Tag.BOOL && bt !== Tag.INT) {
                    if (bt === Tag.REF) {
                      const k = I32[t >>> 2];
                      if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break kernel;
                      t = LEN[t >>> 2];
                    } else if ((bt ^ High.SIGN) < High.NUMBER) t = F64[b >> 1] === 0 ? 0 : 1;
                    else if (bt !== Tag.SPECIAL) break kernel;
                  }
                  if (opcode === Op.NOT) {
                    const a = (R + (A[pc] << 1)) | 0;
                    I32[a] = t === 0 ? 1 : 0;
                    HI[a] = Tag.BOOL;
                    pc = (pc + 4) | 0;
                    continue;
                  }
                  pc = (pc + ((t === 0) === (opcode === Op.JUMP_IF_FALSE) ? B[pc] : 4)) | 0;
                  continue;
                }
                case Op.IS:
                case Op.IS_NOT: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  const a = (R + (A[pc] << 1)) | 0;
                  const same = I32[b] === I32[c] && HI[b] === HI[c];
                  I32[a] = same === ((I32[pc] & 0xff) === Op.IS) ? 1 : 0;
                  HI[a] = Tag.BOOL;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.JUMP_IF_NONE:
                case Op.JUMP_IF_NOT_NONE: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const none = HI[b] === Tag.SPECIAL && I32[b] === Special.NONE;
                  pc = (pc + (none === ((I32[pc] & 0xff) === Op.JUMP_IF_NONE) ? B[pc] : 4)) | 0;
                  continue;
                }
                case Op.JUMP: {
                  pc = (pc + A[pc]) | 0;
                  continue;
                }
                case Op.NOP: {
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.JUMP_BACK: {
                  const heat = (D[pc] + 1) | 0;
                  D[pc] = heat;
                  if ((E[pc] | I32[Ctx.INTERRUPT]) !== 0 || heat === hot || (heat & Again.HEAT) === 0) break elsewhere;
                  pc = (pc + A[pc]) | 0;
                  continue;
                }

                case Op.FOR_ITER: {
                  const b = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.REF) break kernel;
                  const it = I32[b] >>> 2;
                  const kind = META[it] & 0xff;
                  const a = (R + (A[pc] << 1)) | 0;
                  if (kind === Kind.RANGE_ITER) {
                    const left = RANGE_LEFT[it];
                    if (left === 0) {
                      pc = (pc + C[pc]) | 0;
                      continue;
                    }
                    const cur = RANGE_CUR[it];
                    RANGE_LEFT[it] = left - 1;
                    RANGE_CUR[it] = (cur + RANGE_STEP[it]) | 0;
                    I32[a] = cur;
                    HI[a] = Tag.INT;
                    if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                    pc = (pc + 8) | 0;
                    continue;
                  }
                  if (kind !== Kind.LIST_ITER && kind !== Kind.TUPLE_ITER) break elsewhere;
                  const o = SEQ[it] >>> 2;
                  const i = INDEX[it];
                  if (o === 0 || i >= LEN[o]) {
                    SEQ[it] = 0;
                    pc = (pc + C[pc]) | 0;
                    continue;
                  }
                  INDEX[it] = i + 1;
                  if (kind === Kind.LIST_ITER) {
                    const item = ((ITEMS[o] >>> 2) + (i << 1)) | 0;
                    I32[a] = LIST_ITEM[item];
                    HI[a] = LIST_ITEM_HI[item];
                    if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                  } else {
                    const item = (o + (i << 1)) | 0;
                    I32[a] = TUPLE_ITEM[item];
                    HI[a] = TUPLE_ITEM_HI[item];
                    if ((I32[pc] & Feedback.TUPLE) === 0) I32[pc] |= Feedback.TUPLE;
                  }
                  pc = (pc + 8) | 0;
                  continue;
                }
                case Op.GET_ITEM: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const c = (R + (C[pc] << 1)) | 0;
                  if (HI[b] !== Tag.REF || HI[c] !== Tag.INT) break elsewhere;
                  const o = I32[b] >>> 2;
                  const k = I32[o];
                  const a = (R + (A[pc] << 1)) | 0;
                  let i = I32[c];
                  if (k === LIST) {
                    const n = LEN[o];
                    if (i < 0) i = (i + n) | 0;
                    if (i < 0 || i >= n) break kernel;
                    const item = ((ITEMS[o] >>> 2) + (i << 1)) | 0;
                    I32[a] = LIST_ITEM[item];
                    HI[a] = LIST_ITEM_HI[item];
                    if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                  } else if (k === TUPLE) {
                    const n = LEN[o];
                    if (i < 0) i = (i + n) | 0;
                    if (i < 0 || i >= n) break kernel;
                    const item = (o + (i << 1)) | 0;
                    I32[a] = TUPLE_ITEM[item];
                    HI[a] = TUPLE_ITEM_HI[item];
                    if ((I32[pc] & Feedback.TUPLE) === 0) I32[pc] |= Feedback.TUPLE;
                  } else break elsewhere;
                  pc = (pc + 4) | 0;
                  continue;
                }
                case Op.SET_ITEM: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const c = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.REF || HI[c] !== Tag.INT) break elsewhere;
                  const o = I32[b] >>> 2;
                  if (I32[o] !== LIST) break elsewhere;
                  let i = I32[c];
                  const n = LEN[o];
                  if (i < 0) i = (i + n) | 0;
                  if (i < 0 || i >= n) break kernel;
                  const item = ((ITEMS[o] >>> 2) + (i << 1)) | 0;
                  const v = (R + (C[pc] << 1)) | 0;
                  LIST_ITEM[item] = I32[v];
                  LIST_ITEM_HI[item] = HI[v];
                  if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                  pc = (pc + 4) | 0;
                  continue;
                }

                case Op.UNPACK: {
                  const b = (R + (B[pc] << 1)) | 0;
                  if (HI[b] !== Tag.REF) break kernel;
                  const o = I32[b] >>> 2;
                  const k = I32[o];
                  const n = C[pc];
                  if ((k !== LIST && k !== TUPLE) || LEN[o] !== n) break kernel;
                  let item = k === LIST ? (ITEMS[o] + OBuffer.DATA) >>> 2 : (o + (OTuple.ITEMS >> 2)) | 0;
                  let a = (R + (A[pc] << 1)) | 0;
                  for (const end = (a + (n << 1)) | 0; a < end; a = (a + 2) | 0) {
                    I32[a] = I32[item];
                    HI[a] = HI[item];
                    item = (item + 2) | 0;
                  }
                  const seen = k === LIST ? Feedback.LIST : Feedback.TUPLE;
                  if ((I32[pc] & seen) === 0) I32[pc] |= seen;
                  pc = (pc + 4) | 0;
                  continue;
                }

                case Op.GET_ATTR: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const cache = F[pc] & 0xff;
                  if (HI[b] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  if (cache > AttrCache.OVERFLOW) break elsewhere;
                  const o = I32[b] >>> 2;
                  if (SHAPE[o] !== D[pc]) break kernel;
                  if (VERSION[I32[o] >>> 2] !== E[pc]) break kernel;
                  const holder = cache === AttrCache.SLOT ? I32[b] : ATTRS[o];
                  const v = (holder + G[pc]) >>> 2;
                  const a = (R + (A[pc] << 1)) | 0;
                  I32[a] = I32[v];
                  HI[a] = HI[v];
                  pc = (pc + 8) | 0;
                  continue;
                }
                case Op.LOAD_METHOD: {
                  const b = (R + (B[pc] << 1)) | 0;
                  const cache = F[pc] & 0xff;
                  if (HI[b] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  if (cache !== AttrCache.METHOD) break elsewhere;
                  const o = I32[b];
                  if (VERSION[I32[o >>> 2] >>> 2] !== E[pc]) break kernel;
                  if (D[pc] !== 0 && SHAPE[o >>> 2] !== D[pc]) break kernel;
                  const a = (R + (A[pc] << 1)) | 0;
                  B[a] = o;
                  C[a] = Tag.REF;
                  I32[a] = G[pc];
                  HI[a] = Tag.REF;
                  pc = (pc + 8) | 0;
                  continue;
                }
                case Op.SET_ATTR: {
                  const b = (R + (A[pc] << 1)) | 0;
                  const cache = F[pc] & 0xff;
                  if (HI[b] !== Tag.REF || cache === AttrCache.EMPTY) break kernel;
                  const o = I32[b] >>> 2;
                  if (SHAPE[o] !== D[pc]) break kernel;
                  if (VERSION[I32[o] >>> 2] !== E[pc]) break kernel;
                  if (cache > AttrCache.OVERFLOW) break elsewhere;
                  const holder = cache === AttrCache.SLOT ? I32[b] : ATTRS[o];
                  const at = (holder + G[pc]) >>> 2;
                  const v = (R + (B[pc] << 1)) | 0;
                  I32[at] = I32[v];
                  HI[at] = HI[v];
                  pc = (pc + 8) | 0;
                  continue;
                }

                // Functions that take what they are given, `len` and `append`; all else about calls is in calls.ts.
                case Op.CALL:
                case Op.CALL_METHOD: {
                  const callee = (R + (B[pc] << 1)) | 0;
                  let args = (callee + 2) | 0;
                  let argc = C[pc];
                  if ((I32[pc] & 0xff) === Op.CALL_METHOD) {
                    if (HI[args] === Tag.SPECIAL && I32[args] === Special.UNBOUND) args = (args + 2) | 0;
                    else argc = (argc + 1) | 0;
                  }
                  const fn = I32[callee] >>> 2;
                  if (HI[callee] !== Tag.REF) break elsewhere;
                  if ((META[fn] & 0xff) !== Kind.FUNCTION) {
                    const o = I32[args] >>> 2;
                    if (HI[args] !== Tag.REF) break elsewhere;
                    const k = I32[o];
                    const a = (R + (A[pc] << 1)) | 0;
                    const n = LEN[o];
                    if (I32[callee] === LEN_FUNCTION && argc === 1) {
                      if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break elsewhere;
                      I32[a] = n;
                      HI[a] = Tag.INT;
                    } else if (I32[callee] === APPEND && argc === 2) {
                      if (k !== LIST || n >= CAP[o]) break elsewhere;
                      const item = ((ITEMS[o] >>> 2) + (n << 1)) | 0;
                      LIST_ITEM[item] = B[args];
                      LIST_ITEM_HI[item] = C[args];
                      LEN[o] = n + 1;
                      I32[a] = Special.NONE;
                      HI[a] = Tag.SPECIAL;
                    } else break elsewhere;
                    pc = (pc + 8) | 0;
                    continue;
                  }
                  const code = CODE[fn] >>> 2;
                  if (ARGCOUNT[code] !== argc || (FLAGS[code] & CodeFlag.SIMPLE) === 0) break elsewhere;
                  const heat = (HEAT[code] + 1) | 0;
                  if ((UNIT[code] | I32[Ctx.INTERRUPT]) !== 0 || heat === hot || (heat & Again.HEAT) === 0)
                    break elsewhere;
                  const sp = I32[Ctx.SP];
                  const top = (sp + Frame.REGS + NREGS[code]) | 0;
                  if (I32[Ctx.DEPTH] >= I32[Ctx.DEPTH_LIMIT] || top + Room.ABOVE >= I32[Ctx.STACK_LIMIT])
                    break elsewhere;
                  HEAT[code] = heat;
                  D[pc] = I32[callee];
                  const f = (sp << 1) | 0;
                  I32[f] = I32[callee];
                  A[f] = Tag.REF;
                  B[f] = (R >> 1) - Frame.REGS;
                  C[f] = pc + 8;
                  D[f] = A[pc];
                  E[f] = 0;
                  F[f] = Special.NONE;
                  G[f] = Tag.SPECIAL;
                  R = (f + 2 * Frame.REGS) | 0;
                  for (let i = R; argc > 0; argc = (argc - 1) | 0) {
                    I32[i] = I32[args];
                    HI[i] = HI[args];
                    i = (i + 2) | 0;
                    args = (args + 2) | 0;
                  }
                  I32[Ctx.FP] = sp;
                  I32[Ctx.SP] = top;
                  if (top > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = top;
                  I32[Ctx.DEPTH]++;
                  pc = ENTRY[code];
                  continue;
                }
                case Op.RETURN: {
                  const f = (R - 2 * Frame.REGS) | 0;
                  if (E[f] !== 0) break elsewhere;
                  const a = (R + (A[pc] << 1)) | 0;
                  const lo = I32[a];
                  const hi = HI[a];
                  const caller = B[f];
                  pc = C[f];
                  I32[Ctx.SP] = f >> 1;
                  I32[Ctx.DEPTH]--;
                  I32[Ctx.FP] = caller;
                  R = ((caller + Frame.REGS) << 1) | 0;
                  const to = (R + (D[f] << 1)) | 0;
                  I32[to] = lo;
                  HI[to] = hi;
                  continue;
                }

                case Op.BUILD_TUPLE:
                case Op.BUILD_LIST:
                case Op.BUILD_SLICE:
                case Op.LIST_APPEND:
                case Op.SET_ADD:
                case Op.DICT_SET:
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
                  break elsewhere;
                default:
                  break kernel;
              }
            }
            // A binary operator on numbers.
            const b = (R + (B[pc] << 1)) | 0;
            const c = (R + (C[pc] << 1)) | 0;
            const bt = HI[b];
            const ct = HI[c];
            const a = (R + (A[pc] << 1)) | 0;
            ints: if (bt === Tag.INT && ct === Tag.INT) {
              const x = I32[b];
              const y = I32[c];
              let z = 0;
              overflow: {
                switch (I32[pc] & 0xff) {
                  case Op.FLOORDIV:
                  case Op.INPLACE_FLOORDIV:
                    if (y === 0 || (y === -1 && x === High.SIGN)) break kernel;
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
                HI[a] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc = (pc + 4) | 0;
                continue;
              }
              if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
            }
            if (bt === Tag.REF || ct === Tag.REF) break elsewhere;
            if ((bt ^ High.SIGN) > High.LONGS || (ct ^ High.SIGN) > High.LONGS) break kernel;
            const x = bt === Tag.INT ? I32[b] : bt >> 16 === High.LONG ? long(bt, I32[b]) : F64[b >> 1];
            const y = ct === Tag.INT ? I32[c] : ct >> 16 === High.LONG ? long(ct, I32[c]) : F64[c >> 1];
            ints: if ((bt ^ High.SIGN) >= High.NUMBER && (ct ^ High.SIGN) >= High.NUMBER) {
              let z = 0;
              switch (I32[pc] & 0xff) {
                case Op.ADD:
                case Op.INPLACE_ADD:
                  z = x + y;
                  break;
                case Op.SUB:
                case Op.INPLACE_SUB:
                  z = x - y;
                  break;
                case Op.MUL:
                case Op.INPLACE_MUL:
                  z = x * y;
                  break;
                case Op.MOD:
                case Op.INPLACE_MOD:
                  if (y === 0) break kernel;
                  z = floorMod(x, y);
                  break;
                case Op.TRUEDIV:
                case Op.INPLACE_TRUEDIV:
                  if (bt === Tag.INT && ct === Tag.INT) break ints;
                  break elsewhere;
                default:
                  break elsewhere;
              }
              if (z < -LongInt.LIMIT || z >= LongInt.LIMIT) break kernel;
              const low = z | 0;
              I32[a] = low;
              HI[a] = low === z ? Tag.INT : highOfLong(z);
              if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
              pc = (pc + 4) | 0;
              continue;
            }
            if (bt >> 16 === High.LONG || ct >> 16 === High.LONG) break kernel;
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
            pc = (pc + 4) | 0;
            continue;
          }
          // A comparison.
          const opcode = I32[pc] & 0xff;
          const at = opcode >= Op.JUMP_IF_LT ? pc : pc + 1;
          const b = (R + (HI[at] << 1)) | 0;
          const c = (R + (I32[at + 2] << 1)) | 0;
          const bt = HI[b];
          const ct = HI[c];
          const orders = TRUE[opcode];
          let order = 0;
          if (bt === Tag.INT && ct === Tag.INT) {
            const x = I32[b];
            const y = I32[c];
            order = x < y ? Order.LESS : x === y ? Order.EQUAL : Order.GREATER;
            if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
          } else if ((bt ^ High.SIGN) <= High.LONGS && (ct ^ High.SIGN) <= High.LONGS) {
            const x = bt === Tag.INT ? I32[b] : bt >> 16 === High.LONG ? long(bt, I32[b]) : F64[b >> 1];
            const y = ct === Tag.INT ? I32[c] : ct >> 16 === High.LONG ? long(ct, I32[c]) : F64[c >> 1];
            order = x < y ? Order.LESS : x > y ? Order.GREATER : x === y ? Order.EQUAL : Order.UNORDERED;
            const floats = ((bt ^ High.SIGN) < High.NUMBER ? 1 : 0) + ((ct ^ High.SIGN) < High.NUMBER ? 1 : 0);
            const bit = floats === 0 ? Feedback.INT : floats === 1 ? Feedback.MIXED : Feedback.FLOAT;
            if ((I32[pc] & bit) === 0) I32[pc] |= bit;
          } else {
            // Identical bools and singletons are equal; they have no other order that is decided here.
            if (bt === Tag.REF && ct === Tag.REF) break elsewhere;
            if (bt !== ct || I32[b] !== I32[c] || (orders & Order.LESS) !== (orders & Order.GREATER) >> 2) break kernel;
            if (bt < Tag.SPECIAL) break kernel;
            order = Order.EQUAL;
          }
          if (opcode >= Op.JUMP_IF_LT) {
            pc = (pc + ((orders & order) !== 0 ? C[pc] : 4)) | 0;
            continue;
          }
          const a = (R + (A[pc] << 1)) | 0;
          I32[a] = (orders & order) !== 0 ? 1 : 0;
          HI[a] = Tag.BOOL;
          pc = (pc + 4) | 0;
          continue;
        }
        // A function of another file executes the instruction and gives the pc to go on at, perhaps in another frame.
        let to = executeElsewhere(pc, R) | 0;
        if (to !== 0) {
          if (stress && to >= 0 && I32[Ctx.INTERRUPT] !== 0) to = collectIfAsked(rt, to) | 0;
          if (to < 0) return to;
          pc = to | 0;
          R = ((I32[Ctx.FP] + Frame.REGS) << 1) | 0;
          continue;
        }
      }
      // The kernel executes the instruction.
      I32[Ctx.PC] = pc;
      op();
      let to = 0;
      if (I32[Ctx.STATUS] === Status.OK) {
        const length = LENGTH[I32[pc] & 0xff];
        if (length !== 0) to = pc + length;
        else to = pc + (I32[Ctx.FLAG] === 0 ? 4 : I32[(I32[pc] & 0xff) >= Op.JUMP_IF_LT ? pc + 3 : pc + 2]);
        if (!stress) {
          pc = to | 0;
          continue;
        }
      } else to = afterKernel(rt, pc) | 0;
      if (stress && to >= 0 && I32[Ctx.INTERRUPT] !== 0) to = collectIfAsked(rt, to) | 0;
      if (to < 0) return to;
      pc = to | 0;
      R = ((I32[Ctx.FP] + Frame.REGS) << 1) | 0;
    }
  }
  let traceLoop: (() => number) | undefined;
  return function run(): number {
    for (;;) {
      if (rt.tracing.active) traceLoop ??= makeTraceLoop(rt, constants.executeElsewhere);
      const end = rt.tracing.active ? traceLoop!() : interpreterLoop();
      if (end !== Again.PC) return end;
    }
  };
}

/**
 * The dispatch loop. One function, so that V8 keeps its state in machine registers; compact, because V8 does not optimise functions of
 * more than 60 KB of bytecode: what is rare lives in other files. Made by a factory that is called once per runtime: V8 then
 * treats the captured views as constants.
 *
 * Every arm either executes its instruction inline and continues, or breaks out to have the kernel execute it.
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
  FrameFlag,
  Kind,
  OBuffer,
  OBuiltin,
  OCell,
  OCode,
  ODict,
  OFunction,
  OGenerator,
  OInstance,
  OList,
  ORangeIter,
  OSeqIter,
  OTuple,
  OType,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { cachedAttribute, cachedStore } from "./attributes.js";
import { callCached, construct, performCall, returnWithFlags } from "./calls.js";
import { isCallersException, resume, returnGenerator, send, yieldValue } from "./generators.js";
import { knownBuiltin } from "./known.js";
import type { Runtime } from "./runtime.js";
import { backEdge, hotFunction, interrupt } from "./safepoint.js";
import { callEx, emptyCell, floatFloorDiv, floatMod, importOp, unboundLocal } from "./slow.js";
import { endAsyncFor, raised, raiseStatement, unwind } from "./unwind.js";

const LENGTHS = Uint8Array.from(OPCODES, lengthOf);
/** High words up to this one, unsigned, are numbers that the loop handles: doubles and, equal to it, int32. */
const NUMBER = 0xfff90000;

export function makeRun(rt: Runtime): () => number {
  const I32 = rt.I32;
  const F64 = rt.F64;
  const op = rt.kernel.op;
  const callKernel = rt.kernel.call;
  const LIST = rt.classes.list | 0;
  const TUPLE = rt.classes.tuple | 0;
  const STR = rt.classes.str | 0;
  const DICT = rt.classes.dict | 0;
  const stress = rt.gcStress;
  const hotLoop = rt.jit.threshold;

  return function run(): number {
    let pc = I32[Ctx.PC];
    let R = (I32[Ctx.FP] + Frame.REGS) << 1;
    for (;;) {
      kernel: {
        jump: {
          moved: {
            switch (I32[pc] & 0xff) {
              case Op.NOP: {
                pc += 4;
                continue;
              }
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
                if (I32[a + 1] === Tag.SPECIAL && I32[a] === Special.UNBOUND) {
                  pc = unboundLocal(rt, pc);
                  break moved;
                }
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
                const entries = I32[pc + 4];
                const globals = I32[(I32[R - 8] + OFunction.GLOBALS) >>> 2] >>> 2;
                let e = 0;
                if (I32[pc + 6] === 0) {
                  if (entries === 0 || I32[globals + (ODict.ENTRIES >> 2)] !== entries) break kernel;
                  e = ((entries + OBuffer.DATA) >>> 2) + 6 * I32[pc + 5];
                } else {
                  const builtins = I32[Ctx.BUILTINS] >>> 2;
                  if (
                    I32[globals + (ODict.VERSION >> 2)] !== entries ||
                    I32[builtins + (ODict.ENTRIES >> 2)] !== I32[pc + 7]
                  )
                    break kernel;
                  e = ((I32[pc + 7] + OBuffer.DATA) >>> 2) + 6 * I32[pc + 5];
                }
                if (I32[e] !== I32[pc + 2] || I32[e + 1] !== Tag.REF) break kernel;
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
                if (
                  entries === 0 ||
                  I32[(I32[(I32[R - 8] + OFunction.GLOBALS) >>> 2] + ODict.ENTRIES) >>> 2] !== entries
                )
                  break kernel;
                const e = ((entries + OBuffer.DATA) >>> 2) + 6 * I32[pc + 5];
                if (I32[e] !== I32[pc + 2] || I32[e + 1] !== Tag.REF) break kernel;
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
                if (hi === Tag.SPECIAL && I32[cell] === Special.UNBOUND) {
                  pc = emptyCell(rt, pc, I32[pc + 2], I32[pc + 3]);
                  break moved;
                }
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
              case Op.DELETE_CELL: {
                const cell = (I32[R + (I32[pc + 1] << 1)] + OCell.VALUE) >>> 2;
                if (I32[cell + 1] === Tag.SPECIAL && I32[cell] === Special.UNBOUND) {
                  pc = emptyCell(rt, pc, I32[pc + 1], I32[pc + 2]);
                  break moved;
                }
                I32[cell] = Special.UNBOUND;
                I32[cell + 1] = Tag.SPECIAL;
                pc += 4;
                continue;
              }
              case Op.ADD:
              case Op.INPLACE_ADD: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt === Tag.INT && ct === Tag.INT) {
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x + y) | 0;
                  if (((x ^ s) & (y ^ s)) < 0) {
                    if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
                    break kernel;
                  }
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = s;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] =
                    (bt === Tag.INT ? I32[b] : F64[b >> 1]) + (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.SUB:
              case Op.INPLACE_SUB: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt === Tag.INT && ct === Tag.INT) {
                  const x = I32[b];
                  const y = I32[c];
                  const s = (x - y) | 0;
                  if (((x ^ y) & (x ^ s)) < 0) {
                    if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
                    break kernel;
                  }
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = s;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] =
                    (bt === Tag.INT ? I32[b] : F64[b >> 1]) - (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.MUL:
              case Op.INPLACE_MUL: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt === Tag.INT && ct === Tag.INT) {
                  const p = I32[b] * I32[c];
                  if (p < -2147483648 || p > 2147483647) {
                    if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
                    break kernel;
                  }
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = p;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] =
                    (bt === Tag.INT ? I32[b] : F64[b >> 1]) * (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.TRUEDIV:
              case Op.INPLACE_TRUEDIV: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  const x = bt === Tag.INT ? I32[b] : F64[b >> 1];
                  const y = ct === Tag.INT ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = x / y;
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.FLOORDIV:
              case Op.INPLACE_FLOORDIV: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt === Tag.INT && ct === Tag.INT) {
                  const x = I32[b];
                  const y = I32[c];
                  if (y === 0 || (y === -1 && x === -2147483648)) break kernel;
                  let q = (x / y) | 0;
                  if ((x ^ y) < 0 && Math.imul(q, y) !== x) q--;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = q;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  const x = bt === Tag.INT ? I32[b] : F64[b >> 1];
                  const y = ct === Tag.INT ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = floatFloorDiv(x, y);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.MOD:
              case Op.INPLACE_MOD: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt === Tag.INT && ct === Tag.INT) {
                  const x = I32[b];
                  const y = I32[c];
                  if (y === 0) break kernel;
                  let m = (x % y) | 0;
                  if (m !== 0 && (m ^ y) < 0) m += y;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a] = m;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                  pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  const x = bt === Tag.INT ? I32[b] : F64[b >> 1];
                  const y = ct === Tag.INT ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = floatMod(x, y);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                  pc += 4;
                  continue;
                }
                break kernel;
              }
              case Op.AND:
              case Op.INPLACE_AND: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt !== Tag.INT || ct !== Tag.INT) break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] & I32[c];
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              case Op.OR:
              case Op.INPLACE_OR: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt !== Tag.INT || ct !== Tag.INT) break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] | I32[c];
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              case Op.XOR:
              case Op.INPLACE_XOR: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                if (bt !== Tag.INT || ct !== Tag.INT) break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] ^ I32[c];
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              case Op.LSHIFT:
              case Op.INPLACE_LSHIFT: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                const y = I32[c];
                if (bt !== Tag.INT || ct !== Tag.INT || y < 0 || y > 31) break kernel;
                const x = I32[b];
                const s = x << y;
                if (s >> y !== x) {
                  if ((I32[pc] & Feedback.OVERFLOW) === 0) I32[pc] |= Feedback.OVERFLOW;
                  break kernel;
                }
                const a = R + (I32[pc + 1] << 1);
                I32[a] = s;
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              case Op.RSHIFT:
              case Op.INPLACE_RSHIFT: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                const y = I32[c];
                if (bt !== Tag.INT || ct !== Tag.INT || y < 0) break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] >> (y > 31 ? 31 : y);
                I32[a + 1] = Tag.INT;
                if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                pc += 4;
                continue;
              }
              case Op.NEG: {
                const b = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const a = R + (I32[pc + 1] << 1);
                if (bt === Tag.INT && I32[b] !== -2147483648) {
                  I32[a] = -I32[b] | 0;
                  I32[a + 1] = Tag.INT;
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 < NUMBER) {
                  F64[a >> 1] = -F64[b >> 1];
                  if ((I32[pc] & Feedback.FLOAT) === 0) I32[pc] |= Feedback.FLOAT;
                } else break kernel;
                pc += 4;
                continue;
              }
              case Op.LT: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] < I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) < (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_LT: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] < I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) < (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_LT: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] < I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) < (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.LE: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] <= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) <= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_LE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] <= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) <= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_LE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] <= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) <= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.EQ: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] === I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) === (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = true;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_EQ: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] === I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) === (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = true;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_EQ: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] === I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) === (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = true;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.NE: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] !== I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) !== (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = false;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_NE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] !== I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) !== (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = false;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_NE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] !== I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) !== (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else if (
                  bt === ct &&
                  I32[b] === I32[c] &&
                  (bt === Tag.BOOL || bt === Tag.SPECIAL || (bt === Tag.REF && I32[I32[b] >>> 2] === STR))
                ) {
                  t = false;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.GT: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] > I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) > (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_GT: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] > I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) > (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_GT: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] > I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) > (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.GE: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] >= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) >= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_GE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] >= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) >= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_GE: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                const ct = I32[c + 1];
                let t = false;
                if (bt === Tag.INT && ct === Tag.INT) {
                  t = I32[b] >= I32[c];
                  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
                } else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === Tag.INT ? I32[b] : F64[b >> 1]) >= (ct === Tag.INT ? I32[c] : F64[c >> 1]);
                  const mixed = bt === Tag.INT || ct === Tag.INT ? Feedback.MIXED : Feedback.FLOAT;
                  if ((I32[pc] & mixed) === 0) I32[pc] |= mixed;
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case Op.NOT: {
                const b = R + (I32[pc + 2] << 1);
                const bt = I32[b + 1];
                let t = false;
                if (bt === Tag.BOOL || bt === Tag.INT) t = I32[b] !== 0;
                else if (bt === Tag.REF) {
                  const o = I32[b] >>> 2;
                  const k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break kernel;
                  t = I32[o + 2] !== 0;
                } else if (bt === Tag.SPECIAL) t = I32[b] !== Special.NONE;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 0 : 1;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP_IF_TRUE: {
                const b = R + (I32[pc + 1] << 1);
                const bt = I32[b + 1];
                let t = false;
                if (bt === Tag.BOOL || bt === Tag.INT) t = I32[b] !== 0;
                else if (bt === Tag.REF) {
                  const o = I32[b] >>> 2;
                  const k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break jump;
                  t = I32[o + 2] !== 0;
                } else if (bt === Tag.SPECIAL) t = I32[b] !== Special.NONE;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break jump;
                pc += t ? I32[pc + 2] : 4;
                continue;
              }
              case Op.JUMP_IF_FALSE: {
                const b = R + (I32[pc + 1] << 1);
                const bt = I32[b + 1];
                let t = false;
                if (bt === Tag.BOOL || bt === Tag.INT) t = I32[b] !== 0;
                else if (bt === Tag.REF) {
                  const o = I32[b] >>> 2;
                  const k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break jump;
                  t = I32[o + 2] !== 0;
                } else if (bt === Tag.SPECIAL) t = I32[b] !== Special.NONE;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break jump;
                pc += t ? 4 : I32[pc + 2];
                continue;
              }
              case Op.IS: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] === I32[c] && I32[b + 1] === I32[c + 1] ? 1 : 0;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.IS_NOT: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] === I32[c] && I32[b + 1] === I32[c + 1] ? 0 : 1;
                I32[a + 1] = Tag.BOOL;
                pc += 4;
                continue;
              }
              case Op.JUMP: {
                pc += I32[pc + 1];
                continue;
              }
              case Op.JUMP_BACK: {
                const heat = I32[pc + 4] + 1;
                I32[pc + 4] = heat;
                if ((I32[pc + 5] | I32[Ctx.INTERRUPT]) !== 0 || heat === hotLoop || (heat & 255) === 0) {
                  pc = backEdge(rt, pc, heat);
                  break moved;
                }
                pc += I32[pc + 1];
                continue;
              }
              case Op.JUMP_IF_NONE: {
                const b = R + (I32[pc + 1] << 1);
                pc += I32[b + 1] === Tag.SPECIAL && I32[b] === Special.NONE ? I32[pc + 2] : 4;
                continue;
              }
              case Op.JUMP_IF_NOT_NONE: {
                const b = R + (I32[pc + 1] << 1);
                pc += I32[b + 1] === Tag.SPECIAL && I32[b] === Special.NONE ? 4 : I32[pc + 2];
                continue;
              }
              case Op.FOR_ITER: {
                const it = I32[R + (I32[pc + 2] << 1)] >>> 2;
                const a = R + (I32[pc + 1] << 1);
                switch (I32[R + (I32[pc + 2] << 1) + 1] === Tag.REF ? I32[it + 1] & 0xff : 0) {
                  case Kind.RANGE_ITER: {
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
                  case Kind.LIST_ITER: {
                    const list = I32[it + (OSeqIter.SEQ >> 2)] >>> 2;
                    const i = I32[it + (OSeqIter.INDEX >> 2)];
                    if (list === 0 || i >= I32[list + (OList.LEN >> 2)]) break kernel;
                    const item = ((I32[list + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + (i << 1);
                    I32[it + (OSeqIter.INDEX >> 2)] = i + 1;
                    I32[a] = I32[item];
                    I32[a + 1] = I32[item + 1];
                    if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                    pc += 8;
                    continue;
                  }
                  case Kind.TUPLE_ITER: {
                    const tuple = I32[it + (OSeqIter.SEQ >> 2)] >>> 2;
                    const i = I32[it + (OSeqIter.INDEX >> 2)];
                    if (tuple === 0 || i >= I32[tuple + (OTuple.LEN >> 2)]) break kernel;
                    const item = tuple + (OTuple.ITEMS >> 2) + (i << 1);
                    I32[it + (OSeqIter.INDEX >> 2)] = i + 1;
                    I32[a] = I32[item];
                    I32[a + 1] = I32[item + 1];
                    if ((I32[pc] & Feedback.TUPLE) === 0) I32[pc] |= Feedback.TUPLE;
                    pc += 8;
                    continue;
                  }
                  case Kind.GENERATOR:
                    I32[Ctx.PC] = pc;
                    pc = resume(
                      rt,
                      it << 2,
                      Resume.SEND,
                      Special.NONE,
                      Tag.SPECIAL,
                      I32[pc + 1],
                      pc + 8,
                      FrameFlag.ITERATING,
                    );
                    break moved;
                }
                I32[Ctx.PC] = pc;
                op();
                if (I32[Ctx.STATUS] === Status.OK) {
                  pc += 8;
                  continue;
                }
                if (I32[Ctx.STATUS] === Status.STOP) {
                  pc += I32[pc + 3];
                  continue;
                }
                pc =
                  I32[Ctx.STATUS] === Status.CALL
                    ? performCall(rt, I32[pc + 1], pc + 8, FrameFlag.ITERATING)
                    : raised(rt, pc);
                break moved;
              }
              case Op.GET_ITEM: {
                const b = R + (I32[pc + 2] << 1);
                const c = R + (I32[pc + 3] << 1);
                if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.INT) break kernel;
                const o = I32[b] >>> 2;
                const k = I32[o];
                let i = I32[c];
                let item = 0;
                if (k === LIST) {
                  const n = I32[o + (OList.LEN >> 2)];
                  if (i < 0) i += n;
                  if (i >>> 0 >= n) break kernel;
                  item = ((I32[o + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + (i << 1);
                  if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                } else if (k === TUPLE) {
                  const n = I32[o + (OTuple.LEN >> 2)];
                  if (i < 0) i += n;
                  if (i >>> 0 >= n) break kernel;
                  item = o + (OTuple.ITEMS >> 2) + (i << 1);
                  if ((I32[pc] & Feedback.TUPLE) === 0) I32[pc] |= Feedback.TUPLE;
                } else break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a] = I32[item];
                I32[a + 1] = I32[item + 1];
                pc += 4;
                continue;
              }
              case Op.SET_ITEM: {
                const b = R + (I32[pc + 1] << 1);
                const c = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.INT) break kernel;
                const o = I32[b] >>> 2;
                if (I32[o] !== LIST) break kernel;
                let i = I32[c];
                const n = I32[o + (OList.LEN >> 2)];
                if (i < 0) i += n;
                if (i >>> 0 >= n) break kernel;
                const item = ((I32[o + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + (i << 1);
                const v = R + (I32[pc + 3] << 1);
                I32[item] = I32[v];
                I32[item + 1] = I32[v + 1];
                if ((I32[pc] & Feedback.LIST) === 0) I32[pc] |= Feedback.LIST;
                pc += 4;
                continue;
              }
              case Op.GET_ATTR: {
                const b = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== Tag.REF) break kernel;
                const o = I32[b] >>> 2;
                const cache = I32[pc + 6] & 0xff;
                if (cache === AttrCache.EMPTY) break kernel;
                if (cache <= AttrCache.OVERFLOW) {
                  if (
                    I32[o + (OInstance.SHAPE >> 2)] !== I32[pc + 4] ||
                    I32[(I32[o] + OType.VERSION) >>> 2] !== I32[pc + 5]
                  )
                    break kernel;
                  const a = R + (I32[pc + 1] << 1);
                  const v = (cache === AttrCache.SLOT ? o : I32[o + (OInstance.ATTRS >> 2)] >>> 2) + (I32[pc + 7] >> 2);
                  I32[a] = I32[v];
                  I32[a + 1] = I32[v + 1];
                  pc += 8;
                  continue;
                }
                const to = cachedAttribute(rt, pc, o, R);
                if (to === 0) break kernel;
                pc = to;
                break moved;
              }
              case Op.LOAD_METHOD: {
                const b = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== Tag.REF) break kernel;
                const o = I32[b] >>> 2;
                if ((I32[pc + 6] & 0xff) !== AttrCache.METHOD) {
                  if ((I32[pc + 6] & 0xff) === AttrCache.EMPTY || cachedAttribute(rt, pc, o, R) !== pc + 8)
                    break kernel;
                  const a = R + (I32[pc + 1] << 1);
                  I32[a + 2] = Special.UNBOUND;
                  I32[a + 3] = Tag.SPECIAL;
                  pc += 8;
                  continue;
                }
                if (I32[(I32[o] + OType.VERSION) >>> 2] !== I32[pc + 5]) break kernel;
                if (I32[pc + 4] !== 0 && I32[o + (OInstance.SHAPE >> 2)] !== I32[pc + 4]) break kernel;
                const a = R + (I32[pc + 1] << 1);
                I32[a + 2] = I32[b];
                I32[a + 3] = Tag.REF;
                I32[a] = I32[pc + 7];
                I32[a + 1] = Tag.REF;
                pc += 8;
                continue;
              }
              case Op.SET_ATTR: {
                const b = R + (I32[pc + 1] << 1);
                if (I32[b + 1] !== Tag.REF) break kernel;
                const o = I32[b] >>> 2;
                const cache = I32[pc + 6] & 0xff;
                if (cache === AttrCache.EMPTY || I32[o + (OInstance.SHAPE >> 2)] !== I32[pc + 4]) break kernel;
                if (I32[(I32[o] + OType.VERSION) >>> 2] !== I32[pc + 5]) break kernel;
                const v = R + (I32[pc + 2] << 1);
                if (cache <= AttrCache.OVERFLOW) {
                  const at =
                    (cache === AttrCache.SLOT ? o : I32[o + (OInstance.ATTRS >> 2)] >>> 2) + (I32[pc + 7] >> 2);
                  I32[at] = I32[v];
                  I32[at + 1] = I32[v + 1];
                } else if (!cachedStore(rt, pc, o, v)) break kernel;
                pc += 8;
                continue;
              }
              case Op.CALL: {
                const callee = R + (I32[pc + 2] << 1);
                if (I32[Ctx.INTERRUPT] !== 0) {
                  const to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                const args = callee + 2;
                const argc = I32[pc + 3];
                if (I32[callee + 1] === Tag.REF) {
                  const fn = I32[callee] >>> 2;
                  const kind = I32[fn + 1] & 0xff;
                  if (kind === Kind.FUNCTION) {
                    const code = I32[fn + (OFunction.CODE >> 2)] >>> 2;
                    if (
                      I32[code + (OCode.ARGCOUNT >> 2)] === argc &&
                      (I32[code + (OCode.FLAGS >> 2)] & CodeFlag.SIMPLE) !== 0
                    ) {
                      const sp = I32[Ctx.SP];
                      const top = sp + Frame.REGS + I32[code + (OCode.NREGS >> 2)];
                      if (I32[Ctx.DEPTH] < I32[Ctx.DEPTH_LIMIT] && top + 256 < I32[Ctx.STACK_LIMIT]) {
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
                        const heat = I32[code + (OCode.HEAT >> 2)] + 1;
                        I32[code + (OCode.HEAT >> 2)] = heat;
                        pc = I32[code + (OCode.ENTRY >> 2)];
                        if (I32[code + (OCode.UNIT >> 2)] !== 0 || heat === hotLoop) {
                          pc = hotFunction(rt, fn << 2, pc);
                          break moved;
                        }
                        continue;
                      }
                    }
                  }
                  I32[Ctx.PC] = pc;
                  I32[Ctx.CALLEE] = I32[callee];
                  I32[Ctx.CALLEE + 1] = Tag.REF;
                  I32[Ctx.ARGP] = args >> 1;
                  I32[Ctx.ARGC] = argc;
                  I32[Ctx.KWNAMES] = 0;
                  const last = args + (argc << 1);
                  const generator =
                    argc > 0 && I32[last - 1] === Tag.REF && (I32[(I32[last - 2] >>> 2) + 1] & 0xff) === Kind.GENERATOR;
                  if (kind === Kind.BUILTIN && !generator && I32[fn + (OBuiltin.HOST >> 2)] === 0) {
                    if (argc <= 2 && knownBuiltin(rt, fn << 2, argc, args, R + (I32[pc + 1] << 1))) {
                      pc += 8;
                      continue;
                    }
                    callKernel();
                    if (I32[Ctx.STATUS] === Status.OK) {
                      const a = R + (I32[pc + 1] << 1);
                      I32[a] = I32[Ctx.RESULT];
                      I32[a + 1] = I32[Ctx.RESULT + 1];
                      pc += 8;
                      if (!stress) continue;
                      break moved;
                    }
                    pc = I32[Ctx.STATUS] === Status.CALL ? performCall(rt, I32[pc + 1], pc + 8, 0) : raised(rt, pc);
                    break moved;
                  }
                  if (
                    kind === Kind.TYPE &&
                    I32[pc + 4] === I32[callee] &&
                    I32[fn + (OType.VERSION >> 2)] === I32[pc + 5] &&
                    I32[pc + 6] > 1
                  ) {
                    rt.kernel.allocInstance();
                    pc =
                      I32[Ctx.STATUS] === Status.OK ? construct(rt, I32[pc + 6], I32[pc + 1], pc + 8) : raised(rt, pc);
                    break moved;
                  }
                } else {
                  I32[Ctx.PC] = pc;
                  I32[Ctx.CALLEE] = I32[callee];
                  I32[Ctx.CALLEE + 1] = I32[callee + 1];
                  I32[Ctx.ARGP] = args >> 1;
                  I32[Ctx.ARGC] = argc;
                  I32[Ctx.KWNAMES] = 0;
                }
                pc = callCached(rt, pc);
                break moved;
              }
              case Op.CALL_METHOD: {
                const callee = R + (I32[pc + 2] << 1);
                if (I32[Ctx.INTERRUPT] !== 0) {
                  const to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                const bound = I32[callee + 3] !== Tag.SPECIAL || I32[callee + 2] !== Special.UNBOUND;
                const args = bound ? callee + 2 : callee + 4;
                const argc = bound ? I32[pc + 3] + 1 : I32[pc + 3];
                if (I32[callee + 1] === Tag.REF) {
                  const fn = I32[callee] >>> 2;
                  const kind = I32[fn + 1] & 0xff;
                  if (kind === Kind.FUNCTION) {
                    const code = I32[fn + (OFunction.CODE >> 2)] >>> 2;
                    if (
                      I32[code + (OCode.ARGCOUNT >> 2)] === argc &&
                      (I32[code + (OCode.FLAGS >> 2)] & CodeFlag.SIMPLE) !== 0
                    ) {
                      const sp = I32[Ctx.SP];
                      const top = sp + Frame.REGS + I32[code + (OCode.NREGS >> 2)];
                      if (I32[Ctx.DEPTH] < I32[Ctx.DEPTH_LIMIT] && top + 256 < I32[Ctx.STACK_LIMIT]) {
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
                        const heat = I32[code + (OCode.HEAT >> 2)] + 1;
                        I32[code + (OCode.HEAT >> 2)] = heat;
                        pc = I32[code + (OCode.ENTRY >> 2)];
                        if (I32[code + (OCode.UNIT >> 2)] !== 0 || heat === hotLoop) {
                          pc = hotFunction(rt, fn << 2, pc);
                          break moved;
                        }
                        continue;
                      }
                    }
                  }
                  I32[Ctx.PC] = pc;
                  I32[Ctx.CALLEE] = I32[callee];
                  I32[Ctx.CALLEE + 1] = Tag.REF;
                  I32[Ctx.ARGP] = args >> 1;
                  I32[Ctx.ARGC] = argc;
                  I32[Ctx.KWNAMES] = 0;
                  const last = args + (argc << 1);
                  const generator =
                    argc > 0 && I32[last - 1] === Tag.REF && (I32[(I32[last - 2] >>> 2) + 1] & 0xff) === Kind.GENERATOR;
                  if (kind === Kind.BUILTIN && !generator && I32[fn + (OBuiltin.HOST >> 2)] === 0) {
                    if (argc <= 2 && knownBuiltin(rt, fn << 2, argc, args, R + (I32[pc + 1] << 1))) {
                      pc += 8;
                      continue;
                    }
                    callKernel();
                    if (I32[Ctx.STATUS] === Status.OK) {
                      const a = R + (I32[pc + 1] << 1);
                      I32[a] = I32[Ctx.RESULT];
                      I32[a + 1] = I32[Ctx.RESULT + 1];
                      pc += 8;
                      if (!stress) continue;
                      break moved;
                    }
                    pc = I32[Ctx.STATUS] === Status.CALL ? performCall(rt, I32[pc + 1], pc + 8, 0) : raised(rt, pc);
                    break moved;
                  }
                  if (
                    kind === Kind.TYPE &&
                    I32[pc + 4] === I32[callee] &&
                    I32[fn + (OType.VERSION >> 2)] === I32[pc + 5] &&
                    I32[pc + 6] > 1
                  ) {
                    rt.kernel.allocInstance();
                    pc =
                      I32[Ctx.STATUS] === Status.OK ? construct(rt, I32[pc + 6], I32[pc + 1], pc + 8) : raised(rt, pc);
                    break moved;
                  }
                } else {
                  I32[Ctx.PC] = pc;
                  I32[Ctx.CALLEE] = I32[callee];
                  I32[Ctx.CALLEE + 1] = I32[callee + 1];
                  I32[Ctx.ARGP] = args >> 1;
                  I32[Ctx.ARGC] = argc;
                  I32[Ctx.KWNAMES] = 0;
                }
                pc = callCached(rt, pc);
                break moved;
              }
              case Op.CALL_KW: {
                if (I32[Ctx.INTERRUPT] !== 0) {
                  const to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                const callee = R + (I32[pc + 2] << 1);
                const bound = I32[callee + 3] !== Tag.SPECIAL || I32[callee + 2] !== Special.UNBOUND;
                I32[Ctx.PC] = pc;
                I32[Ctx.CALLEE] = I32[callee];
                I32[Ctx.CALLEE + 1] = I32[callee + 1];
                I32[Ctx.ARGP] = (callee >> 1) + (bound ? 1 : 2);
                I32[Ctx.ARGC] = I32[pc + 3] + (bound ? 1 : 0);
                I32[Ctx.KWNAMES] = I32[pc + 4];
                pc = performCall(rt, I32[pc + 1], pc + 8, 0);
                break moved;
              }
              case Op.CALL_EX: {
                if (I32[Ctx.INTERRUPT] !== 0) {
                  const to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                pc = callEx(rt, pc);
                break moved;
              }
              case Op.RETURN: {
                const a = R + (I32[pc + 1] << 1);
                const lo = I32[a];
                const hi = I32[a + 1];
                if (I32[R - 3] !== 0) {
                  I32[Ctx.RESULT] = lo;
                  I32[Ctx.RESULT + 1] = hi;
                  I32[Ctx.PC] = pc;
                  pc = returnWithFlags(rt);
                  break moved;
                }
                I32[Ctx.SP] = (R >> 1) - Frame.REGS;
                I32[Ctx.DEPTH]--;
                const caller = I32[R - 6];
                const dst = I32[R - 4];
                pc = I32[R - 5];
                I32[Ctx.FP] = caller;
                R = (caller + Frame.REGS) << 1;
                I32[R + (dst << 1)] = lo;
                I32[R + (dst << 1) + 1] = hi;
                continue;
              }
              case Op.RETURN_GENERATOR: {
                pc = returnGenerator(rt, pc);
                break moved;
              }
              case Op.YIELD: {
                pc = yieldValue(rt, pc);
                break moved;
              }
              case Op.SEND: {
                pc = send(rt, pc);
                break moved;
              }
              case Op.END_ASYNC_FOR: {
                pc = endAsyncFor(rt, pc);
                break moved;
              }
              case Op.RAISE: {
                pc = raiseStatement(rt, pc);
                break moved;
              }
              case Op.RERAISE: {
                const a = R + (I32[pc + 1] << 1);
                I32[Ctx.EXC] = I32[a];
                I32[Ctx.EXC + 1] = I32[a + 1];
                pc = unwind(rt, pc, false);
                break moved;
              }
              case Op.PUSH_EXC: {
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
                pc += 4;
                continue;
              }
              case Op.POP_EXC: {
                const a = R + (I32[pc + 1] << 1);
                if (I32[a + 1] === Tag.SPECIAL && I32[a] === Special.UNBOUND) {
                  const saved = (I32[R - 2] + OGenerator.HANDLED) >>> 2;
                  I32[Ctx.HANDLED] = I32[saved];
                  I32[Ctx.HANDLED + 1] = I32[saved + 1];
                } else {
                  I32[Ctx.HANDLED] = I32[a];
                  I32[Ctx.HANDLED + 1] = I32[a + 1];
                }
                pc += 4;
                continue;
              }
              case Op.IMPORT_NAME:
              case Op.IMPORT_FROM:
              case Op.IMPORT_STAR:
              case Op.PRINT_EXPR:
              case Op.ASYNC_GEN_WRAP: {
                pc = importOp(rt, pc);
                break moved;
              }
              default:
                break kernel;
            }
          }
          // A function of another file has moved on, perhaps to another frame.
          if (stress && pc >= 0 && I32[Ctx.INTERRUPT] !== 0) pc = interrupt(rt, pc);
          if (pc < 0) return pc;
          R = (I32[Ctx.FP] + Frame.REGS) << 1;
          continue;
        }
        // A conditional jump that the kernel decides.
        I32[Ctx.PC] = pc;
        op();
        if (I32[Ctx.STATUS] === Status.OK) {
          pc += I32[Ctx.FLAG] === 0 ? 4 : (I32[pc] & 0xff) >= Op.JUMP_IF_LT ? I32[pc + 3] : I32[pc + 2];
          continue;
        }
        pc = raised(rt, pc);
        if (pc < 0) return pc;
        R = (I32[Ctx.FP] + Frame.REGS) << 1;
        continue;
      }
      // The kernel executes the instruction.
      I32[Ctx.PC] = pc;
      op();
      const status = I32[Ctx.STATUS];
      const next = pc + LENGTHS[I32[pc] & 0xff];
      if (status === Status.OK) {
        pc = next;
        if (!stress) continue;
      } else if (status === Status.STOP) {
        pc += I32[pc + 3];
        continue;
      } else {
        pc =
          status === Status.CALL
            ? performCall(rt, resultRegister(I32[pc] & 0xff, I32[pc + 1]), next, waiting(I32[pc] & 0xff))
            : raised(rt, pc);
      }
      if (stress && pc >= 0 && I32[Ctx.INTERRUPT] !== 0) pc = interrupt(rt, pc);
      if (pc < 0) return pc;
      R = (I32[Ctx.FP] + Frame.REGS) << 1;
    }
  };
}

/** How the frame waits for a call that the kernel turned its instruction into. */
function waiting(opcode: number): number {
  if (opcode >= Op.ADD && opcode <= Op.INPLACE_MATMUL) return FrameFlag.OPERATOR;
  return opcode === Op.SET_ITEM ? FrameFlag.DISCARD : 0;
}

/** Where the result of an instruction goes that the kernel turned into a call: nowhere for stores and deletions. */
function resultRegister(opcode: number, a: number): number {
  const first = OPCODES[opcode].operands[0];
  return first === "w" || first === "wN" || first === "rw" ? a : -1;
}

/**
 * Ints beyond int32 that fit 48 bits, and operators on int32 whose result does not fit. As doubles they are exact, and so is every
 * result that fits 48 bits; others are the kernel's.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { Feedback, Tag } from "../heap/layouts.generated.js";

/** What the high words of numbers are compared with. */
export const enum High {
  /** The high 16 bits of such an int's high word, as a signed number: Tag.LONG16. */
  LONG = -6,
  SIGN = -0x80000000,
  /** High words up to this one, as unsigned numbers, are doubles and, equal to it, int32: `(high ^ SIGN) <= NUMBER`. */
  NUMBER = 0x7ff90000,
  /** As NUMBER, with the ints of up to 48 bits, which follow int32. */
  LONGS = 0x7ffaffff,
}

export const enum LongInt {
  /** They are below this, and not below its negative. */
  LIMIT = 0x800000000000,
}

/** Is this the high word of an int of at most 48 bits? */
function isInt(high: number): boolean {
  return high === Tag.INT || high >> 16 === High.LONG;
}

function highWord(I32: Int32Array, at: number): number {
  return I32[at + 1] === Tag.INT ? I32[at] >> 31 : (I32[at + 1] << 16) >> 16;
}

/** The int beyond int32 of these two words. */
export function long(high: number, low: number): number {
  return ((high << 16) >> 16) * 4294967296 + (low >>> 0);
}

/** The high word of such an int. */
export function highOfLong(x: number): number {
  return (Tag.LONG16 << 16) | (Math.floor(x / 4294967296) & 0xffff);
}

function read(I32: Int32Array, at: number): number {
  return I32[at + 1] === Tag.INT ? I32[at] : long(I32[at + 1], I32[at]);
}

/** Writes a whole number; false when it does not fit. */
function write(I32: Int32Array, at: number, x: number): boolean {
  if (x < -LongInt.LIMIT || x >= LongInt.LIMIT) return false;
  const low = x | 0;
  I32[at] = low;
  I32[at + 1] = low === x ? Tag.INT : highOfLong(x);
  return true;
}

/** Exact: the quotient is wrong by one at most, and its product with y fits 49 bits. V8's own `%` on doubles is a call of C. */
export function floorMod(x: number, y: number): number {
  const m = x - Math.floor(x / y) * y;
  if (y > 0) return m < 0 ? m + y : m >= y ? m - y : m;
  return m > 0 ? m + y : m <= y ? m - y : m;
}

/** Those binary operators that the loop does not execute itself. Gives the pc to go on at, 0 when the kernel has to do it. */
export function longOperator(I32: Int32Array, F64: Float64Array, pc: number, R: number): number {
  const a = R + (I32[pc + 1] << 1);
  const b = R + (I32[pc + 2] << 1);
  const c = R + (I32[pc + 3] << 1);
  if (!isInt(I32[b + 1]) || !isInt(I32[c + 1])) return 0;
  const x = read(I32, b);
  const y = read(I32, c);
  let z = 0;
  switch (I32[pc] & 0xff) {
    case Op.FLOORDIV:
    case Op.INPLACE_FLOORDIV:
      if (y === 0) return 0;
      z = (x - floorMod(x, y)) / y;
      break;
    case Op.LSHIFT:
    case Op.INPLACE_LSHIFT:
      if (y < 0 || y > 47) return 0;
      z = x * 2 ** y;
      break;
    case Op.RSHIFT:
    case Op.INPLACE_RSHIFT:
      if (y < 0) return 0;
      z = Math.floor(x / 2 ** Math.min(y, 48));
      break;
    case Op.AND:
    case Op.INPLACE_AND:
      z = (highWord(I32, b) & highWord(I32, c)) * 4294967296 + ((I32[b] & I32[c]) >>> 0);
      break;
    case Op.OR:
    case Op.INPLACE_OR:
      z = (highWord(I32, b) | highWord(I32, c)) * 4294967296 + ((I32[b] | I32[c]) >>> 0);
      break;
    case Op.XOR:
    case Op.INPLACE_XOR:
      z = (highWord(I32, b) ^ highWord(I32, c)) * 4294967296 + ((I32[b] ^ I32[c]) >>> 0);
      break;
    case Op.TRUEDIV:
    case Op.INPLACE_TRUEDIV:
      if (y === 0) return 0;
      F64[a >> 1] = x / y;
      I32[pc] |= Feedback.INT;
      return pc + 4;
    default:
      return 0;
  }
  if (!write(I32, a, z)) return 0;
  if ((I32[pc] & Feedback.INT) === 0) I32[pc] |= Feedback.INT;
  return pc + 4;
}

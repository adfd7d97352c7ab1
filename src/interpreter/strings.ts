/**
 * Strs of one-byte characters without the kernel: concatenation, parts, decimal digits. What is made here is what the kernel
 * (native/src/objects/str) would have made: single characters and the empty str are shared, long concatenations grow in place.
 * Functions that give a ref give 0 where the kernel has to decide.
 */
import { Feedback, Kind, OBuffer, OStr, StrFlag, StrGrowth, Tag } from "../heap/layouts.generated.js";
import { CellSize, type Cells } from "./cells.js";
import type { Runtime } from "./runtime.js";
import type { Slices } from "./slices.js";

export type Strings = ReturnType<typeof makeStrings>;

export function makeStrings(rt: Runtime, cells: Cells, slices: Slices) {
  const { I32, U8, kernel } = rt;
  const { largerCell, cell, header, copyBytes } = cells;
  const STR = rt.classes.str | 0;
  const EMPTY = kernel.intern("") | 0;
  /** Refs of the strs of one character below U+0100 that were needed so far, which live for ever; else 0. */
  const characters = new Int32Array(256);

  /** The str of a character below U+0100. */
  function latin1(c: number): number {
    const known = characters[c];
    if (known !== 0) return known;
    characters[c] = kernel.intern(String.fromCharCode(c));
    return characters[c];
  }

  function isNarrow(s: number): boolean {
    return (I32[s + (OStr.WIDTH >> 2)] & 0xff) === 1;
  }

  /** The str of the character at `i` of the str `s` (a word index). */
  function character(s: number, i: number): number {
    return isNarrow(s) ? latin1(U8[(I32[s + (OStr.DATA >> 2)] >>> 0) + i]) : 0;
  }

  /** Fills in a new str whose bytes lie at `data`. */
  function describe(str: number, length: number, head: number, data: number, buffer: number): number {
    header(str, STR, Kind.STR);
    const s = str >>> 2;
    I32[s + (OStr.LEN >> 2)] = length;
    I32[s + (OStr.ATTRS >> 2)] = 0;
    I32[s + (OStr.HASH >> 2)] = 0;
    I32[s + (OStr.HASH >> 2) + 1] = 0;
    I32[s + (OStr.WIDTH >> 2)] = head;
    I32[s + (OStr.DATA >> 2)] = data;
    I32[s + (OStr.BUF >> 2)] = buffer;
    return str;
  }

  /** `x + y` of two strs, given as word indices. */
  function concat(x: number, y: number): number {
    const n = I32[x + (OStr.LEN >> 2)];
    const m = I32[y + (OStr.LEN >> 2)];
    if (m === 0) return x << 2;
    if (n === 0) return y << 2;
    if (!isNarrow(x) || !isNarrow(y)) return 0;
    const size = n + m;
    const from = I32[x + (OStr.DATA >> 2)];
    if (size < ((I32[x + (OStr.WIDTH >> 2)] & (StrFlag.CONCATENATED << 8)) !== 0 ? StrGrowth.AGAIN : StrGrowth.AT)) {
      const str = size > CellSize.MAX - OStr.INLINE ? 0 : largerCell(OStr.INLINE + size);
      if (str === 0) return 0;
      copyBytes(str + OStr.INLINE, from, n);
      copyBytes(str + OStr.INLINE + n, I32[y + (OStr.DATA >> 2)], m);
      return describe(str, size, 1 | (StrFlag.CONCATENATED << 8), str + OStr.INLINE, 0);
    }
    // In place, if `x` ends where what is used of its buffer ends and there is room behind.
    const buffer = I32[x + (OStr.BUF >> 2)];
    const used = (buffer + OBuffer.DATA) >>> 2;
    const before = from - (buffer + StrGrowth.UNITS);
    if (buffer === 0 || before + n !== I32[used] || before + size + 8 > I32[buffer >>> 2]) return 0;
    const str = cell(OStr.INLINE);
    if (str === 0) return 0;
    copyBytes(from + n, I32[y + (OStr.DATA >> 2)], m);
    I32[used] = before + size;
    return describe(str, size, 1 | (StrFlag.CONCATENATED << 8), from, buffer);
  }

  /** `s[start:end]` of the str at word `s`, bounds in range. */
  function part(s: number, start: number, end: number): number {
    const n = end - start;
    if (n === I32[s + (OStr.LEN >> 2)]) return s << 2;
    if (n <= 0) return EMPTY;
    if (n === 1) return character(s, start);
    const str = n > CellSize.MAX - OStr.INLINE || !isNarrow(s) ? 0 : largerCell(OStr.INLINE + n);
    if (str === 0) return 0;
    copyBytes(str + OStr.INLINE, I32[s + (OStr.DATA >> 2)] + start, n);
    return describe(str, n, 1, str + OStr.INLINE, 0);
  }

  /** GET_ITEM of the str at word `s` with the key at word `key`. */
  function item(s: number, key: number): number {
    const n = I32[s + (OStr.LEN >> 2)];
    if (I32[key + 1] === Tag.INT) {
      const i = I32[key] < 0 ? I32[key] + n : I32[key];
      return i < 0 || i >= n ? 0 : character(s, i);
    }
    const slice = slices.plain(key);
    if (slice === 0) return 0;
    const start = slices.start(slice, n);
    const end = slices.end(slice, n);
    return start < 0 || end < 0 ? 0 : part(s, start, end);
  }

  /** `str(x)` of an int32. */
  function decimal(x: number): number {
    if (x >= 0 && x <= 9) return latin1(48 + x);
    let rest = (x < 0 ? -x : x) >>> 0;
    let digits = x < 0 ? 2 : 1;
    for (let n = rest; n > 9; n = (n / 10) >>> 0) digits++;
    const str = cell(OStr.INLINE + digits);
    if (str === 0) return 0;
    const first = (str + OStr.INLINE) >>> 0;
    for (let i = digits - 1; i >= 0; i--) {
      const next = (rest / 10) >>> 0;
      U8[first + i] = 48 + (rest - 10 * next);
      rest = next;
    }
    if (x < 0) U8[first] = 45;
    return describe(str, digits, 1, str + OStr.INLINE, 0);
  }

  /** ADD of two strs; the pc to go on at, 0: the kernel's. */
  function add(pc: number, R: number): number {
    const b = R + (I32[pc + 2] << 1);
    const c = R + (I32[pc + 3] << 1);
    if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.REF) return 0;
    const x = I32[b] >>> 2;
    const y = I32[c] >>> 2;
    if (I32[x] !== STR || I32[y] !== STR) return 0;
    const sum = concat(x, y);
    if (sum === 0) return 0;
    if ((I32[pc] & Feedback.STR) === 0) I32[pc] |= Feedback.STR;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = sum;
    I32[a + 1] = Tag.REF;
    return pc + 4;
  }

  return { latin1, character, item, decimal, add };
}

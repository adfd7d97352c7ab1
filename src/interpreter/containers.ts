/**
 * Items of dicts, sets and strs without the kernel: keys are ints of 32 bits and strs, found where the probing of the kernel's tables
 * (native/src/objects/dict/table.rs, set/table.rs) meets the very same key. Whatever needs a comparison is the kernel's.
 * Each function gives the pc to go on at, 0: the kernel's.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { Feedback, OBuffer, ODict, OSeqIter, OSet, OStr, Special, Tag } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

export type Containers = ReturnType<typeof makeContainers>;

const ABSENT = 0;
const UNDECIDED = -1;
/** Probes before the kernel takes over. */
const PROBES = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;
/** Bytes of strs that are compared here. */
const SHORT = 32;

/** Is it an int or a str whose hash is known? */
function hasHash(I32: Int32Array, str: number, key: number): boolean {
  if (I32[key + 1] === Tag.INT) return I32[key] !== -1;
  if (I32[key + 1] !== Tag.REF) return false;
  const k = I32[key] >>> 2;
  return I32[k] === str && (I32[k + (OStr.HASH >> 2)] | I32[k + (OStr.HASH >> 2) + 1]) !== 0;
}

function hashLow(I32: Int32Array, key: number): number {
  return I32[key + 1] === Tag.INT ? I32[key] : I32[(I32[key] + OStr.HASH) >>> 2];
}

function hashHigh(I32: Int32Array, key: number): number {
  return I32[key + 1] === Tag.INT ? I32[key] >> 31 : I32[((I32[key] + OStr.HASH) >>> 2) + 1];
}

/** Word index of the dict's entry for the key at word `key`, or ABSENT or UNDECIDED. */
function findEntry(I32: Int32Array, str: number, d: number, key: number): number {
  if (!hasHash(I32, str, key)) return UNDECIDED;
  const index = I32[d + (ODict.INDEX >> 2)];
  if (index === 0) return ABSENT;
  const places = (index + OBuffer.DATA) >>> 2;
  const entries = (I32[d + (ODict.ENTRIES >> 2)] + OBuffer.DATA) >>> 2;
  const mask = I32[d + (ODict.MASK >> 2)];
  const low = hashLow(I32, key);
  const high = hashHigh(I32, key);
  let perturbLow = low;
  let perturbHigh = high;
  let i = low & mask;
  for (let n = 0; n < PROBES; n++) {
    const place = I32[places + i];
    if (place === 0) return ABSENT;
    if (place > 0) {
      const e = entries + 6 * (place - 1);
      if (I32[e] === I32[key] && I32[e + 1] === I32[key + 1]) return e;
      if (I32[e + 4] === low && I32[e + 5] === high) return UNDECIDED;
    }
    perturbLow = (perturbLow >>> PERTURB_SHIFT) | (perturbHigh << (32 - PERTURB_SHIFT));
    perturbHigh >>>= PERTURB_SHIFT;
    i = (Math.imul(i, 5) + perturbLow + 1) & mask;
  }
  return UNDECIDED;
}

/** Word index of the set's place with the key at word `key`, or ABSENT or UNDECIDED. */
function findPlace(I32: Int32Array, str: number, s: number, key: number): number {
  if (!hasHash(I32, str, key)) return UNDECIDED;
  const table = (I32[s + (OSet.TABLE >> 2)] + OBuffer.DATA) >>> 2;
  const mask = I32[s + (OSet.MASK >> 2)];
  const low = hashLow(I32, key);
  const high = hashHigh(I32, key);
  let perturbLow = low;
  let perturbHigh = high;
  let i = low & mask;
  for (let n = 0; n < PROBES; n++) {
    const last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
    for (let j = i; j <= last; j++) {
      const e = table + 4 * j;
      if (I32[e] === low && I32[e + 1] === high && (I32[e + 3] !== Tag.SPECIAL || I32[e + 2] !== Special.UNBOUND))
        return I32[e + 2] === I32[key] && I32[e + 3] === I32[key + 1] ? e : UNDECIDED;
      if ((I32[e] | I32[e + 1]) === 0 && I32[e + 3] === Tag.SPECIAL && I32[e + 2] === Special.UNBOUND) return ABSENT;
    }
    perturbLow = (perturbLow >>> PERTURB_SHIFT) | (perturbHigh << (32 - PERTURB_SHIFT));
    perturbHigh >>>= PERTURB_SHIFT;
    i = (Math.imul(i, 5) + 1 + perturbLow) & mask;
  }
  return UNDECIDED;
}

/** The functions of this file for one runtime, whose views V8 takes for constants. */
export function makeContainers(rt: Runtime) {
  const { I32, U8, kernel } = rt;
  const DICT = rt.classes.dict | 0;
  const STR = rt.classes.str | 0;
  const SET = rt.classes.set | 0;
  const FROZENSET = rt.classes.frozenset | 0;
  /** Refs of the strs of one character below U+0100 that were needed so far, which live for ever; else 0. */
  const characters = new Int32Array(256);

  /** Ref of the str of the one-byte character at `i` of the str `s`; 0 when its characters are wider. */
  function character(s: number, i: number): number {
    if ((I32[s + (OStr.WIDTH >> 2)] & 0xff) !== 1) return 0;
    const c = U8[(I32[s + (OStr.DATA >> 2)] >>> 0) + i];
    const known = characters[c];
    if (known !== 0) return known;
    characters[c] = kernel.intern(String.fromCharCode(c));
    return characters[c];
  }

  /** GET_ITEM */
  function getItem(pc: number, R: number): number {
    const a = R + (I32[pc + 1] << 1);
    const b = R + (I32[pc + 2] << 1);
    const c = R + (I32[pc + 3] << 1);
    if (I32[b + 1] !== Tag.REF) return 0;
    const o = I32[b] >>> 2;
    if (I32[o] === DICT) {
      const e = findEntry(I32, STR, o, c);
      if (e <= ABSENT) return 0;
      I32[a] = I32[e + 2];
      I32[a + 1] = I32[e + 3];
      if ((I32[pc] & Feedback.DICT) === 0) I32[pc] |= Feedback.DICT;
      return pc + 4;
    }
    if (I32[o] !== STR || I32[c + 1] !== Tag.INT) return 0;
    const n = I32[o + (OStr.LEN >> 2)];
    const i = I32[c] < 0 ? I32[c] + n : I32[c];
    if (i < 0 || i >= n) return 0;
    const char = character(o, i);
    if (char === 0) return 0;
    I32[a] = char;
    I32[a + 1] = Tag.REF;
    if ((I32[pc] & Feedback.STR) === 0) I32[pc] |= Feedback.STR;
    return pc + 4;
  }

  /** SET_ITEM of a key that the dict has. */
  function setItem(pc: number, R: number): number {
    const b = R + (I32[pc + 1] << 1);
    const o = I32[b] >>> 2;
    if (I32[b + 1] !== Tag.REF || I32[o] !== DICT) return 0;
    const e = findEntry(I32, STR, o, R + (I32[pc + 2] << 1));
    if (e <= ABSENT) return 0;
    const v = R + (I32[pc + 3] << 1);
    I32[e + 2] = I32[v];
    I32[e + 3] = I32[v + 1];
    if ((I32[pc] & Feedback.DICT) === 0) I32[pc] |= Feedback.DICT;
    return pc + 4;
  }

  /** IN and NOT_IN */
  function contains(pc: number, R: number): number {
    const key = R + (I32[pc + 2] << 1);
    const c = R + (I32[pc + 3] << 1);
    if (I32[c + 1] !== Tag.REF) return 0;
    const o = I32[c] >>> 2;
    const k = I32[o];
    let e = UNDECIDED;
    if (k === DICT) e = findEntry(I32, STR, o, key);
    else if (k === SET || k === FROZENSET) e = findPlace(I32, STR, o, key);
    if (e === UNDECIDED) return 0;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = (e !== ABSENT) === ((I32[pc] & 0xff) === Op.IN) ? 1 : 0;
    I32[a + 1] = Tag.BOOL;
    return pc + 4;
  }

  /** FOR_ITER of a str's iterator `it` (a word index). */
  function nextCharacter(pc: number, R: number, it: number): number {
    const s = I32[it + (OSeqIter.SEQ >> 2)] >>> 2;
    const i = I32[it + (OSeqIter.INDEX >> 2)];
    if (s === 0 || i >= I32[s + (OStr.LEN >> 2)]) return 0;
    const char = character(s, i);
    if (char === 0) return 0;
    I32[it + (OSeqIter.INDEX >> 2)] = i + 1;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = char;
    I32[a + 1] = Tag.REF;
    return pc + 8;
  }

  /** Are the values at words `b` and `c` equal strs? 1, 0, or -1: the kernel has to look. */
  function sameStrs(pc: number, b: number, c: number): number {
    const x = I32[b] >>> 2;
    const y = I32[c] >>> 2;
    if (I32[b + 1] !== Tag.REF || I32[c + 1] !== Tag.REF || I32[x] !== STR || I32[y] !== STR) return -1;
    if ((I32[pc] & Feedback.STR) === 0) I32[pc] |= Feedback.STR;
    if (x === y) return 1;
    const n = I32[x + (OStr.LEN >> 2)];
    if (n !== I32[y + (OStr.LEN >> 2)]) return 0;
    const width = I32[x + (OStr.WIDTH >> 2)] & 0xff;
    if (width !== (I32[y + (OStr.WIDTH >> 2)] & 0xff)) return 0;
    if (n * width > SHORT) return -1;
    const from = I32[x + (OStr.DATA >> 2)] >>> 0;
    const other = I32[y + (OStr.DATA >> 2)] >>> 0;
    for (let i = 0; i < n * width; i++) if (U8[from + i] !== U8[other + i]) return 0;
    return 1;
  }

  return { getItem, setItem, contains, nextCharacter, sameStrs };
}

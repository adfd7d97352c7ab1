/**
 * Items of dicts, sets and strs without the kernel: keys are ints of 32 bits and strs, found where the probing of the kernel's tables
 * (native/src/objects/dict/table.rs, set/table.rs) meets the very same key. Whatever needs a comparison is the kernel's.
 * Each function gives the pc to go on at, 0: the kernel's.
 */
import { Op } from "../bytecode/opcodes.generated.js";
import { Feedback, OBuffer, ODict, OSeqIter, OSet, OStr, Special, StrFlag, Tag } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";
import type { Sequences } from "./sequences.js";
import type { Strings } from "./strings.js";

export type Containers = ReturnType<typeof makeContainers>;

/** What a search may give in place of a place. */
const enum Found {
  ABSENT = 0,
  UNDECIDED = -1,
}

const enum Limit {
  /** Probes before the kernel takes over. */
  PROBES = 8,
  LINEAR_PROBES = 9,
  PERTURB_SHIFT = 5,
  /** Bytes of strs that are compared here. */
  SHORT = 32,
}

/** The functions of this file for one runtime, whose views V8 takes for constants. */
export function makeContainers(rt: Runtime, strings: Strings, sequences: Sequences) {
  const { I32, U8 } = rt;
  const DICT = rt.classes.dict | 0;
  const STR = rt.classes.str | 0;
  const LIST = rt.classes.list | 0;
  const SET = rt.classes.set | 0;
  const FROZENSET = rt.classes.frozenset | 0;

  /**
   * Where a search last ended without finding the key: word of a dict's index or of a set's place, 0 if the set has a place of a deleted
   * key before it, which the kernel uses again.
   */
  let emptyPlace = 0;

  /** Is it an int or a str whose hash is known? */
  function hasHash(key: number): boolean {
    if (I32[key + 1] === Tag.INT) return I32[key] !== -1;
    if (I32[key + 1] !== Tag.REF) return false;
    const k = I32[key] >>> 2;
    return I32[k] === STR && (I32[k + (OStr.HASH >> 2)] | I32[k + (OStr.HASH >> 2) + 1]) !== 0;
  }

  function hashLow(key: number): number {
    return I32[key + 1] === Tag.INT ? I32[key] : I32[(I32[key] + OStr.HASH) >>> 2];
  }

  function hashHigh(key: number): number {
    return I32[key + 1] === Tag.INT ? I32[key] >> 31 : I32[((I32[key] + OStr.HASH) >>> 2) + 1];
  }

  /** Are the strs at words `x` and `y` equal? 1, 0, or -1: the kernel has to look. */
  function sameText(x: number, y: number): number {
    if (x === y) return 1;
    const n = I32[x + (OStr.LEN >> 2)];
    if (n !== I32[y + (OStr.LEN >> 2)]) return 0;
    const width = I32[x + (OStr.WIDTH >> 2)] & 0xff;
    if (width !== (I32[y + (OStr.WIDTH >> 2)] & 0xff)) return 0;
    if (n * width > Limit.SHORT) return -1;
    const from = I32[x + (OStr.DATA >> 2)] >>> 0;
    const other = I32[y + (OStr.DATA >> 2)] >>> 0;
    for (let i = 0; i < n * width; i++) if (U8[from + i] !== U8[other + i]) return 0;
    return 1;
  }

  /** Is what is at word `found`, which has the hash of the key at word `key`, surely equal to it? */
  function isKey(found: number, key: number): boolean {
    const lo = I32[found];
    if (I32[found + 1] !== I32[key + 1]) return false;
    if (lo === I32[key]) return true;
    return I32[key + 1] === Tag.REF && I32[lo >>> 2] === STR && sameText(lo >>> 2, I32[key] >>> 2) === 1;
  }

  function isUnbound(at: number): boolean {
    return I32[at + 1] === Tag.SPECIAL && I32[at] === Special.UNBOUND;
  }

  /** Word index of the dict's entry for the key at word `key`, or what of `Found` is so. */
  function findEntry(d: number, key: number): number {
    if (!hasHash(key)) return Found.UNDECIDED;
    const index = I32[d + (ODict.INDEX >> 2)];
    // Its capacity is 0: nothing is appended.
    if (index === 0) return Found.ABSENT;
    const places = (index + OBuffer.DATA) >>> 2;
    const entries = (I32[d + (ODict.ENTRIES >> 2)] + OBuffer.DATA) >>> 2;
    const mask = I32[d + (ODict.MASK >> 2)];
    const low = hashLow(key);
    const high = hashHigh(key);
    let perturbLow = low;
    let perturbHigh = high;
    let i = low & mask;
    for (let n = 0; n < Limit.PROBES; n++) {
      const place = I32[places + i];
      if (place === 0) {
        emptyPlace = places + i;
        return Found.ABSENT;
      }
      if (place > 0) {
        const e = entries + 6 * (place - 1);
        if (I32[e + 4] === low && I32[e + 5] === high && !isUnbound(e)) return isKey(e, key) ? e : Found.UNDECIDED;
      }
      perturbLow = (perturbLow >>> Limit.PERTURB_SHIFT) | (perturbHigh << (32 - Limit.PERTURB_SHIFT));
      perturbHigh >>>= Limit.PERTURB_SHIFT;
      i = (Math.imul(i, 5) + perturbLow + 1) & mask;
    }
    return Found.UNDECIDED;
  }

  /** Word index of the set's place with the key at word `key`, or what of `Found` is so. */
  function findPlace(s: number, key: number): number {
    if (!hasHash(key)) return Found.UNDECIDED;
    const table = (I32[s + (OSet.TABLE >> 2)] + OBuffer.DATA) >>> 2;
    const mask = I32[s + (OSet.MASK >> 2)];
    const low = hashLow(key);
    const high = hashHigh(key);
    let perturbLow = low;
    let perturbHigh = high;
    let deleted = false;
    let i = low & mask;
    for (let n = 0; n < Limit.PROBES; n++) {
      const last = i + Limit.LINEAR_PROBES <= mask ? i + Limit.LINEAR_PROBES : i;
      for (let j = i; j <= last; j++) {
        const e = table + 4 * j;
        if (isUnbound(e + 2)) {
          if ((I32[e] | I32[e + 1]) === 0) {
            emptyPlace = deleted ? 0 : e;
            return Found.ABSENT;
          }
          deleted = true;
        } else if (I32[e] === low && I32[e + 1] === high) return isKey(e + 2, key) ? e : Found.UNDECIDED;
      }
      perturbLow = (perturbLow >>> Limit.PERTURB_SHIFT) | (perturbHigh << (32 - Limit.PERTURB_SHIFT));
      perturbHigh >>>= Limit.PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + perturbLow) & mask;
    }
    return Found.UNDECIDED;
  }

  /** Adds the key at word `key`, which `findEntry` has just not found; false when there is no room. */
  function appendEntry(d: number, key: number, value: number): boolean {
    const n = I32[d + (ODict.NEXT >> 2)];
    if (n >= I32[d + (ODict.CAP >> 2)]) return false;
    const e = ((I32[d + (ODict.ENTRIES >> 2)] + OBuffer.DATA) >>> 2) + 6 * n;
    I32[e] = I32[key];
    I32[e + 1] = I32[key + 1];
    I32[e + 2] = I32[value];
    I32[e + 3] = I32[value + 1];
    I32[e + 4] = hashLow(key);
    I32[e + 5] = hashHigh(key);
    I32[emptyPlace] = n + 1;
    I32[d + (ODict.NEXT >> 2)] = n + 1;
    I32[d + (ODict.LEN >> 2)]++;
    const version = I32[d + (ODict.VERSION >> 2)];
    if ((version & 1) !== 0 || (I32[key + 1] === Tag.REF && mayHideBuiltin(I32[key] >>> 2)))
      I32[d + (ODict.VERSION >> 2)] = (version + 2) & ~1 || 2;
    return true;
  }

  /** Whether a namespace with the str at word `s` as a key hides a builtin that code has found. */
  function mayHideBuiltin(s: number): boolean {
    return ((I32[s + (OStr.WIDTH >> 2)] >> 8) & (StrFlag.INTERNED | StrFlag.BUILTIN)) !== StrFlag.INTERNED;
  }

  /** Adds the key at word `key` to the set; false: nothing has been done. */
  function addToSet(s: number, key: number): boolean {
    const found = findPlace(s, key);
    if (found !== Found.ABSENT) return found !== Found.UNDECIDED;
    const fill = I32[s + (OSet.FILL >> 2)] + 1;
    const e = emptyPlace;
    if (e === 0 || fill * 5 >= I32[s + (OSet.MASK >> 2)] * 3) return false;
    I32[e] = hashLow(key);
    I32[e + 1] = hashHigh(key);
    I32[e + 2] = I32[key];
    I32[e + 3] = I32[key + 1];
    I32[s + (OSet.FILL >> 2)] = fill;
    I32[s + (OSet.LEN >> 2)]++;
    return true;
  }

  /** GET_ITEM */
  function getItem(pc: number, R: number): number {
    const a = R + (I32[pc + 1] << 1);
    const b = R + (I32[pc + 2] << 1);
    const c = R + (I32[pc + 3] << 1);
    if (I32[b + 1] !== Tag.REF) return 0;
    const o = I32[b] >>> 2;
    if (I32[o] === DICT) {
      const e = findEntry(o, c);
      if (e <= Found.ABSENT) return 0;
      I32[a] = I32[e + 2];
      I32[a + 1] = I32[e + 3];
      if ((I32[pc] & Feedback.DICT) === 0) I32[pc] |= Feedback.DICT;
      return pc + 4;
    }
    if (I32[o] === LIST) {
      const part = sequences.sliceOfList(o, c);
      if (part === 0) return 0;
      I32[a] = part;
      I32[a + 1] = Tag.REF;
      if ((I32[pc] & Feedback.OTHER) === 0) I32[pc] |= Feedback.OTHER;
      return pc + 4;
    }
    if (I32[o] !== STR) return 0;
    const part = strings.item(o, c);
    if (part === 0) return 0;
    I32[a] = part;
    I32[a + 1] = Tag.REF;
    if ((I32[pc] & Feedback.STR) === 0) I32[pc] |= Feedback.STR;
    return pc + 4;
  }

  /** `d[key] = value` of a dict, all given as word indices; false: nothing has been done. */
  function setEntry(d: number, key: number, value: number): boolean {
    const e = findEntry(d, key);
    if (e === Found.UNDECIDED) return false;
    if (e === Found.ABSENT) return appendEntry(d, key, value);
    I32[e + 2] = I32[value];
    I32[e + 3] = I32[value + 1];
    return true;
  }

  /** SET_ITEM of a dict. */
  function setItem(pc: number, R: number): number {
    const b = R + (I32[pc + 1] << 1);
    const o = I32[b] >>> 2;
    if (I32[b + 1] !== Tag.REF || I32[o] !== DICT) return 0;
    if (!setEntry(o, R + (I32[pc + 2] << 1), R + (I32[pc + 3] << 1))) return 0;
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
    let e = Found.UNDECIDED;
    if (k === DICT) e = findEntry(o, key);
    else if (k === SET || k === FROZENSET) e = findPlace(o, key);
    if (e === Found.UNDECIDED) return 0;
    const a = R + (I32[pc + 1] << 1);
    I32[a] = (e !== Found.ABSENT) === ((I32[pc] & 0xff) === Op.IN) ? 1 : 0;
    I32[a + 1] = Tag.BOOL;
    return pc + 4;
  }

  /** FOR_ITER of a str's iterator `it` (a word index). */
  function nextCharacter(pc: number, R: number, it: number): number {
    const s = I32[it + (OSeqIter.SEQ >> 2)] >>> 2;
    const i = I32[it + (OSeqIter.INDEX >> 2)];
    if (s === 0 || i >= I32[s + (OStr.LEN >> 2)]) return 0;
    const char = strings.character(s, i);
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
    return sameText(x, y);
  }

  return { findEntry, setEntry, addToSet, getItem, setItem, contains, nextCharacter, sameStrs };
}

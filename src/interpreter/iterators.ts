/** FOR_ITER over iterators that the loop does not know, without the kernel: dicts, sets, `enumerate` and `zip` of lists, tuples and ranges. */
import {
  Kind,
  OBuffer,
  ODict,
  ODictIter,
  OList,
  ONative,
  ORangeIter,
  OSeqIter,
  OSet,
  OSetIter,
  OTuple,
  Special,
  Tag,
} from "../heap/layouts.generated.js";
import type { Cells } from "./cells.js";
import type { Runtime } from "./runtime.js";

const enum Zip {
  /** Iterators of one that is moved on here. */
  MOST = 4,
}

/** DICT_ITER's WHAT. */
const enum What {
  KEYS = 0,
  VALUES = 1,
  ITEMS = 2,
}

export function makeIterators(rt: Runtime, cells: Cells) {
  const { I32, kernel } = rt;
  const TUPLE = rt.classes.tuple | 0;
  const ENUMERATE = kernel.typeByName("enumerate") | 0;
  const ZIP = kernel.typeByName("zip") | 0;

  /** Is the object at word `it` an iterator of a list, a tuple or a range that has another item? */
  function hasNext(it: number): boolean {
    const kind = I32[it + 1] & 0xff;
    if (kind === Kind.RANGE_ITER) return I32[it + (ORangeIter.LEFT >> 2)] !== 0;
    if (kind !== Kind.LIST_ITER && kind !== Kind.TUPLE_ITER) return false;
    const sequence = I32[it + (OSeqIter.SEQ >> 2)];
    return sequence !== 0 && I32[it + (OSeqIter.INDEX >> 2)] < I32[(sequence + OList.LEN) >>> 2];
  }

  /** Moves such an iterator on; its item goes to word `to`. */
  function next(it: number, to: number): void {
    const kind = I32[it + 1] & 0xff;
    if (kind === Kind.RANGE_ITER) {
      const current = I32[it + (ORangeIter.CUR >> 2)];
      I32[it + (ORangeIter.LEFT >> 2)]--;
      I32[it + (ORangeIter.CUR >> 2)] = current + I32[it + (ORangeIter.STEP >> 2)];
      I32[to] = current;
      I32[to + 1] = Tag.INT;
      return;
    }
    const sequence = I32[it + (OSeqIter.SEQ >> 2)];
    const items =
      kind === Kind.LIST_ITER ? I32[(sequence + OList.ITEMS) >>> 2] + OBuffer.DATA : sequence + OTuple.ITEMS;
    const index = I32[it + (OSeqIter.INDEX >> 2)];
    const from = (items >>> 2) + 2 * index;
    I32[it + (OSeqIter.INDEX >> 2)] = index + 1;
    I32[to] = I32[from];
    I32[to + 1] = I32[from + 1];
  }

  /** A tuple whose items are still to be written, 0 when the kernel has to make it. */
  function newTuple(count: number): number {
    const tuple = cells.cell(OTuple.ITEMS + 8 * count);
    if (tuple === 0) return 0;
    cells.header(tuple, TUPLE, Kind.TUPLE);
    I32[(tuple + OTuple.LEN) >>> 2] = count;
    I32[(tuple + OTuple.ATTRS) >>> 2] = 0;
    return tuple;
  }

  function setTuple(a: number, tuple: number): boolean {
    I32[a] = tuple;
    I32[a + 1] = Tag.REF;
    return true;
  }

  function nextOfEnumerate(it: number, a: number): boolean {
    const inner = I32[it + (ONative.SLOTS >> 2)] >>> 2;
    const count = it + (ONative.SLOTS >> 2) + 2;
    if (I32[count + 1] !== Tag.INT || I32[count] === 0x7fffffff || !hasNext(inner)) return false;
    const tuple = newTuple(2);
    if (tuple === 0) return false;
    const items = (tuple + OTuple.ITEMS) >>> 2;
    I32[items] = I32[count];
    I32[items + 1] = Tag.INT;
    I32[count]++;
    next(inner, items + 2);
    return setTuple(a, tuple);
  }

  function nextOfZip(it: number, a: number): boolean {
    const count = I32[it + (ONative.COUNT >> 2)];
    const slots = it + (ONative.SLOTS >> 2);
    if (count === 0 || count > Zip.MOST) return false;
    for (let i = 0; i < count; i++) {
      if (!hasNext(I32[slots + 2 * i] >>> 2)) return false;
      // One iterator twice may have only one item.
      for (let j = 0; j < i; j++) if (I32[slots + 2 * j] === I32[slots + 2 * i]) return false;
    }
    const tuple = newTuple(count);
    if (tuple === 0) return false;
    const items = (tuple + OTuple.ITEMS) >>> 2;
    for (let i = 0; i < count; i++) next(I32[slots + 2 * i] >>> 2, items + 2 * i);
    return setTuple(a, tuple);
  }

  function isUnbound(at: number): boolean {
    return I32[at + 1] === Tag.SPECIAL && I32[at] === Special.UNBOUND;
  }

  function nextOfDict(it: number, a: number): boolean {
    const dict = I32[it + (ODictIter.DICT >> 2)] >>> 2;
    const what = I32[it + (ODictIter.WHAT >> 2)];
    const left = I32[it + (ODictIter.LEFT >> 2)];
    if (dict === 0 || what > What.ITEMS || left === 0) return false;
    if (I32[dict + (ODict.LEN >> 2)] !== I32[it + (ODictIter.EXPECTED >> 2)]) return false;
    const entries = (I32[dict + (ODict.ENTRIES >> 2)] + OBuffer.DATA) >>> 2;
    const end = I32[dict + (ODict.NEXT >> 2)];
    let n = I32[it + (ODictIter.INDEX >> 2)];
    while (n < end && isUnbound(entries + 6 * n)) n++;
    if (n >= end) return false;
    const e = entries + 6 * n;
    if (what === What.ITEMS) {
      const tuple = newTuple(2);
      if (tuple === 0) return false;
      cells.copyItems(tuple + OTuple.ITEMS, e, 2);
      setTuple(a, tuple);
    } else {
      const from = what === What.KEYS ? e : e + 2;
      I32[a] = I32[from];
      I32[a + 1] = I32[from + 1];
    }
    I32[it + (ODictIter.INDEX >> 2)] = n + 1;
    I32[it + (ODictIter.LEFT >> 2)] = left - 1;
    return true;
  }

  function nextOfSet(it: number, a: number): boolean {
    const set = I32[it + (OSetIter.SET >> 2)] >>> 2;
    if (set === 0 || I32[set + (OSet.LEN >> 2)] !== I32[it + (OSetIter.EXPECTED >> 2)]) return false;
    const keys = ((I32[set + (OSet.TABLE >> 2)] + OBuffer.DATA) >>> 2) + 2;
    const mask = I32[set + (OSet.MASK >> 2)];
    let i = I32[it + (OSetIter.INDEX >> 2)];
    while (i <= mask && isUnbound(keys + 4 * i)) i++;
    const left = I32[it + (OSetIter.LEFT >> 2)];
    if (i > mask || left === 0) return false;
    I32[it + (OSetIter.INDEX >> 2)] = i + 1;
    I32[it + (OSetIter.LEFT >> 2)] = left - 1;
    I32[a] = I32[keys + 4 * i];
    I32[a + 1] = I32[keys + 4 * i + 1];
    return true;
  }

  /** Moves the iterator at word `it` on; its item goes to word `a`. False: nothing has been done. */
  return function moveOn(it: number, a: number): boolean {
    switch (I32[it + 1] & 0xff) {
      case Kind.DICT_ITER:
        return nextOfDict(it, a);
      case Kind.SET_ITER:
        return nextOfSet(it, a);
      case Kind.NATIVE_ITER:
        if (I32[it] === ENUMERATE) return nextOfEnumerate(it, a);
        return I32[it] === ZIP && nextOfZip(it, a);
      default:
        return false;
    }
  };
}

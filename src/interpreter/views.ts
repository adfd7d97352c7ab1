/**
 * The heap as the loop reads it. All views are equally long and each starts some words further on than the first, so that one index
 * serves for all words of an instruction, a Value or an object: V8 checks it once.
 */
import {
  OBuffer,
  OCell,
  OCode,
  ODict,
  ODictEntry,
  OFunction,
  OInstance,
  OList,
  OObj,
  ORangeIter,
  OSeqIter,
  OTuple,
  OType,
} from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

export function makeViews(rt: Runtime) {
  const { heap } = rt;
  return {
    I32: rt.I32,
    F64: rt.F64,
    // The high word of a Value. A to G: the words after the first of an instruction or a frame's header.
    HI: heap.at(4),
    A: heap.at(4),
    B: heap.at(8),
    C: heap.at(12),
    D: heap.at(16),
    E: heap.at(20),
    F: heap.at(24),
    G: heap.at(28),
    // Fields of objects.
    META: heap.at(OObj.META),
    LEN: heap.at(OObj.LEN),
    ATTRS: heap.at(OObj.ATTRS),
    CAP: heap.at(OList.CAP),
    ITEMS: heap.at(OList.ITEMS),
    LIST_ITEM: heap.at(OBuffer.DATA),
    LIST_ITEM_HI: heap.at(OBuffer.DATA + 4),
    TUPLE_ITEM: heap.at(OTuple.ITEMS),
    TUPLE_ITEM_HI: heap.at(OTuple.ITEMS + 4),
    ENTRIES: heap.at(ODict.ENTRIES),
    DICT_VERSION: heap.at(ODict.VERSION),
    KEY: heap.at(OBuffer.DATA + ODictEntry.KEY),
    KEY_HI: heap.at(OBuffer.DATA + ODictEntry.KEY + 4),
    VALUE: heap.at(OBuffer.DATA + ODictEntry.VALUE),
    VALUE_HI: heap.at(OBuffer.DATA + ODictEntry.VALUE + 4),
    SHAPE: heap.at(OInstance.SHAPE),
    VERSION: heap.at(OType.VERSION),
    CELL: heap.at(OCell.VALUE),
    CELL_HI: heap.at(OCell.VALUE + 4),
    RANGE_CUR: heap.at(ORangeIter.CUR),
    RANGE_STEP: heap.at(ORangeIter.STEP),
    RANGE_LEFT: heap.at(ORangeIter.LEFT),
    SEQ: heap.at(OSeqIter.SEQ),
    INDEX: heap.at(OSeqIter.INDEX),
    GLOBALS: heap.at(OFunction.GLOBALS),
    BUILTINS: heap.at(OFunction.BUILTINS),
    CLOSURE: heap.at(OFunction.CLOSURE),
    CODE: heap.at(OFunction.CODE),
    ENTRY: heap.at(OCode.ENTRY),
    NREGS: heap.at(OCode.NREGS),
    ARGCOUNT: heap.at(OCode.ARGCOUNT),
    FLAGS: heap.at(OCode.FLAGS),
    HEAT: heap.at(OCode.HEAT),
    UNIT: heap.at(OCode.UNIT),
  };
}

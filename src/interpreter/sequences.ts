/** Short lists and tuples made without the kernel. Functions that give a ref give 0 where the kernel has to make the object. */
import { Kind, OBuffer, OList, OTuple } from "../heap/layouts.generated.js";
import { CellSize, type Cells } from "./cells.js";
import type { Runtime } from "./runtime.js";
import type { Slices } from "./slices.js";

export type Sequences = ReturnType<typeof makeSequences>;

export function makeSequences(rt: Runtime, cells: Cells, slices: Slices) {
  const { I32 } = rt;
  const { cell, largerCell, header, copyItems } = cells;
  const LIST = rt.classes.list | 0;
  const TUPLE = rt.classes.tuple | 0;
  const { start, end } = slices;

  /** A tuple of `count` Values from word `from` on; the empty one is the kernel's. */
  function tuple(from: number, count: number): number {
    const size = OTuple.ITEMS + 8 * count;
    const made = count === 0 || size > CellSize.MAX ? 0 : largerCell(size);
    if (made === 0) return 0;
    header(made, TUPLE, Kind.TUPLE);
    I32[(made + OTuple.LEN) >>> 2] = count;
    I32[(made + OTuple.ATTRS) >>> 2] = 0;
    copyItems(made + OTuple.ITEMS, from, count);
    return made;
  }

  /** A list of `count` Values from word `from` on. */
  function list(from: number, count: number): number {
    const size = OBuffer.DATA + 8 * count;
    const made = size > CellSize.MAX ? 0 : cell(OList.SIZE);
    if (made === 0) return 0;
    let items = 0;
    if (count > 0) {
      items = largerCell(size);
      // The list's cell is nobody's then, and is found by the next collection.
      if (items === 0) {
        header(made, 0, Kind.FREE);
        return 0;
      }
      header(items, 8 * count, Kind.BUFFER_VALUES);
      copyItems(items + OBuffer.DATA, from, count);
    }
    header(made, LIST, Kind.LIST);
    I32[(made + OList.LEN) >>> 2] = count;
    I32[(made + OList.ATTRS) >>> 2] = 0;
    I32[(made + OList.CAP) >>> 2] = count;
    I32[(made + OList.ITEMS) >>> 2] = items;
    return made;
  }

  /** The list at word `o` with the slice at word `key` as subscript. */
  function sliceOfList(o: number, key: number): number {
    const n = I32[o + (OList.LEN >> 2)];
    const slice = slices.plain(key);
    if (slice === 0) return 0;
    const first = start(slice, n);
    const behind = end(slice, n);
    if (first < 0 || behind < 0) return 0;
    const items = (I32[o + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2;
    return list(items + 2 * first, behind > first ? behind - first : 0);
  }

  return { tuple, list, sliceOfList };
}

/** Slices without a step, whose bounds are int32 or None. */
import { Kind, OSlice, Special, Tag } from "../heap/layouts.generated.js";
import type { Cells } from "./cells.js";
import type { Runtime } from "./runtime.js";

export type Slices = ReturnType<typeof makeSlices>;

export function makeSlices(rt: Runtime, cells: Cells) {
  const { I32 } = rt;
  const { cell, header, copyItems } = cells;
  const SLICE = rt.kernel.typeByName("slice") | 0;

  /** BUILD_SLICE: registers b, b + 1, b + 2. Its ref, 0 when the kernel has to make it. */
  function build(from: number): number {
    const slice = cell(OSlice.SIZE);
    if (slice === 0) return 0;
    header(slice, SLICE, Kind.SLICE);
    copyItems(slice + OSlice.START, from, 3);
    return slice;
  }

  /** Word index of the slice at word `key`; 0 when there is none or it has a step. */
  function plain(key: number): number {
    const slice = I32[key] >>> 2;
    if (I32[key + 1] !== Tag.REF || I32[slice] !== SLICE) return 0;
    const step = slice + (OSlice.STEP >> 2);
    return I32[step + 1] === Tag.SPECIAL && I32[step] === Special.NONE ? slice : 0;
  }

  /** The bound at word `at`, brought into 0 … n; -1 when it is neither an int32 nor None. */
  function bound(at: number, n: number, none: number): number {
    const i = I32[at];
    if (I32[at + 1] !== Tag.INT) return I32[at + 1] === Tag.SPECIAL && i === Special.NONE ? none : -1;
    return i < 0 ? (i + n < 0 ? 0 : i + n) : i > n ? n : i;
  }

  function start(slice: number, n: number): number {
    return bound(slice + (OSlice.START >> 2), n, 0);
  }

  function end(slice: number, n: number): number {
    return bound(slice + (OSlice.STOP >> 2), n, n);
  }

  return { build, plain, start, end };
}

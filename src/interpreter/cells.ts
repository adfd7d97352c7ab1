/**
 * Small objects made without the kernel: cells are taken from its lists of free ones (see "Safepoints and garbage collection" in
 * docs/INTERNALS.md). They are not cleared: whoever takes one writes every field.
 */
import { Ctx, type Kind, OObj } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

/** Classes of sizes are multiples of 16 up to SMALL bytes, of 32 from there on. */
export const enum CellSize {
  SMALL = 128,
  MAX = 256,
}

export type Cells = ReturnType<typeof makeCells>;

export function makeCells(rt: Runtime) {
  const { I32, U8 } = rt;

  function take(free: number, room: number): number {
    const head = I32[free];
    if (head === 0 || I32[Ctx.BUDGET + 1] !== 0 || I32[Ctx.BUDGET] < room) return 0;
    I32[free] = I32[(head + 8) >>> 2];
    I32[Ctx.BUDGET] -= room;
    return head;
  }

  /** Ref of a cell for an object of `size` bytes, at most CellSize.SMALL; 0 when the kernel has to make the object. */
  function cell(size: number): number {
    return take(Ctx.FREE + ((size + 15) >> 4) - 1, (size + 15) & -16);
  }

  /** As `cell`, for at most CellSize.MAX bytes. */
  function largerCell(size: number): number {
    return size <= CellSize.SMALL ? cell(size) : take(Ctx.FREE + 4 + ((size + 31) >> 5) - 1, (size + 31) & -32);
  }

  function header(object: number, klass: number, kind: Kind): void {
    I32[object >>> 2] = klass;
    I32[(object + OObj.META) >>> 2] = kind;
  }

  /** Copies `count` Values from word `from` on to the object's place `to`. */
  function copyItems(to: number, from: number, count: number): void {
    for (let i = 0; i < count << 1; i++) I32[(to >>> 2) + i] = I32[from + i];
  }

  /** Copies bytes between places in the heap that do not overlap. */
  function copyBytes(to: number, from: number, count: number): void {
    let i = 0;
    if (((to | from) & 3) === 0) for (; i + 4 <= count; i += 4) I32[(to + i) >>> 2] = I32[(from + i) >>> 2];
    for (; i < count; i++) U8[(to + i) >>> 0] = U8[(from + i) >>> 0];
  }

  return { cell, largerCell, header, copyItems, copyBytes };
}

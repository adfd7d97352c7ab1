/** From a word of a code object to its place in the source. */
import { OBuffer, OCode } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

/** Lines from 1, columns in UTF-8 from 0, -1 where unknown. */
export interface Position {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Words of a row: first word of what it covers, line, end line, column, end column. */
export const ROW = 5;

/** Word index of the row that covers word `at` of a code; 0 when there are none. */
export function findRow(rt: Runtime, code: number, at: number): number {
  const { I32 } = rt;
  const table = rt.word(code, OCode.POSITIONS) >>> 0;
  if (table === 0) return 0;
  const first = (table + OBuffer.DATA) >>> 2;
  let low = 0;
  let high = Math.floor(I32[table >>> 2] / (4 * ROW));
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (I32[first + ROW * middle] <= at) low = middle;
    else high = middle;
  }
  return first + ROW * low;
}

/** Is there a line of the source that word `at` of a code belongs to? */
export function belongsToLine(rt: Runtime, code: number, at: number): boolean {
  const row = findRow(rt, code, at);
  return row !== 0 && rt.I32[row + 1] > 0;
}

/** `at` is relative to the code's first word. What belongs to no line counts as what stands before it. */
export function positionOf(rt: Runtime, code: number, at: number): Position {
  const { I32 } = rt;
  let row = findRow(rt, code, at);
  if (row === 0) return { line: rt.word(code, OCode.FIRSTLINE), endLine: -1, column: -1, endColumn: -1 };
  while (I32[row] > 0 && I32[row + 1] < 0) row -= ROW;
  return { line: I32[row + 1], endLine: I32[row + 2], column: I32[row + 3], endColumn: I32[row + 4] };
}

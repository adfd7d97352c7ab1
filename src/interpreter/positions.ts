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

/** `at` is relative to the code's first word. */
export function positionOf(rt: Runtime, code: number, at: number): Position {
  const { I32 } = rt;
  const table = rt.word(code, OCode.POSITIONS) >>> 0;
  if (table === 0) return { line: rt.word(code, OCode.FIRSTLINE), endLine: -1, column: -1, endColumn: -1 };
  const first = (table + OBuffer.DATA) >>> 2;
  let low = 0;
  let high = Math.floor(I32[table >>> 2] / 20);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (I32[first + 5 * middle] <= at) low = middle;
    else high = middle;
  }
  const row = first + 5 * low;
  return { line: I32[row + 1], endLine: I32[row + 2], column: I32[row + 3], endColumn: I32[row + 4] };
}

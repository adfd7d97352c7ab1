/** A code's exception table: which handler covers which of its words. */
import { OBuffer, OCode } from "../heap/layouts.generated.js";

/** A row's words, all of them relative to the code's first: it covers START up to END. */
export const enum Row {
  START = 0,
  END = 1,
  HANDLER = 2,
  /** Where the exception goes. */
  REGISTER = 3,
  WORDS = 4,
}

/** Word index of the first row that covers the instruction at `pc`, of those behind row `after` if that is given; 0: there is none. */
export function findHandler(I32: Int32Array, code: number, pc: number, after = 0): number {
  const table = I32[(code + OCode.EXCTABLE) >>> 2];
  if (table === 0) return 0;
  const at = pc - I32[(code + OCode.ENTRY) >>> 2];
  const first = (table + OBuffer.DATA) >>> 2;
  const end = first + (I32[table >>> 2] >> 2);
  for (let row = after === 0 ? first : after + Row.WORDS; row < end; row += Row.WORDS)
    if (I32[row + Row.START] <= at && at < I32[row + Row.END]) return row;
  return 0;
}

/** The pc that a row's handler begins at. */
export function handlerOf(I32: Int32Array, code: number, row: number): number {
  return I32[(code + OCode.ENTRY) >>> 2] + I32[row + Row.HANDLER];
}

/** What the interpreter looks up in classes. */
import { OTuple, OType } from "../heap/layouts.generated.js";

/** Is `wanted` in the MRO of class `klass`? */
export function inMro(I32: Int32Array, klass: number, wanted: number): boolean {
  const mro = I32[(klass + OType.MRO) >>> 2];
  const items = (mro + OTuple.ITEMS) >>> 2;
  for (let i = I32[(mro + OTuple.LEN) >>> 2] - 1; i >= 0; i--) if (I32[items + 2 * i] === wanted) return true;
  return false;
}

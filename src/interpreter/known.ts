/** Builtins so common that the loop does their simplest case itself; all else is the kernel's. */
import { OBuffer, OList, Special, Tag } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

/** Calls builtin `fn` on the arguments at word index `args`, result at word `a`; false when the kernel has to do it. */
export function knownBuiltin(rt: Runtime, fn: number, argc: number, args: number, a: number): boolean {
  const { I32, known, classes } = rt;
  if (fn === known.append) {
    if (argc !== 2 || I32[args + 1] !== Tag.REF) return false;
    const list = I32[args] >>> 2;
    if (I32[list] !== classes.list) return false;
    const n = I32[list + (OList.LEN >> 2)];
    if (n >= I32[list + (OList.CAP >> 2)]) return false;
    const at = ((I32[list + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + (n << 1);
    I32[at] = I32[args + 2];
    I32[at + 1] = I32[args + 3];
    I32[list + (OList.LEN >> 2)] = n + 1;
    I32[a] = Special.NONE;
    I32[a + 1] = Tag.SPECIAL;
    return true;
  }
  if (fn === known.len) {
    if (argc !== 1 || I32[args + 1] !== Tag.REF) return false;
    const object = I32[args] >>> 2;
    const klass = I32[object];
    if (klass !== classes.list && klass !== classes.str && klass !== classes.dict && klass !== classes.tuple)
      return false;
    I32[a] = I32[object + (OList.LEN >> 2)];
    I32[a + 1] = Tag.INT;
    return true;
  }
  return false;
}

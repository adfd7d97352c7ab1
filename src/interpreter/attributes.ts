/** Attribute caches beyond those that the loop checks inline; see "Inline caches" in docs/INTERNALS.md. */
import { Op } from "../bytecode/opcodes.generated.js";
import { AttrCache, Ctx, ODict, OInstance, OModule, OType, Special, Tag } from "../heap/layouts.generated.js";
import { pushFunction } from "./calls.js";
import type { Runtime } from "./runtime.js";
import { raised } from "./unwind.js";

/**
 * GET_ATTR, or LOAD_METHOD of what is no plain method, at `pc` on object `o` (word index). Gives the pc to go on at, 0 when
 * the cache does not hold.
 */
export function cachedAttribute(rt: Runtime, pc: number, o: number, R: number): number {
  const { I32 } = rt;
  const kind = I32[pc + 6] & 0xff;
  const shape = I32[pc + 4];
  let from = 0;
  if (kind === AttrCache.MODULE) {
    if (I32[(I32[o] + OType.VERSION) >>> 2] !== I32[pc + 5]) return 0;
    if (I32[(I32[o + (OModule.ATTRS >> 2)] + ODict.ENTRIES) >>> 2] !== shape) return 0;
    from = I32[pc + 7] >>> 2;
    if (I32[from - 2] !== I32[pc + 3] || I32[from - 1] !== Tag.REF) return 0;
    if (I32[from + 1] === Tag.SPECIAL && I32[from] === Special.UNBOUND) return 0;
  } else if (kind === AttrCache.TYPE_ATTR) {
    if (o !== shape >>> 2 || I32[o + (OType.VERSION >> 2)] !== I32[pc + 5]) return 0;
    from = I32[pc + 7] >>> 2;
  } else {
    if (I32[(I32[o] + OType.VERSION) >>> 2] !== I32[pc + 5]) return 0;
    if (shape !== 0 && I32[o + (OInstance.SHAPE >> 2)] !== shape) return 0;
    switch (kind) {
      case AttrCache.SLOT:
        from = o + (I32[pc + 7] >> 2);
        break;
      case AttrCache.OVERFLOW:
        from = (I32[o + (OInstance.ATTRS >> 2)] + I32[pc + 7]) >>> 2;
        break;
      case AttrCache.CLASS_VALUE:
        from = I32[pc + 7] >>> 2;
        break;
      case AttrCache.PROPERTY: {
        if ((I32[pc] & 0xff) !== Op.GET_ATTR) return 0;
        const b = R + (I32[pc + 2] << 1);
        I32[Ctx.PC] = pc;
        I32[Ctx.ARGP] = b >> 1;
        I32[Ctx.ARGC] = 1;
        I32[Ctx.KWNAMES] = 0;
        const entry = pushFunction(rt, I32[pc + 7], I32[pc + 1], pc + 8, 0);
        return entry < 0 ? raised(rt, pc) : entry;
      }
      default:
        return 0;
    }
  }
  const a = R + (I32[pc + 1] << 1);
  I32[a] = I32[from];
  I32[a + 1] = I32[from + 1];
  return pc + 8;
}

/** SET_ATTR whose class and shape were checked: stores value `v` (word index); false when the cache is of no such kind. */
export function cachedStore(rt: Runtime, pc: number, o: number, v: number): boolean {
  const { I32 } = rt;
  let to = 0;
  switch (I32[pc + 6] & 0xff) {
    case AttrCache.ADD_SLOT:
      to = o + (I32[pc + 6] >>> 10);
      I32[o + (OInstance.SHAPE >> 2)] = I32[pc + 7];
      break;
    default:
      return false;
  }
  I32[to] = I32[v];
  I32[to + 1] = I32[v + 1];
  return true;
}

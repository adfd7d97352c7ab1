/** Values of a heap as constants of a template. */
import type { Runtime } from "../interpreter/runtime.js";
import type { ConstValue } from "../syntax/ast.js";
import { Ctx, Kind, Special, Tag } from "./layouts.generated.js";

/** The value in a slot, if it is of a type that literals have: no complex number, no tuple. */
export function literal(rt: Runtime, slot: number): ConstValue | null {
  const lo = rt.I32[2 * slot];
  switch (rt.I32[2 * slot + 1]) {
    case Tag.INT:
      return { type: "int", value: BigInt(lo) };
    case Tag.BOOL:
      return { type: "bool", value: lo !== 0 };
    case Tag.SPECIAL:
      if (lo === Special.NONE) return { type: "None" };
      return lo === Special.ELLIPSIS ? { type: "Ellipsis" } : null;
    case Tag.REF:
      break;
    default: {
      const int = rt.typeName(slot) === "int";
      return int ? { type: "int", value: rt.kernel.readBigInt(slot) } : { type: "float", value: rt.F64[slot] };
    }
  }
  switch (rt.slotKind(slot)) {
    case Kind.INT:
      return { type: "int", value: rt.kernel.readBigInt(slot) };
    case Kind.STR:
      return { type: "str", value: rt.text(rt.ref(slot)) };
    case Kind.BYTES:
      return { type: "bytes", value: rt.kernel.readBytes(rt.ref(slot)) };
    default:
      return null;
  }
}

/** Both parts of the complex number in a slot. */
export function complexParts(rt: Runtime, slot: number): { real: number; imag: number } {
  const part = (name: string): number => {
    rt.getAttr(slot, name);
    return rt.F64[Ctx.RESULT >> 1];
  };
  return { real: part("real"), imag: part("imag") };
}

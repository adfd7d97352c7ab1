/** What exec, eval and compile take as source. */
import { CodeFlag, Ctx, Kind, OCode, OFunction } from "../heap/layouts.generated.js";
import type { Runtime } from "../interpreter/runtime.js";

const FUTURE = CodeFlag.FUTURE_ANNOTATIONS | CodeFlag.FUTURE_BARRY_AS_FLUFL;

/** `CodeFlag.FUTURE_…` of the running code. */
export function currentFuture(rt: Runtime): number {
  const fp = rt.I32[Ctx.FP];
  if (fp === 0) return 0;
  const code = rt.word(rt.I32[2 * fp] >>> 0, OFunction.CODE) >>> 0;
  return rt.word(code, OCode.FLAGS) & FUTURE;
}

/** `refusal`: the TypeError's text for what is neither str nor bytes. */
export function sourceText(rt: Runtime, slot: number, refusal: string): string | Uint8Array {
  switch (rt.slotKind(slot)) {
    case Kind.STR:
      return rt.text(rt.ref(slot));
    case Kind.BYTES:
      return rt.kernel.readBytes(rt.ref(slot));
    case Kind.BYTEARRAY:
    case Kind.MEMORYVIEW: {
      const mark = rt.mark();
      rt.call(rt.pushRef(rt.kernel.typeByName("bytes")), slot, 1);
      const bytes = rt.kernel.readBytes(rt.ref(rt.pushResult()));
      rt.release(mark);
      return bytes;
    }
    default:
      return rt.raise("TypeError", refusal);
  }
}

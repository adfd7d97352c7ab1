/** Runs the main program in slices, so that Node's event loop turns. */
import { Ctx, FrameFlag, Status, Tag } from "../heap/layouts.generated.js";
import { pushFunction } from "./calls.js";
import type { Runtime } from "./runtime.js";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Runs function `fn` (ref) without arguments to its end. False when it raised: the exception is in `Ctx.EXC`.
 */
export async function runMain(rt: Runtime, fn: number): Promise<boolean> {
  const { I32 } = rt;
  I32[Ctx.ARGC] = 0;
  I32[Ctx.ARGP] = I32[Ctx.SP];
  I32[Ctx.KWNAMES] = 0;
  I32[Ctx.CALLEE] = fn;
  I32[Ctx.CALLEE + 1] = Tag.REF;
  const entry = pushFunction(rt, fn, -1, 0, FrameFlag.ENTRY);
  if (entry < 0) return false;
  I32[Ctx.PC] = entry;
  for (;;) {
    rt.paused = false;
    rt.startSlice();
    rt.run();
    if (!rt.paused) break;
    await turn();
  }
  rt.endSlices();
  return I32[Ctx.STATUS] !== Status.EXC;
}

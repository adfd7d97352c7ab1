import { Ctx, Frame, Special, Tag } from "../heap/layouts.generated.js";

/**
 * Pushes a frame of function `fn` that ends before slot `top`; its arguments are there already or are the caller's to put
 * there. Gives the word index of register 0. (A plain call in run.ts does the same with the loop's own views.)
 */
export function pushFrame(I32: Int32Array, fn: number, top: number, dst: number, next: number, flags: number): number {
  const sp = I32[Ctx.SP];
  const w = sp << 1;
  I32[w] = fn;
  I32[w + 1] = Tag.REF;
  I32[w + 2] = I32[Ctx.FP];
  I32[w + 3] = next;
  I32[w + 4] = dst;
  I32[w + 5] = flags;
  I32[w + 6] = Special.NONE;
  I32[w + 7] = Tag.SPECIAL;
  I32[Ctx.FP] = sp;
  I32[Ctx.SP] = top;
  if (top > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = top;
  I32[Ctx.DEPTH]++;
  return w + 2 * Frame.REGS;
}

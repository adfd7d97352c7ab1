/** Frames on the register stack, with all that a plain call in run.ts does by the loop's own views. */
import { Ctx, Frame, OCode, OFunction, Special, Tag } from "../heap/layouts.generated.js";

export const enum Room {
  /** Slots that stay free above a frame: the host's and the kernel's while it runs. */
  ABOVE = 256,
}

/** Where a frame of function `fn` would end: a slot. */
export function frameEnd(I32: Int32Array, fn: number): number {
  const code = I32[(fn + OFunction.CODE) >>> 2] >>> 2;
  return I32[Ctx.SP] + Frame.REGS + I32[code + (OCode.NREGS >> 2)];
}

/** Is there room for a frame that ends before slot `top`? */
export function hasRoom(I32: Int32Array, top: number): boolean {
  return I32[Ctx.DEPTH] < I32[Ctx.DEPTH_LIMIT] && top + Room.ABOVE < I32[Ctx.STACK_LIMIT];
}

/**
 * Pushes a frame of function `fn` that ends before slot `top`; its arguments are there already or are the caller's to put
 * there. Gives the word index of register 0.
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

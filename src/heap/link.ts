/** Code template → code object in the heap. */
import { serialize } from "../bytecode/serialize.js";
import type { CodeTemplate } from "../bytecode/template.js";
import type { Runtime } from "../interpreter/runtime.js";
import { STDLIB } from "./addon.js";
import { CodeFlag } from "./layouts.generated.js";

/** How the filename of code begins that stands for something CPython has in C: its frames do not show. */
export const BUILT_IN = "<built-in ";

function originFlags(filename: string): number {
  if (filename.startsWith(BUILT_IN)) return CodeFlag.HIDDEN | CodeFlag.LIBRARY;
  return filename.startsWith(STDLIB) || filename.startsWith("<frozen ") ? CodeFlag.LIBRARY : 0;
}

/** Ref of the code object, which the caller must keep reachable. */
export function link(rt: Runtime, template: CodeTemplate): number {
  return linkBytes(rt, serialize(template), template.filename);
}

/** As `link`, of what `serialize` has made; the code calls itself `filename`. Raises SystemError for other bytes. */
export function linkBytes(rt: Runtime, bytes: Uint8Array, filename: string): number {
  const code = rt.kernel.link(bytes, filename, originFlags(filename));
  rt.check();
  return code;
}

/** Is the code a generator's, coroutine's or async generator's? */
export function isGeneratorLike(flags: number): boolean {
  return (flags & (CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR)) !== 0;
}

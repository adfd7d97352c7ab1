import type { HostArgs, Runtime } from "./runtime.js";

/** How many positional arguments a host function takes; it takes none by keyword. */
export type Arity = readonly [least: number, most: number];

/** Raises CPython's TypeError unless `given` arguments suit `label`, e.g. `sys.exit`. */
export function checkArity(rt: Runtime, args: HostArgs, label: string, [least, most]: Arity, given: number): void {
  if (args.kw.size > 0) rt.raise("TypeError", `${label}() takes no keyword arguments`);
  if (given >= least && given <= most) return;
  if (most === 0) rt.raise("TypeError", `${label}() takes no arguments (${given} given)`);
  if (least === 1 && most === 1) rt.raise("TypeError", `${label}() takes exactly one argument (${given} given)`);
  const limit = given < least ? least : most;
  const bound = least === most ? "" : given < least ? "at least " : "at most ";
  const name = label.slice(label.lastIndexOf(".") + 1);
  rt.raise("TypeError", `${name} expected ${bound}${limit} argument${limit === 1 ? "" : "s"}, got ${given}`);
}

/** As `checkArity`, in the words of the functions that read their arguments with C's PyArg_ParseTuple. */
export function checkParsed(rt: Runtime, args: HostArgs, name: string, [least, most]: Arity): void {
  if (args.kw.size > 0) rt.raise("TypeError", `${name}() takes no keyword arguments`);
  const given = args.pos.length;
  if (given >= least && given <= most) return;
  const limit = given < least ? least : most;
  const bound = least === most ? "exactly" : given < least ? "at least" : "at most";
  rt.raise("TypeError", `${name}() takes ${bound} ${limit} argument${limit === 1 ? "" : "s"} (${given} given)`);
}

/**
 * Twins in Python of builtins that consume a whole generator. A native function that takes items from a generator needs a
 * nested interpreter loop for each; these run in the caller's, and the JIT compiles them like user code. Their frames
 * do not show in tracebacks (CodeFlag.HIDDEN).
 */

import { runCode } from "../builtins/code.js";
import { OModule, OTuple } from "../heap/layouts.generated.js";
import type { Runtime } from "../interpreter/runtime.js";
import { compileFrozen } from "./bytecode-cache.js";

const SOURCE = `
def make(list, tuple, set, frozenset, join, sorted):
    def list_(it, /):
        return [x for x in it]
    def tuple_(it, /):
        return tuple([x for x in it])
    def set_(it, /):
        return {x for x in it}
    def frozenset_(it, /):
        return frozenset({x for x in it})
    def sum_(it, /):
        total = 0
        for x in it:
            total = total + x
        return total
    def any_(it, /):
        for x in it:
            if x:
                return True
        return False
    def all_(it, /):
        for x in it:
            if not x:
                return False
        return True
    def join_(sep, it, /):
        return join(sep, [x for x in it])
    def sorted_(it, /, *, key=None, reverse=False):
        return sorted([x for x in it], key=key, reverse=reverse)
    return list_, tuple_, set_, frozenset_, sum_, any_, all_, join_, sorted_
`;
const NAMES = ["list", "tuple", "set", "frozenset", "sum", "any", "all", "join", "sorted"];

/** Refs of the builtins and of their twins, with the positional arguments and the keywords that a twin takes. */
export interface Twin {
  readonly fn: number;
  readonly argc: number;
  readonly keywords: readonly string[];
}

/** Compiles the twins; their functions are kept alive by a tuple in slot `keep`. */
export function makeConsumers(rt: Runtime, keep: number): Map<number, Twin> {
  const mark = rt.mark();
  const builtins = rt.word(rt.ref(rt.modules.slotOf("builtins")), OModule.ATTRS) >>> 0;
  const dict = rt.pushRef(rt.kernel.newDict());
  runCode(rt, compileFrozen(rt, SOURCE, "builtins"), rt.ref(dict), -1);
  const make = rt.dictGet(rt.ref(dict), "make");
  const originals: number[] = [];
  const argp = rt.mark();
  for (const name of ["list", "tuple", "set", "frozenset", "join", "sorted"]) pushOriginal(rt, builtins, name);
  rt.call(make, argp, 6);
  rt.resultToSlot(keep);
  for (const name of NAMES) originals.push(rt.ref(pushOriginal(rt, builtins, name)));
  const tuple = rt.ref(keep);
  const twins = new Map<number, Twin>();
  for (let i = 0; i < NAMES.length; i++) {
    const fn = rt.I32[((tuple + OTuple.ITEMS) >>> 2) + 2 * i] >>> 0;
    twins.set(originals[i], {
      fn,
      argc: NAMES[i] === "join" ? 2 : 1,
      keywords: NAMES[i] === "sorted" ? ["key", "reverse"] : [],
    });
  }
  rt.release(mark);
  return twins;
}

function pushOriginal(rt: Runtime, builtins: number, name: string): number {
  if (name !== "join") return rt.dictGet(builtins, name);
  const mark = rt.mark();
  const slot = rt.findAttr(rt.pushRef(rt.classes.str), "join");
  const [lo, hi] = [rt.I32[2 * slot], rt.I32[2 * slot + 1]];
  rt.release(mark);
  return rt.push(lo, hi);
}

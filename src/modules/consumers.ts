/**
 * Twins in Python of builtins that consume a whole generator or that call a key function for each item. A native function that takes
 * items from a generator or calls a Python function needs a nested interpreter loop for each; these run in the caller's, and
 * the JIT compiles them like user code. Their frames do not show in tracebacks (CodeFlag.HIDDEN).
 */

import { runCode } from "../builtins/code.js";
import { OModule, OTuple } from "../heap/layouts.generated.js";
import type { Runtime } from "../interpreter/runtime.js";
import { compileFrozen } from "./bytecode-cache.js";

const SOURCE = `
def make(list, tuple, set, frozenset, join, sorted, sort, clear, len, range, iter, ValueError):
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
    def sorted_by(it, /, *, key, reverse=False):
        items = list(it)
        order = list(range(len(items)))
        keys = [key(x) for x in items]
        sort(order, key=keys.__getitem__, reverse=reverse)
        return [items[i] for i in order]
    # The list is empty while keys and comparisons run. A comparison that raises leaves it in the order that was reached.
    def sort_by(self, /, *, key, reverse=False):
        items = self[:]
        order = list(range(len(items)))
        clear(self)
        empty = self.__sizeof__()
        try:
            keys = [key(x) for x in items]
            sort(order, key=keys.__getitem__, reverse=reverse)
        finally:
            modified = self.__sizeof__() != empty
            self[:] = [items[i] for i in order]
        if modified:
            raise ValueError('list modified during sort')
    def max_by(it, /, *, key):
        it = iter(it)
        for best in it:
            break
        else:
            raise ValueError('max() arg is an empty sequence')
        most = key(best)
        for x in it:
            k = key(x)
            if k > most:
                best = x
                most = k
        return best
    def min_by(it, /, *, key):
        it = iter(it)
        for best in it:
            break
        else:
            raise ValueError('min() arg is an empty sequence')
        least = key(best)
        for x in it:
            k = key(x)
            if k < least:
                best = x
                least = k
        return best
    def calls(f, end):
        while True:
            try:
                x = f()
            except StopIteration:
                return
            if end is x or end == x:
                return
            yield x
    def iter_(f, end, /):
        if not callable(f):
            raise TypeError('iter(v, w): v must be callable')
        return calls(f, end)
    consumers = list_, tuple_, set_, frozenset_, sum_, any_, all_, join_, sorted_, iter_
    return consumers, (sorted_by, sort_by, max_by, min_by)
`;
const CONSUMERS = ["list", "tuple", "set", "frozenset", "sum", "any", "all", "join", "sorted", "iter"];
const KEYED = ["sorted", "sort", "max", "min"];
/** What `make` takes. */
const NEEDED = [
  "list",
  "tuple",
  "set",
  "frozenset",
  "join",
  "sorted",
  "sort",
  "clear",
  "len",
  "range",
  "iter",
  "ValueError",
];
/** Methods among them, with their types. */
const METHODS: Readonly<Record<string, "str" | "list">> = { join: "str", sort: "list", clear: "list" };

/** A twin's function with the positional arguments and the keywords that it takes. */
export interface Twin {
  readonly fn: number;
  readonly argc: number;
  readonly keywords: readonly string[];
}

/** Twins by the refs of their builtins: of those that are given a generator, and of those that are given a key function. */
export interface Twins {
  readonly consumers: ReadonlyMap<number, Twin>;
  readonly keyed: ReadonlyMap<number, { readonly fn: number; readonly method: boolean }>;
}

/** Compiles the twins; their functions are kept alive by a tuple in slot `keep`. */
export function makeTwins(rt: Runtime, keep: number): Twins {
  const mark = rt.mark();
  const builtins = rt.word(rt.ref(rt.modules.slotOf("builtins")), OModule.ATTRS) >>> 0;
  const dict = rt.pushRef(rt.kernel.newDict());
  runCode(rt, compileFrozen(rt, SOURCE, "builtins"), rt.ref(dict), -1);
  const make = rt.dictGet(rt.ref(dict), "make");
  const argp = rt.mark();
  for (const name of NEEDED) pushOriginal(rt, builtins, name);
  rt.call(make, argp, NEEDED.length);
  rt.resultToSlot(keep);
  const item = (tuple: number, i: number) => rt.I32[((tuple + OTuple.ITEMS) >>> 2) + 2 * i] >>> 0;
  const consumers = new Map<number, Twin>();
  for (const [i, name] of CONSUMERS.entries())
    consumers.set(rt.ref(pushOriginal(rt, builtins, name)), {
      fn: item(item(rt.ref(keep), 0), i),
      argc: name === "join" || name === "iter" ? 2 : 1,
      keywords: name === "sorted" ? ["key", "reverse"] : [],
    });
  const keyed = new Map<number, { fn: number; method: boolean }>();
  for (const [i, name] of KEYED.entries())
    keyed.set(rt.ref(pushOriginal(rt, builtins, name)), {
      fn: item(item(rt.ref(keep), 1), i),
      method: name in METHODS,
    });
  rt.release(mark);
  return { consumers, keyed };
}

function pushOriginal(rt: Runtime, builtins: number, name: string): number {
  const type = METHODS[name];
  if (type === undefined) return rt.dictGet(builtins, name);
  const mark = rt.mark();
  const slot = rt.findAttr(rt.pushRef(rt.classes[type]), name);
  const [lo, hi] = [rt.I32[2 * slot], rt.I32[2 * slot + 1]];
  rt.release(mark);
  return rt.push(lo, hi);
}

/** "Did you mean: …?" of NameError, AttributeError and ImportError, as CPython 3.11 computes it. */
import { Kind, OCode, OModule, OTraceback, Tag } from "../heap/layouts.generated.js";
import { keys } from "../modules/import.js";
import { PyRaise, type Runtime } from "./runtime.js";
import { clearException } from "./unwind.js";

const MOVE = 2;
const CASE = 1;
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

/** Levenshtein distance, or more than `most` when it exceeds that. */
function distance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  let s = a.slice(start, endA);
  let t = b.slice(start, endB);
  if (s.length === 0 || t.length === 0) return (s.length + t.length) * MOVE;
  if (s.length > MAX_LENGTH || t.length > MAX_LENGTH) return most + 1;
  if (t.length < s.length) [s, t] = [t, s];
  if ((t.length - s.length) * MOVE > most) return most + 1;
  const row = Array.from(s, (_, i) => (i + 1) * MOVE);
  let result = 0;
  for (let j = 0; j < t.length; j++) {
    let left = j * MOVE;
    result = left;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < s.length; i++) {
      const substitute = left + substitution(t[j], s[i]);
      left = row[i];
      result = Math.min(substitute, Math.min(result, left) + MOVE);
      row[i] = result;
      least = Math.min(least, result);
    }
    if (least > most) return most + 1;
  }
  return result;
}

function closest(candidates: readonly string[], name: string): string | null {
  if (candidates.length >= MAX_CANDIDATES) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const most = Math.min(Math.floor(((name.length + candidate.length + 3) * MOVE) / 6), bestDistance - 1);
    const d = distance(name, candidate, most);
    if (d <= most && d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

function text(rt: Runtime, object: number, attribute: string): string | null {
  const slot = rt.findAttr(object, attribute);
  return slot !== 0 && rt.slotKind(slot) === Kind.STR ? rt.text(rt.ref(slot)) : null;
}

/** The name closest to one that was not found: among the function's variables, else the globals, else the builtins. */
function closestVisible(rt: Runtime, exception: number, name: string): string | null {
  const tb = rt.findAttr(exception, "__traceback__");
  if (tb === 0 || rt.slotKind(tb) !== Kind.TRACEBACK) return null;
  let entry = rt.ref(tb);
  while (rt.word(entry, OTraceback.NEXT + 4) === Tag.REF) entry = rt.word(entry, OTraceback.NEXT) >>> 0;
  const code = rt.word(entry, OTraceback.CODE) >>> 0;
  const variables = [OCode.VARNAMES, OCode.CELLVARS, OCode.FREEVARS].flatMap((at) =>
    rt.tupleOfStr(rt.word(code, at) >>> 0),
  );
  const found = closest([...new Set(variables)], name);
  if (found !== null) return found;
  const frame = rt.push(rt.word(entry, OTraceback.FRAME), Tag.REF);
  const among = (namespace: string) => closest(keys(rt, rt.ref(rt.findAttr(frame, namespace))), name);
  return among("f_globals") ?? among("f_builtins");
}

/** ". Did you mean: 'x'?" or "". */
export function suggestion(rt: Runtime, exception: number): string {
  const mark = rt.mark();
  const is = (name: string) => rt.kernel.isInstance(exception, rt.kernel.typeByName(name)) !== 0;
  try {
    let found: string | null = null;
    if (is("NameError")) {
      const name = text(rt, exception, "name");
      if (name !== null) found = closestVisible(rt, exception, name);
    } else if (is("AttributeError")) {
      const name = text(rt, exception, "name");
      const object = rt.findAttr(exception, "obj");
      if (name !== null && object !== 0 && !rt.isNone(object)) found = closest(attributesOf(rt, object), name);
    }
    return found === null ? "" : `. Did you mean: '${found}'?`;
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    clearException(rt);
    return "";
  } finally {
    rt.release(mark);
  }
}

/** `dir(object)` */
function attributesOf(rt: Runtime, object: number): string[] {
  const dir = rt.dictGet(rt.word(rt.ref(rt.modules.slotOf("builtins")), OModule.ATTRS) >>> 0, "dir");
  rt.call(dir, object, 1);
  const list = rt.pushResult();
  const join = rt.pushStr("\n");
  rt.getAttr(join, "join");
  const method = rt.pushResult();
  rt.call(method, list, 1);
  const joined = rt.text(rt.ref(rt.pushResult()));
  return joined === "" ? [] : joined.split("\n");
}

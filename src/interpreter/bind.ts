/** Binding arguments to the parameters of a bytecode function, with CPython's error texts. */
import { CodeFlag, Ctx, OCode, OFunction, OTuple, Special, Tag } from "../heap/layouts.generated.js";
import type { Runtime } from "./runtime.js";

/**
 * Binds the arguments at ARGP/ARGC/KWNAMES to the registers that start at slot `base`; slots from `scratch` on are free.
 * False with TypeError set when they do not fit. No Python code runs and no collection happens in here.
 */
export function bindArguments(rt: Runtime, fn: number, base: number, scratch: number): boolean {
  const { I32 } = rt;
  const code = I32[(fn + OFunction.CODE) >>> 2] >>> 0;
  const flags = rt.word(code, OCode.FLAGS);
  const argcount = rt.word(code, OCode.ARGCOUNT);
  const posonly = rt.word(code, OCode.POSONLY);
  const kwonly = rt.word(code, OCode.KWONLY);
  const named = argcount + kwonly;
  const argp = I32[Ctx.ARGP];
  const argc = I32[Ctx.ARGC];
  const kwnames = I32[Ctx.KWNAMES] >>> 0;
  const kwcount = kwnames === 0 ? 0 : rt.word(kwnames, OTuple.LEN);
  const positional = argc - kwcount;

  // The arguments may overlap the registers: take them out first.
  const values = I32.slice(2 * argp, 2 * (argp + argc));
  const put = (slot: number, index: number) => {
    I32[2 * slot] = values[2 * index];
    I32[2 * slot + 1] = values[2 * index + 1];
  };
  const unbind = (slot: number) => {
    I32[2 * slot] = Special.UNBOUND;
    I32[2 * slot + 1] = Tag.SPECIAL;
  };
  if (scratch + argc + 8 > I32[Ctx.STACK_HIGH]) I32[Ctx.STACK_HIGH] = scratch + argc + 8;

  const direct = Math.min(positional, argcount);
  for (let i = 0; i < direct; i++) put(base + i, i);
  for (let i = direct; i < named; i++) unbind(base + i);

  let next = base + named;
  if ((flags & CodeFlag.VARARGS) !== 0) {
    const extra = Math.max(positional - argcount, 0);
    for (let i = 0; i < extra; i++) put(scratch + i, argcount + i);
    const tuple = rt.kernel.newTuple(scratch, extra);
    I32[2 * next] = tuple;
    I32[2 * next + 1] = Tag.REF;
    next++;
  }
  let extraKeywords = 0;
  if ((flags & CodeFlag.VARKEYWORDS) !== 0) {
    extraKeywords = rt.kernel.newDict();
    I32[2 * next] = extraKeywords;
    I32[2 * next + 1] = Tag.REF;
  }

  if (kwcount > 0) {
    const varnames = rt.word(code, OCode.VARNAMES) >>> 0;
    const nameAt = (tuple: number, i: number) => I32[((tuple + OTuple.ITEMS) >>> 2) + 2 * i];
    for (let k = 0; k < kwcount; k++) {
      const name = nameAt(kwnames, k);
      let at = posonly;
      while (at < named && nameAt(varnames, at) !== name) at++;
      if (at === named) at = findByText(rt, varnames, posonly, named, name);
      if (at < named) {
        if (!isUnbound(I32, base + at)) return typeError(rt, fn, `got multiple values for argument '${rt.text(name)}'`);
        put(base + at, positional + k);
      } else if (extraKeywords !== 0) {
        I32[2 * scratch] = name;
        I32[2 * scratch + 1] = Tag.REF;
        put(scratch + 1, positional + k);
        rt.kernel.dictSet(extraKeywords, scratch, scratch + 1);
      } else {
        return unexpectedKeyword(rt, fn, kwnames, varnames, posonly, rt.text(name));
      }
    }
  }

  if (positional > argcount && (flags & CodeFlag.VARARGS) === 0)
    return tooManyPositional(rt, fn, positional, argcount, kwonly, base);

  if (positional < argcount && !fillPositional(rt, fn, code, base, positional)) return false;
  return kwonly === 0 || fillKeywordOnly(rt, fn, code, base, scratch);
}

function isUnbound(I32: Int32Array, slot: number): boolean {
  return I32[2 * slot + 1] === Tag.SPECIAL && I32[2 * slot] === Special.UNBOUND;
}

/** Defaults of the parameters from number `from` on that may be given by position. */
function fillPositional(rt: Runtime, fn: number, code: number, base: number, from: number): boolean {
  const { I32 } = rt;
  const argcount = rt.word(code, OCode.ARGCOUNT);
  const defaults = rt.word(fn, OFunction.DEFAULTS) >>> 0;
  const firstDefault = argcount - (defaults === 0 ? 0 : rt.word(defaults, OTuple.LEN));
  const missing: number[] = [];
  for (let i = from; i < argcount; i++) {
    if (!isUnbound(I32, base + i)) continue;
    if (i < firstDefault) {
      missing.push(i);
      continue;
    }
    const item = ((defaults + OTuple.ITEMS) >>> 2) + 2 * (i - firstDefault);
    I32[2 * (base + i)] = I32[item];
    I32[2 * (base + i) + 1] = I32[item + 1];
  }
  return missing.length === 0 || missingArguments(rt, fn, missing, "positional");
}

/** Defaults of keyword-only parameters. */
function fillKeywordOnly(rt: Runtime, fn: number, code: number, base: number, scratch: number): boolean {
  const { I32 } = rt;
  const argcount = rt.word(code, OCode.ARGCOUNT);
  const kwdefaults = rt.word(fn, OFunction.KWDEFAULTS) >>> 0;
  const varnames = rt.word(code, OCode.VARNAMES) >>> 0;
  const missing: number[] = [];
  for (let i = argcount; i < argcount + rt.word(code, OCode.KWONLY); i++) {
    if (!isUnbound(I32, base + i)) continue;
    if (kwdefaults !== 0) {
      I32[2 * scratch] = I32[((varnames + OTuple.ITEMS) >>> 2) + 2 * i];
      I32[2 * scratch + 1] = Tag.REF;
      rt.kernel.dictGet(kwdefaults, scratch);
      if (I32[Ctx.FLAG] !== 0) {
        rt.resultToSlot(base + i);
        continue;
      }
    }
    missing.push(i);
  }
  return missing.length === 0 || missingArguments(rt, fn, missing, "keyword-only");
}

/** Keyword names made at run time (`**{…}`) need not be the interned str. */
function findByText(rt: Runtime, varnames: number, from: number, to: number, name: number): number {
  const text = rt.text(name);
  for (let i = from; i < to; i++) {
    if (rt.text(rt.I32[((varnames + OTuple.ITEMS) >>> 2) + 2 * i]) === text) return i;
  }
  return to;
}

function typeError(rt: Runtime, fn: number, message: string): false {
  rt.kernel.raise("TypeError", `${rt.text(rt.word(fn, OFunction.QUALNAME))}() ${message}`);
  return false;
}

function unexpectedKeyword(
  rt: Runtime,
  fn: number,
  kwnames: number,
  varnames: number,
  posonly: number,
  name: string,
): false {
  if (posonly > 0) {
    const only = rt.tupleOfStr(varnames).slice(0, posonly);
    const given = rt.tupleOfStr(kwnames);
    const bad = only.filter((n) => given.includes(n));
    if (bad.length > 0)
      return typeError(rt, fn, `got some positional-only arguments passed as keyword arguments: '${bad.join(", ")}'`);
  }
  return typeError(rt, fn, `got an unexpected keyword argument '${name}'`);
}

/** "'a', 'b', and 'c'" */
function enumerate(names: readonly string[]): string {
  const quoted = names.map((n) => `'${n}'`);
  if (quoted.length === 1) return quoted[0];
  if (quoted.length === 2) return `${quoted[0]} and ${quoted[1]}`;
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
}

function missingArguments(rt: Runtime, fn: number, missing: readonly number[], what: string): false {
  const code = rt.word(fn, OFunction.CODE) >>> 0;
  const names = rt.tupleOfStr(rt.word(code, OCode.VARNAMES) >>> 0);
  const n = missing.length;
  return typeError(
    rt,
    fn,
    `missing ${n} required ${what} argument${n === 1 ? "" : "s"}: ${enumerate(missing.map((i) => names[i]))}`,
  );
}

function tooManyPositional(
  rt: Runtime,
  fn: number,
  given: number,
  argcount: number,
  kwonly: number,
  base: number,
): false {
  const { I32 } = rt;
  const defaults = rt.word(fn, OFunction.DEFAULTS) >>> 0;
  const ndefaults = defaults === 0 ? 0 : rt.word(defaults, OTuple.LEN);
  let kwonlyGiven = 0;
  for (let i = argcount; i < argcount + kwonly; i++) if (!isUnbound(I32, base + i)) kwonlyGiven++;
  const takes = ndefaults > 0 ? `from ${argcount - ndefaults} to ${argcount}` : `${argcount}`;
  const plural = ndefaults > 0 || argcount !== 1 ? "s" : "";
  const extra =
    kwonlyGiven > 0
      ? ` positional argument${given === 1 ? "" : "s"} (and ${kwonlyGiven} keyword-only argument${kwonlyGiven === 1 ? "" : "s"})`
      : "";
  const were = given === 1 && kwonlyGiven === 0 ? "was" : "were";
  return typeError(rt, fn, `takes ${takes} positional argument${plural} but ${given}${extra} ${were} given`);
}

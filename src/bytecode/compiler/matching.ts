/** The match statement. Captured values stay in temporaries until the whole pattern has matched. */
import type {
  Expr,
  Match,
  MatchCase,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  Pattern,
} from "../../syntax/ast.js";
import { constText } from "../disassemble.js";
import { Op } from "../opcodes.generated.js";
import { constKey } from "../template.js";
import { branch } from "./conditions.js";
import { expression, operand } from "./expressions.js";
import { fold, foldAll } from "./fold.js";
import { Label, type Reg } from "./ir.js";
import { block } from "./statements.js";
import type { Unit } from "./unit.js";
import { storeVariable } from "./variables.js";

/** Names that a pattern binds, and where their values are. */
type Captures = Map<string, Reg>;

interface Context {
  readonly u: Unit;
  readonly captures: Captures;
  readonly fail: Label;
}

function isWildcard(pattern: Pattern): boolean {
  return pattern.kind === "MatchAs" && pattern.name === null;
}

function isIrrefutable(pattern: Pattern): boolean {
  return pattern.kind === "MatchAs" && pattern.pattern === null;
}

export function matchStatement(u: Unit, s: Match): void {
  const end = new Label();
  const subject = expression(u, s.subject, u.temp());
  for (const [i, arm] of s.cases.entries()) {
    const mark = u.mark();
    matchCase(u, arm, subject, end, i === s.cases.length - 1);
    u.release(mark);
  }
  u.bind(end);
}

function matchCase(u: Unit, arm: MatchCase, subject: Reg, end: Label, isLast: boolean): void {
  const { pattern } = arm;
  if (isIrrefutable(pattern) && arm.guard === null && !isLast) {
    const name = pattern.kind === "MatchAs" ? pattern.name : null;
    u.error(
      name === null
        ? "wildcard makes remaining patterns unreachable"
        : `name capture '${name}' makes remaining patterns unreachable`,
      pattern,
    );
  }
  const captures: Captures = new Map();
  const fail = new Label();
  u.place = pattern;
  matchPattern({ u, captures, fail }, pattern, subject);
  for (const [name, register] of captures) storeVariable(u, name, register);
  if (arm.guard !== null) branch(u, arm.guard, false, fail);
  block(u, arm.body);
  u.jump(Op.JUMP, end);
  u.bind(fail);
}

function capture({ u, captures }: Context, name: string, value: Reg, node: Pattern): void {
  if (captures.has(name)) u.error(`multiple assignments to name '${name}' in pattern`, node);
  captures.set(name, value);
}

/** Falls through when the subject matches; the temporaries that captures refer to stay allocated. */
function matchPattern(x: Context, p: Pattern, subject: Reg): void {
  const { u, fail } = x;
  u.place = p;
  switch (p.kind) {
    case "MatchValue": {
      const mark = u.mark();
      const value = operand(u, p.value);
      u.place = p;
      u.jump(Op.JUMP_IF_NOT_EQ, fail, subject, value);
      u.release(mark);
      break;
    }
    case "MatchSingleton": {
      if (p.value.type === "None") {
        u.jump(Op.JUMP_IF_NOT_NONE, fail, subject);
        break;
      }
      const mark = u.mark();
      const same = u.temp();
      u.emit(Op.IS, same, subject, u.constOperand(p.value));
      u.jump(Op.JUMP_IF_FALSE, fail, same);
      u.release(mark);
      break;
    }
    case "MatchAs":
      if (p.pattern !== null) matchPattern(x, p.pattern, subject);
      if (p.name !== null) capture(x, p.name, subject, p);
      break;
    case "MatchOr":
      alternatives(x, p, subject);
      break;
    case "MatchSequence":
      sequence(x, p, subject);
      break;
    case "MatchMapping":
      mapping(x, p, subject);
      break;
    case "MatchClass":
      classPattern(x, p, subject);
      break;
    case "MatchStar":
      if (p.name !== null) capture(x, p.name, subject, p);
      break;
  }
}

function check(u: Unit, op: Op, subject: Reg, fail: Label): void {
  const mark = u.mark();
  const matches = u.temp();
  u.emit(op, matches, subject);
  u.jump(Op.JUMP_IF_FALSE, fail, matches);
  u.release(mark);
}

function checkLength(u: Unit, subject: Reg, jump: Op, length: number, fail: Label): void {
  const mark = u.mark();
  const count = u.temp();
  u.emit(Op.GET_LEN, count, subject);
  u.jump(jump, fail, count, u.constOperand({ type: "int", value: BigInt(length) }));
  u.release(mark);
}

function sequence(x: Context, p: MatchSequence, subject: Reg): void {
  const { u, fail } = x;
  const { patterns } = p;
  const star = patterns.findIndex((item) => item.kind === "MatchStar");
  if (star >= 0 && patterns.slice(star + 1).some((item) => item.kind === "MatchStar")) {
    u.error("multiple starred expressions in sequence pattern", p);
  }
  check(u, Op.MATCH_SEQUENCE, subject, fail);
  const fixed = star < 0 ? patterns.length : patterns.length - 1;
  if (star < 0) checkLength(u, subject, Op.JUMP_IF_NOT_EQ, fixed, fail);
  else if (fixed > 0) checkLength(u, subject, Op.JUMP_IF_NOT_GE, fixed, fail);
  const starIsWild = star >= 0 && (patterns[star] as { name: string | null }).name === null;
  if (patterns.every((item, i) => (i === star ? starIsWild : isWildcard(item)))) return;
  if (starIsWild) {
    subscripts(x, patterns, star, subject);
    return;
  }
  const run = u.temps(patterns.length);
  if (star < 0) u.emit(Op.UNPACK, run, subject, patterns.length);
  else u.emit(Op.UNPACK_EX, run, subject, star | ((patterns.length - star - 1) << 16));
  for (const [i, item] of patterns.entries()) matchPattern(x, item, run + i);
}

/** `[a, *_, b]`: the items are fetched one by one, the middle is never built. */
function subscripts(x: Context, patterns: readonly Pattern[], star: number, subject: Reg): void {
  const { u } = x;
  for (const [i, item] of patterns.entries()) {
    if (i === star || isWildcard(item)) continue;
    const value = u.temp();
    const mark = u.mark();
    u.place = item;
    let key: Reg;
    if (i < star) key = u.constOperand({ type: "int", value: BigInt(i) });
    else {
      key = u.temp();
      u.emit(Op.GET_LEN, key, subject);
      u.emit(Op.SUB, key, key, u.constOperand({ type: "int", value: BigInt(patterns.length - i) }));
    }
    u.emit(Op.GET_ITEM, value, subject, key);
    u.release(mark);
    matchPattern(x, item, value);
  }
}

function mapping(x: Context, p: MatchMapping, subject: Reg): void {
  const { u, fail } = x;
  const count = p.keys.length;
  check(u, Op.MATCH_MAPPING, subject, fail);
  if (count === 0 && p.rest === null) return;
  if (count > 0) checkLength(u, subject, Op.JUMP_IF_NOT_GE, count, fail);
  checkKeys(u, p);
  const keys = u.temp();
  const mark = u.mark();
  const constant = foldAll(u.session, p.keys);
  const run = constant === null && count > 0 ? u.temps(count) : keys;
  if (constant === null) {
    for (const [i, key] of p.keys.entries()) expression(u, key, run + i);
    u.place = p;
    u.emit(Op.BUILD_TUPLE, keys, run, count);
  } else {
    u.loadConst(constant, keys);
  }
  u.release(mark);
  const values = u.temp();
  u.place = p;
  u.emit(Op.MATCH_KEYS, values, subject, keys);
  u.jump(Op.JUMP_IF_NONE, fail, values);
  const items = u.temps(Math.max(count, 1));
  u.emit(Op.UNPACK, items, values, count);
  for (const [i, item] of p.patterns.entries()) matchPattern(x, item, items + i);
  if (p.rest === null) return;
  const rest = u.temp();
  const inner = u.mark();
  u.place = p;
  u.emit(Op.BUILD_DICT, rest, rest, 0);
  u.emit(Op.DICT_UPDATE, rest, subject);
  const parts = u.temps(Math.max(count, 1));
  u.emit(Op.UNPACK, parts, keys, count);
  for (let i = 0; i < count; i++) u.emit(Op.DEL_ITEM, rest, parts + i);
  u.release(inner);
  capture(x, p.rest, rest, p);
}

function checkKeys(u: Unit, p: MatchMapping): void {
  const seen = new Set<string>();
  for (const key of p.keys) {
    const literal = literalKey(u, key);
    if (literal === null) continue;
    if (seen.has(literal.identity)) u.error(`mapping pattern checks duplicate key (${literal.text})`, p);
    seen.add(literal.identity);
  }
}

/** A literal key as Python shows it, and what is the same for equal keys (1, 1.0 and True are equal). */
function literalKey(u: Unit, e: Expr): { text: string; identity: string } | null {
  if (e.kind === "BinOp") {
    // The only literals that do not fold: complex numbers.
    const real = fold(u.session, e.left);
    const imaginary = fold(u.session, e.right);
    if (real === null || imaginary === null) return null;
    const text = `(${constText(real).replace(/\.0$/, "")}${e.op === "Add" ? "+" : "-"}${constText(imaginary)})`;
    return { text, identity: text };
  }
  const value = fold(u.session, e);
  if (value === null) return null;
  const isNumber = value.type === "int" || value.type === "float" || value.type === "bool";
  return { text: constText(value), identity: isNumber ? `number ${Number(value.value)}` : constKey(value) };
}

function classPattern(x: Context, p: MatchClass, subject: Reg): void {
  const { u, fail } = x;
  for (const [i, name] of p.kwd_attrs.entries()) {
    if (p.kwd_attrs.indexOf(name) < i) {
      u.error(`attribute name repeated in class pattern: ${name}`, p.kwd_patterns[i]);
    }
  }
  const patterns = [...p.patterns, ...p.kwd_patterns];
  const values = u.temp();
  const mark = u.mark();
  const run = u.temps(3);
  u.emit(Op.MOVE, run, subject);
  expression(u, p.cls, run + 1);
  u.place = p;
  u.loadConst({ type: "tuple", items: p.kwd_attrs.map((value) => ({ type: "str", value })) }, run + 2);
  u.emit(Op.MATCH_CLASS, values, run, p.patterns.length);
  u.release(mark);
  u.jump(Op.JUMP_IF_NONE, fail, values);
  if (patterns.length === 0) return;
  const items = u.temps(patterns.length);
  u.emit(Op.UNPACK, items, values, patterns.length);
  for (const [i, item] of patterns.entries()) {
    if (!isWildcard(item)) matchPattern(x, item, items + i);
  }
}

/** Alternatives bind the same names; each moves its captures to common registers. */
function alternatives(x: Context, p: MatchOr, subject: Reg): void {
  const { u, captures, fail } = x;
  const matched = new Label();
  const names = new Set<string>();
  collectNames(p.patterns[0], names);
  const registers = new Map([...names].map((name) => [name, u.temp()]));
  for (const [i, alternative] of p.patterns.entries()) {
    const isLast = i === p.patterns.length - 1;
    if (isIrrefutable(alternative) && !isLast) {
      const name = alternative.kind === "MatchAs" ? alternative.name : null;
      u.error(
        name === null
          ? "wildcard makes remaining patterns unreachable"
          : `name capture '${name}' makes remaining patterns unreachable`,
        alternative,
      );
    }
    const next = isLast ? fail : new Label();
    const own: Captures = new Map();
    const mark = u.mark();
    matchPattern({ u, captures: own, fail: next }, alternative, subject);
    if (own.size !== registers.size || [...own.keys()].some((name) => !registers.has(name))) {
      u.error("alternative patterns bind different names", p);
    }
    for (const [name, register] of own) u.emit(Op.MOVE, registers.get(name)!, register);
    u.release(mark);
    if (!isLast) {
      u.jump(Op.JUMP, matched);
      u.bind(next);
    }
  }
  u.bind(matched);
  for (const [name, register] of registers) {
    if (captures.has(name)) u.error(`multiple assignments to name '${name}' in pattern`, p);
    captures.set(name, register);
  }
}

function collectNames(p: Pattern, names: Set<string>): void {
  switch (p.kind) {
    case "MatchAs":
      if (p.pattern !== null) collectNames(p.pattern, names);
      if (p.name !== null) names.add(p.name);
      break;
    case "MatchStar":
      if (p.name !== null) names.add(p.name);
      break;
    case "MatchMapping":
      for (const item of p.patterns) collectNames(item, names);
      if (p.rest !== null) names.add(p.rest);
      break;
    case "MatchClass":
      for (const item of [...p.patterns, ...p.kwd_patterns]) collectNames(item, names);
      break;
    case "MatchSequence":
    case "MatchOr":
      for (const item of p.patterns) collectNames(item, names);
      break;
  }
}

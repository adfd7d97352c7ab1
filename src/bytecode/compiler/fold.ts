/** Constant folding, where CPython folds and the result cannot be told apart. */
import type { BinaryOperator, BinOp, ConstValue, Expr, UnaryOp } from "../../syntax/ast.js";
import { wouldPair } from "../../syntax/literals.js";
import { type Const, constKey } from "../template.js";
import type { Session } from "./unit.js";

const MAX_INT_BITS = 128;
const MAX_STR = 4096;

/** The value of a constant expression, or null. */
export function fold(session: Session, e: Expr): Const | null {
  switch (e.kind) {
    case "Constant":
      return e.value;
    case "Name":
      return e.id === "__debug__" && e.ctx === "Load" ? bool((session.options.optimize ?? 0) === 0) : null;
    case "Tuple":
    case "BinOp":
    case "UnaryOp": {
      const known = session.folded.get(e);
      if (known !== undefined) return known;
      const value = e.kind === "Tuple" ? foldAll(session, e.elts) : foldOperation(session, e);
      session.folded.set(e, value);
      return value;
    }
    default:
      return null;
  }
}

/** A tuple of constants, or null when one item is none. */
export function foldAll(session: Session, items: readonly Expr[]): Const | null {
  const values: Const[] = [];
  for (const item of items) {
    const value = fold(session, item);
    if (value === null) return null;
    values.push(value);
  }
  return { type: "tuple", items: values };
}

/** What a constant is worth as a condition. */
export function truthOf(value: Const): boolean {
  switch (value.type) {
    case "int":
      return value.value !== 0n;
    case "float":
    case "complex":
      return value.value !== 0;
    case "str":
      return value.value !== "";
    case "bytes":
      return value.value.length > 0;
    case "bool":
      return value.value;
    case "None":
      return false;
    case "Ellipsis":
      return true;
    case "tuple":
    case "frozenset":
      return value.items.length > 0;
  }
}

const bool = (value: boolean): ConstValue => ({ type: "bool", value });
const int = (value: bigint): ConstValue => ({ type: "int", value });
const float = (value: number): ConstValue => ({ type: "float", value });

function foldOperation(session: Session, e: BinOp | UnaryOp): Const | null {
  if (e.kind === "UnaryOp") {
    const operand = fold(session, e.operand);
    return operand === null ? null : foldUnary(e.op, operand);
  }
  // Sums and the like nest to the left, thousands deep: walk down, then fold upwards.
  const spine: BinOp[] = [];
  let left: Expr = e;
  while (left.kind === "BinOp" && !session.folded.has(left)) {
    spine.push(left);
    left = left.left;
  }
  let value = left.kind === "BinOp" ? session.folded.get(left)! : fold(session, left);
  for (let i = spine.length - 1; i >= 0; i--) {
    const right = value === null ? null : fold(session, spine[i].right);
    value = value === null || right === null ? null : foldBinary(spine[i].op, value, right);
    session.folded.set(spine[i], value);
  }
  return value;
}

function foldUnary(op: UnaryOp["op"], value: Const): Const | null {
  if (op === "Not") return bool(!truthOf(value));
  if (value.type === "float") {
    if (op === "USub") return float(-value.value);
    return op === "UAdd" ? value : null;
  }
  if (value.type !== "int" && value.type !== "bool") return null;
  const n = BigInt(value.value);
  if (op === "USub") return int(-n);
  return op === "UAdd" ? int(n) : int(~n);
}

function foldBinary(op: BinaryOperator, left: Const, right: Const): Const | null {
  if (left.type === "str" && right.type === "str" && op === "Add") {
    return joinable(left.value, right.value) ? { type: "str", value: left.value + right.value } : null;
  }
  if (op === "Mult" && left.type === "str" && right.type === "int") return repeat(left.value, right.value);
  if (op === "Mult" && left.type === "int" && right.type === "str") return repeat(right.value, left.value);
  if (left.type === "tuple" && right.type === "tuple" && op === "Add") {
    return { type: "tuple", items: [...left.items, ...right.items] };
  }
  if (left.type === "bool" && right.type === "bool" && op.startsWith("Bit")) {
    if (op === "BitAnd") return bool(left.value && right.value);
    return bool(op === "BitOr" ? left.value || right.value : left.value !== right.value);
  }
  const integers = (left.type === "int" || left.type === "bool") && (right.type === "int" || right.type === "bool");
  if (integers) return foldIntegers(op, BigInt(left.value), BigInt(right.value));
  if (left.type === "float" || right.type === "float") {
    const x = asFloat(left);
    const y = asFloat(right);
    return x === null || y === null ? null : foldFloats(op, x, y);
  }
  return null;
}

/** Short enough, and two lone surrogates do not become one character by it. */
function joinable(left: string, right: string): boolean {
  return left.length + right.length <= MAX_STR && !wouldPair(left, right);
}

function repeat(text: string, count: bigint): Const | null {
  const length = BigInt(text.length) * count;
  return length <= MAX_STR && joinable(text, text)
    ? { type: "str", value: count <= 0n ? "" : text.repeat(Number(count)) }
    : null;
}

function asFloat(value: Const): number | null {
  if (value.type === "float") return value.value;
  if (value.type === "bool") return Number(value.value);
  if (value.type !== "int") return null;
  return isExact(value.value) ? Number(value.value) : null;
}

function isExact(n: bigint): boolean {
  return n <= 0x1fffffffffffffn && n >= -0x1fffffffffffffn;
}

/** Only what IEEE arithmetic fixes to the last bit. */
function foldFloats(op: BinaryOperator, x: number, y: number): Const | null {
  switch (op) {
    case "Add":
      return float(x + y);
    case "Sub":
      return float(x - y);
    case "Mult":
      return float(x * y);
    case "Div":
      return y === 0 ? null : float(x / y);
    default:
      return null;
  }
}

function bits(n: bigint): number {
  return (n < 0n ? -n : n).toString(16).length * 4;
}

function foldIntegers(op: BinaryOperator, x: bigint, y: bigint): Const | null {
  switch (op) {
    case "Add":
      return int(x + y);
    case "Sub":
      return int(x - y);
    case "Mult":
      return bits(x) + bits(y) <= MAX_INT_BITS ? int(x * y) : null;
    case "Div":
      return y !== 0n && isExact(x) && isExact(y) && !(x === 0n && y < 0n) ? float(Number(x) / Number(y)) : null;
    case "FloorDiv":
      return y === 0n ? null : int(floorDiv(x, y));
    case "Mod":
      return y === 0n ? null : int(x - floorDiv(x, y) * y);
    case "Pow":
      return y >= 0n && y <= 128n && bits(x) * Number(y) <= MAX_INT_BITS ? int(x ** y) : null;
    case "LShift":
      return y >= 0n && y <= 128n && bits(x) + Number(y) <= MAX_INT_BITS ? int(x << y) : null;
    case "RShift":
      return y >= 0n && y <= 4096n ? int(x >> y) : null;
    case "BitAnd":
      return int(x & y);
    case "BitOr":
      return int(x | y);
    case "BitXor":
      return int(x ^ y);
    default:
      return null;
  }
}

function floorDiv(x: bigint, y: bigint): bigint {
  const q = x / y;
  return q * y !== x && x < 0n !== y < 0n ? q - 1n : q;
}

/** The right side of `in` and what `for` runs over: displays of constants become tuples and frozensets. */
export function foldContainer(session: Session, e: Expr): Const | null {
  if (e.kind === "List") return foldAll(session, e.elts);
  if (e.kind === "Set") {
    const items = foldAll(session, e.elts);
    return items?.type === "tuple" ? frozensetOf(session, items.items) : null;
  }
  return fold(session, e);
}

/** The first of a compilation's equal frozensets stands for all: their order of iteration shows which it was. */
export function frozensetOf(session: Session, items: readonly Const[]): Const {
  const key = [...new Set(items.map(constKey))].sort().join();
  const value = session.frozensets.get(key) ?? { type: "frozenset", items };
  session.frozensets.set(key, value);
  return value;
}

/** A list display that is only looked through may as well be a tuple. */
export function asTuple(e: Expr): Expr {
  if (e.kind !== "List" || e.elts.some((item) => item.kind === "Starred")) return e;
  return { ...e, kind: "Tuple" };
}

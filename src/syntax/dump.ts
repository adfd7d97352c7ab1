/** The tree as text, the same as Python's `ast.dump(tree)`. */
import type { ConstValue, Mod } from "./ast.js";

/** Fields in the ASDL's order where that is not the order of our nodes' properties. */
const OPERATOR_FIELDS = new Set(["op", "ops", "ctx"]);
const POSITIONS = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
const FIELD_ORDER: Readonly<Record<string, readonly string[]>> = {
  arguments: ["posonlyargs", "args", "vararg", "kwonlyargs", "kw_defaults", "kwarg", "defaults"],
};

/** Text in Python's repr; `attributes` adds positions, as `include_attributes=True` does. */
export function dump(tree: Mod, attributes = false): string {
  return dumpNode(tree as unknown as Record<string, unknown>, attributes);
}

function dumpNode(node: Record<string, unknown>, attributes: boolean): string {
  const kind = node.kind as string;
  const parts: string[] = [];
  for (const field of FIELD_ORDER[kind] ?? Object.keys(node)) {
    if (field === "kind" || POSITIONS.includes(field)) continue;
    const value = node[field];
    if (field === "unicodePrefix") {
      if (value === true) parts.push("kind='u'");
    } else if (value === null) {
      if (kind === "MatchSingleton") parts.push("value=None");
    } else if (field === "simple" || field === "is_async") parts.push(`${field}=${value ? 1 : 0}`);
    else if (OPERATOR_FIELDS.has(field)) {
      parts.push(`${field}=${Array.isArray(value) ? `[${value.map((op) => `${op}()`).join(", ")}]` : `${value}()`}`);
    } else parts.push(`${field}=${dumpValue(value, attributes)}`);
  }
  if (kind === "Module") parts.push("type_ignores=[]");
  if (attributes && "lineno" in node) for (const field of POSITIONS) parts.push(`${field}=${node[field]}`);
  return `${kind}(${parts.join(", ")})`;
}

function dumpValue(value: unknown, attributes: boolean): string {
  if (value === null) return "None";
  if (typeof value === "string") return reprString(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => dumpValue(item, attributes)).join(", ")}]`;
  const record = value as Record<string, unknown>;
  return "kind" in record ? dumpNode(record, attributes) : reprConstant(value as ConstValue);
}

/** A constant as Python's `repr` writes it. */
export function reprConstant(constant: ConstValue): string {
  switch (constant.type) {
    case "int":
      return constant.value.toString();
    case "float":
      return reprFloat(constant.value);
    case "complex":
      return `${reprFloat(constant.value).replace(/\.0$/, "")}j`;
    case "str":
      return reprString(constant.value);
    case "bytes":
      return reprBytes(constant.value);
    case "bool":
      return constant.value ? "True" : "False";
    default:
      return constant.type;
  }
}

function reprFloat(value: number): string {
  if (!Number.isFinite(value)) return "inf";
  if (value === 0) return "0.0";
  const [, digits, exponentText] = /^([\d.]+)e([-+]\d+)$/.exec(value.toExponential()) as RegExpExecArray;
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const size = Math.abs(exponent).toString().padStart(2, "0");
    return `${digits}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  // toString switches to exponents at 1e21 and below 1e-6; Python at 1e16 and below 1e-4.
  const text = exponent < 0 ? value.toFixed(Math.min(100, -exponent + digits.replace(".", "").length - 1)) : `${value}`;
  return text.includes(".") ? text : `${text}.0`;
}

const NON_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;
const NAMED_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (character === quote) result += `\\${quote}`;
    else if (NAMED_ESCAPES[character] !== undefined) result += NAMED_ESCAPES[character];
    else if (code === 32 || !NON_PRINTABLE.test(character)) result += character;
    else if (code < 0x100) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) result += `\\u${code.toString(16).padStart(4, "0")}`;
    else result += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return result + quote;
}

function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let result = `b${quote}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote) result += `\\${quote}`;
    else if (NAMED_ESCAPES[character] !== undefined) result += NAMED_ESCAPES[character];
    else if (byte >= 32 && byte < 127) result += character;
    else result += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return result + quote;
}

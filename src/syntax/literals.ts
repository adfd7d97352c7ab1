/** The values of number and string literals. */
import type { ConstValue } from "./ast.js";

/** A literal whose text has no value: `msg` is CPython's, without a place. */
export class LiteralError {
  constructor(readonly msg: string) {}
}

const MAX_DECIMAL_DIGITS = 4300;

export function numberValue(text: string): ConstValue {
  const digits = text.includes("_") ? text.replaceAll("_", "") : text;
  const last = digits.charCodeAt(digits.length - 1) | 32;
  const second = digits.charCodeAt(1) | 32;
  if (digits.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    return { type: "int", value: BigInt(digits) };
  }
  if (last === 106) return { type: "complex", value: Number(digits.slice(0, -1)) };
  for (let i = 0; i < digits.length; i++) {
    const c = digits.charCodeAt(i);
    if (c < 48 || c > 57) return { type: "float", value: Number(digits) };
  }
  if (digits.length > MAX_DECIMAL_DIGITS && !/^0+$/.test(digits)) {
    throw new LiteralError(
      `Exceeds the limit (${MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; ` +
        "use sys.set_int_max_str_digits() to increase the limit - " +
        "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
    );
  }
  return { type: "int", value: BigInt(digits) };
}

/** What string decoding needs from its surroundings. */
export interface EscapeContext {
  /** Resolves `\N{name}`; null when there is no such character. */
  readonly lookupCharacter: ((name: string) => string | null) | undefined;
  warnInvalidEscape(character: string): void;
}

const SIMPLE_ESCAPES = new Map<number, number>([
  [92, 92],
  [39, 39],
  [34, 34],
  [97, 7],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
  [118, 11],
]);

const isOctal = (c: number): boolean => c >= 48 && c <= 55;

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Length in the ASCII-only buffer that CPython decodes from, where another character is spelled `\UXXXXXXXX`. */
function bufferLength(source: string, from: number, to: number): number {
  let length = 0;
  for (let i = from; i < to; i++) {
    const c = source.charCodeAt(i);
    if (c < 128) length++;
    else {
      length += 10;
      if (c >= 0xd800 && c < 0xdc00) i++;
    }
  }
  return length;
}

export function decodeString(
  source: string,
  start: number,
  end: number,
  raw: boolean,
  context: EscapeContext,
): string[] {
  const text = source.slice(start, end);
  let backslash = raw ? -1 : text.indexOf("\\");
  if (backslash < 0) return [text];
  const pieces: string[] = [];
  const { length } = text;
  let result = "";
  let pos = 0;
  let warned = false;
  const fail = (from: number, to: number, reason: string): never => {
    const first = bufferLength(text, 0, from);
    const last = first + bufferLength(text, from, to) - 1;
    const where = first === last ? `byte 0x5c in position ${first}` : `bytes in position ${first}-${last}`;
    throw new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
  };
  while (backslash >= 0) {
    result += text.slice(pos, backslash);
    pos = backslash + 1;
    if (pos >= length) {
      result += "\\";
      break;
    }
    const c = text.charCodeAt(pos++);
    const simple = SIMPLE_ESCAPES.get(c);
    if (simple !== undefined) result += String.fromCharCode(simple);
    else if (c === 10) {
      // A backslash at a line's end joins the lines.
    } else if (isOctal(c)) {
      let value = c - 48;
      for (let i = 0; i < 2 && pos < length && isOctal(text.charCodeAt(pos)); i++) {
        value = value * 8 + text.charCodeAt(pos++) - 48;
      }
      result += String.fromCharCode(value);
    } else if (c === 120 || c === 117 || c === 85) {
      const count = c === 120 ? 2 : c === 117 ? 4 : 8;
      let value = 0;
      for (let i = 0; i < count; i++) {
        const digit = pos < length ? hexValue(text.charCodeAt(pos)) : -1;
        if (digit < 0) {
          const shape = c === 120 ? "\\xXX" : c === 117 ? "\\uXXXX" : "\\UXXXXXXXX";
          fail(backslash, pos, `truncated ${shape} escape`);
        }
        value = value * 16 + digit;
        pos++;
      }
      if (value > 0x10ffff) fail(backslash, pos, "illegal Unicode character");
      const character = String.fromCodePoint(value);
      if (wouldPair(result, character)) {
        pieces.push(result);
        result = "";
      }
      result += character;
    } else if (c === 78) {
      const open = pos < length && text[pos] === "{";
      const close = open ? text.indexOf("}", pos) : -1;
      if (!open || close < 0 || close === pos + 1) {
        fail(backslash, !open ? pos : close === pos + 1 ? close : length, "malformed \\N character escape");
      }
      if (context.lookupCharacter === undefined) throw new LiteralError("\\N{...} is not supported yet");
      const character = context.lookupCharacter(text.slice(pos + 1, close));
      if (character === null) fail(backslash, close + 1, "unknown Unicode character name");
      else result += character;
      pos = close + 1;
    } else {
      if (c < 128 && !warned) {
        warned = true;
        context.warnInvalidEscape(String.fromCharCode(c));
      }
      result += "\\";
      pos--;
    }
    // The character after an invalid escape's backslash cannot itself be a backslash, so the search may start at it.
    backslash = text.indexOf("\\", pos);
  }
  pieces.push(pos < length ? result + text.slice(pos) : result);
  return pieces;
}

/** Would two surrogates, which are a character each, become one where the texts are joined in UTF-16? */
export function wouldPair(left: string, right: string): boolean {
  return /[\ud800-\udbff]$/.test(left) && /^[\udc00-\udfff]/.test(right);
}

/** The source must be ASCII. */
export function decodeBytes(
  source: string,
  start: number,
  end: number,
  raw: boolean,
  context: EscapeContext,
): Uint8Array {
  const result = new Uint8Array(end - start);
  let length = 0;
  let warned = false;
  let pos = start;
  while (pos < end) {
    const c = source.charCodeAt(pos++);
    if (c !== 92 || raw) {
      result[length++] = c;
      continue;
    }
    const code = source.charCodeAt(pos++);
    const simple = SIMPLE_ESCAPES.get(code);
    if (simple !== undefined) result[length++] = simple;
    else if (code === 10) continue;
    else if (isOctal(code)) {
      let value = code - 48;
      for (let i = 0; i < 2 && pos < end && isOctal(source.charCodeAt(pos)); i++) {
        value = value * 8 + source.charCodeAt(pos++) - 48;
      }
      result[length++] = value;
    } else if (code === 120) {
      const high = pos < end ? hexValue(source.charCodeAt(pos)) : -1;
      const low = pos + 1 < end ? hexValue(source.charCodeAt(pos + 1)) : -1;
      if (high < 0 || low < 0) {
        throw new LiteralError(`(value error) invalid \\x escape at position ${pos - 2 - start}`);
      }
      result[length++] = high * 16 + low;
      pos += 2;
    } else {
      if (!warned) {
        warned = true;
        context.warnInvalidEscape(String.fromCharCode(code));
      }
      result[length++] = 92;
      pos--;
    }
  }
  return result.slice(0, length);
}

/** Adjacent string literals → one Constant or JoinedStr; f-strings are taken apart here. */
import type { Constant, Expr, JoinedStr } from "./ast.js";
import { decodeBytes, decodeString, type EscapeContext, wouldPair } from "./literals.js";

/** What string parsing asks of the parser. */
export interface StringHost extends EscapeContext {
  readonly source: string;
  /** Parse the expression at [start, end), which begins on `line`. */
  parseEmbedded(start: number, end: number, line: number): Expr;
  /** Raise a SyntaxError behind the literals, where the parser has read to. */
  fail(msg: string): never;
  failMixed(): never;
  failNonAscii(token: number): never;
}

/** Where the literals stand: every node that is not an embedded expression gets this extent. */
export interface Extent {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

export interface StringToken {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly extent: Extent;
}

const MAX_NESTED_BRACKETS = 200;
const BRACKETS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

export function parseStrings(host: StringHost, tokens: readonly StringToken[], extent: Extent): Constant | JoinedStr {
  return new StringParser(host, extent).parse(tokens);
}

class StringParser {
  private readonly source: string;
  private unicodePrefix = false;
  private pos = 0;
  private end = 0;
  private raw = false;
  /** The line of a position: newlines are counted as the embedded expressions come. */
  private linePos = 0;
  /** A format spec's nodes have the extent of their own literal, all others that of all literals. */
  private specExtent: Extent;
  private line = 0;

  constructor(
    private readonly host: StringHost,
    private readonly extent: Extent,
  ) {
    this.source = host.source;
    this.specExtent = extent;
  }

  parse(tokens: readonly StringToken[]): Constant | JoinedStr {
    const { source, host } = this;
    this.unicodePrefix = source[tokens[0].start] === "u";
    let bytes: Uint8Array[] | null = null;
    const builder = new PartsBuilder(this, this.extent);
    let formatted = false;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      let pos = token.start;
      let isBytes = false;
      let isFormatted = false;
      this.raw = false;
      for (; ; pos++) {
        const c = source.charCodeAt(pos) | 32;
        if (c === 98) isBytes = true;
        else if (c === 114) this.raw = true;
        else if (c === 102) isFormatted = true;
        else if (c !== 117) break;
      }
      const quote = source.charCodeAt(pos);
      const triple =
        token.end - pos >= 6 && source.charCodeAt(pos + 1) === quote && source.charCodeAt(pos + 2) === quote;
      const width = triple ? 3 : 1;
      const start = pos + width;
      const end = token.end - width;
      if (i > 0 && isBytes !== (bytes !== null)) host.failMixed();
      if (isBytes) {
        for (let at = start; at < end; at++) if (source.charCodeAt(at) >= 128) host.failNonAscii(token.index);
        bytes ??= [];
        bytes.push(decodeBytes(source, start, end, this.raw, host));
      } else if (isFormatted) {
        formatted = true;
        this.pos = start;
        this.end = end;
        this.specExtent = token.extent;
        this.linePos = token.start;
        this.line = token.extent.lineno;
        this.parseParts(builder, 0);
      } else builder.addTexts(decodeString(source, start, end, this.raw, host));
    }
    if (bytes !== null) {
      return this.constantNode(
        { type: "bytes", value: bytes.length === 1 ? bytes[0] : concatBytes(bytes) },
        false,
        this.extent,
      );
    }
    if (!formatted && !builder.isCut) {
      return this.constantNode({ type: "str", value: builder.text }, this.unicodePrefix, this.extent);
    }
    return this.joined(builder.finish(), this.extent);
  }

  text(value: string, extent: Extent): Constant {
    return this.constantNode({ type: "str", value }, this.unicodePrefix, extent);
  }

  private constantNode(value: Constant["value"], unicodePrefix: boolean, extent: Extent): Constant {
    const { lineno, col_offset, end_lineno, end_col_offset } = extent;
    return { kind: "Constant", value, unicodePrefix, lineno, col_offset, end_lineno, end_col_offset };
  }

  private joined(values: Expr[], extent: Extent): JoinedStr {
    const { lineno, col_offset, end_lineno, end_col_offset } = extent;
    return { kind: "JoinedStr", values, lineno, col_offset, end_lineno, end_col_offset };
  }

  /** Literal text and replacement fields up to the end, or to the `}` that closes a format spec. */
  private parseParts(builder: PartsBuilder, level: number): void {
    for (;;) {
      if (this.parseLiteral(builder, level)) continue;
      if (this.pos >= this.end || this.source[this.pos] === "}") break;
      this.parseField(builder, level);
    }
    if (level === 0 && this.pos < this.end) this.host.fail("f-string: unexpected end of string");
    if (level > 0 && this.pos >= this.end) this.host.fail("f-string: expecting '}'");
  }

  /** True when it stopped behind a doubled brace, so that more literal text may follow. */
  private parseLiteral(builder: PartsBuilder, level: number): boolean {
    const { source, end, raw, host } = this;
    const start = this.pos;
    let pos = start;
    let textEnd = -1;
    while (pos < end) {
      let c = source[pos++];
      if (c === "\\" && !raw && pos < end) {
        c = source[pos++];
        if (c === "N") {
          if (pos < end && source[pos++] === "{") while (pos < end && source[pos++] !== "}");
          continue;
        }
        if (c === "{") host.warnInvalidEscape(c);
      }
      if (c !== "{" && c !== "}") continue;
      if (level === 0) {
        if (pos < end && source[pos] === c) {
          textEnd = pos;
          break;
        }
        if (c === "}") host.fail("f-string: single '}' is not allowed");
      }
      pos--;
      break;
    }
    const stop = textEnd < 0 ? pos : textEnd;
    if (stop > start) builder.addTexts(decodeString(source, start, stop, raw, host));
    this.pos = textEnd < 0 ? pos : pos + 1;
    return textEnd >= 0;
  }

  /** From `{` to its `}`. */
  private parseField(builder: PartsBuilder, level: number): void {
    const { source, end, host } = this;
    if (level >= 2) host.fail("f-string: expressions nested too deeply");
    const start = ++this.pos;
    this.scanExpression();
    const stop = this.pos;
    const value = this.parseExpression(start, stop);
    let debug = false;
    if (source[this.pos] === "=") {
      debug = true;
      do this.pos++;
      while (/[ \t\n\r\f\v]/.test(source[this.pos]));
      builder.addTexts([source.slice(start, this.pos)]);
    }
    let conversion = -1;
    if (source[this.pos] === "!") {
      this.pos++;
      if (this.pos >= end) host.fail("f-string: expecting '}'");
      const c = source[this.pos++];
      if (c !== "s" && c !== "r" && c !== "a") {
        host.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
      }
      conversion = c.charCodeAt(0);
    }
    let formatSpec: JoinedStr | null = null;
    if (this.pos < end && source[this.pos] === ":") {
      this.pos++;
      if (this.pos >= end) host.fail("f-string: expecting '}'");
      const parts = new PartsBuilder(this, this.specExtent);
      this.parseParts(parts, level + 1);
      formatSpec = this.joined(parts.finish(), this.specExtent);
    }
    if (this.pos >= end || source[this.pos] !== "}") host.fail("f-string: expecting '}'");
    this.pos++;
    if (debug && formatSpec === null && conversion === -1) conversion = 114;
    const { lineno, col_offset, end_lineno, end_col_offset } = this.extent;
    builder.addNode({
      kind: "FormattedValue",
      value,
      conversion,
      format_spec: formatSpec,
      lineno,
      col_offset,
      end_lineno,
      end_col_offset,
    });
  }

  /** Move to where the expression ends: `!`, `:`, `=` or `}` outside brackets and strings. */
  private scanExpression(): void {
    const { source, end, host } = this;
    let quote = "";
    let triple = false;
    const open: string[] = [];
    let pos = this.pos;
    scan: for (; pos < end; pos++) {
      const c = source[pos];
      if (c === "\\") host.fail("f-string expression part cannot include a backslash");
      if (quote !== "") {
        if (c !== quote) continue;
        if (!triple) quote = "";
        else if (pos + 2 < end && source[pos + 1] === c && source[pos + 2] === c) {
          pos += 2;
          quote = "";
        }
        continue;
      }
      switch (c) {
        case "'":
        case '"':
          triple = pos + 2 < end && source[pos + 1] === c && source[pos + 2] === c;
          if (triple) pos += 2;
          quote = c;
          break;
        case "[":
        case "{":
        case "(":
          if (open.length >= MAX_NESTED_BRACKETS) host.fail("f-string: too many nested parenthesis");
          open.push(c);
          break;
        case "#":
          host.fail("f-string expression part cannot include '#'");
          break;
        case "!":
        case ":":
        case "=":
        case "<":
        case ">":
          if (open.length > 0) break;
          if (c !== ":" && pos + 1 < end && source[pos + 1] === "=") {
            pos++;
            break;
          }
          if (c === "<" || c === ">") break;
          break scan;
        case "]":
        case "}":
        case ")": {
          if (open.length === 0) {
            if (c === "}") break scan;
            host.fail(`f-string: unmatched '${c}'`);
          }
          const opening = open.pop() as string;
          if (opening !== BRACKETS[c]) {
            host.fail(`f-string: closing parenthesis '${c}' does not match opening parenthesis '${opening}'`);
          }
          break;
        }
      }
    }
    this.pos = pos;
    if (quote !== "") host.fail("f-string: unterminated string");
    if (open.length > 0) host.fail(`f-string: unmatched '${open[open.length - 1]}'`);
    if (pos >= end) host.fail("f-string: expecting '}'");
  }

  private parseExpression(start: number, end: number): Expr {
    const { source } = this;
    let blank = true;
    for (let i = start; i < end && blank; i++) blank = " \t\n\f".includes(source[i]);
    if (blank) {
      const after = source[end];
      this.host.fail(
        after === "}" ? "f-string: empty expression not allowed" : `f-string: expression required before '${after}'`,
      );
    }
    for (; this.linePos < start; this.linePos++) if (source.charCodeAt(this.linePos) === 10) this.line++;
    return this.host.parseEmbedded(start, end, this.line);
  }
}

class PartsBuilder {
  text = "";
  /** The text is in several constants, as surrogates that are no pair cannot be side by side in UTF-16. */
  isCut = false;
  private readonly nodes: Expr[] = [];

  constructor(
    private readonly owner: StringParser,
    private readonly extent: Extent,
  ) {}

  addTexts(texts: readonly string[]): void {
    for (const text of texts) {
      if (wouldPair(this.text, text)) {
        this.flush();
        this.isCut = true;
      }
      this.text += text;
    }
  }

  addNode(node: Expr): void {
    this.flush();
    this.nodes.push(node);
  }

  finish(): Expr[] {
    this.flush();
    return this.nodes;
  }

  private flush(): void {
    if (this.text === "") return;
    this.nodes.push(this.owner.text(this.text, this.extent));
    this.text = "";
  }
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

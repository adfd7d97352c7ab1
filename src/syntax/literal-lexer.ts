/** Numbers and strings as tokens. */
import { BACKSLASH, CLASS, isDigit, LexerBase, LexFailure, NEWLINE } from "./lexer-base.js";
import { T } from "./tokens.js";

const isHexDigit = (c: number): boolean => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);

/** What may follow a number without a space: the rest of a keyword. */
const AFTER_NUMBER = /i[fns]|(?:and|else|for|or|not)(?![\w\x80-\uffff])/y;

export class LiteralLexer extends LexerBase {
  // Numbers

  private finishNumber(start: number, pos: number, kind: string): void {
    const c = this.code(pos);
    if (c >= 0 && c < 128 && CLASS[c] !== 0) {
      AFTER_NUMBER.lastIndex = pos;
      if (!AFTER_NUMBER.test(this.source)) this.fail(`invalid ${kind} literal`, pos);
      const offset = pos - this.tokens.lineStarts[this.line];
      const place = { line: this.line, offset, endLine: this.line, endOffset: offset + 1 };
      this.warnings.push({ category: "SyntaxWarning", msg: `invalid ${kind} literal`, ...place });
    }
    this.pos = pos;
    this.tokens.push(T.Number, start, pos, this.line, this.line);
  }

  /** Digits with single underscores between them, from `pos`, which is a digit. */
  private decimalDigits(pos: number): number {
    for (;;) {
      while (isDigit(this.code(pos))) pos++;
      if (this.code(pos) !== 95) return pos;
      pos++;
      if (!isDigit(this.code(pos))) this.fail("invalid decimal literal", pos);
    }
  }

  private radixNumber(start: number, isRadixDigit: (c: number) => boolean, kind: string): void {
    let pos = start + 2;
    do {
      if (this.code(pos) === 95) pos++;
      let c = this.code(pos);
      if (!isRadixDigit(c)) {
        if (isDigit(c)) this.fail(`invalid digit '${String.fromCharCode(c)}' in ${kind} literal`, pos + 1);
        this.fail(`invalid ${kind} literal`, pos);
      }
      do c = this.code(++pos);
      while (isRadixDigit(c));
    } while (this.code(pos) === 95);
    const c = this.code(pos);
    if (isDigit(c)) this.fail(`invalid digit '${String.fromCharCode(c)}' in ${kind} literal`, pos + 1);
    this.finishNumber(start, pos, kind);
  }

  protected lexNumber(start: number): void {
    let pos = start;
    if (this.code(pos) === 48) {
      const c = this.code(pos + 1) | 32;
      if (this.code(pos + 1) > 0) {
        if (c === 120) {
          this.radixNumber(start, isHexDigit, "hexadecimal");
          return;
        }
        if (c === 111) {
          this.radixNumber(start, (d) => d >= 48 && d <= 55, "octal");
          return;
        }
        if (c === 98) {
          this.radixNumber(start, (d) => d === 48 || d === 49, "binary");
          return;
        }
      }
      pos++;
      for (;;) {
        if (this.code(pos) === 95) {
          pos++;
          if (!isDigit(this.code(pos))) this.fail("invalid decimal literal", pos);
        }
        if (this.code(pos) !== 48) break;
        pos++;
      }
      const zerosEnd = pos;
      const nonzero = isDigit(this.code(pos));
      if (nonzero) pos = this.decimalDigits(pos);
      const next = this.code(pos);
      if (next === 46 || (next | 32) === 101 || (next | 32) === 106) {
        this.lexFraction(start, pos);
        return;
      }
      if (nonzero) {
        this.failLeadingZeros(start, zerosEnd);
      }
      this.finishNumber(start, pos, "decimal");
      return;
    }
    this.lexFraction(start, this.decimalDigits(pos));
  }

  /** What may follow a number's whole part: fraction, exponent, `j`. */
  protected lexFraction(start: number, pos: number): void {
    if (this.code(pos) === 46) {
      pos++;
      if (isDigit(this.code(pos))) pos = this.decimalDigits(pos);
    }
    if ((this.code(pos) | 32) === 101 && this.code(pos) > 0) {
      const sign = this.code(pos + 1);
      if (sign === 43 || sign === 45) {
        if (!isDigit(this.code(pos + 2))) this.fail("invalid decimal literal", pos + 2);
        pos = this.decimalDigits(pos + 2);
      } else if (isDigit(sign)) pos = this.decimalDigits(pos + 1);
      else {
        this.finishNumber(start, pos, "decimal");
        return;
      }
    }
    if ((this.code(pos) | 32) === 106 && this.code(pos) > 0) {
      this.finishNumber(start, pos + 1, "imaginary");
      return;
    }
    this.finishNumber(start, pos, "decimal");
  }

  private failLeadingZeros(start: number, zerosEnd: number): never {
    const bytes = (end: number): number => Buffer.byteLength(this.source.slice(this.lineStart, end));
    throw new LexFailure({
      kind: "SyntaxError",
      msg: "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      line: this.line,
      column: bytes(start) + 1,
      endColumn: bytes(zerosEnd) + 1,
      inBytes: true,
      immediate: true,
      atEnd: false,
    });
  }

  // Strings

  /** `start` is the prefix, `open` the opening quote. */
  protected lexString(start: number, open: number): void {
    const { source, end } = this;
    const quote = source.charCodeAt(open);
    const firstLine = this.line;
    const firstLineStart = this.lineStart;
    let pos = open + 1;
    let triple = false;
    if (this.code(pos) === quote) {
      if (this.code(pos + 1) !== quote) {
        this.pos = pos + 1;
        this.tokens.push(T.String, start, this.pos, firstLine, firstLine);
        return;
      }
      triple = true;
      pos += 2;
    }
    for (;;) {
      const c = pos < end ? source.charCodeAt(pos) : -1;
      if (c === -1 || (c === NEWLINE && !triple)) {
        // A missing last newline counts as a line's end, as if the source had it.
        const detected = c === -1 && this.lineStarts[this.line] === end && this.line > 1 ? this.line - 1 : this.line;
        this.line = firstLine;
        this.lineStart = firstLineStart;
        this.pos = start + 1;
        this.fail(`unterminated ${triple ? "triple-quoted " : ""}string literal (detected at line ${detected})`);
      }
      pos++;
      if (c === quote) {
        if (!triple) break;
        if (this.code(pos) === quote && this.code(pos + 1) === quote) {
          pos += 2;
          break;
        }
      } else if (c === BACKSLASH) {
        if (pos < end) {
          if (source.charCodeAt(pos) === NEWLINE) this.joinLine(pos + 1);
          pos++;
        }
      } else if (c === NEWLINE) this.joinLine(pos);
    }
    this.pos = pos;
    this.tokens.push(T.String, start, pos, firstLine, this.line);
  }
}

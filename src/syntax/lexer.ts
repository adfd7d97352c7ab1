/** Source text → tokens, as CPython's tokenizer makes them: indentation, continuation lines, literals, brackets. */
import { BACKSLASH, CLASS, isDigit, type LexerMode, type LexerRange, LexFailure, NEWLINE } from "./lexer-base.js";
import { LiteralLexer } from "./literal-lexer.js";
import { KEYWORDS, type LexicalWarning, OPERATORS, T, type Tokens } from "./tokens.js";

const MAX_BRACKETS = 200;
const MAX_INDENT = 100;
const TAB_SIZE = 8;

/** Operators by length: the first character's code, the first two codes, the second → (first, third). */
const ONE = new Uint8Array(128);
const TWO = new Uint8Array(128 * 128);
const THREE = new Map<number, Map<number, T>>();
for (const [spelling, kind] of [
  ...OPERATORS,
  ["!", T.Unknown],
  ["$", T.Unknown],
  ["?", T.Unknown],
  ["`", T.Unknown],
] as [string, T][]) {
  const [a, b, c] = [0, 1, 2].map((i) => spelling.charCodeAt(i));
  if (spelling.length === 1) ONE[a] = kind;
  else if (spelling.length === 2) TWO[(a << 7) | b] = kind;
  else THREE.set(b, (THREE.get(b) ?? new Map()).set((a << 8) | c, kind));
}
TWO[(60 << 7) | 62] = T.Unknown;

/** Closing bracket → the one that opens it. */
const OPENING = new Uint8Array(128);
OPENING[41] = 40;
OPENING[93] = 91;
OPENING[125] = 123;

const IDENTIFIER_START = /[\p{XID_Start}_]/u;
const IDENTIFIER_PART = /\p{XID_Continue}/u;
const NON_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;

const hex4 = (code: number): string => code.toString(16).toUpperCase().padStart(4, "0");

export function tokenize(source: string, warnings: LexicalWarning[], mode: LexerMode, range?: LexerRange): Tokens {
  const lexer = new Lexer(source, warnings, mode, range);
  lexer.run();
  return lexer.tokens;
}

class Lexer extends LiteralLexer {
  /** Bracket depth; `range` adds a virtual bracket around the whole text. */
  private depth = 0;
  private readonly virtualDepth: number;
  private readonly bracketCodes: number[] = [];
  private readonly bracketLines: number[] = [];
  private readonly bracketPositions: number[] = [];
  private readonly indents = [0];
  private readonly alternateIndents = [0];

  constructor(
    source: string,
    warnings: LexicalWarning[],
    private readonly mode: LexerMode,
    range: LexerRange | undefined,
  ) {
    super(source, warnings, range);
    this.virtualDepth = range === undefined ? 0 : 1;
  }

  run(): void {
    const { tokens } = this;
    try {
      if (this.virtualDepth === 0) this.lexLines();
      else {
        this.lexLogicalLine();
        tokens.push(T.EndMarker, this.end, this.end, this.line, this.line);
      }
    } catch (failure) {
      if (!(failure instanceof LexFailure)) throw failure;
      tokens.error = failure.error;
      const line = this.pos >= this.end ? this.lastLine() : this.line;
      tokens.push(T.Error, this.pos, this.pos, line, line);
    }
    for (let i = 0; i < this.depth; i++) {
      tokens.openBrackets.push({
        character: String.fromCharCode(this.bracketCodes[i]),
        line: this.bracketLines[i],
        position: this.bracketPositions[i],
      });
    }
  }

  private lexLines(): void {
    const { tokens } = this;
    while (this.lexIndentation()) this.lexLogicalLine();
    // At the end the position is one past the last line's newline, whether or not the source spells that newline.
    const implicit = this.end > 0 && this.source.charCodeAt(this.end - 1) !== NEWLINE;
    const line = this.end === 0 ? 0 : this.lastLine();
    const cur = this.end + (implicit ? 1 : 0);
    const dedent = (): void => {
      for (let i = this.indents.length - 1; i > 0; i--) tokens.push(T.Dedent, cur, cur, line, line);
    };
    if (!implicit) dedent();
    const newline = (): void => {
      if (this.mode === "interactive" && tokens.count > 0) tokens.push(T.Newline, -1, -1, line, line);
    };
    newline();
    if (implicit) {
      dedent();
      // What ends the block does not end the statement.
      if (this.indents.length > 1) newline();
    }
    tokens.push(T.EndMarker, cur, cur, line, line);
  }

  /** Skip blank lines, measure the next line's indentation, emit INDENT/DEDENT. False at the end of the source. */
  private lexIndentation(): boolean {
    const { source, tokens } = this;
    for (;;) {
      let column = 0;
      let alternate = 0;
      let continued = 0;
      let c: number;
      for (;;) {
        c = this.code(this.pos);
        if (c === 32) {
          column++;
          alternate++;
        } else if (c === 9) {
          column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
          alternate++;
        } else if (c === 12) {
          column = 0;
          alternate = 0;
        } else if (c === BACKSLASH) {
          // The indentation of a line that goes on behind a backslash is what stood before the first one.
          if (continued === 0) continued = column;
          this.lexContinuation();
          this.joinedStart = this.lineStart;
          continue;
        } else break;
        this.pos++;
      }
      if (c === -1) return false;
      if (c === 35) {
        const newline = source.indexOf("\n", this.pos);
        this.pos = newline < 0 || newline > this.end ? this.end : newline;
        c = this.code(this.pos);
        if (c === -1) return false;
      }
      if (c === NEWLINE) {
        this.pos++;
        this.startLine(this.pos);
        continue;
      }
      if (continued > 0) {
        column = continued;
        alternate = continued;
      }
      const { indents, alternateIndents, pos, line } = this;
      const top = indents.length - 1;
      if (column === indents[top]) {
        if (alternate !== alternateIndents[top]) this.failTabs();
      } else if (column > indents[top]) {
        if (top + 1 >= MAX_INDENT) {
          this.failLate("IndentationError", "too many levels of indentation", 1, 0);
        }
        if (alternate <= alternateIndents[top]) this.failTabs();
        indents.push(column);
        alternateIndents.push(alternate);
        tokens.push(T.Indent, pos, pos, line, line);
      } else {
        let dedents = 0;
        while (indents.length > 1 && column < indents[indents.length - 1]) {
          dedents++;
          indents.pop();
          alternateIndents.pop();
        }
        if (column !== indents[indents.length - 1]) {
          const lineEnd = source.indexOf("\n", pos);
          const column = (lineEnd < 0 ? this.end : lineEnd) - this.lineStart + 1;
          this.failLate("IndentationError", "unindent does not match any outer indentation level", column, -1);
        }
        if (alternate !== alternateIndents[alternateIndents.length - 1]) this.failTabs();
        for (; dedents > 0; dedents--) tokens.push(T.Dedent, pos, pos, line, line);
      }
      return true;
    }
  }

  /** At the end: the last line that has text or a newline of its own. */
  private lastLine(): number {
    return this.line > 1 && this.lineStart === this.end ? this.line - 1 : this.line;
  }

  private failTabs(): never {
    this.failLate("TabError", "inconsistent use of tabs and spaces in indentation", 1, 0);
  }

  /** At a backslash: step over it and the line's end. */
  private lexContinuation(): void {
    const after = this.code(this.pos + 1);
    const atEnd = after === -1 || (after === NEWLINE && this.pos + 2 >= this.end);
    if (atEnd) this.failAtEnd(this.pos - this.lineStart + 2);
    if (after !== NEWLINE) {
      const column = this.pos - this.joinedStart + 2;
      this.failLate("SyntaxError", "unexpected character after line continuation character", column, 0);
    }
    this.pos += 2;
    this.joinLine(this.pos);
  }

  /** Lex to the end of a logical line, its NEWLINE included. */
  private lexLogicalLine(): void {
    const { source, tokens, end } = this;
    // A NEWLINE behind a comment begins where the comment does.
    let comment = -1;
    for (;;) {
      if (this.pos >= end) {
        if (this.depth > 0) this.failAtEnd(0);
        if (this.mode === "file") tokens.push(T.Newline, comment < 0 ? end : comment, end, this.line, this.line);
        return;
      }
      const c = source.charCodeAt(this.pos);
      if (c === 32 || c === 9 || c === 12) {
        this.pos++;
        continue;
      }
      if (c < 128 ? CLASS[c] === 1 : true) {
        this.lexName();
        continue;
      }
      if (CLASS[c] === 2) {
        this.lexNumber(this.pos);
        continue;
      }
      if (c === NEWLINE) {
        const at = this.pos++;
        const line = this.line;
        this.startLine(this.pos);
        if (this.depth + this.virtualDepth > 0) {
          comment = -1;
          continue;
        }
        tokens.push(T.Newline, comment < 0 ? at : comment, at, line, line);
        return;
      }
      if (c === 34 || c === 39) {
        this.lexString(this.pos, this.pos);
        continue;
      }
      if (c === 35) {
        comment = this.pos;
        const newline = source.indexOf("\n", this.pos);
        this.pos = newline < 0 || newline > end ? end : newline;
        continue;
      }
      if (c === BACKSLASH) {
        this.lexContinuation();
        continue;
      }
      this.lexOperator(c);
    }
  }

  private lexName(): void {
    const { source, end } = this;
    const start = this.pos;
    let pos = start;
    let c = 0;
    let seenUnicode = false;
    while (pos < end) {
      c = source.charCodeAt(pos);
      if (c >= 128) seenUnicode = true;
      else if (CLASS[c] === 0) break;
      pos++;
    }
    this.pos = pos;
    const length = pos - start;
    if ((c === 34 || c === 39) && pos < end && length <= 2 && isStringPrefix(source, start, length)) {
      this.lexString(start, pos);
      return;
    }
    let text = source.slice(start, pos);
    let kind = T.Name;
    if (seenUnicode) {
      this.checkIdentifier(text, start);
      text = text.normalize("NFKC");
    } else if (length >= 2 && length <= 8) kind = KEYWORDS.get(text) ?? T.Name;
    if (kind === T.Name) this.tokens.names[this.tokens.count] = text;
    this.tokens.push(kind, start, pos, this.line, this.line);
  }

  private checkIdentifier(text: string, start: number): void {
    let at = start;
    let first = true;
    for (const character of text) {
      if (!(first ? IDENTIFIER_START : IDENTIFIER_PART).test(character)) {
        this.pos = at + character.length;
        this.failCharacter(character.codePointAt(0) as number);
      }
      first = false;
      at += character.length;
    }
  }

  private failCharacter(code: number): never {
    const character = String.fromCodePoint(code);
    if (NON_PRINTABLE.test(character)) this.fail(`invalid non-printable character U+${hex4(code)}`);
    this.fail(`invalid character '${character}' (U+${hex4(code)})`);
  }

  // Operators

  private op(kind: T, length: number): void {
    const start = this.pos;
    this.pos += length;
    this.tokens.push(kind, start, this.pos, this.line, this.line);
  }

  private lexOperator(c: number): void {
    const next = this.code(this.pos + 1);
    if (c === 46 && isDigit(next)) {
      this.lexFraction(this.pos, this.pos);
      return;
    }
    const opening = OPENING[c];
    if (opening !== 0) {
      this.closeBracket(ONE[c], opening);
      return;
    }
    if (c === 40 || c === 91 || c === 123) {
      this.openBracket(ONE[c], c);
      return;
    }
    const third = next > 0 && next < 128 ? THREE.get(next) : undefined;
    const long = third?.get((c << 8) | this.code(this.pos + 2));
    if (long !== undefined) {
      this.op(long, 3);
      return;
    }
    const two = next > 0 && next < 128 ? TWO[(c << 7) | next] : 0;
    if (two !== 0) {
      this.op(two, 2);
      return;
    }
    if (ONE[c] === 0) {
      this.pos++;
      this.fail(`invalid non-printable character U+${hex4(c)}`);
    }
    this.op(ONE[c], 1);
  }

  private openBracket(kind: T, c: number): void {
    if (this.depth >= MAX_BRACKETS) this.fail("too many nested parentheses", this.pos + 1);
    this.bracketCodes[this.depth] = c;
    this.bracketLines[this.depth] = this.line;
    this.bracketPositions[this.depth] = this.pos;
    this.depth++;
    this.op(kind, 1);
  }

  private closeBracket(kind: T, opening: number): void {
    const closing = this.source[this.pos];
    if (this.depth === 0) this.fail(`unmatched '${closing}'`, this.pos + 1);
    this.depth--;
    const actual = this.bracketCodes[this.depth];
    if (actual !== opening) {
      const where = this.bracketLines[this.depth] === this.line ? "" : ` on line ${this.bracketLines[this.depth]}`;
      this.fail(
        `closing parenthesis '${closing}' does not match opening parenthesis '${String.fromCharCode(actual)}'${where}`,
        this.pos + 1,
      );
    }
    this.op(kind, 1);
  }
}

function isStringPrefix(source: string, start: number, length: number): boolean {
  const a = source.charCodeAt(start) | 32;
  if (length === 1) return a === 98 || a === 102 || a === 114 || a === 117;
  const b = source.charCodeAt(start + 1) | 32;
  return (a === 114 && (b === 98 || b === 102)) || (b === 114 && (a === 98 || a === 102));
}

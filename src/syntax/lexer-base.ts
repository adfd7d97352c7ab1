/** The lexer's position in the text, and how it says what is wrong. */
import { type LexicalError, type LexicalWarning, Tokens } from "./tokens.js";

export const NEWLINE = 10;
export const BACKSLASH = 92;

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** ASCII classes: 1 identifier start, 2 digit. Everything from 128 on may belong to an identifier. */
export const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) CLASS[c] = 1;
  else if (isDigit(c)) CLASS[c] = 2;
}

export interface LexerRange {
  /** Where an expression inside an f-string begins and ends. It is lexed as if within brackets. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly lineStarts: number[];
}

export class LexFailure {
  constructor(readonly error: LexicalError) {}
}

/**
 * How the text ends. A file's last line gets a newline where it lacks one; an expression's does not; an interactive
 * statement's end counts as one more NEWLINE.
 */
export type LexerMode = "file" | "eval" | "interactive" | "embedded";

export class LexerBase {
  readonly tokens: Tokens;
  protected pos: number;
  protected readonly end: number;
  protected line: number;
  protected lineStart: number;
  /** Start of the first line that backslashes or a string have joined to this one. */
  protected joinedStart: number;
  protected readonly lineStarts: number[];

  constructor(
    protected readonly source: string,
    protected readonly warnings: LexicalWarning[],
    range: LexerRange | undefined,
  ) {
    this.pos = range?.start ?? 0;
    this.end = range?.end ?? source.length;
    this.line = range?.line ?? 1;
    this.lineStarts = range === undefined ? [0, 0] : range.lineStarts;
    this.lineStart = this.lineStarts[this.line];
    this.joinedStart = this.lineStart;
    this.tokens = new Tokens(source, this.lineStarts, range === undefined ? 256 : 8);
  }

  protected code(at: number): number {
    return at < this.end ? this.source.charCodeAt(at) : -1;
  }

  protected startLine(at: number): void {
    this.joinLine(at);
    this.joinedStart = at;
  }

  protected joinLine(at: number): void {
    this.line++;
    this.lineStart = at;
    this.lineStarts[this.line] = at;
  }

  /** Raise with the position after the last character read, which is where CPython puts lexical errors. */
  protected fail(msg: string, at = this.pos): never {
    const column = at - this.lineStart;
    throw new LexFailure({
      kind: "SyntaxError",
      msg,
      line: this.line,
      column,
      endColumn: column,
      immediate: true,
      atEnd: msg.startsWith("unterminated triple"),
    });
  }

  protected failLate(kind: LexicalError["kind"], msg: string, column: number, endColumn: number): never {
    throw new LexFailure({ kind, msg, line: this.line, column, endColumn, immediate: false, atEnd: false });
  }

  protected failAtEnd(column: number): never {
    const { line } = this;
    const msg = "unexpected EOF while parsing";
    throw new LexFailure({ kind: "SyntaxError", msg, line, column, endColumn: -1, immediate: false, atEnd: true });
  }
}

/** Token kinds and the token table that the lexer fills: parallel arrays, one row per token. */

export const enum T {
  EndMarker,
  Name,
  Number,
  String,
  Newline,
  Indent,
  Dedent,
  /** A character that no rule accepts, such as `$`, `?` or a lone `!`. */
  Unknown,
  /** The lexer failed here; `Tokens.error` says why. Always the last token. */
  Error,
  // Operators
  LParen,
  RParen,
  LBracket,
  RBracket,
  LBrace,
  RBrace,
  Colon,
  Comma,
  Semi,
  Dot,
  Ellipsis,
  At,
  Arrow,
  ColonEqual,
  Equal,
  Tilde,
  Plus,
  Minus,
  Star,
  Slash,
  DoubleSlash,
  Percent,
  DoubleStar,
  LeftShift,
  RightShift,
  Amper,
  VBar,
  Circumflex,
  EqEqual,
  NotEqual,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  PlusEqual,
  MinusEqual,
  StarEqual,
  SlashEqual,
  DoubleSlashEqual,
  PercentEqual,
  DoubleStarEqual,
  LeftShiftEqual,
  RightShiftEqual,
  AmperEqual,
  VBarEqual,
  CircumflexEqual,
  AtEqual,
  // Keywords
  False,
  None,
  True,
  And,
  As,
  Assert,
  Async,
  Await,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  Try,
  While,
  With,
  Yield,
}

export const KEYWORDS: ReadonlyMap<string, T> = new Map<string, T>([
  ["False", T.False],
  ["None", T.None],
  ["True", T.True],
  ["and", T.And],
  ["as", T.As],
  ["assert", T.Assert],
  ["async", T.Async],
  ["await", T.Await],
  ["break", T.Break],
  ["class", T.Class],
  ["continue", T.Continue],
  ["def", T.Def],
  ["del", T.Del],
  ["elif", T.Elif],
  ["else", T.Else],
  ["except", T.Except],
  ["finally", T.Finally],
  ["for", T.For],
  ["from", T.From],
  ["global", T.Global],
  ["if", T.If],
  ["import", T.Import],
  ["in", T.In],
  ["is", T.Is],
  ["lambda", T.Lambda],
  ["nonlocal", T.Nonlocal],
  ["not", T.Not],
  ["or", T.Or],
  ["pass", T.Pass],
  ["raise", T.Raise],
  ["return", T.Return],
  ["try", T.Try],
  ["while", T.While],
  ["with", T.With],
  ["yield", T.Yield],
]);

/** Spelling → kind for operators. */
export const OPERATORS: ReadonlyMap<string, T> = new Map<string, T>([
  ["(", T.LParen],
  [")", T.RParen],
  ["[", T.LBracket],
  ["]", T.RBracket],
  ["{", T.LBrace],
  ["}", T.RBrace],
  [":", T.Colon],
  [",", T.Comma],
  [";", T.Semi],
  [".", T.Dot],
  ["...", T.Ellipsis],
  ["@", T.At],
  ["->", T.Arrow],
  [":=", T.ColonEqual],
  ["=", T.Equal],
  ["~", T.Tilde],
  ["+", T.Plus],
  ["-", T.Minus],
  ["*", T.Star],
  ["/", T.Slash],
  ["//", T.DoubleSlash],
  ["%", T.Percent],
  ["**", T.DoubleStar],
  ["<<", T.LeftShift],
  [">>", T.RightShift],
  ["&", T.Amper],
  ["|", T.VBar],
  ["^", T.Circumflex],
  ["==", T.EqEqual],
  ["!=", T.NotEqual],
  ["<", T.Less],
  [">", T.Greater],
  ["<=", T.LessEqual],
  [">=", T.GreaterEqual],
  ["+=", T.PlusEqual],
  ["-=", T.MinusEqual],
  ["*=", T.StarEqual],
  ["/=", T.SlashEqual],
  ["//=", T.DoubleSlashEqual],
  ["%=", T.PercentEqual],
  ["**=", T.DoubleStarEqual],
  ["<<=", T.LeftShiftEqual],
  [">>=", T.RightShiftEqual],
  ["&=", T.AmperEqual],
  ["|=", T.VBarEqual],
  ["^=", T.CircumflexEqual],
  ["@=", T.AtEqual],
]);

/** Why the lexer stopped. Offsets are UTF-16 positions in the source. */
export interface LexicalError {
  readonly kind: "SyntaxError" | "IndentationError" | "TabError";
  readonly msg: string;
  readonly line: number;
  /** 1-based column in UTF-16 units, and the end column (0 or -1 where CPython gives none). */
  readonly column: number;
  readonly endColumn: number;
  /** The columns are in UTF-8 bytes, as CPython shows them where it has a range of its own. */
  readonly inBytes?: boolean;
  /** CPython raises this kind as soon as the lexer sees it, so that it outranks a parser's generic error before it. */
  readonly immediate: boolean;
  /** The source ended too early. */
  readonly atEnd: boolean;
}

export interface LexicalWarning {
  readonly category: "SyntaxWarning" | "DeprecationWarning";
  readonly msg: string;
  readonly line: number;
  /** Columns from 1 and the last line: the place, should it be an error. */
  readonly offset: number;
  readonly endLine: number;
  readonly endOffset: number;
}

export class Tokens {
  count = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  endLines: Int32Array;
  /** The text of names (NFKC-normalised); undefined for the other tokens. */
  readonly names: (string | undefined)[] = [];
  error: LexicalError | null = null;
  /** Brackets open where the source ends or the lexer failed: [character, line, UTF-16 position] each. */
  openBrackets: { readonly character: string; readonly line: number; readonly position: number }[] = [];

  constructor(
    readonly source: string,
    /** Position of each line's first character; line numbers start at 1, entry 0 is unused. */
    readonly lineStarts: number[],
    capacity: number,
  ) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.endLines = new Int32Array(capacity);
  }

  push(kind: T, start: number, end: number, line: number, endLine: number): void {
    const i = this.count++;
    if (i === this.kinds.length) this.grow();
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.lines[i] = line;
    this.endLines[i] = endLine;
  }

  text(i: number): string {
    return this.source.slice(this.starts[i], this.ends[i]);
  }

  column(i: number): number {
    return this.starts[i] - this.lineStarts[this.lines[i]];
  }

  endColumn(i: number): number {
    return this.ends[i] - this.lineStarts[this.endLines[i]];
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const widen = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const wide = new Int32Array(size);
      wide.set(old);
      return wide;
    };
    const kinds = new Uint8Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = widen(this.starts);
    this.ends = widen(this.ends);
    this.lines = widen(this.lines);
    this.endLines = widen(this.endLines);
  }
}

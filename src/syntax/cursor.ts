/** The parser's position in the token table, and what all parts of the parser share. */
import type { Constant, ConstValue, Expr, ExprContext } from "./ast.js";
import { characterColumn } from "./ast.js";
import { PySyntaxError } from "./errors.js";
import { type LexicalWarning, T, type Tokens } from "./tokens.js";

export interface ParseContext {
  readonly filename: string;
  readonly warnings: LexicalWarning[];
  readonly lookupCharacter: ((name: string) => string | null) | undefined;
  /** "f-string: " while an f-string's expression is parsed. */
  readonly prefix: string;
}

/** Thrown where the text is not in the grammar. What to tell the user is worked out afterwards (diagnose.ts). */
export const NO_PARSE = { reason: "the text is not in the grammar" };
/** Thrown where the text nests deeper than the parser's stack allows. */
export const TOO_DEEP = { reason: "the text nests too deeply" };

/** In units of one JS call per level; brackets and blocks cost more. CPython gives up at 6,000 rules. */
const MAX_DEPTH = 3000;

export class TokenCursor {
  protected pos = 0;
  protected kinds: Uint8Array;
  private depth = 0;

  constructor(
    protected readonly tokens: Tokens,
    protected readonly context: ParseContext,
  ) {
    this.kinds = tokens.kinds;
  }

  /** The token after the last one taken. */
  get reached(): number {
    return this.pos;
  }

  protected kind(): T {
    return this.kinds[this.pos];
  }

  protected at(kind: T): boolean {
    return this.kinds[this.pos] === kind;
  }

  protected accept(kind: T): boolean {
    if (this.kinds[this.pos] !== kind) return false;
    this.pos++;
    return true;
  }

  protected expect(kind: T): void {
    if (this.kinds[this.pos] !== kind) throw NO_PARSE;
    this.pos++;
  }

  protected name(): string {
    if (this.kinds[this.pos] !== T.Name) throw NO_PARSE;
    return this.tokens.names[this.pos++] as string;
  }

  protected noParse(): never {
    throw NO_PARSE;
  }

  protected enter(weight: number): void {
    this.depth += weight;
    if (this.depth > MAX_DEPTH) throw TOO_DEEP;
  }

  protected leave(weight: number): void {
    this.depth -= weight;
  }

  protected line(token: number): number {
    return this.tokens.lines[token];
  }

  protected column(token: number): number {
    return this.tokens.column(token);
  }

  /** The last token before the cursor that is text, not layout. */
  protected lastToken(): number {
    let token = this.pos - 1;
    for (;;) {
      const kind = this.kinds[token];
      if (kind !== T.Newline && kind !== T.Indent && kind !== T.Dedent) return token;
      token--;
    }
  }

  protected constant(value: ConstValue, token: number): Constant {
    const { tokens } = this;
    return {
      kind: "Constant",
      value,
      unicodePrefix: false,
      lineno: tokens.lines[token],
      col_offset: tokens.column(token),
      end_lineno: tokens.endLines[token],
      end_col_offset: tokens.endColumn(token),
    };
  }

  /** Make an expression a target. Throws where it cannot be one. */
  protected setContext(node: Expr, context: ExprContext): void {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        node.ctx = context;
        return;
      case "Starred":
        if (context === "Del" || node.value.kind === "Starred") throw NO_PARSE;
        node.ctx = context;
        this.setContext(node.value, context);
        return;
      case "List":
      case "Tuple":
        node.ctx = context;
        for (const element of node.elts) this.setContext(element, context);
        return;
      default:
        throw NO_PARSE;
    }
  }

  /** A SyntaxError that covers a token. */
  protected failAt(token: number, msg: string): never {
    const { tokens, context } = this;
    const { lineStarts, source } = tokens;
    const textOf = (line: number): string => {
      const end = source.indexOf("\n", lineStarts[line]);
      return source.slice(lineStarts[line], end < 0 ? source.length : end);
    };
    const line = tokens.lines[token];
    const endLine = tokens.endLines[token];
    const text = textOf(line);
    throw new PySyntaxError(
      "SyntaxError",
      context.prefix + msg,
      context.filename,
      line,
      characterColumn(text, tokens.column(token)) + 1,
      `${text}\n`,
      endLine,
      characterColumn(textOf(endLine), tokens.endColumn(token)) + 1,
    );
  }
}

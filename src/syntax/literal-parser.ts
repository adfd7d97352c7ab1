/** Numbers and strings as expressions. */
import type { Expr } from "./ast.js";
import { TokenCursor } from "./cursor.js";
import { LiteralError, numberValue } from "./literals.js";
import { type Extent, parseStrings, type StringHost, type StringToken } from "./strings.js";
import { T } from "./tokens.js";

export abstract class LiteralParser extends TokenCursor {
  /** Parse the expression in an f-string's braces. */
  protected abstract parseEmbedded(start: number, end: number, line: number): Expr;

  /** From a token to the one before the cursor. */
  protected extent(start: number): Extent {
    const { tokens } = this;
    const end = this.pos - 1;
    return {
      lineno: tokens.lines[start],
      col_offset: tokens.column(start),
      end_lineno: tokens.endLines[end],
      end_col_offset: tokens.endColumn(end),
    };
  }

  protected number(): Expr {
    const token = this.pos++;
    try {
      return this.constant(numberValue(this.tokens.text(token)), token);
    } catch (error) {
      if (error instanceof LiteralError) this.failAt(token, error.msg);
      throw error;
    }
  }

  /** Throws where the literals from a token on have no value. */
  checkStrings(token: number): void {
    this.pos = token;
    this.strings();
  }

  protected strings(): Expr {
    const { tokens, kinds } = this;
    const first = this.pos;
    const literals: StringToken[] = [];
    while (kinds[this.pos] === T.String) {
      const index = this.pos++;
      literals.push({ index, start: tokens.starts[index], end: tokens.ends[index], extent: this.extent(index) });
    }
    const next = this.pos;
    if (kinds[next] === T.Error) this.noParse();
    const host: StringHost = {
      source: tokens.source,
      lookupCharacter: this.context.lookupCharacter,
      warnInvalidEscape: (character) => {
        const msg = `invalid escape sequence '\\${character}'`;
        const [offset, endOffset] = [tokens.column(first) + 1, tokens.endColumn(first) + 1];
        const place = { line: tokens.lines[first], offset, endLine: tokens.endLines[first], endOffset };
        this.context.warnings.push({ category: "DeprecationWarning", msg, ...place });
      },
      parseEmbedded: (start, end, line) => this.parseEmbedded(start, end, line),
      fail: (msg) => this.failAt(next, msg),
      failMixed: () => this.failAt(next, "cannot mix bytes and nonbytes literals"),
      failNonAscii: (token) => this.failAt(token, "bytes can only contain ASCII literal characters"),
    };
    try {
      return parseStrings(host, literals, this.extent(first));
    } catch (error) {
      if (error instanceof LiteralError) this.failAt(next, error.msg);
      throw error;
    }
  }
}

/** What brackets hold: parentheses, displays of lists, sets and dicts, comprehensions. */
import type { Comprehension, Dict, Expr, SetExpr } from "./ast.js";
import { LiteralParser } from "./literal-parser.js";
import { T } from "./tokens.js";

export abstract class DisplayParser extends LiteralParser {
  protected abstract expression(): Expr;
  protected abstract namedExpression(): Expr;
  protected abstract starNamedExpression(): Expr;
  protected abstract yieldExpression(): Expr;
  protected abstract disjunction(): Expr;
  protected abstract binary(minimum: number): Expr;
  protected abstract starTargets(): Expr;

  protected parenthesised(): Expr {
    const { tokens } = this;
    const start = this.pos++;
    const node = this.parenthesisedContents(T.RParen);
    if (node.lineno === 0) {
      const end = this.pos - 1;
      node.lineno = tokens.lines[start];
      node.col_offset = tokens.column(start);
      node.end_lineno = tokens.endLines[end];
      node.end_col_offset = tokens.endColumn(end);
    }
    return node;
  }

  /** Up to and including `close`. A tuple or generator expression comes back with line 0: its extent includes brackets. */
  protected parenthesisedContents(close: T): Expr {
    if (this.at(T.Yield)) {
      const value = this.yieldExpression();
      this.expect(close);
      return value;
    }
    if (this.accept(close)) {
      if (close === T.EndMarker) this.noParse();
      return { kind: "Tuple", elts: [], ctx: "Load", lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
    }
    const first = this.starNamedExpression();
    if (this.at(T.Comma)) {
      const elts = this.elements(first, close);
      return { kind: "Tuple", elts, ctx: "Load", lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
    }
    if (first.kind === "Starred") this.noParse();
    if (this.at(T.For) || this.at(T.Async)) {
      const generators = this.comprehensionClauses();
      this.expect(close);
      return {
        kind: "GeneratorExp",
        elt: first,
        generators,
        lineno: 0,
        col_offset: 0,
        end_lineno: 0,
        end_col_offset: 0,
      };
    }
    this.expect(close);
    return first;
  }

  /** All elements of a display, whose first one has been read, up to and including `close`. */
  private elements(first: Expr, close: T): Expr[] {
    const elts = [first];
    while (this.accept(T.Comma)) {
      if (this.at(close)) break;
      elts.push(this.starNamedExpression());
    }
    this.expect(close);
    return elts;
  }

  protected listDisplay(): Expr {
    const start = this.pos++;
    if (this.accept(T.RBracket)) return { kind: "List", elts: [], ctx: "Load", ...this.extent(start) };
    const first = this.starNamedExpression();
    if (this.at(T.For) || this.at(T.Async)) {
      if (first.kind === "Starred") this.noParse();
      const generators = this.comprehensionClauses();
      this.expect(T.RBracket);
      return { kind: "ListComp", elt: first, generators, ...this.extent(start) };
    }
    const elts = this.elements(first, T.RBracket);
    return { kind: "List", elts, ctx: "Load", ...this.extent(start) };
  }

  protected braceDisplay(): Expr {
    const start = this.pos++;
    if (this.at(T.RBrace) || this.at(T.DoubleStar)) return this.dictDisplay(start, [], []);
    const elementStart = this.pos;
    const first = this.starNamedExpression();
    const named = first.kind === "NamedExpr" && this.kinds[elementStart] === T.Name;
    if (this.at(T.Colon) && first.kind !== "Starred" && !named) {
      this.pos++;
      const value = this.expression();
      if (this.at(T.For) || this.at(T.Async)) {
        const generators = this.comprehensionClauses();
        this.expect(T.RBrace);
        return { kind: "DictComp", key: first, value, generators, ...this.extent(start) };
      }
      if (!this.at(T.RBrace)) this.expect(T.Comma);
      return this.dictDisplay(start, [first], [value]);
    }
    return this.setDisplay(start, first);
  }

  /** The cursor is behind the entries given, and behind the comma after them. */
  private dictDisplay(start: number, keys: (Expr | null)[], values: Expr[]): Dict {
    while (!this.at(T.RBrace)) {
      if (this.accept(T.DoubleStar)) {
        keys.push(null);
        values.push(this.binary(1));
      } else {
        keys.push(this.expression());
        this.expect(T.Colon);
        values.push(this.expression());
      }
      if (!this.accept(T.Comma)) break;
    }
    this.expect(T.RBrace);
    return { kind: "Dict", keys, values, ...this.extent(start) };
  }

  private setDisplay(start: number, first: Expr): Expr {
    if (this.at(T.For) || this.at(T.Async)) {
      if (first.kind === "Starred") this.noParse();
      const generators = this.comprehensionClauses();
      this.expect(T.RBrace);
      return { kind: "SetComp", elt: first, generators, ...this.extent(start) };
    }
    const elts = this.elements(first, T.RBrace);
    const node: SetExpr = { kind: "Set", elts, ...this.extent(start) };
    return node;
  }

  protected comprehensionClauses(): Comprehension[] {
    const generators: Comprehension[] = [];
    while (this.at(T.For) || this.at(T.Async)) {
      const isAsync = this.accept(T.Async);
      this.expect(T.For);
      const target = this.starTargets();
      this.expect(T.In);
      const iter = this.disjunction();
      const ifs: Expr[] = [];
      while (this.accept(T.If)) ifs.push(this.disjunction());
      generators.push({ kind: "comprehension", target, iter, ifs, is_async: isAsync });
    }
    return generators;
  }
}

/** Patterns of the match statement. */
import type { Attribute, Expr, Name, Pattern } from "./ast.js";
import { ExpressionParser } from "./expressions.js";
import { T } from "./tokens.js";

const PATTERN_DEPTH = 8;

export class PatternParser extends ExpressionParser {
  /** `patterns`: after `case`, where a sequence needs no brackets. */
  protected casePattern(): Pattern {
    const start = this.pos;
    const first = this.maybeStarPattern();
    if (!this.at(T.Comma)) {
      if (first.kind === "MatchStar") this.noParse();
      return first;
    }
    const patterns = [first];
    while (this.accept(T.Comma)) {
      if (this.at(T.Colon) || this.at(T.If)) break;
      patterns.push(this.maybeStarPattern());
    }
    return { kind: "MatchSequence", patterns, ...this.extent(start) };
  }

  private maybeStarPattern(): Pattern {
    if (!this.at(T.Star)) return this.pattern();
    const start = this.pos++;
    const name = this.captureName(true);
    return { kind: "MatchStar", name, ...this.extent(start) };
  }

  private pattern(): Pattern {
    const start = this.pos;
    const first = this.closedPattern();
    let node = first;
    if (this.at(T.VBar)) {
      const patterns = [first];
      while (this.accept(T.VBar)) patterns.push(this.closedPattern());
      node = { kind: "MatchOr", patterns, ...this.extent(start) };
    }
    if (!this.accept(T.As)) return node;
    const name = this.captureName(false);
    return { kind: "MatchAs", pattern: node, name, ...this.extent(start) };
  }

  /** A name that is not the start of `a.b`, `a(...)` or `a=`; null for `_` where a wildcard may stand. */
  private captureName(wildcard: boolean): string | null {
    const name = this.name();
    if (name === "_") {
      if (!wildcard) this.noParse();
      return null;
    }
    if (this.at(T.Dot) || this.at(T.LParen) || this.at(T.Equal)) this.noParse();
    return name;
  }

  private closedPattern(): Pattern {
    const start = this.pos;
    switch (this.kind()) {
      case T.Number:
      case T.Minus:
      case T.String: {
        const value = this.literalExpression();
        return { kind: "MatchValue", value, ...this.extent(start) };
      }
      case T.None:
        this.pos++;
        return { kind: "MatchSingleton", value: { type: "None" }, ...this.extent(start) };
      case T.True:
        this.pos++;
        return { kind: "MatchSingleton", value: { type: "bool", value: true }, ...this.extent(start) };
      case T.False:
        this.pos++;
        return { kind: "MatchSingleton", value: { type: "bool", value: false }, ...this.extent(start) };
      case T.LParen:
      case T.LBracket: {
        this.enter(PATTERN_DEPTH);
        const node = this.bracketedPattern();
        this.leave(PATTERN_DEPTH);
        return node;
      }
      case T.LBrace: {
        this.enter(PATTERN_DEPTH);
        const node = this.mappingPattern();
        this.leave(PATTERN_DEPTH);
        return node;
      }
      case T.Name:
        return this.namePattern();
      default:
        return this.noParse();
    }
  }

  /** Strings, signed numbers and complex numbers. */
  private literalExpression(): Expr {
    const start = this.pos;
    if (this.at(T.String)) return this.strings();
    const real = this.signedNumber();
    if (!this.at(T.Plus) && !this.at(T.Minus)) return real;
    const op = this.at(T.Plus) ? "Add" : "Sub";
    const realNumber = real.kind === "UnaryOp" ? real.operand : real;
    if (realNumber.kind !== "Constant" || realNumber.value.type === "complex") {
      this.failAt(this.pos - 1, "real number required in complex literal");
    }
    this.pos++;
    if (!this.at(T.Number)) this.noParse();
    const right = this.number();
    if (right.kind !== "Constant" || right.value.type !== "complex") {
      this.failAt(this.pos - 1, "imaginary number required in complex literal");
    }
    return { kind: "BinOp", left: real, op, right, ...this.extent(start) };
  }

  private signedNumber(): Expr {
    const start = this.pos;
    const negative = this.accept(T.Minus);
    if (!this.at(T.Number)) this.noParse();
    const operand = this.number();
    if (!negative) return operand;
    return { kind: "UnaryOp", op: "USub", operand, ...this.extent(start) };
  }

  /** A dotted name. */
  private nameOrAttribute(): Name | Attribute {
    const start = this.pos;
    let node: Name | Attribute = { kind: "Name", id: this.name(), ctx: "Load", ...this.extent(start) };
    while (this.accept(T.Dot)) {
      const attr = this.name();
      node = { kind: "Attribute", value: node, attr, ctx: "Load", ...this.extent(start) };
    }
    return node;
  }

  private namePattern(): Pattern {
    const start = this.pos;
    const node = this.nameOrAttribute();
    if (this.at(T.LParen)) {
      this.enter(PATTERN_DEPTH);
      const pattern = this.classPattern(start, node);
      this.leave(PATTERN_DEPTH);
      return pattern;
    }
    if (this.at(T.Equal)) this.noParse();
    if (node.kind === "Attribute") return { kind: "MatchValue", value: node, ...this.extent(start) };
    return { kind: "MatchAs", pattern: null, name: node.id === "_" ? null : node.id, ...this.extent(start) };
  }

  private bracketedPattern(): Pattern {
    const start = this.pos;
    const close = this.at(T.LParen) ? T.RParen : T.RBracket;
    this.pos++;
    const patterns: Pattern[] = [];
    let comma = false;
    while (!this.at(close)) {
      patterns.push(this.maybeStarPattern());
      comma = this.accept(T.Comma);
      if (!comma) break;
    }
    this.expect(close);
    if (close === T.RParen && patterns.length === 1 && !comma) {
      if (patterns[0].kind === "MatchStar") this.noParse();
      return patterns[0];
    }
    return { kind: "MatchSequence", patterns, ...this.extent(start) };
  }

  private mappingPattern(): Pattern {
    const start = this.pos++;
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.at(T.RBrace)) {
      if (this.accept(T.DoubleStar)) {
        rest = this.captureName(false);
        this.accept(T.Comma);
        break;
      }
      keys.push(this.mappingKey());
      this.expect(T.Colon);
      patterns.push(this.pattern());
      if (!this.accept(T.Comma)) break;
    }
    this.expect(T.RBrace);
    return { kind: "MatchMapping", keys, patterns, rest, ...this.extent(start) };
  }

  private mappingKey(): Expr {
    const start = this.pos;
    switch (this.kind()) {
      case T.None:
        this.pos++;
        return this.constant({ type: "None" }, start);
      case T.True:
        this.pos++;
        return this.constant({ type: "bool", value: true }, start);
      case T.False:
        this.pos++;
        return this.constant({ type: "bool", value: false }, start);
      case T.Name: {
        const node = this.nameOrAttribute();
        if (node.kind === "Name") this.noParse();
        return node;
      }
      default:
        return this.literalExpression();
    }
  }

  private classPattern(start: number, cls: Expr): Pattern {
    const patterns: Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: Pattern[] = [];
    this.expect(T.LParen);
    while (!this.at(T.RParen)) {
      if (this.at(T.Name) && this.kinds[this.pos + 1] === T.Equal) {
        kwd_attrs.push(this.name());
        this.pos++;
        kwd_patterns.push(this.pattern());
      } else {
        if (kwd_attrs.length > 0) this.noParse();
        patterns.push(this.pattern());
      }
      if (!this.accept(T.Comma)) break;
    }
    this.expect(T.RParen);
    return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, ...this.extent(start) };
  }
}

/** Expressions: recursive descent with precedence climbing for the binary operators. */
import type { Arg, Arguments, BinaryOperator, CompareOperator, Expr, Keyword, Lambda } from "./ast.js";
import { NO_PARSE } from "./cursor.js";
import { diagnose } from "./diagnose.js";
import { DisplayParser } from "./displays.js";
import { tokenize } from "./lexer.js";
import { AUGMENTED, BINARY, COMPARISONS, PRECEDENCE, STARTS_EXPRESSION } from "./operators.js";
import { T, Tokens } from "./tokens.js";

/** Calls between an opening bracket and the expression within it. */
const BRACKET_DEPTH = 12;

export class ExpressionParser extends DisplayParser {
  protected startsExpression(): boolean {
    return STARTS_EXPRESSION[this.kind()] === 1;
  }

  protected augmentedOperator(): BinaryOperator | undefined {
    return AUGMENTED[this.kind()];
  }

  // Lists of expressions without brackets

  /** `star_expressions`: one expression, or a tuple without brackets. */
  protected starExpressions(): Expr {
    const start = this.pos;
    const first = this.starExpression();
    return this.at(T.Comma) ? this.bareTuple(start, first, this.starExpression) : first;
  }

  /** Elements behind the first one, up to and including an optional last comma. */
  protected bareTuple(start: number, first: Expr, element: (this: this) => Expr): Expr {
    const elts = [first];
    while (this.accept(T.Comma)) {
      if (!this.startsExpression()) break;
      elts.push(element.call(this));
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.extent(start) };
  }

  protected starExpression(): Expr {
    return this.at(T.Star) ? this.starred(false) : this.expression();
  }

  protected override starNamedExpression(): Expr {
    return this.at(T.Star) ? this.starred(false) : this.namedExpression();
  }

  /** `*x`: the operand is a bitwise_or, or in argument lists and subscripts any expression. */
  private starred(anyExpression: boolean): Expr {
    const start = this.pos++;
    const value = anyExpression ? this.expression() : this.binary(1);
    return { kind: "Starred", value, ctx: "Load", ...this.extent(start) };
  }

  protected override namedExpression(): Expr {
    if (this.kind() !== T.Name || this.kinds[this.pos + 1] !== T.ColonEqual) return this.expression();
    const { tokens } = this;
    const start = this.pos;
    const id = this.name();
    this.pos++;
    const value = this.expression();
    const end = this.pos - 1;
    const lineno = tokens.lines[start];
    const col_offset = tokens.column(start);
    return {
      kind: "NamedExpr",
      target: {
        kind: "Name",
        id,
        ctx: "Store",
        lineno,
        col_offset,
        end_lineno: lineno,
        end_col_offset: tokens.endColumn(start),
      },
      value,
      lineno,
      col_offset,
      end_lineno: tokens.endLines[end],
      end_col_offset: tokens.endColumn(end),
    };
  }

  protected override yieldExpression(): Expr {
    const start = this.pos++;
    if (this.accept(T.From)) {
      const value = this.expression();
      return { kind: "YieldFrom", value, ...this.extent(start) };
    }
    const value = this.startsExpression() ? this.starExpressions() : null;
    return { kind: "Yield", value, ...this.extent(start) };
  }

  // One expression, by falling precedence

  protected override expression(): Expr {
    if (this.at(T.Lambda)) return this.lambda();
    const start = this.pos;
    const body = this.disjunction();
    if (!this.accept(T.If)) return body;
    const test = this.disjunction();
    this.expect(T.Else);
    this.enter(2);
    const orelse = this.expression();
    this.leave(2);
    return { kind: "IfExp", test, body, orelse, ...this.extent(start) };
  }

  private lambda(): Lambda {
    const start = this.pos++;
    const args = this.parameters(T.Colon, false);
    this.expect(T.Colon);
    this.enter(3);
    const body = this.expression();
    this.leave(3);
    return { kind: "Lambda", args, body, ...this.extent(start) };
  }

  protected override disjunction(): Expr {
    const start = this.pos;
    const first = this.conjunction();
    if (!this.at(T.Or)) return first;
    const values = [first];
    while (this.accept(T.Or)) values.push(this.conjunction());
    return { kind: "BoolOp", op: "Or", values, ...this.extent(start) };
  }

  private conjunction(): Expr {
    const start = this.pos;
    const first = this.inversion();
    if (!this.at(T.And)) return first;
    const values = [first];
    while (this.accept(T.And)) values.push(this.inversion());
    return { kind: "BoolOp", op: "And", values, ...this.extent(start) };
  }

  private inversion(): Expr {
    if (!this.at(T.Not)) return this.comparison();
    const start = this.pos++;
    this.enter(1);
    const operand = this.inversion();
    this.leave(1);
    return { kind: "UnaryOp", op: "Not", operand, ...this.extent(start) };
  }

  private comparison(): Expr {
    const start = this.pos;
    const left = this.binary(1);
    let op = this.comparisonOperator();
    if (op === undefined) return left;
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    while (op !== undefined) {
      ops.push(op);
      comparators.push(this.binary(1));
      op = this.comparisonOperator();
    }
    return { kind: "Compare", left, ops, comparators, ...this.extent(start) };
  }

  private comparisonOperator(): CompareOperator | undefined {
    const kind = this.kind();
    const simple = COMPARISONS[kind];
    if (simple !== undefined) {
      this.pos++;
      return simple;
    }
    if (kind === T.Is) {
      this.pos++;
      return this.accept(T.Not) ? "IsNot" : "Is";
    }
    if (kind === T.Not && this.kinds[this.pos + 1] === T.In) {
      this.pos += 2;
      return "NotIn";
    }
    return undefined;
  }

  /** Binary operators of at least this precedence; 1 is `bitwise_or`. */
  protected override binary(minimum: number): Expr {
    const start = this.pos;
    let left = this.factor();
    for (;;) {
      const kind = this.kind();
      const precedence = PRECEDENCE[kind];
      if (precedence < minimum || precedence === 0) return left;
      this.pos++;
      const right = precedence === 6 ? this.factor() : this.binary(precedence + 1);
      left = { kind: "BinOp", left, op: BINARY[kind] as BinaryOperator, right, ...this.extent(start) };
    }
  }

  private factor(): Expr {
    const kind = this.kind();
    if (kind !== T.Minus && kind !== T.Plus && kind !== T.Tilde) return this.power();
    const start = this.pos++;
    this.enter(1);
    const operand = this.factor();
    this.leave(1);
    return {
      kind: "UnaryOp",
      op: kind === T.Minus ? "USub" : kind === T.Plus ? "UAdd" : "Invert",
      operand,
      ...this.extent(start),
    };
  }

  private power(): Expr {
    const start = this.pos;
    let left: Expr;
    if (this.accept(T.Await)) {
      const value = this.primary();
      left = { kind: "Await", value, ...this.extent(start) };
    } else left = this.primary();
    if (!this.accept(T.DoubleStar)) return left;
    this.enter(2);
    const right = this.factor();
    this.leave(2);
    return { kind: "BinOp", left, op: "Pow", right, ...this.extent(start) };
  }

  protected primary(): Expr {
    const start = this.pos;
    let node = this.atom();
    for (;;) {
      const kind = this.kind();
      if (kind === T.Dot) {
        this.pos++;
        const attr = this.name();
        node = { kind: "Attribute", value: node, attr, ctx: "Load", ...this.extent(start) };
      } else if (kind === T.LParen) {
        const args: Expr[] = [];
        const keywords: Keyword[] = [];
        this.callArguments(args, keywords, true);
        node = { kind: "Call", func: node, args, keywords, ...this.extent(start) };
      } else if (kind === T.LBracket) {
        this.pos++;
        this.enter(BRACKET_DEPTH);
        const slice = this.slices();
        this.leave(BRACKET_DEPTH);
        this.expect(T.RBracket);
        node = { kind: "Subscript", value: node, slice, ctx: "Load", ...this.extent(start) };
      } else return node;
    }
  }

  /** From `(` to `)`. A class's bases take no bare generator expression. */
  protected callArguments(args: Expr[], keywords: Keyword[], allowGenerator: boolean): void {
    const { kinds } = this;
    const open = this.pos;
    this.expect(T.LParen);
    this.enter(BRACKET_DEPTH);
    let seenUnpacking = false;
    while (!this.at(T.RParen)) {
      const start = this.pos;
      const kind = kinds[start];
      if (kind === T.Star) {
        if (seenUnpacking) this.noParse();
        args.push(this.starred(true));
      } else if (kind === T.DoubleStar || (kind === T.Name && kinds[start + 1] === T.Equal)) {
        let arg: string | null = null;
        if (kind === T.DoubleStar) {
          seenUnpacking = true;
          this.pos++;
        } else {
          arg = this.name();
          this.pos++;
        }
        const value = this.expression();
        keywords.push({ kind: "keyword", arg, value, ...this.extent(start) });
      } else {
        if (keywords.length > 0) this.noParse();
        const value = this.namedExpression();
        if (this.at(T.For) || this.at(T.Async)) {
          if (args.length > 0 || !allowGenerator) this.noParse();
          const generators = this.comprehensionClauses();
          this.expect(T.RParen);
          args.push({ kind: "GeneratorExp", elt: value, generators, ...this.extent(open) });
          this.leave(BRACKET_DEPTH);
          return;
        }
        args.push(value);
      }
      if (!this.accept(T.Comma)) break;
    }
    this.leave(BRACKET_DEPTH);
    this.expect(T.RParen);
  }

  private slices(): Expr {
    const start = this.pos;
    const starred = this.at(T.Star);
    const first = this.sliceElement();
    if (!starred && !this.at(T.Comma)) return first;
    const elts = [first];
    while (this.accept(T.Comma)) {
      if (!this.startsExpression() && !this.at(T.Colon)) break;
      elts.push(this.sliceElement());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.extent(start) };
  }

  private sliceElement(): Expr {
    if (this.at(T.Star)) return this.starred(true);
    const start = this.pos;
    let lower: Expr | null = null;
    if (!this.at(T.Colon)) {
      lower = this.namedExpression();
      if (lower.kind === "NamedExpr" && this.kinds[start] === T.Name) return lower;
      if (!this.at(T.Colon)) return lower;
    }
    this.pos++;
    const upper = this.startsSlicePart() ? this.expression() : null;
    const step = this.accept(T.Colon) && this.startsSlicePart() ? this.expression() : null;
    return { kind: "Slice", lower, upper, step, ...this.extent(start) };
  }

  private startsSlicePart(): boolean {
    return this.startsExpression() && !this.at(T.Star);
  }

  // Atoms

  private atom(): Expr {
    const { tokens } = this;
    const start = this.pos;
    switch (this.kinds[start]) {
      case T.Name: {
        this.pos++;
        const lineno = tokens.lines[start];
        return {
          kind: "Name",
          id: tokens.names[start] as string,
          ctx: "Load",
          lineno,
          col_offset: tokens.column(start),
          end_lineno: lineno,
          end_col_offset: tokens.endColumn(start),
        };
      }
      case T.Number:
        return this.number();
      case T.String:
        return this.strings();
      case T.True:
        this.pos++;
        return this.constant({ type: "bool", value: true }, start);
      case T.False:
        this.pos++;
        return this.constant({ type: "bool", value: false }, start);
      case T.None:
        this.pos++;
        return this.constant({ type: "None" }, start);
      case T.Ellipsis:
        this.pos++;
        return this.constant({ type: "Ellipsis" }, start);
      case T.LParen: {
        this.enter(BRACKET_DEPTH);
        const node = this.parenthesised();
        this.leave(BRACKET_DEPTH);
        return node;
      }
      case T.LBracket: {
        this.enter(BRACKET_DEPTH);
        const node = this.listDisplay();
        this.leave(BRACKET_DEPTH);
        return node;
      }
      case T.LBrace: {
        this.enter(BRACKET_DEPTH);
        const node = this.braceDisplay();
        this.leave(BRACKET_DEPTH);
        return node;
      }
      default:
        return this.noParse();
    }
  }

  /** The expression in an f-string's braces, as if in parentheses. */
  protected override parseEmbedded(start: number, end: number, line: number): Expr {
    const { tokens, context } = this;
    const range = { start, end, line, lineStarts: tokens.lineStarts };
    const inner = tokenize(tokens.source, context.warnings, "embedded", range);
    const parser = new ExpressionParser(inner, { ...context, prefix: "f-string: " });
    return parser.embedded(start - 1, end);
  }

  /** All of an f-string's expression; the braces stand for parentheses in a tuple's extent. */
  private embedded(open: number, close: number): Expr {
    const { tokens } = this;
    try {
      const node = this.parenthesisedContents(T.EndMarker);
      if (node.lineno === 0) {
        const { lineStarts, lines, endLines } = tokens;
        node.lineno = lines[0];
        node.col_offset = open - lineStarts[lines[0]];
        const last = endLines[tokens.count - 1];
        node.end_lineno = last;
        node.end_col_offset = close + 1 - lineStarts[last];
      }
      return node;
    } catch (error) {
      if (error !== NO_PARSE) throw error;
      const all = parenthesise(tokens, open, close);
      const parser = new ExpressionParser(all, this.context);
      const checkStrings = (token: number): void => parser.checkStrings(token);
      throw diagnose(all, this.context.filename, "fstring", 0, this.pos + 1, checkStrings);
    }
  }

  // Targets

  protected override starTargets(): Expr {
    const start = this.pos;
    const first = this.starTarget();
    if (!this.at(T.Comma)) return first;
    const node = this.bareTuple(start, first, this.starTarget);
    if (node.kind === "Tuple") node.ctx = "Store";
    return node;
  }

  protected starTarget(): Expr {
    const node = this.at(T.Star) ? this.starred(false) : this.binary(1);
    this.setContext(node, "Store");
    return node;
  }

  // Parameters

  /** Parameters up to, not including, the closing token. Annotations belong to `def` only. */
  protected parameters(close: T, annotated: boolean): Arguments {
    const posonlyargs: Arg[] = [];
    let args: Arg[] = [];
    const kwonlyargs: Arg[] = [];
    const kw_defaults: (Expr | null)[] = [];
    const defaults: Expr[] = [];
    let vararg: Arg | null = null;
    let kwarg: Arg | null = null;
    let starSeen = false;
    let bareStar = false;
    let slashSeen = false;
    while (!this.at(close)) {
      if (this.accept(T.DoubleStar)) {
        if (bareStar && kwonlyargs.length === 0) this.noParse();
        kwarg = this.parameter(annotated, false);
        this.accept(T.Comma);
        if (!this.at(close)) this.noParse();
        break;
      }
      if (this.accept(T.Star)) {
        if (starSeen) this.noParse();
        starSeen = true;
        if (this.at(T.Comma)) bareStar = true;
        else vararg = this.parameter(annotated, true);
      } else if (this.accept(T.Slash)) {
        if (slashSeen || starSeen || args.length === 0) this.noParse();
        slashSeen = true;
        posonlyargs.push(...args);
        args = [];
      } else {
        const arg = this.parameter(annotated, false);
        const value = this.accept(T.Equal) ? this.expression() : null;
        if (starSeen) {
          kwonlyargs.push(arg);
          kw_defaults.push(value);
        } else {
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) this.noParse();
          args.push(arg);
        }
      }
      if (!this.accept(T.Comma)) break;
    }
    if (bareStar && kwonlyargs.length === 0) this.noParse();
    return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }

  private parameter(annotated: boolean, variadic: boolean): Arg {
    const start = this.pos;
    const arg = this.name();
    let annotation: Expr | null = null;
    if (annotated && this.accept(T.Colon)) annotation = variadic ? this.starExpression() : this.expression();
    return { kind: "arg", arg, annotation, ...this.extent(start) };
  }
}

/** The tokens of an f-string's expression with its braces as parentheses. */
function parenthesise(inner: Tokens, open: number, close: number): Tokens {
  const tokens = new Tokens(inner.source, inner.lineStarts, inner.count + 2);
  const copy = (i: number): void => {
    if (inner.names[i] !== undefined) tokens.names[tokens.count] = inner.names[i];
    tokens.push(inner.kinds[i], inner.starts[i], inner.ends[i], inner.lines[i], inner.endLines[i]);
  };
  const last = inner.count - 1;
  tokens.push(T.LParen, open, open + 1, inner.lines[0], inner.lines[0]);
  for (let i = 0; i < last; i++) copy(i);
  tokens.error = inner.error;
  if (inner.error !== null) copy(last);
  else {
    tokens.push(T.RParen, close, close + 1, inner.lines[last], inner.lines[last]);
    tokens.push(T.EndMarker, close + 1, close + 1, inner.lines[last], inner.lines[last]);
  }
  return tokens;
}

/** Statements and whole programs. */
import type {
  Alias,
  ExceptHandler,
  Expr,
  Expression,
  Interactive,
  Keyword,
  MatchCase,
  Module,
  Stmt,
  WithItem,
} from "./ast.js";
import { NO_PARSE } from "./cursor.js";
import { PatternParser } from "./patterns.js";
import { T } from "./tokens.js";

/** Calls between a block and a statement within it. */
const BLOCK_DEPTH = 8;

interface End {
  end_lineno: number;
  end_col_offset: number;
}

interface ElifClause {
  readonly start: number;
  readonly test: Expr;
  readonly body: Stmt[];
}

export class Parser extends PatternParser {
  /** Where the statement at top level that is being parsed begins: all before it is sound. */
  statementStart = 0;

  module(): Module {
    const body: Stmt[] = [];
    while (!this.at(T.EndMarker)) {
      this.statementStart = this.pos;
      this.statement(body);
    }
    return { kind: "Module", body };
  }

  evalInput(): Expression {
    const start = this.pos;
    const first = this.expression();
    const body = this.at(T.Comma) ? this.bareTuple(start, first, this.expression) : first;
    while (this.accept(T.Newline));
    this.expect(T.EndMarker);
    return { kind: "Expression", body };
  }

  /** One statement line. */
  interactive(): Interactive {
    const body: Stmt[] = [];
    this.statement(body);
    if ("body" in body[0] || body[0].kind === "Match") this.expect(T.Newline);
    const last = this.pos - 1;
    while (this.at(T.Newline)) this.pos++;
    if (!this.at(T.EndMarker)) this.failAt(last, "multiple statements found while compiling a single statement");
    return { kind: "Interactive", body };
  }

  private endOf(): End {
    const last = this.lastToken();
    return { end_lineno: this.tokens.endLines[last], end_col_offset: this.tokens.endColumn(last) };
  }

  private statement(into: Stmt[]): void {
    switch (this.kind()) {
      case T.If:
        into.push(this.ifStatement());
        return;
      case T.Def:
        into.push(this.functionDefinition([], this.pos, false));
        return;
      case T.Class:
        into.push(this.classDefinition([]));
        return;
      case T.At:
        into.push(this.decorated());
        return;
      case T.For:
        into.push(this.forStatement(this.pos, false));
        return;
      case T.While:
        into.push(this.whileStatement());
        return;
      case T.Try:
        into.push(this.tryStatement());
        return;
      case T.With:
        into.push(this.withStatement(this.pos, false));
        return;
      case T.Async:
        into.push(this.asyncStatement([]));
        return;
      case T.Name:
        if (this.tokens.names[this.pos] === "match" && this.isMatchStatement()) {
          into.push(this.matchStatement());
          return;
        }
    }
    this.simpleStatements(into);
  }

  private block(): Stmt[] {
    const body: Stmt[] = [];
    if (!this.accept(T.Newline)) {
      this.simpleStatements(body);
      return body;
    }
    this.expect(T.Indent);
    this.enter(BLOCK_DEPTH);
    do this.statement(body);
    while (!this.at(T.Dedent));
    this.leave(BLOCK_DEPTH);
    this.pos++;
    return body;
  }

  // Simple statements

  private simpleStatements(into: Stmt[]): void {
    into.push(this.simpleStatement());
    while (this.accept(T.Semi)) {
      if (this.at(T.Newline)) break;
      into.push(this.simpleStatement());
    }
    this.expect(T.Newline);
  }

  private simpleStatement(): Stmt {
    const start = this.pos;
    const lineno = this.line(start);
    const col_offset = this.column(start);
    switch (this.kind()) {
      case T.Return: {
        this.pos++;
        const value = this.startsExpression() ? this.starExpressions() : null;
        return { kind: "Return", value, lineno, col_offset, ...this.endOf() };
      }
      case T.Import:
        return this.importStatement();
      case T.From:
        return this.fromStatement();
      case T.Raise: {
        this.pos++;
        const exc = this.startsExpression() ? this.expression() : null;
        const cause = exc !== null && this.accept(T.From) ? this.expression() : null;
        return { kind: "Raise", exc, cause, lineno, col_offset, ...this.endOf() };
      }
      case T.Pass:
        this.pos++;
        return { kind: "Pass", lineno, col_offset, ...this.endOf() };
      case T.Break:
        this.pos++;
        return { kind: "Break", lineno, col_offset, ...this.endOf() };
      case T.Continue:
        this.pos++;
        return { kind: "Continue", lineno, col_offset, ...this.endOf() };
      case T.Del: {
        this.pos++;
        const targets: Expr[] = [];
        do {
          const target = this.primary();
          this.setContext(target, "Del");
          targets.push(target);
        } while (this.accept(T.Comma) && this.startsExpression());
        if (!this.at(T.Semi) && !this.at(T.Newline)) this.noParse();
        return { kind: "Delete", targets, lineno, col_offset, ...this.endOf() };
      }
      case T.Assert: {
        this.pos++;
        const test = this.expression();
        const msg = this.accept(T.Comma) ? this.expression() : null;
        return { kind: "Assert", test, msg, lineno, col_offset, ...this.endOf() };
      }
      case T.Global:
      case T.Nonlocal: {
        const kind = this.at(T.Global) ? "Global" : "Nonlocal";
        this.pos++;
        const names = [this.name()];
        while (this.accept(T.Comma)) names.push(this.name());
        return { kind, names, lineno, col_offset, ...this.endOf() };
      }
      default:
        return this.expressionStatement();
    }
  }

  /** A right-hand side. */
  private assignedValue(): Expr {
    return this.at(T.Yield) ? this.yieldExpression() : this.starExpressions();
  }

  /** An expression, or an assignment of any kind. */
  private expressionStatement(): Stmt {
    const start = this.pos;
    const lineno = this.line(start);
    const col_offset = this.column(start);
    const first = this.assignedValue();
    const kind = this.kind();
    if (kind === T.Newline || kind === T.Semi) {
      return { kind: "Expr", value: first, lineno, col_offset, ...this.endOf() };
    }
    if (kind === T.Equal) {
      const targets: Expr[] = [];
      let value = first;
      while (this.accept(T.Equal)) {
        this.setContext(value, "Store");
        targets.push(value);
        value = this.assignedValue();
      }
      return { kind: "Assign", targets, value, lineno, col_offset, ...this.endOf() };
    }
    const isTarget = first.kind === "Name" || first.kind === "Attribute" || first.kind === "Subscript";
    if (kind === T.Colon && isTarget) {
      this.pos++;
      this.setContext(first, "Store");
      const simple = first.kind === "Name" && this.kinds[start] === T.Name;
      const annotation = this.expression();
      const value = this.accept(T.Equal) ? this.assignedValue() : null;
      return { kind: "AnnAssign", target: first, annotation, value, simple, lineno, col_offset, ...this.endOf() };
    }
    const op = this.augmentedOperator();
    if (op !== undefined && isTarget) {
      this.pos++;
      this.setContext(first, "Store");
      const value = this.assignedValue();
      return { kind: "AugAssign", target: first, op, value, lineno, col_offset, ...this.endOf() };
    }
    return { kind: "Expr", value: first, lineno, col_offset, ...this.endOf() };
  }

  private dottedName(): string {
    let name = this.name();
    while (this.accept(T.Dot)) name += `.${this.name()}`;
    return name;
  }

  private importStatement(): Stmt {
    const start = this.pos++;
    const names: Alias[] = [];
    do names.push(this.alias(true));
    while (this.accept(T.Comma));
    return { kind: "Import", names, lineno: this.line(start), col_offset: this.column(start), ...this.endOf() };
  }

  private alias(dotted: boolean): Alias {
    const start = this.pos;
    const name = dotted ? this.dottedName() : this.name();
    const asname = this.accept(T.As) ? this.name() : null;
    return { kind: "alias", name, asname, lineno: this.line(start), col_offset: this.column(start), ...this.endOf() };
  }

  private fromStatement(): Stmt {
    const start = this.pos++;
    let level = 0;
    for (;;) {
      if (this.accept(T.Dot)) level++;
      else if (this.accept(T.Ellipsis)) level += 3;
      else break;
    }
    const module = level > 0 && this.at(T.Import) ? null : this.dottedName();
    this.expect(T.Import);
    const names: Alias[] = [];
    if (this.at(T.Star)) {
      const star = this.pos++;
      const position = { lineno: this.line(star), col_offset: this.column(star) };
      names.push({ kind: "alias", name: "*", asname: null, ...position, ...this.endOf() });
    } else if (this.accept(T.LParen)) {
      do names.push(this.alias(false));
      while (this.accept(T.Comma) && !this.at(T.RParen));
      this.expect(T.RParen);
    } else {
      do names.push(this.alias(false));
      while (this.accept(T.Comma));
    }
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "ImportFrom", module, names, level, ...position, ...this.endOf() };
  }

  // Compound statements

  private ifStatement(): Stmt {
    // An elif chain is a loop here, though it nests in the tree.
    const clauses: ElifClause[] = [];
    let orelse: Stmt[] = [];
    do {
      const start = this.pos++;
      const test = this.namedExpression();
      this.expect(T.Colon);
      clauses.push({ start, test, body: this.block() });
    } while (this.at(T.Elif));
    if (this.at(T.Else)) orelse = this.elseBlock();
    const end = this.endOf();
    for (let i = clauses.length - 1; ; i--) {
      const { start, test, body } = clauses[i];
      const position = { lineno: this.line(start), col_offset: this.column(start) };
      const node: Stmt = { kind: "If", test, body, orelse, ...position, ...end };
      if (i === 0) return node;
      orelse = [node];
    }
  }

  private elseBlock(): Stmt[] {
    if (!this.accept(T.Else)) return [];
    this.expect(T.Colon);
    return this.block();
  }

  private whileStatement(): Stmt {
    const start = this.pos++;
    const test = this.namedExpression();
    this.expect(T.Colon);
    const body = this.block();
    const orelse = this.elseBlock();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "While", test, body, orelse, ...position, ...this.endOf() };
  }

  private forStatement(start: number, isAsync: boolean): Stmt {
    this.expect(T.For);
    const target = this.starTargets();
    this.expect(T.In);
    const iter = this.starExpressions();
    this.expect(T.Colon);
    const body = this.block();
    const orelse = this.elseBlock();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isAsync ? "AsyncFor" : "For", target, iter, body, orelse, ...position, ...this.endOf() };
  }

  private withStatement(start: number, isAsync: boolean): Stmt {
    this.expect(T.With);
    const items = (this.at(T.LParen) && this.parenthesisedWithItems()) || this.withItems();
    this.expect(T.Colon);
    const body = this.block();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isAsync ? "AsyncWith" : "With", items, body, ...position, ...this.endOf() };
  }

  private withItems(): WithItem[] {
    const items: WithItem[] = [];
    do items.push(this.withItem());
    while (this.accept(T.Comma));
    return items;
  }

  private withItem(): WithItem {
    const context_expr = this.expression();
    const optional_vars = this.accept(T.As) ? this.starTarget() : null;
    return { kind: "withitem", context_expr, optional_vars };
  }

  /** `with (a as b, c):`. Null where the bracket turns out to belong to an expression. */
  private parenthesisedWithItems(): WithItem[] | null {
    const open = this.pos;
    // Only a bracket that closes right before the colon can be one around all items.
    let depth = 0;
    let close = open;
    for (; ; close++) {
      const kind = this.kinds[close];
      if (kind === T.LParen || kind === T.LBracket || kind === T.LBrace) depth++;
      else if (kind === T.RParen || kind === T.RBracket || kind === T.RBrace) depth--;
      else if (kind === T.EndMarker || kind === T.Error) return null;
      if (depth === 0) break;
    }
    if (this.kinds[close + 1] !== T.Colon) return null;
    try {
      this.pos++;
      const items: WithItem[] = [];
      do items.push(this.withItem());
      while (this.accept(T.Comma) && !this.at(T.RParen));
      this.expect(T.RParen);
      if (this.at(T.Colon)) return items;
    } catch (error) {
      if (error !== NO_PARSE) throw error;
    }
    this.pos = open;
    return null;
  }

  private tryStatement(): Stmt {
    const start = this.pos++;
    this.expect(T.Colon);
    const body = this.block();
    const handlers: ExceptHandler[] = [];
    let isStar = false;
    while (this.at(T.Except)) {
      const handlerStart = this.pos++;
      const star = this.accept(T.Star);
      if (handlers.length > 0 && star !== isStar) this.noParse();
      isStar = star;
      const type = this.at(T.Colon) && !star ? null : this.expression();
      const name = type !== null && this.accept(T.As) ? this.name() : null;
      this.expect(T.Colon);
      const handlerBody = this.block();
      const position = { lineno: this.line(handlerStart), col_offset: this.column(handlerStart) };
      handlers.push({ kind: "ExceptHandler", type, name, body: handlerBody, ...position, ...this.endOf() });
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let finalbody: Stmt[] = [];
    if (this.accept(T.Finally)) {
      this.expect(T.Colon);
      finalbody = this.block();
    } else if (handlers.length === 0) this.noParse();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isStar ? "TryStar" : "Try", body, handlers, orelse, finalbody, ...position, ...this.endOf() };
  }

  private decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.accept(T.At)) {
      decorators.push(this.namedExpression());
      this.expect(T.Newline);
    }
    if (this.at(T.Class)) return this.classDefinition(decorators);
    if (this.at(T.Async)) return this.asyncStatement(decorators);
    return this.functionDefinition(decorators, this.pos, false);
  }

  private asyncStatement(decorators: Expr[]): Stmt {
    const start = this.pos++;
    if (this.at(T.Def)) return this.functionDefinition(decorators, start, true);
    if (decorators.length > 0) this.noParse();
    if (this.at(T.For)) return this.forStatement(start, true);
    return this.withStatement(start, true);
  }

  private functionDefinition(decorator_list: Expr[], start: number, isAsync: boolean): Stmt {
    this.expect(T.Def);
    const name = this.name();
    this.expect(T.LParen);
    const args = this.parameters(T.RParen, true);
    this.expect(T.RParen);
    const returns = this.accept(T.Arrow) ? this.expression() : null;
    this.expect(T.Colon);
    const body = this.block();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    const kind = isAsync ? "AsyncFunctionDef" : "FunctionDef";
    return { kind, name, args, body, decorator_list, returns, ...position, ...this.endOf() };
  }

  private classDefinition(decorator_list: Expr[]): Stmt {
    const start = this.pos++;
    const name = this.name();
    const bases: Expr[] = [];
    const keywords: Keyword[] = [];
    if (this.at(T.LParen)) this.callArguments(bases, keywords, false);
    this.expect(T.Colon);
    const body = this.block();
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "ClassDef", name, bases, keywords, body, decorator_list, ...position, ...this.endOf() };
  }

  // Match

  /** `match` is a keyword where its line ends in a colon: no simple statement does. */
  private isMatchStatement(): boolean {
    const { kinds } = this;
    const next = kinds[this.pos + 1];
    if (next === T.Equal || next === T.Dot || next === T.Comma || next === T.Newline || next === T.Colon) return false;
    let token = this.pos + 1;
    while (kinds[token] !== T.Newline && kinds[token] !== T.EndMarker && kinds[token] !== T.Error) token++;
    return kinds[token] === T.Newline && kinds[token - 1] === T.Colon;
  }

  private matchStatement(): Stmt {
    const start = this.pos++;
    const subject = this.matchSubject();
    this.expect(T.Colon);
    this.expect(T.Newline);
    this.expect(T.Indent);
    const cases: MatchCase[] = [];
    this.enter(BLOCK_DEPTH);
    do cases.push(this.matchCase());
    while (!this.at(T.Dedent));
    this.leave(BLOCK_DEPTH);
    this.pos++;
    const position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "Match", subject, cases, ...position, ...this.endOf() };
  }

  private matchSubject(): Expr {
    const start = this.pos;
    const first = this.starNamedExpression();
    if (this.at(T.Comma)) return this.bareTuple(start, first, this.starNamedExpression);
    if (first.kind === "Starred") this.noParse();
    return first;
  }

  private matchCase(): MatchCase {
    if (!this.at(T.Name) || this.tokens.names[this.pos] !== "case") this.noParse();
    this.pos++;
    const pattern = this.casePattern();
    const guard = this.accept(T.If) ? this.namedExpression() : null;
    this.expect(T.Colon);
    return { kind: "match_case", pattern, guard, body: this.block() };
  }
}

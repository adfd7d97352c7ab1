/** The first half of scope analysis: the walk over the tree. */
import type { Arguments, AsyncFunctionDef, ClassDef, Expr, FunctionDef, If, Mod, Pattern, Stmt } from "./ast.js";
import { bind, MutableScope } from "./mutable-scope.js";
import { ScopeStack } from "./scope-stack.js";
import type { ComprehensionNode, FutureFeatures } from "./scopes.js";

const COMPREHENSIONS: Readonly<Record<ComprehensionNode["kind"], readonly [string, string]>> = {
  ListComp: ["<listcomp>", "list comprehension"],
  SetComp: ["<setcomp>", "set comprehension"],
  DictComp: ["<dictcomp>", "dict comprehension"],
  GeneratorExp: ["<genexpr>", "generator expression"],
};

export class ScopeBuilder extends ScopeStack {
  private future!: FutureFeatures;

  build(tree: Mod, future: FutureFeatures): MutableScope {
    this.future = future;
    const top = new MutableScope("module", tree, "<module>", "<module>", null, null);
    this.scopes.set(tree, top);
    this.top = top;
    this.current = top;
    try {
      if (tree.kind === "Expression") this.expr(tree.body);
      else this.stmts(tree.body);
    } catch (error) {
      // Whoever called us had used up most of the stack.
      if (error instanceof RangeError) this.failDepth();
      throw error;
    }
    return top;
  }

  /** Errors that CPython finds only when it makes code, after all names are resolved. */
  throwDeferred(): void {
    if (this.checks.first !== null) throw this.checks.first;
  }

  // Statements

  private stmts(nodes: readonly Stmt[]): void {
    for (const node of nodes) this.stmt(node);
  }

  private stmt(node: Stmt): void {
    this.enterDepth();
    this.visitStmt(node);
    this.depth--;
  }

  private visitStmt(node: Stmt): void {
    const { checks } = this;
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDefinition(node);
        return;
      case "ClassDef":
        this.classDefinition(node);
        return;
      case "Return":
        checks.returns(node, this.current);
        if (node.value !== null) this.expr(node.value);
        return;
      case "Delete":
        this.exprs(node.targets);
        return;
      case "Assign":
        for (const target of node.targets) this.target(target);
        this.expr(node.value);
        return;
      case "AugAssign":
        this.target(node.target);
        this.expr(node.value);
        return;
      case "AnnAssign":
        this.annotatedAssignment(node);
        return;
      case "For":
      case "AsyncFor":
        if (node.kind === "AsyncFor") checks.asyncOnly(node, "async for", this.current);
        this.target(node.target);
        this.expr(node.iter);
        checks.enterBlock("loop", node);
        this.stmts(node.body);
        checks.leaveBlock();
        this.stmts(node.orelse);
        return;
      case "While":
        this.expr(node.test);
        checks.enterBlock("loop", node);
        this.stmts(node.body);
        checks.leaveBlock();
        this.stmts(node.orelse);
        return;
      case "If":
        this.ifChain(node);
        return;
      case "With":
      case "AsyncWith":
        if (node.kind === "AsyncWith") checks.asyncOnly(node, "async with", this.current);
        for (const item of node.items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.target(item.optional_vars);
          checks.enterBlock("other", node);
        }
        this.stmts(node.body);
        for (const _ of node.items) checks.leaveBlock();
        return;
      case "Match":
        this.expr(node.subject);
        checks.match(node);
        for (const clause of node.cases) {
          this.pattern(clause.pattern);
          if (clause.guard !== null) this.expr(clause.guard);
          this.stmts(clause.body);
        }
        return;
      case "Raise":
        if (node.exc !== null) this.expr(node.exc);
        if (node.cause !== null) this.expr(node.cause);
        return;
      case "Try":
      case "TryStar":
        this.tryStatement(node);
        return;
      case "Assert":
        checks.assertion(node);
        this.expr(node.test);
        if (node.msg !== null) this.expr(node.msg);
        return;
      case "Import":
        for (const alias of node.names) {
          const name = alias.asname ?? alias.name.split(".", 1)[0];
          this.symbolOf(name).isImported = true;
          checks.stored(name, node);
        }
        return;
      case "ImportFrom":
        for (const alias of node.names) {
          if (alias.name === "*") {
            if (this.current.kind !== "module") this.fail(alias, "import * only allowed at module level");
            continue;
          }
          const name = alias.asname ?? alias.name;
          this.symbolOf(name).isImported = true;
          checks.stored(name, node);
        }
        checks.futureImport(node, this.future);
        return;
      case "Global":
      case "Nonlocal":
        for (const name of node.names) this.declare(node, this.mangled(name), node.kind === "Global");
        return;
      case "Expr":
        this.expr(node.value);
        return;
      case "Break":
      case "Continue":
        checks.jump(node);
        return;
      case "Pass":
        return;
    }
  }

  /** An elif chain nests in the tree, but not here. */
  private ifChain(first: If): void {
    const { depth } = this;
    for (let node = first; ; ) {
      this.expr(node.test);
      this.stmts(node.body);
      const next = node.orelse[0];
      if (node.orelse.length !== 1 || next.kind !== "If") {
        this.stmts(node.orelse);
        break;
      }
      this.enterDepth();
      node = next;
    }
    this.depth = depth;
  }

  private annotatedAssignment(node: Stmt & { kind: "AnnAssign" }): void {
    const { target } = node;
    if (target.kind === "Name") {
      const existing = this.current.symbols.get(this.mangled(target.id));
      if (existing !== undefined && node.simple && this.current !== this.top) {
        if (existing.isGlobalDeclared) this.fail(node, `annotated name '${target.id}' can't be global`);
        if (existing.isNonlocalDeclared) this.fail(node, `annotated name '${target.id}' can't be nonlocal`);
      }
      const isNew = existing?.isAssigned !== true;
      if (node.simple || node.value !== null) this.assign(target.id, target);
      if (node.simple) {
        const symbol = this.symbolOf(target.id);
        symbol.isAnnotated = true;
        symbol.isOnlyDeclared = isNew && node.value === null;
      }
    } else this.expr(target);
    if (node.simple && !this.current.isFunctionLike) this.current.hasAnnotations = true;
    this.annotation(node.annotation);
    if (node.value !== null) this.expr(node.value);
  }

  private annotation(node: Expr): void {
    if (!this.future.annotations) {
      this.expr(node);
      return;
    }
    const parent = this.current;
    const tree = { kind: "Expression", body: node } as const;
    this.current = new MutableScope("function", tree, "_annotation", parent.qualname, parent, this.className, true);
    this.expr(node);
    this.current = parent;
  }

  private tryStatement(node: Stmt & { kind: "Try" | "TryStar" }): void {
    const { checks } = this;
    const hasFinally = node.finalbody.length > 0;
    if (hasFinally) checks.enterBlock("other", node);
    if (node.handlers.length > 0) checks.enterBlock("other", node);
    this.stmts(node.body);
    if (node.handlers.length > 0) checks.leaveBlock();
    this.stmts(node.orelse);
    node.handlers.forEach((handler, i) => {
      if (handler.type === null && i < node.handlers.length - 1)
        checks.defer(handler, "default 'except:' must be last");
      if (handler.type !== null) this.expr(handler.type);
      if (handler.name !== null) this.assign(handler.name, handler);
      checks.enterBlock(node.kind === "TryStar" ? "group" : "other", node);
      this.stmts(handler.body);
      checks.leaveBlock();
    });
    if (!hasFinally) return;
    checks.leaveBlock();
    checks.enterBlock("other", node);
    this.stmts(node.finalbody);
    checks.leaveBlock();
  }

  private functionDefinition(node: FunctionDef | AsyncFunctionDef): void {
    this.assign(node.name, node);
    this.defaults(node.args);
    const { args } = node;
    for (const arg of [...args.posonlyargs, ...args.args, args.vararg, args.kwarg, ...args.kwonlyargs]) {
      if (arg?.annotation) {
        if (arg.annotation.kind === "Starred" && !this.future.annotations) this.expr(arg.annotation.value);
        else this.annotation(arg.annotation);
      }
    }
    if (node.returns !== null) this.annotation(node.returns);
    this.exprs(node.decorator_list);
    const scope = this.open("function", node, node.name);
    if (node.kind === "AsyncFunctionDef") scope.isCoroutine = true;
    this.parameters(args);
    const blocks = this.checks.enterFunction();
    this.stmts(node.body);
    this.checks.leaveFunction(blocks, scope);
    this.close();
  }

  private defaults(args: Arguments): void {
    this.exprs(args.defaults);
    for (const value of args.kw_defaults) if (value !== null) this.expr(value);
  }

  private parameters(args: Arguments): void {
    for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) this.declareParameter(arg.arg, arg);
    if (args.vararg !== null) {
      this.declareParameter(args.vararg.arg, args.vararg);
      this.current.hasVarargs = true;
    }
    if (args.kwarg !== null) {
      this.declareParameter(args.kwarg.arg, args.kwarg);
      this.current.hasVarkeywords = true;
    }
  }

  private classDefinition(node: ClassDef): void {
    this.assign(node.name, node);
    this.elements(node.bases);
    for (const keyword of node.keywords) this.expr(keyword.value);
    this.checks.keywords(node.keywords, node);
    this.exprs(node.decorator_list);
    this.open("class", node, node.name);
    const outer = this.className;
    this.className = node.name;
    const blocks = this.checks.enterFunction();
    this.stmts(node.body);
    this.checks.leaveFunction(blocks, this.current);
    this.className = outer;
    this.close();
  }

  // Expressions

  private exprs(nodes: readonly Expr[]): void {
    for (const node of nodes) this.expr(node);
  }

  /** Members of a display, call or class header, where `*x` is at home. */
  private elements(nodes: readonly Expr[]): void {
    for (const node of nodes) this.expr(node.kind === "Starred" ? node.value : node);
  }

  private target(node: Expr): void {
    if (node.kind === "Starred") this.checks.defer(node, "starred assignment target must be in a list or tuple");
    this.expr(node);
  }

  private expr(node: Expr): void {
    this.enterDepth();
    this.visitExpr(node);
    this.depth--;
  }

  private visitExpr(node: Expr): void {
    const { checks } = this;
    switch (node.kind) {
      case "Name":
        if (node.ctx === "Load") this.use(node.id);
        else if (node.ctx === "Store") this.assign(node.id, node);
        else {
          bind(this.symbolOf(node.id));
          checks.deleted(node.id, node);
        }
        return;
      case "Constant":
        return;
      case "Attribute":
        if (node.ctx === "Store") checks.stored(node.attr, node);
        else if (node.ctx === "Del") checks.deleted(node.attr, node);
        this.expr(node.value);
        return;
      case "Call":
        checks.callee(node);
        this.expr(node.func);
        this.elements(node.args);
        for (const keyword of node.keywords) this.expr(keyword.value);
        checks.keywords(node.keywords, node);
        return;
      case "BinOp":
        this.expr(node.left);
        this.expr(node.right);
        return;
      case "BoolOp":
        this.exprs(node.values);
        return;
      case "UnaryOp":
        this.expr(node.operand);
        return;
      case "Compare":
        checks.comparison(node);
        this.expr(node.left);
        this.exprs(node.comparators);
        return;
      case "Subscript":
        if (node.ctx === "Load") checks.subscript(node);
        this.expr(node.value);
        this.expr(node.slice);
        return;
      case "Slice":
        if (node.lower !== null) this.expr(node.lower);
        if (node.upper !== null) this.expr(node.upper);
        if (node.step !== null) this.expr(node.step);
        return;
      case "List":
      case "Tuple":
        if (node.ctx === "Store") checks.unpacking(node);
        this.elements(node.elts);
        return;
      case "Set":
        this.elements(node.elts);
        return;
      case "Dict":
        for (let i = 0; i < node.values.length; i++) {
          const key = node.keys[i];
          if (key !== null) this.expr(key);
          this.expr(node.values[i]);
        }
        return;
      case "IfExp":
        this.expr(node.test);
        this.expr(node.body);
        this.expr(node.orelse);
        return;
      case "JoinedStr":
        this.exprs(node.values);
        return;
      case "FormattedValue":
        this.expr(node.value);
        if (node.format_spec !== null) this.expr(node.format_spec);
        return;
      case "Starred":
        if (node.ctx === "Load") checks.defer(node, "can't use starred expression here");
        this.expr(node.value);
        return;
      case "Lambda": {
        this.defaults(node.args);
        const scope = this.open("lambda", node, "<lambda>");
        this.parameters(node.args);
        const blocks = checks.enterFunction();
        this.expr(node.body);
        checks.leaveFunction(blocks, scope);
        this.close();
        return;
      }
      case "NamedExpr":
        this.namedExpression(node);
        return;
      case "Yield":
      case "YieldFrom":
        this.refuseInAnnotation(node, "yield expression");
        checks.yields(node, this.current);
        if (node.value !== null) this.expr(node.value);
        this.current.isGenerator = true;
        if (this.current.kind === "comprehension") {
          const [, name] = COMPREHENSIONS[this.current.node.kind as ComprehensionNode["kind"]];
          this.fail(node, `'yield' inside ${name}`);
        }
        return;
      case "Await":
        this.refuseInAnnotation(node, "await expression");
        checks.awaits(node, this.current);
        this.expr(node.value);
        this.current.isCoroutine = true;
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node);
        return;
    }
  }

  private namedExpression(node: Expr & { kind: "NamedExpr" }): void {
    this.refuseInAnnotation(node, "named expression");
    if (this.current.iterableDepth > 0) {
      this.fail(node, "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (this.current.kind === "comprehension") this.bindOutsideComprehension(node.target.id, node);
    this.expr(node.value);
    this.expr(node.target);
  }

  private comprehension(node: ComprehensionNode): void {
    const [outermost, ...others] = node.generators;
    const outer = this.current;
    outer.iterableDepth++;
    this.expr(outermost.iter);
    outer.iterableDepth--;
    const scope = this.open("comprehension", node, COMPREHENSIONS[node.kind][0]);
    if (outermost.is_async) scope.isCoroutine = true;
    scope.symbol(".0").isParameter = true;
    scope.parameters.push(".0");
    this.comprehensionTarget(outermost.target);
    this.exprs(outermost.ifs);
    for (const clause of others) {
      this.comprehensionTarget(clause.target);
      scope.iterableDepth++;
      this.expr(clause.iter);
      scope.iterableDepth--;
      this.exprs(clause.ifs);
      if (clause.is_async) scope.isCoroutine = true;
    }
    if (node.kind === "DictComp") {
      this.expr(node.value);
      this.expr(node.key);
    } else this.expr(node.elt);
    const isGenerator = node.kind === "GeneratorExp";
    scope.isGenerator = isGenerator;
    this.close();
    if (!scope.isCoroutine || isGenerator) return;
    this.checks.asyncComprehension(node, outer);
    outer.isCoroutine = true;
  }

  private comprehensionTarget(node: Expr): void {
    this.current.inComprehensionTarget = true;
    this.target(node);
    this.current.inComprehensionTarget = false;
  }

  // Patterns

  private pattern(node: Pattern): void {
    this.enterDepth();
    switch (node.kind) {
      case "MatchValue":
        this.expr(node.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const part of node.patterns) this.pattern(part);
        break;
      case "MatchStar":
        if (node.name !== null) this.assign(node.name, node);
        break;
      case "MatchMapping":
        this.exprs(node.keys);
        for (const part of node.patterns) this.pattern(part);
        if (node.rest !== null) this.assign(node.rest, node);
        break;
      case "MatchClass":
        this.expr(node.cls);
        for (const part of node.patterns) this.pattern(part);
        for (const part of node.kwd_patterns) this.pattern(part);
        break;
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern);
        if (node.name !== null) this.assign(node.name, node);
        break;
    }
    this.depth--;
  }
}

/** The scopes that are open during the walk over a tree, and what they learn of names. */
import type { Expr, Node, Stmt } from "./ast.js";
import { CompileChecks } from "./compile-checks.js";
import { PySyntaxError } from "./errors.js";
import { bind, MutableScope, type MutableSymbol } from "./mutable-scope.js";
import { mangle, type ScopeKind, type ScopeNode } from "./scopes.js";
import type { LexicalWarning } from "./tokens.js";

/** CPython's limit for expressions and statements within one another: thrice the recursion limit. */
const MAX_DEPTH = 2990;

export class ScopeStack {
  readonly scopes = new Map<ScopeNode, MutableScope>();
  protected current!: MutableScope;
  protected top!: MutableScope;
  protected className: string | null = null;
  protected depth = 0;
  protected readonly checks: CompileChecks;

  constructor(
    private readonly filename: string,
    onWarning: ((warning: LexicalWarning) => void) | undefined,
  ) {
    this.checks = new CompileChecks(filename, onWarning);
  }

  protected fail(node: Node, msg: string): never {
    const { lineno, col_offset, end_lineno, end_col_offset } = node;
    const end = end_col_offset + 1;
    throw new PySyntaxError("SyntaxError", msg, this.filename, lineno, col_offset + 1, null, end_lineno, end);
  }

  protected enterDepth(): void {
    if (++this.depth > MAX_DEPTH) this.failDepth();
  }

  protected failDepth(): never {
    const msg = "maximum recursion depth exceeded during compilation";
    throw new PySyntaxError("RecursionError", msg, this.filename, null, null, null, null, null);
  }

  // Scopes

  protected open(kind: ScopeKind, node: ScopeNode, name: string): MutableScope {
    const parent = this.current;
    let qualname = name;
    if (parent.parent !== null) {
      const declared =
        kind === "function" || kind === "class" ? parent.symbols.get(mangle(this.className, name)) : null;
      if (!declared?.isGlobalDeclared) {
        const locals = parent.kind === "function" || parent.kind === "lambda" ? ".<locals>" : "";
        qualname = `${parent.qualname}${locals}.${name}`;
      }
    }
    const scope = new MutableScope(kind, node, name, qualname, parent, kind === "class" ? name : this.className);
    parent.children.push(scope);
    this.scopes.set(node, scope);
    this.current = scope;
    return scope;
  }

  protected close(): void {
    this.current = this.current.parent as MutableScope;
  }

  // Names

  protected mangled(name: string): string {
    return mangle(this.className, name);
  }

  protected symbolOf(name: string): MutableSymbol {
    return this.current.symbol(this.mangled(name));
  }

  protected assign(name: string, node: Node): void {
    const symbol = this.symbolOf(name);
    this.markTarget(symbol, node);
    bind(symbol);
    this.checks.stored(name, node);
  }

  /** Within a comprehension's `for … in`, a name is its iteration variable. */
  private markTarget(symbol: MutableSymbol, node: Node): void {
    if (!this.current.inComprehensionTarget) return;
    if (symbol.isGlobalDeclared || symbol.isNonlocalDeclared) {
      this.fail(node, `comprehension inner loop cannot rebind assignment expression target '${symbol.name}'`);
    }
    symbol.isComprehensionTarget = true;
  }

  protected use(name: string): void {
    this.symbolOf(name).isReferenced = true;
    if (name === "super" && this.current.isFunctionLike) this.current.symbol("__class__").isReferenced = true;
  }

  protected declareParameter(name: string, node: Node): void {
    const symbol = this.symbolOf(name);
    if (symbol.isParameter) this.fail(node, `duplicate argument '${name}' in function definition`);
    symbol.isParameter = true;
    this.current.parameters.push(symbol.name);
    this.checks.stored(name, this.current.node as Node);
  }

  private declareGlobal(scope: MutableScope, name: string, node: Node): void {
    const symbol = scope.symbol(name);
    symbol.isGlobalDeclared = true;
    symbol.declaration ??= node;
    this.top.symbol(name).isGlobalDeclared = true;
  }

  protected declare(node: Stmt, name: string, isGlobal: boolean): void {
    const word = isGlobal ? "global" : "nonlocal";
    const symbol = this.current.symbol(name);
    if (symbol.isParameter) this.fail(node, `name '${name}' is parameter and ${word}`);
    if (symbol.isReferenced) this.fail(node, `name '${name}' is used prior to ${word} declaration`);
    if (symbol.isAnnotated) this.fail(node, `annotated name '${name}' can't be ${word}`);
    if (symbol.isAssigned) this.fail(node, `name '${name}' is assigned to before ${word} declaration`);
    if (isGlobal) this.declareGlobal(this.current, name, node);
    else {
      symbol.isNonlocalDeclared = true;
      symbol.declaration ??= node;
    }
  }

  /** `:=` within comprehensions binds in the scope around them all. */
  protected bindOutsideComprehension(id: string, node: Expr & { kind: "NamedExpr" }): void {
    const name = this.mangled(id);
    for (let scope: MutableScope | null = this.current; scope !== null; scope = scope.parent) {
      if (scope.kind === "comprehension") {
        const symbol = scope.symbols.get(name);
        if (symbol?.isComprehensionTarget && (symbol.isAssigned || symbol.isGlobalDeclared)) {
          this.fail(node.target, `assignment expression cannot rebind comprehension iteration variable '${id}'`);
        }
      } else if (scope.kind === "class") {
        this.fail(node.target, "assignment expression within a comprehension cannot be used in a class body");
      } else if (scope.kind === "module" || scope.symbols.get(name)?.isGlobalDeclared) {
        this.declareGlobal(this.current, name, node.target);
        if (scope.kind === "module") scope.symbol(name).isGlobalDeclared = true;
        else bind(scope.symbol(name));
        return;
      } else {
        const symbol = this.current.symbol(name);
        symbol.isNonlocalDeclared = true;
        symbol.declaration = node.target;
        bind(scope.symbol(name));
        return;
      }
    }
  }

  protected refuseInAnnotation(node: Expr, name: string): void {
    if (this.current.isAnnotation) this.fail(node, `'${name}' can not be used within an annotation`);
  }
}

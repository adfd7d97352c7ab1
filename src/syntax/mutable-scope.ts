/** Scopes and symbols while the analysis fills them in. */
import type { Node } from "./ast.js";
import type { NameScope, Scope, ScopeKind, ScopeNode, ScopeSymbol } from "./scopes.js";

export interface MutableSymbol extends ScopeSymbol {
  isComprehensionTarget: boolean;
  /** A local by an annotation alone, as in `x: int`: no code ever binds it. */
  isOnlyDeclared: boolean;
  /** Where it is declared global or nonlocal. */
  declaration: Node | null;
}

export class MutableScope implements Scope {
  readonly children: MutableScope[] = [];
  readonly symbols = new Map<string, MutableSymbol>();
  readonly parameters: string[] = [];
  readonly varnames: string[] = [];
  readonly cellvars: string[] = [];
  readonly freevars: string[] = [];
  readonly isNested: boolean;
  isGenerator = false;
  isCoroutine = false;
  hasVarargs = false;
  hasVarkeywords = false;
  needsClassClosure = false;
  hasAnnotations = false;
  /** How deep we are in a comprehension's iterables, where `:=` is not allowed. */
  iterableDepth = 0;
  /** While a comprehension's loop target is visited. */
  inComprehensionTarget = false;
  /** `return value` statements: errors if it turns out to be an async generator. */
  readonly valueReturns: Node[] = [];

  constructor(
    readonly kind: ScopeKind,
    readonly node: ScopeNode,
    readonly name: string,
    readonly qualname: string,
    readonly parent: MutableScope | null,
    readonly className: string | null,
    /** With `from __future__ import annotations` an annotation is a scope of its own, of which no code is made. */
    readonly isAnnotation = false,
  ) {
    this.isNested = parent !== null && (parent.isNested || parent.isFunctionLike);
    if (parent !== null) this.iterableDepth = parent.iterableDepth;
  }

  get isFunctionLike(): boolean {
    return this.kind !== "module" && this.kind !== "class" && !this.isAnnotation;
  }

  symbol(name: string): MutableSymbol {
    let symbol = this.symbols.get(name);
    if (symbol === undefined) {
      symbol = {
        name,
        scope: "globalImplicit" as NameScope,
        isParameter: false,
        isAssigned: false,
        isReferenced: false,
        isImported: false,
        isAnnotated: false,
        isGlobalDeclared: false,
        isNonlocalDeclared: false,
        isFreeInClass: false,
        isComprehensionTarget: false,
        isOnlyDeclared: false,
        declaration: null,
      };
      this.symbols.set(name, symbol);
    }
    return symbol;
  }

  addFree(name: string): void {
    this.symbol(name).scope = "free";
  }
}

/** An assignment, whatever its form. */
export function bind(symbol: MutableSymbol): void {
  symbol.isAssigned = true;
  symbol.isOnlyDeclared = false;
}

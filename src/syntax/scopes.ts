/** Scope analysis: what CPython's symtable computes. This file has the result's types and the entry. */
import type {
  AsyncFunctionDef,
  ClassDef,
  DictComp,
  Expression,
  FunctionDef,
  GeneratorExp,
  Interactive,
  Lambda,
  ListComp,
  Mod,
  Module,
  SetComp,
} from "./ast.js";
import { futureFeatures } from "./future.js";
import { ScopeBuilder } from "./scope-builder.js";
import { resolve } from "./scope-resolve.js";
import type { LexicalWarning } from "./tokens.js";

export type ComprehensionNode = ListComp | SetComp | DictComp | GeneratorExp;
export type ScopeNode =
  | Module
  | Interactive
  | Expression
  | FunctionDef
  | AsyncFunctionDef
  | Lambda
  | ClassDef
  | ComprehensionNode;
export type ScopeKind = "module" | "class" | "function" | "lambda" | "comprehension";

/**
 * Where a name lives, seen from one scope. "cell": a local that an inner scope captures. "free": captured from an
 * enclosing function. "globalExplicit": declared `global`. "globalImplicit": global, then builtins; in a class body it
 * means class namespace, global, builtins in that order, as does every name there that is not explicit.
 */
export type NameScope = "local" | "cell" | "free" | "globalExplicit" | "globalImplicit";

export interface ScopeSymbol {
  /** Mangled. */
  readonly name: string;
  scope: NameScope;
  isParameter: boolean;
  isAssigned: boolean;
  isReferenced: boolean;
  isImported: boolean;
  isAnnotated: boolean;
  isGlobalDeclared: boolean;
  isNonlocalDeclared: boolean;
  /** In a class body: an inner function captures the enclosing function's variable of the same name through this class. */
  isFreeInClass: boolean;
}

export interface Scope {
  readonly kind: ScopeKind;
  readonly node: ScopeNode;
  /** Function or class name; "<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<module>". */
  readonly name: string;
  /** CPython's `__qualname__`, e.g. "f.<locals>.C.m"; honours `global f`. */
  readonly qualname: string;
  readonly parent: Scope | null;
  readonly children: Scope[];
  /** The innermost enclosing class's name, by which private names are mangled. */
  readonly className: string | null;
  /** All names of this scope, mangled, in order of first appearance. */
  readonly symbols: ReadonlyMap<string, ScopeSymbol>;
  /** Parameters in co_varnames order: positional-only, positional, keyword-only, *args, **kwargs. A comprehension has ".0". */
  readonly parameters: string[];
  /** Function-like scopes: fast locals, parameters first (cells included, as in co_varnames only if parameter); otherwise empty. */
  readonly varnames: string[];
  /** Sorted by name. A class that needs it lists "__class__" here. */
  readonly cellvars: string[];
  /** Sorted by name. */
  readonly freevars: string[];
  /** Function-like and enclosed in a function-like scope. */
  readonly isNested: boolean;
  readonly isGenerator: boolean;
  /** `async def`, or a comprehension that awaits. With isGenerator: an async generator. */
  readonly isCoroutine: boolean;
  readonly hasVarargs: boolean;
  readonly hasVarkeywords: boolean;
  /** Class scope: a method uses `super` or `__class__`, so that the body must make a `__class__` cell. */
  readonly needsClassClosure: boolean;
  /** The module or class body holds annotated assignments: `__annotations__` must be set up. */
  readonly hasAnnotations: boolean;
}

export interface FutureFeatures {
  readonly annotations: boolean;
  readonly barryAsFlufl: boolean;
  /** Line of the last `from __future__` import, or 0. */
  readonly lineno: number;
}

export interface ScopeTable {
  readonly top: Scope;
  readonly future: FutureFeatures;
  /** The scope that a node opens. */
  scopeOf(node: ScopeNode): Scope;
  /** The symbol of a (not yet mangled) name in a scope; it throws when the scope does not mention the name. */
  lookup(scope: Scope, name: string): ScopeSymbol;
}

/** Apply the private-name rule: `__x` within class `C` is `_C__x`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** Called with the SyntaxWarnings that CPython's compiler gives. */
export interface AnalyseOptions {
  readonly onWarning?: (warning: LexicalWarning) => void;
}

/**
 * Resolve every name of a module and check what the grammar leaves open. Throws PySyntaxError as CPython's symbol table
 * and compiler do. Expressions of the tree that pass nest less than 3,000 deep, so that recursion over them is safe.
 */
export function analyse(module: Mod, filename: string, options: AnalyseOptions = {}): ScopeTable {
  const builder = new ScopeBuilder(filename, options.onWarning);
  const future = futureFeatures(module, filename);
  const top = builder.build(module, future);
  resolve(top, filename);
  builder.throwDeferred();
  const table: ScopeTable = {
    top,
    future,
    scopeOf(node) {
      const scope = builder.scopes.get(node);
      if (scope === undefined) throw new Error(`no scope for ${node.kind}`);
      return scope;
    },
    lookup(scope, name) {
      const symbol = scope.symbols.get(mangle(scope.className, name));
      if (symbol === undefined) throw new Error(`scope ${scope.qualname} has no symbol ${name}`);
      return symbol;
    },
  };
  return table;
}

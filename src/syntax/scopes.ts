/** Scope analysis: what CPython's symtable computes. */
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
  readonly symbols: Map<string, ScopeSymbol>;
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

/** Resolve every name of a module. Throws PySyntaxError as CPython's symbol table and compiler do. */
export function analyse(module: Mod, filename: string): ScopeTable {
  throw new Error(`scope analysis of ${module.kind} (${filename}) is not supported yet`);
}

/**
 * The abstract syntax tree: CPython 3.11's Python.asdl as discriminated unions.
 *
 * Field names are the ASDL's. `kind` is the node class. Lines count from 1; columns are 0-based UTF-16 code-unit offsets
 * into the line (see `characterColumn`). Type comments are not kept; `Constant.unicodePrefix` is the ASDL's `kind == 'u'`.
 */

export interface Node {
  readonly kind: string;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

export type ExprContext = "Load" | "Store" | "Del";
export type BoolOperator = "And" | "Or";
export type BinaryOperator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type CompareOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

export type ConstValue =
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  /** The imaginary part; the real part of a literal is always zero. */
  | { readonly type: "complex"; readonly value: number }
  /** UTF-16; lone surrogates stand for Python's surrogate code points. */
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "None" }
  | { readonly type: "Ellipsis" };

// Modules

export interface Module {
  readonly kind: "Module";
  body: Stmt[];
}
export interface Interactive {
  readonly kind: "Interactive";
  body: Stmt[];
}
export interface Expression {
  readonly kind: "Expression";
  body: Expr;
}
export type Mod = Module | Interactive | Expression;

// Statements

export interface FunctionDef extends Node {
  readonly kind: "FunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
}
export interface AsyncFunctionDef extends Node {
  readonly kind: "AsyncFunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decorator_list: Expr[];
  returns: Expr | null;
}
export interface ClassDef extends Node {
  readonly kind: "ClassDef";
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decorator_list: Expr[];
}
export interface Return extends Node {
  readonly kind: "Return";
  value: Expr | null;
}
export interface Delete extends Node {
  readonly kind: "Delete";
  targets: Expr[];
}
export interface Assign extends Node {
  readonly kind: "Assign";
  targets: Expr[];
  value: Expr;
}
export interface AugAssign extends Node {
  readonly kind: "AugAssign";
  target: Name | Attribute | Subscript;
  op: BinaryOperator;
  value: Expr;
}
export interface AnnAssign extends Node {
  readonly kind: "AnnAssign";
  target: Name | Attribute | Subscript;
  annotation: Expr;
  value: Expr | null;
  /** True when the target is a bare name without parentheses. */
  simple: boolean;
}
export interface For extends Node {
  readonly kind: "For";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
}
export interface AsyncFor extends Node {
  readonly kind: "AsyncFor";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
}
export interface While extends Node {
  readonly kind: "While";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}
export interface If extends Node {
  readonly kind: "If";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}
export interface With extends Node {
  readonly kind: "With";
  items: WithItem[];
  body: Stmt[];
}
export interface AsyncWith extends Node {
  readonly kind: "AsyncWith";
  items: WithItem[];
  body: Stmt[];
}
export interface Match extends Node {
  readonly kind: "Match";
  subject: Expr;
  cases: MatchCase[];
}
export interface Raise extends Node {
  readonly kind: "Raise";
  exc: Expr | null;
  cause: Expr | null;
}
export interface Try extends Node {
  readonly kind: "Try";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}
export interface TryStar extends Node {
  readonly kind: "TryStar";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}
export interface Assert extends Node {
  readonly kind: "Assert";
  test: Expr;
  msg: Expr | null;
}
export interface Import extends Node {
  readonly kind: "Import";
  names: Alias[];
}
export interface ImportFrom extends Node {
  readonly kind: "ImportFrom";
  module: string | null;
  names: Alias[];
  level: number;
}
export interface Global extends Node {
  readonly kind: "Global";
  names: string[];
}
export interface Nonlocal extends Node {
  readonly kind: "Nonlocal";
  names: string[];
}
export interface ExprStmt extends Node {
  /** The ASDL's `Expr` statement. */
  readonly kind: "Expr";
  value: Expr;
}
export interface Pass extends Node {
  readonly kind: "Pass";
}
export interface Break extends Node {
  readonly kind: "Break";
}
export interface Continue extends Node {
  readonly kind: "Continue";
}

export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue;

// Expressions

export interface BoolOp extends Node {
  readonly kind: "BoolOp";
  op: BoolOperator;
  values: Expr[];
}
export interface NamedExpr extends Node {
  readonly kind: "NamedExpr";
  target: Name;
  value: Expr;
}
export interface BinOp extends Node {
  readonly kind: "BinOp";
  left: Expr;
  op: BinaryOperator;
  right: Expr;
}
export interface UnaryOp extends Node {
  readonly kind: "UnaryOp";
  op: UnaryOperator;
  operand: Expr;
}
export interface Lambda extends Node {
  readonly kind: "Lambda";
  args: Arguments;
  body: Expr;
}
export interface IfExp extends Node {
  readonly kind: "IfExp";
  test: Expr;
  body: Expr;
  orelse: Expr;
}
export interface Dict extends Node {
  readonly kind: "Dict";
  /** `null` where the entry is `**value`. */
  keys: (Expr | null)[];
  values: Expr[];
}
export interface SetExpr extends Node {
  readonly kind: "Set";
  elts: Expr[];
}
export interface ListComp extends Node {
  readonly kind: "ListComp";
  elt: Expr;
  generators: Comprehension[];
}
export interface SetComp extends Node {
  readonly kind: "SetComp";
  elt: Expr;
  generators: Comprehension[];
}
export interface DictComp extends Node {
  readonly kind: "DictComp";
  key: Expr;
  value: Expr;
  generators: Comprehension[];
}
export interface GeneratorExp extends Node {
  readonly kind: "GeneratorExp";
  elt: Expr;
  generators: Comprehension[];
}
export interface Await extends Node {
  readonly kind: "Await";
  value: Expr;
}
export interface Yield extends Node {
  readonly kind: "Yield";
  value: Expr | null;
}
export interface YieldFrom extends Node {
  readonly kind: "YieldFrom";
  value: Expr;
}
export interface Compare extends Node {
  readonly kind: "Compare";
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
}
export interface Call extends Node {
  readonly kind: "Call";
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}
export interface FormattedValue extends Node {
  readonly kind: "FormattedValue";
  value: Expr;
  /** -1, or the character code of `s`, `r` or `a`. */
  conversion: number;
  format_spec: JoinedStr | null;
}
export interface JoinedStr extends Node {
  readonly kind: "JoinedStr";
  values: Expr[];
}
export interface Constant extends Node {
  readonly kind: "Constant";
  value: ConstValue;
  unicodePrefix: boolean;
}
export interface Attribute extends Node {
  readonly kind: "Attribute";
  value: Expr;
  attr: string;
  ctx: ExprContext;
}
export interface Subscript extends Node {
  readonly kind: "Subscript";
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
}
export interface Starred extends Node {
  readonly kind: "Starred";
  value: Expr;
  ctx: ExprContext;
}
export interface Name extends Node {
  readonly kind: "Name";
  id: string;
  ctx: ExprContext;
}
export interface List extends Node {
  readonly kind: "List";
  elts: Expr[];
  ctx: ExprContext;
}
export interface Tuple extends Node {
  readonly kind: "Tuple";
  elts: Expr[];
  ctx: ExprContext;
}
export interface Slice extends Node {
  readonly kind: "Slice";
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

// Parts

export interface Comprehension {
  readonly kind: "comprehension";
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  is_async: boolean;
}
export interface ExceptHandler extends Node {
  readonly kind: "ExceptHandler";
  type: Expr | null;
  name: string | null;
  body: Stmt[];
}
export interface Arguments {
  readonly kind: "arguments";
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  /** One per keyword-only argument; `null` where it is required. */
  kw_defaults: (Expr | null)[];
  kwarg: Arg | null;
  /** Defaults of the last `defaults.length` positional arguments. */
  defaults: Expr[];
}
export interface Arg extends Node {
  readonly kind: "arg";
  arg: string;
  annotation: Expr | null;
}
export interface Keyword extends Node {
  readonly kind: "keyword";
  /** `null` for `**value`. */
  arg: string | null;
  value: Expr;
}
export interface Alias extends Node {
  readonly kind: "alias";
  name: string;
  asname: string | null;
}
export interface WithItem {
  readonly kind: "withitem";
  context_expr: Expr;
  optional_vars: Expr | null;
}
export interface MatchCase {
  readonly kind: "match_case";
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
}

// Patterns

export interface MatchValue extends Node {
  readonly kind: "MatchValue";
  value: Expr;
}
export interface MatchSingleton extends Node {
  readonly kind: "MatchSingleton";
  value: ConstValue;
}
export interface MatchSequence extends Node {
  readonly kind: "MatchSequence";
  patterns: Pattern[];
}
export interface MatchMapping extends Node {
  readonly kind: "MatchMapping";
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
}
export interface MatchClass extends Node {
  readonly kind: "MatchClass";
  cls: Expr;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}
export interface MatchStar extends Node {
  readonly kind: "MatchStar";
  name: string | null;
}
export interface MatchAs extends Node {
  readonly kind: "MatchAs";
  pattern: Pattern | null;
  name: string | null;
}
export interface MatchOr extends Node {
  readonly kind: "MatchOr";
  patterns: Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

/** The number of characters (code points) before a UTF-16 column of a line. */
export function characterColumn(line: string, column: number): number {
  let characters = 0;
  for (let i = 0; i < column && i < line.length; characters++) {
    const unit = line.charCodeAt(i);
    const paired = unit >= 0xd800 && unit < 0xdc00 && (line.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    i += paired ? 2 : 1;
  }
  return characters;
}

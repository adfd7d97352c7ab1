/** CPython 3.11's Python.asdl: the classes of module `_ast`, and the properties of our tree's nodes (ast.ts). */
export const ASDL = `
mod = Module(stmt* body, type_ignore* type_ignores)
    | Interactive(stmt* body)
    | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
    | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
    | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)
    | Return(expr? value)
    | Delete(expr* targets)
    | Assign(expr* targets, expr value, string? type_comment)
    | AugAssign(expr target, operator op, expr value)
    | AnnAssign(expr target, expr annotation, expr? value, int simple)
    | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | While(expr test, stmt* body, stmt* orelse)
    | If(expr test, stmt* body, stmt* orelse)
    | With(withitem* items, stmt* body, string? type_comment)
    | AsyncWith(withitem* items, stmt* body, string? type_comment)
    | Match(expr subject, match_case* cases)
    | Raise(expr? exc, expr? cause)
    | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | Assert(expr test, expr? msg)
    | Import(alias* names)
    | ImportFrom(identifier? module, alias* names, int? level)
    | Global(identifier* names)
    | Nonlocal(identifier* names)
    | Expr(expr value)
    | Pass
    | Break
    | Continue
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
expr = BoolOp(boolop op, expr* values)
    | NamedExpr(expr target, expr value)
    | BinOp(expr left, operator op, expr right)
    | UnaryOp(unaryop op, expr operand)
    | Lambda(arguments args, expr body)
    | IfExp(expr test, expr body, expr orelse)
    | Dict(expr* keys, expr* values)
    | Set(expr* elts)
    | ListComp(expr elt, comprehension* generators)
    | SetComp(expr elt, comprehension* generators)
    | DictComp(expr key, expr value, comprehension* generators)
    | GeneratorExp(expr elt, comprehension* generators)
    | Await(expr value)
    | Yield(expr? value)
    | YieldFrom(expr value)
    | Compare(expr left, cmpop* ops, expr* comparators)
    | Call(expr func, expr* args, keyword* keywords)
    | FormattedValue(expr value, int conversion, expr? format_spec)
    | JoinedStr(expr* values)
    | Constant(constant value, string? kind)
    | Attribute(expr value, identifier attr, expr_context ctx)
    | Subscript(expr value, expr slice, expr_context ctx)
    | Starred(expr value, expr_context ctx)
    | Name(identifier id, expr_context ctx)
    | List(expr* elts, expr_context ctx)
    | Tuple(expr* elts, expr_context ctx)
    | Slice(expr? lower, expr? upper, expr? step)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension = comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
arguments = arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg = arg(identifier arg, expr? annotation, string? type_comment)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
keyword = keyword(identifier? arg, expr value)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
alias = alias(identifier name, identifier? asname)
    attributes (int lineno, int col_offset, int? end_lineno, int? end_col_offset)
withitem = withitem(expr context_expr, expr? optional_vars)
match_case = match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value)
    | MatchSingleton(constant value)
    | MatchSequence(pattern* patterns)
    | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
    | MatchStar(identifier? name)
    | MatchAs(pattern? pattern, identifier? name)
    | MatchOr(pattern* patterns)
    attributes (int lineno, int col_offset, int end_lineno, int end_col_offset)
type_ignore = TypeIgnore(int lineno, string tag)
`;

export interface Field {
  readonly name: string;
  readonly type: string;
  /** "?" optional, "*" a list. */
  readonly count: "" | "?" | "*";
}

export interface NodeClass {
  readonly name: string;
  /** The left side of its rule, which is a class too where the rule has alternatives or attributes. */
  readonly rule: string;
  readonly fields: readonly Field[];
  /** As the rule has it. */
  readonly text: string;
}

export interface Rule {
  readonly alternatives: readonly NodeClass[];
  /** Positions, or nothing. */
  readonly attributes: readonly Field[];
}

export interface Schema {
  /** Classes of nodes by name. */
  readonly classes: ReadonlyMap<string, NodeClass>;
  readonly rules: ReadonlyMap<string, Rule>;
}

let known: Schema | null = null;

/** The rules as data; made when first asked for, which few programs do. */
export function schema(): Schema {
  known ??= parseRules();
  return known;
}

function parseRules(): Schema {
  const classes = new Map<string, NodeClass>();
  const rules = new Map<string, Rule>();
  for (const text of ASDL.trim().split(/\n(?=\w)/)) {
    const [rule, right] = text.split(" = ");
    const [all, attributes] = right.split("attributes");
    const alternatives = [...all.matchAll(/(\w+)(?:\((.*?)\))?(?=\s*(?:\||$))/g)].map(([text, name, fields]) => ({
      name,
      rule,
      fields: parseFields(fields),
      text,
    }));
    rules.set(rule, { alternatives, attributes: parseFields(attributes) });
    for (const one of alternatives) classes.set(one.name, one);
  }
  return { classes, rules };
}

function parseFields(text = ""): Field[] {
  return [...text.matchAll(/(\w+)([?*]?) (\w+)/g)].map(([, type, count, name]) => ({
    name,
    type,
    count: count as Field["count"],
  }));
}

/** Of every class of module `_ast`: name, base, fields, attributes, docstring. */
export function classRows(): string[][] {
  const rows: string[][] = [];
  const names = (fields: readonly Field[]) =>
    fields.map(({ name, count }) => (count === "?" ? `${name}?` : name)).join(" ");
  for (const [rule, { alternatives, attributes }] of schema().rules) {
    const [first] = alternatives;
    if (first.name === rule) {
      rows.push([rule, "AST", names(first.fields), names(attributes), first.text]);
      continue;
    }
    const separator = alternatives.some(({ fields }) => fields.length > 0) ? `\n${" ".repeat(rule.length)} | ` : " | ";
    const doc = `${rule} = ${alternatives.map(({ text }) => text).join(separator)}`;
    rows.push([rule, "AST", "", names(attributes), doc]);
    for (const { name, fields, text } of alternatives) rows.push([name, rule, names(fields), "", text]);
  }
  return rows;
}

/** Is a tree that a program has put together one that a text could have? CPython's `_PyAST_Validate`. */
import type { Runtime } from "../../interpreter/runtime.js";
import { schema } from "../../syntax/asdl.js";
import type { Arguments, Expr, ExprContext, Mod, Node, Pattern } from "../../syntax/index.js";

type Properties = Readonly<Record<string, unknown>>;

/** Lists that may not be empty. */
const FILLED: Readonly<Record<string, readonly string[]>> = {
  FunctionDef: ["body"],
  AsyncFunctionDef: ["body"],
  ClassDef: ["body"],
  Delete: ["targets"],
  Assign: ["targets"],
  For: ["body"],
  AsyncFor: ["body"],
  While: ["body"],
  If: ["body"],
  With: ["items", "body"],
  AsyncWith: ["items", "body"],
  Match: ["cases"],
  match_case: ["body"],
  Try: ["body"],
  TryStar: ["body"],
  ExceptHandler: ["body"],
  Import: ["names"],
  ImportFrom: ["names"],
  Global: ["names"],
  Nonlocal: ["names"],
};

/** Fields whose expressions are not read. */
const CONTEXTS: Readonly<Record<string, ExprContext>> = {
  "Delete.targets": "Del",
  "Assign.targets": "Store",
  "AugAssign.target": "Store",
  "AnnAssign.target": "Store",
  "For.target": "Store",
  "AsyncFor.target": "Store",
  "comprehension.target": "Store",
  "withitem.optional_vars": "Store",
};

/** Lists in which None has a meaning. */
const WITH_GAPS = new Set(["Dict.keys", "arguments.kw_defaults"]);

const LIST_NAMES: Readonly<Record<string, string>> = { stmt: "statement", expr: "expression" };

export function checkTree(rt: Runtime, tree: Mod): void {
  const refuse = (message: string): never => rt.raise("ValueError", message);

  function check(node: Properties, context: ExprContext): void {
    const kind = node.kind as string;
    if (kind === "Name" && ["None", "True", "False"].includes(node.id as string))
      refuse(`identifier field can't represent '${node.id}' constant`);
    if (node.ctx !== undefined && node.ctx !== context)
      refuse(`expression must have ${context} context but has ${node.ctx} instead`);
    const { rule, fields } = schema().classes.get(kind)!;
    if (node.ctx === undefined && rule === "expr" && context !== "Load")
      refuse(`expression which can't be ${context === "Del" ? "deleted" : "assigned to"} in ${context} context`);
    if (node.lineno !== undefined) checkPlace(node as unknown as Node);
    checkItself(node, kind);
    for (const { name, type, count } of kind.endsWith("Comp") || kind === "GeneratorExp"
      ? fields.toReversed()
      : fields) {
      if (name === "kw_defaults") checkArguments(node as unknown as Arguments);
      const value = node[name];
      if (count === "" && value === null) refuse(`field '${name}' is required for ${kind}`);
      if (type === "constant" || typeof value !== "object" || value === null) continue;
      // Targets of unpacking have the context of the whole.
      const inherits = kind === "Starred" || kind === "List" || kind === "Tuple";
      const inner = CONTEXTS[`${kind}.${name}`] ?? (inherits ? context : "Load");
      if (!Array.isArray(value)) {
        check(value as Properties, kind === "NamedExpr" && name === "target" ? contextOf(value as Expr) : inner);
        continue;
      }
      if (value.length === 0 && FILLED[kind]?.includes(name)) refuse(`empty ${name} on ${kind}`);
      for (const item of value) {
        if (item === null) {
          if (!WITH_GAPS.has(`${kind}.${name}`)) refuse(`None disallowed in ${LIST_NAMES[type] ?? type} list`);
        } else if (typeof item === "object") check(item as Properties, inner);
      }
    }
  }

  function checkPlace({ lineno, end_lineno, col_offset, end_col_offset }: Node): void {
    if (lineno > end_lineno) refuse(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
    if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset))
      refuse(
        `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
      );
    if (lineno === end_lineno && col_offset > end_col_offset)
      refuse(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }

  function checkItself(node: Properties, kind: string): void {
    const length = (name: string) => (node[name] as readonly unknown[]).length;
    switch (kind) {
      case "ImportFrom":
        if ((node.level as number) < 0) refuse("Negative ImportFrom level");
        break;
      case "Raise":
        if (node.exc === null && node.cause !== null) refuse("Raise with cause but no exception");
        break;
      case "Try":
      case "TryStar":
        if (length("body") > 0 && length("handlers") === 0) {
          if (length("finalbody") === 0) refuse(`${kind} has neither except handlers nor finalbody`);
          if (length("orelse") > 0) refuse(`${kind} has orelse but no except handlers`);
        }
        break;
      case "BoolOp":
        if (length("values") < 2) refuse("BoolOp with less than 2 values");
        break;
      case "Compare":
        if (length("comparators") === 0) refuse("Compare with no comparators");
        if (length("comparators") !== length("ops"))
          refuse("Compare has a different number of comparators and operands");
        break;
      case "Dict":
        if (length("keys") !== length("values")) refuse("Dict doesn't have the same number of keys as values");
        break;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        if (length("generators") === 0) refuse("comprehension with no generators");
        break;
      default:
        if (kind.startsWith("Match")) checkPattern(node as unknown as Pattern);
    }
  }

  function checkArguments({ posonlyargs, args, defaults, kwonlyargs, kw_defaults }: Arguments): void {
    if (defaults.length > posonlyargs.length + args.length) refuse("more positional defaults than args on arguments");
    if (kw_defaults.length !== kwonlyargs.length)
      refuse("length of kwonlyargs is not the same as kw_defaults on arguments");
  }

  function checkPattern(node: Pattern): void {
    switch (node.kind) {
      case "MatchSingleton":
        if (!["None", "bool"].includes(node.value.type)) refuse("MatchSingleton can only contain True, False and None");
        break;
      case "MatchValue":
        if (node.value !== null && !isMatchable(node.value))
          refuse("patterns may only match literals and attribute lookups");
        break;
      case "MatchMapping":
        if (node.keys.length !== node.patterns.length)
          refuse("MatchMapping doesn't have the same number of keys as patterns");
        break;
      case "MatchClass":
        if (node.kwd_attrs.length !== node.kwd_patterns.length)
          refuse("MatchClass doesn't have the same number of keyword attributes as patterns");
        break;
      case "MatchOr":
        if (node.patterns.length < 2) refuse("MatchOr requires at least 2 patterns");
        break;
      case "MatchAs":
        if (node.pattern !== null && node.name === null)
          refuse("MatchAs must specify a target name if a pattern is given");
    }
    if ((node.kind === "MatchAs" || node.kind === "MatchStar") && node.name === "_")
      refuse("can't capture name '_' in patterns");
  }

  check(tree as unknown as Properties, "Load");
}

function contextOf(node: Expr): ExprContext {
  return "ctx" in node ? node.ctx : "Load";
}

function isMatchable(node: Expr): boolean {
  switch (node.kind) {
    case "Constant":
      return !["bool", "None", "Ellipsis"].includes(node.value.type);
    case "Attribute":
    case "JoinedStr":
      return true;
    case "UnaryOp":
      return node.op === "USub" && node.operand.kind === "Constant";
    case "BinOp":
      return (node.op === "Add" || node.op === "Sub") && isMatchable(node.left) && isMatchable(node.right);
    default:
      return false;
  }
}

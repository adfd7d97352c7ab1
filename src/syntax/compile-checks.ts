/** What CPython's code generator, not its grammar or symbol table, refuses or warns about. */
import type {
  Assert,
  Await,
  Break,
  Call,
  Compare,
  Constant,
  ConstValue,
  Continue,
  Expr,
  ImportFrom,
  Keyword,
  List,
  Match,
  Node,
  Pattern,
  Return,
  Subscript,
  Tuple,
  Yield,
  YieldFrom,
} from "./ast.js";
import { reprConstant } from "./dump.js";
import { PySyntaxError } from "./errors.js";
import { isFutureImport } from "./future.js";
import type { MutableScope } from "./mutable-scope.js";
import type { FutureFeatures } from "./scopes.js";
import type { LexicalWarning } from "./tokens.js";

/** "group" is the body of an `except*`. */
type Block = "loop" | "group" | "other";

const MAX_BLOCKS = 20;

/** Nodes whose value's type is known from the text. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  Lambda: "function",
  JoinedStr: "str",
  FormattedValue: "str",
};
const CONSTANT_TYPES: Readonly<Record<Constant["value"]["type"], string>> = {
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
  bool: "bool",
  None: "NoneType",
  Ellipsis: "ellipsis",
};

const typeName = (node: Expr): string | undefined =>
  node.kind === "Constant" ? CONSTANT_TYPES[node.value.type] : TYPE_NAMES[node.kind];

const NOT_CALLABLE = new Set(["tuple", "list", "dict", "set", "generator", "str", ...Object.values(CONSTANT_TYPES)]);
const NOT_SUBSCRIPTABLE = new Set([
  "set",
  "generator",
  "function",
  "int",
  "float",
  "complex",
  "bool",
  "NoneType",
  "ellipsis",
]);
const INDEXED = new Set(["tuple", "list", "str", "bytes"]);

const isAsyncFunction = (scope: MutableScope): boolean => scope.node.kind === "AsyncFunctionDef";

export class CompileChecks {
  first: PySyntaxError | null = null;
  private blocks: Block[] = [];

  constructor(
    private readonly filename: string,
    private readonly onWarning: ((warning: LexicalWarning) => void) | undefined,
  ) {}

  /** Keep the first error until the symbol table has had its say. */
  defer(node: Node, msg: string): void {
    if (this.first !== null) return;
    const { lineno, col_offset, end_lineno, end_col_offset } = node;
    const [offset, endOffset] = [col_offset + 1, end_col_offset + 1];
    this.first = new PySyntaxError("SyntaxError", msg, this.filename, lineno, offset, null, end_lineno, endOffset);
  }

  private warn(node: Node, msg: string): void {
    const [offset, endOffset] = [node.col_offset + 1, node.end_col_offset + 1];
    this.onWarning?.({
      category: "SyntaxWarning",
      msg,
      line: node.lineno,
      offset,
      endLine: node.end_lineno,
      endOffset,
    });
  }

  // Names

  stored(name: string, node: Node): void {
    if (name === "__debug__") this.defer(node, "cannot assign to __debug__");
  }

  deleted(name: string, node: Node): void {
    if (name === "__debug__") this.defer(node, "cannot delete __debug__");
  }

  futureImport(node: ImportFrom, future: FutureFeatures): void {
    if (isFutureImport(node) && node.lineno > future.lineno) {
      this.defer(node, "from __future__ imports must occur at the beginning of the file");
    }
  }

  // Blocks and jumps

  enterFunction(): Block[] {
    const outer = this.blocks;
    this.blocks = [];
    return outer;
  }

  leaveFunction(outer: Block[], scope: MutableScope): void {
    this.blocks = outer;
    if (!isAsyncFunction(scope) || !scope.isGenerator) return;
    for (const node of scope.valueReturns) this.defer(node, "'return' with value in async generator");
  }

  enterBlock(block: Block, node: Node): void {
    if (this.blocks.length >= MAX_BLOCKS) this.defer(node, "too many statically nested blocks");
    this.blocks.push(block);
  }

  leaveBlock(): void {
    this.blocks.pop();
  }

  jump(node: Break | Continue): void {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      if (this.blocks[i] === "loop") return;
      if (this.blocks[i] === "group") {
        this.defer(node, "'break', 'continue' and 'return' cannot appear in an except* block");
        return;
      }
    }
    this.defer(node, node.kind === "Break" ? "'break' outside loop" : "'continue' not properly in loop");
  }

  returns(node: Return, scope: MutableScope): void {
    if (scope.kind !== "function") this.defer(node, "'return' outside function");
    else if (this.blocks.includes("group")) {
      this.defer(node.value ?? node, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
    if (node.value !== null) scope.valueReturns.push(node);
  }

  // Generators and coroutines

  yields(node: Yield | YieldFrom, scope: MutableScope): void {
    if (!scope.isFunctionLike) this.defer(node, "'yield' outside function");
    else if (node.kind === "YieldFrom" && isAsyncFunction(scope))
      this.defer(node, "'yield from' inside async function");
  }

  awaits(node: Await, scope: MutableScope): void {
    if (!scope.isFunctionLike) this.defer(node, "'await' outside function");
    else if (!isAsyncFunction(scope) && scope.kind !== "comprehension") {
      this.defer(node, "'await' outside async function");
    }
  }

  asyncOnly(node: Node, statement: string, scope: MutableScope): void {
    if (!isAsyncFunction(scope)) this.defer(node, `'${statement}' outside async function`);
  }

  asyncComprehension(node: Node, outer: MutableScope): void {
    if (isAsyncFunction(outer) || outer.kind === "comprehension") return;
    this.defer(node, "asynchronous comprehension outside of an asynchronous function");
  }

  // Expressions

  unpacking(node: List | Tuple): void {
    let seen = false;
    node.elts.forEach((element, i) => {
      if (element.kind !== "Starred") return;
      if (seen) this.defer(node, "multiple starred expressions in assignment");
      else if (i >= 1 << 8 || node.elts.length - i - 1 >= 1 << 23) {
        this.defer(node, "too many expressions in star-unpacking assignment");
      }
      seen = true;
    });
  }

  keywords(keywords: readonly Keyword[], owner: Node): void {
    if (keywords.length === 0) return;
    const seen = new Set<string>();
    for (const keyword of keywords) {
      if (keyword.arg === null) continue;
      this.stored(keyword.arg, owner);
      if (seen.has(keyword.arg)) this.defer(keyword, `keyword argument repeated: ${keyword.arg}`);
      seen.add(keyword.arg);
    }
  }

  assertion(node: Assert): void {
    if (node.test.kind === "Tuple" && node.test.elts.length > 0) {
      this.warn(node, "assertion is always true, perhaps remove parentheses?");
    }
  }

  comparison(node: Compare): void {
    let left = isLiteral(node.left);
    node.ops.forEach((op, i) => {
      const right = isLiteral(node.comparators[i]);
      if ((op === "Is" || op === "IsNot") && (left || right)) {
        const [word, better] = op === "Is" ? ["is", "=="] : ["is not", "!="];
        this.warn(node, `"${word}" with a literal. Did you mean "${better}"?`);
      }
      left = right;
    });
  }

  callee(node: Call): void {
    const type = typeName(node.func);
    if (type === undefined || !NOT_CALLABLE.has(type)) return;
    this.warn(node.func, `'${type}' object is not callable; perhaps you missed a comma?`);
  }

  subscript(node: Subscript): void {
    const type = typeName(node.value);
    if (type === undefined) return;
    if (NOT_SUBSCRIPTABLE.has(type)) {
      this.warn(node.value, `'${type}' object is not subscriptable; perhaps you missed a comma?`);
    } else if (INDEXED.has(type)) {
      const index = typeName(node.slice);
      if (index === undefined || index === "int" || index === "bool") return;
      this.warn(node.value, `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`);
    }
  }

  // Patterns

  match(node: Match): void {
    const last = node.cases.length - 1;
    node.cases.forEach((clause, i) => {
      this.pattern(clause.pattern, clause.guard !== null || i === last, new Set());
    });
  }

  /** Adds the names that the pattern binds. */
  private pattern(node: Pattern, irrefutableAllowed: boolean, names: Set<string>): void {
    switch (node.kind) {
      case "MatchValue":
        if (node.value.kind === "JoinedStr") {
          this.defer(node, "patterns may only match literals and attribute lookups");
        }
        return;
      case "MatchSingleton":
        return;
      case "MatchStar":
        this.capture(node, node.name, names);
        return;
      case "MatchSequence": {
        let stars = 0;
        for (const part of node.patterns) {
          if (part.kind === "MatchStar" && ++stars > 1) {
            this.defer(node, "multiple starred names in sequence pattern");
          }
        }
        for (const part of node.patterns) this.pattern(part, true, names);
        return;
      }
      case "MatchMapping": {
        const seen = new Set<string>();
        for (const key of node.keys) {
          if (key.kind === "JoinedStr") {
            this.defer(node, "mapping pattern keys may only match literals and attribute lookups");
          }
          const value = foldConstant(key);
          if (value === null) continue;
          const text = constantKey(value);
          if (seen.has(text)) this.defer(node, `mapping pattern checks duplicate key (${reprConstant(value)})`);
          seen.add(text);
        }
        for (const part of node.patterns) this.pattern(part, true, names);
        this.capture(node, node.rest, names);
        return;
      }
      case "MatchClass": {
        const seen = new Set<string>();
        node.kwd_attrs.forEach((attr, i) => {
          if (seen.has(attr)) this.defer(node.kwd_patterns[i], `attribute name repeated in class pattern: ${attr}`);
          seen.add(attr);
        });
        for (const part of node.patterns) this.pattern(part, true, names);
        for (const part of node.kwd_patterns) this.pattern(part, true, names);
        return;
      }
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern, irrefutableAllowed, names);
        else if (!irrefutableAllowed) {
          const what = node.name === null ? "wildcard" : `name capture '${node.name}'`;
          this.defer(node, `${what} makes remaining patterns unreachable`);
        }
        this.capture(node, node.name, names);
        return;
      case "MatchOr":
        this.alternatives(node, irrefutableAllowed, names);
    }
  }

  private alternatives(node: Pattern & { kind: "MatchOr" }, irrefutableAllowed: boolean, names: Set<string>): void {
    let first: Set<string> | null = null;
    node.patterns.forEach((part, i) => {
      const own = new Set<string>();
      this.pattern(part, irrefutableAllowed && i === node.patterns.length - 1, own);
      if (first === null) first = own;
      else if (own.size !== first.size || [...own].some((name) => !first?.has(name))) {
        this.defer(lastLeaf(part), "alternative patterns bind different names");
      }
    });
    for (const name of first ?? []) this.capture(node, name, names);
  }

  private capture(node: Pattern, name: string | null, names: Set<string>): void {
    if (name === null) return;
    if (names.has(name)) this.defer(lastLeaf(node), `multiple assignments to name '${name}' in pattern`);
    names.add(name);
  }
}

/** The innermost last part, where CPython puts errors about the whole. */
function lastLeaf(node: Pattern): Pattern {
  if (node.kind === "MatchSequence" || node.kind === "MatchOr") {
    const last = node.patterns.at(-1);
    return last === undefined ? node : lastLeaf(last);
  }
  return node.kind === "MatchAs" && node.pattern !== null ? lastLeaf(node.pattern) : node;
}

/** A constant that `is` should not be used with. */
function isLiteral(node: Expr): boolean {
  if (node.kind === "Tuple") return node.elts.every((element) => element.kind === "Constant" || isLiteral(element));
  if (node.kind !== "Constant") return false;
  const { type } = node.value;
  return type !== "None" && type !== "bool" && type !== "Ellipsis";
}

/** The value of a mapping pattern's key; null for names. Sums of a real and an imaginary number stay unfolded. */
function foldConstant(node: Expr): ConstValue | null {
  if (node.kind === "Constant") return node.value;
  if (node.kind !== "UnaryOp") return null;
  const operand = foldConstant(node.operand);
  if (operand?.type === "int") return { type: "int", value: -operand.value };
  if (operand?.type === "float" || operand?.type === "complex") return { type: operand.type, value: -operand.value };
  return null;
}

/** Equal for constants that are equal dict keys. */
function constantKey(value: ConstValue): string {
  switch (value.type) {
    case "int":
      return `n${value.value}`;
    case "bool":
      return `n${value.value ? 1 : 0}`;
    case "float":
      return Number.isInteger(value.value) ? `n${BigInt(value.value)}` : `n${value.value}`;
    case "complex":
      return value.value === 0 ? "n0" : `j${value.value}`;
    case "str":
      return `s${value.value}`;
    case "bytes":
      return `b${value.value}`;
    default:
      return value.type;
  }
}

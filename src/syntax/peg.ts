/** A parsing-expression-grammar interpreter for error-grammar.ts: notation → rules → matching over a token table. */
import { KEYWORDS, OPERATORS, T, type Tokens } from "./tokens.js";

/** A stretch of tokens, `end` exclusive, with what was found in it. */
export interface Match {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly items: readonly Result[];
}
/** undefined: no match. null: an optional part that is absent. An array: parts without a node of their own. */
export type Result = Match | null | readonly Result[];

type Item =
  | { readonly op: "token"; readonly kind: T }
  | { readonly op: "soft"; readonly word: string }
  /** A name that is, or as in CPython begins, a soft keyword. */
  | { readonly op: "softPrefix" }
  | { readonly op: "rule"; readonly name: string }
  | { readonly op: "optional" | "star" | "plus" | "ahead" | "not" | "require"; readonly item: Item }
  | { readonly op: "separated"; readonly item: Item; readonly separator: Item }
  | { readonly op: "choice"; readonly alternatives: readonly Alternative[] }
  | { readonly op: "cut" };

interface Alternative {
  readonly parts: readonly { readonly label: string | null; readonly item: Item }[];
  readonly action: Action | null;
  /** Nothing but an `invalid_…` rule: for the second pass. */
  readonly isMistake: boolean;
  /** Tokens that it can begin with, by kind; null where it can match nothing at all. */
  first: Uint8Array | null;
}

type Action =
  | { readonly type: "node"; readonly kind: string }
  | { readonly type: "part"; readonly label: string }
  | { readonly type: "call"; readonly name: string; readonly args: readonly string[] };

interface Rule {
  readonly name: string;
  readonly index: number;
  /** Keeps its result whether or not mistakes are looked for. */
  readonly shared: boolean;
  readonly alternatives: readonly Alternative[];
  /** It begins with itself; grown from a seed. */
  readonly leftRecursive: boolean;
}

export type Grammar = ReadonlyMap<string, Rule>;

/** Runs `@name(args)`: labels come as their results, texts as strings. Returns null where the alternative is to fail. */
export type ActionHandler = (name: string, args: readonly (Result | string)[], start: number, end: number) => Result;

// Reading the notation

const LEXEME = /\s*(?:('[^']*'|"(?:[^"\\]|\\.)*")|(&&|->|[A-Za-z_]+|[:|()[\],*+?&!~=.@]))/y;

export function readGrammar(text: string): Grammar {
  const rules = new Map<string, Rule>();
  const joined = text.replace(/\n[ \t]+/g, " ");
  for (const line of joined.split("\n")) {
    if (line.trim() === "") continue;
    const rule = new RuleReader(line, rules.size).read();
    rules.set(rule.name, rule);
  }
  const all = [...rules.values()].flatMap((rule) => rule.alternatives.flatMap(withInner));
  for (let changed = true; changed; ) {
    changed = false;
    for (const alternative of all) changed = widen(alternative, rules) || changed;
  }
  return rules;
}

const TOKEN_KINDS = 128;

/** An alternative and those of the choices within it. */
function withInner(alternative: Alternative): Alternative[] {
  const inner = (item: Item): readonly Alternative[] => {
    if (item.op === "choice") return item.alternatives.flatMap(withInner);
    const nested = "item" in item ? inner(item.item) : [];
    return "separator" in item ? [...nested, ...inner(item.separator)] : nested;
  };
  return [alternative, ...alternative.parts.flatMap(({ item }) => inner(item))];
}

/** Add what an alternative can begin with, as far as the other rules' sets are known. True when that added something. */
function widen(alternative: Alternative, rules: Grammar): boolean {
  const { first } = alternative;
  if (first === null) return false;
  let changed = false;
  const add = (item: Item): "consumes" | "maybe" => {
    switch (item.op) {
      case "token":
        if (first[item.kind] === 0) {
          first[item.kind] = 1;
          changed = true;
        }
        return "consumes";
      case "soft":
      case "softPrefix":
        return add({ op: "token", kind: T.Name });
      case "rule":
        return addAll(rules.get(item.name)?.alternatives ?? []);
      case "choice":
        return addAll(item.alternatives);
      case "plus":
      case "separated":
        return add(item.item);
      case "optional":
      case "star":
        add(item.item);
        return "maybe";
      default:
        return "maybe";
    }
  };
  const addAll = (alternatives: readonly Alternative[]): "consumes" | "maybe" => {
    let all: "consumes" | "maybe" = "consumes";
    for (const inner of alternatives) {
      if (inner.first === null) all = "maybe";
      else {
        for (let kind = 0; kind < TOKEN_KINDS; kind++) {
          if (inner.first[kind] === 0 || first[kind] !== 0) continue;
          first[kind] = 1;
          changed = true;
        }
      }
    }
    return all;
  };
  for (const { item } of alternative.parts) if (add(item) === "consumes") return changed;
  alternative.first = null;
  return true;
}

class RuleReader {
  private readonly lexemes: string[] = [];
  private at = 0;

  constructor(
    line: string,
    private readonly index: number,
  ) {
    LEXEME.lastIndex = 0;
    for (let match = LEXEME.exec(line); match !== null; match = LEXEME.exec(line)) {
      this.lexemes.push(match[1] ?? match[2]);
    }
  }

  read(): Rule {
    const name = this.next();
    const shared = this.accept("*");
    this.accept(":");
    const alternatives = this.choice();
    const first = alternatives.map(({ parts }) => parts[0].item);
    // `attr` begins with itself by way of `name_or_attr`.
    const leftRecursive = first.some((item) => item.op === "rule" && item.name === name) || name === "attr";
    return { name, index: this.index, shared, alternatives, leftRecursive };
  }

  private peek(): string | undefined {
    return this.lexemes[this.at];
  }

  private next(): string {
    return this.lexemes[this.at++];
  }

  private accept(lexeme: string): boolean {
    if (this.peek() !== lexeme) return false;
    this.at++;
    return true;
  }

  private choice(): Alternative[] {
    const alternatives = [this.alternative()];
    while (this.accept("|")) alternatives.push(this.alternative());
    return alternatives;
  }

  private alternative(): Alternative {
    const parts: { label: string | null; item: Item }[] = [];
    for (;;) {
      const lexeme = this.peek();
      const ends = lexeme === undefined || lexeme === "|" || lexeme === ")" || lexeme === "]";
      if (ends || lexeme === "=" || lexeme === "->" || lexeme === "@") {
        const [{ item }] = parts;
        const isMistake = parts.length === 1 && item.op === "rule" && item.name.startsWith("invalid_");
        return { parts, action: ends ? null : this.action(), isMistake, first: new Uint8Array(TOKEN_KINDS) };
      }
      let label: string | null = null;
      if (this.lexemes[this.at + 1] === "=" && /^[a-z]$/.test(lexeme)) {
        label = lexeme;
        this.at += 2;
      }
      parts.push({ label, item: this.item() });
    }
  }

  private action(): Action {
    const lexeme = this.next();
    if (lexeme === "=") return { type: "node", kind: this.next() };
    if (lexeme === "->") return { type: "part", label: this.next() };
    const name = this.next();
    const args: string[] = [];
    this.accept("(");
    while (!this.accept(")")) {
      args.push(this.next());
      this.accept(",");
    }
    return { type: "call", name, args };
  }

  private item(): Item {
    if (this.accept("~")) return { op: "cut" };
    if (this.accept("&&")) return { op: "require", item: this.primary() };
    if (this.accept("&")) return { op: "ahead", item: this.primary() };
    if (this.accept("!")) return { op: "not", item: this.primary() };
    const item = this.primary();
    if (this.accept("*")) return { op: "star", item };
    if (this.accept("+")) return { op: "plus", item };
    if (this.accept("?")) return { op: "optional", item };
    if (this.accept(".")) {
      const element = this.primary();
      this.accept("+");
      return { op: "separated", item: element, separator: item };
    }
    return item;
  }

  private primary(): Item {
    const lexeme = this.next();
    if (lexeme === "(" || lexeme === "[") {
      const alternatives = this.choice();
      this.next();
      const item: Item = { op: "choice", alternatives };
      return lexeme === "(" ? item : { op: "optional", item };
    }
    const text = lexeme.slice(1, -1);
    if (lexeme[0] === '"') return { op: "soft", word: text };
    if (lexeme[0] === "'") return { op: "token", kind: (OPERATORS.get(text) ?? KEYWORDS.get(text)) as T };
    if (lexeme === "SOFT_KEYWORD") return { op: "softPrefix" };
    const kind = TOKEN_NAMES.get(lexeme);
    return kind === undefined ? { op: "rule", name: lexeme } : { op: "token", kind };
  }
}

const SOFT_KEYWORDS = ["_", "case", "match"];

const TOKEN_NAMES = new Map<string, T>([
  ["NAME", T.Name],
  ["NUMBER", T.Number],
  ["STRING", T.String],
  ["NEWLINE", T.Newline],
  ["INDENT", T.Indent],
  ["DEDENT", T.Dedent],
  ["ENDMARKER", T.EndMarker],
]);

// Matching

export interface Callbacks {
  readonly action: ActionHandler;
  /** A required token is missing at this place. */
  readonly missing: (token: number, kind: T) => never;
  /** The lexer's failure has been reached. */
  readonly lexicalError: () => never;
}

interface Memo {
  result: Result | undefined;
  mark: number;
}

export class PegMatcher {
  mark: number;
  /** Tokens looked at so far. */
  private fill: number;
  private lookForMistakes = false;
  private memo: Map<number, Memo>[] = [];

  constructor(
    private readonly grammar: Grammar,
    private readonly tokens: Tokens,
    private readonly callbacks: Callbacks,
    private readonly start: number,
  ) {
    this.mark = start;
    this.fill = start;
  }

  /** Whether the text from `start` on matches the rule. */
  run(rule: string, lookForMistakes: boolean): boolean {
    this.mark = this.start;
    this.lookForMistakes = lookForMistakes;
    this.memo = [];
    return this.rule(this.grammar.get(rule) as Rule) !== undefined;
  }

  /** Errors "here" are put at this token. */
  get lastRead(): number {
    return Math.max(this.fill - 1, this.start);
  }

  private look(): T {
    if (this.mark >= this.fill) {
      this.fill = this.mark + 1;
      if (this.tokens.kinds[this.mark] === T.Error) this.callbacks.lexicalError();
    }
    return this.tokens.kinds[this.mark];
  }

  private take(kind: string): Match {
    const start = this.mark++;
    return { kind, start, end: this.mark, items: [] };
  }

  private rule(rule: Rule): Result | undefined {
    const { mark } = this;
    // Passing through: its results depend on the seed of the rule that it helps to grow.
    if (rule.name === "name_or_attr") return this.alternatives(rule.alternatives);
    const key = rule.shared || rule.leftRecursive ? mark * 2 : mark * 2 + (this.lookForMistakes ? 1 : 0);
    this.memo[rule.index] ??= new Map();
    const memo = this.memo[rule.index];
    const known = memo.get(key);
    if (known !== undefined) {
      this.mark = known.mark;
      return known.result;
    }
    if (rule.leftRecursive) return this.grow(rule, memo, key);
    let result: Result | undefined;
    if (rule.name.endsWith("_without_invalid")) {
      const before = this.lookForMistakes;
      this.lookForMistakes = false;
      result = this.alternatives(rule.alternatives);
      this.lookForMistakes = before;
    } else result = this.alternatives(rule.alternatives);
    if (result === undefined) this.mark = mark;
    memo.set(key, { result, mark: this.mark });
    return result;
  }

  private grow(rule: Rule, memo: Map<number, Memo>, key: number): Result | undefined {
    const { mark } = this;
    const seed: Memo = { result: undefined, mark };
    memo.set(key, seed);
    for (;;) {
      this.mark = mark;
      const result = this.alternatives(rule.alternatives);
      if (result === undefined || this.mark <= seed.mark) break;
      seed.result = result;
      seed.mark = this.mark;
    }
    this.mark = seed.mark;
    return seed.result;
  }

  private alternatives(alternatives: readonly Alternative[]): Result | undefined {
    const { mark } = this;
    for (const { parts, action, isMistake, first } of alternatives) {
      if (isMistake && !this.lookForMistakes) continue;
      this.mark = mark;
      if (first !== null && first[this.look()] === 0) continue;
      const results: Result[] = [];
      let cut = false;
      let matched = true;
      for (const { item } of parts) {
        if (item.op === "cut") {
          cut = true;
          results.push(null);
          continue;
        }
        const result = this.item(item);
        if (result === undefined) {
          matched = false;
          break;
        }
        results.push(result);
      }
      if (matched) return this.finish(parts, action, results, mark);
      if (cut) break;
    }
    this.mark = mark;
    return undefined;
  }

  private finish(
    parts: Alternative["parts"],
    action: Action | null,
    results: Result[],
    start: number,
  ): Result | undefined {
    if (action === null) return results.length === 1 ? results[0] : results;
    if (action.type === "node") return { kind: action.kind, start, end: this.mark, items: results };
    const labelled = (label: string): Result => results[parts.findIndex((part) => part.label === label)];
    if (action.type === "part") return labelled(action.label);
    const args = action.args.map((arg) => (arg[0] === '"' ? arg.slice(1, -1).replaceAll('\\"', '"') : labelled(arg)));
    return this.callbacks.action(action.name, args, start, this.mark) ?? undefined;
  }

  private item(item: Item): Result | undefined {
    switch (item.op) {
      case "token":
        return this.look() === item.kind ? this.take("token") : undefined;
      case "soft":
        if (this.look() !== T.Name || this.tokens.names[this.mark] !== item.word) return undefined;
        return this.take("token");
      case "softPrefix": {
        if (this.look() !== T.Name) return undefined;
        const name = this.tokens.names[this.mark] as string;
        return SOFT_KEYWORDS.some((word) => word.startsWith(name)) ? this.take("token") : undefined;
      }
      case "rule":
        return this.rule(this.grammar.get(item.name) as Rule);
      case "choice":
        return this.alternatives(item.alternatives);
      case "optional": {
        const result = this.item(item.item);
        return result === undefined ? null : result;
      }
      case "ahead":
      case "not": {
        const { mark } = this;
        const found = this.item(item.item) !== undefined;
        this.mark = mark;
        return found === (item.op === "ahead") ? null : undefined;
      }
      case "require": {
        const wanted = item.item as Item & { op: "token" };
        return this.look() === wanted.kind ? this.take("token") : this.callbacks.missing(this.mark, wanted.kind);
      }
      case "star":
      case "plus": {
        const results: Result[] = [];
        for (let { mark } = this; ; mark = this.mark) {
          const result = this.item(item.item);
          if (result === undefined) {
            this.mark = mark;
            break;
          }
          results.push(result);
        }
        return item.op === "plus" && results.length === 0 ? undefined : results;
      }
      case "separated": {
        const first = this.item(item.item);
        if (first === undefined) return undefined;
        const results: Result[] = [first];
        for (let { mark } = this; ; mark = this.mark) {
          const next = this.item(item.separator) === undefined ? undefined : this.item(item.item);
          if (next === undefined) {
            this.mark = mark;
            return results;
          }
          results.push(next);
        }
      }
      default:
        return null;
    }
  }
}

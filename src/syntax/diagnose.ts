/** What to tell the user about a text that did not parse: CPython's message and place. */
import { characterColumn } from "./ast.js";
import { ERROR_GRAMMAR } from "./error-grammar.js";
import { PySyntaxError, type SyntaxErrorKind } from "./errors.js";
import { type Grammar, type Match, PegMatcher, type Result, readGrammar } from "./peg.js";
import { KEYWORDS, OPERATORS, T, type Tokens } from "./tokens.js";

export type StartRule = "file" | "interactive" | "eval" | "fstring";

const EXPRESSION_NAMES: Readonly<Record<string, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  None: "None",
  True: "True",
  False: "False",
  Ellipsis: "ellipsis",
  literal: "literal",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
};

const LEGACY_STATEMENTS = new Set(["print", "exec"]);

/** Throws where the string literals from a token on have no value. */
export type StringCheck = (token: number) => void;

let grammar: Grammar | null = null;

interface Place {
  readonly line: number;
  /** 0-based UTF-16 column; -1 stands for "no column". */
  readonly column: number;
}

/**
 * Explain why the tokens from `start` (a statement's first) on are not in the grammar. The parser has given up at the
 * token `reached`. Literals behind that place are looked at here for the first time.
 */
export function diagnose(
  tokens: Tokens,
  filename: string,
  rule: StartRule,
  start: number,
  reached: number,
  checkStrings: StringCheck,
): PySyntaxError {
  const diagnosis = new Diagnosis(tokens, filename, rule, start, checkStrings);
  try {
    return diagnosis.run();
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    // Too deep for the recursion here: the plain message has to do.
    if (error instanceof RangeError) return diagnosis.generic(reached);
    throw error;
  }
}

/** Whether the text is sound as far as it goes, and only ends too early. */
export function endsEarly(tokens: Tokens, rule: StartRule, start: number): boolean {
  try {
    return new Diagnosis(tokens, "", rule, start).endsEarly();
  } catch (error) {
    if (error instanceof PySyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * An error in a literal, found by the parser when it had read up to the token `reached`. As with errors of the grammar, a
 * lexical error further on comes first.
 */
export function outranked(tokens: Tokens, filename: string, error: PySyntaxError, reached: number): PySyntaxError {
  if (error.kind === "MemoryError" || tokens.error === null) return error;
  return new Diagnosis(tokens, filename, "file", reached).laterLexicalError(tokens.lines[reached]) ?? error;
}

/** Raised by the grammar, so that a lexical error further on outranks it. */
class GrammarError {
  constructor(
    readonly error: PySyntaxError,
    readonly line: number,
  ) {}
}

class Diagnosis {
  private readonly matcher: PegMatcher;
  private readonly levels: Uint8Array;

  constructor(
    private readonly tokens: Tokens,
    private readonly filename: string,
    private readonly startRule: StartRule,
    start: number,
    private readonly checkStrings: StringCheck = () => {},
  ) {
    grammar ??= readGrammar(ERROR_GRAMMAR);
    this.levels = bracketLevels(tokens);
    const callbacks = {
      action: (name: string, args: readonly (Result | string)[], from: number, to: number) =>
        this.action(name, args, from, to),
      missing: (token: number, kind: T) => this.raise("SyntaxError", `expected '${spelling(kind)}'`, token, token),
      lexicalError: () => {
        throw this.lexicalError();
      },
    };
    this.matcher = new PegMatcher(grammar, tokens, callbacks, start);
  }

  run(): PySyntaxError {
    const { matcher } = this;
    let lastToken: number;
    try {
      matcher.run(this.startRule, false);
      lastToken = matcher.lastRead;
      matcher.run(this.startRule, true);
    } catch (error) {
      if (!(error instanceof GrammarError)) throw error;
      return this.laterLexicalError(error.line) ?? error.error;
    }
    return this.generic(lastToken);
  }

  /** The first pass has read to the end and not matched. */
  endsEarly(): boolean {
    try {
      this.matcher.run(this.startRule, false);
    } catch (error) {
      if (error instanceof PySyntaxError) return this.tokens.error?.atEnd === true;
      if (!(error instanceof GrammarError)) throw error;
    }
    // The dedents at the end come from reading it, and so does an interactive statement's last NEWLINE.
    const { kinds, starts } = this.tokens;
    let token = this.matcher.lastRead;
    while (kinds[token] === T.Dedent || starts[token] < 0) token++;
    return kinds[token] === T.EndMarker;
  }

  generic(lastToken: number): PySyntaxError {
    const { tokens } = this;
    const kind = tokens.kinds[lastToken];
    if (kind === T.Indent || kind === T.Dedent) {
      return this.hereError("IndentationError", kind === T.Indent ? "unexpected indent" : "unexpected unindent");
    }
    const error = this.spanError("SyntaxError", "invalid syntax", lastToken, lastToken);
    return this.laterLexicalError(tokens.lines[this.matcher.lastRead]) ?? error;
  }

  // Lexical errors

  private lexicalError(): PySyntaxError {
    const { tokens } = this;
    const error = tokens.error;
    if (error === null) return this.generic(this.matcher.lastRead);
    const bracket = tokens.openBrackets.at(-1);
    if (error.atEnd && !error.immediate && bracket !== undefined) return this.unclosed(bracket);
    const text = this.lineText(error.line);
    const characters = (column: number): number =>
      error.inBytes
        ? column
        : column > text.length
          ? column - text.length + characterColumn(text, text.length)
          : characterColumn(text, column);
    const open = this.startRule === "fstring" && error.line === tokens.lines[0] ? characters(tokens.column(0)) : 0;
    const end = error.endColumn > 0 ? characters(error.endColumn) - open : error.endColumn;
    const offset = characters(error.column) - open;
    const { kind, msg, line, immediate } = error;
    return new PySyntaxError(
      kind,
      msg,
      this.filename,
      line,
      offset,
      immediate ? text : this.shown(text, line),
      line,
      end,
    );
  }

  private unclosed(bracket: Tokens["openBrackets"][number]): PySyntaxError {
    const { line, position, character } = bracket;
    const text = this.lineText(line);
    const offset = characterColumn(text, position - this.tokens.lineStarts[line]) + 1;
    return new PySyntaxError(
      "SyntaxError",
      `'${character}' was never closed`,
      this.filename,
      line,
      offset,
      this.shown(text, line),
      line,
      0,
    );
  }

  /** The rest of the source is lexed too: what the lexer finds there comes before a complaint about the grammar. */
  laterLexicalError(line: number): PySyntaxError | null {
    const { tokens, matcher } = this;
    const { error } = tokens;
    if (error === null || this.startRule === "fstring" || tokens.kinds[matcher.lastRead] === T.Error) return null;
    if (error.immediate) return this.lexicalError();
    const bracket = tokens.openBrackets.at(-1);
    return bracket !== undefined && line > bracket.line ? this.unclosed(bracket) : null;
  }

  // Places

  private lineText(line: number): string {
    const { source, lineStarts } = this.tokens;
    const end = source.indexOf("\n", lineStarts[line]);
    return source.slice(lineStarts[line], end < 0 ? source.length : end);
  }

  /** A line as the error's `text` has it: only the line read last comes with its newline, which a file's always has. */
  private shown(text: string, line: number): string {
    const { source, lineStarts } = this.tokens;
    const mayLackIt = this.startRule === "eval" || this.startRule === "interactive";
    if (mayLackIt && source.indexOf("\n", lineStarts[line]) < 0) return text;
    return line >= this.tokens.lines[this.matcher.lastRead] ? `${text}\n` : text;
  }

  private startOf(token: number): Place {
    return { line: this.tokens.lines[token], column: this.tokens.column(token) };
  }

  private endOf(token: number): Place {
    return { line: this.tokens.endLines[token], column: this.tokens.endColumn(token) };
  }

  private error(kind: SyntaxErrorKind, msg: string, start: Place, end: Place | null): PySyntaxError {
    const { tokens, filename } = this;
    let text = this.lineText(start.line);
    let offset = start.column > text.length ? start.column + 1 : characterColumn(text, start.column) + 1;
    let endOffset = end === null ? 0 : characterColumn(this.lineText(end.line), end.column) + 1;
    if (this.startRule === "fstring") {
      // CPython counts from the brace and shows the expression in parentheses.
      const open = characterColumn(text, tokens.column(0));
      const last = tokens.starts[tokens.count - 2];
      text = `(${tokens.source.slice(tokens.starts[0] + 1, last)})`;
      if (start.line === tokens.lines[0]) offset -= open;
      if (end !== null && end.line === tokens.lines[0]) endOffset -= open;
    }
    const prefixed = this.startRule === "fstring" ? `f-string: ${msg}` : msg;
    const endLine = end === null ? start.line : end.line;
    const shown = this.shown(text, start.line);
    return new PySyntaxError(kind, prefixed, filename, start.line, offset, shown, endLine, endOffset);
  }

  private spanError(kind: SyntaxErrorKind, msg: string, first: number, last: number): PySyntaxError {
    if (this.isLayout(first)) {
      const { line } = this.startOf(first);
      return new PySyntaxError(kind, msg, this.filename, line, 0, `${this.lineText(line)}\n`, line, 0);
    }
    return this.error(kind, msg, this.startOf(first), this.endOf(last));
  }

  /** INDENT, DEDENT and the end have no text. */
  private isLayout(token: number): boolean {
    const kind = this.tokens.kinds[token];
    return kind === T.Indent || kind === T.Dedent || kind === T.EndMarker || this.tokens.starts[token] < 0;
  }

  /** At the last token read. */
  private hereError(kind: SyntaxErrorKind, msg: string): PySyntaxError {
    const token = this.matcher.lastRead;
    if (!this.isLayout(token)) return this.error(kind, msg, this.startOf(token), this.endOf(token));
    const { line, column } = this.startOf(token);
    const text = this.lineText(line);
    const offset = column > text.length ? characterColumn(text, text.length) + 1 : characterColumn(text, column);
    return new PySyntaxError(kind, msg, this.filename, line, offset, `${text}\n`, line, -1);
  }

  private grammarError(error: PySyntaxError): GrammarError {
    return new GrammarError(error, this.tokens.lines[this.matcher.lastRead]);
  }

  private raise(kind: SyntaxErrorKind, msg: string, first: number, last: number): never {
    throw this.grammarError(this.spanError(kind, msg, first, last));
  }

  private raiseHere(kind: SyntaxErrorKind, msg: string): never {
    throw this.grammarError(this.hereError(kind, msg));
  }

  // Actions of the error grammar

  private action(name: string, args: readonly (Result | string)[], from: number, to: number): Result {
    const [a, b] = args as Match[];
    const msg = (): string => this.message(args[args.length - 1] as string, a);
    switch (name) {
      case "strings":
        this.strings(from);
        return { kind: this.isFormatted(from, to) ? "JoinedStr" : "literal", start: from, end: to, items: [] };
      case "at": {
        const [first, last] = extent(a);
        return this.raise("SyntaxError", msg(), first, last);
      }
      case "range":
        return this.raise("SyntaxError", msg(), extent(a)[0], lastPart(b)[1]);
      case "from": {
        const start = this.startOf(extent(a)[0]);
        const { line, column } = this.endOf(this.matcher.lastRead);
        throw this.grammarError(this.error("SyntaxError", msg(), start, { line, column: column - 1 }));
      }
      case "last":
        return this.raiseHere("SyntaxError", args[0] as string);
      case "indent":
        return this.raiseHere(
          "IndentationError",
          this.message(args[args.length - 1] as string, this.lineMark(from, to)),
        );
      case "assignTarget":
        return this.invalidTarget(a, "assign to", false, false);
      case "forTarget":
        return this.invalidTarget(a, "assign to", true, false);
      case "deleteTarget":
        return this.invalidTarget(a, "delete", false, true);
      case "legacy": {
        const word = this.tokens.names[a.start] as string;
        if (!LEGACY_STATEMENTS.has(word)) return null;
        const hint = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
        return this.raise("SyntaxError", hint, extent(a)[0], extent(b)[1]);
      }
      case "missingComma":
        if (a.kind === "Name" && LEGACY_STATEMENTS.has(this.tokens.names[a.start] as string)) return null;
        if (this.levels[this.matcher.mark - 1] === 0) return null;
        return this.raise("SyntaxError", "invalid syntax. Perhaps you forgot a comma?", extent(a)[0], extent(b)[1]);
      case "missingColon": {
        const place = this.endOf(extent(a)[1]);
        const start = { line: place.line, column: place.column - 1 };
        throw this.grammarError(this.error("SyntaxError", "':' expected after dictionary key", start, null));
      }
      case "bareGenerator": {
        const positional = flatten(a).filter((part) => part.kind !== "keyword" && part.kind !== "unpacking");
        if (positional.length <= 1) return null;
        const first = extent(positional[positional.length - 1])[0];
        return this.raise("SyntaxError", "Generator expression must be parenthesized", first, lastPart(b)[1]);
      }
      case "argumentOrder": {
        const unpacking = flatten(a).some((part) => part.kind === "unpacking");
        return this.raiseHere(
          "SyntaxError",
          `positional argument follows keyword argument${unpacking ? " unpacking" : ""}`,
        );
      }
      default:
        throw new Error(`the error grammar has no action ${name}`);
    }
  }

  /** The keyword that opens the statement, for "… on line N". */
  private lineMark(from: number, to: number): Match {
    const start = this.tokens.kinds[from] === T.Async ? from + 1 : from;
    return { kind: "token", start, end: to, items: [] };
  }

  private message(template: string, part: Match): string {
    return template.replace(/\{a\.(\w+)\}/, (_, what: string) => {
      if (what === "line") return String(this.tokens.lines[part.start]);
      if (what === "text") return this.tokens.text(part.start);
      return EXPRESSION_NAMES[part.kind] ?? part.kind;
    });
  }

  private strings(token: number): void {
    try {
      this.checkStrings(token);
    } catch (error) {
      if (error instanceof PySyntaxError) throw this.grammarError(error);
      throw error;
    }
  }

  private isFormatted(from: number, to: number): boolean {
    for (let token = from; token < to; token++) {
      if (/^[rR]?[fF]/.test(this.tokens.text(token))) return true;
    }
    return false;
  }

  private invalidTarget(node: Match, verb: string, isFor: boolean, isDelete: boolean): Result {
    const culprit = this.findInvalidTarget(node, isFor, isDelete);
    if (culprit === null) return null;
    const [first, last] = extent(culprit);
    return this.raise("SyntaxError", `cannot ${verb} ${EXPRESSION_NAMES[culprit.kind]}`, first, last);
  }

  private findInvalidTarget(node: Match, isFor: boolean, isDelete: boolean): Match | null {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        return null;
      case "List":
      case "Tuple":
        for (const part of flatten(node.items)) {
          if (part.kind === "token") continue;
          const culprit = this.findInvalidTarget(part, isFor, isDelete);
          if (culprit !== null) return culprit;
        }
        return null;
      case "Starred":
        return isDelete ? node : this.findInvalidTarget(node.items[1] as Match, isFor, isDelete);
      case "Compare": {
        if (!isFor) return node;
        const [left, pairs] = node.items as [Match, readonly (readonly Match[])[]];
        const isIn = this.tokens.kinds[pairs[0][0].start] === T.In;
        return isIn ? this.findInvalidTarget(left, isFor, isDelete) : null;
      }
      default:
        return node;
    }
  }
}

/** First and last token. */
function extent(result: Result): [number, number] {
  const parts = flatten(result);
  return [parts[0].start, parts[parts.length - 1].end - 1];
}

/** The extent of the last element of a sequence; of comprehension clauses, their last expression. */
function lastPart(result: Result): [number, number] {
  const parts = flatten(result);
  return extent(parts[parts.length - 1]);
}

/** The nodes and tokens of nested parts, in order. */
function flatten(result: Result): Match[] {
  if (result === null) return [];
  if (!Array.isArray(result)) return [result as Match];
  return (result as readonly Result[]).flatMap(flatten);
}

function spelling(kind: T): string {
  for (const table of [OPERATORS, KEYWORDS]) {
    for (const [text, value] of table) if (value === kind) return text;
  }
  return "";
}

/** Brackets open behind each token. */
function bracketLevels(tokens: Tokens): Uint8Array {
  const levels = new Uint8Array(tokens.count);
  let level = 0;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i];
    if (kind === T.LParen || kind === T.LBracket || kind === T.LBrace) level++;
    else if (kind === T.RParen || kind === T.RBracket || kind === T.RBrace) level--;
    levels[i] = level;
  }
  return levels;
}

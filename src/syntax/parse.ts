/** The entry to the parser. */
import type { Expression, Interactive, Mod, Module } from "./ast.js";
import { NO_PARSE, type ParseContext, TOO_DEEP } from "./cursor.js";
import { diagnose, endsEarly, outranked } from "./diagnose.js";
import { PySyntaxError } from "./errors.js";
import { tokenize } from "./lexer.js";
import { decodeSource } from "./source.js";
import { Parser } from "./statements.js";
import { type LexicalWarning, T, type Tokens } from "./tokens.js";

export type ParseMode = "exec" | "eval" | "single";

const START_RULES = { exec: "file", eval: "eval", single: "interactive" } as const;

const LINE_ENDS: ReadonlySet<number> = new Set([T.Newline, T.Indent, T.Dedent]);

export interface ParseOptions {
  /** Called with SyntaxWarnings and DeprecationWarnings once the text has parsed. */
  readonly onWarning?: (warning: LexicalWarning) => void;
  /** The bytes are the program's own file, not an argument of `compile`. */
  readonly isFile?: boolean;
  /** `<>` is the operator and `!=` is not: `from __future__ import barry_as_FLUFL` where the text is given to compile(). */
  readonly barryAsFlufl?: boolean;
  /** Resolves the name in `\N{name}`; null where no character has it. */
  readonly lookupCharacter?: (name: string) => string | null;
}

export function parse(source: string | Uint8Array, filename: string, mode: "exec", options?: ParseOptions): Module;
export function parse(source: string | Uint8Array, filename: string, mode: "eval", options?: ParseOptions): Expression;
export function parse(
  source: string | Uint8Array,
  filename: string,
  mode: "single",
  options?: ParseOptions,
): Interactive;
export function parse(source: string | Uint8Array, filename: string, mode: ParseMode, options?: ParseOptions): Mod;
export function parse(source: string | Uint8Array, filename: string, mode: ParseMode, options: ParseOptions = {}): Mod {
  const text = decodeSource(source, filename, options.isFile ?? false);
  const warnings: LexicalWarning[] = [];
  const tokens = tokenize(text, warnings, START_RULES[mode]);
  if (options.barryAsFlufl) swapUnequal(tokens, filename);
  const context: ParseContext = { filename, warnings, lookupCharacter: options.lookupCharacter, prefix: "" };
  const tree = parseTokens(tokens, context, mode);
  if (options.onWarning !== undefined) for (const warning of warnings) options.onWarning(warning);
  return tree;
}

function swapUnequal(tokens: Tokens, filename: string): void {
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] === T.NotEqual) {
      const msg = "with Barry as BDFL, use '<>' instead of '!='";
      const line = tokens.lines[i];
      const [start, end] = [tokens.column(i) + 1, tokens.endColumn(i) + 1];
      throw new PySyntaxError("SyntaxError", msg, filename, line, start, null, line, end);
    }
    if (tokens.kinds[i] === T.Unknown && tokens.text(i) === "<>") tokens.kinds[i] = T.NotEqual;
  }
}

/** For an interactive prompt: whether more lines could make the text valid, or must end its block. */
export function isIncomplete(source: string): boolean {
  if (source.split("\n").every((line) => /^\s*(?:#.*)?$/.test(line))) return false;
  const text = decodeSource(source, "<input>", false);
  const state = completeness(text);
  return state !== "complete" && completeness(`${text}\n`) !== "invalid";
}

/** "open": a block that no newline has ended yet, or text that stops short. */
function completeness(text: string): "complete" | "open" | "invalid" {
  const tokens = tokenize(text, [], "interactive");
  const context: ParseContext = { filename: "<input>", warnings: [], lookupCharacter: () => "?", prefix: "" };
  const parser = new Parser(tokens, context);
  try {
    const [statement] = parser.interactive().body;
    const isCompound = "body" in statement || statement.kind === "Match";
    return isCompound && !text.endsWith("\n") ? "open" : "complete";
  } catch (error) {
    if (error !== NO_PARSE) return "invalid";
    return endsEarly(tokens, "interactive", 0) ? "open" : "invalid";
  }
}

function parseTokens(tokens: Tokens, context: ParseContext, mode: ParseMode): Mod {
  const parser = new Parser(tokens, context);
  try {
    if (mode === "exec") return parser.module();
    if (mode === "eval") return parser.evalInput();
    return parser.interactive();
  } catch (caught) {
    const error = failure(caught);
    throw mode !== "exec" && error instanceof PySyntaxError ? asWritten(error, tokens.source) : error;
  }

  function failure(error: unknown): unknown {
    if (error === NO_PARSE) {
      const { reached } = parser;
      const start = hasMatchStatement(tokens, parser.statementStart) ? 0 : parser.statementStart;
      const checkStrings = (token: number): void => parser.checkStrings(token);
      return diagnose(tokens, context.filename, START_RULES[mode], start, reached, checkStrings);
    }
    if (error === TOO_DEEP || error instanceof RangeError) {
      return new PySyntaxError("MemoryError", "", context.filename, null, null, null, null, null);
    }
    return error instanceof PySyntaxError ? outranked(tokens, context.filename, error, parser.reached) : error;
  }
}

/**
 * Does a statement before the token `end` begin with the word `match`? Where it is a name, CPython's grammar of errors sees
 * a `match` without a colon in it; other statements that are right do not look wrong to it.
 */
function hasMatchStatement(tokens: Tokens, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const startsLine = i === 0 || LINE_ENDS.has(tokens.kinds[i - 1]);
    if (startsLine && tokens.kinds[i] === T.Name && tokens.text(i) === "match") return true;
  }
  return false;
}

/** CPython ends the last line with a newline of its own only in whole files. */
function asWritten(e: PySyntaxError, source: string): PySyntaxError {
  const last = source.slice(source.lastIndexOf("\n") + 1);
  if (last === "" || e.text !== `${last}\n` || e.lineno !== source.split("\n").length) return e;
  return new PySyntaxError(e.kind, e.msg, e.filename, e.lineno, e.offset, last, e.end_lineno, e.end_offset);
}

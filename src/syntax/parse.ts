/** The entry to the parser. */
import type { Expression, Interactive, Mod, Module } from "./ast.js";
import { NO_PARSE, type ParseContext, TOO_DEEP } from "./cursor.js";
import { diagnose, outranked } from "./diagnose.js";
import { PySyntaxError } from "./errors.js";
import { tokenize } from "./lexer.js";
import { decodeSource } from "./source.js";
import { Parser } from "./statements.js";
import type { LexicalWarning, Tokens } from "./tokens.js";

export type ParseMode = "exec" | "eval" | "single";

const START_RULES = { exec: "file", eval: "eval", single: "interactive" } as const;

export interface ParseOptions {
  /** Called with SyntaxWarnings and DeprecationWarnings once the text has parsed. */
  readonly onWarning?: (warning: LexicalWarning) => void;
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
  let text = decodeSource(source, filename);
  if (mode === "eval") text = text.replace(/^[ \t]+/, "");
  const warnings: LexicalWarning[] = [];
  const tokens = tokenize(text, warnings);
  const context: ParseContext = { filename, warnings, lookupCharacter: options.lookupCharacter, prefix: "" };
  const tree = parseTokens(tokens, context, mode);
  if (options.onWarning !== undefined) for (const warning of warnings) options.onWarning(warning);
  return tree;
}

function parseTokens(tokens: Tokens, context: ParseContext, mode: ParseMode): Mod {
  const parser = new Parser(tokens, context);
  try {
    if (mode === "exec") return parser.module();
    if (mode === "eval") return parser.evalInput();
    const tree = parser.interactive();
    if (parser.trailingStatement()) {
      const msg = "multiple statements found while compiling a single statement";
      throw new PySyntaxError("SyntaxError", msg, context.filename, 1, 1, null, 1, 1);
    }
    return tree;
  } catch (error) {
    if (error === NO_PARSE) throw diagnose(tokens, context.filename, START_RULES[mode], parser.statementStart);
    if (error === TOO_DEEP || error instanceof RangeError) {
      throw new PySyntaxError("MemoryError", "", context.filename, null, null, null, null, null);
    }
    if (error instanceof PySyntaxError) throw outranked(tokens, context.filename, error, parser.reached);
    throw error;
  }
}

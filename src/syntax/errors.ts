export type SyntaxErrorKind = "SyntaxError" | "IndentationError" | "TabError" | "MemoryError" | "RecursionError";

/** A Python SyntaxError (or what too deep nesting raises) with the attributes that CPython gives it. Offsets are 1-based character columns. */
export class PySyntaxError extends Error {
  constructor(
    readonly kind: SyntaxErrorKind,
    readonly msg: string,
    readonly filename: string,
    readonly lineno: number | null,
    readonly offset: number | null,
    readonly text: string | null,
    readonly end_lineno: number | null,
    readonly end_offset: number | null,
  ) {
    super(lineno === null ? msg : `${msg} (${filename}, line ${lineno})`);
    this.name = kind;
  }
}

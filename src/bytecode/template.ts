/**
 * A code template: compiled code as plain data, before it is linked into a heap.
 *
 * `words` is the instruction stream of the opcode table with symbolic operands (`name`, `tuple`, `code` and `lo` are
 * indices into `names`, `consts`, `codes`, `consts`), so that a template can be cloned to a worker and cached on disk.
 *
 * Registers, in this order: `varnames` (parameters first); the cells of those `cellvars` that are no parameters, in
 * the order of `cellvars`; the cells of `freevars`; the constants `constRegs`; temporaries. A captured parameter has
 * its cell in its own register.
 */
import type { ConstValue } from "../syntax/ast.js";

export type Const =
  | ConstValue
  | { readonly type: "tuple"; readonly items: readonly Const[] }
  | { readonly type: "frozenset"; readonly items: readonly Const[] };

export interface CodeTemplate {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstline: number;
  /** `CodeFlag` bits. */
  readonly flags: number;
  /** Positional parameters, positional-only ones included. */
  readonly argcount: number;
  readonly posonly: number;
  readonly kwonly: number;
  readonly nregs: number;
  readonly varnames: readonly string[];
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
  readonly words: Int32Array;
  readonly names: readonly string[];
  readonly consts: readonly Const[];
  readonly codes: readonly CodeTemplate[];
  /** First register that holds a constant from the prologue to the end, and the constants (indices into consts). */
  readonly constBase: number;
  readonly constRegs: readonly number[];
  /** Quadruples: start, end (exclusive), handler (words from the code's start), register of the exception. */
  readonly exceptions: Int32Array;
  /** Quintuples: start word, line, end line, column, end column; columns in characters, -1 where unknown. */
  readonly positions: Int32Array;
  readonly docstring: string | null;
}

/** Equal keys mean constants that cannot be told apart: 1, 1.0 and True differ, as do 0.0 and -0.0. */
export function constKey(value: Const): string {
  switch (value.type) {
    case "int":
      return `i${value.value}`;
    case "float":
      return `f${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "complex":
      return `c${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "str":
      return `s${value.value.length}:${value.value}`;
    case "bytes":
      return `b${Buffer.from(value.value).toString("hex")}`;
    case "bool":
      return value.value ? "T" : "F";
    case "None":
      return "N";
    case "Ellipsis":
      return "E";
    case "tuple":
      return `(${value.items.map(constKey).join(",")})`;
    case "frozenset":
      return `{${value.items.map(constKey).join(",")}}`;
  }
}

/** What the compiler emits before assembly: instructions with labels, and the protected regions of exception handlers. */
import type { Op } from "../opcodes.generated.js";

/** A register number. While compiling, constants in registers count from CONST_REG and temporaries from TEMP_REG. */
export type Reg = number;
export const CONST_REG = 1 << 20;
export const TEMP_REG = 1 << 24;

export function isTemp(reg: Reg): boolean {
  return reg >= TEMP_REG;
}

/** Where an instruction comes from; every syntax tree node is one. */
export interface Place {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

/** Of what CPython has no line for: trace functions are told nothing. */
export const NOWHERE: Place = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

export class Label {
  /** Index of the instruction that it stands before, -1 while unbound. */
  at = -1;
  /** Something reachable refers to it. */
  used = false;
}

export interface Instruction {
  op: Op;
  a: number;
  b: number;
  c: number;
  d: number;
  target: Label | null;
  readonly place: Place | null;
  /** Dropped by the assembler. */
  dead: boolean;
}

/** Instructions whose exceptions go to `handler`; in several spans because code that leaves the region is outside it. */
export interface Region {
  readonly handler: Label;
  readonly register: Reg;
  start: number;
  readonly spans: [start: number, end: number][];
}

/** What `break`, `continue` and `return` have to leave. */
export interface Block {
  readonly kind: "loop" | "protected" | "star";
  readonly region: Region | null;
  /** Emits what must happen on the way out. */
  readonly leave: (() => void) | null;
  readonly breakTo: Label | null;
  readonly continueTo: Label | null;
}

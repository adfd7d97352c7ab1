/** Reading a template's words as instructions, for the disassembler, the verifier and tests. */

import { readRun, writeRun } from "./opcodes.generated.js";
import { lengthOf, OPCODES, type OpcodeDef } from "./opcodes.js";
import type { CodeTemplate } from "./template.js";

export interface Instruction {
  /** Word that it starts at. */
  readonly at: number;
  readonly op: number;
  readonly def: OpcodeDef;
  readonly operands: readonly number[];
  /** Word that it may jump to. */
  readonly target: number | null;
  /** Lengths of its `rN` and `wN` runs. */
  readonly readRun: number;
  readonly writeRun: number;
}

export function decode({ words }: CodeTemplate): Instruction[] {
  const instructions: Instruction[] = [];
  for (let at = 0; at < words.length; ) {
    const op = words[at] & 0xff;
    const def = OPCODES[op];
    if (def === undefined) throw new RangeError(`no opcode ${op} at word ${at}`);
    const operands = def.operands.map((_, i) => words[at + 1 + i]);
    const jump = def.operands.indexOf("jump");
    const c = words[at + 3];
    const target = jump < 0 ? null : at + operands[jump];
    instructions.push({ at, op, def, operands, target, readRun: readRun(op, c), writeRun: writeRun(op, c) });
    at += lengthOf(def);
  }
  return instructions;
}

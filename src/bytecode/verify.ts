/**
 * Checks a template's integrity: every jump lands on an instruction, operands are within their tables, exception ranges
 * are valid, and no path reads a register that was not written. Returns what is wrong, in words.
 */
import { decode, type Instruction } from "./decode.js";
import { registerName } from "./disassemble.js";
import { Op } from "./opcodes.generated.js";
import type { CodeTemplate } from "./template.js";

export function verify(template: CodeTemplate): string[] {
  const problems: string[] = [];
  const instructions = decode(template);
  const indexAt = new Map(instructions.map((instruction, i) => [instruction.at, i]));
  const report = (instruction: Instruction, message: string): void => {
    problems.push(`${template.qualname} word ${instruction.at} ${instruction.def.name}: ${message}`);
  };
  for (const instruction of instructions) {
    if (instruction.target !== null && !indexAt.has(instruction.target)) report(instruction, "jump into nowhere");
    for (const register of [...reads(instruction), ...writes(instruction)]) {
      if (register < 0 || register >= template.nregs) report(instruction, `register ${register} of ${template.nregs}`);
    }
    for (const [i, kind] of instruction.def.operands.entries()) {
      const value = instruction.operands[i];
      if (kind === "name" && template.names[value] === undefined) report(instruction, `name ${value}`);
      if (kind === "lo" && template.consts[value] === undefined) report(instruction, `constant ${value}`);
      if (kind === "code" && template.codes[value] === undefined) report(instruction, `code ${value}`);
      if (kind === "tuple" && template.consts[value]?.type !== "tuple") report(instruction, `tuple ${value}`);
    }
  }
  const last = instructions[instructions.length - 1];
  if (last === undefined || fallsThrough(last)) problems.push(`${template.qualname}: control runs off the end`);
  const { exceptions } = template;
  for (let i = 0; i < exceptions.length; i += 4) {
    const [start, end, handler, register] = exceptions.subarray(i, i + 4);
    const valid = start < end && indexAt.has(start) && (end === template.words.length || indexAt.has(end));
    if (!valid || !indexAt.has(handler) || register >= template.nregs) {
      problems.push(`${template.qualname}: exception entry ${[start, end, handler, register]}`);
    }
  }
  if (problems.length === 0) checkReads(template, instructions, indexAt, report);
  for (const code of template.codes) problems.push(...verify(code));
  return problems;
}

export function reads({ op, def, operands, readRun }: Instruction): number[] {
  const registers: number[] = [];
  for (const [i, kind] of def.operands.entries()) {
    const value = operands[i];
    if (kind === "r" || kind === "rw" || (kind === "r?" && value >= 0)) registers.push(value);
    if (kind !== "rN") continue;
    for (let k = 0; k < readRun; k++) {
      if (op !== Op.MAKE_FUNCTION || operands[3] & (1 << k)) registers.push(value + k);
    }
  }
  return registers;
}

export function writes({ def, operands, writeRun }: Instruction): number[] {
  const registers: number[] = [];
  for (const [i, kind] of def.operands.entries()) {
    if (kind === "w" || kind === "rw") registers.push(operands[i]);
    if (kind === "wN") for (let k = 0; k < writeRun; k++) registers.push(operands[i] + k);
  }
  return registers;
}

function fallsThrough({ op }: Instruction): boolean {
  return op !== Op.JUMP && op !== Op.JUMP_BACK && op !== Op.RETURN && op !== Op.RAISE && op !== Op.RERAISE;
}

/** Forward data flow of the registers that are surely written. */
function checkReads(
  template: CodeTemplate,
  instructions: readonly Instruction[],
  indexAt: ReadonlyMap<number, number>,
  report: (instruction: Instruction, message: string) => void,
): void {
  const { nregs, exceptions } = template;
  const states: (Uint8Array | undefined)[] = new Array(instructions.length);
  const work: number[] = [];
  const flowTo = (index: number, state: Uint8Array): void => {
    const known = states[index];
    if (known === undefined) {
      states[index] = state.slice();
      work.push(index);
      return;
    }
    let changed = false;
    for (let r = 0; r < nregs; r++) {
      if (known[r] !== 0 && state[r] === 0) {
        known[r] = 0;
        changed = true;
      }
    }
    if (changed) work.push(index);
  };
  const handlers = instructions.map(({ at }): [index: number, register: number] | null => {
    for (let i = 0; i < exceptions.length; i += 4) {
      if (at >= exceptions[i] && at < exceptions[i + 1]) return [indexAt.get(exceptions[i + 2])!, exceptions[i + 3]];
    }
    return null;
  });
  const entry = new Uint8Array(nregs);
  entry.fill(1, 0, parameterCount(template));
  flowTo(0, entry);
  while (work.length > 0) {
    const index = work.pop()!;
    const instruction = instructions[index];
    const state = states[index]!.slice();
    const handler = handlers[index];
    if (handler !== null) {
      const raised = state.slice();
      raised[handler[1]] = 1;
      flowTo(handler[0], raised);
    }
    if (instruction.op === Op.FOR_ITER) flowTo(indexAt.get(instruction.target!)!, state);
    for (const register of writes(instruction)) state[register] = 1;
    if (instruction.target !== null && instruction.op !== Op.FOR_ITER) flowTo(indexAt.get(instruction.target)!, state);
    if (fallsThrough(instruction)) flowTo(index + 1, state);
  }
  for (const [i, instruction] of instructions.entries()) {
    const state = states[i];
    if (state === undefined) continue;
    for (const register of reads(instruction)) {
      if (state[register] === 0)
        report(instruction, `reads ${registerName(template, register)}, which may be unwritten`);
    }
  }
}

function parameterCount({ argcount, kwonly, flags }: CodeTemplate): number {
  return argcount + kwonly + (flags & 0x4 ? 1 : 0) + (flags & 0x8 ? 1 : 0);
}

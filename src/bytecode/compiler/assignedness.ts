/**
 * Definite assignment. The compiler checks every local that it reads (CHECK_BOUND); here a forward data-flow analysis
 * over the finished instructions drops the checks that cannot fail and says which locals the prologue must set unbound.
 */

import { Op, writeRun } from "../opcodes.generated.js";
import { OPCODES } from "../opcodes.js";
import type { Instruction, Reg } from "./ir.js";
import type { Unit } from "./unit.js";

const FIRST_KIND = OPCODES.map((def) => def.operands[0] ?? "-");

/** Instructions after which control never falls through. */
export function endsFlow(op: Op): boolean {
  return op === Op.JUMP || op === Op.JUMP_BACK || op === Op.RETURN || op === Op.RAISE || op === Op.RERAISE;
}

export function pruneBoundChecks(unit: Unit): Reg[] {
  const { code, scope } = unit;
  const locals = scope.varnames.length;
  const parameters = scope.parameters.length;
  if (locals === 0) return [];
  const unbound = new Set<Reg>();
  if (unit.exposesLocals) for (let reg = parameters; reg < locals; reg++) unbound.add(reg);
  if (code.some((instruction) => instruction.op === Op.CHECK_BOUND)) {
    for (const reg of analyse(unit, code, locals, parameters)) if (reg >= parameters) unbound.add(reg);
  }
  return [...unbound].sort((x, y) => x - y);
}

/** Marks needless checks dead; returns the locals that keep one. */
function analyse(unit: Unit, code: Instruction[], locals: number, parameters: number): Set<Reg> {
  const width = (locals + 31) >>> 5;
  const handlerOf = new Int32Array(code.length).fill(-1);
  for (let r = unit.regions.length - 1; r >= 0; r--) {
    const region = unit.regions[r];
    for (const [from, to] of region.spans) handlerOf.fill(region.handler.at, from, to);
  }
  const leader = new Uint8Array(code.length + 1);
  for (const region of unit.regions) leader[region.handler.at] = 1;
  for (const instruction of code)
    if (instruction.target !== null && !instruction.dead) leader[instruction.target.at] = 1;

  const states: (Uint32Array | undefined)[] = new Array(code.length + 1);
  const work: number[] = [];
  const flowTo = (target: number, state: Uint32Array): void => {
    const known = states[target];
    if (known === undefined) {
      states[target] = state.slice();
      work.push(target);
      return;
    }
    let changed = false;
    for (let i = 0; i < width; i++) {
      const both = known[i] & state[i];
      if (both >>> 0 !== known[i]) {
        known[i] = both;
        changed = true;
      }
    }
    if (changed) work.push(target);
  };
  const apply = (instruction: Instruction, state: Uint32Array): void => {
    const { op, a } = instruction;
    if (op === Op.SET_UNBOUND) {
      if (a < locals) state[a >>> 5] &= ~(1 << (a & 31));
      return;
    }
    const kind = FIRST_KIND[op];
    const count = kind === "w" || op === Op.CHECK_BOUND ? 1 : kind === "wN" ? writeRun(op, instruction.c) : 0;
    for (let reg = a; reg < a + count && reg < locals; reg++) state[reg >>> 5] |= 1 << (reg & 31);
  };
  /** Walks one basic block; `visit` sees each instruction with the state before it. */
  const walk = (from: number, visit: (instruction: Instruction, state: Uint32Array) => void, flows: boolean): void => {
    const state = states[from]!.slice();
    let handler = -1;
    let changed = true;
    for (let i = from; i < code.length; i++) {
      if (i !== from && leader[i] === 1) {
        if (flows) flowTo(i, state);
        return;
      }
      const instruction = code[i];
      if (instruction.dead) continue;
      if (flows && handlerOf[i] >= 0 && (changed || handlerOf[i] !== handler)) {
        flowTo(handlerOf[i], state);
        changed = false;
      }
      handler = handlerOf[i];
      if (flows && instruction.target !== null) {
        if (instruction.op === Op.SEND) apply(instruction, state);
        flowTo(instruction.target.at, state);
      }
      visit(instruction, state);
      if (endsFlow(instruction.op)) return;
      apply(instruction, state);
      changed ||= FIRST_KIND[instruction.op] !== "r" || instruction.op === Op.SET_UNBOUND;
    }
  };

  const entry = new Uint32Array(width);
  for (let reg = 0; reg < parameters; reg++) entry[reg >>> 5] |= 1 << (reg & 31);
  states[0] = entry;
  leader[0] = 1;
  work.push(0);
  while (work.length > 0) walk(work.pop()!, () => {}, true);

  const kept = new Set<Reg>();
  for (let from = 0; from < code.length; from++) {
    if (leader[from] === 0 || states[from] === undefined) continue;
    walk(
      from,
      (instruction, state) => {
        if (instruction.op !== Op.CHECK_BOUND) return;
        const { a } = instruction;
        if ((state[a >>> 5] >>> (a & 31)) & 1) instruction.dead = true;
        else kept.add(a);
      },
      false,
    );
  }
  return kept;
}

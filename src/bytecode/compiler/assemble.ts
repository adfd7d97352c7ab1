/** From a unit's instructions to a template: jump clean-up, prologue, layout, exception and position tables. */
import { CodeFlag } from "../../heap/layouts.generated.js";
import { Op } from "../opcodes.generated.js";
import { lengthOf, OPCODES } from "../opcodes.js";
import type { CodeTemplate } from "../template.js";
import { pruneBoundChecks } from "./assignedness.js";
import { CONST_REG, type Instruction, type Place, type Reg, TEMP_REG } from "./ir.js";
import { column, type Unit } from "./unit.js";

const LENGTH = OPCODES.map(lengthOf);
const JUMP_OPERAND = OPCODES.map((def) => def.operands.indexOf("jump"));
const REGISTER_KINDS = new Set(["w", "r", "rw", "r?", "rN", "wN"]);
const REGISTER_OPERANDS = OPCODES.map((def) => def.operands.map((kind) => REGISTER_KINDS.has(kind)));
const BY_NAME = new Map(OPCODES.map((def, i) => [def.name, i as Op]));

/** For a conditional jump the one with the opposite condition. */
const OPPOSITE = OPCODES.map((def): Op | undefined => {
  const { name } = def;
  if (name === "JUMP_IF_TRUE") return Op.JUMP_IF_FALSE;
  if (name === "JUMP_IF_FALSE") return Op.JUMP_IF_TRUE;
  if (!name.startsWith("JUMP_IF_")) return undefined;
  const other = name.startsWith("JUMP_IF_NOT_") ? name.replace("_NOT_", "_") : name.replace("IF_", "IF_NOT_");
  return BY_NAME.get(other);
});

export function assemble(unit: Unit): CodeTemplate {
  const { scope, session } = unit;
  dropStops(unit.code);
  cleanJumps(unit.code);
  const unbound = pruneBoundChecks(unit);
  dropJumpsToNext(unit.code);
  const prologue = makePrologue(unit, unbound);

  // Offsets
  const start = new Int32Array(unit.code.length + 1);
  let words = 0;
  for (const instruction of prologue) words += LENGTH[instruction.op];
  const prologueWords = words;
  for (let i = 0; i < unit.code.length; i++) {
    start[i] = words;
    if (!unit.code[i].dead) words += LENGTH[unit.code[i].op];
  }
  start[unit.code.length] = words;

  // Words and positions
  const tempBase = unit.constBase + unit.constRegs.length;
  const out = new Int32Array(words);
  const positions: number[] = [0, unit.firstline, unit.firstline, -1, -1];
  let last: Place | null = null;
  let at = 0;
  const register = (reg: Reg): Reg => {
    if (reg >= TEMP_REG) return reg - TEMP_REG + tempBase;
    return reg >= CONST_REG ? reg - CONST_REG + unit.constBase : reg;
  };
  const write = (instruction: Instruction): void => {
    const { op } = instruction;
    const operands = [instruction.a, instruction.b, instruction.c, instruction.d];
    const jump = JUMP_OPERAND[op];
    if (jump >= 0) operands[jump] = start[instruction.target!.at] - at;
    const registers = REGISTER_OPERANDS[op];
    out[at] = op;
    for (let i = 0; i < registers.length; i++) out[at + 1 + i] = registers[i] ? register(operands[i]) : operands[i];
    at += LENGTH[op];
  };
  for (const instruction of prologue) write(instruction);
  for (const instruction of unit.code) {
    if (instruction.dead) continue;
    const { place } = instruction;
    if (place !== null && place !== last) {
      const known = place.lineno > 0;
      const column1 = known ? column(session, place.lineno, place.col_offset) : -1;
      const column2 = known ? column(session, place.end_lineno, place.end_col_offset) : -1;
      if (at === 0) positions.length = 0;
      positions.push(at, place.lineno, place.end_lineno, column1, column2);
      last = place;
    }
    write(instruction);
  }

  // Exceptions
  const exceptions: number[] = [];
  for (const region of unit.regions) {
    for (const [from, to] of region.spans) {
      if (start[to] > start[from]) {
        exceptions.push(start[from], start[to], start[region.handler.at], register(region.register));
      }
    }
  }

  const shape = parametersOf(unit);
  return {
    name: scope.name,
    qualname: scope.qualname,
    filename: session.filename,
    firstline: unit.firstline,
    flags: unit.flags | (shape.simple ? CodeFlag.SIMPLE : 0) | (unit.exposesLocals ? CodeFlag.EXPOSES_LOCALS : 0),
    argcount: shape.argcount,
    posonly: shape.posonly,
    kwonly: shape.kwonly,
    nregs: tempBase + unit.maxTemps,
    varnames: scope.varnames,
    cellvars: scope.cellvars,
    freevars: scope.freevars,
    words: out,
    names: unit.names,
    consts: unit.consts,
    codes: unit.codes,
    constBase: unit.constBase,
    constRegs: prologueWords > 0 ? unit.constRegs : [],
    exceptions: Int32Array.from(exceptions),
    positions: Int32Array.from(positions),
    docstring: unit.docstring,
  };
}

/** Instructions for whose line trace functions are not told. */
const SILENT = new Set<Op>([Op.JUMP, Op.PUSH_EXC, Op.POP_EXC, Op.RERAISE]);

/** Drops the NOPs whose line the next instruction has too, or the one before if that is the only way to them. */
function dropStops(code: Instruction[]): void {
  const targets = jumpTargets(code);
  for (let i = 0; i + 1 < code.length; i++) {
    if (code[i].op !== Op.NOP) continue;
    const line = code[i].place?.lineno;
    const next = code[i + 1];
    const before = i > 0 && targets[i] === 0 && !SILENT.has(code[i - 1].op) && code[i - 1].place?.lineno === line;
    if (before || (!SILENT.has(next.op) && next.place?.lineno === line)) code[i].dead = true;
  }
}

function jumpTargets(code: readonly Instruction[]): Uint8Array {
  const targets = new Uint8Array(code.length + 1);
  for (const { target } of code) if (target !== null) targets[target.at] = 1;
  return targets;
}

/** Follows jumps to jumps, and turns conditional jumps over jumps around. */
function cleanJumps(code: Instruction[]): void {
  const targets = new Uint8Array(code.length + 1);
  for (const instruction of code) {
    const { target } = instruction;
    if (target === null) continue;
    if (instruction.op !== Op.JUMP_BACK) {
      for (let hops = 0; hops < 100; hops++) {
        const there = code[instruction.target!.at];
        if (there === undefined || there.op !== Op.JUMP || there === instruction) break;
        instruction.target = there.target;
      }
    }
    targets[instruction.target!.at] = 1;
  }
  for (let i = 0; i + 2 < code.length; i++) {
    const opposite = OPPOSITE[code[i].op];
    const at = code[i + 1].dead ? i + 2 : i + 1;
    const skipped = code[at];
    if (opposite === undefined || skipped.op !== Op.JUMP || targets[i + 1] === 1 || targets[at] === 1) continue;
    if (code[i].target!.at !== at + 1) continue;
    code[i].op = opposite;
    code[i].target = skipped.target;
    skipped.dead = true;
  }
}

function dropJumpsToNext(code: Instruction[]): void {
  const next = (index: number): number => {
    let i = index;
    while (i < code.length && code[i].dead) i++;
    return i;
  };
  for (let i = code.length - 1; i >= 0; i--) {
    const instruction = code[i];
    if (instruction.op === Op.JUMP && !instruction.dead && next(i + 1) === next(instruction.target!.at)) {
      instruction.dead = true;
    }
  }
}

function makePrologue(unit: Unit, unbound: readonly Reg[]): Instruction[] {
  const { scope } = unit;
  const prologue: Instruction[] = [];
  const add = (op: Op, a = 0, b = 0): void => {
    prologue.push({ op, a, b, c: 0, d: 0, target: null, place: null, dead: false });
  };
  if (unit.flags & (CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR)) add(Op.RETURN_GENERATOR);
  for (let i = 0; i < scope.freevars.length; i++) add(Op.COPY_FREE, unit.firstFree + i, i);
  for (const reg of unbound) add(Op.SET_UNBOUND, reg);
  for (const name of scope.cellvars) {
    const reg = unit.ownCells.get(name)!;
    if (reg >= scope.varnames.length) add(Op.SET_UNBOUND, reg);
    add(Op.MAKE_CELL, reg);
  }
  for (let i = 0; i < unit.constRegs.length; i++) add(Op.LOAD_CONST, CONST_REG + i, unit.constRegs[i]);
  return prologue;
}

interface ParameterCounts {
  argcount: number;
  posonly: number;
  kwonly: number;
  simple: boolean;
}

function parametersOf(unit: Unit): ParameterCounts {
  const { scope, flags } = unit;
  const { node } = scope;
  const unusual =
    CodeFlag.VARARGS | CodeFlag.VARKEYWORDS | CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;
  if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "Lambda") {
    const posonly = node.args.posonlyargs.length;
    const kwonly = node.args.kwonlyargs.length;
    const argcount = posonly + node.args.args.length;
    return { argcount, posonly, kwonly, simple: kwonly === 0 && (flags & unusual) === 0 };
  }
  const argcount = scope.kind === "comprehension" ? 1 : 0;
  return { argcount, posonly: 0, kwonly: 0, simple: (flags & unusual) === 0 };
}

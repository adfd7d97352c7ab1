/** Readable listings of code templates (`tauraro dis`). */
import { reprConstant } from "../syntax/dump.js";
import { decode, type Instruction } from "./decode.js";
import type { CodeTemplate, Const } from "./template.js";

export interface ListingOptions {
  /** Lists nested codes too. */
  readonly nested?: boolean;
  /** Leaves out offsets, for tests that should not depend on instruction lengths. */
  readonly offsets?: boolean;
}

export function disassemble(template: CodeTemplate, options: ListingOptions = {}): string {
  const { nested = true, offsets = true } = options;
  const lines: string[] = [];
  list(template, lines, offsets);
  if (nested) {
    for (const code of template.codes) lines.push("", `Disassembly of ${describe(code)}:`, disassemble(code, options));
  }
  return lines.join("\n");
}

function describe(code: CodeTemplate): string {
  return `<code ${code.qualname}, file "${code.filename}", line ${code.firstline}>`;
}

function list(template: CodeTemplate, lines: string[], offsets: boolean): void {
  const instructions = decode(template);
  const labels = new Map<number, string>();
  const targets = new Set<number>();
  for (const { target } of instructions) if (target !== null) targets.add(target);
  for (let i = 2; i < template.exceptions.length; i += 4) targets.add(template.exceptions[i]);
  for (const target of [...targets].sort((x, y) => x - y)) labels.set(target, `L${labels.size + 1}`);
  let line = -1;
  for (const instruction of instructions) {
    const [where] = positionAt(template, instruction.at);
    const shown = where === line || where < 0 ? "" : String(where);
    line = where;
    const label = labels.get(instruction.at);
    const head = `${shown.padStart(4)} ${(label === undefined ? "" : `${label}:`).padEnd(5)}`;
    const offset = offsets ? `${String(instruction.at).padStart(4)} ` : "";
    const operands = instruction.operands
      .map((_, i) => operandText(template, instruction, i, labels))
      .filter((text) => text !== "")
      .join(", ");
    lines.push(`${head}${offset}${instruction.def.name.padEnd(20)} ${operands}`.trimEnd());
  }
  if (template.exceptions.length === 0) return;
  lines.push("exceptions:");
  const { exceptions } = template;
  const place = (word: number): string => (offsets ? String(word) : `#${instructions.findIndex((i) => i.at >= word)}`);
  for (let i = 0; i < exceptions.length; i += 4) {
    const [start, end, handler, register] = exceptions.subarray(i, i + 4);
    const last = offsets ? String(end) : `#${instructions.filter((x) => x.at < end).length}`;
    lines.push(`  ${place(start)}..${last} -> ${labels.get(handler)} in ${registerName(template, register)}`);
  }
}

/** Line, end line, column and end column at a word. */
export function positionAt(template: CodeTemplate, word: number): [number, number, number, number] {
  const { positions } = template;
  let low = 0;
  let high = positions.length / 5 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (positions[middle * 5] <= word) low = middle;
    else high = middle - 1;
  }
  const at = low * 5;
  return [positions[at + 1], positions[at + 2], positions[at + 3], positions[at + 4]];
}

function operandText(
  template: CodeTemplate,
  { def, operands, target, readRun, writeRun }: Instruction,
  i: number,
  labels: Map<number, string>,
): string {
  const value = operands[i];
  switch (def.operands[i]) {
    case "w":
    case "r":
    case "rw":
      return registerName(template, value);
    case "r?":
      return value < 0 ? "-" : registerName(template, value);
    case "rN":
      return runName(template, value, readRun);
    case "wN":
      return runName(template, value, writeRun);
    case "jump":
      return labels.get(target!) ?? String(target);
    case "name":
      return template.names[value];
    case "lo":
    case "tuple":
      return constText(template.consts[value]);
    case "hi":
      return "";
    case "code":
      return describe(template.codes[value]);
    default:
      return String(value);
  }
}

function runName(template: CodeTemplate, first: number, length: number): string {
  if (length === 0) return "{}";
  if (length === 1) return registerName(template, first);
  return `${registerName(template, first)}..${registerName(template, first + length - 1)}`;
}

/** A local by its name, a cell as `&name`, a constant register as `#value`, a temporary as `tN`. */
export function registerName(template: CodeTemplate, register: number): string {
  const { varnames, cellvars, freevars, constBase, constRegs } = template;
  if (register < varnames.length) {
    const name = varnames[register];
    return cellvars.includes(name) ? `&${name}` : name;
  }
  const cells = [...cellvars.filter((name) => !varnames.includes(name)), ...freevars];
  if (register < constBase) return `&${cells[register - varnames.length]}`;
  if (register < constBase + constRegs.length) return `#${constText(template.consts[constRegs[register - constBase]])}`;
  return `t${register - constBase - constRegs.length}`;
}

/** A constant as Python shows it. */
export function constText(value: Const): string {
  switch (value.type) {
    case "float":
    case "complex": {
      const negative = value.value < 0 || Object.is(value.value, -0);
      return (negative ? "-" : "") + reprConstant({ type: value.type, value: Math.abs(value.value) });
    }
    case "tuple":
      return `(${value.items.map(constText).join(", ")}${value.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return `frozenset({${value.items.map(constText).join(", ")}})`;
    default:
      return reprConstant(value);
  }
}

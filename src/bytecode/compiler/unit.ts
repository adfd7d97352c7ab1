/** The state of one code object while it is compiled: emission, temporaries, constants, variables, blocks. */
import { type ConstValue, characterColumn, type Node } from "../../syntax/ast.js";
import { PySyntaxError } from "../../syntax/errors.js";
import { mangle, type Scope, type ScopeTable } from "../../syntax/scopes.js";
import type { LexicalWarning } from "../../syntax/tokens.js";
import { Op } from "../opcodes.generated.js";
import { type CodeTemplate, type Const, constKey } from "../template.js";
import { type Block, CONST_REG, type Instruction, Label, type Place, type Reg, type Region, TEMP_REG } from "./ir.js";

export interface CompileOptions {
  /** The source text: exact columns on lines that are not ASCII, and the line in errors. */
  readonly source?: string;
  /** Module level reads and writes a namespace mapping (exec and eval with separate locals, compile()). */
  readonly namespace?: boolean;
  /** As `-O`: 1 drops asserts and makes `__debug__` False, 2 drops docstrings too. */
  readonly optimize?: number;
  /** `from __future__ import annotations` inherited from the code that calls compile(). */
  /** `CodeFlag.FUTURE_…` that hold without an import. */
  readonly future?: number;
  /** Called with SyntaxWarnings. */
  readonly onWarning?: (warning: LexicalWarning) => void;
}

/** What all units of one compilation share. */
export interface Session {
  readonly filename: string;
  readonly table: ScopeTable;
  readonly options: CompileOptions;
  /** `CodeFlag.FUTURE_…` of all its codes. */
  readonly future: number;
  readonly stringAnnotations: boolean;
  readonly interactive: boolean;
  readonly folded: Map<Node, Const | null>;
  /** Constant frozensets by their items: equal ones are one constant in all of a compilation, as in CPython. */
  readonly frozensets: Map<string, Const>;
  /** Columns need no converting: the source is ASCII, or they are offsets in UTF-8 already. */
  readonly ascii: boolean;
  line(lineno: number): string | null;
}

/** Where a variable lives, seen from a unit. */
export type Variable =
  | { readonly kind: "local"; readonly reg: Reg; readonly name: string }
  | { readonly kind: "cell"; readonly reg: Reg; readonly name: string }
  | { readonly kind: "classCell"; readonly reg: Reg; readonly name: string }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "name"; readonly name: string };

/** At most so many constants are kept in registers. */
const MAX_CONST_REGS = 32;

export const NONE: ConstValue = { type: "None" };

export class Unit {
  readonly code: Instruction[] = [];
  readonly regions: Region[] = [];
  readonly names: string[] = [];
  readonly consts: Const[] = [];
  readonly codes: CodeTemplate[] = [];
  /** Constants in registers, as indices into consts. */
  readonly constRegs: number[] = [];
  /** Cells that this code makes. */
  readonly ownCells = new Map<string, Reg>();
  /** Cells that it gets from the function around it. */
  readonly freeCells = new Map<string, Reg>();
  blocks: Block[] = [];
  place: Place | null = null;
  reachable = true;
  loopDepth = 0;
  maxTemps = 0;
  docstring: string | null = null;
  /** The function may look at its locals from outside (`locals()` and the like): none may hold rubbish. */
  exposesLocals = false;
  readonly firstFree: Reg;
  readonly constBase: Reg;
  private tempTop = 0;
  private readonly nameIndex = new Map<string, number>();
  private readonly constIndex = new Map<string, number>();
  private readonly variables = new Map<string, Variable>();

  readonly flags: number;

  constructor(
    readonly session: Session,
    readonly scope: Scope,
    flags: number,
    readonly firstline: number,
  ) {
    this.flags = flags | session.future;
    const { varnames, cellvars, freevars } = scope;
    let next = varnames.length;
    for (const name of cellvars) {
      const parameter = varnames.indexOf(name);
      this.ownCells.set(name, parameter >= 0 ? parameter : next++);
    }
    this.firstFree = next;
    for (const name of freevars) this.freeCells.set(name, next++);
    this.constBase = next;
  }

  // Emission

  emit(op: Op, a = 0, b = 0, c = 0, d = 0): void {
    if (this.reachable) this.push(op, a, b, c, d, null);
  }

  /** A statement that does nothing, or whose work other instructions do: trace functions are told of its line all the same. */
  stop(place: Place): void {
    this.place = place;
    this.emit(Op.NOP);
  }

  /** An instruction with a jump operand; the others are given in order. */
  jump(op: Op, target: Label, a = 0, b = 0): void {
    if (!this.reachable) return;
    target.used = true;
    this.push(op, a, b, 0, 0, target);
    if (op === Op.JUMP || op === Op.JUMP_BACK) this.reachable = false;
  }

  /** Emits an instruction after which control does not go on. */
  emitLast(op: Op, a = 0, b = 0): void {
    this.emit(op, a, b);
    this.reachable = false;
  }

  bind(label: Label): void {
    label.at = this.code.length;
    if (label.used) this.reachable = true;
  }

  here(): Label {
    const label = new Label();
    this.bind(label);
    return label;
  }

  private push(op: Op, a: number, b: number, c: number, d: number, target: Label | null): void {
    this.code.push({ op, a, b, c, d, target, place: this.place, dead: false });
  }

  // Temporaries: a stack, so that runs of them are consecutive

  temp(): Reg {
    const reg = TEMP_REG + this.tempTop++;
    if (this.tempTop > this.maxTemps) this.maxTemps = this.tempTop;
    return reg;
  }

  temps(count: number): Reg {
    const first = TEMP_REG + this.tempTop;
    this.tempTop += count;
    if (this.tempTop > this.maxTemps) this.maxTemps = this.tempTop;
    return first;
  }

  mark(): number {
    return this.tempTop;
  }

  release(mark: number): void {
    this.tempTop = mark;
  }

  // Names and constants

  nameOf(name: string): number {
    let index = this.nameIndex.get(name);
    if (index === undefined) {
      index = this.names.length;
      this.nameIndex.set(name, index);
      this.names.push(name);
    }
    return index;
  }

  constant(value: Const): number {
    const key = constKey(value);
    let index = this.constIndex.get(key);
    if (index === undefined) {
      index = this.consts.length;
      this.constIndex.set(key, index);
      this.consts.push(value);
    }
    return index;
  }

  loadConst(value: Const, dst: Reg): Reg {
    if (this.reachable) this.emit(Op.LOAD_CONST, dst, this.constant(value));
    return dst;
  }

  /** A register with the constant: within loops one that the prologue loads. */
  constOperand(value: Const, hint?: Reg): Reg {
    if (this.loopDepth > 0 && this.reachable) {
      const index = this.constant(value);
      let slot = this.constRegs.indexOf(index);
      if (slot < 0 && this.constRegs.length < MAX_CONST_REGS) slot = this.constRegs.push(index) - 1;
      if (slot >= 0) return CONST_REG + slot;
    }
    return this.loadConst(value, hint ?? this.temp());
  }

  // Variables

  mangle(name: string): string {
    return mangle(this.scope.className, name);
  }

  variable(name: string): Variable {
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = this.resolve(name);
      this.variables.set(name, variable);
    }
    return variable;
  }

  private resolve(name: string): Variable {
    const { scope } = this;
    const mangled = this.mangle(name);
    const where = this.session.table.lookup(scope, name).scope;
    if (where === "globalExplicit") return { kind: "global", name: mangled };
    if (scope.kind === "module") return { kind: this.session.options.namespace ? "name" : "global", name: mangled };
    if (where === "free") {
      const reg = this.freeCells.get(mangled)!;
      return { kind: scope.kind === "class" ? "classCell" : "cell", reg, name: mangled };
    }
    // A class's own cell `__class__` is for its methods only.
    if (scope.kind === "class") return { kind: "name", name: mangled };
    if (where === "cell") return { kind: "cell", reg: this.ownCells.get(mangled)!, name: mangled };
    if (where === "globalImplicit") return { kind: "global", name: mangled };
    return { kind: "local", reg: scope.varnames.indexOf(mangled), name: mangled };
  }

  /** The cell that an inner code's free variable refers to. */
  cellFor(name: string): Reg | undefined {
    const [first, second] =
      this.scope.kind === "class" && name === "__class__"
        ? [this.ownCells, this.freeCells]
        : [this.freeCells, this.ownCells];
    return first.get(name) ?? second.get(name);
  }

  // Blocks and regions

  openRegion(handler: Label, register: Reg): Region {
    return { handler, register, start: this.code.length, spans: [] };
  }

  suspend(region: Region): void {
    if (this.code.length > region.start) {
      region.spans.push([region.start, this.code.length]);
      region.handler.used = true;
    }
  }

  resume(region: Region): void {
    region.start = this.code.length;
  }

  closeRegion(region: Region): void {
    this.suspend(region);
    if (region.spans.length > 0) this.regions.push(region);
  }

  /** Runs `body` protected by `region`; `leave` is emitted wherever control leaves the body sideways. */
  protect(
    region: Region,
    leave: (() => void) | null,
    body: () => void,
    kind: "protected" | "star" = "protected",
  ): void {
    this.blocks.push({ kind, region, leave, breakTo: null, continueTo: null });
    body();
    this.blocks.pop();
    this.closeRegion(region);
  }

  /** Leaves all blocks above number `stop` and then emits what `finish` emits, outside their regions. */
  unwind(stop: number, finish: () => void): void {
    const saved = this.blocks;
    const suspended: Region[] = [];
    this.blocks = saved.slice();
    while (this.blocks.length > stop + 1) {
      const block = this.blocks.pop()!;
      if (block.region !== null) {
        this.suspend(block.region);
        suspended.push(block.region);
      }
      block.leave?.();
    }
    finish();
    this.blocks = saved;
    for (const region of suspended) this.resume(region);
  }

  // Errors

  error(message: string, node: Node): never {
    const { session } = this;
    const text = session.line(node.lineno);
    const offset = textColumn(session, node.lineno, node.col_offset) + 1;
    const endOffset = textColumn(session, node.end_lineno, node.end_col_offset) + 1;
    throw new PySyntaxError(
      "SyntaxError",
      message,
      session.filename,
      node.lineno,
      offset,
      text,
      node.end_lineno,
      endOffset,
    );
  }
}

/** A column of the syntax tree in characters. */
function textColumn(session: Session, lineno: number, units: number): number {
  const line = session.line(lineno);
  return line === null ? units : characterColumn(line, units);
}

/** A column of the syntax tree as an offset in UTF-8. */
export function column(session: Session, lineno: number, units: number): number {
  if (session.ascii || units <= 0) return units;
  const line = session.line(lineno);
  return line === null ? units : Buffer.byteLength(line.slice(0, units));
}

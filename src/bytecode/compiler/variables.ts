/** Loading, storing and deleting variables, wherever they live. */
import { Op } from "../opcodes.generated.js";
import type { Reg } from "./ir.js";
import { NONE, type Unit } from "./unit.js";

/** Builtins that show a function's locals to someone. */
const REFLECTIVE = new Set(["locals", "vars", "dir", "eval", "exec", "_getframe", "breakpoint"]);
/** Attributes by which a function gets at its own frame. */
export const REFLECTIVE_ATTRIBUTES = new Set([
  "_getframe",
  "currentframe",
  "f_locals",
  "tb_frame",
  "set_trace",
  "settrace",
  "f_trace",
]);

/** The variable's value in `dst`, or in whatever register is handiest. */
export function loadVariable(u: Unit, name: string, dst?: Reg): Reg {
  const variable = u.variable(name);
  const symbol = u.nameOf(variable.name);
  switch (variable.kind) {
    case "local":
      u.emit(Op.CHECK_BOUND, variable.reg, symbol);
      if (dst === undefined || dst === variable.reg) return variable.reg;
      u.emit(Op.MOVE, dst, variable.reg);
      return dst;
    case "cell":
      dst ??= u.temp();
      u.emit(Op.LOAD_CELL, dst, variable.reg, symbol);
      return dst;
    case "classCell":
      dst ??= u.temp();
      u.emit(Op.LOAD_CLASSDEREF, dst, variable.reg, symbol);
      return dst;
    case "global":
      if (REFLECTIVE.has(name)) u.exposesLocals = true;
      dst ??= u.temp();
      u.emit(Op.LOAD_GLOBAL, dst, symbol);
      return dst;
    case "name":
      dst ??= u.temp();
      u.emit(Op.LOAD_NAME, dst, symbol);
      return dst;
  }
}

export function storeVariable(u: Unit, name: string, src: Reg): void {
  const variable = u.variable(name);
  switch (variable.kind) {
    case "local":
      if (src !== variable.reg) u.emit(Op.MOVE, variable.reg, src);
      break;
    case "cell":
    case "classCell":
      u.emit(Op.STORE_CELL, variable.reg, src);
      break;
    case "global":
      u.emit(Op.STORE_GLOBAL, src, u.nameOf(variable.name));
      break;
    case "name":
      u.emit(Op.STORE_NAME, src, u.nameOf(variable.name));
      break;
  }
}

export function deleteVariable(u: Unit, name: string): void {
  const variable = u.variable(name);
  const symbol = u.nameOf(variable.name);
  switch (variable.kind) {
    case "local":
      u.emit(Op.CHECK_BOUND, variable.reg, symbol);
      u.emit(Op.SET_UNBOUND, variable.reg);
      break;
    case "cell":
    case "classCell":
      u.emit(Op.DELETE_CELL, variable.reg, symbol);
      break;
    case "global":
      u.emit(Op.DELETE_GLOBAL, symbol);
      break;
    case "name":
      u.emit(Op.DELETE_NAME, symbol);
      break;
  }
}

/** `name = None; del name`: what ends `except … as name`, whatever the body did to the name. */
export function clearVariable(u: Unit, name: string): void {
  const variable = u.variable(name);
  if (variable.kind === "local") {
    u.emit(Op.SET_UNBOUND, variable.reg);
    return;
  }
  const mark = u.mark();
  storeVariable(u, name, u.loadConst(NONE, u.temp()));
  u.release(mark);
  deleteVariable(u, name);
}

/** The register of a variable that lives in one. */
export function localRegister(u: Unit, name: string): Reg | undefined {
  const variable = u.variable(name);
  return variable.kind === "local" ? variable.reg : undefined;
}

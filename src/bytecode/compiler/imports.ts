/** Import statements. */
import type { Import, ImportFrom } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import type { Const } from "../template.js";
import type { Reg } from "./ir.js";
import { NONE, type Unit } from "./unit.js";
import { storeVariable } from "./variables.js";

function importModule(u: Unit, dst: Reg, name: string, level: number, fromlist: Const): void {
  const mark = u.mark();
  const run = u.temps(2);
  u.loadConst({ type: "int", value: BigInt(level) }, run);
  u.loadConst(fromlist, run + 1);
  u.emit(Op.IMPORT_NAME, dst, run, u.nameOf(name));
  u.release(mark);
}

export function importNames(u: Unit, s: Import): void {
  const module = u.temp();
  for (const { name, asname } of s.names) {
    u.place = s;
    importModule(u, module, name, 0, NONE);
    const [top, ...rest] = name.split(".");
    if (asname !== null) for (const part of rest) u.emit(Op.IMPORT_FROM, module, module, u.nameOf(part));
    storeVariable(u, asname ?? top, module);
  }
}

export function importFrom(u: Unit, s: ImportFrom): void {
  const module = u.temp();
  const items = s.names.map((alias): Const => ({ type: "str", value: alias.name }));
  importModule(u, module, s.module ?? "", s.level, { type: "tuple", items });
  if (s.names.length === 1 && s.names[0].name === "*") {
    u.emit(Op.IMPORT_STAR, module);
    return;
  }
  const value = u.temp();
  for (const { name, asname } of s.names) {
    u.emit(Op.IMPORT_FROM, value, module, u.nameOf(name));
    storeVariable(u, asname ?? name, value);
  }
}

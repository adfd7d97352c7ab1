/** Zero-argument `super()`: its `__class__` cell and first argument are operands, so no frame has to be searched. */
import type { Attribute, Expr } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import type { Reg } from "./ir.js";
import type { Unit } from "./unit.js";
import { loadVariable } from "./variables.js";

function isPlainSuper(u: Unit, e: Expr): boolean {
  if (e.kind !== "Call" || e.func.kind !== "Name" || e.func.id !== "super") return false;
  if (e.args.length > 0 || e.keywords.length > 0 || u.cellFor("__class__") === undefined) return false;
  const { node, parameters } = u.scope;
  if (node.kind !== "FunctionDef" && node.kind !== "AsyncFunctionDef" && node.kind !== "Lambda") {
    return u.scope.kind === "comprehension" && parameters.length > 0 && u.variable("super").kind === "global";
  }
  return node.args.posonlyargs.length + node.args.args.length > 0 && u.variable("super").kind === "global";
}

/** `super`, `__class__`, first argument in three registers. */
function superOperands(u: Unit): Reg {
  const base = u.temps(3);
  loadVariable(u, "super", base);
  u.emit(Op.LOAD_CELL, base + 1, u.cellFor("__class__")!, u.nameOf("__class__"));
  const first = u.scope.parameters[0];
  const cell = u.ownCells.get(first);
  if (cell === undefined) u.emit(Op.MOVE, base + 2, 0);
  else u.emit(Op.LOAD_CELL, base + 2, cell, u.nameOf(first));
  return base;
}

/** `super().name`; undefined when the expression is something else. */
export function superAttribute(u: Unit, e: Attribute, dst: Reg | undefined): Reg | undefined {
  if (!isPlainSuper(u, e.value)) return undefined;
  const target = dst ?? u.temp();
  const mark = u.mark();
  const base = superOperands(u);
  u.release(mark);
  u.emit(Op.LOAD_SUPER, target, base, u.nameOf(u.mangle(e.attr)));
  return target;
}

/** `super().name` about to be called: function and self in `pair`. */
export function superMethod(u: Unit, e: Attribute, pair: Reg): boolean {
  if (!isPlainSuper(u, e.value)) return false;
  const mark = u.mark();
  const base = superOperands(u);
  u.release(mark);
  u.emit(Op.LOAD_SUPER_METHOD, pair, base, u.nameOf(u.mangle(e.attr)));
  return true;
}

/** `super()` itself. */
export function superObject(u: Unit, e: Expr, dst: Reg | undefined): Reg | undefined {
  if (!isPlainSuper(u, e)) return undefined;
  const target = dst ?? u.temp();
  const mark = u.mark();
  const base = superOperands(u);
  u.release(mark);
  u.emit(Op.LOAD_SUPER, target, base, u.nameOf(""));
  return target;
}

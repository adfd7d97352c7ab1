/** Annotations of parameters and variables. */
import type { AnnAssign, Expr } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { unparse } from "../unparse.js";
import { assign } from "./assignments.js";
import { expression, operand } from "./expressions.js";
import type { Reg } from "./ir.js";
import type { Unit } from "./unit.js";

/** The value of an annotation: its source text under `from __future__ import annotations`. */
export function annotationValue(u: Unit, e: Expr, dst: Reg): void {
  if (u.session.stringAnnotations) {
    u.loadConst({ type: "str", value: unparse(e) }, dst);
  } else if (e.kind === "Starred") {
    // `*args: *Ts`
    const mark = u.mark();
    const value = operand(u, e.value);
    u.emit(Op.UNPACK, dst, value, 1);
    u.release(mark);
  } else {
    expression(u, e, dst);
  }
}

export function annotatedAssignment(u: Unit, s: AnnAssign): void {
  const mark = u.mark();
  const { target } = s;
  const evaluates = u.scope.kind === "module" || u.scope.kind === "class";
  if (s.value !== null) assign(u, [target], s.value);
  u.place = s;
  if (target.kind === "Name") {
    if (s.simple && evaluates) {
      const run = u.temps(2);
      annotationValue(u, s.annotation, run);
      u.place = s;
      const dunder = u.nameOf("__annotations__");
      const inNamespace = u.scope.kind === "class" || u.session.options.namespace;
      u.emit(inNamespace ? Op.LOAD_NAME : Op.LOAD_GLOBAL, run + 1, dunder);
      const key = u.constOperand({ type: "str", value: u.mangle(target.id) });
      u.emit(Op.SET_ITEM, run + 1, key, run);
    }
  } else if (s.value === null) {
    operand(u, target.value);
    if (target.kind === "Subscript") operand(u, target.slice);
  }
  if (!s.simple && evaluates && !u.session.stringAnnotations) operand(u, s.annotation);
  u.release(mark);
}

/** Class statements: the body is a function that runs in the class's namespace. */
import type { ClassDef } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import type { CodeTemplate } from "../template.js";
import { assemble } from "./assemble.js";
import { emitCall } from "./calls.js";
import { expression } from "./expressions.js";
import { applyDecorators, docstringOf, makeFunction, returnNone } from "./functions.js";
import { NOWHERE } from "./ir.js";
import { block } from "./statements.js";
import { Unit } from "./unit.js";
import { storeVariable } from "./variables.js";

export function classDefinition(u: Unit, node: ClassDef): void {
  const mark = u.mark();
  const { decorator_list: decorators } = node;
  const base = u.temps(decorators.length + 1);
  for (const [i, decorator] of decorators.entries()) expression(u, decorator, base + i);
  const place = u.place;
  const code = compileBody(u, node);
  emitCall(
    u,
    base + decorators.length,
    (reg) => u.emit(Op.LOAD_BUILD_CLASS, reg),
    [(reg) => makeFunction(u, reg, code, null, null), (reg) => u.loadConst({ type: "str", value: node.name }, reg)],
    node.bases,
    node.keywords,
    node,
  );
  applyDecorators(u, decorators, base);
  u.place = place;
  storeVariable(u, node.name, base);
  u.release(mark);
}

function compileBody(u: Unit, node: ClassDef): CodeTemplate {
  const scope = u.session.table.scopeOf(node);
  const firstline = node.decorator_list.length > 0 ? node.decorator_list[0].lineno : node.lineno;
  const child = new Unit(u.session, scope, 0, firstline);
  child.place = { lineno: firstline, end_lineno: firstline, col_offset: 0, end_col_offset: 0 };
  const mark = child.mark();
  const work = child.temp();
  child.emit(Op.LOAD_NAME, work, child.nameOf("__name__"));
  child.emit(Op.STORE_NAME, work, child.nameOf("__module__"));
  child.loadConst({ type: "str", value: scope.qualname }, work);
  child.emit(Op.STORE_NAME, work, child.nameOf("__qualname__"));
  if (scope.hasAnnotations) child.emit(Op.SETUP_ANNOTATIONS);
  const doc = docstringOf(u.session, node.body);
  if (doc !== null) {
    child.place = node.body[0];
    child.loadConst({ type: "str", value: doc }, work);
    child.emit(Op.STORE_NAME, work, child.nameOf("__doc__"));
  }
  child.release(mark);
  block(child, doc === null ? node.body : node.body.slice(1));
  const cell = child.scope.needsClassClosure ? child.ownCells.get("__class__") : undefined;
  if (cell === undefined) {
    returnNone(child);
  } else {
    child.place = NOWHERE;
    child.emit(Op.STORE_NAME, cell, child.nameOf("__classcell__"));
    child.emitLast(Op.RETURN, cell);
  }
  return assemble(child);
}

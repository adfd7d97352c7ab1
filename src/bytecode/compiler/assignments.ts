/** Assignment, augmented assignment, unpacking and deletion. */
import type { AugAssign, Expr, List, Tuple } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { assigns, expression, inplaceOperator, operand, stableOperand } from "./expressions.js";
import { fold } from "./fold.js";
import type { Reg } from "./ir.js";
import type { Unit } from "./unit.js";
import { deleteVariable, loadVariable, localRegister, storeVariable } from "./variables.js";

/** The register that a target's value can be computed into directly. */
export function targetRegister(u: Unit, target: Expr): Reg | undefined {
  return target.kind === "Name" ? localRegister(u, target.id) : undefined;
}

function isSequence(e: Expr): e is List | Tuple {
  return e.kind === "Tuple" || e.kind === "List";
}

function plainItems(e: Expr): readonly Expr[] | null {
  return isSequence(e) && e.elts.every((item) => item.kind !== "Starred") ? e.elts : null;
}

export function assign(u: Unit, targets: readonly Expr[], value: Expr): void {
  const mark = u.mark();
  const [first] = targets;
  if (targets.length === 1) {
    const items = plainItems(first);
    const values = plainItems(value);
    if (items !== null && values !== null && items.length === values.length && items.length > 0) {
      parallelAssignment(u, items, values);
      u.release(mark);
      return;
    }
  }
  let register = targetRegister(u, first);
  if (register !== undefined) expression(u, value, register);
  else if (targets.length === 1 && !isSequence(first)) register = stableOperand(u, value, [first]);
  else register = valueForMany(u, targets, value);
  for (const target of targets) storeTarget(u, target, register);
  u.release(mark);
}

/** The value of a chain or an unpacking: a variable that one of the targets rebinds is copied first. */
function valueForMany(u: Unit, targets: readonly Expr[], value: Expr): Reg {
  const names = targets.every((target) => target.kind === "Name");
  const isVariable = value.kind === "Name" || value.kind === "NamedExpr";
  return isVariable && !names ? expression(u, value, u.temp()) : operand(u, value);
}

/** `a, b = b, a`: no tuple is made. Every value is evaluated first, then every target is stored. */
function parallelAssignment(u: Unit, targets: readonly Expr[], values: readonly Expr[]): void {
  // Locals that the targets bind, by the first position that does.
  const bound = new Map<Reg, number>();
  let complex = false;
  for (const [i, target] of targets.entries()) {
    const register = targetRegister(u, target);
    if (register !== undefined) {
      if (!bound.has(register)) bound.set(register, i);
    } else if (target.kind !== "Name" && (isSequence(target) || assigns(target))) {
      complex = true;
    }
  }
  const registers = values.map((value, i): Reg | null => {
    if (fold(u.session, value) !== null) return null;
    const local = value.kind === "Name" ? localRegister(u, value.id) : undefined;
    if (local !== undefined && !complex && value.kind === "Name") {
      const rebound = bound.get(local);
      const stable = rebound === undefined || rebound >= i;
      if (stable && !values.slice(i + 1).some(assigns)) return loadVariable(u, value.id);
    }
    const target = targetRegister(u, targets[i]);
    if (target !== undefined && isFreshTarget(u, target, targets, values, i)) return expression(u, value, target);
    return expression(u, value, u.temp());
  });
  for (const [i, target] of targets.entries()) {
    const register = registers[i];
    if (register !== null) {
      storeTarget(u, target, register);
      continue;
    }
    const constant = fold(u.session, values[i])!;
    const local = targetRegister(u, target);
    const mark = u.mark();
    u.place = values[i];
    storeTarget(u, target, local !== undefined ? u.loadConst(constant, local) : u.constOperand(constant));
    u.release(mark);
  }
}

/** The last value may go straight to its target if nothing that can still fail or look at the target comes after it. */
function isFreshTarget(u: Unit, reg: Reg, targets: readonly Expr[], values: readonly Expr[], i: number): boolean {
  if (i !== values.length - 1) return false;
  const others = targets.slice(0, i);
  if (!others.every((target) => targetRegister(u, target) !== undefined && targetRegister(u, target) !== reg))
    return false;
  return values.slice(0, i).every((value) => value.kind !== "Name" || localRegister(u, value.id) !== reg);
}

/** Stores a register's value into any target. */
export function storeTarget(u: Unit, target: Expr, src: Reg): void {
  const mark = u.mark();
  const outer = u.place;
  u.place = target;
  switch (target.kind) {
    case "Name":
      storeVariable(u, target.id, src);
      break;
    case "Attribute": {
      const object = operand(u, target.value);
      u.place = target;
      u.emit(Op.SET_ATTR, object, src, u.nameOf(u.mangle(target.attr)));
      break;
    }
    case "Subscript": {
      const object = stableOperand(u, target.value, [target.slice]);
      const key = operand(u, target.slice);
      u.place = target;
      u.emit(Op.SET_ITEM, object, key, src);
      break;
    }
    case "Tuple":
    case "List":
      unpack(u, target, src);
      break;
    case "Starred":
      u.error("starred assignment target must be in a list or tuple", target);
      break;
    default:
      u.error("cannot assign to this expression", target);
  }
  u.place = outer;
  u.release(mark);
}

function unpack(u: Unit, target: List | Tuple, src: Reg): void {
  const { elts } = target;
  const star = elts.findIndex((item) => item.kind === "Starred");
  const direct = star < 0 ? consecutiveLocals(u, elts) : undefined;
  if (direct !== undefined && (src < direct || src >= direct + elts.length)) {
    u.emit(Op.UNPACK, direct, src, elts.length);
    return;
  }
  const run = u.temps(Math.max(elts.length, 1));
  if (star < 0) {
    u.emit(Op.UNPACK, run, src, elts.length);
  } else {
    if (elts.slice(star + 1).some((item) => item.kind === "Starred")) {
      u.error("multiple starred expressions in assignment", target);
    }
    if (star >= 1 << 8 || elts.length - star - 1 >= 1 << 15) {
      u.error("too many expressions in star-unpacking assignment", target);
    }
    u.emit(Op.UNPACK_EX, run, src, star | ((elts.length - star - 1) << 16));
  }
  for (const [i, item] of elts.entries()) storeTarget(u, item.kind === "Starred" ? item.value : item, run + i);
}

/** The first register when all targets are locals in consecutive registers. */
function consecutiveLocals(u: Unit, targets: readonly Expr[]): Reg | undefined {
  if (targets.length === 0) return undefined;
  const first = targetRegister(u, targets[0]);
  if (first === undefined) return undefined;
  return targets.every((target, i) => targetRegister(u, target) === first + i) ? first : undefined;
}

export function augmentedAssignment(u: Unit, s: AugAssign): void {
  const mark = u.mark();
  const { target, value } = s;
  const op = inplaceOperator(s.op);
  switch (target.kind) {
    case "Name": {
      const local = localRegister(u, target.id);
      const rebinds = local !== undefined && assigns(value);
      const old = local !== undefined && !rebinds ? expression(u, target) : expression(u, target, u.temp());
      const right = operand(u, value);
      u.place = s;
      const result = local ?? u.temp();
      u.emit(op, result, old, right);
      if (local === undefined) {
        u.place = target;
        storeVariable(u, target.id, result);
      }
      break;
    }
    case "Attribute": {
      const object = stableOperand(u, target.value, [value]);
      const name = u.nameOf(u.mangle(target.attr));
      const work = u.temp();
      u.place = target;
      u.emit(Op.GET_ATTR, work, object, name);
      const right = operand(u, value);
      u.place = s;
      u.emit(op, work, work, right);
      u.place = target;
      u.emit(Op.SET_ATTR, object, work, name);
      break;
    }
    case "Subscript": {
      const object = stableOperand(u, target.value, [target.slice, value]);
      const key = stableOperand(u, target.slice, [value]);
      const work = u.temp();
      u.place = target;
      u.emit(Op.GET_ITEM, work, object, key);
      const right = operand(u, value);
      u.place = s;
      u.emit(op, work, work, right);
      u.place = target;
      u.emit(Op.SET_ITEM, object, key, work);
      break;
    }
  }
  u.release(mark);
}

export function deleteTarget(u: Unit, target: Expr): void {
  const mark = u.mark();
  u.place = target;
  switch (target.kind) {
    case "Name":
      deleteVariable(u, target.id);
      break;
    case "Attribute": {
      const object = operand(u, target.value);
      u.place = target;
      u.emit(Op.DEL_ATTR, object, u.nameOf(u.mangle(target.attr)));
      break;
    }
    case "Subscript": {
      const object = stableOperand(u, target.value, [target.slice]);
      const key = operand(u, target.slice);
      u.place = target;
      u.emit(Op.DEL_ITEM, object, key);
      break;
    }
    case "Tuple":
    case "List":
      for (const item of target.elts) deleteTarget(u, item);
      break;
    default:
      u.error("cannot delete this expression", target);
  }
  u.release(mark);
}

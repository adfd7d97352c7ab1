/** List, tuple, set and dict displays, and formatted strings. */
import type { Dict, Expr, FormattedValue, JoinedStr, List, SetExpr, Tuple } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { gather, runOf } from "./calls.js";
import { expression, operand, stableOperand } from "./expressions.js";
import { foldAll, frozensetOf } from "./fold.js";
import { isTemp, type Reg } from "./ir.js";
import type { Unit } from "./unit.js";

/** Longer displays grow step by step instead of in one run of registers. */
const MAX_RUN = 30;

/** Builds in a temporary what takes several steps, and moves it to where it belongs at the end. */
function inSteps(u: Unit, dst: Reg | undefined, build: (work: Reg) => void): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const work = isTemp(target) ? target : u.temp();
  build(work);
  if (work !== target) u.emit(Op.MOVE, target, work);
  u.release(mark);
  return target;
}

function inOneRun(items: readonly Expr[]): boolean {
  return items.length <= MAX_RUN && items.every((item) => item.kind !== "Starred");
}

function build(u: Unit, op: Op, e: Expr, items: readonly Expr[], dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const run = runOf(u, items, target);
  u.release(mark);
  u.place = e;
  u.emit(op, target, run, items.length);
  return target;
}

export function listDisplay(u: Unit, e: List, dst: Reg | undefined): Reg {
  const constant = e.elts.length >= 3 ? foldAll(u.session, e.elts) : null;
  if (constant !== null) {
    return inSteps(u, dst, (list) => {
      u.emit(Op.BUILD_LIST, list, list, 0);
      u.emit(Op.LIST_EXTEND, list, u.constOperand(constant));
    });
  }
  if (inOneRun(e.elts)) return build(u, Op.BUILD_LIST, e, e.elts, dst);
  return inSteps(u, dst, (list) => gather(u, list, [], e.elts));
}

export function tupleDisplay(u: Unit, e: Tuple, dst: Reg | undefined): Reg {
  if (inOneRun(e.elts)) return build(u, Op.BUILD_TUPLE, e, e.elts, dst);
  const target = dst ?? u.temp();
  const mark = u.mark();
  const list = isTemp(target) ? target : u.temp();
  gather(u, list, [], e.elts);
  u.place = e;
  u.emit(Op.LIST_TO_TUPLE, target, list);
  u.release(mark);
  return target;
}

export function setDisplay(u: Unit, e: SetExpr, dst: Reg | undefined): Reg {
  const constant = e.elts.length >= 3 ? foldAll(u.session, e.elts) : null;
  if (constant?.type === "tuple") {
    return inSteps(u, dst, (set) => {
      u.emit(Op.BUILD_SET, set, set, 0);
      u.emit(Op.SET_UPDATE, set, u.constOperand(frozensetOf(u.session, constant.items)));
    });
  }
  if (inOneRun(e.elts)) return build(u, Op.BUILD_SET, e, e.elts, dst);
  return inSteps(u, dst, (set) => {
    u.emit(Op.BUILD_SET, set, set, 0);
    for (const item of e.elts) {
      const mark = u.mark();
      const value = item.kind === "Starred" ? operand(u, item.value) : operand(u, item);
      u.place = e;
      u.emit(item.kind === "Starred" ? Op.SET_UPDATE : Op.SET_ADD, set, value);
      u.release(mark);
    }
  });
}

export function dictDisplay(u: Unit, e: Dict, dst: Reg | undefined): Reg {
  const firstMapping = e.keys.indexOf(null);
  const pairs = Math.min(firstMapping < 0 ? e.keys.length : firstMapping, MAX_RUN / 2);
  const entries = (dict: Reg): void => {
    const mark = u.mark();
    const run = pairs > 0 ? u.temps(2 * pairs) : u.temp();
    for (let i = 0; i < pairs; i++) {
      expression(u, e.keys[i]!, run + 2 * i);
      expression(u, e.values[i], run + 2 * i + 1);
    }
    u.place = e;
    u.emit(Op.BUILD_DICT, dict, run, pairs);
    u.release(mark);
  };
  if (pairs === e.keys.length) {
    const target = dst ?? u.temp();
    entries(target);
    return target;
  }
  return inSteps(u, dst, (dict) => {
    entries(dict);
    for (let i = pairs; i < e.keys.length; i++) {
      const mark = u.mark();
      const key = e.keys[i];
      if (key === null) {
        const mapping = operand(u, e.values[i]);
        u.place = e;
        u.emit(Op.DICT_UPDATE, dict, mapping);
      } else {
        const keyReg = stableOperand(u, key, [e.values[i]]);
        const value = operand(u, e.values[i]);
        u.place = e;
        u.emit(Op.DICT_SET, dict, keyReg, value);
      }
      u.release(mark);
    }
  });
}

export function formattedString(u: Unit, e: JoinedStr, dst: Reg | undefined): Reg {
  const [only] = e.values;
  if (only === undefined) return u.loadConst({ type: "str", value: "" }, dst ?? u.temp());
  if (e.values.length === 1) return expression(u, only, dst ?? u.temp());
  const target = dst ?? u.temp();
  const mark = u.mark();
  const run = u.temps(e.values.length);
  for (const [i, value] of e.values.entries()) expression(u, value, run + i);
  u.release(mark);
  u.place = e;
  u.emit(Op.BUILD_STRING, target, run, e.values.length);
  return target;
}

export function formattedValue(u: Unit, e: FormattedValue, dst: Reg | undefined): Reg {
  const target = dst ?? u.temp();
  const mark = u.mark();
  const conversion = Math.max(e.conversion, 0);
  if (e.format_spec === null) {
    const value = operand(u, e.value, isTemp(target) ? target : undefined);
    u.place = e;
    u.emit(Op.FORMAT_VALUE, target, value, conversion);
  } else {
    const run = u.temps(2);
    expression(u, e.value, run);
    expression(u, e.format_spec, run + 1);
    u.place = e;
    u.emit(Op.FORMAT_VALUE, target, run, conversion | 0x100);
  }
  u.release(mark);
  return target;
}

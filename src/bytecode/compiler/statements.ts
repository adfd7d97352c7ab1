/** Statements: the dispatch, and those that are short. */

import { CodeFlag } from "../../heap/layouts.generated.js";
import type { Assert, Expr, If, Stmt } from "../../syntax/ast.js";
import { Op } from "../opcodes.generated.js";
import { annotatedAssignment } from "./annotations.js";
import { assign, augmentedAssignment, deleteTarget } from "./assignments.js";
import { classDefinition } from "./classes.js";
import { branch } from "./conditions.js";
import { withStatement } from "./contexts.js";
import { tryStarStatement, tryStatement } from "./exceptions.js";
import { expression, operand } from "./expressions.js";
import { fold } from "./fold.js";
import { functionDefinition } from "./functions.js";
import { importFrom, importNames } from "./imports.js";
import { Label, type Reg } from "./ir.js";
import { asyncForLoop, breakStatement, continueStatement, forLoop, whileLoop } from "./loops.js";
import { matchStatement } from "./matching.js";
import { NONE, type Unit } from "./unit.js";

export function block(u: Unit, body: readonly Stmt[]): void {
  for (const s of body) statement(u, s);
}

export function statement(u: Unit, s: Stmt): void {
  const mark = u.mark();
  u.place = s;
  compile(u, s);
  u.release(mark);
}

function compile(u: Unit, s: Stmt): void {
  switch (s.kind) {
    case "Expr":
      if (u.session.interactive && u.scope.kind === "module") {
        const value = operand(u, s.value);
        u.place = s;
        u.emit(Op.PRINT_EXPR, value);
      } else if (fold(u.session, s.value) === null) {
        expression(u, s.value);
      } else u.stop(s);
      break;
    case "Assign":
      assign(u, s.targets, s.value);
      break;
    case "AugAssign":
      augmentedAssignment(u, s);
      break;
    case "AnnAssign":
      annotatedAssignment(u, s);
      break;
    case "If":
      ifStatement(u, s);
      break;
    case "For":
      forLoop(u, s);
      break;
    case "AsyncFor":
      asyncForLoop(u, s);
      break;
    case "While":
      whileLoop(u, s);
      break;
    case "Return":
      returnStatement(u, s);
      break;
    case "FunctionDef":
    case "AsyncFunctionDef":
      functionDefinition(u, s);
      break;
    case "ClassDef":
      classDefinition(u, s);
      break;
    case "Delete":
      for (const target of s.targets) deleteTarget(u, target);
      break;
    case "With":
    case "AsyncWith":
      withStatement(u, s, 0);
      break;
    case "Match":
      matchStatement(u, s);
      break;
    case "Raise": {
      const exception = s.exc === null ? -1 : expression(u, s.exc, s.cause === null ? undefined : u.temp());
      const cause = s.cause === null ? -1 : operand(u, s.cause);
      u.place = s;
      u.emitLast(Op.RAISE, exception, cause);
      break;
    }
    case "Try":
      tryStatement(u, s);
      break;
    case "TryStar":
      tryStarStatement(u, s);
      break;
    case "Assert":
      assertStatement(u, s);
      break;
    case "Import":
      importNames(u, s);
      break;
    case "ImportFrom":
      importFrom(u, s);
      break;
    case "Break":
      breakStatement(u, s);
      break;
    case "Continue":
      continueStatement(u, s);
      break;
    case "Pass":
      u.stop(s);
      break;
    case "Global":
    case "Nonlocal":
      break;
  }
}

/** A chain of `elif`s nests in `orelse`; it is walked, not recursed into. */
function ifStatement(u: Unit, first: If): void {
  const done = new Label();
  let s = first;
  for (;;) {
    const orelse = new Label();
    u.place = s;
    if (fold(u.session, s.test) !== null) u.stop(s);
    branch(u, s.test, false, orelse);
    block(u, s.body);
    if (s.orelse.length === 0) {
      u.bind(orelse);
      break;
    }
    u.jump(Op.JUMP, done);
    u.bind(orelse);
    const [next] = s.orelse;
    if (s.orelse.length !== 1 || next.kind !== "If") {
      block(u, s.orelse);
      break;
    }
    s = next;
  }
  u.bind(done);
}

function returnStatement(u: Unit, s: Stmt & { kind: "Return" }): void {
  if (u.scope.kind !== "function" && u.scope.kind !== "lambda") u.error("'return' outside function", s);
  if (s.value !== null && u.flags & CodeFlag.ASYNC_GENERATOR) u.error("'return' with value in async generator", s);
  if (u.blocks.some((entered) => entered.kind === "star")) {
    u.error("'break', 'continue' and 'return' cannot appear in an except* block", s);
  }
  const constant = s.value === null ? NONE : fold(u.session, s.value);
  let register: Reg | null = null;
  // What runs on the way out may rebind a variable.
  const busy = u.blocks.some((entered) => entered.leave !== null);
  if (constant === null) {
    register = busy ? expression(u, s.value!, u.temp()) : operand(u, s.value!);
  }
  if (busy) u.stop(s);
  u.unwind(-1, () => {
    // What was executed last on the way out is where CPython says that it returns.
    if (!busy) u.place = s;
    u.emitLast(Op.RETURN, register ?? u.loadConst(constant!, u.temp()));
  });
}

function assertStatement(u: Unit, s: Assert): void {
  if ((u.session.options.optimize ?? 0) > 0) return;
  const passed = new Label();
  branch(u, s.test, true, passed);
  const base = u.temps(2);
  const place = lastComparison(s.test) ?? s;
  u.place = place;
  u.emit(Op.LOAD_ASSERTION_ERROR, base);
  if (s.msg !== null) {
    expression(u, s.msg, base + 1);
    u.place = place;
    u.emit(Op.CALL, base, base, 1);
  }
  u.emitLast(Op.RAISE, base, -1);
  u.bind(passed);
}

/** What CPython's traceback underlines when an assertion fails: the comparison that its condition looked at last. */
function lastComparison(e: Expr): Expr | null {
  switch (e.kind) {
    case "Compare":
      return e;
    case "UnaryOp":
      return e.op === "Not" ? lastComparison(e.operand) : null;
    case "BoolOp":
      return e.values.reduce<Expr | null>((found, value) => lastComparison(value) ?? found, null);
    case "IfExp":
      return lastComparison(e.orelse) ?? lastComparison(e.body) ?? lastComparison(e.test);
    default:
      return null;
  }
}

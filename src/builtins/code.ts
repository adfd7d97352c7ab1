/** exec, eval, globals, locals. */
import { Ctx, Kind, OCode, OFunction, OTuple, Tag } from "../heap/layouts.generated.js";
import { callFunctionNested } from "../interpreter/calls.js";
import { type CompileMode, compileSource } from "../interpreter/compile.js";
import type { HostArgs, Runtime } from "../interpreter/runtime.js";
import { currentFuture, sourceText } from "./source.js";

/** Ref of the globals dict of the running frame. */
export function currentGlobals(rt: Runtime): number {
  const { I32 } = rt;
  const fp = I32[Ctx.FP];
  if (fp === 0) return rt.modules.mainDict;
  return rt.word(I32[2 * fp] >>> 0, OFunction.GLOBALS) >>> 0;
}

/** Ref of the dict of builtins that the running frame sees; 0: it has none. */
export function currentBuiltins(rt: Runtime): number {
  const { I32 } = rt;
  const fp = I32[Ctx.FP];
  return fp === 0 ? I32[Ctx.BUILTINS] >>> 0 : rt.word(I32[2 * fp] >>> 0, OFunction.BUILTINS) >>> 0;
}

/** RESULT = the running frame's local namespace: a mapping, or the dict of a function's bound locals. */
export function currentLocals(rt: Runtime): true {
  rt.kernel.localsOf(rt.I32[Ctx.FP]);
  rt.check();
  return true;
}

/**
 * Runs code object `code` with a dict of globals; `locals` is the slot of a namespace mapping or -1, `closure` a tuple of cells.
 * RESULT is its value.
 */
export function runCode(rt: Runtime, code: number, globals: number, locals: number, closure = 0): void {
  const { I32 } = rt;
  const mark = rt.mark();
  rt.pushRef(code);
  if (rt.dictGet(globals, "__builtins__") === 0) {
    const builtins = currentBuiltins(rt);
    rt.dictSet(globals, "__builtins__", builtins === 0 ? rt.pushNone() : rt.pushRef(builtins));
  }
  const func = rt.ref(rt.pushRef(rt.kernel.newFunction(code, globals)));
  I32[(func + OFunction.CLOSURE) >>> 2] = closure;
  I32[Ctx.CALLEE] = func;
  I32[Ctx.CALLEE + 1] = Tag.REF;
  I32[Ctx.ARGP] = rt.mark();
  I32[Ctx.ARGC] = 0;
  I32[Ctx.KWNAMES] = 0;
  callFunctionNested(rt, locals);
  rt.release(mark);
  rt.check();
}

function isMapping(rt: Runtime, slot: number): boolean {
  const mark = rt.mark();
  rt.kernel.typeOf(slot);
  const found = rt.findAttr(rt.pushResult(), "__getitem__");
  rt.release(mark);
  return found !== 0;
}

/** Ref of the tuple of cells that exec() was given for the free variables of `code`, 0 without any. */
function closureFor(rt: Runtime, code: number, args: HostArgs): number {
  const given = args.kw.get("closure");
  const closure = given === undefined || rt.isNone(given) ? 0 : given;
  const free = rt.word(rt.word(code, OCode.FREEVARS) >>> 0, OTuple.LEN);
  if (free === 0) {
    if (closure !== 0) rt.raise("TypeError", "cannot use a closure with this code object");
    return 0;
  }
  const tuple = closure === 0 || rt.slotKind(closure) !== Kind.TUPLE ? 0 : rt.ref(closure);
  const cells = (tuple + OTuple.ITEMS) >>> 2;
  const isCell = (_: unknown, i: number) =>
    rt.I32[cells + 2 * i + 1] === Tag.REF && rt.kind(rt.I32[cells + 2 * i] >>> 0) === Kind.CELL;
  if (tuple === 0 || rt.word(tuple, OTuple.LEN) !== free || !Array.from({ length: free }).every(isCell))
    rt.raise("TypeError", `code object requires a closure of exactly length ${free}`);
  return tuple;
}

function execOrEval(rt: Runtime, args: HostArgs, mode: CompileMode): true | undefined {
  if (args.pos.length < 1) rt.raise("TypeError", `${mode} expected at least 1 argument, got 0`);
  const given = (i: number) => (args.pos.length > i && !rt.isNone(args.pos[i]) ? args.pos[i] : -1);
  let globals = given(1);
  let locals = given(2);
  if (globals >= 0 && rt.slotKind(globals) !== Kind.DICT)
    rt.raise(
      "TypeError",
      mode === "exec"
        ? `exec() globals must be a dict, not ${rt.typeName(globals)}`
        : isMapping(rt, globals)
          ? "globals must be a real dict; try eval(code, {}, mapping)"
          : "globals must be a dict",
    );
  if (globals < 0) {
    globals = rt.pushRef(currentGlobals(rt));
    if (locals < 0) {
      currentLocals(rt);
      locals = rt.pushResult();
    }
  } else if (locals < 0) locals = globals;
  else if (rt.slotKind(locals) !== Kind.DICT && !isMapping(rt, locals))
    rt.raise(
      "TypeError",
      mode === "exec" ? `locals must be a mapping or None, not ${rt.typeName(locals)}` : "locals must be a mapping",
    );
  const sameNamespace = rt.ref(locals) === rt.ref(globals);
  const source = args.pos[0];
  let code: number;
  let closure = 0;
  if (rt.slotKind(source) === Kind.CODE) {
    code = rt.ref(source);
    if (mode === "exec") closure = closureFor(rt, code, args);
    else if (rt.word(rt.word(code, OCode.FREEVARS) >>> 0, OTuple.LEN) > 0)
      rt.raise("TypeError", "code object passed to eval() may not contain free variables");
  } else {
    if (args.kw.has("closure")) rt.raise("TypeError", "closure can only be used when source is a code object");
    let text = sourceText(rt, source, `${mode}() arg 1 must be a string, bytes or code object`);
    if (mode === "eval" && typeof text === "string") text = text.replace(/^[ \t]+/, "");
    code = compileSource(rt, text, "<string>", mode, { namespace: !sameNamespace, future: currentFuture(rt) });
  }
  runCode(rt, code, rt.ref(globals), sameNamespace ? -1 : locals, closure);
  return mode === "eval" ? true : undefined;
}

export function defineCode(rt: Runtime): void {
  rt.define("builtins", "exec", (r, args) => execOrEval(r, args, "exec"));
  rt.define("builtins", "eval", (r, args) => execOrEval(r, args, "eval"));
  rt.define("builtins", "globals", (r) => r.resultRef(currentGlobals(r)), [0, 0]);
  rt.define("builtins", "locals", (r) => currentLocals(r), [0, 0]);
}

/** Instructions and cases that are too rare for the loop's own function. */
import { Op } from "../bytecode/opcodes.generated.js";
import {
  Ctx,
  Frame,
  Kind,
  OBuffer,
  OCode,
  ODict,
  OFunction,
  OGenerator,
  OTuple,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { importFrom, importName, importStar } from "../modules/import.js";
import { performCall, setError } from "./calls.js";
import type { Runtime } from "./runtime.js";
import { raiseAt, raised } from "./unwind.js";

/** Python's `//` on doubles; y is not zero. */
export function floatFloorDiv(x: number, y: number): number {
  const mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0 && y < 0 !== mod < 0) div -= 1;
  if (div === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(div);
  return div - floor > 0.5 ? floor + 1 : floor;
}

/** Python's `%` on doubles; y is not zero. */
export function floatMod(x: number, y: number): number {
  const mod = x % y;
  if (mod === 0) return y < 0 ? -0 : 0;
  return y < 0 !== mod < 0 ? mod + y : mod;
}

/** CHECK_BOUND or CHECK_FREE at `pc` found nothing bound. */
export function unboundLocal(rt: Runtime, pc: number): number {
  const name = rt.text(rt.I32[pc + 2]);
  return (rt.I32[pc] & 0xff) === Op.CHECK_BOUND ? unbound(rt, pc, name) : free(rt, pc, name);
}

function unbound(rt: Runtime, pc: number, name: string): number {
  return raiseAt(
    rt,
    pc,
    "UnboundLocalError",
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

function free(rt: Runtime, pc: number, name: string): number {
  return raiseAt(
    rt,
    pc,
    "NameError",
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
}

/** A cell is empty: an unbound local of this function, or a free variable. */
export function emptyCell(rt: Runtime, pc: number, nameRef: number): number {
  const func = rt.I32[rt.I32[Ctx.FP] * 2 + 2 * Frame.FUNC] >>> 0;
  const code = rt.word(func, OFunction.CODE) >>> 0;
  const name = rt.text(nameRef);
  const cells = rt.tupleOfStr(rt.word(code, OCode.CELLVARS) >>> 0);
  return cells.includes(name) ? unbound(rt, pc, name) : free(rt, pc, name);
}

/** CALL_EX at `pc`: f(*args, **kwargs). */
export function callEx(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const b = I32[Ctx.FP] + Frame.REGS + I32[pc + 2];
  const mark = rt.mark();
  I32[Ctx.PC] = pc;
  try {
    let tuple = rt.ref(b + 1);
    if (tuple === 0 || I32[tuple >>> 2] >>> 0 !== rt.classes.tuple) {
      const items = starArguments(rt, b);
      tuple = rt.kernel.newTuple(items, rt.mark() - items);
      rt.release(mark);
      I32[2 * (b + 1)] = tuple;
      I32[2 * (b + 1) + 1] = Tag.REF;
    }
    const argp = mark;
    const n = rt.word(tuple, OTuple.LEN);
    for (let i = 0; i < n; i++) {
      const at = ((tuple + OTuple.ITEMS) >>> 2) + 2 * i;
      rt.push(I32[at], I32[at + 1]);
    }
    let names = 0;
    if (!(I32[2 * b + 5] === Tag.SPECIAL && I32[2 * b + 4] === Special.UNBOUND)) {
      const dict = rt.ref(b + 2);
      const keys: number[] = [];
      const count = rt.word(dict, ODict.NEXT);
      for (let i = 0; i < count; i++) {
        const e = ((rt.word(dict, ODict.ENTRIES) + OBuffer.DATA) >>> 2) + 6 * i;
        if (I32[e + 1] === Tag.SPECIAL && I32[e] === Special.UNBOUND) continue;
        if (I32[e + 1] !== Tag.REF || rt.kind(I32[e]) !== Kind.STR) rt.raise("TypeError", "keywords must be strings");
        keys.push(rt.kernel.intern(rt.text(I32[e])));
        rt.push(I32[e + 2], I32[e + 3]);
      }
      if (keys.length > 0) {
        const first = rt.mark();
        for (const key of keys) rt.pushRef(key);
        names = rt.kernel.newTuple(first, keys.length);
        rt.release(first);
      }
    }
    I32[Ctx.ARGC] = rt.mark() - argp;
    I32[Ctx.ARGP] = argp;
    I32[Ctx.KWNAMES] = names;
    I32[Ctx.CALLEE] = I32[2 * b];
    I32[Ctx.CALLEE + 1] = I32[2 * b + 1];
  } catch (error) {
    rt.release(mark);
    setError(rt, error);
    return raised(rt, pc);
  }
  rt.release(mark);
  return performCall(rt, I32[pc + 1], pc + 4, 0);
}

/** Pushes the items of what follows a lone `*`; gives their first slot. */
function starArguments(rt: Runtime, b: number): number {
  const first = rt.mark();
  const iterator = rt.pushNone();
  rt.kernel.iter(b + 1);
  if (rt.I32[Ctx.STATUS] === Status.EXC) {
    const name = functionText(rt, b);
    rt.raise("TypeError", `${name} argument after * must be an iterable, not ${rt.typeName(b + 1)}`);
  }
  rt.resultToSlot(iterator);
  for (;;) {
    rt.kernel.next(iterator);
    rt.check();
    if (rt.I32[Ctx.FLAG] === 0) break;
    rt.pushResult();
  }
  return first + 1;
}

/** How CPython names a callable in such messages: `__main__.f()`. */
function functionText(rt: Runtime, slot: number): string {
  const mark = rt.mark();
  const qualname = rt.findAttr(slot, "__qualname__");
  if (qualname === 0) return rt.str(slot);
  let text = `${rt.text(rt.ref(qualname))}()`;
  const module = rt.findAttr(slot, "__module__");
  if (module !== 0 && rt.slotKind(module) === Kind.STR) {
    const name = rt.text(rt.ref(module));
    if (name !== "builtins") text = `${name}.${text}`;
  }
  rt.release(mark);
  return text;
}

/** IMPORT_*, PRINT_EXPR and ASYNC_GEN_WRAP at `pc`. */
export function importOp(rt: Runtime, pc: number): number {
  const { I32 } = rt;
  const regs = I32[Ctx.FP] + Frame.REGS;
  const mark = rt.mark();
  const fp = I32[Ctx.FP];
  const depth = I32[Ctx.DEPTH];
  I32[Ctx.PC] = pc;
  try {
    switch (I32[pc] & 0xff) {
      case Op.IMPORT_NAME:
        importName(rt, I32[pc + 3], regs + I32[pc + 2]);
        rt.resultToSlot(regs + I32[pc + 1]);
        break;
      case Op.IMPORT_FROM:
        importFrom(rt, regs + I32[pc + 2], I32[pc + 3]);
        rt.resultToSlot(regs + I32[pc + 1]);
        break;
      case Op.IMPORT_STAR:
        importStar(rt, regs + I32[pc + 1]);
        break;
      case Op.PRINT_EXPR: {
        const sys = rt.moduleSlot("sys");
        rt.getAttr(sys, "displayhook");
        const hook = rt.pushResult();
        rt.call(hook, rt.pushSlot(regs + I32[pc + 1]), 1);
        break;
      }
      case Op.ASYNC_GEN_WRAP: {
        // What the generator yields next is for its consumer, not for the event loop: its EXTRA says so.
        const extra = (I32[2 * fp + 2 * Frame.EXTRA] + OGenerator.EXTRA) >>> 2;
        I32[extra] = 1;
        I32[extra + 1] = Tag.BOOL;
        const from = 2 * (regs + I32[pc + 2]);
        rt.setResult(I32[from], I32[from + 1]);
        rt.resultToSlot(regs + I32[pc + 1]);
        break;
      }
      default:
        rt.raise("NotImplementedError", "this instruction is not supported yet");
    }
    rt.release(mark);
    I32[Ctx.PC] = pc;
    return pc + 4;
  } catch (error) {
    I32[Ctx.FP] = fp;
    I32[Ctx.DEPTH] = depth;
    rt.release(mark);
    setError(rt, error);
    return raised(rt, pc);
  }
}

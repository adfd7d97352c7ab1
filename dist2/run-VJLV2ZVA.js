import {
  loadAddon,
  packageRoot
} from "./chunk-AOZB2MWW.js";
import {
  OPCODES,
  PySyntaxError,
  SourceError,
  compileModule,
  lengthOf,
  parse,
  readSource
} from "./chunk-DRIVPDYS.js";

// src/cli/run.ts
import { dirname, resolve } from "node:path";

// src/embed/runtime.ts
import { availableParallelism } from "node:os";

// src/heap/heap.ts
var SIZES = [4294967296, 2147483648, 1073741824, 536870912, 268435456, 134217728], Heap = class _Heap {
  constructor(memory) {
    this.memory = memory;
    this.I32 = new Int32Array(memory), this.F64 = new Float64Array(memory), this.U8 = new Uint8Array(memory);
  }
  memory;
  I32;
  F64;
  U8;
  static reserve() {
    for (let size of SIZES)
      try {
        return new _Heap(new SharedArrayBuffer(size));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    throw new Error("no memory for the heap: not even 128 MiB could be reserved");
  }
  get size() {
    return this.memory.byteLength;
  }
};

// src/interpreter/bind.ts
function bindArguments(rt, fn, base, scratch) {
  let { I32 } = rt, code = I32[fn + 8 /* CODE */ >>> 2] >>> 0, flags = rt.word(code, 28 /* FLAGS */), argcount = rt.word(code, 16 /* ARGCOUNT */), posonly = rt.word(code, 20 /* POSONLY */), kwonly = rt.word(code, 24 /* KWONLY */), named = argcount + kwonly, argp = I32[18 /* ARGP */], argc = I32[19 /* ARGC */], kwnames = I32[20 /* KWNAMES */] >>> 0, kwcount = kwnames === 0 ? 0 : rt.word(kwnames, 8 /* LEN */), positional = argc - kwcount, values = I32.slice(2 * argp, 2 * (argp + argc)), put = (slot, index) => {
    I32[2 * slot] = values[2 * index], I32[2 * slot + 1] = values[2 * index + 1];
  }, isUnbound = (slot) => I32[2 * slot + 1] === -262144 /* SPECIAL */ && I32[2 * slot] === 3 /* UNBOUND */, unbind = (slot) => {
    I32[2 * slot] = 3 /* UNBOUND */, I32[2 * slot + 1] = -262144 /* SPECIAL */;
  };
  scratch + argc + 8 > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = scratch + argc + 8);
  let direct = Math.min(positional, argcount);
  for (let i = 0; i < direct; i++) put(base + i, i);
  for (let i = direct; i < named; i++) unbind(base + i);
  let next2 = base + named;
  if ((flags & 4 /* VARARGS */) !== 0) {
    let extra = Math.max(positional - argcount, 0);
    for (let i = 0; i < extra; i++) put(scratch + i, argcount + i);
    let tuple = rt.kernel.newTuple(scratch, extra);
    I32[2 * next2] = tuple, I32[2 * next2 + 1] = -327680 /* REF */, next2++;
  }
  let extraKeywords = 0;
  if ((flags & 8 /* VARKEYWORDS */) !== 0 && (extraKeywords = rt.kernel.newDict(), I32[2 * next2] = extraKeywords, I32[2 * next2 + 1] = -327680 /* REF */), kwcount > 0) {
    let varnames = rt.word(code, 56 /* VARNAMES */) >>> 0, nameAt = (tuple, i) => I32[(tuple + 16 /* ITEMS */ >>> 2) + 2 * i];
    for (let k = 0; k < kwcount; k++) {
      let name = nameAt(kwnames, k), at = posonly;
      for (; at < named && nameAt(varnames, at) !== name; ) at++;
      if (at === named && (at = findByText(rt, varnames, posonly, named, name)), at < named) {
        if (!isUnbound(base + at))
          return typeError(rt, fn, `got multiple values for argument '${rt.text(name)}'`);
        put(base + at, positional + k);
      } else if (extraKeywords !== 0)
        I32[2 * scratch] = name, I32[2 * scratch + 1] = -327680 /* REF */, put(scratch + 1, positional + k), rt.kernel.dictSet(extraKeywords, scratch, scratch + 1);
      else
        return unexpectedKeyword(rt, fn, kwnames, varnames, posonly, rt.text(name));
    }
  }
  if (positional > argcount && (flags & 4 /* VARARGS */) === 0)
    return tooManyPositional(rt, fn, positional, argcount, kwonly, base);
  let defaults = rt.word(fn, 24 /* DEFAULTS */) >>> 0, ndefaults = defaults === 0 ? 0 : rt.word(defaults, 8 /* LEN */);
  if (positional < argcount) {
    let firstDefault = argcount - ndefaults, missing = [];
    for (let i = positional; i < argcount; i++) {
      if (!isUnbound(base + i)) continue;
      if (i < firstDefault) {
        missing.push(i);
        continue;
      }
      let item = (defaults + 16 /* ITEMS */ >>> 2) + 2 * (i - firstDefault);
      I32[2 * (base + i)] = I32[item], I32[2 * (base + i) + 1] = I32[item + 1];
    }
    if (missing.length > 0) return missingArguments(rt, fn, missing, "positional");
  }
  if (kwonly > 0) {
    let kwdefaults = rt.word(fn, 28 /* KWDEFAULTS */) >>> 0, varnames = rt.word(code, 56 /* VARNAMES */) >>> 0, missing = [];
    for (let i = argcount; i < named; i++)
      if (isUnbound(base + i)) {
        if (kwdefaults !== 0 && (I32[2 * scratch] = I32[(varnames + 16 /* ITEMS */ >>> 2) + 2 * i], I32[2 * scratch + 1] = -327680 /* REF */, rt.kernel.dictGet(kwdefaults, scratch), I32[9 /* FLAG */] !== 0)) {
          rt.resultToSlot(base + i);
          continue;
        }
        missing.push(i);
      }
    if (missing.length > 0) return missingArguments(rt, fn, missing, "keyword-only");
  }
  return !0;
}
function findByText(rt, varnames, from, to, name) {
  let text = rt.text(name);
  for (let i = from; i < to; i++)
    if (rt.text(rt.I32[(varnames + 16 /* ITEMS */ >>> 2) + 2 * i]) === text) return i;
  return to;
}
function typeError(rt, fn, message) {
  return rt.kernel.raise("TypeError", `${rt.text(rt.word(fn, 36 /* QUALNAME */))}() ${message}`), !1;
}
function unexpectedKeyword(rt, fn, kwnames, varnames, posonly, name) {
  if (posonly > 0) {
    let only = rt.tupleOfStr(varnames).slice(0, posonly), given = rt.tupleOfStr(kwnames), bad = only.filter((n) => given.includes(n));
    if (bad.length > 0)
      return typeError(rt, fn, `got some positional-only arguments passed as keyword arguments: '${bad.join(", ")}'`);
  }
  return typeError(rt, fn, `got an unexpected keyword argument '${name}'`);
}
function enumerate(names) {
  let quoted = names.map((n) => `'${n}'`);
  return quoted.length === 1 ? quoted[0] : quoted.length === 2 ? `${quoted[0]} and ${quoted[1]}` : `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
}
function missingArguments(rt, fn, missing, what) {
  let code = rt.word(fn, 8 /* CODE */) >>> 0, names = rt.tupleOfStr(rt.word(code, 56 /* VARNAMES */) >>> 0), n = missing.length;
  return typeError(
    rt,
    fn,
    `missing ${n} required ${what} argument${n === 1 ? "" : "s"}: ${enumerate(missing.map((i) => names[i]))}`
  );
}
function tooManyPositional(rt, fn, given, argcount, kwonly, base) {
  let { I32 } = rt, defaults = rt.word(fn, 24 /* DEFAULTS */) >>> 0, ndefaults = defaults === 0 ? 0 : rt.word(defaults, 8 /* LEN */), kwonlyGiven = 0;
  for (let i = argcount; i < argcount + kwonly; i++) {
    let at = 2 * (base + i);
    I32[at + 1] === -262144 /* SPECIAL */ && I32[at] === 3 /* UNBOUND */ || kwonlyGiven++;
  }
  let takes = ndefaults > 0 ? `from ${argcount - ndefaults} to ${argcount}` : `${argcount}`, plural = ndefaults > 0 || argcount !== 1 ? "s" : "", extra = kwonlyGiven > 0 ? ` positional argument${given === 1 ? "" : "s"} (and ${kwonlyGiven} keyword-only argument${kwonlyGiven === 1 ? "" : "s"})` : "";
  return typeError(rt, fn, `takes ${takes} positional argument${plural} but ${given}${extra} ${given === 1 && kwonlyGiven === 0 ? "was" : "were"} given`);
}

// src/interpreter/unwind.ts
var LEAVE = -1;
function raised(rt, pc) {
  let { I32 } = rt, exc = I32[10 /* EXC */] >>> 0;
  return I32[exc + 40 /* TRACEBACK */ + 4 >>> 2] !== -327680 /* REF */ && chainContext(rt, exc), unwind(rt, pc, !0);
}
function chainContext(rt, exc) {
  let { I32 } = rt;
  if (I32[13] !== -327680 /* REF */) return;
  let handled = I32[12 /* HANDLED */] >>> 0;
  if (handled === exc) return;
  let contextOf = (e2) => e2 + 32 /* CONTEXT */ >>> 2, e = handled, slow = handled;
  for (let step = 1; ; step++) {
    let at = contextOf(e);
    if (I32[at + 1] !== -327680 /* REF */) break;
    let next2 = I32[at] >>> 0;
    if (next2 === exc) {
      I32[at] = 0 /* NONE */, I32[at + 1] = -262144 /* SPECIAL */;
      break;
    }
    if (e = next2, e === slow) break;
    step % 2 === 0 && (slow = I32[contextOf(slow)] >>> 0);
  }
  I32[contextOf(exc)] = handled, I32[contextOf(exc) + 1] = -327680 /* REF */;
}
function unwind(rt, pc, trace) {
  let { I32 } = rt, k = rt.kernel, at = pc, addEntry = trace;
  for (; ; ) {
    let fp = I32[3 /* FP */], header = fp << 1, func = I32[header + 0], code = I32[func + 8 /* CODE */ >>> 2];
    I32[2 /* PC */] = at, addEntry && k.traceback(), addEntry = !0;
    let handler = findHandler(I32, code, at);
    if (handler >= 0) {
      let r = fp + 4 /* REGS */ + I32[handler + 3] << 1;
      return I32[r] = I32[10 /* EXC */], I32[r + 1] = I32[11], I32[10 /* EXC */] = 3 /* UNBOUND */, I32[11] = -262144 /* SPECIAL */, I32[code + 8 /* ENTRY */ >>> 2] + I32[handler + 2];
    }
    let flags = I32[header + 4 + 1], next2 = I32[header + 2 + 1], caller = I32[header + 2];
    if ((flags & 4 /* GENERATOR */) !== 0 ? (leaveGenerator(rt, header, 3 /* FINISHED */), forbidStop(rt, I32[code + 28 /* FLAGS */ >>> 2])) : I32[4 /* SP */] = fp, I32[3 /* FP */] = caller, I32[6 /* DEPTH */]--, (flags & 1 /* ENTRY */) !== 0)
      return I32[1 /* STATUS */] = 1 /* EXC */, LEAVE;
    if ((flags & 16 /* ITERATING */) !== 0 && (flags & 4 /* GENERATOR */) === 0 && isStop(rt)) {
      clear(I32);
      let instruction = next2 - 8;
      return instruction + I32[instruction + 3];
    }
    if ((flags & 64 /* SENDING */) !== 0 && (flags & 4 /* GENERATOR */) === 0 && isStop(rt))
      return takeStopValue(rt), finishSend(rt, next2 - 4);
    at = next2 - 1;
  }
}
function finishSend(rt, pc) {
  let { I32 } = rt, r = I32[3 /* FP */] + 4 /* REGS */ + I32[pc + 1] << 1;
  return I32[r] = I32[14 /* RESULT */], I32[r + 1] = I32[15], pc + I32[pc + 3];
}
function takeStopValue(rt) {
  let { I32 } = rt, mark = rt.mark(), slot = rt.push(I32[10 /* EXC */], I32[11]);
  clear(I32), rt.kernel.getAttr(slot, "value"), rt.release(mark);
}
function clear(I32) {
  I32[10 /* EXC */] = 3 /* UNBOUND */, I32[11] = -262144 /* SPECIAL */, I32[1 /* STATUS */] = 0 /* OK */;
}
function clearException(rt) {
  clear(rt.I32);
}
function pendingIs(rt, klass) {
  let { I32 } = rt, own = I32[I32[10 /* EXC */] >>> 2] >>> 0;
  return own === klass || rt.kernel.isSubclass(own, klass) !== 0;
}
function isStop(rt) {
  return pendingIs(rt, rt.classes.stopIteration);
}
function findHandler(I32, code, pc) {
  let table = I32[code + 68 /* EXCTABLE */ >>> 2];
  if (table === 0) return -1;
  let at = pc - I32[code + 8 /* ENTRY */ >>> 2], row = table + 8 /* DATA */ >>> 2, end = row + (I32[table >>> 2] >> 2);
  for (; row + 4 <= end; row += 4)
    if (I32[row] <= at && at < I32[row + 1]) return row;
  return -1;
}
function forbidStop(rt, flags) {
  let { I32 } = rt, what = (flags & 512 /* ASYNC_GENERATOR */) !== 0 ? "async generator" : (flags & 384) !== 0 ? "coroutine" : "generator", name;
  if (isStop(rt)) name = "StopIteration";
  else if ((flags & 512 /* ASYNC_GENERATOR */) !== 0 && pendingIs(rt, rt.classes.stopAsyncIteration))
    name = "StopAsyncIteration";
  else return;
  let mark = rt.mark(), cause = rt.push(I32[10 /* EXC */], I32[11]);
  rt.kernel.raise("RuntimeError", `${what} raised ${name}`);
  let exc = I32[10 /* EXC */] >>> 0;
  for (let field of [24 /* CAUSE */, 32 /* CONTEXT */])
    I32[exc + field >>> 2] = I32[2 * cause], I32[exc + field + 4 >>> 2] = I32[2 * cause + 1];
  I32[exc + 48 /* SUPPRESS */ >>> 2] = 1, rt.release(mark);
}
function raiseStatement(rt, pc) {
  let { I32 } = rt, regs = I32[3 /* FP */] + 4 /* REGS */, what = I32[pc + 1], from = I32[pc + 2];
  if (I32[2 /* PC */] = pc, what < 0)
    return I32[13] !== -327680 /* REF */ ? (rt.kernel.raise("RuntimeError", "No active exception to reraise"), raised(rt, pc)) : (I32[10 /* EXC */] = I32[12 /* HANDLED */], I32[11] = I32[13], unwind(rt, pc, !1));
  let mark = rt.mark(), slot = rt.pushSlot(regs + what);
  if (!toException(rt, slot, "exceptions must derive from BaseException")) return fail(rt, mark, pc);
  let exc = rt.ref(slot);
  if (from >= 0) {
    let cause = rt.pushSlot(regs + from), at = exc + 24 /* CAUSE */ >>> 2;
    if (!rt.isNone(cause) && !toException(rt, cause, "exception causes must derive from BaseException"))
      return fail(rt, mark, pc);
    I32[at] = I32[2 * cause], I32[at + 1] = I32[2 * cause + 1], I32[exc + 48 /* SUPPRESS */ >>> 2] = 1;
  }
  return I32[10 /* EXC */] = exc, I32[11] = -327680 /* REF */, rt.release(mark), chainContext(rt, exc), unwind(rt, pc, !0);
}
function fail(rt, mark, pc) {
  return rt.release(mark), raised(rt, pc);
}
function toException(rt, slot, message) {
  let { I32, classes, kernel } = rt;
  if (rt.slotKind(slot) === 29 /* EXCEPTION */) return !0;
  if (rt.slotKind(slot) === 4 /* TYPE */ && kernel.isSubclass(rt.ref(slot), classes.baseException) !== 0) {
    let name = rt.ref(slot);
    try {
      rt.call(slot, slot + 1, 0);
    } catch {
      return !1;
    }
    if (rt.resultToSlot(slot), rt.slotKind(slot) === 29 /* EXCEPTION */) return !0;
    let mark = rt.mark(), klass = rt.repr(rt.pushRef(name));
    return kernel.raise(
      "TypeError",
      `calling ${klass} should have returned an instance of BaseException, not ${rt.repr(classSlot(rt, slot))}`
    ), rt.release(mark), !1;
  }
  return kernel.raise("TypeError", message), !1;
}
function classSlot(rt, slot) {
  return rt.kernel.typeOf(slot), rt.pushResult();
}
function raiseAt(rt, pc, name, message) {
  return rt.I32[2 /* PC */] = pc, rt.kernel.raise(name, message), raised(rt, pc);
}
function endAsyncFor(rt, pc) {
  let { I32 } = rt, r = I32[3 /* FP */] + 4 /* REGS */ + I32[pc + 1] << 1;
  return I32[10 /* EXC */] = I32[r], I32[11] = I32[r + 1], pendingIs(rt, rt.classes.stopAsyncIteration) ? (clear(I32), pc + 4) : unwind(rt, pc, !1);
}

// src/interpreter/generators.ts
var STATE = 2, PC = 5, HANDLED = 8;
function returnGenerator(rt, pc) {
  let { I32 } = rt;
  if (I32[2 /* PC */] = pc, rt.kernel.makeGenerator(), I32[1 /* STATUS */] !== 0 /* OK */) return raised(rt, pc);
  let gen = I32[14 /* RESULT */] >>> 2;
  I32[gen + PC] = pc + 4, I32[gen + STATE] = 0 /* CREATED */, I32[gen + HANDLED] = 0 /* NONE */, I32[gen + HANDLED + 1] = -262144 /* SPECIAL */;
  let inner = gen + 14;
  return I32[inner + 6] = I32[14 /* RESULT */], I32[inner + 6 + 1] = -327680 /* REF */, I32[inner + 4 + 1] = 4 /* GENERATOR */, popPlain(rt);
}
function popPlain(rt) {
  let { I32 } = rt, fp = I32[3 /* FP */], header = fp << 1, caller = I32[header + 2];
  if (I32[4 /* SP */] = fp, I32[3 /* FP */] = caller, I32[6 /* DEPTH */]--, (I32[header + 4 + 1] & 1 /* ENTRY */) !== 0)
    return I32[1 /* STATUS */] = 0 /* OK */, LEAVE;
  let r = caller + 4 /* REGS */ + I32[header + 4] << 1;
  return I32[r] = I32[14 /* RESULT */], I32[r + 1] = I32[15], I32[header + 2 + 1];
}
function nameOf(rt, gen) {
  let flavor = rt.word(gen, 16 /* FLAVOR */);
  return flavor === 1 /* COROUTINE */ ? "coroutine" : flavor === 2 /* ASYNC_GENERATOR */ ? "async generator" : "generator";
}
function resume(rt, gen, mode, lo, hi, dst, next2, flags) {
  let { I32 } = rt, g = gen >>> 2, state = I32[g + STATE];
  if (state === 2 /* RUNNING */) return failed(rt, next2, flags, "ValueError", `${nameOf(rt, gen)} already executing`);
  if (state === 3 /* FINISHED */)
    return mode === 1 /* THROW */ ? (I32[10 /* EXC */] = lo, I32[11] = hi, failedWith(rt, next2, flags)) : I32[g + 4] === 1 /* COROUTINE */ ? failed(rt, next2, flags, "RuntimeError", "cannot reuse already awaited coroutine") : (rt.resultNone(), deliverReturn(rt, I32[g + 4], next2, flags));
  if (state === 0 /* CREATED */ && mode === 0 /* SEND */ && hi !== -262144 /* SPECIAL */)
    return failed(rt, next2, flags, "TypeError", `can't send non-None value to a just-started ${nameOf(rt, gen)}`);
  if (I32[6 /* DEPTH */] >= I32[7 /* DEPTH_LIMIT */])
    return failed(rt, next2, flags, "RecursionError", "maximum recursion depth exceeded");
  let w = g + 14;
  I32[w + 2] = I32[3 /* FP */], I32[w + 2 + 1] = next2, I32[w + 4] = dst, I32[w + 4 + 1] = 4 /* GENERATOR */ | flags, I32[g + STATE] = 2 /* RUNNING */, I32[6 /* DEPTH */]++, I32[3 /* FP */] = w >>> 1;
  let ownLo = I32[g + HANDLED], ownHi = I32[g + HANDLED + 1];
  I32[g + HANDLED] = I32[12 /* HANDLED */], I32[g + HANDLED + 1] = I32[13], ownHi === -327680 /* REF */ && (I32[12 /* HANDLED */] = ownLo, I32[13] = ownHi);
  let pc = I32[g + PC];
  if (mode === 0 /* SEND */) {
    if (state === 1 /* SUSPENDED */) {
      let r = w + 2 * (4 /* REGS */ + I32[pc - 3]);
      I32[r] = lo, I32[r + 1] = hi;
    }
    return pc;
  }
  return I32[10 /* EXC */] = lo, I32[11] = hi, raised(rt, state === 0 /* CREATED */ ? pc : pc - 4);
}
function failed(rt, next2, flags, exc, message) {
  return rt.kernel.raise(exc, message), failedWith(rt, next2, flags);
}
function failedWith(rt, next2, flags) {
  return (flags & 1 /* ENTRY */) !== 0 ? (rt.I32[1 /* STATUS */] = 1 /* EXC */, LEAVE) : raised(rt, next2 - 1);
}
function leaveGenerator(rt, header, state) {
  let { I32 } = rt, g = I32[header + 6] >>> 2;
  I32[g + STATE] = state;
  let callerLo = I32[g + HANDLED], callerHi = I32[g + HANDLED + 1], own = state === 1 /* SUSPENDED */ && (I32[12 /* HANDLED */] !== callerLo || I32[13] !== callerHi);
  I32[g + HANDLED] = own ? I32[12 /* HANDLED */] : 0 /* NONE */, I32[g + HANDLED + 1] = own ? I32[13] : -262144 /* SPECIAL */, I32[12 /* HANDLED */] = callerLo, I32[13] = callerHi;
}
function yieldValue(rt, pc) {
  let { I32 } = rt, header = I32[3 /* FP */] << 1, value = header + 2 * (4 /* REGS */ + I32[pc + 2]), lo = I32[value], hi = I32[value + 1];
  leaveGenerator(rt, header, 1 /* SUSPENDED */), I32[(I32[header + 6] >>> 2) + PC] = pc + 4;
  let caller = I32[header + 2];
  if (I32[3 /* FP */] = caller, I32[6 /* DEPTH */]--, (I32[header + 4 + 1] & 1 /* ENTRY */) !== 0)
    return I32[14 /* RESULT */] = lo, I32[15] = hi, I32[1 /* STATUS */] = 0 /* OK */, LEAVE;
  let r = caller + 4 /* REGS */ + I32[header + 4] << 1;
  return I32[r] = lo, I32[r + 1] = hi, I32[header + 2 + 1];
}
function generatorReturn(rt) {
  let { I32 } = rt, header = I32[3 /* FP */] << 1;
  leaveGenerator(rt, header, 3 /* FINISHED */);
  let g = I32[header + 6] >>> 2;
  return I32[3 /* FP */] = I32[header + 2], I32[6 /* DEPTH */]--, deliverReturn(
    rt,
    I32[g + 4],
    I32[header + 2 + 1],
    I32[header + 4 + 1]
  );
}
function deliverReturn(rt, flavor, next2, flags) {
  let { I32 } = rt;
  if (flavor === 2 /* ASYNC_GENERATOR */)
    return rt.kernel.raise("StopAsyncIteration", ""), failedWith(rt, next2, flags);
  if ((flags & 1 /* ENTRY */) !== 0)
    return I32[1 /* STATUS */] = 2 /* STOP */, I32[38 /* STOP_VALUE */] = I32[14 /* RESULT */], I32[39] = I32[15], LEAVE;
  if ((flags & 16 /* ITERATING */) !== 0) {
    let instruction = next2 - 8;
    return instruction + I32[instruction + 3];
  }
  return (flags & 64 /* SENDING */) !== 0 ? finishSend(rt, next2 - 4) : (makeStopIteration(rt), raised(rt, next2 - 1));
}
function makeStopIteration(rt) {
  let { I32 } = rt, mark = rt.mark(), value = rt.pushResult(), klass = rt.pushRef(rt.classes.stopIteration), argc = rt.isNone(value) ? 0 : 1;
  try {
    rt.call(klass, value, argc), I32[10 /* EXC */] = I32[14 /* RESULT */], I32[11] = I32[15];
  } catch {
  }
  rt.release(mark);
}
function resumeNested(rt, gen, mode, lo, hi) {
  if (mode === 1 /* THROW */) return throwNested(rt, gen, lo, hi);
  if (mode === 2 /* CLOSE */) return closeNested(rt, gen);
  runNested(rt, () => resume(rt, gen, mode, lo, hi, -1, rt.I32[2 /* PC */] + 1, 1 /* ENTRY */));
}
function delegate(rt, gen) {
  let { I32 } = rt, g = gen >>> 2;
  if (I32[g + STATE] !== 1 /* SUSPENDED */) return 0;
  let pc = I32[g + PC] - 4;
  return (I32[pc] & 255) !== 114 /* YIELD */ || I32[pc + 3] < 0 ? 0 : (gen + 56 /* FRAME */ >>> 3) + 4 /* REGS */ + I32[pc + 3];
}
function throwNested(rt, gen, lo, hi) {
  let { I32 } = rt, enter = (l, h) => runNested(rt, () => resume(rt, gen, 1 /* THROW */, l, h, -1, I32[2 /* PC */] + 1, 1 /* ENTRY */)), sub = delegate(rt, gen);
  if (sub === 0) return enter(lo, hi);
  let mark = rt.mark();
  rt.pushRef(gen);
  let exc = rt.push(lo, hi), iterator = rt.pushSlot(sub);
  try {
    if (rt.kernel.isInstance(exc, rt.classes.generatorExit) !== 0)
      return closeIterator(rt, gen, iterator), I32[1 /* STATUS */] === 1 /* EXC */ ? enter(I32[10 /* EXC */], I32[11]) : enter(lo, hi);
    if (I32[(gen >>> 2) + STATE] = 2 /* RUNNING */, rt.slotKind(iterator) === 30 /* GENERATOR */)
      throwNested(rt, rt.ref(iterator), lo, hi);
    else {
      if (rt.kernel.findAttr(iterator, "throw"), I32[1 /* STATUS */] !== 1 /* EXC */ && I32[9 /* FLAG */] === 0)
        return I32[(gen >>> 2) + STATE] = 1 /* SUSPENDED */, enter(lo, hi);
      if (I32[1 /* STATUS */] !== 1 /* EXC */) {
        let method = rt.pushResult();
        try {
          rt.call(method, exc, 1);
        } catch {
          pendingIs(rt, rt.classes.stopIteration) ? (takeStopValue(rt), I32[1 /* STATUS */] = 2 /* STOP */) : I32[1 /* STATUS */] = 1 /* EXC */;
        }
      }
    }
    if (I32[(gen >>> 2) + STATE] = 1 /* SUSPENDED */, I32[1 /* STATUS */] === 1 /* EXC */) return enter(I32[10 /* EXC */], I32[11]);
    if (I32[1 /* STATUS */] === 2 /* STOP */) {
      let g = gen >>> 2, send3 = I32[g + PC] - 8, r = g + 14 + 2 * (4 /* REGS */ + I32[send3 + 1]), valueLo = I32[14 /* RESULT */], valueHi = I32[15];
      return I32[r] = valueLo, I32[r + 1] = valueHi, runNested(rt, () => resumeAt(rt, gen, send3 + I32[send3 + 3]));
    }
  } finally {
    rt.release(mark);
  }
}
function resumeAt(rt, gen, pc) {
  let { I32 } = rt, g = gen >>> 2;
  return I32[g + STATE] = 0 /* CREATED */, I32[g + PC] = pc, resume(rt, gen, 0 /* SEND */, 0 /* NONE */, -262144 /* SPECIAL */, -1, I32[2 /* PC */] + 1, 1 /* ENTRY */);
}
function closeIterator(rt, gen, iterator) {
  let { I32 } = rt;
  if (I32[(gen >>> 2) + STATE] = 2 /* RUNNING */, rt.slotKind(iterator) === 30 /* GENERATOR */)
    closeNested(rt, rt.ref(iterator));
  else if (rt.kernel.findAttr(iterator, "close"), I32[1 /* STATUS */] !== 1 /* EXC */ && I32[9 /* FLAG */] !== 0) {
    let method = rt.pushResult();
    try {
      rt.call(method, method + 1, 0);
    } catch {
      I32[1 /* STATUS */] = 1 /* EXC */;
    }
  }
  I32[(gen >>> 2) + STATE] = 1 /* SUSPENDED */;
}
function closeNested(rt, gen) {
  let { I32 } = rt, g = gen >>> 2, done = () => {
    clearException(rt), rt.resultNone();
  };
  if (I32[g + STATE] === 3 /* FINISHED */) return done();
  if (I32[g + STATE] === 0 /* CREATED */)
    return I32[g + STATE] = 3 /* FINISHED */, done();
  if (I32[g + STATE] === 2 /* RUNNING */) {
    rt.kernel.raise("ValueError", `${nameOf(rt, gen)} already executing`);
    return;
  }
  let mark = rt.mark();
  rt.pushRef(gen);
  let sub = delegate(rt, gen), failedClose = !1;
  sub !== 0 && (closeIterator(rt, gen, rt.pushSlot(sub)), failedClose = I32[1 /* STATUS */] === 1 /* EXC */), failedClose || rt.kernel.raise("GeneratorExit", "");
  let lo = I32[10 /* EXC */], hi = I32[11];
  if (clearException(rt), runNested(rt, () => resume(rt, gen, 1 /* THROW */, lo, hi, -1, I32[2 /* PC */] + 1, 1 /* ENTRY */)), rt.release(mark), I32[1 /* STATUS */] === 0 /* OK */) {
    rt.kernel.raise("RuntimeError", `${nameOf(rt, gen)} ignored GeneratorExit`);
    return;
  }
  if (I32[1 /* STATUS */] === 2 /* STOP */) return done();
  (pendingIs(rt, rt.classes.generatorExit) || pendingIs(rt, rt.classes.stopIteration) || rt.word(gen, 16 /* FLAVOR */) === 2 /* ASYNC_GENERATOR */ && pendingIs(rt, rt.classes.stopAsyncIteration)) && done();
}
function send(rt, pc) {
  let { I32 } = rt, regs = I32[3 /* FP */] + 4 /* REGS */, value = regs + I32[pc + 1], iterator = regs + I32[pc + 2];
  if (I32[2 /* PC */] = pc, rt.slotKind(iterator) === 30 /* GENERATOR */)
    return resume(
      rt,
      rt.ref(iterator),
      0 /* SEND */,
      I32[2 * value],
      I32[2 * value + 1],
      I32[pc + 1],
      pc + 4,
      64 /* SENDING */
    );
  let mark = rt.mark();
  try {
    if (rt.isNone(value)) {
      if (I32[38 /* STOP_VALUE */] = 0 /* NONE */, I32[39] = -262144 /* SPECIAL */, rt.kernel.next(iterator), rt.check(), I32[9 /* FLAG */] === 0)
        return I32[14 /* RESULT */] = I32[38 /* STOP_VALUE */], I32[15] = I32[39], finishSend(rt, pc);
    } else {
      let method = rt.mark();
      rt.getAttr(iterator, "send"), rt.pushResult(), rt.call(method, rt.pushSlot(value), 1);
    }
    return rt.resultToSlot(value), pc + 4;
  } catch {
    return rt.release(mark), pendingIs(rt, rt.classes.stopIteration) ? (takeStopValue(rt), finishSend(rt, pc)) : raised(rt, pc);
  } finally {
    rt.release(mark);
  }
}

// src/interpreter/calls.ts
var MAX_NEST = 190;
function pushFunction(rt, fn, dst, next2, flags) {
  let { I32 } = rt, code = I32[fn + 8 /* CODE */ >>> 2] >>> 2, sp = I32[4 /* SP */], top = sp + 4 /* REGS */ + I32[code + 3];
  if (I32[6 /* DEPTH */] >= I32[7 /* DEPTH_LIMIT */] || top + 256 >= I32[5 /* STACK_LIMIT */])
    return rt.kernel.raise("RecursionError", "maximum recursion depth exceeded"), -1;
  let argc = I32[19 /* ARGC */], argp = I32[18 /* ARGP */], base = sp + 4 /* REGS */;
  if ((I32[code + 7] & 65536 /* SIMPLE */) !== 0 && argc === I32[code + 4] && I32[20 /* KWNAMES */] === 0)
    argp !== base && I32.copyWithin(2 * base, 2 * argp, 2 * (argp + argc));
  else if (!bindArguments(rt, fn, base, top))
    return -1;
  let w = sp << 1;
  return I32[w] = fn, I32[w + 1] = -327680 /* REF */, I32[w + 2] = I32[3 /* FP */], I32[w + 3] = next2, I32[w + 4] = dst, I32[w + 5] = flags, I32[w + 6] = 0 /* NONE */, I32[w + 7] = -262144 /* SPECIAL */, I32[3 /* FP */] = sp, I32[4 /* SP */] = top, top > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = top), I32[6 /* DEPTH */]++, I32[code + 2];
}
function performCall(rt, dst, next2, flags) {
  let { I32 } = rt;
  for (; ; ) {
    let pc = I32[2 /* PC */];
    switch (I32[17] === -327680 /* REF */ ? I32[(I32[16 /* CALLEE */] >>> 2) + 1] & 255 : -1) {
      case 21 /* FUNCTION */: {
        let entry = pushFunction(rt, I32[16 /* CALLEE */], dst, next2, flags);
        return entry < 0 ? raised(rt, pc) : entry;
      }
      case 22 /* BOUND_METHOD */:
        prependReceiver(rt);
        continue;
      case 30 /* GENERATOR */: {
        let value = I32[19 /* ARGC */] > 0 ? I32[18 /* ARGP */] : -1;
        return resume(
          rt,
          I32[16 /* CALLEE */] >>> 0,
          I32[21 /* EXTRA */] & 255,
          value < 0 ? 0 /* NONE */ : I32[2 * value],
          value < 0 ? -262144 /* SPECIAL */ : I32[2 * value + 1],
          dst,
          next2,
          flags
        );
      }
      case 4 /* TYPE */: {
        let entry = instantiate(rt, dst, next2);
        if (entry >= 0) return entry;
        if (entry === LEAVE) return LEAVE;
        break;
      }
      case 23 /* BUILTIN */: {
        let builtin = I32[16 /* CALLEE */] >>> 2;
        if (I32[builtin + 8] === 1) {
          let fn = I32[builtin + 2];
          if (fn < 2) {
            let entry = resumeByMethod(rt, fn, dst, next2);
            if (entry !== NOT_DIRECT) return entry;
          }
          return callHostFunction(rt, fn), I32[1 /* STATUS */] === 1 /* EXC */ ? raised(rt, pc) : deliver(rt, dst, next2);
        }
        break;
      }
    }
    let sp = I32[4 /* SP */];
    if (protectArguments(I32), rt.kernel.call(), I32[4 /* SP */] = sp, I32[1 /* STATUS */] === 0 /* OK */) return deliver(rt, dst, next2);
    if (I32[1 /* STATUS */] === 1 /* EXC */) return raised(rt, pc);
  }
}
function callCached(rt, pc) {
  let { I32 } = rt;
  if (I32[17] === -327680 /* REF */) {
    let callee = I32[16 /* CALLEE */] >>> 2, kind = I32[callee + 1] & 255;
    kind === 21 /* FUNCTION */ ? I32[pc + 4] = I32[16 /* CALLEE */] : kind === 4 /* TYPE */ && (I32[pc + 4] !== I32[16 /* CALLEE */] || I32[pc + 5] !== I32[callee + 2]) && (rt.kernel.classInit(), I32[pc + 4] = I32[16 /* CALLEE */], I32[pc + 5] = I32[callee + 2], I32[pc + 6] = I32[21 /* EXTRA */]);
  }
  return performCall(rt, I32[pc + 1], pc + 8, 0);
}
function protectArguments(I32) {
  let end = I32[18 /* ARGP */] + I32[19 /* ARGC */];
  end <= I32[4 /* SP */] || end > I32[5 /* STACK_LIMIT */] || (I32[4 /* SP */] = end, end > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = end));
}
function deliver(rt, dst, next2) {
  let { I32 } = rt;
  if (dst >= 0) {
    let r = I32[3 /* FP */] + 4 /* REGS */ + dst << 1;
    I32[r] = I32[14 /* RESULT */], I32[r + 1] = I32[15];
  }
  return next2;
}
function prependReceiver(rt) {
  let { I32 } = rt, method = I32[16 /* CALLEE */] >>> 2;
  moveArguments(rt, I32[method + 4], I32[method + 4 + 1]), I32[16 /* CALLEE */] = I32[method + 2], I32[17] = I32[method + 2 + 1];
}
function moveArguments(rt, lo, hi) {
  let { I32 } = rt, argp = I32[18 /* ARGP */], argc = I32[19 /* ARGC */], base = I32[4 /* SP */] + 4 /* REGS */;
  I32.copyWithin(2 * base + 2, 2 * argp, 2 * (argp + argc)), I32[2 * base] = lo, I32[2 * base + 1] = hi, I32[18 /* ARGP */] = base, I32[19 /* ARGC */] = argc + 1, base + argc + 1 > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = base + argc + 1);
}
var NOT_PLAIN = -2;
function instantiate(rt, dst, next2) {
  let { I32 } = rt, pc = I32[2 /* PC */];
  rt.kernel.classInit();
  let init = I32[21 /* EXTRA */];
  return init === 0 || init === 1 && I32[19 /* ARGC */] > 0 ? NOT_PLAIN : (rt.kernel.allocInstance(), I32[1 /* STATUS */] !== 0 /* OK */ ? raised(rt, pc) : init === 1 ? deliver(rt, dst, next2) : construct(rt, init, dst, next2));
}
function construct(rt, init, dst, next2) {
  let { I32 } = rt, pc = I32[2 /* PC */], lo = I32[14 /* RESULT */], hi = I32[15];
  moveArguments(rt, lo, hi);
  let entry = pushFunction(rt, init, dst, next2, 2 /* CONSTRUCTOR */);
  if (entry < 0) return raised(rt, pc);
  let extra = I32[3 /* FP */] + 3 /* EXTRA */ << 1;
  return I32[extra] = lo, I32[extra + 1] = hi, entry;
}
function returnWithFlags(rt) {
  let { I32 } = rt, fp = I32[3 /* FP */], header = fp << 1, flags = I32[header + 5];
  if ((flags & 4 /* GENERATOR */) !== 0) return generatorReturn(rt);
  let caller = I32[header + 2], next2 = I32[header + 3];
  if ((flags & 2 /* CONSTRUCTOR */) !== 0) {
    if (!(I32[15] === -262144 /* SPECIAL */ && I32[14 /* RESULT */] === 0 /* NONE */)) {
      let type = rt.typeName(rt.pushResult());
      return popTo(I32, fp, caller), raiseAt(rt, next2 - 1, "TypeError", `__init__() should return None, not '${type}'`);
    }
    I32[14 /* RESULT */] = I32[header + 6], I32[15] = I32[header + 7];
  }
  return popTo(I32, fp, caller), (flags & 1 /* ENTRY */) !== 0 ? (I32[1 /* STATUS */] = 0 /* OK */, LEAVE) : deliver(rt, I32[header + 4], next2);
}
function popTo(I32, fp, caller) {
  I32[4 /* SP */] = fp, I32[3 /* FP */] = caller, I32[6 /* DEPTH */]--;
}
var HOST_SEND = 0;
var NOT_DIRECT = -3;
function resumeByMethod(rt, fn, dst, next2) {
  let { I32 } = rt, argp = I32[18 /* ARGP */];
  if (I32[20 /* KWNAMES */] !== 0 || I32[19 /* ARGC */] !== (fn === HOST_SEND ? 2 : 1) || rt.slotKind(argp) !== 30 /* GENERATOR */) return NOT_DIRECT;
  let lo = fn === HOST_SEND ? I32[2 * argp + 2] : 0 /* NONE */, hi = fn === HOST_SEND ? I32[2 * argp + 3] : -262144 /* SPECIAL */;
  return resume(rt, I32[2 * argp] >>> 0, 0, lo, hi, dst, next2, 0);
}
function callHostFunction(rt, number2) {
  let { I32 } = rt, sp = I32[4 /* SP */], argp = I32[18 /* ARGP */], argc = I32[19 /* ARGC */], pc = I32[2 /* PC */], depth = I32[6 /* DEPTH */], fp = I32[3 /* FP */];
  protectArguments(I32);
  try {
    let args = hostArguments(rt, argp, argc);
    rt.hostFunctions[number2](rt, args) !== !0 && rt.resultNone(), I32[1 /* STATUS */] = 0 /* OK */;
  } catch (error) {
    I32[3 /* FP */] = fp, I32[6 /* DEPTH */] = depth, setError(rt, error);
  }
  I32[4 /* SP */] = sp, I32[2 /* PC */] = pc;
}
var NO_KEYWORDS = /* @__PURE__ */ new Map();
function hostArguments(rt, argp, argc) {
  let names = rt.I32[20 /* KWNAMES */];
  if (names === 0) return { pos: slots(argp, argc), kw: NO_KEYWORDS };
  let texts = rt.tupleOfStr(names >>> 0), positional = argc - texts.length;
  return { pos: slots(argp, positional), kw: new Map(texts.map((name, i) => [name, argp + positional + i])) };
}
function slots(first, count) {
  let out = [];
  for (let i = 0; i < count; i++) out.push(first + i);
  return out;
}
function setError(rt, error) {
  error instanceof PyRaise || (error instanceof RangeError && /call stack/i.test(error.message) ? rt.kernel.raise("RecursionError", "maximum recursion depth exceeded") : rt.kernel.raise("SystemError", `internal error: ${error instanceof Error ? error.stack ?? error.message : error}`)), rt.I32[1 /* STATUS */] = 1 /* EXC */;
}
function runNested(rt, start) {
  let { I32 } = rt, pc = I32[2 /* PC */], fp = I32[3 /* FP */], sp = I32[4 /* SP */], depth = I32[6 /* DEPTH */];
  if (I32[8 /* NEST */] >= MAX_NEST) {
    rt.kernel.raise("RecursionError", "maximum recursion depth exceeded"), I32[1 /* STATUS */] = 1 /* EXC */;
    return;
  }
  I32[8 /* NEST */]++;
  try {
    let entry = start();
    entry >= 0 && (I32[2 /* PC */] = entry, rt.run());
  } catch (error) {
    I32[3 /* FP */] = fp, setError(rt, error);
  }
  I32[8 /* NEST */]--, I32[2 /* PC */] = pc, I32[4 /* SP */] = sp, I32[6 /* DEPTH */] = depth;
}
function callFunction(rt) {
  let { I32 } = rt;
  for (; ; ) {
    let kind = I32[17] === -327680 /* REF */ ? I32[(I32[16 /* CALLEE */] >>> 2) + 1] & 255 : -1;
    if (kind === 21 /* FUNCTION */) return callFunctionNested(rt, -1);
    if (kind === 30 /* GENERATOR */) return resumeGenerator(rt);
    let sp = I32[4 /* SP */];
    if (protectArguments(I32), rt.kernel.call(), I32[4 /* SP */] = sp, I32[1 /* STATUS */] !== 3 /* CALL */) return;
  }
}
function callFunctionNested(rt, namespace) {
  let { I32 } = rt, sp = I32[4 /* SP */];
  protectArguments(I32), runNested(rt, () => {
    let next2 = I32[2 /* PC */] + 1, entry = pushFunction(rt, I32[16 /* CALLEE */], -1, next2, 1 /* ENTRY */ | (namespace < 0 ? 0 : 8 /* NAMESPACE */));
    if (entry < 0)
      return I32[1 /* STATUS */] = 1 /* EXC */, LEAVE;
    if (namespace >= 0) {
      let extra = I32[3 /* FP */] + 3 /* EXTRA */ << 1;
      I32[extra] = I32[2 * namespace], I32[extra + 1] = I32[2 * namespace + 1];
    }
    return entry;
  }), I32[4 /* SP */] = sp;
}
function resumeGenerator(rt) {
  let { I32 } = rt, value = I32[19 /* ARGC */] > 0 ? I32[18 /* ARGP */] : -1;
  resumeNested(
    rt,
    I32[16 /* CALLEE */] >>> 0,
    I32[21 /* EXTRA */] & 255,
    value < 0 ? 0 /* NONE */ : I32[2 * value],
    value < 0 ? -262144 /* SPECIAL */ : I32[2 * value + 1]
  );
}
function callPythonFromNative(rt) {
  try {
    let { I32 } = rt;
    (I32[(I32[16 /* CALLEE */] >>> 2) + 1] & 255) === 30 /* GENERATOR */ ? resumeGenerator(rt) : callFunctionNested(rt, I32[21 /* EXTRA */] === 0 ? -1 : I32[21 /* EXTRA */]);
  } catch (error) {
    setError(rt, error);
  }
}
function callHostFromNative(rt) {
  try {
    callHostFunction(rt, rt.I32[21 /* EXTRA */]);
  } catch (error) {
    setError(rt, error);
  }
}

// src/interpreter/hooks.ts
var NO_JIT = {
  threshold: 2147483647,
  onHotLoop() {
  },
  onHotFunction() {
  },
  enter() {
    throw new Error("no compiled code without a JIT");
  },
  async close() {
  }
};

// src/interpreter/compile.ts
import { readFileSync } from "node:fs";

// src/heap/link.ts
var OPERANDS = OPCODES.map((def) => def.operands), LENGTHS = OPCODES.map(lengthOf), nextCodeId = 1;
function link(rt, template) {
  let { I32 } = rt, k = rt.kernel, names = template.names.map((n) => k.intern(n)), codes = template.codes.map((c) => link(rt, c)), mark = rt.mark(), consts = template.consts.map((c) => pushConst(rt, c));
  for (let code2 of codes) rt.pushRef(code2);
  let constTuple = k.newTuple(mark, consts.length + codes.length), constLow = consts.map((slot) => I32[2 * slot]), constHigh = consts.map((slot) => I32[2 * slot + 1]), docSlot = template.docstring === null ? rt.push(0 /* NONE */, -262144 /* SPECIAL */) : rt.pushStr(template.docstring), docLow = I32[2 * docSlot], docHigh = I32[2 * docSlot + 1];
  rt.release(mark);
  let words = k.allocBuffer(4 * template.words.length), first = words + 8 /* DATA */ >>> 2;
  I32.set(template.words, first);
  let end = first + template.words.length;
  for (let pc = first; pc < end; ) {
    let op = I32[pc] & 255, operands = OPERANDS[op];
    for (let i = 0; i < operands.length; i++) {
      let at = pc + 1 + i;
      switch (operands[i]) {
        case "name":
          I32[at] = names[I32[at]];
          break;
        case "code":
          I32[at] = codes[I32[at]];
          break;
        case "tuple":
          I32[at] = constLow[I32[at]];
          break;
        case "lo": {
          let index = I32[at];
          I32[at] = constLow[index], I32[at + 1] = constHigh[index];
          break;
        }
      }
    }
    pc += LENGTHS[op];
  }
  let code = k.allocCode(), set = (offset, value) => {
    I32[code + offset >>> 2] = value;
  };
  return set(8 /* ENTRY */, first), set(12 /* NREGS */, template.nregs), set(16 /* ARGCOUNT */, template.argcount), set(20 /* POSONLY */, template.posonly), set(24 /* KWONLY */, template.kwonly), set(28 /* FLAGS */, template.flags), set(32 /* WORDS */, words), set(36 /* CONSTS */, constTuple), set(40 /* NAME */, k.intern(template.name)), set(44 /* QUALNAME */, k.intern(template.qualname)), set(48 /* FILENAME */, k.intern(template.filename)), set(52 /* FIRSTLINE */, template.firstline), set(56 /* VARNAMES */, nameTuple(rt, template.varnames)), set(60 /* CELLVARS */, nameTuple(rt, template.cellvars)), set(64 /* FREEVARS */, nameTuple(rt, template.freevars)), set(68 /* EXCTABLE */, wordBuffer(rt, template.exceptions)), set(72 /* POSITIONS */, wordBuffer(rt, template.positions)), set(76 /* NLOCALS */, template.varnames.length), set(80 /* ID */, nextCodeId++), set(84 /* NWORDS */, template.words.length), set(88 /* NAMES */, nameTuple(rt, template.names)), set(104 /* DOC */, docLow), set(108, docHigh), code;
}
function wordBuffer(rt, words) {
  if (words.length === 0) return 0;
  let buffer = rt.kernel.allocBuffer(4 * words.length);
  return rt.I32.set(words, buffer + 8 /* DATA */ >>> 2), buffer;
}
function nameTuple(rt, names) {
  let mark = rt.mark();
  for (let name of names) rt.pushRef(rt.kernel.intern(name));
  let tuple = rt.kernel.newTuple(mark, names.length);
  return rt.release(mark), tuple;
}
function pushConst(rt, value) {
  let k = rt.kernel;
  switch (value.type) {
    case "int":
      return value.value >= -0x80000000n && value.value <= 0x7fffffffn ? rt.push(Number(value.value), -458752 /* INT */) : (k.newBigInt(value.value), rt.pushResult());
    case "float":
      return rt.pushFloat(value.value);
    case "complex":
      return rt.pushRef(k.newComplex(0, value.value));
    case "str":
      return rt.pushRef(isNameLike(value.value) ? k.intern(value.value) : k.newStr(value.value));
    case "bytes":
      return rt.pushRef(k.newBytes(value.value));
    case "bool":
      return rt.push(value.value ? 1 : 0, -196608 /* BOOL */);
    case "None":
      return rt.push(0 /* NONE */, -262144 /* SPECIAL */);
    case "Ellipsis":
      return rt.push(1 /* ELLIPSIS */, -262144 /* SPECIAL */);
    default: {
      let mark = rt.mark();
      for (let item of value.items) pushConst(rt, item);
      let n = value.items.length, ref = value.type === "tuple" ? k.newTuple(mark, n) : k.newFrozenset(mark, n);
      return rt.release(mark), rt.pushRef(ref);
    }
  }
}
function isNameLike(s) {
  return s.length < 4096 && /^[A-Za-z0-9_]*$/.test(s);
}

// src/interpreter/compile.ts
var sources = /* @__PURE__ */ new Map();
function rememberSource(filename, source) {
  sources.set(filename, source);
}
function rememberedSource(filename) {
  return sources.get(filename);
}
function compileSource(rt, source, filename, mode, namespace = !1, isFile2 = !1) {
  try {
    let options = typeof source == "string" ? { source, namespace } : { namespace }, tree = parse(source, filename, mode, { lookupCharacter: (name) => {
      let code = rt.kernel.characterNamed(name);
      return code < 0 ? null : String.fromCodePoint(code);
    }, isFile: isFile2 });
    return link(rt, compileModule(tree, filename, mode, options));
  } catch (error) {
    throw (error instanceof RangeError && /call stack/i.test(error.message) || error instanceof PySyntaxError && error.kind === "RecursionError") && rt.raise("RecursionError", "maximum recursion depth exceeded during compilation"), error instanceof PySyntaxError && error.kind === "MemoryError" && rt.raise("MemoryError", ""), error instanceof PySyntaxError && raiseSyntaxError(rt, error), error;
  }
}
function lineOfFile(filename, line) {
  if (line === null || line < 1) return null;
  try {
    let text = (rememberedSource(filename) ?? readFileSync(filename, "utf8")).split(/\r\n?|\n/)[line - 1];
    return text === void 0 ? null : `${text}
`;
  } catch {
    return null;
  }
}
function raiseSyntaxError(rt, error) {
  let { I32 } = rt, mark = rt.mark(), klass = rt.pushRef(rt.kernel.typeByName(error.kind)), argp = rt.mark();
  rt.pushStr(error.msg);
  let optional = (x) => x === null ? rt.pushNone() : rt.pushInt(x), details = rt.mark();
  rt.pushStr(error.filename), optional(error.lineno), optional(error.offset);
  let text = error.text ?? lineOfFile(error.filename, error.lineno);
  text === null ? rt.pushNone() : rt.pushStr(text), optional(error.end_lineno), optional(error.end_offset);
  let tuple = rt.kernel.newTuple(details, 6);
  throw rt.release(details), rt.pushRef(tuple), rt.call(klass, argp, 2), I32[10 /* EXC */] = I32[14 /* RESULT */], I32[11] = I32[15], I32[1 /* STATUS */] = 1 /* EXC */, rt.release(mark), new PyRaise();
}

// src/builtins/code.ts
function currentGlobals(rt) {
  let { I32 } = rt, fp = I32[3 /* FP */];
  return fp === 0 ? rt.modules.mainDict : rt.word(I32[2 * fp] >>> 0, 16 /* GLOBALS */) >>> 0;
}
function currentLocals(rt, fp = rt.I32[3 /* FP */]) {
  let { I32 } = rt, header = 2 * fp;
  if ((I32[header + 5] & 8 /* NAMESPACE */) !== 0) return rt.setResult(I32[header + 6], I32[header + 7]);
  let func = I32[header] >>> 0, code = rt.word(func, 8 /* CODE */) >>> 0;
  if ((rt.word(code, 28 /* FLAGS */) & 1 /* OPTIMIZED */) === 0)
    return rt.resultRef(rt.word(func, 16 /* GLOBALS */) >>> 0);
  let mark = rt.mark(), dict = rt.pushRef(rt.kernel.newDict()), names = rt.tupleOfStr(rt.word(code, 56 /* VARNAMES */) >>> 0), cells = rt.tupleOfStr(rt.word(code, 60 /* CELLVARS */) >>> 0).filter((n) => !names.includes(n)), all = [...names, ...cells, ...rt.tupleOfStr(rt.word(code, 64 /* FREEVARS */) >>> 0)];
  for (let i = 0; i < all.length; i++) {
    let at = 2 * (fp + 4 /* REGS */ + i), lo = I32[at], hi = I32[at + 1];
    if (hi === -327680 /* REF */ && rt.kind(lo >>> 0) === 25 /* CELL */) {
      let cell = lo >>> 2;
      lo = I32[cell + 2], hi = I32[cell + 3];
    }
    hi === -262144 /* SPECIAL */ && lo === 3 /* UNBOUND */ || rt.dictSet(rt.ref(dict), all[i], rt.push(lo, hi));
  }
  return rt.resultSlot(dict), rt.release(mark), !0;
}
function textOf(rt, slot, who) {
  let kind = rt.slotKind(slot);
  return kind === 10 /* STR */ ? rt.text(rt.ref(slot)) : kind === 11 /* BYTES */ ? rt.kernel.readBytes(rt.ref(slot)) : rt.raise("TypeError", `${who} must be a string, bytes or code object`);
}
function runCode(rt, code, globals, locals) {
  let { I32 } = rt, mark = rt.mark();
  rt.pushRef(code), rt.dictGet(globals, "__builtins__") === 0 && rt.dictSet(globals, "__builtins__", rt.modules.slotOf("builtins")), I32[16 /* CALLEE */] = rt.ref(rt.pushRef(rt.kernel.newFunction(code, globals))), I32[17] = -327680 /* REF */, I32[18 /* ARGP */] = rt.mark(), I32[19 /* ARGC */] = 0, I32[20 /* KWNAMES */] = 0, callFunctionNested(rt, locals), rt.release(mark), rt.check();
}
function execOrEval(rt, args, mode) {
  args.pos.length < 1 && rt.raise("TypeError", `${mode} expected at least 1 argument, got 0`);
  let given = (i) => args.pos.length > i && !rt.isNone(args.pos[i]) ? args.pos[i] : -1, globals = given(1), locals = given(2);
  globals >= 0 && rt.slotKind(globals) !== 16 /* DICT */ && rt.raise("TypeError", `${mode}() globals must be a dict, not ${rt.typeName(globals)}`), globals < 0 ? (globals = rt.pushRef(currentGlobals(rt)), locals < 0 && (currentLocals(rt), locals = rt.pushResult())) : locals < 0 && (locals = globals);
  let sameNamespace = rt.ref(locals) === rt.ref(globals), source = args.pos[0], code;
  if (rt.slotKind(source) === 24 /* CODE */)
    code = rt.ref(source), rt.word(rt.word(code, 64 /* FREEVARS */) >>> 0, 8 /* LEN */) > 0 && rt.raise("TypeError", `code object passed to ${mode}() may not contain free variables`);
  else {
    let text = textOf(rt, source, `${mode}() arg 1`);
    mode === "eval" && typeof text == "string" && (text = text.replace(/^[ \t]+/, "")), code = compileSource(rt, text, "<string>", mode, !sameNamespace);
  }
  return runCode(rt, code, rt.ref(globals), sameNamespace ? -1 : locals), mode === "eval" ? !0 : void 0;
}
function compile(rt, args) {
  let names = ["source", "filename", "mode"], [source, filename, mode] = names.map((name, i) => {
    let slot = args.pos[i] ?? args.kw.get(name);
    return slot === void 0 && rt.raise("TypeError", `compile() missing required argument '${name}' (pos ${i + 1})`), slot;
  }), how = rt.str(mode);
  return how !== "exec" && how !== "eval" && how !== "single" ? rt.raise("ValueError", "compile() mode must be 'exec', 'eval' or 'single'") : rt.resultRef(compileSource(rt, textOf(rt, source, "compile() arg 1"), rt.str(filename), how, !0));
}
function defineCode(rt) {
  rt.define("builtins", "exec", (r, args) => execOrEval(r, args, "exec")), rt.define("builtins", "eval", (r, args) => execOrEval(r, args, "eval")), rt.define("builtins", "compile", compile), rt.define("builtins", "globals", (r) => r.resultRef(currentGlobals(r))), rt.define("builtins", "locals", (r) => currentLocals(r));
}

// src/builtins/files.ts
import { closeSync, fstatSync, openSync, readFileSync as readFileSync2, writeFileSync } from "node:fs";
var STRERROR = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EEXIST: "File exists",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
  EPERM: "Operation not permitted",
  EROFS: "Read-only file system",
  ENOSPC: "No space left on device",
  EINVAL: "Invalid argument",
  EBADF: "Bad file descriptor"
};
function raiseOSError(rt, error, path) {
  let { code, errno } = error;
  if (code === void 0 || errno === void 0) throw error;
  let klass = rt.pushRef(rt.kernel.typeByName("OSError")), argp = rt.pushInt(-errno);
  return rt.pushStr(STRERROR[code] ?? code), rt.pushSlot(path), rt.call(klass, argp, 3), rt.raiseResult();
}
function target(rt, slot) {
  let kind = rt.slotKind(slot);
  return kind === 10 /* STR */ ? rt.text(rt.ref(slot)) : kind === 11 /* BYTES */ ? Buffer.from(rt.kernel.readBytes(rt.ref(slot))).toString("utf8") : rt.I32[2 * slot];
}
function file(rt, args) {
  let path = target(rt, args.pos[0]), mode = rt.str(args.pos[1]);
  try {
    switch (mode) {
      case "r":
        return rt.resultRef(rt.kernel.newBytes(readFileSync2(path)));
      case "a":
        return typeof path == "string" && closeSync(openSync(path, "a")), rt.resultRef(rt.kernel.newBytes(typeof path == "number" && !fstatSync(path).isFile() ? new Uint8Array() : readFileSync2(path)));
      case "s":
        return writeFileSync(path, rt.kernel.readBytes(rt.ref(args.pos[2]))), rt.resultNone();
      default:
        return typeof path == "string" && closeSync(openSync(path, mode === "x" ? "wx" : "w")), rt.resultRef(rt.kernel.newBytes(new Uint8Array()));
    }
  } catch (error) {
    return raiseOSError(rt, error, args.pos[0]);
  }
}
function flushAll(rt) {
  let mark = rt.mark();
  try {
    rt.getAttr(rt.modules.lazyPrelude(FILES, "open", "file", file), "flush_all");
    let flush = rt.pushResult();
    rt.call(flush, flush, 0);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    clearException(rt);
  }
  rt.release(mark);
}
function defineFiles(rt) {
  let used = !1;
  rt.define("builtins", "open", (r, args) => {
    used || (used = !0, r.onExit(() => flushAll(r)));
    let open = r.pushSlot(r.modules.lazyPrelude(FILES, "open", "file", file));
    return r.callWith(open, args);
  });
}
var FILES = `
dirty = []
def flush_all():
    for f in dirty[:]:
        f.flush()
class IOBase:
    closed = False
    def __init__(self, name, mode, data, writable, append):
        self.name = name
        self.mode = mode
        self._data = data
        self._pos = len(data) if append else 0
        self._append = append
        self._writable = writable
        self._readable = 'r' in mode or '+' in mode
        self._dirty = False
    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
    def _check_read(self):
        self._check()
        if not self._readable:
            raise UnsupportedOperation('not readable')
    def _check_write(self):
        self._check()
        if not self._writable:
            raise UnsupportedOperation('not writable')
    def readable(self):
        return self._readable
    def writable(self):
        return self._writable
    def seekable(self):
        return True
    def isatty(self):
        return False
    def fileno(self):
        raise UnsupportedOperation('fileno')
    def tell(self):
        self._check()
        return self._pos
    def seek(self, offset, whence=0, /):
        self._check()
        self._pos = max(0, offset + (0, self._pos, len(self._data))[whence])
        return self._pos
    def read(self, size=-1, /):
        self._check_read()
        start = self._pos
        end = len(self._data) if size is None or size < 0 else min(len(self._data), start + size)
        self._pos = max(start, end)
        return self._cut(start, end)
    def readline(self, size=-1, /):
        self._check_read()
        start = self._pos
        end = self._data.find(self._newline, start) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, start + size)
        self._pos = max(start, end)
        return self._cut(start, end)
    def readlines(self, hint=-1, /):
        return list(self)
    def __iter__(self):
        self._check()
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def writelines(self, lines, /):
        for line in lines:
            self.write(line)
    def _put(self, data):
        if self._append:
            self._pos = len(self._data)
        start = self._pos
        if start == len(self._data):
            self._data += data
        else:
            self._data = self._data[:start] + data + self._data[start + len(data):]
        self._pos = start + len(data)
        self._touch()
    def _touch(self):
        if not self._dirty:
            self._dirty = True
            dirty.append(self)
    def truncate(self, size=None, /):
        self._check_write()
        if size is None:
            size = self._pos
        self._data = self._data[:size]
        self._touch()
        return size
    def flush(self):
        self._check()
        if self._dirty:
            self._dirty = False
            dirty.remove(self)
            file(self.name, 's', self._bytes())
    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True
    def __enter__(self):
        self._check()
        return self
    def __exit__(self, *exc):
        self.close()
class UnsupportedOperation(OSError, ValueError):
    pass
UnsupportedOperation.__module__ = 'io'
class BufferedFile(IOBase):
    _newline = b'\\n'
    def _cut(self, start, end):
        return bytes(self._data[start:end])
    def _bytes(self):
        return bytes(self._data)
    def write(self, data, /):
        self._check_write()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._put(data)
        return len(data)
    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)
    read1 = peek = IOBase.read
    def __repr__(self):
        return f"<_io.{'BufferedReader' if self.mode == 'rb' else 'BufferedWriter'} name={self.name!r}>"
class TextIOWrapper(IOBase):
    _newline = '\\n'
    newlines = None
    line_buffering = False
    def __init__(self, name, mode, data, writable, append, encoding, errors, newline):
        self.encoding = encoding or 'UTF-8'
        self.errors = errors or 'strict'
        self._eol = newline
        text = data.decode(self.encoding, self.errors)
        if newline is None and '\\r' in text:
            text = text.replace('\\r\\n', '\\n').replace('\\r', '\\n')
        IOBase.__init__(self, name, mode, text, writable, append)
    def _cut(self, start, end):
        return self._data[start:end]
    def _bytes(self):
        return self._data.encode(self.encoding, self.errors)
    def write(self, text, /):
        self._check_write()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        n = len(text)
        if self._eol in ('\\r', '\\r\\n'):
            text = text.replace('\\n', self._eol)
        self._put(text)
        return n
    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"
BufferedFile.__module__ = TextIOWrapper.__module__ = '_io'
def open(file_, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if hasattr(file_, '__fspath__'):
        file_ = file_.__fspath__()
    if not isinstance(file_, (str, bytes, int)):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file_).__name__}")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = [c for c in mode if c in 'rwax']
    if set(mode) - set('rwaxbt+') or len(set(mode)) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if 'b' in mode and 't' in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if 'b' in mode and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if 'b' in mode and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if 'b' in mode and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    kind = kinds[0]
    flush_all()
    data = file(file_, kind, None)
    writable = kind != 'r' or '+' in mode
    if 'b' in mode:
        return BufferedFile(file_, mode, data, writable, kind == 'a')
    return TextIOWrapper(file_, mode, data, writable, kind == 'a', encoding, errors, newline)
open.flush_all = flush_all
`;

// src/modules/prelude.ts
var SYS_PRELUDE = `
class TextIOWrapper:
    def __init__(self, fd, name, mode):
        self.fd = fd
        self.name = name
        self.mode = mode
        self.encoding = 'utf-8'
        self.errors = 'strict' if fd != 2 else 'backslashreplace'
        self.newlines = None
        self.closed = False
        self.line_buffering = False
    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        sys._write(self.fd, s)
        return len(s)
    def writelines(self, lines, /):
        for line in lines:
            self.write(line)
    def flush(self):
        sys._flush(self.fd)
    def close(self):
        self.closed = True
    def fileno(self):
        return self.fd
    def isatty(self):
        return sys._isatty(self.fd)
    def readable(self):
        return self.fd == 0
    def writable(self):
        return self.fd != 0
    def seekable(self):
        return False
    def reconfigure(self, **options):
        pass
    def read(self, size=-1, /):
        return sys._read()
    def readline(self, size=-1, /):
        return sys._readline()
    def readlines(self, hint=-1, /):
        return list(self)
    def __iter__(self):
        return self
    def __next__(self):
        line = sys._readline()
        if not line:
            raise StopIteration
        return line
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()
    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='utf-8'>"
TextIOWrapper.__module__ = '_io'
sys.stdin = sys.__stdin__ = TextIOWrapper(0, '<stdin>', 'r')
sys.stdout = sys.__stdout__ = TextIOWrapper(1, '<stdout>', 'w')
sys.stderr = sys.__stderr__ = TextIOWrapper(2, '<stderr>', 'w')
def structseq(name, fields, values):
    ns = {'__module__': 'sys', '__slots__': (), '__match_args__': fields, 'n_fields': len(fields)}
    for i, field in enumerate(fields):
        ns[field] = property(lambda self, i=i: self[i])
    def __repr__(self):
        return f"sys.{name}(" + ', '.join(f'{f}={v!r}' for f, v in zip(fields, self)) + ')'
    ns['__repr__'] = __repr__
    return type(name, (tuple,), ns)(values)
sys.version_info = structseq('version_info', ('major', 'minor', 'micro', 'releaselevel', 'serial'), (3, 11, 7, 'final', 0))
sys.float_info = structseq('float_info', ('max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds'), (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
sys.hash_info = structseq('hash_info', ('width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'), (64, 2305843009213693951, 314159, 0, 1000003, 'siphash13', 64, 128, 0))
sys.int_info = structseq('int_info', ('bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'), (30, 4, 4300, 640))
sys.flags = structseq('flags', ('debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment', 'verbose', 'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding', 'safe_path', 'int_max_str_digits'), (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, False, 0, 0, False, -1))
class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)
    def __repr__(self):
        return 'namespace(' + ', '.join(f'{k}={v!r}' for k, v in self.__dict__.items()) + ')'
    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented
SimpleNamespace.__module__ = 'types'
sys.implementation = SimpleNamespace(name='tauraro', cache_tag='tauraro-311', version=sys.version_info, hexversion=0x030b07f0)
def displayhook(value, /):
    if value is None:
        return
    import builtins
    builtins._ = None
    print(repr(value))
    builtins._ = value
sys.displayhook = sys.__displayhook__ = displayhook
`, ASYNC_PRELUDE = `
class Awaitable:
    def __init__(self, gen, mode, value):
        self.gen = gen
        self.mode = mode
        self.value = value
        self.state = 0
    def __await__(self):
        return self
    def __iter__(self):
        return self
    def __next__(self):
        return self.send(None)
    def send(self, value, /):
        if self.state == 2:
            raise RuntimeError('cannot reuse already awaited ' + ('__anext__()/asend()' if self.mode == 0 else 'aclose()/athrow()'))
        mode = 0
        if self.state == 0:
            self.state = 1
            mode = self.mode
            if value is None:
                value = self.value
        return self.resume(mode, value)
    def throw(self, typ, val=None, tb=None, /):
        if self.state == 2:
            raise RuntimeError('cannot reuse already awaited ' + ('__anext__()/asend()' if self.mode == 0 else 'aclose()/athrow()'))
        self.state = 1
        if isinstance(typ, type):
            typ = typ() if val is None else val if isinstance(val, BaseException) else typ(val)
        return self.resume(1, typ)
    def resume(self, mode, value):
        try:
            finished, result = step(self.gen, 1 if mode == 2 else mode, value)
        except GeneratorExit:
            self.state = 2
            if self.mode == 2:
                raise StopIteration from None
            raise
        except StopAsyncIteration:
            self.state = 2
            if self.mode == 2:
                raise StopIteration from None
            raise
        except BaseException:
            self.state = 2
            raise
        if finished:
            self.state = 2
            if self.mode == 2:
                raise RuntimeError('async generator ignored GeneratorExit')
            raise StopIteration(result)
        return result
    def close(self):
        self.state = 2
Awaitable.__name__ = Awaitable.__qualname__ = 'async_generator_asend'
`;

// src/builtins/generators.ts
function receiver(rt, args, name, least, most) {
  (args.pos.length === 0 || rt.slotKind(args.pos[0]) !== 30 /* GENERATOR */) && rt.raise("TypeError", `descriptor '${name}' requires a 'generator' object`);
  let given = args.pos.length - 1;
  if (args.kw.size > 0 && rt.raise("TypeError", `generator.${name}() takes no keyword arguments`), given < least || given > most) {
    most === 0 && rt.raise("TypeError", `generator.${name}() takes no arguments (${given} given)`), least === most && rt.raise("TypeError", `generator.${name}() takes exactly one argument (${given} given)`);
    let [bound, limit] = given < least ? ["least", least] : ["most", most];
    rt.raise("TypeError", `${name} expected at ${bound} ${limit} argument${limit === 1 ? "" : "s"}, got ${given}`);
  }
  return rt.ref(args.pos[0]);
}
function finish(rt) {
  if (rt.I32[1 /* STATUS */] === 2 /* STOP */)
    throw makeStopIteration(rt), new PyRaise();
  return rt.check(), !0;
}
function send2(rt, args) {
  let gen = receiver(rt, args, "send", 1, 1), value = args.pos[1];
  return resumeNested(rt, gen, 0 /* SEND */, rt.I32[2 * value], rt.I32[2 * value + 1]), finish(rt);
}
function next(rt, args) {
  let gen = receiver(rt, args, "__next__", 0, 0);
  return resumeNested(rt, gen, 0 /* SEND */, 0 /* NONE */, -262144 /* SPECIAL */), finish(rt);
}
function throwInto(rt, args) {
  let gen = receiver(rt, args, "throw", 1, 3), exc = rt.pushSlot(args.pos[1]), value = args.pos.length > 2 && !rt.isNone(args.pos[2]) ? args.pos[2] : -1;
  if (value >= 0 && rt.slotKind(exc) === 4 /* TYPE */) {
    if (rt.slotKind(value) === 29 /* EXCEPTION */)
      rt.resultSlot(value);
    else {
      let klass = rt.pushSlot(exc);
      rt.call(klass, rt.pushSlot(value), 1);
    }
    rt.resultToSlot(exc);
  }
  let message = `exceptions must be classes or instances deriving from BaseException, not ${rt.typeName(exc)}`;
  if (!toException(rt, exc, message)) throw new PyRaise();
  return resumeNested(rt, gen, 1 /* THROW */, rt.I32[2 * exc], rt.I32[2 * exc + 1]), finish(rt);
}
function close(rt, args) {
  resumeNested(rt, receiver(rt, args, "close", 0, 0), 2 /* CLOSE */, 0 /* NONE */, -262144 /* SPECIAL */), rt.check();
}
function awaitableClass(rt) {
  return rt.modules.lazyPrelude(ASYNC_PRELUDE, "Awaitable", "step", (r, args) => {
    let gen = r.ref(args.pos[0]), value = args.pos[2];
    r.word(gen, 8 /* STATE */) === 2 /* RUNNING */ && r.raise("RuntimeError", "anext(): asynchronous generator is already running"), r.word(gen, 8 /* STATE */) === 3 /* FINISHED */ && r.I32[2 * args.pos[1]] === 0 /* SEND */ && r.raise("StopAsyncIteration", ""), resumeNested(r, gen, r.I32[2 * args.pos[1]], r.I32[2 * value], r.I32[2 * value + 1]), r.check();
    let mark = r.mark(), yielded = gen + 48 /* EXTRA */ >>> 2, result = [r.I32[14 /* RESULT */], r.I32[15]];
    return r.pushBool(r.I32[yielded + 1] === -196608 /* BOOL */), r.I32[yielded] = 0 /* NONE */, r.I32[yielded + 1] = -262144 /* SPECIAL */, r.push(result[0], result[1]), r.resultRef(r.kernel.newTuple(mark, 2)), r.release(mark), !0;
  });
}
function awaitable(rt, args, mode, value) {
  let klass = rt.pushSlot(awaitableClass(rt)), argp = rt.pushSlot(args.pos[0]);
  return rt.pushInt(mode), rt.pushSlot(value), rt.call(klass, argp, 3), !0;
}
function athrow(rt, args) {
  let exc = rt.pushSlot(args.pos[1]);
  if (args.pos.length > 2 && rt.slotKind(exc) === 4 /* TYPE */ && !rt.isNone(args.pos[2]) && (rt.call(exc, args.pos[2], 1), rt.resultToSlot(exc)), !toException(rt, exc, "exceptions must be classes or instances deriving from BaseException")) throw new PyRaise();
  return awaitable(rt, args, 1, exc);
}
function aclose(rt, args) {
  let exit = rt.pushRef(rt.classes.generatorExit);
  return rt.call(exit, exit, 0), awaitable(rt, args, 2, rt.pushResult());
}
function defineGenerators(rt) {
  rt.define("generator", "send", send2), rt.define("generator", "__next__", next), rt.define("generator", "throw", throwInto), rt.define("generator", "close", close), rt.define("coroutine", "send", send2), rt.define("coroutine", "throw", throwInto), rt.define("coroutine", "close", close), rt.define("async_generator", "__anext__", (r, args) => awaitable(r, args, 0, r.pushNone())), rt.define("async_generator", "asend", (r, args) => awaitable(r, args, 0, args.pos[1])), rt.define("async_generator", "athrow", athrow), rt.define("async_generator", "aclose", aclose);
}

// src/modules/import.ts
import { existsSync, readFileSync as readFileSync3, statSync } from "node:fs";
import { join } from "node:path";
function dictOf(rt, module) {
  return rt.word(module, 12 /* ATTRS */) >>> 0;
}
function raiseImport(rt, kind, message, name, path) {
  rt.kernel.raise(kind, message);
  let { I32 } = rt, [lo, hi] = [I32[10 /* EXC */], I32[11]], mark = rt.mark(), exc = rt.push(lo, hi);
  throw clearException(rt), rt.setAttr(exc, "name", rt.pushStr(name)), path !== null && rt.setAttr(exc, "path", rt.pushStr(path)), rt.release(mark), I32[10 /* EXC */] = lo, I32[11] = hi, I32[1 /* STATUS */] = 1, new PyRaise();
}
function importName(rt, nameRef, operands) {
  let level = rt.I32[2 * operands];
  importWith(rt, rt.text(nameRef), operands + 1, level, currentGlobals(rt));
}
function importWith(rt, name, fromlist, level, globals) {
  let absolute = level > 0 ? resolveRelative(rt, name, level, globals) : name;
  absolute === "" && rt.raise("ValueError", "Empty module name");
  let module = load(rt, absolute), names = fromList(rt, fromlist);
  if (names.length === 0) {
    if (level === 0) {
      rt.resultRef(load(rt, name.split(".")[0]));
      return;
    }
    let cut = name === "" ? absolute : absolute.slice(0, absolute.length - name.length + name.split(".")[0].length);
    rt.resultRef(load(rt, cut));
    return;
  }
  let mark = rt.mark(), slot = rt.pushRef(module);
  if (rt.kind(module) === 26 /* MODULE */ && rt.dictGet(dictOf(rt, module), "__path__") !== 0)
    for (let item of names)
      if (item === "*") {
        let all = rt.dictGet(dictOf(rt, module), "__all__");
        if (all !== 0) for (let n of fromList(rt, all)) importSubmodule(rt, absolute, n, slot);
      } else importSubmodule(rt, absolute, item, slot);
  rt.resultSlot(slot), rt.release(mark);
}
function importSubmodule(rt, parent, item, module) {
  let mark = rt.mark();
  if (rt.findAttr(module, item) === 0)
    try {
      load(rt, `${parent}.${item}`);
    } catch (error) {
      if (!(error instanceof PyRaise) || !pendingIs(rt, rt.kernel.typeByName("ModuleNotFoundError"))) throw error;
      let { I32 } = rt, exc = rt.push(I32[10 /* EXC */], I32[11]);
      clearException(rt);
      let name = rt.findAttr(exc, "name");
      if (name === 0 || rt.str(name) !== `${parent}.${item}`)
        throw I32[10 /* EXC */] = I32[2 * exc], I32[11] = I32[2 * exc + 1], error;
    }
  rt.release(mark);
}
function fromList(rt, slot) {
  let kind = rt.slotKind(slot);
  if (kind === 15 /* TUPLE */) return rt.tupleOfStr(rt.ref(slot));
  if (kind !== 14 /* LIST */) return [];
  let list = rt.ref(slot), n = rt.word(list, 8 /* LEN */), items = rt.word(list, 20 /* ITEMS */) + 8 /* DATA */ >>> 2, out = [];
  for (let i = 0; i < n; i++) out.push(rt.text(rt.I32[items + 2 * i]));
  return out;
}
function textAt(rt, dict, key) {
  let mark = rt.mark(), slot = rt.dictGet(dict, key), text = slot !== 0 && rt.slotKind(slot) === 10 /* STR */ ? rt.text(rt.ref(slot)) : null;
  return rt.release(mark), text;
}
function resolveRelative(rt, name, level, globals) {
  let base = textAt(rt, globals, "__package__");
  if (base === null) {
    if (base = textAt(rt, globals, "__name__"), base === null) return rt.raise("KeyError", "'__name__' not in globals");
    rt.dictGet(globals, "__path__") === 0 && (base = base.includes(".") ? base.slice(0, base.lastIndexOf(".")) : "");
  }
  if (base === "") return raiseImport(rt, "ImportError", "attempted relative import with no known parent package", "", null);
  let parts = base.split(".");
  if (level > parts.length)
    return raiseImport(rt, "ImportError", "attempted relative import beyond top-level package", "", null);
  let package_ = parts.slice(0, parts.length - level + 1).join(".");
  return name === "" ? package_ : `${package_}.${name}`;
}
function load(rt, name) {
  let known = rt.dictGet(rt.modules.dict, name);
  if (known !== 0) {
    if (rt.isNone(known))
      return raiseImport(rt, "ModuleNotFoundError", `import of ${name} halted; None in sys.modules`, name, null);
    let ref = rt.ref(known);
    return rt.release(known), ref;
  }
  let dot = name.lastIndexOf("."), path = null, parent = 0;
  if (dot >= 0) {
    let parentName = name.slice(0, dot);
    parent = load(rt, parentName);
    let again = rt.dictGet(rt.modules.dict, name);
    if (again !== 0) return rt.ref(again);
    let mark = rt.mark(), where = rt.findAttr(rt.pushRef(parent), "__path__");
    if (where === 0)
      return raiseImport(
        rt,
        "ModuleNotFoundError",
        `No module named '${name}'; '${parentName}' is not a package`,
        name,
        null
      );
    path = fromList(rt, where), rt.release(mark);
  }
  let module = find(rt, name, path ?? searchPath(rt));
  if (module === 0) return raiseImport(rt, "ModuleNotFoundError", `No module named '${name}'`, name, null);
  if (parent !== 0) {
    let mark = rt.mark(), owner = rt.pushRef(parent);
    rt.setAttr(owner, name.slice(dot + 1), rt.pushRef(module)), rt.release(mark);
  }
  return module;
}
function searchPath(rt) {
  let mark = rt.mark(), slot = rt.dictGet(rt.modules.sysDict, "path"), out = slot === 0 ? [] : fromList(rt, slot);
  return rt.release(mark), out;
}
function isFile(path) {
  return statSync(path, { throwIfNoEntry: !1 })?.isFile() ?? !1;
}
function find(rt, name, path) {
  let last = name.slice(name.lastIndexOf(".") + 1);
  if (last === name || rt.modules.isBuiltin(name)) {
    let builtin = rt.modules.loadBuiltin(name);
    if (builtin !== 0) return builtin;
  }
  for (let entry of path) {
    let folder = join(entry === "" ? process.cwd() : entry, last), init = join(folder, "__init__.py");
    if (isFile(init)) return loadSource(rt, name, init, folder);
    if (isFile(`${folder}.py`)) return loadSource(rt, name, `${folder}.py`, null);
  }
  for (let entry of path) {
    let folder = join(entry === "" ? process.cwd() : entry, last);
    if (existsSync(folder) && statSync(folder).isDirectory()) return loadNamespacePackage(rt, name, folder);
  }
  return 0;
}
function create(rt, name, file2, folder) {
  let mark = rt.mark(), module = rt.pushRef(rt.kernel.newModule(name)), dict = dictOf(rt, rt.ref(module));
  rt.dictSet(dict, "__name__", rt.pushStr(name)), file2 !== null && rt.dictSet(dict, "__file__", rt.pushStr(file2));
  let package_ = folder !== null ? name : name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  rt.dictSet(dict, "__package__", rt.pushStr(package_));
  for (let absent of ["__doc__", "__loader__", "__spec__"]) rt.dictSet(dict, absent, rt.pushNone());
  if (folder !== null) {
    let item = rt.pushStr(folder);
    rt.dictSet(dict, "__path__", rt.pushRef(rt.kernel.newList(item, 1)));
  }
  rt.dictSet(dict, "__builtins__", rt.modules.slotOf("builtins")), rt.dictSet(rt.modules.dict, name, module);
  let ref = rt.ref(module);
  return rt.release(mark), ref;
}
function loadNamespacePackage(rt, name, folder) {
  return create(rt, name, null, folder);
}
function loadSource(rt, name, file2, folder) {
  let source = readFileSync3(file2), module = create(rt, name, file2, folder);
  return execute(rt, name, module, source, file2);
}
function execute(rt, name, module, source, file2) {
  let mark = rt.mark();
  rt.pushRef(module), rt.modules.loading.add(name);
  try {
    runCode(rt, compileSource(rt, source, file2, "exec"), dictOf(rt, module), -1);
  } catch (error) {
    if (error instanceof PyRaise) {
      let { I32 } = rt, exc = rt.push(I32[10 /* EXC */], I32[11]);
      rt.kernel.dictDel(rt.modules.dict, rt.pushRef(rt.kernel.intern(name))), I32[10 /* EXC */] = I32[2 * exc], I32[11] = I32[2 * exc + 1];
    }
    throw error;
  } finally {
    rt.modules.loading.delete(name), rt.release(mark);
  }
  let now = rt.dictGet(rt.modules.dict, name), ref = now === 0 ? module : rt.ref(now);
  return rt.release(mark), ref;
}
function importFrom(rt, module, nameRef) {
  let name = rt.text(nameRef);
  if (rt.kernel.findAttr(module, name), rt.check(), rt.I32[9 /* FLAG */] !== 0) return;
  let mark = rt.mark(), own = rt.findAttr(module, "__name__"), moduleName = own !== 0 && rt.slotKind(own) === 10 /* STR */ ? rt.text(rt.ref(own)) : null;
  if (moduleName !== null) {
    let sub = rt.dictGet(rt.modules.dict, `${moduleName}.${name}`);
    if (sub !== 0) {
      rt.resultSlot(sub), rt.release(mark);
      return;
    }
  }
  let fileSlot = rt.findAttr(module, "__file__"), file2 = fileSlot !== 0 && rt.slotKind(fileSlot) === 10 /* STR */ ? rt.text(rt.ref(fileSlot)) : null;
  rt.release(mark);
  let shown = moduleName ?? "<unknown module name>", message = moduleName !== null && rt.modules.loading.has(moduleName) ? `cannot import name '${name}' from partially initialized module '${shown}' (most likely due to a circular import) (${file2 ?? "unknown location"})` : `cannot import name '${name}' from '${shown}' (${file2 ?? "unknown location"})`;
  raiseImport(rt, "ImportError", message, shown, file2);
}
function importStar(rt, module) {
  let { I32 } = rt, mark = rt.mark(), header = 2 * I32[3 /* FP */], globals = rt.word(I32[header] >>> 0, 16 /* GLOBALS */) >>> 0, namespace = (I32[header + 5] & 8 /* NAMESPACE */) !== 0 ? rt.push(I32[header + 6], I32[header + 7]) : rt.pushRef(globals), all = rt.findAttr(module, "__all__"), names;
  if (all !== 0)
    names = fromList(rt, all);
  else {
    let slot = rt.findAttr(module, "__dict__");
    slot === 0 && rt.raise("ImportError", "from-import-* object has no __dict__ and no __all__"), names = keys(rt, rt.ref(slot)).filter((n) => !n.startsWith("_"));
  }
  for (let name of names) {
    let inner = rt.mark();
    rt.getAttr(module, name);
    let value = rt.pushResult();
    if (rt.slotKind(namespace) === 16 /* DICT */)
      rt.dictSet(rt.ref(namespace), name, value);
    else {
      rt.getAttr(namespace, "__setitem__");
      let method = rt.pushResult(), argp = rt.pushStr(name);
      rt.pushSlot(value), rt.call(method, argp, 2);
    }
    rt.release(inner);
  }
  rt.release(mark);
}
function keys(rt, dict) {
  let { I32 } = rt, out = [], count = rt.word(dict, 16 /* NEXT */), entries = rt.word(dict, 24 /* ENTRIES */) + 8 /* DATA */ >>> 2;
  for (let i = 0; i < count; i++) {
    let e = entries + 6 * i;
    I32[e + 1] === -327680 /* REF */ && rt.kind(I32[e] >>> 0) === 10 /* STR */ && out.push(rt.text(I32[e]));
  }
  return out;
}

// src/builtins/namespaces.ts
function vars(rt, args) {
  if (args.pos.length === 0) return currentLocals(rt);
  args.pos.length > 1 && rt.raise("TypeError", `vars expected at most 1 argument, got ${args.pos.length}`);
  let dict = rt.findAttr(args.pos[0], "__dict__");
  return dict === 0 && rt.raise("TypeError", "vars() argument must have __dict__ attribute"), rt.resultSlot(dict);
}
function dir(rt, args) {
  args.pos.length > 1 && rt.raise("TypeError", `dir expected at most 1 argument, got ${args.pos.length}`);
  let list = rt.pushNone();
  if (args.pos.length === 0) {
    currentLocals(rt);
    let names = keys(rt, rt.I32[14 /* RESULT */] >>> 0), first = rt.mark();
    for (let name of names) rt.pushStr(name);
    rt.resultRef(rt.kernel.newList(first, names.length)), rt.resultToSlot(list);
  } else {
    callSpecial(rt, args.pos[0], "__dir__");
    let items = rt.pushResult(), maker = rt.pushRef(rt.classes.list);
    rt.call(maker, items, 1), rt.resultToSlot(list);
  }
  rt.getAttr(list, "sort");
  let sort = rt.pushResult();
  return rt.call(sort, sort, 0), rt.resultSlot(list);
}
function callSpecial(rt, value, name) {
  rt.kernel.typeOf(value);
  let klass = rt.pushResult();
  rt.getAttr(klass, name);
  let method = rt.pushResult();
  rt.call(method, rt.pushSlot(value), 1);
}
function special(name, builtin, what) {
  return (rt, args) => {
    args.pos.length !== 1 && rt.raise("TypeError", `${builtin}() takes exactly one argument (${args.pos.length} given)`), rt.kernel.typeOf(args.pos[0]);
    let klass = rt.pushResult();
    return rt.findAttr(klass, name) === 0 && rt.raise("TypeError", `'${rt.typeName(args.pos[0])}' object is not an ${what}`), callSpecial(rt, args.pos[0], name), !0;
  };
}
function defineNamespaces(rt) {
  rt.define("builtins", "vars", vars), rt.define("builtins", "dir", dir), rt.define("builtins", "aiter", special("__aiter__", "aiter", "async iterable")), rt.define("builtins", "anext", special("__anext__", "anext", "async iterator"));
  for (let name of ["exit", "quit"])
    rt.define("builtins", name, (r, args) => {
      let klass = r.pushRef(r.classes.systemExit);
      return r.call(klass, args.pos[0] ?? klass, Math.min(args.pos.length, 1)), r.raiseResult();
    });
}

// src/builtins/output.ts
import { writeSync } from "node:fs";
var FLUSH_AT = 65536, sleeper = new Int32Array(new SharedArrayBuffer(4));
function writeAll(fd, data) {
  let at = 0;
  for (; at < data.length; )
    try {
      at += writeSync(fd, data, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      sleepMs(1);
    }
}
function sleepMs(ms) {
  Atomics.wait(sleeper, 0, 0, ms);
}
var Output = class {
  constructor(fd, lineBuffered) {
    this.fd = fd;
    this.lineBuffered = lineBuffered;
  }
  fd;
  lineBuffered;
  parts = [];
  length = 0;
  write(text) {
    this.parts.push(text), this.length += text.length, (this.length >= FLUSH_AT || this.lineBuffered && text.includes(`
`)) && this.flush();
  }
  flush() {
    if (this.length === 0) return;
    let text = this.parts.join("");
    this.parts = [], this.length = 0, writeAll(this.fd, Buffer.from(text, "utf8"));
  }
};

// src/builtins/print.ts
import { readSync } from "node:fs";
function option(rt, args, name, otherwise) {
  let slot = args.kw.get(name);
  return slot === void 0 || rt.isNone(slot) ? otherwise : (rt.typeName(slot) !== "str" && rt.raise("TypeError", `${name} must be None or a string, not ${rt.typeName(slot)}`), rt.text(rt.ref(slot)));
}
var KEYWORDS = ["sep", "end", "file", "flush"];
function print(rt, args) {
  let file2 = 0, flush = !1, sep = " ", end = `
`;
  if (args.kw.size > 0) {
    for (let name of args.kw.keys())
      KEYWORDS.includes(name) || rt.raise("TypeError", `'${name}' is an invalid keyword argument for print()`);
    sep = option(rt, args, "sep", " "), end = option(rt, args, "end", `
`);
    let given = args.kw.get("file");
    given !== void 0 && !rt.isNone(given) && (file2 = given);
    let wanted = args.kw.get("flush");
    flush = wanted !== void 0 && rt.truth(wanted);
  }
  if (file2 === 0 && (file2 = rt.dictGet(rt.modules.sysDict, "stdout"), file2 === 0 && rt.raise("RuntimeError", "lost sys.stdout"), rt.isNone(file2)))
    return;
  let output = rt.modules.outputOf(rt.ref(file2));
  if (output !== void 0) {
    let text = "";
    for (let i = 0; i < args.pos.length; i++) text += (i > 0 ? sep : "") + rt.str(args.pos[i]);
    output.fd === 2 && rt.modules.stdout.flush(), output.write(text + end), flush && output.flush();
    return;
  }
  let write = (text) => {
    let mark = rt.mark();
    rt.getAttr(file2, "write");
    let method = rt.pushResult();
    rt.call(method, rt.pushStr(text), 1), rt.release(mark);
  };
  for (let i = 0; i < args.pos.length; i++)
    i > 0 && write(sep), write(rt.str(args.pos[i]));
  if (write(end), flush) {
    rt.getAttr(file2, "flush");
    let method = rt.pushResult();
    rt.call(method, method, 0);
  }
}
var pending = Buffer.alloc(0), chunk = Buffer.alloc(65536);
function more() {
  for (; ; )
    try {
      let n = readSync(0, chunk, 0, chunk.length, null);
      return pending = Buffer.concat([pending, chunk.subarray(0, n)]), n > 0;
    } catch (error) {
      let { code } = error;
      if (code === "EOF") return !1;
      if (code !== "EAGAIN") throw error;
    }
}
function readLine() {
  let at = pending.indexOf(10);
  for (; at < 0 && more(); ) at = pending.indexOf(10);
  let end = at < 0 ? pending.length : at + 1, line = pending.toString("utf8", 0, end);
  return pending = pending.subarray(end), line;
}
function readAll() {
  for (; more(); ) ;
  let text = pending.toString("utf8");
  return pending = Buffer.alloc(0), text;
}
function input(rt, args) {
  args.pos.length > 0 && rt.modules.stdout.write(rt.str(args.pos[0])), rt.modules.stdout.flush();
  let line = readLine();
  return line === "" && rt.raise("EOFError", "EOF when reading a line"), rt.resultStr(line.endsWith(`
`) ? line.slice(0, line.endsWith(`\r
`) ? -2 : -1) : line);
}
function definePrint(rt) {
  rt.define("builtins", "print", print), rt.define("builtins", "input", input);
}

// src/interpreter/traceback.ts
import { readFileSync as readFileSync4 } from "node:fs";

// src/interpreter/positions.ts
function positionOf(rt, code, at) {
  let { I32 } = rt, table = rt.word(code, 72 /* POSITIONS */) >>> 0;
  if (table === 0) return { line: rt.word(code, 52 /* FIRSTLINE */), endLine: -1, column: -1, endColumn: -1 };
  let first = table + 8 /* DATA */ >>> 2, low = 0, high = Math.floor(I32[table >>> 2] / 20);
  for (; high - low > 1; ) {
    let middle = low + high >> 1;
    I32[first + 5 * middle] <= at ? low = middle : high = middle;
  }
  let row = first + 5 * low;
  return { line: I32[row + 1], endLine: I32[row + 2], column: I32[row + 3], endColumn: I32[row + 4] };
}

// src/interpreter/traceback.ts
var REPEATS = 3, CAUSE = `
The above exception was the direct cause of the following exception:

`, CONTEXT = `
During handling of the above exception, another exception occurred:

`, GROUP_WIDTH = 15, GROUP_DEPTH = 10, files = /* @__PURE__ */ new Map();
function linesOf(filename) {
  let lines = files.get(filename);
  if (lines === void 0) {
    try {
      lines = (rememberedSource(filename) ?? (filename.startsWith("<") ? "" : readFileSync4(filename, "utf8"))).split(
        /\r\n|\r|\n/
      );
    } catch {
      lines = [];
    }
    files.set(filename, lines);
  }
  return lines;
}
function formatEntries(rt, traceback) {
  let out = "", last = "", count = 0, repeated = () => {
    if (count > REPEATS) {
      let more2 = count - REPEATS;
      out += `  [Previous line repeated ${more2} more time${more2 > 1 ? "s" : ""}]
`;
    }
  };
  for (let tb = traceback; tb !== 0; tb = nextEntry(rt, tb)) {
    let code = rt.word(tb, 32 /* CODE */) >>> 0, position = positionOf(rt, code, rt.word(tb, 24 /* PC */)), filename = rt.text(rt.word(code, 48 /* FILENAME */)), name = rt.text(rt.word(code, 40 /* NAME */)), key = `${filename}\0${position.line}\0${name}`;
    if (key !== last && (repeated(), last = key, count = 0), ++count > REPEATS) continue;
    out += `  File "${filename}", line ${position.line}, in ${name}
`;
    let line = linesOf(filename)[position.line - 1];
    if (line === void 0 || line.trim() === "") continue;
    let indent = line.length - line.trimStart().length;
    out += `    ${line.trim()}
`, out += carets(line, indent, position.line === position.endLine, position.column, position.endColumn);
  }
  return repeated(), out;
}
function nextEntry(rt, tb) {
  return rt.word(tb, 8 /* NEXT */) >>> 0;
}
function carets(line, indent, oneLine, start, endColumn) {
  if (start < 0 || endColumn < 0) return "";
  let chars = Array.from(line), end = oneLine ? Math.min(endColumn, chars.length) : line.trimEnd().length, anchors = oneLine ? findAnchors(chars.slice(start, end).join("")) : null;
  if (end - start === chars.length - indent && anchors === null) return "";
  let marks = "";
  for (let i = 0; i < end - start; i++)
    marks += anchors === null || i >= anchors[0] && i < anchors[1] ? "^" : "~";
  return `    ${" ".repeat(Math.max(start - indent, 0))}${marks}
`;
}
function findAnchors(segment) {
  let expression;
  try {
    expression = parse(`(${segment}
)`, "<segment>", "eval").body;
  } catch {
    return null;
  }
  let column = (offset) => offset - 1;
  if (expression.kind === "BinOp" && expression.left.end_lineno === 1 && expression.right.lineno === 1) {
    let from = column(expression.left.end_col_offset), to = column(expression.right.col_offset), chars = Array.from(segment);
    for (let i = from; i < to; i++)
      if (!/\s/.test(chars[i]))
        return [i, i + 1 < to && !/\s/.test(chars[i + 1]) ? i + 2 : i + 1];
    return null;
  }
  return expression.kind === "Subscript" ? [column(expression.value.end_col_offset), column(expression.slice.end_col_offset) + 1] : null;
}
function formatException(rt, exception) {
  return format(rt, exception, /* @__PURE__ */ new Set(), "", 0);
}
function format(rt, exception, seen, margin, depth) {
  let { I32 } = rt, exc = rt.ref(exception);
  seen.add(exc);
  let out = "", linked = (field) => {
    let at2 = exc + field >>> 2;
    return I32[at2 + 1] === -327680 /* REF */ && !seen.has(I32[at2] >>> 0) ? I32[at2] >>> 0 : 0;
  }, at = exc + 24 /* CAUSE */ >>> 2, cause = linked(24 /* CAUSE */), context = linked(32 /* CONTEXT */), mark = rt.mark();
  cause !== 0 ? out += format(rt, rt.pushRef(cause), seen, margin, depth) + indentText(CAUSE, margin) : context !== 0 && I32[at + 1] !== -327680 /* REF */ && rt.word(exc, 48 /* SUPPRESS */) === 0 && (out += format(rt, rt.pushRef(context), seen, margin, depth) + indentText(CONTEXT, margin)), rt.release(mark);
  let tb = exc + 40 /* TRACEBACK */ >>> 2, members = groupMembers(rt, exception), text = "";
  if (I32[tb + 1] === -327680 /* REF */) {
    text += `${members !== null && depth === 0 ? "  + " : ""}${members === null ? "Traceback" : "Exception Group Traceback"} (most recent call last):
`;
    let entries = formatEntries(rt, I32[tb] >>> 0);
    text += members !== null && depth === 0 ? entries.replace(/^/gm, "  | ").replace(/ {2}\| $/, "") : entries;
  }
  let last = formatLast(rt, exception);
  return members !== null && depth === 0 && (last = last.replace(/^(?=.)/gm, "  | ")), text += last, out += indentText(text, margin), members !== null && (out += formatMembers(rt, members, seen, margin === "" && depth === 0 ? "  " : margin, depth)), rt.release(mark), out;
}
function indentText(text, margin) {
  return margin === "" ? text : text.replace(/^(?=[^\n])/gm, `${margin}| `).replace(/^$/gm, (m) => m);
}
function groupMembers(rt, exception) {
  let group = rt.kernel.typeByName("BaseExceptionGroup");
  if (group === 0 || rt.kernel.isInstance(exception, group) === 0) return null;
  let mark = rt.mark(), slot = rt.findAttr(exception, "exceptions"), out = [];
  if (slot !== 0 && rt.slotKind(slot) === 15 /* TUPLE */) {
    let tuple = rt.ref(slot);
    for (let i = 0; i < rt.word(tuple, 8 /* LEN */); i++) out.push(rt.I32[(tuple + 16 /* ITEMS */ >>> 2) + 2 * i] >>> 0);
  }
  return rt.release(mark), out;
}
function formatMembers(rt, members, seen, margin, depth) {
  let out = "";
  if (depth + 1 > GROUP_DEPTH) return `${margin}| ... (max_group_depth is ${GROUP_DEPTH})
`;
  let shown = Math.min(members.length, GROUP_WIDTH), inner = `${margin}  `;
  for (let i = 0; i < shown; i++) {
    let label = `+${i === 0 ? "-+" : "+"}---------------- ${i + 1} ----------------
`;
    out += `${i === 0 ? margin : inner}${i === 0 ? label : label.replace("++", "+")}`;
    let mark = rt.mark();
    out += format(rt, rt.pushRef(members[i]), seen, inner, depth + 1), rt.release(mark);
  }
  if (members.length > shown) {
    let rest = members.length - shown;
    out += `${inner}+---------------- ... ----------------
${inner}| and ${rest} more exception${rest > 1 ? "s" : ""}
`;
  }
  return out.endsWith(`------------------------------------
`) || (out += `${inner}+------------------------------------
`), out;
}
function formatLast(rt, exception) {
  let mark = rt.mark();
  rt.kernel.typeOf(exception);
  let klass = rt.pushResult(), attribute = (slot, name2) => {
    let found = attempt(rt, () => rt.findAttr(slot, name2)) ?? 0;
    return found !== 0 && rt.slotKind(found) === 10 /* STR */ ? rt.text(rt.ref(found)) : null;
  }, module = attribute(klass, "__module__"), qualname = attribute(klass, "__qualname__") ?? "<unknown>", name = module === null || module === "builtins" || module === "__main__" ? qualname : `${module}.${qualname}`, out = "", message;
  if (rt.kernel.isSubclass(rt.ref(klass), rt.kernel.typeByName("SyntaxError")) !== 0 && rt.kernel.isInstance(exception, rt.kernel.typeByName("SyntaxError")) !== 0) {
    let place = syntaxPlace(rt, exception);
    out += place, message = place === "" ? attempt(rt, () => rt.str(exception)) : attempt(rt, () => textAttr(rt, exception, "msg"));
  } else message = attempt(rt, () => rt.str(exception));
  message === null ? out += `${name}: <exception str() failed>
` : out += message === "" ? `${name}
` : `${name}: ${message}
`;
  let notes = attempt(rt, () => rt.findAttr(exception, "__notes__")) ?? 0;
  if (notes !== 0 && (rt.slotKind(notes) === 14 /* LIST */ || rt.slotKind(notes) === 15 /* TUPLE */)) {
    let list = rt.ref(notes), first = rt.slotKind(notes) === 14 /* LIST */ ? rt.word(list, 20 /* ITEMS */) + 8 /* DATA */ >>> 2 : list + 16 /* ITEMS */ >>> 2;
    for (let i = 0; i < rt.word(list, 8 /* LEN */); i++) {
      let inner = rt.mark(), note = rt.push(rt.I32[first + 2 * i], rt.I32[first + 2 * i + 1]);
      out += `${attempt(rt, () => rt.str(note)) ?? "<note str() failed>"}
`, rt.release(inner);
    }
  }
  return rt.release(mark), out;
}
function textAttr(rt, object, name) {
  return rt.getAttr(object, name), rt.str(rt.pushResult());
}
function attempt(rt, action) {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    return clearException(rt), null;
  }
}
function syntaxPlace(rt, exception) {
  let mark = rt.mark(), get = (name) => attempt(rt, () => rt.findAttr(exception, name)) ?? 0, int = (name) => {
    let slot = get(name);
    return slot !== 0 && rt.I32[2 * slot + 1] === -458752 /* INT */ ? rt.I32[2 * slot] : null;
  }, filename = get("filename"), line = int("lineno");
  if (filename === 0 || line === null)
    return rt.release(mark), "";
  let out = `  File "${rt.isNone(filename) ? "<string>" : rt.str(filename)}", line ${line}
`, textSlot = get("text");
  if (textSlot !== 0 && rt.slotKind(textSlot) === 10 /* STR */) {
    let raw = rt.text(rt.ref(textSlot)).replace(/[\n\r]+$/, ""), text = raw.replace(/^[ \n\f\t]+/, ""), spaces = Array.from(raw).length - Array.from(text).length;
    out += `    ${text.trimEnd()}
`;
    let offset = int("offset");
    if (offset !== null && offset >= 1) {
      let endOffset = int("end_offset"), endLine = int("end_lineno"), end = endOffset !== null && endOffset > 0 && (endLine === null || endLine === line) ? endOffset : offset;
      endLine !== null && endLine !== line && (end = Array.from(raw).length + 1), (end === offset || end <= 0) && (end = offset + 1);
      let column = offset - 1 - spaces, endColumn = end - 1 - spaces;
      if (column >= 0) {
        let lead = Array.from(text).slice(0, column).map((c) => /\s/.test(c) ? c : " ").join("");
        out += `    ${lead.padEnd(column)}${"^".repeat(Math.max(endColumn - column, 1))}
`;
      }
    }
  }
  return rt.release(mark), out;
}
function printException(rt, exception) {
  let text = formatException(rt, exception), mark = rt.mark(), stream = rt.dictGet(rt.modules.sysDict, "stderr"), output = stream === 0 ? void 0 : rt.modules.outputOf(rt.ref(stream));
  stream === 0 || output !== void 0 ? rt.modules.stderr.write(text) : attempt(rt, () => {
    rt.getAttr(stream, "write");
    let method = rt.pushResult();
    rt.call(method, rt.pushStr(text), 1);
  }), rt.release(mark);
}
function reportUncaught(rt) {
  let { I32 } = rt, mark = rt.mark(), exception = rt.push(I32[10 /* EXC */], I32[11]);
  clearException(rt), rt.modules.stdout.flush();
  let code = 1;
  if (rt.kernel.isInstance(exception, rt.classes.systemExit) !== 0)
    code = exitCode(rt, exception);
  else {
    let hook = rt.dictGet(rt.modules.sysDict, "excepthook");
    if (hook === 0 || rt.slotKind(hook) === 23 /* BUILTIN */)
      printException(rt, exception);
    else {
      let argp = rt.mark();
      rt.kernel.typeOf(exception), rt.pushResult(), rt.pushSlot(exception);
      let tb = rt.ref(exception) + 40 /* TRACEBACK */ >>> 2;
      rt.push(I32[tb], I32[tb + 1]), attempt(rt, () => rt.call(hook, argp, 3)) === null && printException(rt, exception);
    }
    rt.kernel.isInstance(exception, rt.kernel.typeByName("KeyboardInterrupt")) !== 0 && (code = 130);
  }
  return rt.modules.stderr.flush(), rt.release(mark), code;
}
function exitCode(rt, exception) {
  let slot = rt.findAttr(exception, "code");
  if (slot === 0 || rt.isNone(slot)) return 0;
  let hi = rt.I32[2 * slot + 1];
  if (hi === -458752 /* INT */ || hi === -196608 /* BOOL */) return rt.I32[2 * slot] & 255;
  if (rt.slotKind(slot) === 7 /* INT */ || hi >>> 16 === 65530 /* LONG16 */) return Number(BigInt.asUintN(8, rt.kernel.readBigInt(slot)));
  let text = attempt(rt, () => rt.str(slot)) ?? "";
  return rt.modules.stderr.write(`${text}
`), 1;
}

// src/modules/sys.ts
function defineSys(rt, modules) {
  let define = (name, fn) => rt.define("sys", name, fn), { I32 } = rt;
  define("_write", (r, args) => {
    let fd = I32[2 * args.pos[0]];
    fd === 2 && modules.stdout.flush(), (fd === 2 ? modules.stderr : modules.stdout).write(r.text(r.ref(args.pos[1])));
  }), define("_flush", (_, args) => (I32[2 * args.pos[0]] === 2 ? modules.stderr : modules.stdout).flush()), define("_isatty", (r, args) => {
    let stream = [process.stdin, process.stdout, process.stderr][I32[2 * args.pos[0]]];
    return r.resultBool(stream?.isTTY ?? !1);
  }), define("_read", (r) => r.resultStr(readAll())), define("_readline", (r) => r.resultStr(readLine())), define("exit", (r, args) => {
    let klass = r.pushRef(r.classes.systemExit);
    throw r.call(klass, args.pos.length > 0 ? args.pos[0] : klass, Math.min(args.pos.length, 1)), I32[10 /* EXC */] = I32[14 /* RESULT */], I32[11] = I32[15], new PyRaise();
  }), define("getrecursionlimit", (r) => r.resultInt(I32[7 /* DEPTH_LIMIT */])), define("setrecursionlimit", (r, args) => {
    let limit = I32[2 * args.pos[0]];
    I32[2 * args.pos[0] + 1] !== -458752 /* INT */ && r.raise("TypeError", `'${r.typeName(args.pos[0])}' object cannot be interpreted as an integer`), limit < 1 && r.raise("ValueError", "recursion limit must be greater or equal than 1"), I32[6 /* DEPTH */] >= limit && r.raise(
      "RecursionError",
      `cannot set the recursion limit to ${limit} at the recursion depth ${I32[6 /* DEPTH */]}: the limit is too low`
    ), I32[7 /* DEPTH_LIMIT */] = limit;
  }), define("exc_info", (r) => {
    let mark = r.mark();
    if (I32[13] !== -327680 /* REF */)
      for (let i = 0; i < 3; i++) r.pushNone();
    else {
      let exc = I32[12 /* HANDLED */] >>> 0;
      r.pushRef(I32[exc >>> 2]), r.pushRef(exc);
      let at = exc + 40 /* TRACEBACK */ >>> 2;
      r.push(I32[at], I32[at + 1]);
    }
    return r.resultRef(r.kernel.newTuple(mark, 3)), r.release(mark), !0;
  }), define("exception", (r) => r.setResult(I32[12 /* HANDLED */], I32[13])), define("intern", (r, args) => (r.slotKind(args.pos[0]) !== 10 /* STR */ && r.raise("TypeError", `intern() argument must be str, not ${r.typeName(args.pos[0])}`), r.resultRef(r.kernel.intern(r.text(r.ref(args.pos[0])))))), define("getdefaultencoding", (r) => r.resultStr("utf-8")), define("getfilesystemencoding", (r) => r.resultStr("utf-8")), define("getfilesystemencodeerrors", (r) => r.resultStr("surrogateescape")), define("getswitchinterval", (r) => r.resultFloat(5e-3)), define("setswitchinterval", () => {
  }), define("settrace", () => {
  }), define("gettrace", (r) => r.resultNone()), define("setprofile", () => {
  }), define("getprofile", (r) => r.resultNone()), define("is_finalizing", (r) => r.resultBool(!1)), define("getrefcount", (r) => r.resultInt(2)), define("getsizeof", (r) => r.resultInt(64)), define("audit", () => {
  }), define("excepthook", (r, args) => {
    r.modules.stdout.flush(), printException(r, args.pos[1]);
  });
}
function setArguments(rt, argv, path) {
  let dict = rt.modules.sysDict, mark = rt.mark(), list = (texts2) => {
    let first2 = rt.mark();
    for (let text of texts2) rt.pushStr(text);
    let ref = rt.kernel.newList(first2, texts2.length);
    return rt.release(first2), rt.pushRef(ref);
  };
  rt.dictSet(dict, "argv", list(argv)), rt.dictSet(dict, "orig_argv", list(argv)), rt.dictSet(dict, "path", list(path));
  for (let name of ["meta_path", "path_hooks", "warnoptions"]) rt.dictSet(dict, name, list([]));
  rt.dictSet(dict, "path_importer_cache", rt.pushRef(rt.kernel.newDict())), rt.dictSet(dict, "_xoptions", rt.pushRef(rt.kernel.newDict())), rt.kernel.newBigInt(9223372036854775807n), rt.dictSet(dict, "maxsize", rt.pushResult()), rt.dictSet(dict, "maxunicode", rt.pushInt(1114111)), rt.dictSet(dict, "hexversion", rt.pushInt(51054576)), rt.dictSet(dict, "api_version", rt.pushInt(1013)), rt.dictSet(dict, "dont_write_bytecode", rt.pushBool(!0));
  let texts = {
    platform: process.platform === "win32" ? "win32" : process.platform,
    byteorder: "little",
    version: "3.11.7 (tauraro)",
    copyright: "",
    executable: process.execPath,
    _base_executable: process.execPath,
    prefix: "/usr",
    exec_prefix: "/usr",
    base_prefix: "/usr",
    base_exec_prefix: "/usr",
    platlibdir: "lib",
    float_repr_style: "short",
    ps1: ">>> ",
    ps2: "... "
  };
  for (let [name, text] of Object.entries(texts)) rt.dictSet(dict, name, rt.pushStr(text));
  let names = [...rt.modules.builtinNames].sort(), first = rt.mark();
  for (let name of names) rt.pushStr(name);
  let tuple = rt.kernel.newTuple(first, names.length);
  rt.dictSet(dict, "builtin_module_names", rt.pushRef(tuple)), rt.release(mark);
}

// src/modules/time.ts
var DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
function number(rt, slot) {
  let { I32, F64 } = rt;
  return I32[2 * slot + 1] === -458752 /* INT */ ? I32[2 * slot] : I32[2 * slot + 1] >>> 0 < 4294508544 ? F64[slot] : Number(rt.kernel.readBigInt(slot));
}
function seconds(rt, args) {
  return args.pos.length > 0 && !rt.isNone(args.pos[0]) ? number(rt, args.pos[0]) : Date.now() / 1e3;
}
function broken(date, utc) {
  let y = utc ? date.getUTCFullYear() : date.getFullYear(), month = utc ? date.getUTCMonth() : date.getMonth(), day = utc ? date.getUTCDate() : date.getDate(), weekday = ((utc ? date.getUTCDay() : date.getDay()) + 6) % 7, yearDay = Math.round((Date.UTC(y, month, day) - Date.UTC(y, 0, 1)) / 864e5) + 1, time = utc ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()] : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return [y, month + 1, day, ...time, weekday, yearDay, 0];
}
function resultTuple(rt, fields) {
  let mark = rt.mark();
  for (let field of fields) rt.pushInt(field);
  return rt.resultRef(rt.kernel.newTuple(mark, fields.length)), rt.release(mark), !0;
}
function readTuple(rt, slot) {
  let ref = rt.ref(slot);
  return Array.from({ length: 9 }, (_, i) => rt.I32[(ref >>> 2) + 4 + 2 * i]);
}
function strftime(format2, t) {
  let two = (n) => String(n).padStart(2, "0"), [y, mo, d, h, mi, s, wd, yd] = t, week = (first) => two(Math.floor((yd + 6 - (wd - first + 7) % 7) / 7)), fields = {
    Y: () => String(y),
    m: () => two(mo),
    d: () => two(d),
    H: () => two(h),
    M: () => two(mi),
    S: () => two(s),
    y: () => two(y % 100),
    j: () => String(yd).padStart(3, "0"),
    A: () => DAYS[wd],
    a: () => DAYS[wd].slice(0, 3),
    B: () => MONTHS[mo - 1],
    b: () => MONTHS[mo - 1].slice(0, 3),
    I: () => two(h % 12 || 12),
    p: () => h < 12 ? "AM" : "PM",
    w: () => String((wd + 1) % 7),
    u: () => String(wd + 1),
    e: () => String(d).padStart(2),
    n: () => `
`,
    t: () => "	",
    U: () => week(6),
    W: () => week(0),
    Z: () => "UTC",
    z: () => "+0000",
    "%": () => "%",
    c: () => strftime("%a %b %e %H:%M:%S %Y", t),
    x: () => strftime("%m/%d/%y", t),
    X: () => strftime("%H:%M:%S", t),
    D: () => strftime("%m/%d/%y", t),
    F: () => strftime("%Y-%m-%d", t),
    T: () => strftime("%H:%M:%S", t),
    R: () => strftime("%H:%M", t),
    h: () => MONTHS[mo - 1].slice(0, 3)
  };
  return format2.replace(/%(.)/g, (all, c) => fields[c]?.() ?? all);
}
function defineTime(rt) {
  let define = (name, fn) => rt.define("time", name, fn), float = (name, value) => define(name, (r) => r.resultFloat(value())), ns = (name, value) => define(name, (r) => (r.kernel.newBigInt(value()), !0)), wall = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n, cpu = () => process.cpuUsage().user + process.cpuUsage().system;
  float("time", () => (performance.timeOrigin + performance.now()) / 1e3), float("perf_counter", () => performance.now() / 1e3), float("monotonic", () => performance.now() / 1e3), float("process_time", () => cpu() / 1e6), float("thread_time", () => cpu() / 1e6), ns("time_ns", wall), ns("perf_counter_ns", () => process.hrtime.bigint()), ns("monotonic_ns", () => process.hrtime.bigint()), ns("process_time_ns", () => BigInt(cpu()) * 1000n), define("sleep", (r, args) => {
    let s = number(r, args.pos[0]);
    s < 0 && r.raise("ValueError", "sleep length must be non-negative"), r.modules.stdout.flush(), sleepMs(s * 1e3);
  }), define("gmtime", (r, args) => resultTuple(r, broken(new Date(seconds(r, args) * 1e3), !0))), define("localtime", (r, args) => resultTuple(r, broken(new Date(seconds(r, args) * 1e3), !1))), define("mktime", (r, args) => {
    let [y, mo, d, h, mi, s] = readTuple(r, args.pos[0]);
    return r.resultFloat(new Date(y, mo - 1, d, h, mi, s).getTime() / 1e3);
  }), define(
    "strftime",
    (r, args) => r.resultStr(strftime(r.str(args.pos[0]), args.pos.length > 1 ? readTuple(r, args.pos[1]) : broken(/* @__PURE__ */ new Date(), !1)))
  ), define(
    "asctime",
    (r, args) => r.resultStr(strftime("%a %b %e %H:%M:%S %Y", args.pos.length > 0 ? readTuple(r, args.pos[0]) : broken(/* @__PURE__ */ new Date(), !1)))
  ), define(
    "ctime",
    (r, args) => r.resultStr(strftime("%a %b %e %H:%M:%S %Y", broken(new Date(seconds(r, args) * 1e3), !1)))
  );
}

// src/modules/system.ts
var ModuleSystem = class {
  constructor(rt) {
    this.rt = rt;
    let k = rt.kernel, modules = rt.pushRef(k.newDict());
    for (let i = 0; i < 16; i++) this.spare.push(rt.pushNone());
    this.dict = rt.ref(modules), this.stdout = new Output(1, process.stdout.isTTY ?? !1), this.stderr = new Output(2, !0), defineGenerators(rt), definePrint(rt), defineCode(rt), defineFiles(rt), defineNamespaces(rt), this.defineImport(), defineSys(rt, this), defineTime(rt), this.native = /* @__PURE__ */ new Set([...k.nativeModules, "builtins", "sys", "time"]), this.keep("builtins"), this.keep("sys");
    let main = rt.pushRef(k.newModule("__main__"));
    this.slots.set("__main__", main), rt.dictSet(this.dict, "__main__", main);
    let dict = this.mainDict;
    for (let absent of ["__doc__", "__package__", "__loader__", "__spec__"]) rt.dictSet(dict, absent, rt.pushNone());
    rt.dictSet(dict, "__name__", rt.pushStr("__main__")), rt.dictSet(dict, "__builtins__", this.slotOf("builtins")), rt.dictSet(this.sysDict, "modules", modules), rt.onExit(() => {
      this.stdout.flush(), this.stderr.flush();
    });
  }
  rt;
  /** Slots at the bottom of the register stack, never given back: roots. */
  slots = /* @__PURE__ */ new Map();
  /** Ref of the dict `sys.modules`. */
  dict;
  stdout;
  stderr;
  /** Names of modules whose code is running. */
  loading = /* @__PURE__ */ new Set();
  streams = /* @__PURE__ */ new Map();
  native;
  lazy = /* @__PURE__ */ new Map();
  spare = [];
  /** What needs the runtime complete. */
  start() {
    this.runPrelude();
  }
  keep(name) {
    this.rt.kernel.nativeModule(name), this.rt.check();
    let slot = this.rt.pushResult();
    this.slots.set(name, slot), this.rt.dictSet(this.dict, name, slot);
  }
  slotOf(name) {
    return this.slots.get(name);
  }
  moduleDict(name) {
    return this.rt.word(this.rt.ref(this.slotOf(name)), 12 /* ATTRS */) >>> 0;
  }
  get sysDict() {
    return this.moduleDict("sys");
  }
  get mainDict() {
    return this.moduleDict("__main__");
  }
  get builtinNames() {
    return this.native;
  }
  isBuiltin(name) {
    return this.native.has(name);
  }
  /** Ref of a module of the kernel or of TypeScript, entered into sys.modules; 0 when there is none. */
  loadBuiltin(name) {
    if (!this.native.has(name)) return 0;
    let { rt } = this;
    rt.kernel.nativeModule(name), rt.check();
    let mark = rt.mark(), slot = rt.pushResult();
    rt.dictSet(this.dict, name, slot);
    let ref = rt.ref(slot);
    return rt.release(mark), ref;
  }
  /** The buffer behind a stream object that is one of the original standard streams. */
  outputOf(stream) {
    return this.streams.get(stream);
  }
  /** Python code that gives `sys` what is more easily said in Python. */
  runPrelude() {
    let { rt } = this, mark = rt.mark(), dict = rt.pushRef(rt.kernel.newDict());
    rt.dictSet(rt.ref(dict), "__name__", rt.pushStr("sys")), rt.dictSet(rt.ref(dict), "sys", this.slotOf("sys")), runCode(rt, compileSource(rt, SYS_PRELUDE, "<frozen sys>", "exec"), rt.ref(dict), -1), rt.release(mark);
    for (let [name, output] of [
      ["stdout", this.stdout],
      ["stderr", this.stderr]
    ]) {
      let slot = rt.dictGet(this.sysDict, `__${name}__`);
      this.streams.set(rt.ref(slot), output);
    }
  }
  /** Slot of `name` as defined by Python source that may use the host function `helper`; run when first asked for. */
  lazyPrelude(source, name, helper, fn) {
    let known = this.lazy.get(name);
    if (known !== void 0) return known;
    let { rt } = this;
    rt.define("sys", `_${helper}`, fn);
    let mark = rt.mark(), dict = rt.pushRef(rt.kernel.newDict());
    rt.dictSet(rt.ref(dict), "__name__", rt.pushStr("builtins")), rt.dictSet(rt.ref(dict), helper, rt.dictGet(this.sysDict, `_${helper}`)), runCode(rt, compileSource(rt, source, "<frozen prelude>", "exec"), rt.ref(dict), -1);
    let slot = this.reserve(), value = rt.dictGet(rt.ref(dict), name);
    return rt.I32[2 * slot] = rt.I32[2 * value], rt.I32[2 * slot + 1] = rt.I32[2 * value + 1], this.lazy.set(name, slot), rt.release(mark), slot;
  }
  /** One of the permanent slots set aside at the start. */
  reserve() {
    let slot = this.spare.pop();
    if (slot === void 0) throw new Error("no permanent slot is left");
    return slot;
  }
  defineImport() {
    this.rt.define("builtins", "__import__", (rt, args) => {
      let at = (i, name2) => args.pos[i] ?? args.kw.get(name2), name = at(0, "name");
      if (name === void 0) return rt.raise("TypeError", "__import__() missing required argument 'name' (pos 1)");
      let level = at(4, "level"), globals = at(1, "globals");
      return importWith(
        rt,
        rt.str(name),
        at(3, "fromlist") ?? rt.pushNone(),
        level === void 0 ? 0 : rt.I32[2 * level],
        globals === void 0 || rt.isNone(globals) ? this.mainDict : rt.ref(globals)
      ), !0;
    }), this.rt.define("sys", "_load", (rt, args) => rt.resultRef(load(rt, rt.str(args.pos[0]))));
  }
};

// src/interpreter/attributes.ts
function cachedAttribute(rt, pc, o, R) {
  let { I32 } = rt, kind = I32[pc + 6] & 255, shape = I32[pc + 4], from = 0;
  if (kind === 5 /* MODULE */) {
    if (I32[I32[o] + 8 /* VERSION */ >>> 2] !== I32[pc + 5] || I32[I32[o + 3] + 24 /* ENTRIES */ >>> 2] !== shape || (from = I32[pc + 7] >>> 2, I32[from - 2] !== I32[pc + 3] || I32[from - 1] !== -327680 /* REF */) || I32[from + 1] === -262144 /* SPECIAL */ && I32[from] === 3 /* UNBOUND */) return 0;
  } else if (kind === 8 /* TYPE_ATTR */) {
    if (o !== shape >>> 2 || I32[o + 2] !== I32[pc + 5]) return 0;
    from = I32[pc + 7] >>> 2;
  } else {
    if (I32[I32[o] + 8 /* VERSION */ >>> 2] !== I32[pc + 5] || shape !== 0 && I32[o + 2] !== shape) return 0;
    switch (kind) {
      case 1 /* SLOT */:
        from = o + (I32[pc + 7] >> 2);
        break;
      case 2 /* OVERFLOW */:
        from = I32[o + 3] + I32[pc + 7] >>> 2;
        break;
      case 4 /* CLASS_VALUE */:
        from = I32[pc + 7] >>> 2;
        break;
      case 6 /* PROPERTY */: {
        if ((I32[pc] & 255) !== 99 /* GET_ATTR */) return 0;
        let b = R + (I32[pc + 2] << 1);
        I32[2 /* PC */] = pc, I32[18 /* ARGP */] = b >> 1, I32[19 /* ARGC */] = 1, I32[20 /* KWNAMES */] = 0;
        let entry = pushFunction(rt, I32[pc + 7], I32[pc + 1], pc + 8, 0);
        return entry < 0 ? raised(rt, pc) : entry;
      }
      default:
        return 0;
    }
  }
  let a = R + (I32[pc + 1] << 1);
  return I32[a] = I32[from], I32[a + 1] = I32[from + 1], pc + 8;
}
function cachedStore(rt, pc, o, v) {
  let { I32 } = rt, to = 0;
  if ((I32[pc + 6] & 255) === 7 /* ADD_SLOT */)
    to = o + (I32[pc + 6] >>> 10), I32[o + 2] = I32[pc + 7];
  else
    return !1;
  return I32[to] = I32[v], I32[to + 1] = I32[v + 1], !0;
}

// src/interpreter/known.ts
function knownBuiltin(rt, fn, argc, args, a) {
  let { I32, known, classes } = rt;
  if (fn === known.append) {
    if (argc !== 2 || I32[args + 1] !== -327680 /* REF */) return !1;
    let list = I32[args] >>> 2;
    if (I32[list] !== classes.list) return !1;
    let n = I32[list + 2];
    if (n >= I32[list + 4]) return !1;
    let at = (I32[list + 5] + 8 /* DATA */ >>> 2) + (n << 1);
    return I32[at] = I32[args + 2], I32[at + 1] = I32[args + 3], I32[list + 2] = n + 1, I32[a] = 0 /* NONE */, I32[a + 1] = -262144 /* SPECIAL */, !0;
  }
  if (fn === known.len) {
    if (argc !== 1 || I32[args + 1] !== -327680 /* REF */) return !1;
    let object = I32[args] >>> 2, klass = I32[object];
    return klass !== classes.list && klass !== classes.str && klass !== classes.dict && klass !== classes.tuple ? !1 : (I32[a] = I32[object + 2], I32[a + 1] = -458752 /* INT */, !0);
  }
  return !1;
}

// src/interpreter/slow.ts
function floatFloorDiv(x, y) {
  let mod = x % y, div = (x - mod) / y;
  if (mod !== 0 && y < 0 != mod < 0 && (div -= 1), div === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  let floor = Math.floor(div);
  return div - floor > 0.5 ? floor + 1 : floor;
}
function floatMod(x, y) {
  let mod = x % y;
  return mod === 0 ? y < 0 ? -0 : 0 : y < 0 != mod < 0 ? mod + y : mod;
}
function unboundLocal(rt, pc) {
  let name = rt.text(rt.I32[pc + 2]);
  return (rt.I32[pc] & 255) === 3 /* CHECK_BOUND */ ? unbound(rt, pc, name) : free(rt, pc, name);
}
function unbound(rt, pc, name) {
  return raiseAt(
    rt,
    pc,
    "UnboundLocalError",
    `cannot access local variable '${name}' where it is not associated with a value`
  );
}
function free(rt, pc, name) {
  return raiseAt(
    rt,
    pc,
    "NameError",
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
  );
}
function emptyCell(rt, pc, _register, nameRef) {
  let func = rt.I32[rt.I32[3 /* FP */] * 2 + 0] >>> 0, code = rt.word(func, 8 /* CODE */) >>> 0, name = rt.text(nameRef);
  return rt.tupleOfStr(rt.word(code, 60 /* CELLVARS */) >>> 0).includes(name) ? unbound(rt, pc, name) : free(rt, pc, name);
}
function callEx(rt, pc) {
  let { I32 } = rt, b = I32[3 /* FP */] + 4 /* REGS */ + I32[pc + 2], mark = rt.mark();
  I32[2 /* PC */] = pc;
  try {
    let tuple = rt.ref(b + 1);
    if (tuple === 0 || I32[tuple >>> 2] >>> 0 !== rt.classes.tuple) {
      let items = starArguments(rt, b);
      tuple = rt.kernel.newTuple(items, rt.mark() - items), rt.release(mark), I32[2 * (b + 1)] = tuple, I32[2 * (b + 1) + 1] = -327680 /* REF */;
    }
    let argp = mark, n = rt.word(tuple, 8 /* LEN */);
    for (let i = 0; i < n; i++) {
      let at = (tuple + 16 /* ITEMS */ >>> 2) + 2 * i;
      rt.push(I32[at], I32[at + 1]);
    }
    let names = 0;
    if (!(I32[2 * b + 5] === -262144 /* SPECIAL */ && I32[2 * b + 4] === 3 /* UNBOUND */)) {
      let dict = rt.ref(b + 2), keys2 = [], count = rt.word(dict, 16 /* NEXT */);
      for (let i = 0; i < count; i++) {
        let e = (rt.word(dict, 24 /* ENTRIES */) + 8 /* DATA */ >>> 2) + 6 * i;
        I32[e + 1] === -262144 /* SPECIAL */ && I32[e] === 3 /* UNBOUND */ || ((I32[e + 1] !== -327680 /* REF */ || rt.kind(I32[e]) !== 10 /* STR */) && rt.raise("TypeError", "keywords must be strings"), keys2.push(rt.kernel.intern(rt.text(I32[e]))), rt.push(I32[e + 2], I32[e + 3]));
      }
      if (keys2.length > 0) {
        let first = rt.mark();
        for (let key of keys2) rt.pushRef(key);
        names = rt.kernel.newTuple(first, keys2.length), rt.release(first);
      }
    }
    I32[19 /* ARGC */] = rt.mark() - argp, I32[18 /* ARGP */] = argp, I32[20 /* KWNAMES */] = names, I32[16 /* CALLEE */] = I32[2 * b], I32[17] = I32[2 * b + 1];
  } catch (error) {
    return rt.release(mark), setError(rt, error), raised(rt, pc);
  }
  return rt.release(mark), performCall(rt, I32[pc + 1], pc + 4, 0);
}
function starArguments(rt, b) {
  let first = rt.mark(), iterator = rt.pushNone();
  if (rt.kernel.iter(b + 1), rt.I32[1 /* STATUS */] === 1 /* EXC */) {
    let name = functionText(rt, b);
    rt.raise("TypeError", `${name} argument after * must be an iterable, not ${rt.typeName(b + 1)}`);
  }
  for (rt.resultToSlot(iterator); rt.kernel.next(iterator), rt.check(), rt.I32[9 /* FLAG */] !== 0; )
    rt.pushResult();
  return first + 1;
}
function functionText(rt, slot) {
  let mark = rt.mark(), qualname = rt.findAttr(slot, "__qualname__");
  if (qualname === 0) return rt.str(slot);
  let text = `${rt.text(rt.ref(qualname))}()`, module = rt.findAttr(slot, "__module__");
  if (module !== 0 && rt.slotKind(module) === 10 /* STR */) {
    let name = rt.text(rt.ref(module));
    name !== "builtins" && (text = `${name}.${text}`);
  }
  return rt.release(mark), text;
}
function importOp(rt, pc) {
  let { I32 } = rt, regs = I32[3 /* FP */] + 4 /* REGS */, mark = rt.mark(), fp = I32[3 /* FP */], depth = I32[6 /* DEPTH */];
  I32[2 /* PC */] = pc;
  try {
    switch (I32[pc] & 255) {
      case 131 /* IMPORT_NAME */:
        importName(rt, I32[pc + 3], regs + I32[pc + 2]), rt.resultToSlot(regs + I32[pc + 1]);
        break;
      case 132 /* IMPORT_FROM */:
        importFrom(rt, regs + I32[pc + 2], I32[pc + 3]), rt.resultToSlot(regs + I32[pc + 1]);
        break;
      case 133 /* IMPORT_STAR */:
        importStar(rt, regs + I32[pc + 1]);
        break;
      case 140 /* PRINT_EXPR */: {
        let sys = rt.moduleSlot("sys");
        rt.getAttr(sys, "displayhook");
        let hook = rt.pushResult();
        rt.call(hook, rt.pushSlot(regs + I32[pc + 1]), 1);
        break;
      }
      case 121 /* ASYNC_GEN_WRAP */: {
        let extra = I32[2 * fp + 6] + 48 /* EXTRA */ >>> 2;
        I32[extra] = 1, I32[extra + 1] = -196608 /* BOOL */;
        let from = 2 * (regs + I32[pc + 2]);
        rt.setResult(I32[from], I32[from + 1]), rt.resultToSlot(regs + I32[pc + 1]);
        break;
      }
      default:
        rt.raise("NotImplementedError", "this instruction is not supported yet");
    }
    return rt.release(mark), I32[2 /* PC */] = pc, pc + 4;
  } catch (error) {
    return I32[3 /* FP */] = fp, I32[6 /* DEPTH */] = depth, rt.release(mark), setError(rt, error), raised(rt, pc);
  }
}

// src/interpreter/safepoint.ts
var START_SLICE_MS = 4;
function backEdge(rt, pc, heat) {
  let { I32 } = rt;
  if (I32[22 /* INTERRUPT */] !== 0) {
    let to = interrupt(rt, pc);
    if (to !== pc) return to;
  }
  if ((heat & 255) === 0 && I32[8 /* NEST */] === 0 && performance.now() > rt.sliceEnd())
    return I32[2 /* PC */] = pc + I32[pc + 1], rt.paused = !0, LEAVE;
  heat === rt.jit.threshold && (I32[2 /* PC */] = pc + I32[pc + 1], rt.jit.onHotLoop(pc));
  let unit = I32[pc + 5] - 1;
  return unit >= 0 && isReady(rt, unit, heat) ? afterNative(rt, rt.jit.enter(unit, 0)) : pc + I32[pc + 1];
}
function isReady(rt, unit, count) {
  let at = 131072 /* CODE_TABLE */ + unit * 32 /* SIZE */ + 0 /* STATE */ >> 2;
  return ((count & 1023) === 0 ? Atomics.load(rt.I32, at) : rt.I32[at]) === 3 /* READY */;
}
function afterNative(rt, status) {
  let { I32 } = rt;
  switch (status) {
    case 1:
      return leaveFrame(rt);
    case 2:
      return raised(rt, I32[26 /* EXIT_PC */]);
    default:
      return I32[26 /* EXIT_PC */];
  }
}
function leaveFrame(rt) {
  let { I32 } = rt, fp = I32[3 /* FP */], header = fp << 1;
  if (I32[header + 5] !== 0) return returnWithFlags(rt);
  let caller = I32[header + 2], r = caller + 4 /* REGS */ + I32[header + 4] << 1;
  return I32[r] = I32[14 /* RESULT */], I32[r + 1] = I32[15], I32[4 /* SP */] = fp, I32[3 /* FP */] = caller, I32[6 /* DEPTH */]--, I32[header + 3];
}
function hotFunction(rt, func, pc) {
  let { I32 } = rt, code = I32[func + 8 /* CODE */ >>> 2] >>> 2, heat = I32[code + 23];
  heat === rt.jit.threshold && (I32[2 /* PC */] = pc, rt.jit.onHotFunction(func));
  let unit = I32[code + 24] - 1;
  return unit >= 0 && isReady(rt, unit, heat) ? afterNative(rt, rt.jit.enter(unit, 0)) : pc;
}
function interrupt(rt, pc) {
  let { I32 } = rt, bits = I32[22 /* INTERRUPT */];
  return (bits & 1 /* GC */) !== 0 && (I32[2 /* PC */] = pc, rt.kernel.collect(), I32[22 /* INTERRUPT */] &= -2, I32[1 /* STATUS */] === 1 /* EXC */) ? raised(rt, pc) : (bits & 2 /* SIGNAL */) !== 0 ? (I32[22 /* INTERRUPT */] &= -3, raiseAt(rt, pc, "KeyboardInterrupt", "")) : (bits & 8 /* ABORT */) !== 0 && I32[8 /* NEST */] === 0 ? (I32[2 /* PC */] = pc, rt.paused = !0, LEAVE) : (bits & 4 /* DEADLINE */) !== 0 && I32[8 /* NEST */] === 0 ? (I32[22 /* INTERRUPT */] &= -5, I32[2 /* PC */] = pc, rt.paused = !0, LEAVE) : pc;
}

// src/interpreter/run.ts
var LENGTHS2 = Uint8Array.from(OPCODES, lengthOf), NUMBER = 4294508544;
function makeRun(rt) {
  let I32 = rt.I32, F64 = rt.F64, op = rt.kernel.op, callKernel = rt.kernel.call, LIST = rt.classes.list | 0, TUPLE = rt.classes.tuple | 0, STR = rt.classes.str | 0, DICT = rt.classes.dict | 0, stress = rt.gcStress, hotLoop = rt.jit.threshold;
  return function() {
    let pc = I32[2 /* PC */], R = I32[3 /* FP */] + 4 /* REGS */ << 1;
    for (; ; ) {
      kernel: {
        jump: {
          moved:
            switch (I32[pc] & 255) {
              case 0 /* NOP */: {
                pc += 4;
                continue;
              }
              case 1 /* MOVE */: {
                let a = R + (I32[pc + 1] << 1), b = R + (I32[pc + 2] << 1);
                I32[a] = I32[b], I32[a + 1] = I32[b + 1], pc += 4;
                continue;
              }
              case 2 /* LOAD_CONST */: {
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[pc + 2], I32[a + 1] = I32[pc + 3], pc += 4;
                continue;
              }
              case 3 /* CHECK_BOUND */:
              case 4 /* CHECK_FREE */: {
                let a = R + (I32[pc + 1] << 1);
                if (I32[a + 1] === -262144 /* SPECIAL */ && I32[a] === 3 /* UNBOUND */) {
                  pc = unboundLocal(rt, pc);
                  break moved;
                }
                pc += 4;
                continue;
              }
              case 5 /* SET_UNBOUND */: {
                let a = R + (I32[pc + 1] << 1);
                I32[a] = 3 /* UNBOUND */, I32[a + 1] = -262144 /* SPECIAL */, pc += 4;
                continue;
              }
              case 6 /* LOAD_GLOBAL */: {
                let entries = I32[pc + 4], globals = I32[I32[R - 8] + 16 /* GLOBALS */ >>> 2] >>> 2, e = 0;
                if (I32[pc + 6] === 0) {
                  if (entries === 0 || I32[globals + 6] !== entries) break kernel;
                  e = (entries + 8 /* DATA */ >>> 2) + 6 * I32[pc + 5];
                } else {
                  let builtins = I32[36 /* BUILTINS */] >>> 2;
                  if (I32[globals + 9] !== entries || I32[builtins + 6] !== I32[pc + 7]) break kernel;
                  e = (I32[pc + 7] + 8 /* DATA */ >>> 2) + 6 * I32[pc + 5];
                }
                if (I32[e] !== I32[pc + 2] || I32[e + 1] !== -327680 /* REF */) break kernel;
                let hi = I32[e + 3];
                if (hi === -262144 /* SPECIAL */ && I32[e + 2] === 3 /* UNBOUND */) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[e + 2], I32[a + 1] = hi, pc += 8;
                continue;
              }
              case 7 /* STORE_GLOBAL */: {
                let entries = I32[pc + 4];
                if (entries === 0 || I32[I32[I32[R - 8] + 16 /* GLOBALS */ >>> 2] + 24 /* ENTRIES */ >>> 2] !== entries) break kernel;
                let e = (entries + 8 /* DATA */ >>> 2) + 6 * I32[pc + 5];
                if (I32[e] !== I32[pc + 2] || I32[e + 1] !== -327680 /* REF */) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[e + 2] = I32[a], I32[e + 3] = I32[a + 1], pc += 8;
                continue;
              }
              case 15 /* COPY_FREE */: {
                let cell = I32[I32[R - 8] + 20 /* CLOSURE */ >>> 2] + 16 /* ITEMS */ >>> 2, a = R + (I32[pc + 1] << 1);
                I32[a] = I32[cell + (I32[pc + 2] << 1)], I32[a + 1] = -327680 /* REF */, pc += 4;
                continue;
              }
              case 16 /* LOAD_CELL */: {
                let cell = I32[R + (I32[pc + 2] << 1)] + 8 /* VALUE */ >>> 2, hi = I32[cell + 1];
                if (hi === -262144 /* SPECIAL */ && I32[cell] === 3 /* UNBOUND */) {
                  pc = emptyCell(rt, pc, I32[pc + 2], I32[pc + 3]);
                  break moved;
                }
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[cell], I32[a + 1] = hi, pc += 4;
                continue;
              }
              case 17 /* STORE_CELL */: {
                let cell = I32[R + (I32[pc + 1] << 1)] + 8 /* VALUE */ >>> 2, b = R + (I32[pc + 2] << 1);
                I32[cell] = I32[b], I32[cell + 1] = I32[b + 1], pc += 4;
                continue;
              }
              case 18 /* DELETE_CELL */: {
                let cell = I32[R + (I32[pc + 1] << 1)] + 8 /* VALUE */ >>> 2;
                if (I32[cell + 1] === -262144 /* SPECIAL */ && I32[cell] === 3 /* UNBOUND */) {
                  pc = emptyCell(rt, pc, I32[pc + 1], I32[pc + 2]);
                  break moved;
                }
                I32[cell] = 3 /* UNBOUND */, I32[cell + 1] = -262144 /* SPECIAL */, pc += 4;
                continue;
              }
              case 19 /* ADD */:
              case 32 /* INPLACE_ADD */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */) {
                  let x = I32[b], y = I32[c], s = x + y | 0;
                  if (((x ^ s) & (y ^ s)) < 0) {
                    (I32[pc] & 65536 /* OVERFLOW */) === 0 && (I32[pc] |= 65536 /* OVERFLOW */);
                    break kernel;
                  }
                  let a = R + (I32[pc + 1] << 1);
                  I32[a] = s, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) + (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 20 /* SUB */:
              case 33 /* INPLACE_SUB */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */) {
                  let x = I32[b], y = I32[c], s = x - y | 0;
                  if (((x ^ y) & (x ^ s)) < 0) {
                    (I32[pc] & 65536 /* OVERFLOW */) === 0 && (I32[pc] |= 65536 /* OVERFLOW */);
                    break kernel;
                  }
                  let a = R + (I32[pc + 1] << 1);
                  I32[a] = s, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) - (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 21 /* MUL */:
              case 34 /* INPLACE_MUL */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */) {
                  let p = I32[b] * I32[c];
                  if (p < -2147483648 || p > 2147483647) {
                    (I32[pc] & 65536 /* OVERFLOW */) === 0 && (I32[pc] |= 65536 /* OVERFLOW */);
                    break kernel;
                  }
                  let a = R + (I32[pc + 1] << 1);
                  I32[a] = p, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  F64[(R >> 1) + I32[pc + 1]] = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) * (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 22 /* TRUEDIV */:
              case 35 /* INPLACE_TRUEDIV */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  let x = bt === -458752 /* INT */ ? I32[b] : F64[b >> 1], y = ct === -458752 /* INT */ ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = x / y;
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 23 /* FLOORDIV */:
              case 36 /* INPLACE_FLOORDIV */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */) {
                  let x = I32[b], y = I32[c];
                  if (y === 0 || y === -1 && x === -2147483648) break kernel;
                  let q = x / y | 0;
                  (x ^ y) < 0 && Math.imul(q, y) !== x && q--;
                  let a = R + (I32[pc + 1] << 1);
                  I32[a] = q, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  let x = bt === -458752 /* INT */ ? I32[b] : F64[b >> 1], y = ct === -458752 /* INT */ ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = floatFloorDiv(x, y);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 24 /* MOD */:
              case 37 /* INPLACE_MOD */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */) {
                  let x = I32[b], y = I32[c];
                  if (y === 0) break kernel;
                  let m = x % y | 0;
                  m !== 0 && (m ^ y) < 0 && (m += y);
                  let a = R + (I32[pc + 1] << 1);
                  I32[a] = m, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                  continue;
                }
                if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  let x = bt === -458752 /* INT */ ? I32[b] : F64[b >> 1], y = ct === -458752 /* INT */ ? I32[c] : F64[c >> 1];
                  if (y === 0) break kernel;
                  F64[(R >> 1) + I32[pc + 1]] = floatMod(x, y);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed), pc += 4;
                  continue;
                }
                break kernel;
              }
              case 28 /* AND */:
              case 41 /* INPLACE_AND */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt !== -458752 /* INT */ || ct !== -458752 /* INT */) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] & I32[c], I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                continue;
              }
              case 29 /* OR */:
              case 42 /* INPLACE_OR */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt !== -458752 /* INT */ || ct !== -458752 /* INT */) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] | I32[c], I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                continue;
              }
              case 30 /* XOR */:
              case 43 /* INPLACE_XOR */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1];
                if (bt !== -458752 /* INT */ || ct !== -458752 /* INT */) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] ^ I32[c], I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                continue;
              }
              case 26 /* LSHIFT */:
              case 39 /* INPLACE_LSHIFT */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], y = I32[c];
                if (bt !== -458752 /* INT */ || ct !== -458752 /* INT */ || y < 0 || y > 31) break kernel;
                let x = I32[b], s = x << y;
                if (s >> y !== x) {
                  (I32[pc] & 65536 /* OVERFLOW */) === 0 && (I32[pc] |= 65536 /* OVERFLOW */);
                  break kernel;
                }
                let a = R + (I32[pc + 1] << 1);
                I32[a] = s, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                continue;
              }
              case 27 /* RSHIFT */:
              case 40 /* INPLACE_RSHIFT */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], y = I32[c];
                if (bt !== -458752 /* INT */ || ct !== -458752 /* INT */ || y < 0) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] >> (y > 31 ? 31 : y), I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 4;
                continue;
              }
              case 45 /* NEG */: {
                let b = R + (I32[pc + 2] << 1), bt = I32[b + 1], a = R + (I32[pc + 1] << 1);
                if (bt === -458752 /* INT */ && I32[b] !== -2147483648)
                  I32[a] = -I32[b] | 0, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 < NUMBER)
                  F64[a >> 1] = -F64[b >> 1], (I32[pc] & 512 /* FLOAT */) === 0 && (I32[pc] |= 512 /* FLOAT */);
                else break kernel;
                pc += 4;
                continue;
              }
              case 49 /* LT */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] < I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) < (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 65 /* JUMP_IF_LT */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] < I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) < (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 71 /* JUMP_IF_NOT_LT */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] < I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) < (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 50 /* LE */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] <= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) <= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 66 /* JUMP_IF_LE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] <= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) <= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 72 /* JUMP_IF_NOT_LE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] <= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) <= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 51 /* EQ */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] === I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) === (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !0;
                else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 67 /* JUMP_IF_EQ */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] === I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) === (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !0;
                else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 73 /* JUMP_IF_NOT_EQ */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] === I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) === (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !0;
                else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 52 /* NE */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] !== I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) !== (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !1;
                else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 68 /* JUMP_IF_NE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] !== I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) !== (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !1;
                else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 74 /* JUMP_IF_NOT_NE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] !== I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) !== (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else if (bt === ct && I32[b] === I32[c] && (bt === -196608 /* BOOL */ || bt === -262144 /* SPECIAL */ || bt === -327680 /* REF */ && I32[I32[b] >>> 2] === STR))
                  t = !1;
                else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 53 /* GT */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] > I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) > (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 69 /* JUMP_IF_GT */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] > I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) > (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 75 /* JUMP_IF_NOT_GT */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] > I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) > (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 54 /* GE */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] >= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) >= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 70 /* JUMP_IF_GE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] >= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) >= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? I32[pc + 3] : 4;
                continue;
              }
              case 76 /* JUMP_IF_NOT_GE */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1), bt = I32[b + 1], ct = I32[c + 1], t = !1;
                if (bt === -458752 /* INT */ && ct === -458752 /* INT */)
                  t = I32[b] >= I32[c], (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */);
                else if (bt >>> 0 <= NUMBER && ct >>> 0 <= NUMBER) {
                  t = (bt === -458752 /* INT */ ? I32[b] : F64[b >> 1]) >= (ct === -458752 /* INT */ ? I32[c] : F64[c >> 1]);
                  let mixed = bt === -458752 /* INT */ || ct === -458752 /* INT */ ? 1024 /* MIXED */ : 512 /* FLOAT */;
                  (I32[pc] & mixed) === 0 && (I32[pc] |= mixed);
                } else break jump;
                pc += t ? 4 : I32[pc + 3];
                continue;
              }
              case 48 /* NOT */: {
                let b = R + (I32[pc + 2] << 1), bt = I32[b + 1], t = !1;
                if (bt === -196608 /* BOOL */ || bt === -458752 /* INT */) t = I32[b] !== 0;
                else if (bt === -327680 /* REF */) {
                  let o = I32[b] >>> 2, k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break kernel;
                  t = I32[o + 2] !== 0;
                } else if (bt === -262144 /* SPECIAL */) t = I32[b] !== 0 /* NONE */;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = t ? 0 : 1, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 61 /* JUMP_IF_TRUE */: {
                let b = R + (I32[pc + 1] << 1), bt = I32[b + 1], t = !1;
                if (bt === -196608 /* BOOL */ || bt === -458752 /* INT */) t = I32[b] !== 0;
                else if (bt === -327680 /* REF */) {
                  let o = I32[b] >>> 2, k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break jump;
                  t = I32[o + 2] !== 0;
                } else if (bt === -262144 /* SPECIAL */) t = I32[b] !== 0 /* NONE */;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break jump;
                pc += t ? I32[pc + 2] : 4;
                continue;
              }
              case 62 /* JUMP_IF_FALSE */: {
                let b = R + (I32[pc + 1] << 1), bt = I32[b + 1], t = !1;
                if (bt === -196608 /* BOOL */ || bt === -458752 /* INT */) t = I32[b] !== 0;
                else if (bt === -327680 /* REF */) {
                  let o = I32[b] >>> 2, k = I32[o];
                  if (k !== LIST && k !== STR && k !== DICT && k !== TUPLE) break jump;
                  t = I32[o + 2] !== 0;
                } else if (bt === -262144 /* SPECIAL */) t = I32[b] !== 0 /* NONE */;
                else if (bt >>> 0 < NUMBER) t = F64[b >> 1] !== 0;
                else break jump;
                pc += t ? 4 : I32[pc + 2];
                continue;
              }
              case 55 /* IS */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] === I32[c] && I32[b + 1] === I32[c + 1] ? 1 : 0, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 56 /* IS_NOT */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1), a = R + (I32[pc + 1] << 1);
                I32[a] = I32[b] === I32[c] && I32[b + 1] === I32[c + 1] ? 0 : 1, I32[a + 1] = -196608 /* BOOL */, pc += 4;
                continue;
              }
              case 59 /* JUMP */: {
                pc += I32[pc + 1];
                continue;
              }
              case 60 /* JUMP_BACK */: {
                let heat = I32[pc + 4] + 1;
                if (I32[pc + 4] = heat, (I32[pc + 5] | I32[22 /* INTERRUPT */]) !== 0 || heat === hotLoop || (heat & 255) === 0) {
                  pc = backEdge(rt, pc, heat);
                  break moved;
                }
                pc += I32[pc + 1];
                continue;
              }
              case 63 /* JUMP_IF_NONE */: {
                let b = R + (I32[pc + 1] << 1);
                pc += I32[b + 1] === -262144 /* SPECIAL */ && I32[b] === 0 /* NONE */ ? I32[pc + 2] : 4;
                continue;
              }
              case 64 /* JUMP_IF_NOT_NONE */: {
                let b = R + (I32[pc + 1] << 1);
                pc += I32[b + 1] === -262144 /* SPECIAL */ && I32[b] === 0 /* NONE */ ? 4 : I32[pc + 2];
                continue;
              }
              case 78 /* FOR_ITER */: {
                let it = I32[R + (I32[pc + 2] << 1)] >>> 2, a = R + (I32[pc + 1] << 1);
                switch (I32[R + (I32[pc + 2] << 1) + 1] === -327680 /* REF */ ? I32[it + 1] & 255 : 0) {
                  case 39 /* RANGE_ITER */: {
                    let left = I32[it + 4];
                    if (left === 0) {
                      pc += I32[pc + 3];
                      continue;
                    }
                    let cur = I32[it + 2];
                    I32[it + 4] = left - 1, I32[it + 2] = cur + I32[it + 3] | 0, I32[a] = cur, I32[a + 1] = -458752 /* INT */, (I32[pc] & 256 /* INT */) === 0 && (I32[pc] |= 256 /* INT */), pc += 8;
                    continue;
                  }
                  case 40 /* LIST_ITER */: {
                    let list = I32[it + 2] >>> 2, i = I32[it + 3];
                    if (list === 0 || i >= I32[list + 2]) break kernel;
                    let item = (I32[list + 5] + 8 /* DATA */ >>> 2) + (i << 1);
                    I32[it + 3] = i + 1, I32[a] = I32[item], I32[a + 1] = I32[item + 1], (I32[pc] & 4096 /* LIST */) === 0 && (I32[pc] |= 4096 /* LIST */), pc += 8;
                    continue;
                  }
                  case 41 /* TUPLE_ITER */: {
                    let tuple = I32[it + 2] >>> 2, i = I32[it + 3];
                    if (tuple === 0 || i >= I32[tuple + 2]) break kernel;
                    let item = tuple + 4 + (i << 1);
                    I32[it + 3] = i + 1, I32[a] = I32[item], I32[a + 1] = I32[item + 1], (I32[pc] & 8192 /* TUPLE */) === 0 && (I32[pc] |= 8192 /* TUPLE */), pc += 8;
                    continue;
                  }
                  case 30 /* GENERATOR */:
                    I32[2 /* PC */] = pc, pc = resume(rt, it << 2, 0 /* SEND */, 0 /* NONE */, -262144 /* SPECIAL */, I32[pc + 1], pc + 8, 16 /* ITERATING */);
                    break moved;
                }
                if (I32[2 /* PC */] = pc, op(), I32[1 /* STATUS */] === 0 /* OK */) {
                  pc += 8;
                  continue;
                }
                if (I32[1 /* STATUS */] === 2 /* STOP */) {
                  pc += I32[pc + 3];
                  continue;
                }
                pc = I32[1 /* STATUS */] === 3 /* CALL */ ? performCall(rt, I32[pc + 1], pc + 8, 16 /* ITERATING */) : raised(rt, pc);
                break moved;
              }
              case 94 /* GET_ITEM */: {
                let b = R + (I32[pc + 2] << 1), c = R + (I32[pc + 3] << 1);
                if (I32[b + 1] !== -327680 /* REF */ || I32[c + 1] !== -458752 /* INT */) break kernel;
                let o = I32[b] >>> 2, k = I32[o], i = I32[c], item = 0;
                if (k === LIST) {
                  let n = I32[o + 2];
                  if (i < 0 && (i += n), i >>> 0 >= n) break kernel;
                  item = (I32[o + 5] + 8 /* DATA */ >>> 2) + (i << 1), (I32[pc] & 4096 /* LIST */) === 0 && (I32[pc] |= 4096 /* LIST */);
                } else if (k === TUPLE) {
                  let n = I32[o + 2];
                  if (i < 0 && (i += n), i >>> 0 >= n) break kernel;
                  item = o + 4 + (i << 1), (I32[pc] & 8192 /* TUPLE */) === 0 && (I32[pc] |= 8192 /* TUPLE */);
                } else break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a] = I32[item], I32[a + 1] = I32[item + 1], pc += 4;
                continue;
              }
              case 95 /* SET_ITEM */: {
                let b = R + (I32[pc + 1] << 1), c = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== -327680 /* REF */ || I32[c + 1] !== -458752 /* INT */) break kernel;
                let o = I32[b] >>> 2;
                if (I32[o] !== LIST) break kernel;
                let i = I32[c], n = I32[o + 2];
                if (i < 0 && (i += n), i >>> 0 >= n) break kernel;
                let item = (I32[o + 5] + 8 /* DATA */ >>> 2) + (i << 1), v = R + (I32[pc + 3] << 1);
                I32[item] = I32[v], I32[item + 1] = I32[v + 1], (I32[pc] & 4096 /* LIST */) === 0 && (I32[pc] |= 4096 /* LIST */), pc += 4;
                continue;
              }
              case 99 /* GET_ATTR */: {
                let b = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== -327680 /* REF */) break kernel;
                let o = I32[b] >>> 2, cache = I32[pc + 6] & 255;
                if (cache === 0 /* EMPTY */) break kernel;
                if (cache <= 2 /* OVERFLOW */) {
                  if (I32[o + 2] !== I32[pc + 4] || I32[I32[o] + 8 /* VERSION */ >>> 2] !== I32[pc + 5]) break kernel;
                  let a = R + (I32[pc + 1] << 1), v = (cache === 1 /* SLOT */ ? o : I32[o + 3] >>> 2) + (I32[pc + 7] >> 2);
                  I32[a] = I32[v], I32[a + 1] = I32[v + 1], pc += 8;
                  continue;
                }
                let to = cachedAttribute(rt, pc, o, R);
                if (to === 0) break kernel;
                pc = to;
                break moved;
              }
              case 102 /* LOAD_METHOD */: {
                let b = R + (I32[pc + 2] << 1);
                if (I32[b + 1] !== -327680 /* REF */) break kernel;
                let o = I32[b] >>> 2;
                if ((I32[pc + 6] & 255) !== 3 /* METHOD */) {
                  if ((I32[pc + 6] & 255) === 0 /* EMPTY */ || cachedAttribute(rt, pc, o, R) !== pc + 8) break kernel;
                  let a2 = R + (I32[pc + 1] << 1);
                  I32[a2 + 2] = 3 /* UNBOUND */, I32[a2 + 3] = -262144 /* SPECIAL */, pc += 8;
                  continue;
                }
                if (I32[I32[o] + 8 /* VERSION */ >>> 2] !== I32[pc + 5] || I32[pc + 4] !== 0 && I32[o + 2] !== I32[pc + 4]) break kernel;
                let a = R + (I32[pc + 1] << 1);
                I32[a + 2] = I32[b], I32[a + 3] = -327680 /* REF */, I32[a] = I32[pc + 7], I32[a + 1] = -327680 /* REF */, pc += 8;
                continue;
              }
              case 100 /* SET_ATTR */: {
                let b = R + (I32[pc + 1] << 1);
                if (I32[b + 1] !== -327680 /* REF */) break kernel;
                let o = I32[b] >>> 2, cache = I32[pc + 6] & 255;
                if (cache === 0 /* EMPTY */ || I32[o + 2] !== I32[pc + 4] || I32[I32[o] + 8 /* VERSION */ >>> 2] !== I32[pc + 5]) break kernel;
                let v = R + (I32[pc + 2] << 1);
                if (cache <= 2 /* OVERFLOW */) {
                  let at = (cache === 1 /* SLOT */ ? o : I32[o + 3] >>> 2) + (I32[pc + 7] >> 2);
                  I32[at] = I32[v], I32[at + 1] = I32[v + 1];
                } else if (!cachedStore(rt, pc, o, v)) break kernel;
                pc += 8;
                continue;
              }
              case 106 /* CALL */: {
                let callee = R + (I32[pc + 2] << 1);
                if (I32[22 /* INTERRUPT */] !== 0) {
                  let to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                let args = callee + 2, argc = I32[pc + 3];
                if (I32[callee + 1] === -327680 /* REF */) {
                  let fn = I32[callee] >>> 2, kind = I32[fn + 1] & 255;
                  if (kind === 21 /* FUNCTION */) {
                    let code = I32[fn + 2] >>> 2;
                    if (I32[code + 4] === argc && (I32[code + 7] & 65536 /* SIMPLE */) !== 0) {
                      let sp = I32[4 /* SP */], top = sp + 4 /* REGS */ + I32[code + 3];
                      if (I32[6 /* DEPTH */] < I32[7 /* DEPTH_LIMIT */] && top + 256 < I32[5 /* STACK_LIMIT */]) {
                        I32[pc + 4] = I32[callee];
                        let f = sp << 1;
                        I32[f] = I32[callee], I32[f + 1] = -327680 /* REF */, I32[f + 2] = (R >> 1) - 4 /* REGS */, I32[f + 3] = pc + 8, I32[f + 4] = I32[pc + 1], I32[f + 5] = 0, I32[f + 6] = 0 /* NONE */, I32[f + 7] = -262144 /* SPECIAL */, R = f + 8;
                        for (let i = argc << 1; i > 0; )
                          i -= 2, I32[R + i] = I32[args + i], I32[R + i + 1] = I32[args + i + 1];
                        I32[3 /* FP */] = sp, I32[4 /* SP */] = top, top > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = top), I32[6 /* DEPTH */]++;
                        let heat = I32[code + 23] + 1;
                        if (I32[code + 23] = heat, pc = I32[code + 2], I32[code + 24] !== 0 || heat === hotLoop) {
                          pc = hotFunction(rt, fn << 2, pc);
                          break moved;
                        }
                        continue;
                      }
                    }
                  }
                  if (I32[2 /* PC */] = pc, I32[16 /* CALLEE */] = I32[callee], I32[17] = -327680 /* REF */, I32[18 /* ARGP */] = args >> 1, I32[19 /* ARGC */] = argc, I32[20 /* KWNAMES */] = 0, kind === 23 /* BUILTIN */ && I32[fn + 8] === 0) {
                    if (argc <= 2 && knownBuiltin(rt, fn << 2, argc, args, R + (I32[pc + 1] << 1))) {
                      pc += 8;
                      continue;
                    }
                    if (callKernel(), I32[1 /* STATUS */] === 0 /* OK */) {
                      let a = R + (I32[pc + 1] << 1);
                      if (I32[a] = I32[14 /* RESULT */], I32[a + 1] = I32[15], pc += 8, !stress) continue;
                      break moved;
                    }
                    pc = I32[1 /* STATUS */] === 3 /* CALL */ ? performCall(rt, I32[pc + 1], pc + 8, 0) : raised(rt, pc);
                    break moved;
                  }
                  if (kind === 4 /* TYPE */ && I32[pc + 4] === I32[callee] && I32[fn + 2] === I32[pc + 5] && I32[pc + 6] > 1) {
                    rt.kernel.allocInstance(), pc = I32[1 /* STATUS */] === 0 /* OK */ ? construct(rt, I32[pc + 6], I32[pc + 1], pc + 8) : raised(rt, pc);
                    break moved;
                  }
                } else
                  I32[2 /* PC */] = pc, I32[16 /* CALLEE */] = I32[callee], I32[17] = I32[callee + 1], I32[18 /* ARGP */] = args >> 1, I32[19 /* ARGC */] = argc, I32[20 /* KWNAMES */] = 0;
                pc = callCached(rt, pc);
                break moved;
              }
              case 107 /* CALL_METHOD */: {
                let callee = R + (I32[pc + 2] << 1);
                if (I32[22 /* INTERRUPT */] !== 0) {
                  let to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                let bound = I32[callee + 3] !== -262144 /* SPECIAL */ || I32[callee + 2] !== 3 /* UNBOUND */, args = bound ? callee + 2 : callee + 4, argc = bound ? I32[pc + 3] + 1 : I32[pc + 3];
                if (I32[callee + 1] === -327680 /* REF */) {
                  let fn = I32[callee] >>> 2, kind = I32[fn + 1] & 255;
                  if (kind === 21 /* FUNCTION */) {
                    let code = I32[fn + 2] >>> 2;
                    if (I32[code + 4] === argc && (I32[code + 7] & 65536 /* SIMPLE */) !== 0) {
                      let sp = I32[4 /* SP */], top = sp + 4 /* REGS */ + I32[code + 3];
                      if (I32[6 /* DEPTH */] < I32[7 /* DEPTH_LIMIT */] && top + 256 < I32[5 /* STACK_LIMIT */]) {
                        I32[pc + 4] = I32[callee];
                        let f = sp << 1;
                        I32[f] = I32[callee], I32[f + 1] = -327680 /* REF */, I32[f + 2] = (R >> 1) - 4 /* REGS */, I32[f + 3] = pc + 8, I32[f + 4] = I32[pc + 1], I32[f + 5] = 0, I32[f + 6] = 0 /* NONE */, I32[f + 7] = -262144 /* SPECIAL */, R = f + 8;
                        for (let i = argc << 1; i > 0; )
                          i -= 2, I32[R + i] = I32[args + i], I32[R + i + 1] = I32[args + i + 1];
                        I32[3 /* FP */] = sp, I32[4 /* SP */] = top, top > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = top), I32[6 /* DEPTH */]++;
                        let heat = I32[code + 23] + 1;
                        if (I32[code + 23] = heat, pc = I32[code + 2], I32[code + 24] !== 0 || heat === hotLoop) {
                          pc = hotFunction(rt, fn << 2, pc);
                          break moved;
                        }
                        continue;
                      }
                    }
                  }
                  if (I32[2 /* PC */] = pc, I32[16 /* CALLEE */] = I32[callee], I32[17] = -327680 /* REF */, I32[18 /* ARGP */] = args >> 1, I32[19 /* ARGC */] = argc, I32[20 /* KWNAMES */] = 0, kind === 23 /* BUILTIN */ && I32[fn + 8] === 0) {
                    if (argc <= 2 && knownBuiltin(rt, fn << 2, argc, args, R + (I32[pc + 1] << 1))) {
                      pc += 8;
                      continue;
                    }
                    if (callKernel(), I32[1 /* STATUS */] === 0 /* OK */) {
                      let a = R + (I32[pc + 1] << 1);
                      if (I32[a] = I32[14 /* RESULT */], I32[a + 1] = I32[15], pc += 8, !stress) continue;
                      break moved;
                    }
                    pc = I32[1 /* STATUS */] === 3 /* CALL */ ? performCall(rt, I32[pc + 1], pc + 8, 0) : raised(rt, pc);
                    break moved;
                  }
                  if (kind === 4 /* TYPE */ && I32[pc + 4] === I32[callee] && I32[fn + 2] === I32[pc + 5] && I32[pc + 6] > 1) {
                    rt.kernel.allocInstance(), pc = I32[1 /* STATUS */] === 0 /* OK */ ? construct(rt, I32[pc + 6], I32[pc + 1], pc + 8) : raised(rt, pc);
                    break moved;
                  }
                } else
                  I32[2 /* PC */] = pc, I32[16 /* CALLEE */] = I32[callee], I32[17] = I32[callee + 1], I32[18 /* ARGP */] = args >> 1, I32[19 /* ARGC */] = argc, I32[20 /* KWNAMES */] = 0;
                pc = callCached(rt, pc);
                break moved;
              }
              case 108 /* CALL_KW */: {
                if (I32[22 /* INTERRUPT */] !== 0) {
                  let to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                let callee = R + (I32[pc + 2] << 1), bound = I32[callee + 3] !== -262144 /* SPECIAL */ || I32[callee + 2] !== 3 /* UNBOUND */;
                I32[2 /* PC */] = pc, I32[16 /* CALLEE */] = I32[callee], I32[17] = I32[callee + 1], I32[18 /* ARGP */] = (callee >> 1) + (bound ? 1 : 2), I32[19 /* ARGC */] = I32[pc + 3] + (bound ? 1 : 0), I32[20 /* KWNAMES */] = I32[pc + 4], pc = performCall(rt, I32[pc + 1], pc + 8, 0);
                break moved;
              }
              case 109 /* CALL_EX */: {
                if (I32[22 /* INTERRUPT */] !== 0) {
                  let to = interrupt(rt, pc);
                  if (to !== pc) {
                    pc = to;
                    break moved;
                  }
                }
                pc = callEx(rt, pc);
                break moved;
              }
              case 110 /* RETURN */: {
                let a = R + (I32[pc + 1] << 1), lo = I32[a], hi = I32[a + 1];
                if (I32[R - 3] !== 0) {
                  I32[14 /* RESULT */] = lo, I32[15] = hi, I32[2 /* PC */] = pc, pc = returnWithFlags(rt);
                  break moved;
                }
                I32[4 /* SP */] = (R >> 1) - 4 /* REGS */, I32[6 /* DEPTH */]--;
                let caller = I32[R - 6], dst = I32[R - 4];
                pc = I32[R - 5], I32[3 /* FP */] = caller, R = caller + 4 /* REGS */ << 1, I32[R + (dst << 1)] = lo, I32[R + (dst << 1) + 1] = hi;
                continue;
              }
              case 113 /* RETURN_GENERATOR */: {
                pc = returnGenerator(rt, pc);
                break moved;
              }
              case 114 /* YIELD */: {
                pc = yieldValue(rt, pc);
                break moved;
              }
              case 115 /* SEND */: {
                pc = send(rt, pc);
                break moved;
              }
              case 120 /* END_ASYNC_FOR */: {
                pc = endAsyncFor(rt, pc);
                break moved;
              }
              case 122 /* RAISE */: {
                pc = raiseStatement(rt, pc);
                break moved;
              }
              case 123 /* RERAISE */: {
                let a = R + (I32[pc + 1] << 1);
                I32[10 /* EXC */] = I32[a], I32[11] = I32[a + 1], pc = unwind(rt, pc, !1);
                break moved;
              }
              case 124 /* PUSH_EXC */: {
                let a = R + (I32[pc + 1] << 1), b = R + (I32[pc + 2] << 1), lo = I32[b], hi = I32[b + 1];
                I32[a] = I32[12 /* HANDLED */], I32[a + 1] = I32[13], I32[12 /* HANDLED */] = lo, I32[13] = hi, pc += 4;
                continue;
              }
              case 125 /* POP_EXC */: {
                let a = R + (I32[pc + 1] << 1);
                I32[12 /* HANDLED */] = I32[a], I32[13] = I32[a + 1], pc += 4;
                continue;
              }
              case 131 /* IMPORT_NAME */:
              case 132 /* IMPORT_FROM */:
              case 133 /* IMPORT_STAR */:
              case 140 /* PRINT_EXPR */:
              case 121 /* ASYNC_GEN_WRAP */: {
                pc = importOp(rt, pc);
                break moved;
              }
              default:
                break kernel;
            }
          if (stress && pc >= 0 && I32[22 /* INTERRUPT */] !== 0 && (pc = interrupt(rt, pc)), pc < 0) return pc;
          R = I32[3 /* FP */] + 4 /* REGS */ << 1;
          continue;
        }
        if (I32[2 /* PC */] = pc, op(), I32[1 /* STATUS */] === 0 /* OK */) {
          pc += I32[9 /* FLAG */] === 0 ? 4 : (I32[pc] & 255) >= 65 /* JUMP_IF_LT */ ? I32[pc + 3] : I32[pc + 2];
          continue;
        }
        if (pc = raised(rt, pc), pc < 0) return pc;
        R = I32[3 /* FP */] + 4 /* REGS */ << 1;
        continue;
      }
      I32[2 /* PC */] = pc, op();
      let status = I32[1 /* STATUS */], next2 = pc + LENGTHS2[I32[pc] & 255];
      if (status === 0 /* OK */) {
        if (pc = next2, !stress) continue;
      } else if (status === 2 /* STOP */) {
        pc += I32[pc + 3];
        continue;
      } else
        pc = status === 3 /* CALL */ ? performCall(rt, resultRegister(I32[pc] & 255, I32[pc + 1]), next2, 0) : raised(rt, pc);
      if (stress && pc >= 0 && I32[22 /* INTERRUPT */] !== 0 && (pc = interrupt(rt, pc)), pc < 0) return pc;
      R = I32[3 /* FP */] + 4 /* REGS */ << 1;
    }
  };
}
function resultRegister(opcode, a) {
  let first = OPCODES[opcode].operands[0];
  return first === "w" || first === "wN" || first === "rw" ? a : -1;
}

// src/interpreter/runtime.ts
var PyRaise = class extends Error {
  constructor() {
    super("a Python exception is set");
  }
}, Runtime = class {
  heap;
  I32;
  F64;
  kernel;
  classes;
  /** Refs of the builtins that `knownBuiltin` knows. */
  known;
  hostFunctions = [];
  gcStress;
  jit;
  poolStarts;
  /** Runs from Ctx.PC/FP until an ENTRY frame is left or the slice is over. */
  run;
  /** Set when `run` has returned because the slice is over and is to be called again. */
  paused = !1;
  /** Milliseconds of a slice; Infinity: until the program ends. */
  sliceMs = Number.POSITIVE_INFINITY;
  sliceStart = 0;
  /** `sys.modules` etc. live in the heap; this maps the host's module names to rooted slots. */
  modules;
  atExit = [];
  constructor(addon, options = {}) {
    this.heap = Heap.reserve(), this.I32 = this.heap.I32, this.F64 = this.heap.F64, this.gcStress = options.gcStress ?? !1, this.poolStarts = options.poolStarts ?? !1, this.kernel = addon.open(
      this.heap.U8,
      { maxHeap: Math.min(options.maxHeap ?? this.heap.size, this.heap.size), gcStress: this.gcStress },
      { callPython: () => callPythonFromNative(this), callHost: () => callHostFromNative(this) }
    ), this.I32[7 /* DEPTH_LIMIT */] = options.recursionLimit ?? 1e3;
    let k = this.kernel;
    this.classes = {
      list: k.typeByName("list"),
      tuple: k.typeByName("tuple"),
      dict: k.typeByName("dict"),
      str: k.typeByName("str"),
      stopIteration: k.typeByName("StopIteration"),
      stopAsyncIteration: k.typeByName("StopAsyncIteration"),
      generatorExit: k.typeByName("GeneratorExit"),
      baseException: k.typeByName("BaseException"),
      systemExit: k.typeByName("SystemExit"),
      type: k.typeByName("type")
    };
    let mark = this.mark();
    this.known = {
      len: this.ref(this.dictGet(this.I32[36 /* BUILTINS */] >>> 0, "len")),
      append: this.ref(this.findAttr(this.pushRef(this.classes.list), "append"))
    }, this.release(mark), this.jit = options.jit?.(this) ?? NO_JIT, this.run = makeRun(this), this.modules = new ModuleSystem(this), this.modules.start();
  }
  startSlice() {
    this.sliceStart = performance.now();
  }
  /** While no compile worker is ready slices are short, so that the pool can start. */
  sliceEnd() {
    let starting = this.poolStarts && this.I32[45 /* POOL_READY */] === 0;
    return this.sliceStart + (starting ? Math.min(START_SLICE_MS, this.sliceMs) : this.sliceMs);
  }
  /** Slot holding a module that is always loaded. */
  moduleSlot(name) {
    return this.modules.slotOf(name);
  }
  // ---- slots ----
  mark() {
    return this.I32[4 /* SP */];
  }
  release(mark) {
    this.I32[4 /* SP */] = mark;
  }
  push(lo, hi) {
    let { I32 } = this, slot = I32[4 /* SP */];
    return slot + 64 >= I32[5 /* STACK_LIMIT */] && this.raise("RecursionError", "maximum recursion depth exceeded"), I32[4 /* SP */] = slot + 1, slot + 1 > I32[40 /* STACK_HIGH */] && (I32[40 /* STACK_HIGH */] = slot + 1), I32[2 * slot] = lo, I32[2 * slot + 1] = hi, slot;
  }
  pushRef(ref) {
    return this.push(ref, -327680 /* REF */);
  }
  pushNone() {
    return this.push(0 /* NONE */, -262144 /* SPECIAL */);
  }
  pushStr(s) {
    return this.push(this.kernel.newStr(s), -327680 /* REF */);
  }
  pushInt(n) {
    return n === (n | 0) ? this.push(n, -458752 /* INT */) : (this.kernel.newBigInt(BigInt(n)), this.pushResult());
  }
  pushBool(b) {
    return this.push(b ? 1 : 0, -196608 /* BOOL */);
  }
  pushFloat(x) {
    let slot = this.push(0, 0);
    return Number.isNaN(x) ? this.I32[2 * slot + 1] = 2146959360 : this.F64[slot] = x, slot;
  }
  pushResult() {
    return this.push(this.I32[14 /* RESULT */], this.I32[15]);
  }
  pushSlot(slot) {
    return this.push(this.I32[2 * slot], this.I32[2 * slot + 1]);
  }
  // ---- results ----
  setResult(lo, hi) {
    return this.I32[14 /* RESULT */] = lo, this.I32[15] = hi, !0;
  }
  resultSlot(slot) {
    return this.setResult(this.I32[2 * slot], this.I32[2 * slot + 1]);
  }
  resultNone() {
    return this.setResult(0 /* NONE */, -262144 /* SPECIAL */);
  }
  resultRef(ref) {
    return this.setResult(ref, -327680 /* REF */);
  }
  resultStr(s) {
    return this.setResult(this.kernel.newStr(s), -327680 /* REF */);
  }
  resultBool(b) {
    return this.setResult(b ? 1 : 0, -196608 /* BOOL */);
  }
  resultInt(n) {
    return n === (n | 0) ? this.setResult(n, -458752 /* INT */) : (this.kernel.newBigInt(BigInt(n)), !0);
  }
  resultFloat(x) {
    return Number.isNaN(x) ? this.setResult(0, 2146959360) : (this.F64[7] = x, !0);
  }
  // ---- looking at values ----
  isNone(slot) {
    return this.I32[2 * slot + 1] === -262144 /* SPECIAL */ && this.I32[2 * slot] === 0 /* NONE */;
  }
  isRef(slot) {
    return this.I32[2 * slot + 1] === -327680 /* REF */;
  }
  /** Ref of the object in a slot, 0 for immediates. */
  ref(slot) {
    return this.I32[2 * slot + 1] === -327680 /* REF */ ? this.I32[2 * slot] >>> 0 : 0;
  }
  kind(ref) {
    return this.I32[ref + 4 /* META */ >>> 2] & 255;
  }
  slotKind(slot) {
    return this.isRef(slot) ? this.kind(this.ref(slot)) : -1;
  }
  word(ref, offset) {
    return this.I32[ref + offset >>> 2];
  }
  /** Text of a str object. */
  text(ref) {
    return this.kernel.readStr(ref >>> 0);
  }
  /** Refs or low words of a tuple's items; for tuples of strs. */
  tupleOfStr(tuple) {
    let n = this.word(tuple, 8 /* LEN */), out = [];
    for (let i = 0; i < n; i++) out.push(this.text(this.I32[(tuple + 16 /* ITEMS */ >>> 2) + 2 * i]));
    return out;
  }
  typeName(slot) {
    this.kernel.typeOf(slot);
    let mark = this.mark(), type = this.pushResult();
    this.kernel.getAttr(type, "__name__");
    let name = this.text(this.I32[14 /* RESULT */]);
    return this.release(mark), name;
  }
  // ---- errors ----
  /** Throws when the last kernel utility raised. */
  check() {
    if (this.I32[1 /* STATUS */] === 1 /* EXC */) throw new PyRaise();
  }
  raise(exc, message) {
    throw this.kernel.raise(exc, message), new PyRaise();
  }
  // ---- conveniences that raise ----
  /** RESULT = str(value), given back as text. */
  str(slot) {
    let lo = this.I32[2 * slot];
    switch (this.I32[2 * slot + 1]) {
      case -458752 /* INT */:
        return String(lo);
      case -196608 /* BOOL */:
        return lo !== 0 ? "True" : "False";
      case -327680 /* REF */:
        if (this.I32[lo >>> 2] === this.classes.str) return this.text(lo);
    }
    return this.kernel.str(slot), this.check(), this.text(this.I32[14 /* RESULT */]);
  }
  repr(slot) {
    return this.kernel.repr(slot), this.check(), this.text(this.I32[14 /* RESULT */]);
  }
  truth(slot) {
    let truth = this.kernel.truth(slot);
    return this.check(), truth !== 0;
  }
  /** Calls the value in slot `callee` with arguments in consecutive slots from `argp` on; result in RESULT. */
  call(callee, argp, argc) {
    let { I32 } = this;
    I32[16 /* CALLEE */] = I32[2 * callee], I32[17] = I32[2 * callee + 1], I32[18 /* ARGP */] = argp, I32[19 /* ARGC */] = argc, I32[20 /* KWNAMES */] = 0, callFunction(this), this.check();
  }
  /** Calls the value in a slot with the arguments that a host function was given. */
  callWith(callee, args) {
    let { I32 } = this, argp = this.mark();
    for (let slot of args.pos) this.pushSlot(slot);
    for (let slot of args.kw.values()) this.pushSlot(slot);
    let argc = this.mark() - argp, names = this.mark();
    for (let name of args.kw.keys()) this.pushRef(this.kernel.intern(name));
    return I32[20 /* KWNAMES */] = args.kw.size > 0 ? this.kernel.newTuple(names, args.kw.size) : 0, I32[16 /* CALLEE */] = I32[2 * callee], I32[17] = I32[2 * callee + 1], I32[18 /* ARGP */] = argp, I32[19 /* ARGC */] = argc, callFunction(this), this.check(), !0;
  }
  /** Raises the exception instance in RESULT. */
  raiseResult() {
    throw this.I32[10 /* EXC */] = this.I32[14 /* RESULT */], this.I32[11] = this.I32[15], new PyRaise();
  }
  /** RESULT = object.name */
  getAttr(object, name) {
    this.kernel.getAttr(object, name), this.check();
  }
  /** Slot of object.name or 0 when there is none. */
  findAttr(object, name) {
    return this.kernel.findAttr(object, name), this.check(), this.I32[9 /* FLAG */] !== 0 ? this.pushResult() : 0;
  }
  setAttr(object, name, value) {
    this.kernel.setAttr(object, name, value), this.check();
  }
  /** Slot of dict[name] or 0. */
  dictGet(dict, name) {
    let key = this.pushRef(this.kernel.intern(name));
    return this.kernel.dictGet(dict, key), this.check(), this.I32[9 /* FLAG */] === 0 ? 0 : (this.resultToSlot(key), key);
  }
  dictSet(dict, name, value) {
    let mark = this.mark(), key = this.pushRef(this.kernel.intern(name));
    this.kernel.dictSet(dict, key, value), this.release(mark), this.check();
  }
  resultToSlot(slot) {
    this.I32[2 * slot] = this.I32[14 /* RESULT */], this.I32[2 * slot + 1] = this.I32[15];
  }
  /** Defines `owner.name` (owner: module or built-in type) as a host function. */
  define(owner, name, fn) {
    this.kernel.addHostFunction(owner, name, this.hostFunctions.length), this.hostFunctions.push(fn);
  }
  onExit(action) {
    this.atExit.push(action);
  }
  runExitActions() {
    for (; this.atExit.length > 0; ) this.atExit.pop()();
  }
};

// src/jit/pool.ts
import { createRequire } from "node:module";
import { join as join2 } from "node:path";
var require2 = createRequire(import.meta.url), MAX_RESTARTS = 8, CompilePool = class {
  #i32;
  #ring;
  #log;
  #task;
  #pool;
  #loops = /* @__PURE__ */ new Set();
  #restarts = 0;
  #closed = !1;
  constructor(memory, threads, delayMs, ring, log) {
    this.#i32 = new Int32Array(memory), this.#ring = ring, this.#log = log, this.#task = { memory, delayMs };
    let { Piscina } = require2("piscina");
    this.#pool = new Piscina({
      filename: join2(packageRoot(), "dist", "compile-worker.js"),
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      concurrentTasksPerWorker: 1
    }), this.#pool.on("error", () => {
    });
    for (let i = 0; i < threads; i++) this.#start();
  }
  /** Worker threads of the pool; for tests that kill one. */
  get threads() {
    return this.#pool.threads;
  }
  #start() {
    let loop = this.#pool.run(this.#task).catch((error) => this.#lost(error)).finally(() => this.#loops.delete(loop));
    this.#loops.add(loop);
  }
  #lost(error) {
    this.#closed || (Atomics.sub(this.#i32, 45 /* POOL_READY */, 1), this.#log.event("worker-lost", -1, `${error instanceof Error ? error.message : String(error)}`), this.#restarts++ < MAX_RESTARTS && this.#start());
  }
  async close() {
    this.#closed = !0, this.#ring.stop(), await Promise.allSettled([...this.#loops]), await this.#pool.close({ force: !0 });
  }
};

// src/jit/reasons.ts
var EXIT_REASONS = [
  ["LOOP_END", "the loop is over"],
  ["CALL_OUT", "the interpreter executes the instruction"],
  ["INTERRUPT", "interrupt requested"],
  ["COLD", "an instruction that had never been executed"],
  ["ENTRY", "a variable has another type than at compilation"],
  ["NOT_INT", "not an int"],
  ["NOT_FLOAT", "not a float"],
  ["NOT_BOOL", "not a bool"],
  ["KIND", "an object of another type"],
  ["VALUE", "another value than at compilation"],
  ["BOUNDS", "index out of range"],
  ["OVERFLOW", "int beyond 64 bits"],
  ["DIVISOR", "division by zero or overflow"],
  ["SHIFT", "shift count out of range"],
  ["RANGE", "range beyond 32 bits"],
  ["GLOBALS", "a global variable was added, removed or rebound"],
  ["SHAPE", "an object with other attributes"],
  ["UNBOUND", "a variable is not bound"],
  ["CALLEE", "another function is called"],
  ["NOT_COMPILED", "the callee has no compiled code"],
  ["STACK", "recursion or stack limit"],
  ["EXCEPTION", "an exception was raised"]
], GIVE_UPS = [
  ["TOO_LARGE", "too many instructions"],
  ["SUSPENDABLE", "generators and coroutines are not compiled"],
  ["NAMESPACE", "class bodies and exec with separate locals are not compiled"],
  ["COLD", "the loop's feedback is empty"],
  ["CALLS_OUT", "every path starts with an instruction of the interpreter"],
  ["BAD_CODE", "the bytecode is not well formed"],
  ["UNSTABLE", "types do not settle"],
  ["CODEGEN", "Cranelift refused the unit"],
  ["MEMORY", "no executable memory"],
  ["PANIC", "the compiler failed"]
];

// src/jit/ring.ts
var Ring2 = class {
  #i32;
  constructor(i32) {
    this.#i32 = i32;
  }
  /** Puts a unit in; false when the ring is full. Main thread only. */
  push(unit) {
    let tail = this.#i32[42 /* RING_TAIL */];
    return (tail - Atomics.load(this.#i32, 41 /* RING_HEAD */) | 0) >= 8192 /* SIZE */ ? !1 : (Atomics.store(this.#i32, 16384 + (tail & 8191), unit), Atomics.store(this.#i32, 42 /* RING_TAIL */, tail + 1 | 0), Atomics.add(this.#i32, 43 /* RING_WAKE */, 1), Atomics.notify(this.#i32, 43 /* RING_WAKE */, 1), !0);
  }
  /** Takes the oldest unit out, or -1. Any thread. */
  take() {
    for (; ; ) {
      let head = Atomics.load(this.#i32, 41 /* RING_HEAD */);
      if (head === Atomics.load(this.#i32, 42 /* RING_TAIL */)) return -1;
      let unit = Atomics.load(this.#i32, 16384 + (head & 8191));
      if (Atomics.compareExchange(this.#i32, 41 /* RING_HEAD */, head, head + 1 | 0) === head) return unit;
    }
  }
  /** Sleeps until something is pushed (or a second has passed). Worker threads only. */
  wait() {
    let wake = Atomics.load(this.#i32, 43 /* RING_WAKE */);
    Atomics.load(this.#i32, 41 /* RING_HEAD */) === Atomics.load(this.#i32, 42 /* RING_TAIL */) && Atomics.load(this.#i32, 44 /* RING_STOP */) === 0 && Atomics.wait(this.#i32, 43 /* RING_WAKE */, wake, 1e3);
  }
  get stopped() {
    return Atomics.load(this.#i32, 44 /* RING_STOP */) !== 0;
  }
  /** Lets every compile loop return. */
  stop() {
    Atomics.store(this.#i32, 44 /* RING_STOP */, 1), Atomics.add(this.#i32, 43 /* RING_WAKE */, 1), Atomics.notify(this.#i32, 43 /* RING_WAKE */);
  }
};

// src/jit/table.ts
var CodeTable = class {
  #i32;
  constructor(i32) {
    this.#i32 = i32;
  }
  /** I32 index of a unit's entry. */
  static at(unit) {
    return 131072 /* CODE_TABLE */ + unit * 32 /* SIZE */ >> 2;
  }
  #word(unit, field) {
    return 131072 /* CODE_TABLE */ + unit * 32 /* SIZE */ + field >> 2;
  }
  state(unit) {
    return Atomics.load(this.#i32, this.#word(unit, 0 /* STATE */));
  }
  setState(unit, state) {
    Atomics.store(this.#i32, this.#word(unit, 0 /* STATE */), state);
  }
  /** A plain field: ENTRY_LO, EXITS, MICROS, … Meaningful once the state is READY or FAILED. */
  read(unit, field) {
    return this.#i32[this.#word(unit, field)];
  }
};

// src/jit/jit.ts
var EXITS_BEFORE_RETRY = 50, MAX_GENERATIONS = 4, LOGGED_EXITS = 10, Jit = class {
  threshold;
  table;
  ring;
  #i32;
  #memory;
  #kernel;
  #options;
  #log;
  #plans = [];
  #prepare;
  /** Compilations until one is to fail; 0: none. */
  #failAt;
  #pool;
  constructor(memory, kernel, options, log) {
    this.#memory = memory, this.#i32 = new Int32Array(memory), this.#kernel = kernel, this.#options = options, this.#log = log, this.threshold = options.threshold, this.#prepare = { dump: options.dump, verify: options.verify ?? !1, maxUnits: options.maxUnits ?? 0, fail: !1 }, this.#failAt = Number(options.fail?.split(":")[1] ?? 0), this.table = new CodeTable(this.#i32), this.ring = new Ring2(this.#i32);
  }
  /** Starts the workers; call it early, it needs turns of the event loop until `Ctx.POOL_READY` is non-zero. */
  startPool() {
    this.#options.threads === 0 || this.#pool !== void 0 || (this.#pool = new CompilePool(this.#memory, this.#options.threads, this.#options.delayMs, this.ring, this.#log));
  }
  get pool() {
    return this.#pool;
  }
  onHotLoop(pc) {
    let unit = this.#post({ kind: 0, at: pc, unit: -1, next: -1, generation: 0, entries: 0, retryAt: EXITS_BEFORE_RETRY });
    this.#i32[pc + 5] = unit + 1;
  }
  onHotFunction(func) {
    let code = this.#i32[func + 8 /* CODE */ >> 2], unit = this.#post({ kind: 1, at: func, unit: -1, next: -1, generation: 0, entries: 0, retryAt: EXITS_BEFORE_RETRY });
    this.#i32[code + 96 /* UNIT */ >> 2] = unit + 1;
  }
  /** Prepares and posts; returns the unit or -1. */
  #post(plan) {
    let unit = this.#kernel.jitPrepare(plan.kind, plan.at, plan.generation, this.#nextOptions());
    return unit < 0 ? (unit < -1 && this.#log.event("given-up", -1, GIVE_UPS[-2 - unit]?.[1] ?? ""), -1) : (plan.unit < 0 ? (plan.unit = unit, this.#log.event("hot", unit, this.#kernel.jitName(unit))) : plan.next = unit, this.#plans[unit] = plan, this.#log.event("queued", unit, ""), this.#options.threads === 0 ? this.#kernel.jitCompile(unit) : this.ring.push(unit), unit);
  }
  #nextOptions() {
    return this.#prepare.fail = this.#failAt > 0 && --this.#failAt === 0, this.#prepare;
  }
  enter(unit, point) {
    let i32 = this.#i32, at = CodeTable.at(unit), plan = this.#plans[unit];
    plan.entries++ === 0 && this.#logFirstEntry(unit), i32[23 /* ENTER_LO */] = i32[at + 1], i32[24 /* ENTER_HI */] = i32[at + 2], i32[25 /* ENTER_POINT */] = point, this.#kernel.enter();
    let exits = i32[at + 3];
    return exits <= LOGGED_EXITS && exits > 0 && this.#logExit(unit), exits >= plan.retryAt && this.#retry(unit, plan), i32[1 /* STATUS */];
  }
  /** A unit that keeps leaving is compiled again; the old code serves until the new is ready. */
  #retry(unit, plan) {
    if (plan.next >= 0) {
      let state = this.table.state(plan.next);
      state === 3 /* READY */ ? this.#replace(unit, plan) : state === 4 /* FAILED */ && (plan.retryAt = 2147483647);
      return;
    }
    if (plan.generation >= MAX_GENERATIONS) {
      plan.retryAt = 2147483647;
      return;
    }
    plan.generation++, this.#log.event("retry", unit, `after ${plan.retryAt} exits`), this.#post(plan) < 0 ? plan.retryAt = 2147483647 : this.table.state(plan.next) === 3 /* READY */ && this.#replace(unit, plan);
  }
  #replace(unit, plan) {
    plan.unit = plan.next, plan.next = -1, plan.entries = 0, plan.kind === 0 ? this.#i32[plan.at + 5] = plan.unit + 1 : this.#i32[this.#i32[plan.at + 8 /* CODE */ >> 2] + 96 /* UNIT */ >> 2] = plan.unit + 1, this.table.setState(unit, 5 /* RETIRED */), this.#kernel.jitRetire(unit), this.#log.event("invalidated", unit, `replaced by #${plan.unit}`);
  }
  #logFirstEntry(unit) {
    this.#log.event("compiled", unit, `${this.table.read(unit, 20 /* MICROS */)} \xB5s ${this.table.read(unit, 24 /* BYTES */)} bytes`), this.#log.event("entered", unit, this.#kernel.jitName(unit));
  }
  #logExit(unit) {
    this.#log.event("exit", unit, EXIT_REASONS[this.#i32[27 /* EXIT_REASON */]]?.[1] ?? String(this.#i32[27 /* EXIT_REASON */]));
  }
  async close() {
    await this.#pool?.close();
  }
};

// src/jit/log.ts
import { writeSync as writeSync2 } from "node:fs";
var SILENT = { event() {
} }, StderrLog = class {
  event(name, unit, detail) {
    writeSync2(2, `jit: ${name}${unit < 0 ? "" : ` #${unit}`}${detail === "" ? "" : ` ${detail}`}
`);
  }
};

// src/embed/runtime.ts
function createRuntime(options = {}) {
  let useJit = options.jit ?? !0, threads = options.jitThreads ?? Math.max(availableParallelism() - 1, 1), rt = new Runtime(loadAddon(), {
    maxHeap: options.maxHeap,
    gcStress: options.gcStress,
    poolStarts: useJit && threads > 0,
    jit: useJit ? (runtime) => {
      let jit = new Jit(
        runtime.heap.memory,
        runtime.kernel,
        {
          threads,
          threshold: options.jitThreshold ?? 100,
          delayMs: options.jitDelayMs ?? 0,
          dump: options.jitDump,
          verify: options.jitVerify ?? !1,
          maxUnits: options.jitMaxUnits ?? 0,
          fail: options.jitFail
        },
        options.log ?? SILENT
      );
      return jit.startPool(), jit;
    } : void 0
  });
  return (options.sliceMs ?? 0) > 0 && (rt.sliceMs = options.sliceMs), rt;
}

// src/interpreter/driver.ts
var turn = () => new Promise((resolve2) => setImmediate(resolve2));
async function runMain(rt, fn) {
  let { I32 } = rt;
  I32[19 /* ARGC */] = 0, I32[18 /* ARGP */] = I32[4 /* SP */], I32[20 /* KWNAMES */] = 0, I32[16 /* CALLEE */] = fn, I32[17] = -327680 /* REF */;
  let entry = pushFunction(rt, fn, -1, 0, 1 /* ENTRY */);
  if (entry < 0) return !1;
  for (I32[2 /* PC */] = entry; rt.paused = !1, rt.startSlice(), rt.run(), !!rt.paused; )
    await turn();
  return I32[1 /* STATUS */] !== 1 /* EXC */;
}

// src/cli/run.ts
async function runCommand(command) {
  let source, filename, path0;
  try {
    [source, filename, path0] = program(command);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return process.stderr.write(`${error.message}
`), error.exitCode;
  }
  let rt = makeRuntime(command.options), argv0 = command.action === "code" ? "-c" : command.action === "stdin" ? "" : filename;
  setArguments(rt, [argv0, ...command.args], [path0]);
  let code = await execute2(rt, source, filename);
  return rt.runExitActions(), await rt.jit.close(), code;
}
function makeRuntime(options) {
  return createRuntime({
    jit: !options["no-jit"],
    jitThreads: options["jit-threads"],
    jitThreshold: options["jit-threshold"],
    jitDump: options["jit-dump"],
    jitVerify: options["jit-verify"],
    jitMaxUnits: options["jit-max-units"],
    jitFail: options["jit-fail"],
    jitDelayMs: options["jit-delay-ms"],
    log: options["jit-log"] ? new StderrLog() : SILENT,
    maxHeap: options["max-heap"],
    gcStress: options["gc-stress"],
    sliceMs: options["slice-ms"]
  });
}
function program(command) {
  switch (command.action) {
    case "code":
      return [command.operand, "<string>", ""];
    case "stdin":
      return [readSource("-"), "<stdin>", ""];
    case "run":
      return [readSource(command.operand), command.operand, dirname(resolve(command.operand))];
    default:
      throw new SourceError(`tauraro: ${command.action} is not supported yet`, 2);
  }
}
async function execute2(rt, source, filename) {
  let mark = rt.mark();
  try {
    let dict = rt.modules.mainDict;
    filename.startsWith("<") || (rt.dictSet(dict, "__file__", rt.pushStr(filename)), rememberSource(filename, typeof source == "string" ? source : Buffer.from(source).toString("utf8")));
    let code = compileSource(rt, source, filename, "exec", !1, !0);
    rt.pushRef(code);
    let fn = rt.kernel.newFunction(code, dict);
    if (rt.pushRef(fn), await runMain(rt, fn)) return 0;
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
  } finally {
    rt.release(mark);
  }
  return reportUncaught(rt);
}
export {
  runCommand
};

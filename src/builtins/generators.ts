/** Methods of generators and coroutines. The first two have the numbers that `performCall` knows. */
import { Ctx, GenState, Kind, OGenerator, Resume, Special, Status, Tag } from "../heap/layouts.generated.js";
import { makeStopIteration, resumeNested } from "../interpreter/generators.js";
import { type HostArgs, PyRaise, type Runtime } from "../interpreter/runtime.js";
import { toException } from "../interpreter/unwind.js";
import { ASYNC_PRELUDE, WRAPPER_PRELUDE } from "../modules/prelude.js";

function receiver(rt: Runtime, args: HostArgs, name: string, least: number, most: number): number {
  if (args.pos.length === 0 || rt.slotKind(args.pos[0]) !== Kind.GENERATOR)
    rt.raise("TypeError", `descriptor '${name}' requires a 'generator' object`);
  const given = args.pos.length - 1;
  if (args.kw.size > 0) rt.raise("TypeError", `generator.${name}() takes no keyword arguments`);
  if (given < least || given > most) {
    if (most === 0) rt.raise("TypeError", `generator.${name}() takes no arguments (${given} given)`);
    if (least === most) rt.raise("TypeError", `generator.${name}() takes exactly one argument (${given} given)`);
    const [bound, limit] = given < least ? ["least", least] : ["most", most];
    rt.raise("TypeError", `${name} expected at ${bound} ${limit} argument${limit === 1 ? "" : "s"}, got ${given}`);
  }
  return rt.ref(args.pos[0]);
}

/** What a nested resumption came to, as the result of the method. */
function finish(rt: Runtime): true {
  if (rt.I32[Ctx.STATUS] === Status.STOP) {
    makeStopIteration(rt);
    throw new PyRaise();
  }
  rt.check();
  return true;
}

function send(rt: Runtime, args: HostArgs): true {
  const gen = receiver(rt, args, "send", 1, 1);
  const value = args.pos[1];
  resumeNested(rt, gen, Resume.SEND, rt.I32[2 * value], rt.I32[2 * value + 1]);
  return finish(rt);
}

function next(rt: Runtime, args: HostArgs): true {
  const gen = receiver(rt, args, "__next__", 0, 0);
  resumeNested(rt, gen, Resume.SEND, Special.NONE, Tag.SPECIAL);
  return finish(rt);
}

function throwInto(rt: Runtime, args: HostArgs): true {
  const gen = receiver(rt, args, "throw", 1, 3);
  const exc = rt.pushSlot(args.pos[1]);
  const value = args.pos.length > 2 && !rt.isNone(args.pos[2]) ? args.pos[2] : -1;
  if (value >= 0 && rt.slotKind(exc) === Kind.TYPE) {
    if (rt.slotKind(value) === Kind.EXCEPTION) {
      rt.resultSlot(value);
    } else {
      const klass = rt.pushSlot(exc);
      rt.call(klass, rt.pushSlot(value), 1);
    }
    rt.resultToSlot(exc);
  }
  const message = `exceptions must be classes or instances deriving from BaseException, not ${rt.typeName(exc)}`;
  if (!toException(rt, exc, message)) throw new PyRaise();
  resumeNested(rt, gen, Resume.THROW, rt.I32[2 * exc], rt.I32[2 * exc + 1]);
  return finish(rt);
}

function close(rt: Runtime, args: HostArgs): void {
  resumeNested(rt, receiver(rt, args, "close", 0, 0), Resume.CLOSE, Special.NONE, Tag.SPECIAL);
  rt.check();
}

/** Slot of the class of an async generator's awaitables. */
function awaitableClass(rt: Runtime): number {
  return rt.modules.lazyPrelude(ASYNC_PRELUDE, "Awaitable", "step", (r, args) => {
    const gen = r.ref(args.pos[0]);
    const value = args.pos[2];
    if (r.word(gen, OGenerator.STATE) === GenState.RUNNING)
      r.raise("RuntimeError", "anext(): asynchronous generator is already running");
    if (r.word(gen, OGenerator.STATE) === GenState.FINISHED && r.I32[2 * args.pos[1]] === Resume.SEND)
      r.raise("StopAsyncIteration", "");
    resumeNested(r, gen, r.I32[2 * args.pos[1]], r.I32[2 * value], r.I32[2 * value + 1]);
    r.check();
    const mark = r.mark();
    const yielded = (gen + OGenerator.EXTRA) >>> 2;
    const result = [r.I32[Ctx.RESULT], r.I32[Ctx.RESULT + 1]];
    r.pushBool(r.I32[yielded + 1] === Tag.BOOL);
    r.I32[yielded] = Special.NONE;
    r.I32[yielded + 1] = Tag.SPECIAL;
    r.push(result[0], result[1]);
    r.resultRef(r.kernel.newTuple(mark, 2));
    r.release(mark);
    return true;
  });
}

/** An awaitable that resumes async generator args[0]: mode 0 send, 1 throw, 2 close; `value` is a slot. */
function awaitable(rt: Runtime, args: HostArgs, mode: number, value: number): true {
  const klass = rt.pushSlot(awaitableClass(rt));
  const argp = rt.pushSlot(args.pos[0]);
  rt.pushInt(mode);
  rt.pushSlot(value);
  rt.call(klass, argp, 3);
  return true;
}

function athrow(rt: Runtime, args: HostArgs): true {
  const exc = rt.pushSlot(args.pos[1]);
  if (args.pos.length > 2 && rt.slotKind(exc) === Kind.TYPE && !rt.isNone(args.pos[2])) {
    rt.call(exc, args.pos[2], 1);
    rt.resultToSlot(exc);
  }
  if (!toException(rt, exc, "exceptions must be classes or instances deriving from BaseException")) throw new PyRaise();
  return awaitable(rt, args, 1, exc);
}

function aclose(rt: Runtime, args: HostArgs): true {
  const exit = rt.pushRef(rt.classes.generatorExit);
  rt.call(exit, exit, 0);
  return awaitable(rt, args, 2, rt.pushResult());
}

export function defineGenerators(rt: Runtime): void {
  // Their numbers are HOST_SEND and HOST_NEXT of calls.ts.
  rt.define("generator", "send", send);
  rt.define("generator", "__next__", next);
  rt.define("generator", "throw", throwInto);
  rt.define("generator", "close", close);
  rt.define("coroutine", "send", send);
  rt.define("coroutine", "throw", throwInto);
  rt.define("coroutine", "close", close);
  rt.define("coroutine", "__await__", (r, args) => {
    receiver(r, args, "__await__", 0, 0);
    const klass = r.pushSlot(r.modules.lazyPrelude(WRAPPER_PRELUDE, "coroutine_wrapper", "coroutine", () => {}));
    r.call(klass, args.pos[0], 1);
    return true;
  });
  rt.define("async_generator", "__aiter__", (r, args) => r.resultSlot(args.pos[0]));
  rt.define("async_generator", "__anext__", (r, args) => awaitable(r, args, 0, r.pushNone()));
  rt.define("async_generator", "asend", (r, args) => awaitable(r, args, 0, args.pos[1]));
  rt.define("async_generator", "athrow", athrow);
  rt.define("async_generator", "aclose", aclose);
}

/** Methods of generators and coroutines. The first two have the numbers that `performCall` knows. */
import {
  Ctx,
  GenState,
  Kind,
  OException,
  OGenerator,
  Resume,
  Special,
  Status,
  Tag,
} from "../heap/layouts.generated.js";
import { checkArity } from "../interpreter/arity.js";
import { hasForeignThrow, makeStopIteration, resumeNested, throwNested } from "../interpreter/generators.js";
import { type HostArgs, PyRaise, type Runtime } from "../interpreter/runtime.js";
import { clearException } from "../interpreter/unwind.js";
import { ASYNC_PRELUDE, WRAPPER_PRELUDE } from "../modules/prelude.js";

function receiver(rt: Runtime, args: HostArgs, name: string, least: number, most: number): number {
  if (args.pos.length === 0 || rt.slotKind(args.pos[0]) !== Kind.GENERATOR)
    rt.raise("TypeError", `descriptor '${name}' requires a 'generator' object`);
  checkArity(rt, args, `generator.${name}`, [least, most], args.pos.length - 1);
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

/**
 * Slot of the exception that the arguments of throw() or athrow() from args[1] on name: class or instance, value, traceback.
 * That which prevents the making of it is thrown instead.
 */
function exceptionOf(rt: Runtime, args: HostArgs): number {
  const given = (i: number) => args.pos.length > i && !rt.isNone(args.pos[i]);
  if (given(3) && rt.slotKind(args.pos[3]) !== Kind.TRACEBACK)
    rt.raise("TypeError", "throw() third argument must be a traceback object");
  const exc = rt.pushSlot(args.pos[1]);
  if (rt.slotKind(exc) === Kind.EXCEPTION && given(2))
    rt.raise("TypeError", "instance exception may not have a separate value");
  const isClass = rt.slotKind(exc) === Kind.TYPE && rt.kernel.isSubclass(rt.ref(exc), rt.classes.baseException) !== 0;
  try {
    if (isClass) makeException(rt, exc, given(2) ? args.pos[2] : 0);
    if (rt.slotKind(exc) !== Kind.EXCEPTION)
      rt.raise(
        "TypeError",
        `exceptions must be classes or instances deriving from BaseException, not ${rt.typeName(exc)}`,
      );
  } catch (error) {
    if (!(error instanceof PyRaise) || !isClass) throw error;
    const instead = rt.push(rt.I32[Ctx.EXC], rt.I32[Ctx.EXC + 1]);
    clearException(rt);
    return instead;
  }
  if (given(3)) {
    const traceback = (rt.ref(exc) + OException.TRACEBACK) >>> 2;
    rt.I32[traceback] = rt.I32[2 * args.pos[3]];
    rt.I32[traceback + 1] = Tag.REF;
  }
  return exc;
}

/** Puts into `slot`, which holds a class, the exception that it makes of `value` (0: none): that itself, or of its arguments. */
function makeException(rt: Runtime, slot: number, value: number): void {
  const klass = rt.pushSlot(slot);
  if (value === 0) {
    rt.call(slot, slot, 0);
  } else if (rt.slotKind(value) === Kind.EXCEPTION && rt.kernel.isInstance(value, rt.ref(slot)) !== 0) {
    rt.resultSlot(value);
  } else if (rt.slotKind(value) === Kind.TUPLE) {
    const argp = rt.mark();
    const items = rt.itemSlots(value).map((item) => rt.pushSlot(item));
    rt.call(slot, argp, items.length);
  } else {
    rt.call(slot, rt.pushSlot(value), 1);
  }
  rt.resultToSlot(slot);
  if (rt.slotKind(slot) !== Kind.EXCEPTION) {
    const made = `calling ${rt.repr(klass)} should have returned an instance of BaseException`;
    rt.raise("TypeError", `${made}, not ${rt.typeName(slot)}`);
  }
}

/** GeneratorExit closes sub-iterators instead of being thrown at them. */
function isGeneratorExit(rt: Runtime, given: number): boolean {
  const { generatorExit } = rt.classes;
  if (rt.slotKind(given) === Kind.TYPE) return rt.kernel.isSubclass(rt.ref(given), generatorExit) !== 0;
  return rt.kernel.isInstance(given, generatorExit) !== 0;
}

function throwInto(rt: Runtime, args: HostArgs): true {
  const gen = receiver(rt, args, "throw", 1, 3);
  const given = args.pos[1];
  if (!isGeneratorExit(rt, given) && hasForeignThrow(rt, gen)) {
    throwNested(rt, gen, rt.I32[2 * given], rt.I32[2 * given + 1], given, args.pos.length - 1);
  } else {
    const exc = exceptionOf(rt, args);
    resumeNested(rt, gen, Resume.THROW, rt.I32[2 * exc], rt.I32[2 * exc + 1]);
  }
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
  // What `sys.set_asyncgen_hooks` was given is told of the generators that begin.
  if (rt.word(rt.ref(args.pos[0]), OGenerator.STATE) === GenState.CREATED) {
    const hook = rt.dictGet(rt.modules.sysDict, "_firstiter");
    if (hook !== 0 && !rt.isNone(hook)) rt.call(hook, args.pos[0], 1);
  }
  const klass = rt.pushSlot(awaitableClass(rt));
  const argp = rt.pushSlot(args.pos[0]);
  rt.pushInt(mode);
  rt.pushSlot(value);
  rt.call(klass, argp, 3);
  return true;
}

function athrow(rt: Runtime, args: HostArgs): true {
  return awaitable(rt, args, 1, exceptionOf(rt, args));
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

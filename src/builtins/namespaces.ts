/** vars, dir, and small builtins that only look something up. */
import type { HostArgs, Runtime } from "../interpreter/runtime.js";
import { currentLocals } from "./code.js";

function vars(rt: Runtime, args: HostArgs): true {
  if (args.pos.length === 0) return currentLocals(rt);
  const dict = rt.findAttr(args.pos[0], "__dict__");
  if (dict === 0) rt.raise("TypeError", "vars() argument must have __dict__ attribute");
  return rt.resultSlot(dict);
}

function dir(rt: Runtime, args: HostArgs): true {
  const list = rt.pushNone();
  if (args.pos.length === 0) {
    currentLocals(rt);
    rt.getAttr(rt.pushResult(), "keys");
    const keys = rt.pushResult();
    rt.call(keys, keys, 0);
  } else callSpecial(rt, args.pos[0], "__dir__");
  const items = rt.pushResult();
  const maker = rt.pushRef(rt.classes.list);
  rt.call(maker, items, 1);
  rt.resultToSlot(list);
  rt.getAttr(list, "sort");
  const sort = rt.pushResult();
  rt.call(sort, sort, 0);
  return rt.resultSlot(list);
}

/** RESULT = type(value).name(value) */
function callSpecial(rt: Runtime, value: number, name: string): void {
  rt.kernel.typeOf(value);
  const klass = rt.pushResult();
  rt.getAttr(klass, name);
  const method = rt.pushResult();
  rt.call(method, rt.pushSlot(value), 1);
}

function special(name: string, what: string) {
  return (rt: Runtime, args: HostArgs): true => {
    rt.kernel.typeOf(args.pos[0]);
    const klass = rt.pushResult();
    if (rt.findAttr(klass, name) === 0) rt.raise("TypeError", `'${rt.typeName(args.pos[0])}' object is not an ${what}`);
    callSpecial(rt, args.pos[0], name);
    if (args.pos.length === 2) {
      const awaitable = rt.pushResult();
      rt.pushSlot(args.pos[1]);
      rt.call(rt.pushSlot(rt.modules.lazyPrelude(ANEXT, "anext", "anext", () => {})), awaitable, 2);
    }
    return true;
  };
}

const ANEXT = `
async def anext(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
`;

export function defineNamespaces(rt: Runtime): void {
  rt.define("builtins", "vars", vars, [0, 1]);
  rt.define("builtins", "dir", dir, [0, 1]);
  rt.define("builtins", "aiter", special("__aiter__", "async iterable"), [1, 1]);
  rt.define("builtins", "anext", special("__anext__", "async iterator"), [1, 2]);
}

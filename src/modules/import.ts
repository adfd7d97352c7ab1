/** The import system: sys.modules, packages, relative imports, and their errors. */
import { basename, dirname } from "node:path";
import { currentBuiltins, currentGlobals, currentLocals, runCode } from "../builtins/code.js";
import { Ctx, FrameFlag, Kind, OBuffer, ODict, OFunction, OModule, Tag } from "../heap/layouts.generated.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { clearException, pendingIs } from "../interpreter/unwind.js";
import { findModule } from "./find.js";

/** Dict of a module object. */
function dictOf(rt: Runtime, module: number): number {
  return rt.word(module, OModule.ATTRS) >>> 0;
}

function raiseImport(rt: Runtime, kind: string, message: string, name: string | null, path: string | null): never {
  rt.kernel.raise(kind, message);
  const { I32 } = rt;
  const [lo, hi] = [I32[Ctx.EXC], I32[Ctx.EXC + 1]];
  const mark = rt.mark();
  const exc = rt.push(lo, hi);
  clearException(rt);
  if (name !== null) rt.setAttr(exc, "name", rt.pushStr(name));
  if (path !== null) rt.setAttr(exc, "path", rt.pushStr(path));
  rt.release(mark);
  I32[Ctx.EXC] = lo;
  I32[Ctx.EXC + 1] = hi;
  I32[Ctx.STATUS] = 1;
  throw new PyRaise();
}

/** IMPORT_NAME: RESULT = the module that `import name` or `from name import …` binds or looks into. */
export function importName(rt: Runtime, nameRef: number, operands: number): void {
  const level = rt.I32[2 * operands];
  const builtins = currentBuiltins(rt);
  const own = builtins === 0 ? 0 : rt.dictGet(builtins, "__import__");
  if (own === 0) rt.raise("ImportError", "__import__ not found");
  if (rt.ref(own) !== rt.modules.ownImport) {
    const argp = rt.pushRef(nameRef);
    const globals = currentGlobals(rt);
    rt.pushRef(globals);
    currentLocals(rt);
    rt.pushResult();
    rt.pushSlot(operands + 1);
    rt.pushInt(level);
    rt.call(own, argp, 5);
    return;
  }
  importWith(rt, rt.text(nameRef), operands + 1, level, currentGlobals(rt));
}

/** `__import__`; the globals, 0 for none, are needed for relative imports only. */
export function importWith(rt: Runtime, name: string, fromlist: number, level: number, globals: number): void {
  if (level < 0) rt.raise("ValueError", "level must be >= 0");
  const absolute = level > 0 ? resolveRelative(rt, name, level, globals) : name;
  if (absolute === "") rt.raise("ValueError", "Empty module name");
  const mark = rt.mark();
  const slot = load(rt, absolute);
  if (!rt.truth(fromlist)) {
    const top = name.split(".")[0];
    const cut = name === "" ? absolute : absolute.slice(0, absolute.length - name.length + top.length);
    rt.resultSlot(level === 0 ? load(rt, top) : load(rt, cut));
    rt.release(mark);
    return;
  }
  const module = rt.slotKind(slot) === Kind.MODULE ? rt.ref(slot) : 0;
  if (module !== 0 && rt.dictGet(dictOf(rt, module), "__path__") !== 0) {
    for (const item of submodules(rt, fromlist, "``from list''")) {
      if (item === "*") {
        const all = rt.dictGet(dictOf(rt, module), "__all__");
        const where = `${textAt(rt, dictOf(rt, module), "__name__") ?? absolute}.__all__`;
        if (all !== 0)
          for (const n of submodules(rt, all, where)) if (n !== "*") importSubmodule(rt, absolute, n, slot);
      } else importSubmodule(rt, absolute, item, slot);
    }
  }
  rt.resultSlot(slot);
  rt.release(mark);
}

/** `from package import item`: a submodule is loaded if the package has no such attribute and there is one. */
function importSubmodule(rt: Runtime, parent: string, item: string, module: number): void {
  const mark = rt.mark();
  if (rt.findAttr(module, item) === 0) {
    try {
      load(rt, `${parent}.${item}`);
    } catch (error) {
      if (!(error instanceof PyRaise) || !pendingIs(rt, rt.kernel.typeByName("ModuleNotFoundError"))) throw error;
      const { I32 } = rt;
      const exc = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
      clearException(rt);
      const name = rt.findAttr(exc, "name");
      if (name === 0 || rt.str(name) !== `${parent}.${item}`) {
        I32[Ctx.EXC] = I32[2 * exc];
        I32[Ctx.EXC + 1] = I32[2 * exc + 1];
        throw error;
      }
    }
  }
  rt.release(mark);
}

/** The names in an iterable, called `where` in the error for what is no str. */
function submodules(rt: Runtime, names: number, where: string): string[] {
  return items(rt, names).map((item) => {
    if (rt.slotKind(item) === Kind.STR) return rt.text(rt.ref(item));
    return rt.raise("TypeError", `Item in ${where} must be str, not ${rt.typeName(item)}`);
  });
}

/** Slots of the items of an iterable, which stay good until something else happens to it. */
function items(rt: Runtime, iterable: number): number[] {
  const kind = rt.slotKind(iterable);
  if (kind === Kind.LIST || kind === Kind.TUPLE) return rt.itemSlots(iterable);
  rt.call(rt.pushRef(rt.classes.list), iterable, 1);
  return rt.itemSlots(rt.pushResult());
}

/** The strs in an iterable: what is searched for modules. */
export function searched(rt: Runtime, iterable: number): string[] {
  return items(rt, iterable).flatMap((item) => (rt.slotKind(item) === Kind.STR ? [rt.text(rt.ref(item))] : []));
}

function textAt(rt: Runtime, dict: number, key: string): string | null {
  const mark = rt.mark();
  const slot = rt.dictGet(dict, key);
  const text = slot !== 0 && rt.slotKind(slot) === Kind.STR ? rt.text(rt.ref(slot)) : null;
  rt.release(mark);
  return text;
}

function resolveRelative(rt: Runtime, name: string, level: number, globals: number): string {
  if (globals === 0) return rt.raise("KeyError", "'__name__' not in globals");
  let base = textAt(rt, globals, "__package__");
  if (base === null) {
    base = textAt(rt, globals, "__name__");
    if (base === null) return rt.raise("KeyError", "'__name__' not in globals");
    if (rt.dictGet(globals, "__path__") === 0) base = base.includes(".") ? base.slice(0, base.lastIndexOf(".")) : "";
  }
  if (base === "")
    return raiseImport(rt, "ImportError", "attempted relative import with no known parent package", null, null);
  const parts = base.split(".");
  if (level > parts.length)
    return raiseImport(rt, "ImportError", "attempted relative import beyond top-level package", null, null);
  const package_ = parts.slice(0, parts.length - level + 1).join(".");
  return name === "" ? package_ : `${package_}.${name}`;
}

/** Slot of the module of an absolute name, loading it and its parents; programs may have put anything into sys.modules. */
export function load(rt: Runtime, name: string): number {
  const known = rt.dictGet(rt.modules.dict, name);
  if (known !== 0) {
    if (rt.isNone(known))
      return raiseImport(rt, "ModuleNotFoundError", `import of ${name} halted; None in sys.modules`, name, null);
    return known;
  }
  const dot = name.lastIndexOf(".");
  let path = -1;
  let parent = 0;
  if (dot >= 0) {
    const parentName = name.slice(0, dot);
    parent = load(rt, parentName);
    const again = rt.dictGet(rt.modules.dict, name);
    if (again !== 0) return again;
    const mark = rt.mark();
    const where = rt.findAttr(parent, "__path__");
    if (where === 0)
      return raiseImport(
        rt,
        "ModuleNotFoundError",
        `No module named '${name}'; '${parentName}' is not a package`,
        name,
        null,
      );
    rt.resultSlot(where);
    rt.release(mark);
    path = rt.pushResult();
  }
  const found = findModule(rt, name, path);
  if (found === 0) return raiseImport(rt, "ModuleNotFoundError", `No module named '${name}'`, name, null);
  // A module may replace itself in sys.modules.
  const now = rt.dictGet(rt.modules.dict, name);
  const module = now !== 0 ? now : rt.pushRef(found);
  if (parent !== 0) rt.setAttr(parent, name.slice(dot + 1), module);
  return module;
}

/** Makes the module object, puts it into sys.modules and gives its ref. */
export function create(rt: Runtime, name: string, file: string | null, folders: readonly string[] | null): number {
  const mark = rt.mark();
  // The path of a namespace package is one of importlib's own objects.
  if (file === null && folders !== null) load(rt, "_frozen_importlib");
  const module = rt.pushRef(rt.kernel.newModule(name));
  const dict = dictOf(rt, rt.ref(module));
  rt.dictSet(dict, "__name__", rt.pushStr(name));
  rt.dictSet(dict, "__doc__", rt.pushNone());
  const package_ = folders !== null ? name : name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  rt.dictSet(dict, "__package__", rt.pushStr(package_));
  for (const absent of ["__loader__", "__spec__"]) rt.dictSet(dict, absent, rt.pushNone());
  if (folders !== null) {
    const first = rt.mark();
    for (const folder of folders) rt.pushStr(folder);
    rt.dictSet(dict, "__path__", rt.pushRef(rt.kernel.newList(first, folders.length)));
  }
  if (file !== null) {
    rt.dictSet(dict, "__file__", rt.pushStr(file));
    rt.dictSet(dict, "__cached__", rt.pushStr(cachePath(file)));
  } else if (folders !== null) rt.dictSet(dict, "__file__", rt.pushNone());
  rt.dictSet(dict, "__builtins__", rt.pushRef(rt.I32[Ctx.BUILTINS]));
  enter(rt, name, module);
  const ref = rt.ref(module);
  rt.release(mark);
  return ref;
}

/** Puts the module in a slot into sys.modules; it has a spec and a loader once importlib is there. */
export function enter(rt: Runtime, name: string, module: number): void {
  rt.dictSet(rt.modules.dict, name, module);
  const complete = rt.dictGet(rt.modules.sysDict, "_complete");
  if (complete !== 0) rt.call(complete, module, 1);
}

/** What importlib's `cache_from_source` says of a source file. */
function cachePath(file: string): string {
  const tag = "tauraro-311";
  return `${dirname(file)}/__pycache__/${basename(file, ".py")}.${tag}.pyc`;
}

/** Runs a module's code in it; a failed import leaves sys.modules. */
export function execute(rt: Runtime, name: string, module: number, compile: () => number): number {
  const mark = rt.mark();
  rt.pushRef(module);
  rt.modules.loading.add(name);
  rt.kernel.setLoading(module, 1);
  try {
    runCode(rt, compile(), dictOf(rt, module), -1);
  } catch (error) {
    if (error instanceof PyRaise) {
      const { I32 } = rt;
      const exc = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
      rt.kernel.dictDel(rt.modules.dict, rt.pushRef(rt.kernel.intern(name)));
      I32[Ctx.EXC] = I32[2 * exc];
      I32[Ctx.EXC + 1] = I32[2 * exc + 1];
    }
    throw error;
  } finally {
    rt.modules.loading.delete(name);
    rt.kernel.setLoading(module, 0);
    rt.release(mark);
  }
  return module;
}

/** IMPORT_FROM: RESULT = attribute `nameRef` of the module in a slot, or the submodule of that name. */
export function importFrom(rt: Runtime, module: number, nameRef: number): void {
  const name = rt.text(nameRef);
  rt.kernel.findAttr(module, name);
  rt.check();
  if (rt.I32[Ctx.FLAG] !== 0) return;
  const mark = rt.mark();
  const own = rt.findAttr(module, "__name__");
  const moduleName = own !== 0 && rt.slotKind(own) === Kind.STR ? rt.text(rt.ref(own)) : null;
  if (moduleName !== null) {
    const sub = rt.dictGet(rt.modules.dict, `${moduleName}.${name}`);
    if (sub !== 0) {
      rt.resultSlot(sub);
      rt.release(mark);
      return;
    }
  }
  const fileSlot = rt.findAttr(module, "__file__");
  const file = fileSlot !== 0 && rt.slotKind(fileSlot) === Kind.STR ? rt.text(rt.ref(fileSlot)) : null;
  rt.release(mark);
  const shown = moduleName ?? "<unknown module name>";
  const message =
    moduleName !== null && rt.modules.loading.has(moduleName)
      ? `cannot import name '${name}' from partially initialized module '${shown}' (most likely due to a circular import) (${file ?? "unknown location"})`
      : `cannot import name '${name}' from '${shown}' (${file ?? "unknown location"})`;
  raiseImport(rt, "ImportError", message, moduleName, file);
}

/** IMPORT_STAR: the public names of the module in a slot go into the running frame's namespace. */
export function importStar(rt: Runtime, module: number): void {
  const { I32 } = rt;
  const mark = rt.mark();
  const header = 2 * I32[Ctx.FP];
  const globals = rt.word(I32[header] >>> 0, OFunction.GLOBALS) >>> 0;
  const hasNamespace = (I32[header + 5] & FrameFlag.NAMESPACE) !== 0;
  const namespace = hasNamespace ? rt.push(I32[header + 6], I32[header + 7]) : rt.pushRef(globals);
  const all = rt.findAttr(module, "__all__");
  const names = all !== 0 ? all : keysOf(rt, module);
  const getItem = rt.findAttr(names, "__getitem__");
  if (getItem === 0) rt.raise("TypeError", `'${rt.typeName(names)}' object does not support indexing`);
  for (let i = 0; ; i++) {
    const inner = rt.mark();
    const item = itemAt(rt, getItem, i);
    if (item === 0) break;
    if (rt.slotKind(item) !== Kind.STR) return raiseNoName(rt, module, item, all !== 0);
    const name = rt.text(rt.ref(item));
    if (all !== 0 || !name.startsWith("_")) {
      rt.getAttr(module, name);
      const value = rt.pushResult();
      if (rt.slotKind(namespace) === Kind.DICT) {
        rt.dictSet(rt.ref(namespace), name, value);
      } else {
        rt.getAttr(namespace, "__setitem__");
        const method = rt.pushResult();
        const argp = rt.pushStr(name);
        rt.pushSlot(value);
        rt.call(method, argp, 2);
      }
    }
    rt.release(inner);
  }
  rt.release(mark);
}

/** Slot of a list of the names in the `__dict__` of what is imported from. */
function keysOf(rt: Runtime, module: number): number {
  const dict = rt.findAttr(module, "__dict__");
  if (dict === 0) rt.raise("ImportError", "from-import-* object has no __dict__ and no __all__");
  rt.getAttr(dict, "keys");
  rt.call(rt.pushResult(), 0, 0);
  const found = rt.pushResult();
  rt.call(rt.pushRef(rt.classes.list), found, 1);
  return rt.pushResult();
}

/** Slot of what a sequence's `__getitem__` gives for `i`, 0 behind the end. */
function itemAt(rt: Runtime, getItem: number, i: number): number {
  try {
    rt.call(getItem, rt.pushInt(i), 1);
  } catch (error) {
    if (!(error instanceof PyRaise) || !pendingIs(rt, rt.kernel.typeByName("IndexError"))) throw error;
    clearException(rt);
    return 0;
  }
  return rt.pushResult();
}

function raiseNoName(rt: Runtime, module: number, item: number, isListed: boolean): never {
  rt.getAttr(module, "__name__");
  const name = rt.pushResult();
  if (rt.slotKind(name) !== Kind.STR)
    return rt.raise("TypeError", `module __name__ must be a string, not ${rt.typeName(name)}`);
  const [what, where] = isListed ? ["Item", "__all__"] : ["Key", "__dict__"];
  return rt.raise("TypeError", `${what} in ${rt.str(name)}.${where} must be str, not ${rt.typeName(item)}`);
}

/** Str keys of a dict, in order. */
export function keys(rt: Runtime, dict: number): string[] {
  const { I32 } = rt;
  const out: string[] = [];
  const count = rt.word(dict, ODict.NEXT);
  const entries = (rt.word(dict, ODict.ENTRIES) + OBuffer.DATA) >>> 2;
  for (let i = 0; i < count; i++) {
    const e = entries + 6 * i;
    if (I32[e + 1] === Tag.REF && rt.kind(I32[e] >>> 0) === Kind.STR) out.push(rt.text(I32[e]));
  }
  return out;
}

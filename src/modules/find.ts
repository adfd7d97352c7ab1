/** Where modules come from: the kernel, folders of the search path, and the finders that programs put into sys.meta_path. */
import { type Stats, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { STDLIB } from "../heap/addon.js";
import type { Runtime } from "../interpreter/runtime.js";
import { builtIn, compileFile } from "./bytecode-cache.js";
import { create, execute, load, searched } from "./import.js";

const DYNLOAD = join(STDLIB, "lib-dynload");

/** Folders of the standard library, if the build has laid it out. */
export function standardLibrary(): string[] {
  return isFolder(STDLIB) ? [STDLIB, DYNLOAD] : [];
}

/** Modules that CPython has frozen into its executable, and which so call themselves in tracebacks. */
const FROZEN: ReadonlySet<string> = new Set(
  "_collections_abc _sitebuiltins abc codecs genericpath importlib.machinery importlib.util io ntpath os posixpath runpy site stat zipimport".split(
    " ",
  ),
);

/** Ref of a module that is found and loaded; 0 when there is none. `path`: slot of the package's `__path__`, or -1. */
export function findModule(rt: Runtime, name: string, path: number): number {
  const own = refs(rt, "_finders");
  const all = refs(rt, "meta_path");
  const isOwn = (ref: number, i: number) => ref === own[i];
  // Nobody has touched sys.meta_path: the usual case.
  if (all.length === own.length && all.every(isOwn)) return builtin(rt, name) || onPath(rt, name, path);
  const mark = rt.mark();
  // Finders may change the list.
  const finders = listed(rt, "meta_path").map((item) => rt.pushSlot(item));
  let module = 0;
  for (const [i, finder] of finders.entries()) {
    const which = all[i] === 0 ? -1 : own.indexOf(all[i]);
    if (which === 0) module = builtin(rt, name);
    else if (which === 2) module = onPath(rt, name, path);
    else if (which < 0) module = askFinder(rt, finder, name, path);
    if (module !== 0) break;
  }
  rt.release(mark);
  return module;
}

/** Slots of the items of a list of sys. */
function listed(rt: Runtime, name: string): number[] {
  const slot = rt.dictGet(rt.modules.sysDict, name);
  return slot === 0 ? [] : rt.itemSlots(slot);
}

/** Refs of the items of a list of sys, 0 for what is no object. */
function refs(rt: Runtime, name: string): number[] {
  return listed(rt, name).map((item) => (rt.isRef(item) ? rt.ref(item) : 0));
}

function builtin(rt: Runtime, name: string): number {
  return rt.modules.isBuiltin(name) ? rt.modules.loadBuiltin(name) : 0;
}

/** `finder.find_spec(name, path, None)`, or what finders had before that, and the module that its spec loads. */
function askFinder(rt: Runtime, finder: number, name: string, path: number): number {
  const mark = rt.mark();
  const asked = rt.pushSlot(finder);
  let method = rt.findAttr(asked, "find_spec");
  const isOld = method === 0;
  if (isOld) {
    rt.getAttr(load(rt, "_frozen_importlib"), "_find_spec_legacy");
    method = rt.pushResult();
  }
  const argp = isOld ? rt.pushSlot(asked) : rt.mark();
  rt.pushStr(name);
  if (path < 0) rt.pushNone();
  else rt.pushSlot(path);
  if (!isOld) rt.pushNone();
  rt.call(method, argp, 3);
  const spec = rt.pushResult();
  const module = rt.isNone(spec) ? 0 : loadSpec(rt, spec, name);
  rt.release(mark);
  return module;
}

function loadSpec(rt: Runtime, spec: number, name: string): number {
  const bootstrap = load(rt, "_frozen_importlib");
  rt.getAttr(bootstrap, "_load_unlocked");
  const loader = rt.pushResult();
  rt.modules.loading.add(name);
  try {
    rt.call(loader, spec, 1);
  } finally {
    rt.modules.loading.delete(name);
  }
  return rt.ref(rt.pushResult());
}

/** Not so where a part of the path is a file, or too long. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return stat(path)?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return stat(path)?.isDirectory() ?? false;
}

function onPath(rt: Runtime, name: string, path: number): number {
  const tail = name.slice(name.lastIndexOf(".") + 1);
  const portions: string[] = [];
  const mark = rt.mark();
  for (const entry of path < 0 ? searchPath(rt) : searched(rt, path)) {
    const folder = `${absolutePath(entry)}/${tail}`;
    const init = `${folder}/__init__.py`;
    if (isFile(init)) return loadSource(rt, name, init, folder);
    if (isFile(`${folder}.py`)) return loadSource(rt, name, `${folder}.py`, null);
    if (isFolder(folder)) portions.push(folder);
    else if (entry !== "" && !isFolder(entry) && isHooked(rt, name, entry)) {
      const module = fromHooks(rt, name, entry);
      if (module !== 0) return module;
    }
    rt.release(mark);
  }
  return portions.length > 0 ? create(rt, name, null, portions) : 0;
}

/** The folders and archives of sys.path. */
function searchPath(rt: Runtime): string[] {
  const mark = rt.mark();
  const slot = rt.dictGet(rt.modules.sysDict, "path");
  const out = slot === 0 ? [] : searched(rt, slot);
  rt.release(mark);
  return out;
}

/** What the search in an archive needs, and so must be found without it. */
const SEARCHERS = ["_frozen_importlib", "_frozen_importlib_external", "zipimport"];

/** Is a path entry that is no folder anything to somebody: an archive, or for a hook that the program has installed? */
function isHooked(rt: Runtime, name: string, entry: string): boolean {
  if (SEARCHERS.some((searcher) => searcher === name || rt.modules.loading.has(searcher))) return false;
  const hooks = refs(rt, "path_hooks");
  const own = refs(rt, "_path_hooks");
  return isInArchive(entry) || hooks.some((hook) => !own.includes(hook));
}

/** The path of a file, or leads through one. */
function isInArchive(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = stat(at);
    if (found !== undefined || at === dirname(at)) return found?.isFile() ?? false;
  }
}

/** What importlib's PathFinder finds in one entry of the path; nothing for what it imports itself meanwhile. */
function fromHooks(rt: Runtime, name: string, entry: string): number {
  const { consulted } = rt.modules;
  if (consulted.has(entry)) return 0;
  consulted.add(entry);
  try {
    return askHooks(rt, name, entry);
  } finally {
    consulted.delete(entry);
  }
}

function askHooks(rt: Runtime, name: string, entry: string): number {
  const mark = rt.mark();
  const external = load(rt, "_frozen_importlib_external");
  rt.getAttr(external, "PathFinder");
  rt.getAttr(rt.pushResult(), "find_spec");
  const method = rt.pushResult();
  const argp = rt.pushStr(name);
  const item = rt.pushStr(entry);
  rt.I32[2 * item] = rt.kernel.newList(item, 1);
  rt.call(method, argp, 2);
  const spec = rt.pushResult();
  let module = 0;
  if (!rt.isNone(spec)) {
    rt.getAttr(spec, "loader");
    if (!rt.isNone(rt.pushResult())) module = loadSpec(rt, spec, name);
  }
  rt.release(mark);
  return module;
}

function loadSource(rt: Runtime, name: string, file: string, folder: string | null): number {
  const module = create(rt, name, file, folder === null ? null : [folder]);
  return execute(rt, name, module, () => compileFile(rt, file, shownName(name, file)));
}

/** A path as CPython shows it: made absolute, otherwise as it was given. */
export function absolutePath(path: string): string {
  if (isAbsolute(path)) return path;
  return path === "" || path === "." ? process.cwd() : `${process.cwd()}/${path}`;
}

/** What a module's code gives as its filename. */
export function shownName(name: string, file: string): string {
  if (!file.startsWith(STDLIB)) return file;
  if (dirname(file) === DYNLOAD) return builtIn(name);
  return FROZEN.has(name) ? `<frozen ${name}>` : file;
}

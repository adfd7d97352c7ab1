/** compile, and what module `_ast` needs. */
import { CodeFlag, Kind, Tag } from "../heap/layouts.generated.js";
import { compileSource, compileTree, parseSource, type SourceOptions } from "../interpreter/compile.js";
import type { HostArgs, Runtime } from "../interpreter/runtime.js";
import { classRows } from "../syntax/asdl.js";
import { decodeSource } from "../syntax/index.js";
import { isTree, treeFromPython } from "./ast/from-python.js";
import { treeToPython } from "./ast/to-python.js";
import { currentFuture, sourceText } from "./source.js";

/** PyCF_… */
const ONLY_AST = 0x400;
const ALLOW_INCOMPLETE_INPUT = 0x4000;
/** All of these, CO_NESTED and CO_FUTURE_… */
const KNOWN_FLAGS = 0x1fe7610;

const PARAMETERS = ["source", "filename", "mode", "flags", "dont_inherit", "optimize"];

function compile(rt: Runtime, args: HostArgs): true {
  const { source, filename, mode, flags, dont_inherit, optimize } = bind(rt, args);
  const file = fileName(rt, filename);
  const bits = integer(rt, flags, 0);
  if ((bits & ~KNOWN_FLAGS) !== 0) rt.raise("ValueError", "compile(): unrecognised flags");
  const level = integer(rt, optimize, -1);
  if (level < -1 || level > 2) rt.raise("ValueError", "compile(): invalid optimize value");
  const onlyTree = (bits & ONLY_AST) !== 0;
  const how = rt.slotKind(mode) === Kind.STR ? rt.str(mode) : rt.raise("TypeError", modeRefusal(rt, mode));
  if (how === "func_type" && !onlyTree)
    rt.raise("ValueError", "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  if (how !== "exec" && how !== "eval" && how !== "single")
    return rt.raise(
      "ValueError",
      `compile() mode must be 'exec', 'eval'${onlyTree ? ", 'single' or 'func_type'" : " or 'single'"}`,
    );

  const inherits = dont_inherit < 0 || !rt.truth(dont_inherit);
  const own = bits & (CodeFlag.FUTURE_ANNOTATIONS | CodeFlag.FUTURE_BARRY_AS_FLUFL);
  const options: SourceOptions = {
    namespace: true,
    optimize: level,
    future: own | (inherits ? currentFuture(rt) : 0),
    mayEndEarly: (bits & ALLOW_INCOMPLETE_INPUT) !== 0,
  };
  if (isTree(rt, source)) {
    if (onlyTree) return rt.resultSlot(source);
    return rt.resultRef(compileTree(rt, treeFromPython(rt, source, how), file, how, options));
  }
  const text = sourceText(rt, source, "compile() arg 1 must be a string, bytes or AST object");
  if (!onlyTree) return rt.resultRef(compileSource(rt, text, file, how, options));
  const tree = parseSource(rt, text, file, how, options);
  treeToPython(rt, tree, typeof text === "string" ? text : decodeSource(text, file, false));
  return true;
}

/** Slots of the arguments; -1 for those not given. */
function bind(rt: Runtime, { pos, kw }: HostArgs): Record<string, number> {
  if (pos.length > PARAMETERS.length)
    rt.raise("TypeError", `compile() takes at most 6 positional arguments (${pos.length} given)`);
  for (const name of kw.keys())
    if (!PARAMETERS.includes(name) && name !== "_feature_version")
      rt.raise("TypeError", `'${name}' is an invalid keyword argument for compile()`);
  const bound: Record<string, number> = {};
  for (const [i, name] of PARAMETERS.entries()) {
    const slot = pos[i] ?? kw.get(name);
    if (slot === undefined && i < 3)
      rt.raise("TypeError", `compile() missing required argument '${name}' (pos ${i + 1})`);
    bound[name] = slot ?? -1;
  }
  return bound;
}

function integer(rt: Runtime, slot: number, absent: number): number {
  if (slot < 0) return absent;
  const high = rt.I32[2 * slot + 1];
  if (high === Tag.INT || high === Tag.BOOL) return rt.I32[2 * slot];
  return rt.raise("TypeError", `'${rt.typeName(slot)}' object cannot be interpreted as an integer`);
}

function modeRefusal(rt: Runtime, mode: number): string {
  return `compile() argument 'mode' must be str, not ${rt.argumentType(mode)}`;
}

/** A path as str, bytes or something with `__fspath__`. */
function fileName(rt: Runtime, slot: number): string {
  if (rt.slotKind(slot) === Kind.STR) return rt.str(slot);
  if (rt.slotKind(slot) === Kind.BYTES) return Buffer.from(rt.kernel.readBytes(rt.ref(slot))).toString("utf8");
  const mark = rt.mark();
  const method = rt.findAttr(slot, "__fspath__");
  if (method === 0) rt.raise("TypeError", `expected str, bytes or os.PathLike object, not ${rt.typeName(slot)}`);
  rt.call(method, method + 1, 0);
  const path = fileName(rt, rt.pushResult());
  rt.release(mark);
  return path;
}

export function defineCompile(rt: Runtime): void {
  rt.define("builtins", "compile", compile);
  rt.define("sys", "_node_classes", (r) =>
    r.resultStr(
      classRows()
        .map((row) => row.join("\t"))
        .join("\0"),
    ),
  );
}

/**
 * Bytecode on disk, as CPython keeps it: that of imported files in `__pycache__` beside them, that of our own texts beside the
 * bundles. What cannot be read is compiled, what cannot be written is not kept.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { deserialize, serialize } from "../bytecode/serialize.js";
import type { CodeTemplate } from "../bytecode/template.js";
import { packageRoot } from "../heap/addon.js";
import { BUILT_IN, link } from "../heap/link.js";
import { compileTemplate } from "../interpreter/compile.js";
import type { Runtime } from "../interpreter/runtime.js";

/** The build's marks for the sources of parser and compiler and for all sources; absent where they run unbundled. */
declare const COMPILER_ID: string | undefined;
declare const BUILD_ID: string | undefined;

/** Ref of the code object of an imported file, which calls itself `filename` in tracebacks. */
export function compileFile(rt: Runtime, file: string, filename: string): number {
  if (typeof COMPILER_ID !== "string") return link(rt, compileTemplate(rt, readFileSync(file), filename, "exec"));
  // Before the file is read: one that is written meanwhile then gets a stamp too old.
  const { mtimeMs, size } = statSync(file);
  const level = rt.optimize > 0 ? `.opt-${rt.optimize}` : "";
  const kept = join(dirname(file), "__pycache__", `${basename(file, ".py")}${level}.tauraro.bin`);
  const template = cached(
    kept,
    `${COMPILER_ID} ${mtimeMs} ${size}`,
    () => compileTemplate(rt, readFileSync(file), filename, "exec"),
    () => mayWrite(rt),
  );
  return link(rt, template.filename === filename ? template : moved(template, filename));
}

/** Ref of the code object of one of our own texts, which stands for something that CPython has in C. */
export function compileFrozen(rt: Runtime, source: string, name: string): number {
  const compile = () => compileTemplate(rt, source, builtIn(name), "exec", { optimize: 0 });
  if (typeof BUILD_ID !== "string") return link(rt, compile());
  const kept = join(packageRoot(), "dist", "cache", `${name}.bin`);
  return link(
    rt,
    cached(kept, BUILD_ID, compile, () => true),
  );
}

/** The filename of code whose frames do not show. */
export function builtIn(name: string): string {
  return `${BUILT_IN}${name}>`;
}

function cached(kept: string, stamp: string, compile: () => CodeTemplate, mayKeep: () => boolean): CodeTemplate {
  const known = read(kept, stamp);
  if (known !== null) return known;
  const template = compile();
  if (mayKeep()) write(kept, serialize(template, stamp));
  return template;
}

function read(kept: string, stamp: string): CodeTemplate | null {
  try {
    return deserialize(readFileSync(kept), stamp);
  } catch {
    return null;
  }
}

/** Under another name first: other programs may be importing. */
function write(kept: string, bytes: Uint8Array): void {
  const part = `${kept}.${process.pid}`;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(part, bytes);
    renameSync(part, kept);
  } catch {
    // a folder that is read-only, or full
  }
}

/** `sys.dont_write_bytecode` */
function mayWrite(rt: Runtime): boolean {
  const mark = rt.mark();
  const flag = rt.dictGet(rt.modules.sysDict, "dont_write_bytecode");
  const may = flag === 0 || !rt.truth(flag);
  rt.release(mark);
  return may;
}

/** The folder was renamed since. */
function moved(template: CodeTemplate, filename: string): CodeTemplate {
  return { ...template, filename, codes: template.codes.map((c) => moved(c, filename)) };
}

/**
 * Bytecode on disk, as CPython keeps it: that of imported files in `__pycache__` beside them, that of our own texts beside the
 * bundles. What cannot be read is compiled, what cannot be written is not kept.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OP_HASH } from "../bytecode/opcodes.generated.js";
import { serialize } from "../bytecode/serialize.js";
import type { CodeTemplate } from "../bytecode/template.js";
import { packageRoot } from "../heap/addon.js";
import { OCode } from "../heap/layouts.generated.js";
import { BUILT_IN, link, linkBytes } from "../heap/link.js";
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
  const bytes = cached(
    rt,
    kept,
    `${COMPILER_ID} ${mtimeMs} ${size}`,
    () => compileTemplate(rt, readFileSync(file), filename, "exec"),
    () => mayWrite(rt),
  );
  if (!file.startsWith(packageRoot())) provideSpecs(rt, bytes);
  return linkBytes(rt, bytes, filename);
}

/**
 * Modules have their `__spec__` and `__loader__` only once importlib is there: it is loaded for code that mentions them, source
 * text or serialised.
 */
export function provideSpecs(rt: Runtime, code: string | Uint8Array): void {
  const text = typeof code === "string" ? code : Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  if (SPEC_NAMES.some((name) => text.includes(name))) rt.modules.load("_frozen_importlib");
}

const SPEC_NAMES = ["__spec__", "__loader__"];

/** Ref of the code object of one of our own texts, which stands for something that CPython has in C. */
export function compileFrozen(rt: Runtime, source: string, name: string): number {
  const compile = () => compileTemplate(rt, source, builtIn(name), "exec", { optimize: 0 });
  if (typeof BUILD_ID !== "string") return link(rt, compile());
  const kept = join(packageRoot(), "dist", "cache", `${name}.bin`);
  return linkBytes(
    rt,
    cached(rt, kept, BUILD_ID, compile, () => true),
    builtIn(name),
  );
}

/** The filename of code whose frames do not show. */
export function builtIn(name: string): string {
  return `${BUILT_IN}${name}>`;
}

function cached(
  rt: Runtime,
  kept: string,
  stamp: string,
  compile: () => CodeTemplate,
  mayKeep: () => boolean,
): Uint8Array {
  const known = read(rt, kept, stamp);
  if (known !== null) return known;
  const bytes = serialize(compile());
  if (mayKeep()) write(kept, seal(rt, bytes, stamp));
  return bytes;
}

/** What stands on disk: a checksum of what follows, the length of the stamp, the stamp, the template. */
function seal(rt: Runtime, bytes: Uint8Array, stamp: string): Buffer {
  const sealed = Buffer.concat([Buffer.alloc(8), Buffer.from(stamp), bytes]);
  sealed.writeUInt32LE(stamp.length, 4);
  sealed.writeUInt32LE(rt.kernel.checksum(sealed.subarray(4)), 0);
  return sealed;
}

/** The template that was kept, unless it was made from something else or is damaged. */
function read(rt: Runtime, kept: string, stamp: string): Uint8Array | null {
  let sealed: Buffer;
  try {
    sealed = readFileSync(kept);
  } catch {
    return null;
  }
  return unseal(rt, sealed, stamp);
}

function unseal(rt: Runtime, sealed: Buffer, stamp: string): Buffer | null {
  const start = 8 + stamp.length;
  if (sealed.length <= start || sealed.readUInt32LE(4) !== stamp.length) return null;
  if (sealed.toString("latin1", 8, start) !== stamp) return null;
  return rt.kernel.checksum(sealed.subarray(4)) === sealed.readUInt32LE(0) ? sealed.subarray(start) : null;
}

/** A code object as bytes, for `marshal`; null where it is not as the compiler makes them. They tell its filename, too. */
export function freeze(rt: Runtime, code: number): Uint8Array | null {
  const bytes = rt.kernel.codeBytes(code);
  if (bytes === undefined) return null;
  const filename = Buffer.from(rt.text(rt.word(code, OCode.FILENAME) >>> 0), "utf16le");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(filename.length);
  return seal(rt, Buffer.concat([length, filename, bytes]), MARSHAL_STAMP);
}

/** Ref of a code object made of what `freeze` gave in this version; 0 for other bytes. */
export function thaw(rt: Runtime, bytes: Uint8Array): number {
  const content = unseal(rt, Buffer.from(bytes), MARSHAL_STAMP);
  if (content === null) return 0;
  const start = 4 + content.readUInt32LE();
  return linkBytes(rt, content.subarray(start), content.toString("utf16le", 4, start));
}

const MARSHAL_STAMP = `marshal ${typeof COMPILER_ID === "string" ? COMPILER_ID : OP_HASH}`;

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

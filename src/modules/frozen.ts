import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileModule } from "../bytecode/compiler/index.js";
import { deserialize, serialize } from "../bytecode/serialize.js";
import type { CodeTemplate } from "../bytecode/template.js";
import { packageRoot } from "../heap/addon.js";
import { parse } from "../syntax/index.js";
import { SYS_PRELUDE } from "./prelude.js";

const FILE = join(packageRoot(), "dist", "prelude.bin");

function compile(): CodeTemplate {
  return compileModule(parse(SYS_PRELUDE, "<frozen sys>", "exec"), "<frozen sys>", "exec", {});
}

/** What the build writes to {@link FILE}. */
export function freezePrelude(): Uint8Array {
  return serialize(compile());
}

/** The prelude's code: from the build when that was made by this version on this V8, else compiled now. */
export function frozenPrelude(): CodeTemplate {
  try {
    const code = deserialize(readFileSync(FILE));
    if (code !== null) return code;
  } catch {
    // not built with dist/, as in tests of the sources
  }
  return compile();
}

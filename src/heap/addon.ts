import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** `linux-x64-gnu` and the like: the suffix of the prebuilt package of this platform, as napi-rs names them. */
export function platformTriple(): string {
  const { platform, arch } = process;
  if (platform === "linux") {
    const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
    return `linux-${arch}-${report?.header?.glibcVersionRuntime === undefined ? "musl" : "gnu"}`;
  }
  return platform === "win32" ? `win32-${arch}-msvc` : `${platform}-${arch}`;
}

export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const up = dirname(folder);
    if (up === folder) throw new Error("tauraro: package.json not found");
    folder = up;
  }
  return folder;
}

/** Where the build lays out the Python files of the standard library. */
export const STDLIB = join(packageRoot(), "dist", "stdlib");
export const DOCSTRINGS = join(packageRoot(), "dist", "docstrings.txt");

/** Loads the addon: the one built in this checkout, else the prebuilt package of the platform. */
export function loadAddon(): unknown {
  const local = join(packageRoot(), "native", "tauraro.node");
  if (existsSync(local)) return require(local);
  const name = `@tauraro/native-${platformTriple()}`;
  try {
    return require(name);
  } catch (error) {
    throw new Error(
      `tauraro: no native addon: neither ${local} nor the package ${name} is there. Run npm run build:native (needs Rust).`,
      { cause: error },
    );
  }
}

/** The part of the addon that compile workers use: needs no runtime, only the shared memory that names one. */
export interface AddonWithCompiler {
  /** Compiles a prepared unit of the runtime whose heap `memory` views and publishes it in the code table. Any thread; never throws. */
  compileUnit(memory: Uint8Array, unit: number): void;
}

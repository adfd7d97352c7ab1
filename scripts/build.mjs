// Bundles the TypeScript into dist/. Bundling matters for speed: esbuild puts the numbers of `const enum`s in place, and
// V8 makes a jump table of the interpreter's switch only when its case labels are literals.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// What else the build has put into dist (the standard library) stays.
for (const name of [
  "cache",
  "chunks",
  "cli.cjs",
  "cli.js",
  "embed.js",
  "compile-pool.js",
  "compile-worker.js",
  "runtime-worker.js",
])
  for (const suffix of ["", ".map"]) rmSync(join(root, "dist", name + suffix), { recursive: true, force: true });

/** Tells apart states of the sources in some folders. */
function hashOf(...folders) {
  const hash = createHash("sha256");
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort())
      if (name.endsWith(".ts")) hash.update(readFileSync(join(root, folder, name)));
  return hash.digest("hex").slice(0, 16);
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  // Bytecode on disk is only good for the compiler that made it, V8's form of the command line only for that.
  define: {
    COMPILER_ID: JSON.stringify(hashOf("src/syntax", "src/bytecode")),
    BUILD_ID: JSON.stringify(hashOf("src")),
  },
  sourcemap: true,
  minifySyntax: true,
  logLevel: "warning",
};
await build({
  ...common,
  entryPoints: {
    embed: "src/embed/index.ts",
    "compile-pool": "workers/pool.ts",
    "compile-worker": "workers/compile.ts",
    "runtime-worker": "workers/runtime.ts",
  },
  outdir: "dist",
  splitting: true,
  format: "esm",
  chunkNames: "chunks/[name]-[hash]",
});

// The command line is one script, a function expression with the build's mark before it: see bin/tauraro.mjs.
await build({
  ...common,
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/cli.cjs",
  format: "cjs",
  define: { ...common.define, "import.meta.url": "bundleUrl" },
  banner: {
    js: `// build ${hashOf("src")}
(function (exports, require, module, __filename) { "use strict";
const bundleUrl = require("node:url").pathToFileURL(__filename).href;`,
  },
  footer: { js: "})" },
});

// The first start keeps compiled forms in dist/cache; it needs the addon.
spawnSync(process.execPath, [join(root, "bin", "tauraro.mjs"), "-c", "print()"], { stdio: "ignore" });

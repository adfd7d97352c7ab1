// Bundles the TypeScript into dist/. Bundling matters for speed: esbuild puts the numbers of `const enum`s in place, and
// V8 makes a jump table of the interpreter's switch only when its case labels are literals.
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// What else the build has put into dist (the standard library) stays.
for (const name of ["chunks", "cli.js", "embed.js", "compile-worker.js", "runtime-worker.js"])
  for (const suffix of ["", ".map"]) rmSync(join(root, "dist", name + suffix), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    cli: "src/cli/main.ts",
    embed: "src/embed/index.ts",
    "compile-worker": "workers/compile.ts",
    "runtime-worker": "workers/runtime.ts",
  },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
  minifySyntax: true,
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
});

// What every start runs first is compiled now.
const frozen = await build({
  absWorkingDir: root,
  entryPoints: ["src/modules/frozen.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: "dist/freeze.mjs",
  logLevel: "warning",
});
if (frozen.errors.length > 0) process.exit(1);
const { freezePrelude } = await import(pathToFileURL(join(root, "dist", "freeze.mjs")).href);
writeFileSync(join(root, "dist", "prelude.bin"), freezePrelude());
rmSync(join(root, "dist", "freeze.mjs"));

// Runs a TypeScript file: node scripts/run-ts.mjs FILE.ts [arguments]
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [file, ...args] = process.argv.slice(2);
// Beside the sources, so that import.meta.url and packages resolve as they do there.
const out = join(resolve(file), "..", `.${Date.now()}-${process.pid}.mjs`);
await build({
  entryPoints: [file],
  outfile: out,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
process.argv = [process.argv[0], file, ...args];
process.on("exit", () => rmSync(out, { force: true }));
await import(pathToFileURL(out).href);

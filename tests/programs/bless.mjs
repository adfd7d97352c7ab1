// Writes what CPython 3.11 prints for every program of this folder, and of tests/modules/library, beside it.
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const programs = dirname(fileURLToPath(import.meta.url));
for (const root of [programs, join(programs, "..", "modules", "library")])
  for (const file of readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".py"))) {
    const { stdout, stderr, status } = spawnSync("python3", [file.split("/").at(-1)], {
      cwd: join(root, dirname(file)),
      env: { ...process.env, PYTHONHASHSEED: "0" },
    });
    if (status !== 0) console.error(`${file}: exit ${status}\n${stderr}`);
    writeFileSync(join(root, file.replace(/\.py$/, ".out")), stdout);
  }

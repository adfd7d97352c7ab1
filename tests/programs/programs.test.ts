import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";
import { EXECUTOR_NAMES, EXECUTORS, tauraro } from "../support/cli.js";

// One folder per subject; beside each program what CPython 3.11 prints for it (`npm run bless:programs` makes it anew).
const folder = join(packageRoot(), "tests", "programs");
const subjects = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const subject of subjects) {
  describe(subject.name, () => {
    const cwd = join(folder, subject.name);
    for (const file of readdirSync(cwd).filter((name) => name.endsWith(".py"))) {
      const expected = readFileSync(join(cwd, file.replace(/\.py$/, ".out")), "utf8");
      // A collection after every allocation takes minutes where a program allocates much.
      const isLarge = readFileSync(join(cwd, file), "utf8").startsWith("# large\n");
      test.each(EXECUTOR_NAMES.filter((name) => !(isLarge && name === "gc-stress")))(`${file} %s`, (name) => {
        const { stdout, stderr, code } = tauraro(["run", ...EXECUTORS[name], file], { cwd });
        expect({ stdout, code, stderr }).toEqual({ stdout: expected, code: 0, stderr: "" });
      });
    }
  });
}

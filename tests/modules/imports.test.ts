import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";
import { EXECUTORS, tauraro } from "../support/cli.js";

// What CPython 3.11 prints for the program lies beside it.
const cwd = join(packageRoot(), "tests", "modules", "imports");

test.each(["no-jit", "concurrent", "threshold-1"] as const)("the import system, %s", (executor) => {
  const { stdout, stderr, code } = tauraro(["run", ...EXECUTORS[executor], "main.py"], {
    cwd,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  expect(stdout.replaceAll(cwd, "<here>")).toBe(readFileSync(join(cwd, "main.out"), "utf8"));
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
});

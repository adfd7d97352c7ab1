import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";
import { tauraro } from "../support/cli.js";

// Programs about modules in which the executors make no difference, with what CPython 3.11 prints (`npm run bless:programs`).
const cwd = join(packageRoot(), "tests", "modules", "library");

test.each(readdirSync(cwd).filter((name) => name.endsWith(".py")))("%s", (file) => {
  const expected = readFileSync(join(cwd, file.replace(/\.py$/, ".out")), "utf8");
  const { stdout, stderr, code } = tauraro(["run", file], { cwd });
  expect({ stdout, code, stderr }).toEqual({ stdout: expected, code: 0, stderr: "" });
});

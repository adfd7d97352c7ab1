import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";
import { EXECUTORS, tauraro } from "../support/cli.js";

// One program per uncaught exception in `cases`; what CPython 3.11 says to each of them is in expected.txt
// (`npm run bless:tracebacks` makes it anew). One process runs them all.
const cwd = join(packageRoot(), "tests", "tracebacks");
const sections = (text: string) =>
  new Map(
    text
      .split(/^==== /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
  );
const expected = sections(readFileSync(join(cwd, "expected.txt"), "utf8"));

test.each(["no-jit", "concurrent", "threshold-1"] as const)("uncaught exceptions, %s", (executor) => {
  const { stdout, stderr } = tauraro(["run", ...EXECUTORS[executor], "driver.py"], {
    cwd,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  const found = sections(
    stderr.replaceAll(cwd, "<here>").replaceAll(`(${join(packageRoot(), "dist", "stdlib")}/`, "(<library>/"),
  );
  expect(stdout).toBe("");
  expect([...found.keys()]).toEqual([...expected.keys()]);
  for (const [name, text] of expected) expect.soft(found.get(name), name).toBe(text);
});

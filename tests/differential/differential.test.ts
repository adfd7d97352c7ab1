import { expect, test } from "vitest";
import { cpython, EXECUTOR_NAMES, runProgram, workspace } from "../support/cli.js";
import { generateProgram } from "./generator.js";

test("the generator is deterministic", () => {
  expect(generateProgram(7)).toBe(generateProgram(7));
  expect(generateProgram(7)).not.toBe(generateProgram(8));
});

// A few dozen programs at every test run; `npm run fuzz` runs thousands.
test.each([1, 1001, 2001])("random programs from seed %i give the same bytes in every executor", (first) => {
  const source = Array.from({ length: 15 }, (_, i) => generateProgram(first + i)).join("\n");
  const oracle =
    cpython(["prog.py"], { cwd: workspace({ "prog.py": source }) })?.stdout ?? runProgram(source, "no-jit").stdout;
  for (const name of EXECUTOR_NAMES) {
    if (name === "gc-stress") continue; // minutes: the fuzzer has it
    const { stdout } = runProgram(source, name);
    expect({ name, stdout }).toEqual({ name, stdout: oracle });
  }
});

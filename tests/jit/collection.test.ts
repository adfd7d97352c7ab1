import { expect, test } from "vitest";
import { tauraro, workspace } from "../support/cli.js";

test("a compiled loop that only allocates leaves for the collector", () => {
  const source = `
def f(n):
    box = [None]
    for i in range(n):
        box[0] = (i, i, i, i)
    return box
print(f(3000000))
`;
  const flags = ["--jit-threads=0", "--max-heap=64m"];
  const { stdout, stderr, code } = tauraro(["run", ...flags, "prog.py"], { cwd: workspace({ "prog.py": source }) });
  expect({ stdout, stderr, code }).toEqual({
    stdout: "[(2999999, 2999999, 2999999, 2999999)]\n",
    stderr: "",
    code: 0,
  });
});

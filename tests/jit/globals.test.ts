import { expect, test } from "vitest";
import { tauraro, workspace } from "../support/cli.js";

test("compiled code that uses builtins stays when a module gets further names", () => {
  const source = [
    "def work(n):",
    "    t = 0",
    "    for i in range(n):",
    "        t += abs(i - 5) % 7",
    "    return t",
    ...Array.from({ length: 40 }, (_, k) => `name${k} = work(500)`),
    "print(name39)",
  ].join("\n");
  const { stdout, stderr } = tauraro(["run", "--jit-threads=0", "--jit-log", "prog.py"], {
    cwd: workspace({ "prog.py": source }),
  });
  expect(stdout).toBe("1495\n");
  // Entries of globals move when their dict grows, which is seldom.
  const compiled = stderr.split("\n").filter((line) => line.includes("compiled"));
  expect(compiled.length).toBeLessThan(6);
  expect(stderr).toContain("entered");
});

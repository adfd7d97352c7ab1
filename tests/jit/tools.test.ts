import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fewest } from "../../src/cli/bisect.js";
import { tauraro, workspace } from "../support/cli.js";

const FUNCTIONS = Array.from(
  { length: 5 },
  (_, k) => `def f${k}(n):\n    t = 0\n    for i in range(n): t += i ^ ${k}\n    return t\n`,
);
const SOURCE = `${FUNCTIONS.join("")}print([f(500) for f in (f0, f1, f2, f3, f4)])\n`;

function run(...args: string[]) {
  const cwd = workspace({ "prog.py": SOURCE });
  return { cwd, ...tauraro([...args, "prog.py"], { cwd }) };
}

describe("--jit-trace", () => {
  test("is a trace of spans, with a flow for each unit from hot to entered", () => {
    const { cwd, stdout } = run("--jit-threads=0", "--jit-trace=out.json");
    expect(stdout).toBe(run("--no-jit").stdout);
    const { traceEvents } = JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")) as {
      traceEvents: { name: string; ph: string; ts: number; dur?: number; id?: number; args?: { unit: number } }[];
    };
    const spans = traceEvents.filter((e) => e.ph === "X");
    for (const name of ["hot", "queued", "compiled", "entered"])
      expect(spans.filter((e) => e.name === name).length).toBeGreaterThanOrEqual(5);
    const flows = group(traceEvents);
    expect(flows.size).toBeGreaterThanOrEqual(5);
    for (const steps of flows.values()) {
      expect(steps.map((e) => e.ph)).toEqual(["s", "t", "t", "f"]);
      // Every step lies in a span, or viewers draw no arrow.
      for (const { ts } of steps) expect(spans.some((e) => e.ts <= ts && ts <= e.ts + (e.dur ?? 0))).toBe(true);
    }
  });
});

function group<T extends { id?: number }>(events: readonly T[]): Map<number | undefined, T[]> {
  const groups = new Map<number | undefined, T[]>();
  for (const e of events) if (e.id !== undefined) groups.set(e.id, [...(groups.get(e.id) ?? []), e]);
  return groups;
}

describe("--jit-only", () => {
  const entered = (stderr: string) => [...stderr.matchAll(/entered #\d+ (\w+)/g)].map((m) => m[1]);

  test("compiles what its list names and nothing else", () => {
    expect(entered(run("--jit-threads=0", "--jit-log", "--jit-only=f1,f3").stderr)).toEqual(["f1", "f3"]);
    expect(entered(run("--jit-threads=0", "--jit-log", "--jit-only=0-1,4").stderr)).toEqual(["f0", "f1", "f4"]);
    expect(run("--jit-threads=0", "--jit-log", "--jit-only=none").stderr).toMatch(/^jit: skipped #0 /m);
  });
});

describe("jit bisect", () => {
  test("finds the one unit that makes a check fail", () => {
    const { stdout, stderr, code } = run("jit", "bisect", "--check=! grep -q 'entered #[0-9]* f3:'");
    expect({ stdout, code }).toEqual({ stdout: "f3:15 loop\n", code: 0 });
    expect(stderr).toMatch(/^bisect: 1 of \d+ units, \d+ runs$/m);
  });

  test("finds units that are wrong only together", () => {
    const { stdout } = run("jit", "bisect", "--check=grep -c 'entered #[0-9]* f[14]:' | grep -qv 2");
    expect(stdout).toBe("f1:7 loop\nf4:19 loop\n");
  });

  test("says so when nothing is wrong, and how it is called", () => {
    expect(run("jit", "bisect")).toMatchObject({ stdout: "", code: 1 });
    expect(run("jit", "bisect").stderr).toMatch(/nothing is wrong with \d+ units compiled/);
    expect(tauraro(["jit"])).toMatchObject({ code: 2 });
    expect(tauraro(["jit"]).stderr).toMatch(/^usage: tauraro jit bisect/);
  });

  test("leaves out as much as it can", () => {
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    expect(fewest(numbers, (some) => some.includes(7) && some.includes(31))).toEqual([7, 31]);
    expect(fewest(numbers, () => true)).toEqual([]);
  });
});

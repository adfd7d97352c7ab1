import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram, tauraro, workspace } from "../support/cli.js";

const HOT = `
def work(items):
    total = 0
    i = 0
    while i < 2000000:
        total = total + items[i % 5]
        i = i + 1
    return total
print(work([1, 2, 3, 4, 5]))
`;

/** Names of the events in a log, in order. */
function events(stderr: string): string[] {
  return [...stderr.matchAll(/^jit: ([a-z-]+)/gm)].map((m) => m[1]);
}

test("a hot loop is compiled on a worker and entered while it runs", () => {
  const { stdout, stderr } = runProgram(HOT, ["--jit-threads=2", "--jit-log"]);
  expect(stdout).toBe("6000000\n");
  expect(events(stderr)).toEqual(expect.arrayContaining(["hot", "queued", "compiled", "entered"]));
  expect(stderr).toMatch(/compiled #0 \d+ µs \d+ bytes/);
});

test("the synchronous JIT logs the same life of a unit", () => {
  const { stdout, stderr } = runProgram(HOT, ["--jit-threads=0", "--jit-log"]);
  expect(stdout).toBe("6000000\n");
  expect(events(stderr).slice(0, 4)).toEqual(["hot", "queued", "compiled", "entered"]);
});

test("without the JIT there are no events", () => {
  expect(runProgram(HOT, ["--no-jit", "--jit-log"])).toEqual({ stdout: "6000000\n", stderr: "", code: 0 });
});

// The pool hands out its next task when the main thread's event loop turns; a busy interpreter never lets it.
test("ten hot loops of a main thread that never yields are all compiled", () => {
  const loops = Array.from(
    { length: 10 },
    (_, k) => `def f${k}(n):\n    t = 0\n    for i in range(n):\n        t += i % ${k + 2}\n    return t\n`,
  );
  const calls = Array.from({ length: 10 }, (_, k) => `f${k}(3000)`).join(" + ");
  const source = `${loops.join("")}total = 0\nfor turn in range(400):\n    total += ${calls}\nprint(total)\n`;
  const { stdout, stderr } = runProgram(source, ["--jit-threads=2", "--jit-log"]);
  expect(stdout).toBe(runProgram(source, "no-jit").stdout);
  const entered = new Set([...stderr.matchAll(/entered #\d+ (f\d)/g)].map((m) => m[1]));
  expect(entered.size).toBe(10);
});

describe("what goes wrong in the compiler changes nothing in the program", () => {
  test.each([
    ["a compilation that fails", ["--jit-threads=0", "--jit-fail=compile:1"]],
    ["a compilation that fails on a worker", ["--jit-threads=1", "--jit-fail=compile:1"]],
    ["a full code table", ["--jit-threads=0", "--jit-max-units=1"]],
    ["a slow compiler", ["--jit-threads=1", "--jit-delay-ms=300"]],
  ])("%s", (_, flags) => {
    const source = `${HOT}\nfor k in range(3):\n    print(sum([j * k for j in range(500)]))\n    t = 0\n    for j in range(1000):\n        t += j ^ k\n    print(t)\n`;
    const expected = runProgram(source, "no-jit");
    expect(runProgram(source, flags)).toEqual(expected);
  });
});

test("--jit-dump writes the stages of every unit", () => {
  const folder = workspace({ "prog.py": HOT });
  const { code } = tauraro(["run", "--jit-threads=0", "--jit-dump=dump", "prog.py"], { cwd: folder });
  expect(code).toBe(0);
  const files = readdirSync(join(folder, "dump"));
  expect(files.length).toBeGreaterThanOrEqual(3);
  const text = files.map((name) => readFileSync(join(folder, "dump", name), "utf8")).join("\n");
  expect(text).toContain("function");
});

// Compiled code allocates by helpers that never collect: it must see the request at its back-edge.
test("a compiled loop that does nothing but allocate is interrupted for collections", () => {
  const source =
    "def work(n):\n    base = 'some text of a certain length '\n    total = 0\n    for i in range(n):\n        s = base + base\n" +
    "        total += len(s)\n    return total\nprint(work(2000000))\n";
  expect(runProgram(source, ["--jit-threads=0", "--max-heap=67108864"]).stdout).toBe("120000000\n");
});

/** How programs end: exit codes, signals, pipes that nobody reads. */
import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { BIN, tauraro } from "../support/cli.js";

describe("SystemExit", () => {
  test.each([
    ["raise SystemExit", 0, ""],
    ["raise SystemExit(3)", 3, ""],
    ["raise SystemExit(None)", 0, ""],
    ["raise SystemExit('a message')", 1, "a message\n"],
    ["raise SystemExit(257)", 1, ""],
    ["raise SystemExit(-1)", 255, ""],
    ["raise SystemExit((1, 2))", 1, "(1, 2)\n"],
    ["exit(4)", 4, ""],
    ["import sys; sys.exit(True)", 1, ""],
    ["import sys\ntry: sys.exit(5)\nfinally: print('cleanup', file=sys.stderr)", 5, "cleanup\n"],
    ["import atexit, sys; atexit.register(lambda: print('later', file=sys.stderr)); sys.exit(6)", 6, "later\n"],
  ])("%s", (program, code, stderr) => {
    expect(tauraro(["-c", program])).toEqual({ stdout: "", stderr, code });
  });
});

test("input() at the end of input", () => {
  const { stdout, stderr, code } = tauraro(["-c", "print(input('> '))\ninput()"], { input: "one\n" });
  expect(stdout).toBe("> one\n");
  expect(stderr).toMatch(/EOFError: EOF when reading a line\n$/);
  expect(code).toBe(1);
});

/** Runs a program, waits for its first line and sends it a signal. */
function interrupted(program: string, signal: NodeJS.Signals, flags: readonly string[] = []) {
  return new Promise<{ stderr: string; stdout: string; code: number | string | null }>((resolve) => {
    const child = spawn(process.execPath, [BIN, ...flags, "-c", program], { stdio: ["pipe", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdout.on("data", (data) => {
      if (stdout === "") setTimeout(() => child.kill(signal), 50);
      stdout += data;
    });
    child.on("close", (code, how) => resolve({ stdout, stderr, code: code ?? how }));
  });
}

describe("signals", () => {
  const busy = "print('go', flush=True)\ni = 0\nwhile True:\n    i += 1\n";

  test.each([[[]], [["--no-jit"]], [["--jit-threads=0", "--jit-threshold=1"]]] as const)(
    "Ctrl-C in a loop, %j",
    async (flags) => {
      const { stderr, code } = await interrupted(busy, "SIGINT", flags);
      expect(stderr).toMatch(/^Traceback \(most recent call last\):\n {2}File "<string>", line [34], in <module>\n/);
      expect(stderr).toMatch(/KeyboardInterrupt\n$/);
      expect(code).toBe(130);
    },
  );

  test("Ctrl-C while the program sleeps or waits for input", async () => {
    for (const wait of ["import time\nprint('go', flush=True)\ntime.sleep(60)", "print('go', flush=True)\ninput()"]) {
      const { stderr, code } = await interrupted(wait, "SIGINT");
      expect(stderr).toMatch(/KeyboardInterrupt\n$/);
      expect(code).toBe(130);
    }
  });

  test("Ctrl-C can be caught", async () => {
    const program = `print('go', flush=True)
try:
    while True: pass
except KeyboardInterrupt:
    print('caught')
`;
    expect(await interrupted(program, "SIGINT")).toEqual({ stdout: "go\ncaught\n", stderr: "", code: 0 });
  });

  test("SIGTERM ends the program, unless it has a handler", async () => {
    expect((await interrupted(busy, "SIGTERM")).code).toBe("SIGTERM");
    const program = `import signal, sys
def stop(number, frame):
    print(signal.Signals(number).name, frame.f_code.co_name)
    sys.exit(9)
signal.signal(signal.SIGTERM, stop)
print('go', flush=True)
while True: pass
`;
    expect(await interrupted(program, "SIGTERM")).toEqual({ stdout: "go\nSIGTERM <module>\n", stderr: "", code: 9 });
  });
});

test("a pipe that nobody reads", async () => {
  const run = (program: string) =>
    new Promise<{ stderr: string; code: number | string | null }>((resolve) => {
      const child = spawn(process.execPath, [BIN, "-c", program], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, PYTHONUNBUFFERED: "" },
      });
      let stderr = "";
      child.stderr.on("data", (data) => {
        stderr += data;
      });
      child.stdout.destroy();
      child.on("close", (code, how) => resolve({ stderr, code: code ?? how }));
    });
  const during = await run("import time; time.sleep(0.3)\nfor i in range(100000): print(i)");
  expect(during.stderr).toMatch(/BrokenPipeError: \[Errno 32\] Broken pipe\n$/);
  const end = await run("import time; time.sleep(0.3)\nprint('x')");
  expect(end).toEqual({
    stderr:
      "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\nBrokenPipeError: [Errno 32] Broken pipe\n",
    code: 120,
  });
});

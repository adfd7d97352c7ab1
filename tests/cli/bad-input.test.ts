import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tauraro, workspace } from "../support/cli.js";

/** Runs a program given as bytes or text. */
function run(source: string | Uint8Array, flags: readonly string[] = []) {
  return tauraro(["run", ...flags, "prog.py"], { cwd: workspace({ "prog.py": source }) });
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

describe("programs that cannot be read", () => {
  test("a missing file", () => {
    const cwd = workspace({});
    const { stderr, code } = tauraro(["run", "nope.py"], { cwd });
    expect(stderr).toBe(`tauraro: can't open file '${join(cwd, "nope.py")}': [Errno 2] No such file or directory\n`);
    expect(code).toBe(2);
  });

  test("a directory", () => {
    const cwd = workspace({});
    const { stderr, code } = tauraro(["run", "."], { cwd });
    expect(stderr).toContain("can't find '__main__' module in");
    expect(code).toBe(1);
  });
});

describe("programs that are not Python", () => {
  test("invalid UTF-8", () => {
    const { stderr, code } = run(new Uint8Array([0x78, 0x20, 0x3d, 0x20, 0x27, 0xff, 0x27, 0x0a]));
    expect(lastLine(stderr)).toMatch(/^SyntaxError: .*(utf-8|UTF-8)/);
    expect(code).toBe(1);
  });

  test("text that its declared encoding cannot have", () => {
    const { stderr } = run("# coding: ascii\nx = 'é'\n");
    expect(lastLine(stderr)).toBe("SyntaxError: encoding problem: ascii");
  });

  test("a NUL byte", () => {
    const { stderr, code } = run("x = 1\0\n");
    expect(lastLine(stderr)).toBe("SyntaxError: source code cannot contain null bytes");
    expect(code).toBe(1);
  });

  test("10,000 nested parentheses", () => {
    const { stderr, code } = run(`x = ${"(".repeat(10000)}1${")".repeat(10000)}\n`);
    expect(lastLine(stderr)).toBe("SyntaxError: too many nested parentheses");
    expect(code).toBe(1);
  });

  test("an unfinished program points at the place", () => {
    const { stderr, code } = run("def f(:\n    pass\n");
    expect(stderr).toContain("line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n");
    expect(code).toBe(1);
  });
});

test("a line of a megabyte", () => {
  const { stdout, code } = run(
    `x = ${"1 + ".repeat(250_000)}1\nprint(len(str(x)))\n`.replace(
      "1 + ".repeat(250_000),
      `len('${"y".repeat(1_000_000)}') + `,
    ),
  );
  expect(stdout).toBe("7\n");
  expect(code).toBe(0);
});

describe("mistakes in the command line", () => {
  test.each([
    [["run", "--nope", "x.py"], "unknown option --nope"],
    [["run", "--jit-threads=-1", "x.py"], "--jit-threads must be at least 0, not '-1'"],
    [["run", "--jit-threads=two", "x.py"], "--jit-threads takes a whole number, not 'two'"],
    [["run", "--max-heap=lots", "x.py"], "--max-heap takes a size such as 512m, not 'lots'"],
    [["run", "--no-jit=1", "x.py"], "--no-jit takes no value"],
    [["run"], "tauraro run needs a file"],
  ])("%j", (args, message) => {
    const { stderr, code } = tauraro(args);
    expect(stderr).toBe(`tauraro: ${message}\nTry 'tauraro --help'.\n`);
    expect(code).toBe(2);
  });

  test("an environment variable with a typo", () => {
    const { stderr, code } = tauraro(["-c", "print(1)"], { env: { TAURARO_JIT_TREADS: "2" } });
    expect(stderr).toContain("unknown environment variable TAURARO_JIT_TREADS");
    expect(code).toBe(2);
  });
});

test("the program's own arguments are left alone", () => {
  const cwd = workspace({ "args.py": "import sys\nprint(sys.argv)\n" });
  expect(tauraro(["run", "--no-jit", "args.py", "--no-jit", "-x", "a b"], { cwd }).stdout).toBe(
    "['args.py', '--no-jit', '-x', 'a b']\n",
  );
});

test("help names every option of the table", () => {
  const { stdout, code } = tauraro(["--help"]);
  for (const option of [
    "--jit-threads=N",
    "--jit-threshold=N",
    "--no-jit",
    "--jit-log",
    "--jit-dump=DIR",
    "--max-heap=SIZE",
    "--gc-stress",
  ])
    expect(stdout).toContain(option);
  expect(code).toBe(0);
});

import { describe, expect, test } from "vitest";
import { tauraro, workspace } from "../support/cli.js";

/** What the prompt says to lines; prompts and errors go to stderr, as CPython's do without a terminal. */
const talk = (lines: string, args: readonly string[] = ["-i", "-q"]) => tauraro(args, { input: lines });

describe("the prompt", () => {
  test("values, blocks, _ and errors", () => {
    const { stdout, stderr, code } = talk(
      "x = 20\nx + 1\n_ * 2\ndef f():\n    return 5\n\nf()\n1/0\nNone\nfor i in range(2): i\n\n",
    );
    expect(stdout).toBe("21\n42\n5\n0\n1\n");
    expect(stderr).toBe(
      `>>> >>> >>> >>> ... ... >>> >>> Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
>>> >>> ... >>> 
`,
    );
    expect(code).toBe(0);
  });

  test("syntax errors and unfinished text", () => {
    const { stdout, stderr } = talk("x +\n(1,\n2)\n'''a\nb'''\n# only a comment\nprint('on')\n");
    expect(stdout).toBe("(1, 2)\n'a\\nb'\non\n");
    expect(stderr).toBe(
      `>>>   File "<stdin>", line 1
    x +
       ^
SyntaxError: invalid syntax
>>> ... >>> ... >>> >>> >>> 
`,
    );
  });

  test("exit() and what it was given", () => {
    expect(talk("exit(7)\nprint('no')\n").code).toBe(7);
    expect(talk("import sys\nsys.ps1 = '$ '\nsys.exit('bye')\n").stderr).toBe(">>> >>> $ bye\n");
  });

  test("a greeting", () => {
    expect(talk("", ["-i"]).stderr).toMatch(
      /^Tauraro \S+ \(Python 3\.11\) on \w+\nType "help", "copyright", "credits" or "license" for more information\.\n>>> \n$/,
    );
  });

  test("-i after a program, whose names it has, even when the program failed", () => {
    const cwd = workspace({ "prog.py": "x = 5\n1/0\n" });
    const { stdout, stderr } = tauraro(["-i", "prog.py"], { cwd, input: "x\n" });
    expect(stdout).toBe("5\n");
    expect(stderr).toMatch(/ZeroDivisionError: division by zero\n>>> >>> \n$/);
    expect(tauraro(["-i", "-c", "raise SystemExit(3)"], { input: "print('on')\n" }).stdout).toBe("on\n");
  });

  test("sys.displayhook", () => {
    expect(talk("import sys\ndef hook(v): print('value:', v)\n\nsys.displayhook = hook\n1\n").stdout).toBe(
      "value: 1\n",
    );
  });
});

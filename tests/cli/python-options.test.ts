import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BIN, tauraro, workspace } from "../support/cli.js";

describe("-m", () => {
  test("a module, with its own arguments", () => {
    const cwd = workspace({
      "tool.py": "import sys\nprint(__name__, __spec__.name, sys.argv[1:], sys.argv[0].endswith('tool.py'))\n",
    });
    expect(tauraro(["-m", "tool", "-x", "a b"], { cwd }).stdout).toBe("__main__ tool ['-x', 'a b'] True\n");
  });

  test("a package, its __main__, and a relative import in it", () => {
    const cwd = workspace({});
    mkdirSync(join(cwd, "pkg"));
    writeFileSync(join(cwd, "pkg", "__init__.py"), "print('init', __name__)\n");
    writeFileSync(join(cwd, "pkg", "helper.py"), "value = 41\n");
    writeFileSync(
      join(cwd, "pkg", "__main__.py"),
      "from .helper import value\nprint(__name__, __package__, value + 1)\n",
    );
    expect(tauraro(["-m", "pkg"], { cwd }).stdout).toBe("init pkg\n__main__ pkg 42\n");
    expect(tauraro(["pkg"], { cwd }).stderr).toContain(
      "ImportError: attempted relative import with no known parent package",
    );
  });

  test("no such module", () => {
    const { stderr, code } = tauraro(["-m", "no_such_module"]);
    expect({ stderr, code }).toEqual({ stderr: `${BIN}: No module named no_such_module\n`, code: 1 });
  });

  test("modules of the library", () => {
    expect(tauraro(["-m", "json.tool", "--compact"], { input: '{"a": [1, 2]}' }).stdout).toBe('{"a":[1,2]}\n');
    expect(tauraro(["-m", "this"]).stdout).toContain("The Zen of Python, by Tim Peters");
    expect(tauraro(["-m", "timeit", "-n", "1", "-r", "1", "pass"]).stdout).toMatch(/^1 loop, best of 1: .* per loop\n/);
  });

  test("unittest", () => {
    const cwd = workspace({
      "test_it.py":
        "import unittest\nclass T(unittest.TestCase):\n    def test_ok(self): pass\n    def test_bad(self): self.assertEqual(1, 2)\n",
    });
    const { stderr, code } = tauraro(["-m", "unittest", "test_it"], { cwd });
    expect(stderr).toContain("AssertionError: 1 != 2\n");
    expect(stderr).toMatch(/Ran 2 tests in .*\n\nFAILED \(failures=1\)\n$/);
    expect(code).toBe(1);
  });
});

test("a folder with a __main__.py", () => {
  const cwd = workspace({ "other.py": "x = 7\n", "__main__.py": "import other, sys\nprint(other.x, sys.argv)\n" });
  expect(tauraro([cwd, "arg"], { cwd: "/" }).stdout).toBe(`7 ['${cwd}', 'arg']\n`);
});

test("options in groups, and what sys says of them", () => {
  const program =
    "import sys\nassert False, 'dropped'\n" +
    "print(__debug__, sys.flags.optimize, sys.flags.dont_write_bytecode, sys.flags.ignore_environment, sys.dont_write_bytecode)\n" +
    "print(sys.warnoptions, sys._xoptions, sys.orig_argv[-1])\n";
  const { stdout, stderr } = tauraro([
    "-BEO",
    "-W",
    "ignore",
    "-Werror::UserWarning",
    "-X",
    "a=b",
    "-Xc",
    "-c",
    program,
    "end",
  ]);
  expect(stderr).toBe("");
  expect(stdout).toBe("False 1 1 1 True\n['ignore', 'error::UserWarning'] {'a': 'b', 'c': True} end\n");
});

test("-OO drops docstrings", () => {
  expect(tauraro(["-OO", "-c", "def f(): 'doc'\nprint(f.__doc__)"]).stdout).toBe("None\n");
});

test("PYTHON variables of the environment, which -E ignores", () => {
  const env = { PYTHONPATH: "/some/where", PYTHONOPTIMIZE: "1", PYTHONWARNINGS: "error" };
  const program = "import sys; print('/some/where' in sys.path, sys.flags.optimize, sys.warnoptions)";
  expect(tauraro(["-c", program], { env }).stdout).toBe("True 1 ['error']\n");
  expect(tauraro(["-E", "-c", program], { env }).stdout).toBe("False 0 []\n");
});

describe("what stands first in sys.path", () => {
  test.each([
    [["-c", "import sys; print(repr(sys.path[0]))"], ["''"]],
    [["-P", "-c", "import sys; print(sys.path[0].endswith('stdlib'))"], ["True"]],
  ] as const)("%j", (args, lines) => {
    expect(tauraro(args).stdout.trimEnd().split("\n")).toEqual(lines);
  });
});

test("a program from a pipe, and one named -", () => {
  expect(tauraro([], { input: "import sys\nprint(sys.argv, __name__)\n" }).stdout).toBe("[''] __main__\n");
  expect(tauraro(["-", "a"], { input: "import sys\nprint(sys.argv)\n" }).stdout).toBe("['-', 'a']\n");
});

test("sys.executable runs programs", () => {
  const program = "import sys; print(sys.executable)";
  expect(tauraro(["-c", program]).stdout).toBe(`${BIN}\n`);
});

test("--version, -V", () => {
  expect(tauraro(["--version"]).stdout).toMatch(/^Tauraro \d+\.\d+\.\d+ \(Python 3\.11\)\n$/);
  expect(tauraro(["-V"]).stdout).toBe(tauraro(["--version"]).stdout);
});

test("breakpoint() and the debugger", () => {
  const env = { PYTHONBREAKPOINT: "builtins.print" };
  expect(tauraro(["-c", "breakpoint('here')"], { env }).stdout).toBe("here\n");
  const { stdout, code } = tauraro(["-c", "x = 1\nbreakpoint()\ny = 2\nz = 3"], { input: "n\np x\nc\n" });
  expect(stdout).toBe("> <string>(3)<module>()\n(Pdb) > <string>(4)<module>()\n(Pdb) 1\n(Pdb) ");
  expect(code).toBe(0);
});

test("streams of bytes, and characters that UTF-8 does not have", () => {
  const program = `import sys
print(repr(sys.stdin.read(2)), sys.stdin.buffer.readline(), sys.stdin.buffer.read())
sys.stdout.buffer.write(b"bytes\\n")
print("x\\ud800", file=sys.stderr)
print("\\ud800")
`;
  const { stdout, stderr, code } = tauraro(["-c", program], { input: "äbc\nrest" });
  expect(stdout).toBe("'äb' b'c\\n' b'rest'\nbytes\n");
  expect(stderr).toContain("x\\ud800\n");
  expect(stderr).toMatch(
    /UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed\n$/,
  );
  expect(code).toBe(1);
});

describe("warnings", () => {
  const program = `import warnings, helper
warnings.warn("from main")
def f():
    warnings.warn("old", DeprecationWarning, stacklevel=2)
f()
helper.go()
x = 1
if x is 1: pass
`;
  const helper = 'import warnings\ndef go(): warnings.warn("hidden", DeprecationWarning)\n';

  test("where they stand, and which are shown", () => {
    const cwd = workspace({ "prog.py": program, "helper.py": helper });
    const file = join(cwd, "prog.py");
    expect(tauraro(["prog.py"], { cwd }).stderr).toBe(
      `${file}:8: SyntaxWarning: "is" with a literal. Did you mean "=="?
  if x is 1: pass
${file}:2: UserWarning: from main
  warnings.warn("from main")
${file}:5: DeprecationWarning: old
  f()
`,
    );
  });

  test("-W", () => {
    const cwd = workspace({ "prog.py": program, "helper.py": helper });
    expect(tauraro(["-W", "ignore", "prog.py"], { cwd }).stderr).toBe("");
    const error = tauraro(["-W", "error", "prog.py"], { cwd });
    expect(error.stderr).toBe(
      `  File "${join(cwd, "prog.py")}", line 8\n    if x is 1: pass\n       ^^^^^^\nSyntaxError: "is" with a literal. Did you mean "=="?\n`,
    );
    expect(error.code).toBe(1);
    expect(tauraro(["-W", "nonsense", "-c", "pass"]).stderr).toBe(
      "Invalid -W option ignored: invalid action: 'nonsense'\n",
    );
  });
});

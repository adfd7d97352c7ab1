import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { tauraro, workspace } from "../support/cli.js";

const PROGRAM = `import sys, helper
from package import submodule
print(sys.argv, __name__, __file__ == sys.path[0] + '/__main__.py', type(__loader__).__name__, helper.answer, submodule.__package__)
if len(sys.argv) > 1:
    helper.fail()
`;

function archive(level: 0 | 6): Uint8Array {
  const text = (source: string) => new TextEncoder().encode(source);
  return zipSync(
    {
      "__main__.py": text(PROGRAM),
      "helper.py": text("answer = 42\ndef fail():\n    raise ValueError(answer)\n"),
      package: { "__init__.py": text(""), "submodule.py": text("") },
    },
    { level },
  );
}

describe("an archive as the program", () => {
  test("zip", () => {
    const cwd = workspace({});
    writeFileSync(join(cwd, "prog.zip"), archive(0));
    expect(tauraro(["prog.zip"], { cwd }).stdout).toBe("['prog.zip'] __main__ True zipimporter 42 package\n");
  });

  test("with a line for the shell before it", () => {
    const cwd = workspace({});
    writeFileSync(join(cwd, "prog.pyz"), Buffer.concat([Buffer.from("#!/usr/bin/env tauraro\n"), archive(0)]));
    expect(tauraro(["./prog.pyz"], { cwd }).stdout).toBe("['./prog.pyz'] __main__ True zipimporter 42 package\n");
  });

  test("tracebacks name the files within", () => {
    const cwd = workspace({});
    writeFileSync(join(cwd, "prog.zip"), archive(0));
    const { stderr, code } = tauraro(["prog.zip", "x"], { cwd });
    expect(stderr.replaceAll(cwd, "")).toContain('  File "/prog.zip/helper.py", line 3, in fail\n');
    expect(code).toBe(1);
  });

  test("without __main__", () => {
    const cwd = workspace({});
    writeFileSync(join(cwd, "prog.zip"), zipSync({ "helper.py": new Uint8Array() }, { level: 0 }));
    const { stderr, code } = tauraro(["prog.zip"], { cwd });
    expect(stderr).toMatch(/: can't find '__main__' module in '.*\/prog\.zip'\n$/);
    expect(code).toBe(1);
  });

  test("on sys.path of an ordinary program", () => {
    const cwd = workspace({
      "t.py": "import sys\nsys.path.insert(0, 'lib.zip')\nimport traceback, helper\nprint(helper.answer)\n",
    });
    writeFileSync(join(cwd, "lib.zip"), archive(0));
    expect(tauraro(["t.py"], { cwd }).stdout).toBe("42\n");
  });
});

describe("a folder as the program", () => {
  test("its modules come first", () => {
    const cwd = workspace({});
    mkdirSync(join(cwd, "prog"));
    writeFileSync(
      join(cwd, "prog", "__main__.py"),
      "import sys, helper\nprint(sys.argv, __file__ == sys.path[0] + '/__main__.py')\n",
    );
    writeFileSync(join(cwd, "prog", "helper.py"), "");
    expect(tauraro(["prog", "a"], { cwd }).stdout).toBe("['prog', 'a'] True\n");
  });
});

test("files are named as they were given", () => {
  const cwd = workspace({ "fail.py": "import sys\nprint(sys.path[0] + '/./fail.py' == __file__)\n1 / 0\n" });
  const { stdout, stderr } = tauraro(["./fail.py"], { cwd });
  expect(stdout).toBe("True\n");
  expect(stderr).toContain(`File "${cwd}/./fail.py", line 3`);
});

// Bytecode of imported files in __pycache__, and V8's form of the command line beside it.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";
import { tauraro } from "../support/cli.js";

function folder(module: string): string {
  const path = mkdtempSync(join(tmpdir(), "tauraro-cache-"));
  writeFileSync(join(path, "helper.py"), module);
  writeFileSync(join(path, "main.py"), "import helper\nprint(helper.value)\nhelper.fail()\n");
  return path;
}

const SOURCE =
  "value = [1, 2.5, 10**30, 'é\\ud800', b'x', (None, ...)]\ndef fail():\n    raise ValueError('from helper')\n";
const run = (path: string, env: Record<string, string> = {}) =>
  tauraro(["run", "--no-jit", join(path, "main.py")], { env: { PYTHONDONTWRITEBYTECODE: "", ...env } });
const cacheOf = (path: string) => join(path, "__pycache__", "helper.tauraro.bin");

describe("bytecode of imported files", () => {
  test("a program runs the same from its source and from the cache, tracebacks included", () => {
    const path = folder(SOURCE);
    const first = run(path);
    expect(first.stdout).toContain("1000000000000000000000000000000");
    expect(first.stderr).toContain(`File "${join(path, "helper.py")}", line 3, in fail`);
    expect(readdirSync(join(path, "__pycache__"))).toEqual(["helper.tauraro.bin"]);
    const kept = readFileSync(cacheOf(path));
    expect(run(path)).toEqual(first);
    expect(readFileSync(cacheOf(path)).equals(kept)).toBe(true);
  });

  test("a changed source is compiled again", () => {
    const path = folder(SOURCE);
    run(path);
    writeFileSync(join(path, "helper.py"), "value = 'changed'\ndef fail(): pass\n");
    expect(run(path).stdout).toBe("changed\n");
  });

  test("a cache that is damaged, cut short or another file's is not believed", () => {
    const path = folder(SOURCE);
    const first = run(path);
    const kept = readFileSync(cacheOf(path));
    for (const bytes of [Buffer.from("nonsense"), Buffer.alloc(0), kept.subarray(0, kept.length / 2)]) {
      writeFileSync(cacheOf(path), bytes);
      expect(run(path)).toEqual(first);
    }
    const other = folder("value = 'other'\ndef fail(): pass\n");
    run(other);
    writeFileSync(cacheOf(path), readFileSync(cacheOf(other)));
    expect(run(path)).toEqual(first);
  });

  test("a folder that was moved shows its new path", () => {
    const path = folder(SOURCE);
    run(path);
    renameSync(path, `${path}-moved`);
    expect(run(`${path}-moved`).stderr).toContain(`File "${join(`${path}-moved`, "helper.py")}", line 3, in fail`);
  });

  test("nothing is written where the program or the environment forbids it", () => {
    const path = folder(SOURCE);
    run(path, { PYTHONDONTWRITEBYTECODE: "1" });
    expect(existsSync(join(path, "__pycache__"))).toBe(false);
    writeFileSync(join(path, "main.py"), "import sys\nsys.dont_write_bytecode = True\nimport helper\n");
    expect(run(path).code).toBe(0);
    expect(existsSync(join(path, "__pycache__"))).toBe(false);
  });

  test("a cache that cannot be written changes nothing", () => {
    const path = folder(SOURCE);
    const first = run(path, { PYTHONDONTWRITEBYTECODE: "1" });
    // A file where the folder should be, and a folder without the right to write.
    writeFileSync(join(path, "__pycache__"), "");
    expect(run(path)).toEqual(first);
    const other = folder(SOURCE);
    mkdirSync(join(other, "__pycache__"));
    chmodSync(join(other, "__pycache__"), 0o555);
    expect(run(other).stdout).toBe(first.stdout);
  });
});

test("the command line's compiled form is kept, and replaced when it is damaged", () => {
  const cache = join(packageRoot(), "dist", "cache");
  const expected = tauraro(["-c", "print('x')"]);
  const name = readdirSync(cache).find((n) => n.startsWith("cli-") && n.endsWith(".bin"))!;
  const good = readFileSync(join(cache, name));
  for (const bad of [good.subarray(0, good.length / 2), Buffer.alloc(good.length), Buffer.from("nonsense")]) {
    writeFileSync(`${join(cache, name)}.damaged`, bad);
    renameSync(`${join(cache, name)}.damaged`, join(cache, name));
    expect(tauraro(["-c", "print('x')"])).toEqual(expected);
    expect(readFileSync(join(cache, name)).equals(bad)).toBe(false);
  }
});

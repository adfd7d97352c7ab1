import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileModule } from "../../src/bytecode/compiler/index.js";
import { decode } from "../../src/bytecode/decode.js";
import { positionAt } from "../../src/bytecode/disassemble.js";
import type { CodeTemplate } from "../../src/bytecode/template.js";
import { unparse } from "../../src/bytecode/unparse.js";
import { verify } from "../../src/bytecode/verify.js";
import { parse } from "../../src/syntax/index.js";
import { compile } from "./support.js";

function* programs(): Generator<string> {
  const root = new URL("../programs/", import.meta.url);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.name.endsWith(".py")) yield `${entry.parentPath}/${entry.name}`;
  }
}

describe("verifier", () => {
  test.each([...programs()])("%s", (file) => {
    const source = readFileSync(file, "utf8");
    expect(verify(compileModule(parse(source, file, "exec"), file, "exec", { source }))).toEqual([]);
  });

  test("it sees a register that was not written and a jump into nowhere", () => {
    const template = compile("def f(a):\n  x = a\n  while x: x = g(x)").codes[0];
    const broken = (change: (words: Int32Array) => void): string[] => {
      const words = template.words.slice();
      change(words);
      return verify({ ...template, words } as CodeTemplate);
    };
    expect(broken(() => {})).toEqual([]);
    const jump = decode(template).find(({ def }) => def.name === "JUMP_BACK")!;
    expect(broken((words) => (words[jump.at + 1] -= 2))[0]).toContain("jump into nowhere");
    const move = decode(template).find(({ def }) => def.name === "MOVE")!;
    expect(broken((words) => (words[move.at + 2] = 1))[0]).toContain("may be unwritten");
  });
});

describe("positions", () => {
  test("an instruction knows the expression that it belongs to", () => {
    const template = compile("x = f(a) + (b.c\n  [0])");
    const at = (name: string): number[] =>
      positionAt(template, decode(template).find(({ def }) => def.name === name)!.at);
    expect(at("ADD")).toEqual([1, 2, 4, 6]);
    expect(at("CALL")).toEqual([1, 1, 4, 8]);
    expect(at("GET_ATTR")).toEqual([1, 1, 12, 15]);
    expect(at("GET_ITEM")).toEqual([1, 2, 12, 5]);
  });

  test("columns are offsets in UTF-8, as CPython's", () => {
    const template = compile("x = '😀' + f()");
    const call = decode(template).find(({ def }) => def.name === "CALL")!;
    expect(positionAt(template, call.at)).toEqual([1, 1, 13, 16]);
  });
});

describe("annotations as text", () => {
  test.each([
    ["a+b*c**d**-e", "a + b * c ** d ** (-e)"],
    ["(a+b)*c", "(a + b) * c"],
    ["-a**b", "-a ** b"],
    ["lambda *a, b=1, **k: (a, b)", "lambda*a, b=1, **k: (a, b)"],
    ["(a if b else c) if d else e", "(a if b else c) if d else e"],
    ["f(i for i in x)", "f(i for i in x)"],
    ['f"a{b!r:>{w}}c{{}} {({1:2})}"', "f'a{b!r:>{w}}c{{}} { {1: 2}}'"],
    ["1 .real", "1 .real"],
    ['Optional[List["int"]]', "Optional[List['int']]"],
    ["a[1:2:3, ...]", "a[1:2:3, ...]"],
    ["1e400", "1e309"],
  ])("%s", (source, text) => {
    const module = parse(source, "test.py", "eval");
    expect(module.kind === "Expression" && unparse(module.body)).toBe(text);
  });

  test("from __future__ import annotations evaluates none", () => {
    const template = compile("from __future__ import annotations\ndef f(a: b.c) -> d[0]: pass");
    expect(template.names).not.toContain("b");
    expect(template.consts).toContainEqual({ type: "str", value: "d[0]" });
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  analyse,
  characterColumn,
  dump,
  isIncomplete,
  type Module,
  mangle,
  type ParseMode,
  PySyntaxError,
  parse,
} from "../../src/syntax/index.js";
import { errorRow, lookupCharacter, type ScopeRow, scopeRows } from "./support.js";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const lines = (name: string): string[] => read(name).trimEnd().split("\n");

function errorOf(source: string | Uint8Array, mode: ParseMode = "exec", isFile = false): PySyntaxError {
  try {
    analyse(parse(source, "f.py", mode, { isFile, lookupCharacter }), "f.py");
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(source)} is valid`);
}

describe("trees are CPython's", () => {
  for (const name of ["statements", "expressions", "strings", "patterns", "scopes"]) {
    test(name, () => {
      const source = read(`samples/${name}.py`);
      const tree = parse(source, `${name}.py`, "exec", { lookupCharacter });
      const expected = lines(`expected/${name}.txt`);
      const positions = source.length === Buffer.byteLength(source);
      const actual = tree.body.map((node) => dump({ kind: "Module", body: [node] }, positions));
      expect(actual.map((text) => text.slice("Module(body=[".length, -"], type_ignores=[])".length))).toEqual(expected);
    });
  }
});

test("scopes are CPython's", () => {
  const table = analyse(parse(read("samples/scopes.py"), "f.py", "exec"), "f.py");
  const sort = (rows: ScopeRow[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  expect(sort(scopeRows(table.top))).toEqual(sort(lines("expected/scopes.jsonl").map((line) => JSON.parse(line))));
});

describe("errors are CPython's", () => {
  for (const line of lines("expected/errors.jsonl")) {
    const [source, expected] = JSON.parse(line);
    test(JSON.stringify(source), () => expect(errorRow(source)).toEqual(expected));
  }
});

describe("modes", () => {
  test("eval takes one expression", () => {
    expect(dump(parse("a, b\n", "f.py", "eval"))).toMatch(/^Expression\(body=Tuple/);
    expect(errorOf("x = 1", "eval")).toMatchObject({ msg: "invalid syntax", lineno: 1, offset: 3 });
    expect(errorOf("", "eval")).toMatchObject({ msg: "invalid syntax", lineno: 0, offset: 0 });
    expect(errorOf(" 1", "eval")).toMatchObject({ kind: "IndentationError", msg: "unexpected indent" });
  });

  test("single takes one statement", () => {
    expect(parse("x = 1; y = 2\n", "f.py", "single").body).toHaveLength(2);
    expect(parse("if 1:\n  x\n", "f.py", "single").body).toHaveLength(1);
    const msg = "multiple statements found while compiling a single statement";
    expect(errorOf("x = 1\ny = 2", "single")).toMatchObject({ msg, lineno: 1 });
    expect(errorOf("if 1: pass", "single")).toMatchObject({ msg: "invalid syntax", lineno: 1, offset: 0 });
  });
});

describe("source bytes", () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const constant = (source: Uint8Array): string => dump(parse(source, "f.py", "exec"));

  test("encodings", () => {
    expect(constant(bytes("\xef\xbb\xbf'\xc3\xa9'"))).toContain("value='é'");
    expect(constant(bytes("# coding: latin-1\n'\xe9'"))).toContain("value='é'");
    expect(constant(bytes("#!x\n# -*- coding: cp1252 -*-\n'\x80'"))).toContain("value='€'");
    expect(constant(bytes("# coding=utf8\r\n'\xc3\xa9'\r'x'"))).toContain("value='x'");
  });

  test("refusals", () => {
    expect(errorOf(bytes("# coding: no-such\n"))).toMatchObject({ msg: "unknown encoding: no-such", lineno: 0 });
    expect(errorOf(bytes("\xef\xbb\xbf# coding: latin-1\n")).msg).toBe("encoding problem: iso-8859-1 with BOM");
    const reason = "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte";
    expect(errorOf(bytes("x\n\xff"))).toMatchObject({ msg: reason, lineno: 2 });
    expect(errorOf(bytes("x\n\xff"), "exec", true).msg).toBe(
      "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; " +
        "see https://peps.python.org/pep-0263/ for details",
    );
    expect(errorOf("a\0b").msg).toBe("source code string cannot contain null bytes");
    expect(errorOf(bytes("a\0b"), "exec", true).msg).toBe("source code cannot contain null bytes");
  });
});

describe("columns", () => {
  test("count UTF-16 units in trees and characters in errors", () => {
    const [statement] = parse("'😀' + x", "f.py", "exec").body;
    expect(statement).toMatchObject({ value: { right: { col_offset: 7 } } });
    expect(characterColumn("'😀' + x", 7)).toBe(6);
    expect(errorOf("'😀' x")).toMatchObject({ offset: 5 });
  });
});

describe("depth and length", () => {
  const deep = (open: string, middle: string, close = ""): string =>
    open.repeat(50_000) + middle + close.repeat(50_000);

  test("brackets", () => {
    expect(parse(`${"(".repeat(199)}1${")".repeat(199)}`, "f.py", "eval").body.kind).toBe("Constant");
    expect(errorOf(deep("(", "1", ")"))).toMatchObject({ msg: "too many nested parentheses", offset: 201 });
  });

  test("recursion that CPython's parser does not survive is a MemoryError", () => {
    for (const open of ["-", "not ", "lambda: ", "1 if 1 else ", "1 ** "]) {
      expect(errorOf(deep(open, "1"))).toMatchObject({ kind: "MemoryError" });
    }
  });

  test("trees that its compiler does not survive are a RecursionError", () => {
    const expected = { kind: "RecursionError", msg: "maximum recursion depth exceeded during compilation" };
    for (const source of [deep("1 + ", "1"), deep("", "a", ".b"), deep("", "a", "[0]"), deep("", "a", "()")]) {
      expect(errorOf(source)).toMatchObject(expected);
    }
    expect(errorOf(`if a: b\n${"elif a: b\n".repeat(50_000)}`)).toMatchObject(expected);
  });

  test("indentation", () => {
    const line = (depth: number, text: string): string => `${" ".repeat(depth)}${text}\n`;
    const nest = (depth: number): string =>
      [...Array.from({ length: depth }, (_, i) => line(i, "if 1:")), line(depth, "x")].join("");
    expect(parse(nest(99), "f.py", "exec").body).toHaveLength(1);
    expect(errorOf(nest(100))).toMatchObject({ kind: "IndentationError", msg: "too many levels of indentation" });
  });

  test("long lines", () => {
    const list = parse(`x = [${"123,".repeat(250_000)}]`, "f.py", "exec");
    expect(list.body[0]).toMatchObject({ value: { elts: { length: 250_000 } } });
    const text = parse(`x = ${'"a" '.repeat(100_000)}`, "f.py", "exec");
    expect(text.body[0]).toMatchObject({ value: { value: { value: "a".repeat(100_000) } } });
    const format = parse(`x = f"""${"{a}\n".repeat(20_000)}"""`, "f.py", "exec");
    expect(format.body[0]).toMatchObject({ value: { values: { length: 40_000 } } });
  });
});

describe("isIncomplete", () => {
  const open = [
    "if 1:",
    "if 1: pass",
    "if 1:\n x",
    "x = (",
    "'''a",
    "x = \\",
    "@a",
    "class A:",
    "try:\n x\n",
    "[1,\n2,",
  ];
  const complete = [
    "",
    "# c",
    "x = 1",
    "if 1: pass\n",
    "if 1:\n x\n",
    "a b",
    "'abc",
    "(]",
    "1 +",
    "def f(:",
    "x = 1 if",
  ];
  test.each(open)("%j", (source) => expect(isIncomplete(source)).toBe(true));
  test.each(complete)("%j", (source) => expect(isIncomplete(source)).toBe(false));
});

describe("warnings", () => {
  function warningsOf(source: string): string[] {
    const found: string[] = [];
    const onWarning = (warning: { category: string; msg: string; line: number }): void => {
      found.push(`${warning.line}: ${warning.category}: ${warning.msg}`);
    };
    analyse(parse(source, "f.py", "exec", { onWarning }), "f.py", { onWarning });
    return found;
  }

  test("are CPython's", () => {
    expect(warningsOf("'\\d'")).toEqual(["1: DeprecationWarning: invalid escape sequence '\\d'"]);
    expect(warningsOf("\n1if 2else 3")).toHaveLength(2);
    expect(warningsOf("x is 1")).toEqual(['1: SyntaxWarning: "is" with a literal. Did you mean "=="?']);
    expect(warningsOf("x is not None")).toEqual([]);
    expect(warningsOf("assert (a, b)")).toEqual([
      "1: SyntaxWarning: assertion is always true, perhaps remove parentheses?",
    ]);
    expect(warningsOf("[1][2, 3]")).toEqual([
      "1: SyntaxWarning: list indices must be integers or slices, not tuple; perhaps you missed a comma?",
    ]);
    expect(warningsOf("1(2)")).toEqual(["1: SyntaxWarning: 'int' object is not callable; perhaps you missed a comma?"]);
  });
});

test("scope lookups mangle private names", () => {
  const tree: Module = parse("class A:\n  def f(self): return __x", "f.py", "exec");
  const table = analyse(tree, "f.py");
  const method = table.top.children[0].children[0];
  expect(table.lookup(method, "__x")).toMatchObject({ name: "_A__x", scope: "globalImplicit" });
  expect(table.scopeOf(method.node)).toBe(method);
  expect([mangle("__A", "__x"), mangle("__", "__x"), mangle("A", "__x__"), mangle(null, "__x")]).toEqual([
    "_A__x",
    "__x",
    "__x__",
    "__x",
  ]);
});

import { describe, expect, test } from "vitest";
import { body, compile, listing } from "./support.js";

describe("registers", () => {
  test("locals are operands and results", () => {
    expect(body("def f(a, b):", "  x = a + b", "  return x")).toEqual(["ADD x, a, b", "RETURN x"]);
  });

  test("a long sum uses one temporary", () => {
    expect(body("def f(a, b):", "  return a + b * 2 + a")).toEqual([
      "LOAD_CONST t0, 2",
      "MUL t0, b, t0",
      "ADD t0, a, t0",
      "ADD t0, t0, a",
      "RETURN t0",
    ]);
  });

  test("an operand that := rebinds later is copied", () => {
    expect(body("def f(x):", "  return x + (x := 1)")).toEqual([
      "MOVE t0, x",
      "LOAD_CONST x, 1",
      "ADD t0, t0, x",
      "RETURN t0",
    ]);
  });

  test("a variable keeps its value until its new one is complete", () => {
    expect(body("def f(x, a):", "  x = a and x")).toEqual([
      "JUMP_IF_TRUE a, L1",
      "MOVE x, a",
      "L1: LOAD_CONST t0, None",
      "RETURN t0",
    ]);
  });

  test("swaps make no tuple", () => {
    expect(body("def f(a, i, j):", "  a[i], a[j] = a[j], a[i]")).toEqual([
      "GET_ITEM t0, a, j",
      "GET_ITEM t1, a, i",
      "SET_ITEM a, i, t0",
      "SET_ITEM a, j, t1",
      "LOAD_CONST t0, None",
      "RETURN t0",
    ]);
    expect(body("def f(a, b):", "  a, b = b, a % b").slice(0, 3)).toEqual(["MOD t0, a, b", "MOVE a, b", "MOVE b, t0"]);
  });

  test("targets are stored from left to right with the values of before", () => {
    expect(body("def f(a, i):", "  i, a[i] = 1, i").slice(0, 3)).toEqual([
      "MOVE t0, i",
      "LOAD_CONST i, 1",
      "SET_ITEM a, i, t0",
    ]);
  });
});

describe("conditions", () => {
  test("comparisons are fused with jumps", () => {
    expect(body("def f(a, b):", "  if not a < b and a is not None: return a", "  return b")).toEqual([
      "JUMP_IF_LT a, b, L1",
      "JUMP_IF_NONE a, L1",
      "RETURN a",
      "L1: RETURN b",
    ]);
  });

  test("a chain evaluates its middle once", () => {
    expect(body("def f(a, b):", "  return 1 < a() < b")).toEqual([
      "LOAD_CONST t1, 1",
      "MOVE t3, a",
      "CALL t2, t3, 0",
      "LT t0, t1, t2",
      "JUMP_IF_FALSE t0, L1",
      "LT t0, t2, b",
      "L1: RETURN t0",
    ]);
  });

  test("constants of a display after `in` become one constant", () => {
    expect(body("def f(a):", "  return a in {1, 2}")[0]).toBe("LOAD_CONST t0, frozenset({1, 2})");
  });
});

describe("calls", () => {
  test("methods are called without a bound object", () => {
    expect(body("def f(a, x):", "  return a.m(x, 1)")).toEqual([
      "LOAD_METHOD t1..t2, a, m",
      "MOVE t3, x",
      "LOAD_CONST t4, 1",
      "CALL_METHOD t0, t1..t4, 2",
      "RETURN t0",
    ]);
  });

  test("keywords and unpacking", () => {
    expect(body("def f(g, a, d):", "  return g(a, *a, k=1, **d)")).toEqual([
      "MOVE t1, g",
      "MOVE t4, a",
      "BUILD_LIST t2, t4, 1",
      "LIST_EXTEND t2, a",
      "LIST_TO_TUPLE t2, t2",
      "LOAD_CONST t4, 'k'",
      "LOAD_CONST t5, 1",
      "BUILD_DICT t3, t4..t5, 1",
      "MOVE t4, d",
      "DICT_MERGE t3, t4, t1",
      "CALL_EX t0, t1..t3",
      "RETURN t0",
    ]);
  });

  test("super() carries its class and self", () => {
    const [, f] = ["", compile("class C:\n  def m(self): return super().m()").codes[0].codes[0]];
    expect(listing(f as never)).toEqual([
      "COPY_FREE &__class__, 0",
      "LOAD_GLOBAL t3, super",
      "LOAD_CELL t4, &__class__, __class__",
      "MOVE t5, self",
      "LOAD_SUPER_METHOD t1..t2, t3..t5, m",
      "CALL_METHOD t0, t1..t2, 0",
      "RETURN t0",
    ]);
  });
});

describe("constants", () => {
  const constant = (source: string): string => listing(compile(`x = ${source}`))[0];

  test.each([
    ["2 * 3 + 4", "10"],
    ["-7 // 2", "-4"],
    ["-7 % 3", "2"],
    ["2 ** 10", "1024"],
    ["1 / 4", "0.25"],
    ["-0.0", "-0.0"],
    ["'ab' * 2 + 'c'", "'ababc'"],
    ["(1, (2, 'x'))", "(1, (2, 'x'))"],
    ["not 0", "True"],
    ["True & False", "False"],
    ["__debug__", "True"],
  ])("%s is folded", (source, value) => {
    expect(constant(source)).toBe(`LOAD_CONST t0, ${value}`);
  });

  test.each(["1 // 0", "1 << -1", "2 ** 100000", "2.0 ** 0.5", "'a' * 10000"])("%s is left for run time", (source) => {
    expect(listing(compile(`x = ${source}`)).length).toBeGreaterThan(4);
  });

  test("1, 1.0 and True are different constants", () => {
    expect(compile("a = 1; b = 1.0; c = True; d = 1").consts.map((value) => value.type)).toEqual([
      "int",
      "float",
      "bool",
      "None",
    ]);
  });

  test("sums of thousands of terms compile", () => {
    expect(compile(`x = ${Array.from({ length: 2500 }, () => "a").join(" + ")}`).nregs).toBeLessThan(6);
  });
});

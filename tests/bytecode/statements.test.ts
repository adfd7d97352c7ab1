import { describe, expect, test } from "vitest";
import { PySyntaxError } from "../../src/syntax/index.js";
import { body, compile, lastFunction, listing } from "./support.js";

describe("loops", () => {
  test("while: condition at the head, one back-edge, constants in registers", () => {
    expect(body("def f(n):", "  i = 0", "  while i < n:", "    if i == 5: continue", "    i += 1")).toEqual([
      "LOAD_CONST #5, 5",
      "LOAD_CONST #1, 1",
      "LOAD_CONST i, 0",
      "L1: JUMP_IF_NOT_LT i, n, L3",
      "JUMP_IF_EQ i, #5, L2",
      "INPLACE_ADD i, i, #1",
      "L2: JUMP_BACK L1",
      "L3: LOAD_CONST t0, None",
      "RETURN t0",
    ]);
  });

  test("for: the header is FOR_ITER, the target a local", () => {
    expect(body("def f(xs):", "  for x in xs:", "    if x: break", "  else: return 1")).toEqual([
      "GET_ITER t0, xs",
      "L1: FOR_ITER x, t0, L2",
      "JUMP_IF_TRUE x, L3",
      "JUMP_BACK L1",
      "L2: LOAD_CONST t1, 1",
      "RETURN t1",
      "L3: LOAD_CONST t0, None",
      "RETURN t0",
    ]);
  });

  test("pairs are unpacked straight into neighbouring locals", () => {
    expect(body("def f(xs):", "  for a, b in xs: pass")).toContain("UNPACK a..b, t1, 2");
  });
});

describe("definite assignment", () => {
  const checks = (...lines: string[]): string[] =>
    body(...lines)
      .filter((line) => /CHECK_BOUND|SET_UNBOUND/.test(line))
      .map((line) => line.replace(/^L\d+: /, ""));

  test("no check where a local is surely bound", () => {
    expect(checks("def f(a):", "  if a: x = 1", "  else: x = 2", "  return x")).toEqual([]);
  });

  test("a check where it may not be", () => {
    expect(checks("def f(a):", "  for x in a: pass", "  return x")).toEqual(["SET_UNBOUND x", "CHECK_BOUND x, x"]);
    expect(checks("def f(a):", "  try: x = a()", "  except E: pass", "  return x")).toEqual([
      "SET_UNBOUND x",
      "CHECK_BOUND x, x",
    ]);
  });

  test("del unbinds", () => {
    expect(checks("def f(a):", "  del a", "  return a")).toEqual(["SET_UNBOUND a", "CHECK_BOUND a, a"]);
  });

  test("locals() may see every local", () => {
    expect(checks("def f(a):", "  d = locals()", "  x = 1", "  return d")).toEqual(["SET_UNBOUND d", "SET_UNBOUND x"]);
  });
});

describe("exceptions", () => {
  test("try, except as, finally: inner entries come first", () => {
    expect(body("def f(g):", "  try: g()", "  except E as e: g(e)")).toEqual([
      "MOVE t3, g",
      "CALL t2, t3, 0",
      "JUMP L5",
      "L1: PUSH_EXC t1, t0",
      "LOAD_GLOBAL t3, E",
      "EXC_MATCH t4, t0, t3",
      "JUMP_IF_FALSE t4, L3",
      "MOVE e, t0",
      "MOVE t5, g",
      "MOVE t6, e",
      "CALL t4, t5..t6, 1",
      "SET_UNBOUND e",
      "POP_EXC t1",
      "JUMP L5",
      "L2: SET_UNBOUND e",
      "RERAISE t3",
      "L3: POP_EXC t1",
      "RERAISE t0",
      "L4: POP_EXC t1",
      "RERAISE t2",
      "L5: LOAD_CONST t0, None",
      "RETURN t0",
      "exceptions:",
      "#0..#2 -> L1 in t0",
      "#8..#11 -> L2 in t3",
      "#4..#16 -> L4 in t2",
    ]);
  });

  test("return runs the finally clause outside of its region", () => {
    expect(body("def f(g):", "  try: return g", "  finally: g()")).toEqual([
      "MOVE t2, g",
      "MOVE t4, g",
      "CALL t3, t4, 0",
      "RETURN t2",
      "L1: PUSH_EXC t1, t0",
      "MOVE t4, g",
      "CALL t3, t4, 0",
      "POP_EXC t1",
      "RERAISE t0",
      "L2: POP_EXC t1",
      "RERAISE t2",
      "exceptions:",
      "#0..#1 -> L1 in t0",
      "#5..#7 -> L2 in t2",
    ]);
  });

  test("with: __exit__ gets the exception", () => {
    const lines = body("def f(m):", "  with m as x: x()");
    expect(lines).toContain("LOAD_SPECIAL t7..t8, m, __enter__");
    expect(lines).toContain("LOAD_SPECIAL t2..t3, m, __exit__");
    expect(lines).toContain("EXC_INFO t4..t6, t0");
  });
});

describe("functions and classes", () => {
  test("a captured parameter becomes a cell in place", () => {
    expect(body("def f(a):", "  return lambda: a")).toEqual([
      "MAKE_CELL &a",
      "BUILD_TUPLE t4, &a, 1",
      'MAKE_FUNCTION t0, t1..t4, <code f.<locals>.<lambda>, file "test.py", line 2>, 8',
      "RETURN t0",
    ]);
  });

  test("simple functions are marked", () => {
    const flags = (source: string): boolean => (lastFunction(source).flags & 0x10000) !== 0;
    expect(flags("def f(a, b=1): pass")).toBe(true);
    expect(flags("def f(a, *b): pass")).toBe(false);
    expect(flags("def f(a, *, b): pass")).toBe(false);
    expect(flags("def f(a): yield")).toBe(false);
  });

  test("a class body names itself and gives its cell", () => {
    expect(listing(compile("class C:\n  'doc'\n  x: int\n  def m(self): return __class__").codes[0])).toEqual([
      "SET_UNBOUND &__class__",
      "MAKE_CELL &__class__",
      "LOAD_NAME t0, __name__",
      "STORE_NAME t0, __module__",
      "LOAD_CONST t0, 'C'",
      "STORE_NAME t0, __qualname__",
      "SETUP_ANNOTATIONS",
      "LOAD_CONST t0, 'doc'",
      "STORE_NAME t0, __doc__",
      "LOAD_NAME t0, int",
      "LOAD_NAME t1, __annotations__",
      "LOAD_CONST t2, 'x'",
      "SET_ITEM t1, t2, t0",
      "BUILD_TUPLE t4, &__class__, 1",
      'MAKE_FUNCTION t0, t1..t4, <code C.m, file "test.py", line 4>, 8',
      "STORE_NAME t0, m",
      "STORE_NAME &__class__, __classcell__",
      "RETURN &__class__",
    ]);
  });

  test("yield from sends through SEND", () => {
    expect(body("def f(g):", "  return (yield from g)")).toEqual([
      "RETURN_GENERATOR",
      "GET_YIELD_FROM_ITER t1, g",
      "LOAD_CONST t0, None",
      "L1: SEND t0, t1, L2",
      "YIELD t0, t0, t1",
      "JUMP L1",
      "L2: RETURN t0",
    ]);
  });

  test("a namespace is used where asked for", () => {
    expect(listing(compile("x = y", { namespace: true }))[0]).toBe("LOAD_NAME t0, y");
    expect(listing(compile("x = y"))[0]).toBe("LOAD_GLOBAL t0, y");
  });
});

describe("patterns", () => {
  test("captures are stored when the whole pattern has matched", () => {
    expect(body("def f(s):", "  match s:", "    case [1, x]: return x")).toEqual([
      "MOVE t0, s",
      "MATCH_SEQUENCE t1, t0",
      "JUMP_IF_FALSE t1, L1",
      "GET_LEN t1, t0",
      "LOAD_CONST t2, 2",
      "JUMP_IF_NOT_EQ t1, t2, L1",
      "UNPACK t1..t2, t0, 2",
      "LOAD_CONST t3, 1",
      "JUMP_IF_NOT_EQ t1, t3, L1",
      "MOVE x, t2",
      "RETURN x",
      "L1: LOAD_CONST t0, None",
      "RETURN t0",
    ]);
  });
});

describe("errors", () => {
  test.each([
    ["break", "'break' outside loop"],
    ["for x in y:\n  def f(): continue", "'continue' not properly in loop"],
    ["*a, *b = c", "multiple starred expressions in assignment"],
    ["match x:\n  case a: pass\n  case b: pass", "name capture 'a' makes remaining patterns unreachable"],
    ["match x:\n  case [a, a]: pass", "multiple assignments to name 'a' in pattern"],
    ["try: pass\nexcept: pass\nexcept E: pass", "default 'except:' must be last"],
  ])("%s", (source, message) => {
    expect(() => compile(source)).toThrow(expect.objectContaining({ msg: message }));
    expect(() => compile(source)).toThrow(PySyntaxError);
  });

  test("too deep nesting is a RecursionError", () => {
    const source = `x = a${".b".repeat(100_000)}`;
    expect(() => compile(source)).toThrow(expect.objectContaining({ name: "RecursionError" }));
  });
});

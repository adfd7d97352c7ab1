import { expect, test } from "vitest";
import { EXIT_REASONS, GIVE_UPS } from "../../src/jit/reasons.js";
import { tauraro, workspace } from "../support/cli.js";

/** A program for each row of EXIT_REASONS; all run in one process. `heat` calls or turns make code hot. */
const EXITS: Readonly<Record<string, string>> = {
  LOOP_END: "for i in range(200): pass",
  CALL_OUT: `
def g(n):
    return n
def f():
    t = 0
    for i in range(300):
        if i % 3 == 0:
            t = t + g(*(i,))
        t = t + i
f()`,
  INTERRUPT: `
def f():
    kept = []
    for i in range(3000000):
        kept = [i, kept[:1]]
f()`,
  COLD: `
class A: n = 1
def f(n, a):
    t = 0
    for i in range(n):
        if i == 250: t += a.n
        t += 1
    return t
f(300, A())`,
  ENTRY: `
def f(n):
    t = 0
    while t < n: t = t + 1
    return t
for i in range(3): f(200)
f(200.5)`,
  NOT_INT: `
def f(items):
    t = 0
    for i in range(len(items)): t = t + items[i]
    return t
f([1] * 250 + [2.5] + [1] * 3)`,
  NOT_FLOAT: `
def f(items):
    t = 0.5
    for i in range(len(items)): t = t * items[i]
    return t
f([1.5] * 250 + [2 ** 70] + [1.5] * 3)`,
  NOT_BOOL: `
def f(items):
    t = 0
    for i in range(len(items)):
        if items[i]: t = t + 1
    return t
f([True, False] * 150 + [""] * 3)`,
  KIND: `
def f(rows):
    t = 0
    for row in rows: t = t + row[0]
    return t
f([[1]] * 250 + [(2,)] + [[3]])`,
  VALUE: `
def a(n): return n
def b(n): return n + 1
def f(calls):
    t = 0
    for call in calls: t = t + call(1)
    return t
f([a] * 250 + [b] + [a])`,
  BOUNDS: `
def f(items):
    t = 0
    for i in range(300): t = t + items[i]
    return t
try: f([1] * 280)
except IndexError: pass`,
  OVERFLOW: `
def f(n):
    t = 1
    for i in range(n): t = t + (t >> 2) + 1
    return t
f(300)`,
  DIVISOR: `
def f(items):
    t = 0
    for d in items: t = t + 100 // d
    return t
try: f([3] * 250 + [0])
except ZeroDivisionError: pass`,
  SHIFT: `
def f(counts):
    t = 0
    for k in counts: t = t ^ (1 << k)
    return t
f([3, 5] * 150 + [70])`,
  RANGE: `
def f(starts):
    t = 0
    for s in starts:
        for i in range(s, s + 2): t = t ^ i
    return t
f([3, 5] * 150 + [2 ** 40])`,
  GLOBALS: `
def one(): return 1
def f(n):
    t = 0
    for i in range(n): t = t + one()
    return t
f(300)
def one(): return 2
f(300)`,
  SHAPE: `
class A:
    def __init__(self, n): self.n = n
class B:
    def __init__(self, n): self.m = 0; self.n = n
def f(objects):
    t = 0
    for o in objects: t = t + o.n
    return t
f([A(1)] * 250 + [B(2)] + [A(1)])`,
  UNBOUND: `
def f(n):
    x = 1
    t = 0
    for i in range(n):
        if i == n - 1: del x
        t = t + x
    return t
for k in range(3):
    try: f(300)
    except UnboundLocalError: pass`,
  CALLEE: `
def g(items, i):
    t = 0
    for k in range(2): t = t + items[i + k]
    return t
def f(items):
    t = 0
    for i in range(len(items) - 1): t = t + g(items, i)
    return t
f([1] * 300 + [0.5] * 5)`,
  NOT_COMPILED: `
def g(n):
    t = 0
    for k in range(2): t = t + n
    return t
def f(n):
    t = 0
    for i in range(n):
        if i % 50 == 1: t = t + g(i)
        t = t + 1
    return t
f(300)`,
  STACK: `
def g(n): return n + 1
def f(n):
    if n == 0: return 0
    return g(f(n - 1))
for i in range(200): f(5)
try: f(100000)
except RecursionError: pass`,
  EXCEPTION: `
def f(table):
    for i in range(300):
        if i == 290: table = 3
        copy = {**table}
try: f({1: 2})
except TypeError: pass`,
  DECLINED: `
def f(table, keys):
    t = 0
    for k in keys: t = t + table[k]
    return t
try: f({1: 1}, [1] * 250 + [2])
except KeyError: pass`,
};

/** Programs and options that make a compilation come to nothing, by row of GIVE_UPS. */
const REFUSED: Readonly<Record<string, readonly [source: string, ...flags: string[]]>> = {
  TOO_LARGE: [
    'exec("def f():\\n t = 0\\n for i in range(3):\\n" + "  t = t + i\\n" * 52000)\nf()',
    "--jit-threshold=2",
  ],
  CALLS_OUT: ["def g(n):\n    for i in range(n): yield i\nt = 0\nfor i in g(300): t += i"],
  BUILTINS: ['exec("for i in range(300): pass", {"__builtins__": {"range": range}})'],
  CODEGEN: ["for i in range(300): pass", "--jit-fail=compile:1"],
  MEMORY: ["for i in range(300): pass", "--jit-fail=install:1"],
  INTERNAL: ["for i in range(300): pass", "--jit-fail=panic:1"],
};

function log(source: string, flags: readonly string[]): string {
  const cwd = workspace({ "prog.py": source });
  const { stderr, code } = tauraro(["run", "--jit-threads=0", "--jit-log", ...flags, "prog.py"], { cwd });
  expect({ stderr: code === 0 ? "" : stderr, code }).toEqual({ stderr: "", code: 0 });
  return stderr;
}

test("every reason to leave compiled code occurs in a small program", () => {
  expect(Object.keys(EXITS)).toEqual(EXIT_REASONS.map(([name]) => name));
  const source = Object.entries(EXITS).map(
    ([name, text]) => `import sys\nprint("== ${name}", file=sys.stderr)\nexec(${JSON.stringify(text)}, {})`,
  );
  const parts = log(source.join("\n"), []).split("== ").slice(1);
  for (const [i, [name, text]] of EXIT_REASONS.entries()) {
    const exits = [...parts[i].matchAll(/^jit: exit #\d+ (.*)$/gm)].map((m) => m[1]);
    expect({ name, exits }).toEqual({ name, exits: expect.arrayContaining([text]) });
  }
});

// No program is known for UNSTABLE since iterators that exist on one way only are made where ways meet.
test.each(GIVE_UPS.filter(([name]) => name !== "UNSTABLE"))("giving up: %s", (name, text) => {
  const [source, ...flags] = REFUSED[name];
  expect(log(source, flags)).toMatch(new RegExp(`^jit: given-up (#\\d+ )?${text}$`, "m"));
});

import { expect, test } from "vitest";
import { deoptimisations, workspace } from "../support/cli.js";

/** Each takes the loop to paths of its own, for long enough to be compiled. */
const PROGRAMS = {
  "floats and attributes": `
class P:
    def __init__(self, x):
        self.x = x
        self.y = 2
def f(n):
    p = P(1.5)
    for i in range(n):
        p.x = p.x * 0.5 + i // 3 - p.y % 7
        if not p.x > 1e300 and p.x == p.x:
            p.y += 1
    return p.y
print(f(900000))
`,
  "lists, tuples, strs and dicts": `
def f(n):
    d, l, t, s = {}, [0] * 10, (1, 2, 3), 0
    for i in range(n):
        d[i % 10] = str(i)
        l[i % 10] += t[-1] << (i & 7)
        a, b = l[-1], l[0]
        if d[0] < d.get(1, 'x') and l and not t is None:
            s ^= len(d) | a
        if i <= b: s = s // 3 % 1000003
        for x in t: s -= x
    return s
print(f(300000))
`,
  "closures, generators, exceptions, recursion": `
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def counter():
    n = None
    def up():
        nonlocal n
        n = 1 if n is None else n + 1
        return n
    return up
def count(n):
    for i in range(n):
        yield i
def f(n):
    up, s = counter(), 0
    for i in count(n):
        try:
            if i % 3 == 0: raise ValueError
            s += up() * 65537 * 65537
        except ValueError:
            s -= 1
    return s
print(fib(22), f(300000), sum(x for x in count(1000)))
`,
};

test.each(Object.entries(PROGRAMS))("the loop's compiled code stays: %s", (_, source) => {
  const { stdout, thrownAway, compiled } = deoptimisations(["run", "--no-jit", "prog.py"], {
    cwd: workspace({ "prog.py": source }),
  });
  expect(stdout).toMatch(/^-?\d+/);
  expect(compiled).toBe(true);
  expect(thrownAway).toEqual([]);
});

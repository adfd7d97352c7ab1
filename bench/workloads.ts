/** One thing to measure: Python source that defines `bench()`; it returns a value that every executor must agree on. */
export interface Workload {
  readonly name: string;
  readonly group: "ints" | "floats" | "lists" | "dicts" | "strings" | "tuples, sets";
  readonly source: string;
}

const workload = (group: Workload["group"], name: string, source: string): Workload => ({
  group,
  name,
  source: source.trimStart(),
});

export const WORKLOADS: readonly Workload[] = [
  workload(
    "lists",
    "items[i % 5]",
    `
items = [1, 2, 3, 4, 5]
def bench():
    total = 0
    for i in range(100000):
        total = total + items[i % 5]
    return total
`,
  ),
  workload(
    "lists",
    "list index",
    `
data = list(range(1000))
def bench():
    total = 0
    for k in range(100):
        for i in range(1000):
            total += data[i]
    return total
`,
  ),
  workload(
    "lists",
    "list store",
    `
data = [0] * 1000
def bench():
    for k in range(100):
        for i in range(1000):
            data[i] = i + k
    return data[999]
`,
  ),
  workload(
    "lists",
    "list append",
    `
def bench():
    out = []
    for i in range(100000):
        out.append(i)
    return len(out)
`,
  ),
  workload(
    "lists",
    "list build",
    `
def bench():
    n = 0
    for i in range(30000):
        row = [i, i + 1, i + 2]
        n += row[1]
    return n
`,
  ),
  workload(
    "dicts",
    "dict get",
    `
table = {i: i * 3 for i in range(1000)}
def bench():
    total = 0
    for k in range(50):
        for i in range(1000):
            total += table[i]
    return total
`,
  ),
  workload(
    "dicts",
    "dict set",
    `
def bench():
    table = {}
    for k in range(50):
        for i in range(1000):
            table[i] = k
    return len(table)
`,
  ),
  workload(
    "strings",
    "str index",
    `
text = "the quick brown fox jumps over the lazy dog" * 20
def bench():
    n = 0
    for i in range(len(text)):
        if text[i] == "o":
            n += 1
    return n
`,
  ),
  workload(
    "strings",
    "str concat",
    `
def bench():
    s = ""
    for i in range(20000):
        s += "x"
    return len(s)
`,
  ),
  workload(
    "strings",
    "str slice",
    `
text = "the quick brown fox jumps over the lazy dog"
def bench():
    n = 0
    for i in range(20000):
        n += len(text[i % 20:i % 20 + 5])
    return n
`,
  ),
  workload(
    "tuples, sets",
    "tuple",
    `
def bench():
    n = 0
    for i in range(30000):
        t = (i, i + 1)
        n += t[0] + t[1]
    return n
`,
  ),
  workload(
    "tuples, sets",
    "set add",
    `
def bench():
    seen = set()
    for i in range(50000):
        seen.add(i % 1000)
    return len(seen)
`,
  ),
  workload(
    "ints",
    "int arithmetic",
    `
def bench():
    a = 1
    for i in range(100000):
        a = (a * 31 + i) % 1000003
    return a
`,
  ),
  workload(
    "floats",
    "float arithmetic",
    `
def bench():
    x = 0.0
    for i in range(100000):
        x = x * 0.5 + i * 0.25 - 1.5
    return x
`,
  ),
  workload(
    "ints",
    "nested loops",
    `
def bench():
    n = 0
    for i in range(300):
        for j in range(300):
            n += i ^ j
    return n
`,
  ),
  workload(
    "lists",
    "sieve",
    `
def bench():
    limit = 50000
    flags = [True] * (limit + 1)
    count = 0
    for i in range(2, limit + 1):
        if flags[i]:
            count += 1
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return count
`,
  ),
  workload(
    "floats",
    "matmul",
    `
n = 60
a = [[(i * 3 + j) % 7 + 0.5 for j in range(n)] for i in range(n)]
b = [[(i * 5 + j) % 7 + 0.5 for j in range(n)] for i in range(n)]
def bench():
    total = 0.0
    for i in range(n):
        ai = a[i]
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += ai[k] * b[k][j]
            total += s
    return total
`,
  ),
  workload(
    "floats",
    "nbody",
    `
from math import sqrt
def bench():
    xs = [0.0, 4.84, 8.34, 12.89, 15.37]
    ys = [0.0, -1.16, 4.12, -15.11, -25.91]
    vx = [0.0, 0.6, -1.01, 1.08, 0.97]
    vy = [0.0, 2.81, 1.82, 0.86, 0.59]
    ms = [39.47, 0.037, 0.011, 0.0017, 0.002]
    for step in range(1000):
        for i in range(5):
            for j in range(i + 1, 5):
                dx = xs[i] - xs[j]
                dy = ys[i] - ys[j]
                d2 = dx * dx + dy * dy
                mag = 0.001 / (d2 * sqrt(d2))
                vx[i] -= dx * ms[j] * mag
                vy[i] -= dy * ms[j] * mag
                vx[j] += dx * ms[i] * mag
                vy[j] += dy * ms[i] * mag
        for i in range(5):
            xs[i] += 0.001 * vx[i]
            ys[i] += 0.001 * vy[i]
    return xs[1]
`,
  ),
  workload(
    "floats",
    "mandelbrot",
    `
def bench():
    count = 0
    for y in range(60):
        ci = 2.0 * y / 60 - 1.0
        for x in range(60):
            cr = 2.0 * x / 60 - 1.5
            zr = 0.0
            zi = 0.0
            i = 0
            while i < 50 and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                i += 1
            count += i
    return count
`,
  ),
  workload(
    "floats",
    "spectral norm",
    `
def bench():
    n = 60
    u = [1.0] * n
    v = u
    for step in range(4):
        v = []
        for i in range(n):
            s = 0.0
            for j in range(n):
                s += u[j] / ((i + j) * (i + j + 1) // 2 + i + 1)
            v.append(s)
        u = []
        for i in range(n):
            s = 0.0
            for j in range(n):
                s += v[j] / ((i + j) * (i + j + 1) // 2 + j + 1)
            u.append(s)
    return sum(u)
`,
  ),
];

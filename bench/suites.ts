// tinybench suites: every workload in the interpreter, the synchronous and the concurrent JIT, with --cpython in CPython's
// own process, with --c (loops over ints and floats) as C code of `cc -O2`. Each measurement has a thread, and so a V8, of
// its own: the second interpreter of a thread is slower than its first.
// `npm run bench -- [--only=NAME] [--time=MS] [--cpython] [--c] [--markdown]`
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { Bench } from "tinybench";
import { Tauraro, type TauraroOptions } from "../src/embed/index.js";
import { WORKLOADS, type Workload } from "./workloads.js";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    time: { type: "string", default: "300" },
    cpython: { type: "boolean" },
    c: { type: "boolean" },
    markdown: { type: "boolean" },
  },
});

const EXECUTORS: Record<string, TauraroOptions> = {
  interpreter: { jit: false },
  synchronous: { jitThreads: 0 },
  concurrent: { jitThreads: 1 },
};

interface Measured {
  /** Milliseconds of one `bench()`, median. */
  readonly ms: number;
  readonly result: string;
}

async function measure(workload: Workload, options: TauraroOptions): Promise<Measured> {
  const program = new Tauraro(options);
  try {
    await program.run(workload.source, { filename: `<${workload.name}>` });
    const result = program.call("bench");
    // Until compiled code is in place: what is measured is the steady state.
    for (const start = performance.now(); performance.now() - start < 400; ) {
      program.call("bench");
      await new Promise((resolve) => setImmediate(resolve));
    }
    const bench = new Bench({ time: Number(values.time), warmup: false });
    bench.add(workload.name, () => {
      program.call("bench");
    });
    await bench.run();
    const { latency } = bench.tasks[0].result as { latency: { p50: number } };
    return { ms: latency.p50, result };
  } finally {
    await program.close();
  }
}

interface Task {
  readonly workload: number;
  readonly executor: string;
}

if (!isMainThread) {
  const { workload, executor } = workerData as Task;
  parentPort?.postMessage(await measure(WORKLOADS[workload], EXECUTORS[executor]));
  process.exit();
}

function inThread(workload: Workload, executor: string): Promise<Measured> {
  const task: Task = { workload: WORKLOADS.indexOf(workload), executor };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task, argv: process.argv.slice(2) });
    worker.once("message", resolve).once("error", reject);
  });
}

/** The same source in CPython, timed inside its process: the fastest third of the calls, as warm code. */
function measureCPython(workload: Workload): Measured | undefined {
  const harness = `${workload.source}
import time
times = []
end = time.perf_counter() + ${Number(values.time) / 1000}
while time.perf_counter() < end or len(times) < 3:
    t = time.perf_counter()
    result = bench()
    times.append(time.perf_counter() - t)
print(sorted(times)[len(times) // 2] * 1000, result)
`;
  return measured("python3", ["-c", harness]);
}

/** What a process prints: milliseconds and the result. Undefined when it fails. */
function measured(command: string, args: readonly string[]): Measured | undefined {
  const { stdout, status } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [ms, ...result] = stdout.trim().split(" ");
  return { ms: Number(ms), result: result.join(" ") };
}

/** The workloads that loops.c has. */
function measureC(workloads: readonly Workload[]): Map<Workload, Measured | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "tauraro-bench-"));
  try {
    const program = join(folder, "loops");
    const source = fileURLToPath(new URL("loops.c", import.meta.url));
    const { status } = spawnSync("cc", ["-O2", "-o", program, source, "-lm"], { stdio: "inherit" });
    if (status !== 0) throw new Error("cc could not compile loops.c");
    return new Map(workloads.map((w) => [w, measured(program, [w.name, values.time])]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const chosen = WORKLOADS.filter((w) => values.only === undefined || w.name.includes(values.only));
// First, while this process is small: a runtime reserves gigabytes of address space, which a fork must be able to repeat.
const others: [string, ReadonlyMap<Workload, Measured | undefined>][] = [];
if (values.cpython) others.push(["CPython", new Map(chosen.map((w) => [w, measureCPython(w)]))]);
if (values.c) others.push(["C", measureC(chosen)]);
const columns = [...others.map(([name]) => name), ...Object.keys(EXECUTORS)];
const rows: string[][] = [];
let wrong = 0;
for (const workload of chosen) {
  const row = others.map(([, times]) => times.get(workload));
  for (const executor of Object.keys(EXECUTORS)) row.push(await inThread(workload, executor));
  const known = row.filter((m) => m !== undefined);
  if (new Set(known.map((m) => (Number.isNaN(Number(m.result)) ? m.result : Number(m.result)))).size > 1) {
    wrong++;
    console.error(`${workload.name}: different results: ${known.map((m) => m.result).join(", ")}`);
  }
  const interpreter = row[columns.indexOf("interpreter")] as Measured;
  const concurrent = row[columns.indexOf("concurrent")] as Measured;
  const ratio = (other: Measured | undefined) =>
    other === undefined ? "–" : `${(other.ms / concurrent.ms).toFixed(other.ms < 3 * concurrent.ms ? 2 : 1)}×`;
  rows.push([
    workload.group,
    workload.name,
    ...row.map((m) => (m === undefined ? "–" : m.ms.toPrecision(3))),
    ...[interpreter, ...row.slice(0, others.length)].map(ratio),
  ]);
  if (!values.markdown) console.log(rows.at(-1)?.join("  "));
}
if (values.markdown) {
  const head = [
    "group",
    "workload",
    ...columns.map((c) => `${c}, ms`),
    ...["interpreter", ...others.map(([name]) => name)].map((name) => `JIT / ${name}`),
  ];
  console.log(`| ${head.join(" | ")} |\n|${head.map((_, i) => (i < 2 ? " --- " : " --: ")).join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}
process.exit(wrong === 0 ? 0 : 1);

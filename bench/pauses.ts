// Pauses of the main thread while 200 distinct hot loops are compiled: the time between progress marks that the program
// itself takes, synchronous against concurrent compilation in one run. Then what posting costs the main thread, and how
// long a hot loop waits for its code. `npm run bench:pauses`
//
// Pauses are given in the main thread's processor time, so that other programs' turns on a busy machine are none of ours,
// and in real time.
import { Tauraro } from "../src/embed/index.js";
import { Ctx } from "../src/heap/layouts.generated.js";
import type { Jit } from "../src/jit/jit.js";

const LOOPS = 200;
const TURNS = 40;

const loop = (name: string, i: number) =>
  [
    `def ${name}(n):`,
    "    total = 0",
    "    items = [1, 2, 3, 4, 5]",
    "    for i in range(n):",
    `        total += (items[i % 5] * ${i + 2} + i) % ${i + 7}`,
    `        if total > ${1000 + i}:`,
    "            total -= 1000",
    "    return total",
  ].join("\n");

/** A progress mark (two clock readings) after every few turns of every loop. */
const PROGRAM = `
import time
marks = []
def run(loops, turns):
    real, processor, mark = time.perf_counter, time.thread_time, marks.append
    for turn in range(turns):
        for f in loops:
            f(50)
            mark(processor())
            mark(real())
${Array.from({ length: LOOPS }, (_, i) => loop(`loop${i}`, i)).join("\n")}
loops = [${Array.from({ length: LOOPS }, (_, i) => `loop${i}`).join(", ")}]

# As in a service that has been running, V8 has optimised the interpreter: by loops of the same kind that never become
# hot, and a few that do.
source = ${JSON.stringify(loop("fresh", 1))}
def warm_up():
    for turn in range(6000):
        names = {}
        exec(code, names)
        run([names['fresh']], ${TURNS} if turn % 500 == 0 else 1)
    marks.clear()
code = compile(source, 'fresh', 'exec')
warm_up()
def bench():
    run(loops, ${TURNS})
    both = [[round((b - a) * 1e6) for a, b in zip(marks[k::2], marks[k + 2::2])] for k in (0, 1)]
    return '|'.join([','.join(map(str, gaps)) for gaps in both])
`;

const MORE = `
${Array.from({ length: 50 }, (_, i) => loop(`more${i}`, i)).join("\n")}
def more():
    for f in [${Array.from({ length: 50 }, (_, i) => `more${i}`).join(", ")}]:
        f(100000)
`;

interface Measured {
  /** µs between marks, sorted. */
  readonly processor: number[];
  readonly real: number[];
  /** µs of the main thread per compilation that was posted (compiled, if synchronous). */
  readonly posts: number[];
  /** Real µs from the post of a loop to its first entry. */
  readonly waits: number[];
}

const ascending = (xs: number[]) => xs.sort((a, b) => a - b);

async function measure(jitThreads: number): Promise<Measured> {
  const tauraro = new Tauraro({ jitThreads });
  const { runtime } = tauraro;
  const jit = runtime.jit as Jit;
  try {
    jit.start();
    while (jitThreads > 0 && runtime.I32[Ctx.POOL_READY] === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await tauraro.run(PROGRAM);
    const posts: number[] = [];
    const waits: number[] = [];
    const posted = new Map<number, number>();
    const { onHotLoop, enter } = jit;
    jit.onHotLoop = (pc) => {
      const since = performance.now();
      const start = runtime.kernel.threadTime();
      onHotLoop.call(jit, pc);
      posts.push((runtime.kernel.threadTime() - start) / 1e3);
      posted.set(runtime.I32[pc + 5] - 1, since);
    };
    jit.enter = (unit, point) => {
      const since = posted.get(unit);
      if (since !== undefined) waits.push((performance.now() - since) * 1e3);
      posted.delete(unit);
      return enter.call(jit, unit, point);
    };
    const [processor, real] = tauraro
      .call("bench")
      .split("|")
      .map((gaps) => ascending(gaps.split(",").map(Number)));
    waits.length = 0;
    await tauraro.run(MORE);
    tauraro.call("more");
    return { processor, real, posts: ascending(posts), waits: ascending(waits) };
  } finally {
    await tauraro.close();
  }
}

const at = (sorted: readonly number[], p: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
const worst = (sorted: readonly number[]) => sorted[sorted.length - 1];
const row = (name: string, sorted: readonly number[]) =>
  `| ${name} | ${[at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), worst(sorted)].map((x) => Math.round(x)).join(" | ")} |`;

const synchronous = await measure(0);
const concurrent = await measure(1);
console.log("|  | median, µs | p99, µs | p99.9, µs | worst, µs |\n| --- | --: | --: | --: | --: |");
console.log(row("pauses, synchronous (processor time)", synchronous.processor));
console.log(row("pauses, concurrent (processor time)", concurrent.processor));
console.log(row("pauses, synchronous (real time)", synchronous.real));
console.log(row("pauses, concurrent (real time)", concurrent.real));
console.log(row("compiling on the main thread (synchronous)", synchronous.posts));
console.log(row("posting a compilation (concurrent)", concurrent.posts));
console.log(row("hot loop to its first entry (concurrent, pool warm, real time)", concurrent.waits));
const ratio = (kind: "processor" | "real") => (worst(concurrent[kind]) / worst(synchronous[kind])).toFixed(2);
console.log(`\nworst pause, concurrent / synchronous: ${ratio("processor")} (real time: ${ratio("real")})`);
process.exit(0);

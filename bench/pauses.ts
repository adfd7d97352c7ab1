// Pauses of the main thread while 200 distinct hot loops are compiled: the time between progress marks that the program
// itself takes, synchronous against concurrent compilation in one run. `npm run bench:pauses`
import { Tauraro } from "../src/embed/index.js";

const LOOPS = 200;

/** A program with a progress mark (a clock reading) after every few turns of every loop. */
function program(): string {
  const lines = ["import time", "marks = []", "clock = time.perf_counter", "mark = marks.append"];
  for (let i = 0; i < LOOPS; i++)
    lines.push(
      `def loop${i}(n):`,
      "    total = 0",
      "    items = [1, 2, 3, 4, 5]",
      "    for i in range(n):",
      `        total += (items[i % 5] * ${i + 2} + i) % ${i + 7}`,
      `        if total > ${1000 + i}:`,
      "            total -= 1000",
      "    return total",
    );
  lines.push(
    "def main():",
    "    out = 0",
    "    for turn in range(40):",
    "        for f in loops:",
    "            out += f(50)",
    "            mark(clock())",
    "    return out",
  );
  lines.push(`loops = [${Array.from({ length: LOOPS }, (_, i) => `loop${i}`).join(", ")}]`);
  lines.push(
    "def bench():",
    "    marks.clear()",
    "    main()",
    "    return ','.join([str(round((b - a) * 1e6)) for a, b in zip(marks, marks[1:])])",
  );
  return lines.join("\n");
}

async function pauses(jitThreads: number): Promise<number[]> {
  const tauraro = new Tauraro({ jitThreads });
  try {
    // The pool is up before the loops are hot, as in a service that has been running.
    await tauraro.run("t = 0\nfor i in range(3000000):\n    t += i % 7\n");
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tauraro.run(program());
    return tauraro
      .call("bench")
      .split(",")
      .map(Number)
      .sort((a, b) => a - b);
  } finally {
    await tauraro.close();
  }
}

const at = (sorted: readonly number[], p: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
const worst: Record<string, number> = {};
console.log("| compilation | median, µs | p99, µs | p99.9, µs | worst, µs |\n| --- | --: | --: | --: | --: |");
for (const [name, threads] of [
  ["synchronous", 0],
  ["concurrent", 1],
] as const) {
  const sorted = await pauses(threads);
  worst[name] = sorted[sorted.length - 1];
  console.log(`| ${name} | ${at(sorted, 0.5)} | ${at(sorted, 0.99)} | ${at(sorted, 0.999)} | ${worst[name]} |`);
}
console.log(`\nworst pause, concurrent / synchronous: ${(worst.concurrent / worst.synchronous).toFixed(2)}`);
process.exit(0);

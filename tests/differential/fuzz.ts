// The differential fuzzer: `npm run fuzz -- --count=10000 --seed=1`. Every program runs in all executors and, where it is
// installed, in CPython 3.11; the first differences are reduced and printed.
import { parseArgs } from "node:util";
import { cpython, EXECUTOR_NAMES, type Outcome, runProgram, workspace } from "../support/cli.js";
import { generateProgram } from "./generator.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    batch: { type: "string", default: "40" },
    "max-failures": { type: "string", default: "5" },
    // Collects at every safepoint: minutes for a batch.
    "gc-stress": { type: "boolean", default: false },
  },
});
const count = Number(values.count);
const first = Number(values.seed);
const batch = Number(values.batch);
const executors = EXECUTOR_NAMES.filter((name) => name !== "gc-stress" || values["gc-stress"]);
const hasOracle = cpython(["-c", ""]) !== undefined;

function same(a: Outcome, b: Outcome): boolean {
  return a.stdout === b.stdout && a.code === b.code;
}

/** Names of the executors that differ from the oracle (CPython, else the interpreter). */
function differing(source: string): string[] {
  const oracle = hasOracle
    ? cpython(["prog.py"], { cwd: workspace({ "prog.py": source }) })
    : runProgram(source, "no-jit");
  return executors.filter((name) => !same(runProgram(source, name), oracle as Outcome));
}

/** Removes lines (with what is indented below them) as long as the difference stays. */
function reduce(source: string): string {
  let lines = source.split("\n");
  const depth = (line: string) => line.length - line.trimStart().length;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = lines.length - 1; i >= 0; i--) {
      let end = i + 1;
      while (end < lines.length && lines[end].trim() !== "" && depth(lines[end]) > depth(lines[i])) end++;
      for (const candidate of [
        lines.toSpliced(i, end - i),
        lines.toSpliced(i, end - i, `${" ".repeat(depth(lines[i]))}pass`),
      ]) {
        const text = candidate.join("\n");
        if (text === lines.join("\n")) continue;
        // Only reductions that CPython still compiles count: the reduced program is to be read by people.
        if (hasOracle && /SyntaxError|IndentationError/.test(cpython(["-c", text])?.stderr ?? "")) continue;
        if (differing(text).length > 0) {
          lines = candidate;
          changed = true;
          break;
        }
      }
    }
  }
  return lines.join("\n");
}

let failures = 0;
for (let at = first; at < first + count; at += batch) {
  const seeds = Array.from({ length: Math.min(batch, first + count - at) }, (_, i) => at + i);
  if (differing(seeds.map(generateProgram).join("\n")).length === 0) continue;
  for (const seed of seeds) {
    const source = generateProgram(seed);
    const names = differing(source);
    if (names.length === 0) continue;
    failures++;
    console.log(`seed ${seed} differs in ${names.join(", ")}; reduced:\n${reduce(source)}\n`);
    if (failures >= Number(values["max-failures"])) break;
  }
  if (failures >= Number(values["max-failures"])) break;
}
console.log(
  `${count} programs, ${executors.length} executors, ${hasOracle ? "compared with CPython 3.11" : "compared with the interpreter"}: ${failures} differences`,
);
process.exit(failures === 0 ? 0 : 1);

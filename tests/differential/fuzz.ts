// The differential fuzzer: `npm run fuzz -- --count=10000 --seed=1 [--minutes=15]`. Every program runs in every voice and in CPython 3.11
// (where there is none, in the interpreter alone); the first differences are reduced and printed.
import { parseArgs } from "node:util";
import { firstDifference, oracle, type Result, same, VOICES, type Voice, voice } from "./batch.js";
import { generateProgram } from "./generator/index.js";
import { differing, reduce, reduceBatch } from "./reduce.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "200" },
    // No batch is begun after so many minutes.
    minutes: { type: "string", default: "Infinity" },
    seed: { type: "string", default: "1" },
    batch: { type: "string", default: "200" },
    jobs: { type: "string", default: "2" },
    voices: { type: "string", default: Object.keys(VOICES).join(",") },
    // Collecting at every safepoint takes long: one program in so many.
    "gc-every": { type: "string", default: "50" },
    "max-failures": { type: "string", default: "5" },
    // Every batch in one voice only, each in the next: more programs in the same time.
    rotate: { type: "boolean", default: false },
    "no-reduce": { type: "boolean", default: false },
  },
});
const [count, first, batch] = [values.count, values.seed, values.batch].map(Number);
const voices = values.voices.split(",") as Voice[];
const unknown = voices.find((name) => !(name in VOICES));
if (unknown !== undefined) throw new Error(`no voice ${unknown}; there are ${Object.keys(VOICES).join(", ")}`);

let failures = 0;
let skipped = 0;
const enough = () => failures >= Number(values["max-failures"]);

/** Prints what is needed to see the difference again: the program alone where it differs alone, else its batch. */
async function report(programs: string[], at: number, seed: number, name: Voice, expected: Result, got: Result) {
  failures++;
  const [wanted, found] = firstDifference(expected, got);
  console.log(`\nseed ${seed} differs in ${name}\n--- expected\n${wanted}\n--- got\n${found}`);
  if (values["no-reduce"]) return;
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!(await differing([programs[at]], name))[0]) continue;
    console.log(`--- reduced\n${await reduce(programs[at], name)}`);
    return;
  }
  const together = programs.slice(0, at + 1);
  if (!(await differing(together, name))[at]) return console.log("--- seen only once");
  const needed = await reduceBatch(together, name);
  console.log(`--- only after ${needed.length - 1} others\n${needed.join("# ----\n")}`);
}

async function runBatch(start: number, size: number): Promise<void> {
  const seeds = Array.from({ length: size }, (_, i) => start + i);
  const programs = seeds.map(generateProgram);
  const expected = await oracle(programs);
  skipped += expected.filter((r) => "failed" in r).length;
  const turn = Math.floor((start - first) / batch) % voices.length;
  for (const name of values.rotate ? [voices[turn]] : voices) {
    const chosen = seeds.flatMap((seed, i) =>
      "failed" in expected[i] || (name === "gc-stress" && seed % Number(values["gc-every"]) !== 0) ? [] : [i],
    );
    if (chosen.length === 0) continue;
    const some = chosen.map((i) => programs[i]);
    const results = await voice(some, name);
    for (const [k, i] of chosen.entries()) {
      if (enough()) return;
      if (!same(results[k], expected[i])) await report(some, k, seeds[i], name, expected[i], results[k]);
    }
  }
}

const started = Date.now();
let next = first;
async function job(): Promise<void> {
  while (next < first + count && !enough() && Date.now() < started + Number(values.minutes) * 60_000) {
    const start = next;
    next += batch;
    await runBatch(start, Math.min(batch, first + count - start));
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, job));
console.log(
  `${Math.min(next, first + count) - first} programs from seed ${first}, voices ${voices.join(", ")}: ${failures} differences, ` +
    `${skipped} programs that the oracle did not finish, ${Math.round((Date.now() - started) / 1000)} s`,
);
process.exit(failures === 0 ? 0 : 1);

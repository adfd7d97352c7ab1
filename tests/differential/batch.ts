// Runs batches of programs: a process for many of them, isolated by namespaces (driver.py), so that start-up costs nothing.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/heap/addon.js";
import { BIN, cpythonCommand, workspace } from "../support/cli.js";

/** What a program printed, or how it ended otherwise. */
export type Result = { readonly output: string } | { readonly failed: string };

/** The voices of the differential test. Thresholds are low: programs are short. */
export const VOICES = {
  "no-jit": ["--no-jit"],
  sync: ["--jit-threads=0", "--jit-threshold=30", "--jit-verify"],
  concurrent: ["--jit-threads=1", "--jit-threshold=20"],
  exits: ["--jit-threads=0", "--jit-threshold=10", "--jit-exit-every=7"],
  "threshold-1": ["--jit-threads=0", "--jit-threshold=1"],
  "gc-stress": ["--jit-threads=0", "--jit-threshold=5", "--gc-stress"],
} as const satisfies Record<string, readonly string[]>;

export type Voice = keyof typeof VOICES;

/** Short programs have no use for an optimised interpreter: it takes V8 longer to make than they run. */
const NODE = ["--no-opt", "--always-sparkplug"];
const DRIVER = join(packageRoot(), "tests", "differential", "driver.py");

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code, signal, or "timeout". */
  readonly code: number | string;
}

function run(command: string, args: readonly string[], timeoutMs: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, PYTHONHASHSEED: "0", NO_COLOR: "1" } });
    let [stdout, stderr, late] = ["", "", false];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, code: late ? "timeout" : (code ?? signal ?? "lost") });
    });
  });
}

/** Runs all programs; one that takes the process with it fails alone, the others go on in the next process. */
async function runAll(
  programs: readonly string[],
  command: string,
  args: string[],
  after: string[],
): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < programs.length) {
    const first = results.length;
    const text = programs.slice(first).map((source, i) => `\x1e${first + i}\n${source}`);
    const folder = workspace({ "batch.txt": text.join("") });
    // Machines differ and are shared: only a program that hangs is meant.
    const limit = 60_000 + 2_000 * text.length;
    const { stdout, stderr, code } = await run(command, [...args, DRIVER, join(folder, "batch.txt"), ...after], limit);
    rmSync(folder, { recursive: true, force: true });
    for (const part of stdout.split("\x1e").slice(1)) {
      const body = part.slice(part.indexOf("\n") + 1);
      if (body.endsWith("\x1f\n")) {
        const output = body
          .slice(0, -2)
          .replaceAll(/ at 0x[0-9a-f]+/g, " at 0x")
          // Where exactly the limit strikes is no promise.
          .replaceAll(/(maximum recursion depth exceeded).*/g, "$1");
        const stopped = output.endsWith("\x1d\n") || output.includes("MemoryError");
        // Two NaNs are one key here: a float's identity is its value.
        results.push(stopped || /\bnan: /.test(output) ? { failed: "not comparable" } : { output });
      } else results.push({ failed: `${code} ${stderr.slice(-2000)}` });
    }
    // The compiler gives such a unit up, and nobody would see it.
    for (const part of stderr.split("\x1e").slice(1)) {
      const number = Number.parseInt(part, 10);
      if (/\bpanicked at\b/.test(part) && number < results.length) results[number] = { failed: part.slice(0, 2000) };
    }
    // A process that dies at its end, or before its first program.
    if (code !== 0 && results.length === programs.length) results[programs.length - 1] = { failed: `${code} at exit` };
    if (results.length === first) results.push({ failed: `${code} ${stderr.slice(-2000)}` });
  }
  return results;
}

/** CPython's word, or the interpreter's where there is no CPython 3.11. */
export function oracle(programs: readonly string[], seconds = 1): Promise<Result[]> {
  const command = cpythonCommand();
  return command === undefined ? voice(programs, "no-jit") : runAll(programs, command, [], [String(seconds)]);
}

export function voice(programs: readonly string[], name: Voice): Promise<Result[]> {
  return runAll(programs, process.execPath, [...NODE, BIN, "run", ...VOICES[name]], []);
}

/** The first line in which they differ, in both. */
export function firstDifference(a: Result, b: Result): [string, string] {
  const [left, right] = [a, b].map((r) => ("output" in r ? r.output : r.failed).split("\n"));
  const at = left.findIndex((line, i) => line !== right[i]);
  return [left[at] ?? "", right[Math.max(at, 0)] ?? ""];
}

/** What kind of difference it is: a reduction must not end with another one. */
export function signature(a: Result, b: Result): string {
  if ("failed" in b) return "failed";
  const kind = (line: string) => /^(?:uncaught )?(\w+(?:Error|Exception|Exit))\b/.exec(line)?.[1] ?? "value";
  return firstDifference(a, b).map(kind).join(" ");
}

export function same(a: Result, b: Result): boolean {
  return "output" in a && "output" in b && a.output === b.output;
}

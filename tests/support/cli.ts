import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/heap/addon.js";

/** The real command line, as users start it. */
export const BIN = join(packageRoot(), "bin", "tauraro.mjs");

/** Every executor: a program must give the same bytes in all of them. */
export const EXECUTORS = {
  "no-jit": ["--no-jit"],
  sync: ["--jit-threads=0"],
  concurrent: ["--jit-threads=2"],
  "threshold-1": ["--jit-threads=0", "--jit-threshold=1"],
  "gc-stress": ["--jit-threads=0", "--jit-threshold=2", "--gc-stress"],
} as const satisfies Record<string, readonly string[]>;

export type Executor = keyof typeof EXECUTORS;
export const EXECUTOR_NAMES = Object.keys(EXECUTORS) as Executor[];

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code, or the signal's name. */
  readonly code: number | string;
}

function outcome(
  command: string,
  args: readonly string[],
  options: Partial<SpawnSyncOptionsWithStringEncoding>,
): Outcome {
  const { stdout, stderr, status, signal, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 1 << 28,
    ...options,
    env: { ...process.env, PYTHONHASHSEED: "0", NO_COLOR: "1", ...options.env },
  });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === "ENOENT") throw error;
  return { stdout, stderr, code: status ?? signal ?? "timeout" };
}

/** Runs the CLI as a child process. */
export function tauraro(args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}): Outcome {
  return outcome(process.execPath, [BIN, ...args], options);
}

let command: string | undefined | null = null;

/** How CPython 3.11 is called here; undefined where there is none. */
export function cpythonCommand(): string | undefined {
  if (command === null)
    command = ["python3.11", "python3"].find((name) => {
      const { stdout } = spawnSync(name, ["-c", "import sys; print(sys.version_info[:2] == (3, 11))"]);
      return stdout?.toString().trim() === "True";
    });
  return command;
}

/** Runs Node itself. */
export function node(args: readonly string[]): Outcome {
  return outcome(process.execPath, args, {});
}

/** Runs CPython; undefined where there is no 3.11. */
export function cpython(
  args: readonly string[],
  options: Partial<SpawnSyncOptionsWithStringEncoding> = {},
): Outcome | undefined {
  const python = cpythonCommand();
  return python === undefined ? undefined : outcome(python, args, options);
}

/** A fresh folder with these files; returns its path. */
export function workspace(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), "tauraro-test-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Runs a program text in one executor. */
export function runProgram(
  source: string,
  executor: Executor | readonly string[] = "concurrent",
  args: readonly string[] = [],
): Outcome {
  const flags = typeof executor === "string" ? EXECUTORS[executor] : executor;
  const folder = workspace({ "prog.py": source });
  return tauraro(["run", ...flags, "prog.py", ...args], { cwd: folder });
}

/** Runs a program in every executor; one outcome per name. */
export function runEverywhere(source: string): Record<Executor, Outcome> {
  return Object.fromEntries(EXECUTOR_NAMES.map((name) => [name, runProgram(source, name)])) as Record<
    Executor,
    Outcome
  >;
}

/** Runs the CLI; tells whether V8 compiled the interpreter's loop, and for what reasons it threw compiled code of it away. */
export function deoptimisations(
  args: readonly string[],
  options: Partial<SpawnSyncOptionsWithStringEncoding>,
): { stdout: string; compiled: boolean; thrownAway: string[] } {
  const { stdout } = outcome(process.execPath, ["--trace-opt", "--trace-deopt", BIN, ...args], options);
  const trace = /^\[.*/;
  const lines = stdout.split("\n");
  return {
    stdout: lines.filter((line) => !trace.test(line)).join("\n"),
    compiled: lines.some((line) => /completed optimizing .*<JSFunction interpreterLoop /.test(line)),
    thrownAway: lines.flatMap(
      (line) => /reason: (.*?)\): begin\. deoptimizing \S+ <JSFunction interpreterLoop /.exec(line)?.[1] ?? [],
    ),
  };
}

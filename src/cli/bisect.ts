/** `tauraro jit bisect`: finds the units whose compilation changes what a program does. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../heap/addon.js";

/** Loaded when it is needed: every start would pay for it otherwise. */
const processes = () => process.getBuiltinModule("node:child_process");

const USAGE = `usage: tauraro jit bisect [--check=COMMAND] [options] FILE [arguments]

Runs the program again and again with fewer units compiled, until every one left is needed for what is wrong: another
output or exit code than with --no-jit, or, with --check, a COMMAND of the shell that gets the program's output and the
JIT's log on its standard input and does not exit with 0.
`;

interface Ran {
  readonly stdout: string;
  readonly log: string;
  readonly code: number | string;
}

function run(argv: readonly string[], flags: readonly string[], only?: string): Ran {
  const env = only === undefined ? process.env : { ...process.env, TAURARO_JIT_ONLY: `@${only}` };
  const bin = join(packageRoot(), "bin", "tauraro.mjs");
  const options = { encoding: "utf8", maxBuffer: 1 << 28, env } as const;
  const { stdout, stderr, status, signal } = processes().spawnSync(process.execPath, [bin, ...flags, ...argv], options);
  return { stdout, log: stderr, code: status ?? signal ?? "lost" };
}

/** The fewest of `all`, found by leaving ever smaller parts out, with which `isBad` still holds. */
export function fewest<T>(all: readonly T[], isBad: (some: readonly T[]) => boolean): T[] {
  let left = [...all];
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < left.length; ) {
      const fewer = left.toSpliced(at, size);
      if (isBad(fewer)) left = fewer;
      else at += size;
    }
  }
  return left;
}

export function jitTool(argv: readonly string[]): number {
  const [verb, ...rest] = argv;
  const check = rest.find((word) => word.startsWith("--check="))?.slice("--check=".length);
  const program = rest.filter((word) => !word.startsWith("--check="));
  if (verb !== "bisect" || program.length === 0 || check === "") {
    process.stderr.write(USAGE);
    return 2;
  }
  const flags = ["--jit-log", ...(program.some((word) => word.startsWith("--jit-threads")) ? [] : ["--jit-threads=0"])];
  const good = run(program, ["--no-jit"]);
  const isWrong = (ran: Ran) =>
    check === undefined
      ? ran.stdout !== good.stdout || ran.code !== good.code
      : processes().spawnSync("sh", ["-c", check], { input: ran.stdout + ran.log }).status !== 0;
  const folder = mkdtempSync(join(tmpdir(), "tauraro-bisect-"));
  const list = join(folder, "units");
  let runs = 0;
  const isBad = (names: readonly string[]) => {
    runs++;
    writeFileSync(list, names.join("\n"));
    return isWrong(run(program, flags, list));
  };
  try {
    const everything = run(program, flags);
    const names = [...new Set([...everything.log.matchAll(/^jit: hot #\d+ (.+)$/gm)].map((m) => m[1]))];
    if (!isWrong(everything)) return say(`nothing is wrong with ${names.length} units compiled`, 1);
    if (isBad([])) return say("it is wrong with nothing compiled too", 1);
    const needed = fewest(names, isBad);
    process.stdout.write(`${needed.join("\n")}\n`);
    return say(`${needed.length} of ${names.length} units, ${runs} runs`, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(text: string, code: number): number {
  process.stderr.write(`bisect: ${text}\n`);
  return code;
}

/** Runs a program: a file, `-c`, `-m`, or standard input. */
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { loadAddon } from "../heap/addon.js";
import type { Addon } from "../heap/kernel.js";
import { compileSource, rememberSource } from "../interpreter/compile.js";
import { runMain } from "../interpreter/driver.js";
import { PyRaise, Runtime } from "../interpreter/runtime.js";
import { reportUncaught } from "../interpreter/traceback.js";
import { setArguments } from "../modules/sys.js";
import { Jit, type JitKernel } from "../jit/jit.js";
import { SILENT, StderrLog } from "../jit/log.js";
import type { Command, Options } from "./options.js";
import { readSource, SourceError } from "./source.js";

export async function runCommand(command: Command): Promise<number> {
  let source: string | Uint8Array;
  let filename: string;
  let path0: string;
  try {
    [source, filename, path0] = program(command);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  const rt = makeRuntime(command.options);
  const argv0 = command.action === "code" ? "-c" : command.action === "stdin" ? "" : filename;
  setArguments(rt, [argv0, ...command.args], [path0]);
  const code = await execute(rt, source, filename);
  rt.runExitActions();
  await rt.jit.close();
  return code;
}

function makeRuntime(options: Options): Runtime {
  const threads = options["jit-threads"] ?? Math.max(availableParallelism() - 1, 1);
  const log = options["jit-log"] ? new StderrLog() : SILENT;
  const jitOptions = { threads, threshold: options["jit-threshold"] ?? 100, delayMs: options["jit-delay-ms"] ?? 0 };
  const rt = new Runtime(loadAddon() as Addon, {
    maxHeap: options["max-heap"],
    gcStress: options["gc-stress"],
    poolStarts: !options["no-jit"] && threads > 0,
    jit: options["no-jit"]
      ? undefined
      : (runtime) => {
          const jit = new Jit(runtime.heap.memory, runtime.kernel as unknown as JitKernel, jitOptions, log);
          jit.startPool();
          return jit;
        },
  });
  if ((options["slice-ms"] ?? 0) > 0) rt.sliceMs = options["slice-ms"]!;
  return rt;
}

function program(command: Command): [source: string | Uint8Array, filename: string, path0: string] {
  switch (command.action) {
    case "code":
      return [command.operand, "<string>", ""];
    case "stdin":
      return [readSource("-"), "<stdin>", ""];
    case "run":
      return [readSource(command.operand), command.operand, dirname(resolve(command.operand))];
    default:
      throw new SourceError(`tauraro: ${command.action} is not supported yet`, 2);
  }
}

/** Runs source text as `__main__`; gives the exit code. */
async function execute(rt: Runtime, source: string | Uint8Array, filename: string): Promise<number> {
  const mark = rt.mark();
  try {
    const dict = rt.modules.mainDict;
    if (!filename.startsWith("<")) {
      rt.dictSet(dict, "__file__", rt.pushStr(filename));
      rememberSource(filename, typeof source === "string" ? source : Buffer.from(source).toString("utf8"));
    }
    const code = compileSource(rt, source, filename, "exec");
    rt.pushRef(code);
    const fn = rt.kernel.newFunction(code, dict);
    rt.pushRef(fn);
    if (await runMain(rt, fn)) return 0;
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
  } finally {
    rt.release(mark);
  }
  return reportUncaught(rt);
}

/** Runs a program: a file, `-c`, `-m`, or standard input. */
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { createRuntime } from "../embed/runtime.js";
import { packageRoot } from "../heap/addon.js";
import { compileSource, rememberSource } from "../interpreter/compile.js";
import { runMain } from "../interpreter/driver.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { reportUncaught } from "../interpreter/traceback.js";
import { SILENT, StderrLog } from "../jit/log.js";
import { setArguments } from "../modules/sys.js";
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
  const argv0 = command.action === "code" ? "-c" : command.action === "stdin" ? "" : command.operand;
  setArguments(rt, [argv0, ...command.args], [path0, ...searchPath(), ...standardLibrary()]);
  const code = await execute(rt, source, filename);
  rt.runExitActions();
  rt.jit.finish();
  return code;
}

function makeRuntime(options: Options): Runtime {
  return createRuntime({
    jit: !options["no-jit"],
    jitThreads: options["jit-threads"],
    jitThreshold: options["jit-threshold"],
    jitDump: options["jit-dump"],
    jitVerify: options["jit-verify"],
    jitMaxUnits: options["jit-max-units"],
    jitFail: options["jit-fail"],
    jitExitEvery: options["jit-exit-every"],
    jitOnly: options["jit-only"],
    jitDelayMs: options["jit-delay-ms"],
    log: options["jit-log"] ? new StderrLog() : SILENT,
    maxHeap: options["max-heap"],
    gcStress: options["gc-stress"],
    sliceMs: options["slice-ms"],
  });
}

/** Folders that the environment names, as for CPython. */
function searchPath(): string[] {
  return (process.env.PYTHONPATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** Where CPython's own Python sources lie, if the build has put them there. */
function standardLibrary(): string[] {
  const folder = join(packageRoot(), "dist", "stdlib");
  return existsSync(folder) ? [folder] : [];
}

function program(command: Command): [source: string | Uint8Array, filename: string, path0: string] {
  switch (command.action) {
    case "code":
      return [command.operand, "<string>", ""];
    case "stdin":
      return [readSource("-"), "<stdin>", ""];
    case "run":
      return [readSource(command.operand), resolve(command.operand), dirname(resolve(command.operand))];
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
    const code = compileSource(rt, source, filename, "exec", false, true);
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

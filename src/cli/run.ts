/** Runs a program: a file, `-c`, `-m`, or standard input. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createRuntime } from "../embed/runtime.js";
import { compileSource, rememberSource } from "../interpreter/compile.js";
import type { Runtime } from "../interpreter/runtime.js";
import { type JitLog, SILENT, StderrLog } from "../jit/log.js";
import { LogTo, TraceLog } from "../jit/trace.js";
import { builtIn, provideSpecs } from "../modules/bytecode-cache.js";
import { absolutePath, standardLibrary } from "../modules/find.js";
import { setArguments } from "../modules/sys.js";
import { execute } from "./execute.js";
import type { Command } from "./options.js";
import { interact } from "./repl.js";
import { readSource, SourceError } from "./source.js";

export async function runCommand(command: Command): Promise<number> {
  let program: Program;
  try {
    program = programOf(command);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  const rt = makeRuntime(command);
  const { python } = command;
  const path = [...searchPath(python.environment), ...standardLibrary()];
  setArguments(rt, {
    argv: [program.argv0, ...command.args],
    path:
      program.path0 !== null && (python.count.P === 0 || program.module !== undefined)
        ? [program.path0, ...path]
        : path,
    flags: systemFlags(command),
    warnings: python.warnings,
    x: python.x,
    executable: process.argv[1],
  });
  rt.modules.catchInterrupts();
  let code = python.warnings.length > 0 ? await execute(rt, () => ownProgram(rt, "import warnings")) : 0;
  if (program.interactive) code = await interact(rt, python.count.q === 0);
  else {
    const { source, filename, module } = program;
    const compile = () => (module === undefined ? mainProgram(rt, source, filename) : ownProgram(rt, source));
    code = await execute(rt, compile, command.interactive);
    if (command.interactive) code = await interact(rt, false);
  }
  rt.runExitActions();
  rt.kernel.finalizeAll();
  rt.modules.flush();
  rt.jit.finish();
  leaveAtOnce(rt);
  return rt.modules.lostOutput ? LOST_OUTPUT : code;
}

/**
 * The process ends with what is registered for its exit. Node would then wait for V8, which may be optimising the interpreter's
 * loop on a thread of its own, half as long as a short program runs. What Node itself was told may be something to be written then.
 */
function leaveAtOnce(rt: Runtime): void {
  const { execArgv, env } = process;
  if (execArgv.length > 0 || env.NODE_OPTIONS !== undefined || env.NODE_V8_COVERAGE !== undefined) return;
  process.once("exit", (code) => rt.kernel.exitNow(code));
}

/** Exit code when what was left to be written at the end could not be, as CPython's. */
const LOST_OUTPUT = 120;

/** `sys.flags`, in CPython's order. */
function systemFlags({ python: { count, environment, x }, interactive }: Command): (number | boolean)[] {
  const prompt = interactive ? 1 : 0;
  const fixedHash = environment.PYTHONHASHSEED === "0";
  const utf8 = x.includes("utf8") || x.includes("utf8=1") || environment.PYTHONUTF8 === "1";
  return [
    count.d,
    prompt,
    prompt,
    count.O,
    Math.min(count.B, 1),
    Math.min(count.s, 1),
    Math.min(count.S, 1),
    Math.min(count.E, 1),
    count.v,
    count.b,
    Math.min(count.q, 1),
    fixedHash ? 0 : 1,
    Math.min(count.I, 1),
    x.includes("dev"),
    utf8 ? 1 : 0,
    0,
    count.P > 0,
    4300,
  ];
}

function makeRuntime({ options, python }: Command): Runtime {
  return createRuntime({
    optimize: python.count.O,
    unbuffered: python.count.u > 0,
    jit: !options["no-jit"],
    jitThreads: options["jit-threads"],
    jitThreshold: options["jit-threshold"],
    jitDump: options["jit-dump"],
    jitDumpStages: options["jit-dump-stages"],
    jitVerify: options["jit-verify"],
    jitMaxUnits: options["jit-max-units"],
    jitFail: options["jit-fail"],
    jitExitEvery: options["jit-exit-every"],
    jitOnly: options["jit-only"],
    jitDelayMs: options["jit-delay-ms"],
    log: makeLog(options),
    maxHeap: options["max-heap"],
    gcStress: options["gc-stress"],
    sliceMs: options["slice-ms"],
  });
}

function makeLog(options: Command["options"]): JitLog {
  const log = options["jit-log"] ? new StderrLog() : undefined;
  const trace = options["jit-trace"] === undefined ? undefined : new TraceLog(options["jit-trace"]);
  return log !== undefined && trace !== undefined ? new LogTo([log, trace]) : (log ?? trace ?? SILENT);
}

/** Folders that the environment names, as for CPython. */
function searchPath(environment: NodeJS.ProcessEnv): string[] {
  return (environment.PYTHONPATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

interface Program {
  readonly source: string | Uint8Array;
  readonly filename: string;
  readonly argv0: string;
  /** What stands first in sys.path. */
  readonly path0: string | null;
  /** A module that runpy runs; the source then says so. */
  readonly module?: string;
  /** There is nothing but the prompt. */
  readonly interactive?: boolean;
}

function programOf(command: Command): Program {
  const { operand, python } = command;
  switch (command.action) {
    case "code":
      return { source: `${operand}\n`, filename: "<string>", argv0: "-c", path0: "" };
    case "module":
      return { ...runModule(operand, true), argv0: "-m", path0: process.cwd() };
    case "repl":
    case "stdin":
      if (command.interactive || process.stdin.isTTY)
        return {
          source: "",
          filename: "<stdin>",
          argv0: command.action === "stdin" ? "-" : "",
          path0: "",
          interactive: true,
        };
      return { source: readSource("-"), filename: "<stdin>", argv0: command.action === "stdin" ? "-" : "", path0: "" };
    default: {
      const module = { ...runModule("__main__", false), argv0: operand, path0: absolutePath(operand) };
      if (existsSync(join(operand, "__main__.py"))) return module;
      let source = readSource(operand);
      if (isArchive(source) && statSync(operand, { throwIfNoEntry: false })?.isFile()) return module;
      if (python.count.x > 0) source = source.subarray(source.indexOf(10) < 0 ? source.length : source.indexOf(10));
      return { source, filename: absolutePath(operand), argv0: operand, path0: folderOf(operand) };
    }
  }
}

/** Where a script lies; one that comes through a pipe lies nowhere. */
function folderOf(script: string): string {
  try {
    return dirname(realpathSync(script));
  } catch {
    return dirname(absolutePath(script));
  }
}

/** What `-m` runs. */
function runModule(name: string, alterArguments: boolean) {
  const source = `import runpy\nrunpy._run_module_as_main(${JSON.stringify(name)}, ${alterArguments ? "True" : "False"})\n`;
  return { source, filename: builtIn("main"), module: name };
}

/** The end of an archive's directory is found, which a comment of up to 64 KiB may follow. */
function isArchive(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-66_000)).lastIndexOf("PK\x05\x06") >= 0 && bytes.includes(0);
}

/** Compiles source text to be run as `__main__`. */
function mainProgram(rt: Runtime, source: string | Uint8Array, filename: string) {
  const dict = rt.modules.mainDict;
  if (filename !== "<string>") {
    rt.dictSet(dict, "__file__", rt.pushStr(filename));
    rt.dictSet(dict, "__cached__", rt.pushNone());
  }
  if (!filename.startsWith("<"))
    rememberSource(filename, typeof source === "string" ? source : Buffer.from(source).toString("utf8"));
  provideSpecs(rt, source);
  return { code: compileSource(rt, source, filename, "exec", { isFile: true }), dict };
}

/** Compiles source text of our own to be run in a namespace of its own. */
function ownProgram(rt: Runtime, source: string | Uint8Array) {
  const dict = rt.ref(rt.pushRef(rt.kernel.newDict()));
  rt.dictSet(dict, "__builtins__", rt.modules.slotOf("builtins"));
  return { code: compileSource(rt, source, builtIn("main"), "exec"), dict };
}

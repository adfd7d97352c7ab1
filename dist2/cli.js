import {
  packageRoot
} from "./chunk-AOZB2MWW.js";

// src/cli/main.ts
import { readFileSync } from "node:fs";
import { join } from "node:path";

// src/cli/options.ts
import { parseArgs } from "node:util";
var OPTIONS = {
  "jit-threads": { kind: "count", min: 0, audience: "user", value: "N", help: "compile on N workers; 0 compiles on the main thread (default: cores - 1, at least 1)" },
  "jit-threshold": { kind: "count", min: 1, default: 100, audience: "user", value: "N", help: "iterations after which a loop is compiled (default 100)" },
  "no-jit": { kind: "flag", audience: "user", help: "interpret only" },
  "jit-log": { kind: "flag", audience: "user", help: "one line per event of the JIT on stderr" },
  "jit-dump": { kind: "text", audience: "user", value: "DIR", help: "write bytecode, IR, CLIF and machine code of every unit to DIR" },
  "jit-stats": { kind: "flag", audience: "user", help: "totals of the JIT on stderr when the program ends" },
  "max-heap": { kind: "size", min: 1 << 20, audience: "user", value: "SIZE", help: "most memory for objects, e.g. 512m or 2g; MemoryError beyond it" },
  "slice-ms": { kind: "count", min: 0, default: 0, audience: "user", value: "MS", help: "return to Node's event loop every MS milliseconds (0: only when needed)" },
  "gc-stress": { kind: "flag", audience: "developer", help: "collect garbage at every safepoint after an allocation" },
  "jit-fail": { kind: "text", audience: "developer", value: "STAGE:N", help: "let the Nth compilation fail in STAGE (prepare, compile, install, worker)" },
  "jit-delay-ms": { kind: "count", min: 0, default: 0, audience: "developer", value: "MS", help: "delay every compilation on a worker" },
  "jit-max-units": { kind: "count", min: 0, audience: "developer", value: "N", help: "places in the code table" },
  "jit-verify": { kind: "flag", audience: "developer", help: "run Cranelift's verifier on every unit" }
}, UsageError = class extends Error {
}, defs = OPTIONS;
function convert(name, text, shown) {
  let def = defs[name];
  if (def.kind === "flag") return !["", "0", "false", "no", "off"].includes(text.toLowerCase());
  if (def.kind === "text") {
    if (text === "") throw new UsageError(`${shown} needs a value`);
    return text;
  }
  let match = def.kind === "size" ? /^(\d+)([kmg]?)b?$/i.exec(text) : /^(-?\d+)()$/.exec(text);
  if (match === null) throw new UsageError(`${shown} takes ${def.kind === "size" ? "a size such as 512m" : "a whole number"}, not '${text}'`);
  let value = Number(match[1]) * 1024 ** " kmg".indexOf(match[2].toLowerCase() || " ");
  if (!Number.isSafeInteger(value) || value > 2 ** 40) throw new UsageError(`${shown} is too large: '${text}'`);
  if (value < (def.min ?? 0)) throw new UsageError(`${shown} must be at least ${def.min}, not '${text}'`);
  return value;
}
function fromEnvironment(env) {
  let values = {}, known = new Map(Object.keys(OPTIONS).map((name) => [`TAURARO_${name.toUpperCase().replaceAll("-", "_")}`, name]));
  for (let [variable, text] of Object.entries(env)) {
    if (!variable.startsWith("TAURARO_JIT_") && !known.has(variable)) continue;
    let name = known.get(variable);
    if (name === void 0) throw new UsageError(`unknown environment variable ${variable}`);
    values[name] = convert(name, text ?? "", variable);
  }
  return values;
}
var SWITCHES = { help: "h", version: "V" };
function parseCommandLine(argv, env) {
  let options = fromEnvironment(env), spec = {
    interactive: { type: "boolean", short: "i" },
    code: { type: "string", short: "c" },
    module: { type: "string", short: "m" }
  };
  for (let [name, short] of Object.entries(SWITCHES)) spec[name] = { type: "boolean", short };
  for (let [name, def] of Object.entries(defs)) spec[name] = { type: def.kind === "flag" ? "boolean" : "string" };
  let rest = [...argv], action, interactive = !1, verb;
  for (; rest.length > 0; ) {
    let { tokens } = parseArgs({ args: rest, options: spec, strict: !1, allowPositionals: !0, tokens: !0 }), token = tokens[0];
    if (token.kind === "positional") {
      if (verb === void 0 && (token.value === "run" || token.value === "dis")) {
        verb = token.value, rest = rest.slice(1);
        continue;
      }
      break;
    }
    if (token.kind === "option-terminator") {
      rest = rest.slice(1);
      break;
    }
    let known = spec[token.name];
    if (known === void 0 || token.rawName.startsWith("--") && (token.name === "code" || token.name === "module" || token.name === "interactive"))
      throw new UsageError(`unknown option ${token.rawName}`);
    if (known.type === "boolean" && token.value !== void 0) throw new UsageError(`${token.rawName} takes no value`);
    if (known.type === "string" && token.value === void 0) throw new UsageError(`${token.rawName} needs a value`);
    if (token.kind === "option" && known.type === "boolean" && !token.rawName.startsWith("--") && rest[0].length > 2 ? rest[0] = `-${rest[0].slice(2)}` : rest = rest.slice(known.type === "string" && !token.inlineValue ? 2 : 1), token.name === "help" || token.name === "version") action ??= token.name;
    else if (token.name === "interactive") interactive = !0;
    else {
      if (token.name === "code" || token.name === "module")
        return { action: action ?? token.name, operand: token.value, args: rest, interactive, options };
      options[token.name] = known.type === "boolean" ? !0 : convert(token.name, token.value, token.rawName);
    }
  }
  let [operand, ...args] = rest;
  if (action !== void 0) return { action, operand: "", args: [], interactive, options };
  if (operand === void 0) {
    if (verb !== void 0) throw new UsageError(`tauraro ${verb} needs a file`);
    return { action: "repl", operand: "", args: [], interactive, options };
  }
  return operand === "-" ? { action: verb === "dis" ? "dis" : "stdin", operand, args, interactive, options } : { action: verb === "dis" ? "dis" : "run", operand, args, interactive, options };
}
function helpText() {
  let row = (name, help) => `  ${name.padEnd(24)} ${help}`, group = (audience) => Object.entries(defs).filter(([, def]) => def.audience === audience).map(([name, def]) => row(`--${name}${def.value === void 0 ? "" : `=${def.value}`}`, def.help));
  return [
    "usage: tauraro [run] [options] FILE [arguments]",
    "       tauraro [options] -c CODE | -m MODULE | - [arguments]",
    "       tauraro dis FILE",
    "",
    row("-c CODE", "run CODE"),
    row("-m MODULE", "run a module as a program"),
    row("-i", "go on interactively after the program"),
    row("-V, --version", "print the version"),
    row("-h, --help", "print this text"),
    "",
    "options (each also as an environment variable, e.g. TAURARO_JIT_THREADS):",
    ...group("user"),
    "",
    "for the developers of Tauraro:",
    ...group("developer"),
    ""
  ].join(`
`);
}

// src/cli/main.ts
var USAGE = 2;
async function main() {
  let command;
  try {
    command = parseCommandLine(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return process.stderr.write(`tauraro: ${error.message}
Try 'tauraro --help'.
`), USAGE;
  }
  switch (command.action) {
    case "help":
      return process.stdout.write(helpText()), 0;
    case "version":
      return process.stdout.write(`Tauraro ${JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).version} (Python 3.11)
`), 0;
    case "dis":
      return (await import("./dis-532UMO7U.js")).disassembleFile(command.operand);
    default:
      return (await import("./run-VJLV2ZVA.js")).runCommand(command);
  }
}
process.exitCode = await main();

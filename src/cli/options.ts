import { parseArgs } from "node:util";

/**
 * THE options table of the command line: name, kind, default, audience, help. The environment mirrors it: `--jit-log` is
 * also TAURARO_JIT_LOG=1. What is not in the table is a usage error.
 */
interface OptionDef {
  readonly kind: "flag" | "count" | "size" | "text";
  readonly default?: number | string | boolean;
  readonly audience: "user" | "developer";
  /** For `count` and `size`: the smallest value that makes sense. */
  readonly min?: number;
  readonly value?: string;
  /** For `text`: what it must look like. */
  readonly pattern?: RegExp;
  readonly help: string;
}

export const OPTIONS = {
  "jit-threads": {
    kind: "count",
    min: 0,
    audience: "user",
    value: "N",
    help: "compile on N workers; 0 compiles on the main thread (default: cores - 1, at least 1)",
  },
  "jit-threshold": {
    kind: "count",
    min: 1,
    default: 100,
    audience: "user",
    value: "N",
    help: "iterations after which a loop is compiled (default 100)",
  },
  "no-jit": { kind: "flag", audience: "user", help: "interpret only" },
  "jit-log": { kind: "flag", audience: "user", help: "one line per event of the JIT on stderr" },
  "jit-dump": {
    kind: "text",
    audience: "user",
    value: "DIR",
    help: "write bytecode, IR, CLIF, machine code and exits of every unit to DIR",
  },
  "jit-dump-stages": {
    kind: "text",
    audience: "user",
    value: "LIST",
    pattern: /^(bytecode|ir|clif|asm|exits)(,(bytecode|ir|clif|asm|exits))*$/,
    help: "write only these of them, e.g. ir,asm",
  },
  "jit-trace": {
    kind: "text",
    audience: "user",
    value: "FILE",
    help: "write the JIT's events in Chrome's trace format (Perfetto) when the program ends",
  },
  "jit-stats": { kind: "flag", audience: "user", help: "totals of the JIT on stderr when the program ends" },
  "max-heap": {
    kind: "size",
    min: 1 << 20,
    audience: "user",
    value: "SIZE",
    help: "most memory for objects, e.g. 512m or 2g; MemoryError beyond it",
  },
  "slice-ms": {
    kind: "count",
    min: 0,
    default: 0,
    audience: "user",
    value: "MS",
    help: "return to Node's event loop every MS milliseconds (0: only when needed)",
  },
  "gc-stress": { kind: "flag", audience: "developer", help: "collect garbage at every safepoint after an allocation" },
  "jit-fail": {
    kind: "text",
    audience: "developer",
    value: "STAGE:N",
    pattern: /^(compile|install|panic):[1-9]\d*$/,
    help: "let the Nth compilation fail in STAGE (compile, install, panic)",
  },
  "jit-delay-ms": {
    kind: "count",
    min: 0,
    default: 0,
    audience: "developer",
    value: "MS",
    help: "delay every compilation on a worker",
  },
  "jit-max-units": { kind: "count", min: 0, audience: "developer", value: "N", help: "places in the code table" },
  "jit-exit-every": {
    kind: "count",
    min: 0,
    default: 0,
    audience: "developer",
    value: "N",
    help: "every Nth guard of compiled code leaves although it holds (0: none)",
  },
  "jit-only": {
    kind: "text",
    audience: "developer",
    value: "LIST",
    help: "compile only these units: numbers, ranges (0-7), names as --jit-log has them; @FILE: one per line",
  },
  "jit-verify": { kind: "flag", audience: "developer", help: "run Cranelift's verifier on every unit" },
} as const satisfies Record<string, OptionDef>;

/** CPython's own options of one letter. Those without effect here are accepted for the sake of scripts that pass them. */
const PYTHON_OPTIONS = {
  b: { help: "no effect (warnings about bytes and str)" },
  B: { help: "keep no bytecode of imported files (also PYTHONDONTWRITEBYTECODE=x)" },
  d: { help: "no effect (debugging of CPython's parser)" },
  E: { help: "ignore environment variables that begin with PYTHON" },
  I: { help: "isolate from the user's environment (implies -E, -P and -s)" },
  O: { help: "drop assert statements; -OO drops docstrings too (also PYTHONOPTIMIZE=x)" },
  P: { help: "put no folder of the program in front of sys.path (also PYTHONSAFEPATH=x)" },
  q: { help: "no greeting of the prompt" },
  s: { help: "no effect (the user's site-packages)" },
  S: { help: "no effect (the module site)" },
  u: { help: "write stdout at once (also PYTHONUNBUFFERED=x)" },
  v: { help: "no effect (a trace of imports)" },
  W: {
    value: "ACTION",
    help: "what to do with a warning, e.g. error or ignore::DeprecationWarning (also PYTHONWARNINGS)",
  },
  x: { help: "skip the first line of the program" },
  X: { value: "NAME", help: "shows in sys._xoptions" },
} as const satisfies Record<string, { readonly value?: string; readonly help: string }>;

type PythonLetter = keyof typeof PYTHON_OPTIONS;

/** What was said with CPython's own options and environment variables. */
export interface PythonOptions {
  /** How often each letter was given. */
  readonly count: Readonly<Record<PythonLetter, number>>;
  readonly warnings: readonly string[];
  readonly x: readonly string[];
  /** Variables of the environment that begin with PYTHON, unless they are to be ignored. */
  readonly environment: NodeJS.ProcessEnv;
}

export type OptionName = keyof typeof OPTIONS;
type Values = {
  [K in OptionName]?: (typeof OPTIONS)[K]["kind"] extends "flag"
    ? boolean
    : (typeof OPTIONS)[K]["kind"] extends "text"
      ? string
      : number;
};

export type Options = Values;

/** What the command line asks for. */
export interface Command {
  readonly action: "run" | "code" | "module" | "stdin" | "repl" | "dis" | "help" | "version";
  /** File name, code or module name. */
  readonly operand: string;
  /** The program's own arguments (sys.argv[1:]). */
  readonly args: readonly string[];
  /** -i: a REPL after the program. */
  readonly interactive: boolean;
  readonly options: Options;
  readonly python: PythonOptions;
}

/** A mistake in the command line: one line for the user, exit code 2. */
export class UsageError extends Error {}

const defs = OPTIONS as Record<string, OptionDef>;

function convert(name: string, text: string, shown: string): number | string | boolean {
  const def = defs[name];
  if (def.kind === "flag") return !["", "0", "false", "no", "off"].includes(text.toLowerCase());
  if (def.kind === "text") {
    if (text === "") throw new UsageError(`${shown} needs a value`);
    if (def.pattern?.test(text) === false) throw new UsageError(`${shown} must look like ${def.value}, not '${text}'`);
    return text;
  }
  const match = def.kind === "size" ? /^(\d+)([kmg]?)b?$/i.exec(text) : /^(-?\d+)()$/.exec(text);
  if (match === null)
    throw new UsageError(
      `${shown} takes ${def.kind === "size" ? "a size such as 512m" : "a whole number"}, not '${text}'`,
    );
  const value = Number(match[1]) * 1024 ** " kmg".indexOf(match[2].toLowerCase() || " ");
  if (!Number.isSafeInteger(value) || value > 2 ** 40) throw new UsageError(`${shown} is too large: '${text}'`);
  if (value < (def.min ?? 0)) throw new UsageError(`${shown} must be at least ${def.min}, not '${text}'`);
  return value;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, number | string | boolean> {
  const values: Record<string, number | string | boolean> = {};
  const known = new Map(
    Object.keys(OPTIONS).map((name) => [`TAURARO_${name.toUpperCase().replaceAll("-", "_")}`, name]),
  );
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith("TAURARO_JIT_") && !known.has(variable)) continue;
    const name = known.get(variable);
    if (name === undefined) throw new UsageError(`unknown environment variable ${variable}`);
    values[name] = convert(name, text ?? "", variable);
  }
  return values;
}

const SWITCHES = { help: "h", version: "V" } as const;

function pythonOptions(letters: readonly [PythonLetter, string][], env: NodeJS.ProcessEnv): PythonOptions {
  const count = Object.fromEntries(Object.keys(PYTHON_OPTIONS).map((letter) => [letter, 0])) as Record<
    PythonLetter,
    number
  >;
  for (const [letter] of letters) count[letter]++;
  if (count.I > 0) for (const implied of ["E", "P", "s"] as const) count[implied]++;
  const environment: NodeJS.ProcessEnv = {};
  if (count.E === 0)
    for (const [name, text] of Object.entries(env)) if (name.startsWith("PYTHON")) environment[name] = text;
  const level = (name: string) => {
    const text = environment[name] ?? "";
    return text === "" ? 0 : Math.max(1, Number.parseInt(text, 10) || 0);
  };
  count.O = Math.max(count.O, level("PYTHONOPTIMIZE"));
  for (const [letter, name] of [
    ["B", "PYTHONDONTWRITEBYTECODE"],
    ["P", "PYTHONSAFEPATH"],
    ["u", "PYTHONUNBUFFERED"],
  ] as const)
    count[letter] = Math.max(count[letter], level(name) > 0 ? 1 : 0);
  const values = (letter: PythonLetter) => letters.filter(([l]) => l === letter).map(([, value]) => value);
  const fromEnvironment = (environment.PYTHONWARNINGS ?? "").split(",").filter((w) => w !== "");
  return { count, warnings: [...fromEnvironment, ...values("W")], x: values("X"), environment };
}

/** Reads the command line (without node and script). Throws {@link UsageError}. */
export function parseCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv): Command {
  const options: Record<string, number | string | boolean> = fromEnvironment(env);
  const spec: Record<string, { type: "boolean" | "string"; short?: string }> = {
    interactive: { type: "boolean", short: "i" },
    code: { type: "string", short: "c" },
    module: { type: "string", short: "m" },
    ...Object.fromEntries(
      Object.keys(PYTHON_OPTIONS).map((l) => [l, { type: takesValue(l) ? "string" : "boolean", short: l }]),
    ),
  };
  const onlyShort = new Set(Object.keys(spec));
  for (const [name, short] of Object.entries(SWITCHES)) spec[name] = { type: "boolean", short };
  for (const [name, def] of Object.entries(defs)) spec[name] = { type: def.kind === "flag" ? "boolean" : "string" };

  let rest = argv.map((word) => (word === "-?" ? "-h" : word));
  let action: Command["action"] | undefined;
  let interactive = false;
  let verb: string | undefined;
  const letters: [PythonLetter, string][] = [];
  const command = (what: Command["action"], operand: string, args: readonly string[]): Command => {
    const python = pythonOptions(letters, env);
    const inspect = (python.environment.PYTHONINSPECT ?? "") !== "";
    return { action: what, operand, args, interactive: interactive || inspect, options: options as Options, python };
  };
  while (rest.length > 0) {
    // `run` and `dis` may stand before or after our own flags; the first other word is the program.
    const { tokens } = parseArgs({ args: rest, options: spec, strict: false, allowPositionals: true, tokens: true });
    const token = tokens[0];
    if (token.kind === "positional") {
      if (verb === undefined && (token.value === "run" || token.value === "dis")) {
        verb = token.value;
        rest = rest.slice(1);
        continue;
      }
      break;
    }
    if (token.kind === "option-terminator") {
      rest = rest.slice(1);
      break;
    }
    const known = spec[token.name];
    if (known === undefined || (token.rawName.startsWith("--") && onlyShort.has(token.name)))
      throw new UsageError(`unknown option ${token.rawName}`);
    if (known.type === "boolean" && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    if (known.type === "string" && token.value === undefined) throw new UsageError(`${token.rawName} needs a value`);
    const grouped =
      token.kind === "option" && known.type === "boolean" && !token.rawName.startsWith("--") && rest[0].length > 2;
    if (grouped) rest[0] = `-${rest[0].slice(2)}`;
    else rest = rest.slice(known.type === "string" && !token.inlineValue ? 2 : 1);
    if (token.name === "help" || token.name === "version") action ??= token.name;
    else if (token.name === "interactive") interactive = true;
    else if (token.name === "code" || token.name === "module")
      return command(action ?? token.name, token.value as string, rest);
    else if (token.name in PYTHON_OPTIONS) letters.push([token.name as PythonLetter, token.value ?? ""]);
    else
      options[token.name] = known.type === "boolean" ? true : convert(token.name, token.value as string, token.rawName);
  }
  const [operand, ...args] = rest;
  if (action !== undefined) return command(action, "", []);
  if (operand === undefined) {
    if (verb !== undefined) throw new UsageError(`tauraro ${verb} needs a file`);
    return command("repl", "", []);
  }
  return command(verb === "dis" ? "dis" : operand === "-" ? "stdin" : "run", operand, args);
}

const takesValue = (letter: string) => "value" in PYTHON_OPTIONS[letter as PythonLetter];

/** The text of `tauraro --help`, made from the table. */
export function helpText(): string {
  const row = (name: string, help: string) => `  ${name.padEnd(24)} ${help}`;
  const group = (audience: OptionDef["audience"]) =>
    Object.entries(defs)
      .filter(([, def]) => def.audience === audience)
      .map(([name, def]) => row(`--${name}${def.value === undefined ? "" : `=${def.value}`}`, def.help));
  return [
    "usage: tauraro [run] [options] FILE [arguments]",
    "       tauraro [options] -c CODE | -m MODULE | - [arguments]",
    "       tauraro dis FILE",
    "       tauraro jit bisect [--check=COMMAND] [options] FILE [arguments]",
    "",
    row("-c CODE", "run CODE"),
    row("-m MODULE", "run a module as a program"),
    row("-i", "go on interactively after the program"),
    row("-V, --version", "print the version"),
    row("-h, --help", "print this text"),
    "",
    "options of CPython's (each may be part of a group such as -Bu):",
    ...Object.entries(PYTHON_OPTIONS).map(([letter, def]) =>
      row(`-${letter}${"value" in def ? ` ${def.value}` : ""}`, def.help),
    ),
    "",
    "options (each also as an environment variable, e.g. TAURARO_JIT_THREADS):",
    ...group("user"),
    "",
    "for the developers of Tauraro:",
    ...group("developer"),
    "",
  ].join("\n");
}

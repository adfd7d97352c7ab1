// tests/differential/fuzz.ts
import { parseArgs } from "node:util";

// tests/support/cli.ts
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/heap/addon.ts
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var require2 = createRequire(import.meta.url);
function packageRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const up = dirname(folder);
    if (up === folder) throw new Error("tauraro: package.json not found");
    folder = up;
  }
  return folder;
}

// tests/support/cli.ts
var BIN = join2(packageRoot(), "bin", "tauraro.mjs");
var EXECUTORS = {
  "no-jit": ["--no-jit"],
  "sync": ["--jit-threads=0"],
  "concurrent": ["--jit-threads=2"],
  "threshold-1": ["--jit-threads=0", "--jit-threshold=1"],
  "gc-stress": ["--jit-threads=0", "--jit-threshold=2", "--gc-stress"]
};
var EXECUTOR_NAMES = Object.keys(EXECUTORS);
function outcome(command, args, options) {
  const { stdout, stderr, status, signal, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: 12e4,
    maxBuffer: 1 << 28,
    ...options,
    env: { ...process.env, PYTHONHASHSEED: "0", NO_COLOR: "1", ...options.env }
  });
  if (error !== void 0 && error.code === "ENOENT") throw error;
  return { stdout, stderr, code: status ?? signal ?? "timeout" };
}
function tauraro(args, options = {}) {
  return outcome(process.execPath, [BIN, ...args], options);
}
function cpython(args, options = {}) {
  for (const command of ["python3.11", "python3"]) {
    try {
      if (outcome(command, ["-c", "import sys; print(sys.version_info[:2] == (3, 11))"], {}).stdout.trim() === "True")
        return outcome(command, args, options);
    } catch {
    }
  }
  return void 0;
}
function workspace(files) {
  const folder = mkdtempSync(join2(tmpdir(), "tauraro-test-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join2(folder, name), content);
  return folder;
}
function runProgram(source, executor = "concurrent", args = []) {
  const flags = typeof executor === "string" ? EXECUTORS[executor] : executor;
  const folder = workspace({ "prog.py": source });
  return tauraro(["run", ...flags, "prog.py", ...args], { cwd: folder });
}

// tests/differential/random.ts
var Random = class {
  #state;
  constructor(seed) {
    this.#state = seed | 0;
  }
  /** 0 ≤ result < 1 */
  next() {
    this.#state = this.#state + 1831565813 | 0;
    let t = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  }
  /** low ≤ result ≤ high */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  chance(p) {
    return this.next() < p;
  }
  pick(items) {
    return items[Math.floor(this.next() * items.length)];
  }
};

// tests/differential/generator.ts
var TYPES = ["int", "int", "int", "float", "float", "str", "bool", "ints", "floats", "strs", "dict", "set", "tuple"];
var INTS = [
  "0",
  "1",
  "2",
  "3",
  "5",
  "7",
  "10",
  "-1",
  "-2",
  "-7",
  "100",
  "255",
  "2147483647",
  "2147483648",
  "-2147483648",
  "-2147483649",
  "65535",
  "140737488355327",
  "140737488355328",
  "-140737488355328",
  "-140737488355329",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775808",
  "(1 << 70)"
];
var FLOATS = ["0.0", "-0.0", "1.0", "0.5", "-1.5", "2.25", "3.14159", "1e10", "1e-7", "1e300", "-1e16", "float('inf')", "float('nan')", "9007199254740993.0", "123456789.123"];
var STRS = ["''", "'a'", "'xyz'", "'Hello'", "'\xE4\xF6\xFC'", "'\u65E5\u672C'", "'\u{1F600}'", "'a b c'", "'0123456789'"];
function generateProgram(seed) {
  return new Generator(seed).program();
}
var Generator = class {
  #random;
  #lines = [];
  #indent = 0;
  #names = 0;
  #vars = [];
  #loops = 0;
  /** Iterations that the enclosing loops make in all: keeps programs short. */
  #turns = 1;
  constructor(seed) {
    this.#random = new Random(seed);
  }
  program() {
    const functions = this.#random.int(1, 3);
    for (let i = 0; i < functions; i++) this.#function(`f${i}`);
    if (this.#random.chance(0.6)) this.#moduleLoop();
    for (let i = 0; i < functions; i++) {
      for (let call = 0; call < 2; call++) {
        const args = [this.#int(), this.#float(), this.#str()];
        this.#line("try:");
        this.#line(`    print(f${i}(${args.join(", ")}))`);
        this.#line("except Exception as e:");
        this.#line("    print(type(e).__name__, e)");
      }
    }
    return `${this.#lines.join("\n")}
`;
  }
  #line(text) {
    this.#lines.push("    ".repeat(this.#indent) + text);
  }
  #fresh(prefix) {
    return `${prefix}${this.#names++}`;
  }
  #function(name) {
    this.#vars = [
      { name: "n", type: "int" },
      { name: "x", type: "float" },
      { name: "s", type: "str" }
    ];
    this.#line(`def ${name}(n, x, s):`);
    this.#indent++;
    this.#body();
    this.#line(`return (${this.#vars.map((v) => v.name).join(", ")})`);
    this.#indent--;
  }
  #moduleLoop() {
    this.#vars = [];
    this.#line("try:");
    this.#indent++;
    this.#body();
    this.#line(`print(${this.#vars.map((v) => v.name).join(", ")})`);
    this.#indent--;
    this.#line("except Exception as e:");
    this.#line("    print(type(e).__name__, e)");
  }
  #body() {
    for (const type of TYPES) if (this.#random.chance(0.6)) this.#declare(type);
    const count2 = this.#random.int(2, 5);
    for (let i = 0; i < count2; i++) this.#statement(0);
    if (this.#loops === 0) this.#loop(0);
    this.#loops = 0;
  }
  #declare(type) {
    const name = this.#fresh(type[0]);
    this.#line(`${name} = ${this.#literal(type)}`);
    this.#vars.push({ name, type });
  }
  #literal(type) {
    const r = this.#random;
    const many = (make) => Array.from({ length: r.int(1, 6) }, make).join(", ");
    switch (type) {
      case "int":
        return r.pick(INTS);
      case "float":
        return r.pick(FLOATS);
      case "str":
        return r.pick(STRS);
      case "bool":
        return r.pick(["True", "False"]);
      case "ints":
        return r.chance(0.1) ? "list(range(10))" : `[${many(() => r.chance(0.04) ? "None" : r.pick(INTS))}]`;
      case "floats":
        return `[${many(() => r.chance(0.1) ? r.pick(INTS) : r.pick(FLOATS))}]`;
      case "strs":
        return `[${many(() => r.pick(STRS))}]`;
      case "dict":
        return `{${many(() => `${r.chance(0.5) ? r.pick(STRS) : r.int(0, 9)}: ${r.pick(INTS)}`)}}`;
      case "set":
        return `{${many(() => String(r.int(0, 40)))}}`;
      case "tuple":
        return `(${many(() => r.pick(INTS))},)`;
    }
  }
  #variable(type) {
    const fitting = this.#vars.filter((v) => v.type === type);
    return fitting.length === 0 ? void 0 : this.#random.pick(fitting).name;
  }
  #index() {
    const r = this.#random;
    return r.chance(0.5) ? String(r.int(-3, 4)) : `${this.#variable("int") ?? "1"} % ${r.int(1, 6)}`;
  }
  #int(depth = 0) {
    const r = this.#random;
    const variable = this.#variable("int");
    if (depth > 2 || r.chance(0.35)) return variable !== void 0 && r.chance(0.7) ? variable : r.pick(INTS);
    const a = this.#int(depth + 1);
    const b = this.#int(depth + 1);
    const list = this.#variable("ints");
    const choices = [
      () => `(${a} + ${b})`,
      () => `(${a} - ${b})`,
      () => `(${a} * ${b})`,
      () => `(${a} // ${r.chance(0.2) ? b : r.pick(["2", "3", "7", "-5", "1000", "4294967296"])})`,
      () => `(${a} % ${r.chance(0.2) ? b : r.pick(["2", "3", "8", "-7", "1000003", "4294967291"])})`,
      () => `(${a} ${r.pick(["&", "|", "^"])} ${b})`,
      () => `(${a} >> ${r.int(0, 40)})`,
      () => `(${a} << ${r.int(0, 20)})`,
      () => `(-${a})`,
      () => `(~${a})`,
      () => `abs(${a})`,
      () => `(${a} if ${this.#condition(depth + 1)} else ${b})`,
      () => `(${a} ** ${r.int(0, 3)})`,
      () => `min(${a}, ${b})`,
      () => `max(${a}, ${b})`,
      () => list === void 0 ? a : `${list}[${this.#index()}]`,
      () => list === void 0 ? b : `len(${list})`,
      () => list === void 0 ? b : `sum(${list}[:3])`,
      () => `${this.#variable("tuple") ?? "(4, 5, 6)"}[${this.#index()}]`,
      () => `len(${this.#variable("str") ?? "'abc'"})`,
      () => `${this.#variable("dict") ?? "{1: 2}"}.get(${this.#key()}, ${b})`,
      () => `int(${this.#bool()})`,
      () => `ord(${this.#variable("str") ?? "'q'"}[${this.#index()}])`
    ];
    return r.pick(choices)();
  }
  /** An int to be kept in a container: bounded in loops, where it might feed itself. */
  #stored() {
    const value = this.#int(1);
    return this.#turns === 1 ? value : `${value} % ${this.#random.pick(["97", "1000003", "(1 << 33)", "(1 << 66)"])}`;
  }
  #float(depth = 0) {
    const r = this.#random;
    const variable = this.#variable("float");
    if (depth > 2 || r.chance(0.35)) return variable !== void 0 && r.chance(0.7) ? variable : r.pick(FLOATS);
    const a = this.#float(depth + 1);
    const b = r.chance(0.3) ? this.#int(depth + 1) : this.#float(depth + 1);
    const list = this.#variable("floats");
    const choices = [
      () => `(${a} + ${b})`,
      () => `(${a} - ${b})`,
      () => `(${a} * ${b})`,
      () => `(${a} / ${r.chance(0.3) ? b : r.pick(["2.0", "3", "-0.5", "1e10"])})`,
      () => `(${a} // ${r.pick(["2.0", "0.7", "-3", "1e5"])})`,
      () => `(${a} % ${r.pick(["2.0", "0.7", "-3", "1e5"])})`,
      () => `(-${a})`,
      () => `abs(${a})`,
      () => `(${a} if ${this.#condition(depth + 1)} else ${a})`,
      () => `(${this.#int(depth + 1)} / ${r.pick(["2", "3", "7", "1024", "0.1"])})`,
      () => `float(${this.#bool()})`,
      () => list === void 0 ? a : `${list}[${this.#index()}]`,
      () => `round(${a}, ${r.int(0, 3)})`,
      () => `min(${a}, ${b})`
    ];
    return r.pick(choices)();
  }
  #str(depth = 0) {
    const r = this.#random;
    const variable = this.#variable("str");
    if (depth > 1 || r.chance(0.4)) return variable !== void 0 && r.chance(0.7) ? variable : r.pick(STRS);
    const a = this.#str(depth + 1);
    const list = this.#variable("strs");
    const choices = [
      () => `(${a} + ${this.#str(depth + 1)})`,
      () => `${a}[${this.#index()}]`,
      () => `${a}[${r.int(-3, 3)}:${r.int(-3, 5)}]`,
      () => `${a}[::${r.pick(["-1", "2", "-2", "3"])}]`,
      () => `(${a} * ${r.int(0, 3)})`,
      () => `str(${this.#int(depth + 1)})`,
      () => `${a}.upper()`,
      () => `${a}.replace('a', 'bc')`,
      () => `f"{${this.#variable("int") ?? r.pick(INTS)}:${r.pick(["", ",", "x", ">8", "+", "05", "_"])}}|{${r.pick(FLOATS.filter((f) => !f.includes("'")))}:${r.pick(["", ".2f", ".3e", "g", "10.1f"])}}"`,
      () => `repr(${this.#float(depth + 1)})`,
      () => list === void 0 ? a : `${r.pick(["','", "''", "' - '"])}.join(${list})`,
      () => list === void 0 ? a : `${list}[${this.#index()}]`,
      () => `'%s %r %5d' % (${a}, ${a}, ${this.#int(2)})`
    ];
    return r.pick(choices)();
  }
  #bool() {
    return this.#variable("bool") ?? this.#random.pick(["True", "False"]);
  }
  #key() {
    const r = this.#random;
    return r.chance(0.5) ? `${this.#variable("int") ?? "3"} % ${r.int(2, 9)}` : this.#variable("str") ?? r.pick(STRS);
  }
  #condition(depth = 0) {
    const r = this.#random;
    const op = r.pick(["<", "<=", "==", "!=", ">", ">="]);
    const choices = [
      () => `${this.#int(depth + 1)} ${op} ${this.#int(depth + 1)}`,
      () => `${this.#int(depth + 1)} ${op} ${this.#int(2)}`,
      () => `${this.#float(depth + 1)} ${op} ${r.chance(0.3) ? this.#int(2) : this.#float(depth + 1)}`,
      () => `${this.#str(depth + 1)} ${op} ${this.#str(depth + 1)}`,
      () => this.#bool(),
      () => `not ${this.#bool()}`,
      () => `${this.#int(2)} ${r.pick(["<", "<="])} ${this.#int(2)} ${op} ${this.#int(2)}`,
      () => `${this.#int(2)} in ${this.#variable("set") ?? this.#variable("ints") ?? "(1, 2, 3)"}`,
      () => `${this.#key()} ${r.pick(["in", "not in"])} ${this.#variable("dict") ?? "{'a': 1}"}`,
      () => `${this.#variable("ints") ?? "[]"}`,
      () => `${this.#variable("str") ?? "''"}`
    ];
    const one = r.pick(choices)();
    if (depth > 0 || r.chance(0.75)) return one;
    return `${one} ${r.pick(["and", "or"])} ${r.pick(choices)()}`;
  }
  #expression(type) {
    const r = this.#random;
    switch (type) {
      case "int":
        return this.#int();
      case "float":
        return this.#float();
      case "str":
        return this.#str();
      case "bool":
        return this.#condition(1);
      case "ints":
        return r.pick([
          () => `[${this.#stored()}, ${this.#stored()}]`,
          () => `[${r.pick(["k", "k * k", "k % 3", "-k"])} for k in range(${r.int(0, 12)})${r.chance(0.4) ? " if k % 2" : ""}]`,
          () => `sorted(${this.#variable("set") ?? "{3, 1, 2}"})`,
          () => `${this.#variable("ints") ?? "[1, 2]"}[${r.int(-3, 2)}:]`,
          () => `list(reversed(${this.#variable("tuple") ?? "(1, 2)"}))`
        ])();
      case "floats":
        return `[${this.#float(1)}, ${this.#float(1)}]`;
      case "strs":
        return r.pick([() => `${this.#str(1)}.split(' ')`, () => `[${this.#str(1)}, ${this.#str(1)}]`, () => `list(${this.#str(1)})`])();
      case "dict":
        return r.pick([
          () => `{k: k * ${r.int(1, 9)} for k in range(${r.int(0, 8)})}`,
          () => `dict(${this.#variable("dict") ?? "a=1"})`,
          () => `{${this.#key()}: ${this.#stored()}}`
        ])();
      case "set":
        return r.pick([
          () => `{k % ${r.int(2, 9)} for k in range(${r.int(1, 20)})}`,
          () => `(${this.#variable("set") ?? "{1}"} ${r.pick(["|", "&", "-", "^"])} {1, 2, 3, 17})`
        ])();
      case "tuple":
        return `(${this.#stored()}, ${this.#stored()}, ${this.#int(2)})`;
    }
  }
  #statement(depth) {
    const r = this.#random;
    if (depth < 3 && r.chance(depth === 0 ? 0.45 : 0.2) && this.#turns < 3e3) return this.#loop(depth);
    const choices = [
      () => this.#assign(),
      () => this.#assign(),
      () => this.#augment(),
      () => this.#augment(),
      () => this.#if(depth),
      () => this.#mutate(),
      () => this.#mutate(),
      () => this.#swap(),
      () => this.#try(depth)
    ];
    r.pick(choices)();
  }
  #block(depth) {
    this.#indent++;
    const known = this.#vars.length;
    const count2 = this.#random.int(1, depth === 0 ? 4 : 3);
    for (let i = 0; i < count2; i++) this.#statement(depth + 1);
    this.#vars = this.#vars.slice(0, known);
    this.#indent--;
  }
  #assign() {
    if (this.#vars.length === 0) return this.#line("pass");
    const v = this.#random.pick(this.#vars);
    const type = this.#random.chance(0.03) ? this.#random.pick(TYPES) : v.type;
    this.#line(`${v.name} = ${this.#expression(type)}`);
    this.#bound(v);
  }
  #augment() {
    const r = this.#random;
    const v = r.pick(this.#vars.length === 0 ? [{ name: "", type: "bool" }] : this.#vars);
    if (v.type === "int") this.#line(`${v.name} ${r.pick(["+=", "-=", "*=", "^=", "|=", "&=", "+="])} ${this.#int(1)}`);
    else if (v.type === "float") this.#line(`${v.name} ${r.pick(["+=", "-=", "*="])} ${this.#float(1)}`);
    else if (v.type === "str") this.#line(`${v.name} += ${this.#str(1)}`);
    else if (v.type === "ints") this.#line(`${v.name} += [${this.#stored()}]`);
    else if (v.type === "set") this.#line(`${v.name} |= {${r.int(0, 99)}}`);
    else return this.#line("pass");
    this.#bound(v);
  }
  /** Keeps values from growing without end in a loop. */
  #bound(v) {
    if (this.#turns === 1) return;
    if (v.type === "int") this.#line(`if type(${v.name}) is int and not -(1 << 72) < ${v.name} < (1 << 72): ${v.name} %= ${this.#random.pick(["1000003", "(1 << 47) + 5", "(1 << 31) - 3"])}`);
    else if (v.type === "str" || v.type === "ints" || v.type === "strs" || v.type === "floats") this.#line(`if type(${v.name}) in (str, list) and len(${v.name}) > 40: ${v.name} = ${v.name}[:5]`);
  }
  #mutate() {
    const r = this.#random;
    const list = this.#variable("ints");
    const floats = this.#variable("floats");
    const dict = this.#variable("dict");
    const set = this.#variable("set");
    const strs = this.#variable("strs");
    const choices = [
      () => list !== void 0 && (this.#line(`${list}.append(${this.#stored()})`), this.#bound({ name: list, type: "ints" })),
      () => list !== void 0 && this.#line(`${list}[${this.#index()}] = ${this.#stored()}`),
      () => list !== void 0 && this.#line(`if ${list}: ${list}.pop(${r.pick(["", "0", "-1"])})`),
      () => list !== void 0 && this.#line(`${list}.insert(${r.int(-2, 3)}, ${this.#stored()})`),
      () => list !== void 0 && this.#line(`${list}[${r.int(-2, 2)}:${r.int(-2, 4)}] = [${this.#stored()}]`),
      () => list !== void 0 && this.#line(`${list}.${r.pick(["reverse", "sort"])}()`),
      () => floats !== void 0 && this.#line(`${floats}[${this.#index()}] = ${this.#float(1)}`),
      () => dict !== void 0 && this.#line(`${dict}[${this.#key()}] = ${this.#stored()}`),
      () => dict !== void 0 && this.#line(`${dict}.pop(${this.#key()}, None)`),
      () => set !== void 0 && this.#line(`${set}.add(${r.int(0, 60)})`),
      () => set !== void 0 && this.#line(`${set}.discard(${this.#int(2)})`),
      () => strs !== void 0 && (this.#line(`${strs}.append(${this.#str(1)})`), this.#bound({ name: strs, type: "strs" }))
    ];
    if (r.pick(choices)() === false) this.#assign();
  }
  #swap() {
    const ints = this.#vars.filter((v) => v.type === "int");
    const list = this.#variable("ints");
    if (list !== void 0 && this.#random.chance(0.5)) {
      const [i, j] = [this.#random.int(-2, 2), this.#random.int(-2, 2)];
      this.#line(`${list}[${i}], ${list}[${j}] = ${list}[${j}], ${list}[${i}]`);
    } else if (ints.length >= 2) {
      const [a, b] = [this.#random.pick(ints).name, this.#random.pick(ints).name];
      this.#line(`${a}, ${b} = ${b}, ${this.#int(1)}`);
      this.#bound({ name: b, type: "int" });
    } else this.#assign();
  }
  #if(depth) {
    this.#line(`if ${this.#condition()}:`);
    this.#block(depth + 1);
    if (this.#random.chance(0.4)) {
      this.#line("else:");
      this.#block(depth + 1);
    }
  }
  #try(depth) {
    this.#line("try:");
    this.#block(depth + 1);
    this.#line(this.#random.chance(0.5) ? "except (ZeroDivisionError, IndexError, OverflowError):" : "except Exception:");
    this.#indent++;
    this.#assign();
    this.#indent--;
    if (this.#random.chance(0.3)) {
      this.#line("finally:");
      this.#indent++;
      this.#assign();
      this.#indent--;
    }
  }
  #loop(depth) {
    const r = this.#random;
    this.#loops++;
    const turns = depth === 0 ? r.pick([3, 130, 250, 400]) : r.pick([0, 2, 5, 11]);
    const outer = this.#turns;
    this.#turns = outer * Math.max(turns, 1);
    const known = this.#vars.length;
    const kind = r.int(0, 4);
    const i = this.#fresh("i");
    if (kind === 0) {
      this.#line(`${i} = 0`);
      this.#line(`while ${i} < ${turns}:`);
      this.#indent++;
      this.#line(`${i} += 1`);
      this.#indent--;
    } else if (kind === 1) this.#line(`for ${i} in ${this.#variable("tuple") ?? "(1, 2, 3)"} * ${Math.max(1, Math.floor(turns / 3))}:`);
    else if (kind === 2) this.#line(`for ${i}, j${i} in enumerate(range(${turns}, ${2 * turns})):`);
    else this.#line(`for ${i} in range(${r.pick([`${turns}`, `${turns}, 0, -1`, `5, ${5 + 2 * turns}, 2`])}):`);
    this.#vars.push({ name: i, type: "int" });
    if (kind === 0) {
      this.#vars.pop();
    }
    this.#block(depth);
    if (r.chance(0.25)) {
      this.#indent++;
      this.#line(`if ${this.#condition()}: ${r.pick(["break", "continue"])}`);
      this.#indent--;
    }
    this.#vars = this.#vars.slice(0, known);
    if (r.chance(0.2)) {
      this.#line("else:");
      this.#indent++;
      this.#assign();
      this.#indent--;
    }
    this.#turns = outer;
  }
};

// tests/differential/fuzz.ts
var { values } = parseArgs({
  options: { count: { type: "string", default: "200" }, seed: { type: "string", default: "1" }, batch: { type: "string", default: "40" }, "max-failures": { type: "string", default: "5" } }
});
var count = Number(values.count);
var first = Number(values.seed);
var batch = Number(values.batch);
var hasOracle = cpython(["-c", ""]) !== void 0;
function same(a, b) {
  return a.stdout === b.stdout && a.code === b.code;
}
function differing(source) {
  const oracle = hasOracle ? cpython(["prog.py"], { cwd: workspace({ "prog.py": source }) }) : runProgram(source, "no-jit");
  return EXECUTOR_NAMES.filter((name) => !same(runProgram(source, name), oracle));
}
function reduce(source) {
  let lines = source.split("\n");
  const depth = (line) => line.length - line.trimStart().length;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = lines.length - 1; i >= 0; i--) {
      let end = i + 1;
      while (end < lines.length && lines[end].trim() !== "" && depth(lines[end]) > depth(lines[i])) end++;
      for (const candidate of [lines.toSpliced(i, end - i), lines.toSpliced(i, end - i, `${" ".repeat(depth(lines[i]))}pass`)]) {
        const text = candidate.join("\n");
        if (text === lines.join("\n")) continue;
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
var failures = 0;
for (let at = first; at < first + count; at += batch) {
  const seeds = Array.from({ length: Math.min(batch, first + count - at) }, (_, i) => at + i);
  if (differing(seeds.map(generateProgram).join("\n")).length === 0) continue;
  for (const seed of seeds) {
    const source = generateProgram(seed);
    const names = differing(source);
    if (names.length === 0) continue;
    failures++;
    console.log(`seed ${seed} differs in ${names.join(", ")}; reduced:
${reduce(source)}
`);
    if (failures >= Number(values["max-failures"])) break;
  }
  if (failures >= Number(values["max-failures"])) break;
}
console.log(`${count} programs, ${EXECUTOR_NAMES.length} executors, ${hasOracle ? "compared with CPython 3.11" : "compared with the interpreter"}: ${failures} differences`);
process.exit(failures === 0 ? 0 : 1);

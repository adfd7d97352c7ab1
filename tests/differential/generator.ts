import { Random } from "./random.js";

/** Static types the generator keeps for its variables, so that most programs get past their first line. */
type Type = "int" | "float" | "str" | "bool" | "ints" | "floats" | "strs" | "dict" | "set" | "tuple";

const TYPES: readonly Type[] = [
  "int",
  "int",
  "int",
  "float",
  "float",
  "str",
  "bool",
  "ints",
  "floats",
  "strs",
  "dict",
  "set",
  "tuple",
];

/** Where representations change: int32, 48-bit immediates, doubles' exact ints, int64. */
const INTS = [
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
  "(1 << 70)",
];
const FLOATS = [
  "0.0",
  "-0.0",
  "1.0",
  "0.5",
  "-1.5",
  "2.25",
  "3.14159",
  "1e10",
  "1e-7",
  "1e300",
  "-1e16",
  "float('inf')",
  "float('nan')",
  "9007199254740993.0",
  "123456789.123",
];
const STRS = ["''", "'a'", "'xyz'", "'Hello'", "'äöü'", "'日本'", "'😀'", "'a b c'", "'0123456789'"];

interface Variable {
  readonly name: string;
  readonly type: Type;
}

/** Makes one program: functions and module-level code with loops hot enough to be compiled. */
export function generateProgram(seed: number): string {
  return new Generator(seed).program();
}

class Generator {
  readonly #random: Random;
  #lines: string[] = [];
  #indent = 0;
  #names = 0;
  #vars: Variable[] = [];
  #loops = 0;
  /** Iterations that the enclosing loops make in all: keeps programs short. */
  #turns = 1;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  program(): string {
    const functions = this.#random.int(1, 3);
    for (let i = 0; i < functions; i++) this.#function(`f${i}`);
    if (this.#random.chance(0.6)) this.#moduleLoop();
    for (let i = 0; i < functions; i++) {
      // Twice: the second call may start in compiled code.
      for (let call = 0; call < 2; call++) {
        const args = [this.#int(), this.#float(), this.#str()];
        this.#line("try:");
        this.#line(`    print(f${i}(${args.join(", ")}))`);
        this.#line("except Exception as e:");
        this.#line("    print(type(e).__name__, e)");
      }
    }
    return `${this.#lines.join("\n")}\n`;
  }

  #line(text: string): void {
    this.#lines.push("    ".repeat(this.#indent) + text);
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  #function(name: string): void {
    this.#vars = [
      { name: "n", type: "int" },
      { name: "x", type: "float" },
      { name: "s", type: "str" },
    ];
    this.#line(`def ${name}(n, x, s):`);
    this.#indent++;
    this.#body();
    this.#line(`return (${this.#vars.map((v) => v.name).join(", ")})`);
    this.#indent--;
  }

  #moduleLoop(): void {
    this.#vars = [];
    this.#line("try:");
    this.#indent++;
    this.#body();
    this.#line(`print(${this.#vars.map((v) => v.name).join(", ")})`);
    this.#indent--;
    this.#line("except Exception as e:");
    this.#line("    print(type(e).__name__, e)");
  }

  #body(): void {
    for (const type of TYPES) if (this.#random.chance(0.6)) this.#declare(type);
    const count = this.#random.int(2, 5);
    for (let i = 0; i < count; i++) this.#statement(0);
    if (this.#loops === 0) this.#loop(0);
    this.#loops = 0;
  }

  #declare(type: Type): void {
    const name = this.#fresh(type[0]);
    this.#line(`${name} = ${this.#literal(type)}`);
    this.#vars.push({ name, type });
  }

  #literal(type: Type): string {
    const r = this.#random;
    const many = (make: () => string) => Array.from({ length: r.int(1, 6) }, make).join(", ");
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
        return r.chance(0.1) ? "list(range(10))" : `[${many(() => (r.chance(0.04) ? "None" : r.pick(INTS)))}]`;
      case "floats":
        return `[${many(() => (r.chance(0.1) ? r.pick(INTS) : r.pick(FLOATS)))}]`;
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

  #variable(type: Type): string | undefined {
    const fitting = this.#vars.filter((v) => v.type === type);
    return fitting.length === 0 ? undefined : this.#random.pick(fitting).name;
  }

  #index(): string {
    const r = this.#random;
    return r.chance(0.5) ? String(r.int(-3, 4)) : `${this.#variable("int") ?? "1"} % ${r.int(1, 6)}`;
  }

  #int(depth = 0): string {
    const r = this.#random;
    const variable = this.#variable("int");
    if (depth > 2 || r.chance(0.35)) return variable !== undefined && r.chance(0.7) ? variable : r.pick(INTS);
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
      () => (list === undefined ? a : `${list}[${this.#index()}]`),
      () => (list === undefined ? b : `len(${list})`),
      () => (list === undefined ? b : `sum(${list}[:3])`),
      () => `${this.#variable("tuple") ?? "(4, 5, 6)"}[${this.#index()}]`,
      () => `len(${this.#variable("str") ?? "'abc'"})`,
      () => `${this.#variable("dict") ?? "{1: 2}"}.get(${this.#key()}, ${b})`,
      () => `int(${this.#bool()})`,
      () => `ord(${this.#variable("str") ?? "'q'"}[${this.#index()}])`,
    ];
    return r.pick(choices)();
  }

  /** An int to be kept in a container: bounded in loops, where it might feed itself. */
  #stored(): string {
    const value = this.#int(1);
    return this.#turns === 1 ? value : `${value} % ${this.#random.pick(["97", "1000003", "(1 << 33)", "(1 << 66)"])}`;
  }

  #float(depth = 0): string {
    const r = this.#random;
    const variable = this.#variable("float");
    if (depth > 2 || r.chance(0.35)) return variable !== undefined && r.chance(0.7) ? variable : r.pick(FLOATS);
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
      () => (list === undefined ? a : `${list}[${this.#index()}]`),
      () => `round(${a}, ${r.int(0, 3)})`,
      () => `min(${a}, ${b})`,
    ];
    return r.pick(choices)();
  }

  #str(depth = 0): string {
    const r = this.#random;
    const variable = this.#variable("str");
    if (depth > 1 || r.chance(0.4)) return variable !== undefined && r.chance(0.7) ? variable : r.pick(STRS);
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
      () =>
        `f"{${this.#variable("int") ?? r.pick(INTS)}:${r.pick(["", ",", "x", ">8", "+", "05", "_"])}}|{${r.pick(FLOATS.filter((f) => !f.includes("'")))}:${r.pick(["", ".2f", ".3e", "g", "10.1f"])}}"`,
      () => `repr(${this.#float(depth + 1)})`,
      () => (list === undefined ? a : `${r.pick(["','", "''", "' - '"])}.join(${list})`),
      () => (list === undefined ? a : `${list}[${this.#index()}]`),
      () => `'%s %r %5d' % (${a}, ${a}, ${this.#int(2)})`,
    ];
    return r.pick(choices)();
  }

  #bool(): string {
    return this.#variable("bool") ?? this.#random.pick(["True", "False"]);
  }

  #key(): string {
    const r = this.#random;
    return r.chance(0.5) ? `${this.#variable("int") ?? "3"} % ${r.int(2, 9)}` : (this.#variable("str") ?? r.pick(STRS));
  }

  #condition(depth = 0): string {
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
      () => `${this.#variable("str") ?? "''"}`,
    ];
    const one = r.pick(choices)();
    if (depth > 0 || r.chance(0.75)) return one;
    return `${one} ${r.pick(["and", "or"])} ${r.pick(choices)()}`;
  }

  #expression(type: Type): string {
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
          () =>
            `[${r.pick(["k", "k * k", "k % 3", "-k"])} for k in range(${r.int(0, 12)})${r.chance(0.4) ? " if k % 2" : ""}]`,
          () => `sorted(${this.#variable("set") ?? "{3, 1, 2}"})`,
          () => `${this.#variable("ints") ?? "[1, 2]"}[${r.int(-3, 2)}:]`,
          () => `list(reversed(${this.#variable("tuple") ?? "(1, 2)"}))`,
        ])();
      case "floats":
        return `[${this.#float(1)}, ${this.#float(1)}]`;
      case "strs":
        return r.pick([
          () => `${this.#str(1)}.split(' ')`,
          () => `[${this.#str(1)}, ${this.#str(1)}]`,
          () => `list(${this.#str(1)})`,
        ])();
      case "dict":
        return r.pick([
          () => `{k: k * ${r.int(1, 9)} for k in range(${r.int(0, 8)})}`,
          () => `dict(${this.#variable("dict") ?? "a=1"})`,
          () => `{${this.#key()}: ${this.#stored()}}`,
        ])();
      case "set":
        return r.pick([
          () => `{k % ${r.int(2, 9)} for k in range(${r.int(1, 20)})}`,
          () => `(${this.#variable("set") ?? "{1}"} ${r.pick(["|", "&", "-", "^"])} {1, 2, 3, 17})`,
        ])();
      case "tuple":
        return `(${this.#stored()}, ${this.#stored()}, ${this.#int(2)})`;
    }
  }

  #statement(depth: number): void {
    const r = this.#random;
    if (depth < 3 && r.chance(depth === 0 ? 0.45 : 0.2) && this.#turns < 3000) return this.#loop(depth);
    const choices = [
      () => this.#assign(),
      () => this.#assign(),
      () => this.#augment(),
      () => this.#augment(),
      () => this.#if(depth),
      () => this.#mutate(),
      () => this.#mutate(),
      () => this.#swap(),
      () => this.#try(depth),
    ];
    r.pick(choices)();
  }

  #block(depth: number): void {
    this.#indent++;
    const known = this.#vars.length;
    const count = this.#random.int(1, depth === 0 ? 4 : 3);
    for (let i = 0; i < count; i++) this.#statement(depth + 1);
    this.#vars = this.#vars.slice(0, known);
    this.#indent--;
  }

  #assign(): void {
    if (this.#vars.length === 0) return this.#line("pass");
    const v = this.#random.pick(this.#vars);
    // Now and then a variable changes its type: compiled code must leave.
    const type = this.#random.chance(0.03) ? this.#random.pick(TYPES) : v.type;
    this.#line(`${v.name} = ${this.#expression(type)}`);
    this.#bound(v);
  }

  #augment(): void {
    const r = this.#random;
    const v = r.pick(this.#vars.length === 0 ? [{ name: "", type: "bool" as Type }] : this.#vars);
    if (v.type === "int") this.#line(`${v.name} ${r.pick(["+=", "-=", "*=", "^=", "|=", "&=", "+="])} ${this.#int(1)}`);
    else if (v.type === "float") this.#line(`${v.name} ${r.pick(["+=", "-=", "*="])} ${this.#float(1)}`);
    else if (v.type === "str") this.#line(`${v.name} += ${this.#str(1)}`);
    else if (v.type === "ints") this.#line(`${v.name} += [${this.#stored()}]`);
    else if (v.type === "set") this.#line(`${v.name} |= {${r.int(0, 99)}}`);
    else return this.#line("pass");
    this.#bound(v);
  }

  /** Keeps values from growing without end in a loop. */
  #bound(v: Variable): void {
    if (this.#turns === 1) return;
    if (v.type === "int")
      this.#line(
        `if type(${v.name}) is int and not -(1 << 72) < ${v.name} < (1 << 72): ${v.name} %= ${this.#random.pick(["1000003", "(1 << 47) + 5", "(1 << 31) - 3"])}`,
      );
    else if (v.type === "str" || v.type === "ints" || v.type === "strs" || v.type === "floats")
      this.#line(`if type(${v.name}) in (str, list) and len(${v.name}) > 40: ${v.name} = ${v.name}[:5]`);
  }

  #mutate(): void {
    const r = this.#random;
    const list = this.#variable("ints");
    const floats = this.#variable("floats");
    const dict = this.#variable("dict");
    const set = this.#variable("set");
    const strs = this.#variable("strs");
    const choices = [
      () =>
        list !== undefined &&
        (this.#line(`${list}.append(${this.#stored()})`), this.#bound({ name: list, type: "ints" })),
      () => list !== undefined && this.#line(`${list}[${this.#index()}] = ${this.#stored()}`),
      () => list !== undefined && this.#line(`if ${list}: ${list}.pop(${r.pick(["", "0", "-1"])})`),
      () => list !== undefined && this.#line(`${list}.insert(${r.int(-2, 3)}, ${this.#stored()})`),
      () => list !== undefined && this.#line(`${list}[${r.int(-2, 2)}:${r.int(-2, 4)}] = [${this.#stored()}]`),
      () => list !== undefined && this.#line(`${list}.${r.pick(["reverse", "sort"])}()`),
      () => floats !== undefined && this.#line(`${floats}[${this.#index()}] = ${this.#float(1)}`),
      () => dict !== undefined && this.#line(`${dict}[${this.#key()}] = ${this.#stored()}`),
      () => dict !== undefined && this.#line(`${dict}.pop(${this.#key()}, None)`),
      () => set !== undefined && this.#line(`${set}.add(${r.int(0, 60)})`),
      () => set !== undefined && this.#line(`${set}.discard(${this.#int(2)})`),
      () =>
        strs !== undefined &&
        (this.#line(`${strs}.append(${this.#str(1)})`), this.#bound({ name: strs, type: "strs" })),
    ];
    if (r.pick(choices)() === false) this.#assign();
  }

  #swap(): void {
    const ints = this.#vars.filter((v) => v.type === "int");
    const list = this.#variable("ints");
    if (list !== undefined && this.#random.chance(0.5)) {
      const [i, j] = [this.#random.int(-2, 2), this.#random.int(-2, 2)];
      this.#line(`${list}[${i}], ${list}[${j}] = ${list}[${j}], ${list}[${i}]`);
    } else if (ints.length >= 2) {
      const [a, b] = [this.#random.pick(ints).name, this.#random.pick(ints).name];
      this.#line(`${a}, ${b} = ${b}, ${this.#int(1)}`);
      this.#bound({ name: b, type: "int" });
    } else this.#assign();
  }

  #if(depth: number): void {
    this.#line(`if ${this.#condition()}:`);
    this.#block(depth + 1);
    if (this.#random.chance(0.4)) {
      this.#line("else:");
      this.#block(depth + 1);
    }
  }

  #try(depth: number): void {
    this.#line("try:");
    this.#block(depth + 1);
    this.#line(
      this.#random.chance(0.5) ? "except (ZeroDivisionError, IndexError, OverflowError):" : "except Exception:",
    );
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

  #loop(depth: number): void {
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
    } else if (kind === 1)
      this.#line(`for ${i} in ${this.#variable("tuple") ?? "(1, 2, 3)"} * ${Math.max(1, Math.floor(turns / 3))}:`);
    else if (kind === 2) this.#line(`for ${i}, j${i} in enumerate(range(${turns}, ${2 * turns})):`);
    else this.#line(`for ${i} in range(${r.pick([`${turns}`, `${turns}, 0, -1`, `5, ${5 + 2 * turns}, 2`])}):`);
    this.#vars.push({ name: i, type: "int" });
    if (kind === 0) {
      // The counter must not be assigned in the body.
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
}

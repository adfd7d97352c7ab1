import { Expressions } from "./expressions.js";
import { TYPES, type Type, type Variable } from "./scope.js";
import { FLOATS, INTS, MODULI, STRS } from "./values.js";

/** Most iterations of a nest of loops. */
const MAX_TURNS = 400;
const CAUGHT = ["(ZeroDivisionError, IndexError, OverflowError, KeyError)", "Exception", "ArithmeticError"];

/** Statements: assignments, mutation, control flow, loops hot enough to be compiled. */
export class Statements extends Expressions {
  protected declare(type: Type): void {
    const name = this.fresh(type[0]);
    if (type === "obj") {
      if (this.classes.length === 0) return;
      const cls = this.random.pick(this.classes);
      this.line(`${name} = ${this.make(cls)}`);
      this.vars.push({ name, type, cls });
      return;
    }
    this.line(`${name} = ${this.literal(type)}`);
    this.vars.push({ name, type });
  }

  protected statement(level: number): void {
    const r = this.random;
    if (level < 3 && this.turns < MAX_TURNS && r.chance(level === 0 ? 0.5 : 0.2)) return this.loop(level);
    this.act([
      () => this.assign(),
      () => this.assign(),
      () => this.#augment(),
      () => this.#augment(),
      () => this.#if(level),
      () => this.#mutate(),
      () => this.#mutate(),
      () => this.#mutate(),
      () => this.#object(),
      () => this.#object(),
      () => this.#swap(),
      () => this.#unpack(),
      () => this.#try(level),
      () => this.#match(),
      this.managers.length > 0 && (() => this.#with(level)),
      this.globals.length > 0 && (() => this.#rebind()),
      this.yielding && (() => this.line(`yield ${this.stored()}`)),
      this.yielding && (() => this.line(`yield ${this.stored()}`)),
      this.looping && r.chance(0.4) && (() => this.#leave()),
      r.chance(0.3) && (() => this.#raise()),
      r.chance(0.2) && (() => this.#closure()),
      r.chance(0.15) && (() => this.#delete()),
    ]);
  }

  protected block(level: number, most = 3): void {
    const known = this.vars.length;
    this.indented(() => {
      const count = this.random.int(1, most);
      for (let i = 0; i < count; i++) this.statement(level + 1);
    });
    this.vars = this.vars.slice(0, known);
  }

  #assignable(): Variable | undefined {
    return this.pickVariable((v) => v.fixed !== true);
  }

  protected assign(): void {
    const v = this.#assignable();
    if (v === undefined) return this.line("pass");
    // Now and then a variable changes its type: compiled code must leave.
    if (this.random.chance(0.04)) return this.line(`${v.name} = ${this.expression(this.random.pick(TYPES))}`);
    if (v.type === "obj" && v.cls !== undefined) {
      const other = this.pickVariable((x) => x.type === "obj" && x.cls === v.cls);
      const add = v.cls.has.has("add") ? `${v.name} + ${other?.name ?? v.name}` : undefined;
      return this.line(
        `${v.name} = ${this.random.pick([this.make(v.cls), other?.name ?? this.make(v.cls), add ?? v.name])}`,
      );
    }
    this.line(`${v.name} = ${this.expression(v.type)}`);
    if (this.random.chance(0.1)) this.line(`${v.name} = ${v.name}`);
  }

  #augment(): void {
    const r = this.random;
    const v = this.#assignable();
    const ops = ["+=", "-=", "^=", "|=", "&=", "+=", "//=", "%=", ">>="];
    switch (v?.type) {
      case "int": {
        const op = r.pick(ops);
        const right = op === ">>=" ? String(r.int(0, 9)) : op === "%=" || op === "//=" ? r.pick(INTS) : this.stored(1);
        return this.line(`${v.name} ${op} ${right}`);
      }
      case "float":
        return this.line(`${v.name} ${r.pick(["+=", "-=", "*=", "/="])} ${this.float(1)}`);
      case "str":
        return this.line(`${v.name} = (${v.name} + ${this.text(1)})[${r.pick(["-30:", ":25"])}]`);
      case "ints":
        return this.line(
          `${v.name}${r.chance(0.5) ? "" : "[-9:]"} += [${this.stored(1)}]`.replace("[-9:] +=", "[9:] ="),
        );
      case "set":
        return this.line(`${v.name} ${r.pick(["|=", "-=", "^="])} {${r.int(0, 99)}}`);
      case "tuple":
        return this.line(`${v.name} = ${v.name}[-3:] + (${this.stored(1)},)`);
      case "bytes":
        return this.line(`${v.name}${r.pick([" +=", " +=", "[9:] ="])} b'${r.pick(["x", "12", "\\xfe"])}'`);
      case "complex":
        return this.line(`${v.name} ${r.pick(["+=", "-="])} ${r.pick(["1j", "0.5", this.int(2), "(2-3j)"])}`);
      case "obj":
        return this.line(`${v.name}.a ${r.pick(["+=", "-=", "^="])} ${this.stored(1)}`);
      default:
        return this.assign();
    }
  }

  #mutate(): void {
    const r = this.random;
    const on = (type: Type, make: (name: string) => string) => {
      const name = this.variable(type);
      return name !== undefined && (() => this.line(make(name)));
    };
    const value = () => this.stored(1);
    this.act([
      on("ints", (l) => `${l}.append(${value()})`),
      on("ints", (l) => `${l}.append(${value()})`),
      on("ints", (l) => `${l}[${this.index(l)}] = ${value()}`),
      on("ints", (l) => `${l}[${this.index(l)}] = ${value()}`),
      on("ints", (l) => `${l}[${this.index(l)}] ${r.pick(["+=", "-=", "^=", "|="])} ${value()}`),
      on("ints", (l) => `if ${l}: ${l}.pop(${r.pick(["", "0", "-1"])})`),
      on("ints", (l) => `${l}.insert(${r.int(-2, 3)}, ${value()})`),
      on("ints", (l) => `${l}[${r.int(-2, 2)}:${r.int(-2, 4)}] = [${value()}]`),
      on("ints", (l) => `${l}.${r.pick(["reverse()", "sort()", "sort(key=abs)", "extend(range(2))", "clear()"])}`),
      on("ints", (l) => `del ${l}[${r.pick(["3:", "8:", ":1", "::3"])}]`),
      on("ints", (l) => `${l}[:] = ${l}[:8]`),
      on("ints", (l) => `${l}[0] = ${r.pick([this.float(2), "None", "'s'"])}`),
      on("floats", (l) => `${l}[${this.index(l)}] = ${this.float(1)}`),
      on("floats", (l) => `${l}[${this.index(l)}] += ${this.float(1)}`),
      on("floats", (l) => `${l}[0] = ${this.int(2)} % 1009`),
      on("mixed", (l) => `${l}[${this.index(l)}] = ${r.pick([this.float(1), value(), "None", "True"])}`),
      on("mixed", (l) => `${l}.append(${r.pick([this.float(1), value(), "False"])})`),
      on("mixed", (l) => `${l} = ${l}[-6:]`),
      on("rows", (l) => `${l}[${this.index(l)}][${this.index()}] = ${value()}`),
      on("rows", (l) => `${l}[${this.index(l)}].append(${value()})`),
      on("rows", (l) => `${l}[0] = ${this.variable("ints") ?? "[1, 2]"}`),
      on("dict", (d) => `${d}[${this.key()}] = ${value()}`),
      on("dict", (d) => `${d}[${this.key()}] = ${d}.get(${this.key()}, 0) + ${value()}`),
      on("dict", (d) => `${d}.pop(${this.key()}, None)`),
      on("dict", (d) => `if ${this.key()} in ${d}: del ${d}[${this.key()}]`),
      on("dict", (d) => `${d} |= {${this.key()}: ${value()}}`),
      on("dict", (d) => `if len(${d}) > 3: ${d}.popitem()`),
      on("ints", (l) => `${l}[${this.index(l)}] = ${l}[${this.index(l)}] = ${value()}`),
      on("ints", (l) => `assert ${l}, ${value()}`),
      on("dict", (d) => `${d}.setdefault(${this.key()}, ${value()})`),
      on("set", (s) => `${s}.add(${r.int(0, 60)})`),
      on("set", (s) => `${s}.discard(${this.int(2)})`),
      on("bytes", (b) => `${b}[${this.index(b)}] ${r.pick(["=", "^="])} ${this.int(1)} & 255`),
      on("bytes", (b) => `${b}.append(${this.int(2)} % 256)`),
      on("bytes", (b) => `del ${b}[8:]`),
      on("strs", (l) => `${l}.append(${this.text(1)}[:9])`),
      on("strs", (l) => `${l} = ${l}[-5:]`),
      () => this.assign(),
    ]);
  }

  /** Statements about instances: attributes, shapes, classes that change. */
  #object(): void {
    const r = this.random;
    const v = this.object();
    if (v?.cls === undefined) return this.#mutate();
    const { name, cls } = v;
    this.act([
      () => this.line(`${name}.a = ${this.stored(1)}`),
      () => this.line(`${name}.b ${r.pick(["=", "+=", "*="])} ${this.float(1)}`),
      () => this.line(`${name}.c.append(${this.stored(1)})`),
      () => this.line(`${name}.c = ${this.variable("ints") ?? "[]"}`),
      () => this.line(`${name}.step(${this.stored(2)})`),
      () => this.line(`${name} = ${this.make(r.pick(this.classes))}`),
      !cls.slots && r.chance(0.5) && (() => this.line(`${name}.${r.pick(["d", "e", "f"])} = ${this.stored(1)}`)),
      r.chance(0.3) && (() => this.line(`${name}.a = ${r.pick(["None", "'s'", this.float(1)])}`)),
      r.chance(0.15) && (() => this.line(`${cls.name}.get = lambda self, k: k + ${r.int(0, 9)}`)),
      r.chance(0.3) && cls.has.has("cls") && (() => this.line(`${cls.name}.tag = ${this.stored(1)}`)),
      cls.has.has("cls") && !cls.slots && (() => this.line(`${name}.tag = ${this.stored(1)}`)),
      cls.has.has("item") && (() => this.line(`${name}[${this.index()}] = ${this.stored(1)}`)),
      cls.has.has("setter") && (() => this.line(`${name}.half ${r.pick(["=", "+="])} ${this.stored(1)}`)),
      cls.has.has("run") && (() => this.line(`${name}.run(${this.stored(2)})`)),
      cls.has.has("iadd") && (() => this.line(`${name} += ${this.stored(1)}`)),
      r.chance(0.1) && (() => this.line(`del ${name}.b`)),
    ]);
  }

  #swap(): void {
    const ints = this.vars.filter((v) => v.type === "int" && v.fixed !== true);
    const list = this.variable("ints");
    if (list !== undefined && this.random.chance(0.5)) {
      const [i, j] = [this.index(list), this.index(list)];
      this.line(`${list}[${i}], ${list}[${j}] = ${list}[${j}], ${list}[${i}]`);
    } else if (ints.length >= 2) {
      const [a, b] = [this.random.pick(ints).name, this.random.pick(ints).name];
      this.line(`${a}, ${b} = ${b}, ${this.stored(1)}`);
    } else this.assign();
  }

  #unpack(): void {
    const r = this.random;
    const targets = this.vars.filter((v) => v.type === "int" && v.fixed !== true);
    if (targets.length < 2) return this.assign();
    const [a, b] = [r.pick(targets).name, r.pick(targets).name];
    const list = this.pickVariable((v) => v.type === "ints")?.name;
    const rest = this.pickVariable((v) => v.type === "ints" && v.fixed !== true)?.name;
    this.act([
      () => this.line(`${a}, ${b} = divmod(${this.stored(1)}, ${r.pick(["7", "-3", "1000"])})`),
      list !== undefined && rest !== undefined && (() => this.line(`${a}, *${rest} = ${list}`)),
      list !== undefined && (() => this.line(`${a}, ${b}, *_ = ${list}`)),
      list !== undefined && (() => this.line(`(${a}, ${b}), _ = ${list}[:2], 0`)),
      () => this.line(`${a}, ${b} = ${this.variable("tuple") ?? "(1, 2)"}[:2]`),
      () => this.line(`${a} = ${b} = ${this.stored(1)}`),
      list !== undefined && rest !== undefined && (() => this.line(`*${rest}, ${a} = ${list}`)),
      () => this.line(`[${a}, (${b}, *_)] = ${this.stored(2)}, 'xy'${this.random.pick(["", "[1:]"])} and (2, 3)`),
    ]);
  }

  #rebind(): void {
    const name = this.random.pick(this.globals);
    // Functions have a `global` statement for these.
    this.line(
      this.random.chance(0.1)
        ? `${name} = ${this.float(1)}`
        : `${name} ${this.random.pick(["=", "+=", "^="])} ${this.stored(1)}`.replace("^= -", "= -"),
    );
  }

  #leave(): void {
    const value = this.inside === "function" && this.random.chance(0.3) ? `return ${this.stored(1)}` : undefined;
    this.line(`if ${this.condition()}: ${value ?? this.random.pick(["break", "continue", "continue"])}`);
  }

  #raise(): void {
    const e = this.exceptions.length > 0 ? this.random.pick(this.exceptions) : "ValueError";
    this.line(`if ${this.condition()}: raise ${e}(${this.stored(1)})`);
  }

  /** A function in the function (or loop): it sees and rebinds what is around it. */
  #closure(): void {
    const r = this.random;
    const v = this.pickVariable((x) => x.type === "int" && x.fixed !== true);
    if (v === undefined) return this.assign();
    const name = this.fresh("h");
    this.line(`def ${name}(k):`);
    this.indented(() => {
      const word = this.inside === "module" ? "global" : "nonlocal";
      if (r.chance(0.6)) {
        this.line(`${word} ${v.name}`);
        this.line(`${v.name} = k + ${r.int(0, 99)}`);
      }
      this.line(`return ${v.name} ${r.pick(["+", "-", "^", "|"])} k`);
    });
    this.vars.push({ name, type: "fn" });
    if (r.chance(0.5)) this.line(`${v.name} = ${name}(${this.stored(2)})`);
  }

  #delete(): void {
    const v = this.#assignable();
    if (v === undefined) return this.assign();
    this.line(`del ${v.name}`);
    this.line(`${this.random.chance(0.9) ? "" : `if ${this.condition()}: `}${v.name} = ${this.expression(v.type)}`);
  }

  #if(level: number): void {
    this.line(`if ${this.condition()}:`);
    this.block(level);
    if (this.random.chance(0.15)) {
      this.line(`elif ${this.condition()}:`);
      this.block(level, 2);
    }
    if (this.random.chance(0.4)) {
      this.line("else:");
      this.block(level, 2);
    }
  }

  #try(level: number): void {
    const r = this.random;
    const only = r.chance(0.15);
    const cleaning = only || r.chance(0.35);
    this.line("try:");
    if (cleaning) this.#unsuspended(() => this.block(level));
    else this.block(level);
    if (!only) {
      const e = this.exceptions.length > 0 && r.chance(0.3) ? r.pick(this.exceptions) : r.pick(CAUGHT);
      const name = r.chance(0.4) ? this.fresh("e") : undefined;
      this.line(`except ${e}${name === undefined ? "" : ` as ${name}`}:`);
      this.indented(() => {
        const s = this.pickVariable((v) => v.type === "str" && v.fixed !== true);
        const n = this.pickVariable((v) => v.type === "int" && v.fixed !== true);
        const seen = [`str(${name})[:20]`, `str(${name}.__context__)[:20]`];
        if (this.traces) seen.push(`str(where(${name}))[-20:]`);
        if (name !== undefined && n !== undefined && r.chance(0.3)) {
          const next = r.chance(0.5) ? "" : ".tb_next";
          this.line(`${n.name} = getattr(${name}.__traceback__${next}, "tb_lineno", 0)`);
        } else if (name !== undefined && s !== undefined) this.line(`${s.name} = ${r.pick(seen)}`);
        else this.assign();
        if (r.chance(0.1)) this.block(level);
        if (!r.chance(0.2)) return;
        const from = name === undefined ? "" : r.pick(["", ` from ${name}`, " from None"]);
        this.line(r.pick(["raise", `raise ValueError(${this.stored(2)})${from}`]));
      });
      if (r.chance(0.2)) {
        this.line("else:");
        this.indented(() => this.assign());
      }
    }
    if (cleaning) {
      this.line("finally:");
      this.indented(() => {
        this.assign();
        if (this.looping && r.chance(0.1)) this.#leave();
      });
    }
  }

  /** No `yield` in what it makes: when the `finally` of a generator that nobody refers to runs is no promise. */
  #unsuspended(make: () => void): void {
    const before = this.yielding;
    this.yielding = false;
    make();
    this.yielding = before;
  }

  #tolerant(body: () => void): void {
    this.line("try:");
    this.indented(body);
    this.line("except Exception:");
    this.indented(() => this.assign());
  }

  #with(level: number): void {
    const v = this.pickVariable((x) => x.type === "int" && x.fixed !== true);
    const manager = `${this.random.pick(this.managers)}(${this.stored(2)})`;
    this.line(`with ${manager}${v === undefined || this.random.chance(0.5) ? "" : ` as ${v.name}`}:`);
    this.block(level);
  }

  #match(): void {
    const r = this.random;
    const v = this.pickVariable((x) => ["int", "tuple", "ints", "mixed", "str", "dict", "obj"].includes(x.type));
    if (v === undefined) return this.assign();
    this.line(`match ${v.type === "int" ? `${v.name} % ${r.int(2, 5)}` : v.name}:`);
    const patterns: string[] = {
      int: ["0", "1 | 2", `k if k > ${r.int(0, 4)}`, "-1", "True"],
      tuple: ["(x, y)", "(x, *_, y)", "(0, *_)", "(_, _, k) if k"],
      ints: ["[]", "[x]", "[x, *rest]", "[1 | 2, *_]"],
      mixed: ["[int(), *_]", "[float() as k, *_]", "[None, *_]", "[bool(), *_]"],
      str: ["''", "'a' | 'xyz'", "str() as k"],
      dict: ["{'a': k}", "{1: x, **rest}", "{}"],
      obj: [`${v.cls?.name ?? "int"}(a=0)`, `${v.cls?.name ?? "int"}(a=int() as k)`, "object(b=x)"],
    }[v.type as "int"];
    this.indented(() => {
      for (const pattern of [r.pick(patterns), r.pick(patterns.filter((p) => p !== "{}")), "_"]) {
        if (pattern === "_" && r.chance(0.3)) continue;
        this.line(`case ${pattern}:`);
        this.indented(() => this.assign());
      }
    });
  }

  protected loop(level: number): void {
    const r = this.random;
    const turns = level === 0 ? r.pick([3, 40, 60, 100]) : r.pick([0, 1, 2, 5, 9]);
    const outer = [this.turns, this.looping] as const;
    const known = this.vars.length;
    const i = this.fresh("i");
    const list = this.variable("ints");
    const on = (type: Type, make: (name: string) => void) => {
      const name = this.variable(type);
      return name !== undefined && (() => make(name));
    };
    const bind = (type: Type, name = i, fixed = false) => this.vars.push({ name, type, fixed });
    const fixed = [`${turns}`, `${turns}, 0, -1`, `5, ${5 + 2 * turns}, 2`, `-2, ${turns}`];
    const range = () => {
      const v = this.variable("int");
      // Bounds that an outer loop moves.
      const moving = [
        ...[`${v} % 12`, `${v} & 7, 9`, `min(${v}, 9)`, `9, ${v} % 9, -1`, `${v} % 5, 20, ${v} % 3 + 1`],
        ...[`0, 12, ${v} % 4 - 1`, `len(${list ?? "'abc'"})`, `len(${list ?? "'abc'"}) - 1, -1, -1`, `${v}, ${v} + 5`],
      ];
      this.line(`for ${i} in range(${r.pick(level > 0 && v !== undefined && r.chance(0.6) ? moving : fixed)}):`);
      bind("int");
    };
    const many = Math.max(1, Math.floor(turns / 4));
    let counter = "";
    this.act([
      range,
      range,
      range,
      () => {
        this.line(`${i} = 0`);
        this.line(`while ${i} < ${turns}${r.chance(0.2) ? ` and ${this.condition(1)}` : ""}:`);
        counter = `${i} += 1`;
        bind("int", i, true);
      },
      () => {
        const n = this.variable("int");
        this.line(`${i} = ${r.int(0, 3)}`);
        this.line("while True:");
        counter = `${i} += ${r.int(1, 3)}\x1eif ${i} >= ${turns}: break`;
        if (n !== undefined && r.chance(0.5)) counter += `\x1eif ${n} == ${i}: continue`;
        bind("int", i, true);
      },
      () => {
        this.line(`for ${i}, j${i} in enumerate(range(${turns}, ${2 * turns})):`);
        bind("int");
        bind("int", `j${i}`);
      },
      () => {
        this.line(`for ${i} in ${this.variable("tuple") ?? "(1, 2, 3)"}[:4] * ${many}:`);
        bind("int");
      },
      list !== undefined &&
        (() => {
          this.line(`for ${i} in ${list}[:4] * ${many}:`);
          bind("int");
        }),
      // The list itself, which the body may change.
      list !== undefined &&
        (() => {
          this.line(`for ${i} in ${list}:`);
          counter = `if len(${list}) > ${r.int(5, 30)}: break`;
          bind("int");
        }),
      list !== undefined &&
        (() => {
          // Neighbours in a list, as in sorting and dynamic programming.
          const [low, high] = [r.int(0, 2), r.int(0, 2)];
          this.line(`for ${i} in range(${low}, len(${list}) - ${high}):`);
          const near = () => `${list}[${i}${r.pick(["", ` - ${low}`, ` + ${high}`, " + 1", " - 1"])}]`;
          counter = r.pick([
            `if ${near()} > ${near()}: ${list}[${i}], ${list}[${i} - ${low}] = ${near()}, ${near()}`,
            `${near()} = (${near()} + ${near()}) % ${r.pick(MODULI)}`,
            `${near()} ^= ${near()}`,
          ]);
          bind("int");
        }),
      () => {
        const [a, b] = [this.#assignable(), this.#assignable()].map((v) => (v?.type === "int" ? v.name : undefined));
        if (a === undefined || b === undefined || a === b) return range();
        this.line(`${i} = 0`);
        this.line(`while ${r.pick([b, `${b} > 0`, `${b} != 0 and ${i} < ${turns}`])} and ${i} < 200:`);
        counter = `${i} += 1\x1e${r.pick([
          `${a}, ${b} = ${b}, ${a} % ${b}`,
          `${a} = (${a} + ${b} % 10) % 10007\x1e${b} //= 10`,
          `${a} = ${a} ^ (${b} & 1)\x1e${b} = ${b} >> 1`,
          `${b} = ${b} // 2 if ${b} % 2 == 0 else (3 * ${b} + 1) % ${r.pick(MODULI)}`,
        ])}`;
        bind("int", i, true);
      },
      on("bytes", (b) => {
        this.line(`for ${i} in ${b}[:5] * ${many}:`);
        bind("int");
      }),
      on("mixed", (l) => {
        this.line(`for ${i} in ${l}[:5] * ${many}:`);
        bind(r.pick(["int", "float"]));
      }),
      on("floats", (l) => {
        this.line(`for ${i} in ${l}[:4] * ${many}:`);
        bind("float");
      }),
      on("rows", (l) => {
        this.line(`for ${i} in ${l}[:4] * ${Math.max(1, many >> 1)}:`);
        bind("ints");
      }),
      on("rows", (l) => {
        this.line(`for ${i}, (j${i}, *_) in enumerate(${l}):`);
        bind("int");
        bind("int", `j${i}`);
      }),
      on("dict", (d) => {
        this.line(`for ${i}, j${i} in ${r.pick([`list(${d}.items())`, `${d}.items()`])}:`);
        bind("int", `j${i}`);
      }),
      on("str", (s) => {
        this.line(`for ${i} in ${s}[:6] * ${many}:`);
        bind("str");
      }),
      list !== undefined &&
        (() => {
          this.line(`for ${i}, j${i} in zip(${list}[:6] * ${many}, range(${turns})):`);
          bind("int");
          bind("int", `j${i}`);
        }),
      this.generators.length > 0 &&
        (() => {
          const made = `${r.pick(this.generators)}(${turns})`;
          if (r.chance(0.3)) {
            // Others take items out of the generator that the loop is over.
            const it = this.fresh("g");
            this.line(`${it} = ${made}`);
            this.line(`for ${i} in ${it}:`);
            counter = r.pick([
              ...[`if ${i} % 3 == 1: next(${it}, None)`, `if ${i} % 5 == 2: ${it}.send(${i})`],
              ...[`if ${i} % 7 == 3: ${it}.throw(ValueError(${i}))`, `if ${i} % 7 == 3: ${it}.close()`],
            ]);
          } else this.line(`for ${i} in ${made}:`);
          bind("int");
        }),
    ]);
    this.turns *= Math.max(turns, 1);
    this.looping = true;
    this.indented(() => {
      for (const text of counter === "" ? [] : counter.split("\x1e")) this.line(text);
      const inner = this.vars.length;
      const body = () => {
        const count = r.int(1, level === 0 ? 5 : 3);
        for (let k = 0; k < count; k++) this.statement(level + 1);
      };
      // Half of the loops go on after an exception, or few would become hot.
      if (level === 0 && r.chance(0.5)) this.#tolerant(body);
      else body();
      this.vars = this.vars.slice(0, inner);
    });
    [this.turns, this.looping] = outer;
    this.vars = this.vars.slice(0, known);
    if (r.chance(0.15)) {
      this.line("else:");
      this.indented(() => this.assign());
    }
  }

  protected anyLiteral(): string {
    return this.random.pick(this.random.pick([INTS, FLOATS, STRS]));
  }
}

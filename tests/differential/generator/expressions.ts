import { Scope, type Type } from "./scope.js";
import { FLOATS, INTS, MODULI, STRS } from "./values.js";

const ORDER = ["<", "<=", "==", "!=", ">", ">="];

/** Expressions by type. Depth bounds their size; values that might feed themselves in a loop stay bounded. */
export class Expressions extends Scope {
  /** The expression made last contains something that grows fast. */
  #grows = false;

  protected literal(type: Type): string {
    const r = this.random;
    const many = (make: () => string, least = 1) => Array.from({ length: r.int(least, 6) }, make).join(", ");
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
        return r.chance(0.2) ? `list(range(${r.int(0, 12)}))` : `[${many(() => r.pick(INTS))}]`;
      case "floats":
        return `[${many(() => r.pick(FLOATS))}]`;
      case "mixed":
        return `[${many(() => r.pick(r.pick([INTS, FLOATS, ["True", "False"], ["None"]])))}]`;
      case "strs":
        return `[${many(() => r.pick(STRS))}]`;
      case "rows":
        return `[${many(() => this.literal("ints"))}]`;
      case "dict":
        return `{${many(() => `${r.chance(0.5) ? r.pick(STRS) : r.int(0, 9)}: ${r.pick(INTS)}`)}}`;
      case "set":
        return `{${many(() => String(r.int(0, 40)))}}`;
      case "tuple":
        return `(${many(() => r.pick(INTS), 2)},)`;
      case "bytes":
        return `bytearray(b'${r.pick(["abc", "0123456789", "\\x00\\xff\\x80", ""])}')`;
      case "complex":
        return `complex(${r.pick(["0", "1", "-2.5", "1e10"])}, ${r.pick(["1", "-0.5", "3"])})`;
      case "fn":
        return `(lambda k: ${r.pick(["k", "k + 1", "-k", "k * k", "k // 3", "k / 2", "k & 255"])})`;
      case "obj":
        return "None";
    }
  }

  /** An index that mostly lies within `container`. */
  protected index(container?: string): string {
    const r = this.random;
    const i = this.variable("int") ?? "1";
    if (r.chance(0.06)) return `${i} ${r.pick(["+", "-"])} 1`;
    if (r.chance(0.12)) return r.chance(0.5) ? String(r.int(-3, 3)) : `${i} % ${r.int(1, 5)}`;
    if (container === undefined || r.chance(0.3)) return r.pick(["0", "-1", "0", `-(${i} & 1)`]);
    return `${i} % len(${container})`;
  }

  /** An int whose size is bounded, for what lives longer than an iteration. */
  protected stored(depth = 0): string {
    this.#grows = false;
    const value = this.int(depth);
    return this.turns > 1 && (this.#grows || this.random.chance(0.3))
      ? `${value} % ${this.random.pick(MODULI)}`
      : value;
  }

  protected text(depth = 0): string {
    const value = this.str(depth);
    return this.turns > 1 ? `${value}[${this.random.pick([":20", "-12:", "1:30", ":7"])}]` : value;
  }

  /** Ints of some kind of iterable. */
  #iterable(): string {
    const r = this.random;
    const some = ["range(4)", "[3, 1, 2]", "(1, 5)", "{2: 1, 3: 4}", "(k * k for k in range(3))", "map(abs, (1, -2))"];
    if (this.generators.length > 0)
      some.push(`${r.pick(this.generators)}(3)`, `${r.pick(this.generators)}(${r.int(0, 9)})`);
    return r.pick(some);
  }

  /** Of modules: what they make is iterated, indexed, changed. */
  #library(sub: () => string): string {
    const r = this.random;
    const [some, it] = [this.variable("ints") ?? "[3, 1, 2]", this.#iterable()];
    return r.pick([
      ...[`sum(islice(${it}, 3))`, `sum(chain(${it}, ${some}))`, `reduce(lambda a, b: a ^ b, ${it}, ${sub()})`],
      ...[`list(accumulate(${some}))[-1]`, `sum(1 for _ in groupby(${some}, lambda k: k % 3))`],
      ...[`len(list(product(${some}[:3], 'ab')))`, `sum(a * b for a, b in pairwise(${it}))`],
      ...[`deque(${it}, maxlen=3)[-1]`, `sum(deque(${some}).popleft() for _ in range(2))`],
      ...[`Counter(${it})[${sub()} % 4]`, `Counter(${this.variable("str") ?? "'abca'"}).most_common(1)[0][1]`],
      ...[`nsmallest(2, ${some})[0]`, `bisect(sorted(${some}), ${sub()})`, `next(count(${sub()}))`],
      ...[`math.gcd(${sub()}, ${sub()})`, `math.isqrt(abs(${sub()}))`, `math.floor(${this.float(2)} % 1009)`],
    ]);
  }

  #call(k: string): string | undefined {
    if (this.functions.length === 0) return undefined;
    const f = this.random.pick(this.functions);
    const arg = f.small ? `${k} % ${this.random.int(2, 9)}` : k;
    const ints = () => this.variable("ints") ?? "[1, 2]";
    const ways = {
      one: [`${f.name}(${arg})`],
      keyword: [`${f.name}(k=${arg})`, `${f.name}(${arg})`, `${f.name}(${arg}, j=3)`, `${f.name}(**{'j': ${arg}})`],
      any: [
        ...[`${f.name}(${arg})`, `${f.name}(${arg}, ${k})`, `${f.name}(*${ints()}[:3])`, `${f.name}()`],
        ...[`${f.name}(${arg}, j=${k}, m=2)`, `${f.name}(*${ints()}[:2], ${arg}, **{'j': 5, 'l': 1})`],
      ],
    };
    return this.random.pick(ways[f.takes]);
  }

  protected int(depth = 0): string {
    const r = this.random;
    const variable = this.variable("int");
    if (depth > 2 || r.chance(0.3)) return variable !== undefined && r.chance(0.75) ? variable : r.pick(INTS);
    const sub = () => this.int(depth + 1);
    const on = (type: Type, make: (name: string) => string) => {
      const name = this.variable(type);
      return name === undefined ? undefined : () => make(name);
    };
    const has = (member: string | undefined, make: (name: string) => string) => {
      const v = this.object(member);
      return v === undefined ? undefined : () => make(v.name);
    };
    const grow = (text: string) => {
      this.#grows = true;
      return text;
    };
    const divisor = () => (r.chance(0.2) ? sub() : r.pick(["2", "3", "7", "-5", "8", "-1", "1000", "4294967296"]));
    return this.choose([
      () => `(${sub()} + ${sub()})`,
      () => `(${sub()} + ${sub()})`,
      () => `(${sub()} - ${sub()})`,
      () => grow(`(${sub()} * ${sub()})`),
      () => `(${sub()} // ${divisor()})`,
      () => `(${sub()} % ${divisor()})`,
      () => `(${sub()} ${r.pick(["&", "|", "^"])} ${sub()})`,
      () => `(${sub()} >> ${r.int(0, 70)})`,
      () => grow(`(${sub()} << ${r.int(0, 33)})`),
      () => grow(`(${sub()} << (${sub()} & ${r.pick(["7", "31", "63"])}))`),
      () => `(-${sub()})`,
      () => `(~${sub()})`,
      () => `abs(${sub()})`,
      () => `(${sub()} if ${this.condition(depth + 1)} else ${sub()})`,
      () => grow(`(${sub()} ** ${r.int(0, 3)})`),
      () => `${r.pick(["min", "max"])}(${sub()}, ${sub()})`,
      () => `int(${this.bool()})`,
      () => `(${this.bool()} + ${sub()})`,
      () => `divmod(${sub()}, ${divisor()})[${r.int(0, 1)}]`,
      () => `(${this.variable("int") ?? "5"} ${r.pick(["and", "or"])} ${sub()})`,
      () => `(${sub()}).bit_length()`,
      () => `round(${sub()}, ${r.pick(["-1", "-3", "0"])})`,
      () => `pow(${sub()} % 1009, ${r.int(0, 9)}, ${r.pick(["97", "-7", "1000003"])})`,
      () => `int(str(${sub()}))`,
      () => `hash(${sub()} & -1) % 1009`,
      this.library ? () => this.#library(sub) : undefined,
      this.library ? () => this.#library(sub) : undefined,
      on("ints", (l) => `${l}[${this.index(l)}]`),
      on("ints", (l) => `${l}[${this.index(l)}]`),
      on("ints", (l) => `len(${l})`),
      on("ints", (l) => `sum(${l}[${r.int(-3, 0)}:])`),
      on("ints", (l) => `${r.pick(["min", "max"])}(${l}, default=${r.int(0, 3)})`),
      on("ints", (l) => `sum(k ${r.pick(["+ 1", "& 7", "% 5", "- len(".concat(l, ")")])} for k in ${l})`),
      on("mixed", (l) => `len(${l})`),
      on("mixed", (l) => `sum(k is None for k in ${l})`),
      on("rows", (l) => `${l}[${this.index(l)}][${this.index()}]`),
      on("rows", (l) => `len(${l}[${this.index(l)}])`),
      on("tuple", (t) => `${t}[${this.index(t)}]`),
      on("str", (s) => `len(${s})`),
      on("str", (s) => `ord(${s}[${this.index(s)}])`),
      on("str", (s) => `${s}.${r.pick(["find", "count", "rfind"])}(${r.pick(STRS)})`),
      on("strs", (l) => `sum(len(k) for k in ${l})`),
      on("ints", (l) => `${l}.${r.pick(["count", "index"])}(${this.index(l)})`),
      on("ints", (l) => `${r.pick(["min", "max"])}(${l}, key=lambda k: ${r.pick(["-k", "k % 7", "abs(k)"])})`),
      on("dict", (d) => `len(${d}.keys() ${r.pick(["&", "|", "-"])} {1, 2, 'a'})`),
      on("dict", (d) => `${d}.get(${this.key()}, ${r.int(0, 9)})`),
      on("dict", (d) => `${d}[${this.key()}]`),
      on("dict", (d) => `sum(${d}.values()) % 1009`),
      on("set", (s) => `len(${s})`),
      on("bytes", (b) => `${b}[${this.index(b)}]`),
      on("bytes", (b) => r.pick([`len(${b})`, `sum(${b})`, `${b}.find(b'1')`, `int.from_bytes(${b}[:5], 'big')`])),
      on("fn", (f) => `int(${f}(${sub()} % 1000))`),
      has(undefined, (o) => `${o}.a`),
      has(undefined, (o) => `${o}.a`),
      has(undefined, (o) => `${o}.get(${sub()})`),
      has(undefined, (o) => `${o}.step(${r.int(0, 5)})`),
      has(undefined, (o) => `len(${o}.c)`),
      has("prop", (o) => `${o}.prop`),
      has("len", (o) => `len(${o})`),
      has("item", (o) => `${o}[${this.index(o)}]`),
      has("call", (o) => `${o}(${sub()})`),
      has("cls", (o) => `${o}.tag`),
      has("mul", (o) => `(${r.chance(0.5) ? `${o} * ${sub()}` : `${sub()} * ${o}`})`),
      has("neg", (o) => `(-${o})`),
      has("run", (o) => `${o}.run(${r.int(0, 9)})`),
      has("static", (o) => `${o}.${r.pick(["twice", "make"])}(${sub()})`),
      has("missing", (o) => `${o}.${r.pick(["zero", "one", "_none"])}`),
      has("index", (o) => `[3, 5, 7][${o}]`),
      has("next", (o) => `next(${o}, ${r.int(0, 9)})`),
      this.coroutines.length === 0 ? undefined : () => `run(${r.pick(this.coroutines)}(${sub()}))`,
      this.functions.length === 0 ? undefined : () => this.#call(sub()) ?? "0",
      this.functions.length === 0 ? undefined : () => this.#call(sub()) ?? "0",
      this.generators.length === 0 ? undefined : () => `sum(${r.pick(this.generators)}(${r.int(0, 5)})) % 10007`,
      this.generators.length === 0 ? undefined : () => `next(${r.pick(this.generators)}(${r.int(0, 3)}), ${sub()})`,
      this.polymorphic.length === 0 ? undefined : () => grow(`${r.pick(this.polymorphic)}(${sub()})`),
      this.consumers.length === 0 ? undefined : () => `${r.pick(this.consumers)}(${this.#iterable()})`,
      this.globals.length === 0 ? undefined : () => r.pick(this.globals),
    ]);
  }

  protected float(depth = 0): string {
    const r = this.random;
    const variable = this.variable("float");
    if (depth > 2 || r.chance(0.3)) return variable !== undefined && r.chance(0.75) ? variable : r.pick(FLOATS);
    const sub = () => this.float(depth + 1);
    const either = () => (r.chance(0.3) ? `(${this.int(depth + 1)} % ${r.pick(MODULI)})` : sub());
    const on = (type: Type, make: (name: string) => string) => {
      const name = this.variable(type);
      return name === undefined ? undefined : () => make(name);
    };
    const object = this.object();
    return this.choose([
      () => `(${sub()} + ${either()})`,
      () => `(${either()} - ${sub()})`,
      () => `(${sub()} * ${either()})`,
      () => `(${sub()} / ${r.chance(0.3) ? either() : r.pick(["2.0", "3", "-0.5", "1e10"])})`,
      () => `(${sub()} // ${r.pick(["2.0", "0.7", "-3", "1e5"])})`,
      () => `(${sub()} % ${r.pick(["2.0", "0.7", "-3", "1e5", "float('inf')"])})`,
      () => `(-${sub()})`,
      () => `abs(${sub()})`,
      () => `(${sub()} if ${this.condition(depth + 1)} else ${sub()})`,
      () => `(${this.int(2)} % 65537 / ${r.pick(["2", "3", "7", "1024", "0.1"])})`,
      () => `float(${this.bool()})`,
      () => `(${sub()} ** ${r.pick(["2", "0.5", "-1", "2.0"])})`,
      () => `${r.pick(["min", "max"])}(${sub()}, ${either()})`,
      () => `float(${this.int(2)} % ${r.pick(MODULI)})`,
      on("floats", (l) => `${l}[${this.index(l)}]`),
      on("floats", (l) => `${l}[${this.index(l)}]`),
      on("floats", (l) => `sum(${l})`),
      on("float", (f) => `round(${f}, ${r.int(0, 3)})`),
      on("complex", (c) => `${c}.${r.pick(["real", "imag"])}`),
      object === undefined ? undefined : () => `${object.name}.b`,
      this.polymorphic.length === 0 ? undefined : () => `${r.pick(this.polymorphic)}(${sub()})`,
    ]);
  }

  protected str(depth = 0): string {
    const r = this.random;
    const variable = this.variable("str");
    if (depth > 1 || r.chance(0.35)) return variable !== undefined && r.chance(0.75) ? variable : r.pick(STRS);
    const sub = () => this.str(depth + 1);
    const list = this.variable("strs");
    const integer = () => this.variable("int") ?? r.pick(INTS);
    const floating = () => this.variable("float") ?? "0.1";
    return this.choose([
      () => `(${sub()} + ${sub()})`,
      () => `${sub()}[${this.index()}]`,
      () => `${sub()}[${r.int(-3, 3)}:${r.int(-3, 5)}]`,
      () => `${sub()}[::${r.pick(["-1", "2", "-2", "3"])}]`,
      () => `(${sub()} * ${r.int(0, 3)})`,
      () => `str(${this.int(2)} % 100003)`,
      () =>
        `${sub()}.${r.pick(["upper()", "lower()", "strip()", "title()", "swapcase()", "zfill(4)", "center(5, '*')"])}`,
      () => `${sub()}.replace('a', 'bc')`,
      () => `${sub()}.${r.pick(["partition('a')[2]", "rsplit(None, 1)[-1]", "removeprefix('x')", "lstrip('Ha')"])}`,
      () => `${sub()}.${r.pick(["ljust(7, '.')", "rjust(4)", "casefold()", "capitalize()", "expandtabs()"])}`,
      () => `${sub()}.translate({97: 'z', 98: None})`,
      () => `${r.pick(["hex", "bin", "oct"])}(${this.int(2)})`,
      () => `format(${this.int(2)}, ${r.pick(["'>12,'", "'+x'", "'010'", "'_b'", "'^9'"])})`,
      () => `str([${this.int(2)}, ${floating()}, ${sub()}])`,
      () =>
        `f"{${integer()}${r.pick(["", "!r", ":,", ":x", ":>8", ":+", ":05", ":_"])}}|{${floating()}:${r.pick([".2f", ".3e", "g", "10.1f"])}}"`,
      () => `f'{${integer()} % 7}{${integer()} % 3 + 1:{${integer()} % 4 + 1}}'`,
      () => `repr(${this.float(2)})`,
      () => `('%s %r %5d' % (${sub()}, ${sub()}, ${this.int(2)}))`,
      () => `'{0}-{1}'.format(${sub()}, ${integer()})`,
      () => `chr(${integer()} % ${r.pick(["90", "255", "900", "66000"])} + 33)`,
      list === undefined ? undefined : () => `${r.pick(["','", "''", "' - '"])}.join(${list})`,
      list === undefined ? undefined : () => `${list}[${this.index()}]`,
      this.polymorphic.length === 0 ? undefined : () => `${r.pick(this.polymorphic)}(${sub()})`,
    ]);
  }

  protected bool(): string {
    return this.variable("bool") ?? this.random.pick(["True", "False"]);
  }

  /** A key for dicts: a small int or a str. */
  protected key(): string {
    const r = this.random;
    return r.chance(0.55) ? `${this.variable("int") ?? "3"} % ${r.int(2, 9)}` : (this.variable("str") ?? r.pick(STRS));
  }

  protected condition(depth = 0): string {
    const r = this.random;
    const op = r.pick(ORDER);
    const sub = () => this.int(depth + 1);
    const objects = this.object("lt");
    const contains = this.object("contains");
    const choices = [
      () => `${sub()} ${op} ${sub()}`,
      () => `${sub()} ${op} ${this.variable("int") ?? "3"}`,
      () => `${sub()} % ${r.int(2, 7)} ${op} ${r.int(0, 3)}`,
      () => `${this.float(depth + 1)} ${op} ${r.chance(0.3) ? this.int(2) : this.float(depth + 1)}`,
      () => `${this.str(depth + 1)} ${op} ${this.str(depth + 1)}`,
      () => this.bool(),
      () => `not ${this.bool()}`,
      () => `${this.int(2)} ${r.pick(["<", "<="])} ${this.int(2)} ${op} ${this.int(2)}`,
      () => `${this.int(2)} in ${this.variable("set") ?? this.variable("ints") ?? "(1, 2, 3)"}`,
      () => `${this.key()} ${r.pick(["in", "not in"])} ${this.variable("dict") ?? "{'a': 1}"}`,
      () => `${this.variable("ints") ?? "[]"}`,
      () =>
        `${this.str(2)}.${r.pick(["isdigit()", "isalpha()", "startswith('a')", "endswith(('c', '2'))", "isupper()"])}`,
      () => `${r.pick(STRS)} in ${this.str(1)}`,
      () => `{1, 2} ${r.pick(["<=", "<", ">=", "=="])} ${this.variable("set") ?? "{1, 2}"}`,
      () => `${this.variable("mixed") ?? "[0]"}[${this.index()}] is ${r.pick(["None", "not None"])}`,
      () =>
        `isinstance(${this.variable("mixed") ?? "[0]"}[${this.index()}], ${r.pick(["int", "float", "bool", "(int, float)"])})`,
      () => `(${this.fresh("w")} := ${sub()}) ${op} ${r.int(0, 9)}`,
      () => `${r.pick(["any", "all"])}(k ${op} ${r.int(0, 5)} for k in ${this.variable("ints") ?? "range(4)"})`,
      () => `${this.variable("tuple") ?? "(1, 2)"} ${op} ${this.variable("tuple") ?? "(1, 3)"}`,
      () => `${this.variable("ints") ?? "[1]"} ${r.pick(["==", "!=", "<"])} ${this.variable("ints") ?? "[2]"}`,
    ];
    if (objects !== undefined) choices.push(() => `${objects.name} < ${objects.name}`);
    const [truth, equal] = [this.object("bool"), this.object("eq")];
    if (truth !== undefined) choices.push(() => `${r.pick(["", "not "])}${truth.name}`);
    if (equal !== undefined) choices.push(() => `${equal.name} ${r.pick(["==", "!="])} ${this.object()?.name ?? "1"}`);
    if (contains !== undefined) choices.push(() => `${this.int(2)} in ${contains.name}`);
    const one = r.pick(choices)();
    if (depth > 0 || r.chance(0.75)) return one;
    return `${one} ${r.pick(["and", "or"])} ${r.pick(choices)()}`;
  }

  protected make(cls: { readonly name: string }): string {
    return `${cls.name}(${this.stored(2)}, ${this.float(2)})`;
  }

  protected expression(type: Type): string {
    const r = this.random;
    const ints = () => this.variable("ints") ?? "[3, 1, 2]";
    const filter = () => (r.chance(0.4) ? ` if ${r.pick(["k % 2", "k > 1", "k != 3"])}` : "");
    const element = () => r.pick(["k", "k * k % 1009", "k % 3", "-k", "k + 1", `(k, ${this.int(2)})[0]`]);
    switch (type) {
      case "int":
        return this.stored();
      case "float":
        return this.float();
      case "str":
        return this.text();
      case "bool":
        return this.condition(1);
      case "ints":
        return this.choose([
          () => `[${this.stored(1)}, ${this.stored(1)}]`,
          () => `[${element()} for k in ${r.pick([`range(${r.int(0, 12)})`, `${ints()}[:9]`])}${filter()}]`,
          () => `[k + j for k in range(${r.int(1, 4)})${filter()} for j in range(${r.pick(["k", "2", "3"])})]`,
          () => `sorted(${this.variable("set") ?? "{3, 1, 2}"})`,
          () => `sorted(${ints()}[:9], key=lambda k: ${r.pick(["-k", "k % 5", "(k % 3, k)"])})`,
          () => `${ints()}[${r.int(-4, 2)}:]`,
          () => `${ints()}[::${r.pick(["-1", "2", "-2"])}][:9]`,
          () => `list(reversed(${this.variable("tuple") ?? "(1, 2)"}))`,
          () => `[*${ints()}[:4], ${this.stored(1)}]`,
          () => `[k for row in ${this.variable("rows") ?? "[[1], [2, 3]]"} for k in row][:9]`,
          () => `[j for j, k in enumerate(${ints()}[:9], 1)${filter()}]`,
          () => `sorted(${ints()}[:9], reverse=True)`,
          () => `(${ints()}[:3] + [${this.stored(1)}])`,
          () => `(${ints()}[:2] * ${r.int(0, 3)})`,
          () => `list(map(${this.variable("fn") === undefined ? "abs" : "int"}, ${ints()}[:6]))`,
          () => `[${r.pick(["a + b", "a", "b", "a * b % 1009"])} for a, b in zip(${ints()}, range(6))]`,
          () =>
            `[k % 1009 for k in ${this.generators.length > 0 ? `${r.pick(this.generators)}(${r.int(0, 5)})` : "range(3)"}]`,
        ]);
      case "floats":
        return this.choose([
          () => `[${this.float(1)}, ${this.float(1)}]`,
          () => `[k * ${r.pick(["0.5", "1.0", "-2.5"])} for k in range(${r.int(1, 7)})]`,
          () => `[k / 3 for k in ${this.variable("floats") ?? "(1, 2)"}][:9]`,
        ]);
      case "mixed":
        return this.choose([
          () => `[${this.stored(1)}, ${this.float(1)}, ${this.bool()}]`,
          () => `[k if k % 2 else k / 2 for k in range(${r.int(1, 7)})]`,
          () => `[${this.stored(1)}, None, ${this.float(1)}]`,
        ]);
      case "strs":
        return this.choose([
          () => `${this.text(1)}.split(' ')`,
          () => `[${this.text(1)}, ${this.text(1)}]`,
          () => `list(${this.text(1)})`,
          () => `[str(k) for k in ${ints()}[:4]]`,
        ]);
      case "rows":
        return this.choose([
          () => `[[j * k for j in range(${r.int(1, 4)})] for k in range(${r.int(1, 5)})]`,
          () => `[${ints()}[:4], ${ints()}[:3]]`,
          () => `[[0] * ${r.int(1, 4)}] * ${r.int(1, 3)}`,
        ]);
      case "dict":
        return this.choose([
          () => `{k: k * ${r.int(1, 9)} for k in range(${r.int(0, 8)})}`,
          () => `dict(${this.variable("dict") ?? "a=1"})`,
          () => `{${this.key()}: ${this.stored(1)}}`,
          () => `{**${this.variable("dict") ?? "{}"}, ${this.key()}: ${this.stored(1)}}`,
          () => `dict(zip(${r.pick(["'abcd'", "range(4)"])}, ${ints()}))`,
        ]);
      case "set":
        return this.choose([
          () => `{k % ${r.int(2, 9)} for k in range(${r.int(1, 20)})}`,
          () => `(${this.variable("set") ?? "{1}"} ${r.pick(["|", "&", "-", "^"])} {1, 2, 3, 17})`,
          // Without NaN: every one is an element of its own, at a place that goes by its address.
          () => `set(k % 50 for k in ${ints()} if k == k)`,
        ]);
      case "tuple":
        return this.choose([
          () => `(${this.stored(1)}, ${this.stored(1)}, ${this.stored(2)})`,
          () => `tuple(${ints()}[:5])`,
          () => `(*${this.variable("tuple") ?? "()"}[:3], ${this.stored(1)})`,
        ]);
      case "bytes":
        return this.choose([
          () => this.literal("bytes"),
          () => `bytearray(k & 255 for k in ${ints()}[:5])`,
          () => `bytearray(${this.text(1)}.encode())`,
          () => `${this.variable("bytes") ?? "bytearray(b'xyz')"}[${r.pick([":5", "::-1", "1:4", "-2:"])}]`,
        ]);
      case "complex":
        return this.choose([
          () => this.literal("complex"),
          () => `complex(${this.float(2)}, ${this.int(2)} % 97)`,
          () => `(${this.variable("complex") ?? "1j"} ${r.pick(["+", "-", "*"])} ${this.variable("complex") ?? "2j"})`,
          () => `(${this.variable("complex") ?? "1j"} ${r.pick(["+", "*"])} ${this.float(2)})`,
        ]);
      case "fn":
        return this.choose([
          () => this.literal("fn"),
          () => `(lambda k, j=${this.stored(2)} % 1000: k + j)`,
          () => (this.functions.length > 0 ? `(lambda k: ${r.pick(this.functions).name}(k % 5))` : "abs"),
          () => "abs",
        ]);
      case "obj":
        return this.classes.length === 0 ? "None" : this.make(r.pick(this.classes));
    }
  }
}

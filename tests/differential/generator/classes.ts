import type { ClassDef } from "./scope.js";
import { Statements } from "./statements.js";
import { MODULI } from "./values.js";

const MEMBERS = [
  ...["add", "len", "item", "iter", "call", "prop", "contains", "lt", "cls", "mul", "neg"],
  ...["static", "setter", "eq", "bool", "iadd", "missing", "index", "next", "run"],
];

/** Classes of programs, with inheritance, slots, properties and special methods. */
export class Classes extends Statements {
  /** Makes a body in which only these variables are known. */
  protected body(vars: readonly string[], make: () => void): void {
    const outer = [this.vars, this.turns, this.looping, this.inside, this.yielding] as const;
    this.vars = vars.map((name) => ({ name, type: "int" }));
    this.looping = false;
    this.indented(make);
    [this.vars, this.turns, this.looping, this.inside, this.yielding] = outer;
  }

  /** A loop that reads and writes attributes and a cell in each turn, with a call, another type or another object in some turns. */
  #run(): void {
    const r = this.random;
    const cell = r.chance(0.4);
    this.line(`n = ${r.pick(["0", "0.5", "k", "2**46"])}`);
    if (cell) {
      this.line("def bump(x):");
      this.line("    nonlocal n");
      this.line(`    n += ${r.pick(["x", "0.25", "1"])}`);
      this.line("    return n");
    }
    const changes = [
      () => `self.a = ${r.pick(["0.5", "2**47", "True", "-3", "(1,)[0]"])}`,
      () => `self.b = ${r.pick(["i", "1e300", "2**40"])}`,
      () => "self.c.append(i)",
      () => `self.a = self.step(i % 5) + self.a`,
      () => `k = self.get(i)`,
      () => `other = self`,
      () => "for x in self.c: self.a = (self.a + x) % 100003",
      () => (cell ? "bump(0.5)" : "n = i"),
    ];
    this.line(`other = type(self)(1, 2) if ${r.pick(["k % 2", "k % 7 == 0", "True"])} else self`);
    this.line(`for i in range(${r.int(20, 90)}):`);
    this.indented(() => {
      const rare = () => {
        this.line(`if i % ${r.pick(["16", "31", "7"])} == ${r.pick(["0", "0", "3", "15"])}:`);
        this.indented(() => {
          for (let k = r.int(1, 2); k > 0; k--) this.line(r.pick(changes)());
        });
      };
      if (r.chance(0.3)) this.line("before = self.a");
      if (r.chance(0.4)) rare();
      this.line(`self.a ${r.pick(["+=", "-="])} ${r.pick(["1", "i", "0.5", "self.b", "k % 3"])}`);
      if (r.chance(0.5)) this.line(`self.b ${r.pick(["+=", "-="])} ${r.pick(["0.5", "1", "i"])}`);
      if (r.chance(0.3)) this.line("other.a += 1");
      this.line(cell ? `bump(${r.pick(["i", "1"])})` : `n += ${r.pick(["self.a", "len(self.c)", "other.a"])}`);
      if (r.chance(0.6)) rare();
    });
    this.line("self.a = int(self.a) % 1009");
    this.line("del self.c[9:]");
    this.line("return int(n) % 100003");
  }

  protected classDefinition(): void {
    const r = this.random;
    const base = this.classes.length > 0 && r.chance(0.5) ? r.pick(this.classes) : undefined;
    const has = new Set([...MEMBERS.filter(() => r.chance(0.35)), ...(base?.has ?? [])]);
    const slots = base === undefined ? r.chance(0.25) : base.slots;
    // Attributes that make its instances larger than others'.
    const wide = base === undefined && r.chance(0.3) ? "defghijkl".slice(0, r.int(3, 9)).split("") : [];
    const cls: ClassDef = { name: this.fresh("C"), slots, has };
    this.line(`class ${cls.name}${base === undefined ? "" : `(${base.name})`}:`);
    this.depth++;
    if (slots)
      this.line(
        base === undefined
          ? `__slots__ = ${["a", "b", "c", ...wide].map((name) => `'${name}'`).join(", ")}`
          : "__slots__ = ()",
      );
    if (has.has("cls") && !base?.has.has("cls")) this.line(`tag = ${this.literal("int")}`);
    const method = (head: string, vars: string[], make: () => void) => {
      this.line(`def ${head}:`);
      this.body(["self.a", ...vars], make);
    };
    // With a loop it is called by compiled code, without one inlined.
    const operator = (head: string, operand: string, result: () => string) => {
      const long = r.chance(0.5);
      method(head, long ? [operand, "t"] : [operand], () => {
        if (long) {
          this.line("t = 1");
          this.line(`for j in range(${r.int(1, 3)}): t = (t * 3 + ${operand}) % 10007`);
          if (r.chance(0.15)) this.line(`if ${this.condition(1)}: return NotImplemented`);
        }
        this.line(`return ${result()}`);
      });
    };
    if (base === undefined || r.chance(0.3))
      method("__init__(self, a, b)", ["a"], () => {
        if (base !== undefined) this.line("super().__init__(a, b)");
        this.line(`self.a = ${r.pick(["a", "a", "a + 1", "a % 1009"])}`);
        this.line("self.b = b");
        this.line(`self.c = ${this.literal("ints")}`);
        if (wide.length > 0)
          this.line(`${wide.map((name) => `self.${name} = `).join("")}${r.pick(["a", "b", "'%d' % a"])}`);
      });
    if (base === undefined || r.chance(0.5))
      method("get(self, k)", ["k"], () => {
        if (base !== undefined && r.chance(0.5)) this.line("k = super().get(k)");
        if (r.chance(0.3)) this.line(`if ${this.condition(1)}: return self.a`);
        this.line(`return ${this.int(1)}`);
      });
    if (base === undefined || r.chance(0.3))
      method("step(self, k)", ["k"], () => {
        this.line(`self.a = ${this.int(1)} % ${r.pick(MODULI)}`);
        if (r.chance(0.3)) this.line("self.c.append(k)");
        this.line(`return self.a ${r.pick(["+", "-", "^"])} k`);
      });
    const fresh = (member: string) => has.has(member) && (base?.has.has(member) !== true || r.chance(0.2));
    if (fresh("prop")) {
      this.line("@property");
      method("prop(self)", [], () => this.line(`return ${this.int(1)}`));
    }
    if (fresh("add"))
      operator("__add__(self, other)", "other.a", () => `${cls.name}(${this.int(1)} % 1000003, self.b)`);
    if (fresh("mul")) {
      operator("__mul__(self, k)", "k", () => this.int(1));
      operator("__rmul__(self, k)", "k", () => this.int(1));
    }
    if (fresh("run")) method("run(self, k)", ["k", "i"], () => this.#run());
    if (fresh("neg")) operator("__neg__(self)", "self.a", () => this.int(1));
    if (fresh("static")) {
      this.line("@staticmethod");
      method("twice(k)", ["k"], () => this.line(`return ${this.int(1).replaceAll("self.a", "k")}`));
      this.line("@classmethod");
      method("make(cls, k)", ["k"], () => this.line(`return cls(k, 0.5).a`));
    }
    if (fresh("setter")) {
      this.line("@property");
      this.line("def half(self): return self.a // 2");
      this.line("@half.setter");
      method("half(self, k)", ["k"], () => this.line(`self.a = ${this.int(1)} % 1000003`));
    }
    if (fresh("eq")) {
      this.line("def __eq__(self, other):");
      this.line("    if not hasattr(other, 'a'): return NotImplemented");
      this.line(`    return self.a ${r.pick(["== other.a", "% 5 == other.a % 5"])}`);
      this.line("def __hash__(self): return 7");
    }
    if (fresh("bool")) method("__bool__(self)", [], () => this.line(`return bool(${this.condition(1)})`));
    if (fresh("iadd"))
      method("__iadd__(self, k)", ["k"], () => {
        this.line(`self.a = ${this.int(1)} % 1000003`);
        this.line("return self");
      });
    if (fresh("missing")) {
      this.line("def __getattr__(self, name):");
      this.line("    if name.startswith('_'): raise AttributeError(name)");
      this.line(`    return len(name) + ${r.int(0, 9)}`);
    }
    if (fresh("index")) this.line("def __index__(self): return self.a % 4");
    if (fresh("next"))
      method("__next__(self)", [], () => {
        this.line(`if ${this.condition(1)}: raise StopIteration`);
        this.line("self.a = (self.a + 1) % 1009");
        this.line("return self.a");
      });
    if (fresh("len"))
      method("__len__(self)", [], () => this.line(`return ${r.pick(["len(self.c)", "self.a & 7", "3"])}`));
    if (fresh("item")) {
      method("__getitem__(self, k)", ["k"], () => this.line(`return ${r.pick(["self.c[k]", "self.a + k", "k"])}`));
      method("__setitem__(self, k, v)", ["k", "v"], () => this.line("self.c[k % 3] = v"));
    }
    if (fresh("iter"))
      method("__iter__(self)", [], () => this.line(r.pick(["return iter(self.c[:5])", "yield from self.c[:5]"])));
    if (fresh("call")) method("__call__(self, k)", ["k"], () => this.line(`return ${this.int(1)}`));
    if (fresh("contains")) method("__contains__(self, k)", ["k"], () => this.line(`return ${this.condition(1)}`));
    if (fresh("lt")) method("__lt__(self, other)", ["other.a"], () => this.line("return self.a < other.a"));
    if (base === undefined)
      method("__repr__(self)", [], () => this.line(`return f'${cls.name}({self.a}, {self.b}, {self.c[:9]})'`));
    this.depth--;
    this.classes.push(cls);
  }
}

import type { ClassDef } from "./scope.js";
import { Statements } from "./statements.js";
import { MODULI } from "./values.js";

const MEMBERS = ["add", "len", "item", "iter", "call", "prop", "contains", "lt", "cls", "mul", "neg"];

/** What stands before the program's loops: globals, exceptions, classes, small functions, generators, context managers. */
export class Definitions extends Statements {
  protected definitions(): void {
    const r = this.random;
    const some = (p: number, make: () => void, most = 1) => {
      for (let i = 0; i < most; i++) if (r.chance(p)) make();
    };
    some(0.4, () => this.#global(), 2);
    some(0.3, () => this.#exception());
    some(0.45, () => this.#class(), 2);
    some(0.4, () => this.#small(), 2);
    some(0.25, () => this.#recursive());
    some(0.25, () => this.#polymorphic());
    some(0.2, () => this.#maker());
    some(0.3, () => this.#manager());
    some(0.35, () => this.#generator(), 2);
    some(0.3, () => this.#consumer());
  }

  #global(): void {
    const name = this.fresh("G");
    this.line(`${name} = ${this.literal("int")}`);
    this.globals.push(name);
  }

  /** The `global` statement of a function that may rebind globals. */
  protected globalStatement(): void {
    if (this.globals.length > 0) this.line(`global ${this.globals.join(", ")}`);
  }

  /** Makes a body in which only these variables are known. */
  protected body(vars: readonly string[], make: () => void): void {
    const outer = [this.vars, this.turns, this.looping, this.inside, this.yielding] as const;
    this.vars = vars.map((name) => ({ name, type: "int" }));
    this.looping = false;
    this.indented(make);
    [this.vars, this.turns, this.looping, this.inside, this.yielding] = outer;
  }

  #exception(): void {
    const name = this.fresh("E");
    this.line(`class ${name}(${this.random.pick(["Exception", "ValueError", "ArithmeticError", "IndexError"])}):`);
    this.line("    pass");
    this.exceptions.push(name);
  }

  #class(): void {
    const r = this.random;
    const base = this.classes.length > 0 && r.chance(0.5) ? r.pick(this.classes) : undefined;
    const has = new Set([...MEMBERS.filter(() => r.chance(0.35)), ...(base?.has ?? [])]);
    const slots = base === undefined ? r.chance(0.25) : base.slots;
    const cls: ClassDef = { name: this.fresh("C"), slots, has };
    this.line(`class ${cls.name}${base === undefined ? "" : `(${base.name})`}:`);
    this.depth++;
    if (slots) this.line(base === undefined ? "__slots__ = ('a', 'b', 'c')" : "__slots__ = ()");
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
    if (fresh("neg")) operator("__neg__(self)", "self.a", () => this.int(1));
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

  #small(): void {
    const r = this.random;
    const name = this.fresh("s");
    const keyword = r.chance(0.3);
    this.line(`def ${name}(k${keyword ? `=${r.int(0, 9)}, *, j=${r.int(0, 9)}` : ""}):`);
    this.body(keyword ? ["k", "j"] : ["k"], () => {
      this.globalStatement();
      if (this.globals.length > 0 && r.chance(0.4)) {
        const g = r.pick(this.globals);
        this.line(`${g} = (${g} + ${r.int(1, 9)}) % 1009`);
        // Another type for those who call it seldom.
        if (r.chance(0.2)) this.line(`if ${g} % ${r.int(2, 30)} == 1: ${g} = ${r.pick([`${g} > 5`, `10**14 + ${g}`])}`);
      }
      if (r.chance(0.4)) this.line(`if ${this.condition(1)}: return ${this.int(1)}`);
      if (r.chance(0.2)) this.line(`k = ${this.int(1)} % ${r.pick(MODULI)}`);
      this.line(`return ${this.int(1)}`);
    });
    this.functions.push({ name, small: false, keyword });
  }

  #recursive(): void {
    const r = this.random;
    const name = this.fresh("r");
    this.line(`def ${name}(k${r.chance(0.3) ? ", j=1" : ""}):`);
    this.body(["k"], () => {
      this.line(`if k <= ${r.int(0, 1)}: return ${this.int(1)}`);
      this.line(
        r.pick([
          `return ${name}(k - 1) + ${this.int(2)}`,
          `return ${name}(k - 1) + ${name}(k - 2)`,
          `return (${name}(k - 1) ^ k) + 1`,
          `return ${name}(k - 1) * 3 % 1000003`,
        ]),
      );
    });
    this.functions.push({ name, small: true, keyword: false });
  }

  /** A call site that sees many types. */
  #polymorphic(): void {
    const name = this.fresh("p");
    this.line(`def ${name}(v):`);
    this.body([], () => {
      if (this.random.chance(0.4)) this.line("if not v: return v");
      this.line(`return ${this.random.pick(["v + v", "v * 2", "v + v if v else v", "v"])}`);
    });
    this.line(
      `for v in (${Array.from({ length: this.random.int(1, 4) }, () => this.anyLiteral()).join(", ")}, [1], (2,)):`,
    );
    this.line(`    print(${name}(v))`);
    this.polymorphic.push(name);
  }

  /** A closure with state, behind a module-level name. */
  #maker(): void {
    const [name, made] = [this.fresh("m"), this.fresh("s")];
    this.line(`def ${name}(n):`);
    this.indented(() => {
      this.line("def inner(k):");
      this.body(["n", "k"], () => {
        this.line("nonlocal n");
        this.line(`n = ${this.int(1)} % ${this.random.pick(MODULI)}`);
        this.line(`return ${this.int(1)}`);
      });
      this.line("return inner");
    });
    this.line(`${made} = ${name}(${this.literal("int")})`);
    this.functions.push({ name: made, small: false, keyword: false });
  }

  #manager(): void {
    const r = this.random;
    const name = this.fresh("M");
    this.line(`class ${name}:`);
    this.line("    def __init__(self, k): self.k = k");
    this.line("    def __enter__(self): return self.k");
    this.line(
      `    def __exit__(self, kind, value, trace): ${r.pick(["return False", "self.k += 1", "return kind is not None and issubclass(kind, ArithmeticError)", "return kind is IndexError"])}`,
    );
    this.managers.push(name);
  }

  /** A function that is given iterables of every kind. */
  #consumer(): void {
    const r = this.random;
    const name = this.fresh("c");
    this.line(`def ${name}(it${r.chance(0.3) ? ", t=0" : ""}):`);
    this.body(["t", "x"], () => {
      this.line("t = x = 0");
      this.line("for x in it:");
      this.indented(() => {
        if (r.chance(0.3)) this.line(`if ${this.condition(1)}: ${r.pick(["break", "continue", "return t"])}`);
        this.line(`t = ${r.pick(["(t * 3 + x) % 10007", "t ^ x", "t + 1"])}`);
      });
      this.line("return t");
    });
    this.consumers.push(name);
  }

  #generator(): void {
    const r = this.random;
    const name = this.fresh("g");
    this.line(`def ${name}(n):`);
    this.body(["n"], () => {
      this.inside = "generator";
      this.yielding = true;
      this.globalStatement();
      this.declare("int");
      if (r.chance(0.5)) this.declare("ints");
      const guarded = r.chance(0.25);
      const loop = () => {
        const i = this.fresh("i");
        const counted = r.chance(0.3);
        if (counted) this.line(`${i} = -1`);
        this.line(
          counted
            ? `while ${i} < min(n, 100) - 1:`
            : `for ${i} in ${r.pick([
                "range(min(n, 100))",
                "range(min(n, 100))",
                this.generators.length > 0 ? `${r.pick(this.generators)}(n % 9)` : "list(range(n % 50))",
                "[n, 3, 5, 7, n + 1]",
              ])}:`,
        );
        this.looping = true;
        this.turns = 100;
        this.vars.push({ name: i, type: "int" });
        this.indented(() => {
          if (counted) this.line(`${i} += 1`);
          if (r.chance(0.2)) {
            this.line(`try: yield ${this.int(1)}`);
            this.line(`except ${r.pick(["ValueError", "ArithmeticError"])}: yield -n`);
          }
          if (r.chance(0.5)) this.line(`if ${this.condition()}: continue`);
          this.statement(2);
          this.line(`yield ${this.stored(1)}`);
          if (r.chance(0.4)) this.statement(2);
        });
        this.looping = false;
      };
      if (guarded) {
        this.line("try:");
        this.indented(loop);
        this.line("finally:");
        // Nothing that others see: CPython closes a generator that nobody refers to at once, we when collecting.
        this.line("    n += 1");
      } else loop();
      if (this.generators.length > 0 && r.chance(0.4)) this.line(`yield from ${r.pick(this.generators)}(n % 5)`);
    });
    this.generators.push(name);
  }
}

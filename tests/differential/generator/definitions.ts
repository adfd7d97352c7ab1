import { Classes } from "./classes.js";
import { MODULI } from "./values.js";

/** What stands before the program's loops: globals, exceptions, classes, small functions, generators, context managers. */
export class Definitions extends Classes {
  protected definitions(): void {
    const r = this.random;
    const some = (p: number, make: () => void, most = 1) => {
      for (let i = 0; i < most; i++) if (r.chance(p)) make();
    };
    some(0.4, () => this.#global(), 2);
    some(0.3, () => this.#exception());
    some(0.45, () => this.classDefinition(), 2);
    some(0.25, () => this.#imports());
    some(0.25, () => this.#where());
    some(0.4, () => this.#small(), 2);
    some(0.2, () => this.#variadic());
    some(0.15, () => this.#decorated());
    some(0.15, () => this.#coroutine());
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

  #exception(): void {
    const name = this.fresh("E");
    this.line(`class ${name}(${this.random.pick(["Exception", "ValueError", "ArithmeticError", "IndexError"])}):`);
    this.line("    pass");
    this.exceptions.push(name);
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
    this.functions.push({ name, small: false, takes: keyword ? "keyword" : "one" });
  }

  #variadic(): void {
    const r = this.random;
    const name = this.fresh("v");
    this.line(`def ${name}(*args, j=${r.int(0, 9)}, **more):`);
    this.body(["j"], () => {
      this.vars.push({ name: "args", type: "tuple" });
      this.line(`k = len(args) + len(more)`);
      if (r.chance(0.4)) this.line(`for x in args: j = (j * 3 + x) % 10007`);
      if (r.chance(0.3)) this.line(`if 'm' in more: return ${this.int(1)}`);
      this.line(`return ${r.pick(["k + j", "sum(args) + j", "(args[0] if args else j)", this.int(1)])}`);
    });
    this.functions.push({ name, small: false, takes: "any" });
  }

  #decorated(): void {
    const r = this.random;
    const [decorator, name] = [this.fresh("d"), this.fresh("s")];
    this.line(`def ${decorator}(f):`);
    this.line(`    def inner(*args, **kwargs): return f(*args, **kwargs) ${r.pick(["+ 1", "^ 5", "* 2", ""])}`);
    this.line("    return inner");
    this.line(`@${decorator}`);
    this.line(`def ${name}(k=2, j=3):`);
    this.body(["k", "j"], () => this.line(`return ${this.int(1)}`));
    this.functions.push({ name, small: false, takes: "keyword" });
  }

  /** Coroutines, driven as an event loop drives them; one may await another. */
  #coroutine(): void {
    const r = this.random;
    const name = this.fresh("a");
    const pause = this.fresh("P");
    this.line(`class ${pause}:`);
    this.line("    def __await__(self): return (yield 7)");
    this.line("def run(c):");
    this.line("    sent = None");
    this.line("    while True:");
    this.line("        try: sent = c.send(sent)");
    this.line("        except StopIteration as e: return e.value");
    this.line(`async def ${name}(k):`);
    this.body(["k"], () => {
      this.line(`for j in range(${r.int(1, 3)}): k = (k + await ${pause}()) % 1009`);
      if (r.chance(0.5)) this.line(`if ${this.condition(1)}: return ${this.int(1)}`);
      this.line(`return ${this.int(1)}`);
    });
    this.coroutines.push(name);
    if (!r.chance(0.4)) return;
    const outer = this.fresh("a");
    this.line(`async def ${outer}(k):`);
    this.body(["k"], () =>
      this.line(`return ${r.pick([`await ${name}(k) + 1`, `[await ${name}(j) for j in (k, 2)][0]`])}`),
    );
    this.coroutines.push(outer);
  }

  #imports(): void {
    this.line("import math");
    this.line("from itertools import accumulate, chain, count, groupby, islice, pairwise, product");
    this.line("from functools import reduce");
    this.line("from collections import Counter, deque");
    this.line("from heapq import nsmallest");
    this.line("from bisect import bisect");
    this.library = true;
  }

  /** The lines of an exception's traceback and of what it came from. */
  #where(): void {
    this.line("def where(e):");
    this.line("    lines = []");
    this.line("    while e is not None:");
    this.line("        t = e.__traceback__");
    this.line("        while t is not None:");
    this.line("            lines.append(t.tb_lineno)");
    this.line("            t = t.tb_next");
    this.line("        e = e.__cause__ or e.__context__");
    this.line("    return lines");
    this.traces = true;
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
    this.functions.push({ name, small: true, takes: "one" });
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
    this.functions.push({ name: made, small: false, takes: "one" });
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
          if (r.chance(0.2)) {
            this.line(`got = yield ${this.stored(1)}`);
            this.line("if got is not None: n = got");
          } else this.line(`yield ${this.stored(1)}`);
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

import { Definitions } from "./definitions.js";
import { Random } from "./random.js";
import { TYPES } from "./scope.js";

/** Makes one program: definitions, then functions and module-level code with loops hot enough to be compiled. */
export function generateProgram(seed: number): string {
  return new Program(new Random(seed)).program();
}

class Program extends Definitions {
  program(): string {
    const r = this.random;
    this.definitions();
    const functions = r.int(1, 2);
    for (let i = 0; i < functions; i++) this.#function(`f${i}`);
    if (r.chance(0.6)) this.#moduleLevel();
    if (r.chance(0.15)) this.#usedMemory();
    for (let i = 0; i < functions; i++) {
      // Twice: the second call may start in compiled code.
      for (let call = 0; call < 2; call++) {
        const args = [this.int(), this.float(), this.str()];
        this.#guarded(() => this.line(`print(f${i}(${args.join(", ")}))`));
      }
    }
    for (const cls of this.classes.filter((c) => c.has.has("run")).slice(-2))
      this.#guarded(() => {
        this.line(`for o in ${cls.name}(1, 2), ${cls.name}(3, 0.5):`);
        this.line(`    print([o.run(k) for k in range(${r.int(2, 7)})], o.a, o.b)`);
      });
    if (this.globals.length > 0) this.line(`print(${this.globals.join(", ")})`);
    return `${this.lines.join("\n")}\n`;
  }

  /** Leaves memory behind in which others lived: what is made later gets their cells, larger than it needs. */
  #usedMemory(): void {
    const r = this.random;
    this.line("import gc");
    const made = this.classes.map((cls) => `${cls.name}(i, 0.5)`);
    for (let turn = r.int(1, 3); turn > 0; turn--) {
      const one = r.pick([...made, ...made, "'%d' % (10 ** 9 + i) * 12", "[i] * 9", "(i, [i], {i: i})"]);
      this.#guarded(() => this.line(`kept = [${one} for i in range(${r.int(300, 1500)})]`));
      if (r.chance(0.5)) this.line("kept = kept[::5]");
      this.line(r.pick(["gc.collect()", "kept = gc.collect() and None", "print(len(kept))"]));
    }
  }

  #guarded(make: () => void): void {
    this.line("try:");
    this.indented(make);
    this.line("except Exception as e:");
    this.line("    print(type(e).__name__, e)");
  }

  #statements(): void {
    for (const type of TYPES) if (this.random.chance(0.35)) this.declare(type);
    if (this.vars.length === 0) this.declare("int");
    const count = this.random.int(1, 3);
    for (let i = 0; i < count; i++) this.statement(0);
    this.loop(0);
  }

  /** Everything that can be printed the same everywhere. */
  #values(): string {
    return this.vars.flatMap((v) => (v.type === "fn" ? [] : [v.name])).join(", ");
  }

  #function(name: string): void {
    this.line(`def ${name}(n, x, s):`);
    this.body(["n"], () => {
      this.inside = "function";
      this.vars.push({ name: "x", type: "float" }, { name: "s", type: "str" });
      this.globalStatement();
      this.#statements();
      this.line(`return (${this.#values()},)`);
    });
  }

  #moduleLevel(): void {
    this.#guarded(() => {
      this.#statements();
      this.line(`print(${this.#values()})`);
    });
    this.vars = [];
  }
}

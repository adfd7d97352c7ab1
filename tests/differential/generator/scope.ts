import type { Random } from "./random.js";

/** Static types the generator keeps for its variables, so that most programs get past their first line. */
export type Type =
  | "int"
  | "float"
  | "str"
  | "bool"
  | "ints"
  | "floats"
  | "mixed"
  | "strs"
  | "rows"
  | "dict"
  | "set"
  | "tuple"
  | "bytes"
  | "complex"
  | "fn"
  | "obj";

/** What variables are declared as, by frequency. */
export const TYPES: readonly Type[] = [
  ...(["int", "int", "int", "float", "float", "str", "bool", "ints", "ints", "floats", "mixed"] as const),
  ...(["strs", "rows", "dict", "set", "tuple", "fn", "obj", "obj", "bytes", "complex"] as const),
];

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Of an `obj`. */
  readonly cls?: ClassDef | undefined;
  /** A loop's counter: not to be assigned. */
  readonly fixed?: boolean;
}

/** A class of the program: every one has `a` (int), `b` (float), `c` (list of ints), `get(k)` and `step(k)`. */
export interface ClassDef {
  readonly name: string;
  readonly slots: boolean;
  /** Which of the optional members it has (`MEMBERS`). */
  readonly has: ReadonlySet<string>;
}

/** Functions of the program that are cheap enough to be called in loops: `(int) -> int`. */
export interface FunctionDef {
  readonly name: string;
  /** Arguments are small: recursion, lists made. */
  readonly small: boolean;
  /** One argument; also `k` by keyword, with a default; or any number of both kinds. */
  readonly takes: "one" | "keyword" | "any";
}

/** Lines, variables in scope and definitions of the program being made. */
export class Scope {
  readonly random: Random;
  protected lines: string[] = [];
  protected depth = 0;
  protected vars: Variable[] = [];
  protected classes: ClassDef[] = [];
  protected functions: FunctionDef[] = [];
  /** `(int) -> iterator of ints` */
  protected generators: string[] = [];
  /** `(int) -> coroutine of an int`; `run` drives one. */
  protected coroutines: string[] = [];
  /** `(iterable of ints) -> int` */
  protected consumers: string[] = [];
  protected managers: string[] = [];
  protected exceptions: string[] = [];
  /** Names of modules are imported: itertools, functools, collections, heapq, bisect, math. */
  protected library = false;
  /** `where(e)`, the lines of an exception's traceback, is defined. */
  protected traces = false;
  /** `(anything that has + and *) -> the same` */
  protected polymorphic: string[] = [];
  /** Module-level ints that functions rebind. */
  protected globals: string[] = [];
  /** Iterations that the enclosing loops make in all: keeps programs short. */
  protected turns = 1;
  /** In a loop's body, so that break and continue are allowed. */
  protected looping = false;
  /** What `return` may be used for here. */
  protected inside: "module" | "function" | "generator" = "module";
  /** In a generator, where it may be suspended. */
  protected yielding = false;
  #names = 0;

  constructor(random: Random) {
    this.random = random;
  }

  protected line(text: string): void {
    this.lines.push("    ".repeat(this.depth) + text);
  }

  /** Lines one level deeper. */
  protected indented(make: () => void): void {
    this.depth++;
    const at = this.lines.length;
    make();
    if (this.lines.length === at) this.line("pass");
    this.depth--;
  }

  protected fresh(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  protected variable(type: Type): string | undefined {
    return this.pickVariable((v) => v.type === type)?.name;
  }

  protected pickVariable(fits: (v: Variable) => boolean): Variable | undefined {
    const fitting = this.vars.filter(fits);
    return fitting.length === 0 ? undefined : this.random.pick(fitting);
  }

  protected object(member?: string): Variable | undefined {
    return this.pickVariable((v) => v.type === "obj" && (member === undefined || v.cls?.has.has(member) === true));
  }

  /** Calls one of these; those that are undefined do not apply. */
  protected choose(choices: readonly (undefined | (() => string))[]): string {
    const fitting = choices.filter((c) => c !== undefined);
    return this.random.pick(fitting)();
  }

  protected act(choices: readonly (false | undefined | (() => void))[]): void {
    const fitting = choices.filter((c) => c !== false && c !== undefined);
    this.random.pick(fitting)();
  }
}

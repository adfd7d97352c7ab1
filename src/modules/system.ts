/** The modules of a runtime: `sys.modules`, the modules that TypeScript provides, standard streams. */
import { defineCode, runCode } from "../builtins/code.js";
import { defineCompile } from "../builtins/compile.js";
import { defineFiles, raiseOSError } from "../builtins/files.js";
import { defineGenerators } from "../builtins/generators.js";
import { defineNamespaces } from "../builtins/namespaces.js";
import { isTerminal, Output, sleepMs } from "../builtins/output.js";
import { definePrint } from "../builtins/print.js";
import { Ctx, Interrupt, Kind, OModule, Tag } from "../heap/layouts.generated.js";
import type { HostFunction, Runtime } from "../interpreter/runtime.js";
import { defineThreads } from "../interpreter/threads.js";
import { compileFile, compileFrozen, freeze, thaw } from "./bytecode-cache.js";
import { makeTwins, type Twins } from "./consumers.js";
import { defineDigest } from "./digest.js";
import { MODULE_EXTRAS } from "./extras.js";
import { create, enter, execute, importWith, load } from "./import.js";
import { definePosix } from "./posix.js";
import { SYS_PRELUDE } from "./prelude.js";
import { SUBSTITUTES } from "./substitutes.js";
import { defineSys } from "./sys.js";
import { defineTime } from "./time.js";
import { WARM_UP } from "./warm-up.js";

const SIGINT = 2;
/** For `waitReadable`: only the time counts. */
const NO_DESCRIPTOR = 0xffffffff;
/** For `setSignal`. */
const CATCH = 2;

const LOST_STDOUT = `Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>
BrokenPipeError: [Errno 32] Broken pipe
`;

/** At most so many key functions have twins of their own, each after this many uses. */
const KEY_TWINS = 8;
const KEY_USES = 4;

export class ModuleSystem {
  /** Slots at the bottom of the register stack, never given back: roots. */
  private readonly slots = new Map<string, number>();
  /** Ref of the dict `sys.modules`. */
  readonly dict: number;
  /** Slot of the namespace of builtins. */
  readonly builtins: number;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Names of modules whose code is running. */
  readonly loading = new Set<string>();
  /** Path entries whose hooks are looking for a module. */
  readonly consulted = new Set<string>();
  /** Ref of the built-in `__import__`. */
  ownImport = 0;
  /** The program has asked to end. */
  exiting = false;
  /** Nobody reads stdout any more, and there was something left to be written. */
  lostOutput = false;
  private readonly streams = new Map<number, Output>();
  private readonly native: ReadonlySet<string>;
  private readonly lazy = new Map<string, number>();
  private readonly spare: number[] = [];
  private twins: Twins | undefined;
  /** Twins of one key function's, by its code, and how often others were passed. */
  private readonly keyTwins = new Map<number, Twins>();
  private readonly keyUses = new Map<number, number>();

  constructor(
    private readonly rt: Runtime,
    unbuffered: boolean,
  ) {
    const k = rt.kernel;
    const modules = rt.pushRef(k.newDict());
    for (let i = 0; i < 16 + KEY_TWINS; i++) this.spare.push(rt.pushNone());
    this.dict = rt.ref(modules);
    this.stdout = new Output(1, isTerminal(1), unbuffered);
    this.stderr = new Output(2, true);
    defineGenerators(rt);
    definePrint(rt);
    defineCode(rt);
    defineCompile(rt);
    defineFiles(rt);
    defineNamespaces(rt);
    this.defineImport();
    defineSys(rt, this);
    defineTime(rt);
    defineThreads(rt);
    definePosix(rt);
    defineDigest(rt);
    this.native = new Set([
      ...k.nativeModules,
      "_digest",
      "_thread",
      "builtins",
      "posix",
      "sys",
      "time",
      ...SUBSTITUTES.keys(),
    ]);
    this.keep("builtins");
    this.builtins = rt.pushRef(this.moduleDict("builtins"));
    this.keep("sys");
    const main = rt.pushRef(k.newModule("__main__"));
    this.slots.set("__main__", main);
    rt.dictSet(this.dict, "__main__", main);
    const dict = this.mainDict;
    for (const absent of ["__doc__", "__package__", "__loader__", "__spec__"]) rt.dictSet(dict, absent, rt.pushNone());
    rt.dictSet(dict, "__name__", rt.pushStr("__main__"));
    rt.dictSet(dict, "__annotations__", rt.pushRef(k.newDict()));
    rt.dictSet(dict, "__builtins__", this.slotOf("builtins"));
    rt.dictSet(this.sysDict, "modules", modules);
    rt.onExit(() => this.flush());
  }

  /** The twin in Python of a builtin that is given a generator, 0 when there is none. */
  consumer(builtin: number, argc: number, kwnames: number): number {
    const twin = this.makeTwins().consumers.get(builtin >>> 0);
    if (twin === undefined) return 0;
    if (kwnames === 0) return argc === twin.argc ? twin.fn : 0;
    const names = this.rt.tupleOfStr(kwnames >>> 0);
    return argc - names.length === twin.argc && names.every((name) => twin.keywords.includes(name)) ? twin.fn : 0;
  }

  /** The twin in Python of a builtin that is given an object of this kind and a key function with this code, 0 when there is none. */
  keyed(builtin: number, kind: Kind | -1, code: number): number {
    const twin = (this.ownTwins(code) ?? this.makeTwins()).keyed.get(builtin >>> 0);
    return twin === undefined || (twin.method && kind !== Kind.LIST) ? 0 : twin.fn;
  }

  /**
   * Key functions that are passed again and again get twins of their own, as long as there are few: where only one function is ever
   * called the JIT inlines it. A code that takes the place of one that is gone shares its twins.
   */
  private ownTwins(code: number): Twins | undefined {
    const own = this.keyTwins.get(code);
    if (own !== undefined || code === 0 || this.keyTwins.size >= KEY_TWINS) return own;
    const uses = (this.keyUses.get(code) ?? 0) + 1;
    this.keyUses.set(code, uses);
    if (uses < KEY_USES) return undefined;
    this.keyUses.delete(code);
    const made = this.rt.aside(() => makeTwins(this.rt, this.reserve()));
    this.keyTwins.set(code, made);
    return made;
  }

  /** They are made when the first one is needed; what makes them finds none. */
  private makeTwins(): Twins {
    if (this.twins === undefined) {
      this.twins = { consumers: new Map(), keyed: new Map() };
      this.twins = this.rt.aside(() => makeTwins(this.rt, this.reserve()));
    }
    return this.twins;
  }

  /** What needs the runtime complete. */
  start(): void {
    this.runPrelude();
  }

  private keep(name: string): void {
    this.rt.kernel.nativeModule(name);
    this.rt.check();
    const slot = this.rt.pushResult();
    this.slots.set(name, slot);
    this.rt.dictSet(this.dict, name, slot);
  }

  slotOf(name: string): number {
    return this.slots.get(name)!;
  }

  private moduleDict(name: string): number {
    return this.rt.word(this.rt.ref(this.slotOf(name)), OModule.ATTRS) >>> 0;
  }

  get sysDict(): number {
    return this.moduleDict("sys");
  }

  get mainDict(): number {
    return this.moduleDict("__main__");
  }

  get builtinNames(): Iterable<string> {
    return this.native;
  }

  isBuiltin(name: string): boolean {
    return this.native.has(name);
  }

  /** Writes what is left in the standard streams, at the program's end. */
  flush(): void {
    try {
      this.stdout.flush();
    } catch {
      this.lostOutput = true;
      this.stderr.write(LOST_STDOUT);
    }
    this.stderr.flush();
  }

  /** What was printed shows before a pause. */
  showOutput(): void {
    try {
      this.stdout.flush();
    } catch {
      // The next write says so.
    }
  }

  /** Waits for the threads that are not daemons, at the program's end. */
  joinThreads(): void {
    const { rt } = this;
    const mark = rt.mark();
    const threading = rt.dictGet(this.dict, "threading");
    const shutdown = threading === 0 ? 0 : rt.findAttr(threading, "_shutdown");
    if (shutdown !== 0) rt.callIgnoringErrors(shutdown);
    rt.release(mark);
  }

  /** Ctrl-C is KeyboardInterrupt from now on, for the program whose process this is. */
  catchInterrupts(): void {
    this.rt.kernel.setSignal(SIGINT, CATCH);
  }

  /** Calls the handlers of signals (bits by number), or raises KeyboardInterrupt where the program has set none. */
  deliverSignals(bits: number): void {
    const { rt } = this;
    const mark = rt.mark();
    const module = rt.dictGet(this.dict, "_signal");
    if (module === 0) {
      if ((bits & (1 << SIGINT)) !== 0) rt.raise("KeyboardInterrupt", "");
      rt.release(mark);
      return;
    }
    rt.getAttr(module, "_deliver");
    const deliver = rt.pushResult();
    rt.call(deliver, rt.pushInt(bits), 1);
    rt.release(mark);
  }

  /** Signals that were noted are delivered now, from a call that waits. */
  checkSignals(): void {
    const { I32 } = this.rt;
    if ((I32[Ctx.INTERRUPT] & Interrupt.SIGNAL) === 0) return;
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.SIGNAL);
    this.deliverSignals(this.rt.kernel.takeSignals());
  }

  /** Waits, handling signals that come. */
  sleep(milliseconds: number): void {
    if (this.rt.threads.several) {
      this.rt.threads.block({ until: performance.now() + milliseconds });
      return;
    }
    const end = performance.now() + milliseconds;
    for (;;) {
      const left = end - performance.now();
      if (left < 1) {
        if (left > 0) sleepMs(left);
        return;
      }
      this.rt.kernel.waitReadable(NO_DESCRIPTOR, Math.min(left, 1e9));
      this.checkSignals();
    }
  }

  /** Slot of a module, imported if need be. */
  load(name: string): number {
    return load(this.rt, name);
  }

  /** Ref of a module of the kernel or of TypeScript, entered into sys.modules; 0 when there is none. */
  loadBuiltin(name: string): number {
    if (!this.native.has(name)) return 0;
    const { rt } = this;
    const source = SUBSTITUTES.get(name);
    if (source !== undefined) {
      const module = execute(rt, name, create(rt, name, null, null), () => compileFrozen(rt, source, name));
      rt.kernel.nameStandIns(rt.word(module, OModule.ATTRS) >>> 0);
      return module;
    }
    rt.kernel.nativeModule(name);
    rt.check();
    const mark = rt.mark();
    const slot = rt.pushResult();
    const ref = rt.ref(slot);
    const namespace = rt.word(ref, OModule.ATTRS) >>> 0;
    rt.dictSet(namespace, "__package__", rt.pushStr(""));
    enter(rt, name, slot);
    const extra = MODULE_EXTRAS[name];
    if (extra !== undefined) {
      runCode(rt, compileFrozen(rt, extra, name), namespace, -1);
      rt.kernel.nameStandIns(namespace);
    }
    rt.release(mark);
    return ref;
  }

  /** The buffer behind a stream object that is one of the original standard streams. */
  outputOf(stream: number): Output | undefined {
    return this.streams.get(stream);
  }

  /** Whether it is the object for the process's own standard input. */
  isStandardInput(stream: number): boolean {
    return this.rt.ref(this.rt.dictGet(this.sysDict, "__stdin__")) === stream;
  }

  /** Python code that gives `sys` what is more easily said in Python. */
  private runPrelude(): void {
    const { rt } = this;
    const mark = rt.mark();
    const dict = rt.pushRef(rt.kernel.newDict());
    rt.dictSet(rt.ref(dict), "__name__", rt.pushStr("sys"));
    rt.dictSet(rt.ref(dict), "sys", this.slotOf("sys"));
    rt.dictSet(this.sysDict, "_builtins", rt.pushRef(rt.I32[Ctx.BUILTINS] >>> 0));
    const namespace = rt.kernel.typeByName("SimpleNamespace");
    rt.dictSet(this.sysDict, "_SimpleNamespace", rt.pushRef(namespace));
    runCode(rt, compileFrozen(rt, SYS_PRELUDE, "sys"), rt.ref(dict), -1);
    rt.kernel.nameStandIns(rt.ref(dict));
    runCode(rt, compileFrozen(rt, WARM_UP, "warm_up"), rt.ref(rt.pushRef(rt.kernel.newDict())), -1);
    rt.release(mark);
    for (const [name, output] of [
      ["stdout", this.stdout],
      ["stderr", this.stderr],
    ] as const) {
      const slot = rt.dictGet(this.sysDict, `__${name}__`);
      this.streams.set(rt.ref(slot), output);
    }
  }

  /** Slot of `name` as defined by Python source that may use the host function `helper`; run when first asked for. */
  lazyPrelude(source: string, name: string, helper: string, fn: HostFunction): number {
    const known = this.lazy.get(name);
    if (known !== undefined) return known;
    const { rt } = this;
    rt.define("sys", `_${helper}`, fn);
    const mark = rt.mark();
    const dict = rt.pushRef(rt.kernel.newDict());
    rt.dictSet(rt.ref(dict), "__name__", rt.pushStr("builtins"));
    rt.dictSet(rt.ref(dict), helper, rt.dictGet(this.sysDict, `_${helper}`));
    runCode(rt, compileFrozen(rt, source, name), rt.ref(dict), -1);
    // sys keeps it alive; its slot is one of the permanent ones.
    const slot = this.reserve();
    const value = rt.dictGet(rt.ref(dict), name);
    rt.I32[2 * slot] = rt.I32[2 * value];
    rt.I32[2 * slot + 1] = rt.I32[2 * value + 1];
    this.lazy.set(name, slot);
    rt.release(mark);
    return slot;
  }

  /** Keeps the value of a slot alive for good; gives its permanent slot. */
  keepValue(slot: number): number {
    const kept = this.reserve();
    this.rt.I32[2 * kept] = this.rt.I32[2 * slot];
    this.rt.I32[2 * kept + 1] = this.rt.I32[2 * slot + 1];
    return kept;
  }

  /** One of the permanent slots set aside at the start. */
  private reserve(): number {
    const slot = this.spare.pop();
    if (slot === undefined) throw new Error("no permanent slot is left");
    return slot;
  }

  private defineImport(): void {
    this.rt.define("builtins", "__import__", (rt, args) => {
      const at = (i: number, name: string) => args.pos[i] ?? args.kw.get(name);
      const name = at(0, "name");
      if (name === undefined) return rt.raise("TypeError", "__import__() missing required argument 'name' (pos 1)");
      const level = at(4, "level");
      const high = level === undefined ? Tag.INT : rt.I32[2 * level + 1];
      if (level !== undefined && high !== Tag.INT && high !== Tag.BOOL)
        return rt.raise("TypeError", `'${rt.typeName(level)}' object cannot be interpreted as an integer`);
      if (rt.slotKind(name) !== Kind.STR) return rt.raise("TypeError", "module name must be a string");
      const given = at(1, "globals") ?? 0;
      const globals = given !== 0 && rt.slotKind(given) === Kind.DICT ? rt.ref(given) : 0;
      const depth = level === undefined ? 0 : rt.I32[2 * level];
      if (depth > 0 && globals === 0 && given !== 0) rt.raise("TypeError", "globals must be a dict");
      importWith(rt, rt.str(name), at(3, "fromlist") ?? rt.pushNone(), depth, globals);
      return true;
    });
    this.ownImport = this.rt.ref(this.rt.dictGet(this.rt.I32[Ctx.BUILTINS] >>> 0, "__import__"));
    this.rt.define("sys", "_load", (rt, args) => rt.resultSlot(load(rt, rt.str(args.pos[0]))));
    this.rt.define("sys", "_compile_file", (rt, args) => {
      const file = rt.str(args.pos[0]);
      try {
        return rt.resultRef(compileFile(rt, file, rt.str(args.pos[1])));
      } catch (error) {
        return raiseOSError(rt, error, args.pos[0]);
      }
    });
    this.rt.define("sys", "_freeze_code", (rt, args) => {
      const bytes = freeze(rt, rt.ref(args.pos[0]));
      return bytes === null ? rt.resultNone() : rt.resultRef(rt.kernel.newBytes(bytes));
    });
    this.rt.define("sys", "_thaw_code", (rt, args) => {
      const code = thaw(rt, rt.kernel.readBytes(rt.ref(args.pos[0])));
      return code === 0 ? rt.resultNone() : rt.resultRef(code);
    });
  }
}

import { Ctx, OCode, OFunction, OUnit, UnitState } from "../heap/layouts.generated.js";
import type { JitHooks } from "../interpreter/hooks.js";
import type { JitLog } from "./log.js";
import { type Allowed, allowedUnits } from "./only.js";
import { CompilePool } from "./pool.js";
import { ExitReason } from "./reasons.generated.js";
import { EXIT_REASONS, GIVE_UPS } from "./reasons.js";
import { Ring } from "./ring.js";
import { CodeTable } from "./table.js";

/** The native side of the JIT as the main thread sees it. */
export interface JitKernel {
  /**
   * Phase one of a plan: snapshots code, feedback and the kinds of the frame at Ctx.FP. `kind` 0: the loop whose
   * JUMP_BACK is at word `at`; 1: the function `at` (ref). Returns the unit number, or a negative number: -1 table
   * full, -2 - reason when it gives up at once.
   */
  jitPrepare(kind: number, at: number, generation: number, options: PrepareOptions): number;
  /** Phase two on this thread (`--jit-threads=0`). */
  jitCompile(unit: number): void;
  /** Phase two on a native thread, while no worker is up; 0 when there is no thread to be had. */
  jitBridge(unit: number): number;
  /** Calls the code at Ctx.ENTER_LO/HI for entry ENTER_POINT; exit status in Ctx.STATUS. */
  enter(): void;
  /** `qualname:line` of the code that word `pc` belongs to, for the log. */
  jitName(unit: number): string;
}

/** What the native side is told with every plan. */
interface PrepareOptions {
  readonly dump: string | undefined;
  /** Stages that are written, by parts of their names; all when undefined. */
  readonly dumpStages: string | undefined;
  readonly verify: boolean;
  /** 0: as many as fit. */
  readonly maxUnits: number;
  /** Every so many-eth guard leaves although it holds; 0: none. */
  readonly exitEvery: number;
  /** 0, or 1 + index in FAIL_STAGES. */
  fail: number;
}

export interface JitOptions {
  readonly threads: number;
  readonly threshold: number;
  readonly delayMs: number;
  readonly dump?: string | undefined;
  readonly dumpStages?: string | undefined;
  readonly verify?: boolean;
  readonly maxUnits?: number;
  /** `STAGE:N` */
  readonly fail?: string | undefined;
  readonly exitEvery?: number;
  /** Only units whose number or name is among these are compiled: "3", "0-7", "work". */
  readonly only?: string | undefined;
}

/** Where `--jit-fail` can make a compilation go wrong. */
export const FAIL_STAGES = ["compile", "install", "panic"] as const;

/** Exits of one unit after which it is compiled again with the feedback gathered meanwhile. */
const EXITS_BEFORE_RETRY = 50;
/** A unit replaced this often stays as it is. */
const MAX_GENERATIONS = 4;
/** Entries of a short loop in a row that made no whole turn, after which it is left to the interpreter for so many turns at first. */
const MAX_IDLE = 50;
const [FIRST_REST, LONGEST_REST] = [2_000, 1 << 20];
/** Exits by wrong guesses that the log names one by one, per unit; of other exits the first for each reason. */
const LOGGED_EXITS = 10;

/** A loop (`kind` 0, `at` = pc of its back-edge) or a function (1, `at` = ref) and the units made for it. */
interface Plan {
  readonly kind: 0 | 1;
  readonly at: number;
  /** Its code object. */
  readonly code: number;
  unit: number;
  /** The unit compiled to take its place, -1 when none. */
  next: number;
  generation: number;
  entries: number;
  retryAt: number;
  /** Entries in a row without a whole turn; turns of the next rest; the loop's heat at which the present one ends, 0: none. */
  idle: number;
  rest: number;
  wakeAt: number;
  /** Exit reasons that the log has named, a bit each. */
  logged: number;
}

function plan(kind: 0 | 1, at: number, code: number): Plan {
  return {
    kind,
    at,
    code,
    unit: -1,
    next: -1,
    generation: 0,
    entries: 0,
    retryAt: EXITS_BEFORE_RETRY,
    idle: 0,
    rest: FIRST_REST,
    wakeAt: 0,
    logged: 0,
  };
}

/**
 * The main thread's half of the concurrent JIT: prepares plans, posts them, and enters what the code table says is
 * ready. Nothing here waits.
 */
export class Jit implements JitHooks {
  readonly threshold: number;
  readonly table: CodeTable;
  readonly ring: Ring;
  readonly #i32: Int32Array;
  readonly #memory: SharedArrayBuffer;
  readonly #kernel: JitKernel;
  readonly #options: JitOptions;
  readonly #log: JitLog;
  readonly #plans: Plan[] = [];
  /** Loops that have code and are interpreted nevertheless, by their back-edges. */
  readonly #resting = new Map<number, Plan>();
  readonly #prepare: PrepareOptions;
  /** Compilations until one is to fail; 0: none. */
  #failAt: number;
  readonly #failStage: number;
  readonly #allowed: Allowed | undefined;
  #pool: CompilePool | undefined;
  #poolSeen = false;
  /** Units of which the log does not know yet how their compilation ended. */
  #unsettled: number[] = [];

  constructor(memory: SharedArrayBuffer, kernel: JitKernel, options: JitOptions, log: JitLog) {
    this.#memory = memory;
    this.#i32 = new Int32Array(memory);
    this.#kernel = kernel;
    this.#options = options;
    this.#log = log;
    this.threshold = options.threshold;
    this.#prepare = {
      dump: options.dump,
      dumpStages: options.dumpStages,
      verify: options.verify ?? false,
      maxUnits: options.maxUnits ?? 0,
      exitEvery: options.exitEvery ?? 0,
      fail: 0,
    };
    const [stage, nth] = options.fail?.split(":") ?? [];
    this.#failAt = Number(nth ?? 0);
    this.#failStage = 1 + (FAIL_STAGES as readonly string[]).indexOf(stage ?? "");
    this.#allowed = options.only === undefined ? undefined : allowedUnits(options.only);
    this.table = new CodeTable(this.#i32);
    this.ring = new Ring(this.#i32);
  }

  start(): void {
    if (this.#options.threads === 0 || this.#pool !== undefined) return;
    this.#pool = new CompilePool(this.#memory, this.#options.threads, this.#options.delayMs, this.ring, this.#log);
  }

  /** For tests that kill a worker. */
  get pool(): CompilePool | undefined {
    return this.#pool;
  }

  onHotLoop(pc: number): void {
    const unit = this.#post(plan(0, pc, this.#codeOf(this.#i32[2 * this.#i32[Ctx.FP]])));
    this.#i32[pc + 5] = unit + 1;
  }

  onStillHot(pc: number, heat: number): void {
    const plan = this.#resting.get(pc);
    if (plan === undefined || heat < plan.wakeAt) return;
    this.#resting.delete(pc);
    this.#i32[pc + 5] = plan.unit + 1;
  }

  onHotFunction(func: number): void {
    const code = this.#codeOf(func);
    const unit = this.#post(plan(1, func, code));
    this.#i32[(code + OCode.UNIT) >>> 2] = unit + 1;
  }

  #codeOf(func: number): number {
    return this.#i32[(func + OFunction.CODE) >>> 2];
  }

  /** Prepares and posts; returns the unit or -1. */
  #post(plan: Plan): number {
    const unit = this.#kernel.jitPrepare(plan.kind, plan.at, plan.generation, this.#nextOptions());
    if (unit < 0) {
      if (unit < -1) this.#log.event("given-up", -1, GIVE_UPS[-2 - unit]?.[1] ?? "");
      return -1;
    }
    if (plan.unit < 0) {
      plan.unit = unit;
      this.#log.event("hot", unit, this.#kernel.jitName(unit));
    } else plan.next = unit;
    this.#plans[unit] = plan;
    if (this.#allowed?.(unit, this.#kernel.jitName(unit)) === false) {
      this.#log.event("skipped", unit, "not among --jit-only");
      return -1;
    }
    this.#log.event("queued", unit, "");
    if (this.#log.enabled) this.#unsettled.push(unit);
    if (this.#options.threads === 0) this.#kernel.jitCompile(unit);
    else if (!this.#poolIsUp() || !this.ring.push(unit)) {
      // A native thread takes what the pool cannot: none is up yet, or the ring is full.
      if (this.#kernel.jitBridge(unit) === 0) this.ring.push(unit);
    }
    this.#logFailures();
    return unit;
  }

  #poolIsUp(): boolean {
    const ready = Atomics.load(this.#i32, Ctx.POOL_READY);
    if (ready > 0 && !this.#poolSeen) {
      this.#poolSeen = true;
      this.#log.event("pool-ready", -1, `${ready} of ${this.#options.threads}`);
    }
    return ready > 0;
  }

  #nextOptions(): PrepareOptions {
    this.#prepare.fail = this.#failAt > 0 && --this.#failAt === 0 ? this.#failStage : 0;
    return this.#prepare;
  }

  enter(unit: number, point: number): number {
    const i32 = this.#i32;
    const at = CodeTable.at(unit);
    const plan = this.#plans[unit];
    if (plan.entries++ === 0) this.#logFirstEntry(unit);
    i32[Ctx.ENTER_LO] = i32[at + (OUnit.ENTRY_LO >> 2)];
    i32[Ctx.ENTER_HI] = i32[at + (OUnit.ENTRY_HI >> 2)];
    i32[Ctx.ENTER_POINT] = point;
    i32[Ctx.TURN] = 0;
    this.#kernel.enter();
    const status = i32[Ctx.STATUS];
    if (i32[Ctx.TURN] !== 0) this.#weigh(unit, plan, i32[Ctx.TURN] === 1);
    if (status !== 1) {
      const innermost = i32[Ctx.EXIT_UNIT];
      if (this.#log.enabled) this.#logExit(unit, innermost);
      // One that only compiled code calls is left here as well.
      if (innermost !== unit) this.#reconsider(innermost);
    }
    this.#reconsider(unit);
    i32[Ctx.STATUS] = status;
    return status;
  }

  /** A short loop was left, without a whole turn if `idle`. One that is left in each turn is not worth entering. */
  #weigh(unit: number, plan: Plan, idle: boolean): void {
    plan.idle = idle ? plan.idle + 1 : 0;
    if (plan.idle < MAX_IDLE) return;
    plan.idle = 0;
    plan.wakeAt = this.#i32[plan.at + 4] + plan.rest;
    plan.rest = Math.min(2 * plan.rest, LONGEST_REST);
    this.#i32[plan.at + 5] = 0;
    this.#resting.set(plan.at, plan);
    this.#log.event("rests", unit, `left in each turn; for ${plan.rest >> 1} turns`);
  }

  /** The unit may have been left once too often. */
  #reconsider(unit: number): void {
    const plan = this.#plans[unit];
    if (plan === undefined || this.table.read(unit, OUnit.EXITS) < plan.retryAt || plan.unit !== unit) return;
    this.#retry(unit, plan);
  }

  /** A unit that keeps leaving is compiled again; the old code serves until the new is ready. */
  #retry(unit: number, plan: Plan): void {
    if (plan.next >= 0) {
      const state = this.table.state(plan.next);
      if (state === UnitState.READY) this.#replace(unit, plan);
      else if (state === UnitState.FAILED) plan.retryAt = 0x7fffffff;
      return;
    }
    if (plan.generation >= MAX_GENERATIONS) {
      plan.retryAt = 0x7fffffff;
      return;
    }
    plan.generation++;
    this.#log.event("retry", unit, `after ${plan.retryAt} exits`);
    if (this.#post(plan) < 0) plan.retryAt = 0x7fffffff;
    else if (this.table.state(plan.next) === UnitState.READY) this.#replace(unit, plan);
  }

  #replace(unit: number, plan: Plan): void {
    plan.unit = plan.next;
    plan.next = -1;
    plan.entries = 0;
    if (plan.kind === 0) this.#i32[plan.at + 5] = plan.unit + 1;
    else this.#i32[(plan.code + OCode.UNIT) >>> 2] = plan.unit + 1;
    this.table.setState(unit, UnitState.RETIRED);
    this.#log.event("invalidated", unit, `replaced by #${plan.unit}`);
  }

  #logFirstEntry(unit: number): void {
    this.#log.event(
      "compiled",
      unit,
      `${this.table.read(unit, OUnit.MICROS)} µs ${this.table.read(unit, OUnit.BYTES)} bytes`,
    );
    this.#log.event("entered", unit, this.#kernel.jitName(unit));
  }

  /** The innermost frame has said why; compiled callers of it were left because of that. */
  #logExit(unit: number, innermost: number): void {
    const exits = this.table.read(innermost, OUnit.EXITS);
    if (innermost !== unit) this.#logReason(unit, ExitReason.CALLEE, exits);
    this.#logReason(innermost, this.#i32[Ctx.EXIT_REASON], exits);
  }

  #logReason(unit: number, reason: ExitReason, exits: number): void {
    const plan = this.#plans[unit];
    const bit = 1 << reason;
    if (plan === undefined || ((plan.logged & bit) !== 0 && (exits === 0 || exits > LOGGED_EXITS))) return;
    plan.logged |= bit;
    this.#log.event("exit", unit, EXIT_REASONS[reason]?.[1] ?? String(reason));
  }

  /** Compilations that came to nothing since the last time. */
  #logFailures(): void {
    this.#unsettled = this.#unsettled.filter((unit) => {
      const state = this.table.state(unit);
      if (state === UnitState.FAILED)
        this.#log.event("given-up", unit, GIVE_UPS[this.table.read(unit, OUnit.REASON)]?.[1] ?? "");
      return state === UnitState.QUEUED || state === UnitState.COMPILING;
    });
  }

  finish(): void {
    this.#logFailures();
    this.#log.close?.();
  }

  async close(): Promise<void> {
    this.finish();
    await this.#pool?.close();
  }
}

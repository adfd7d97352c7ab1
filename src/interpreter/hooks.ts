/**
 * What the interpreter asks of the JIT. The interpreter knows only this interface; src/jit implements it.
 *
 * Back-edges: cache word d of JUMP_BACK counts down or up to {@link JitHooks.threshold}; word e holds unit + 1 once the
 * loop has a place in the code table. While e is non-zero the interpreter reads the unit's STATE (plain read; one
 * `Atomics.load` every 1,024 back-edges) and calls {@link JitHooks.enter} when it is `UnitState.READY`.
 * Functions: CODE.HEAT counts calls, CODE.UNIT holds unit + 1.
 */
export interface JitHooks {
  /** Back-edges of one loop, or calls of one function, after which it is hot. */
  readonly threshold: number;
  /** The back-edge at `pc` (word index of its JUMP_BACK) is hot; the frame in the context block is at its header. Sets cache word e. */
  onHotLoop(pc: number): void;
  /** Every 256th back-edge at `pc`. */
  onStillHot(pc: number, heat: number): void;
  /** The function being called, or whose generator was resumed, has become hot. Sets CODE.UNIT. */
  onHotFunction(func: number): void;
  /**
   * Enters compiled code with the frame at Ctx.FP; `point` is the entry number (0: loop header or function start).
   * Returns the unit's exit status: 0 go on in the interpreter at Ctx.EXIT_PC with the frame at Ctx.FP; 1 the function
   * returned Ctx.RESULT (its frame is still on the stack; the caller pops it); 2 exception Ctx.EXC at Ctx.EXIT_PC.
   */
  enter(unit: number, point: number): number;
  /**
   * The program goes on for longer than a moment: starts the workers (at the first call). Nothing is waited for;
   * Ctx.POOL_READY counts those that are up.
   */
  start(): void;
  /** The program has ended: the log gets what it has not been told yet. */
  finish(): void;
  /** The program stops: no more compilations; resolves when the workers are gone. */
  close(): Promise<void>;
}

/** `--no-jit`. */
export const NO_JIT: JitHooks = {
  threshold: 0x7fffffff,
  onHotLoop() {},
  onStillHot() {},
  onHotFunction() {},
  enter() {
    throw new Error("no compiled code without a JIT");
  },
  start() {},
  finish() {},
  async close() {},
};

/** The public API: Tauraro inside a Node process. */
import { Ctx, Interrupt, Status, Tag } from "../heap/layouts.generated.js";
import { compileSource, rememberSource } from "../interpreter/compile.js";
import { runMain } from "../interpreter/driver.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { formatException } from "../interpreter/traceback.js";
import { ProgramAborted, PythonError } from "./errors.js";
import { createRuntime, type TauraroOptions } from "./runtime.js";

export { StderrLog } from "../jit/log.js";
export { ProgramAborted, PythonError } from "./errors.js";
export type { TauraroOptions } from "./runtime.js";
export { TauraroWorker } from "./worker.js";

export interface RunOptions {
  /** What tracebacks call the source. */
  readonly filename?: string;
  /**
   * Ends the program with KeyboardInterrupt, which it cannot hold up by catching it. The program then returns to Node's event
   * loop at least every {@link ABORTABLE_SLICE_MS}, so that the signal can come through.
   */
  readonly signal?: AbortSignal;
  /** As a signal after so many milliseconds. */
  readonly timeoutMs?: number;
}

const ABORTABLE_SLICE_MS = 10;

/** One Python program with its own heap. Runs one thing at a time. */
export class Tauraro {
  readonly #rt: Runtime;
  #state: "idle" | "running" | "closed" = "idle";
  #ended: Promise<void> = Promise.resolve();

  constructor(options: TauraroOptions = {}) {
    this.#rt = createRuntime(options);
  }

  /** The runtime behind it; for tests and benchmarks. */
  get runtime(): Runtime {
    return this.#rt;
  }

  /** Runs source text at module level; names it defines stay. Throws {@link PythonError}. */
  async run(source: string, options: RunOptions = {}): Promise<void> {
    const { filename = "<embed>", signal } = options;
    this.#begin();
    let ended = () => {};
    this.#ended = new Promise((resolve) => {
      ended = resolve;
    });
    const rt = this.#rt;
    const { sliceMs } = rt;
    const mark = rt.mark();
    const abort = () => this.#abort();
    try {
      signal?.throwIfAborted();
      if (signal !== undefined) rt.sliceMs = Math.min(sliceMs, ABORTABLE_SLICE_MS);
      signal?.addEventListener("abort", abort);
      if (options.timeoutMs !== undefined) rt.kernel.interruptAfter(options.timeoutMs, Interrupt.ABORT);
      rememberSource(filename, source);
      const code = compileSource(rt, source, filename, "exec");
      rt.pushRef(code);
      const fn = rt.kernel.newFunction(code, rt.modules.mainDict);
      rt.pushRef(fn);
      if (!(await runMain(rt, fn))) throw new PyRaise();
    } catch (error) {
      throw error instanceof PyRaise ? this.#error(signal?.reason) : error;
    } finally {
      signal?.removeEventListener("abort", abort);
      if (options.timeoutMs !== undefined) rt.kernel.interruptAfter(-1, Interrupt.ABORT);
      Atomics.and(rt.I32, Ctx.INTERRUPT, ~Interrupt.ABORT);
      rt.sliceMs = sliceMs;
      rt.release(mark);
      this.#state = "idle";
      ended();
    }
  }

  /** Calls a module-level function without arguments; gives `str()` of its result. Throws {@link PythonError}. */
  call(name: string): string {
    this.#begin();
    const rt = this.#rt;
    const mark = rt.mark();
    try {
      if (!rt.dictGet(rt.modules.mainDict, name)) throw new ReferenceError(`name '${name}' is not defined`);
      const f = rt.pushResult();
      rt.call(f, rt.mark(), 0);
      const result = rt.pushResult();
      rt.kernel.str(result);
      if (rt.I32[Ctx.STATUS] === Status.EXC) throw new PyRaise();
      return rt.I32[Ctx.RESULT + 1] === Tag.REF ? rt.kernel.readStr(rt.I32[Ctx.RESULT] >>> 0) : "";
    } catch (error) {
      throw error instanceof PyRaise ? this.#error() : error;
    } finally {
      rt.release(mark);
      this.#state = "idle";
    }
  }

  #begin(): void {
    if (this.#state === "closed") throw new Error("this Tauraro is closed");
    if (this.#state === "running") throw new Error("this Tauraro is running already: wait for run() to settle");
    this.#state = "running";
  }

  #abort(): void {
    Atomics.or(this.#rt.I32, Ctx.INTERRUPT, Interrupt.ABORT);
  }

  /** The exception that is set, as one of JavaScript. */
  #error(reason?: unknown): PythonError {
    const rt = this.#rt;
    const aborted = (rt.I32[Ctx.INTERRUPT] & Interrupt.ABORT) !== 0;
    // What makes the text may run Python code.
    Atomics.and(rt.I32, Ctx.INTERRUPT, ~Interrupt.ABORT);
    const mark = rt.mark();
    const exception = rt.push(rt.I32[Ctx.EXC], rt.I32[Ctx.EXC + 1]);
    const text = formatException(rt, exception).trimEnd();
    rt.release(mark);
    return aborted ? new ProgramAborted(text, { cause: reason }) : new PythonError(text);
  }

  /** Ends a program that is running, stops the compile workers and frees the heap. Nothing can be run afterwards. */
  async close(): Promise<void> {
    if (this.#state === "closed") return this.#ended;
    if (this.#state === "running") {
      this.#abort();
      await this.#ended;
    }
    this.#state = "closed";
    const rt = this.#rt;
    rt.runExitActions();
    this.#ended = rt.jit.close().then(() => rt.close());
    return this.#ended;
  }

  /** As {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

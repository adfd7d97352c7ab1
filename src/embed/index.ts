/** The public API: Tauraro inside a Node process. */
import { Ctx, Status, Tag } from "../heap/layouts.generated.js";
import { compileSource, rememberSource } from "../interpreter/compile.js";
import { runMain } from "../interpreter/driver.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { formatException } from "../interpreter/traceback.js";
import { createRuntime, type TauraroOptions } from "./runtime.js";

export { StderrLog } from "../jit/log.js";
export type { TauraroOptions } from "./runtime.js";

/** A Python exception that the program did not catch; `message` is the traceback as CPython prints it. */
export class PythonError extends Error {
  override readonly name = "PythonError";
}

/** One Python program with its own heap. Not to be used from two places at once. */
export class Tauraro {
  readonly #rt: Runtime;

  constructor(options: TauraroOptions = {}) {
    this.#rt = createRuntime(options);
  }

  /** The runtime behind it; for tests and benchmarks. */
  get runtime(): Runtime {
    return this.#rt;
  }

  /** Runs source text at module level; names it defines stay. Throws {@link PythonError}. */
  async run(source: string, filename = "<embed>"): Promise<void> {
    const rt = this.#rt;
    const mark = rt.mark();
    try {
      rememberSource(filename, source);
      const code = compileSource(rt, source, filename, "exec");
      rt.pushRef(code);
      const fn = rt.kernel.newFunction(code, rt.modules.mainDict);
      rt.pushRef(fn);
      if (await runMain(rt, fn)) return;
    } catch (error) {
      if (!(error instanceof PyRaise)) throw error;
    } finally {
      rt.release(mark);
    }
    throw this.#error();
  }

  /** Calls a module-level function without arguments; gives `str()` of its result. Throws {@link PythonError}. */
  call(name: string): string {
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
      if (!(error instanceof PyRaise)) throw error;
      throw this.#error();
    } finally {
      rt.release(mark);
    }
  }

  #error(): PythonError {
    const rt = this.#rt;
    const mark = rt.mark();
    const exception = rt.push(rt.I32[Ctx.EXC], rt.I32[Ctx.EXC + 1]);
    const text = formatException(rt, exception);
    rt.release(mark);
    return new PythonError(text.trimEnd());
  }

  /** Stops the compile workers. The program must not run any more. */
  async close(): Promise<void> {
    this.#rt.runExitActions();
    await this.#rt.jit.close();
  }
}

/** Runs what a command or the prompt has compiled; what it does not catch is reported. */
import { runMain } from "../interpreter/driver.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { reportUncaught } from "../interpreter/traceback.js";

interface Work {
  /** Ref of the code object. */
  readonly code: number;
  /** Its namespace. */
  readonly dict: number;
}

/** Runs the code that `prepare` gives; exit code. `inspect`: a prompt follows. */
export async function execute(rt: Runtime, prepare: () => Work, inspect = false): Promise<number> {
  const mark = rt.mark();
  try {
    const { code, dict } = prepare();
    rt.pushRef(code);
    const fn = rt.kernel.newFunction(code, dict);
    rt.pushRef(fn);
    if (await runMain(rt, fn)) return 0;
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
  } finally {
    rt.release(mark);
  }
  return reportUncaught(rt, inspect);
}

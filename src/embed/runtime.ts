import { availableParallelism } from "node:os";
import { loadAddon } from "../heap/addon.js";
import type { Addon } from "../heap/kernel.js";
import { Runtime } from "../interpreter/runtime.js";
import { Jit, type JitKernel } from "../jit/jit.js";
import { type JitLog, SILENT } from "../jit/log.js";

/** How a runtime is made. Everything has a default. */
export interface TauraroOptions {
  /** Compile hot code (default true). */
  readonly jit?: boolean;
  /** Workers that compile; 0 compiles on the calling thread. Default: cores - 1, at least 1. */
  readonly jitThreads?: number;
  /** Iterations or calls after which code is compiled (default 100). */
  readonly jitThreshold?: number;
  /** Folder that every compilation writes its stages to. */
  readonly jitDump?: string;
  /** Only these stages of them: words of bytecode, ir, clif, asm, exits, separated by commas. */
  readonly jitDumpStages?: string;
  /** Run Cranelift's verifier on every unit. */
  readonly jitVerify?: boolean;
  /** Places of the code table. */
  readonly jitMaxUnits?: number;
  /** `STAGE:N`: the Nth compilation fails in STAGE; for tests. */
  readonly jitFail?: string;
  /** Milliseconds that every compilation on a worker is delayed; for tests. */
  readonly jitDelayMs?: number;
  /** Every so many-eth guard of compiled code leaves although it holds; for tests. */
  readonly jitExitEvery?: number;
  /** Compile only these units: numbers, ranges, names of functions. */
  readonly jitOnly?: string;
  readonly log?: JitLog;
  /** Most bytes for objects; MemoryError beyond. */
  readonly maxHeap?: number;
  /** Collect at every safepoint after an allocation; for tests. */
  readonly gcStress?: boolean;
  /** Milliseconds after which the program returns to Node's event loop; 0: only when needed. */
  readonly sliceMs?: number;
  /** As `-O`: 1 drops asserts, 2 docstrings too. */
  readonly optimize?: number;
  /** Write stdout at once. */
  readonly unbuffered?: boolean;
}

/** A runtime with its JIT; the workers start in the background once a program has run for a moment. */
export function createRuntime(options: TauraroOptions = {}): Runtime {
  const useJit = options.jit ?? true;
  const threads = options.jitThreads ?? Math.max(availableParallelism() - 1, 1);
  const rt = new Runtime(loadAddon() as Addon, {
    maxHeap: options.maxHeap,
    gcStress: options.gcStress,
    optimize: options.optimize,
    unbuffered: options.unbuffered,
    jit: useJit
      ? (runtime) => {
          return new Jit(
            runtime.heap.memory,
            runtime.kernel as unknown as JitKernel,
            {
              threads,
              threshold: options.jitThreshold ?? 100,
              delayMs: options.jitDelayMs ?? 0,
              dump: options.jitDump,
              dumpStages: options.jitDumpStages,
              verify: options.jitVerify ?? false,
              maxUnits: options.jitMaxUnits ?? 0,
              fail: options.jitFail,
              exitEvery: options.jitExitEvery ?? 0,
              only: options.jitOnly,
            },
            options.log ?? SILENT,
          );
        }
      : undefined,
  });
  if ((options.sliceMs ?? 0) > 0) rt.sliceMs = options.sliceMs as number;
  return rt;
}

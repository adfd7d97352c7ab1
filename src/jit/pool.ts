import { createRequire } from "node:module";
import { join } from "node:path";
import { packageRoot } from "../heap/addon.js";
import { Ctx } from "../heap/layouts.generated.js";
import type { JitLog } from "./log.js";
import type { Ring } from "./ring.js";

/** What a compile loop gets; the memory is shared, the rest plain data. */
export interface CompileLoopTask {
  readonly memory: SharedArrayBuffer;
  readonly delayMs: number;
}

const require = createRequire(import.meta.url);

/** A worker that keeps dying is not started for ever. */
const MAX_RESTARTS = 8;

/**
 * piscina owns the workers' life; each runs one long `compileLoop` task that drains the ring. So nothing waits for the
 * main thread's event loop once the loops run (Ctx.POOL_READY counts them).
 */
export class CompilePool {
  readonly #i32: Int32Array;
  readonly #ring: Ring;
  readonly #log: JitLog;
  readonly #task: CompileLoopTask;
  readonly #pool: import("piscina").Piscina;
  readonly #loops = new Set<Promise<void>>();
  #restarts = 0;
  #closed = false;

  constructor(memory: SharedArrayBuffer, threads: number, delayMs: number, ring: Ring, log: JitLog) {
    this.#i32 = new Int32Array(memory);
    this.#ring = ring;
    this.#log = log;
    this.#task = { memory, delayMs };
    // require, not import: it costs the main thread a third of the time and no turn of the event loop.
    const { Piscina } = require("piscina") as typeof import("piscina");
    this.#pool = new Piscina({
      filename: join(packageRoot(), "dist", "compile-worker.js"),
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      concurrentTasksPerWorker: 1,
    });
    // A worker's death is reported through its task's promise as well.
    this.#pool.on("error", () => {});
    for (let i = 0; i < threads; i++) this.#start();
  }

  /** Worker threads of the pool; for tests that kill one. */
  get threads(): readonly import("node:worker_threads").Worker[] {
    return this.#pool.threads;
  }

  #start(): void {
    const loop: Promise<void> = this.#pool
      .run(this.#task)
      .catch((error: unknown) => this.#lost(error))
      .finally(() => this.#loops.delete(loop));
    this.#loops.add(loop);
  }

  #lost(error: unknown): void {
    if (this.#closed) return;
    Atomics.sub(this.#i32, Ctx.POOL_READY, 1);
    this.#log.event("worker-lost", -1, `${error instanceof Error ? error.message : String(error)}`);
    if (this.#restarts++ < MAX_RESTARTS) this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ring.stop();
    await Promise.allSettled([...this.#loops]);
    await this.#pool.close({ force: true });
  }
}

// The pool's thread: piscina owns the workers' life. Each runs one long `compileLoop` task that drains the ring.
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { Piscina } from "piscina";
import { packageRoot } from "../src/heap/addon.js";
import { Ctx, UnitState } from "../src/heap/layouts.generated.js";
import type { CompileLoopTask, PoolData, PoolEvent, PoolRequest } from "../src/jit/pool.js";
import { Ring } from "../src/jit/ring.js";
import { CodeTable } from "../src/jit/table.js";

/** A worker that keeps dying is not started for ever. */
const MAX_RESTARTS = 8;

const { memory, threads, delayMs } = workerData as PoolData;
const i32 = new Int32Array(memory);
const ring = new Ring(i32);
const table = new CodeTable(i32);
const taken = new Int32Array(new SharedArrayBuffer(4 * threads)).fill(-1);
let restarts = 0;

const tell = (event: PoolEvent) => parentPort?.postMessage(event);

const pool = new Piscina({
  filename: join(packageRoot(), "dist", "compile-worker.js"),
  minThreads: threads,
  maxThreads: threads,
  idleTimeout: Number.POSITIVE_INFINITY,
  concurrentTasksPerWorker: 1,
});
// A worker's death is reported through its task's promise as well.
pool.on("error", () => {});

async function keepRunning(index: number): Promise<void> {
  for (;;) {
    try {
      await pool.run({ memory, delayMs, taken, index } satisfies CompileLoopTask);
      return;
    } catch (error) {
      if (ring.stopped) return;
      Atomics.sub(i32, Ctx.POOL_READY, 1);
      tell({ name: "worker-lost", detail: error instanceof Error ? error.message : String(error) });
      if (restarts++ >= MAX_RESTARTS) return;
      // What it had taken and not begun is for its successor; what it had begun cannot be begun again.
      const unit = taken[index];
      if (unit >= 0 && table.state(unit) !== UnitState.QUEUED) taken[index] = -1;
    }
  }
}

parentPort?.on("message", ({ kill }: PoolRequest) => void pool.threads[kill]?.terminate());
parentPort?.unref();
await Promise.all(Array.from({ length: threads }, (_, index) => keepRunning(index)));
await pool.close({ force: true });

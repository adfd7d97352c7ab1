import { createRequire } from "node:module";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { packageRoot } from "../heap/addon.js";
import { Ctx } from "../heap/layouts.generated.js";
import type { JitEvent, JitLog } from "./log.js";
import type { Ring } from "./ring.js";

/** What the pool's thread gets; the memory is shared, the rest plain data. */
export interface PoolData {
  readonly memory: SharedArrayBuffer;
  readonly threads: number;
  readonly delayMs: number;
}

/** What a compile loop gets. */
export interface CompileLoopTask {
  readonly memory: SharedArrayBuffer;
  readonly delayMs: number;
  /** One word per loop: the unit that it has taken from the ring and not finished, -1 when none. */
  readonly taken: Int32Array;
  readonly index: number;
}

/** What the pool's thread tells. */
export interface PoolEvent {
  readonly name: JitEvent;
  readonly detail: string;
}

/** What it is told: to end a worker thread, for tests. */
export interface PoolRequest {
  readonly kill: number;
}

const require = createRequire(import.meta.url);

/**
 * piscina and its workers live in a thread of their own (workers/pool.ts): loading it and making the pool takes 10 to 17 ms, which
 * would be a pause of the program. The main thread only starts that thread, and nothing waits for its event loop: not the
 * start of the workers, not the restart of one that died, not the compile loops.
 */
export class CompilePool {
  readonly #i32: Int32Array;
  readonly #ring: Ring;
  readonly #thread: Worker;
  readonly #gone: Promise<void>;

  constructor(memory: SharedArrayBuffer, threads: number, delayMs: number, ring: Ring, log: JitLog) {
    this.#i32 = new Int32Array(memory);
    this.#ring = ring;
    const workerData: PoolData = { memory, threads, delayMs };
    // Loaded here: a program that needs no pool need not load it.
    const { Worker } = require("node:worker_threads") as typeof import("node:worker_threads");
    this.#thread = new Worker(join(packageRoot(), "dist", "compile-pool.js"), { workerData });
    this.#thread.on("message", ({ name, detail }: PoolEvent) => log.event(name, -1, detail));
    this.#thread.on("error", (error) => log.event("worker-lost", -1, error.message));
    this.#gone = new Promise((resolve) => {
      this.#thread.once("exit", () => {
        // Native threads compile what is posted from now on.
        Atomics.store(this.#i32, Ctx.POOL_READY, 0);
        resolve();
      });
    });
    // A program that has ended need not wait for it.
    this.#thread.unref();
  }

  /** Ends one of the worker threads, whatever it is doing; for tests. */
  kill(index: number): void {
    this.#thread.postMessage({ kill: index } satisfies PoolRequest);
  }

  /** Lets the loops end after the unit they are at; resolves when all threads are gone. */
  async close(): Promise<void> {
    this.#ring.stop();
    this.#thread.ref();
    await this.#gone;
  }
}

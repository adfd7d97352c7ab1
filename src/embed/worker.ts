/** A runtime in a thread of its own: the program never keeps this thread's event loop waiting. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type { RuntimeWorker } from "../../workers/runtime.js";
import { packageRoot } from "../heap/addon.js";
import { Ctx, Interrupt } from "../heap/layouts.generated.js";
import { ProgramAborted, PythonError } from "./errors.js";
import type { RunOptions } from "./index.js";
import type { TauraroOptions } from "./runtime.js";

/** What crosses the thread border of {@link TauraroOptions}. */
export type WorkerOptions = Omit<TauraroOptions, "log">;

export class TauraroWorker {
  readonly #thread: Worker;
  readonly #remote: Comlink.Remote<RuntimeWorker>;
  /** The runtime's memory: an abort must reach a program whose thread listens to no message. */
  readonly #i32: Int32Array;
  /** Number of the run that is to be aborted. */
  readonly #aborted: Int32Array;
  #runs = 0;

  private constructor(
    thread: Worker,
    remote: Comlink.Remote<RuntimeWorker>,
    memory: SharedArrayBuffer,
    aborted: Int32Array,
  ) {
    this.#thread = thread;
    this.#remote = remote;
    this.#i32 = new Int32Array(memory);
    this.#aborted = aborted;
  }

  static async open(options: WorkerOptions = {}): Promise<TauraroWorker> {
    const thread = new Worker(join(packageRoot(), "dist", "runtime-worker.js"));
    const remote = Comlink.wrap<RuntimeWorker>(nodeEndpoint(thread));
    const aborted = new Int32Array(new SharedArrayBuffer(4));
    const memory = await remote.open(options, aborted);
    return new TauraroWorker(thread, remote, memory, aborted);
  }

  /** As `Tauraro.run`. */
  async run(source: string, { signal, ...options }: RunOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const run = ++this.#runs;
    const abort = () => {
      Atomics.store(this.#aborted, 0, run);
      Atomics.or(this.#i32, Ctx.INTERRUPT, Interrupt.ABORT);
    };
    signal?.addEventListener("abort", abort);
    try {
      await this.#remote.run(run, source, options);
    } catch (error) {
      throw revived(error, signal?.reason);
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** As `Tauraro.call`. */
  async call(name: string): Promise<string> {
    try {
      return await this.#remote.call(name);
    } catch (error) {
      throw revived(error);
    }
  }

  /** Ends the runtime and its thread. */
  async close(): Promise<void> {
    await this.#remote.close();
    this.#remote[Comlink.releaseProxy]();
    await this.#thread.terminate();
  }
}

/** Errors lose their class on the way between threads. */
function revived(error: unknown, reason?: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "ProgramAborted") return new ProgramAborted(error.message, { cause: reason });
  return error.name === "PythonError" ? new PythonError(error.message) : error;
}

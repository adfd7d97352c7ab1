// The comlink worker: a whole runtime off the main thread. Its other side is `TauraroWorker` (src/embed/worker.ts).
import { parentPort } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { type RunOptions, Tauraro } from "../src/embed/index.js";
import type { WorkerOptions } from "../src/embed/worker.js";
import { Ctx, Interrupt } from "../src/heap/layouts.generated.js";

let program: Tauraro | undefined;
let aborted: Int32Array = new Int32Array(1);

function opened(): Tauraro {
  if (program === undefined) throw new Error("open() comes first");
  return program;
}

const api = {
  /** Gives the runtime's memory, in which its interrupt word lies. */
  open(options: WorkerOptions, abortedRun: Int32Array): SharedArrayBuffer {
    program = new Tauraro(options);
    aborted = abortedRun;
    return program.runtime.heap.memory;
  },
  async run(number: number, source: string, options: Omit<RunOptions, "signal">): Promise<void> {
    const { I32 } = opened().runtime;
    // An abort that came after an earlier run had ended is not this one's; its own may have come already.
    Atomics.and(I32, Ctx.INTERRUPT, ~Interrupt.ABORT);
    if (Atomics.load(aborted, 0) === number) Atomics.or(I32, Ctx.INTERRUPT, Interrupt.ABORT);
    await opened().run(source, options);
  },
  call(name: string): string {
    return opened().call(name);
  },
  async close(): Promise<void> {
    await program?.close();
    program = undefined;
  },
};

export type RuntimeWorker = typeof api;

if (parentPort !== null) Comlink.expose(api, nodeEndpoint(parentPort));

// The comlink worker: a whole runtime off the main thread. Both sides speak `TauraroWorker` (src/embed/worker.ts).
import { parentPort } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { Tauraro, type TauraroOptions } from "../src/embed/index.js";

let program: Tauraro | undefined;

const api = {
  open(options: Omit<TauraroOptions, "log">): void {
    program = new Tauraro(options);
  },
  async run(source: string, filename?: string): Promise<void> {
    if (program === undefined) throw new Error("open() comes first");
    await program.run(source, filename);
  },
  call(name: string): string {
    if (program === undefined) throw new Error("open() comes first");
    return program.call(name);
  },
  async close(): Promise<void> {
    await program?.close();
    program = undefined;
  },
};

export type RuntimeWorker = typeof api;

if (parentPort !== null) Comlink.expose(api, nodeEndpoint(parentPort));

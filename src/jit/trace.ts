import { writeFileSync } from "node:fs";
import type { JitEvent, JitLog } from "./log.js";

/** An event of the Chrome trace format, which Perfetto reads. */
interface TraceEvent {
  readonly name: string;
  readonly cat: "jit";
  /** X: a span; s, t, f: start, step and end of a flow; M: metadata. */
  readonly ph: "X" | "s" | "t" | "f" | "M";
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly pid: 1;
  readonly tid: number;
  /** Of a flow: unit + 1. */
  readonly id?: number;
  readonly bp?: "e";
  readonly args?: Readonly<Record<string, unknown>>;
}

const [MAIN, COMPILER] = [1, 2];
/** A unit's life as a flow: it starts at `hot` and ends at `entered`. */
const FLOW: Partial<Record<JitEvent, "s" | "t" | "f">> = { hot: "s", queued: "t", compiled: "t", entered: "f" };

/** `--jit-trace=FILE`: every event as a span, the events of a unit joined by a flow. */
export class TraceLog implements JitLog {
  readonly enabled = true;
  readonly #path: string;
  readonly #events: TraceEvent[] = [];

  constructor(path: string) {
    this.#path = path;
    for (const [tid, name] of [
      [MAIN, "main thread"],
      [COMPILER, "compilers"],
    ] as const)
      this.#events.push({ name: "thread_name", cat: "jit", ph: "M", ts: 0, pid: 1, tid, args: { name } });
  }

  event(name: JitEvent, unit: number, detail: string): void {
    const now = performance.now() * 1000;
    // The main thread learns of a compilation when it first enters the code: its length is known, its time is not.
    const micros = name === "compiled" ? Number.parseInt(detail, 10) || 1 : 1;
    const [ts, tid] = name === "compiled" ? [now - micros, COMPILER] : [now, MAIN];
    this.#events.push({ name, cat: "jit", ph: "X", ts, dur: micros, pid: 1, tid, args: { unit, detail } });
    const ph = FLOW[name];
    if (ph === undefined) return;
    const flow = { name: "unit", cat: "jit", ph, ts, pid: 1, tid, id: unit + 1 } as const;
    this.#events.push(ph === "f" ? { ...flow, bp: "e" } : flow);
  }

  close(): void {
    writeFileSync(this.#path, JSON.stringify({ traceEvents: this.#events }));
  }
}

/** Tells several logs. */
export class LogTo implements JitLog {
  readonly enabled = true;
  readonly #logs: readonly JitLog[];

  constructor(logs: readonly JitLog[]) {
    this.#logs = logs;
  }

  event(name: JitEvent, unit: number, detail: string): void {
    for (const log of this.#logs) log.event(name, unit, detail);
  }

  close(): void {
    for (const log of this.#logs) log.close?.();
  }
}

import { writeSync } from "node:fs";

/** Events of `--jit-log`, one line each: `jit: compiled main.<loop@12> #3 412 µs 296 bytes`. */
export type JitEvent =
  | "hot"
  | "queued"
  | "skipped"
  | "compiled"
  | "entered"
  | "exit"
  | "retry"
  | "given-up"
  | "invalidated"
  | "rests"
  | "pool-ready"
  | "worker-lost";

export interface JitLog {
  /** False: nobody listens, so nothing need be put into words. */
  readonly enabled: boolean;
  event(name: JitEvent, unit: number, detail: string): void;
  /** The program has ended. */
  close?(): void;
}

export const SILENT: JitLog = { enabled: false, event() {} };

/** Writes at once: the main thread may be busy for long, and a crash must not swallow lines. */
export class StderrLog implements JitLog {
  readonly enabled = true;

  event(name: JitEvent, unit: number, detail: string): void {
    writeSync(2, `jit: ${name}${unit < 0 ? "" : ` #${unit}`}${detail === "" ? "" : ` ${detail}`}\n`);
  }
}

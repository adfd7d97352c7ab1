/** Buffered output on file descriptors. */
import { fstatSync, writeSync } from "node:fs";

const FLUSH_AT = 1 << 16;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Writes everything, waiting where a pipe is full. */
export function writeAll(fd: number, data: Uint8Array): void {
  let at = 0;
  while (at < data.length) {
    try {
      at += writeSync(fd, data, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      sleepMs(1);
    }
  }
}

/** Asks without `process.stdout` and its like: each would load Node's streams, and for pipes its sockets. */
export function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(fd);
  } catch {
    return false;
  }
}

export function sleepMs(ms: number): void {
  Atomics.wait(sleeper, 0, 0, ms);
}

export class Output {
  private parts: string[] = [];
  private length = 0;

  constructor(
    readonly fd: number,
    private readonly lineBuffered: boolean,
    private readonly unbuffered = false,
  ) {}

  write(text: string): void {
    this.parts.push(text);
    this.length += text.length;
    if (this.unbuffered || this.length >= FLUSH_AT || (this.lineBuffered && text.includes("\n"))) this.flush();
  }

  flush(): void {
    if (this.length === 0) return;
    const text = this.parts.join("");
    this.parts = [];
    this.length = 0;
    writeAll(this.fd, Buffer.from(text, "utf8"));
  }
}

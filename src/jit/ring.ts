import { Map as At, Ctx, Ring as RingSize } from "../heap/layouts.generated.js";

/**
 * The candidate ring in shared memory: the main thread puts unit numbers in, compile loops take them out. It needs no
 * event loop on either side, so a main thread that never yields starves nobody.
 */
export class Ring {
  readonly #i32: Int32Array;

  constructor(i32: Int32Array) {
    this.#i32 = i32;
  }

  /** Puts a unit in; false when the ring is full. Main thread only. */
  push(unit: number): boolean {
    const tail = this.#i32[Ctx.RING_TAIL];
    if (((tail - Atomics.load(this.#i32, Ctx.RING_HEAD)) | 0) >= RingSize.SIZE) return false;
    Atomics.store(this.#i32, (At.RING >> 2) + (tail & (RingSize.SIZE - 1)), unit);
    Atomics.store(this.#i32, Ctx.RING_TAIL, (tail + 1) | 0);
    Atomics.add(this.#i32, Ctx.RING_WAKE, 1);
    Atomics.notify(this.#i32, Ctx.RING_WAKE, 1);
    return true;
  }

  /** Takes the oldest unit out, or -1. Any thread. */
  take(): number {
    for (;;) {
      const head = Atomics.load(this.#i32, Ctx.RING_HEAD);
      if (head === Atomics.load(this.#i32, Ctx.RING_TAIL)) return -1;
      const unit = Atomics.load(this.#i32, (At.RING >> 2) + (head & (RingSize.SIZE - 1)));
      if (Atomics.compareExchange(this.#i32, Ctx.RING_HEAD, head, (head + 1) | 0) === head) return unit;
    }
  }

  /** Sleeps until something is pushed (or a second has passed). Worker threads only. */
  wait(): void {
    const wake = Atomics.load(this.#i32, Ctx.RING_WAKE);
    if (Atomics.load(this.#i32, Ctx.RING_HEAD) !== Atomics.load(this.#i32, Ctx.RING_TAIL)) return;
    if (Atomics.load(this.#i32, Ctx.RING_STOP) !== 0) return;
    Atomics.wait(this.#i32, Ctx.RING_WAKE, wake, 1000);
  }

  get stopped(): boolean {
    return Atomics.load(this.#i32, Ctx.RING_STOP) !== 0;
  }

  /** Lets every compile loop return. */
  stop(): void {
    Atomics.store(this.#i32, Ctx.RING_STOP, 1);
    Atomics.add(this.#i32, Ctx.RING_WAKE, 1);
    Atomics.notify(this.#i32, Ctx.RING_WAKE);
  }
}

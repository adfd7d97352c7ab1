// The piscina worker: one long task that takes candidates from the ring, compiles them and publishes the result in the
// code table. It never needs another thread's event loop.
import { type AddonWithCompiler, loadAddon } from "../src/heap/addon.js";
import { Heap } from "../src/heap/heap.js";
import { Ctx } from "../src/heap/layouts.generated.js";
import type { CompileLoopTask } from "../src/jit/pool.js";
import { Ring } from "../src/jit/ring.js";

export default function compileLoop({ memory, delayMs, taken, index }: CompileLoopTask): void {
  const addon = loadAddon() as AddonWithCompiler;
  const { U8, I32 } = new Heap(memory);
  const ring = new Ring(I32);
  Atomics.add(I32, Ctx.POOL_READY, 1);
  while (!ring.stopped) {
    // Not empty when this loop's predecessor died with it.
    if (taken[index] < 0) taken[index] = ring.take();
    if (taken[index] < 0) {
      ring.wait();
      continue;
    }
    if (delayMs > 0) Atomics.wait(I32, Ctx.RING_STOP, 0, delayMs);
    addon.compileUnit(U8, taken[index]);
    taken[index] = -1;
  }
}

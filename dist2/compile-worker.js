// src/heap/addon.ts
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var require2 = createRequire(import.meta.url);
function platformTriple() {
  const { platform, arch } = process;
  if (platform === "linux") {
    const report = process.report?.getReport();
    return `linux-${arch}-${report?.header?.glibcVersionRuntime === void 0 ? "musl" : "gnu"}`;
  }
  return platform === "win32" ? `win32-${arch}-msvc` : `${platform}-${arch}`;
}
function packageRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const up = dirname(folder);
    if (up === folder) throw new Error("tauraro: package.json not found");
    folder = up;
  }
  return folder;
}
function loadAddon() {
  const local = join(packageRoot(), "native", "tauraro.node");
  if (existsSync(local)) return require2(local);
  const name = `@tauraro/native-${platformTriple()}`;
  try {
    return require2(name);
  } catch (error) {
    throw new Error(
      `tauraro: no native addon: neither ${local} nor the package ${name} is there. Run npm run build:native (needs Rust).`,
      { cause: error }
    );
  }
}

// src/jit/ring.ts
var Ring2 = class {
  #i32;
  constructor(i32) {
    this.#i32 = i32;
  }
  /** Puts a unit in; false when the ring is full. Main thread only. */
  push(unit) {
    const tail = this.#i32[42 /* RING_TAIL */];
    if ((tail - Atomics.load(this.#i32, 41 /* RING_HEAD */) | 0) >= 8192 /* SIZE */) return false;
    Atomics.store(this.#i32, (65536 /* RING */ >> 2) + (tail & 8192 /* SIZE */ - 1), unit);
    Atomics.store(this.#i32, 42 /* RING_TAIL */, tail + 1 | 0);
    Atomics.add(this.#i32, 43 /* RING_WAKE */, 1);
    Atomics.notify(this.#i32, 43 /* RING_WAKE */, 1);
    return true;
  }
  /** Takes the oldest unit out, or -1. Any thread. */
  take() {
    for (; ; ) {
      const head = Atomics.load(this.#i32, 41 /* RING_HEAD */);
      if (head === Atomics.load(this.#i32, 42 /* RING_TAIL */)) return -1;
      const unit = Atomics.load(this.#i32, (65536 /* RING */ >> 2) + (head & 8192 /* SIZE */ - 1));
      if (Atomics.compareExchange(this.#i32, 41 /* RING_HEAD */, head, head + 1 | 0) === head) return unit;
    }
  }
  /** Sleeps until something is pushed (or a second has passed). Worker threads only. */
  wait() {
    const wake = Atomics.load(this.#i32, 43 /* RING_WAKE */);
    if (Atomics.load(this.#i32, 41 /* RING_HEAD */) !== Atomics.load(this.#i32, 42 /* RING_TAIL */)) return;
    if (Atomics.load(this.#i32, 44 /* RING_STOP */) !== 0) return;
    Atomics.wait(this.#i32, 43 /* RING_WAKE */, wake, 1e3);
  }
  get stopped() {
    return Atomics.load(this.#i32, 44 /* RING_STOP */) !== 0;
  }
  /** Lets every compile loop return. */
  stop() {
    Atomics.store(this.#i32, 44 /* RING_STOP */, 1);
    Atomics.add(this.#i32, 43 /* RING_WAKE */, 1);
    Atomics.notify(this.#i32, 43 /* RING_WAKE */);
  }
};

// workers/compile.ts
function compileLoop({ memory, delayMs }) {
  const addon = loadAddon();
  const bytes = new Uint8Array(memory);
  const i32 = new Int32Array(memory);
  const ring = new Ring2(i32);
  Atomics.add(i32, 45 /* POOL_READY */, 1);
  while (!ring.stopped) {
    const unit = ring.take();
    if (unit < 0) {
      ring.wait();
      continue;
    }
    if (delayMs > 0) Atomics.wait(i32, 44 /* RING_STOP */, 0, delayMs);
    addon.compileUnit(bytes, unit);
  }
}
export {
  compileLoop as default
};

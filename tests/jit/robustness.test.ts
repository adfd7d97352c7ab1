// What goes wrong around the compiler: dying workers, a full ring, a main thread that never yields, plans that are out of date
// when they are done. None of it may show in what a program computes, and everything ends.
import { afterEach, describe, expect, test } from "vitest";
import { Tauraro, type TauraroOptions } from "../../src/embed/index.js";
import { Map as At, Ctx, Ring as RingSize, UnitState } from "../../src/heap/layouts.generated.js";
import type { Jit } from "../../src/jit/jit.js";
import type { JitEvent } from "../../src/jit/log.js";
import { Ring } from "../../src/jit/ring.js";

const LOOPS = 12;
/** `work()` runs a dozen loops, each hot for itself, in turns. */
const PROGRAM = `
${Array.from(
  { length: LOOPS },
  (_, k) => `def f${k}(n):\n    t = 0\n    for i in range(n):\n        t += i % ${k + 2}\n    return t\n`,
).join("")}
def work(turns=60, n=400):
    total = 0
    for turn in range(turns):
        for f in [${Array.from({ length: LOOPS }, (_, k) => `f${k}`).join(", ")}]:
            total += f(n)
    return total
`;

const open: Tauraro[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((t) => t.close()));
});

function make(options: TauraroOptions): Tauraro {
  const tauraro = new Tauraro(options);
  open.push(tauraro);
  return tauraro;
}

const jitOf = (t: Tauraro) => t.runtime.jit as Jit;
const ready = (t: Tauraro) => Atomics.load(t.runtime.I32, Ctx.POOL_READY);
const states = (t: Tauraro) =>
  Array.from({ length: t.runtime.I32[Ctx.UNITS] }, (_, unit) => jitOf(t).table.state(unit));
const isDone = (state: UnitState) => state !== UnitState.QUEUED && state !== UnitState.COMPILING;

/** Waits, with the event loop turning, for what must come. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function withPool(options: TauraroOptions): Promise<Tauraro> {
  const tauraro = make(options);
  jitOf(tauraro).start();
  await until(() => ready(tauraro) === options.jitThreads);
  return tauraro;
}

async function expected(source = PROGRAM): Promise<string> {
  const tauraro = make({ jit: false });
  await tauraro.run(source);
  return tauraro.call("work");
}

/** A log that does something at the first event of a name. */
function at(name: JitEvent, action: () => void) {
  const seen: JitEvent[] = [];
  return {
    seen,
    enabled: true,
    event(event: JitEvent): void {
      seen.push(event);
      if (event === name && seen.filter((e) => e === name).length === 1) action();
    },
  };
}

describe("worker threads that are killed", () => {
  test.each([1, 2])(
    "%i of 2 in mid-compile: the result stands, others take over, nothing stays queued",
    async (killed) => {
      const log = at("queued", () => {
        for (let i = 0; i < killed; i++) jitOf(tauraro).pool?.kill(i);
      });
      const tauraro: Tauraro = await withPool({ jitThreads: 2, jitDelayMs: 100, log });
      await tauraro.run(PROGRAM);
      expect(tauraro.call("work")).toBe(await expected());
      await until(() => log.seen.filter((e) => e === "worker-lost").length >= killed);
      await until(() => ready(tauraro) === 2);
      await until(() => states(tauraro).every(isDone));
      expect(states(tauraro).filter((s) => s === UnitState.READY).length).toBeGreaterThanOrEqual(LOOPS);
      expect(tauraro.call("work")).toBe(await expected());
    },
  );

  test("again and again: the pool gives up on workers, the program does not", async () => {
    const tauraro = await withPool({ jitThreads: 1 });
    const jit = jitOf(tauraro);
    for (let i = 0; i < 12; i++) {
      jit.pool?.kill(0);
      await until(() => ready(tauraro) === 0);
      if (i < 8) await until(() => ready(tauraro) === 1);
      else break;
    }
    await tauraro.run(PROGRAM);
    expect(tauraro.call("work")).toBe(await expected());
    // Without workers the native thread compiles.
    await until(() => states(tauraro).every(isDone));
    expect(states(tauraro)).toContain(UnitState.READY);
  });
});

describe("a main thread that never yields", () => {
  test("gets its workers, and all its loops compiled by them", async () => {
    const tauraro = make({ jitThreads: 2, jitDelayMs: 1 });
    await tauraro.run(PROGRAM);
    // No await from here on: the event loop does not turn.
    jitOf(tauraro).start();
    const { I32 } = tauraro.runtime;
    while (ready(tauraro) < 2) Atomics.wait(I32, Ctx.RING_STOP, 0, 5);
    const total = tauraro.call("work");
    for (const state of [UnitState.QUEUED, UnitState.COMPILING])
      while (states(tauraro).includes(state)) Atomics.wait(I32, Ctx.RING_STOP, 0, 5);
    expect(states(tauraro).filter((s) => s === UnitState.READY).length).toBeGreaterThanOrEqual(LOOPS);
    const entries = I32[Ctx.NATIVE_ENTRIES];
    expect(tauraro.call("work")).toBe(total);
    expect(I32[Ctx.NATIVE_ENTRIES]).toBeGreaterThan(entries);
    expect(total).toBe(await expected());
  });
});

test("a full ring refuses, loses nothing and takes more once it is drained", () => {
  const ring = new Ring(new Int32Array(new SharedArrayBuffer(At.CODE_TABLE)));
  for (let unit = 0; unit < RingSize.SIZE; unit++) expect(ring.push(unit)).toBe(true);
  expect(ring.push(RingSize.SIZE)).toBe(false);
  expect(ring.take()).toBe(0);
  expect(ring.push(RingSize.SIZE)).toBe(true);
  for (let unit = 1; unit <= RingSize.SIZE; unit++) expect(ring.take()).toBe(unit);
  expect(ring.take()).toBe(-1);
});

describe("plans that are out of date when they are done", () => {
  test.each([
    ["a global that was rebound", "scale = 1", "scale = 2.5"],
    ["a global that is another type", "scale = 1", "scale = '!'"],
    ["a function that was replaced", "def scale(x): return x", "def scale(x): return -x"],
    [
      "a class whose method changed",
      "class C:\n    def m(self, x): return x\nscale = C()",
      "C.m = lambda self, x: x + 1",
    ],
    ["a builtin that was hidden", "scale = 1", "len = lambda x: 1000"],
  ])("%s", async (_, before, after) => {
    const use = before.includes("def scale") ? "scale(i)" : before.includes("class") ? "scale.m(i)" : "scale";
    const source = `
${before}
items = [1, 2, 3]
def loop(n):
    total = []
    for i in range(n):
        total.append(${use})
        total.append(len(items))
    return str(total[-4:])
def rebind():
    exec(${JSON.stringify(after)}, globals())
    return ''
def work():
    return loop(300) + loop(300)
`;
    const run = async (options: TauraroOptions, waiting: (t: Tauraro) => Promise<void>) => {
      const tauraro = options.jit === false ? make(options) : await withPool(options);
      await tauraro.run(source);
      // Prepared with the old meaning, done when the new one holds.
      const results = [tauraro.call("work")];
      tauraro.call("rebind");
      results.push(tauraro.call("work"));
      await waiting(tauraro);
      results.push(tauraro.call("work"), tauraro.call("work"));
      return results;
    };
    const jit = await run({ jitThreads: 1, jitDelayMs: 50 }, async (tauraro) => {
      expect(states(tauraro).length).toBeGreaterThan(0);
      await until(() => states(tauraro).every(isDone));
    });
    expect(jit).toEqual(await run({ jit: false }, async () => {}));
  });
});

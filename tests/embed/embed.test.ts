// Tauraro inside a Node process, through the public API.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ProgramAborted, PythonError, Tauraro, type TauraroOptions } from "../../src/embed/index.js";
import { packageRoot } from "../../src/heap/addon.js";
import { Ctx } from "../../src/heap/layouts.generated.js";
import { node, workspace } from "../support/cli.js";

const HOT = `
def spin(n):
    total = 0
    for i in range(n):
        total = (total + i * 7) % 1000003
    return total
`;

async function using<T>(options: TauraroOptions, action: (t: Tauraro) => Promise<T>): Promise<T> {
  const tauraro = new Tauraro(options);
  try {
    return await action(tauraro);
  } finally {
    await tauraro.close();
  }
}

test("the README's example works as written", () => {
  const readme = readFileSync(join(packageRoot(), "README.md"), "utf8");
  const example = /```js\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const expected = [...example.matchAll(/console\.log\(.*\);\s*\/\/ "(.*)"/g)].map((m) => `${m[1]}\n`).join("");
  expect(expected).not.toBe("");
  const folder = workspace({});
  const file = join(folder, "example.mjs");
  writeFileSync(file, example.replace('"tauraro"', JSON.stringify(join(packageRoot(), "dist", "embed.js"))));
  expect(node([file])).toEqual({ stdout: expected, stderr: "", code: 0 });
});

describe("errors", () => {
  test("an exception is a PythonError with CPython's traceback, and the program can go on", async () => {
    await using({}, async (t) => {
      await t.run("def fail():\n    return {}['key']\n", { filename: "lib.py" });
      const error = await t.run("fail()\n", { filename: "main.py" }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(PythonError);
      expect((error as Error).message).toBe(
        [
          "Traceback (most recent call last):",
          '  File "main.py", line 1, in <module>',
          "    fail()",
          '  File "lib.py", line 2, in fail',
          "    return {}['key']",
          "           ~~^^^^^^^",
          "KeyError: 'key'",
        ].join("\n"),
      );
      expect(() => t.call("fail")).toThrow("KeyError: 'key'");
      await expect(t.run("x = (", { filename: "bad.py" })).rejects.toThrow("SyntaxError: '(' was never closed");
      await t.run("def ok(): return [1, 'a']");
      expect(t.call("ok")).toBe("[1, 'a']");
      expect(() => t.call("missing")).toThrow(ReferenceError);
    });
  });

  test("one thing at a time, and nothing after close()", async () => {
    const t = new Tauraro({ sliceMs: 1 });
    const running = t.run(`${HOT}\nspin(3000000)`);
    await expect(t.run("1")).rejects.toThrow("running already");
    expect(() => t.call("spin")).toThrow("running already");
    await running;
    await Promise.all([t.close(), t.close()]);
    await t.close();
    await expect(t.run("1")).rejects.toThrow("closed");
    expect(() => t.call("spin")).toThrow("closed");
  });
});

describe("making and closing runtimes", () => {
  test("200 of them: no reservation, no thread and hardly any memory stays", async () => {
    const status = (field: string) => {
      const line = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync("/proc/self/status", "utf8"));
      return Number(line?.[1] ?? 0);
    };
    const cycle = (k: number) =>
      using({ jitThreads: 0, jitThreshold: 20 }, async (t) => {
        await t.run(
          `${HOT}\nclass C:\n    pass\nkept = [C() for i in range(5000)]\ndef f(): return spin(${k}) + len(kept)`,
        );
        return t.call("f");
      });
    for (let k = 0; k < 20; k++) await cycle(k);
    // V8 lets its own heap grow as it likes before it collects: that is not ours.
    const ours = () => status("VmRSS") - process.memoryUsage().heapTotal / 1024;
    const [memory, address, threads] = [ours(), status("VmSize"), status("Threads")];
    for (let k = 0; k < 200; k++) expect(Number(await cycle(k))).toBeGreaterThanOrEqual(5000);
    // In KiB: a runtime with its 5,000 objects has several MiB, and its reservation 4 GiB.
    expect(ours() - memory).toBeLessThan(20 << 10);
    expect(status("VmSize") - address).toBeLessThan(4 << 20);
    expect(status("Threads")).toBeLessThanOrEqual(threads);
  });

  test("with compile workers: each takes its own along", async () => {
    for (let k = 0; k < 5; k++) {
      await using({ jitThreads: 1, jitThreshold: 20 }, async (t) => {
        t.runtime.jit.start();
        if (k % 2 === 1) while (t.runtime.I32[Ctx.POOL_READY] === 0) await new Promise((r) => setTimeout(r, 5));
        await t.run(`${HOT}\ndef f(): return spin(30000)`);
        expect(t.call("f")).toBe("885553");
      });
    }
  });

  test("a closed runtime's memory is as new for the next", async () => {
    const run = () =>
      using({ jit: false }, async (t) => {
        await t.run("import sys\ndef f(): return sorted(k for k in globals() if k[0] != '_')");
        return t.call("f");
      });
    const first = await run();
    await using({ jit: false }, (t) => t.run("leftover = ['x' * 1000 for i in range(1000)]"));
    expect(await run()).toBe(first);
  });

  test("two at once know nothing of each other", async () => {
    await using({ sliceMs: 1, jitThreads: 1 }, async (a) => {
      await using({ sliceMs: 1, jitThreads: 0 }, async (b) => {
        const order: string[] = [];
        const work = (name: string) =>
          `name = '${name}'\n${HOT}\nresult = spin(2000000)\ndef f(): return name + str(result)`;
        await Promise.all([a.run(work("a")).then(() => order.push("a")), b.run(work("b")).then(() => order.push("b"))]);
        expect(order.sort()).toEqual(["a", "b"]);
        expect(a.call("f").slice(1)).toBe(b.call("f").slice(1));
        expect([a.call("f")[0], b.call("f")[0]]).toEqual(["a", "b"]);
        await a.close();
        expect(b.call("f")[0]).toBe("b");
      });
    });
  });
});

// An endless loop: compiled, interpreted, in a callback of native code, and one that will not be stopped.
const ENDLESS = {
  compiled: { options: { jitThreads: 0, jitThreshold: 10 }, source: "i = 0\nwhile True:\n    i = (i + 1) % 1000" },
  interpreted: { options: { jit: false }, source: "i = 0\nwhile True:\n    i = (i + 1) % 1000" },
  "in a function": { options: { jitThreads: 1 }, source: "def f():\n    i = 0\n    while True: i ^= 1\nf()" },
  recursive: { options: { jit: false }, source: "def f(n):\n    return f(n - 1) + f(n - 1) if n else 0\nf(200)" },
  stubborn: {
    options: { jitThreads: 0 },
    source:
      "while True:\n    try:\n        while True: pass\n    except BaseException:\n        continue\n    finally:\n        i = 1",
  },
};

describe("ending a program from outside", () => {
  test.each(Object.entries(ENDLESS))("a timeout: %s", async (_, { options, source }) => {
    await using(options, async (t) => {
      const error = await t.run(source, { timeoutMs: 30 }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(ProgramAborted);
      expect((error as Error).message).toMatch(/^Traceback(.|\n)*KeyboardInterrupt$/);
      await t.run("def after(): return 'alive'");
      expect(t.call("after")).toBe("alive");
    });
  });

  test.each(Object.entries(ENDLESS))("a signal: %s", async (_, { options, source }) => {
    await using(options, async (t) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("enough")), 20);
      const error = await t.run(source, { signal: controller.signal }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(ProgramAborted);
      expect((error as Error).cause).toEqual(new Error("enough"));
      await expect(t.run("1", { signal: controller.signal })).rejects.toThrow("enough");
      await t.run("def after(): return 'alive'");
      expect(t.call("after")).toBe("alive");
    });
  });

  test("a callback of native code can be ended by a timeout", async () => {
    await using({}, async (t) => {
      const source = "def key(x):\n    while True: pass\nsorted([2, 1], key=key)";
      await expect(t.run(source, { timeoutMs: 30 })).rejects.toThrow(ProgramAborted);
    });
  });

  test("neither does anything to a program that ends before", async () => {
    await using({ sliceMs: 1 }, async (t) => {
      const controller = new AbortController();
      await t.run(`${HOT}\nspin(1000)`, { timeoutMs: 60_000, signal: controller.signal });
      controller.abort();
      await t.run("def f(): return spin(300000)");
      expect(t.call("f")).toBe("5006");
    });
  });

  test("close() ends a running program", async () => {
    const t = new Tauraro({ sliceMs: 1 });
    const ended = t.run(ENDLESS.compiled.source).catch((e: unknown) => e);
    await t.close();
    expect(await ended).toBeInstanceOf(ProgramAborted);
  });
});

describe("slices", () => {
  test.each<[string, TauraroOptions]>([
    ["compiled", { jitThreads: 0, jitThreshold: 10 }],
    ["interpreted", { jit: false }],
  ])("the event loop goes on turning during a hot loop: %s", async (_, options) => {
    await using({ ...options, sliceMs: 2 }, async (t) => {
      const entered = () => t.runtime.I32[Ctx.NATIVE_ENTRIES];
      let ticks = 0;
      let stop = () => {};
      // The loop ends when the event loop has turned 20 times: a program that never paused would run for ever.
      const timer = setInterval(() => {
        if (++ticks === 20) stop();
      }, 1);
      const controller = new AbortController();
      stop = () => controller.abort();
      const before = entered();
      await expect(t.run(ENDLESS.compiled.source, { signal: controller.signal })).rejects.toThrow(ProgramAborted);
      clearInterval(timer);
      expect(ticks).toBeGreaterThanOrEqual(20);
      if (options.jit !== false) expect(entered()).toBeGreaterThan(before);
    });
  });

  test("a program in slices computes what it computes in one go", async () => {
    const source = `${HOT}
def gen(n):
    for i in range(n):
        yield i * 3
log = []
for k in range(40):
    try:
        log.append(spin(20000) + sum(gen(500)))
        if k % 7 == 0: raise ValueError(k)
    except ValueError as e:
        log.append(repr(e))
    log.append(sorted(range(50), key=lambda x: (x * 37) % 11)[k])
def result(): return log
`;
    const results = [];
    for (const options of [{ jit: false }, { sliceMs: 1, jit: false }, { sliceMs: 1, jitThreads: 1, jitThreshold: 20 }])
      results.push(
        await using(options, async (t) => {
          await t.run(source);
          return t.call("result");
        }),
      );
    expect(new Set(results).size).toBe(1);
  });
});

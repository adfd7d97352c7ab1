// A runtime in a thread of its own.
import { describe, expect, test } from "vitest";
import { ProgramAborted, PythonError, TauraroWorker } from "../../src/embed/index.js";

async function using(action: (w: TauraroWorker) => Promise<void>): Promise<void> {
  const worker = await TauraroWorker.open({ jitThreads: 1, jitThreshold: 20 });
  try {
    await action(worker);
  } finally {
    await worker.close();
  }
}

describe("a runtime in a worker", () => {
  test("runs, keeps names, and this thread's event loop turns meanwhile", async () => {
    await using(async (worker) => {
      let ticks = 0;
      const timer = setInterval(() => ticks++, 1);
      const controller = new AbortController();
      // Ends when this thread has ticked, so the program cannot have held it up.
      const watch = setInterval(() => ticks > 10 && controller.abort("seen"), 1);
      const error = await worker.run("i = 0\nwhile True:\n    i += 1", { signal: controller.signal }).catch((e) => e);
      clearInterval(timer);
      clearInterval(watch);
      expect(error).toBeInstanceOf(ProgramAborted);
      expect(error.cause).toBe("seen");
      await worker.run("def count(): return i > 0");
      expect(await worker.call("count")).toBe("True");
    });
  });

  test("its errors are this thread's PythonErrors", async () => {
    await using(async (worker) => {
      const error = await worker.run("1 / 0", { filename: "there.py" }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(PythonError);
      expect((error as Error).message).toContain('File "there.py", line 1, in <module>');
      expect((error as Error).message).toContain("ZeroDivisionError: division by zero");
      await expect(worker.run("while True: pass", { timeoutMs: 20 })).rejects.toThrow(ProgramAborted);
      await expect(worker.call("nothing")).rejects.toThrow("name 'nothing' is not defined");
    });
  });

  test("an abort that comes too late does not hit the next run", async () => {
    await using(async (worker) => {
      for (let k = 0; k < 20; k++) {
        const controller = new AbortController();
        const run = worker.run(`x = ${k}`, { signal: controller.signal });
        if (k % 2 === 0) controller.abort();
        await run.catch((e: unknown) => expect(e).toBeInstanceOf(ProgramAborted));
        await worker.run("for i in range(2000): pass");
      }
    });
  });

  test("two at once, one closed while it runs nothing", async () => {
    await using(async (a) => {
      await using(async (b) => {
        await Promise.all([a.run("def f(): return 'a'"), b.run("def f(): return 'b'")]);
        expect(await Promise.all([a.call("f"), b.call("f")])).toEqual(["a", "b"]);
      });
      expect(await a.call("f")).toBe("a");
    });
  });
});

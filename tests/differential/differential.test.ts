import { expect, test } from "vitest";
import { oracle, VOICES, type Voice, voice } from "./batch.js";
import { generateProgram } from "./generator/index.js";

test("the generator is deterministic", () => {
  expect(generateProgram(7)).toBe(generateProgram(7));
  expect(generateProgram(7)).not.toBe(generateProgram(8));
});

// Some dozens of programs at every test run; `npm run fuzz` runs thousands.
test("random programs give the same bytes in every voice", async () => {
  const programs = Array.from({ length: 40 }, (_, i) => generateProgram(i + 1));
  const expected = await oracle(programs);
  for (const name of Object.keys(VOICES) as Voice[]) {
    // Collecting at every safepoint takes long.
    const some = programs.flatMap((source, i) =>
      "output" in expected[i] && (name !== "gc-stress" || i % 12 === 0) ? [{ source, expected: expected[i] }] : [],
    );
    const results = await voice(
      some.map((p) => p.source),
      name,
    );
    for (const [i, result] of results.entries())
      expect({ name, source: some[i].source, result }).toEqual({
        name,
        source: some[i].source,
        result: some[i].expected,
      });
  }
});

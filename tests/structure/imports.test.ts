import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/heap/addon.js";

// Each folder of src may import from itself and from those named before it; the generated tables know nothing and are
// for all.
const ORDER = ["syntax", "bytecode", "heap", "interpreter", "builtins", "modules", "jit", "embed", "cli"];
/** Pairs that know each other: the host functions are the interpreter's, in folders of their own. */
const TOGETHER = [
  ["heap", "interpreter"],
  ["interpreter", "builtins"],
  ["interpreter", "modules"],
  ["builtins", "modules"],
];

test("dependencies between the folders of src point one way", () => {
  const src = join(packageRoot(), "src");
  const wrong: string[] = [];
  for (const [rank, folder] of ORDER.entries()) {
    for (const entry of readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })) {
      if (!entry.endsWith(".ts")) continue;
      const text = readFileSync(join(src, folder, entry), "utf8");
      for (const [, target] of text.matchAll(/from "(?:\.\.\/)+([a-z]+)\/(?!.*\.generated\.js")/g)) {
        const other = ORDER.indexOf(target);
        const together = TOGETHER.some(([a, b]) => (a === folder && b === target) || (b === folder && a === target));
        if (other > rank && !together) wrong.push(`${folder}/${entry} imports from ${target}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

// The addon's folders in the same order: what comes later may use what comes before.
const NATIVE_ORDER = ["heap", "objects", "helpers", "jit", "node"];

test("dependencies between the folders of native/src point one way", () => {
  const src = join(packageRoot(), "native/src");
  const wrong: string[] = [];
  for (const [rank, folder] of NATIVE_ORDER.entries()) {
    for (const entry of readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })) {
      if (!entry.endsWith(".rs")) continue;
      const text = readFileSync(join(src, folder, entry), "utf8");
      for (const [, target] of text.matchAll(/\bcrate::([a-z]+)\b/g))
        if (NATIVE_ORDER.indexOf(target) > rank) wrong.push(`${folder}/${entry} uses ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

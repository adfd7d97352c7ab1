// A full heap: MemoryError where the program can catch it, the same in every executor, and room again once the garbage is gone.
import { expect, test } from "vitest";
import { EXECUTOR_NAMES, EXECUTORS, runProgram } from "../support/cli.js";

const PROGRAM = `
class Node:
    def __init__(self, i):
        self.i = i
        self.next = {i: i}

def fill(make):
    kept = []
    try:
        while True:
            kept.append(make(len(kept)))
    except MemoryError as e:
        return type(e).__name__, str(e), len(kept) > 100

for name, make in [
    ("list", lambda i: [i] * 50),
    ("dict", lambda i: {i: str(i)}),
    ("instance", Node),
]:
    for again in range(3):
        print(name, *fill(make))

# Ints of 60 bits live in machine registers; leaving the loop makes objects of them, heap full or not.
def big_at_exit():
    kept = []
    total = 1 << 60
    try:
        while True:
            kept.append([len(kept), None])
            total += 3
            if total & 1023 == 0:
                kept.append(str(total))
    except MemoryError:
        return total > 1 << 60, len(kept) > 100
for again in range(3):
    print(*big_at_exit())

text = ""
try:
    while True:
        text += "abcdefgh" * 1000
except MemoryError:
    print("text", len(text) > 1000000)
text = None
print(sum(i for i in range(1000)), len([str(i) for i in range(20000)]))
`;

// Not gc-stress: it would collect 40 MiB thousands of times.
test.each(EXECUTOR_NAMES.filter((name) => name !== "gc-stress"))("%s", (name) => {
  const { stdout, stderr, code } = runProgram(PROGRAM, [...EXECUTORS[name], "--max-heap=40m"]);
  const kinds = ["list", "dict", "instance"];
  const fills = kinds.flatMap((kind) => Array(3).fill(`${kind} MemoryError  True`));
  const expected = [...fills, ...Array(3).fill("True True"), "text True", "499500 20000", ""].join("\n");
  expect({ stdout, stderr, code }).toEqual({ stdout: expected, stderr: "", code: 0 });
});

test("an uncaught one ends the program with CPython's last line", () => {
  const { stderr, code } = runProgram("x = []\nwhile True:\n    x.append([x])\n", ["--max-heap=20m"]);
  expect(stderr.trimEnd().split("\n").at(-1)).toBe("MemoryError");
  expect(code).toBe(1);
});

import { readFileSync } from "node:fs";

/** Says whether a unit may be compiled: `--jit-only`. */
export type Allowed = (unit: number, name: string) => boolean;

/** `LIST`: numbers, ranges and names, separated by commas; `@FILE` has one of them per line. */
export function allowedUnits(list: string): Allowed {
  const items = list.startsWith("@") ? readFileSync(list.slice(1), "utf8").split("\n") : list.split(",");
  const names = new Set<string>();
  const ranges: [number, number][] = [];
  for (const item of items.map((text) => text.trim()).filter((text) => text !== "")) {
    const range = /^(\d+)(?:-(\d+))?$/.exec(item);
    if (range === null) names.add(item);
    else ranges.push([Number(range[1]), Number(range[2] ?? range[1])]);
  }
  // "work" stands for "work:3" and "work:4 loop".
  return (unit, name) =>
    names.has(name) || names.has(name.replace(/:\d+( loop)?$/, "")) || ranges.some(([a, b]) => a <= unit && unit <= b);
}

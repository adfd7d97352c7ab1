import { oracle, type Result, same, signature, type Voice, voice } from "./batch.js";

/**
 * How the programs differ from the oracle in this voice, "" where they don't. Programs that CPython doesn't finish or
 * parse never do.
 */
async function differences(programs: readonly string[], name: Voice): Promise<string[]> {
  const expected = await oracle(programs);
  const usable = expected.map((r) => "output" in r && !/^uncaught (SyntaxError|IndentationError)/m.test(r.output));
  const chosen = programs.filter((_, i) => usable[i]);
  const results: Result[] = chosen.length === 0 ? [] : await voice(chosen, name);
  let at = 0;
  return programs.map((_, i) => {
    if (!usable[i]) return "";
    const result = results[at++];
    return same(result, expected[i]) ? "" : signature(expected[i], result);
  });
}

export async function differing(programs: readonly string[], name: Voice): Promise<boolean[]> {
  return (await differences(programs, name)).map((kind) => kind !== "");
}

const depth = (line: string) => line.length - line.trimStart().length;

/** Every text that lacks a statement (with its block), or has `pass` for it, or only its block; largest cuts first. */
function candidates(lines: readonly string[]): string[][] {
  const cuts: [number, string[]][] = [];
  for (let i = 0; i < lines.length; i++) {
    let end = i + 1;
    while (end < lines.length && (lines[end].trim() === "" || depth(lines[end]) > depth(lines[i]))) end++;
    const size = end - i;
    const indent = " ".repeat(depth(lines[i]));
    cuts.push([size, lines.toSpliced(i, size)]);
    if (lines[i].trim() !== "pass") cuts.push([size - 0.5, lines.toSpliced(i, size, `${indent}pass`)]);
    if (size > 1) {
      const block = lines.slice(i + 1, end).map((line) => line.slice(Math.min(4, depth(line))));
      cuts.push([0.8, lines.toSpliced(i, size, ...block)]);
    }
  }
  return cuts.sort((a, b) => b[0] - a[0]).map(([, text]) => text);
}

/** Texts with a parenthesised expression replaced by a constant, or an operator's side dropped. */
function simpler(lines: readonly string[]): string[][] {
  const out: string[][] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    for (let open = line.indexOf("("); open >= 0; open = line.indexOf("(", open + 1)) {
      let [level, close] = [0, open];
      for (; close < line.length; close++) {
        if (line[close] === "(") level++;
        else if (line[close] === ")" && --level === 0) break;
      }
      if (level !== 0 || close - open < 4) continue;
      for (const value of ["1", "0.5", "''"])
        out.push(lines.with(i, `${line.slice(0, open)}(${value})${line.slice(close + 1)}`));
      const inner = /^(.+?) (?:[-+*/%&|^<>=!]+|if|and|or|in) (.+)$/.exec(line.slice(open + 1, close));
      for (const side of inner?.slice(1) ?? [])
        out.push(lines.with(i, `${line.slice(0, open)}(${side})${line.slice(close + 1)}`));
    }
  }
  return out;
}

/** The smallest program found by leaving things out that still differs: all candidates of a round are one batch. */
export async function reduce(source: string, name: Voice, rounds = 60): Promise<string> {
  let lines = source.split("\n").filter((line) => line.trim() !== "");
  const [kind] = await differences([source], name);
  for (const make of [candidates, simpler]) {
    for (let round = 0; round < rounds; round++) {
      const tries = make(lines);
      let found: string[] | undefined;
      for (let at = 0; at < tries.length && found === undefined; at += 60) {
        const slice = tries.slice(at, at + 60);
        const kinds = await differences(
          slice.map((text) => `${text.join("\n")}\n`),
          name,
        );
        found = slice.find((_, i) => kinds[i] === kind);
      }
      if (found === undefined) break;
      lines = found;
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Programs of a batch without which the last one does not differ, and the last one. */
export async function reduceBatch(programs: readonly string[], name: Voice): Promise<string[]> {
  const last = programs[programs.length - 1];
  let before = programs.slice(0, -1);
  const fails = async (some: readonly string[]) => (await differing([...some, last], name))[some.length];
  for (let size = Math.ceil(before.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < before.length; ) {
      const fewer = before.toSpliced(at, size);
      if (await fails(fewer)) before = fewer;
      else at += size;
    }
  }
  return [...before, last];
}

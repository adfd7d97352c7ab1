/**
 * Compares the front end with CPython 3.11 on this machine, over the whole standard library and over damaged pieces of it:
 * npx node scripts/run-ts.mjs tests/syntax/compare.ts library
 * npx node scripts/run-ts.mjs tests/syntax/compare.ts mutations SEED COUNT
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { analyse, dump, PySyntaxError, parse } from "../../src/syntax/index.js";
import { type ErrorRow, errorRow, scopeRows } from "./support.js";

interface LibraryRow {
  readonly file: string;
  readonly names: Readonly<Record<string, string>>;
  readonly tree?: string;
  readonly positions?: string;
  readonly scopes?: unknown[];
  readonly error?: string;
}

const python = process.env.PYTHON ?? "python3";
let total = 0;
let different = 0;

function report(what: string, theirs: unknown, ours: unknown): void {
  different++;
  console.log(`${what}\n  CPython: ${JSON.stringify(theirs)}\n  ours:    ${JSON.stringify(ours)}`);
}

/** Lone surrogates are encoded as Python's "surrogatepass" does. */
function digest(text: string): string {
  const hash = createHash("sha1");
  for (const part of text.split(/((?:[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]))/)) {
    const code = part.charCodeAt(0);
    const alone = part.length === 1 && code >= 0xd800 && code < 0xe000;
    hash.update(alone ? Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)) : part);
  }
  return hash.digest("hex");
}

function compareFile(row: LibraryRow): void {
  const lookupCharacter = (name: string): string | null => row.names[name] ?? null;
  try {
    const tree = parse(readFileSync(row.file), row.file, "exec", { lookupCharacter });
    const { top } = analyse(tree, row.file);
    if (row.error !== undefined) {
      report(row.file, row.error, "valid");
      return;
    }
    if (digest(dump(tree)) !== row.tree) report(`${row.file}: tree`, row.tree, "different");
    if (row.positions !== undefined && digest(dump(tree, true)) !== row.positions) {
      report(`${row.file}: positions`, row.positions, "different");
    }
    // CPython drops what it finds to be dead code, so a scope may have less there.
    const ours = new Set(scopeRows(top).map((scope) => JSON.stringify(scope)));
    const missing = (row.scopes ?? []).filter((scope) => !ours.has(JSON.stringify(scope)));
    if (missing.length > 0) report(`${row.file}: scopes`, missing, "not found");
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    if (error.msg !== row.error) report(row.file, row.error ?? "valid", error.msg);
  }
}

const oracle = spawn(python, [new URL("oracle.py", import.meta.url).pathname, ...process.argv.slice(2)]);
oracle.stderr.pipe(process.stderr);
for await (const line of createInterface({ input: oracle.stdout })) {
  total++;
  const row: unknown = JSON.parse(line);
  if (Array.isArray(row)) {
    const [source, theirs] = row as [string, ErrorRow];
    const ours = errorRow(source);
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) report(JSON.stringify(source), theirs, ours);
  } else compareFile(row as LibraryRow);
}
console.log(`${total} compared, ${different} different`);

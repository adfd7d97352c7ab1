/** Templates to bytes and back, for bytecode on disk. */
import { deserialize as fromBytes, serialize as toBytes } from "node:v8";
import type { CodeTemplate } from "./template.js";

/** The tables of a template. All of a file's lie in one array: V8 is slow at many small ones. */
const TABLES = ["words", "exceptions", "positions"] as const;

/** What is on disk: a template whose tables are their lengths, in the order in which they lie in the array. */
type Packed = Omit<CodeTemplate, (typeof TABLES)[number] | "codes"> & {
  readonly lengths: readonly number[];
  readonly codes: readonly Packed[];
};

/** `stamp` says what the template was made from, and by which compiler. */
export function serialize(template: CodeTemplate, stamp: string): Uint8Array {
  const tables: Int32Array[] = [];
  const packed = pack(template, tables);
  const all = new Int32Array(tables.reduce((sum, table) => sum + table.length, 0));
  let at = 0;
  for (const table of tables) {
    all.set(table, at);
    at += table.length;
  }
  return toBytes([stamp, all, packed]);
}

function pack(template: CodeTemplate, tables: Int32Array[]): Packed {
  const { words, exceptions, positions, ...rest } = template;
  tables.push(words, exceptions, positions);
  const lengths = TABLES.map((name) => template[name].length);
  return { ...rest, lengths, codes: template.codes.map((code) => pack(code, tables)) };
}

/** The template, or null when the bytes were made from something else or are damaged. */
export function deserialize(bytes: Uint8Array, stamp: string): CodeTemplate | null {
  try {
    const content: unknown = fromBytes(bytes);
    if (!Array.isArray(content) || content[0] !== stamp) return null;
    const [, all, packed] = content as [string, Int32Array, Packed];
    let at = 0;
    const next = (length: number) => {
      at += length;
      return all.subarray(at - length, at);
    };
    // In place: copying the objects would take longer than reading them.
    const unpack = (code: Packed): CodeTemplate => {
      const [words, exceptions, positions] = code.lengths.map(next);
      code.codes.forEach(unpack);
      return Object.assign(code, { words, exceptions, positions }) as unknown as CodeTemplate;
    };
    return unpack(packed);
  } catch {
    return null;
  }
}

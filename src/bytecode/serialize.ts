/** Templates to bytes and back, for the bytecode cache on disk. */
import { deserialize as fromBytes, serialize as toBytes } from "node:v8";
import { OP_HASH } from "./opcodes.generated.js";
import type { CodeTemplate } from "./template.js";

/** Raise when templates change in a way that the opcode table does not show. */
const FORMAT = 1;

/** Tells apart caches whose instructions or layout differ. */
export const BYTECODE_VERSION = `${FORMAT}-${OP_HASH}-${process.versions.v8}`;

export function serialize(template: CodeTemplate): Uint8Array {
  return toBytes([BYTECODE_VERSION, template]);
}

/** The template, or null when the bytes are of another version or damaged. */
export function deserialize(bytes: Uint8Array): CodeTemplate | null {
  try {
    const content: unknown = fromBytes(bytes);
    if (!Array.isArray(content) || content[0] !== BYTECODE_VERSION) return null;
    return content[1] as CodeTemplate;
  } catch {
    return null;
  }
}

/** Comparisons as sets of orders: one arm serves them all. */
import { OPCODES } from "../bytecode/opcodes.js";

/** How two operands compare. */
export const enum Order {
  LESS = 1,
  EQUAL = 2,
  GREATER = 4,
  UNORDERED = 8,
}
/** For each comparison the orders that make it true; for JUMP_IF_NOT_… those that make it jump. */
export const TRUE_FOR = new Uint8Array(256);
for (const [name, orders] of [
  ["LT", Order.LESS],
  ["LE", Order.LESS | Order.EQUAL],
  ["EQ", Order.EQUAL],
  ["NE", Order.LESS | Order.GREATER | Order.UNORDERED],
  ["GT", Order.GREATER],
  ["GE", Order.GREATER | Order.EQUAL],
] as const) {
  const opcode = (prefix: string) => OPCODES.findIndex((def) => def.name === prefix + name);
  TRUE_FOR[opcode("")] = orders;
  TRUE_FOR[opcode("JUMP_IF_")] = orders;
  TRUE_FOR[opcode("JUMP_IF_NOT_")] = 15 & ~orders;
}

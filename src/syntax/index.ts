export * from "./ast.js";
export { dump } from "./dump.js";
export { PySyntaxError, type SyntaxErrorKind } from "./errors.js";
export * from "./parse.js";
export * from "./scopes.js";
export { decodeSource } from "./source.js";
export type { LexicalWarning } from "./tokens.js";

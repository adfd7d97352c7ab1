export * from "./ast.js";
export { PySyntaxError } from "./errors.js";
export * from "./scopes.js";

/** `from __future__ import …` at the head of a module. */
import type { ImportFrom, Mod, Stmt } from "./ast.js";
import { PySyntaxError } from "./errors.js";
import type { FutureFeatures } from "./scopes.js";

const FEATURES = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
  "barry_as_FLUFL",
  "annotations",
]);

const isDocstring = (node: Stmt): boolean =>
  node.kind === "Expr" && node.value.kind === "Constant" && node.value.value.type === "str";

/** Relative imports too. */
export const isFutureImport = (node: Stmt): node is ImportFrom =>
  node.kind === "ImportFrom" && node.module === "__future__";

export function futureFeatures(tree: Mod, filename: string): FutureFeatures {
  let annotations = false;
  let barryAsFlufl = false;
  let lineno = 0;
  if (tree.kind === "Expression") return { annotations, barryAsFlufl, lineno };
  const fail = ({ lineno }: Stmt, offset: number, msg: string): never => {
    throw new PySyntaxError("SyntaxError", msg, filename, lineno, offset, null, lineno, null);
  };
  let first = true;
  let done = false;
  let line = 0;
  for (const node of tree.body) {
    // Late ones on further lines are the code generator's to refuse.
    if (done && node.lineno > line) break;
    line = node.lineno;
    if (isFutureImport(node)) {
      if (done) fail(node, node.col_offset, "from __future__ imports must occur at the beginning of the file");
      lineno = node.lineno;
      for (const { name } of node.names) {
        if (name === "annotations") annotations = true;
        else if (name === "barry_as_FLUFL") barryAsFlufl = true;
        else if (name === "braces") fail(node, node.col_offset + 1, "not a chance");
        else if (!FEATURES.has(name)) fail(node, node.col_offset + 1, `future feature ${name} is not defined`);
      }
    } else if (!first || !isDocstring(node)) done = true;
    first = false;
  }
  return { annotations, barryAsFlufl, lineno };
}

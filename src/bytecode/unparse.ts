import type { Expr } from "../syntax/ast.js";
export function unparse(e: Expr): string {
  throw new Error(e.kind);
}

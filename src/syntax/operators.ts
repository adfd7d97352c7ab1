/** What tokens mean in expressions. */
import type { BinaryOperator, CompareOperator } from "./ast.js";
import { T } from "./tokens.js";

export const BINARY: (BinaryOperator | undefined)[] = [];
export const PRECEDENCE = new Uint8Array(128);
export const AUGMENTED: (BinaryOperator | undefined)[] = [];
export const STARTS_EXPRESSION = new Uint8Array(128);

const operator = (kind: T, augmented: T, precedence: number, name: BinaryOperator): void => {
  BINARY[kind] = name;
  AUGMENTED[augmented] = name;
  PRECEDENCE[kind] = precedence;
};
operator(T.VBar, T.VBarEqual, 1, "BitOr");
operator(T.Circumflex, T.CircumflexEqual, 2, "BitXor");
operator(T.Amper, T.AmperEqual, 3, "BitAnd");
operator(T.LeftShift, T.LeftShiftEqual, 4, "LShift");
operator(T.RightShift, T.RightShiftEqual, 4, "RShift");
operator(T.Plus, T.PlusEqual, 5, "Add");
operator(T.Minus, T.MinusEqual, 5, "Sub");
operator(T.Star, T.StarEqual, 6, "Mult");
operator(T.Slash, T.SlashEqual, 6, "Div");
operator(T.DoubleSlash, T.DoubleSlashEqual, 6, "FloorDiv");
operator(T.Percent, T.PercentEqual, 6, "Mod");
operator(T.At, T.AtEqual, 6, "MatMult");
AUGMENTED[T.DoubleStarEqual] = "Pow";

for (const kind of [
  T.Name,
  T.Number,
  T.String,
  T.LParen,
  T.LBracket,
  T.LBrace,
  T.Ellipsis,
  T.Tilde,
  T.Plus,
  T.Minus,
  T.Star,
  T.False,
  T.None,
  T.True,
  T.Await,
  T.Lambda,
  T.Not,
]) {
  STARTS_EXPRESSION[kind] = 1;
}

export const COMPARISONS: (CompareOperator | undefined)[] = [];
COMPARISONS[T.EqEqual] = "Eq";
COMPARISONS[T.NotEqual] = "NotEq";
COMPARISONS[T.Less] = "Lt";
COMPARISONS[T.LessEqual] = "LtE";
COMPARISONS[T.Greater] = "Gt";
COMPARISONS[T.GreaterEqual] = "GtE";
COMPARISONS[T.In] = "In";

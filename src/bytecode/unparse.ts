/** Source text of an expression as CPython's ast_unparse.c writes it: annotations under `from __future__ import annotations`. */
import type { Arguments, BinaryOperator, Comprehension, Expr, FormattedValue, JoinedStr } from "../syntax/ast.js";
import { reprConstant } from "../syntax/dump.js";

/** Binding strength, weakest first. */
const enum Level {
  TUPLE,
  TEST,
  OR,
  AND,
  NOT,
  CMP,
  BOR,
  BXOR,
  BAND,
  SHIFT,
  ARITH,
  TERM,
  FACTOR,
  POWER,
  AWAIT,
  ATOM,
}

const BINARY: Record<BinaryOperator, readonly [text: string, level: Level]> = {
  Add: ["+", Level.ARITH],
  Sub: ["-", Level.ARITH],
  Mult: ["*", Level.TERM],
  MatMult: ["@", Level.TERM],
  Div: ["/", Level.TERM],
  Mod: ["%", Level.TERM],
  FloorDiv: ["//", Level.TERM],
  LShift: ["<<", Level.SHIFT],
  RShift: [">>", Level.SHIFT],
  BitOr: ["|", Level.BOR],
  BitXor: ["^", Level.BXOR],
  BitAnd: ["&", Level.BAND],
  Pow: ["**", Level.POWER],
};

const UNARY = {
  Invert: ["~", Level.FACTOR],
  Not: ["not ", Level.NOT],
  UAdd: ["+", Level.FACTOR],
  USub: ["-", Level.FACTOR],
} as const;

const COMPARE = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
} as const;

export function unparse(e: Expr): string {
  return text(e, Level.TEST);
}

function list(items: readonly Expr[]): string {
  return items.map((item) => text(item, Level.TEST)).join(", ");
}

function text(e: Expr, level: Level): string {
  const wrap = (own: Level, inner: string): string => (level > own ? `(${inner})` : inner);
  switch (e.kind) {
    case "BoolOp": {
      const own = e.op === "And" ? Level.AND : Level.OR;
      return wrap(own, e.values.map((value) => text(value, own + 1)).join(e.op === "And" ? " and " : " or "));
    }
    case "NamedExpr":
      return wrap(Level.TUPLE, `${text(e.target, Level.ATOM)} := ${text(e.value, Level.ATOM)}`);
    case "BinOp": {
      const [operator, own] = BINARY[e.op];
      const toRight = e.op === "Pow";
      const left = text(e.left, toRight ? own + 1 : own);
      return wrap(own, `${left} ${operator} ${text(e.right, toRight ? own : own + 1)}`);
    }
    case "UnaryOp": {
      const [operator, own] = UNARY[e.op];
      return wrap(own, operator + text(e.operand, own));
    }
    case "Lambda": {
      const positional = e.args.posonlyargs.length + e.args.args.length > 0;
      return wrap(Level.TEST, `lambda${positional ? " " : ""}${parameters(e.args)}: ${text(e.body, Level.TEST)}`);
    }
    case "IfExp": {
      const [body, test, orelse] = [text(e.body, Level.OR), text(e.test, Level.OR), text(e.orelse, Level.TEST)];
      return wrap(Level.TEST, `${body} if ${test} else ${orelse}`);
    }
    case "Dict": {
      const entries = e.values.map((value, i) => {
        const key = e.keys[i];
        return key === null ? `**${text(value, Level.BOR)}` : `${text(key, Level.TEST)}: ${text(value, Level.TEST)}`;
      });
      return `{${entries.join(", ")}}`;
    }
    case "Set":
      return `{${list(e.elts)}}`;
    case "GeneratorExp":
      return `(${text(e.elt, Level.TEST)}${loops(e.generators)})`;
    case "ListComp":
      return `[${text(e.elt, Level.TEST)}${loops(e.generators)}]`;
    case "SetComp":
      return `{${text(e.elt, Level.TEST)}${loops(e.generators)}}`;
    case "DictComp":
      return `{${text(e.key, Level.TEST)}: ${text(e.value, Level.TEST)}${loops(e.generators)}}`;
    case "Await":
      return wrap(Level.AWAIT, `await ${text(e.value, Level.ATOM)}`);
    case "Yield":
      return e.value === null ? "(yield)" : `(yield ${text(e.value, Level.TEST)})`;
    case "YieldFrom":
      return `(yield from ${text(e.value, Level.TEST)})`;
    case "Compare": {
      const rest = e.ops.map((op, i) => ` ${COMPARE[op]} ${text(e.comparators[i], Level.CMP + 1)}`);
      return wrap(Level.CMP, text(e.left, Level.CMP + 1) + rest.join(""));
    }
    case "Call": {
      const func = text(e.func, Level.ATOM);
      if (e.args.length === 1 && e.keywords.length === 0 && e.args[0].kind === "GeneratorExp") {
        return func + text(e.args[0], Level.TEST);
      }
      const named = e.keywords.map(({ arg, value }) => `${arg === null ? "**" : `${arg}=`}${text(value, Level.TEST)}`);
      return `${func}(${[...e.args.map((arg) => text(arg, Level.TEST)), ...named].join(", ")})`;
    }
    case "FormattedValue":
    case "JoinedStr":
      return `f${reprConstant({ type: "str", value: formatted(e) })}`;
    case "Constant":
      return constant(e);
    case "Attribute": {
      const value = text(e.value, Level.ATOM);
      const isInteger = e.value.kind === "Constant" && e.value.value.type === "int";
      return `${value}${isInteger ? " ." : "."}${e.attr}`;
    }
    case "Subscript":
      return `${text(e.value, Level.ATOM)}[${text(e.slice, Level.TUPLE)}]`;
    case "Starred":
      return `*${text(e.value, Level.BOR)}`;
    case "Name":
      return e.id;
    case "List":
      return `[${list(e.elts)}]`;
    case "Tuple":
      if (e.elts.length === 0) return "()";
      return wrap(Level.TUPLE, list(e.elts) + (e.elts.length === 1 ? "," : ""));
    case "Slice": {
      const part = (bound: Expr | null): string => (bound === null ? "" : text(bound, Level.TEST));
      return `${part(e.lower)}:${part(e.upper)}${e.step === null ? "" : `:${part(e.step)}`}`;
    }
  }
}

function constant(e: Expr & { kind: "Constant" }): string {
  const { value } = e;
  if (value.type === "Ellipsis") return "...";
  if (value.type === "float" || value.type === "complex") return reprConstant(value).replace("inf", "1e309");
  return (e.unicodePrefix ? "u" : "") + reprConstant(value);
}

function loops(generators: readonly Comprehension[]): string {
  return generators
    .map(({ target, iter, ifs, is_async }) => {
      const tests = ifs.map((test) => ` if ${text(test, Level.OR)}`).join("");
      return ` ${is_async ? "async " : ""}for ${text(target, Level.TUPLE)} in ${text(iter, Level.OR)}${tests}`;
    })
    .join("");
}

function parameters(args: Arguments): string {
  const parts: string[] = [];
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  for (const [i, { arg }] of positional.entries()) {
    parts.push(i < firstDefault ? arg : `${arg}=${text(args.defaults[i - firstDefault], Level.TEST)}`);
    if (i + 1 === args.posonlyargs.length) parts.push("/");
  }
  if (args.vararg !== null || args.kwonlyargs.length > 0) parts.push(`*${args.vararg?.arg ?? ""}`);
  for (const [i, { arg }] of args.kwonlyargs.entries()) {
    const value = args.kw_defaults[i];
    parts.push(value === null ? arg : `${arg}=${text(value, Level.TEST)}`);
  }
  if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
  return parts.join(", ");
}

/** The inside of an f-string. */
function formatted(e: JoinedStr | FormattedValue): string {
  if (e.kind === "JoinedStr") {
    return e.values
      .map((value) => {
        if (value.kind === "FormattedValue" || value.kind === "JoinedStr") return formatted(value);
        if (value.kind !== "Constant" || value.value.type !== "str") return text(value, Level.TEST);
        return value.value.value.replace(/[{}]/g, "$&$&");
      })
      .join("");
  }
  const value = text(e.value, Level.OR);
  const conversion = e.conversion > 0 ? `!${String.fromCharCode(e.conversion)}` : "";
  const spec = e.format_spec === null ? "" : `:${formatted(e.format_spec)}`;
  return `{${value.startsWith("{") ? " " : ""}${value}${conversion}${spec}}`;
}

/** Tracebacks as CPython 3.11 prints them. */
import { readFileSync } from "node:fs";
import { Ctx, Kind, OBuffer, OCode, OException, OList, OTraceback, OTuple, Tag } from "../heap/layouts.generated.js";
import { type Expr, parse } from "../syntax/index.js";
import { rememberedSource } from "./compile.js";
import { positionOf } from "./positions.js";
import { PyRaise, type Runtime } from "./runtime.js";
import { suggestion } from "./suggestions.js";
import { clearException } from "./unwind.js";

/** A frame repeated more often than this is summarised. */
const REPEATS = 3;
const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";
/** Exceptions of a group that are shown, and how deep. */
const GROUP_WIDTH = 15;
const GROUP_DEPTH = 10;

const files = new Map<string, readonly string[]>();

/** Lines of a source file; empty when it cannot be read. */
function linesOf(filename: string): readonly string[] {
  const remembered = rememberedSource(filename);
  if (remembered !== undefined) return remembered.split(LINE_END);
  let lines = files.get(filename);
  if (lines === undefined) {
    try {
      lines = filename.startsWith("<") ? [] : readFileSync(filename, "utf8").split(LINE_END);
    } catch {
      lines = [];
    }
    files.set(filename, lines);
  }
  return lines;
}

const LINE_END = /\r\n|\r|\n/;

/** The traceback entries of an exception as text lines (each with its newline). */
export function formatEntries(rt: Runtime, traceback: number): string {
  let out = "";
  let last = "";
  let count = 0;
  const repeated = () => {
    if (count > REPEATS) {
      const more = count - REPEATS;
      out += `  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`;
    }
  };
  for (let tb = traceback; tb !== 0; tb = nextEntry(rt, tb)) {
    const code = rt.word(tb, OTraceback.CODE) >>> 0;
    const known = rt.word(tb, OTraceback.LINE);
    const own = positionOf(rt, code, rt.word(tb, OTraceback.PC));
    const position = known === 0 || known === own.line ? own : { line: known, endLine: -1, column: -1, endColumn: -1 };
    const filename = rt.text(rt.word(code, OCode.FILENAME));
    const name = rt.text(rt.word(code, OCode.NAME));
    const key = `${filename}\0${position.line}\0${name}`;
    if (key !== last) {
      repeated();
      last = key;
      count = 0;
    }
    if (++count > REPEATS) continue;
    out += `  File "${filename}", line ${position.line}, in ${name}\n`;
    const line = linesOf(filename)[position.line - 1];
    if (line === undefined || line.trim() === "") continue;
    const indent = line.length - line.trimStart().length;
    out += `    ${line.trim()}\n`;
    out += carets(line, indent, position.line === position.endLine, position.column, position.endColumn);
  }
  repeated();
  return out;
}

function nextEntry(rt: Runtime, tb: number): number {
  const next = rt.word(tb, OTraceback.NEXT) >>> 0;
  // NEXT is a Value or a ref: its low word is the ref either way, and None's is 0.
  return next;
}

/** The line of `^` under what failed, or nothing when that is the whole line. */
function carets(line: string, indent: number, oneLine: boolean, startColumn: number, endColumn: number): string {
  if (startColumn < 0 || endColumn < 0) return "";
  const chars = Array.from(line);
  const bytes = Buffer.from(line);
  const [start, last] = [startColumn, endColumn].map((n) => Array.from(bytes.toString("utf8", 0, n)).length);
  const end = oneLine ? Math.min(last, chars.length) : line.trimEnd().length;
  const anchors = oneLine ? findAnchors(chars.slice(start, end).join("")) : null;
  if (end - start === chars.length - indent && anchors === null) return "";
  const columns = (from: number, to: number) => displayWidth(chars.slice(from, to));
  const [left, right] = anchors ?? [0, end - start];
  const outside = anchors === null ? "^" : "~";
  const marks =
    outside.repeat(columns(start, start + left)) +
    "^".repeat(columns(start + left, start + right)) +
    outside.repeat(columns(start + right, end));
  return `    ${" ".repeat(columns(indent, Math.max(start, indent)))}${marks}\n`;
}

/** Characters that take two columns of a terminal (East Asian width W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

function displayWidth(chars: readonly string[]): number {
  return chars.reduce((width, c) => width + (WIDE.test(c) ? 2 : 1), 0);
}

/** Columns of the operator of a binary operation or of the brackets of a subscript. */
function findAnchors(segment: string): readonly [number, number] | null {
  let expression: Expr;
  try {
    const tree = parse(`(${segment}\n)`, "<segment>", "eval");
    expression = tree.body;
  } catch {
    return null;
  }
  const column = (offset: number) => offset - 1;
  if (expression.kind === "BinOp" && expression.left.end_lineno === 1 && expression.right.lineno === 1) {
    const from = column(expression.left.end_col_offset);
    const to = column(expression.right.col_offset);
    const chars = Array.from(segment);
    for (let i = from; i < to; i++) {
      if (/\s/.test(chars[i])) continue;
      return [i, i + 1 < to && !/\s/.test(chars[i + 1]) ? i + 2 : i + 1];
    }
    return null;
  }
  if (expression.kind === "Subscript")
    return [column(expression.value.end_col_offset), column(expression.slice.end_col_offset) + 1];
  return null;
}

/** The whole text for an exception (in a slot): chain, traceback, message. */
export function formatException(rt: Runtime, exception: number): string {
  return format(rt, exception, new Set(), "", 0);
}

function format(rt: Runtime, exception: number, seen: Set<number>, margin: string, depth: number): string {
  const { I32 } = rt;
  const exc = rt.ref(exception);
  seen.add(exc);
  let out = "";
  const linked = (field: number): number => {
    const at = (exc + field) >>> 2;
    return I32[at + 1] === Tag.REF && !seen.has(I32[at] >>> 0) ? I32[at] >>> 0 : 0;
  };
  const at = (exc + OException.CAUSE) >>> 2;
  const cause = linked(OException.CAUSE);
  const context = linked(OException.CONTEXT);
  const mark = rt.mark();
  if (cause !== 0) out += format(rt, rt.pushRef(cause), seen, margin, depth) + indentText(CAUSE, margin);
  else if (context !== 0 && I32[at + 1] !== Tag.REF && rt.word(exc, OException.SUPPRESS) === 0)
    out += format(rt, rt.pushRef(context), seen, margin, depth) + indentText(CONTEXT, margin);
  rt.release(mark);
  const tb = (exc + OException.TRACEBACK) >>> 2;
  const members = groupMembers(rt, exception);
  if (members !== null && depth >= GROUP_DEPTH) {
    rt.release(mark);
    return out + indentText(`... (max_group_depth is ${GROUP_DEPTH})\n`, margin);
  }
  let text = "";
  if (I32[tb + 1] === Tag.REF) {
    const title = members === null ? "Traceback" : "Exception Group Traceback";
    text += `${members !== null && depth === 0 ? "  + " : ""}${title} (most recent call last):\n`;
    const entries = formatEntries(rt, I32[tb] >>> 0);
    text += members !== null && depth === 0 ? entries.replace(/^/gm, "  | ").replace(/ {2}\| $/, "") : entries;
  }
  let last = formatLast(rt, exception);
  if (members !== null && depth === 0) last = last.replace(/^(?=.)/gm, "  | ");
  text += last;
  out += indentText(text, margin);
  if (members !== null) out += formatMembers(rt, members, seen, margin === "" && depth === 0 ? "  " : margin, depth);
  rt.release(mark);
  return out;
}

function indentText(text: string, margin: string): string {
  return margin === "" ? text : text.replace(/^(?=[^\n])/gm, `${margin}| `).replace(/^$/gm, (m) => m);
}

/** Refs of the members of an exception group, or null. */
function groupMembers(rt: Runtime, exception: number): number[] | null {
  const group = rt.kernel.typeByName("BaseExceptionGroup");
  if (group === 0 || rt.kernel.isInstance(exception, group) === 0) return null;
  const mark = rt.mark();
  const slot = rt.findAttr(exception, "exceptions");
  const out: number[] = [];
  if (slot !== 0 && rt.slotKind(slot) === Kind.TUPLE) {
    const tuple = rt.ref(slot);
    for (let i = 0; i < rt.word(tuple, OTuple.LEN); i++) out.push(rt.I32[((tuple + OTuple.ITEMS) >>> 2) + 2 * i] >>> 0);
  }
  rt.release(mark);
  return out;
}

function formatMembers(
  rt: Runtime,
  members: readonly number[],
  seen: Set<number>,
  margin: string,
  depth: number,
): string {
  let out = "";
  const shown = Math.min(members.length, GROUP_WIDTH);
  const inner = `${margin}  `;
  for (let i = 0; i < shown; i++) {
    const label = `+${i === 0 ? "-+" : "+"}---------------- ${i + 1} ----------------\n`;
    out += `${i === 0 ? margin : inner}${i === 0 ? label : label.replace("++", "+")}`;
    const mark = rt.mark();
    out += format(rt, rt.pushRef(members[i]), seen, inner, depth + 1);
    rt.release(mark);
  }
  if (members.length > shown) {
    const rest = members.length - shown;
    out += `${inner}+---------------- ... ----------------\n${inner}| and ${rest} more exception${rest > 1 ? "s" : ""}\n`;
  }
  if (!out.endsWith("------------------------------------\n")) out += `${inner}+------------------------------------\n`;
  return out;
}

/** The last lines: type, message, notes; for a SyntaxError also the place. */
export function formatLast(rt: Runtime, exception: number): string {
  const mark = rt.mark();
  rt.kernel.typeOf(exception);
  const klass = rt.pushResult();
  const attribute = (slot: number, name: string): string | null => {
    const found = attempt(rt, () => rt.findAttr(slot, name)) ?? 0;
    return found !== 0 && rt.slotKind(found) === Kind.STR ? rt.text(rt.ref(found)) : null;
  };
  const module = attribute(klass, "__module__");
  const qualname = attribute(klass, "__qualname__") ?? "<unknown>";
  const name = module === null || module === "builtins" || module === "__main__" ? qualname : `${module}.${qualname}`;
  let out = "";
  let message: string | null;
  if (
    rt.kernel.isSubclass(rt.ref(klass), rt.kernel.typeByName("SyntaxError")) !== 0 &&
    rt.kernel.isInstance(exception, rt.kernel.typeByName("SyntaxError")) !== 0
  ) {
    const place = syntaxPlace(rt, exception);
    out += place;
    message = place === "" ? attempt(rt, () => rt.str(exception)) : attempt(rt, () => textAttr(rt, exception, "msg"));
  } else message = attempt(rt, () => rt.str(exception));
  const hint = message === null ? "" : suggestion(rt, exception);
  if (message === null) out += `${name}: <exception str() failed>\n`;
  else out += message + hint === "" ? `${name}\n` : `${name}: ${message}${hint}\n`;
  out += formatNotes(rt, exception);
  rt.release(mark);
  return out;
}

/** `__notes__`, whatever they are. */
function formatNotes(rt: Runtime, exception: number): string {
  const notes = attempt(rt, () => rt.findAttr(exception, "__notes__")) ?? 0;
  if (notes === 0 || rt.isNone(notes)) return "";
  const items = attempt(rt, () => {
    rt.getAttr(notes, "__getitem__");
    const list = rt.mark();
    rt.pushRef(rt.classes.list);
    rt.call(list, notes, 1);
    return rt.pushResult();
  });
  if (items === null) return attempt(rt, () => rt.repr(notes)) ?? "<__notes__ repr() failed>";
  let out = "";
  const list = rt.ref(items);
  for (let i = 0; i < rt.word(list, OList.LEN); i++) {
    const inner = rt.mark();
    const item = ((rt.word(list, OList.ITEMS) + OBuffer.DATA) >>> 2) + 2 * i;
    const note = rt.push(rt.I32[item], rt.I32[item + 1]);
    out += `${attempt(rt, () => rt.str(note)) ?? "<note str() failed>"}\n`;
    rt.release(inner);
  }
  return out;
}

function textAttr(rt: Runtime, object: number, name: string): string {
  rt.getAttr(object, name);
  return rt.str(rt.pushResult());
}

/** Runs what may raise; null when it did. */
function attempt<T>(rt: Runtime, action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    clearException(rt);
    return null;
  }
}

/** File, line and caret of a SyntaxError; "" when it has no place. */
function syntaxPlace(rt: Runtime, exception: number): string {
  const mark = rt.mark();
  const get = (name: string) => attempt(rt, () => rt.findAttr(exception, name)) ?? 0;
  const int = (name: string): number | null => {
    const slot = get(name);
    return slot !== 0 && rt.I32[2 * slot + 1] === Tag.INT ? rt.I32[2 * slot] : null;
  };
  const filename = get("filename");
  const line = int("lineno");
  if (filename === 0 || line === null) {
    rt.release(mark);
    return "";
  }
  let out = `  File "${rt.isNone(filename) ? "<string>" : rt.str(filename)}", line ${line}\n`;
  const textSlot = get("text");
  if (textSlot !== 0 && rt.slotKind(textSlot) === Kind.STR) {
    const text = rt.text(rt.ref(textSlot));
    rt.kernel.typeOf(exception);
    const exact = rt.I32[Ctx.RESULT] >>> 0 === rt.kernel.typeByName("SyntaxError");
    const offset = int("offset") ?? 0;
    const size = Array.from(text).length;
    const spills = (int("end_lineno") ?? line) > line;
    const end = spills ? size : Math.min(int("end_offset") ?? -1, size);
    out += errorText(text, offset, exact && end > offset ? end - offset : 1);
  }
  rt.release(mark);
  return out;
}

/** The line of a SyntaxError and carets under it: CPython's print_error_text. `offset` counts from 1. */
function errorText(line: string, offset: number, carets: number): string {
  let text = line.replace(/^[ \t\f]+/, "");
  const length = (t: string) => Array.from(t.endsWith("\n") ? t.slice(0, -1) : t).length;
  let at = Math.min(offset - 1 - (line.length - text.length), length(text));
  for (let newline = text.indexOf("\n"); newline >= 0 && newline < at; newline = text.indexOf("\n")) {
    text = text.slice(newline + 1);
    at -= newline + 1;
  }
  const out = `    ${text}${text.endsWith("\n") ? "" : "\n"}`;
  return at < 0 ? out : `${out}    ${" ".repeat(at)}${"^".repeat(carets)}\n`;
}

/** Writes an exception to sys.stderr. */
export function printException(rt: Runtime, exception: number): void {
  const text = formatException(rt, exception);
  const mark = rt.mark();
  const stream = rt.dictGet(rt.modules.sysDict, "stderr");
  const output = stream === 0 ? undefined : rt.modules.outputOf(rt.ref(stream));
  if (stream === 0 || output !== undefined) rt.modules.stderr.write(text);
  else
    attempt(rt, () => {
      rt.getAttr(stream, "write");
      const method = rt.pushResult();
      rt.call(method, rt.pushStr(text), 1);
    });
  rt.release(mark);
}

/**
 * The program ended with the exception in `Ctx.EXC`: prints it unless it is SystemExit, gives the exit code. When a prompt
 * follows (`inspect`), SystemExit is an exception like any other.
 */
export function reportUncaught(rt: Runtime, inspect = false): number {
  const { I32 } = rt;
  const mark = rt.mark();
  const exception = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
  clearException(rt);
  rt.modules.stdout.flush();
  let code = 1;
  if (!inspect && rt.kernel.isInstance(exception, rt.classes.systemExit) !== 0) {
    rt.modules.exiting = true;
    code = exitCode(rt, exception);
  } else {
    const hook = rt.dictGet(rt.modules.sysDict, "excepthook");
    if (hook === 0 || rt.slotKind(hook) === Kind.BUILTIN) {
      printException(rt, exception);
    } else {
      const argp = rt.mark();
      rt.kernel.typeOf(exception);
      rt.pushResult();
      rt.pushSlot(exception);
      const tb = (rt.ref(exception) + OException.TRACEBACK) >>> 2;
      rt.push(I32[tb], I32[tb + 1]);
      try {
        rt.call(hook, argp, 3);
      } catch (error) {
        if (!(error instanceof PyRaise)) throw error;
        const failure = rt.push(I32[Ctx.EXC], I32[Ctx.EXC + 1]);
        clearException(rt);
        rt.modules.stderr.write("Error in sys.excepthook:\n");
        printException(rt, failure);
        rt.modules.stderr.write("\nOriginal exception was:\n");
        printException(rt, exception);
      }
    }
    if (rt.kernel.isInstance(exception, rt.kernel.typeByName("KeyboardInterrupt")) !== 0) code = 130;
  }
  rt.modules.stderr.flush();
  rt.release(mark);
  return code;
}

function exitCode(rt: Runtime, exception: number): number {
  const slot = rt.findAttr(exception, "code");
  if (slot === 0 || rt.isNone(slot)) return 0;
  const hi = rt.I32[2 * slot + 1];
  if (hi === Tag.INT || hi === Tag.BOOL) return rt.I32[2 * slot] & 0xff;
  if (rt.slotKind(slot) === Kind.INT || hi >>> 16 === Tag.LONG16)
    return Number(BigInt.asUintN(8, rt.kernel.readBigInt(slot)));
  const text = attempt(rt, () => rt.str(slot)) ?? "";
  rt.modules.stderr.write(`${text}\n`);
  return 1;
}

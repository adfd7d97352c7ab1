/** print and input. */
import { readSync } from "node:fs";
import type { HostArgs, Runtime } from "../interpreter/runtime.js";
import { raiseOSError } from "./files.js";
import type { Output } from "./output.js";

/** Text given for a keyword such as `sep`; None gives the default. */
function option(rt: Runtime, args: HostArgs, name: string, otherwise: string): string {
  const slot = args.kw.get(name);
  if (slot === undefined || rt.isNone(slot)) return otherwise;
  if (rt.typeName(slot) !== "str") rt.raise("TypeError", `${name} must be None or a string, not ${rt.typeName(slot)}`);
  return rt.text(rt.ref(slot));
}

const KEYWORDS = ["sep", "end", "file", "flush"];

function print(rt: Runtime, args: HostArgs): void {
  let file = 0;
  let flush = false;
  let sep = " ";
  let end = "\n";
  if (args.kw.size > 0) {
    for (const name of args.kw.keys())
      if (!KEYWORDS.includes(name)) rt.raise("TypeError", `'${name}' is an invalid keyword argument for print()`);
    sep = option(rt, args, "sep", " ");
    end = option(rt, args, "end", "\n");
    const given = args.kw.get("file");
    if (given !== undefined && !rt.isNone(given)) file = given;
    const wanted = args.kw.get("flush");
    flush = wanted !== undefined && rt.truth(wanted);
  }
  if (file === 0) {
    file = rt.dictGet(rt.modules.sysDict, "stdout");
    if (file === 0) rt.raise("RuntimeError", "lost sys.stdout");
    if (rt.isNone(file)) return;
  }
  const output = rt.modules.outputOf(rt.ref(file));
  if (output !== undefined) {
    let text = "";
    try {
      for (let i = 0; i < args.pos.length; i++) {
        if (i > 0) text += sep;
        text += rt.str(args.pos[i]);
      }
    } catch (error) {
      // What stands before an argument whose __str__ raises is printed.
      writing(rt, () => output.write(text));
      throw error;
    }
    text = encodable(rt, output, text + end);
    writing(rt, () => {
      if (output.fd === 2) rt.modules.stdout.flush();
      output.write(text);
      if (flush) output.flush();
    });
    return;
  }
  for (let i = 0; i < args.pos.length; i++) {
    if (i > 0) tell(rt, file, "write", sep);
    tell(rt, file, "write", rt.str(args.pos[i]));
  }
  tell(rt, file, "write", end);
  if (flush) tell(rt, file, "flush");
}

/** Calls a method of a stream of any class. */
function tell(rt: Runtime, stream: number, name: string, text?: string): void {
  const mark = rt.mark();
  rt.getAttr(stream, name);
  const method = rt.pushResult();
  if (text === undefined) rt.call(method, method, 0);
  else rt.call(method, rt.pushStr(text), 1);
  rt.release(mark);
}

/** Does what writes; a stream that nobody reads any more is BrokenPipeError. */
export function writing(rt: Runtime, action: () => void): void {
  try {
    action();
  } catch (error) {
    raiseOSError(rt, error);
  }
}

let pending: Buffer = Buffer.alloc(0);
const chunk = Buffer.alloc(1 << 16);

/** Longest wait without a look at signals. */
const PATIENCE_MS = 1000;

function more(rt: Runtime): boolean {
  for (;;) {
    while (rt.kernel.waitReadable(0, PATIENCE_MS) === 0) rt.modules.checkSignals();
    try {
      const n = readSync(0, chunk, 0, chunk.length, null);
      pending = Buffer.concat([pending, chunk.subarray(0, n)]);
      return n > 0;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return false;
      if (code !== "EAGAIN") throw error;
    }
  }
}

/** The next line of standard input with its newline; "" at the end. */
export function readLine(rt: Runtime): string {
  let at = pending.indexOf(10);
  while (at < 0 && more(rt)) at = pending.indexOf(10);
  const end = at < 0 ? pending.length : at + 1;
  const line = pending.toString("utf8", 0, end);
  pending = pending.subarray(end);
  return line;
}

/** The next `count` bytes of standard input, all of them for a negative count, or up to the end of the line. */
export function readBytes(rt: Runtime, count: number, toNewline: boolean): Uint8Array {
  const length = () => {
    const at = toNewline ? pending.indexOf(10) : -1;
    return at < 0 ? pending.length : at + 1;
  };
  while ((count < 0 || pending.length < count) && !(toNewline && pending.includes(10)) && more(rt));
  const end = count < 0 ? length() : Math.min(count, length());
  const bytes = Uint8Array.from(pending.subarray(0, end));
  pending = pending.subarray(end);
  return bytes;
}

/** The next `count` characters of standard input, all of them for a negative count. */
export function readText(rt: Runtime, count: number): string {
  if (count < 0) return Buffer.from(readBytes(rt, -1, false)).toString("utf8");
  let text = "";
  for (let left = count; left > 0; left--) {
    while (pending.length < 4 && more(rt));
    if (pending.length === 0) break;
    const lead = pending[0];
    const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    text += pending.toString("utf8", 0, size);
    pending = pending.subarray(size);
  }
  return text;
}

/** The text, unless it has lone surrogates: those are an error, and escaped on stderr. */
export function encodable(rt: Runtime, output: Output, text: string): string {
  if (isWellFormed.call(text)) return text;
  if (output.fd === 2) return text.replace(/[\ud800-\udfff]/gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  rt.getAttr(rt.pushStr(text), "encode");
  const method = rt.pushResult();
  rt.call(method, method, 0);
  return text;
}

/** In Node since version 20, in TypeScript's library later. */
const { isWellFormed } = String.prototype as unknown as { isWellFormed(this: string): boolean };

function input(rt: Runtime, args: HostArgs): true {
  const { modules } = rt;
  const [stdin, stdout] = ["stdin", "stdout"].map((name) => {
    const slot = rt.dictGet(modules.sysDict, name);
    if (slot === 0 || rt.isNone(slot)) rt.raise("RuntimeError", `input(): lost sys.${name}`);
    return slot;
  });
  if (args.pos.length > 0) {
    const prompt = rt.str(args.pos[0]);
    const output = modules.outputOf(rt.ref(stdout));
    if (output !== undefined) writing(rt, () => output.write(encodable(rt, output, prompt)));
    else tell(rt, stdout, "write", prompt);
  }
  if (modules.outputOf(rt.ref(stdout)) === undefined) tell(rt, stdout, "flush");
  else writing(rt, () => modules.stdout.flush());
  const line = modules.isStandardInput(rt.ref(stdin)) ? readLine(rt) : lineOf(rt, stdin);
  if (line === "") rt.raise("EOFError", "EOF when reading a line");
  return rt.resultStr(line.replace(/\n$/, ""));
}

/** The next line of a stream of any class. */
function lineOf(rt: Runtime, stream: number): string {
  const mark = rt.mark();
  rt.getAttr(stream, "readline");
  const method = rt.pushResult();
  rt.call(method, method, 0);
  const line = rt.pushResult();
  if (rt.typeName(line) !== "str") rt.raise("TypeError", "object.readline() returned non-string");
  const text = rt.text(rt.ref(line));
  rt.release(mark);
  return text;
}

export function definePrint(rt: Runtime): void {
  rt.define("builtins", "print", print);
  rt.define("builtins", "input", input, [0, 1]);
}

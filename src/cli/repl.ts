/** The prompt: statements are read line by line, run in `__main__`, and their values shown. */
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Interface } from "node:readline";
import { readLine } from "../builtins/print.js";
import { compileSource } from "../interpreter/compile.js";
import { PyRaise, type Runtime } from "../interpreter/runtime.js";
import { isIncomplete } from "../syntax/index.js";
import { execute } from "./execute.js";
import { versionText } from "./version.js";

const HISTORY = process.env.TAURARO_HISTORY ?? join(homedir(), ".tauraro_history");
const HISTORY_LENGTH = 1000;

/** Gives the next line without its newline, "" for an empty one; null at the end; INTERRUPTED on Ctrl-C. */
interface Lines {
  next(prompt: string): Promise<string | null | typeof INTERRUPTED>;
  /** The program has the terminal. */
  yield(): void;
  close(): void;
}

const INTERRUPTED = Symbol("interrupted");

/** Reads and runs statements until the end of input or `exit()`; gives the exit code. */
export async function interact(rt: Runtime, greets: boolean): Promise<number> {
  if (greets)
    process.stderr.write(
      `${versionText()} on ${process.platform}\nType "help", "copyright", "credits" or "license" for more information.\n`,
    );
  const mark = rt.mark();
  for (const [name, text] of Object.entries({ ps1: ">>> ", ps2: "... " }))
    if (rt.dictGet(rt.modules.sysDict, name) === 0) rt.dictSet(rt.modules.sysDict, name, rt.pushStr(text));
  rt.release(mark);
  const lines = process.stdin.isTTY ? new Terminal() : new Pipe(rt);
  try {
    for (;;) {
      const source = await readStatement(rt, lines);
      if (source === null) return 0;
      if (source === INTERRUPTED) process.stderr.write("\nKeyboardInterrupt\n");
      else if (!source.split("\n").every((line) => /^\s*(?:#.*)?$/.test(line))) {
        lines.yield();
        const code = await execute(rt, () => ({
          code: compileSource(rt, source, "<stdin>", "single"),
          dict: rt.modules.mainDict,
        }));
        if (rt.modules.exiting) return code;
      }
    }
  } finally {
    lines.close();
  }
}

/** The lines of one statement; a block ends with an empty line. */
async function readStatement(rt: Runtime, lines: Lines): Promise<string | null | typeof INTERRUPTED> {
  let source = "";
  for (;;) {
    rt.modules.stdout.flush();
    const line = await lines.next(prompt(rt, source === "" ? "ps1" : "ps2"));
    if (line === null) {
      process.stderr.write("\n");
      return source === "" ? null : source;
    }
    if (typeof line !== "string") return line;
    source += `${line}\n`;
    if (!isOpen(source)) return source;
  }
}

/** Would more lines go with the source? What cannot even be tokenised is for the compiler to refuse. */
function isOpen(source: string): boolean {
  try {
    return isIncomplete(source.endsWith("\n\n") ? source : source.slice(0, -1));
  } catch {
    return false;
  }
}

function prompt(rt: Runtime, name: "ps1" | "ps2"): string {
  const mark = rt.mark();
  try {
    const slot = rt.dictGet(rt.modules.sysDict, name);
    return slot === 0 ? "" : rt.str(slot);
  } catch (error) {
    if (!(error instanceof PyRaise)) throw error;
    return "";
  } finally {
    rt.release(mark);
  }
}

/** Standard input that is no terminal: prompts go to stderr, as CPython's. */
class Pipe implements Lines {
  constructor(private readonly rt: Runtime) {}

  async next(prompt: string): Promise<string | null> {
    process.stderr.write(prompt);
    const line = readLine(this.rt);
    return line === "" ? null : line.replace(/\r?\n$/, "");
  }

  yield(): void {}
  close(): void {}
}

/** A terminal, with Node's line editor and a history kept in a file. */
class Terminal implements Lines {
  private readonly editor: Interface;
  private readonly waiting: string[] = [];
  private wake: ((line: string | null | typeof INTERRUPTED) => void) | undefined;
  private ended = false;

  constructor() {
    // Loaded when it is needed: every start would pay for it otherwise.
    this.editor = process.getBuiltinModule("node:readline").createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history: readHistory(),
      historySize: HISTORY_LENGTH,
      removeHistoryDuplicates: true,
    });
    this.editor.on("line", (line) => {
      if (!this.answer(line)) this.waiting.push(line);
    });
    this.editor.on("history", writeHistory);
    this.editor.on("SIGINT", () => {
      // What was typed before is gone.
      this.editor.write(null, { ctrl: true, name: "e" });
      this.editor.write(null, { ctrl: true, name: "u" });
      this.answer(INTERRUPTED);
    });
    this.editor.on("close", () => {
      this.ended = true;
      this.answer(null);
    });
  }

  /** Gives a line to who waits for it; several may come in one piece. */
  private answer(line: string | null | typeof INTERRUPTED): boolean {
    const { wake } = this;
    this.wake = undefined;
    wake?.(line);
    return wake !== undefined;
  }

  async next(prompt: string): Promise<string | null | typeof INTERRUPTED> {
    const line = this.waiting.shift();
    if (line !== undefined) return line;
    if (this.ended) return null;
    process.stdin.setRawMode(true);
    this.editor.setPrompt(prompt);
    this.editor.prompt();
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** While the program runs Ctrl-C is a signal again, and what is typed is the program's input. */
  yield(): void {
    if (this.ended) return;
    this.editor.pause();
    process.stdin.setRawMode(false);
  }

  close(): void {
    this.wake = undefined;
    this.editor.close();
  }
}

function readHistory(): string[] {
  try {
    return readFileSync(HISTORY, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .reverse();
  } catch {
    return [];
  }
}

function writeHistory(newestFirst: string[]): void {
  try {
    writeFileSync(HISTORY, `${[...newestFirst].reverse().join("\n")}\n`, { mode: 0o600 });
  } catch {
    // a home that cannot be written
  }
}

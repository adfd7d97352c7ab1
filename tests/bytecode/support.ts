import { type CompileOptions, compileModule } from "../../src/bytecode/compiler/index.js";
import { disassemble } from "../../src/bytecode/disassemble.js";
import type { CodeTemplate } from "../../src/bytecode/template.js";
import { parse } from "../../src/syntax/index.js";

export function compile(source: string, options: CompileOptions = {}): CodeTemplate {
  return compileModule(parse(source, "test.py", "exec"), "test.py", "exec", { source, ...options });
}

/** The code of the function that the source defines last. */
export function lastFunction(source: string): CodeTemplate {
  const { codes } = compile(source);
  return codes[codes.length - 1];
}

/** A listing without offsets and line numbers, one instruction per line. */
export function listing(template: CodeTemplate): string[] {
  return disassemble(template, { nested: false, offsets: false })
    .split("\n")
    .map((line) =>
      line
        .replace(/^ {0,4}\d* +(?=[A-Z])/, "")
        .replace(/ +/g, " ")
        .trim(),
    );
}

/** The listing of a function's body. */
export function body(...lines: string[]): string[] {
  return listing(lastFunction(lines.join("\n")));
}

import { compileModule } from "../bytecode/compiler/index.js";
import { disassemble } from "../bytecode/disassemble.js";
import { PySyntaxError, parse } from "../syntax/index.js";
import { readSource, SourceError } from "./source.js";

/** `tauraro dis FILE`: the bytecode of a program on stdout; the exit code. */
export function disassembleFile(file: string): number {
  try {
    const tree = parse(readSource(file), file, "exec");
    process.stdout.write(`${disassemble(compileModule(tree, file, "exec"))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof SourceError) {
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    if (!(error instanceof PySyntaxError)) throw error;
    process.stderr.write(`  File "${file}", line ${error.lineno}\n${error.kind}: ${error.msg}\n`);
    return 1;
  }
}

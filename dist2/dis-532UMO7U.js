import {
  PySyntaxError,
  SourceError,
  compileModule,
  disassemble,
  parse,
  readSource
} from "./chunk-DRIVPDYS.js";

// src/cli/dis.ts
function disassembleFile(file) {
  try {
    let tree = parse(readSource(file), file, "exec");
    return process.stdout.write(`${disassemble(compileModule(tree, file, "exec"))}
`), 0;
  } catch (error) {
    if (error instanceof SourceError)
      return process.stderr.write(`${error.message}
`), error.exitCode;
    if (!(error instanceof PySyntaxError)) throw error;
    return process.stderr.write(`  File "${file}", line ${error.lineno}
${error.kind}: ${error.msg}
`), 1;
  }
}
export {
  disassembleFile
};

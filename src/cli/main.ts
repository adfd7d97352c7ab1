// All that may be needed is imported at once: esbuild makes the variables of a module that is imported later mutable ones of the whole
// bundle, and those of everything that it imports, which V8 then takes for no constants.
import { jitTool } from "./bisect.js";
import { disassembleFile } from "./dis.js";
import { type Command, helpText, parseCommandLine, UsageError } from "./options.js";
import { runCommand } from "./run.js";
import { versionText } from "./version.js";

/** Exit code for a mistake in the command line, as CPython's. */
const USAGE = 2;

/** Runs the command line of this process; gives its exit code. */
export async function main(): Promise<number> {
  if (process.argv[2] === "jit") return jitTool(process.argv.slice(3));
  let command: Command;
  try {
    command = parseCommandLine(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`tauraro: ${error.message}\nTry 'tauraro --help'.\n`);
    return USAGE;
  }
  switch (command.action) {
    case "help":
      process.stdout.write(helpText());
      return 0;
    case "version":
      process.stdout.write(`${versionText()}\n`);
      return 0;
    case "dis":
      return disassembleFile(command.operand);
    default:
      return runCommand(command);
  }
}

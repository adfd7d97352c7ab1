import { type Command, helpText, parseCommandLine, UsageError } from "./options.js";

/** Exit code for a mistake in the command line, as CPython's. */
const USAGE = 2;

/** Runs the command line of this process; gives its exit code. */
export async function main(): Promise<number> {
  if (process.argv[2] === "jit") return (await import("./bisect.js")).jitTool(process.argv.slice(3));
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
      process.stdout.write(`${(await import("./version.js")).versionText()}\n`);
      return 0;
    case "dis":
      return (await import("./dis.js")).disassembleFile(command.operand);
    default:
      return (await import("./run.js")).runCommand(command);
  }
}

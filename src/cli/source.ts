import { readFileSync } from "node:fs";
import { absolutePath } from "../modules/find.js";

/** A program that cannot be read: CPython's line for it and its exit code. */
export class SourceError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

const ERRNO: Record<string, [number, string]> = {
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  ENOTDIR: [20, "Not a directory"],
  EISDIR: [21, "Is a directory"],
  ELOOP: [40, "Too many levels of symbolic links"],
  ENAMETOOLONG: [36, "File name too long"],
};

/** The bytes of a program file (`-` reads standard input). Throws {@link SourceError}. */
export function readSource(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "EISDIR") throw new SourceError(`tauraro: can't find '__main__' module in '${absolutePath(file)}'`, 1);
    const [errno, text] = ERRNO[code] ?? [0, (error as Error).message];
    throw new SourceError(`tauraro: can't open file '${absolutePath(file)}': [Errno ${errno}] ${text}`, 2);
  }
}

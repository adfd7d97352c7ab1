/** A Python exception that the program did not catch; `message` is the traceback as CPython prints it. */
export class PythonError extends Error {
  override readonly name: string = "PythonError";
}

/** The program was ended from outside; `message` is the traceback of where it was, `cause` the signal's reason. */
export class ProgramAborted extends PythonError {
  override readonly name = "ProgramAborted";
}

/**
 * THE tables of reasons: why compiled code is left (`EXIT_REASONS`) and why a plan is given up (`GIVE_UPS`). From them
 * come `reasons.generated.ts` and `native/src/generated/reasons.rs`; run `npm run generate` after a change. The text is
 * what `--jit-log` prints.
 */
export type Reason = readonly [name: string, text: string];

export const EXIT_REASONS: readonly Reason[] = [
  ["LOOP_END", "the loop is over"],
  ["CALL_OUT", "the interpreter executes the instruction"],
  ["INTERRUPT", "interrupt requested"],
  ["COLD", "an instruction that had never been executed"],
  ["ENTRY", "a variable has another type than at compilation"],
  ["NOT_INT", "not an int"],
  ["NOT_FLOAT", "not a float"],
  ["NOT_BOOL", "not a bool"],
  ["KIND", "an object of another type"],
  ["VALUE", "another value than at compilation"],
  ["BOUNDS", "index out of range"],
  ["OVERFLOW", "int beyond 64 bits"],
  ["DIVISOR", "division by zero or overflow"],
  ["SHIFT", "shift count out of range"],
  ["RANGE", "range beyond 32 bits"],
  ["GLOBALS", "a global variable was added, removed or rebound"],
  ["SHAPE", "an object with other attributes"],
  ["UNBOUND", "a variable is not bound"],
  ["CALLEE", "the called function left compiled code"],
  ["NOT_COMPILED", "the callee has no compiled code"],
  ["STACK", "recursion or stack limit"],
  ["EXCEPTION", "an exception was raised"],
  ["DECLINED", "operands that a helper leaves to the interpreter"],
];

export const GIVE_UPS: readonly Reason[] = [
  ["TOO_LARGE", "too many instructions"],
  ["CALLS_OUT", "every turn has an instruction of the interpreter"],
  ["BUILTINS", "a namespace with builtins of its own"],
  ["UNSTABLE", "types do not settle"],
  ["CODEGEN", "Cranelift refused the unit"],
  ["MEMORY", "no executable memory"],
  ["INTERNAL", "the compiler failed"],
];

/**
 * THE opcode table: the one definition of Tauraro's register bytecode. From it come the TypeScript constants
 * (`opcodes.generated.ts`), the Rust enum and operand decoding (`native/src/generated/opcodes.rs`), the disassembler and
 * the docs page. Run `npm run generate` after a change.
 *
 * An instruction is 4 words of 32 bits, `[op | feedback << 8, a, b, c]`; where `cache` is set, 4 more words of inline
 * cache follow (`d e f g`, zero in fresh code). Code lies in the shared heap, so a program counter is the index of a
 * 32-bit word in the heap and a jump is relative, in words, to the start of its own instruction.
 *
 * Operand kinds
 * - `w`  register written        - `r`  register read          - `rw` register read and written
 * - `r?` register read, or -1
 * - `rN` first of a run of registers read, `wN` of registers written; their lengths are in READ_RUNS and WRITE_RUNS
 * - `imm` signed 32-bit number   - `n`  count                  - `jump` relative target in words
 * - `name` interned str (heap offset)   - `tuple` constant tuple (heap offset)   - `code` code object (heap offset)
 * - `lo` and `hi`: the two words of a constant value, embedded
 *
 * In a `CodeTemplate` `name`, `tuple`, `code` and `lo` hold an index into its names, consts, codes, consts (`hi` is 0).
 */
export type OperandKind =
  | "w"
  | "r"
  | "rw"
  | "r?"
  | "rN"
  | "wN"
  | "imm"
  | "n"
  | "jump"
  | "name"
  | "tuple"
  | "code"
  | "lo"
  | "hi"
  | "-";

/** Which executor defines the instruction: `interp` handles it wholly; `kernel` has its meaning in the Rust kernel. */
export type Home = "interp" | "kernel";

export interface OpcodeDef {
  readonly name: string;
  /** Kinds of a, b, c (and d where an instruction with a cache needs a fourth operand). */
  readonly operands: readonly OperandKind[];
  readonly home: Home;
  readonly cache: boolean;
  readonly doc: string;
}

function op(name: string, operands: string, home: Home, doc: string, cache = false): OpcodeDef {
  return { name, operands: operands === "" ? [] : (operands.split(" ") as OperandKind[]), home, cache, doc };
}

const BINARY = [
  "ADD",
  "SUB",
  "MUL",
  "TRUEDIV",
  "FLOORDIV",
  "MOD",
  "POW",
  "LSHIFT",
  "RSHIFT",
  "AND",
  "OR",
  "XOR",
  "MATMUL",
];
const COMPARE = ["LT", "LE", "EQ", "NE", "GT", "GE"];

export const OPCODES: readonly OpcodeDef[] = [
  op("NOP", "", "interp", "does nothing"),
  op("MOVE", "w r", "interp", "a = b"),
  op("LOAD_CONST", "w lo hi", "interp", "a = the constant whose two words are b (low) and c (high)"),
  op("CHECK_BOUND", "r name", "interp", "UnboundLocalError for local b unless a is bound"),
  op("CHECK_FREE", "r name", "interp", "NameError for free variable b unless the value a (read from a cell) is bound"),
  op("SET_UNBOUND", "w", "interp", "a = unbound"),

  // names
  op(
    "LOAD_GLOBAL",
    "w name",
    "kernel",
    "a = global b, else builtin b. cache: entries ref, slot index, 0/1 builtin",
    true,
  ),
  op("STORE_GLOBAL", "r name", "kernel", "global b = a. cache: entries ref, slot index", true),
  op("DELETE_GLOBAL", "name", "kernel", "del global a"),
  op("LOAD_NAME", "w name", "kernel", "a = b from the frame's namespace mapping, else global, else builtin"),
  op("STORE_NAME", "r name", "kernel", "namespace mapping[b] = a"),
  op("DELETE_NAME", "name", "kernel", "del namespace mapping[a]"),
  op("LOAD_CLASSDEREF", "w r name", "kernel", "a = c from the namespace mapping, else the content of cell b"),
  op("LOAD_LOCALS", "w", "kernel", "a = the frame's namespace mapping (globals dict at module level)"),
  op("MAKE_CELL", "rw", "kernel", "a = new cell holding a (unbound allowed)"),
  op("COPY_FREE", "w n", "interp", "a = cell number b of the running function's closure"),
  op(
    "LOAD_CELL",
    "w r name",
    "interp",
    "a = content of cell b; when it is empty UnboundLocalError for name c among the cellvars, NameError for a freevar",
  ),
  op("STORE_CELL", "r r", "interp", "content of cell a = b"),
  op("DELETE_CELL", "r name", "interp", "empties cell a; when it is empty as LOAD_CELL"),

  // arithmetic
  ...BINARY.map((n) => op(n, "w r r", "kernel", `a = b ${n} c`)),
  ...BINARY.map((n) => op(`INPLACE_${n}`, "w r r", "kernel", `a = b ${n}= c (in place where b's type can)`)),
  op("NEG", "w r", "kernel", "a = -b"),
  op("POS", "w r", "kernel", "a = +b"),
  op("INVERT", "w r", "kernel", "a = ~b"),
  op("NOT", "w r", "kernel", "a = not b"),
  ...COMPARE.map((n) => op(n, "w r r", "kernel", `a = b ${n} c`)),
  op("IS", "w r r", "interp", "a = b is c"),
  op("IS_NOT", "w r r", "interp", "a = b is not c"),
  op("IN", "w r r", "kernel", "a = b in c"),
  op("NOT_IN", "w r r", "kernel", "a = b not in c"),

  // control
  op("JUMP", "jump", "interp", "goes on at a"),
  op(
    "JUMP_BACK",
    "jump",
    "interp",
    "a loop's back-edge. cache: d heat counter, e unit number + 1 or 0, f -, g -",
    true,
  ),
  op("JUMP_IF_TRUE", "r jump", "kernel", "goes on at b if a is true"),
  op("JUMP_IF_FALSE", "r jump", "kernel", "goes on at b unless a is true"),
  op("JUMP_IF_NONE", "r jump", "interp", "goes on at b if a is None"),
  op("JUMP_IF_NOT_NONE", "r jump", "interp", "goes on at b unless a is None"),
  ...COMPARE.map((n) => op(`JUMP_IF_${n}`, "r r jump", "kernel", `goes on at c if a ${n} b`)),
  ...COMPARE.map((n) => op(`JUMP_IF_NOT_${n}`, "r r jump", "kernel", `goes on at c unless a ${n} b`)),
  op("GET_ITER", "w r", "kernel", "a = iter(b)"),
  op(
    "FOR_ITER",
    "w r jump",
    "kernel",
    "a = next(b), or goes on at c when b is exhausted. cache: feedback on the iterator's kind",
    true,
  ),

  // collections
  op("BUILD_LIST", "w rN n", "kernel", "a = [b, …] of c registers"),
  op("BUILD_TUPLE", "w rN n", "kernel", "a = (b, …) of c registers"),
  op("BUILD_SET", "w rN n", "kernel", "a = {b, …} of c registers"),
  op("BUILD_DICT", "w rN n", "kernel", "a = {b: b+1, …} of c pairs of registers"),
  op("BUILD_STRING", "w rN n", "kernel", "a = the strs in c registers from b, joined"),
  op("BUILD_SLICE", "w rN", "kernel", "a = slice(b, b+1, b+2)"),
  op("LIST_APPEND", "r r", "kernel", "list a gets b at its end (comprehensions)"),
  op("SET_ADD", "r r", "kernel", "set a gets b"),
  op("DICT_SET", "r r r", "kernel", "dict a gets a[b] = c"),
  op("LIST_EXTEND", "r r", "kernel", "list a gets every item of iterable b (`*b` in a display)"),
  op("SET_UPDATE", "r r", "kernel", "set a gets every item of iterable b"),
  op("DICT_UPDATE", "r r", "kernel", "dict a gets mapping b (`**b` in a display)"),
  op(
    "DICT_MERGE",
    "r r r",
    "kernel",
    "dict a gets mapping b; TypeError naming callable c on a repeated or non-str keyword",
  ),
  op("LIST_TO_TUPLE", "w r", "kernel", "a = tuple(list b)"),
  op(
    "FORMAT_VALUE",
    "w rN imm",
    "kernel",
    "a = format(b, spec) after conversion c & 0xff (0, 115 's', 114 'r', 97 'a'); spec is b+1 if c & 0x100, else ''",
  ),
  op("GET_ITEM", "w r r", "kernel", "a = b[c]"),
  op("SET_ITEM", "r r r", "kernel", "a[b] = c"),
  op("DEL_ITEM", "r r", "kernel", "del a[b]"),
  op("UNPACK", "wN r n", "kernel", "c registers from a = the items of b; written only when their number is right"),
  op(
    "UNPACK_EX",
    "wN r n",
    "kernel",
    "as UNPACK with a starred target: c = before | after << 16; before + 1 + after registers",
  ),

  // attributes and calls
  op("GET_ATTR", "w r name", "kernel", "a = b.c. cache: class ref, shape ref or 0, kind, slot or value ref", true),
  op("SET_ATTR", "r r name", "kernel", "a.c = b. cache: class ref, shape ref, kind, slot | new shape ref", true),
  op("DEL_ATTR", "r name", "kernel", "del a.b"),
  op(
    "LOAD_METHOD",
    "wN r name",
    "kernel",
    "a, a+1 = function, b when b.c is a plain method; else a = b.c, a+1 = unbound. cache as GET_ATTR",
    true,
  ),
  op(
    "LOAD_SPECIAL",
    "wN r name",
    "kernel",
    "as LOAD_METHOD, on the type only; c is __enter__, __exit__, … with CPython's TypeError",
  ),
  op(
    "LOAD_SUPER",
    "w rN name",
    "kernel",
    "a = super(b+1, b+2).c where b is what `super` names; if that is not the builtin, b().c. Empty name: the super object",
  ),
  op("LOAD_SUPER_METHOD", "wN rN name", "kernel", "as LOAD_SUPER, results as LOAD_METHOD"),
  op("CALL", "w rN n", "interp", "a = b(b+1 …) with c arguments. cache: d target function ref, e count", true),
  op(
    "CALL_METHOD",
    "w rN n",
    "interp",
    "a = b(b+1?, b+2 …): c arguments, preceded by b+1 unless it is unbound. cache as CALL",
    true,
  ),
  op(
    "CALL_KW",
    "w rN n tuple",
    "interp",
    "as CALL_METHOD; the last len(d) of the c arguments are keywords named by tuple d. cache: e target ref, f version, g __init__",
    true,
  ),
  op(
    "CALL_EX",
    "w rN",
    "interp",
    "a = b(*b+1, **b+2); b+1 is a tuple, or whatever follows a lone `*` (TypeError naming b unless iterable); b+2 a dict or unbound",
  ),
  op("RETURN", "r", "interp", "returns a to the caller's frame"),
  op(
    "MAKE_FUNCTION",
    "w rN code n",
    "kernel",
    "a = function of code c; d & 1: b is the defaults tuple, d & 2: b+1 the kwdefaults dict, d & 4: b+2 the annotations dict, d & 8: b+3 the closure tuple",
    true,
  ),
  op("LOAD_BUILD_CLASS", "w", "kernel", "a = builtins.__build_class__"),

  // generators and coroutines
  op(
    "RETURN_GENERATOR",
    "",
    "interp",
    "first instruction of a generator-like code: makes the object, returns it to the caller",
  ),
  op(
    "YIELD",
    "w r r?",
    "interp",
    "suspends the frame with value b; a = the value sent. c: the sub-iterator that `yield from` or `await` waits for, which throw() and close() go to; then SEND directly precedes",
  ),
  op(
    "SEND",
    "rw r jump",
    "interp",
    "a holds the value to send to sub-iterator b; a = what it yields, or its return value and goes on at c",
  ),
  op("GET_YIELD_FROM_ITER", "w r", "kernel", "a = iterator for `yield from b`"),
  op("GET_AWAITABLE", "w r imm", "kernel", "a = iterator for `await b`; c: 0, 1 after __aenter__, 2 after __aexit__"),
  op("GET_AITER", "w r", "kernel", "a = b.__aiter__()"),
  op("GET_ANEXT", "w r", "kernel", "a = awaitable of b.__anext__()"),
  op("END_ASYNC_FOR", "r", "interp", "exception a ends the loop when it is StopAsyncIteration, else is raised again"),
  op("ASYNC_GEN_WRAP", "w r", "interp", "a = b marked as a value that an async generator yields"),

  // exceptions
  op("RAISE", "r? r?", "interp", "raise a from b; a = -1: bare raise, b = -1: no cause"),
  op("RERAISE", "r", "interp", "goes on raising exception a without touching its context; its traceback is kept"),
  op("PUSH_EXC", "w r", "interp", "a = the exception being handled; b becomes it"),
  op("POP_EXC", "r", "interp", "a becomes the exception being handled again"),
  op(
    "EXC_MATCH",
    "w r r",
    "kernel",
    "a = exception b matches class or tuple c; TypeError for what is no exception class",
  ),
  op(
    "EXC_GROUP_MATCH",
    "wN r r",
    "kernel",
    "splits group b by c: a = matching part or None, a+1 = rest or None (except*)",
  ),
  op("EXC_INFO", "wN r", "kernel", "a, a+1, a+2 = type(b), b, b.__traceback__ of exception b (arguments of __exit__)"),
  op(
    "PREP_RERAISE_STAR",
    "w r r",
    "kernel",
    "a = what except* raises in the end, from original b and list c (whose items may be None), or None",
  ),
  op("LOAD_ASSERTION_ERROR", "w", "kernel", "a = AssertionError"),

  // imports
  op("IMPORT_NAME", "w rN name", "interp", "a = __import__(c, level = b, fromlist = b+1)"),
  op("IMPORT_FROM", "w r name", "interp", "a = attribute c of module b, with the import system's errors"),
  op("IMPORT_STAR", "r", "interp", "all public names of module a into the frame's namespace"),

  // pattern matching
  op("GET_LEN", "w r", "kernel", "a = len(b)"),
  op("MATCH_SEQUENCE", "w r", "kernel", "a = b matches a sequence pattern"),
  op("MATCH_MAPPING", "w r", "kernel", "a = b matches a mapping pattern"),
  op("MATCH_KEYS", "w r r", "kernel", "a = tuple of b's values for keys tuple c, or None"),
  op(
    "MATCH_CLASS",
    "w rN n",
    "kernel",
    "a = tuple of attributes of subject b for class b+1 with c positional patterns and keyword names tuple b+2, or None",
  ),

  op("SETUP_ANNOTATIONS", "", "kernel", "makes __annotations__ in the frame's namespace if it is missing"),
  op("PRINT_EXPR", "r", "interp", "sys.displayhook(a) (interactive)"),
];

/** Words of an instruction: 4, or 8 with an inline cache. */
export function lengthOf(def: OpcodeDef): number {
  return def.cache ? 8 : 4;
}

/** Length of the run that an `rN` operand starts, as an expression in c (valid TypeScript and Rust). */
export const READ_RUNS: Readonly<Record<string, string>> = {
  BUILD_LIST: "c",
  BUILD_TUPLE: "c",
  BUILD_SET: "c",
  BUILD_DICT: "2 * c",
  BUILD_STRING: "c",
  BUILD_SLICE: "3",
  FORMAT_VALUE: "1 + ((c >> 8) & 1)",
  LOAD_SUPER: "3",
  LOAD_SUPER_METHOD: "3",
  CALL: "1 + c",
  CALL_METHOD: "2 + c",
  CALL_KW: "2 + c",
  CALL_EX: "3",
  /** Of which those are read that d names. */
  MAKE_FUNCTION: "4",
  IMPORT_NAME: "2",
  MATCH_CLASS: "3",
};

/** The same for `wN`. */
export const WRITE_RUNS: Readonly<Record<string, string>> = {
  UNPACK: "c",
  UNPACK_EX: "(c & 0xffff) + 1 + (c >> 16)",
  LOAD_METHOD: "2",
  LOAD_SPECIAL: "2",
  LOAD_SUPER_METHOD: "2",
  EXC_GROUP_MATCH: "2",
  EXC_INFO: "3",
};

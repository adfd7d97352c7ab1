/**
 * THE layout table: where each thing lies in the shared heap. From it come `layouts.generated.ts` (const enums) and
 * `native/src/generated/layouts.rs`. Run `npm run generate` after a change.
 *
 * Units: `WORDS` tables count 32-bit words, `OFFSETS` tables count bytes from the object's start. A reference is the
 * byte offset of an object from the heap's base and always a multiple of 8; 0 is "none".
 */

/** Value encoding: the high 32 bits of a NaN-boxed 64-bit slot. Everything below INT is a double. */
export const VALUE = {
  /** Int that fits 32 bits, and only such; low word = two's complement. */
  TAG_INT: 0xfff90000,
  /** Heap reference; low word = byte offset. */
  TAG_REF: 0xfffb0000,
  /** None and other singletons; low word = one of SPECIAL. */
  TAG_SPECIAL: 0xfffc0000,
  /** False and True; low word = 0 or 1. */
  TAG_BOOL: 0xfffd0000,
  /** High 16 bits of an int outside int32 that fits 48 bits; low 48 bits = two's complement. */
  TAG_LONG16: 0xfffa,
} as const;

/** Low word of TAG_SPECIAL values. */
export const SPECIAL = { NONE: 0, ELLIPSIS: 1, NOT_IMPLEMENTED: 2, UNBOUND: 3 } as const;

/** What the layout of a heap object is: the low byte of its meta word. Subclasses keep the kind of their base. */
export const KINDS = [
  "FREE",
  "BUFFER",
  "BUFFER_VALUES",
  "BUFFER_ENTRIES",
  "TYPE",
  "INSTANCE",
  "SHAPE",
  "INT",
  "FLOAT",
  "COMPLEX",
  "STR",
  "BYTES",
  "BYTEARRAY",
  "MEMORYVIEW",
  "LIST",
  "TUPLE",
  "DICT",
  "SET",
  "FROZENSET",
  "RANGE",
  "SLICE",
  "FUNCTION",
  "BOUND_METHOD",
  "BUILTIN",
  "CODE",
  "CELL",
  "MODULE",
  "FRAME",
  "TRACEBACK",
  "EXCEPTION",
  "GENERATOR",
  "PROPERTY",
  "STATICMETHOD",
  "CLASSMETHOD",
  "MEMBER",
  "GETSET",
  "SUPER",
  "WEAKREF",
  "MAPPING_PROXY",
  "RANGE_ITER",
  "LIST_ITER",
  "TUPLE_ITER",
  "STR_ITER",
  "DICT_ITER",
  "SET_ITER",
  "DICT_VIEW",
  "NATIVE_ITER",
  "NATIVE",
] as const;

/**
 * The context block at the heap's base (word indices): the mailbox between interpreter, kernel and compiled code.
 * `fp` and `sp` are indices of 8-byte slots; `pc` is the index of a 32-bit word.
 */
export const CTX: readonly (readonly [name: string, words: number, doc: string])[] = [
  ["MAGIC", 1, "layout fingerprint"],
  ["STATUS", 1, "what the last kernel call came to: one of STATUS"],
  ["PC", 1, "instruction being executed"],
  ["FP", 1, "slot index of the running frame"],
  ["SP", 1, "first free slot of the register stack"],
  ["STACK_LIMIT", 1, "slot index that SP may not pass"],
  ["DEPTH", 1, "Python frames on the stack"],
  ["DEPTH_LIMIT", 1, "sys.getrecursionlimit()"],
  ["NEST", 1, "interpreter loops nested through native code"],
  ["NEST_LIMIT", 1, "how many of them fit the machine stack"],
  ["FLAG", 1, "0 or 1: whether a conditional jump executed by the kernel is taken"],
  ["EXC", 2, "Value: exception being raised, unbound when none"],
  ["HANDLED", 2, "Value: exception being handled (sys.exc_info), None when none"],
  ["RESULT", 2, "Value: result of a kernel or nested call"],
  ["CALLEE", 2, "Value: what to call"],
  ["ARGP", 1, "slot index of the first argument"],
  ["ARGC", 1, "arguments, keyword values included"],
  ["KWNAMES", 1, "ref of the tuple of keyword names, 0 when none"],
  ["EXTRA", 1, "free operand of a utility call"],
  ["CACHING", 1, "with Status.CALL: ref of EXTRA for a frame with FrameFlag.CACHED, 0 when none"],
  ["INTERRUPT", 1, "non-zero: leave compiled code and look at the INTERRUPT_* bits"],
  ["ENTER_LO", 1, "machine address to enter, low half"],
  ["ENTER_HI", 1, "machine address to enter, high half"],
  ["ENTER_POINT", 1, "entry number within the unit"],
  ["EXIT_PC", 1, "where the interpreter goes on after compiled code"],
  ["EXIT_REASON", 1, "why compiled code was left"],
  ["EXIT_UNIT", 1, "unit that was left"],
  [
    "TURN",
    1,
    "1: a short loop of which each turn may have something for the interpreter was entered; 2: it has made a turn",
  ],
  ["NATIVE_ENTRIES", 1, "times compiled code was entered from the interpreter"],
  ["HEAP_TOP", 1, "bytes of the heap in use, rounded up (high-water mark of fresh blocks), in 4 KiB pages"],
  ["HEAP_LIMIT", 1, "most bytes that the heap may use, in 4 KiB pages"],
  ["ALLOCATED", 1, "bytes allocated since the last collection, in 16-byte units"],
  ["TYPE_VERSION", 1, "changes whenever any class is mutated after its creation"],
  ["BASE_LO", 1, "address of the heap's base, low half"],
  ["BASE_HI", 1, "address of the heap's base, high half"],
  ["BUILTINS", 1, "ref of the builtins module's dict"],
  ["STOP_VALUE", 2, "Value carried by the StopIteration that FOR_ITER and SEND do not make"],
  ["TRACE", 2, "Value: what the running thread gave sys.settrace, None when nothing"],
  ["PROFILE", 2, "Value: what it gave sys.setprofile"],
  ["TRACED_SINCE", 1, "counts from 1 how often there came to be neither"],
  ["STACK_HIGH", 1, "highest SP since the last collection, slots above are garbage-free"],
  ["RING_HEAD", 1, "next candidate that a worker takes"],
  ["RING_TAIL", 1, "next free place of the candidate ring"],
  ["RING_WAKE", 1, "Atomics.wait/notify word of the ring"],
  ["RING_STOP", 1, "non-zero: compile loops return"],
  ["POOL_READY", 1, "compile loops that are running"],
  ["UNITS", 1, "units in the code table"],
  ["NATIVE_LIMIT", 2, "machine stack address below which compiled code calls nothing"],
  ["BUDGET", 2, "bytes that may yet be allocated before a collection is asked for, 64 bits"],
  ["FREE", 32, "first free cell of each size class, 0 none; linked through the word after the header"],
];

/** Results of a kernel call. */
export const STATUS = { OK: 0, EXC: 1, STOP: 2, CALL: 3 } as const;

/** Frame header: slots from FP; registers follow. */
export const FRAME = {
  /** Value: the running function. */
  FUNC: 0,
  /** Raw: low word = caller's FP (0: none), high word = pc where the caller goes on. */
  LINK: 1,
  /** Raw: low word = caller's register for the result, high word = FRAME_FLAG bits. */
  RET: 2,
  /** Value: namespace mapping (class body, exec), instance under construction, generator object, or key of a cached call; else None. */
  EXTRA: 3,
  /** Register 0. */
  REGS: 4,
} as const;

export const FRAME_FLAG = {
  /** Returning leaves the interpreter loop that pushed the frame. */
  ENTRY: 1,
  /** `__init__`: the result must be None; the caller gets EXTRA. */
  CONSTRUCTOR: 2,
  /** The registers lie inside the generator object EXTRA. */
  GENERATOR: 4,
  /** LOAD_NAME and friends use the mapping in EXTRA. */
  NAMESPACE: 8,
  /** The caller waits in FOR_ITER: a return of a generator, or StopIteration from `__next__`, means exhaustion. */
  ITERATING: 16,
  /** The caller is compiled code's frame: on return, re-enter its unit. */
  NATIVE_CALLER: 32,
  /** The caller waits in SEND: a return gives the value of `yield from` or `await`. */
  SENDING: 64,
  /** The caller called close(): the generator must not yield again. */
  CLOSING: 128,
  /** The caller waits in a binary operator: NotImplemented means TypeError. */
  OPERATOR: 256,
  /** The caller wants no result. */
  DISCARD: 512,
  /** There is a frame object for this frame, which gets its variables when the frame is left. */
  OBJECT: 1024,
  /** The first frame of a thread: leaving it ends the thread. */
  THREAD: 2048,
  /** The function of a `functools.lru_cache`: what it returns is kept as EXTRA says. */
  CACHED: 4096,
  /** The caller waits in the CALL of `next(generator, default)`: a return gives the default. */
  DEFAULTING: 8192,
} as const;

/** Bytes from an object's start. Every object: class ref u32 at 0, meta u32 at 4 (kind in its low byte). */
export const OFFSETS = {
  /** `LEN`: list, tuple, dict (used), set (used), str (code points), bytes. `ATTRS`: ref of the instance dict or 0. */
  OBJ: { CLASS: 0, META: 4, LEN: 8, ATTRS: 12 },
  /** META's buffers: `SIZE` (payload bytes) stands where other objects have their class. */
  BUFFER: { SIZE: 0, META: 4, DATA: 8 },
  /** VERSION: unique among all classes, renewed when the class or one of its bases is mutated. ATTRS: the class's own dict.
   *  INFO: number of the kernel's TypeInfo. SHAPE: the shape of new instances. MRO: tuple, itself first. */
  TYPE: { VERSION: 8, ATTRS: 12, INFO: 16, SHAPE: 20, MRO: 24, QUALNAME: 28, SIZE: 32 },
  /** CLASS word: the class. NAME: the last attribute, 0 in a root. COUNT: attributes, this one included. INLINE: places within the instance. */
  SHAPE: { PARENT: 8, NAME: 12, COUNT: 16, INLINE: 20, SIZE: 24 },
  LIST: { LEN: 8, ATTRS: 12, CAP: 16, ITEMS: 20, SIZE: 24 },
  TUPLE: { LEN: 8, ATTRS: 12, ITEMS: 16 },
  /**
   * NEXT: entries in use, deleted ones (key unbound) included; CAP: where NEXT must stop. ENTRIES: BUFFER_ENTRIES of
   * {key, value, hash}. INDEX: i32 table of MASK + 1 places: 0 empty, entry number + 1, or -1 for a removed last entry.
   * EXTRA: Value, a defaultdict's factory; unused (zero) otherwise.
   */
  DICT: { LEN: 8, ATTRS: 12, NEXT: 16, CAP: 20, ENTRIES: 24, INDEX: 28, MASK: 32, VERSION: 36, EXTRA: 40, SIZE: 48 },
  DICT_ENTRY: { KEY: 0, VALUE: 8, HASH: 16, SIZE: 24 },
  /** TABLE: buffer of {hash i64, key Value}, with CPython's own probing so that iteration order is CPython's. */
  SET: { LEN: 8, ATTRS: 12, FILL: 16, MASK: 20, TABLE: 24, FINGER: 28, HASH: 32, SIZE: 40 },
  /** WIDTH: 1, 2 or 4 bytes per code point. DATA: heap offset of the first; inline or in the buffer BUF. */
  STR: { LEN: 8, ATTRS: 12, HASH: 16, WIDTH: 24, FLAGS: 25, DATA: 28, BUF: 32, INLINE: 36 },
  BYTES: { LEN: 8, ATTRS: 12, HASH: 16, DATA: 24 },
  BYTEARRAY: { LEN: 8, ATTRS: 12, CAP: 16, BUF: 20, EXPORTS: 24, SIZE: 32 },
  /** Big int: LEN = number of 64-bit limbs, SIGN 0 / 1 (negative). */
  INT: { LEN: 8, ATTRS: 12, SIGN: 16, LIMBS: 24 },
  /** Only for subclasses of float: plain floats are immediate. */
  FLOAT: { ATTRS: 12, VALUE: 16, SIZE: 24 },
  COMPLEX: { ATTRS: 12, REAL: 16, IMAG: 24, SIZE: 32 },
  /** SHAPE 0: ATTRS is a dict; else ATTRS is the overflow buffer or 0. SLOTS: inline Values. */
  INSTANCE: { SHAPE: 8, ATTRS: 12, SLOTS: 16 },
  RANGE: { START: 8, STOP: 16, STEP: 24, LEN: 32, SIZE: 40 },
  SLICE: { START: 8, STOP: 16, STEP: 24, SIZE: 32 },
  FUNCTION: {
    CODE: 8,
    ATTRS: 12,
    GLOBALS: 16,
    CLOSURE: 20,
    DEFAULTS: 24,
    KWDEFAULTS: 28,
    NAME: 32,
    QUALNAME: 36,
    ANNOTATIONS: 40,
    BUILTINS: 44,
    DOC: 48,
    MODULE: 56,
    SIZE: 64,
  },
  CODE: {
    ENTRY: 8,
    NREGS: 12,
    ARGCOUNT: 16,
    POSONLY: 20,
    KWONLY: 24,
    FLAGS: 28,
    WORDS: 32,
    CONSTS: 36,
    NAME: 40,
    QUALNAME: 44,
    FILENAME: 48,
    FIRSTLINE: 52,
    VARNAMES: 56,
    CELLVARS: 60,
    FREEVARS: 64,
    EXCTABLE: 68,
    POSITIONS: 72,
    NLOCALS: 76,
    ID: 80,
    NWORDS: 84,
    NAMES: 88,
    HEAT: 92,
    UNIT: 96,
    DOC: 104,
    SIZE: 112,
  },
  CELL: { VALUE: 8, SIZE: 16 },
  BOUND_METHOD: { FUNC: 8, SELF: 16, SIZE: 24 },
  /** FN: index in the kernel's function table, or of a host function when HOST is 1. OWNER: type or module ref or 0. */
  BUILTIN: { FN: 8, ATTRS: 12, NAME: 16, OWNER: 20, SELF: 24, HOST: 32, MODULE: 36, SIZE: 40 },
  MODULE: { ATTRS: 12, SIZE: 16 },
  /** ARGS: tuple. CAUSE, CONTEXT, TRACEBACK: Values (None when absent). */
  EXCEPTION: { ATTRS: 12, ARGS: 16, CAUSE: 24, CONTEXT: 32, TRACEBACK: 40, SUPPRESS: 48, NOTES: 52, SIZE: 56 },
  TRACEBACK: { NEXT: 8, FRAME: 16, PC: 24, LINE: 28, CODE: 32, SIZE: 40 },
  /**
   * FP: slot index of the frame, 0 once it has been left. PC: word of the code, known once the frame has been left.
   * STATE: one of FRAME_STATE. BACK: Value. LOCALS: Value, a namespace mapping or the dict that f_locals gave last.
   * TRACE: Value, `f_trace`. WANTS: FRAME_WANTS bits. SINCE: Ctx.TRACED_SINCE when the frame was entered, 0 if nobody was told of that.
   * JUMP: word at which a trace function lets the frame go on, plus 1.
   * VARS: COUNT Values, the variables' registers as they were when the frame was left.
   */
  FRAME_OBJECT: {
    FP: 8,
    PC: 12,
    STATE: 16,
    COUNT: 20,
    FUNC: 24,
    BACK: 32,
    LOCALS: 40,
    GENERATOR: 48,
    TRACE: 56,
    WANTS: 64,
    SINCE: 68,
    JUMP: 72,
    VARS: 80,
  },
  /** STATE: 0 created, 1 suspended, 2 running, 3 finished. OBJECT: its frame object. FRAME: the frame itself, header and registers, inline. */
  GENERATOR: {
    STATE: 8,
    ATTRS: 12,
    FLAVOR: 16,
    PC: 20,
    NSLOTS: 24,
    CODE: 28,
    HANDLED: 32,
    NAME: 40,
    QUALNAME: 44,
    EXTRA: 48,
    OBJECT: 56,
    FRAME: 64,
  },
  PROPERTY: { ATTRS: 12, GET: 16, SET: 24, DEL: 32, DOC: 40, NAME: 48, SIZE: 56 },
  /** Range over int32 values only: others use NATIVE_ITER. */
  RANGE_ITER: { CUR: 8, STEP: 12, LEFT: 16, SIZE: 24 },
  /** Lists, tuples, strs: SEQ is 0 once exhausted. */
  SEQ_ITER: { SEQ: 8, INDEX: 12, SIZE: 16 },
  /** WHAT: 0 keys, 1 values, 2 items; +4 backwards. EXPECTED: the dict's LEN at the start. LEFT: items to come. DICT 0: exhausted. */
  DICT_ITER: { DICT: 8, INDEX: 12, WHAT: 16, EXPECTED: 20, LEFT: 24, SIZE: 32 },
  /** As DICT_ITER. */
  SET_ITER: { SET: 8, INDEX: 12, EXPECTED: 16, LEFT: 20, SIZE: 24 },
  /** WHAT: 0 keys, 1 values, 2 items. */
  DICT_VIEW: { DICT: 8, WHAT: 12, SIZE: 16 },
  /** Kinds NATIVE and NATIVE_ITER: COUNT traced Values from SLOTS on; RAW is free for numbers. */
  NATIVE: { COUNT: 8, ATTRS: 12, RAW: 16, SLOTS: 24 },
} as const;

/** Code flags: CPython's, and ours above 16 bits. */
export const CODE_FLAG = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  /** Positional parameters only and no generator: a call with ARGCOUNT arguments needs no binding. */
  SIMPLE: 0x10000,
  /** Part of the implementation: its frames do not show in tracebacks. */
  HIDDEN: 0x20000,
  /** Its frames may have been in compiled code, where a register of a variable that is not live may be out of date. */
  COMPILED: 0x40000,
  /** It mentions what shows its locals to someone: all of them are live everywhere, and unbound until they are assigned. */
  EXPOSES_LOCALS: 0x80000,
  /** Of the standard library or our own: instances of its classes are left to collections. */
  LIBRARY: 0x100000,
  /** CPython's bits for `from __future__` imports, which compile(), eval() and exec() take over from their caller. */
  FUTURE_BARRY_AS_FLUFL: 0x400000,
  FUTURE_ANNOTATIONS: 0x1000000,
} as const;

/** Bits that arithmetic, comparison, item and iteration instructions gather above their opcode (already shifted by 8). */
export const FEEDBACK = {
  INT: 0x100,
  FLOAT: 0x200,
  /** int with float, or int beyond int32 */
  MIXED: 0x400,
  STR: 0x800,
  LIST: 0x1000,
  TUPLE: 0x2000,
  DICT: 0x4000,
  OTHER: 0x8000,
  /** int32 result overflowed */
  OVERFLOW: 0x10000,
} as const;

/** STR.FLAGS */
export const STR_FLAG = {
  /** In the table of interned strs: equal interned strs are the same object. */
  INTERNED: 1,
  /** Made by a concatenation: it is likely to grow on. */
  CONCATENATED: 2,
  /** Code has found a builtin by this name: a namespace that gets it hides that. */
  BUILTIN: 4,
} as const;

/**
 * Strs that grow. A concatenation's result of AT bytes or more (AGAIN, when its left part was a concatenation's result) lies in a
 * buffer with spare room, whose units start at UNITS after the count of bytes in use; the next one appends in place.
 */
export const STR_GROWTH = { AT: 256, AGAIN: 64, UNITS: 16 } as const;

/** Kinds of attribute caches (GET_ATTR, SET_ATTR, LOAD_METHOD); see docs/INTERNALS.md, "Inline caches". */
export const ATTR_CACHE = {
  EMPTY: 0,
  SLOT: 1,
  OVERFLOW: 2,
  METHOD: 3,
  CLASS_VALUE: 4,
  MODULE: 5,
  PROPERTY: 6,
  ADD_SLOT: 7,
  TYPE_ATTR: 8,
} as const;

/** How `Status.CALL` and a nested call resume a generator-like callee: low byte of `Ctx.EXTRA`. */
export const RESUME = { SEND: 0, THROW: 1, CLOSE: 2 } as const;

/** FRAME_OBJECT.STATE: still there; left by returning, by an exception; there, and a trace function is told of a line, its call, something else. */
export const FRAME_STATE = { LIVE: 0, RETURNED: 1, RAISED: 2, TRACED: 3, CALLED: 4, TOLD: 5 } as const;

/** FRAME_OBJECT.WANTS: `f_trace_lines`, `f_trace_opcodes`. */
export const FRAME_WANTS = { LINES: 1, OPCODES: 2 } as const;

/** GENERATOR.STATE and FLAVOR. */
export const GEN_STATE = { CREATED: 0, SUSPENDED: 1, RUNNING: 2, FINISHED: 3 } as const;
export const GEN_FLAVOR = { GENERATOR: 0, COROUTINE: 1, ASYNC_GENERATOR: 2 } as const;

export const INTERRUPT = { GC: 1, SIGNAL: 2, DEADLINE: 4, ABORT: 8, THREAD: 16, WATCH: 32, TRACE: 64 } as const;

/** Code table entry (bytes). EXITS: side exits taken since the unit was published. REASON: GiveUp when FAILED. */
export const UNIT = {
  STATE: 0,
  ENTRY_LO: 4,
  ENTRY_HI: 8,
  EXITS: 12,
  SIGNATURE: 16,
  MICROS: 20,
  BYTES: 24,
  REASON: 28,
  SIZE: 32,
} as const;

/** A plan's life. Only READY units may be entered; RETIRED ones have been replaced or lost an assumption. */
export const UNIT_STATE = { FREE: 0, QUEUED: 1, COMPILING: 2, READY: 3, FAILED: 4, RETIRED: 5 } as const;

/** Candidate ring: unit numbers (u32) at MAP.RING, places taken modulo SIZE. */
export const RING = { SIZE: 8192 } as const;

/** Memory map, in bytes from the heap's base. */
export const MAP = {
  CTX: 0,
  /** Candidate ring, see src/jit. */
  RING: 0x10000,
  /** Code table, see src/jit. */
  CODE_TABLE: 0x20000,
  /** Register stack: 16 MiB. */
  STACK: 0x400000,
  /** First byte that objects may use. */
  OBJECTS: 0x1400000,
} as const;

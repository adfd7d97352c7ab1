/** Code template → code object in the heap. */
import { lengthOf, OPCODES, type OperandKind } from "../bytecode/opcodes.js";
import type { CodeTemplate, Const } from "../bytecode/template.js";
import type { Runtime } from "../interpreter/runtime.js";
import { CodeFlag, OBuffer, OCode, Special, Tag } from "./layouts.generated.js";

/** How the filename of code begins that stands for something CPython has in C: its frames do not show. */
export const BUILT_IN = "<built-in ";

/** Operands that stand for something else until the code is linked. */
const enum Symbolic {
  NAME,
  CODE,
  TUPLE,
  CONST,
}
const SYMBOLIC: Partial<Record<OperandKind, Symbolic>> = {
  name: Symbolic.NAME,
  code: Symbolic.CODE,
  tuple: Symbolic.TUPLE,
  lo: Symbolic.CONST,
};
/** Per opcode: which words of an instruction are symbolic, and how. */
const RELOCATIONS: readonly (readonly (readonly [word: number, kind: Symbolic])[])[] = OPCODES.map((def) =>
  def.operands.flatMap((operand, i) => {
    const kind = SYMBOLIC[operand];
    return kind === undefined ? [] : [[i + 1, kind] as const];
  }),
);
const LENGTHS = OPCODES.map(lengthOf);
let nextCodeId = 1;

/** Interns a text. One for all code of a file: the same few names are in most of its functions. */
type Interner = (text: string) => number;

/**
 * No collection happens while linking (there is no safepoint), so refs are held freely until the code object,
 * which the caller must keep reachable, is complete.
 */
export function link(rt: Runtime, template: CodeTemplate): number {
  const known = new Map<string, number>();
  return linkCode(rt, template, (text) => {
    let ref = known.get(text);
    if (ref === undefined) {
      ref = rt.kernel.intern(text);
      known.set(text, ref);
    }
    return ref;
  });
}

function linkCode(rt: Runtime, template: CodeTemplate, intern: Interner): number {
  const { I32 } = rt;
  const k = rt.kernel;
  const names = template.names.map(intern);
  const codes = template.codes.map((c) => linkCode(rt, c, intern));
  const mark = rt.mark();
  const consts = template.consts.map((c) => pushConst(rt, c, intern));
  for (const code of codes) rt.pushRef(code);
  const constTuple = k.newTuple(mark, consts.length + codes.length);
  const constLow = consts.map((slot) => I32[2 * slot]);
  const constHigh = consts.map((slot) => I32[2 * slot + 1]);
  const docSlot = template.docstring === null ? rt.push(Special.NONE, Tag.SPECIAL) : rt.pushStr(template.docstring);
  const docLow = I32[2 * docSlot];
  const docHigh = I32[2 * docSlot + 1];
  rt.release(mark);

  const words = k.allocBuffer(4 * template.words.length);
  const first = (words + OBuffer.DATA) >>> 2;
  I32.set(template.words, first);
  const end = first + template.words.length;
  for (let pc = first; pc < end; ) {
    const op = I32[pc] & 0xff;
    for (const [word, kind] of RELOCATIONS[op]) {
      const at = pc + word;
      const index = I32[at];
      switch (kind) {
        case Symbolic.NAME:
          I32[at] = names[index];
          break;
        case Symbolic.CODE:
          I32[at] = codes[index];
          break;
        case Symbolic.TUPLE:
          I32[at] = constLow[index];
          break;
        case Symbolic.CONST:
          I32[at] = constLow[index];
          I32[at + 1] = constHigh[index];
      }
    }
    pc += LENGTHS[op];
  }

  const code = k.allocCode();
  const set = (offset: number, value: number) => {
    I32[(code + offset) >>> 2] = value;
  };
  set(OCode.ENTRY, first);
  set(OCode.NREGS, template.nregs);
  set(OCode.ARGCOUNT, template.argcount);
  set(OCode.POSONLY, template.posonly);
  set(OCode.KWONLY, template.kwonly);
  set(OCode.FLAGS, template.flags | (template.filename.startsWith(BUILT_IN) ? CodeFlag.HIDDEN : 0));
  set(OCode.WORDS, words);
  set(OCode.CONSTS, constTuple);
  set(OCode.NAME, intern(template.name));
  set(OCode.QUALNAME, intern(template.qualname));
  set(OCode.FILENAME, intern(template.filename));
  set(OCode.FIRSTLINE, template.firstline);
  set(OCode.VARNAMES, nameTuple(rt, template.varnames, intern));
  set(OCode.CELLVARS, nameTuple(rt, template.cellvars, intern));
  set(OCode.FREEVARS, nameTuple(rt, template.freevars, intern));
  set(OCode.EXCTABLE, wordBuffer(rt, template.exceptions));
  set(OCode.POSITIONS, wordBuffer(rt, template.positions));
  set(OCode.NLOCALS, template.varnames.length);
  set(OCode.ID, nextCodeId++);
  set(OCode.NWORDS, template.words.length);
  set(OCode.NAMES, nameTuple(rt, template.names, intern));
  set(OCode.DOC, docLow);
  set(OCode.DOC + 4, docHigh);
  return code;
}

function wordBuffer(rt: Runtime, words: Int32Array): number {
  if (words.length === 0) return 0;
  const buffer = rt.kernel.allocBuffer(4 * words.length);
  rt.I32.set(words, (buffer + OBuffer.DATA) >>> 2);
  return buffer;
}

function nameTuple(rt: Runtime, names: readonly string[], intern: Interner): number {
  const mark = rt.mark();
  for (const name of names) rt.pushRef(intern(name));
  const tuple = rt.kernel.newTuple(mark, names.length);
  rt.release(mark);
  return tuple;
}

/** Slot of the object of a constant. */
export function pushConst(rt: Runtime, value: Const, intern: Interner = rt.kernel.intern): number {
  const k = rt.kernel;
  switch (value.type) {
    case "int":
      if (value.value >= -0x80000000n && value.value <= 0x7fffffffn) return rt.push(Number(value.value), Tag.INT);
      k.newBigInt(value.value);
      return rt.pushResult();
    case "float":
      return rt.pushFloat(value.value);
    case "complex":
      return rt.pushRef(k.newComplex(0, value.value));
    case "str":
      return rt.pushRef(isNameLike(value.value) ? intern(value.value) : k.newStr(value.value));
    case "bytes":
      return rt.pushRef(k.newBytes(value.value));
    case "bool":
      return rt.push(value.value ? 1 : 0, Tag.BOOL);
    case "None":
      return rt.push(Special.NONE, Tag.SPECIAL);
    case "Ellipsis":
      return rt.push(Special.ELLIPSIS, Tag.SPECIAL);
    default: {
      const mark = rt.mark();
      for (const item of value.items) pushConst(rt, item, intern);
      const n = value.items.length;
      const ref = value.type === "tuple" ? k.newTuple(mark, n) : k.newFrozenset(mark, n);
      rt.release(mark);
      return rt.pushRef(ref);
    }
  }
}

/** CPython interns constants that look like identifiers; programs can see it through `is`. */
function isNameLike(s: string): boolean {
  return s.length < 4096 && /^[A-Za-z0-9_]*$/.test(s);
}

/** Is the code a generator's, coroutine's or async generator's? */
export function isGeneratorLike(flags: number): boolean {
  return (flags & (CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR)) !== 0;
}

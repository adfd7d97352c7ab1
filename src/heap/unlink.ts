/** Code object in the heap → code template: what `link` has made of one, without what the program has learnt since. */
import { lengthOf, OPCODES, type OperandKind } from "../bytecode/opcodes.js";
import type { CodeTemplate, Const } from "../bytecode/template.js";
import type { Runtime } from "../interpreter/runtime.js";
import { constant, tupleRefs } from "./constants.js";
import { CodeFlag, Kind, OBuffer, OCode, OTuple, Tag } from "./layouts.generated.js";

/** What linking and running set. */
const LEARNT = CodeFlag.HIDDEN | CodeFlag.LIBRARY | CodeFlag.COMPILED;

/** Null for code whose constants or names no compiler gives, which `code.replace` can make. */
export function unlink(rt: Runtime, code: number): CodeTemplate | null {
  const word = (offset: number) => rt.word(code, offset);
  const ref = (offset: number) => word(offset) >>> 0;
  const first = (ref(OCode.CONSTS) + OTuple.ITEMS) >>> 3;
  const slots = Array.from({ length: rt.word(ref(OCode.CONSTS), OTuple.LEN) }, (_, i) => first + i);
  const constSlots = slots.filter((slot) => rt.slotKind(slot) !== Kind.CODE);
  const codeRefs = slots.filter((slot) => rt.slotKind(slot) === Kind.CODE).map((slot) => rt.ref(slot));
  const consts = constSlots.map((slot) => constant(rt, slot));
  const codes = codeRefs.map((inner) => unlink(rt, inner));
  const words = symbolic(rt, code, constSlots, codeRefs);
  if (words === null || !consts.every((value) => value !== null) || !codes.every((inner) => inner !== null))
    return null;
  return {
    name: rt.text(ref(OCode.NAME)),
    qualname: rt.text(ref(OCode.QUALNAME)),
    filename: rt.text(ref(OCode.FILENAME)),
    firstline: word(OCode.FIRSTLINE),
    flags: word(OCode.FLAGS) & ~LEARNT,
    argcount: word(OCode.ARGCOUNT),
    posonly: word(OCode.POSONLY),
    kwonly: word(OCode.KWONLY),
    nregs: word(OCode.NREGS),
    varnames: rt.tupleOfStr(ref(OCode.VARNAMES)),
    cellvars: rt.tupleOfStr(ref(OCode.CELLVARS)),
    freevars: rt.tupleOfStr(ref(OCode.FREEVARS)),
    names: rt.tupleOfStr(ref(OCode.NAMES)),
    words,
    consts: consts as Const[],
    codes: codes as CodeTemplate[],
    // Known from the prologue's instructions; only a fresh template tells.
    constBase: 0,
    constRegs: [],
    exceptions: table(rt, ref(OCode.EXCTABLE)),
    positions: table(rt, ref(OCode.POSITIONS)),
    docstring: rt.I32[(code + OCode.DOC + 4) >>> 2] === Tag.REF ? rt.text(ref(OCode.DOC)) : null,
  };
}

/** Copy of a buffer of words; none for no buffer. */
function table(rt: Runtime, buffer: number): Int32Array {
  if (buffer === 0) return new Int32Array(0);
  const first = (buffer + OBuffer.DATA) >>> 2;
  return rt.I32.slice(first, first + (rt.I32[buffer >>> 2] >> 2));
}

/** Operands that stand for something else by its number. */
const NUMBERED: ReadonlySet<OperandKind> = new Set(["name", "code", "tuple", "lo"]);

/** The instructions with numbers of names, constants and codes in place of references; null where one of them is not among these. */
function symbolic(rt: Runtime, code: number, consts: readonly number[], codes: readonly number[]): Int32Array | null {
  const { I32 } = rt;
  const entry = rt.word(code, OCode.ENTRY);
  const names = tupleRefs(rt, rt.word(code, OCode.NAMES) >>> 0);
  const words = new Int32Array(rt.word(code, OCode.NWORDS));
  const numberOf = (kind: OperandKind, low: number, next: number): number => {
    if (kind === "name") return names.indexOf(low >>> 0);
    if (kind === "code") return codes.indexOf(low >>> 0);
    const high = kind === "tuple" ? Tag.REF : next;
    return consts.findIndex((slot) => I32[2 * slot] === low && I32[2 * slot + 1] === high);
  };
  for (let at = 0; at < words.length; ) {
    const def = OPCODES[I32[entry + at] & 0xff];
    words[at] = I32[entry + at] & 0xff;
    for (const [i, kind] of def.operands.entries()) {
      const here = entry + at + 1 + i;
      const number = NUMBERED.has(kind) ? numberOf(kind, I32[here], I32[here + 1]) : kind === "hi" ? 0 : I32[here];
      if (number < 0 && NUMBERED.has(kind)) return null;
      words[at + 1 + i] = number;
    }
    at += lengthOf(def);
  }
  return words;
}

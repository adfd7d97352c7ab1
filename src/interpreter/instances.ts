/** Instances of plain classes without the kernel: making them, and operators that their classes define. */
import { Op } from "../bytecode/opcodes.generated.js";
import {
  CodeFlag,
  Ctx,
  Feedback,
  Frame,
  FrameFlag,
  Kind,
  OCode,
  OFunction,
  OInstance,
  OObj,
  OShape,
  OType,
  Special,
  Tag,
} from "../heap/layouts.generated.js";
import { countCall } from "./calls.js";
import { CellSize, type Cells } from "./cells.js";
import { frameEnd, hasRoom, pushFrame } from "./frames.js";
import { High } from "./longs.js";
import type { Runtime } from "./runtime.js";

export type Instances = ReturnType<typeof makeInstances>;

const enum Table {
  /** Of operators; a power of two. */
  PLACES = 256,
  /** Beside the opcode: the method is the right operand's, the left one a number. */
  REFLECTED = 0x200,
}

export function makeInstances(rt: Runtime, cells: Cells) {
  const { I32 } = rt;
  /**
   * Methods that the kernel has found for operators: class, its VERSION, opcode (and REFLECTED), function. No other class has had that version, nor
   * this one other methods while it had it: so they are all still there.
   */
  const operators = new Int32Array(4 * Table.PLACES);

  /** A new instance of the class, which has no `__del__`; 0 when the kernel has to make it. */
  function allocate(klass: number): number {
    const shape = I32[(klass + OType.SHAPE) >>> 2];
    if (shape === 0) return 0;
    const inline = I32[(shape + OShape.INLINE) >>> 2];
    const size = OInstance.SLOTS + 8 * inline;
    const object = size > CellSize.MAX ? 0 : cells.largerCell(size);
    if (object === 0) return 0;
    cells.header(object, klass, Kind.INSTANCE | (inline << 16));
    I32[(object + OInstance.SHAPE) >>> 2] = shape;
    I32[(object + OInstance.ATTRS) >>> 2] = 0;
    for (let i = (object + OInstance.SLOTS) >>> 2; i < (object + size) >>> 2; i += 2) {
      I32[i] = Special.UNBOUND;
      I32[i + 1] = Tag.SPECIAL;
    }
    return object;
  }

  /** Is `fn` to be called with `argc` arguments as they are, and is there room? */
  function fits(fn: number, argc: number): boolean {
    const code = I32[(fn + OFunction.CODE) >>> 2] >>> 2;
    return (
      I32[code + (OCode.ARGCOUNT >> 2)] === argc &&
      (I32[code + (OCode.FLAGS >> 2)] & CodeFlag.SIMPLE) !== 0 &&
      hasRoom(I32, frameEnd(I32, fn))
    );
  }

  function entry(fn: number): number {
    return I32[(I32[(fn + OFunction.CODE) >>> 2] + OCode.ENTRY) >>> 2];
  }

  /**
   * Calls `__init__` function `init` on the new instance with `argc` arguments from word `args` on, for the CALL at `pc`. Gives its
   * first pc, 0 when `construct` (calls.ts) has to do it.
   */
  function initialise(pc: number, init: number, object: number, args: number, argc: number): number {
    if (!fits(init, argc + 1)) return 0;
    const r = pushFrame(I32, init, frameEnd(I32, init), I32[pc + 1], pc + 8, FrameFlag.CONSTRUCTOR);
    I32[r - 2] = object;
    I32[r - 1] = Tag.REF;
    I32[r] = object;
    I32[r + 1] = Tag.REF;
    for (let i = 0; i < argc << 1; i++) I32[r + 2 + i] = I32[args + i];
    return entry(init);
  }

  function place(klass: number, key: number): number {
    return (((klass >>> 4) ^ (key * 7) ^ (key >> 8)) & (Table.PLACES - 1)) << 2;
  }

  /** The kernel has turned the binary operator or GET_ITEM at `pc` into a call of CALLEE, a method of one operand's class. */
  function note(pc: number): void {
    const regs = (I32[Ctx.FP] + Frame.REGS) << 1;
    const b = regs + (I32[pc + 2] << 1);
    const reflected = I32[b + 1] !== Tag.REF;
    const own = reflected ? regs + (I32[pc + 3] << 1) : b;
    if (I32[own + 1] !== Tag.REF || (I32[(I32[own] + OObj.META) >>> 2] & 0xff) !== Kind.INSTANCE) return;
    const klass = I32[I32[own] >>> 2];
    const key = (I32[pc] & 0xff) | (reflected ? Table.REFLECTED : 0);
    const p = place(klass, key);
    operators[p] = klass;
    operators[p + 1] = I32[(klass + OType.VERSION) >>> 2];
    operators[p + 2] = key;
    operators[p + 3] = I32[Ctx.CALLEE];
  }

  /** The binary operator or GET_ITEM at `pc`, if one operand is an object: the pc to go on at, 0 when the kernel has to look. */
  function operator(pc: number, R: number): number {
    let own = R + (I32[pc + 2] << 1);
    let other = R + (I32[pc + 3] << 1);
    const opcode = I32[pc] & 0xff;
    let key = opcode;
    if (I32[own + 1] !== Tag.REF) {
      // A number has nothing to say about an object. What else is immediate, the kernel looks at.
      const high = I32[own + 1];
      if (I32[other + 1] !== Tag.REF || (high ^ High.SIGN) > High.NUMBER) return 0;
      own = other;
      other = R + (I32[pc + 2] << 1);
      key |= Table.REFLECTED;
    }
    const klass = I32[I32[own] >>> 2];
    const p = place(klass, key);
    if (operators[p] !== klass || operators[p + 2] !== key) return 0;
    if (operators[p + 1] !== I32[(klass + OType.VERSION) >>> 2]) return 0;
    // An operand of another class could have the last word.
    if (opcode !== Op.GET_ITEM && I32[other + 1] === Tag.REF && I32[I32[other] >>> 2] !== klass) return 0;
    const fn = operators[p + 3];
    if (!fits(fn, 2)) return 0;
    if ((I32[pc] & Feedback.OTHER) === 0) I32[pc] |= Feedback.OTHER;
    const flags = opcode === Op.GET_ITEM ? 0 : FrameFlag.OPERATOR;
    const r = pushFrame(I32, fn, frameEnd(I32, fn), I32[pc + 1], pc + 4, flags);
    I32[r] = I32[own];
    I32[r + 1] = I32[own + 1];
    I32[r + 2] = I32[other];
    I32[r + 3] = I32[other + 1];
    return countCall(rt, fn, entry(fn), false);
  }

  return { allocate, initialise, note, operator };
}

/**
 * Calls of the commonest builtins without the kernel, as far as their arguments are exactly of the types that they are made for.
 * What is not decided here is the kernel's (native/src/objects): it does the call as if nothing had been tried.
 */
import { Ctx, Kind, OBuffer, OBuiltin, OList, ORange, OSet, OStr, Special, Tag } from "../heap/layouts.generated.js";
import type { Cells } from "./cells.js";
import { inMro } from "./classes.js";
import type { Containers } from "./containers.js";
import { High } from "./longs.js";
import type { Runtime } from "./runtime.js";
import type { Strings } from "./strings.js";

const enum Known {
  NONE,
  ABS,
  CHR,
  DICT_GET,
  ISINSTANCE,
  LEN,
  LIST_POP,
  MAX,
  MIN,
  ORD,
  SET_ADD,
  IS_ALNUM,
  IS_ALPHA,
  IS_DIGIT,
  IS_SPACE,
}

/** Functions, and methods with their type. */
const KNOWN: readonly (readonly [known: Known, type: string, name: string])[] = [
  [Known.ABS, "", "abs"],
  [Known.CHR, "", "chr"],
  [Known.ISINSTANCE, "", "isinstance"],
  [Known.LEN, "", "len"],
  [Known.MAX, "", "max"],
  [Known.MIN, "", "min"],
  [Known.ORD, "", "ord"],
  [Known.DICT_GET, "dict", "get"],
  [Known.LIST_POP, "list", "pop"],
  [Known.SET_ADD, "set", "add"],
  [Known.IS_ALNUM, "str", "isalnum"],
  [Known.IS_ALPHA, "str", "isalpha"],
  [Known.IS_DIGIT, "str", "isdigit"],
  [Known.IS_SPACE, "str", "isspace"],
];

const enum Char {
  LETTER = 1,
  DIGIT = 2,
  SPACE = 4,
}

const enum Limit {
  /** Characters of a str that is looked at here. */
  SHORT = 32,
}

/** What the ASCII characters are. */
function characterClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let c = 0; c < 128; c++) {
    const char = String.fromCharCode(c);
    if (/[A-Za-z]/.test(char)) classes[c] = Char.LETTER;
    else if (/[0-9]/.test(char)) classes[c] = Char.DIGIT;
    else if (char.trim() === "" || (c >= 0x1c && c < 0x20)) classes[c] = Char.SPACE;
  }
  return classes;
}

export type Builtins = ReturnType<typeof makeBuiltins>;

export function makeBuiltins(rt: Runtime, cells: Cells, strings: Strings, containers: Containers) {
  const { I32, F64, U8, kernel } = rt;
  const DICT = rt.classes.dict | 0;
  const LIST = rt.classes.list | 0;
  const SET = rt.classes.set | 0;
  const STR = rt.classes.str | 0;
  const TYPE = rt.classes.type | 0;
  const RANGE = kernel.typeByName("range") | 0;
  const FLOAT = kernel.typeByName("float") | 0;
  const INT = kernel.typeByName("int") | 0;
  const OBJECT = kernel.typeByName("object") | 0;
  const TUPLE = rt.classes.tuple | 0;
  const CLASSES = characterClasses();
  const known = numbers();

  /** `Known` by the number of a builtin among the kernel's functions. */
  function numbers(): Uint8Array {
    const found: [number, Known][] = [];
    for (const [what, type, name] of KNOWN) {
      const mark = rt.mark();
      const slot =
        type === ""
          ? rt.dictGet(I32[Ctx.BUILTINS] >>> 0, name)
          : rt.findAttr(rt.pushRef(kernel.typeByName(type)), name);
      found.push([I32[(rt.ref(slot) + OBuiltin.FN) >>> 2], what]);
      rt.release(mark);
    }
    const table = new Uint8Array(Math.max(...found.map(([number]) => number)) + 1);
    for (const [number, what] of found) table[number] = what;
    return table;
  }

  function setRef(a: number, ref: number): boolean {
    if (ref === 0) return false;
    I32[a] = ref;
    I32[a + 1] = Tag.REF;
    return true;
  }

  function setInt(a: number, x: number): boolean {
    I32[a] = x;
    I32[a + 1] = Tag.INT;
    return true;
  }

  function setBool(a: number, b: boolean): boolean {
    I32[a] = b ? 1 : 0;
    I32[a + 1] = Tag.BOOL;
    return true;
  }

  function copy(a: number, from: number): boolean {
    I32[a] = I32[from];
    I32[a + 1] = I32[from + 1];
    return true;
  }

  /** Word index of the object at word `at` if it is exactly of the class; else 0. */
  function exactly(at: number, klass: number): number {
    if (I32[at + 1] !== Tag.REF) return 0;
    const o = I32[at] >>> 2;
    return I32[o] === klass ? o : 0;
  }

  function abs(a: number, x: number): boolean {
    if (I32[x + 1] === Tag.INT) return I32[x] !== High.SIGN && setInt(a, I32[x] < 0 ? -I32[x] : I32[x]);
    if ((I32[x + 1] ^ High.SIGN) >= High.NUMBER) return false;
    F64[a >> 1] = Math.abs(F64[x >> 1]);
    return true;
  }

  function ord(a: number, x: number): boolean {
    const s = exactly(x, STR);
    if (s === 0 || I32[s + (OStr.LEN >> 2)] !== 1 || (I32[s + (OStr.WIDTH >> 2)] & 0xff) !== 1) return false;
    return setInt(a, U8[I32[s + (OStr.DATA >> 2)] >>> 0]);
  }

  function chr(a: number, x: number): boolean {
    return I32[x + 1] === Tag.INT && I32[x] >= 0 && I32[x] < 256 && setRef(a, strings.latin1(I32[x]));
  }

  /** `max(x, y)` or, with `sign` −1, `min(x, y)`, of numbers: the first of equal ones. */
  function extreme(a: number, x: number, sign: number): boolean {
    const xt = I32[x + 1];
    const yt = I32[x + 3];
    if ((xt ^ High.SIGN) > High.NUMBER || (yt ^ High.SIGN) > High.NUMBER) return false;
    const first = xt === Tag.INT ? I32[x] : F64[x >> 1];
    const second = yt === Tag.INT ? I32[x + 2] : F64[(x >> 1) + 1];
    return copy(a, second * sign > first * sign ? x + 2 : x);
  }

  /** `isinstance(x, y)` of a class whose metaclass is `type`. Objects of other types may say that they are of another class. */
  function isInstance(a: number, x: number): boolean {
    const klass = I32[x + 2];
    if (exactly(x + 2, TYPE) === 0 || klass === OBJECT) return false;
    const xt = I32[x + 1];
    if (xt === Tag.INT || xt >> 16 === High.LONG) return setBool(a, klass === INT);
    if ((xt ^ High.SIGN) < High.NUMBER) return setBool(a, klass === FLOAT);
    if (xt !== Tag.REF) return false;
    const own = I32[I32[x] >>> 2];
    if (own === klass || inMro(I32, own, klass)) return setBool(a, true);
    return (own === LIST || own === STR || own === DICT || own === TUPLE) && setBool(a, false);
  }

  function pop(a: number, x: number): boolean {
    const list = exactly(x, LIST);
    const n = list === 0 ? 0 : I32[list + (OList.LEN >> 2)];
    if (n === 0) return false;
    const item = ((I32[list + (OList.ITEMS >> 2)] + OBuffer.DATA) >>> 2) + 2 * (n - 1);
    copy(a, item);
    I32[item] = Special.UNBOUND;
    I32[item + 1] = Tag.SPECIAL;
    I32[list + (OList.LEN >> 2)] = n - 1;
    return true;
  }

  /** `d.get(key)` and `d.get(key, default)` */
  function get(a: number, x: number, argc: number): boolean {
    const dict = exactly(x, DICT);
    const e = dict === 0 ? -1 : containers.findEntry(dict, x + 2);
    if (e < 0) return false;
    if (e > 0) return copy(a, e + 2);
    if (argc === 3) return copy(a, x + 4);
    I32[a] = Special.NONE;
    I32[a + 1] = Tag.SPECIAL;
    return true;
  }

  function add(a: number, x: number): boolean {
    const set = exactly(x, SET);
    if (set === 0 || !containers.addToSet(set, x + 2)) return false;
    I32[a] = Special.NONE;
    I32[a + 1] = Tag.SPECIAL;
    return true;
  }

  /** Is there a character, and is each of such a class? */
  function consists(a: number, x: number, classes: number): boolean {
    const s = exactly(x, STR);
    const n = s === 0 ? 0 : I32[s + (OStr.LEN >> 2)];
    if (s === 0 || n > Limit.SHORT || (I32[s + (OStr.WIDTH >> 2)] & 0xff) !== 1) return false;
    const data = I32[s + (OStr.DATA >> 2)] >>> 0;
    let all = n > 0;
    for (let i = 0; i < n; i++) {
      const c = U8[data + i];
      if (c >= 128) return false;
      if ((CLASSES[c] & classes) === 0) all = false;
    }
    return setBool(a, all);
  }

  function length(a: number, x: number): boolean {
    const set = exactly(x, SET);
    return set !== 0 && setInt(a, I32[set + (OSet.LEN >> 2)]);
  }

  /**
   * Calls the BUILTIN at word `fn` with `argc` arguments from word `args` on; its result goes to word `a`. False: nothing has been done.
   */
  function call(fn: number, args: number, argc: number, a: number): boolean {
    const number = I32[fn + (OBuiltin.FN >> 2)];
    // A method taken from its object has the receiver with it.
    if (number >= known.length || I32[fn + (OBuiltin.SELF >> 2) + 1] !== Tag.SPECIAL) return false;
    switch (known[number]) {
      case Known.ABS:
        return argc === 1 && abs(a, args);
      case Known.CHR:
        return argc === 1 && chr(a, args);
      case Known.DICT_GET:
        return (argc === 2 || argc === 3) && get(a, args, argc);
      case Known.ISINSTANCE:
        return argc === 2 && isInstance(a, args);
      case Known.LEN:
        return argc === 1 && length(a, args);
      case Known.LIST_POP:
        return argc === 1 && pop(a, args);
      case Known.MAX:
        return argc === 2 && extreme(a, args, 1);
      case Known.MIN:
        return argc === 2 && extreme(a, args, -1);
      case Known.ORD:
        return argc === 1 && ord(a, args);
      case Known.SET_ADD:
        return argc === 2 && add(a, args);
      case Known.IS_ALNUM:
        return argc === 1 && consists(a, args, Char.LETTER | Char.DIGIT);
      case Known.IS_ALPHA:
        return argc === 1 && consists(a, args, Char.LETTER);
      case Known.IS_DIGIT:
        return argc === 1 && consists(a, args, Char.DIGIT);
      case Known.IS_SPACE:
        return argc === 1 && consists(a, args, Char.SPACE);
      default:
        return false;
    }
  }

  /** A range of int32. */
  function range(a: number, args: number, argc: number): boolean {
    for (let i = 0; i < argc; i++) if (I32[args + 2 * i + 1] !== Tag.INT) return false;
    const start = argc === 1 ? 0 : I32[args];
    const stop = argc === 1 ? I32[args] : I32[args + 2];
    const step = argc === 3 ? I32[args + 4] : 1;
    if (step === 0) return false;
    const length = Math.max(Math.ceil((stop - start) / step), 0);
    const object = length === (length | 0) ? cells.cell(ORange.SIZE) : 0;
    if (object === 0) return false;
    cells.header(object, RANGE, Kind.RANGE);
    const o = object >>> 2;
    setInt(o + (ORange.START >> 2), start);
    setInt(o + (ORange.STOP >> 2), stop);
    setInt(o + (ORange.STEP >> 2), step);
    setInt(o + (ORange.LEN >> 2), length);
    return setRef(a, object);
  }

  function toStr(a: number, x: number): boolean {
    if (I32[x + 1] === Tag.INT) return setRef(a, strings.decimal(I32[x]));
    return exactly(x, STR) !== 0 && copy(a, x);
  }

  /** `int(x)` of a number or of a few digits. */
  function toInt(a: number, x: number): boolean {
    if (I32[x + 1] === Tag.INT) return copy(a, x);
    if ((I32[x + 1] ^ High.SIGN) < High.NUMBER) {
      const truncated = Math.trunc(F64[x >> 1]);
      return truncated === (truncated | 0) && setInt(a, truncated | 0);
    }
    const s = exactly(x, STR);
    const n = s === 0 ? 0 : I32[s + (OStr.LEN >> 2)];
    if (n === 0 || n > 9 || (I32[s + (OStr.WIDTH >> 2)] & 0xff) !== 1) return false;
    const data = I32[s + (OStr.DATA >> 2)] >>> 0;
    let value = 0;
    for (let i = 0; i < n; i++) {
      const digit = U8[data + i] - 48;
      if (digit < 0 || digit > 9) return false;
      value = 10 * value + digit;
    }
    return setInt(a, value);
  }

  function toFloat(a: number, x: number): boolean {
    if ((I32[x + 1] ^ High.SIGN) > High.NUMBER) return false;
    F64[a >> 1] = I32[x + 1] === Tag.INT ? I32[x] : F64[x >> 1];
    return true;
  }

  /** As `call`, of the class `klass`. */
  function construct(klass: number, args: number, argc: number, a: number): boolean {
    if (klass === RANGE) return argc >= 1 && argc <= 3 && range(a, args, argc);
    if (argc !== 1) return false;
    if (klass === STR) return toStr(a, args);
    if (klass === INT) return toInt(a, args);
    return klass === FLOAT && toFloat(a, args);
  }

  return { call, construct };
}

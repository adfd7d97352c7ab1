/**
 * Templates as bytes: what the kernel links into a heap (native/src/objects/code/link.rs), and what is kept on disk. A sequence of
 * 32-bit words, little-endian:
 *
 *     strings, codes; each string; each code, inner ones first
 *     string: code points, bytes for each, the code points in whole words
 *     code: name, qualname, docstring + 1, firstline, flags, argcount, posonly, kwonly, nregs;
 *           varnames, cellvars, freevars, names, consts, codes, words, exceptions, positions, each after its count
 *
 * Texts are numbers of strings, inner codes their numbers. The file's name is given when it is linked. The kernel makes the
 * same of a code object (native/src/objects/code/bytes.rs).
 */
import type { CodeTemplate, Const } from "./template.js";

/** How a constant begins. */
const enum Tag {
  NONE,
  ELLIPSIS,
  FALSE,
  TRUE,
  INT,
  FLOAT,
  COMPLEX,
  STR,
  BYTES,
  BIG,
  TUPLE,
  FROZENSET,
}

class Writer {
  private words = new Int32Array(1 << 12);
  private length = 0;

  private grow(count: number): void {
    if (this.length + count <= this.words.length) return;
    const larger = new Int32Array(2 * (this.length + count));
    larger.set(this.words.subarray(0, this.length));
    this.words = larger;
  }

  word(value: number): void {
    this.grow(1);
    this.words[this.length++] = value;
  }

  table(values: Int32Array | readonly number[]): void {
    this.grow(values.length + 1);
    this.words[this.length++] = values.length;
    this.words.set(values, this.length);
    this.length += values.length;
  }

  float(value: number): void {
    this.grow(2);
    const pair = new Int32Array(new Float64Array([value]).buffer);
    this.words.set(pair, this.length);
    this.length += 2;
  }

  bytes(data: Uint8Array): void {
    const count = (data.length + 3) >> 2;
    this.grow(count);
    new Uint8Array(this.words.buffer).set(data, 4 * this.length);
    this.length += count;
  }

  append(other: Writer): void {
    this.grow(other.length);
    this.words.set(other.words.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  result(): Uint8Array {
    return new Uint8Array(this.words.buffer, 0, 4 * this.length);
  }
}

class Serializer {
  private readonly strings = new Map<string, number>();
  private readonly texts = new Writer();
  private readonly codes = new Writer();
  private count = 0;

  run(template: CodeTemplate): Uint8Array {
    this.code(template);
    const out = new Writer();
    for (const word of [this.strings.size, this.count]) out.word(word);
    out.append(this.texts);
    out.append(this.codes);
    return out.result();
  }

  private string(text: string): number {
    let number = this.strings.get(text);
    if (number === undefined) {
      number = this.strings.size;
      this.strings.set(text, number);
      const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
      const highest = points.reduce((a, b) => Math.max(a, b), 0);
      const Width = highest < 0x100 ? Uint8Array : highest < 0x10000 ? Uint16Array : Uint32Array;
      this.texts.word(points.length);
      this.texts.word(Width.BYTES_PER_ELEMENT);
      this.texts.bytes(new Uint8Array(new Width(points).buffer));
    }
    return number;
  }

  private code(template: CodeTemplate): number {
    const inner = template.codes.map((code) => this.code(code));
    const { codes } = this;
    const names = (texts: readonly string[]) => codes.table(texts.map((text) => this.string(text)));
    codes.word(this.string(template.name));
    codes.word(this.string(template.qualname));
    codes.word(template.docstring === null ? 0 : this.string(template.docstring) + 1);
    const { firstline, flags, argcount, posonly, kwonly, nregs } = template;
    for (const word of [firstline, flags, argcount, posonly, kwonly, nregs]) codes.word(word);
    for (const texts of [template.varnames, template.cellvars, template.freevars, template.names]) names(texts);
    codes.word(template.consts.length);
    for (const value of template.consts) this.constant(value);
    codes.table(inner);
    for (const table of [template.words, template.exceptions, template.positions]) codes.table(table);
    return this.count++;
  }

  private constant(value: Const): void {
    const { codes } = this;
    switch (value.type) {
      case "None":
        return codes.word(Tag.NONE);
      case "Ellipsis":
        return codes.word(Tag.ELLIPSIS);
      case "bool":
        return codes.word(value.value ? Tag.TRUE : Tag.FALSE);
      case "int":
        return this.int(value.value);
      case "float":
      case "complex":
        codes.word(value.type === "float" ? Tag.FLOAT : Tag.COMPLEX);
        return codes.float(value.value);
      case "str":
        codes.word(Tag.STR);
        return codes.word(this.string(value.value));
      case "bytes":
        codes.word(Tag.BYTES);
        codes.word(value.value.length);
        return codes.bytes(value.value);
      default:
        codes.word(value.type === "tuple" ? Tag.TUPLE : Tag.FROZENSET);
        codes.word(value.items.length);
        for (const item of value.items) this.constant(item);
    }
  }

  private int(value: bigint): void {
    const { codes } = this;
    if (value >= -0x80000000n && value <= 0x7fffffffn) {
      codes.word(Tag.INT);
      return codes.word(Number(value));
    }
    const digits: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) digits.push(Number(BigInt.asIntN(32, rest)));
    codes.word(Tag.BIG);
    codes.word(value < 0n ? 1 : 0);
    codes.table(digits);
  }
}

export function serialize(template: CodeTemplate): Uint8Array {
  return new Serializer().run(template);
}

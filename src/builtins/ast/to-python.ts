/** Our syntax tree → objects of the classes of module `_ast`. */
import { Ctx, Special, Tag } from "../../heap/layouts.generated.js";
import type { Runtime } from "../../interpreter/runtime.js";
import { type Field, schema } from "../../syntax/asdl.js";
import type { ConstValue, Mod, Node } from "../../syntax/index.js";

type Properties = Readonly<Record<string, unknown>>;

/** RESULT = the tree as Python has it. Columns become offsets in UTF-8. */
export function treeToPython(rt: Runtime, tree: Mod, source: string): void {
  const mark = rt.mark();
  new Exporter(rt, source).push(tree as unknown as Properties);
  rt.resultSlot(mark);
  rt.release(mark);
}

/** No Python code runs meanwhile and so nothing is collected: refs are held freely. */
class Exporter {
  private readonly dict: number;
  private readonly classes = new Map<string, number>();
  private readonly singletons = new Map<string, number>();
  private readonly singletonDict: number;
  /** Null where all columns are offsets in UTF-8 already. */
  private readonly lines: readonly string[] | null;

  constructor(
    private readonly rt: Runtime,
    source: string,
  ) {
    const module = rt.modules.load("_ast");
    this.dict = rt.ref(rt.findAttr(module, "__dict__"));
    this.singletonDict = rt.ref(rt.dictGet(this.dict, "_singletons"));
    this.lines = /^[\0-\x7f]*$/.test(source) ? null : source.split(/\r\n?|\n/);
    rt.release(module);
  }

  /** Leaves the object in a new slot. */
  push(node: Properties): void {
    const { rt } = this;
    const kind = node.kind as string;
    const { rule, fields } = schema().classes.get(kind)!;
    rt.I32[Ctx.CALLEE] = this.lookup(this.classes, this.dict, kind);
    rt.I32[Ctx.CALLEE + 1] = Tag.REF;
    rt.kernel.allocInstance();
    rt.check();
    const object = rt.pushResult();
    for (const field of fields) this.set(object, field.name, () => this.field(node, field));
    if (schema().rules.get(rule)!.attributes.length > 0) {
      const { lineno, col_offset, end_lineno, end_col_offset } = node as unknown as Node;
      this.set(object, "lineno", () => rt.pushInt(lineno));
      this.set(object, "col_offset", () => rt.pushInt(this.column(lineno, col_offset)));
      this.set(object, "end_lineno", () => rt.pushInt(end_lineno));
      this.set(object, "end_col_offset", () => rt.pushInt(this.column(end_lineno, end_col_offset)));
    }
  }

  private set(object: number, name: string, push: () => void): void {
    push();
    this.rt.setAttr(object, name, object + 1);
    this.rt.release(object + 1);
  }

  /** Ref of a value in a dict of the module. */
  private lookup(known: Map<string, number>, dict: number, name: string): number {
    let ref = known.get(name);
    if (ref === undefined) {
      const mark = this.rt.mark();
      ref = this.rt.ref(this.rt.dictGet(dict, name));
      this.rt.release(mark);
      known.set(name, ref);
    }
    return ref;
  }

  private field(node: Properties, field: Field): void {
    if (field.name === "kind") {
      if (node.unicodePrefix === true) this.rt.pushStr("u");
      else this.rt.pushNone();
    } else if (field.count === "*") {
      const mark = this.rt.mark();
      const items = (node[field.name] as unknown[] | undefined) ?? [];
      for (const item of items) this.value(item, field.type);
      const list = this.rt.kernel.newList(mark, items.length);
      this.rt.release(mark);
      this.rt.pushRef(list);
    } else this.value(node[field.name] ?? null, field.type);
  }

  private value(value: unknown, type: string): void {
    const { rt } = this;
    if (value === null) rt.pushNone();
    else if (type === "int") rt.pushInt(Number(value));
    else if (type === "identifier") rt.pushRef(rt.kernel.intern(value as string));
    else if (type === "constant") pushConstant(rt, value as ConstValue);
    else if (typeof value === "string") rt.pushRef(this.lookup(this.singletons, this.singletonDict, value));
    else this.push(value as Properties);
  }

  private column(line: number, column: number): number {
    return this.lines === null ? column : Buffer.byteLength(this.lines[line - 1]?.slice(0, column) ?? "");
  }
}

/** Slot of the object of a literal. */
function pushConstant(rt: Runtime, value: ConstValue): number {
  const { kernel } = rt;
  switch (value.type) {
    case "int":
      kernel.newBigInt(value.value);
      return rt.pushResult();
    case "float":
      return rt.pushFloat(value.value);
    case "complex":
      return rt.pushRef(kernel.newComplex(0, value.value));
    case "str":
      return rt.pushStr(value.value);
    case "bytes":
      return rt.pushRef(kernel.newBytes(value.value));
    case "bool":
      return rt.push(value.value ? 1 : 0, Tag.BOOL);
    case "None":
      return rt.push(Special.NONE, Tag.SPECIAL);
    case "Ellipsis":
      return rt.push(Special.ELLIPSIS, Tag.SPECIAL);
  }
}

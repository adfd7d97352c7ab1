/** Objects of the classes of module `_ast` → our syntax tree. */
import { Ctx, Kind, OBuffer, OList, OTuple, Special, Tag } from "../../heap/layouts.generated.js";
import type { Runtime } from "../../interpreter/runtime.js";
import { type Field, type NodeClass, type Rule, schema } from "../../syntax/asdl.js";
import type { Constant, ConstValue, Expr, Mod, Node } from "../../syntax/index.js";
import { checkTree } from "./check.js";

type Properties = Record<string, unknown>;

const START = { exec: "Module", eval: "Expression", single: "Interactive" } as const;

/** Is the value a node of a tree that Python holds? */
export function isTree(rt: Runtime, slot: number): boolean {
  const mark = rt.mark();
  const module = rt.dictGet(rt.modules.dict, "_ast");
  const klass = module === 0 || rt.isNone(module) ? 0 : rt.findAttr(module, "AST");
  const is = klass !== 0 && rt.kernel.isInstance(slot, rt.ref(klass)) !== 0;
  rt.release(mark);
  return is;
}

/** Raises what CPython raises where the tree is not one that a program could have. */
export function treeFromPython(rt: Runtime, slot: number, mode: keyof typeof START): Mod {
  const mark = rt.mark();
  const importer = new Importer(rt);
  const expected = START[mode];
  if (rt.kernel.isInstance(slot, importer.classOf(expected)) === 0)
    rt.raise("TypeError", `expected ${expected} node, got ${rt.typeName(slot)}`);
  const tree = importer.node(slot, "mod") as unknown as Mod;
  checkTree(rt, tree);
  rt.release(mark);
  return tree;
}

class Importer {
  private readonly dict: number;
  private readonly classes = new Map<string, number>();

  constructor(private readonly rt: Runtime) {
    this.dict = rt.ref(rt.findAttr(rt.modules.load("_ast"), "__dict__"));
  }

  classOf(name: string): number {
    let ref = this.classes.get(name);
    if (ref === undefined) {
      const slot = this.rt.dictGet(this.dict, name);
      ref = slot === 0 ? 0 : this.rt.ref(slot);
      this.classes.set(name, ref);
    }
    return ref;
  }

  /** Null for None, which `checkTree` refuses where something is needed. */
  node(slot: number, ruleName: string): Properties | string | null {
    const { rt } = this;
    const rule = schema().rules.get(ruleName) as Rule;
    // Operators and contexts are texts in our tree.
    const isEnumeration = rule.alternatives.every(({ fields }) => fields.length === 0);
    if (rt.isNone(slot) && !isEnumeration) return null;
    const kind = this.kindOf(slot, rule);
    if (kind === null) {
      for (const field of rule.attributes) this.position(slot, field, ruleName, {});
      return rt.raise("TypeError", `expected some sort of ${ruleName}, but got ${rt.repr(slot)}`);
    }
    const node: Properties = { kind: kind.name };
    for (const field of rule.attributes) node[field.name] = this.position(slot, field, ruleName, node);
    for (const field of kind.fields) {
      const value = this.field(slot, field, kind.name);
      if (field.name === "kind") node.unicodePrefix = value === "u";
      else if (field.name !== "type_comment" && field.name !== "type_ignores") node[field.name] = value;
    }
    return isEnumeration ? kind.name : this.normal(node);
  }

  private kindOf(slot: number, rule: Rule): NodeClass | null {
    const { rt } = this;
    if (!rt.isRef(slot)) return null;
    const own = rt.I32[rt.ref(slot) >>> 2] >>> 0;
    const exact = rule.alternatives.find(({ name }) => this.classOf(name) === own);
    return exact ?? rule.alternatives.find(({ name }) => rt.kernel.isInstance(slot, this.classOf(name)) !== 0) ?? null;
  }

  private position(slot: number, field: Field, rule: string, node: Properties): number {
    const { rt } = this;
    const mark = rt.mark();
    const found = rt.findAttr(slot, field.name);
    if (found === 0 && field.count !== "?")
      rt.raise("TypeError", `required field "${field.name}" missing from ${rule}`);
    const start = node[field.name.replace("end_", "")] as number;
    const isLeft = found === 0 || (field.count === "?" && rt.isNone(found));
    const value = isLeft ? start : this.integer(found);
    rt.release(mark);
    return value;
  }

  private integer(slot: number): number {
    const { rt } = this;
    const high = rt.I32[2 * slot + 1];
    if (high === Tag.INT || high === Tag.BOOL) return rt.I32[2 * slot];
    return rt.raise("ValueError", `invalid integer value: ${rt.repr(slot)}`);
  }

  private field(slot: number, field: Field, kind: string): unknown {
    const { rt } = this;
    const mark = rt.mark();
    const found = rt.findAttr(slot, field.name);
    let value: unknown = null;
    if (found === 0) {
      if (field.count !== "?") rt.raise("TypeError", `required field "${field.name}" missing from ${kind}`);
      if (field.type === "int") value = 0;
    } else if (field.count === "*") {
      if (rt.slotKind(found) !== Kind.LIST)
        rt.raise("TypeError", `${kind} field "${field.name}" must be a list, not a ${rt.typeName(found)}`);
      value = this.items(found, field.type);
    } else value = this.value(found, field.type);
    rt.release(mark);
    return value;
  }

  private items(list: number, type: string): unknown[] {
    const { rt } = this;
    const out: unknown[] = [];
    // What an attribute of a strange class runs may shorten the list.
    for (let i = 0; i < rt.word(rt.ref(list), OList.LEN); i++) {
      const at = ((rt.word(rt.ref(list), OList.ITEMS) + OBuffer.DATA) >>> 2) + 2 * i;
      const item = rt.push(rt.I32[at], rt.I32[at + 1]);
      out.push(this.value(item, type));
      rt.release(item);
    }
    return out;
  }

  private value(slot: number, type: string): unknown {
    const { rt } = this;
    if (type === "constant") return this.constant(slot);
    if (type === "int") return rt.isNone(slot) ? 0 : this.integer(slot);
    if (type !== "identifier" && type !== "string") return this.node(slot, type);
    if (rt.isNone(slot)) return null;
    if (rt.slotKind(slot) === Kind.STR) return rt.text(rt.ref(slot));
    return rt.raise("TypeError", `AST ${type} must be of type str`);
  }

  /** A value, or a node for what no literal has: tuples, and complex numbers with a real part. */
  private constant(slot: number): ConstValue | Expr {
    const { rt } = this;
    const lo = rt.I32[2 * slot];
    switch (rt.I32[2 * slot + 1]) {
      case Tag.INT:
        return { type: "int", value: BigInt(lo) };
      case Tag.BOOL:
        return { type: "bool", value: lo !== 0 };
      case Tag.SPECIAL:
        if (lo === Special.NONE) return { type: "None" };
        if (lo === Special.ELLIPSIS) return { type: "Ellipsis" };
        break;
      case Tag.REF:
        break;
      default: {
        const int = rt.typeName(slot) === "int";
        return int ? { type: "int", value: rt.kernel.readBigInt(slot) } : { type: "float", value: rt.F64[slot] };
      }
    }
    switch (rt.slotKind(slot)) {
      case Kind.INT:
        return { type: "int", value: rt.kernel.readBigInt(slot) };
      case Kind.STR:
        return { type: "str", value: rt.text(rt.ref(slot)) };
      case Kind.BYTES:
        return { type: "bytes", value: rt.kernel.readBytes(rt.ref(slot)) };
      case Kind.COMPLEX:
        return this.complex(slot);
      case Kind.TUPLE: {
        const elts: Expr[] = [];
        for (let i = 0; i < rt.word(rt.ref(slot), OTuple.LEN); i++) {
          const at = ((rt.ref(slot) + OTuple.ITEMS) >>> 2) + 2 * i;
          const item = rt.push(rt.I32[at], rt.I32[at + 1]);
          elts.push(constantNode(this.constant(item)));
          rt.release(item);
        }
        return { kind: "Tuple", elts, ctx: "Load", ...NOWHERE };
      }
    }
    return rt.raise("TypeError", `got an invalid type in Constant: ${rt.typeName(slot)}`);
  }

  private complex(slot: number): ConstValue | Expr {
    const { rt } = this;
    const part = (name: string): number => {
      rt.getAttr(slot, name);
      return rt.F64[Ctx.RESULT >> 1];
    };
    const imaginary: ConstValue = { type: "complex", value: part("imag") };
    const real = part("real");
    if (Object.is(real, 0)) return imaginary;
    const left = constantNode({ type: "float", value: real });
    return { kind: "BinOp", left, op: "Add", right: constantNode(imaginary), ...NOWHERE };
  }

  /** What our nodes have otherwise than the ASDL. */
  private normal(node: Properties): Properties {
    const place = node as unknown as Node;
    if (node.kind === "AnnAssign") node.simple = node.simple !== 0;
    else if (node.kind === "comprehension") node.is_async = node.is_async !== 0;
    else if (node.kind === "Constant" && "kind" in (node.value as Properties)) {
      const { lineno, col_offset, end_lineno, end_col_offset } = place;
      return relocated(node.value as Expr, { lineno, col_offset, end_lineno, end_col_offset });
    }
    return node;
  }
}

const NOWHERE = { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 };

function constantNode(value: ConstValue | Expr): Expr {
  return "kind" in value ? value : ({ kind: "Constant", value, unicodePrefix: false, ...NOWHERE } satisfies Constant);
}

/** A tree of constants, all of it at one place. */
function relocated(node: Expr, place: typeof NOWHERE): Properties {
  const inner = (child: Expr): Expr => relocated(child, place) as unknown as Expr;
  if (node.kind === "Tuple") return { ...node, ...place, elts: node.elts.map(inner) };
  if (node.kind === "BinOp") return { ...node, ...place, left: inner(node.left), right: inner(node.right) };
  return { ...node, ...place };
}

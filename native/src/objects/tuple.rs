//! `tuple`.

use crate::generated::layouts::o_tuple;
use crate::heap::{Kind, Ref, Value};
use crate::objects::list::repr_items;
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::slice::Span;
use crate::objects::spec::{Args, CmpOp, MethodDef, ModuleSpec, Params, Slots, TypeSpec, method};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&TUPLE];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static TUPLE: TypeSpec = TypeSpec {
    name: "tuple",
    module: "builtins",
    kind: Kind::Tuple,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        len: Some(|rt, v| Ok(rt.items_of_tuple(v).len())),
        get_item: Some(get_item),
        contains: Some(contains),
        iter: Some(|rt, v| rt.new_item_iter(Kind::TupleIter, v)),
        concat: Some(concat),
        repeat: Some(repeat),
        new: Some(new),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: &[],
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
};

const METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    method("count", Params::One, count),
    method("index", Params::Pos(1, 3), index),
    method("__getnewargs__", Params::NoArgs, |rt, a| {
        let items = rt.items_of_tuple(a[0]).to_vec();
        let copy = rt.new_tuple(&items)?;
        rt.new_tuple(&[copy])
    }),
];

impl Runtime {
    pub fn new_tuple(&mut self, items: &[Value]) -> Res<Value> {
        self.new_tuple_of(self.types.tuple, items)
    }

    pub fn new_tuple_of(&mut self, class: Ref, items: &[Value]) -> Res<Value> {
        let r = self.alloc_uncleared(Kind::Tuple, class, o_tuple::ITEMS as usize + 8 * items.len())?;
        self.heap.set_u32(r, o_tuple::LEN, items.len() as u32);
        self.heap.set_field(r, o_tuple::ATTRS, Ref::NONE);
        self.heap
            .values_mut(r.0 + o_tuple::ITEMS, items.len())
            .copy_from_slice(items);
        Ok(Value::object(r))
    }

    /// What `span` selects: all of an exact tuple is itself.
    pub fn tuple_slice(&mut self, v: Value, span: Span) -> Res<Value> {
        let items = self.items_of_tuple(v);
        if span.count == items.len() && span.step == 1 && self.is_exact(v, self.types.tuple) {
            return Ok(v);
        }
        let items: Vec<Value> = span.indices().map(|i| items[i]).collect();
        self.new_tuple(&items)
    }

    pub fn items_of_tuple(&self, tuple: Value) -> &[Value] {
        self.sequence_items(tuple.obj())
    }

    /// `tuple(iterable)`: an exact tuple is itself.
    pub fn tuple_from(&mut self, iterable: Value) -> Res<Value> {
        if self.is_exact(iterable, self.types.tuple) {
            return Ok(iterable);
        }
        let items = self.collect(iterable)?;
        self.new_tuple(&items)
    }
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    if !args.kw.is_empty() && rt.keeps_init(class, rt.types.tuple) {
        return rt.type_error("tuple() takes no keyword arguments");
    }
    if args.pos.len() > 2 {
        return rt.type_error(format!("tuple expected at most 1 argument, got {}", args.pos.len() - 1));
    }
    match args.pos.get(1) {
        None => rt.new_tuple_of(class, &[]),
        Some(&iterable) if class == rt.types.tuple => rt.tuple_from(iterable),
        Some(&iterable) => {
            let items = rt.collect(iterable)?;
            rt.new_tuple_of(class, &items)
        }
    }
}

fn item(rt: &Runtime, r: Ref, i: usize) -> Value {
    rt.heap.value(r, o_tuple::ITEMS + 8 * i as u32)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let len = rt.items_of_tuple(v).len();
    if len == 0 {
        return rt.new_str("()");
    }
    if !rt.repr_enter(v) {
        return rt.new_str("(...)");
    }
    let result = repr_items(rt, v, |rt, r, i| (i < len).then(|| item(rt, r, i)));
    rt.repr_leave(v);
    let text = result?;
    rt.new_str(&if len == 1 {
        format!("({text},)")
    } else {
        format!("({text})")
    })
}

/// xxHash-based, as CPython's `tuplehash`.
fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    const PRIME_1: u64 = 11400714785074694791;
    const PRIME_2: u64 = 14029467366897019727;
    const PRIME_5: u64 = 2870177450012600261;
    let len = rt.items_of_tuple(v).len();
    let mut acc = PRIME_5;
    for i in 0..len {
        let lane = rt.key_hash(item(rt, v.obj(), i))? as u64;
        acc = acc
            .wrapping_add(lane.wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
    }
    acc = acc.wrapping_add(len as u64 ^ (PRIME_5 ^ 3527539));
    Ok(if acc == u64::MAX { 1546275796 } else { acc as i64 })
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(a) != Some(Kind::Tuple) || rt.kind_of(b) != Some(Kind::Tuple) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (n, m) = (rt.items_of_tuple(a).len(), rt.items_of_tuple(b).len());
    for i in 0..n.min(m) {
        let (v, w) = (item(rt, a.obj(), i), item(rt, b.obj(), i));
        let equal = match rt.quick_eq(v, w) {
            Some(equal) => equal,
            None => rt.eq(v, w)?,
        };
        if !equal {
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => rt.compare(v, w, op),
            };
        }
    }
    Ok(Value::bool(op.holds(n, m)))
}

fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let len = rt.items_of_tuple(v).len();
    if rt.is_slice(key) {
        let span = rt.slice_indices(key, len)?;
        return rt.tuple_slice(v, span);
    }
    let i = rt.sequence_index(key, len, "tuple")?;
    if i < 0 || i >= len as i64 {
        return rt.raise(Exc::IndexError, "tuple index out of range");
    }
    Ok(item(rt, v.obj(), i as usize))
}

impl Runtime {
    /// Position of the first item of a tuple equal to `v` in `start..end`.
    fn tuple_position(&mut self, tuple: Value, v: Value, start: usize, end: usize) -> Res<Option<usize>> {
        for i in start..end {
            let item = item(self, tuple.obj(), i);
            let equal = match self.quick_eq(item, v) {
                Some(equal) => equal,
                None => self.eq(item, v)?,
            };
            if equal {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
}

fn contains(rt: &mut Runtime, tuple: Value, v: Value) -> Res<bool> {
    let len = rt.items_of_tuple(tuple).len();
    Ok(rt.tuple_position(tuple, v, 0, len)?.is_some())
}

fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if rt.kind_of(b) != Some(Kind::Tuple) {
        let found = rt.type_name(b);
        return rt.type_error(format!("can only concatenate tuple (not \"{found}\") to tuple"));
    }
    if rt.items_of_tuple(a).is_empty() && rt.is_exact(b, rt.types.tuple) {
        return Ok(b);
    }
    if rt.items_of_tuple(b).is_empty() && rt.is_exact(a, rt.types.tuple) {
        return Ok(a);
    }
    let items = [rt.items_of_tuple(a), rt.items_of_tuple(b)].concat();
    rt.new_tuple(&items)
}

fn repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let count = rt.repeat_count(count)?;
    let items = rt.items_of_tuple(v);
    if (items.is_empty() || count == 1) && rt.is_exact(v, rt.types.tuple) {
        return Ok(v);
    }
    if items.len().saturating_mul(count) >= 1 << 28 {
        return rt.raise(Exc::MemoryError, "");
    }
    let items = items.repeat(count);
    rt.new_tuple(&items)
}

fn count(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let len = rt.items_of_tuple(args[0]).len();
    let (mut i, mut found) = (0, 0);
    while let Some(at) = rt.tuple_position(args[0], args[1], i, len)? {
        found += 1;
        i = at + 1;
    }
    Ok(Value::int32(found))
}

fn index(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let len = rt.items_of_tuple(args[0]).len();
    let (start, end) = rt.search_bounds(args, len)?;
    match rt.tuple_position(args[0], args[1], start, end.min(len))? {
        Some(at) => rt.int(at as i64),
        None => rt.value_error("tuple.index(x): x not in tuple"),
    }
}

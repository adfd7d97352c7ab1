//! Iterator types of sequences and the lazy builtins (`enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(f, end)`).

mod lazy;
pub mod sequence;

pub use lazy::lazy_type;

use crate::generated::layouts::o_native;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{MethodDef, ModuleSpec, Slots, TypeSpec};
use crate::objects::{Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[
    &sequence::LIST_ITER,
    &sequence::TUPLE_ITER,
    &sequence::STR_ITER,
    &sequence::STR_ASCII_ITER,
    &sequence::LIST_REVERSE_ITER,
    &sequence::GETITEM_ITER,
    &sequence::REVERSED,
    &lazy::CALLABLE_ITER,
    &lazy::ENUMERATE,
    &lazy::ZIP,
    &lazy::MAP,
    &lazy::FILTER,
];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

/// Slots of every iterator type: it is its own iterator.
pub const ITERATOR: Slots = Slots {
    iter: Some(|_, v| Ok(v)),
    ..Slots::NONE
};

/// A type spec for an iterator that programs cannot make themselves.
pub const fn iterator_type(
    name: &'static str,
    kind: Kind,
    next: fn(&mut Runtime, Value) -> Res<Option<Value>>,
    methods: &'static [MethodDef],
) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        base: "object",
        subclassable: false,
        slots: Slots {
            next: Some(next),
            ..ITERATOR
        },
        methods,
        getset: &[],
        doc: "",
    }
}

/// `(iter, ([what is left],))`, without moving the iterator: all that moves it lies at `fields`.
pub fn reduce_rest(rt: &mut Runtime, iterator: Value, fields: [u32; 4]) -> Res<Value> {
    let saved = fields.map(|offset| (offset, rt.heap.u32(iterator.obj(), offset)));
    let rest = rt.list_from(iterator);
    for (offset, x) in saved {
        rt.heap.set_u32(iterator.obj(), offset, x);
    }
    let function = rt.builtin("iter")?;
    let list = rest?;
    let list = rt.new_tuple(&[list])?;
    rt.new_tuple(&[function, list])
}

impl Runtime {
    /// A native object of `values` Values, all given.
    pub fn new_native(&mut self, kind: Kind, class: Ref, values: &[Value]) -> Res<Value> {
        let r = self.alloc_native(kind, class, values.len(), 0)?;
        for (i, &v) in values.iter().enumerate() {
            self.set_native_value(r, i, v);
        }
        Ok(Value::object(r))
    }

    /// The number that a native object has for itself.
    pub fn native_raw(&self, r: Ref) -> i64 {
        self.heap.i64(r, o_native::RAW)
    }

    pub fn set_native_raw(&self, r: Ref, n: i64) {
        self.heap.set_i64(r, o_native::RAW, n);
    }

    pub fn native_values(&self, r: Ref) -> &[Value] {
        self.heap
            .values(r.0 + o_native::SLOTS, self.heap.u32(r, o_native::COUNT) as usize)
    }
}

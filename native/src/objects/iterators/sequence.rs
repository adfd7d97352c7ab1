//! Iterators over sequences, forwards and backwards.

use super::iterator_type;
use crate::generated::layouts::{o_seq_iter, o_str};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, MethodDef, Params, Slots, TypeSpec, method};
use crate::objects::{Exc, Res, Runtime};

const ITEM_ITER_METHODS: &[MethodDef] = &[
    method("__length_hint__", Params::NoArgs, length_hint),
    method("__reduce__", Params::NoArgs, reduce),
    method("__setstate__", Params::One, set_state),
];

pub static LIST_ITER: TypeSpec = iterator_type("list_iterator", Kind::ListIter, next_item, ITEM_ITER_METHODS);
pub static TUPLE_ITER: TypeSpec = iterator_type("tuple_iterator", Kind::TupleIter, next_item, ITEM_ITER_METHODS);
pub static STR_ASCII_ITER: TypeSpec = iterator_type("str_ascii_iterator", Kind::StrIter, next_item, ITEM_ITER_METHODS);
pub static STR_ITER: TypeSpec = iterator_type("str_iterator", Kind::StrIter, next_item, ITEM_ITER_METHODS);
/// Native values: the list (None: exhausted); RAW: index of the next item.
pub static LIST_REVERSE_ITER: TypeSpec = iterator_type(
    "list_reverseiterator",
    Kind::NativeIter,
    next_reversed,
    &[
        method("__length_hint__", Params::NoArgs, reversed_length_hint),
        method("__reduce__", Params::NoArgs, reversed_reduce),
        method("__setstate__", Params::One, reversed_set_state),
    ],
);
/// Native values: the object (None: exhausted); RAW: index of the next item.
pub static GETITEM_ITER: TypeSpec = iterator_type(
    "iterator",
    Kind::NativeIter,
    next_by_get_item,
    &[
        method("__length_hint__", Params::NoArgs, get_item_length_hint),
        method("__reduce__", Params::NoArgs, get_item_reduce),
        method("__setstate__", Params::One, |rt, a| {
            let index = rt.as_index(a[1])?;
            if !rt.native_value(a[0].obj(), 0).is_none() {
                rt.set_native_raw(a[0].obj(), index.max(0));
            }
            Ok(Value::NONE)
        }),
    ],
);
/// `reversed(object)` for what has no `__reversed__`: the same layout.
pub static REVERSED: TypeSpec = TypeSpec {
    subclassable: true,
    slots: Slots {
        new: Some(new_reversed),
        next: Some(next_reversed),
        iter: Some(|_, v| Ok(v)),
        ..Slots::NONE
    },
    doc: "Return a reverse iterator over the values of the given sequence.",
    ..iterator_type(
        "reversed",
        Kind::NativeIter,
        next_reversed,
        &[
            method("__length_hint__", Params::NoArgs, reversed_length_hint),
            method("__reduce__", Params::NoArgs, reversed_reduce),
            method("__setstate__", Params::One, reversed_set_state),
        ],
    )
};

impl Runtime {
    /// Iterator over a list, tuple or str (`kind` says which).
    pub fn new_item_iter(&mut self, kind: Kind, sequence: Value) -> Res<Value> {
        let class = match kind {
            Kind::ListIter => self.types.list_iterator,
            Kind::TupleIter => self.types.tuple_iterator,
            _ if self.chars(sequence).is_ascii() => self.types.str_ascii_iterator,
            _ => self.types.str_iterator,
        };
        let r = self.alloc(kind, class, o_seq_iter::SIZE as usize)?;
        self.heap.set_field(r, o_seq_iter::SEQ, sequence.obj());
        Ok(Value::object(r))
    }

    /// Iterator over an object with `__getitem__` only.
    pub fn new_sequence_iter(&mut self, object: Value) -> Res<Value> {
        let class = self.types.sequence_iter;
        self.new_native(Kind::NativeIter, class, &[object])
    }

    /// `list.__reversed__`
    pub fn new_list_reversed(&mut self, list: Value) -> Res<Value> {
        let class = self.types.list_reverse_iterator;
        let it = self.new_native(Kind::NativeIter, class, &[list])?;
        self.set_native_raw(it.obj(), self.list_len(list.obj()) as i64 - 1);
        Ok(it)
    }
}

fn sequence_len(rt: &Runtime, r: Ref) -> u32 {
    rt.heap.u32(r, o_str::LEN)
}

fn next_item(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let it = it.obj();
    let seq = rt.heap.field(it, o_seq_iter::SEQ);
    if seq.is_none() {
        return Ok(None);
    }
    let i = rt.heap.u32(it, o_seq_iter::INDEX);
    if i >= sequence_len(rt, seq) {
        rt.heap.set_field(it, o_seq_iter::SEQ, Ref::NONE);
        return Ok(None);
    }
    rt.heap.set_u32(it, o_seq_iter::INDEX, i + 1);
    match rt.heap.kind(seq) {
        Kind::Str => rt.str_index(Value::object(seq), i as i64).map(Some),
        _ => Ok(Some(rt.sequence_items(seq)[i as usize])),
    }
}

fn length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0].obj();
    let seq = rt.heap.field(it, o_seq_iter::SEQ);
    if seq.is_none() {
        return Ok(Value::ZERO);
    }
    rt.int((sequence_len(rt, seq) as i64 - rt.heap.u32(it, o_seq_iter::INDEX) as i64).max(0))
}

/// `(iter, (sequence,), index)`
pub fn reduce_by(rt: &mut Runtime, function: &str, object: Option<Value>, index: i64) -> Res<Value> {
    let function = rt.builtin(function)?;
    match object {
        Some(object) => {
            let args = rt.new_tuple(&[object])?;
            let index = rt.int(index)?;
            rt.new_tuple(&[function, args, index])
        }
        None => {
            let empty = rt.new_list(&[])?;
            let args = rt.new_tuple(&[empty])?;
            rt.new_tuple(&[function, args])
        }
    }
}

impl Runtime {
    /// A name of the builtins module.
    pub fn builtin(&mut self, name: &str) -> Res<Value> {
        let builtins = Ref(self.heap.ctx(crate::generated::layouts::ctx::BUILTINS));
        let key = self.intern(name)?;
        match self.dict_get_str(builtins, key) {
            Some(v) => Ok(v),
            None => self.raise(Exc::AttributeError, name),
        }
    }
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0].obj();
    let seq = rt.heap.field(it, o_seq_iter::SEQ);
    let index = rt.heap.u32(it, o_seq_iter::INDEX) as i64;
    let seq = (!seq.is_none()).then_some(Value::object(seq));
    reduce_by(rt, "iter", seq, index)
}

fn set_state(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0].obj();
    let index = rt.as_size(args[1])?;
    let seq = rt.heap.field(it, o_seq_iter::SEQ);
    if !seq.is_none() {
        rt.heap.set_u32(
            it,
            o_seq_iter::INDEX,
            index.clamp(0, sequence_len(rt, seq) as i64) as u32,
        );
    }
    Ok(Value::NONE)
}

fn next_by_get_item(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let object = rt.native_value(r, 0);
    if object.is_none() {
        return Ok(None);
    }
    let i = rt.native_raw(r);
    let index = rt.int(i)?;
    match rt.rooted(&[it], |rt| rt.get_item(object, index)) {
        Ok(item) => {
            rt.set_native_raw(r, i + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            if rt.matches(Exc::IndexError) || rt.matches(Exc::StopIteration) {
                rt.clear_exc();
                rt.set_native_value(r, 0, Value::NONE);
                return Ok(None);
            }
            Err(raised)
        }
    }
}

fn get_item_length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let object = rt.native_value(r, 0);
    if object.is_none() {
        return Ok(Value::ZERO);
    }
    if rt.lookup_special(object, "__len__")?.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let left = rt.len(object)? as i64 - rt.native_raw(r);
    rt.int(left.max(0))
}

fn get_item_reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let object = rt.native_value(r, 0);
    let index = rt.native_raw(r);
    reduce_by(rt, "iter", (!object.is_none()).then_some(object), index)
}

/// `reversed(object)`
fn new_reversed(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("reversed() takes no keyword arguments");
    }
    let &[class, object] = args.pos else {
        return rt.type_error(format!("reversed expected 1 argument, got {}", args.pos.len() - 1));
    };
    if let Some(method) = rt.reversed_method(object)? {
        return rt.call(method, &[]);
    }
    if !rt.is_sequence(object) {
        let name = rt.type_name(object);
        return rt.type_error(format!("'{name}' object is not reversible"));
    }
    let len = rt.len(object)? as i64;
    let it = rt.new_native(Kind::NativeIter, class.obj(), &[object])?;
    rt.set_native_raw(it.obj(), len - 1);
    Ok(it)
}

impl Runtime {
    /// The bound `__reversed__`; TypeError when it is None.
    fn reversed_method(&mut self, object: Value) -> Res<Option<Value>> {
        let method = self.lookup_special(object, "__reversed__")?;
        if method.is_some_and(Value::is_none) {
            let name = self.type_name(object);
            return self.type_error(format!("'{name}' object is not reversible"));
        }
        Ok(method)
    }
}

fn next_reversed(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let object = rt.native_value(r, 0);
    if object.is_none() {
        return Ok(None);
    }
    let i = rt.native_raw(r);
    if i >= 0 {
        rt.set_native_raw(r, i - 1);
        if rt.is_exact(object, rt.types.list) || rt.is_exact(object, rt.types.tuple) {
            if let Some(&item) = rt.sequence_items(object.obj()).get(i as usize) {
                return Ok(Some(item));
            }
        } else {
            let index = rt.int(i)?;
            match rt.rooted(&[it], |rt| rt.get_item(object, index)) {
                Ok(item) => return Ok(Some(item)),
                Err(raised) => {
                    if !rt.matches(Exc::IndexError) && !rt.matches(Exc::StopIteration) {
                        return Err(raised);
                    }
                    rt.clear_exc();
                }
            }
        }
    }
    rt.set_native_raw(r, -1);
    rt.set_native_value(r, 0, Value::NONE);
    Ok(None)
}

fn reversed_length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let object = rt.native_value(r, 0);
    if object.is_none() {
        return Ok(Value::ZERO);
    }
    let left = rt.native_raw(r) + 1;
    let len = rt.len(object)? as i64;
    rt.int(if len < left { 0 } else { left })
}

fn reversed_reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let object = rt.native_value(r, 0);
    let index = rt.native_raw(r);
    if object.is_none() {
        return reduce_by(rt, "iter", None, 0);
    }
    reduce_by(rt, "reversed", Some(object), index)
}

fn reversed_set_state(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let index = rt.as_size(args[1])?;
    let object = rt.native_value(r, 0);
    if !object.is_none() {
        let len = rt.len(object)? as i64;
        rt.set_native_raw(r, index.clamp(-1, len - 1));
    }
    Ok(Value::NONE)
}

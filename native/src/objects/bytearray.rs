//! bytearray: its storage and what bytes do not have.

use super::bytes::ops::{self, NOT_A_BYTE, byte_value};
use crate::generated::layouts::{o_buffer, o_bytearray};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&BYTEARRAY, &BYTES_ITERATOR, &BYTEARRAY_ITERATOR];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

static BYTEARRAY: TypeSpec = TypeSpec {
    name: "bytearray",
    module: "builtins",
    kind: Kind::Bytearray,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        str: Some(repr),
        unhashable: true,
        compare: Some(ops::compare),
        len: Some(ops::len),
        get_item: Some(ops::get_item),
        set_item: Some(set_item),
        contains: Some(ops::contains),
        iter: Some(ops::iter),
        concat: Some(ops::concat),
        repeat: Some(ops::repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        binary: crate::objects::str::with_mod(ops::modulo),
        new: Some(new),
        init: Some(init),
        ..Slots::NONE
    },
    methods: crate::byte_methods![
        method("append", Params::One, append),
        method("clear", Params::NoArgs, clear),
        method("copy", Params::NoArgs, copy),
        method("extend", Params::One, extend),
        method("insert", Params::Pos(2, 2), insert),
        method("pop", Params::Pos(0, 1), pop),
        method("remove", Params::One, remove),
        method("reverse", Params::NoArgs, reverse),
        method("__alloc__", Params::NoArgs, alloc_size),
        method("__reduce__", Params::NoArgs, |rt, a| reduce(rt, a[0], 2)),
        method("__reduce_ex__", Params::Pos(0, 1), |rt, a| {
            let protocol = if a[1].is_unbound() { 0 } else { rt.as_c_int(a[1])? };
            reduce(rt, a[0], protocol)
        }),
    ],
    getset: &[],
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer",
};

/// The content as bytes, or for old protocols as text.
fn reduce(rt: &mut Runtime, v: Value, protocol: i32) -> Res<Value> {
    let content = rt.byte_vec(v).unwrap_or_default();
    let args = match protocol < 3 {
        _ if content.is_empty() => vec![],
        true => {
            let text: String = content.iter().map(|&b| char::from(b)).collect();
            vec![rt.new_str(&text)?, rt.intern("latin-1")?]
        }
        false => vec![rt.new_bytes(&content)?],
    };
    let args = rt.new_tuple(&args)?;
    let state = rt.call_method(v, "__getstate__", &[])?;
    rt.new_tuple(&[Value::object(rt.class_of(v)), args, state])
}

const ITERATOR_METHODS: &[MethodDef] = &[
    method("__length_hint__", Params::NoArgs, ops::iter_length_hint),
    method("__reduce__", Params::NoArgs, ops::iter_reduce),
    method("__setstate__", Params::One, ops::iter_set_state),
];

const fn iterator(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::NativeIter,
        base: "object",
        subclassable: false,
        slots: Slots {
            iter: Some(ops::iter_self),
            next: Some(ops::iter_next),
            ..Slots::NONE
        },
        methods: ITERATOR_METHODS,
        getset: &[],
        doc: "",
    }
}

static BYTES_ITERATOR: TypeSpec = iterator("bytes_iterator");
static BYTEARRAY_ITERATOR: TypeSpec = iterator("bytearray_iterator");

const RESIZE_EXPORTED: &str = "Existing exports of data: object cannot be re-sized";

impl Runtime {
    /// The bytes of a bytearray, to be written before anything else touches them.
    pub(crate) fn bytearray_mut(&mut self, v: Value) -> &mut [u8] {
        let r = v.obj();
        match self.heap.field(r, o_bytearray::BUF) {
            Ref::NONE => &mut [],
            buf => self
                .heap
                .bytes_mut(buf.0 + o_buffer::DATA, self.heap.u32(r, o_bytearray::LEN) as usize),
        }
    }

    /// Does a memoryview that is still in use show it?
    fn is_exported(&mut self, r: Ref) -> bool {
        if self.heap.u32(r, o_bytearray::EXPORTS) > 0 {
            self.look_for_dead_views();
        }
        self.heap.u32(r, o_bytearray::EXPORTS) > 0
    }

    /// Makes the bytearray `len` bytes long; what is added is not defined yet.
    fn resize_bytearray(&mut self, v: Value, len: usize) -> Res<()> {
        let r = v.obj();
        let old = self.heap.u32(r, o_bytearray::LEN) as usize;
        if len == old {
            return Ok(());
        }
        if self.is_exported(r) {
            return self.raise(Exc::BufferError, RESIZE_EXPORTED);
        }
        let capacity = self.heap.u32(r, o_bytearray::CAP) as usize;
        if len > capacity || len < capacity / 4 {
            let capacity = if len > old { len + len / 8 + 16 } else { len };
            if capacity > u32::MAX as usize / 2 {
                return self.raise(Exc::MemoryError, "");
            }
            let content = self.bytes_of(v);
            let fresh = self.alloc_buffer(Kind::Buffer, capacity)?;
            let kept = old.min(len);
            self.heap
                .bytes_mut(fresh.0 + o_buffer::DATA, kept)
                .copy_from_slice(&content[..kept]);
            self.heap.set_field(r, o_bytearray::BUF, fresh);
            self.heap.set_u32(r, o_bytearray::CAP, capacity as u32);
        }
        self.heap.set_u32(r, o_bytearray::LEN, len as u32);
        Ok(())
    }

    /// Replaces the whole content.
    pub(crate) fn set_bytearray(&mut self, v: Value, b: &[u8]) -> Res<()> {
        self.resize_bytearray(v, b.len())?;
        self.bytearray_mut(v).copy_from_slice(b);
        Ok(())
    }

    /// Adds bytes at the end; they must not be part of the bytearray.
    pub(crate) fn extend_bytearray(&mut self, v: Value, b: &[u8]) -> Res<()> {
        let len = self.bytes_of(v).len();
        self.resize_bytearray(v, len + b.len())?;
        self.bytearray_mut(v)[len..].copy_from_slice(b);
        Ok(())
    }

    /// Replaces the bytes `start..end` by `with`, which must not be part of the bytearray.
    pub(crate) fn splice_bytearray(&mut self, v: Value, start: usize, end: usize, with: &[u8]) -> Res<()> {
        let old = self.bytes_of(v).len();
        let new = old - (end - start) + with.len();
        if new > old {
            self.resize_bytearray(v, new)?;
            self.bytearray_mut(v).copy_within(end..old, start + with.len());
        } else if new < old {
            if !self.is_exported(v.obj()) {
                self.bytearray_mut(v).copy_within(end..old, start + with.len());
            }
            self.resize_bytearray(v, new)?;
        }
        self.bytearray_mut(v)[start..start + with.len()].copy_from_slice(with);
        Ok(())
    }
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let b = rt.bytes_of(v);
    let quote = if b.contains(&b'\'') && !b.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    // CPython escapes single quotes even between double ones.
    let text = super::bytes::hex::escaped(b, '\'');
    let name = rt.type_name(v);
    rt.new_str(&format!("{name}(b{quote}{text}{quote})"))
}

fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let r = rt.alloc(Kind::Bytearray, a.pos[0].obj(), o_bytearray::SIZE as usize)?;
    Ok(Value::object(r))
}

fn init(rt: &mut Runtime, a: &Args<'_>) -> Res<()> {
    let names = Params::Kw(&["source", "encoding", "errors"], 0, 3);
    let bound = rt.bind_args("bytearray", names, &a.pos[1..], a.kw)?;
    let content = ops::source(rt, &bound, "bytearray")?;
    rt.set_bytearray(a.pos[0], &content)
}

/// Bytes to be put into a bytearray.
fn new_content(rt: &mut Runtime, v: Value) -> Res<Vec<u8>> {
    const MESSAGE: &str = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
    match rt.byte_vec(v) {
        Some(b) => Ok(b),
        None if rt.is_str(v) || v.is_small_int() => rt.type_error(MESSAGE),
        None => ops::from_iterable(rt, v, NOT_A_BYTE, |rt, _| rt.type_error(MESSAGE)),
    }
}

fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
    if rt.is_slice(key) {
        let with = match value {
            Some(value) => Some(new_content(rt, value)?),
            None => None,
        };
        return set_slice(rt, v, key, with);
    }
    let len = rt.bytes_of(v).len();
    let at = rt.sequence_index(key, len, "bytearray")?;
    let byte = match value {
        Some(value) => Some(byte_value(rt, value, NOT_A_BYTE)?),
        None => None,
    };
    let at = usize::try_from(at).ok().filter(|at| *at < rt.bytes_of(v).len());
    let Some(at) = at else {
        return rt.raise(Exc::IndexError, "bytearray index out of range");
    };
    match byte {
        Some(byte) => {
            rt.bytearray_mut(v)[at] = byte;
            Ok(())
        }
        None => rt.splice_bytearray(v, at, at + 1, &[]),
    }
}

/// `None` deletes.
fn set_slice(rt: &mut Runtime, v: Value, slice: Value, with: Option<Vec<u8>>) -> Res<()> {
    let len = rt.bytes_of(v).len();
    let span = rt.slice_indices(slice, len)?;
    if span.step == 1 {
        let start = span.start as usize;
        return rt.splice_bytearray(v, start, start + span.count, &with.unwrap_or_default());
    }
    match with.filter(|b| !b.is_empty()) {
        None => {
            let mut gone = vec![false; len];
            span.indices().for_each(|i| gone[i] = true);
            let kept: Vec<u8> = rt
                .bytes_of(v)
                .iter()
                .zip(&gone)
                .filter(|(_, g)| !**g)
                .map(|(b, _)| *b)
                .collect();
            rt.set_bytearray(v, &kept)
        }
        Some(with) if with.len() == span.count => {
            let to = rt.bytearray_mut(v);
            span.indices().zip(with).for_each(|(i, b)| to[i] = b);
            Ok(())
        }
        Some(with) => rt.value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            with.len(),
            span.count
        )),
    }
}

fn inplace_concat(rt: &mut Runtime, v: Value, other: Value) -> Res<Value> {
    match rt.byte_vec(other) {
        // CPython keeps the right operand's buffer exported while the left one grows.
        Some(b) if v == other && !b.is_empty() => return rt.raise(Exc::BufferError, RESIZE_EXPORTED),
        Some(b) => rt.extend_bytearray(v, &b)?,
        None => {
            let (left, right) = (rt.type_name(v), rt.type_name(other));
            return rt.type_error(format!("can't concat {right} to {left}"));
        }
    }
    Ok(v)
}

fn inplace_repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let repeated = ops::repeat(rt, v, count)?;
    let content = rt.bytes_of(repeated);
    rt.set_bytearray(v, content)?;
    Ok(v)
}

fn append(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let byte = byte_value(rt, a[1], NOT_A_BYTE)?;
    rt.extend_bytearray(a[0], &[byte])?;
    Ok(Value::NONE)
}

fn clear(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    rt.resize_bytearray(a[0], 0)?;
    Ok(Value::NONE)
}

fn copy(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = rt.bytes_of(a[0]);
    rt.new_bytearray(b)
}

fn extend(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = match rt.byte_vec(a[1]) {
        Some(b) => b,
        None => ops::from_iterable(rt, a[1], NOT_A_BYTE, |rt, v| {
            let name = rt.type_name(v);
            rt.type_error(format!("can't extend bytearray with {name}"))
        })?,
    };
    rt.extend_bytearray(a[0], &b)?;
    Ok(Value::NONE)
}

fn insert(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let at = rt.as_size(a[1])?;
    let byte = byte_value(rt, a[2], NOT_A_BYTE)?;
    let len = rt.bytes_of(a[0]).len() as i64;
    let at = (if at < 0 { at + len } else { at }).clamp(0, len) as usize;
    rt.splice_bytearray(a[0], at, at, &[byte])?;
    Ok(Value::NONE)
}

fn pop(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let index = if a[1].is_unbound() { -1 } else { rt.as_size(a[1])? };
    let b = rt.bytes_of(a[0]);
    if b.is_empty() {
        return rt.raise(Exc::IndexError, "pop from empty bytearray");
    }
    let at = if index < 0 { index + b.len() as i64 } else { index };
    if at < 0 || at >= b.len() as i64 {
        return rt.raise(Exc::IndexError, "pop index out of range");
    }
    let byte = b[at as usize];
    rt.splice_bytearray(a[0], at as usize, at as usize + 1, &[])?;
    Ok(Value::int32(byte as i32))
}

fn remove(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let byte = byte_value(rt, a[1], NOT_A_BYTE)?;
    match memchr::memchr(byte, rt.bytes_of(a[0])) {
        Some(at) => {
            rt.splice_bytearray(a[0], at, at + 1, &[])?;
            Ok(Value::NONE)
        }
        None => rt.value_error("value not found in bytearray"),
    }
}

fn reverse(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    rt.bytearray_mut(a[0]).reverse();
    Ok(Value::NONE)
}

fn alloc_size(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let len = rt.bytes_of(a[0]).len();
    Ok(Value::int32(if len == 0 { 0 } else { len as i32 + 1 }))
}

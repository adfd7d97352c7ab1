//! The module `_struct`: values as packed bytes.

mod items;
mod layout;

use self::items::{item, item_bytes};
use self::layout::{Field, Layout, layout};
use super::bytes::ops;
use crate::heap::{Kind, Value};
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};

pub static TYPES: &[&TypeSpec] = &[&STRUCT, &UNPACK_ITERATOR];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_struct",
    functions: &[
        function("calcsize", Params::One, |rt, a| {
            let layout = layout(rt, a[0])?;
            rt.int(layout.size as i64)
        }),
        raw_function("pack", |rt, a| with_format(rt, a, pack)),
        raw_function("pack_into", |rt, a| with_format(rt, a, pack_into)),
        function("unpack", Params::Pos(2, 2), |rt, a| {
            let layout = layout(rt, a[0])?;
            unpack_all(rt, &layout, a[1])
        }),
        function("unpack_from", Params::Kw(&["", "buffer", "offset"], 2, 3), |rt, a| {
            let layout = layout(rt, a[0])?;
            unpack_from(rt, &layout, a[1], a[2])
        }),
        function("iter_unpack", Params::Pos(2, 2), |rt, a| {
            let layout = layout(rt, a[0])?;
            iter_unpack(rt, a[0], &layout, a[1])
        }),
        function("_clearcache", Params::NoArgs, |_, _| Ok(Value::NONE)),
    ],
    init: Some(init),
    doc: "Functions to convert between Python values and C structs.",
};

/// Native values: the format.
static STRUCT: TypeSpec = TypeSpec {
    name: "Struct",
    module: "_struct",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(new_struct),
        ..Slots::NONE
    },
    methods: &[
        raw_method("pack", |rt, a| of_struct(rt, a, pack)),
        raw_method("pack_into", |rt, a| of_struct(rt, a, pack_into)),
        method("unpack", Params::One, |rt, a| {
            let layout = struct_layout(rt, a[0])?;
            unpack_all(rt, &layout, a[1])
        }),
        method("unpack_from", Params::Kw(&["buffer", "offset"], 1, 2), |rt, a| {
            let layout = struct_layout(rt, a[0])?;
            unpack_from(rt, &layout, a[1], a[2])
        }),
        method("iter_unpack", Params::One, |rt, a| {
            let layout = struct_layout(rt, a[0])?;
            iter_unpack(rt, rt.native_value(a[0].obj(), 0), &layout, a[1])
        }),
    ],
    getset: &[
        getter("format", |rt, v| Ok(rt.native_value(v.obj(), 0))),
        getter("size", |rt, v| {
            let layout = struct_layout(rt, v)?;
            rt.int(layout.size as i64)
        }),
    ],
    doc: "Struct(fmt) --> compiled struct object",
};

/// Native values: the format, the buffer, the offset.
static UNPACK_ITERATOR: TypeSpec = TypeSpec {
    name: "unpack_iterator",
    module: "_struct",
    kind: Kind::NativeIter,
    base: "object",
    subclassable: false,
    slots: Slots {
        iter: Some(ops::iter_self),
        next: Some(next_unpacked),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[],
    doc: "",
};

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let name = rt.intern("error")?;
    let base = Value::object(rt.exceptions[Exc::Exception as usize]);
    let bases = rt.new_tuple(&[base])?;
    let namespace = rt.new_dict()?;
    let (key, module_name) = (rt.intern("__module__")?, rt.intern("struct")?);
    rt.set_item(namespace, key, module_name)?;
    let error = rt.call(Value::object(rt.types.type_), &[name, bases, namespace])?;
    rt.strings.struct_error = Some(error);
    rt.set_attr_str(module, "error", error)?;
    let class = Value::object(rt.class_of_spec(&STRUCT));
    rt.set_attr_str(module, "Struct", class)
}

/// Raises `struct.error`.
fn fail<T>(rt: &mut Runtime, message: impl Into<String>) -> Res<T> {
    let Some(class) = rt.strings.struct_error else {
        return rt.value_error(message);
    };
    let message = rt.new_str(&message.into())?;
    let exc = rt.call(class, &[message])?;
    rt.raise_value(exc)
}

fn struct_layout(rt: &mut Runtime, v: Value) -> Res<Layout> {
    layout(rt, rt.native_value(v.obj(), 0))
}

fn new_struct(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let bound = rt.bind_args("Struct", Params::Kw(&["format"], 1, 1), &a.pos[1..], a.kw)?;
    layout(rt, bound[0])?;
    let format = match rt.as_byte_slice(bound[0]) {
        Some(b) => rt.new_str(&String::from_utf8_lossy(b))?,
        None => bound[0],
    };
    rt.new_native(Kind::Native, a.pos[0].obj(), &[format])
}

type Packer = fn(&mut Runtime, &Layout, &[Value]) -> Res<Value>;

fn with_format(rt: &mut Runtime, a: &Args<'_>, f: Packer) -> Res<Value> {
    let Some((format, rest)) = a.pos.split_first() else {
        return rt.type_error("missing format argument");
    };
    let layout = layout(rt, *format)?;
    f(rt, &layout, rest)
}

fn of_struct(rt: &mut Runtime, a: &Args<'_>, f: Packer) -> Res<Value> {
    let layout = struct_layout(rt, a.pos[0])?;
    f(rt, &layout, &a.pos[1..])
}

fn pack(rt: &mut Runtime, layout: &Layout, values: &[Value]) -> Res<Value> {
    let bytes = packed(rt, layout, values, "pack")?;
    rt.new_bytes(&bytes)
}

fn packed(rt: &mut Runtime, layout: &Layout, values: &[Value], name: &str) -> Res<Vec<u8>> {
    let wanted = layout.values();
    if values.len() != wanted {
        return fail(
            rt,
            format!("{name} expected {wanted} items for packing (got {})", values.len()),
        );
    }
    let mut out = vec![0; layout.size];
    let mut values = values.iter();
    for f in &layout.fields {
        if matches!(f.code, b's' | b'p') {
            let v = values.next().copied().unwrap_or(Value::NONE);
            put_text(rt, f, v, &mut out[f.offset..f.offset + f.count])?;
            continue;
        }
        for i in 0..f.count {
            let v = values.next().copied().unwrap_or(Value::NONE);
            let bytes = match item_bytes(rt, layout, f.code, f.size, v) {
                Err(_) if rt.is_int(v) && rt.matches(Exc::OverflowError) => {
                    rt.clear_exc();
                    return fail(rt, "int too large to convert");
                }
                bytes => bytes?,
            };
            let at = f.offset + i * f.size;
            let to = &mut out[at..at + f.size];
            to.copy_from_slice(&bytes[..f.size]);
            if layout.big {
                to.reverse();
            }
        }
    }
    Ok(out)
}

fn put_text(rt: &mut Runtime, f: &Field, v: Value, to: &mut [u8]) -> Res<()> {
    let is_bytes = matches!(rt.kind_of(v), Some(Kind::Bytes | Kind::Bytearray));
    let Some(b) = rt.as_byte_slice(v).filter(|_| is_bytes) else {
        return fail(rt, format!("argument for '{}' must be a bytes object", f.code as char));
    };
    if f.code == b's' {
        let n = b.len().min(to.len());
        to[..n].copy_from_slice(&b[..n]);
    } else if let Some((length, to)) = to.split_first_mut() {
        let n = b.len().min(to.len());
        to[..n].copy_from_slice(&b[..n]);
        *length = n.min(255) as u8;
    }
    Ok(())
}

/// (buffer, offset, values…)
fn pack_into(rt: &mut Runtime, layout: &Layout, a: &[Value]) -> Res<Value> {
    let [buffer, offset, values @ ..] = a else {
        let what = if a.is_empty() { "buffer" } else { "offset" };
        return fail(rt, format!("pack_into expected {what} argument"));
    };
    let bytes = packed(rt, layout, values, "pack_into")?;
    let Some((content, start, len)) = rt.writable_bytes(*buffer) else {
        let name = rt.type_name(*buffer);
        return rt.type_error(format!("argument must be read-write bytes-like object, not {name}"));
    };
    let offset = rt.as_subscript(*offset)?;
    let size = layout.size;
    let at = place(rt, offset, len, size, ["pack_into", "packing", "no space to pack"])?;
    if let Some(to) = rt.bytearray_mut(content).get_mut(start + at..start + at + size) {
        to.copy_from_slice(&bytes);
    }
    Ok(Value::NONE)
}

fn unpacked(rt: &mut Runtime, layout: &Layout, b: &[u8]) -> Res<Value> {
    let mut items = Vec::with_capacity(layout.values());
    for f in &layout.fields {
        match f.code {
            b's' => items.push(rt.new_bytes(&b[f.offset..f.offset + f.count])?),
            b'p' => {
                let part = &b[f.offset..f.offset + f.count];
                let n = part.first().map_or(0, |n| (*n as usize).min(part.len() - 1));
                items.push(rt.new_bytes(&part[part.len().min(1)..part.len().min(1) + n])?);
            }
            _ => {
                for i in 0..f.count {
                    let at = f.offset + i * f.size;
                    items.push(item(rt, layout, f, &b[at..at + f.size])?);
                }
            }
        }
    }
    rt.new_tuple(&items)
}

fn unpack_all(rt: &mut Runtime, layout: &Layout, buffer: Value) -> Res<Value> {
    let b = rt.byte_argument(buffer)?;
    if b.len() != layout.size {
        return fail(rt, format!("unpack requires a buffer of {} bytes", layout.size));
    }
    unpacked(rt, layout, b)
}

/// Where `size` bytes at `offset` (negative: from the end) of a buffer of `len` bytes begin; `what` names the function,
/// what it does, and the complaint about a negative offset too near the end.
fn place(rt: &mut Runtime, offset: i64, len: usize, size: usize, what: [&str; 3]) -> Res<usize> {
    let [function, doing, complaint] = what;
    if offset < 0 && offset + size as i64 > 0 {
        return fail(rt, format!("{complaint} {size} bytes at offset {offset}"));
    }
    let at = if offset < 0 { offset + len as i64 } else { offset };
    if at < 0 {
        return fail(rt, format!("offset {offset} out of range for {len}-byte buffer"));
    }
    if len as i64 - at < size as i64 {
        let needed = at + size as i64;
        return fail(
            rt,
            format!(
                "{function} requires a buffer of at least {needed} bytes for {doing} {size} bytes at offset {at} (actual buffer size is {len})"
            ),
        );
    }
    Ok(at as usize)
}

fn unpack_from(rt: &mut Runtime, layout: &Layout, buffer: Value, offset: Value) -> Res<Value> {
    let b = rt.byte_argument(buffer)?;
    let offset = if offset.is_unbound() { 0 } else { rt.as_size(offset)? };
    let what = ["unpack_from", "unpacking", "not enough data to unpack"];
    let at = place(rt, offset, b.len(), layout.size, what)?;
    unpacked(rt, layout, &b[at..at + layout.size])
}

fn iter_unpack(rt: &mut Runtime, format: Value, layout: &Layout, buffer: Value) -> Res<Value> {
    let b = rt.byte_argument(buffer)?;
    if layout.size == 0 {
        return fail(rt, "cannot iteratively unpack with a struct of length 0");
    }
    if !b.len().is_multiple_of(layout.size) {
        return fail(
            rt,
            format!(
                "iterative unpacking requires a buffer of a multiple of {} bytes",
                layout.size
            ),
        );
    }
    let class = rt.class_of_spec(&UNPACK_ITERATOR);
    rt.new_native(Kind::NativeIter, class, &[format, buffer, Value::ZERO])
}

fn next_unpacked(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let [format, buffer, offset] = [0, 1, 2].map(|i| rt.native_value(it.obj(), i));
    let layout = layout(rt, format)?;
    let at = offset.as_small_int().unwrap_or(0) as usize;
    let b = rt.byte_argument(buffer)?;
    match b.get(at..at + layout.size) {
        Some(part) => {
            rt.set_native_value(it.obj(), 2, Value::int32((at + layout.size) as i32));
            unpacked(rt, &layout, part).map(Some)
        }
        None => Ok(None),
    }
}

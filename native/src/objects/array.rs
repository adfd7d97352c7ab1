//! The module `array`: sequences of C numbers.

use super::bytes::ops;
use crate::generated::layouts::o_native;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};

pub static TYPES: &[&TypeSpec] = &[&ARRAY, &ARRAY_ITERATOR];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    functions: super::array_reconstruct::FUNCTIONS,
    init: Some(init),
    doc: "This module defines an object type which can efficiently represent an array of basic values.",
};

/// Native values: a bytearray with the items, the typecode.
pub static ARRAY: TypeSpec = TypeSpec {
    name: "array.array",
    module: "array",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        unhashable: true,
        compare: Some(compare),
        len: Some(|rt, v| Ok(len(rt, v))),
        get_item: Some(get_item),
        set_item: Some(set_item),
        contains: Some(|rt, v, item| Ok(position(rt, v, item, 0, usize::MAX)?.is_some())),
        iter: Some(iter),
        concat: Some(concat),
        repeat: Some(repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[
        method("append", Params::One, append),
        method("buffer_info", Params::NoArgs, |rt, a| {
            let address = rt.int(a[0].obj().0 as i64)?;
            rt.new_tuple(&[address, Value::int32(len(rt, a[0]) as i32)])
        }),
        method("byteswap", Params::NoArgs, byteswap),
        method("count", Params::One, count),
        method("extend", Params::One, |rt, a| {
            extend(rt, a[0], a[1]).map(|()| Value::NONE)
        }),
        method("frombytes", Params::One, frombytes),
        method("fromlist", Params::One, fromlist),
        method("fromunicode", Params::One, fromunicode),
        method("index", Params::Pos(1, 3), index),
        method("insert", Params::Pos(2, 2), insert),
        method("pop", Params::Pos(0, 1), pop),
        method("remove", Params::One, remove),
        method("reverse", Params::NoArgs, reverse),
        method("tobytes", Params::NoArgs, |rt, a| {
            rt.new_bytes(rt.bytes_of(data(rt, a[0])))
        }),
        method("tofile", Params::One, |rt, a| {
            let bytes = rt.new_bytes(rt.bytes_of(data(rt, a[0])))?;
            rt.call_method(a[1], "write", &[bytes])?;
            Ok(Value::NONE)
        }),
        method("fromfile", Params::Pos(2, 2), |rt, a| {
            let itemsize = rt.get_attr_str(a[0], "itemsize")?;
            let count = rt.binary(BinOp::Mul, a[2], itemsize)?;
            let bytes = rt.call_method(a[1], "read", &[count])?;
            let complete = rt.len(bytes)? as i64 == rt.as_index(count)?;
            rt.call_method(a[0], "frombytes", &[bytes])?;
            match complete {
                true => Ok(Value::NONE),
                false => rt.raise(Exc::EOFError, "read() didn't return enough bytes"),
            }
        }),
        method("tolist", Params::NoArgs, |rt, a| {
            let items = items(rt, a[0])?;
            rt.new_list(&items)
        }),
        method("tounicode", Params::NoArgs, tounicode),
        method("__copy__", Params::NoArgs, |rt, a| copy_of(rt, a[0])),
        method("__deepcopy__", Params::One, |rt, a| copy_of(rt, a[0])),
        method("__reduce_ex__", Params::One, reduce),
    ],
    getset: &[
        getter("itemsize", |rt, v| Ok(Value::int32(item_size(code(rt, v)) as i32))),
        getter("typecode", |rt, v| rt.char_str(code(rt, v) as u32)),
    ],
    doc: "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode.",
};

/// Native values: the array. RAW: index of the next item.
static ARRAY_ITERATOR: TypeSpec = TypeSpec {
    name: "array.arrayiterator",
    module: "array",
    kind: Kind::NativeIter,
    base: "object",
    subclassable: false,
    slots: Slots {
        iter: Some(ops::iter_self),
        next: Some(next),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", Params::NoArgs, |rt, a| {
            let iter = rt.builtin("iter")?;
            let array = rt.native_value(a[0].obj(), 0);
            if array.is_none() {
                let nothing = rt.new_tuple(&[])?;
                let args = rt.new_tuple(&[nothing])?;
                return rt.new_tuple(&[iter, args]);
            }
            let args = rt.new_tuple(&[array])?;
            let at = Value::int32(rt.heap.u32(a[0].obj(), o_native::RAW) as i32);
            rt.new_tuple(&[iter, args, at])
        }),
        method("__setstate__", Params::One, |rt, a| {
            let at = rt.as_index(a[1])?.clamp(0, i32::MAX as i64);
            rt.heap.set_u32(a[0].obj(), o_native::RAW, at as u32);
            Ok(Value::NONE)
        }),
    ],
    getset: &[],
    doc: "",
};

const TYPECODES: &str = "bBuhHiIlLqQfd";

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let class = Value::object(rt.class_of_spec(&ARRAY));
    rt.set_attr_str(module, "array", class)?;
    rt.set_attr_str(module, "ArrayType", class)?;
    let codes = rt.new_str(TYPECODES)?;
    rt.set_attr_str(module, "typecodes", codes)
}

fn item_size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' => 4,
        _ => 8,
    }
}

fn data(rt: &Runtime, v: Value) -> Value {
    rt.native_value(v.obj(), 0)
}

fn code(rt: &Runtime, v: Value) -> u8 {
    rt.native_value(v.obj(), 1).as_small_int().unwrap_or(0) as u8
}

fn len(rt: &Runtime, v: Value) -> usize {
    rt.bytes_of(data(rt, v)).len() / item_size(code(rt, v))
}

fn is_array(rt: &Runtime, v: Value) -> bool {
    v.is_object() && rt.is_instance(v, rt.class_of_spec(&ARRAY))
}

impl Runtime {
    /// The bytes of an object of kind NATIVE that is an array.
    pub(crate) fn array_bytes(&self, r: Ref) -> Option<&'static [u8]> {
        let v = Value::object(r);
        is_array(self, v).then(|| self.bytes_of(data(self, v)))
    }

    /// The bytearray with the items of an array, and its typecode.
    pub(crate) fn array_content(&self, v: Value) -> Option<(Value, u8)> {
        is_array(self, v).then(|| (data(self, v), code(self, v)))
    }
}

fn make(rt: &mut Runtime, class: Ref, code: u8, bytes: &[u8]) -> Res<Value> {
    let content = rt.new_bytearray(bytes)?;
    rt.new_native(Kind::Native, class, &[content, Value::int32(code as i32)])
}

fn make_like(rt: &mut Runtime, v: Value, bytes: &[u8]) -> Res<Value> {
    let class = rt.class_of_spec(&ARRAY);
    make(rt, class, code(rt, v), bytes)
}

fn copy_of(rt: &mut Runtime, v: Value) -> Res<Value> {
    make_like(rt, v, rt.bytes_of(data(rt, v)))
}

fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let class = a.pos[0].obj();
    let is_plain = class == rt.class_of_spec(&ARRAY);
    if !a.kw.is_empty() && is_plain {
        return rt.type_error("array.array() takes no keyword arguments");
    }
    let given = a.pos.len() - 1;
    if given == 0 || given > 2 {
        let bound = if given == 0 {
            "at least 1 argument"
        } else {
            "at most 2 arguments"
        };
        return rt.type_error(format!("array() takes {bound} ({given} given)"));
    }
    let code = match rt.as_chars(a.pos[1]) {
        Some(s) if s.len() == 1 => s.at(0),
        _ => {
            let name = rt.type_name(a.pos[1]);
            return rt.type_error(format!("array() argument 1 must be a unicode character, not {name}"));
        }
    };
    let Some(code) = TYPECODES.bytes().find(|c| *c as u32 == code) else {
        return rt.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    };
    let v = make(rt, class, code, &[])?;
    let Some(&initial) = a.pos.get(2) else { return Ok(v) };
    let scope = rt.scope();
    rt.root(v);
    let filled = fill(rt, v, code, initial);
    rt.unscope(scope);
    filled.map(|()| v)
}

fn fill(rt: &mut Runtime, v: Value, code: u8, initial: Value) -> Res<()> {
    if rt.is_str(initial) {
        if code != b'u' {
            let code = code as char;
            return rt.type_error(format!(
                "cannot use a str to initialize an array with typecode '{code}'"
            ));
        }
        return fromunicode(rt, &[v, initial]).map(|_| ());
    }
    match rt.kind_of(initial) {
        Some(Kind::Bytes | Kind::Bytearray) => frombytes(rt, &[v, initial]).map(|_| ()),
        _ if is_array(rt, initial) && code != b'u' && self::code(rt, initial) == b'u' => {
            let code = code as char;
            rt.type_error(format!(
                "cannot use a unicode array to initialize an array with typecode '{code}'"
            ))
        }
        _ if is_array(rt, initial) => {
            for item in items(rt, initial)? {
                push(rt, v, item)?;
            }
            Ok(())
        }
        _ => push_all(rt, v, initial),
    }
}

fn push_all(rt: &mut Runtime, v: Value, iterable: Value) -> Res<()> {
    let it = rt.iter(iterable)?;
    let scope = rt.scope();
    rt.root(it);
    let mut fill = || -> Res<()> {
        while let Some(item) = rt.next(it)? {
            push(rt, v, item)?;
        }
        Ok(())
    };
    let filled = fill();
    rt.unscope(scope);
    filled
}

fn push(rt: &mut Runtime, v: Value, item: Value) -> Res<()> {
    let code = code(rt, v);
    let bytes = packed(rt, code, item)?;
    rt.extend_bytearray(data(rt, v), &bytes[..item_size(code)])
}

fn items(rt: &mut Runtime, v: Value) -> Res<Vec<Value>> {
    (0..len(rt, v)).map(|i| item(rt, v, i)).collect()
}

fn item(rt: &mut Runtime, v: Value, i: usize) -> Res<Value> {
    let code = code(rt, v);
    let size = item_size(code);
    let Some(part) = rt.bytes_of(data(rt, v)).get(i * size..(i + 1) * size) else {
        return rt.raise(Exc::IndexError, "array index out of range");
    };
    let mut wide = [0; 8];
    wide[..size].copy_from_slice(part);
    let bits = u64::from_le_bytes(wide);
    let unused = 64 - 8 * size as u32;
    match code {
        b'f' => Ok(Value::float(f32::from_bits(bits as u32) as f64)),
        b'd' => Ok(Value::float(f64::from_bits(bits))),
        b'u' => rt.char_str(bits as u32),
        c if c.is_ascii_lowercase() => rt.int((bits << unused) as i64 >> unused),
        _ => rt.int_from_u64(bits),
    }
}

/// Little-endian bytes of one item.
fn packed(rt: &mut Runtime, code: u8, v: Value) -> Res<[u8; 8]> {
    let mut out = [0; 8];
    match code {
        b'f' | b'd' => {
            let x = rt.as_f64(v)?;
            if code == b'd' {
                out = x.to_le_bytes()
            } else {
                out[..4].copy_from_slice(&(x as f32).to_le_bytes())
            }
            return Ok(out);
        }
        b'u' => {
            return match rt.as_chars(v) {
                Some(s) if s.len() == 1 => {
                    out[..4].copy_from_slice(&s.at(0).to_le_bytes());
                    Ok(out)
                }
                _ => rt.type_error("array item must be unicode character"),
            };
        }
        _ => {}
    }
    let n = match v.as_small_int() {
        Some(n) => Some(n as i128),
        None => i128::try_from(rt.index_value(v)?.into_big()).ok(),
    };
    let bits = 8 * item_size(code) as u32;
    let (low, high) = if code.is_ascii_lowercase() {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    if let Some(n) = n.filter(|n| (low..=high).contains(n)) {
        return Ok(n.to_le_bytes()[..8].try_into().unwrap_or(out));
    }
    let negative = n.is_some_and(|n| n < 0);
    let name = match code {
        b'b' => "signed char",
        b'B' => "unsigned byte integer",
        b'h' => "signed short integer",
        b'H' => "unsigned short",
        b'i' => "signed integer",
        _ => "unsigned int",
    };
    let message = match code {
        b'q' | b'Q' if code == b'Q' && negative => "can't convert negative int to unsigned".to_string(),
        b'q' | b'Q' => "int too big to convert".to_string(),
        b'I' | b'L' if negative => "can't convert negative value to unsigned int".to_string(),
        b'I' | b'L' if n.is_none_or(|n| n > u64::MAX as i128) => {
            "Python int too large to convert to C unsigned long".to_string()
        }
        b'I' => format!("{name} is greater than maximum"),
        _ if n.is_none_or(|n| i64::try_from(n).is_err()) => "Python int too large to convert to C long".to_string(),
        _ if negative => format!("{name} is less than minimum"),
        _ => format!("{name} is greater than maximum"),
    };
    rt.raise(Exc::OverflowError, message)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let code = code(rt, v) as char;
    let name = rt.type_name(v);
    let name = name.rsplit('.').next().unwrap_or_default();
    if len(rt, v) == 0 {
        return rt.new_str(&format!("{name}('{code}')"));
    }
    let shown = if code == 'u' {
        tounicode(rt, &[v])?
    } else {
        let items = items(rt, v)?;
        rt.new_list(&items)?
    };
    let shown = rt.repr(shown)?;
    let mut b = crate::objects::str::StrBuilder::new();
    b.push_str(&format!("{name}('{code}', "));
    b.push_chars(rt.chars(shown));
    b.push_str(")");
    b.finish(rt)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !is_array(rt, a) || !is_array(rt, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (items(rt, a)?, items(rt, b)?);
    let (x, y) = (rt.new_list(&x)?, rt.new_list(&y)?);
    rt.rooted(&[x, y], |rt| rt.compare(x, y, op))
}

fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let n = len(rt, v);
    if rt.is_slice(key) {
        let span = rt.slice_indices(key, n)?;
        let size = item_size(code(rt, v));
        let b = rt.bytes_of(data(rt, v));
        let picked: Vec<u8> = span
            .indices()
            .flat_map(|i| &b[i * size..(i + 1) * size])
            .copied()
            .collect();
        return make_like(rt, v, &picked);
    }
    let at = place(rt, key, n)?;
    match at {
        Some(i) => item(rt, v, i),
        None => rt.raise(Exc::IndexError, "array index out of range"),
    }
}

/// The index that `key` means, if it is in range.
fn place(rt: &mut Runtime, key: Value, len: usize) -> Res<Option<usize>> {
    if !rt.has_index(key)? {
        return rt.type_error("array indices must be integers");
    }
    let at = rt.sequence_index(key, len, "array")?;
    Ok(usize::try_from(at).ok().filter(|i| *i < len))
}

fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
    let code = code(rt, v);
    let size = item_size(code);
    if rt.is_slice(key) {
        return set_slice(rt, v, key, value, size);
    }
    let n = len(rt, v);
    let Some(i) = place(rt, key, n)? else {
        return rt.raise(Exc::IndexError, "array assignment index out of range");
    };
    match value {
        None => rt.splice_bytearray(data(rt, v), i * size, (i + 1) * size, &[]),
        Some(value) => {
            let bytes = packed(rt, code, value)?;
            match rt.bytearray_mut(data(rt, v)).get_mut(i * size..(i + 1) * size) {
                Some(to) => {
                    to.copy_from_slice(&bytes[..size]);
                    Ok(())
                }
                None => rt.raise(Exc::IndexError, "array assignment index out of range"),
            }
        }
    }
}

fn same_kind(rt: &mut Runtime, v: Value, other: Value, message: &str) -> Res<Vec<u8>> {
    if code(rt, v) != code(rt, other) {
        return rt.type_error(message);
    }
    Ok(rt.bytes_of(data(rt, other)).to_vec())
}

fn set_slice(rt: &mut Runtime, v: Value, slice: Value, value: Option<Value>, size: usize) -> Res<()> {
    let with = match value {
        None => None,
        Some(other) if is_array(rt, other) => {
            Some(same_kind(rt, v, other, "bad argument type for built-in operation")?)
        }
        Some(other) => {
            let name = rt.type_name(other);
            return rt.type_error(format!("can only assign array (not \"{name}\") to array slice"));
        }
    };
    let span = rt.slice_indices(slice, len(rt, v))?;
    let content = data(rt, v);
    if span.step == 1 {
        let start = span.start as usize * size;
        return rt.splice_bytearray(content, start, start + span.count * size, &with.unwrap_or_default());
    }
    match with.filter(|b| !b.is_empty()) {
        None => {
            let mut gone = vec![false; len(rt, v)];
            span.indices().for_each(|i| gone[i] = true);
            let b = rt.bytes_of(content);
            let kept: Vec<u8> = b
                .chunks(size)
                .zip(gone)
                .filter(|(_, gone)| !gone)
                .flat_map(|(item, _)| item)
                .copied()
                .collect();
            rt.set_bytearray(content, &kept)
        }
        Some(with) if with.len() == span.count * size => {
            let to = rt.bytearray_mut(content);
            span.indices()
                .zip(with.chunks(size))
                .for_each(|(i, b)| to[i * size..(i + 1) * size].copy_from_slice(b));
            Ok(())
        }
        Some(with) => rt.value_error(format!(
            "attempt to assign array of size {} to extended slice of size {}",
            with.len() / size,
            span.count
        )),
    }
}

fn iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = rt.class_of_spec(&ARRAY_ITERATOR);
    rt.new_native(Kind::NativeIter, class, &[v])
}

fn next(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let array = rt.native_value(it.obj(), 0);
    let at = rt.heap.u32(it.obj(), o_native::RAW) as usize;
    if array.is_none() || at >= len(rt, array) {
        rt.set_native_value(it.obj(), 0, Value::NONE);
        return Ok(None);
    }
    rt.heap.set_u32(it.obj(), o_native::RAW, at as u32 + 1);
    item(rt, array, at).map(Some)
}

fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if !is_array(rt, b) {
        let name = rt.type_name(b);
        return rt.type_error(format!("can only append array (not \"{name}\") to array"));
    }
    let right = same_kind(rt, a, b, "bad argument type for built-in operation")?;
    make_like(rt, a, &[rt.bytes_of(data(rt, a)), &right].concat())
}

fn repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let repeated = ops::repeat(rt, data(rt, v), count)?;
    make_like(rt, v, rt.bytes_of(repeated))
}

fn inplace_concat(rt: &mut Runtime, v: Value, other: Value) -> Res<Value> {
    if !is_array(rt, other) {
        let name = rt.type_name(other);
        return rt.type_error(format!("can only extend array with array (not \"{name}\")"));
    }
    extend(rt, v, other)?;
    Ok(v)
}

fn inplace_repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let repeated = ops::repeat(rt, data(rt, v), count)?;
    rt.set_bytearray(data(rt, v), rt.bytes_of(repeated))?;
    Ok(v)
}

fn append(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    push(rt, a[0], a[1])?;
    Ok(Value::NONE)
}

fn extend(rt: &mut Runtime, v: Value, other: Value) -> Res<()> {
    if is_array(rt, other) {
        let b = same_kind(rt, v, other, "can only extend with array of same kind")?;
        return rt.extend_bytearray(data(rt, v), &b);
    }
    push_all(rt, v, other)
}

fn frombytes(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = rt.byte_argument(a[1])?.to_vec();
    if !b.len().is_multiple_of(item_size(code(rt, a[0]))) {
        return rt.value_error("bytes length not a multiple of item size");
    }
    rt.extend_bytearray(data(rt, a[0]), &b)?;
    Ok(Value::NONE)
}

fn fromlist(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.kind_of(a[1]) != Some(Kind::List) {
        return rt.type_error("arg must be list");
    }
    let code = code(rt, a[0]);
    let mut all = Vec::new();
    for item in rt.items_of_list(a[1]) {
        all.extend_from_slice(&packed(rt, code, item)?[..item_size(code)]);
    }
    rt.extend_bytearray(data(rt, a[0]), &all)?;
    Ok(Value::NONE)
}

fn fromunicode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if code(rt, a[0]) != b'u' {
        return rt.value_error("fromunicode() may only be called on unicode type arrays");
    }
    let Some(chars) = rt.as_chars(a[1]) else {
        let name = rt.type_name(a[1]);
        return rt.type_error(format!("fromunicode() argument must be str, not {name}"));
    };
    let all: Vec<u8> = chars.iter().flat_map(u32::to_le_bytes).collect();
    rt.extend_bytearray(data(rt, a[0]), &all)?;
    Ok(Value::NONE)
}

fn tounicode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if code(rt, a[0]) != b'u' {
        return rt.value_error("tounicode() may only be called on unicode type arrays");
    }
    let b = rt.bytes_of(data(rt, a[0]));
    let cps: Vec<u32> = b
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
        .collect();
    rt.str_from_code_points(&cps)
}

/// The first item equal to `wanted` from `start` up to `stop`.
fn position(rt: &mut Runtime, v: Value, wanted: Value, start: usize, stop: usize) -> Res<Option<usize>> {
    let mut i = start;
    while i < len(rt, v).min(stop) {
        let found = item(rt, v, i)?;
        if rt.eq(found, wanted)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn index(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = len(rt, a[0]);
    let start = if a[2].is_unbound() {
        0
    } else {
        rt.position_argument(a[2], n)?
    };
    let stop = if a[3].is_unbound() {
        n
    } else {
        rt.position_argument(a[3], n)?
    };
    match position(rt, a[0], a[1], start, stop)? {
        Some(i) => Ok(Value::int32(i as i32)),
        None => rt.value_error("array.index(x): x not in array"),
    }
}

fn count(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let mut n = 0;
    for item in items(rt, a[0])? {
        n += rt.eq(item, a[1])? as i32;
    }
    Ok(Value::int32(n))
}

fn insert(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let at = rt.as_index(a[1])?;
    let code = code(rt, a[0]);
    let size = item_size(code);
    let bytes = packed(rt, code, a[2])?;
    let n = len(rt, a[0]) as i64;
    let at = (if at < 0 { at + n } else { at }).clamp(0, n) as usize;
    rt.splice_bytearray(data(rt, a[0]), at * size, at * size, &bytes[..size])?;
    Ok(Value::NONE)
}

fn remove_at(rt: &mut Runtime, v: Value, i: usize) -> Res<()> {
    let size = item_size(code(rt, v));
    rt.splice_bytearray(data(rt, v), i * size, (i + 1) * size, &[])
}

fn pop(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = len(rt, a[0]);
    if n == 0 {
        return rt.raise(Exc::IndexError, "pop from empty array");
    }
    let at = if a[1].is_unbound() { -1 } else { rt.as_index(a[1])? };
    let at = if at < 0 { at + n as i64 } else { at };
    if at < 0 || at >= n as i64 {
        return rt.raise(Exc::IndexError, "pop index out of range");
    }
    let popped = item(rt, a[0], at as usize)?;
    remove_at(rt, a[0], at as usize)?;
    Ok(popped)
}

fn remove(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    match position(rt, a[0], a[1], 0, usize::MAX)? {
        Some(i) => {
            remove_at(rt, a[0], i)?;
            Ok(Value::NONE)
        }
        None => rt.value_error("array.remove(x): x not in array"),
    }
}

fn reverse(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = item_size(code(rt, a[0]));
    let to = rt.bytearray_mut(data(rt, a[0]));
    to.reverse();
    to.chunks_mut(size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn byteswap(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = item_size(code(rt, a[0]));
    rt.bytearray_mut(data(rt, a[0]))
        .chunks_mut(size)
        .for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

/// What `array._array_reconstructor` calls the items of a typecode on this machine.
fn machine_format(code: u8) -> i32 {
    match code {
        b'b' => 1,
        b'B' => 0,
        b'h' => 4,
        b'H' => 2,
        b'i' => 8,
        b'I' => 6,
        b'l' | b'q' => 12,
        b'L' | b'Q' => 10,
        b'f' => 14,
        b'd' => 16,
        _ => 20,
    }
}

/// `(class, (typecode, items), state)`, and from protocol 3 on with the items as bytes.
fn reduce(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let code = code(rt, a[0]);
    let class = Value::object(rt.class_of(a[0]));
    let state = rt.get_attr_opt(a[0], "__dict__")?.unwrap_or(Value::NONE);
    let typecode = rt.char_str(code as u32)?;
    if rt.as_index(a[1])? >= 3 {
        let module = rt.import("array")?;
        let make = rt.get_attr_str(module, "_array_reconstructor")?;
        let bytes = rt.new_bytes(rt.bytes_of(data(rt, a[0])))?;
        let args = rt.new_tuple(&[class, typecode, Value::int32(machine_format(code)), bytes])?;
        return rt.new_tuple(&[make, args, state]);
    }
    let items = items(rt, a[0])?;
    let items = rt.new_list(&items)?;
    let args = rt.new_tuple(&[typecode, items])?;
    rt.new_tuple(&[class, args, state])
}

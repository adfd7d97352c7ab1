//! Methods of arrays.

use super::*;

pub(super) fn append(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    push(rt, a[0], a[1])?;
    Ok(Value::NONE)
}

pub(super) fn extend(rt: &mut Runtime, v: Value, other: Value) -> Res<()> {
    if is_array(rt, other) {
        let b = same_kind(rt, v, other, "can only extend with array of same kind")?;
        return rt.extend_bytearray(data(rt, v), &b);
    }
    push_all(rt, v, other)
}

pub(super) fn frombytes(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = rt.byte_argument(a[1])?.to_vec();
    if !b.len().is_multiple_of(item_size(code(rt, a[0]))) {
        return rt.value_error("bytes length not a multiple of item size");
    }
    rt.extend_bytearray(data(rt, a[0]), &b)?;
    Ok(Value::NONE)
}

pub(super) fn fromlist(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
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

pub(super) fn fromunicode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if code(rt, a[0]) != b'u' {
        return rt.value_error("fromunicode() may only be called on unicode type arrays");
    }
    let Some(chars) = rt.as_chars(a[1]) else {
        let name = rt.argument_name(a[1]);
        return rt.type_error(format!("fromunicode() argument must be str, not {name}"));
    };
    let all: Vec<u8> = chars.iter().flat_map(u32::to_le_bytes).collect();
    rt.extend_bytearray(data(rt, a[0]), &all)?;
    Ok(Value::NONE)
}

pub(super) fn tounicode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
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
pub(super) fn position(rt: &mut Runtime, v: Value, wanted: Value, start: usize, stop: usize) -> Res<Option<usize>> {
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

pub(super) fn index(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = len(rt, a[0]);
    let (start, stop) = rt.search_bounds(a, n)?;
    match position(rt, a[0], a[1], start, stop)? {
        Some(i) => Ok(Value::int32(i as i32)),
        None => rt.value_error("array.index(x): x not in array"),
    }
}

pub(super) fn count(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let mut n = 0;
    for item in items(rt, a[0])? {
        n += rt.eq(item, a[1])? as i32;
    }
    Ok(Value::int32(n))
}

pub(super) fn insert(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let at = rt.as_size(a[1])?;
    let code = code(rt, a[0]);
    let size = item_size(code);
    let bytes = packed(rt, code, a[2])?;
    let n = len(rt, a[0]) as i64;
    let at = (if at < 0 { at + n } else { at }).clamp(0, n) as usize;
    rt.splice_bytearray(data(rt, a[0]), at * size, at * size, &bytes[..size])?;
    Ok(Value::NONE)
}

pub(super) fn remove_at(rt: &mut Runtime, v: Value, i: usize) -> Res<()> {
    let size = item_size(code(rt, v));
    rt.splice_bytearray(data(rt, v), i * size, (i + 1) * size, &[])
}

pub(super) fn pop(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = len(rt, a[0]);
    if n == 0 {
        return rt.raise(Exc::IndexError, "pop from empty array");
    }
    let at = if a[1].is_unbound() { -1 } else { rt.as_size(a[1])? };
    let at = if at < 0 { at + n as i64 } else { at };
    if at < 0 || at >= n as i64 {
        return rt.raise(Exc::IndexError, "pop index out of range");
    }
    let popped = item(rt, a[0], at as usize)?;
    remove_at(rt, a[0], at as usize)?;
    Ok(popped)
}

pub(super) fn remove(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    match position(rt, a[0], a[1], 0, usize::MAX)? {
        Some(i) => {
            remove_at(rt, a[0], i)?;
            Ok(Value::NONE)
        }
        None => rt.value_error("array.remove(x): x not in array"),
    }
}

pub(super) fn reverse(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = item_size(code(rt, a[0]));
    let to = rt.bytearray_mut(data(rt, a[0]));
    to.reverse();
    to.chunks_mut(size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

pub(super) fn byteswap(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = item_size(code(rt, a[0]));
    rt.bytearray_mut(data(rt, a[0]))
        .chunks_mut(size)
        .for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

/// What `array._array_reconstructor` calls the items of a typecode on this machine.
pub(super) fn machine_format(code: u8) -> i32 {
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
pub(super) fn reduce(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
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

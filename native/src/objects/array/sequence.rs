//! An array as a sequence: repr, comparison, items, slices, iteration, concatenation.

use super::*;

pub(super) fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let code = code(rt, v) as char;
    let name = rt.own_name(v);
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

pub(super) fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !is_array(rt, a) || !is_array(rt, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (items(rt, a)?, items(rt, b)?);
    let (x, y) = (rt.new_list(&x)?, rt.new_list(&y)?);
    rt.rooted(&[x, y], |rt| rt.compare(x, y, op))
}

pub(super) fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
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
pub(super) fn place(rt: &mut Runtime, key: Value, len: usize) -> Res<Option<usize>> {
    if !rt.has_index(key)? {
        return rt.type_error("array indices must be integers");
    }
    let at = rt.sequence_index(key, len, "array")?;
    Ok(usize::try_from(at).ok().filter(|i| *i < len))
}

pub(super) fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
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

pub(super) fn same_kind(rt: &mut Runtime, v: Value, other: Value, message: &str) -> Res<Vec<u8>> {
    if code(rt, v) != code(rt, other) {
        return rt.type_error(message);
    }
    Ok(rt.bytes_of(data(rt, other)).to_vec())
}

pub(super) fn set_slice(rt: &mut Runtime, v: Value, slice: Value, value: Option<Value>, size: usize) -> Res<()> {
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

pub(super) fn iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = rt.class_of_spec(&ARRAY_ITERATOR);
    rt.new_native(Kind::NativeIter, class, &[v])
}

pub(super) fn next(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let array = rt.native_value(it.obj(), 0);
    let at = rt.heap.u32(it.obj(), o_native::RAW) as usize;
    if array.is_none() || at >= len(rt, array) {
        rt.set_native_value(it.obj(), 0, Value::NONE);
        return Ok(None);
    }
    rt.heap.set_u32(it.obj(), o_native::RAW, at as u32 + 1);
    item(rt, array, at).map(Some)
}

pub(super) fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if !is_array(rt, b) {
        let name = rt.type_name(b);
        return rt.type_error(format!("can only append array (not \"{name}\") to array"));
    }
    let right = same_kind(rt, a, b, "bad argument type for built-in operation")?;
    make_like(rt, a, &[rt.bytes_of(data(rt, a)), &right].concat())
}

pub(super) fn repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let repeated = ops::repeat(rt, data(rt, v), count)?;
    make_like(rt, v, rt.bytes_of(repeated))
}

pub(super) fn inplace_concat(rt: &mut Runtime, v: Value, other: Value) -> Res<Value> {
    if !is_array(rt, other) {
        let name = rt.type_name(other);
        return rt.type_error(format!("can only extend array with array (not \"{name}\")"));
    }
    extend(rt, v, other)?;
    Ok(v)
}

pub(super) fn inplace_repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let repeated = ops::repeat(rt, data(rt, v), count)?;
    rt.set_bytearray(data(rt, v), rt.bytes_of(repeated))?;
    Ok(v)
}

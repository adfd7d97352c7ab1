//! The items of memoryviews: their bytes as values, places, parts.

use super::{View, lengths, view};
use crate::generated::layouts::{o_buffer, o_bytearray};
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime, machine};

fn item(rt: &mut Runtime, m: View, i: usize) -> Res<Value> {
    let at = m.offset(i);
    let b = match rt.as_byte_slice(m.content).and_then(|b| b.get(at..at + m.size())) {
        Some(b) => b,
        None => return rt.raise(Exc::IndexError, "index out of bounds on dimension 1"),
    };
    match m.format {
        b'c' => rt.new_bytes(b),
        b'?' => Ok(Value::bool(machine::widened(b) != 0)),
        b'w' => rt.raise(Exc::NotImplementedError, "memoryview: format w not supported"),
        code => machine::number(rt, code, b.len(), machine::widened(b)),
    }
}

/// The place of one item.
fn index(rt: &mut Runtime, m: View, key: Value) -> Res<usize> {
    if rt.kind_of(key) == Some(Kind::Tuple) {
        return index_of_tuple(rt, m, key);
    }
    if !m.shape.is_none() {
        return rt.raise(
            Exc::NotImplementedError,
            "multi-dimensional sub-views are not implemented",
        );
    }
    if !rt.has_index(key)? {
        return rt.type_error("memoryview: invalid slice key");
    }
    let at = rt.sequence_index(key, m.count, "memoryview")?;
    if at < 0 || at as usize >= m.count {
        return rt.raise(Exc::IndexError, "index out of bounds on dimension 1");
    }
    Ok(at as usize)
}

/// One index for each dimension.
fn index_of_tuple(rt: &mut Runtime, m: View, key: Value) -> Res<usize> {
    let (keys, shape) = (rt.sequence_items(key.obj()).to_vec(), rt.dimensions(m));
    let slices = keys.iter().filter(|&&k| rt.is_slice(k)).count();
    if slices > 0 && slices == keys.len() {
        return rt.raise(Exc::NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    for &key in &keys {
        if !rt.has_index(key)? {
            return rt.type_error("memoryview: invalid slice key");
        }
    }
    if keys.len() > shape.len() {
        let (n, given) = (shape.len(), keys.len());
        return rt.type_error(format!("cannot index {n}-dimension view with {given}-element tuple"));
    }
    if keys.len() < shape.len() {
        return rt.raise(Exc::NotImplementedError, "sub-views are not implemented");
    }
    let mut at = 0;
    for (i, (&key, &n)) in keys.iter().zip(&shape).enumerate() {
        let k = rt.as_index(key)?;
        let k = if k < 0 { k + n as i64 } else { k };
        if k < 0 || k >= n as i64 {
            return rt.raise(Exc::IndexError, format!("index out of bounds on dimension {}", i + 1));
        }
        at = at * n + k as usize;
    }
    Ok(at)
}

/// Part of the first dimension of several; what is not contiguous is not supported.
fn sliced_rows(rt: &mut Runtime, m: View, slice: Value) -> Res<View> {
    let mut shape = rt.dimensions(m);
    let span = rt.slice_indices(slice, shape[0])?;
    if span.step != 1 {
        return rt.raise(Exc::NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    let row: usize = shape[1..].iter().product();
    shape[0] = span.count;
    Ok(View {
        shape: lengths(rt, &shape)?,
        start: m.start + span.start as usize * row * m.size(),
        count: span.count * row,
        ..m
    })
}

fn sliced(rt: &mut Runtime, m: View, slice: Value) -> Res<View> {
    if !m.shape.is_none() {
        return sliced_rows(rt, m, slice);
    }
    let span = rt.slice_indices(slice, m.count)?;
    let start = if span.count == 0 {
        m.start
    } else {
        m.offset(span.start as usize)
    };
    Ok(View {
        start,
        count: span.count,
        step: m.step * span.step.clamp(-0x4000_0000, 0x4000_0000) as i32,
        ..m
    })
}

pub(super) fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let m = view(rt, v)?;
    if rt.is_slice(key) {
        let part = sliced(rt, m, key)?;
        return rt.new_memoryview(part);
    }
    let i = index(rt, m, key)?;
    item(rt, m, i)
}

fn write(rt: &mut Runtime, m: View, i: usize, b: &[u8]) {
    let buf = rt.heap.field(m.content.obj(), o_bytearray::BUF);
    rt.heap
        .bytes_mut(buf.0 + o_buffer::DATA + m.offset(i) as u32, b.len())
        .copy_from_slice(b);
}

/// The bytes of a value as one item.
fn packed(rt: &mut Runtime, m: View, value: Value) -> Res<Vec<u8>> {
    let format = m.format as char;
    match m.format {
        b'f' | b'd' => {
            let x = rt.as_f64(value)?;
            return Ok(if m.format == b'f' {
                (x as f32).to_le_bytes().to_vec()
            } else {
                x.to_le_bytes().to_vec()
            });
        }
        b'?' => return Ok(vec![rt.truth(value)? as u8]),
        b'c' => {
            return match rt.as_byte_slice(value) {
                Some(b @ [_]) => Ok(b.to_vec()),
                Some(_) => rt.value_error("memoryview: invalid value for format 'c'"),
                None => rt.type_error("memoryview: invalid type for format 'c'"),
            };
        }
        _ => {}
    }
    if !rt.has_index(value)? {
        return rt.type_error(format!("memoryview: invalid type for format '{format}'"));
    }
    let n = i128::try_from(rt.index_value(value)?.into_big()).unwrap_or(i128::MAX);
    let (low, high) = machine::range(m.format, m.size());
    if !(low..=high).contains(&n) {
        return rt.value_error(format!("memoryview: invalid value for format '{format}'"));
    }
    Ok(n.to_le_bytes()[..m.size()].to_vec())
}

pub(super) fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
    let m = view(rt, v)?;
    if m.readonly {
        return rt.type_error("cannot modify read-only memory");
    }
    let Some(value) = value else {
        return rt.type_error("cannot delete memory");
    };
    if rt.is_slice(key) {
        if !m.shape.is_none() {
            return rt.raise(
                Exc::NotImplementedError,
                "memoryview slice assignments are currently restricted to ndim = 1",
            );
        }
        let part = sliced(rt, m, key)?;
        let Some(b) = rt.byte_vec(value) else {
            let name = rt.type_name(value);
            return rt.type_error(format!("a bytes-like object is required, not '{name}'"));
        };
        if b.len() != part.count * part.size() {
            return rt.value_error("memoryview assignment: lvalue and rvalue have different structures");
        }
        b.chunks(part.size())
            .enumerate()
            .for_each(|(i, item)| write(rt, part, i, item));
        return Ok(());
    }
    let i = index(rt, m, key)?;
    let b = packed(rt, m, value)?;
    write(rt, m, i, &b);
    Ok(())
}

/// Items are compared as numbers, whatever their formats.
pub(super) fn same_items(rt: &mut Runtime, x: View, y: View) -> Res<bool> {
    if rt.dimensions(x) != rt.dimensions(y) {
        return Ok(false);
    }
    for i in 0..x.count {
        let (a, b) = (item(rt, x, i)?, item(rt, y, i)?);
        // Not `eq` of the same NaN, which is equal to itself as an object.
        let differs = a.is_float() && b.is_float() && a.as_float() != b.as_float();
        if differs || !rt.eq(a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn tolist(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    let shape = rt.dimensions(m);
    list_of(rt, m, &shape, 0)
}

/// Nested lists of the items from number `first` on.
fn list_of(rt: &mut Runtime, m: View, shape: &[usize], first: usize) -> Res<Value> {
    let Some((&n, inner)) = shape.split_first() else {
        return item(rt, m, first);
    };
    let size: usize = inner.iter().product();
    let items = (0..n).map(|i| list_of(rt, m, inner, first + i * size));
    let items = items.collect::<Res<Vec<_>>>()?;
    rt.new_list(&items)
}

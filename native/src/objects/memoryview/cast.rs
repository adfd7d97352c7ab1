//! memoryview.cast: the same bytes as items of another format, in other dimensions.

use super::{View, item_size, lengths, view};
use crate::heap::{Kind, Value};
use crate::objects::{Res, Runtime};

pub(super) fn cast(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    if !rt.is_str(a[1]) {
        let name = rt.argument_name(a[1]);
        return rt.type_error(format!("cast() argument 'format' must be str, not {name}"));
    }
    if !m.is_contiguous() {
        return rt.type_error("memoryview: casts are restricted to C-contiguous views");
    }
    let shape = if a[2].is_unbound() {
        None
    } else {
        Some(cast_shape(rt, a[2])?)
    };
    if shape.as_ref().is_some_and(|s| s.len() != 1) && !m.shape.is_none() {
        return rt.type_error("memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    let text = rt.str_to_string(a[1]);
    let format = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [c] if *c != b'w' => item_size(*c).map(|size| (*c, size)),
        _ => None,
    };
    let Some((format, size)) = format else {
        return rt.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        );
    };
    if m.size() > 1 && size > 1 {
        return rt.type_error("memoryview: cannot cast between two non-byte formats");
    }
    let bytes = m.count * m.size();
    if !bytes.is_multiple_of(size) {
        return rt.type_error("memoryview: length is not a multiple of itemsize");
    }
    let mut cast = View {
        shape: Value::NONE,
        count: bytes / size,
        step: size as i32,
        format,
        ..m
    };
    if let Some(shape) = shape {
        if shape.iter().try_fold(size, |n, &d| n.checked_mul(d)) != Some(bytes) {
            return rt.type_error("memoryview: product(shape) * itemsize != buffer size");
        }
        if shape.len() != 1 {
            cast.shape = lengths(rt, &shape)?;
        }
    }
    rt.new_memoryview(cast)
}

fn cast_shape(rt: &mut Runtime, shape: Value) -> Res<Vec<usize>> {
    if !matches!(rt.kind_of(shape), Some(Kind::List | Kind::Tuple)) {
        return rt.type_error("shape must be a list or a tuple");
    }
    let dimensions = rt.collect(shape)?;
    if dimensions.len() > 64 {
        return rt.value_error("memoryview: number of dimensions must not exceed 64");
    }
    let mut lengths = Vec::new();
    for n in dimensions {
        if rt.int_value(n).is_none() {
            return rt.type_error("memoryview.cast(): elements of shape must be integers");
        }
        let n = rt.as_size(n)?;
        if n <= 0 {
            return rt.value_error("memoryview.cast(): elements of shape must be integers > 0");
        }
        lengths.push(n as usize);
    }
    Ok(lengths)
}

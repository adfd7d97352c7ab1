//! The operators of bytes and bytearray, and their construction.

use super::hex;
use crate::generated::layouts::{o_bytes, o_native};
use crate::heap::{Kind, Ref, Value};
use crate::objects::iterators::sequence::reduce_by;
use crate::objects::spec::*;
use crate::objects::str::{Chars, args, codecs, hash_bytes, ops::repeat_into, search};
use crate::objects::{Exc, Res, Runtime};

pub fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let text = hex::bytes_repr(rt.bytes_of(v));
    rt.new_str(&text)
}

pub fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let r = Ref(v.low());
    let known = rt.heap.i64(r, o_bytes::HASH);
    if known != 0 {
        return Ok(known);
    }
    let h = hash_bytes(rt.bytes_of(v));
    rt.heap.set_i64(r, o_bytes::HASH, h);
    Ok(h)
}

/// bytes compare only with bytes; a bytearray, asked next, compares with all that is bytes-like.
pub fn compare_bytes(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(b) != Some(Kind::Bytes) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    compare(rt, a, b, op)
}

pub fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let (Some(x), Some(y)) = (rt.byte_vec_cow(a), rt.byte_vec_cow(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(match op {
        CmpOp::Eq => x == y,
        CmpOp::Ne => x != y,
        _ => op.holds(x, y),
    }))
}

pub fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    Ok(rt.heap.u32(Ref(v.low()), o_bytes::LEN) as usize)
}

pub fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let b = rt.bytes_of(v);
    if rt.is_slice(key) {
        let span = rt.slice_indices(key, b.len())?;
        if span.step == 1 {
            let start = span.start as usize;
            if span.count == b.len() && rt.is_exact(v, rt.types.bytes) {
                return Ok(v);
            }
            return rt.new_bytes_like(v, &b[start..start + span.count]);
        }
        let picked: Vec<u8> = span.indices().map(|i| b[i]).collect();
        return rt.new_bytes_like(v, &picked);
    }
    let is_bytes = rt.kind_of(v) == Some(Kind::Bytes);
    let at = rt.sequence_index(key, b.len(), if is_bytes { "byte" } else { "bytearray" })?;
    match b.get(at as usize) {
        Some(byte) if at >= 0 => Ok(Value::int32(*byte as i32)),
        _ => rt.raise(
            Exc::IndexError,
            if is_bytes {
                "index out of range"
            } else {
                "bytearray index out of range"
            },
        ),
    }
}

/// The value of an int that must be a byte.
pub fn byte_value(rt: &mut Runtime, v: Value, message: &str) -> Res<u8> {
    let n = rt.as_index_clamped(v)?;
    if (0..256).contains(&n) {
        Ok(n as u8)
    } else {
        rt.value_error(message)
    }
}

pub const NOT_A_BYTE: &str = "byte must be in range(0, 256)";

pub fn contains(rt: &mut Runtime, v: Value, item: Value) -> Res<bool> {
    if !rt.is_bytes_like(item) && rt.has_index(item)? {
        let byte = byte_value(rt, item, NOT_A_BYTE)?;
        return Ok(memchr::memchr(byte, rt.bytes_of(v)).is_some());
    }
    let needle = rt.byte_argument(item)?;
    Ok(search::find(Chars::One(rt.bytes_of(v)), Chars::One(needle)).is_some())
}

/// bytes_iterator and bytearray_iterator: the object and an index.
pub fn iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = if rt.kind_of(v) == Some(Kind::Bytes) {
        rt.types.bytes_iterator
    } else {
        rt.types.bytearray_iterator
    };
    let it = rt.alloc_native(Kind::NativeIter, class, 1, 0)?;
    rt.set_native_value(it, 0, v);
    Ok(Value::object(it))
}

pub fn iter_next(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = Ref(it.low());
    let b = rt.as_byte_slice(rt.native_value(r, 0)).unwrap_or(&[]);
    let at = rt.heap.u32(r, o_native::RAW);
    match b.get(at as usize) {
        Some(byte) => {
            rt.heap.set_u32(r, o_native::RAW, at + 1);
            Ok(Some(Value::int32(*byte as i32)))
        }
        None => {
            rt.set_native_value(r, 0, Value::UNBOUND);
            Ok(None)
        }
    }
}

/// `(iter, (object,), index)`
pub fn iter_reduce(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let it = a[0].obj();
    let object = rt.native_value(it, 0);
    let index = i64::from(rt.heap.u32(it, o_native::RAW));
    reduce_by(rt, "iter", (!object.is_unbound()).then_some(object), index)
}

pub fn iter_set_state(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (it, index) = (a[0].obj(), rt.as_index(a[1])?);
    if let Some(bytes) = rt.as_byte_slice(rt.native_value(it, 0)) {
        rt.heap
            .set_u32(it, o_native::RAW, index.clamp(0, bytes.len() as i64) as u32);
    }
    Ok(Value::NONE)
}

pub fn iter_self(_: &mut Runtime, it: Value) -> Res<Value> {
    Ok(it)
}

pub fn iter_length_hint(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let r = Ref(a[0].low());
    let len = rt.as_byte_slice(rt.native_value(r, 0)).map_or(0, <[u8]>::len);
    Ok(Value::int32(
        len.saturating_sub(rt.heap.u32(r, o_native::RAW) as usize) as i32
    ))
}

pub fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some(right) = rt.byte_vec_cow(b) else {
        let (left, right) = (rt.type_name(a), rt.type_name(b));
        return rt.type_error(format!("can't concat {right} to {left}"));
    };
    let left = rt.bytes_of(a);
    if right.is_empty() && rt.is_exact(a, rt.types.bytes) {
        return Ok(a);
    }
    rt.new_bytes_like(a, &[left, &right].concat())
}

pub fn repeat(rt: &mut Runtime, v: Value, count: Value) -> Res<Value> {
    let n = rt.as_index(count)?;
    let piece = rt.bytes_of(v);
    if n == 1 && rt.is_exact(v, rt.types.bytes) {
        return Ok(v);
    }
    let Some(len) = piece.len().checked_mul(n.max(0) as usize).filter(|n| *n <= (1 << 40)) else {
        return if rt.kind_of(v) == Some(Kind::Bytes) {
            rt.raise(Exc::OverflowError, "repeated bytes are too long")
        } else {
            rt.raise(Exc::MemoryError, "")
        };
    };
    if len > u32::MAX as usize / 2 {
        return rt.raise(Exc::MemoryError, "");
    }
    let mut all = vec![0; len];
    if len > 0 {
        repeat_into(&mut all, piece);
    }
    rt.new_bytes_like(v, &all)
}

pub fn modulo(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    match rt.kind_of(a) {
        Some(Kind::Bytes | Kind::Bytearray) => {
            let content = rt.percent_format_bytes(rt.bytes_of(a), b)?;
            rt.new_bytes_like(a, &content)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The bytes that the arguments of `bytes()` or `bytearray()`, called `name`, stand for.
pub fn source(rt: &mut Runtime, a: &[Value], name: &str) -> Res<Vec<u8>> {
    let [source, encoding, errors] = a[..3] else {
        return rt.raise(Exc::SystemError, "bad arguments");
    };
    let has_encoding = !encoding.is_unbound();
    let encoding = args::optional_str(rt, encoding, &format!("{name}() argument 'encoding'"), "utf-8")?;
    let has_errors = !errors.is_unbound();
    let errors = args::optional_str(rt, errors, &format!("{name}() argument 'errors'"), "strict")?;
    if rt.is_str(source) {
        if !has_encoding {
            return rt.type_error("string argument without an encoding");
        }
        return match codecs::Codec::find(&encoding) {
            Some(codec) => rt.encode_with(codec, source, &errors),
            None => {
                let encoded = rt.encode(source, &encoding, &errors)?;
                Ok(rt.bytes_of(encoded).to_vec())
            }
        };
    }
    if has_encoding || has_errors {
        let what = if has_encoding { "encoding" } else { "errors" };
        return rt.type_error(format!("{what} without a string argument"));
    }
    if source.is_unbound() {
        return Ok(Vec::new());
    }
    if let Some(b) = rt.byte_vec(source) {
        return Ok(b);
    }
    if rt.has_index(source)? {
        let n = rt.as_index(source)?;
        if n < 0 {
            return rt.value_error("negative count");
        }
        if n > u32::MAX as i64 / 2 {
            return rt.raise(Exc::MemoryError, "");
        }
        return Ok(vec![0; n as usize]);
    }
    let message = if name == "bytes" {
        "bytes must be in range(0, 256)"
    } else {
        NOT_A_BYTE
    };
    from_iterable(rt, source, message, |rt, v| {
        let found = rt.type_name(v);
        rt.type_error(format!("cannot convert '{found}' object to {name}"))
    })
}

/// Bytes from an iterable of ints; `refuse` raises when it is none.
pub fn from_iterable(
    rt: &mut Runtime,
    source: Value,
    message: &str,
    refuse: impl FnOnce(&mut Runtime, Value) -> Res<Vec<u8>>,
) -> Res<Vec<u8>> {
    let it = match rt.iter(source) {
        Ok(it) => it,
        Err(_) if rt.matches(Exc::TypeError) => {
            rt.clear_exc();
            return refuse(rt, source);
        }
        Err(e) => return Err(e),
    };
    let scope = rt.scope();
    rt.root(it);
    let mut bytes = Vec::new();
    let mut fill = || -> Res<()> {
        while let Some(item) = rt.next(it)? {
            bytes.push(byte_value(rt, item, message)?);
        }
        Ok(())
    };
    let filled = fill();
    rt.unscope(scope);
    filled.map(|()| bytes)
}

pub fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let names = Params::Kw(&["source", "encoding", "errors"], 0, 3);
    let bound = rt.bind_args("bytes", names, &a.pos[1..], a.kw)?;
    let class = Ref(a.pos[0].low());
    if a.pos.len() == 2 && a.kw.is_empty() && class == rt.types.bytes && rt.is_exact(bound[0], rt.types.bytes) {
        return Ok(bound[0]);
    }
    let own = match bound[1].is_unbound() && bound[2].is_unbound() {
        true => bytes_method(rt, bound[0])?,
        false => None,
    };
    let content = match own {
        Some(made) if class == rt.types.bytes => return Ok(made),
        Some(made) => rt.bytes_of(made).to_vec(),
        None => source(rt, &bound, "bytes")?,
    };
    let (r, to) = rt.alloc_bytes(class, content.len())?;
    to.copy_from_slice(&content);
    Ok(Value::object(r))
}

/// What the `__bytes__` method of an object, if it has one, gives: bytes or of a subclass.
pub fn bytes_method(rt: &mut Runtime, v: Value) -> Res<Option<Value>> {
    if !v.is_object() || rt.is_exact(v, rt.types.bytes) {
        return Ok(None);
    }
    let Some(f) = rt.lookup_special(v, "__bytes__")? else {
        return Ok(None);
    };
    let made = rt.call(f, &[])?;
    if rt.kind_of(made) != Some(Kind::Bytes) {
        let name = rt.type_name(made);
        return rt.type_error(format!("__bytes__ returned non-bytes (type {name})"));
    }
    Ok(Some(made))
}

impl Runtime {
    /// The bytes of any bytes-like object, copied only when it is not contiguous.
    pub(crate) fn byte_vec_cow(&self, v: Value) -> Option<std::borrow::Cow<'static, [u8]>> {
        match self.as_byte_slice(v) {
            Some(b) => Some(b.into()),
            None => self.byte_vec(v).map(Into::into),
        }
    }
}

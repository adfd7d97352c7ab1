//! The operations of str that the interpreter and compiled code call: concatenation, indexing, slices, comparison.

use super::super::slice::Span;
use super::super::spec::{Args, CmpOp, Params};
use super::super::{Res, Runtime};
use super::args;
use super::view::write_units;
use super::{Chars, StrBuilder, search};
use crate::generated::layouts::str_growth::{AGAIN, AT, UNITS};
use crate::generated::layouts::{o_buffer, o_str, str_flag};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// `v` if it is exactly a str, else a plain str with the same content.
    pub fn plain_str(&mut self, v: Value) -> Res<Value> {
        if self.heap.class(Ref(v.low())) == self.types.str {
            Ok(v)
        } else {
            self.new_str_narrow(self.chars(v))
        }
    }

    /// `a + b` of two strs. When `a` ends where its buffer's used part ends, `b` is appended in place and the result
    /// shares the buffer, so that building a str piece by piece takes linear time.
    pub fn str_concat(&mut self, a: Value, b: Value) -> Res<Value> {
        let (left, right) = (self.chars(a), self.chars(b));
        if right.is_empty() {
            return self.plain_str(a);
        }
        if left.is_empty() {
            return self.plain_str(b);
        }
        let width = left.width().max(right.width());
        let len = left.len() + right.len();
        let size = len * width as usize;
        let a_ref = Ref(a.low());
        let again = self.str_flags(a_ref) & str_flag::CONCATENATED != 0;
        let head = width as u32 | str_flag::CONCATENATED << 8;
        if size < if again { AGAIN } else { AT } as usize {
            let (r, to) = self.alloc_str(self.types.str, width, len)?;
            let (to_left, to_right) = to.split_at_mut(left.len() * width as usize);
            write_units(to_left, width, left);
            write_units(to_right, width, right);
            self.heap.set_u32(r, o_str::WIDTH, head);
            return Ok(Value::object(r));
        }
        let buf = self.heap.field(a_ref, o_str::BUF);
        let mut data = self.heap.u32(a_ref, o_str::DATA);
        let grows = !buf.is_none() && left.width() == width;
        let start = size - right.len() * width as usize;
        let target = if grows
            && data + start as u32 == buf.0 + UNITS + self.buffer_used(buf)
            && size + 8 + (data - buf.0 - UNITS) as usize <= self.heap.u32(buf, o_buffer::SIZE) as usize
        {
            buf
        } else {
            if size > u32::MAX as usize / 4 {
                return self.raise(super::super::Exc::MemoryError, "");
            }
            // A left part that was concatenated before will be again.
            let spare = if grows || again { size } else { size / 4 };
            let fresh = self.alloc_buffer(Kind::Buffer, 8 + size + spare)?;
            data = fresh.0 + UNITS;
            write_units(self.heap.bytes_mut(data, start), width, left);
            fresh
        };
        write_units(self.heap.bytes_mut(data + start as u32, size - start), width, right);
        self.set_buffer_used(target, data - target.0 - UNITS + size as u32);
        let r = self.alloc_uncleared(Kind::Str, self.types.str, o_str::INLINE as usize)?;
        self.str_header(r, len, head, data, target);
        Ok(Value::object(r))
    }

    /// `a` made longer in place, or `a + b` where that cannot be: nobody but the caller may have `a`, which a concatenation made.
    pub fn str_append(&mut self, a: Value, b: Value) -> Res<Value> {
        let (left, right) = (self.chars(a), self.chars(b));
        let width = left.width();
        let (start, more) = (left.raw().len(), right.len() * width as usize);
        if right.width() > width || start < AGAIN as usize || start + more > u32::MAX as usize / 4 {
            return self.str_concat(a, b);
        }
        let r = Ref(a.low());
        let mut buf = self.heap.field(r, o_str::BUF);
        let mut data = self.heap.u32(r, o_str::DATA);
        let room = |rt: &Runtime| {
            let end = data + start as u32 - (buf.0 + UNITS);
            end == rt.buffer_used(buf) && end as usize + more + 8 <= rt.heap.u32(buf, o_buffer::SIZE) as usize
        };
        if buf.is_none() || !room(self) {
            buf = self.alloc_buffer(Kind::Buffer, 8 + 2 * (start + more))?;
            data = buf.0 + UNITS;
            self.heap.bytes_mut(data, start).copy_from_slice(left.raw());
            self.heap.set_u32(r, o_str::DATA, data);
            self.heap.set_field(r, o_str::BUF, buf);
        }
        write_units(self.heap.bytes_mut(data + start as u32, more), width, right);
        self.set_buffer_used(buf, data - buf.0 - UNITS + (start + more) as u32);
        self.heap.set_u32(r, o_str::LEN, (left.len() + right.len()) as u32);
        self.heap.set_i64(r, o_str::HASH, 0);
        Ok(a)
    }

    /// `s * count`
    pub fn str_repeat(&mut self, s: Value, count: i64) -> Res<Value> {
        let chars = self.chars(s);
        if count <= 0 || chars.is_empty() {
            return Ok(self.strings.empty());
        }
        if count == 1 {
            return self.plain_str(s);
        }
        let Some(len) = chars.len().checked_mul(count as usize).filter(|n| *n <= (1 << 40)) else {
            return self.raise(super::super::Exc::OverflowError, "repeated string is too long");
        };
        let (r, to) = self.alloc_str(self.types.str, chars.width(), len)?;
        repeat_into(to, chars.raw());
        Ok(Value::object(r))
    }

    /// The character at `index`, which counts from the end when negative.
    pub fn str_index(&mut self, s: Value, index: i64) -> Res<Value> {
        let chars = self.chars(s);
        let at = if index < 0 { index + chars.len() as i64 } else { index };
        if at < 0 || at >= chars.len() as i64 {
            return self.raise(super::super::Exc::IndexError, "string index out of range");
        }
        match chars {
            Chars::One(b) => Ok(self.strings.latin1(b[at as usize])),
            _ => self.char_str(chars.at(at as usize)),
        }
    }

    /// `s[start:end]` with bounds already in range.
    pub fn substring(&mut self, s: Value, start: usize, end: usize) -> Res<Value> {
        let chars = self.chars(s);
        if start == 0 && end == chars.len() {
            return self.plain_str(s);
        }
        match chars {
            Chars::One(b) => self.new_str_narrow(Chars::One(&b[start..end])),
            _ => self.new_str_from(chars.slice(start, end)),
        }
    }

    /// `s[slice]`
    pub fn str_slice(&mut self, s: Value, slice: Value) -> Res<Value> {
        let len = self.str_len(s);
        let span @ Span { start, step, count, .. } = self.slice_indices(slice, len)?;
        if step == 1 {
            return self.substring(s, start as usize, start as usize + count);
        }
        let chars = self.chars(s);
        let mut b = StrBuilder::with_capacity(count);
        span.indices().for_each(|i| b.push(chars.at(i)));
        b.finish(self)
    }

    pub fn str_contains(&self, s: Value, part: Value) -> bool {
        search::find(self.chars(s), self.chars(part)).is_some()
    }

    /// `a op b` of two strs.
    pub fn str_compare(&self, a: Value, b: Value, op: CmpOp) -> bool {
        op.allows(Some(self.chars(a).compare(self.chars(b))))
    }

    pub fn str_eq(&self, a: Value, b: Value) -> bool {
        a == b || self.chars(a).same(self.chars(b))
    }

    /// The strs `parts` one after the other.
    pub fn str_join(&mut self, parts: &[Value]) -> Res<Value> {
        match *parts {
            [] => Ok(self.strings.empty()),
            [only] => self.plain_str(only),
            _ => self.join_strs(Chars::EMPTY, parts),
        }
    }

    /// The strs `parts` (two or more) put together, `separator` between them.
    pub fn join_strs(&mut self, separator: Chars<'_>, parts: &[Value]) -> Res<Value> {
        let gaps = parts.len() - 1;
        let mut width = separator.width();
        let mut len = gaps.saturating_mul(separator.len());
        for p in parts {
            let p = self.chars(*p);
            len += p.len();
            width = width.max(p.width());
        }
        let (r, to) = self.alloc_str(self.types.str, width, len)?;
        let mut rest = to;
        let mut put = |chars: Chars<'_>| {
            let (here, behind) = std::mem::take(&mut rest).split_at_mut(chars.len() * width as usize);
            write_units(here, width, chars);
            rest = behind;
        };
        for (i, p) in parts.iter().enumerate() {
            if i > 0 {
                put(separator);
            }
            put(self.chars(*p));
        }
        Ok(Value::object(r))
    }
}

/// Fills `to` with copies of `piece`.
pub fn repeat_into(to: &mut [u8], piece: &[u8]) {
    if let [byte] = piece {
        to.fill(*byte);
        return;
    }
    let mut done = piece.len();
    to[..done].copy_from_slice(piece);
    while done < to.len() {
        let more = done.min(to.len() - done);
        let (from, rest) = to.split_at_mut(done);
        rest[..more].copy_from_slice(&from[..more]);
        done += more;
    }
}

pub fn repr_chars(chars: Chars<'_>, b: &mut StrBuilder) {
    let quote = if search::contains_cp(chars, 39) && !search::contains_cp(chars, 34) {
        34
    } else {
        39
    };
    b.push(quote);
    for c in chars.iter() {
        if c == quote || c == 92 {
            b.push(92);
            b.push(c);
        } else if (32..127).contains(&c) || (c >= 127 && super::super::unicode::is_printable(c)) {
            b.push(c);
        } else {
            push_escape(b, c);
        }
    }
    b.push(quote);
}

/// `\n`, `\x1b`, `\ud800` and so on for one code point.
pub fn push_escape(b: &mut StrBuilder, c: u32) {
    match c {
        9 => b.push_ascii(b"\\t"),
        10 => b.push_ascii(b"\\n"),
        13 => b.push_ascii(b"\\r"),
        0..=0xff => b.push_str(&format!("\\x{c:02x}")),
        0x100..=0xffff => b.push_str(&format!("\\u{c:04x}")),
        _ => b.push_str(&format!("\\U{c:08x}")),
    }
}

pub(super) fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let chars = rt.chars(v);
    let mut b = StrBuilder::with_capacity(chars.len() + 2);
    repr_chars(chars, &mut b);
    b.finish(rt)
}

/// The str `v` with everything outside ASCII escaped: what `ascii()` makes of a repr.
pub fn escape_non_ascii(rt: &mut Runtime, v: Value) -> Res<Value> {
    let chars = rt.chars(v);
    if chars.is_ascii() {
        return Ok(v);
    }
    let mut b = StrBuilder::with_capacity(chars.len() * 2);
    for c in chars.iter() {
        if c < 128 { b.push(c) } else { push_escape(&mut b, c) }
    }
    b.finish(rt)
}

pub(super) fn str(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.plain_str(v)
}

pub(super) fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    Ok(rt.str_hash(v))
}

pub(super) fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let (Some(x), Some(y)) = (rt.as_chars(a), rt.as_chars(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(match op {
        CmpOp::Eq => a == b || x.same(y),
        CmpOp::Ne => a != b && !x.same(y),
        _ => op.allows(Some(x.compare(y))),
    }))
}

pub(super) fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    Ok(rt.str_len(v))
}

pub(super) fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    if let Some(i) = key.as_small_int() {
        return rt.str_index(v, i);
    }
    if rt.kind_of(key) == Some(Kind::Slice) {
        return rt.str_slice(v, key);
    }
    if !rt.has_index(key)? {
        let name = rt.type_name(key);
        return rt.type_error(format!("string indices must be integers, not '{name}'"));
    }
    let i = super::item_index(rt, key)?;
    rt.str_index(v, i)
}

pub(super) fn contains(rt: &mut Runtime, v: Value, item: Value) -> Res<bool> {
    match rt.as_chars(item) {
        Some(needle) => Ok(search::find(rt.chars(v), needle).is_some()),
        None => {
            let name = rt.type_name(item);
            rt.type_error(format!("'in <string>' requires string as left operand, not {name}"))
        }
    }
}

pub(super) fn iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.new_item_iter(Kind::StrIter, v)
}

pub(super) fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if !rt.is_str(b) {
        let name = rt.type_name(b);
        return rt.type_error(format!("can only concatenate str (not \"{name}\") to str"));
    }
    rt.str_concat(a, b)
}

pub(super) fn repeat(rt: &mut Runtime, s: Value, count: Value) -> Res<Value> {
    let n = rt.as_index(count)?;
    rt.str_repeat(s, n)
}

pub(super) fn modulo(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if !rt.is_str(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    rt.percent_format(a, b)
}

/// `str(object='')`, `str(bytes, encoding, errors)`
pub(super) fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let names = Params::Kw(&["object", "encoding", "errors"], 0, 3);
    let bound = rt.bind_args("str", names, &a.pos[1..], a.kw)?;
    let (object, encoding, errors) = (bound[0], bound[1], bound[2]);
    let class = Ref(a.pos[0].low());
    let made = if object.is_unbound() {
        rt.strings.empty()
    } else if encoding.is_unbound() && errors.is_unbound() {
        rt.str(object)?
    } else {
        decode_object(rt, object, encoding, errors)?
    };
    if class == rt.types.str {
        return Ok(made);
    }
    let chars = rt.chars(made);
    let (r, to) = rt.alloc_str(class, chars.width(), chars.len())?;
    to.copy_from_slice(chars.raw());
    Ok(Value::object(r))
}

fn decode_object(rt: &mut Runtime, object: Value, encoding: Value, errors: Value) -> Res<Value> {
    let encoding = args::optional_str(rt, encoding, "str() argument 'encoding'", "utf-8")?;
    let errors = args::optional_str(rt, errors, "str() argument 'errors'", "strict")?;
    if rt.is_str(object) {
        return rt.type_error("decoding str is not supported");
    }
    let Some(bytes) = rt.as_byte_slice(object) else {
        let name = rt.type_name(object);
        return rt.type_error(format!("decoding to str: need a bytes-like object, {name} found"));
    };
    rt.decode(bytes, &encoding, &errors)
}

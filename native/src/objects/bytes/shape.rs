//! Case mappings, padding and the `is…` questions of bytes and bytearray: ASCII only.

use super::pieces::is_space;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

fn mapped(rt: &mut Runtime, v: Value, f: impl Fn(&mut [u8])) -> Res<Value> {
    let mut all = rt.bytes_of(v).to_vec();
    f(&mut all);
    rt.new_bytes_like(v, &all)
}

pub fn lower(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], <[u8]>::make_ascii_lowercase)
}

pub fn upper(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], <[u8]>::make_ascii_uppercase)
}

pub fn capitalize(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], |b| {
        b.make_ascii_lowercase();
        if let Some(first) = b.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

pub fn swapcase(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], |b| {
        b.iter_mut().filter(|c| c.is_ascii_alphabetic()).for_each(|c| *c ^= 32)
    })
}

pub fn title(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], |b| {
        let mut in_word = false;
        for c in b {
            if in_word {
                c.make_ascii_lowercase()
            } else {
                c.make_ascii_uppercase()
            }
            in_word = c.is_ascii_alphabetic();
        }
    })
}

fn all(rt: &Runtime, v: Value, test: fn(&u8) -> bool) -> Res<Value> {
    let b = rt.bytes_of(v);
    Ok(Value::bool(!b.is_empty() && b.iter().all(test)))
}

pub fn isalnum(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a[0], u8::is_ascii_alphanumeric)
}

pub fn isalpha(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a[0], u8::is_ascii_alphabetic)
}

pub fn isdigit(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a[0], u8::is_ascii_digit)
}

pub fn isspace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a[0], |c| is_space(*c))
}

pub fn isascii(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    Ok(Value::bool(rt.bytes_of(a[0]).is_ascii()))
}

pub fn islower(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = rt.bytes_of(a[0]);
    Ok(Value::bool(
        b.iter().any(u8::is_ascii_lowercase) && !b.iter().any(u8::is_ascii_uppercase),
    ))
}

pub fn isupper(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let b = rt.bytes_of(a[0]);
    Ok(Value::bool(
        b.iter().any(u8::is_ascii_uppercase) && !b.iter().any(u8::is_ascii_lowercase),
    ))
}

pub fn istitle(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (mut in_word, mut any) = (false, false);
    for c in rt.bytes_of(a[0]) {
        if c.is_ascii_alphabetic() {
            if c.is_ascii_uppercase() == in_word {
                return Ok(Value::FALSE);
            }
            (in_word, any) = (true, true);
        } else {
            in_word = false;
        }
    }
    Ok(Value::bool(any))
}

/// Pads to the width a[1] with the byte a[2]; `left_share` says how much of the padding goes to the left.
fn pad(rt: &mut Runtime, a: &[Value], name: &str, left_share: fn(usize, usize) -> usize) -> Res<Value> {
    let width = rt.as_size(a[1])?.max(0) as usize;
    let fill = if a[2].is_unbound() {
        b' '
    } else {
        let is_memoryview = rt.kind_of(a[2]) == Some(crate::heap::Kind::Memoryview);
        match rt.as_byte_slice(a[2]) {
            Some([c]) if !is_memoryview => *c,
            _ => {
                let found = rt.argument_name(a[2]);
                return rt.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {found}"
                ));
            }
        }
    };
    let b = rt.bytes_of(a[0]);
    let width = checked(rt, width.max(b.len()))?;
    let missing = width - b.len();
    let left = left_share(missing, width);
    let mut all = vec![fill; width];
    all[left..left + b.len()].copy_from_slice(b);
    rt.new_bytes_like(a[0], &all)
}

fn checked(rt: &mut Runtime, n: usize) -> Res<usize> {
    if n > 1 << 31 {
        rt.raise(Exc::MemoryError, "")
    } else {
        Ok(n)
    }
}

pub fn center(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, "center", |missing, width| missing / 2 + (missing & width & 1))
}

pub fn ljust(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, "ljust", |_, _| 0)
}

pub fn rjust(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, "rjust", |missing, _| missing)
}

pub fn zfill(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let width = rt.as_size(a[1])?.max(0) as usize;
    let b = rt.bytes_of(a[0]);
    let width = checked(rt, width.max(b.len()))?;
    let (sign, digits) = match b {
        [b'+' | b'-', digits @ ..] => (&b[..1], digits),
        _ => (&b[..0], b),
    };
    let mut all = sign.to_vec();
    all.resize(width - digits.len(), b'0');
    all.extend_from_slice(digits);
    rt.new_bytes_like(a[0], &all)
}

pub fn expandtabs(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = if a[1].is_unbound() {
        8
    } else {
        i64::from(rt.as_c_int(a[1])?)
    };
    let mut all = Vec::new();
    let mut column = 0i64;
    for &c in rt.bytes_of(a[0]) {
        if c == b'\t' {
            if size > 0 {
                let n = size - column % size;
                let end = checked(rt, all.len() + n as usize)?;
                all.resize(end, b' ');
                column += n;
            }
        } else {
            all.push(c);
            column = if c == b'\n' || c == b'\r' { 0 } else { column + 1 };
        }
    }
    rt.new_bytes_like(a[0], &all)
}

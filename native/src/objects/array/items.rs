//! Items of an array: C numbers by their typecode.

use super::*;
use crate::objects::machine;

pub(super) fn item_size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' => 4,
        _ => 8,
    }
}

pub(super) fn data(rt: &Runtime, v: Value) -> Value {
    rt.native_value(v.obj(), 0)
}

pub(super) fn code(rt: &Runtime, v: Value) -> u8 {
    rt.native_value(v.obj(), 1).as_small_int().unwrap_or(0) as u8
}

pub(super) fn len(rt: &Runtime, v: Value) -> usize {
    rt.bytes_of(data(rt, v)).len() / item_size(code(rt, v))
}

pub(super) fn is_array(rt: &Runtime, v: Value) -> bool {
    v.is_object() && rt.is_instance(v, rt.class_of_spec(&ARRAY))
}

pub(super) fn item(rt: &mut Runtime, v: Value, i: usize) -> Res<Value> {
    let code = code(rt, v);
    let size = item_size(code);
    let Some(part) = rt.bytes_of(data(rt, v)).get(i * size..(i + 1) * size) else {
        return rt.raise(Exc::IndexError, "array index out of range");
    };
    let bits = machine::widened(part);
    match code {
        b'u' => rt.char_str(bits as u32),
        _ => machine::number(rt, code, size, bits),
    }
}

/// Little-endian bytes of one item.
pub(super) fn packed(rt: &mut Runtime, code: u8, v: Value) -> Res<[u8; 8]> {
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
    let (low, high) = machine::range(code, item_size(code));
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

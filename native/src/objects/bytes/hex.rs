//! Bytes as text: repr, hex and fromhex.

use crate::heap::Value;
use crate::objects::{Res, Runtime};

/// `b'…'`
pub fn bytes_repr(b: &[u8]) -> String {
    let quote = if b.contains(&b'\'') && !b.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    format!("b{quote}{}{quote}", escaped(b, quote))
}

pub fn escaped(b: &[u8], quote: char) -> String {
    let mut s = String::with_capacity(b.len() + 3);
    for &c in b {
        match c {
            b'\\' => s.push_str("\\\\"),
            b'\t' => s.push_str("\\t"),
            b'\n' => s.push_str("\\n"),
            b'\r' => s.push_str("\\r"),
            c if c as char == quote => {
                s.push('\\');
                s.push(quote);
            }
            32..127 => s.push(c as char),
            _ => s.push_str(&format!("\\x{c:02x}")),
        }
    }
    s
}

/// The separator of `hex`: one ASCII character, as a str or bytes.
fn separator(rt: &mut Runtime, v: Value) -> Res<u8> {
    if let Some(b) = rt.as_byte_slice(v) {
        return match b {
            [c] if c.is_ascii() => Ok(*c),
            [_] => rt.value_error("sep must be ASCII."),
            _ => rt.value_error("sep must be length 1."),
        };
    }
    if !rt.is_str(v) {
        rt.len(v)?;
        return rt.type_error("sep must be str or bytes.");
    }
    let s = rt.chars(v);
    if s.len() != 1 {
        return rt.value_error("sep must be length 1.");
    }
    if s.at(0) < 128 {
        Ok(s.at(0) as u8)
    } else {
        rt.value_error("sep must be ASCII.")
    }
}

/// Two digits per byte; with a separator between groups, counted from the right, or from the left if negative.
pub fn hex_of(rt: &mut Runtime, b: &[u8], sep: Value, group: Value) -> Res<Value> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let sep = if sep.is_unbound() {
        None
    } else {
        Some(separator(rt, sep)?)
    };
    let group = if group.is_unbound() { 1 } else { rt.as_c_int(group)? };
    let size = group.unsigned_abs() as usize;
    let mut text = Vec::with_capacity(b.len() * 3);
    for (i, c) in b.iter().enumerate() {
        if let Some(sep) = sep
            && i > 0
            && size > 0
            && (if group > 0 { b.len() - i } else { i }).is_multiple_of(size)
        {
            text.push(sep);
        }
        text.extend([DIGITS[*c as usize >> 4], DIGITS[*c as usize & 15]]);
    }
    rt.new_str_narrow(crate::objects::str::Chars::One(&text))
}

pub fn hex(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let bytes = rt.bytes_of(a[0]);
    hex_of(rt, bytes, a[1], a[2])
}

fn parse(rt: &mut Runtime, v: Value) -> Res<Vec<u8>> {
    if !rt.is_str(v) {
        let name = rt.argument_name(v);
        return rt.type_error(format!("fromhex() argument must be str, not {name}"));
    }
    let s = rt.chars(v);
    let mut bytes = Vec::with_capacity(s.len() / 2);
    let mut at = 0;
    let digit = |at: usize| {
        if at < s.len() {
            char::from_u32(s.at(at))
                .filter(char::is_ascii)
                .and_then(|c| c.to_digit(16))
        } else {
            None
        }
    };
    while at < s.len() {
        if matches!(s.at(at), 32 | 9..=13) {
            at += 1;
            continue;
        }
        let pair = [digit(at), digit(at + 1)];
        let [Some(high), Some(low)] = pair else {
            let place = if pair[0].is_none() { at } else { at + 1 };
            return rt.value_error(format!(
                "non-hexadecimal number found in fromhex() arg at position {place}"
            ));
        };
        bytes.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(bytes)
}

/// Class method: the class, then the text.
pub fn fromhex(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let bytes = parse(rt, a[1])?;
    let class = a[0].obj();
    if class == rt.types.bytes {
        return rt.new_bytes(&bytes);
    }
    if class == rt.types.bytearray {
        return rt.new_bytearray(&bytes);
    }
    let plain = rt.new_bytes(&bytes)?;
    rt.call(a[0], &[plain])
}

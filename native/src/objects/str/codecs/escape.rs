//! unicode_escape and raw_unicode_escape.

use super::super::super::{Res, unicode};
use super::super::{Chars, StrBuilder, ops};
use super::{Codec, Decoder};

pub(super) fn encode(chars: Chars<'_>) -> Vec<u8> {
    let mut b = StrBuilder::with_capacity(chars.len());
    for c in chars.iter() {
        match c {
            92 => b.push_ascii(b"\\\\"),
            32..127 => b.push(c),
            _ => ops::push_escape(&mut b, c),
        }
    }
    b.chars().raw().to_vec()
}

pub(super) fn encode_raw(chars: Chars<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(chars.len());
    for c in chars.iter() {
        match c {
            0..0x100 => out.push(c as u8),
            0x100..0x1_0000 => out.extend(format!("\\u{c:04x}").bytes()),
            _ => out.extend(format!("\\U{c:08x}").bytes()),
        }
    }
    out
}

/// The value of the hex digits from `at` on, at most `digits` of them, and how many there are.
fn hex(bytes: &[u8], at: usize, digits: usize) -> (u32, usize) {
    let mut value = 0u32;
    let mut n = 0;
    while n < digits
        && let Some(d) = bytes.get(at + n).and_then(|b| (*b as char).to_digit(16))
    {
        value = value << 4 | d;
        n += 1;
    }
    (value, n)
}

const NAME: &str = "unicodeescape";
const RAW_NAME: &str = "rawunicodeescape";

pub(super) fn decode(d: &mut Decoder<'_>) -> Res<usize> {
    let codec = Codec::UnicodeEscape;
    let mut at = 0;
    while at < d.bytes.len() {
        let start = at;
        let c = d.bytes[at];
        at += 1;
        if c != b'\\' {
            d.out.push(c as u32);
            continue;
        }
        let Some(&kind) = d.bytes.get(at) else {
            if !d.last {
                return Ok(start);
            }
            at = d.error(codec, NAME, start, at, "\\ at end of string")?;
            continue;
        };
        at += 1;
        let simple = match kind {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => kind,
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'v' => 11,
            b'0'..=b'7' => {
                let mut value = (kind - b'0') as u32;
                for _ in 0..2 {
                    match d.bytes.get(at) {
                        Some(o @ b'0'..=b'7') => value = value << 3 | (o - b'0') as u32,
                        _ => break,
                    }
                    at += 1;
                }
                d.out.push(value);
                continue;
            }
            b'x' | b'u' | b'U' => {
                let (digits, reason) = match kind {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let (value, n) = hex(d.bytes, at, digits);
                at += n;
                if n < digits {
                    if !d.last && at == d.bytes.len() {
                        return Ok(start);
                    }
                    at = d.error(codec, NAME, start, at, reason)?;
                } else if value > 0x10_ffff {
                    at = d.error(codec, NAME, start, at, "illegal Unicode character")?;
                } else {
                    d.out.push(value);
                }
                continue;
            }
            b'N' => {
                at = named(d, start, at)?;
                continue;
            }
            other => {
                d.out.push(92);
                other
            }
        };
        d.out.push(simple as u32);
    }
    Ok(at)
}

/// `\N{…}`, the bytes behind the N at `at`.
fn named(d: &mut Decoder<'_>, start: usize, at: usize) -> Res<usize> {
    let codec = Codec::UnicodeEscape;
    let close = match d.bytes.get(at) {
        Some(b'{') => memchr::memchr(b'}', &d.bytes[at..]).map(|n| at + n),
        _ => None,
    };
    let Some(close) = close.filter(|close| *close > at + 1) else {
        let end = match d.bytes.get(at) {
            Some(b'{') => close.unwrap_or(d.bytes.len()),
            _ => at,
        };
        return d.error(codec, NAME, start, end, "malformed \\N character escape");
    };
    let name = String::from_utf8_lossy(&d.bytes[at + 1..close]).into_owned();
    match unicode::module::named(&name) {
        Some(c) => {
            d.out.push(c);
            Ok(close + 1)
        }
        None => d.error(codec, NAME, start, close + 1, "unknown Unicode character name"),
    }
}

pub(super) fn decode_raw(d: &mut Decoder<'_>) -> Res<usize> {
    let codec = Codec::RawUnicodeEscape;
    let mut at = 0;
    while at < d.bytes.len() {
        let start = at;
        let c = d.bytes[at];
        at += 1;
        let kind = d.bytes.get(at).copied();
        if c != b'\\' || !matches!(kind, Some(b'u' | b'U' | b'\\')) {
            d.out.push(c as u32);
            continue;
        }
        at += 1;
        let (digits, reason) = match kind {
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            _ => {
                d.out.push_ascii(b"\\\\");
                continue;
            }
        };
        let (value, n) = hex(d.bytes, at, digits);
        at += n;
        if n < digits {
            at = d.error(codec, RAW_NAME, start, at, reason)?;
        } else if value > 0x10_ffff {
            at = d.error(codec, RAW_NAME, start, at, "\\Uxxxxxxxx out of range")?;
        } else {
            d.out.push(value);
        }
    }
    Ok(at)
}

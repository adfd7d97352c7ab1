//! UTF-8, UTF-16 and UTF-32.

use super::super::super::{Res, Runtime};
use super::super::Chars;
use super::{Codec, Decoder, Encoder, Order};
use crate::heap::Value;

pub(super) fn encode_utf8(rt: &mut Runtime, v: Value, errors: &str) -> Res<Vec<u8>> {
    let chars = rt.chars(v);
    let mut out = Vec::with_capacity(chars.len() * 2);
    if let Chars::One(bytes) = chars {
        for &b in bytes {
            if b < 128 {
                out.push(b)
            } else {
                out.extend([0xc0 | b >> 6, 0x80 | b & 0x3f])
            }
        }
        return Ok(out);
    }
    let mut e = Encoder {
        rt,
        object: v,
        chars,
        errors,
        codec: Codec::Utf8,
        encoding: "utf-8",
        reason: "surrogates not allowed",
    };
    e.run(&mut out, |out, c| match char::from_u32(c) {
        Some(c) => {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            true
        }
        None => false,
    })?;
    Ok(out)
}

pub(super) fn decode_utf8(d: &mut Decoder<'_>, start: usize) -> Res<usize> {
    let mut at = start;
    loop {
        let rest = &d.bytes[at..];
        let e = match std::str::from_utf8(rest) {
            Ok(text) => {
                d.out.push_str(text);
                return Ok(d.bytes.len());
            }
            Err(e) => e,
        };
        if let Ok(text) = std::str::from_utf8(&rest[..e.valid_up_to()]) {
            d.out.push_str(text);
        }
        at += e.valid_up_to();
        let (len, reason) = match e.error_len() {
            None if !d.last => return Ok(at),
            None => (d.bytes.len() - at, "unexpected end of data"),
            Some(n) if matches!(d.bytes[at], 0xc2..=0xf4) => (n, "invalid continuation byte"),
            Some(n) => (n, "invalid start byte"),
        };
        at = d.error(Codec::Utf8, "utf-8", at, at + len, reason)?;
    }
}

fn name(bits: u8, order: Order) -> &'static str {
    match (bits, order) {
        (16, Order::Marked) => "utf-16",
        (16, Order::Little) => "utf-16-le",
        (16, Order::Big) => "utf-16-be",
        (_, Order::Marked) => "utf-32",
        (_, Order::Little) => "utf-32-le",
        (_, Order::Big) => "utf-32-be",
    }
}

fn push<const N: usize>(out: &mut Vec<u8>, mut little: [u8; N], order: Order) {
    if order == Order::Big {
        little.reverse();
    }
    out.extend(little);
}

fn push_utf16(out: &mut Vec<u8>, c: char, order: Order) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        push(out, unit.to_le_bytes(), order);
    }
}

fn push_utf32(out: &mut Vec<u8>, c: char, order: Order) {
    push(out, (c as u32).to_le_bytes(), order);
}

pub(super) fn encode_utf16(rt: &mut Runtime, v: Value, errors: &str, order: Order) -> Res<Vec<u8>> {
    encode_units(rt, v, errors, order, 16, push_utf16)
}

pub(super) fn encode_utf32(rt: &mut Runtime, v: Value, errors: &str, order: Order) -> Res<Vec<u8>> {
    encode_units(rt, v, errors, order, 32, push_utf32)
}

/// In units of so many bits, which `push` writes.
fn encode_units(
    rt: &mut Runtime,
    v: Value,
    errors: &str,
    order: Order,
    bits: u8,
    push: impl Fn(&mut Vec<u8>, char, Order),
) -> Res<Vec<u8>> {
    let chars = rt.chars(v);
    let mut out = Vec::with_capacity((chars.len() + 1) * usize::from(bits / 8));
    if order == Order::Marked {
        push(&mut out, '\u{feff}', order);
    }
    let codec = if bits == 16 {
        Codec::Utf16(order)
    } else {
        Codec::Utf32(order)
    };
    let mut e = Encoder {
        rt,
        object: v,
        chars,
        errors,
        codec,
        encoding: name(bits, order),
        reason: "surrogates not allowed",
    };
    e.run(&mut out, |out, c| {
        let c = char::from_u32(c);
        if let Some(c) = c {
            push(out, c, order);
        }
        c.is_some()
    })?;
    Ok(out)
}

/// The byte order in force and where the text begins.
fn byte_order(order: Order, bytes: &[u8], little: &[u8], big: &[u8]) -> (Order, usize) {
    match order {
        Order::Marked if bytes.starts_with(little) => (Order::Little, little.len()),
        Order::Marked if bytes.starts_with(big) => (Order::Big, big.len()),
        Order::Marked => (Order::Little, 0),
        given => (given, 0),
    }
}

pub(super) fn decode_utf16(d: &mut Decoder<'_>, order: Order) -> Res<usize> {
    let (order, mut at) = byte_order(order, d.bytes, &[0xff, 0xfe], &[0xfe, 0xff]);
    let (codec, encoding) = (Codec::Utf16(order), name(16, order));
    let unit = |bytes: &[u8], at: usize| {
        let two = [bytes[at], bytes[at + 1]];
        (if order == Order::Big {
            u16::from_be_bytes(two)
        } else {
            u16::from_le_bytes(two)
        }) as u32
    };
    while at < d.bytes.len() {
        if at + 1 == d.bytes.len() {
            if !d.last {
                return Ok(at);
            }
            at = d.error(codec, encoding, at, at + 1, "truncated data")?;
            continue;
        }
        let first = unit(d.bytes, at);
        match first {
            0xd800..=0xdbff if at + 4 > d.bytes.len() => {
                if !d.last {
                    return Ok(at);
                }
                at = d.error(codec, encoding, at, d.bytes.len(), "unexpected end of data")?;
            }
            0xd800..=0xdbff => {
                let second = unit(d.bytes, at + 2);
                if (0xdc00..0xe000).contains(&second) {
                    d.out.push(0x10000 + ((first & 0x3ff) << 10 | second & 0x3ff));
                    at += 4;
                } else {
                    at = d.error(codec, encoding, at, at + 2, "illegal UTF-16 surrogate")?;
                }
            }
            0xdc00..=0xdfff => at = d.error(codec, encoding, at, at + 2, "illegal encoding")?,
            c => {
                d.out.push(c);
                at += 2;
            }
        }
    }
    Ok(at)
}

pub(super) fn decode_utf32(d: &mut Decoder<'_>, order: Order) -> Res<usize> {
    let (order, mut at) = byte_order(order, d.bytes, &[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff]);
    let (codec, encoding) = (Codec::Utf32(order), name(32, order));
    while at < d.bytes.len() {
        let Some(four) = d.bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()) else {
            if !d.last {
                return Ok(at);
            }
            at = d.error(codec, encoding, at, d.bytes.len(), "truncated data")?;
            continue;
        };
        let c = if order == Order::Big {
            u32::from_be_bytes(four)
        } else {
            u32::from_le_bytes(four)
        };
        at = match c {
            0xd800..=0xdfff => {
                let reason = "code point in surrogate code point range(0xd800, 0xe000)";
                d.error(codec, encoding, at, at + 4, reason)?
            }
            0x11_0000.. => d.error(codec, encoding, at, at + 4, "code point not in range(0x110000)")?,
            c => {
                d.out.push(c);
                at + 4
            }
        };
    }
    Ok(at)
}

//! Encodings with one byte per character.

use super::super::super::{Res, Runtime};
use super::{Codec, Decoder, Encoder};
use crate::heap::Value;

pub(super) fn encode_ascii(rt: &mut Runtime, v: Value, errors: &str) -> Res<Vec<u8>> {
    below(rt, v, errors, Codec::Ascii, 128, "ascii", "ordinal not in range(128)")
}

pub(super) fn encode_latin1(rt: &mut Runtime, v: Value, errors: &str) -> Res<Vec<u8>> {
    below(
        rt,
        v,
        errors,
        Codec::Latin1,
        256,
        "latin-1",
        "ordinal not in range(256)",
    )
}

fn below(
    rt: &mut Runtime,
    v: Value,
    errors: &str,
    codec: Codec,
    limit: u32,
    encoding: &str,
    reason: &str,
) -> Res<Vec<u8>> {
    let chars = rt.chars(v);
    let mut out = Vec::with_capacity(chars.len());
    Encoder {
        rt,
        object: v,
        chars,
        errors,
        codec,
        encoding,
        reason,
    }
    .run(&mut out, |out, c| {
        let fits = c < limit;
        if fits {
            out.push(c as u8);
        }
        fits
    })?;
    Ok(out)
}

pub(super) fn decode_ascii(d: &mut Decoder<'_>) -> Res<usize> {
    let mut at = 0;
    while at < d.bytes.len() {
        let b = d.bytes[at];
        at = if b < 128 {
            d.out.push(b as u32);
            at + 1
        } else {
            d.error(Codec::Ascii, "ascii", at, at + 1, "ordinal not in range(128)")?
        };
    }
    Ok(at)
}

/// Windows-1252 for 0x80..0xa0; 0 where nothing is assigned.
const CP1252: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0,
    0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

pub(super) fn cp1252(b: u8) -> Option<u32> {
    match b {
        0x80..0xa0 => Some(CP1252[b as usize - 0x80] as u32).filter(|c| *c != 0),
        _ => Some(b as u32),
    }
}

/// ISO 8859-15.
pub(super) fn latin9(b: u8) -> Option<u32> {
    Some(match b {
        0xa4 => 0x20ac,
        0xa6 => 0x160,
        0xa8 => 0x161,
        0xb4 => 0x17d,
        0xb8 => 0x17e,
        0xbc => 0x152,
        0xbd => 0x153,
        0xbe => 0x178,
        b => b as u32,
    })
}

const UNDEFINED: &str = "character maps to <undefined>";

pub(super) fn encode_table(rt: &mut Runtime, v: Value, errors: &str, table: fn(u8) -> Option<u32>) -> Res<Vec<u8>> {
    let chars = rt.chars(v);
    let mut out = Vec::with_capacity(chars.len());
    let mut e = Encoder {
        rt,
        object: v,
        chars,
        errors,
        codec: Codec::Cp1252,
        encoding: "charmap",
        reason: UNDEFINED,
    };
    e.run(&mut out, |out, c| {
        let byte = if c < 128 {
            Some(c as u8)
        } else {
            (128..=255).find(|b| table(*b) == Some(c))
        };
        out.extend(byte);
        byte.is_some()
    })?;
    Ok(out)
}

pub(super) fn decode_table(d: &mut Decoder<'_>, table: fn(u8) -> Option<u32>) -> Res<usize> {
    let mut at = 0;
    while at < d.bytes.len() {
        at = match table(d.bytes[at]) {
            Some(c) => {
                d.out.push(c);
                at + 1
            }
            None => d.error(Codec::Cp1252, "charmap", at, at + 1, UNDEFINED)?,
        };
    }
    Ok(at)
}

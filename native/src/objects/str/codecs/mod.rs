//! Encodings: `str.encode`, `bytes.decode` and what the `codecs` module builds on.

mod errors;
mod escape;
mod handlers;
pub mod module;
mod registry;
mod single;
mod utf;

use super::super::{Res, Runtime};
use crate::heap::Value;
pub use errors::{Decoder, Encoder};
pub use registry::Registry;

/// Byte order of UTF-16 and UTF-32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Little-endian with a byte order mark; when decoding, as the mark says.
    Marked,
    Little,
    Big,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Sig,
    Utf16(Order),
    Utf32(Order),
    Ascii,
    Latin1,
    Cp1252,
    Latin9,
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Codec {
    /// The codec called `name`, in any of the spellings that CPython accepts.
    pub fn find(name: &str) -> Option<Codec> {
        let name: String = name
            .chars()
            .map(|c| {
                if c == '_' || c == ' ' {
                    '-'
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .collect();
        Some(match name.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "utf8-ucs2" | "utf8-ucs4" | "cp65001" => Codec::Utf8,
            "utf-8-sig" => Codec::Utf8Sig,
            "utf-16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
            "utf-16-le" | "utf-16le" | "utf16-le" | "unicodelittleunmarked" => Codec::Utf16(Order::Little),
            "utf-16-be" | "utf-16be" | "utf16-be" | "unicodebigunmarked" => Codec::Utf16(Order::Big),
            "utf-32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
            "utf-32-le" | "utf-32le" | "utf32-le" => Codec::Utf32(Order::Little),
            "utf-32-be" | "utf-32be" | "utf32-be" => Codec::Utf32(Order::Big),
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "iso646-us" | "us" => Codec::Ascii,
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" => Codec::Latin1,
            "cp1252" | "windows-1252" | "1252" => Codec::Cp1252,
            "iso-8859-15" | "iso8859-15" | "latin-9" | "latin9" | "l9" => Codec::Latin9,
            "unicode-escape" | "unicodeescape" => Codec::UnicodeEscape,
            "raw-unicode-escape" | "rawunicodeescape" => Codec::RawUnicodeEscape,
            _ => return None,
        })
    }

    /// Whether only bytes below 128 are what they are in ASCII, always.
    fn is_ascii_superset(self) -> bool {
        matches!(
            self,
            Codec::Utf8 | Codec::Ascii | Codec::Latin1 | Codec::Cp1252 | Codec::Latin9
        )
    }
}

impl Runtime {
    /// The bytes object of the str `v`.
    pub fn encode(&mut self, v: Value, encoding: &str, errors: &str) -> Res<Value> {
        match Codec::find(encoding) {
            Some(codec) => {
                let bytes = self.encode_with(codec, v, errors)?;
                self.new_bytes(&bytes)
            }
            None => registry::run_text(self, v, encoding, errors, 0),
        }
    }

    pub fn encode_with(&mut self, codec: Codec, v: Value, errors: &str) -> Res<Vec<u8>> {
        let chars = self.chars(v);
        if codec.is_ascii_superset() && chars.is_ascii() {
            return Ok(chars.raw().to_vec());
        }
        match codec {
            Codec::Utf8 => utf::encode_utf8(self, v, errors),
            Codec::Utf8Sig => {
                let mut bytes = vec![0xef, 0xbb, 0xbf];
                bytes.extend(utf::encode_utf8(self, v, errors)?);
                Ok(bytes)
            }
            Codec::Utf16(order) => utf::encode_utf16(self, v, errors, order),
            Codec::Utf32(order) => utf::encode_utf32(self, v, errors, order),
            Codec::Ascii => single::encode_ascii(self, v, errors),
            Codec::Latin1 => single::encode_latin1(self, v, errors),
            Codec::Cp1252 => single::encode_table(self, v, errors, single::cp1252),
            Codec::Latin9 => single::encode_table(self, v, errors, single::latin9),
            Codec::UnicodeEscape => Ok(escape::encode(chars)),
            Codec::RawUnicodeEscape => Ok(escape::encode_raw(chars)),
        }
    }

    /// The str that `bytes` stand for.
    pub fn decode(&mut self, bytes: &[u8], encoding: &str, errors: &str) -> Res<Value> {
        match Codec::find(encoding) {
            Some(codec) => Ok(self.decode_with(codec, bytes, errors, true)?.0),
            None => {
                let object = self.new_bytes(bytes)?;
                registry::run_text(self, object, encoding, errors, 1)
            }
        }
    }

    /// The str and the number of bytes decoded: all of them if `last`, else an incomplete sequence at the end is left.
    pub fn decode_with(&mut self, codec: Codec, bytes: &[u8], errors: &str, last: bool) -> Res<(Value, usize)> {
        if codec.is_ascii_superset() && bytes.is_ascii() || codec == Codec::Latin1 {
            return Ok((self.new_str_narrow(super::Chars::One(bytes))?, bytes.len()));
        }
        // Errors count from behind the mark, and are those of UTF-8.
        if codec == Codec::Utf8Sig {
            let mark = if bytes.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
            let (text, consumed) = self.decode_with(Codec::Utf8, &bytes[mark..], errors, last)?;
            return Ok((text, consumed + mark));
        }
        let mut d = Decoder::new(self, bytes, errors, last);
        let consumed = match codec {
            Codec::Utf8 => utf::decode_utf8(&mut d, 0)?,
            Codec::Utf16(order) => utf::decode_utf16(&mut d, order)?,
            Codec::Utf32(order) => utf::decode_utf32(&mut d, order)?,
            Codec::Ascii => single::decode_ascii(&mut d)?,
            Codec::Latin1 | Codec::Utf8Sig => unreachable!("decoded above"),
            Codec::Cp1252 => single::decode_table(&mut d, single::cp1252)?,
            Codec::Latin9 => single::decode_table(&mut d, single::latin9)?,
            Codec::UnicodeEscape => escape::decode(&mut d)?,
            Codec::RawUnicodeEscape => escape::decode_raw(&mut d)?,
        };
        Ok((d.finish()?, consumed))
    }
}

//! What happens at what can't be encoded or decoded.

use super::super::super::{Exc, Res, Runtime};
use super::super::{Chars, StrBuilder, ops};
use super::{Codec, Order, handlers};
use crate::heap::Value;

/// The built-in error handlers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    /// Registered by `codecs.register_error`.
    Custom(Value),
}

fn handler(rt: &mut Runtime, name: &str) -> Res<Handler> {
    if let Some(f) = rt.strings.error_handlers.get(name) {
        return Ok(Handler::Custom(*f));
    }
    Ok(match name {
        "strict" => Handler::Strict,
        "ignore" => Handler::Ignore,
        "replace" => Handler::Replace,
        "backslashreplace" => Handler::BackslashReplace,
        "xmlcharrefreplace" => Handler::XmlCharRefReplace,
        "namereplace" => Handler::NameReplace,
        "surrogateescape" => Handler::SurrogateEscape,
        "surrogatepass" => Handler::SurrogatePass,
        _ => return rt.raise(Exc::LookupError, format!("unknown error handler name '{name}'")),
    })
}

fn raise<T>(
    rt: &mut Runtime,
    exc: Exc,
    encoding: &str,
    object: Value,
    start: usize,
    end: usize,
    reason: &str,
) -> Res<T> {
    let encoding = rt.new_str(encoding)?;
    let reason = rt.new_str(reason)?;
    rt.raise_args(
        exc,
        &[
            encoding,
            object,
            Value::int32(start as i32),
            Value::int32(end as i32),
            reason,
        ],
    )
}

/// Calls a registered handler with the exception and gives its replacement and where to go on.
fn call_handler(rt: &mut Runtime, f: Value, raised: Res<()>, len: usize, direction: &str) -> Res<(Value, usize)> {
    if raised.is_ok() {
        return rt.raise(Exc::SystemError, "no exception for the error handler");
    }
    let exc = rt.take_exc();
    let answer = rt.call(f, &[exc])?;
    let items = if rt.kind_of(answer) == Some(crate::heap::Kind::Tuple) {
        rt.items_of_tuple(answer).to_vec()
    } else {
        Vec::new()
    };
    let [text, position] = items[..] else {
        let kinds = if direction == "encoding" {
            "(str/bytes, int)"
        } else {
            "(str, int)"
        };
        return rt.type_error(format!("{direction} error handler must return {kinds} tuple"));
    };
    let at = rt.as_index(position)?;
    let resume = if at < 0 { at + len as i64 } else { at };
    if resume < 0 || resume > len as i64 {
        return rt.raise(
            Exc::IndexError,
            format!("position {at} from error handler out of bounds"),
        );
    }
    Ok((text, resume as usize))
}

/// Bytes being decoded, with what has come out so far.
pub struct Decoder<'a> {
    pub rt: &'a mut Runtime,
    pub bytes: &'a [u8],
    errors: &'a str,
    /// No more bytes will follow.
    pub last: bool,
    pub out: StrBuilder,
}

impl<'a> Decoder<'a> {
    pub fn new(rt: &'a mut Runtime, bytes: &'a [u8], errors: &'a str, last: bool) -> Decoder<'a> {
        Decoder {
            rt,
            bytes,
            errors,
            last,
            out: StrBuilder::with_capacity(bytes.len()),
        }
    }

    pub fn finish(self) -> Res<Value> {
        self.out.finish(self.rt)
    }

    fn strict<T>(&mut self, encoding: &str, start: usize, end: usize, reason: &str) -> Res<T> {
        let object = self.rt.new_bytes(self.bytes)?;
        raise(self.rt, Exc::UnicodeDecodeError, encoding, object, start, end, reason)
    }

    /// Deals with the undecodable bytes `start..end`; gives where to go on.
    pub fn error(&mut self, codec: Codec, encoding: &str, start: usize, end: usize, reason: &str) -> Res<usize> {
        match handler(self.rt, self.errors)? {
            Handler::Ignore => Ok(end),
            Handler::Replace => {
                self.out.push(0xfffd);
                Ok(end)
            }
            Handler::BackslashReplace => {
                for b in &self.bytes[start..end] {
                    self.out.push_str(&format!("\\x{b:02x}"));
                }
                Ok(end)
            }
            Handler::SurrogateEscape => {
                let escaped = self.bytes[start..end].iter().take(4).take_while(|b| **b >= 128);
                let count = escaped.map(|b| self.out.push(0xdc00 + *b as u32)).count();
                if count == 0 {
                    self.strict(encoding, start, end, reason)
                } else {
                    Ok(start + count)
                }
            }
            Handler::SurrogatePass => match surrogate_at(codec, encoding, &self.bytes[start..]) {
                Some((cp, len)) => {
                    self.out.push(cp);
                    Ok(start + len)
                }
                None => self.strict(encoding, start, end, reason),
            },
            Handler::Strict => self.strict(encoding, start, end, reason),
            Handler::XmlCharRefReplace | Handler::NameReplace => self
                .rt
                .type_error("don't know how to handle UnicodeDecodeError in error callback"),
            Handler::Custom(f) => {
                let raised = self.strict(encoding, start, end, reason);
                let (text, resume) = call_handler(self.rt, f, raised, self.bytes.len(), "decoding")?;
                match self.rt.as_chars(text) {
                    Some(chars) => self.out.push_chars(chars),
                    None => {
                        return self
                            .rt
                            .type_error("decoding error handler must return (str, int) tuple");
                    }
                }
                Ok(resume)
            }
        }
    }
}

/// The encoded surrogate at the start of `bytes` and its length.
pub(super) fn surrogate_at(codec: Codec, encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let big = encoding.ends_with("be");
    let (cp, len) = match codec {
        Codec::Utf8 | Codec::Utf8Sig => match bytes {
            [0xed, b @ 0xa0..=0xbf, c @ 0x80..=0xbf, ..] => (0xd000 | (*b as u32 & 0x3f) << 6 | (*c as u32 & 0x3f), 3),
            _ => return None,
        },
        Codec::Utf16(_) => {
            let unit: [u8; 2] = bytes.get(..2)?.try_into().ok()?;
            (
                if big {
                    u16::from_be_bytes(unit)
                } else {
                    u16::from_le_bytes(unit)
                } as u32,
                2,
            )
        }
        Codec::Utf32(_) => {
            let unit: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
            (
                if big {
                    u32::from_be_bytes(unit)
                } else {
                    u32::from_le_bytes(unit)
                },
                4,
            )
        }
        _ => return None,
    };
    (0xd800..0xe000).contains(&cp).then_some((cp, len))
}

/// A str being encoded.
pub struct Encoder<'a> {
    pub rt: &'a mut Runtime,
    pub object: Value,
    pub chars: Chars<'static>,
    pub errors: &'a str,
    pub codec: Codec,
    pub encoding: &'a str,
    pub reason: &'a str,
}

impl Encoder<'_> {
    /// Encodes all code points with `put`, which says whether it could.
    pub fn run(&mut self, out: &mut Vec<u8>, put: impl Fn(&mut Vec<u8>, u32) -> bool) -> Res<()> {
        let mut at = 0;
        while at < self.chars.len() {
            if put(out, self.chars.at(at)) {
                at += 1;
                continue;
            }
            let mut probe = Vec::new();
            let mut end = at + 1;
            // UTF-16 and UTF-32 report one surrogate at a time.
            let in_runs = !matches!(self.codec, Codec::Utf16(_) | Codec::Utf32(_));
            while in_runs && end < self.chars.len() && !put(&mut probe, self.chars.at(end)) {
                end += 1;
            }
            at = self.error(out, at, end, &put)?;
        }
        Ok(())
    }

    fn strict<T>(&mut self, start: usize, end: usize) -> Res<T> {
        raise(
            self.rt,
            Exc::UnicodeEncodeError,
            self.encoding,
            self.object,
            start,
            end,
            self.reason,
        )
    }

    /// Encodes a replacement, which must be encodable itself.
    fn put_text(
        &mut self,
        out: &mut Vec<u8>,
        text: Chars<'_>,
        (start, end): (usize, usize),
        put: &impl Fn(&mut Vec<u8>, u32) -> bool,
    ) -> Res<()> {
        for c in text.iter() {
            if !put(out, c) {
                return self.strict(start, end);
            }
        }
        Ok(())
    }

    /// Deals with the unencodable code points `start..end`; gives where to go on.
    fn error(
        &mut self,
        out: &mut Vec<u8>,
        start: usize,
        end: usize,
        put: &impl Fn(&mut Vec<u8>, u32) -> bool,
    ) -> Res<usize> {
        let mut text = StrBuilder::new();
        match handler(self.rt, self.errors)? {
            Handler::Ignore => {}
            Handler::Replace => text.push_repeated(63, end - start),
            Handler::BackslashReplace => {
                self.chars
                    .slice(start, end)
                    .iter()
                    .for_each(|c| ops::push_escape(&mut text, c));
            }
            Handler::XmlCharRefReplace => {
                self.chars
                    .slice(start, end)
                    .iter()
                    .for_each(|c| text.push_str(&format!("&#{c};")));
            }
            Handler::NameReplace => {
                self.chars
                    .slice(start, end)
                    .iter()
                    .for_each(|c| handlers::push_name(&mut text, c));
            }
            Handler::SurrogateEscape => {
                for (i, c) in self.chars.slice(start, end).iter().enumerate() {
                    if !(0xdc80..=0xdcff).contains(&c) {
                        return self.strict(start + i, end);
                    }
                    out.push((c - 0xdc00) as u8);
                }
            }
            Handler::SurrogatePass => {
                for c in self.chars.slice(start, end).iter() {
                    if !put_surrogate(self.codec, out, c) {
                        return self.strict(start, end);
                    }
                }
            }
            Handler::Strict => return self.strict(start, end),
            Handler::Custom(f) => {
                let raised = self.strict(start, end);
                let (replacement, resume) = call_handler(self.rt, f, raised, self.chars.len(), "encoding")?;
                if let Some(chars) = self.rt.as_chars(replacement) {
                    self.put_text(out, chars, (start, end), put)?;
                } else if let Some(bytes) = self.rt.as_byte_slice(replacement) {
                    out.extend_from_slice(bytes);
                } else {
                    return self
                        .rt
                        .type_error("encoding error handler must return (str/bytes, int) tuple");
                }
                return Ok(resume);
            }
        }
        self.put_text(out, text.chars(), (start, end), put)?;
        Ok(end)
    }
}

/// Encodes a lone surrogate as if it were any code point.
pub(super) fn put_surrogate(codec: Codec, out: &mut Vec<u8>, c: u32) -> bool {
    if !(0xd800..0xe000).contains(&c) {
        return false;
    }
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => {
            out.extend([
                0xe0 | (c >> 12) as u8,
                0x80 | (c >> 6 & 0x3f) as u8,
                0x80 | (c & 0x3f) as u8,
            ]);
        }
        Codec::Utf16(Order::Big) => out.extend((c as u16).to_be_bytes()),
        Codec::Utf16(_) => out.extend((c as u16).to_le_bytes()),
        Codec::Utf32(Order::Big) => out.extend(c.to_be_bytes()),
        Codec::Utf32(_) => out.extend(c.to_le_bytes()),
        _ => return false,
    }
    true
}

//! The module `_codecs`, on which `codecs` and `encodings` are built.

use super::super::super::spec::{MethodDef, ModuleSpec, Params, function};
use super::super::super::{Exc, Res, Runtime};
use super::super::{StrBuilder, args};
use super::{Codec, Decoder, Encoder, Order, handlers, registry};
use crate::heap::{Kind, Value};
use crate::objects::bytes::hex;

pub static CODECS: ModuleSpec = ModuleSpec {
    name: "_codecs",
    functions: FUNCTIONS,
    init: Some(handlers::init),
    doc: "",
};

/// (str, errors=None)
const ENCODE: Params = Params::Pos(1, 2);
/// (data, errors=None, final=False)
const DECODE: Params = Params::Pos(1, 3);

static FUNCTIONS: &[MethodDef] = &[
    function("register", Params::One, registry::register),
    function("unregister", Params::One, registry::unregister),
    function("lookup", Params::One, registry::lookup),
    function(
        "encode",
        Params::Kw(&["obj", "encoding", "errors"], 1, 3),
        registry::encode,
    ),
    function(
        "decode",
        Params::Kw(&["obj", "encoding", "errors"], 1, 3),
        registry::decode,
    ),
    function("register_error", Params::Pos(2, 2), handlers::register_error),
    function("lookup_error", Params::One, handlers::lookup_error),
    function("strict_errors", Params::One, handlers::strict),
    function("ignore_errors", Params::One, handlers::ignore),
    function("replace_errors", Params::One, handlers::replace),
    function("xmlcharrefreplace_errors", Params::One, handlers::xmlcharrefreplace),
    function("backslashreplace_errors", Params::One, handlers::backslashreplace),
    function("namereplace_errors", Params::One, handlers::namereplace),
    function("surrogateescape_errors", Params::One, handlers::surrogateescape),
    function("surrogatepass_errors", Params::One, handlers::surrogatepass),
    function("ascii_encode", ENCODE, |rt, a| encode(rt, a, Codec::Ascii)),
    function("ascii_decode", DECODE, |rt, a| decode(rt, a, Codec::Ascii, true)),
    function("latin_1_encode", ENCODE, |rt, a| encode(rt, a, Codec::Latin1)),
    function("latin_1_decode", DECODE, |rt, a| decode(rt, a, Codec::Latin1, true)),
    function("utf_8_encode", ENCODE, |rt, a| encode(rt, a, Codec::Utf8)),
    function("utf_8_decode", DECODE, |rt, a| decode(rt, a, Codec::Utf8, false)),
    function("utf_16_encode", Params::Pos(1, 3), |rt, a| {
        encode_ordered(rt, a, Codec::Utf16)
    }),
    function("utf_16_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf16(Order::Marked), false)
    }),
    function("utf_16_le_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::Utf16(Order::Little))
    }),
    function("utf_16_le_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf16(Order::Little), false)
    }),
    function("utf_16_be_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::Utf16(Order::Big))
    }),
    function("utf_16_be_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf16(Order::Big), false)
    }),
    function("utf_16_ex_decode", Params::Pos(1, 4), |rt, a| {
        decode_ordered(rt, a, Codec::Utf16)
    }),
    function("utf_32_encode", Params::Pos(1, 3), |rt, a| {
        encode_ordered(rt, a, Codec::Utf32)
    }),
    function("utf_32_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf32(Order::Marked), false)
    }),
    function("utf_32_le_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::Utf32(Order::Little))
    }),
    function("utf_32_le_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf32(Order::Little), false)
    }),
    function("utf_32_be_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::Utf32(Order::Big))
    }),
    function("utf_32_be_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::Utf32(Order::Big), false)
    }),
    function("utf_32_ex_decode", Params::Pos(1, 4), |rt, a| {
        decode_ordered(rt, a, Codec::Utf32)
    }),
    function("unicode_escape_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::UnicodeEscape)
    }),
    function("unicode_escape_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::UnicodeEscape, true)
    }),
    function("raw_unicode_escape_encode", ENCODE, |rt, a| {
        encode(rt, a, Codec::RawUnicodeEscape)
    }),
    function("raw_unicode_escape_decode", DECODE, |rt, a| {
        decode(rt, a, Codec::RawUnicodeEscape, true)
    }),
    function("charmap_encode", Params::Pos(1, 3), charmap_encode),
    function("charmap_decode", Params::Pos(1, 3), charmap_decode),
    function("charmap_build", Params::One, charmap_build),
    function("escape_encode", ENCODE, escape_encode),
    function("escape_decode", ENCODE, escape_decode),
    function("readbuffer_encode", ENCODE, |rt, a| {
        let b = data(rt, a[0])?;
        bytes_and_count(rt, &b, b.len())
    }),
];

/// The `errors` argument, which may be None.
fn errors(rt: &mut Runtime, v: Value) -> Res<String> {
    args::optional_str(rt, if v.is_none() { Value::UNBOUND } else { v }, "argument 2", "strict")
}

/// The bytes of an argument to be decoded; a str is taken as UTF-8.
fn data(rt: &mut Runtime, v: Value) -> Res<Vec<u8>> {
    if rt.is_str(v) {
        return rt.encode_with(Codec::Utf8, v, "strict");
    }
    match rt.byte_vec(v) {
        Some(b) => Ok(b),
        None => {
            let name = rt.type_name(v);
            rt.type_error(format!("a bytes-like object is required, not '{name}'"))
        }
    }
}

fn text_and_count(rt: &mut Runtime, text: Value, count: usize) -> Res<Value> {
    rt.new_tuple(&[text, Value::int32(count as i32)])
}

fn bytes_and_count(rt: &mut Runtime, bytes: &[u8], count: usize) -> Res<Value> {
    let bytes = rt.new_bytes(bytes)?;
    rt.new_tuple(&[bytes, Value::int32(count as i32)])
}

fn str_argument(rt: &mut Runtime, v: Value) -> Res<()> {
    if rt.is_str(v) {
        return Ok(());
    }
    let name = rt.type_name(v);
    rt.type_error(format!("argument 1 must be str, not {name}"))
}

fn encode(rt: &mut Runtime, a: &[Value], codec: Codec) -> Res<Value> {
    str_argument(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let bytes = rt.encode_with(codec, a[0], &errors)?;
    bytes_and_count(rt, &bytes, rt.str_len(a[0]))
}

fn decode(rt: &mut Runtime, a: &[Value], codec: Codec, last: bool) -> Res<Value> {
    let bytes = data(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let last = args::flag(rt, a[2], last)? || matches!(codec, Codec::Ascii | Codec::Latin1);
    let (text, n) = rt.decode_with(codec, &bytes, &errors, last)?;
    text_and_count(rt, text, n)
}

fn order(rt: &mut Runtime, v: Value) -> Res<Order> {
    let n = if v.is_unbound() { 0 } else { rt.as_c_int(v)? };
    Ok(match n {
        0 => Order::Marked,
        ..0 => Order::Little,
        _ => Order::Big,
    })
}

fn encode_ordered(rt: &mut Runtime, a: &[Value], codec: fn(Order) -> Codec) -> Res<Value> {
    let order = order(rt, a[2])?;
    encode(rt, a, codec(order))
}

/// (data, errors, byteorder, final) → (str, consumed, byteorder)
fn decode_ordered(rt: &mut Runtime, a: &[Value], codec: fn(Order) -> Codec) -> Res<Value> {
    let bytes = data(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let mut order = order(rt, a[2])?;
    let last = args::flag(rt, a[3], false)?;
    let mark_len = if codec(order) == Codec::Utf16(order) { 2 } else { 4 };
    if order == Order::Marked && bytes.len() < mark_len && !last {
        let empty = rt.strings.empty();
        return rt.new_tuple(&[empty, Value::ZERO, Value::ZERO]);
    }
    let mut mark = 0;
    if order == Order::Marked {
        let (little, big): (&[u8], &[u8]) = if mark_len == 2 {
            (&[0xff, 0xfe], &[0xfe, 0xff])
        } else {
            (&[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff])
        };
        if bytes.starts_with(little) {
            (order, mark) = (Order::Little, mark_len);
        } else if bytes.starts_with(big) {
            (order, mark) = (Order::Big, mark_len);
        }
    }
    let (text, n) = rt.decode_with(codec(order), &bytes[mark..], &errors, last)?;
    let found = match order {
        Order::Marked => 0,
        Order::Little => -1,
        Order::Big => 1,
    };
    rt.new_tuple(&[text, Value::int32((n + mark) as i32), Value::int32(found)])
}

const UNDEFINED: &str = "character maps to <undefined>";

/// What a mapping has for a code; `None` when it maps to nothing.
fn mapped(rt: &mut Runtime, mapping: Value, code: u32) -> Res<Option<Value>> {
    match rt.get_item(mapping, Value::int32(code as i32)) {
        Ok(v) => Ok(Some(v).filter(|v| !v.is_none())),
        Err(_) if rt.matches(Exc::LookupError) => {
            rt.clear_exc();
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn charmap_encode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if a[2].is_unbound() || a[2].is_none() {
        return encode(rt, a, Codec::Latin1);
    }
    str_argument(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let chars = rt.chars(a[0]);
    let mut table = std::collections::HashMap::new();
    // The replacement of an error handler is encoded by the mapping, too.
    for c in chars.iter().chain(32..127) {
        if table.contains_key(&c) {
            continue;
        }
        let Some(v) = mapped(rt, a[2], c)? else { continue };
        let bytes = match (v.as_small_int(), rt.as_byte_slice(v)) {
            (Some(n @ 0..256), _) => vec![n as u8],
            (Some(_), _) => return rt.type_error("character mapping must be in range(256)"),
            (_, Some(b)) => b.to_vec(),
            _ => {
                let name = rt.type_name(v);
                return rt.type_error(format!(
                    "character mapping must return integer, bytes or None, not {name}"
                ));
            }
        };
        table.insert(c, bytes);
    }
    let mut out = Vec::with_capacity(chars.len());
    let codec = Codec::Cp1252;
    let mut e = Encoder {
        rt,
        object: a[0],
        chars,
        errors: &errors,
        codec,
        encoding: "charmap",
        reason: UNDEFINED,
    };
    e.run(&mut out, |out, c| match table.get(&c) {
        Some(bytes) => {
            out.extend_from_slice(bytes);
            true
        }
        None => false,
    })?;
    bytes_and_count(rt, &out, chars.len())
}

fn charmap_decode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if a[2].is_unbound() || a[2].is_none() {
        return decode(rt, &[a[0], a[1], Value::TRUE], Codec::Latin1, true);
    }
    let bytes = data(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let table = rt.as_chars(a[2]);
    let mut d = Decoder::new(rt, &bytes, &errors, true);
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at] as u32;
        let mut text = StrBuilder::new();
        let found = match table {
            Some(table) => {
                let c = if (b as usize) < table.len() {
                    table.at(b as usize)
                } else {
                    0xfffe
                };
                text.push(c);
                c != 0xfffe
            }
            None => match mapped(d.rt, a[2], b)? {
                None => false,
                Some(v) => match (v.as_small_int(), d.rt.as_chars(v)) {
                    (Some(0xfffe), _) => false,
                    (Some(n @ 0..0x11_0000), _) => {
                        text.push(n as u32);
                        true
                    }
                    (Some(_), _) => return d.rt.type_error("character mapping must be in range(0x110000)"),
                    (_, Some(chars)) => {
                        text.push_chars(chars);
                        true
                    }
                    _ => return d.rt.type_error("character mapping must return integer, None or str"),
                },
            },
        };
        at = if found {
            d.out.push_chars(text.chars());
            at + 1
        } else {
            d.error(Codec::Cp1252, "charmap", at, at + 1, UNDEFINED)?
        };
    }
    let text = d.finish()?;
    text_and_count(rt, text, bytes.len())
}

/// The encoding map of a decoding table: a dict from code point to byte.
fn charmap_build(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    str_argument(rt, a[0])?;
    let map = rt.new_dict()?;
    for (i, c) in rt.chars(a[0]).iter().enumerate().filter(|(_, c)| *c != 0xfffe) {
        rt.set_item(map, Value::int32(c as i32), Value::int32(i as i32))?;
    }
    Ok(map)
}

fn escape_encode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.kind_of(a[0]) != Some(Kind::Bytes) {
        let name = rt.type_name(a[0]);
        return rt.type_error(format!("escape_encode() argument 1 must be bytes, not {name}"));
    }
    let b = rt.bytes_of(a[0]);
    bytes_and_count(rt, hex::escaped(b, '\'').as_bytes(), b.len())
}

/// Escapes of a bytes literal.
fn escape_decode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let bytes = data(rt, a[0])?;
    let errors = errors(rt, a[1])?;
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let c = bytes[at];
        at += 1;
        if c != b'\\' {
            out.push(c);
            continue;
        }
        let Some(&kind) = bytes.get(at) else {
            return rt.value_error("Trailing \\ in string");
        };
        at += 1;
        match kind {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(kind),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(10),
            b'r' => out.push(13),
            b't' => out.push(9),
            b'v' => out.push(11),
            b'0'..=b'7' => {
                let digits = bytes[at - 1..].iter().take(3).take_while(|d| matches!(d, b'0'..=b'7'));
                let (value, n) = digits.fold((0u32, 0), |(v, n), d| (v << 3 | (d - b'0') as u32, n + 1));
                out.push(value as u8);
                at += n - 1;
            }
            b'x' => {
                let digit = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16));
                if let (Some(high), Some(low)) = (digit(at), digit(at + 1)) {
                    out.push((high << 4 | low) as u8);
                    at += 2;
                } else {
                    match errors.as_str() {
                        "replace" => out.push(b'?'),
                        "ignore" => {}
                        "strict" => {
                            let place = at - 2;
                            return rt.value_error(format!("invalid \\x escape at position {place}"));
                        }
                        other => {
                            return rt.value_error(format!("decoding error; unknown error handling code: {other}"));
                        }
                    }
                    at += digit(at).is_some() as usize;
                }
            }
            other => out.extend([b'\\', other]),
        }
    }
    bytes_and_count(rt, &out, bytes.len())
}

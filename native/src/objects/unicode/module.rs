//! The module `unicodedata`.

use unicode_normalization::UnicodeNormalization;

use super::super::spec::{MethodDef, ModuleSpec, Params, function};
use super::super::{Exc, Res, Runtime};
use super::{BIDI, CATEGORIES, WIDTHS, flag};
use crate::heap::Value;

pub static UNICODEDATA: ModuleSpec = ModuleSpec {
    name: "unicodedata",
    functions: FUNCTIONS,
    init: Some(init),
    doc: "This module provides access to the Unicode Character Database (version 14.0.0).",
};

static FUNCTIONS: &[MethodDef] = &[
    function("bidirectional", Params::One, bidirectional),
    function("category", Params::One, category),
    function("combining", Params::One, combining),
    function("decimal", Params::Pos(1, 2), decimal),
    function("decomposition", Params::One, decomposition),
    function("digit", Params::Pos(1, 2), digit),
    function("east_asian_width", Params::One, east_asian_width),
    function("is_normalized", Params::Pos(2, 2), is_normalized),
    function("lookup", Params::One, lookup),
    function("mirrored", Params::One, mirrored),
    function("name", Params::Pos(1, 2), name),
    function("normalize", Params::Pos(2, 2), normalize),
    function("numeric", Params::Pos(1, 2), numeric),
];

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let version = rt.new_str("14.0.0")?;
    rt.set_attr_str(module, "unidata_version", version)
}

/// The name of an assigned character.
pub fn name_of(cp: u32) -> Option<String> {
    if !super::is_assigned(cp) {
        return None;
    }
    char::from_u32(cp).and_then(unicode_names2::name).map(|n| n.to_string())
}

/// The character called `name`, in any case except where a rule makes the names. The crate does not mind spaces, hyphens and
/// underscores either.
pub fn named(name: &str) -> Option<u32> {
    let c = unicode_names2::character(name)? as u32;
    let own = name_of(c).unwrap_or_default();
    let by_rule = ["CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "]
        .iter()
        .any(|prefix| own.starts_with(prefix));
    let bare = |text: &str| -> Vec<u8> {
        let letters = text.bytes().filter(|c| !matches!(c, b' ' | b'-' | b'_'));
        letters.map(|c| c.to_ascii_uppercase()).collect()
    };
    let found = if bare(&own) != bare(name) {
        // An alias.
        !name.contains('_') && name.split(' ').all(|word| !word.is_empty())
    } else if by_rule {
        own == name
    } else {
        own.eq_ignore_ascii_case(name)
    };
    (found && super::is_assigned(c)).then_some(c)
}

fn character(rt: &mut Runtime, v: Value, what: &str) -> Res<u32> {
    match rt.as_chars(v) {
        Some(s) if s.len() == 1 => Ok(s.at(0)),
        _ => {
            let found = rt.type_name(v);
            rt.type_error(format!("{what} must be a unicode character, not {found}"))
        }
    }
}

fn only(rt: &mut Runtime, a: &[Value], function: &str) -> Res<u32> {
    character(rt, a[0], &format!("{function}() argument"))
}

fn first(rt: &mut Runtime, a: &[Value], function: &str) -> Res<u32> {
    character(rt, a[0], &format!("{function}() argument 1"))
}

fn bidirectional(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "bidirectional")?;
    rt.new_str(BIDI[super::record(c).bidi as usize])
}

fn category(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "category")?;
    rt.new_str(CATEGORIES[super::record(c).category as usize])
}

fn combining(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "combining")?;
    Ok(Value::int32(super::record(c).combining as i32))
}

fn east_asian_width(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "east_asian_width")?;
    rt.new_str(WIDTHS[super::record(c).width as usize])
}

fn mirrored(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "mirrored")?;
    Ok(Value::int32(super::is(c, flag::MIRRORED) as i32))
}

fn decomposition(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = only(rt, a, "decomposition")?;
    rt.new_str(super::decomposition(c))
}

/// The value found, else the default a[1], else a ValueError.
fn or_default(rt: &mut Runtime, found: Option<Value>, default: Value, message: &str) -> Res<Value> {
    match found {
        Some(v) => Ok(v),
        None if default.is_unbound() => rt.value_error(message),
        None => Ok(default),
    }
}

fn decimal(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = first(rt, a, "decimal")?;
    or_default(
        rt,
        super::decimal(c).map(|n| Value::int32(n as i32)),
        a[1],
        "not a decimal",
    )
}

fn digit(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = first(rt, a, "digit")?;
    or_default(rt, super::digit(c).map(|n| Value::int32(n as i32)), a[1], "not a digit")
}

fn numeric(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = first(rt, a, "numeric")?;
    let found = super::numeric(c).map(|(n, d)| Value::float(n as f64 / d as f64));
    or_default(rt, found, a[1], "not a numeric character")
}

fn name(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let c = first(rt, a, "name")?;
    let found = match name_of(c) {
        Some(n) => Some(rt.new_str(&n)?),
        None => None,
    };
    or_default(rt, found, a[1], "no such name")
}

fn lookup(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if !rt.is_str(a[0]) {
        let found = rt.argument_name(a[0]);
        return rt.type_error(format!("lookup() argument must be str, not {found}"));
    }
    let name = rt.str_to_string(a[0]);
    match named(&name) {
        Some(c) => rt.char_str(c),
        None => {
            let message = rt.new_str(&format!("undefined character name '{name}'"))?;
            rt.raise_args(Exc::KeyError, &[message])
        }
    }
}

/// The normal form a[0] of the str a[1]; lone surrogates stand for themselves.
fn normal_form(rt: &mut Runtime, a: &[Value], function: &str) -> Res<Vec<u32>> {
    for (i, v) in a[..2].iter().enumerate() {
        if !rt.is_str(*v) {
            let found = rt.argument_name(*v);
            return rt.type_error(format!("{function}() argument {} must be str, not {found}", i + 1));
        }
    }
    let form = rt.str_to_string(a[0]);
    let transform: fn(&str) -> String = match form.as_str() {
        "NFC" => |s| s.nfc().collect(),
        "NFD" => |s| s.nfd().collect(),
        "NFKC" => |s| s.nfkc().collect(),
        "NFKD" => |s| s.nfkd().collect(),
        _ => return rt.value_error("invalid normalization form"),
    };
    let mut out = Vec::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut Vec<u32>| {
        out.extend(transform(run).chars().map(|c| c as u32));
        run.clear();
    };
    for cp in rt.chars(a[1]).iter() {
        match char::from_u32(cp) {
            // What Unicode 14 does not know has no decomposition.
            Some(c) if super::is_assigned(cp) => run.push(c),
            _ => {
                flush(&mut run, &mut out);
                out.push(cp);
            }
        }
    }
    flush(&mut run, &mut out);
    Ok(out)
}

fn normalize(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let cps = normal_form(rt, a, "normalize")?;
    rt.str_from_code_points(&cps)
}

fn is_normalized(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let cps = normal_form(rt, a, "is_normalized")?;
    Ok(Value::bool(rt.chars(a[1]).iter().eq(cps)))
}

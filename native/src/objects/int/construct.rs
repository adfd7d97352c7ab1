//! `int(...)`: from numbers and from text.

use super::Int;
use super::text::{check_digit_limit, parse_digits};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, Params};
use crate::objects::{Exc, Res, Runtime, unicode};

pub fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].as_object().unwrap_or(Ref::NONE);
    let given = rt.bind_args("int", Params::Kw(&["", "base"], 0, 2), &args.pos[1..], args.kw)?;
    let n = match (given[0], given[1]) {
        (Value::UNBOUND, Value::UNBOUND) => Int::Small(0),
        (Value::UNBOUND, _) => return rt.type_error("int() missing string argument"),
        (x, Value::UNBOUND) if x.is_small_int() && class == rt.types.int => return Ok(x),
        (x, Value::UNBOUND) => int_from_object(rt, x)?,
        (x, base) => {
            let base = match rt.index_value(base)? {
                Int::Small(n) if n == 0 || (2..=36).contains(&n) => n as u32,
                _ => return rt.value_error("int() base must be >= 2 and <= 36, or 0"),
            };
            let is_text = matches!(rt.kind_of(x), Some(Kind::Str | Kind::Bytes | Kind::Bytearray));
            match text_of(rt, x).filter(|_| is_text) {
                Some(text) => int_from_text(rt, x, &text, base)?,
                None => return rt.type_error("int() can't convert non-string with explicit base"),
            }
        }
    };
    rt.int_of_class(class, n)
}

/// `int(x)` without a base: `__int__`, `__index__`, `__trunc__`, then text.
pub fn int_from_object(rt: &mut Runtime, x: Value) -> Res<Int> {
    if x.is_small_int() || x.is_bool() || rt.class_of(x) == rt.types.int {
        return Ok(rt.int_value(x).unwrap_or(Int::Small(0)));
    }
    if let Some(x) = x.as_float() {
        let v = rt.int_from_f64(x)?;
        return Ok(rt.int_value(v).unwrap_or(Int::Small(0)));
    }
    if let Some(method) = rt.lookup_special(x, "__int__")? {
        let result = rt.call(method, &[])?;
        return rt.int_returned(result, "__int__");
    }
    if rt.lookup_special(x, "__index__")?.is_some() {
        return rt.index_value(x);
    }
    if let Some(method) = rt.lookup_special(x, "__trunc__")? {
        let message = "The delegation of int() to __trunc__ is deprecated.";
        rt.rooted(&[x, method], |rt| rt.warn(Exc::DeprecationWarning, message))?;
        let result = rt.call(method, &[])?;
        if let Some(n) = rt.int_value(result) {
            return Ok(n);
        }
        if rt.lookup_special(result, "__index__")?.is_some() {
            return rt.index_value(result);
        }
        let name = rt.type_name(result);
        return rt.type_error(format!("__trunc__ returned non-Integral (type {name})"));
    }
    if let Some(text) = text_of(rt, x) {
        return int_from_text(rt, x, &text, 10);
    }
    let name = rt.type_name(x);
    rt.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
    ))
}

/// The characters of a str, bytes or bytearray; decimal digits of any script and any white space become ASCII.
pub fn text_of(rt: &mut Runtime, v: Value) -> Option<String> {
    match rt.kind_of(v)? {
        Kind::Str => Some(ascii_digits(&rt.str_to_string(v))),
        Kind::Bytes | Kind::Bytearray | Kind::Memoryview => Some(rt.byte_vec(v)?.iter().map(|&b| b as char).collect()),
        Kind::Native => Some(rt.array_bytes(v.obj())?.iter().map(|&b| b as char).collect()),
        _ => None,
    }
}

fn ascii_digits(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
    }
    text.chars()
        .map(|c| match unicode::decimal(c as u32) {
            Some(digit) => (b'0' + digit as u8) as char,
            None if c.is_whitespace() => ' ',
            None => c,
        })
        .collect()
}

/// Without the white space around; bytes know fewer kinds of it than str (whose others are spaces already).
pub fn strip_space(text: &str, is_str: bool) -> &str {
    text.trim_matches(|c| matches!(c, ' ' | '\t'..='\r') || (is_str && matches!(c, '\x1c'..='\x1f')))
}

fn int_from_text(rt: &mut Runtime, original: Value, text: &str, base: u32) -> Res<Int> {
    let is_str = rt.kind_of(original) == Some(Kind::Str);
    match parse_checked(rt, strip_space(text, is_str), base)? {
        Some(n) => Ok(n),
        None => {
            let shown = match rt.kind_of(original) {
                Some(Kind::Bytearray | Kind::Memoryview | Kind::Native) => {
                    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
                    let bytes = rt.new_bytes(&bytes)?;
                    rt.repr(bytes)?
                }
                _ => rt.repr(original)?,
            };
            let shown: String = rt.str_to_string(shown).chars().take(200).collect();
            rt.value_error(format!("invalid literal for int() with base {base}: {shown}"))
        }
    }
}

/// Parses what is left after stripping: sign, prefix, digits. `None`: malformed.
fn parse_checked(rt: &mut Runtime, text: &str, base: u32) -> Res<Option<Int>> {
    if matches!(base, 0 | 10) && text.len() > 640 {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let prefixed = base == 0
            && text
                .trim_start_matches(['+', '-'])
                .get(..2)
                .is_some_and(|p| prefix_base(p).is_some());
        if !prefixed {
            check_digit_limit(rt, digits)?;
        }
    } else if !base.is_power_of_two() && text.len() > 640 {
        check_digit_limit(rt, text.bytes().filter(u8::is_ascii_alphanumeric).count())?;
    }
    Ok(parse_int(text, base))
}

fn prefix_base(prefix: &str) -> Option<u32> {
    match prefix {
        "0b" | "0B" => Some(2),
        "0o" | "0O" => Some(8),
        "0x" | "0X" => Some(16),
        _ => None,
    }
}

/// An int literal with optional sign; base 0 takes it from the prefix as source code does. `None`: malformed.
pub fn parse_int(text: &str, base: u32) -> Option<Int> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let prefix = rest.get(..2).and_then(prefix_base);
    let (base, digits) = match (base, prefix) {
        (0, Some(base)) => (base, after_prefix(rest)),
        (0, None) => {
            // No leading zeros in decimal literals, except of zero itself.
            if rest.starts_with('0') && rest.bytes().any(|c| !matches!(c, b'0' | b'_')) {
                return None;
            }
            (10, rest)
        }
        (base, Some(prefix)) if base == prefix => (base, after_prefix(rest)),
        (base, _) => (base, rest),
    };
    let n = parse_digits(digits.as_bytes(), base)?;
    Some(match n {
        Int::Small(n) if negative => Int::from_big(-num_bigint::BigInt::from(n)),
        Int::Big(n) if negative => Int::from_big(-n),
        n => n,
    })
}

/// One underscore may follow a prefix.
fn after_prefix(text: &str) -> &str {
    let digits = &text[2..];
    digits.strip_prefix('_').unwrap_or(digits)
}

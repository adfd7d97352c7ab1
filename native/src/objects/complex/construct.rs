//! `complex(...)`.

use super::Complex;
use crate::heap::{Kind, Ref, Value};
use crate::objects::float::parse_float;
use crate::objects::int::{strip_space, text_of};
use crate::objects::spec::{Args, Params};
use crate::objects::{Res, Runtime};

pub fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].as_object().unwrap_or(Ref::NONE);
    let given = rt.bind_args("complex", Params::Kw(&["real", "imag"], 0, 2), &args.pos[1..], args.kw)?;
    let (real, imag) = (given[0], given[1]);
    if imag.is_unbound() && rt.is_exact(real, class) && class == rt.types.complex {
        return Ok(real);
    }
    if rt.kind_of(real) == Some(Kind::Str) {
        if !imag.is_unbound() {
            return rt.type_error("complex() can't take second arg if first is a string");
        }
        let text = text_of(rt, real).unwrap_or_default();
        return match parse_complex(strip_space(&text, true)) {
            Some(z) => rt.complex_of_class(class, z),
            // Underscores are looked at before anything else is.
            None if underscores_misplaced(&text) => {
                let shown = rt.repr_string(real)?;
                rt.value_error(format!("could not convert string to complex: {shown}"))
            }
            None => rt.value_error("complex() arg is a malformed string"),
        };
    }
    if rt.kind_of(imag) == Some(Kind::Str) {
        return rt.type_error("complex() second arg can't be a string");
    }
    let first = match real {
        Value::UNBOUND => (0.0, 0.0),
        v => match number(rt, v)? {
            Some(z) => z,
            None => {
                let name = rt.type_name(v);
                return rt.type_error(format!(
                    "complex() first argument must be a string or a number, not '{name}'"
                ));
            }
        },
    };
    if imag.is_unbound() {
        return rt.complex_of_class(class, first);
    }
    // The second argument's __complex__ is not asked.
    let second = match rt.complex_value(imag) {
        Some(z) => z,
        None => match rt.float_from_number(imag)? {
            Some(x) => (x, 0.0),
            None => {
                let name = rt.type_name(imag);
                return rt.type_error(format!("complex() second argument must be a number, not '{name}'"));
            }
        },
    };
    // Signed zeros survive where no complex argument forces a sum.
    let second_is_complex = rt.complex_value(imag).is_some();
    let first_is_complex = real != Value::UNBOUND && (rt.kind_of(real) == Some(Kind::Complex) || first.1 != 0.0);
    let re = if second_is_complex { first.0 - second.1 } else { first.0 };
    let im = if first_is_complex { second.0 + first.1 } else { second.0 };
    rt.complex_of_class(class, (re, im))
}

/// Is there one that does not stand between digits?
fn underscores_misplaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    let mut places = (0..bytes.len()).filter(|&i| bytes[i] == b'_');
    places.any(|i| !digit(i.checked_sub(1)) || !digit(Some(i + 1)))
}

/// complex, `__complex__`, `__float__`, `__index__`.
fn number(rt: &mut Runtime, v: Value) -> Res<Option<Complex>> {
    if rt.is_exact(v, rt.types.complex) {
        return Ok(rt.complex_value(v));
    }
    if let Some(z) = from_special_method(rt, v)? {
        return Ok(Some(z));
    }
    if let Some(z) = rt.complex_value(v) {
        return Ok(Some(z));
    }
    Ok(rt.float_from_number(v)?.map(|x| (x, 0.0)))
}

/// What `__complex__` gives, if there is one.
pub fn from_special_method(rt: &mut Runtime, v: Value) -> Res<Option<Complex>> {
    if !v.is_object() {
        return Ok(None);
    }
    let Some(method) = rt.lookup_special(v, "__complex__")? else {
        return Ok(None);
    };
    let result = rt.call(method, &[])?;
    match rt.complex_value(result) {
        Some(z) => {
            if rt.class_of(result) != rt.types.complex {
                rt.strict_subclass("__complex__", "complex", result)?;
            }
            Ok(Some(z))
        }
        None => {
            let name = rt.type_name(result);
            rt.type_error(format!("__complex__ returned non-complex (type {name})"))
        }
    }
}

/// `1+2j`, `3`, `j`, `(1-j)` …: no white space but within the parentheses' edges.
pub fn parse_complex(text: &str) -> Option<Complex> {
    let text = match text.strip_prefix('(') {
        Some(inner) => strip_space(inner.strip_suffix(')')?, true),
        None => text,
    };
    let (first, rest) = leading_float(text);
    if rest.is_empty() {
        return Some((parse_float(first)?, 0.0));
    }
    if is_unit(rest) {
        return Some((0.0, imaginary(first)?));
    }
    if !rest.starts_with(['+', '-']) || first.is_empty() {
        return None;
    }
    let (second, unit) = leading_float(rest);
    is_unit(unit).then_some(())?;
    Some((parse_float(first)?, imaginary(second)?))
}

fn is_unit(text: &str) -> bool {
    matches!(text, "j" | "J")
}

/// The factor of j: it may be missing, or only a sign.
fn imaginary(text: &str) -> Option<f64> {
    match text {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        text => parse_float(text),
    }
}

/// Splits off a sign and what looks like a float: digits, points, exponents, inf, nan.
fn leading_float(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut end = matches!(bytes.first(), Some(b'+' | b'-')) as usize;
    let lower = text[end..].to_ascii_lowercase();
    if let Some(word) = ["infinity", "inf", "nan"].into_iter().find(|w| lower.starts_with(w)) {
        return text.split_at(end + word.len());
    }
    while let Some(&c) = bytes.get(end) {
        let exponent_sign = matches!(c, b'+' | b'-') && matches!(bytes[end - 1], b'e' | b'E');
        if !(c.is_ascii_digit() || matches!(c, b'.' | b'_' | b'e' | b'E') || (end > 0 && exponent_sign)) {
            break;
        }
        end += 1;
    }
    text.split_at(end)
}

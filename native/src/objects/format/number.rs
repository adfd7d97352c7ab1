//! `__format__` of int, float and complex.

use super::layout::{Parts, lay_out, pad};
use super::spec::{Spec, parse, unknown_code};
use crate::heap::Value;
use crate::objects::float::text::{Flags, Form, double_to_string};
use crate::objects::int::{Int, int_to_radix};
use crate::objects::{Exc, Res, Runtime};

/// printf's default.
const DEFAULT_PRECISION: usize = 6;

pub fn format_int(rt: &mut Runtime, v: Value, text: &[u32]) -> Res<Value> {
    let spec = parse(rt, text, b'>', v)?;
    let n = rt.int_value(v).unwrap_or(Int::Small(0));
    match spec.kind_byte() {
        0 | b'd' | b'n' | b'b' | b'o' | b'x' | b'X' | b'c' => format_integer(rt, &n, spec),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let x = n.to_f64();
            if x.is_infinite() {
                return rt.raise(Exc::OverflowError, "int too large to convert to float");
            }
            format_double(rt, x, spec)
        }
        _ => unknown_code(rt, &spec, v),
    }
}

fn format_integer(rt: &mut Runtime, n: &Int, spec: Spec) -> Res<Value> {
    if spec.precision.is_some() {
        return rt.value_error("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return rt.value_error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    let (radix, prefix) = match spec.kind_byte() {
        b'c' => return format_character(rt, n, &spec),
        b'b' => (2, "0b"),
        b'o' => (8, "0o"),
        b'x' => (16, "0x"),
        b'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = if radix == 10 {
        rt.decimal(n)?
    } else {
        int_to_radix(n, "", radix)
    };
    if n.is_negative() {
        digits.remove(0);
    }
    if spec.kind_byte() == b'X' {
        digits.make_ascii_uppercase();
    }
    let parts = Parts {
        negative: n.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits,
        rest: String::new(),
    };
    lay_out(rt, &spec, &parts)
}

fn format_character(rt: &mut Runtime, n: &Int, spec: &Spec) -> Res<Value> {
    if spec.sign != 0 {
        return rt.value_error("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return rt.value_error("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    let code = match n {
        Int::Small(code @ 0..=0x10ffff) => *code as u32,
        Int::Small(_) => return rt.raise(Exc::OverflowError, "%c arg not in range(0x110000)"),
        Int::Big(_) => return rt.raise(Exc::OverflowError, "Python int too large to convert to C long"),
    };
    let padded = super::layout::padded(&[code], spec, spec.width.saturating_sub(1));
    rt.str_from_code_points(&padded)
}

pub fn format_float(rt: &mut Runtime, v: Value, text: &[u32]) -> Res<Value> {
    let spec = parse(rt, text, b'>', v)?;
    match spec.kind_byte() {
        0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%' => {
            let x = rt.float_value(v).unwrap_or(0.0);
            format_double(rt, x, spec)
        }
        _ => unknown_code(rt, &spec, v),
    }
}

/// The form of printf for a format code and precision.
pub fn float_form(kind: u8, precision: Option<usize>) -> Form {
    match (kind.to_ascii_lowercase(), precision) {
        (b'e', p) => Form::Exponent(p.unwrap_or(DEFAULT_PRECISION)),
        (b'f' | b'%', p) => Form::Fixed(p.unwrap_or(DEFAULT_PRECISION)),
        (b'g' | b'n', p) => Form::General(p.unwrap_or(DEFAULT_PRECISION)),
        (_, Some(p)) => Form::General(p),
        (_, None) => Form::Shortest,
    }
}

fn check_precision(rt: &mut Runtime, spec: &Spec) -> Res<()> {
    match spec.precision {
        Some(p) if p > i32::MAX as usize => rt.value_error("precision too big"),
        p => rt.check_length(p.unwrap_or(0)),
    }
}

fn format_double(rt: &mut Runtime, x: f64, spec: Spec) -> Res<Value> {
    check_precision(rt, &spec)?;
    let kind = spec.kind_byte();
    let percent = kind == b'%';
    let flags = Flags {
        alternate: spec.alternate,
        dot_zero: kind == 0,
    };
    let x = if percent { x * 100.0 } else { x };
    let mut text = double_to_string(x, float_form(kind, spec.precision), flags);
    if kind.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    if spec.is_plain() && !percent {
        return rt.new_str(&text);
    }
    let mut parts = Parts::from_float(&text, percent);
    if spec.no_negative_zero {
        parts.drop_negative_zero();
    }
    lay_out(rt, &spec, &parts)
}

pub fn format_complex(rt: &mut Runtime, v: Value, text: &[u32]) -> Res<Value> {
    let spec = parse(rt, text, b'>', v)?;
    let kind = spec.kind_byte();
    if !matches!(kind, 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n') {
        return unknown_code(rt, &spec, v);
    }
    check_precision(rt, &spec)?;
    if spec.fill == b'0' as u32 {
        return rt.value_error("Zero padding is not allowed in complex format specifier");
    }
    if spec.align == b'=' {
        return rt.value_error("'=' alignment flag is not allowed in complex format specifier");
    }
    let (re, im) = rt.complex_value(v).unwrap_or_default();
    let flags = Flags {
        alternate: spec.alternate,
        dot_zero: false,
    };
    let part = |rt: &mut Runtime, x: f64, sign: u8| -> Res<String> {
        let mut text = double_to_string(x, float_form(kind, spec.precision), flags);
        if kind.is_ascii_uppercase() {
            text.make_ascii_uppercase();
        }
        let mut parts = Parts::from_float(&text, false);
        if spec.no_negative_zero {
            parts.drop_negative_zero();
        }
        let plain = Spec {
            fill: b' ' as u32,
            align: b'<',
            sign,
            width: 0,
            ..spec.clone()
        };
        let laid_out = lay_out(rt, &plain, &parts)?;
        Ok(rt.str_to_string(laid_out))
    };
    // Without a type: as repr, so no real part when it is zero, else parentheses.
    let shown = if kind == 0 && re == 0.0 && re.is_sign_positive() {
        format!("{}j", part(rt, im, spec.sign)?)
    } else {
        let (real, imaginary) = (part(rt, re, spec.sign)?, part(rt, im, b'+')?);
        if kind == 0 {
            format!("({real}{imaginary}j)")
        } else {
            format!("{real}{imaginary}j")
        }
    };
    pad(rt, &spec, &shown)
}

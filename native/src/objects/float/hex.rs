//! `float.hex` and `float.fromhex`.

use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};

use super::text;
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn hex(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.float_value(args[0]).unwrap_or(0.0);
    let shown = if !x.is_finite() { text::repr(x) } else { hex_text(x) };
    rt.new_str(&shown)
}

fn hex_text(x: f64) -> String {
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    match (exponent, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

enum HexError {
    Malformed,
    TooLarge,
}

pub fn fromhex(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if rt.kind_of(args[1]) != Some(Kind::Str) {
        return rt.type_error("bad argument type for built-in operation");
    }
    let source = rt.str_to_string(args[1]);
    let x = match parse(source.trim_matches(|c| matches!(c, ' ' | '\t'..='\r'))) {
        Ok(x) => Value::float(x),
        Err(HexError::Malformed) => return rt.value_error("invalid hexadecimal floating-point string"),
        Err(HexError::TooLarge) => {
            return rt.raise(
                Exc::OverflowError,
                "hexadecimal value too large to represent as a float",
            );
        }
    };
    match args[0].as_object() {
        Some(class) if class != rt.types.float => rt.call(args[0], &[x]),
        _ => Ok(x),
    }
}

fn parse(text: &str) -> Result<f64, HexError> {
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let lower = rest.to_ascii_lowercase();
    let magnitude = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        digits => parse_magnitude(digits.strip_prefix("0x").unwrap_or(digits))?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// hex digits [. hex digits] [p exponent]
fn parse_magnitude(text: &str) -> Result<f64, HexError> {
    let (digits, exponent) = match text.split_once('p') {
        Some((digits, exponent)) => {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
                return Err(HexError::Malformed);
            }
            let limit = if exponent.starts_with('-') {
                i64::MIN / 4
            } else {
                i64::MAX / 4
            };
            (digits, exponent.parse().unwrap_or(limit))
        }
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(HexError::Malformed);
    }
    let mantissa = BigUint::parse_bytes(all.as_bytes(), 16).ok_or(HexError::Malformed)?;
    round_to_double(&mantissa, exponent.max(i64::MIN / 4) - 4 * fraction.len() as i64).ok_or(HexError::TooLarge)
}

/// `mantissa * 2**exponent` rounded half to even; `None` on overflow.
fn round_to_double(mantissa: &BigUint, exponent: i64) -> Option<f64> {
    if mantissa.is_zero() {
        return Some(0.0);
    }
    let bits = mantissa.bits() as i64;
    let top = bits.saturating_add(exponent);
    if top > 1024 {
        return None;
    }
    if top < -1080 {
        return Some(0.0);
    }
    let drop = (bits - 53).max(-1074 - exponent);
    if drop <= 0 {
        return Some(libm::ldexp(mantissa.to_f64()?, exponent as i32));
    }
    let mut kept = (mantissa >> drop as u64).to_u64()?;
    let half = mantissa.bit(drop as u64 - 1);
    let below = mantissa.trailing_zeros().is_some_and(|zeros| (zeros as i64) < drop - 1);
    kept += (half && (below || kept & 1 == 1)) as u64;
    let x = libm::ldexp(kept as f64, (exponent + drop) as i32);
    x.is_finite().then_some(x)
}

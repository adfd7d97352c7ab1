//! One value of a format and its bytes.

use super::fail;
use super::layout::{Field, Layout};
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime, machine};

/// Little-endian bytes of one value.
pub(super) fn item_bytes(rt: &mut Runtime, layout: &Layout, code: u8, size: usize, v: Value) -> Res<[u8; 8]> {
    let mut out = [0; 8];
    match code {
        b'?' => out[0] = rt.truth(v)? as u8,
        b'c' => match rt.as_byte_slice(v) {
            Some([b]) if rt.kind_of(v) != Some(Kind::Memoryview) => out[0] = *b,
            _ => return fail(rt, "char format requires a bytes object of length 1"),
        },
        b'e' | b'f' | b'd' => {
            let x = match rt.as_f64(v) {
                Ok(x) => x,
                Err(_) if rt.matches(Exc::TypeError) => {
                    rt.clear_exc();
                    return fail(rt, "required argument is not a float");
                }
                Err(e) => return Err(e),
            };
            match code {
                b'd' => out = x.to_le_bytes(),
                b'f' => {
                    let narrow = x as f32;
                    if narrow.is_infinite() && x.is_finite() && !layout.native {
                        return rt.raise(Exc::OverflowError, "float too large to pack with f format");
                    }
                    out[..4].copy_from_slice(&narrow.to_le_bytes());
                }
                _ => match half_bits(x) {
                    Some(bits) => out[..2].copy_from_slice(&bits.to_le_bytes()),
                    None => return rt.raise(Exc::OverflowError, "float too large to pack with e format"),
                },
            }
        }
        _ => {
            if !rt.has_index(v)? {
                return fail(rt, "required argument is not an integer");
            }
            let n = i128::try_from(rt.index_value(v)?.into_big()).ok();
            let (low, high) = match code {
                b'P' => (i64::MIN.into(), u64::MAX.into()),
                _ => machine::range(code, size),
            };
            match n.filter(|n| (low..=high).contains(n)) {
                Some(n) => out.copy_from_slice(&n.to_le_bytes()[..8]),
                None => {
                    // Which C integer it passes through first shows in the message.
                    let unsigned = matches!(code, b'I' | b'L') || (code == b'H' && layout.big);
                    let fits_long = n.is_some_and(|n| {
                        if unsigned {
                            u64::try_from(n).is_ok()
                        } else {
                            i64::try_from(n).is_ok()
                        }
                    });
                    return out_of_range(rt, layout, code, size, fits_long, (low, high));
                }
            }
        }
    }
    Ok(out)
}

fn out_of_range<T>(
    rt: &mut Runtime,
    layout: &Layout,
    code: u8,
    size: usize,
    fits_long: bool,
    (low, high): (i128, i128),
) -> Res<T> {
    if !fits_long || size == 8 {
        let swapped = layout.big && size == 8 || code == b'P';
        return fail(
            rt,
            if swapped {
                "int too large to convert"
            } else {
                "argument out of range"
            },
        );
    }
    let name = match code {
        b'b' => "byte".to_string(),
        b'B' => "ubyte".to_string(),
        b'h' if !layout.big => "short".to_string(),
        b'H' if !layout.big => "ushort".to_string(),
        c => format!("'{}'", c as char),
    };
    fail(rt, format!("{name} format requires {low} <= number <= {high}"))
}

/// The half-precision float nearest to `x`, ties to even; `None` when it is too large.
fn half_bits(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    let a = x.abs();
    if a.is_nan() {
        return Some(sign | 0x7e00);
    }
    if a.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // Subnormal halves are multiples of 2^-24; above, the step grows with the exponent.
    let exponent = if a < 2f64.powi(-14) {
        -14
    } else {
        a.log2().floor() as i32
    };
    let exponent = if a < 2f64.powi(exponent) && exponent > -14 {
        exponent - 1
    } else {
        exponent
    };
    let steps = (a * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = if steps < 1024 {
        steps
    } else {
        ((exponent + 15) as u32) * 1024 + (steps - 1024)
    };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

fn half_value(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = ((bits >> 10 & 31) as i32, (bits & 0x3ff) as f64);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => (1024.0 + fraction) * 2f64.powi(e - 25),
    }
}

pub(super) fn item(rt: &mut Runtime, layout: &Layout, f: &Field, b: &[u8]) -> Res<Value> {
    let mut wide = [0; 8];
    wide[..f.size].copy_from_slice(b);
    if layout.big {
        wide[..f.size].reverse();
    }
    let bits = u64::from_le_bytes(wide);
    match f.code {
        b'c' => rt.new_bytes(b),
        b'?' => Ok(Value::bool(bits != 0)),
        b'e' => Ok(Value::float(half_value(bits as u16))),
        code => machine::number(rt, code, f.size, bits),
    }
}

#[cfg(test)]
mod tests {
    use super::{half_bits, half_value};

    #[test]
    fn halves_round_to_even() {
        for (x, bits) in [
            (1.0, 0x3c00),
            (65504.0, 0x7bff),
            (1.5, 0x3e00),
            (-2.0, 0xc000),
            (5.960464477539063e-8, 1),
        ] {
            assert_eq!(half_bits(x), Some(bits));
            assert_eq!(half_value(bits), x);
        }
        assert_eq!(half_bits(65520.0), None);
        assert_eq!(half_bits(2.980232238769531e-8), Some(0));
        assert_eq!(half_bits(1.00048828125), Some(0x3c00));
    }
}

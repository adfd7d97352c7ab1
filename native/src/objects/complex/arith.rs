//! Arithmetic of complex numbers, by CPython's formulas.

use super::Complex;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

/// An operand: complex, float or int (OverflowError when it is too large); `None` for anything else.
fn operand(rt: &mut Runtime, v: Value) -> Res<Option<Complex>> {
    if let Some(z) = rt.complex_value(v) {
        return Ok(Some(z));
    }
    if let Some(x) = rt.float_value(v) {
        return Ok(Some((x, 0.0)));
    }
    let Some(n) = rt.int_value(v) else { return Ok(None) };
    let x = n.to_f64();
    if x.is_infinite() {
        return rt.raise(Exc::OverflowError, "int too large to convert to float");
    }
    Ok(Some((x, 0.0)))
}

macro_rules! operator {
    ($name:ident, $rt:ident, $a:ident, $b:ident, $body:expr) => {
        pub fn $name($rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
            let Some($a) = operand($rt, a)? else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            let Some($b) = operand($rt, b)? else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            $body
        }
    };
}

operator!(add, rt, a, b, rt.new_complex((a.0 + b.0, a.1 + b.1)));
operator!(sub, rt, a, b, rt.new_complex((a.0 - b.0, a.1 - b.1)));
operator!(mul, rt, a, b, rt.new_complex(product(a, b)));
operator!(div, rt, a, b, {
    match quotient(a, b) {
        Some(z) => rt.new_complex(z),
        None => rt.raise(Exc::ZeroDivisionError, "complex division by zero"),
    }
});
operator!(pow, rt, a, b, pow_complex(rt, a, b));

pub fn pow3(rt: &mut Runtime, a: Value, b: Value, modulus: Value) -> Res<Value> {
    if modulus.is_none() {
        return pow(rt, a, b);
    }
    rt.value_error("complex modulo")
}

fn product(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// Smith's algorithm; `None` for a division by zero.
pub fn quotient(a: Complex, b: Complex) -> Option<Complex> {
    let (re, im) = (b.0.abs(), b.1.abs());
    if re >= im {
        if re == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator))
    } else if im >= re {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

fn pow_int(a: Complex, n: u32) -> Complex {
    let (mut result, mut power) = ((1.0, 0.0), a);
    let mut mask = 1;
    while mask > 0 && n >= mask {
        if n & mask != 0 {
            result = product(result, power);
        }
        mask <<= 1;
        power = product(power, power);
    }
    result
}

pub fn pow_complex(rt: &mut Runtime, a: Complex, b: Complex) -> Res<Value> {
    let zero_division = |rt: &mut Runtime| rt.raise(Exc::ZeroDivisionError, "0.0 to a negative or complex power");
    // Small whole exponents are repeated multiplication.
    let small_int = b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0;
    let z = if small_int {
        let power = pow_int(a, b.0.abs() as u32);
        if b.0 >= 0.0 {
            power
        } else {
            match quotient((1.0, 0.0), power) {
                Some(z) => z,
                None => return zero_division(rt),
            }
        }
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return zero_division(rt);
        }
        (0.0, 0.0)
    } else {
        let magnitude = a.0.hypot(a.1);
        let angle = a.1.atan2(a.0);
        let mut length = magnitude.powf(b.0);
        let mut phase = angle * b.0;
        if b.1 != 0.0 {
            length /= (angle * b.1).exp();
            phase += b.1 * magnitude.ln();
        }
        if phase.is_infinite() {
            return zero_division(rt);
        }
        (length * phase.cos(), length * phase.sin())
    };
    if z.0.is_infinite() || z.1.is_infinite() {
        return rt.raise(Exc::OverflowError, "complex exponentiation");
    }
    rt.new_complex(z)
}

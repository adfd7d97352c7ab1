//! Numbers.

use super::runtime;
use crate::jit::exits::{self, UnitData};

/// a // b of floats; b is not 0. CPython's float_divmod.
pub extern "C" fn float_floor_div(a: f64, b: f64) -> f64 {
    let m = libm::fmod(a, b);
    let mut div = (a - m) / b;
    if m != 0.0 && (b < 0.0) != (m < 0.0) {
        div -= 1.0;
    }
    if div != 0.0 {
        let floor = div.floor();
        if div - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0f64.copysign(a / b)
    }
}

/// a % b of floats; b is not 0.
pub extern "C" fn float_mod(a: f64, b: f64) -> f64 {
    let m = libm::fmod(a, b);
    if m == 0.0 {
        0.0f64.copysign(b)
    } else if (b < 0.0) != (m < 0.0) {
        m + b
    } else {
        m
    }
}

/// a ** b of floats where the C library's pow has the answer; NaN for what the kernel must decide: special cases, and
/// results that are an error or complex.
pub extern "C" fn float_pow(a: f64, b: f64) -> f64 {
    if a == 0.0 || !a.is_finite() || !b.is_finite() {
        return f64::NAN;
    }
    let power = a.powf(b);
    if power.is_finite() { power } else { f64::NAN }
}

pub unsafe extern "C" fn box_int(data: *const UnitData, n: i64) -> u64 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    exits::int(rt, n).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_and_modulo_follow_the_divisors_sign() {
        for (a, b, div, modulo) in [
            (7.0, 2.0, 3.0, 1.0),
            (-7.0, 2.0, -4.0, 1.0),
            (7.0, -2.0, -4.0, -1.0),
            (-7.0, -2.0, 3.0, -1.0),
        ] {
            assert_eq!(float_floor_div(a, b), div);
            assert_eq!(float_mod(a, b), modulo);
        }
        assert!(float_mod(-0.0, 3.0).is_sign_positive());
        assert!(float_mod(4.0, -2.0).is_sign_negative());
        assert!(float_floor_div(-0.0, 3.0).is_sign_negative());
    }
}

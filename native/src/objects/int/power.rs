//! `**` and `pow` with a modulus.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::Int;
use super::arith::operands;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

/// Results beyond this many bits are refused: no machine we run on could hold a few of them.
const MAX_BITS: u64 = 1 << 32;

pub fn pow(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some((base, exponent)) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if exponent.is_negative() {
        let (x, y) = (rt.as_f64(a)?, rt.as_f64(b)?);
        return crate::objects::float::pow_floats(rt, x, y);
    }
    match pow_ints(base, exponent) {
        Some(n) => rt.int_from(n),
        None => rt.raise(Exc::MemoryError, ""),
    }
}

/// `base ** exponent` for an exponent that is not negative; `None` when the result is unreasonably large.
pub fn pow_ints(base: Int, exponent: Int) -> Option<Int> {
    let odd = match &exponent {
        Int::Small(n) => n & 1 == 1,
        Int::Big(n) => n.bit(0),
    };
    match (&base, &exponent) {
        (_, Int::Small(0)) | (Int::Small(1), _) => return Some(Int::Small(1)),
        (Int::Small(0), _) => return Some(Int::Small(0)),
        (Int::Small(-1), _) => return Some(Int::Small(if odd { -1 } else { 1 })),
        _ => {}
    }
    let Int::Small(n) = exponent else { return None };
    let n = u32::try_from(n).ok()?;
    if let Int::Small(base) = base
        && let Some(small) = base.checked_pow(n)
    {
        return Some(Int::Small(small));
    }
    if base.bits().checked_mul(n as u64)? > MAX_BITS {
        return None;
    }
    match base {
        // A power of two is only a shift.
        Int::Small(base) if base > 0 && base & (base - 1) == 0 => Some(Int::from_big(
            BigInt::one() << (base.trailing_zeros() as u64 * n as u64),
        )),
        base => Some(Int::from_big(base.into_big().pow(n))),
    }
}

pub fn pow3(rt: &mut Runtime, a: Value, b: Value, modulus: Value) -> Res<Value> {
    if modulus.is_none() {
        return pow(rt, a, b);
    }
    let (Some((base, exponent)), Some(modulus)) = (operands(rt, a, b), rt.int_value(modulus)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if modulus.is_zero() {
        return rt.value_error("pow() 3rd argument cannot be 0");
    }
    match pow_mod(base, exponent, modulus) {
        Some(n) => rt.int_from(n),
        None => rt.value_error("base is not invertible for the given modulus"),
    }
}

/// `base ** exponent % modulus` with the sign of the modulus, which is not zero; `None` when there is no inverse.
pub fn pow_mod(base: Int, exponent: Int, modulus: Int) -> Option<Int> {
    if let (Int::Small(b), Int::Small(e), Int::Small(m)) = (&base, &exponent, &modulus)
        && *e >= 0
        && *m > 0
    {
        return Some(Int::Small(small_pow_mod(*b, *e, *m)));
    }
    let (mut base, mut exponent, modulus) = (base.into_big(), exponent.into_big(), modulus.into_big());
    let magnitude = BigInt::from_biguint(Sign::Plus, modulus.magnitude().clone());
    if exponent.is_negative() {
        base = base.mod_floor(&magnitude).modinv(&magnitude)?;
        exponent = -exponent;
    }
    let mut result = base.mod_floor(&magnitude).modpow(&exponent, &magnitude);
    if modulus.is_negative() && !result.is_zero() {
        result += modulus;
    }
    Some(Int::from_big(result))
}

fn small_pow_mod(base: i64, mut exponent: i64, modulus: i64) -> i64 {
    let m = modulus as u128;
    let mut base = base.rem_euclid(modulus) as u128;
    let mut result = 1 % m;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % m;
        }
        base = base * base % m;
        exponent >>= 1;
    }
    result as i64
}

//! Floor division, remainder and true division.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::Int;
use super::arith::operands;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

fn zero_division(rt: &mut Runtime, message: &str) -> Res<Value> {
    rt.raise(Exc::ZeroDivisionError, message)
}

pub fn floor_div(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some(pair) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match pair {
        (_, Int::Small(0)) => zero_division(rt, "integer division or modulo by zero"),
        (Int::Small(x), Int::Small(y)) if y != -1 => rt.int(Integer::div_floor(&x, &y)),
        (x, y) => rt.int_from_big(x.into_big().div_floor(&y.into_big())),
    }
}

pub fn modulo(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some(pair) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match pair {
        (_, Int::Small(0)) => zero_division(rt, "integer modulo by zero"),
        (Int::Small(_), Int::Small(-1)) => Ok(Value::ZERO),
        (Int::Small(x), Int::Small(y)) => rt.int(x.mod_floor(&y)),
        (x, y) => rt.int_from_big(x.into_big().mod_floor(&y.into_big())),
    }
}

/// (quotient, remainder); `b` must not be zero.
pub fn divmod_ints(a: Int, b: Int) -> (Int, Int) {
    match (a, b) {
        (Int::Small(x), Int::Small(y)) if y != -1 => {
            let (q, r) = x.div_mod_floor(&y);
            (Int::Small(q), Int::Small(r))
        }
        (x, y) => {
            let (q, r) = x.into_big().div_mod_floor(&y.into_big());
            (Int::from_big(q), Int::from_big(r))
        }
    }
}

pub fn divmod(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some((x, y)) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if y.is_zero() {
        return zero_division(rt, "integer division or modulo by zero");
    }
    let (q, r) = divmod_ints(x, y);
    let pair = [rt.int_from(q)?, rt.int_from(r)?];
    rt.new_tuple(&pair)
}

pub fn true_div(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    const EXACT: i64 = 1 << 53;
    let Some(pair) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match pair {
        (_, Int::Small(0)) => zero_division(rt, "division by zero"),
        (Int::Small(x), Int::Small(y)) if (-EXACT..=EXACT).contains(&x) && (-EXACT..=EXACT).contains(&y) => {
            Ok(Value::float(x as f64 / y as f64))
        }
        (x, y) => match true_divide_bigs(&x.into_big(), &y.into_big()) {
            Some(x) => Ok(Value::float(x)),
            None => rt.raise(Exc::OverflowError, "integer division result too large for a float"),
        },
    }
}

/// `a / b` rounded half to even, `None` when it overflows; `b` must not be zero.
pub fn true_divide_bigs(a: &BigInt, b: &BigInt) -> Option<f64> {
    let negative = a.is_negative() != b.is_negative();
    if a.is_zero() {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    let (a, b) = (a.magnitude(), b.magnitude());
    // A quotient of 55 or 56 bits, times 2**shift, with the lowest bit sticky for the remainder.
    let shift = a.bits() as i64 - b.bits() as i64 - 55;
    if shift > 1024 {
        return None;
    }
    if shift < -1200 {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    let (q, r) = if shift < 0 {
        (a << (-shift) as u64).div_rem(b)
    } else {
        a.div_rem(&(b << shift as u64))
    };
    let q = q.to_u64()? | !r.is_zero() as u64;
    let magnitude = scale(q, shift as i32)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// `q * 2**shift` rounded half to even, where the lowest bit of `q` may be sticky (q has at least 55 bits).
fn scale(q: u64, shift: i32) -> Option<f64> {
    let bits = 64 - q.leading_zeros() as i32;
    let drop = (bits - 53).max(-1074 - shift);
    if drop > 63 {
        return Some(0.0);
    }
    let (kept, rest, half) = (q >> drop, q & ((1 << drop) - 1), 1u64 << (drop - 1));
    let rounded = kept + (rest > half || (rest == half && kept & 1 == 1)) as u64;
    let x = libm::ldexp(rounded as f64, shift + drop);
    x.is_finite().then_some(x)
}

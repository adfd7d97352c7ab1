//! Number theory and combinatorics.

use num_bigint::{BigInt, Sign};
use num_integer::{Integer, Roots};

use crate::heap::Value;
use crate::objects::int::Int;
use crate::objects::spec::Args;
use crate::objects::{Exc, Res, Runtime};

/// The values of all arguments; no keywords.
fn all_ints(rt: &mut Runtime, name: &str, args: &Args<'_>) -> Res<Vec<Int>> {
    if !args.kw.is_empty() {
        return rt.type_error(format!("math.{name}() takes no keyword arguments"));
    }
    args.pos.iter().map(|&v| rt.index_value(v)).collect()
}

fn magnitude(n: Int) -> Int {
    match n {
        Int::Small(n) => Int::from_big(BigInt::from(n.unsigned_abs())),
        Int::Big(n) => Int::Big(BigInt::from_biguint(Sign::Plus, n.into_parts().1)),
    }
}

fn gcd_of(a: Int, b: Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::from_big(BigInt::from(a.unsigned_abs().gcd(&b.unsigned_abs()))),
        (a, b) => Int::from_big(a.into_big().gcd(&b.into_big())),
    }
}

pub fn gcd(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let all = all_ints(rt, "gcd", args)?;
    let result = all.into_iter().fold(Int::Small(0), gcd_of);
    rt.int_from(result)
}

pub fn lcm(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut result = Int::Small(1);
    for n in all_ints(rt, "lcm", args)? {
        if n.is_zero() || result.is_zero() {
            result = Int::Small(0);
            continue;
        }
        let divisor = gcd_of(result.clone(), n.clone());
        result = magnitude(Int::from_big(result.into_big() / divisor.into_big() * n.into_big()));
    }
    rt.int_from(result)
}

pub fn isqrt(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = rt.index_value(args[0])?;
    if n.is_negative() {
        return rt.value_error("isqrt() argument must be nonnegative");
    }
    match n {
        Int::Small(n) => rt.int((n as u64).sqrt() as i64),
        Int::Big(n) => rt.int_from_big(n.sqrt()),
    }
}

/// The product of `from`, `from + 1`, … (`count` factors), balanced so that factors of like size meet.
fn rising_product(from: &BigInt, count: u64) -> BigInt {
    match count {
        0 => BigInt::from(1),
        1 => from.clone(),
        2..=8 => (1..count).fold(from.clone(), |product, i| product * (from + i)),
        _ => {
            let half = count / 2;
            rising_product(from, half) * rising_product(&(from + half), count - half)
        }
    }
}

pub fn factorial(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = match rt.index_value(args[0])? {
        n if n.is_negative() => return rt.value_error("factorial() not defined for negative values"),
        Int::Small(n) => n as u64,
        Int::Big(_) => {
            return rt.raise(
                Exc::OverflowError,
                format!("factorial() argument should not exceed {}", i64::MAX),
            );
        }
    };
    rt.int_from_big(rising_product(&BigInt::from(1), n))
}

/// n and k, neither negative.
fn n_and_k(rt: &mut Runtime, n: Value, k: Value) -> Res<(BigInt, BigInt)> {
    let (n, k) = (rt.index_value(n)?, rt.index_value(k)?);
    if n.is_negative() {
        return rt.value_error("n must be a non-negative integer");
    }
    if k.is_negative() {
        return rt.value_error("k must be a non-negative integer");
    }
    Ok((n.into_big(), k.into_big()))
}

pub fn perm(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if args[1].is_unbound() || args[1].is_none() {
        return factorial(rt, args);
    }
    let (n, k) = n_and_k(rt, args[0], args[1])?;
    if k > n {
        return Ok(Value::ZERO);
    }
    match i64::try_from(&k) {
        Ok(count) => rt.int_from_big(rising_product(&(n - k + 1), count as u64)),
        Err(_) => rt.raise(Exc::OverflowError, format!("k must not exceed {}", i64::MAX)),
    }
}

pub fn comb(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (n, k) = n_and_k(rt, args[0], args[1])?;
    if k > n {
        return Ok(Value::ZERO);
    }
    let k = (&n - &k).min(k);
    match i64::try_from(&k) {
        Ok(count) => {
            let count = count as u64;
            let ways = rising_product(&(n - k + 1), count) / rising_product(&BigInt::from(1), count);
            rt.int_from_big(ways)
        }
        Err(_) => rt.raise(
            Exc::OverflowError,
            format!("min(n - k, k) must not exceed {}", i64::MAX),
        ),
    }
}

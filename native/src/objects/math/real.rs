//! Functions of floats that need more than a call of the C library's.

use super::{domain_error, range_error};
use crate::heap::Value;
use crate::objects::int::Int;
use crate::objects::spec::Args;
use crate::objects::{Exc, Res, Runtime};

fn two(rt: &mut Runtime, args: &[Value]) -> Res<(f64, f64)> {
    Ok((rt.as_f64(args[0])?, rt.as_f64(args[1])?))
}

pub fn atan2(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (y, x) = two(rt, args)?;
    Ok(Value::float(y.atan2(x)))
}

pub fn copysign(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (x, y) = two(rt, args)?;
    Ok(Value::float(x.copysign(y)))
}

pub fn fmod(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (x, y) = two(rt, args)?;
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return domain_error(rt);
    }
    Ok(Value::float(result))
}

pub fn remainder(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (x, y) = two(rt, args)?;
    let result = libm::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return domain_error(rt);
    }
    Ok(Value::float(result))
}

pub fn nextafter(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (x, y) = two(rt, args)?;
    Ok(Value::float(libm::nextafter(x, y)))
}

pub fn ulp(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?.abs();
    if !x.is_finite() {
        return Ok(Value::float(x));
    }
    let above = libm::nextafter(x, f64::INFINITY);
    Ok(Value::float(if above.is_infinite() {
        x - libm::nextafter(x, 0.0)
    } else {
        above - x
    }))
}

pub fn pow(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (x, y) = two(rt, args)?;
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() && !result.is_finite() {
        return if result.is_nan() || x == 0.0 {
            domain_error(rt)
        } else {
            range_error(rt)
        };
    }
    Ok(Value::float(result))
}

/// `rel_tol` and `abs_tol` of `isclose`.
pub fn tolerances(rt: &mut Runtime, args: &[Value]) -> Res<(f64, f64)> {
    let relative = if args[2].is_unbound() {
        1e-9
    } else {
        rt.as_f64(args[2])?
    };
    let absolute = if args[3].is_unbound() { 0.0 } else { rt.as_f64(args[3])? };
    if relative < 0.0 || absolute < 0.0 {
        return rt.value_error("tolerances must be non-negative");
    }
    Ok((relative, absolute))
}

pub fn isclose(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (a, b) = two(rt, args)?;
    let (relative, absolute) = tolerances(rt, args)?;
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    Ok(Value::bool(
        difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute,
    ))
}

pub fn frexp(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?;
    let (mantissa, exponent) = if x.is_finite() && x != 0.0 {
        libm::frexp(x)
    } else {
        (x, 0)
    };
    rt.new_tuple(&[Value::float(mantissa), Value::int32(exponent)])
}

pub fn ldexp(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?;
    if !rt.is_int(args[1]) {
        return rt.type_error("Expected an int as second argument to ldexp.");
    }
    let exponent = rt.as_index_clamped(args[1])?.clamp(i32::MIN as i64, i32::MAX as i64) as i32;
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        return range_error(rt);
    }
    Ok(Value::float(result))
}

pub fn modf(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?;
    let (fraction, whole) = match x {
        _ if x.is_infinite() => (0f64.copysign(x), x),
        _ => (x.fract().copysign(x), x.trunc()),
    };
    rt.new_tuple(&[Value::float(fraction), Value::float(whole)])
}

/// By the special method, else by way of a float.
fn rounded(rt: &mut Runtime, v: Value, name: &str, f: fn(f64) -> f64) -> Res<Value> {
    if v.is_small_int() {
        return Ok(v);
    }
    if !v.is_float()
        && let Some(method) = rt.lookup_special(v, name)?
    {
        return rt.call(method, &[]);
    }
    let x = f(rt.as_f64(v)?);
    rt.int_from_f64(x)
}

pub fn floor(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    rounded(rt, args[0], "__floor__", f64::floor)
}

pub fn ceil(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    rounded(rt, args[0], "__ceil__", f64::ceil)
}

pub fn trunc(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if let Some(x) = args[0].as_float() {
        return rt.int_from_f64(x);
    }
    match rt.lookup_special(args[0], "__trunc__")? {
        Some(method) => rt.call(method, &[]),
        None => {
            let name = rt.type_name(args[0]);
            rt.type_error(format!("type {name} doesn't define __trunc__ method"))
        }
    }
}

/// A logarithm of any real number; ints may exceed the range of floats.
fn logarithm(rt: &mut Runtime, v: Value, log: fn(f64) -> f64) -> Res<f64> {
    if let Some(Int::Big(n)) = rt.int_value(v) {
        if n.sign() == num_bigint::Sign::Minus {
            return domain_error(rt);
        }
        let x = Int::Big(n.clone()).to_f64();
        if x.is_finite() {
            return Ok(log(x));
        }
        let exponent = n.bits() as i64;
        let mantissa = Int::from_big(n >> (exponent - 64) as u64).to_f64() / 2f64.powi(64);
        return Ok(log(mantissa) + log(2.0) * exponent as f64);
    }
    let x = rt.as_f64(v)?;
    let result = log(x);
    if (result.is_nan() && !x.is_nan()) || (result.is_infinite() && x.is_finite()) {
        return domain_error(rt);
    }
    Ok(result)
}

pub fn log(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("log() takes no keyword arguments");
    }
    match args.pos {
        [x] => Ok(Value::float(logarithm(rt, *x, f64::ln)?)),
        [x, base] => {
            let (x, base) = (logarithm(rt, *x, f64::ln)?, logarithm(rt, *base, f64::ln)?);
            if base == 0.0 {
                return rt.raise(Exc::ZeroDivisionError, "float division by zero");
            }
            Ok(Value::float(x / base))
        }
        _ => rt.type_error("math.log requires 1 to 2 arguments"),
    }
}

pub fn log2(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    Ok(Value::float(logarithm(rt, args[0], f64::log2)?))
}

pub fn log10(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    Ok(Value::float(logarithm(rt, args[0], f64::log10)?))
}

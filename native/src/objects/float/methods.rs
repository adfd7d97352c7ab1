//! Methods and attributes of float.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Pow, ToPrimitive};

use super::{arith, decompose, hex, text};
use crate::heap::{Kind, Value};
use crate::objects::int::Int;
use crate::objects::spec::{GetSetDef, MethodDef, Params, class_method, getter, method};
use crate::objects::{Exc, Res, Runtime};

fn value(rt: &Runtime, v: Value) -> f64 {
    rt.float_value(v).unwrap_or(0.0)
}

pub fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let text = text::repr(value(rt, v));
    rt.new_str(&text)
}

pub fn plain(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(Value::float(value(rt, v)))
}

pub fn trunc(rt: &mut Runtime, v: Value) -> Res<Value> {
    let x = value(rt, v);
    rt.int_from_f64(x)
}

fn is_integer(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = value(rt, args[0]);
    Ok(Value::bool(x.is_finite() && x.fract() == 0.0))
}

/// Numerator and denominator (a power of two) of a finite double.
pub fn integer_ratio(x: f64) -> (BigInt, BigInt) {
    if x == 0.0 {
        return (BigInt::from(0), BigInt::from(1));
    }
    let (mantissa, exponent) = decompose(x);
    let zeros = mantissa.trailing_zeros() as i32;
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    let signed = BigInt::from(if x < 0.0 { -(mantissa as i64) } else { mantissa as i64 });
    if exponent >= 0 {
        (signed << exponent as u64, BigInt::from(1))
    } else {
        (signed, BigInt::from(1) << (-exponent) as u64)
    }
}

fn as_integer_ratio(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = value(rt, args[0]);
    if x.is_nan() {
        return rt.value_error("cannot convert NaN to integer ratio");
    }
    if x.is_infinite() {
        return rt.raise(Exc::OverflowError, "cannot convert Infinity to integer ratio");
    }
    let (numerator, denominator) = integer_ratio(x);
    let pair = [rt.int_from_big(numerator)?, rt.int_from_big(denominator)?];
    rt.new_tuple(&pair)
}

fn round(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = value(rt, args[0]);
    if args[1].is_unbound() || args[1].is_none() {
        return rt.int_from_f64(x.round_ties_even());
    }
    let digits = match rt.index_value(args[1])? {
        Int::Small(n) => n,
        n if n.is_negative() => i64::MIN,
        _ => i64::MAX,
    };
    let rounded = round_float(x, digits);
    if rounded.is_infinite() && x.is_finite() {
        return rt.raise(Exc::OverflowError, "rounded value too large to represent");
    }
    Ok(Value::float(rounded))
}

/// To `digits` decimal places, ties (of the exact value) to even; infinite on overflow.
pub fn round_float(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || digits > 323 {
        return x;
    }
    if digits < -308 {
        return 0f64.copysign(x);
    }
    if digits >= 0 {
        return format!("{x:.*}", digits as usize).parse().unwrap_or(x);
    }
    let whole = BigInt::from_f64(x.abs().trunc()).unwrap_or_default();
    let unit: BigInt = Pow::pow(BigInt::from(10), (-digits) as u32);
    let (mut quotient, rest) = whole.div_mod_floor(&unit);
    let twice: BigInt = rest << 1;
    let above_half = twice > unit || (twice == unit && (x.fract() != 0.0 || quotient.is_odd()));
    if above_half {
        quotient += 1;
    }
    (quotient * unit).to_f64().unwrap_or(f64::INFINITY).copysign(x)
}

fn getnewargs(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = plain(rt, args[0])?;
    rt.new_tuple(&[x])
}

fn getformat(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if rt.kind_of(args[1]) != Some(Kind::Str) {
        let name = rt.type_name(args[1]);
        return rt.type_error(format!("__getformat__() argument must be str, not {name}"));
    }
    match rt.str_to_string(args[1]).as_str() {
        "double" | "float" => rt.new_str("IEEE, little-endian"),
        _ => rt.value_error("__getformat__() argument 1 must be 'double' or 'float'"),
    }
}

fn format(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    crate::objects::format::format_method(rt, args, crate::objects::format::format_float)
}

pub const METHODS: &[MethodDef] = &[
    method("conjugate", Params::NoArgs, |rt, args| plain(rt, args[0])),
    method("__trunc__", Params::NoArgs, |rt, args| trunc(rt, args[0])),
    method("__floor__", Params::NoArgs, |rt, args| {
        let x = value(rt, args[0]).floor();
        rt.int_from_f64(x)
    }),
    method("__ceil__", Params::NoArgs, |rt, args| {
        let x = value(rt, args[0]).ceil();
        rt.int_from_f64(x)
    }),
    method("__round__", Params::Pos(0, 1), round),
    method("as_integer_ratio", Params::NoArgs, as_integer_ratio),
    class_method("fromhex", Params::One, hex::fromhex),
    method("hex", Params::NoArgs, hex::hex),
    method("is_integer", Params::NoArgs, is_integer),
    method("__getnewargs__", Params::NoArgs, getnewargs),
    class_method("__getformat__", Params::One, getformat),
    method("__format__", Params::One, format),
    method("__divmod__", Params::One, |rt, args| {
        arith::divmod(rt, args[0], args[1])
    }),
    method("__rdivmod__", Params::One, |rt, args| {
        arith::divmod(rt, args[1], args[0])
    }),
];

pub const GETSET: &[GetSetDef] = &[getter("real", plain), getter("imag", |_, _| Ok(Value::float(0.0)))];

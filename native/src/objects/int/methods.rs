//! Methods and attributes of int.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Pow};

use super::Int;
use super::arith::as_plain_int;
use super::bits::{from_le_bytes, to_le_bytes};
use super::divide::divmod;
use crate::heap::{Kind, Value};
use crate::objects::bytes::ops::bytes_method;
use crate::objects::spec::{GetSetDef, MethodDef, Params, class_method, getter, method};
use crate::objects::{Exc, Res, Runtime};

fn plain(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    as_plain_int(rt, args[0])
}

fn value(rt: &Runtime, v: Value) -> Int {
    rt.int_value(v).unwrap_or(Int::Small(0))
}

fn bit_length(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let bits = value(rt, args[0]).bits();
    rt.int(bits as i64)
}

fn bit_count(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let ones = match value(rt, args[0]) {
        Int::Small(n) => n.unsigned_abs().count_ones() as u64,
        Int::Big(n) => n.magnitude().count_ones(),
    };
    rt.int(ones as i64)
}

/// "big" is true.
fn byte_order(rt: &mut Runtime, function: &str, v: Value) -> Res<bool> {
    if v.is_unbound() {
        return Ok(true);
    }
    if rt.kind_of(v) != Some(Kind::Str) {
        let name = rt.argument_name(v);
        return rt.type_error(format!("{function}() argument 'byteorder' must be str, not {name}"));
    }
    match rt.str_to_string(v).as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => rt.value_error("byteorder must be either 'little' or 'big'"),
    }
}

fn to_bytes(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let length = if args[1].is_unbound() { 1 } else { rt.as_size(args[1])? };
    let big_endian = byte_order(rt, "to_bytes", args[2])?;
    let signed = !args[3].is_unbound() && rt.truth(args[3])?;
    let Ok(length) = usize::try_from(length) else {
        return rt.value_error("length argument must be non-negative");
    };
    if length > 1 << 32 {
        return rt.raise(Exc::MemoryError, "");
    }
    let n = value(rt, args[0]);
    if n.is_negative() && !signed {
        return rt.raise(Exc::OverflowError, "can't convert negative int to unsigned");
    }
    match to_le_bytes(&n.into_big(), length, signed) {
        Some(mut bytes) => {
            if big_endian {
                bytes.reverse();
            }
            rt.new_bytes(&bytes)
        }
        None => rt.raise(Exc::OverflowError, "int too big to convert"),
    }
}

fn from_bytes(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let big_endian = byte_order(rt, "from_bytes", args[2])?;
    let signed = !args[3].is_unbound() && rt.truth(args[3])?;
    let mut bytes = bytes_of_object(rt, args[1])?;
    if big_endian {
        bytes.reverse();
    }
    let n = rt.int_from(from_le_bytes(&bytes, signed))?;
    match args[0].as_object() {
        Some(class) if class != rt.types.int => rt.call(args[0], &[n]),
        _ => Ok(n),
    }
}

/// `PyObject_Bytes` as far as ints need it: `__bytes__`, bytes-likes, iterables of small ints.
fn bytes_of_object(rt: &mut Runtime, v: Value) -> Res<Vec<u8>> {
    if let Some(made) = bytes_method(rt, v)? {
        return Ok(rt.bytes_of(made).to_vec());
    }
    if let Some(bytes) = rt.byte_vec(v) {
        return Ok(bytes);
    }
    let iterable = rt.lookup_special(v, "__iter__")?.is_some() || rt.lookup_special(v, "__getitem__")?.is_some();
    if !iterable || rt.kind_of(v) == Some(Kind::Str) {
        let name = rt.type_name(v);
        return rt.type_error(format!("cannot convert '{name}' object to bytes"));
    }
    let items = rt.collect(v)?;
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        match rt.as_index_clamped(item)? {
            byte @ 0..=255 => bytes.push(byte as u8),
            _ => return rt.value_error("bytes must be in range(0, 256)"),
        }
    }
    Ok(bytes)
}

fn as_integer_ratio(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = as_plain_int(rt, args[0])?;
    rt.new_tuple(&[n, Value::ONE])
}

fn round(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if args[1].is_unbound() {
        return as_plain_int(rt, args[0]);
    }
    let digits = rt.index_value(args[1])?;
    let n = value(rt, args[0]);
    match digits {
        Int::Small(digits) if digits < 0 => {
            let rounded = round_int(n, digits.unsigned_abs());
            rt.int_from(rounded)
        }
        Int::Big(digits) if digits.sign() == num_bigint::Sign::Minus => Ok(Value::ZERO),
        _ => as_plain_int(rt, args[0]),
    }
}

/// The multiple of 10**places nearest to `n`, ties to the even one.
pub fn round_int(n: Int, places: u64) -> Int {
    // A number of b bits has at most b * log10(2) + 1 digits; half of a larger power of ten exceeds it.
    if places as f64 > n.bits() as f64 * std::f64::consts::LOG10_2 + 2.0 {
        return Int::Small(0);
    }
    let unit: BigInt = Pow::pow(BigInt::from(10), places as u32);
    let (mut q, r) = n.into_big().div_mod_floor(&unit);
    let twice: BigInt = r << 1;
    if twice > unit || (twice == unit && q.is_odd()) {
        q += BigInt::one();
    }
    Int::from_big(q * unit)
}

fn getnewargs(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = as_plain_int(rt, args[0])?;
    rt.new_tuple(&[n])
}

fn format(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    crate::objects::format::format_method(rt, args, crate::objects::format::format_int)
}

fn sizeof(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    // CPython's digits have 30 bits.
    let digits = value(rt, args[0]).bits().div_ceil(30);
    rt.int(24 + 4 * digits.max(1) as i64)
}

fn rdivmod(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    divmod(rt, args[1], args[0])
}

pub const METHODS: &[MethodDef] = &[
    method("conjugate", Params::NoArgs, plain),
    method("bit_length", Params::NoArgs, bit_length),
    method("bit_count", Params::NoArgs, bit_count),
    method(
        "to_bytes",
        Params::Kw(&["length", "byteorder", "signed"], 0, 2),
        to_bytes,
    ),
    class_method(
        "from_bytes",
        Params::Kw(&["bytes", "byteorder", "signed"], 1, 2),
        from_bytes,
    ),
    method("as_integer_ratio", Params::NoArgs, as_integer_ratio),
    method("__trunc__", Params::NoArgs, plain),
    method("__floor__", Params::NoArgs, plain),
    method("__ceil__", Params::NoArgs, plain),
    method("__round__", Params::Pos(0, 1), round),
    method("__getnewargs__", Params::NoArgs, getnewargs),
    method("__format__", Params::One, format),
    method("__sizeof__", Params::NoArgs, sizeof),
    method("__divmod__", Params::One, |rt, args| divmod(rt, args[0], args[1])),
    method("__rdivmod__", Params::One, rdivmod),
];

pub const GETSET: &[GetSetDef] = &[
    getter("real", as_plain_int),
    getter("imag", |_, _| Ok(Value::ZERO)),
    getter("numerator", as_plain_int),
    getter("denominator", |_, _| Ok(Value::ONE)),
];

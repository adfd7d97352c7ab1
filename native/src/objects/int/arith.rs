//! Sums, products, comparison and the unary operators.

use num_bigint::BigInt;

use super::Int;
use crate::heap::Value;
use crate::objects::spec::CmpOp;
use crate::objects::{Exc, Res, Runtime};

/// The values of both operands, or `None` (NotImplemented) if one is not an int.
pub fn operands(rt: &Runtime, a: Value, b: Value) -> Option<(Int, Int)> {
    Some((rt.int_value(a)?, rt.int_value(b)?))
}

macro_rules! operator {
    ($name:ident, $checked:ident, $op:tt) => {
        pub fn $name(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
            let Some(pair) = operands(rt, a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
            match pair {
                (Int::Small(x), Int::Small(y)) => match x.$checked(y) {
                    Some(z) => rt.int(z),
                    None => rt.int_from_i128(x as i128 $op y as i128),
                },
                (Int::Big(x), Int::Big(y)) => rt.int_from_big(x $op y),
                (Int::Big(x), Int::Small(y)) => rt.int_from_big(x $op y),
                (Int::Small(x), Int::Big(y)) => rt.int_from_big(x $op y),
            }
        }
    };
}

operator!(add, checked_add, +);
operator!(sub, checked_sub, -);
operator!(mul, checked_mul, *);

pub fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let Some(pair) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let order = match pair {
        (Int::Small(x), Int::Small(y)) => x.cmp(&y),
        (x, y) => x.into_big().cmp(&y.into_big()),
    };
    Ok(Value::bool(op.allows(Some(order))))
}

fn value(rt: &Runtime, v: Value) -> Int {
    rt.int_value(v).unwrap_or(Int::Small(0))
}

pub fn neg(rt: &mut Runtime, v: Value) -> Res<Value> {
    match value(rt, v) {
        Int::Small(n) => rt.int_from_i128(-(n as i128)),
        Int::Big(n) => rt.int_from_big(-n),
    }
}

pub fn abs(rt: &mut Runtime, v: Value) -> Res<Value> {
    if value(rt, v).is_negative() {
        neg(rt, v)
    } else {
        as_plain_int(rt, v)
    }
}

pub fn invert(rt: &mut Runtime, v: Value) -> Res<Value> {
    match value(rt, v) {
        Int::Small(n) => rt.int(!n),
        Int::Big(n) => rt.int_from_big(-n - BigInt::from(1)),
    }
}

/// Itself, or the int of the same value for a bool or an instance of a subclass.
pub fn as_plain_int(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.class_of(v) == rt.types.int {
        return Ok(v);
    }
    let n = value(rt, v);
    rt.int_from(n)
}

pub fn float(rt: &mut Runtime, v: Value) -> Res<Value> {
    let x = value(rt, v).to_f64();
    if x.is_infinite() {
        return rt.raise(Exc::OverflowError, "int too large to convert to float");
    }
    Ok(Value::float(x))
}

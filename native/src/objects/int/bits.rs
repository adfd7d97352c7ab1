//! Shifts and bitwise operators, in two's complement of unlimited width.

use num_bigint::{BigInt, Sign};

use super::Int;
use super::arith::operands;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

/// Most bits of a shifted int: beyond it CPython has no memory either.
const MAX_BITS: u64 = 1 << 32;

pub fn lshift(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some((x, count)) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if count.is_negative() {
        return rt.value_error("negative shift count");
    }
    if x.is_zero() {
        return Ok(Value::ZERO);
    }
    let Int::Small(count) = count else {
        return rt.raise(Exc::OverflowError, "too many digits in integer");
    };
    if let Int::Small(n) = x
        && count < 64
    {
        return rt.int_from_i128((n as i128) << count);
    }
    if (count as u64).saturating_add(x.bits()) > MAX_BITS {
        return rt.raise(Exc::MemoryError, "");
    }
    rt.int_from_big(x.into_big() << count as u64)
}

pub fn rshift(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let Some((x, count)) = operands(rt, a, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if count.is_negative() {
        return rt.value_error("negative shift count");
    }
    match (x, count) {
        (Int::Small(n), Int::Small(count)) => rt.int(n >> count.min(63)),
        (Int::Big(n), Int::Small(count)) => rt.int_from_big(n >> count as u64),
        (x, Int::Big(_)) => rt.int(if x.is_negative() { -1 } else { 0 }),
    }
}

macro_rules! bitwise {
    ($name:ident, $op:tt) => {
        pub fn $name(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
            let Some(pair) = operands(rt, a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
            match pair {
                (Int::Small(x), Int::Small(y)) => rt.int(x $op y),
                (x, y) => rt.int_from_big(x.into_big() $op y.into_big()),
            }
        }
    };
}

bitwise!(and, &);
bitwise!(or, |);
bitwise!(xor, ^);

/// The `length` bytes of `n` in two's complement, little-endian; `None` when they do not hold it.
pub fn to_le_bytes(n: &BigInt, length: usize, signed: bool) -> Option<Vec<u8>> {
    let negative = n.sign() == Sign::Minus;
    let mut bytes = if signed {
        n.to_signed_bytes_le()
    } else {
        n.magnitude().to_bytes_le()
    };
    if n.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return None;
    }
    bytes.resize(length, if negative { 0xff } else { 0 });
    Some(bytes)
}

pub fn from_le_bytes(bytes: &[u8], signed: bool) -> Int {
    if bytes.len() <= 8 && (bytes.len() < 8 || signed) {
        let mut word = [if signed && bytes.last().is_some_and(|b| b & 0x80 != 0) {
            0xff
        } else {
            0
        }; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        return Int::Small(i64::from_le_bytes(word));
    }
    Int::from_big(if signed {
        BigInt::from_signed_bytes_le(bytes)
    } else {
        BigInt::from_bytes_le(Sign::Plus, bytes)
    })
}

//! NaN-boxed values; see docs/INTERNALS.md and src/heap/layouts.ts for the encoding.

use crate::generated::layouts::{special, tag};

/// Byte offset of an object from the heap's base; 0 is "none".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
#[repr(transparent)]
pub struct Ref(pub u32);

impl Ref {
    pub const NONE: Ref = Ref(0);

    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// One slot of the heap. `PartialEq` compares bits: identity for references, not Python equality.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(pub u64);

const INT: u64 = (tag::INT as u64) << 32;
const REF: u64 = (tag::REF as u64) << 32;
const SPECIAL: u64 = (tag::SPECIAL as u64) << 32;
const BOOL: u64 = (tag::BOOL as u64) << 32;
const LONG: u64 = (tag::LONG16 as u64) << 48;
const PAYLOAD48: u64 = (1 << 48) - 1;
const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;

impl Value {
    pub const NONE: Value = Value(SPECIAL | special::NONE as u64);
    pub const ELLIPSIS: Value = Value(SPECIAL | special::ELLIPSIS as u64);
    pub const NOT_IMPLEMENTED: Value = Value(SPECIAL | special::NOT_IMPLEMENTED as u64);
    /// No value: an unbound local, a missing optional argument, a deleted dict entry.
    pub const UNBOUND: Value = Value(SPECIAL | special::UNBOUND as u64);
    pub const FALSE: Value = Value(BOOL);
    pub const TRUE: Value = Value(BOOL | 1);
    pub const ZERO: Value = Value(INT);
    pub const ONE: Value = Value(INT | 1);

    /// Smallest and largest int without a heap object.
    pub const INT_MIN: i64 = -(1 << 47);
    pub const INT_MAX: i64 = (1 << 47) - 1;

    pub const fn int32(n: i32) -> Value {
        Value(INT | n as u32 as u64)
    }

    /// The int `n` if it needs no heap object; see `Heap::int` for any.
    pub fn small_int(n: i64) -> Option<Value> {
        if n == n as i32 as i64 {
            Some(Value::int32(n as i32))
        } else if (Value::INT_MIN..=Value::INT_MAX).contains(&n) {
            Some(Value(LONG | (n as u64 & PAYLOAD48)))
        } else {
            None
        }
    }

    pub fn float(x: f64) -> Value {
        if x.is_nan() {
            Value(CANONICAL_NAN)
        } else {
            Value(x.to_bits())
        }
    }

    pub const fn bool(b: bool) -> Value {
        Value(BOOL | b as u64)
    }

    pub const fn object(r: Ref) -> Value {
        Value(REF | r.0 as u64)
    }

    /// The value whose words stand in the heap, or in an instruction.
    pub const fn from_words(low: u32, high: u32) -> Value {
        Value((high as u64) << 32 | low as u64)
    }

    pub const fn high(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub const fn low(self) -> u32 {
        self.0 as u32
    }

    pub const fn is_int32(self) -> bool {
        self.high() == tag::INT
    }

    /// An int without a heap object (not a bool).
    pub const fn is_small_int(self) -> bool {
        self.is_int32() || (self.0 >> 48) as u32 == tag::LONG16
    }

    /// The value of an int without a heap object (not of a bool).
    pub const fn as_small_int(self) -> Option<i64> {
        if self.is_int32() {
            Some(self.low() as i32 as i64)
        } else if (self.0 >> 48) as u32 == tag::LONG16 {
            Some(((self.0 << 16) as i64) >> 16)
        } else {
            None
        }
    }

    pub const fn is_float(self) -> bool {
        self.high() < tag::INT
    }

    pub fn as_float(self) -> Option<f64> {
        if self.is_float() {
            Some(f64::from_bits(self.0))
        } else {
            None
        }
    }

    pub const fn is_bool(self) -> bool {
        self.high() == tag::BOOL
    }

    pub const fn as_bool(self) -> Option<bool> {
        if self.is_bool() { Some(self.low() != 0) } else { None }
    }

    pub const fn is_object(self) -> bool {
        self.high() == tag::REF
    }

    pub const fn as_object(self) -> Option<Ref> {
        if self.is_object() { Some(Ref(self.low())) } else { None }
    }

    /// The reference in a value that is known to be an object.
    pub const fn obj(self) -> Ref {
        Ref(self.low())
    }

    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    pub fn is_unbound(self) -> bool {
        self == Value::UNBOUND
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Value::NONE => write!(f, "None"),
            Value::ELLIPSIS => write!(f, "Ellipsis"),
            Value::NOT_IMPLEMENTED => write!(f, "NotImplemented"),
            Value::UNBOUND => write!(f, "<unbound>"),
            Value::TRUE => write!(f, "True"),
            Value::FALSE => write!(f, "False"),
            v => match (v.as_small_int(), v.as_object(), v.as_float()) {
                (Some(n), _, _) => write!(f, "{n}"),
                (_, Some(r), _) => write!(f, "@{:x}", r.0),
                (_, _, Some(x)) => write!(f, "{x:?}"),
                _ => write!(f, "<bits {:x}>", v.0),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_keep_their_value_at_every_boundary() {
        for n in [
            0,
            -1,
            1,
            i32::MAX as i64,
            i32::MIN as i64,
            i32::MAX as i64 + 1,
            i32::MIN as i64 - 1,
            Value::INT_MAX,
            Value::INT_MIN,
        ] {
            let v = Value::small_int(n).unwrap();
            assert_eq!(v.as_small_int(), Some(n));
            assert_eq!(v.is_int32(), n == n as i32 as i64);
            assert!(!v.is_float() && !v.is_object() && !v.is_bool());
        }
        assert_eq!(Value::small_int(Value::INT_MAX + 1), None);
        assert_eq!(Value::small_int(Value::INT_MIN - 1), None);
    }

    #[test]
    fn floats_are_themselves_and_nan_is_canonical() {
        for x in [0.0, -0.0, 1.5, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE] {
            assert_eq!(Value::float(x).as_float().map(f64::to_bits), Some(x.to_bits()));
        }
        assert_eq!(Value::float(-f64::NAN).0, CANONICAL_NAN);
    }
}

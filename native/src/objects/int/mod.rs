//! int: immediate up to 48 bits, otherwise a heap object of 64-bit limbs (sign and magnitude).
//! Instances of subclasses are heap objects whatever their value.

mod arith;
mod bits;
mod boolean;
mod builtins;
mod construct;
mod divide;
mod limits;
mod methods;
mod power;
mod text;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;

use super::spec::{MethodDef, ModuleSpec, Slots, TypeSpec};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_int;
use crate::heap::{Kind, Ref, Value};

pub use construct::{int_from_object, parse_int, strip_space, text_of};
pub use divide::{divmod_ints, true_divide_bigs};
pub use methods::round_int;
pub use power::{pow_ints, pow_mod};
pub use text::{check_digit_limit, decimal_digits, int_to_radix, write_decimal};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&SPEC, &boolean::SPEC];
pub static FUNCTIONS: &[MethodDef] = builtins::FUNCTIONS;
pub static MODULES: &[&ModuleSpec] = &[&limits::SYS];

/// State of the numbers in a runtime.
pub struct State {
    /// `sys.get_int_max_str_digits()`; 0: no limit.
    pub int_max_str_digits: u32,
}

impl Default for State {
    fn default() -> State {
        State {
            int_max_str_digits: 4300,
        }
    }
}

/// The value of an int, whatever its representation. `Big` only when it does not fit an i64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    Small(i64),
    Big(BigInt),
}

impl Int {
    pub fn from_big(n: BigInt) -> Int {
        match n.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(n),
        }
    }

    pub fn into_big(self) -> BigInt {
        match self {
            Int::Small(n) => BigInt::from(n),
            Int::Big(n) => n,
        }
    }

    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(n) => *n < 0,
            Int::Big(n) => n.sign() == Sign::Minus,
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self, Int::Small(0))
    }

    pub fn bits(&self) -> u64 {
        match self {
            Int::Small(n) => 64 - n.unsigned_abs().leading_zeros() as u64,
            Int::Big(n) => n.bits(),
        }
    }

    /// Rounded half to even; infinite when too large.
    pub fn to_f64(&self) -> f64 {
        match self {
            Int::Small(n) => *n as f64,
            Int::Big(n) => n.to_f64().unwrap_or(f64::INFINITY),
        }
    }

    /// Modulo the Mersenne prime 2**61 - 1, sign kept, never -1.
    pub fn hash(&self) -> i64 {
        const P: u64 = (1 << 61) - 1;
        let (negative, magnitude) = match self {
            Int::Small(n) => (*n < 0, n.unsigned_abs() % P),
            Int::Big(n) => {
                let limbs = n.magnitude().iter_u64_digits();
                let fold = |h: u64, limb: u64| ((((h as u128) << 64) | limb as u128) % P as u128) as u64;
                (n.sign() == Sign::Minus, limbs.rev().fold(0, fold))
            }
        };
        let hash = if negative {
            -(magnitude as i64)
        } else {
            magnitude as i64
        };
        if hash == -1 { -2 } else { hash }
    }
}

impl Runtime {
    pub fn int(&mut self, n: i64) -> Res<Value> {
        match Value::small_int(n) {
            Some(v) => Ok(v),
            None => self.alloc_int(self.types.int, n < 0, &[n.unsigned_abs()]),
        }
    }

    pub fn int_from_u64(&mut self, n: u64) -> Res<Value> {
        match i64::try_from(n) {
            Ok(n) => self.int(n),
            Err(_) => self.alloc_int(self.types.int, false, &[n]),
        }
    }

    pub fn int_from_i128(&mut self, n: i128) -> Res<Value> {
        match i64::try_from(n) {
            Ok(n) => self.int(n),
            Err(_) => self.int_from_big(BigInt::from(n)),
        }
    }

    pub fn int_from_big(&mut self, n: BigInt) -> Res<Value> {
        match n.to_i64() {
            Some(small) => self.int(small),
            None => self.alloc_big(self.types.int, &n),
        }
    }

    fn alloc_big(&mut self, class: Ref, n: &BigInt) -> Res<Value> {
        let limbs = n.magnitude().iter_u64_digits();
        let r = self.alloc(Kind::Int, class, o_int::LIMBS as usize + 8 * limbs.len())?;
        self.heap.set_u32(r, o_int::LEN, limbs.len() as u32);
        self.heap.set_u32(r, o_int::SIGN, (n.sign() == Sign::Minus) as u32);
        for (i, limb) in limbs.enumerate() {
            self.heap.set_i64(r, o_int::LIMBS + 8 * i as u32, limb as i64);
        }
        Ok(Value::object(r))
    }

    pub fn int_from(&mut self, n: Int) -> Res<Value> {
        match n {
            Int::Small(n) => self.int(n),
            Int::Big(n) => self.int_from_big(n),
        }
    }

    /// The int nearest to zero from a finite float.
    pub fn int_from_f64(&mut self, x: f64) -> Res<Value> {
        if x.abs() < 9e18 {
            return self.int(x as i64);
        }
        if x.is_nan() {
            return self.value_error("cannot convert float NaN to integer");
        }
        match num_traits::FromPrimitive::from_f64(x) {
            Some(n) => self.int_from_big(n),
            None => self.raise(Exc::OverflowError, "cannot convert float infinity to integer"),
        }
    }

    fn alloc_int(&mut self, class: Ref, negative: bool, limbs: &[u64]) -> Res<Value> {
        let r = self.alloc(Kind::Int, class, o_int::LIMBS as usize + 8 * limbs.len())?;
        self.heap.set_u32(r, o_int::LEN, limbs.len() as u32);
        self.heap.set_u32(r, o_int::SIGN, negative as u32);
        for (i, limb) in limbs.iter().enumerate() {
            self.heap.set_i64(r, o_int::LIMBS + 8 * i as u32, *limb as i64);
        }
        Ok(Value::object(r))
    }

    /// An instance of a subclass of int.
    pub fn int_of_class(&mut self, class: Ref, n: Int) -> Res<Value> {
        if class == self.types.int {
            return self.int_from(n);
        }
        match n {
            Int::Small(n) => self.alloc_int(class, n < 0, &[n.unsigned_abs()]),
            Int::Big(n) => self.alloc_big(class, &n),
        }
    }

    /// The value of an int, a bool or an instance of a subclass; `None` for anything else.
    pub fn int_value(&self, v: Value) -> Option<Int> {
        if let Some(n) = v.as_small_int() {
            return Some(Int::Small(n));
        }
        if let Some(b) = v.as_bool() {
            return Some(Int::Small(b as i64));
        }
        let r = v.as_object()?;
        if self.heap.kind(r) != Kind::Int {
            return None;
        }
        let negative = self.heap.u32(r, o_int::SIGN) != 0;
        let len = self.heap.u32(r, o_int::LEN);
        if len <= 1 {
            let magnitude = if len == 0 {
                0
            } else {
                self.heap.i64(r, o_int::LIMBS) as u64
            };
            let signed = if negative {
                -(magnitude as i128)
            } else {
                magnitude as i128
            };
            return Some(match i64::try_from(signed) {
                Ok(n) => Int::Small(n),
                Err(_) => Int::Big(BigInt::from(signed)),
            });
        }
        let digits = (0..2 * len).map(|i| self.heap.u32(r, o_int::LIMBS + 4 * i)).collect();
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        // Two limbs or more never fit an i64: the highest is not zero.
        Some(Int::Big(BigInt::from_biguint(sign, BigUint::new(digits))))
    }

    pub fn is_int(&self, v: Value) -> bool {
        v.is_small_int() || v.is_bool() || self.kind_of(v) == Some(Kind::Int)
    }

    /// The value of something known to be an int (0 for anything else).
    pub fn to_big(&self, v: Value) -> BigInt {
        self.int_value(v).map_or_else(BigInt::default, Int::into_big)
    }

    /// `operator.index`: an int, or what `__index__` gives.
    pub fn index_value(&mut self, v: Value) -> Res<Int> {
        if let Some(n) = self.int_value(v) {
            return Ok(n);
        }
        let Some(method) = self.lookup_special(v, "__index__")? else {
            let name = self.type_name(v);
            return self.type_error(format!("'{name}' object cannot be interpreted as an integer"));
        };
        let result = self.call(method, &[])?;
        self.int_returned(result, "__index__")
    }

    /// What a method gave that has to give an int.
    pub(crate) fn int_returned(&mut self, result: Value, method: &str) -> Res<Int> {
        let name = self.type_name(result);
        let Some(n) = self.int_value(result) else {
            return self.type_error(format!("{method} returned non-int (type {name})"));
        };
        if !result.is_small_int() && self.class_of(result) != self.types.int {
            self.strict_subclass(method, "int", result)?;
        }
        Ok(n)
    }

    /// Warns of what a conversion method gave: an instance of a strict subclass of `class`.
    pub(crate) fn strict_subclass(&mut self, method: &str, class: &str, result: Value) -> Res<()> {
        let name = self.type_name(result);
        let message = format!(
            "{method} returned non-{class} (type {name}).  The ability to return an instance of a strict subclass of \
             {class} is deprecated, and may be removed in a future version of Python."
        );
        self.rooted(&[result], |rt| rt.warn(Exc::DeprecationWarning, &message))
    }

    /// An argument that CPython takes as a `Py_ssize_t`: OverflowError outside 64 bits.
    pub fn as_size(&mut self, v: Value) -> Res<i64> {
        match self.index_value(v)? {
            Int::Small(n) => Ok(n),
            Int::Big(_) => self.raise(Exc::OverflowError, "Python int too large to convert to C ssize_t"),
        }
    }

    /// A factor: as `as_size`, with the words that CPython has for operands.
    pub fn as_index(&mut self, v: Value) -> Res<i64> {
        self.as_operand(v, Exc::OverflowError)
    }

    /// What a sequence is subscripted with: IndexError outside 64 bits.
    pub fn as_subscript(&mut self, v: Value) -> Res<i64> {
        self.as_operand(v, Exc::IndexError)
    }

    fn as_operand(&mut self, v: Value, error: Exc) -> Res<i64> {
        match self.index_value(v)? {
            Int::Small(n) => Ok(n),
            Int::Big(_) => {
                let name = self.type_name(v);
                self.raise(error, format!("cannot fit '{name}' into an index-sized integer"))
            }
        }
    }

    /// As `as_index`, but values out of range become the nearest (slices).
    pub fn as_index_clamped(&mut self, v: Value) -> Res<i64> {
        match self.index_value(v)? {
            Int::Small(n) => Ok(n),
            Int::Big(n) if n.sign() == Sign::Minus => Ok(i64::MIN),
            Int::Big(_) => Ok(i64::MAX),
        }
    }

    /// A C int argument.
    pub fn as_c_int(&mut self, v: Value) -> Res<i32> {
        match self.index_value(v)? {
            Int::Small(n) if i32::try_from(n).is_ok() => Ok(n as i32),
            _ => self.raise(Exc::OverflowError, "Python int too large to convert to C int"),
        }
    }
}

const SLOTS: Slots = Slots {
    repr: Some(text::repr),
    hash: Some(|rt, v| Ok(rt.int_value(v).map_or(0, |n| n.hash()))),
    compare: Some(arith::compare),
    truth: Some(|rt, v| Ok(rt.int_value(v).is_some_and(|n| !n.is_zero()))),
    binary: [
        Some(arith::add),
        Some(arith::sub),
        Some(arith::mul),
        Some(divide::true_div),
        Some(divide::floor_div),
        Some(divide::modulo),
        Some(power::pow),
        Some(bits::lshift),
        Some(bits::rshift),
        Some(bits::and),
        Some(bits::or),
        Some(bits::xor),
        None,
    ],
    pow3: Some(power::pow3),
    neg: Some(arith::neg),
    pos: Some(arith::as_plain_int),
    abs: Some(arith::abs),
    invert: Some(arith::invert),
    int: Some(arith::as_plain_int),
    float: Some(arith::float),
    index: Some(arith::as_plain_int),
    new: Some(construct::new),
    ..Slots::NONE
};

pub static SPEC: TypeSpec = TypeSpec {
    name: "int",
    module: "builtins",
    kind: Kind::Int,
    base: "object",
    subclassable: true,
    slots: SLOTS,
    methods: methods::METHODS,
    getset: methods::GETSET,
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no \
          arguments\nare given.",
};

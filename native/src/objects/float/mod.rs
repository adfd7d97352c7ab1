//! float: immediate doubles; only instances of subclasses are heap objects.

mod arith;
mod construct;
mod hex;
mod methods;
pub mod text;

use super::int::Int;
use super::spec::{MethodDef, ModuleSpec, Slots, TypeSpec};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_float;
use crate::heap::{Kind, Ref, Value};

pub use arith::{compare_int_float, divmod_floats, pow_floats};
pub use construct::parse_float;
pub use methods::{integer_ratio, round_float};
pub use text::write_fixed;

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&SPEC];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    /// The value of a float or an instance of a subclass.
    pub fn float_value(&self, v: Value) -> Option<f64> {
        if let Some(x) = v.as_float() {
            return Some(x);
        }
        let r = self.object_of_kind(v, Kind::Float)?;
        Some(f64::from_bits(self.heap.i64(r, o_float::VALUE) as u64))
    }

    /// An instance of float or a subclass.
    pub fn float_of_class(&mut self, class: Ref, x: f64) -> Res<Value> {
        if class == self.types.float {
            return Ok(Value::float(x));
        }
        let r = self.alloc(Kind::Float, class, o_float::SIZE as usize)?;
        self.heap.set_i64(r, o_float::VALUE, x.to_bits() as i64);
        Ok(Value::object(r))
    }

    /// A real number argument: `__float__`, then `__index__`.
    pub fn as_f64(&mut self, v: Value) -> Res<f64> {
        if let Some(x) = v.as_float() {
            return Ok(x);
        }
        match self.float_from_number(v)? {
            Some(x) => Ok(x),
            None => {
                let name = self.type_name(v);
                self.type_error(format!("must be real number, not {name}"))
            }
        }
    }

    /// As `as_f64`, `None` for what is no real number.
    pub fn float_from_number(&mut self, v: Value) -> Res<Option<f64>> {
        if let Some(n) = v.as_small_int() {
            return Ok(Some(n as f64));
        }
        let class = self.class_of(v);
        if (class == self.types.int || class == self.types.bool)
            && let Some(n) = self.int_value(v)
        {
            return self.int_to_f64(&n).map(Some);
        }
        // A subclass may have a __float__ of its own.
        if let Some(x) = self.float_value(v)
            && (v.is_float() || self.class_of(v) == self.types.float)
        {
            return Ok(Some(x));
        }
        if let Some(method) = self.lookup_special(v, "__float__")? {
            let result = self.call(method, &[])?;
            return match self.float_value(result) {
                Some(x) => {
                    if !result.is_float() && self.class_of(result) != self.types.float {
                        let of = self.type_name(v);
                        self.strict_subclass(&format!("{of}.__float__"), "float", result)?;
                    }
                    Ok(Some(x))
                }
                None => {
                    let (of, name) = (self.type_name(v), self.type_name(result));
                    self.type_error(format!("{of}.__float__ returned non-float (type {name})"))
                }
            };
        }
        if self.lookup_special(v, "__index__")?.is_none() {
            return Ok(None);
        }
        let n = self.index_value(v)?;
        self.int_to_f64(&n).map(Some)
    }

    pub fn int_to_f64(&mut self, n: &Int) -> Res<f64> {
        let x = n.to_f64();
        if x.is_infinite() {
            return self.raise(Exc::OverflowError, "int too large to convert to float");
        }
        Ok(x)
    }

    /// OverflowError as the C library reports it.
    pub fn range_error<T>(&mut self) -> Res<T> {
        let message = self.new_str("Numerical result out of range")?;
        self.raise_args(Exc::OverflowError, &[Value::int32(34), message])
    }
}

/// Modulo the prime 2**61 - 1, as the hash of the equal int or fraction.
pub fn hash_float(x: f64) -> i64 {
    const BITS: i32 = 61;
    const P: u64 = (1 << BITS) - 1;
    if !x.is_finite() {
        return match x {
            _ if x.is_nan() => 0,
            _ if x > 0.0 => 314159,
            _ => -314159,
        };
    }
    let (mantissa, exponent) = decompose(x);
    // 2**61 is 1 modulo P, so a power of two is a rotation.
    let turn = exponent.rem_euclid(BITS);
    let rotated = if turn == 0 {
        mantissa
    } else {
        ((mantissa << turn) & P) | (mantissa >> (BITS - turn))
    };
    let hash = if x < 0.0 { -(rotated as i64) } else { rotated as i64 };
    if hash == -1 { -2 } else { hash }
}

/// |x| = mantissa * 2**exponent for a finite x.
pub fn decompose(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    }
}

pub static SPEC: TypeSpec = TypeSpec {
    name: "float",
    module: "builtins",
    kind: Kind::Float,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(methods::repr),
        hash: Some(|rt, v| Ok(hash_float(rt.float_value(v).unwrap_or(0.0)))),
        compare: Some(arith::compare),
        truth: Some(|rt, v| Ok(rt.float_value(v) != Some(0.0))),
        binary: [
            Some(arith::add),
            Some(arith::sub),
            Some(arith::mul),
            Some(arith::true_div),
            Some(arith::floor_div),
            Some(arith::modulo),
            Some(arith::pow),
            None,
            None,
            None,
            None,
            None,
            None,
        ],
        pow3: Some(arith::pow3),
        neg: Some(|rt, v| Ok(Value::float(-rt.float_value(v).unwrap_or(0.0)))),
        pos: Some(methods::plain),
        abs: Some(|rt, v| Ok(Value::float(rt.float_value(v).unwrap_or(0.0).abs()))),
        int: Some(methods::trunc),
        float: Some(methods::plain),
        new: Some(construct::new),
        ..Slots::NONE
    },
    methods: methods::METHODS,
    getset: methods::GETSET,
    doc: "Convert a string or number to a floating point number, if possible.",
};

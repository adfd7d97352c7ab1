//! complex: heap objects of two doubles.

mod arith;
mod construct;

use super::float::text::{Flags, Form, double_to_string};
use super::spec::{CmpOp, MethodDef, ModuleSpec, Params, Slots, TypeSpec, member, method};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_complex;
use crate::heap::{Kind, Ref, Value};

pub use arith::{pow_complex, quotient};
pub use construct::parse_complex;

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&SPEC];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

/// Real and imaginary part.
pub type Complex = (f64, f64);

impl Runtime {
    pub fn new_complex(&mut self, z: Complex) -> Res<Value> {
        self.complex_of_class(self.types.complex, z)
    }

    pub fn complex_of_class(&mut self, class: Ref, (re, im): Complex) -> Res<Value> {
        let r = self.alloc(Kind::Complex, class, o_complex::SIZE as usize)?;
        self.heap.set_value(r, o_complex::REAL, Value::float(re));
        self.heap.set_value(r, o_complex::IMAG, Value::float(im));
        Ok(Value::object(r))
    }

    /// The value of a complex or an instance of a subclass.
    pub fn complex_value(&self, v: Value) -> Option<Complex> {
        let r = self.object_of_kind(v, Kind::Complex)?;
        let part = |offset| self.heap.value(r, offset).as_float().unwrap_or(0.0);
        Some((part(o_complex::REAL), part(o_complex::IMAG)))
    }

    /// A number argument as `cmath` takes it: `__complex__`, `__float__`, `__index__`.
    pub fn as_complex(&mut self, v: Value) -> Res<Complex> {
        if let Some(z) = self.complex_value(v) {
            return Ok(z);
        }
        match construct::from_special_method(self, v)? {
            Some(z) => Ok(z),
            None => Ok((self.as_f64(v)?, 0.0)),
        }
    }
}

fn value(rt: &Runtime, v: Value) -> Complex {
    rt.complex_value(v).unwrap_or_default()
}

/// `repr` of a part: no ".0", sign as asked.
fn part_text(x: f64) -> String {
    double_to_string(x, Form::Shortest, Flags::default())
}

pub fn complex_repr((re, im): Complex) -> String {
    let imaginary = part_text(im);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let sign = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imaginary}j)", part_text(re))
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let text = complex_repr(value(rt, v));
    rt.new_str(&text)
}

fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let (re, im) = value(rt, v);
    let hash = super::float::hash_float(re).wrapping_add(super::float::hash_float(im).wrapping_mul(1_000_003));
    Ok(if hash == -1 { -2 } else { hash })
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some((re, im)) = rt.complex_value(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = if let Some(z) = rt.complex_value(b) {
        (re, im) == z
    } else if let Some(x) = rt.float_value(b) {
        im == 0.0 && re == x
    } else if let Some(n) = rt.int_value(b) {
        im == 0.0 && super::float::compare_int_float(&n, re).is_some_and(|order| order.is_eq())
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(equal == (op == CmpOp::Eq)))
}

fn plain(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.is_exact(v, rt.types.complex) {
        return Ok(v);
    }
    let z = value(rt, v);
    rt.new_complex(z)
}

fn neg(rt: &mut Runtime, v: Value) -> Res<Value> {
    let (re, im) = value(rt, v);
    rt.new_complex((-re, -im))
}

fn abs(rt: &mut Runtime, v: Value) -> Res<Value> {
    let (re, im) = value(rt, v);
    let magnitude = re.hypot(im);
    if magnitude.is_infinite() && re.is_finite() && im.is_finite() {
        return rt.raise(Exc::OverflowError, "absolute value too large");
    }
    Ok(Value::float(magnitude))
}

fn conjugate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (re, im) = value(rt, args[0]);
    rt.new_complex((re, -im))
}

fn getnewargs(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (re, im) = value(rt, args[0]);
    rt.new_tuple(&[Value::float(re), Value::float(im)])
}

fn format(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    crate::objects::format::format_method(rt, args, crate::objects::format::format_complex)
}

pub static SPEC: TypeSpec = TypeSpec {
    name: "complex",
    module: "builtins",
    kind: Kind::Complex,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        truth: Some(|rt, v| Ok(value(rt, v) != (0.0, 0.0))),
        binary: [
            Some(arith::add),
            Some(arith::sub),
            Some(arith::mul),
            Some(arith::div),
            None,
            None,
            Some(arith::pow),
            None,
            None,
            None,
            None,
            None,
            None,
        ],
        pow3: Some(arith::pow3),
        neg: Some(neg),
        pos: Some(plain),
        abs: Some(abs),
        new: Some(construct::new),
        ..Slots::NONE
    },
    methods: &[
        method("conjugate", Params::NoArgs, conjugate),
        method("__complex__", Params::NoArgs, |rt, args| plain(rt, args[0])),
        method("__getnewargs__", Params::NoArgs, getnewargs),
        method("__format__", Params::One, format),
    ],
    getset: &[
        member("real", |rt, v| Ok(Value::float(value(rt, v).0))),
        member("imag", |rt, v| Ok(Value::float(value(rt, v).1))),
    ],
    doc: "Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + \
          imag*1j) where imag defaults to 0.",
};

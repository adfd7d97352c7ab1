//! Modules math and cmath.

mod clib;
mod complex;
mod integer;
mod real;
mod special;
mod sums;

use super::spec::{MethodDef, ModuleSpec, Params, TypeSpec, function, raw_function};
use super::{Exc, Res, Runtime};
use crate::heap::Value;

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&MATH, &complex::CMATH];

fn domain_error<T>(rt: &mut Runtime) -> Res<T> {
    rt.value_error("math domain error")
}

fn range_error<T>(rt: &mut Runtime) -> Res<T> {
    rt.raise(Exc::OverflowError, "math range error")
}

fn add_constants(rt: &mut Runtime, module: Value) -> Res<()> {
    use std::f64::consts::{E, PI, TAU};
    for (name, x) in [
        ("pi", PI),
        ("e", E),
        ("tau", TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        rt.set_attr_str(module, name, Value::float(x))?;
    }
    Ok(())
}

/// A function of one float; an infinite result of a finite argument is a range or a domain error.
macro_rules! unary {
    ($name:literal, $f:expr, overflows: $overflows:literal) => {
        function($name, Params::One, |rt, args| {
            let x = rt.as_f64(args[0])?;
            let result: f64 = $f(x);
            if result.is_nan() && !x.is_nan() {
                return domain_error(rt);
            }
            if result.is_infinite() && x.is_finite() {
                return if $overflows { range_error(rt) } else { domain_error(rt) };
            }
            Ok(Value::float(result))
        })
    };
}

static MATH: ModuleSpec = ModuleSpec {
    name: "math",
    functions: &[
        unary!("acos", f64::acos, overflows: false),
        unary!("acosh", clib::acosh, overflows: false),
        unary!("asin", f64::asin, overflows: false),
        unary!("asinh", clib::asinh, overflows: false),
        unary!("atan", f64::atan, overflows: false),
        unary!("atanh", clib::atanh, overflows: false),
        unary!("cbrt", f64::cbrt, overflows: false),
        unary!("cos", f64::cos, overflows: false),
        unary!("cosh", f64::cosh, overflows: true),
        unary!("erf", clib::erf, overflows: false),
        unary!("erfc", clib::erfc, overflows: false),
        unary!("exp", f64::exp, overflows: true),
        unary!("exp2", f64::exp2, overflows: true),
        unary!("expm1", f64::exp_m1, overflows: true),
        unary!("fabs", f64::abs, overflows: false),
        unary!("log1p", special::log1p, overflows: false),
        unary!("sin", f64::sin, overflows: false),
        unary!("sinh", f64::sinh, overflows: true),
        unary!("sqrt", f64::sqrt, overflows: false),
        unary!("tan", f64::tan, overflows: false),
        unary!("tanh", f64::tanh, overflows: false),
        function("gamma", Params::One, special::gamma),
        function("lgamma", Params::One, special::lgamma),
        function("atan2", Params::Pos(2, 2), real::atan2),
        function("ceil", Params::One, real::ceil),
        function("copysign", Params::Pos(2, 2), real::copysign),
        function("degrees", Params::One, |rt, args| {
            Ok(Value::float(rt.as_f64(args[0])? * (180.0 / std::f64::consts::PI)))
        }),
        function("floor", Params::One, real::floor),
        function("fmod", Params::Pos(2, 2), real::fmod),
        function("frexp", Params::One, real::frexp),
        function(
            "isclose",
            Params::Kw(&["a", "b", "rel_tol", "abs_tol"], 2, 2),
            real::isclose,
        ),
        function("isfinite", Params::One, |rt, args| {
            Ok(Value::bool(rt.as_f64(args[0])?.is_finite()))
        }),
        function("isinf", Params::One, |rt, args| {
            Ok(Value::bool(rt.as_f64(args[0])?.is_infinite()))
        }),
        function("isnan", Params::One, |rt, args| {
            Ok(Value::bool(rt.as_f64(args[0])?.is_nan()))
        }),
        function("ldexp", Params::Pos(2, 2), real::ldexp),
        raw_function("log", real::log),
        function("log10", Params::One, real::log10),
        function("log2", Params::One, real::log2),
        function("modf", Params::One, real::modf),
        function("nextafter", Params::Pos(2, 2), real::nextafter),
        function("pow", Params::Pos(2, 2), real::pow),
        function("radians", Params::One, |rt, args| {
            Ok(Value::float(rt.as_f64(args[0])? * (std::f64::consts::PI / 180.0)))
        }),
        function("remainder", Params::Pos(2, 2), real::remainder),
        function("trunc", Params::One, real::trunc),
        function("ulp", Params::One, real::ulp),
        function("comb", Params::Pos(2, 2), integer::comb),
        function("factorial", Params::One, integer::factorial),
        raw_function("gcd", integer::gcd),
        function("isqrt", Params::One, integer::isqrt),
        raw_function("lcm", integer::lcm),
        function("perm", Params::Pos(1, 2), integer::perm),
        function("dist", Params::Pos(2, 2), sums::dist),
        function("fsum", Params::One, sums::fsum),
        raw_function("hypot", sums::hypot),
        function("prod", Params::Kw(&["", "start"], 1, 1), sums::prod),
    ],
    init: Some(add_constants),
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
};

//! Module cmath.

use std::f64::consts::{LN_2, PI};

use super::real::tolerances;
use super::{domain_error, range_error};
use crate::heap::Value;
use crate::objects::complex::{Complex, quotient};
use crate::objects::spec::{ModuleSpec, Params, function};
use crate::objects::{Exc, Res, Runtime};

/// Beyond this, squares overflow.
const LARGE: f64 = f64::MAX / 4.0;
const LOG_LARGE: f64 = 708.396_418_532_264_1;

fn finite(z: Complex) -> bool {
    z.0.is_finite() && z.1.is_finite()
}

fn sqrt(z: Complex) -> Complex {
    let (re, im) = z;
    if !finite(z) {
        return match z {
            _ if im.is_infinite() => (f64::INFINITY, im),
            _ if re == f64::INFINITY => (re, if im.is_nan() { im } else { 0f64.copysign(im) }),
            _ if re == f64::NEG_INFINITY => {
                if im.is_nan() {
                    (im, f64::INFINITY)
                } else {
                    (0.0, f64::INFINITY.copysign(im))
                }
            }
            _ => (f64::NAN, f64::NAN),
        };
    }
    if re == 0.0 && im == 0.0 {
        return (0.0, im);
    }
    let (ax, ay) = (re.abs(), im.abs());
    let s = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE && (ax > 0.0 || ay > 0.0) {
        // Both subnormal: scale to keep precision.
        let ax = libm::ldexp(ax, 54);
        libm::ldexp((ax + ax.hypot(libm::ldexp(ay, 54))).sqrt(), -27) / 2f64.sqrt()
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if re >= 0.0 {
        (s, d.copysign(im))
    } else {
        (d, s.copysign(im))
    }
}

fn acos(z: Complex) -> Complex {
    if z.1.is_nan() {
        return match z.0 {
            0.0 => (PI / 2.0, z.1),
            re if re.is_infinite() => (z.1, f64::INFINITY),
            _ => (z.1, z.1),
        };
    }
    if !finite(z) || z.0.abs() > LARGE || z.1.abs() > LARGE {
        let re = z.1.abs().atan2(z.0);
        let im = if z.0 < 0.0 {
            -((z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0).copysign(z.1)
        } else {
            ((z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0).copysign(-z.1)
        };
        return (re, im);
    }
    let s1 = sqrt((1.0 - z.0, -z.1));
    let s2 = sqrt((1.0 + z.0, z.1));
    (2.0 * s1.0.atan2(s2.0), super::clib::asinh(s2.0 * s1.1 - s2.1 * s1.0))
}

fn acosh(z: Complex) -> Complex {
    if !finite(z) || z.0.abs() > LARGE || z.1.abs() > LARGE {
        return ((z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0, z.1.atan2(z.0));
    }
    let s1 = sqrt((z.0 - 1.0, z.1));
    let s2 = sqrt((z.0 + 1.0, z.1));
    (super::clib::asinh(s1.0 * s2.0 + s1.1 * s2.1), 2.0 * s1.1.atan2(s2.0))
}

fn asinh(z: Complex) -> Complex {
    if !finite(z) || z.0.abs() > LARGE || z.1.abs() > LARGE {
        let magnitude = (z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0;
        return (magnitude.copysign(z.0), z.1.atan2(z.0.abs()));
    }
    let s1 = sqrt((1.0 + z.1, -z.0));
    let s2 = sqrt((1.0 - z.1, z.0));
    (
        super::clib::asinh(s1.0 * s2.1 - s2.0 * s1.1),
        z.1.atan2(s1.0 * s2.0 - s1.1 * s2.1),
    )
}

fn asin(z: Complex) -> Complex {
    if z.1.is_nan() && z.0 == 0.0 {
        return z;
    }
    let s = asinh((-z.1, z.0));
    (s.1, -s.0)
}

/// `None`: domain error at the poles 1 and -1.
fn atanh(z: Complex) -> Option<Complex> {
    if z.0 < 0.0 || (z.0 == 0.0 && z.0.is_sign_negative()) {
        let r = atanh((-z.0, -z.1))?;
        return Some((-r.0, -r.1));
    }
    if !finite(z) {
        let quarter = (PI / 2.0).copysign(z.1);
        return Some(match z {
            (_, im) if im.is_infinite() => (0.0, quarter),
            (re, im) if re.is_infinite() => (0.0, if im.is_nan() { im } else { quarter }),
            (re, _) => (if re == 0.0 { re } else { f64::NAN }, f64::NAN),
        });
    }
    let ay = z.1.abs();
    let large = (f64::MAX / 4.0).sqrt();
    if z.0 > large || ay > large {
        let h = (z.0 / 2.0).hypot(z.1 / 2.0);
        return Some((z.0 / 4.0 / h / h, -(PI / 2.0).copysign(-z.1)));
    }
    let tiny = f64::MIN_POSITIVE.sqrt();
    if z.0 == 1.0 && ay < tiny {
        if ay == 0.0 {
            return None;
        }
        return Some((
            -(ay.sqrt() / ay.hypot(2.0).sqrt()).ln(),
            2f64.atan2(-ay).copysign(z.1) / 2.0,
        ));
    }
    let square = (1.0 - z.0) * (1.0 - z.0) + ay * ay;
    let re = (4.0 * z.0 / square).ln_1p() / 4.0;
    Some((re, -(-2.0 * z.1).atan2((1.0 - z.0) * (1.0 + z.0) - ay * ay) / 2.0))
}

fn atan(z: Complex) -> Option<Complex> {
    let s = atanh((-z.1, z.0))?;
    Some((s.1, -s.0))
}

/// A part times an infinity or zero without making NaNs of 0 * inf.
fn scaled(length: f64, direction: f64) -> f64 {
    if direction == 0.0 && length.is_infinite() {
        return direction * 1f64.copysign(length);
    }
    length * direction
}

/// Parts of e**z; large real parts are split so that only results too large overflow.
fn exp(z: Complex) -> Complex {
    if z.0 > LOG_LARGE && z.0.is_finite() {
        let length = (z.0 - 1.0).exp();
        return (
            length * z.1.cos() * std::f64::consts::E,
            length * z.1.sin() * std::f64::consts::E,
        );
    }
    let length = z.0.exp();
    if !z.0.is_finite() {
        if z.0 == f64::NEG_INFINITY && !z.1.is_finite() {
            return (0.0, 0.0);
        }
        if z.0 == f64::INFINITY && !z.1.is_finite() {
            return (length, f64::NAN);
        }
    }
    (scaled(length, z.1.cos()), scaled(length, z.1.sin()))
}

fn cosh(z: Complex) -> Complex {
    if z.0 == 0.0 && z.1.is_nan() {
        return (z.1, 0.0);
    }
    if z.0.abs() > LOG_LARGE && z.0.is_finite() {
        let shifted = z.0 - 1f64.copysign(z.0);
        return (
            z.1.cos() * shifted.cosh() * std::f64::consts::E,
            z.1.sin() * shifted.sinh() * std::f64::consts::E,
        );
    }
    (scaled(z.0.cosh(), z.1.cos()), scaled(z.0.sinh(), z.1.sin()))
}

fn sinh(z: Complex) -> Complex {
    if z.0 == 0.0 && z.1.is_nan() {
        return z;
    }
    if z.0.abs() > LOG_LARGE && z.0.is_finite() {
        let shifted = z.0 - 1f64.copysign(z.0);
        return (
            z.1.cos() * shifted.sinh() * std::f64::consts::E,
            z.1.sin() * shifted.cosh() * std::f64::consts::E,
        );
    }
    (scaled(z.0.sinh(), z.1.cos()), scaled(z.0.cosh(), z.1.sin()))
}

fn tanh(z: Complex) -> Complex {
    if !z.0.is_infinite() && z.1.is_nan() {
        return (
            if z.0 == 0.0 && z.0.is_sign_positive() {
                z.0
            } else {
                f64::NAN
            },
            f64::NAN,
        );
    }
    if z.0.abs() > LOG_LARGE {
        return (
            1f64.copysign(z.0),
            4.0 * z.1.sin() * z.1.cos() * (-2.0 * z.0.abs()).exp(),
        );
    }
    let (tx, ty) = (z.0.tanh(), z.1.tan());
    let cx = 1.0 / z.0.cosh();
    let txty = tx * ty;
    let denominator = 1.0 + txty * txty;
    (tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)
}

fn cos(z: Complex) -> Complex {
    cosh((-z.1, z.0))
}

fn sin(z: Complex) -> Complex {
    let s = sinh((-z.1, z.0));
    (s.1, -s.0)
}

fn tan(z: Complex) -> Complex {
    let s = tanh((-z.1, z.0));
    (s.1, -s.0)
}

/// `None` for zero.
fn ln(z: Complex) -> Option<Complex> {
    let (ax, ay) = (z.0.abs(), z.1.abs());
    let re = if !finite(z) {
        if z.0.is_infinite() || z.1.is_infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        }
    } else if ax > LARGE || ay > LARGE {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        if ax == 0.0 && ay == 0.0 {
            return None;
        }
        libm::ldexp(ax, 53).hypot(libm::ldexp(ay, 53)).ln() - 53.0 * LN_2
    } else {
        let h = ax.hypot(ay);
        if (0.71..=1.73).contains(&h) {
            let (big, small) = if ax > ay { (ax, ay) } else { (ay, ax) };
            ((big - 1.0) * (big + 1.0) + small * small).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Some((re, z.1.atan2(z.0)))
}

/// A function that has poles or may overflow: the error is known by the result.
fn checked(rt: &mut Runtime, z: Complex, result: Option<Complex>) -> Res<Value> {
    match result {
        None => domain_error(rt),
        Some(result) => {
            if finite(z) && (result.0.is_infinite() || result.1.is_infinite()) {
                return range_error(rt);
            }
            let nan_from_infinity = (result.0.is_nan() || result.1.is_nan()) && !z.0.is_nan() && !z.1.is_nan();
            if nan_from_infinity {
                return domain_error(rt);
            }
            rt.new_complex(result)
        }
    }
}

macro_rules! unary {
    ($name:literal, $f:expr) => {
        function($name, Params::One, |rt, args| {
            let z = rt.as_complex(args[0])?;
            checked(rt, z, $f(z))
        })
    };
}

fn log(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let z = rt.as_complex(args[0])?;
    let base = if args[1].is_unbound() {
        None
    } else {
        Some(rt.as_complex(args[1])?)
    };
    let Some(result) = ln(z) else { return domain_error(rt) };
    let Some(base) = base else {
        return rt.new_complex(result);
    };
    match ln(base) {
        None => domain_error(rt),
        Some(base) => match quotient(result, base) {
            Some(z) => rt.new_complex(z),
            None => rt.raise(Exc::ZeroDivisionError, "complex division by zero"),
        },
    }
}

fn log10(z: Complex) -> Option<Complex> {
    ln(z).map(|(re, im)| (re / std::f64::consts::LN_10, im / std::f64::consts::LN_10))
}

fn phase(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (re, im) = rt.as_complex(args[0])?;
    Ok(Value::float(im.atan2(re)))
}

fn polar(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let z = rt.as_complex(args[0])?;
    let length = z.0.hypot(z.1);
    if length.is_infinite() && finite(z) {
        return range_error(rt);
    }
    rt.new_tuple(&[Value::float(length), Value::float(z.1.atan2(z.0))])
}

fn rect(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (length, angle) = (rt.as_f64(args[0])?, rt.as_f64(args[1])?);
    if angle.is_infinite() && (length != 0.0 && !length.is_nan()) {
        return domain_error(rt);
    }
    if angle == 0.0 {
        // inf * 0 as an imaginary part is 0.
        let im = if length.is_infinite() { 0.0 } else { length * angle };
        return rt.new_complex((length, im));
    }
    rt.new_complex((length * angle.cos(), length * angle.sin()))
}

fn isclose(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (a, b) = (rt.as_complex(args[0])?, rt.as_complex(args[1])?);
    let (relative, absolute) = tolerances(rt, args)?;
    if a == b {
        return Ok(Value::TRUE);
    }
    if [a.0, a.1, b.0, b.1].iter().any(|x| x.is_infinite()) {
        return Ok(Value::FALSE);
    }
    let difference = (a.0 - b.0).hypot(a.1 - b.1);
    let larger = a.0.hypot(a.1).max(b.0.hypot(b.1));
    Ok(Value::bool(difference <= relative * larger || difference <= absolute))
}

fn part_test(rt: &mut Runtime, v: Value, test: fn(Complex) -> bool) -> Res<Value> {
    let z = rt.as_complex(v)?;
    Ok(Value::bool(test(z)))
}

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    super::add_constants(rt, module)?;
    let infj = rt.new_complex((0.0, f64::INFINITY))?;
    rt.set_attr_str(module, "infj", infj)?;
    let nanj = rt.new_complex((0.0, f64::NAN))?;
    rt.set_attr_str(module, "nanj", nanj)
}

pub static CMATH: ModuleSpec = ModuleSpec {
    name: "cmath",
    functions: &[
        unary!("acos", |z| Some(acos(z))),
        unary!("acosh", |z| Some(acosh(z))),
        unary!("asin", |z| Some(asin(z))),
        unary!("asinh", |z| Some(asinh(z))),
        unary!("atan", atan),
        unary!("atanh", atanh),
        unary!("cos", |z| Some(cos(z))),
        unary!("cosh", |z| Some(cosh(z))),
        unary!("exp", |z| Some(exp(z))),
        unary!("log10", log10),
        unary!("sin", |z| Some(sin(z))),
        unary!("sinh", |z| Some(sinh(z))),
        unary!("sqrt", |z| Some(sqrt(z))),
        unary!("tan", |z| Some(tan(z))),
        unary!("tanh", |z| Some(tanh(z))),
        function("log", Params::Pos(1, 2), log),
        function("phase", Params::One, phase),
        function("polar", Params::One, polar),
        function("rect", Params::Pos(2, 2), rect),
        function("isclose", Params::Kw(&["a", "b", "rel_tol", "abs_tol"], 2, 2), isclose),
        function("isfinite", Params::One, |rt, args| part_test(rt, args[0], finite)),
        function("isinf", Params::One, |rt, args| {
            part_test(rt, args[0], |z| z.0.is_infinite() || z.1.is_infinite())
        }),
        function("isnan", Params::One, |rt, args| {
            part_test(rt, args[0], |z| z.0.is_nan() || z.1.is_nan())
        }),
    ],
    init: Some(init),
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
};

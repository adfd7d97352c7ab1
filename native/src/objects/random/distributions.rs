//! Real-valued distributions, by the formulas of CPython's random.py.

use std::f64::consts::{E, LN_2, PI, TAU};

use super::twister;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

fn next(rt: &Runtime, generator: Value) -> f64 {
    twister(rt, generator).next_f64()
}

fn argument(rt: &mut Runtime, v: Value, default: f64) -> Res<f64> {
    if v.is_unbound() { Ok(default) } else { rt.as_f64(v) }
}

pub fn uniform(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (a, b) = (rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    Ok(Value::float(a + (b - a) * next(rt, args[0])))
}

pub fn triangular(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let mut low = argument(rt, args[1], 0.0)?;
    let mut high = argument(rt, args[2], 1.0)?;
    let mode = if args[3].is_unbound() || args[3].is_none() {
        None
    } else {
        Some(rt.as_f64(args[3])?)
    };
    let mut u = next(rt, args[0]);
    let mut c = match mode {
        None => 0.5,
        Some(_) if high == low => return Ok(args[1]),
        Some(mode) => (mode - low) / (high - low),
    };
    if u > c {
        u = 1.0 - u;
        c = 1.0 - c;
        (low, high) = (high, low);
    }
    Ok(Value::float(low + (high - low) * (u * c).sqrt()))
}

fn normal(rt: &Runtime, generator: Value, mu: f64, sigma: f64) -> f64 {
    let magic = 4.0 * (-0.5f64).exp() / 2f64.sqrt();
    loop {
        let u1 = next(rt, generator);
        let u2 = 1.0 - next(rt, generator);
        let z = magic * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return mu + z * sigma;
        }
    }
}

pub fn normalvariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (mu, sigma) = (argument(rt, args[1], 0.0)?, argument(rt, args[2], 1.0)?);
    Ok(Value::float(normal(rt, args[0], mu, sigma)))
}

pub fn lognormvariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (mu, sigma) = (rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    let x = normal(rt, args[0], mu, sigma).exp();
    if x.is_infinite() {
        return rt.raise(Exc::OverflowError, "math range error");
    }
    Ok(Value::float(x))
}

pub fn gauss(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (mu, sigma) = (argument(rt, args[1], 0.0)?, argument(rt, args[2], 1.0)?);
    let r = args[0].as_object().unwrap_or(crate::heap::Ref::NONE);
    let z = match rt.native_value(r, 0).as_float() {
        Some(z) => {
            rt.set_native_value(r, 0, Value::NONE);
            z
        }
        None => {
            let angle = next(rt, args[0]) * TAU;
            let radius = (-2.0 * (1.0 - next(rt, args[0])).ln()).sqrt();
            rt.set_native_value(r, 0, Value::float(angle.sin() * radius));
            angle.cos() * radius
        }
    };
    Ok(Value::float(mu + z * sigma))
}

pub fn expovariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let lambda = rt.as_f64(args[1])?;
    if lambda == 0.0 {
        return rt.raise(Exc::ZeroDivisionError, "float division by zero");
    }
    Ok(Value::float(-(1.0 - next(rt, args[0])).ln() / lambda))
}

pub fn vonmisesvariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (generator, mu, kappa) = (args[0], rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    if kappa <= 1e-6 {
        return Ok(Value::float(TAU * next(rt, generator)));
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * next(rt, generator)).cos();
        let d = z / (r + z);
        let u = next(rt, generator);
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let f = (q + z) / (1.0 + q * z);
    let theta = if next(rt, generator) > 0.5 {
        mu + f.acos()
    } else {
        mu - f.acos()
    };
    Ok(Value::float(crate::objects::float::divmod_floats(theta, TAU).1))
}

fn gamma(rt: &mut Runtime, generator: Value, alpha: f64, beta: f64) -> Res<f64> {
    if alpha <= 0.0 || beta <= 0.0 {
        return rt.value_error("gammavariate: alpha and beta must be > 0.0");
    }
    if alpha > 1.0 {
        let magic = 1.0 + 4.5f64.ln();
        let ainv = (2.0 * alpha - 1.0).sqrt();
        let b = alpha - 2.0 * LN_2;
        let c = alpha + ainv;
        loop {
            let u1 = next(rt, generator);
            if !(1e-7 < u1 && u1 < 0.9999999) {
                continue;
            }
            let u2 = 1.0 - next(rt, generator);
            let v = (u1 / (1.0 - u1)).ln() / ainv;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = b + c * v - x;
            if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
                return Ok(x * beta);
            }
        }
    }
    if alpha == 1.0 {
        return Ok(-(1.0 - next(rt, generator)).ln() * beta);
    }
    loop {
        let b = (E + alpha) / E;
        let p = b * next(rt, generator);
        let x = if p <= 1.0 {
            p.powf(1.0 / alpha)
        } else {
            -((b - p) / alpha).ln()
        };
        let u1 = next(rt, generator);
        let accepted = if p > 1.0 {
            u1 <= x.powf(alpha - 1.0)
        } else {
            u1 <= (-x).exp()
        };
        if accepted {
            return Ok(x * beta);
        }
    }
}

pub fn gammavariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (alpha, beta) = (rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    Ok(Value::float(gamma(rt, args[0], alpha, beta)?))
}

pub fn betavariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (alpha, beta) = (rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    let y = gamma(rt, args[0], alpha, 1.0)?;
    if y == 0.0 {
        return Ok(Value::float(0.0));
    }
    Ok(Value::float(y / (y + gamma(rt, args[0], beta, 1.0)?)))
}

pub fn paretovariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let alpha = rt.as_f64(args[1])?;
    Ok(Value::float((1.0 - next(rt, args[0])).powf(-1.0 / alpha)))
}

pub fn weibullvariate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (alpha, beta) = (rt.as_f64(args[1])?, rt.as_f64(args[2])?);
    Ok(Value::float(alpha * (-(1.0 - next(rt, args[0])).ln()).powf(1.0 / beta)))
}

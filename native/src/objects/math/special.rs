//! The gamma function and its logarithm by CPython's Lanczos approximation, and what the C library's forms differ in.

use std::f64::consts::PI;

use super::{domain_error, range_error};
use crate::heap::Value;
use crate::objects::{Res, Runtime};

const LN_PI: f64 = 1.144_729_885_849_400_2;
const LANCZOS_G: f64 = 6.024_680_040_776_73;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LANCZOS_NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const LANCZOS_DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Factorials that a float holds exactly: gamma(1) to gamma(23).
const GAMMA_OF_INTS: [f64; 23] = [
    1.0,
    1.0,
    2.0,
    6.0,
    24.0,
    120.0,
    720.0,
    5040.0,
    40320.0,
    362880.0,
    3628800.0,
    39916800.0,
    479001600.0,
    6227020800.0,
    87178291200.0,
    1307674368000.0,
    20922789888000.0,
    355687428096000.0,
    6402373705728000.0,
    121645100408832000.0,
    2432902008176640000.0,
    51090942171709440000.0,
    1124000727777607680000.0,
];

/// sin(pi * x) for a finite x, exact at half integers.
fn sinpi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..13).rev() {
            numerator = numerator * x + LANCZOS_NUMERATOR[i];
            denominator = denominator * x + LANCZOS_DENOMINATOR[i];
        }
    } else {
        for i in 0..13 {
            numerator = numerator / x + LANCZOS_NUMERATOR[i];
            denominator = denominator / x + LANCZOS_DENOMINATOR[i];
        }
    }
    numerator / denominator
}

enum MathError {
    Domain,
    Range,
}

fn finish(rt: &mut Runtime, result: Result<f64, MathError>) -> Res<Value> {
    match result {
        Ok(x) => Ok(Value::float(x)),
        Err(MathError::Domain) => domain_error(rt),
        Err(MathError::Range) => range_error(rt),
    }
}

pub fn gamma(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?;
    finish(rt, tgamma(x))
}

pub fn lgamma(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let x = rt.as_f64(args[0])?;
    finish(rt, log_gamma(x))
}

fn tgamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 {
            Ok(x)
        } else {
            Err(MathError::Domain)
        };
    }
    if x == 0.0 {
        return Err(MathError::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(MathError::Domain);
        }
        if x <= GAMMA_OF_INTS.len() as f64 {
            return Ok(GAMMA_OF_INTS[x as usize - 1]);
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() {
            Err(MathError::Range)
        } else {
            Ok(result)
        };
    }
    if magnitude > 200.0 {
        return if x < 0.0 {
            Ok(0.0 / sinpi(x))
        } else {
            Err(MathError::Range)
        };
    }
    let y = magnitude + LANCZOS_G_MINUS_HALF;
    // The rounding error of y, to be made good below.
    let z = if magnitude > LANCZOS_G_MINUS_HALF {
        let q = y - magnitude;
        q - LANCZOS_G_MINUS_HALF
    } else {
        let q = y - LANCZOS_G_MINUS_HALF;
        q - magnitude
    };
    let z = z * LANCZOS_G / y;
    let result = if x < 0.0 {
        let mut r = -PI / sinpi(magnitude) / magnitude * y.exp() / lanczos_sum(magnitude);
        r -= z * r;
        if magnitude < 140.0 {
            r / y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r / root / root
        }
    } else {
        let mut r = lanczos_sum(magnitude) / y.exp();
        r += z * r;
        if magnitude < 140.0 {
            r * y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r * root * root
        }
    };
    if result.is_infinite() {
        Err(MathError::Range)
    } else {
        Ok(result)
    }
}

fn log_gamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(MathError::Domain) } else { Ok(0.0) };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-magnitude.ln());
    }
    let mut result = lanczos_sum(magnitude).ln() - LANCZOS_G;
    result += (magnitude - 0.5) * ((magnitude + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        // Reflection formula.
        result = LN_PI - sinpi(magnitude).abs().ln() - magnitude.ln() - result;
    }
    if result.is_infinite() {
        Err(MathError::Range)
    } else {
        Ok(result)
    }
}

/// Keeps the sign of zero.
pub fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { x.ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_has_cpythons_digits() {
        for (x, y) in [
            (0.5, 1.7724538509055159),
            (-1.5, 2.3632718012073544),
            (171.0, 7.257415615307998e+306),
        ] {
            assert_eq!(tgamma(x).ok(), Some(y));
        }
        for (x, y) in [(0.5, 0.5723649429247004), (-2.5, -0.05624371649767457)] {
            assert_eq!(log_gamma(x).ok(), Some(y));
        }
    }
}

//! Sums and norms that lose no precision, and products.

use crate::heap::Value;
use crate::objects::spec::{Args, BinOp};
use crate::objects::{Exc, Res, Runtime};

/// Shewchuk's algorithm: exact partial sums, rounded once.
pub fn fsum(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = rt.iter(args[0])?;
    let scope = rt.scope();
    rt.root(it);
    let result = fsum_of(rt, it);
    rt.unscope(scope);
    Ok(Value::float(result?))
}

fn fsum_of(rt: &mut Runtime, it: Value) -> Res<f64> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    while let Some(v) = rt.next(it)? {
        let original = rt.as_f64(v)?;
        let mut x = original;
        let mut kept = 0;
        for j in 0..partials.len() {
            let mut y = partials[j];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if !x.is_finite() {
                if original.is_finite() {
                    return rt.raise(Exc::OverflowError, "intermediate overflow in fsum");
                }
                if original.is_infinite() {
                    infinities += original;
                }
                special += original;
                partials.clear();
            } else {
                partials.push(x);
            }
        }
    }
    if special != 0.0 {
        if infinities.is_nan() {
            return rt.value_error("-inf + inf in fsum");
        }
        return Ok(special);
    }
    Ok(round_partials(&partials))
}

/// The sum of partials that do not overlap, smallest first, rounded half to even.
fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev();
    let Some(&(mut high)) = rest.next() else { return 0.0 };
    let mut low = 0.0;
    for &y in rest.by_ref() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // A tie is decided by the sign of what follows.
    if let Some(&next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

/// Euclidean norm, accurate to within one unit in the last place.
fn vector_norm(vector: &[f64]) -> f64 {
    const T27: f64 = 134217729.0;
    let max = vector
        .iter()
        .fold(0f64, |max, x| if x.abs() > max { x.abs() } else { max });
    if max.is_infinite() {
        return max;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || vector.len() <= 1 {
        return max;
    }
    let mut sum = 1.0;
    let mut fractions = [0.0; 3];
    let add = |sum: &mut f64, fraction: &mut f64, x: f64| {
        let old = *sum;
        *sum += x;
        *fraction += (old - *sum) + x;
    };
    let split = |x: f64| {
        let t = x * T27;
        let high = t - (t - x);
        (high, x - high)
    };
    let (_, exponent) = libm::frexp(max);
    if exponent < -1023 {
        for x in vector {
            let x = x.abs() / max;
            add(&mut sum, &mut fractions[0], x * x);
        }
        return max * (sum - 1.0 + fractions[0]).sqrt();
    }
    let scale = libm::ldexp(1.0, -exponent);
    for x in vector {
        let (high, low) = split(x.abs() * scale);
        add(&mut sum, &mut fractions[0], high * high);
        add(&mut sum, &mut fractions[1], 2.0 * high * low);
        fractions[2] += low * low;
    }
    let h = (sum - 1.0 + (fractions[0] + fractions[1] + fractions[2])).sqrt();
    let (high, low) = split(h);
    add(&mut sum, &mut fractions[0], -high * high);
    add(&mut sum, &mut fractions[1], -2.0 * high * low);
    add(&mut sum, &mut fractions[2], -low * low);
    let x = sum - 1.0 + (fractions[0] + fractions[1] + fractions[2]);
    (h + x / (2.0 * h)) / scale
}

pub fn hypot(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("math.hypot() takes no keyword arguments");
    }
    let mut vector = Vec::with_capacity(args.pos.len());
    for &v in args.pos {
        vector.push(rt.as_f64(v)?);
    }
    Ok(Value::float(vector_norm(&vector)))
}

pub fn dist(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let p = rt.collect(args[0])?;
    let scope = rt.scope();
    rt.roots.extend_from_slice(&p);
    let result = dist_of(rt, &p, args[1]);
    rt.unscope(scope);
    Ok(Value::float(result?))
}

fn dist_of(rt: &mut Runtime, p: &[Value], q: Value) -> Res<f64> {
    let q = rt.collect(q)?;
    rt.roots.extend_from_slice(&q);
    if p.len() != q.len() {
        return rt.value_error("both points must have the same number of dimensions");
    }
    let mut vector = Vec::with_capacity(p.len());
    for (&a, &b) in p.iter().zip(&q) {
        vector.push(rt.as_f64(a)? - rt.as_f64(b)?);
    }
    Ok(vector_norm(&vector))
}

pub fn prod(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let start = if args[1].is_unbound() { Value::ONE } else { args[1] };
    let it = rt.iter(args[0])?;
    let scope = rt.scope();
    rt.root(it);
    let result = prod_of(rt, it, start);
    rt.unscope(scope);
    result
}

fn prod_of(rt: &mut Runtime, it: Value, start: Value) -> Res<Value> {
    let mut product = start;
    loop {
        // The product must survive the iterator's next step.
        let scope = rt.scope();
        rt.root(product);
        let next = rt.next(it);
        rt.unscope(scope);
        let Some(v) = next? else { return Ok(product) };
        product = match (product.as_float(), v.as_float()) {
            (Some(x), Some(y)) => Value::float(x * y),
            _ => rt.binary(BinOp::Mul, product, v)?,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_are_cpythons() {
        assert_eq!(vector_norm(&[3.0, 4.0]), 5.0);
        assert_eq!(vector_norm(&[1.0, 2.0, 3.0]), 3.7416573867739413);
        assert!(vector_norm(&[f64::INFINITY, f64::NAN]).is_infinite());
    }

    #[test]
    fn partials_round_once() {
        assert_eq!(round_partials(&[]), 0.0);
        assert_eq!(round_partials(&[1e-16, 1.0]), 1.0);
        assert_eq!(round_partials(&[1e-300, 2f64.powi(-53), 1.0]), 1.0 + f64::EPSILON);
    }
}

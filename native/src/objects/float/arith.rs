//! Arithmetic and comparison of floats, with ints converted exactly or not at all.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::FromPrimitive;

use crate::heap::Value;
use crate::objects::int::Int;
use crate::objects::spec::CmpOp;
use crate::objects::{Exc, Res, Runtime};

/// An operand as a double: `None` when it is neither float nor int, OverflowError for a huge int.
fn operand(rt: &mut Runtime, v: Value) -> Res<Option<f64>> {
    if let Some(x) = rt.float_value(v) {
        return Ok(Some(x));
    }
    let Some(n) = rt.int_value(v) else { return Ok(None) };
    let x = n.to_f64();
    if x.is_infinite() {
        return rt.raise(Exc::OverflowError, "int too large to convert to float");
    }
    Ok(Some(x))
}

fn operands(rt: &mut Runtime, a: Value, b: Value) -> Res<Option<(f64, f64)>> {
    if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
        return Ok(Some((x, y)));
    }
    let Some(x) = operand(rt, a)? else { return Ok(None) };
    Ok(operand(rt, b)?.map(|y| (x, y)))
}

macro_rules! operator {
    ($name:ident, $rt:ident, $x:ident, $y:ident, $body:expr) => {
        pub fn $name($rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
            let Some(($x, $y)) = operands($rt, a, b)? else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            $body
        }
    };
}

operator!(add, rt, x, y, Ok(Value::float(x + y)));
operator!(sub, rt, x, y, Ok(Value::float(x - y)));
operator!(mul, rt, x, y, Ok(Value::float(x * y)));
operator!(true_div, rt, x, y, {
    if y == 0.0 {
        return rt.raise(Exc::ZeroDivisionError, "float division by zero");
    }
    Ok(Value::float(x / y))
});
operator!(floor_div, rt, x, y, {
    if y == 0.0 {
        return rt.raise(Exc::ZeroDivisionError, "float floor division by zero");
    }
    Ok(Value::float(divmod_floats(x, y).0))
});
operator!(modulo, rt, x, y, {
    if y == 0.0 {
        return rt.raise(Exc::ZeroDivisionError, "float modulo");
    }
    Ok(Value::float(divmod_floats(x, y).1))
});
operator!(divmod, rt, x, y, {
    if y == 0.0 {
        return rt.raise(Exc::ZeroDivisionError, "float divmod()");
    }
    let (q, r) = divmod_floats(x, y);
    rt.new_tuple(&[Value::float(q), Value::float(r)])
});
operator!(pow, rt, x, y, pow_floats(rt, x, y));

pub fn pow3(rt: &mut Runtime, a: Value, b: Value, modulus: Value) -> Res<Value> {
    if modulus.is_none() {
        return pow(rt, a, b);
    }
    rt.type_error("pow() 3rd argument not allowed unless all arguments are integers")
}

/// Floor quotient and remainder with the divisor's sign; `y` is not zero.
pub fn divmod_floats(x: f64, y: f64) -> (f64, f64) {
    let mut r = x % y;
    let mut q = (x - r) / y;
    if r != 0.0 {
        if (y < 0.0) != (r < 0.0) {
            r += y;
            q -= 1.0;
        }
    } else {
        r = 0f64.copysign(y);
    }
    let floor = if q != 0.0 {
        let floor = q.floor();
        if q - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0f64.copysign(x / y)
    };
    (floor, r)
}

/// `x ** y`: the special cases of C99's pow, which not all C libraries have; complex for roots of negative numbers.
pub fn pow_floats(rt: &mut Runtime, x: f64, y: f64) -> Res<Value> {
    let y_is_odd = (y.abs() % 2.0) == 1.0;
    let result = if y == 0.0 {
        1.0
    } else if x.is_nan() {
        x
    } else if y.is_nan() {
        if x == 1.0 { 1.0 } else { y }
    } else if y.is_infinite() {
        match x.abs() {
            1.0 => 1.0,
            x if (y > 0.0) == (x > 1.0) => y.abs(),
            _ => 0.0,
        }
    } else if x.is_infinite() {
        match (y > 0.0, y_is_odd) {
            (true, true) => x,
            (true, false) => x.abs(),
            (false, true) => 0f64.copysign(x),
            (false, false) => 0.0,
        }
    } else if x == 0.0 {
        if y < 0.0 {
            return rt.raise(Exc::ZeroDivisionError, "0.0 cannot be raised to a negative power");
        }
        if y_is_odd { x } else { 0.0 }
    } else if x < 0.0 && y != y.floor() {
        return crate::objects::complex::pow_complex(rt, (x, 0.0), (y, 0.0));
    } else {
        let power = x.abs().powf(y);
        if power.is_infinite() {
            return rt.range_error();
        }
        if x < 0.0 && y_is_odd { -power } else { power }
    };
    Ok(Value::float(result))
}

pub fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let order = match (rt.float_value(a), rt.float_value(b)) {
        (Some(x), Some(y)) => x.partial_cmp(&y),
        (Some(x), None) => match rt.int_value(b) {
            Some(n) => compare_int_float(&n, x).map(Ordering::reverse),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        (None, Some(y)) => match rt.int_value(a) {
            Some(n) => compare_int_float(&n, y),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        (None, None) => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(op.allows(order)))
}

/// Exact; `None` for a NaN.
pub fn compare_int_float(n: &Int, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    // -2^63 is a float, and 2^63 the first above what an i64 holds.
    let fits = (i64::MIN as f64..-(i64::MIN as f64)).contains(&x);
    Some(match n {
        Int::Small(n) if fits => n.cmp(&(x as i64)).then(0f64.partial_cmp(&x.fract())?),
        Int::Small(_) => 0f64.partial_cmp(&x)?,
        Int::Big(n) if fits => {
            if n.sign() == Sign::Minus {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        Int::Big(n) => n.cmp(&BigInt::from_f64(x)?),
    })
}

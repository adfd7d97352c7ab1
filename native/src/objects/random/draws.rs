//! Ints, choices, samples and permutations.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::{random_bits, twister};
use crate::heap::{Kind, Value};
use crate::objects::int::Int;
use crate::objects::spec::BinOp;
use crate::objects::{Exc, Res, Runtime};

/// In [0, n) for n > 0.
fn randbelow(rt: &Runtime, generator: Value, n: &Int) -> Int {
    match n {
        Int::Small(n) => Int::Small(randbelow_small(rt, generator, *n)),
        Int::Big(big) => loop {
            let r = random_bits(rt, generator, big.bits()).into_big();
            if r < *big {
                return Int::from_big(r);
            }
        },
    }
}

fn randbelow_small(rt: &Runtime, generator: Value, n: i64) -> i64 {
    let bits = 64 - (n as u64).leading_zeros() as u64;
    loop {
        match random_bits(rt, generator, bits) {
            Int::Small(r) if r < n => return r,
            _ => {}
        }
    }
}

pub fn randbelow_method(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match rt.index_value(args[1])? {
        n if n.is_negative() || n.is_zero() => rt.value_error("_randbelow() needs a positive number"),
        n => {
            let r = randbelow(rt, args[0], &n);
            rt.int_from(r)
        }
    }
}

pub fn randbytes(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = rt.as_index(args[1])?;
    if n < 0 {
        return rt.value_error("number of bits must be non-negative");
    }
    if n > 1 << 31 {
        return rt.raise(Exc::OverflowError, "Python int too large to convert to C int");
    }
    let bits = random_bits(rt, args[0], 8 * n as u64).into_big();
    let mut bytes = bits.magnitude().to_bytes_le();
    bytes.resize(n as usize, 0);
    rt.new_bytes(&bytes)
}

/// An int argument; whole floats are let through as CPython 3.11 still does.
fn whole(rt: &mut Runtime, v: Value, what: &str) -> Res<BigInt> {
    match rt.float_value(v) {
        Some(x) if x.fract() != 0.0 => rt.value_error(format!("non-integer {what} for randrange()")),
        Some(x) => {
            let n = rt.int_from_f64(x)?;
            Ok(rt.to_big(n))
        }
        None => Ok(rt.index_value(v)?.into_big()),
    }
}

pub fn randrange(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [generator, start, stop, step] = args[..] else {
        return Ok(Value::NONE);
    };
    let start = whole(rt, start, "arg 1")?;
    if stop.is_unbound() || stop.is_none() {
        if !step.is_unbound() {
            return rt.type_error("Missing a non-None stop argument");
        }
        if !start.is_positive() {
            return rt.value_error("empty range for randrange()");
        }
        let r = randbelow(rt, generator, &Int::from_big(start));
        return rt.int_from(r);
    }
    let stop = whole(rt, stop, "stop")?;
    let step = if step.is_unbound() {
        BigInt::one()
    } else {
        whole(rt, step, "step")?
    };
    range_draw(rt, generator, start, stop, step)
}

fn range_draw(rt: &mut Runtime, generator: Value, start: BigInt, stop: BigInt, step: BigInt) -> Res<Value> {
    let width = &stop - &start;
    if step.is_one() {
        if !width.is_positive() {
            return rt.value_error(format!("empty range for randrange() ({start}, {stop}, {width})"));
        }
        let r = randbelow(rt, generator, &Int::from_big(width)).into_big();
        return rt.int_from_big(start + r);
    }
    if step.is_zero() {
        return rt.value_error("zero step for randrange()");
    }
    let towards: BigInt = if step.is_positive() { &step - 1 } else { &step + 1 };
    let count: BigInt = (width + towards).div_floor(&step);
    if !count.is_positive() {
        return rt.value_error("empty range for randrange()");
    }
    let r = randbelow(rt, generator, &Int::from_big(count)).into_big();
    rt.int_from_big(start + step * r)
}

pub fn randint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if let (Some(a), Some(b)) = (args[1].as_small_int(), args[2].as_small_int())
        && a <= b
    {
        let r = randbelow_small(rt, args[0], b - a + 1);
        return rt.int(a + r);
    }
    let (a, b) = (whole(rt, args[1], "arg 1")?, whole(rt, args[2], "stop")?);
    range_draw(rt, args[0], a, b + 1, BigInt::one())
}

pub fn choice(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = rt.len(args[1])? as i64;
    if n == 0 {
        return rt.raise(Exc::IndexError, "Cannot choose from an empty sequence");
    }
    let i = randbelow_small(rt, args[0], n);
    let i = rt.int(i)?;
    rt.get_item(args[1], i)
}

pub fn shuffle(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (generator, x) = (args[0], args[1]);
    for i in (1..rt.len(x)? as i64).rev() {
        let j = randbelow_small(rt, generator, i + 1);
        let (i, j) = (rt.int(i)?, rt.int(j)?);
        let (a, b) = (rt.get_item(x, i)?, rt.get_item(x, j)?);
        rt.rooted(&[a, b], |rt| {
            rt.set_item(x, i, b)?;
            rt.set_item(x, j, a)
        })?;
    }
    Ok(Value::NONE)
}

pub fn sample(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [generator, population, k, counts] = args[..] else {
        return Ok(Value::NONE);
    };
    let unordered = matches!(rt.kind_of(population), Some(Kind::Set | Kind::Frozenset | Kind::Dict));
    if unordered || !rt.is_sequence(population) {
        return rt.type_error("Population must be a sequence.  For dicts or sets, use sorted(d).");
    }
    let n = rt.len(population)?;
    let k = rt.as_index(k)?;
    if !counts.is_unbound() && !counts.is_none() {
        return sample_counts(rt, generator, population, k, counts);
    }
    let Some(picks) = sample_indices(rt, generator, n as i64, k) else {
        return rt.value_error("Sample larger than population or is negative");
    };
    pick(rt, population, &picks)
}

/// A new list of the items at these indices.
fn pick(rt: &mut Runtime, population: Value, indices: &[i64]) -> Res<Value> {
    let scope = rt.scope();
    let mut result = Vec::with_capacity(indices.len());
    for &i in indices {
        let item = rt.int(i).and_then(|i| rt.get_item(population, i));
        match item {
            Ok(v) => result.push(rt.root(v)),
            Err(e) => {
                rt.unscope(scope);
                return Err(e);
            }
        }
    }
    let list = rt.new_list(&result);
    rt.unscope(scope);
    list
}

/// `None` unless 0 <= k <= n.
fn sample_indices(rt: &Runtime, generator: Value, n: i64, k: i64) -> Option<Vec<i64>> {
    if k < 0 || k > n {
        return None;
    }
    let mut set_size = 21i64;
    if k > 5 {
        // As math.ceil(math.log(k * 3, 4)) rounds.
        let exponent = (((k * 3) as f64).ln() / 4f64.ln()).ceil();
        set_size = set_size.saturating_add(4f64.powf(exponent) as i64);
    }
    let mut result = Vec::with_capacity(k as usize);
    if n <= set_size {
        let mut pool: Vec<i64> = (0..n).collect();
        for i in 0..k {
            let j = randbelow_small(rt, generator, n - i) as usize;
            result.push(pool[j]);
            pool[j] = pool[(n - i - 1) as usize];
        }
    } else {
        let mut selected = std::collections::HashSet::new();
        for _ in 0..k {
            let mut j = randbelow_small(rt, generator, n);
            while !selected.insert(j) {
                j = randbelow_small(rt, generator, n);
            }
            result.push(j);
        }
    }
    Some(result)
}

fn sample_counts(rt: &mut Runtime, generator: Value, population: Value, k: i64, counts: Value) -> Res<Value> {
    let mut cumulated = Vec::new();
    let mut total = 0i64;
    for count in rt.collect(counts)? {
        if !rt.is_int(count) {
            return rt.type_error("Counts must be integers");
        }
        total += rt.as_index(count)?;
        cumulated.push(total);
    }
    if cumulated.len() != rt.len(population)? {
        return rt.value_error("The number of counts does not match the population");
    }
    if total <= 0 {
        return rt.value_error("Total of counts must be greater than zero");
    }
    let Some(picks) = sample_indices(rt, generator, total, k) else {
        return rt.value_error("Sample larger than population or is negative");
    };
    let indices: Vec<i64> = picks
        .iter()
        .map(|s| cumulated.partition_point(|c| c <= s) as i64)
        .collect();
    pick(rt, population, &indices)
}

pub fn choices(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [generator, population, weights, cumulated, k] = args[..] else {
        return Ok(Value::NONE);
    };
    let given = |v: Value| !v.is_unbound() && !v.is_none();
    let k = if k.is_unbound() { 1 } else { rt.as_index(k)? };
    let n = rt.len(population)?;
    let mut indices = Vec::with_capacity(k.max(0) as usize);
    if !given(weights) && !given(cumulated) {
        for _ in 0..k {
            indices.push((twister(rt, generator).next_f64() * n as f64).floor() as i64);
        }
        return pick(rt, population, &indices);
    }
    let mut sums: Vec<f64> = Vec::new();
    if given(cumulated) {
        if given(weights) {
            return rt.type_error("Cannot specify both weights and cumulative weights");
        }
        for v in rt.collect(cumulated)? {
            sums.push(rt.as_f64(v)?);
        }
    } else {
        if rt.is_int(weights) {
            let k = rt.repr_string(weights)?;
            return rt.type_error(format!("The number of choices must be a keyword argument: k={k}"));
        }
        // Summed as Python numbers, so that ints stay exact.
        let mut sum = Value::UNBOUND;
        for v in rt.collect(weights)? {
            sum = if sum.is_unbound() {
                v
            } else {
                rt.binary(BinOp::Add, sum, v)?
            };
            sums.push(rt.as_f64(sum)?);
        }
    }
    if sums.len() != n {
        return rt.value_error("The number of weights does not match the population");
    }
    let total = sums.last().copied().unwrap_or(0.0);
    if total <= 0.0 {
        return rt.value_error("Total of weights must be greater than zero");
    }
    if !total.is_finite() {
        return rt.value_error("Total of weights must be finite");
    }
    for _ in 0..k {
        let x = twister(rt, generator).next_f64() * total;
        indices.push(sums[..n - 1].partition_point(|s| *s <= x) as i64);
    }
    pick(rt, population, &indices)
}

//! `product`, `permutations`, `combinations`: indices into pools, kept as lists of ints.

use super::{bind, build, itertool};
use crate::heap::Value;
use crate::objects::spec::{Args, Params, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Values: tuple of pools, indices. RAW: 0 before the first, 1 running, 2 exhausted. The same for the others.
pub static PRODUCT: TypeSpec = itertool("product", new_product, next_product, &[]);
/// Values: pool, indices, cycles, length.
pub static PERMUTATIONS: TypeSpec = itertool("permutations", new_permutations, next_permutations, &[]);
/// Values: pool, indices.
pub static COMBINATIONS: TypeSpec = itertool(
    "combinations",
    |rt, args| new_combinations(rt, args, "combinations"),
    next_combinations,
    &[],
);
pub static COMBINATIONS_WITH_REPLACEMENT: TypeSpec = itertool(
    "combinations_with_replacement",
    |rt, args| new_combinations(rt, args, "combinations_with_replacement"),
    next_with_replacement,
    &[],
);

const FIRST: i64 = 0;
const RUNNING: i64 = 1;
const EXHAUSTED: i64 = 2;

fn index(rt: &Runtime, list: Value, i: usize) -> usize {
    rt.list_get(list.obj(), i).low() as usize
}

fn set_index(rt: &Runtime, list: Value, i: usize, n: usize) {
    rt.list_put(list.obj(), i, Value::int32(n as i32));
}

fn index_list(rt: &mut Runtime, indices: impl Iterator<Item = usize>) -> Res<Value> {
    let items: Vec<Value> = indices.map(|i| Value::int32(i as i32)).collect();
    rt.new_list(&items)
}

/// The items of `pool` that the first `count` indices name.
fn chosen(rt: &mut Runtime, pool: Value, indices: Value, count: usize) -> Res<Option<Value>> {
    let items: Vec<Value> = (0..count)
        .map(|i| rt.items_of_tuple(pool)[index(rt, indices, i)])
        .collect();
    rt.new_tuple(&items).map(Some)
}

fn new_product(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut repeat = 1;
    for &(name, value) in args.kw {
        let name = rt.str_to_string(name);
        if name != "repeat" {
            return rt.type_error(format!("'{name}' is an invalid keyword argument for product()"));
        }
        repeat = rt.as_size(value)?;
    }
    if repeat < 0 {
        return rt.value_error("repeat argument cannot be negative");
    }
    if (args.pos.len() - 1) as i64 * repeat > 1 << 20 {
        return rt.raise(Exc::OverflowError, "repeat argument too large");
    }
    let mut exhausted = false;
    let it = build(rt, args, |rt| {
        let mut pools = Vec::new();
        for &v in args.pos[1..].iter().filter(|_| repeat > 0) {
            let pool = rt.tuple_from(v)?;
            exhausted |= rt.items_of_tuple(pool).is_empty();
            pools.push(rt.root(pool));
        }
        let pools = pools.repeat(repeat as usize);
        let indices = index_list(rt, pools.iter().map(|_| 0))?;
        Ok(vec![rt.new_tuple(&pools)?, indices])
    })?;
    rt.set_native_raw(it.obj(), if exhausted { EXHAUSTED } else { FIRST });
    Ok(it)
}

fn next_product(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (pools, indices) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let count = rt.items_of_tuple(pools).len();
    match rt.native_raw(r) {
        EXHAUSTED => return Ok(None),
        FIRST => rt.set_native_raw(r, RUNNING),
        _ => {
            let mut i = count;
            loop {
                if i == 0 {
                    rt.set_native_raw(r, EXHAUSTED);
                    return Ok(None);
                }
                i -= 1;
                let next = index(rt, indices, i) + 1;
                if next < rt.items_of_tuple(rt.items_of_tuple(pools)[i]).len() {
                    set_index(rt, indices, i, next);
                    break;
                }
                set_index(rt, indices, i, 0);
            }
        }
    }
    let items: Vec<Value> = rt
        .items_of_tuple(pools)
        .iter()
        .enumerate()
        .map(|(i, &pool)| rt.items_of_tuple(pool)[index(rt, indices, i)])
        .collect();
    rt.new_tuple(&items).map(Some)
}

fn new_permutations(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "permutations", Params::Kw(&["iterable", "r"], 1, 2))?;
    let mut exhausted = false;
    let it = build(rt, args, |rt| {
        let pool = rt.tuple_from(given[0])?;
        rt.root(pool);
        let n = rt.items_of_tuple(pool).len();
        let length = if given[1].is_unbound() || given[1].is_none() {
            n
        } else if !rt.is_int(given[1]) {
            return rt.type_error("Expected int as r");
        } else {
            let length = rt.as_size(given[1])?;
            if length < 0 {
                return rt.value_error("r must be non-negative");
            }
            length as usize
        };
        exhausted = length > n;
        let length = if exhausted { 0 } else { length };
        let indices = index_list(rt, 0..n)?;
        let cycles = index_list(rt, (0..length).map(|i| n - i))?;
        Ok(vec![pool, indices, cycles, Value::int32(length as i32)])
    })?;
    rt.set_native_raw(it.obj(), if exhausted { EXHAUSTED } else { FIRST });
    Ok(it)
}

fn next_permutations(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let [pool, indices, cycles, length] = [0, 1, 2, 3].map(|i| rt.native_value(r, i));
    let (n, length) = (rt.items_of_tuple(pool).len(), length.low() as usize);
    match rt.native_raw(r) {
        EXHAUSTED => return Ok(None),
        FIRST => rt.set_native_raw(r, RUNNING),
        _ => {
            let mut i = length;
            loop {
                if i == 0 {
                    rt.set_native_raw(r, EXHAUSTED);
                    return Ok(None);
                }
                i -= 1;
                let left = index(rt, cycles, i) - 1;
                if left == 0 {
                    // indices[i:] = indices[i+1:] + indices[i:i+1]
                    let first = index(rt, indices, i);
                    for j in i..n - 1 {
                        let next = index(rt, indices, j + 1);
                        set_index(rt, indices, j, next);
                    }
                    set_index(rt, indices, n - 1, first);
                    set_index(rt, cycles, i, n - i);
                } else {
                    set_index(rt, cycles, i, left);
                    let (x, y) = (index(rt, indices, i), index(rt, indices, n - left));
                    set_index(rt, indices, i, y);
                    set_index(rt, indices, n - left, x);
                    break;
                }
            }
        }
    }
    chosen(rt, pool, indices, length)
}

fn new_combinations(rt: &mut Runtime, args: &Args<'_>, name: &'static str) -> Res<Value> {
    let repeats = name != "combinations";
    let given = bind(rt, args, name, Params::Kw(&["iterable", "r"], 2, 2))?;
    let mut exhausted = false;
    let it = build(rt, args, |rt| {
        let pool = rt.tuple_from(given[0])?;
        rt.root(pool);
        let n = rt.items_of_tuple(pool).len();
        let length = rt.as_size(given[1])?;
        if length < 0 {
            return rt.value_error("r must be non-negative");
        }
        let length = length as usize;
        exhausted = if repeats { n == 0 && length > 0 } else { length > n };
        let indices = if exhausted {
            index_list(rt, 0..0)?
        } else {
            index_list(rt, (0..length).map(|i| if repeats { 0 } else { i }))?
        };
        Ok(vec![pool, indices])
    })?;
    rt.set_native_raw(it.obj(), if exhausted { EXHAUSTED } else { FIRST });
    Ok(it)
}

fn next_combinations(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (pool, indices) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let (n, length) = (rt.items_of_tuple(pool).len(), rt.list_len(indices.obj()));
    match rt.native_raw(r) {
        EXHAUSTED => return Ok(None),
        FIRST => rt.set_native_raw(r, RUNNING),
        _ => {
            let Some(i) = (0..length).rev().find(|&i| index(rt, indices, i) != i + n - length) else {
                rt.set_native_raw(r, EXHAUSTED);
                return Ok(None);
            };
            let first = index(rt, indices, i) + 1;
            for j in i..length {
                set_index(rt, indices, j, first + j - i);
            }
        }
    }
    chosen(rt, pool, indices, length)
}

fn next_with_replacement(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (pool, indices) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let (n, length) = (rt.items_of_tuple(pool).len(), rt.list_len(indices.obj()));
    match rt.native_raw(r) {
        EXHAUSTED => return Ok(None),
        FIRST => rt.set_native_raw(r, RUNNING),
        _ => {
            let Some(i) = (0..length).rev().find(|&i| index(rt, indices, i) != n - 1) else {
                rt.set_native_raw(r, EXHAUSTED);
                return Ok(None);
            };
            let next = index(rt, indices, i) + 1;
            for j in i..length {
                set_index(rt, indices, j, next);
            }
        }
    }
    chosen(rt, pool, indices, length)
}

/// Do an iterator's lists say where it is?
pub fn has_positions(spec: &'static TypeSpec) -> bool {
    [&PRODUCT, &PERMUTATIONS, &COMBINATIONS, &COMBINATIONS_WITH_REPLACEMENT]
        .into_iter()
        .any(|own| std::ptr::eq(own, spec))
}

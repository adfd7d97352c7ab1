//! What filters, maps or joins iterables one item at a time.

use super::{bind, build, itertool};
use crate::heap::{Kind, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, BinOp, Params, TypeSpec, class_method};
use crate::objects::{Exc, Res, Runtime};

/// Values: iterator, function or None, total so far (unbound: none yet), initial value (unbound: none or given out).
pub static ACCUMULATE: TypeSpec = itertool("accumulate", new_accumulate, next_accumulate, &[]);
/// Values: iterator of the iterables (None: exhausted), current iterator or None.
pub static CHAIN: TypeSpec = itertool(
    "chain",
    new_chain,
    next_chain,
    &[
        CLASS_GETITEM,
        class_method("from_iterable", Params::One, |rt, a| {
            let it = rt.iter(a[1])?;
            rt.new_native(Kind::NativeIter, a[0].obj(), &[it, Value::NONE])
        }),
    ],
);
/// Values: data, selectors.
pub static COMPRESS: TypeSpec = itertool("compress", new_compress, next_compress, &[]);
/// Values: predicate, iterator; RAW: 1 once the predicate failed. The same for the next two.
pub static DROPWHILE: TypeSpec = itertool(
    "dropwhile",
    |rt, args| new_with_function(rt, args, "dropwhile"),
    next_dropwhile,
    &[],
);
pub static TAKEWHILE: TypeSpec = itertool(
    "takewhile",
    |rt, args| new_with_function(rt, args, "takewhile"),
    next_takewhile,
    &[],
);
pub static FILTERFALSE: TypeSpec = itertool(
    "filterfalse",
    |rt, args| new_with_function(rt, args, "filterfalse"),
    next_filterfalse,
    &[],
);
pub static STARMAP: TypeSpec = itertool(
    "starmap",
    |rt, args| new_with_function(rt, args, "starmap"),
    next_starmap,
    &[],
);
/// Values: iterator (None: exhausted), items taken, next one to give, stop or -1, step.
pub static ISLICE: TypeSpec = itertool("islice", new_islice, next_islice, &[]);
/// Values: iterator, item before (unbound at the start).
pub static PAIRWISE: TypeSpec = itertool("pairwise", new_pairwise, next_pairwise, &[]);

fn new_accumulate(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(
        rt,
        args,
        "accumulate",
        Params::Kw(&["iterable", "func", "initial"], 1, 2),
    )?;
    let function = if given[1].is_unbound() { Value::NONE } else { given[1] };
    let initial = if given[2].is_none() { Value::UNBOUND } else { given[2] };
    build(rt, args, |rt| {
        Ok(vec![rt.iter(given[0])?, function, Value::UNBOUND, initial])
    })
}

fn next_accumulate(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let initial = rt.native_value(r, 3);
    if !initial.is_unbound() {
        rt.set_native_value(r, 3, Value::UNBOUND);
        rt.set_native_value(r, 2, initial);
        return Ok(Some(initial));
    }
    let inner = rt.native_value(r, 0);
    let Some(v) = rt.next(inner)? else { return Ok(None) };
    let total = rt.native_value(r, 2);
    let total = if total.is_unbound() {
        v
    } else {
        let function = rt.native_value(r, 1);
        rt.rooted(&[v, total], |rt| {
            if function.is_none() {
                rt.binary(BinOp::Add, total, v)
            } else {
                rt.call(function, &[total, v])
            }
        })?
    };
    rt.set_native_value(r, 2, total);
    Ok(Some(total))
}

fn new_chain(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    rt.no_keywords(args, &CHAIN)?;
    build(rt, args, |rt| {
        let iterables = rt.new_tuple(&args.pos[1..])?;
        Ok(vec![rt.iter(iterables)?, Value::NONE])
    })
}

fn next_chain(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    loop {
        let mut current = rt.native_value(r, 1);
        if current.is_none() {
            let iterables = rt.native_value(r, 0);
            if iterables.is_none() {
                return Ok(None);
            }
            let Some(iterable) = rt.next(iterables)? else {
                rt.set_native_value(r, 0, Value::NONE);
                return Ok(None);
            };
            current = match rt.iter(iterable) {
                Ok(current) => current,
                Err(raised) => {
                    rt.set_native_value(r, 0, Value::NONE);
                    return Err(raised);
                }
            };
            rt.set_native_value(r, 1, current);
        }
        if let Some(v) = rt.next(current)? {
            return Ok(Some(v));
        }
        rt.set_native_value(r, 1, Value::NONE);
    }
}

fn new_compress(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "compress", Params::Kw(&["data", "selectors"], 2, 2))?;
    build(rt, args, |rt| rt.iter_all(&given))
}

fn next_compress(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (data, selectors) = (rt.native_value(r, 0), rt.native_value(r, 1));
    while let Some(v) = rt.next(data)? {
        let keep = rt.rooted(&[v], |rt| match rt.next(selectors)? {
            Some(selector) => rt.truth(selector).map(Some),
            None => Ok(None),
        })?;
        match keep {
            Some(true) => return Ok(Some(v)),
            Some(false) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}

fn new_with_function(rt: &mut Runtime, args: &Args<'_>, name: &str) -> Res<Value> {
    let given = bind(rt, args, name, Params::Pos(2, 2))?;
    build(rt, args, |rt| Ok(vec![given[0], rt.iter(given[1])?]))
}

fn test(rt: &mut Runtime, function: Value, v: Value) -> Res<bool> {
    rt.rooted(&[v], |rt| {
        let result = rt.call(function, &[v])?;
        rt.truth(result)
    })
}

fn next_dropwhile(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (function, inner) = (rt.native_value(r, 0), rt.native_value(r, 1));
    while let Some(v) = rt.next(inner)? {
        if rt.native_raw(r) != 0 {
            return Ok(Some(v));
        }
        if !test(rt, function, v)? {
            rt.set_native_raw(r, 1);
            return Ok(Some(v));
        }
    }
    Ok(None)
}

fn next_takewhile(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    if rt.native_raw(r) != 0 {
        return Ok(None);
    }
    let (function, inner) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let Some(v) = rt.next(inner)? else { return Ok(None) };
    if test(rt, function, v)? {
        return Ok(Some(v));
    }
    rt.set_native_raw(r, 1);
    Ok(None)
}

fn next_filterfalse(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (function, inner) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let plain = function.is_none() || function == Value::object(rt.types.bool);
    while let Some(v) = rt.next(inner)? {
        let drop = if plain {
            rt.rooted(&[v], |rt| rt.truth(v))?
        } else {
            test(rt, function, v)?
        };
        if !drop {
            return Ok(Some(v));
        }
    }
    Ok(None)
}

fn next_starmap(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (function, inner) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let Some(v) = rt.next(inner)? else { return Ok(None) };
    let scope = rt.scope();
    rt.root(v);
    let result = rt.tuple_from(v).and_then(|args| {
        rt.root(args);
        let args = rt.items_of_tuple(args).to_vec();
        rt.call(function, &args)
    });
    rt.unscope(scope);
    result.map(Some)
}

fn islice_bound(rt: &mut Runtime, v: Value, default: i64, least: i64, message: &str) -> Res<i64> {
    if v.is_none() || v.is_unbound() {
        return Ok(default);
    }
    match rt.as_index(v) {
        Ok(n) if n >= least => return Ok(n),
        Ok(_) => {}
        Err(raised) => {
            if !rt.matches(Exc::TypeError) && !rt.matches(Exc::OverflowError) {
                return Err(raised);
            }
            rt.clear_exc();
        }
    }
    rt.value_error(message)
}

fn new_islice(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "islice", Params::Pos(2, 4))?;
    let (start, stop) = if given[2].is_unbound() {
        (Value::NONE, given[1])
    } else {
        (given[1], given[2])
    };
    let stop_message = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    let message = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    let stop = islice_bound(
        rt,
        stop,
        -1,
        0,
        if given[2].is_unbound() { stop_message } else { message },
    )?;
    let start = islice_bound(rt, start, 0, 0, message)?;
    let step = islice_bound(
        rt,
        given[3],
        1,
        1,
        "Step for islice() must be a positive integer or None.",
    )?;
    build(rt, args, |rt| {
        let it = rt.iter(given[0])?;
        let numbers = [0, start, stop, step].map(|n| rt.int(n));
        let [taken, start, stop, step] = numbers;
        Ok(vec![it, taken?, start?, stop?, step?])
    })
}

fn next_islice(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let inner = rt.native_value(r, 0);
    if inner.is_none() {
        return Ok(None);
    }
    let [mut taken, start, stop, step] = [1, 2, 3, 4].map(|i| {
        let v = rt.native_value(r, i);
        v.as_small_int().unwrap_or(i64::MAX)
    });
    if stop < 0 || start < stop || taken < stop {
        let until = if stop >= 0 { start.min(stop) } else { start };
        loop {
            if stop >= 0 && taken >= stop {
                break;
            }
            let Some(v) = rt.next(inner)? else { break };
            taken += 1;
            let count = rt.int(taken)?;
            rt.set_native_value(r, 1, count);
            if taken > until {
                let next = start.saturating_add(step);
                let next = rt.int(if stop >= 0 { next.min(stop) } else { next })?;
                rt.set_native_value(r, 2, next);
                return Ok(Some(v));
            }
        }
    }
    rt.set_native_value(r, 0, Value::NONE);
    Ok(None)
}

fn new_pairwise(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "pairwise", Params::Pos(1, 1))?;
    build(rt, args, |rt| Ok(vec![rt.iter(given[0])?, Value::UNBOUND]))
}

fn next_pairwise(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let inner = rt.native_value(r, 0);
    if rt.native_value(r, 1).is_unbound() {
        let Some(first) = rt.next(inner)? else { return Ok(None) };
        rt.set_native_value(r, 1, first);
    }
    let Some(second) = rt.next(inner)? else { return Ok(None) };
    let first = rt.native_value(r, 1);
    rt.set_native_value(r, 1, second);
    rt.new_tuple(&[first, second]).map(Some)
}

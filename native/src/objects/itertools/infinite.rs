//! `count`, `cycle`, `repeat`.

use super::{bind, build, itertool};
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, BinOp, Params, Slots, TypeSpec, method};
use crate::objects::{Res, Runtime};

/// Values: next number, step.
pub static COUNT: TypeSpec = {
    let spec = itertool("count", new_count, next_count, &[]);
    TypeSpec {
        slots: Slots {
            repr: Some(repr_count),
            ..spec.slots
        },
        ..spec
    }
};
/// Values: iterator (None: exhausted), list of what it gave; RAW: position in the list.
pub static CYCLE: TypeSpec = itertool("cycle", new_cycle, next_cycle, &[]);
/// Values: the object; RAW: how often still, negative for ever.
pub static REPEAT: TypeSpec = {
    let spec = itertool(
        "repeat",
        new_repeat,
        next_repeat,
        &[method("__length_hint__", Params::NoArgs, repeat_hint)],
    );
    TypeSpec {
        slots: Slots {
            repr: Some(repr_repeat),
            ..spec.slots
        },
        ..spec
    }
};

fn is_number(rt: &mut Runtime, v: Value) -> Res<bool> {
    if v.is_small_int() || v.is_float() || v.is_bool() || rt.kind_of(v) == Some(Kind::Complex) {
        return Ok(true);
    }
    for name in ["__index__", "__int__", "__float__"] {
        if rt.lookup_special(v, name)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn new_count(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "count", Params::Kw(&["start", "step"], 0, 2))?;
    let start = if given[0].is_unbound() { Value::ZERO } else { given[0] };
    let step = if given[1].is_unbound() { Value::ONE } else { given[1] };
    if !is_number(rt, start)? || !is_number(rt, step)? {
        return rt.type_error("a number is required");
    }
    build(rt, args, |_| Ok(vec![start, step]))
}

fn next_count(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (n, step) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let next = match (n.as_small_int(), step.as_small_int()) {
        (Some(n), Some(step)) => rt.int(n + step)?,
        _ => rt.rooted(&[n], |rt| rt.binary(BinOp::Add, n, step))?,
    };
    rt.set_native_value(r, 0, next);
    Ok(Some(n))
}

fn repr_count(rt: &mut Runtime, it: Value) -> Res<Value> {
    let (n, step) = (rt.native_value(it.obj(), 0), rt.native_value(it.obj(), 1));
    let n = rt.repr_string(n)?;
    if step == Value::ONE {
        return rt.new_str(&format!("count({n})"));
    }
    let step = rt.repr_string(step)?;
    rt.new_str(&format!("count({n}, {step})"))
}

fn new_cycle(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "cycle", Params::Pos(1, 1))?;
    build(rt, args, |rt| {
        let it = rt.iter(given[0])?;
        Ok(vec![it, rt.new_list(&[])?])
    })
}

fn next_cycle(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (inner, saved) = (rt.native_value(r, 0), rt.native_value(r, 1));
    if !inner.is_none() {
        if let Some(v) = rt.next(inner)? {
            rt.list_append(saved, v)?;
            return Ok(Some(v));
        }
        rt.set_native_value(r, 0, Value::NONE);
    }
    let len = rt.list_len(saved.obj());
    if len == 0 {
        return Ok(None);
    }
    let i = rt.native_raw(r) as usize;
    rt.set_native_raw(r, ((i + 1) % len) as i64);
    Ok(Some(rt.list_get(saved.obj(), i)))
}

fn new_repeat(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "repeat", Params::Kw(&["object", "times"], 1, 2))?;
    let times = if given[1].is_unbound() {
        -1
    } else {
        rt.as_size(given[1])?.max(0)
    };
    let it = build(rt, args, |_| Ok(vec![given[0]]))?;
    rt.set_native_raw(it.obj(), times);
    Ok(it)
}

fn next_repeat(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let left = rt.native_raw(r);
    if left == 0 {
        return Ok(None);
    }
    rt.set_native_raw(r, if left > 0 { left - 1 } else { left });
    Ok(Some(rt.native_value(r, 0)))
}

fn repeat_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match rt.native_raw(args[0].obj()) {
        n if n < 0 => rt.type_error("len() of unsized object"),
        n => rt.int(n),
    }
}

fn repr_repeat(rt: &mut Runtime, it: Value) -> Res<Value> {
    let (v, left) = (rt.native_value(it.obj(), 0), rt.native_raw(it.obj()));
    let v = rt.repr_string(v)?;
    rt.new_str(&if left < 0 {
        format!("repeat({v})")
    } else {
        format!("repeat({v}, {left})")
    })
}

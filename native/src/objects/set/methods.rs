//! The methods of set and frozenset.

use super::with_frozen_key;
use crate::heap::{Kind, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, MethodDef, Params, method, raw_method};
use crate::objects::{Res, Runtime};

pub const FROZENSET_METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    COPY,
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC_DIFFERENCE,
    IS_SUBSET,
    IS_SUPERSET,
    IS_DISJOINT,
    REDUCE,
    SIZEOF,
];

pub const SET_METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    COPY,
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC_DIFFERENCE,
    IS_SUBSET,
    IS_SUPERSET,
    IS_DISJOINT,
    REDUCE,
    SIZEOF,
    method("add", Params::One, |rt, a| {
        rt.set_add(a[0], a[1])?;
        Ok(Value::NONE)
    }),
    method("remove", Params::One, |rt, a| {
        match with_frozen_key(rt, a[1], |rt, key| rt.set_discard(a[0].obj(), key))? {
            true => Ok(Value::NONE),
            false => rt.raise_key_error(a[1]),
        }
    }),
    method("discard", Params::One, |rt, a| {
        with_frozen_key(rt, a[1], |rt, key| rt.set_discard(a[0].obj(), key))?;
        Ok(Value::NONE)
    }),
    method("pop", Params::NoArgs, |rt, a| match rt.set_pop(a[0].obj()) {
        Some(v) => Ok(v),
        None => {
            let message = rt.new_str("pop from an empty set")?;
            rt.raise_key_error(message)
        }
    }),
    method("clear", Params::NoArgs, |rt, a| {
        rt.set_clear(a[0].obj())?;
        Ok(Value::NONE)
    }),
    raw_method("update", |rt, args| in_place(rt, "update", args, Runtime::set_update)),
    raw_method("intersection_update", |rt, args| {
        let new = intersection(rt, args)?;
        rt.set_take(args.pos[0].obj(), new.obj());
        Ok(Value::NONE)
    }),
    raw_method("difference_update", |rt, args| {
        in_place(rt, "difference_update", args, Runtime::set_difference_update)
    }),
    method("symmetric_difference_update", Params::One, |rt, a| {
        rt.set_symmetric_difference_update(a[0], a[1])?;
        Ok(Value::NONE)
    }),
];

const COPY: MethodDef = method("copy", Params::NoArgs, |rt, a| {
    if rt.is_exact(a[0], rt.types.frozenset) {
        return Ok(a[0]);
    }
    rt.set_copy(a[0])
});
const UNION: MethodDef = raw_method("union", |rt, args| {
    no_keywords(rt, "union", args)?;
    let new = rt.set_copy(args.pos[0])?;
    rt.rooted(&[new], |rt| {
        args.pos[1..]
            .iter()
            .filter(|&&v| v != args.pos[0])
            .try_for_each(|&v| rt.set_update(new, v))
    })?;
    Ok(new)
});
const INTERSECTION: MethodDef = raw_method("intersection", intersection);
const DIFFERENCE: MethodDef = raw_method("difference", |rt, args| {
    no_keywords(rt, "difference", args)?;
    let Some(&first) = args.pos.get(1) else {
        return rt.set_copy(args.pos[0]);
    };
    let new = rt.set_difference(args.pos[0], first)?;
    rt.rooted(&[new], |rt| {
        args.pos[2..].iter().try_for_each(|&v| rt.set_difference_update(new, v))
    })?;
    Ok(new)
});
const SYMMETRIC_DIFFERENCE: MethodDef = method("symmetric_difference", Params::One, |rt, a| {
    rt.set_symmetric_difference(a[0], a[1])
});
const IS_SUBSET: MethodDef = method("issubset", Params::One, |rt, a| {
    let other = as_set(rt, a[1])?;
    rt.rooted(&[other], |rt| rt.set_is_subset(a[0], other)).map(Value::bool)
});
const IS_SUPERSET: MethodDef = method("issuperset", Params::One, |rt, a| {
    if rt.is_any_set(a[1]) {
        return rt.set_is_subset(a[1], a[0]).map(Value::bool);
    }
    let other = as_set(rt, a[1])?;
    rt.rooted(&[other], |rt| rt.set_is_subset(other, a[0])).map(Value::bool)
});
const IS_DISJOINT: MethodDef = method("isdisjoint", Params::One, |rt, a| {
    rt.set_is_disjoint(a[0], a[1]).map(Value::bool)
});
const SIZEOF: MethodDef = method("__sizeof__", Params::NoArgs, |rt, a| rt.int(rt.set_size(a[0])));
/// `(class, ([items],), __dict__)`
const REDUCE: MethodDef = method("__reduce__", Params::NoArgs, |rt, a| {
    let items = rt.list_from(a[0])?;
    let items = rt.new_tuple(&[items])?;
    let class = Value::object(rt.class_of(a[0]));
    let state = rt.get_attr_opt(a[0], "__dict__")?.unwrap_or(Value::NONE);
    rt.new_tuple(&[class, items, state])
});

fn as_set(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.is_any_set(v) { Ok(v) } else { rt.set_from(v) }
}

fn no_keywords(rt: &mut Runtime, name: &str, args: &Args<'_>) -> Res<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    let class = if rt.kind_of(args.pos[0]) == Some(Kind::Frozenset) {
        "frozenset"
    } else {
        "set"
    };
    rt.type_error(format!("{class}.{name}() takes no keyword arguments"))
}

fn in_place(rt: &mut Runtime, name: &str, args: &Args<'_>, f: fn(&mut Runtime, Value, Value) -> Res<()>) -> Res<Value> {
    no_keywords(rt, name, args)?;
    for &other in &args.pos[1..] {
        f(rt, args.pos[0], other)?;
    }
    Ok(Value::NONE)
}

fn intersection(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    no_keywords(rt, "intersection", args)?;
    if args.pos.len() == 1 {
        return rt.set_copy(args.pos[0]);
    }
    let scope = rt.scope();
    let mut result = args.pos[0];
    for &other in &args.pos[1..] {
        match rt.set_intersection(result, other) {
            Ok(new) => result = rt.root(new),
            Err(raised) => {
                rt.unscope(scope);
                return Err(raised);
            }
        }
    }
    rt.unscope(scope);
    Ok(result)
}

pub fn contains(rt: &mut Runtime, set: Value, v: Value) -> Res<bool> {
    with_frozen_key(rt, v, |rt, key| rt.set_has(set.obj(), key))
}

//! `zip_longest`, `groupby`, `tee`.

use super::{bind, build, itertool};
use crate::heap::{Kind, Value};
use crate::objects::iterators::iterator_type;
use crate::objects::spec::{Args, MethodDef, Params, TypeSpec, function, method};
use crate::objects::{Exc, Res, Runtime};

/// Values: filler, then the iterators (None: exhausted); RAW: how many are not exhausted.
pub static ZIP_LONGEST: TypeSpec = itertool("zip_longest", new_zip_longest, next_zip_longest, &[]);
/// Values: iterator, key function or None, key of the group given out, current key, current item, current grouper
/// (unbound: none).
pub static GROUPBY: TypeSpec = itertool("groupby", new_groupby, next_groupby, &[]);
/// Values: the groupby, the group's key.
pub static GROUPER: TypeSpec = TypeSpec {
    module: "itertools",
    ..iterator_type("_grouper", Kind::NativeIter, next_of_group, &[])
};
/// Values: the node that comes next.
pub static TEE: TypeSpec = TypeSpec {
    module: "itertools",
    subclassable: false,
    ..itertool(
        "_tee",
        |rt, args| {
            let given = bind(rt, args, "tee", Params::Pos(1, 1))?;
            build(rt, args, |rt| Ok(vec![first_node(rt, given[0])?]))
        },
        next_tee,
        &[method("__copy__", Params::NoArgs, |rt, a| {
            let node = rt.native_value(a[0].obj(), 0);
            let class = rt.class_of_spec(&TEE);
            rt.new_native(Kind::NativeIter, class, &[node])
        })],
    )
};
/// A link of the chain that the copies of a tee walk along. Values: the iterator, item and next node (unbound: not
/// fetched yet). RAW: 1 while the item is fetched.
pub static TEE_NODE: TypeSpec = TypeSpec {
    module: "itertools",
    ..iterator_type("_tee_dataobject", Kind::NativeIter, |_, _| Ok(None), &[])
};

pub static FUNCTIONS: &[MethodDef] = &[
    function("tee", Params::Pos(1, 2), tee),
    function("_restore", Params::Pos(3, 3), super::restore),
];

fn new_zip_longest(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut filler = Value::NONE;
    for &(name, value) in args.kw {
        if rt.str_to_string(name) != "fillvalue" {
            return rt.type_error("zip_longest() got an unexpected keyword argument");
        }
        filler = value;
    }
    let it = build(rt, args, |rt| {
        let mut values = rt.iter_all(&args.pos[1..])?;
        values.insert(0, filler);
        Ok(values)
    })?;
    rt.set_native_raw(it.obj(), args.pos.len() as i64 - 1);
    Ok(it)
}

fn next_zip_longest(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let scope = rt.scope();
    let items = zip_longest_items(rt, it);
    rt.unscope(scope);
    match items? {
        Some(items) => rt.new_tuple(&items).map(Some),
        None => Ok(None),
    }
}

fn zip_longest_items(rt: &mut Runtime, it: Value) -> Res<Option<Vec<Value>>> {
    let r = it.obj();
    if rt.native_raw(r) == 0 {
        return Ok(None);
    }
    let filler = rt.native_value(r, 0);
    let mut items = Vec::new();
    for i in 1..rt.native_values(r).len() {
        let inner = rt.native_value(r, i);
        let item = if inner.is_none() { None } else { rt.next(inner)? };
        if item.is_none() && !inner.is_none() {
            rt.set_native_value(r, i, Value::NONE);
            let active = rt.native_raw(r) - 1;
            rt.set_native_raw(r, active);
            if active == 0 {
                return Ok(None);
            }
        }
        items.push(rt.root(item.unwrap_or(filler)));
    }
    Ok(Some(items))
}

const ITERATOR: usize = 0;
const KEY_FUNCTION: usize = 1;
const TARGET_KEY: usize = 2;
const CURRENT_KEY: usize = 3;
const CURRENT_ITEM: usize = 4;
const CURRENT_GROUP: usize = 5;

fn new_groupby(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = bind(rt, args, "groupby", Params::Kw(&["iterable", "key"], 1, 2))?;
    let key = if given[1].is_unbound() { Value::NONE } else { given[1] };
    build(rt, args, |rt| {
        let none = Value::UNBOUND;
        Ok(vec![rt.iter(given[0])?, key, none, none, none, none])
    })
}

/// Fetches the next item and its key; false when there is none.
fn step(rt: &mut Runtime, groupby: Value) -> Res<bool> {
    let r = groupby.obj();
    let (inner, function) = (rt.native_value(r, ITERATOR), rt.native_value(r, KEY_FUNCTION));
    let Some(item) = rt.next(inner)? else { return Ok(false) };
    let key = if function.is_none() {
        item
    } else {
        rt.rooted(&[item], |rt| rt.call(function, &[item]))?
    };
    rt.set_native_value(r, CURRENT_ITEM, item);
    rt.set_native_value(r, CURRENT_KEY, key);
    Ok(true)
}

fn next_groupby(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    rt.set_native_value(r, CURRENT_GROUP, Value::UNBOUND);
    loop {
        let (target, current) = (rt.native_value(r, TARGET_KEY), rt.native_value(r, CURRENT_KEY));
        if !current.is_unbound() && (target.is_unbound() || !rt.eq_rooted(target, current)?) {
            break;
        }
        if !step(rt, it)? {
            return Ok(None);
        }
    }
    let key = rt.native_value(r, CURRENT_KEY);
    rt.set_native_value(r, TARGET_KEY, key);
    let class = rt.class_of_spec(&GROUPER);
    let group = rt.new_native(Kind::NativeIter, class, &[it, key])?;
    rt.set_native_value(r, CURRENT_GROUP, group);
    rt.new_tuple(&[key, group]).map(Some)
}

fn next_of_group(rt: &mut Runtime, group: Value) -> Res<Option<Value>> {
    let groupby = rt.native_value(group.obj(), 0);
    let r = groupby.obj();
    if rt.native_value(r, CURRENT_GROUP) != group {
        return Ok(None);
    }
    if rt.native_value(r, CURRENT_ITEM).is_unbound() && !step(rt, groupby)? {
        return Ok(None);
    }
    let (key, current) = (rt.native_value(group.obj(), 1), rt.native_value(r, CURRENT_KEY));
    if !rt.eq_rooted(key, current)? {
        return Ok(None);
    }
    let item = rt.native_value(r, CURRENT_ITEM);
    rt.set_native_value(r, CURRENT_ITEM, Value::UNBOUND);
    rt.set_native_value(r, CURRENT_KEY, Value::UNBOUND);
    Ok(Some(item))
}

fn tee(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let count = if args[1].is_unbound() { 2 } else { rt.as_size(args[1])? };
    if count < 0 {
        return rt.value_error("n must be >= 0");
    }
    if count == 0 {
        return rt.new_tuple(&[]);
    }
    let class = rt.class_of_spec(&TEE);
    let first = first_node(rt, args[0])?;
    let mut copies = Vec::new();
    // One that is a copy already is the first of its copies.
    if rt.is_exact(args[0], class) {
        copies.push(args[0]);
    }
    while copies.len() < count as usize {
        copies.push(rt.new_native(Kind::NativeIter, class, &[first])?);
    }
    rt.new_tuple(&copies)
}

/// Where a copy of what is to be iterated starts.
fn first_node(rt: &mut Runtime, iterable: Value) -> Res<Value> {
    let it = rt.iter(iterable)?;
    match rt.is_exact(it, rt.class_of_spec(&TEE)) {
        true => Ok(rt.native_value(it.obj(), 0)),
        false => new_node(rt, it),
    }
}

fn new_node(rt: &mut Runtime, iterator: Value) -> Res<Value> {
    let class = rt.class_of_spec(&TEE_NODE);
    rt.new_native(Kind::NativeIter, class, &[iterator, Value::UNBOUND, Value::UNBOUND])
}

fn next_tee(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let node = rt.native_value(it.obj(), 0);
    let n = node.obj();
    if rt.native_value(n, 2).is_unbound() {
        if rt.native_raw(n) != 0 {
            return rt.raise(Exc::RuntimeError, "cannot re-enter the tee iterator");
        }
        let iterator = rt.native_value(n, 0);
        rt.set_native_raw(n, 1);
        let item = rt.rooted(&[node], |rt| rt.next(iterator));
        rt.set_native_raw(n, 0);
        let Some(item) = item? else {
            return Ok(None);
        };
        rt.set_native_value(n, 1, item);
        let next = new_node(rt, iterator)?;
        rt.set_native_value(n, 2, next);
    }
    let next = rt.native_value(n, 2);
    rt.set_native_value(it.obj(), 0, next);
    Ok(Some(rt.native_value(n, 1)))
}

//! Module _bisect.

use crate::heap::{Kind, Value};
use crate::objects::builtins::compare_bool;
use crate::objects::spec::{CmpOp, MethodDef, ModuleSpec, Params, function};
use crate::objects::{Res, Runtime};

const PARAMS: Params = Params::Kw(&["a", "x", "lo", "hi", "key"], 2, 4);

const FUNCTIONS: &[MethodDef] = &[
    function("bisect_left", PARAMS, |rt, a| find(rt, a, a[1], Side::Left)),
    function("bisect_right", PARAMS, |rt, a| find(rt, a, a[1], Side::Right)),
    function("bisect", PARAMS, |rt, a| find(rt, a, a[1], Side::Right)),
    function("insort_left", PARAMS, |rt, a| insert(rt, a, Side::Left)),
    function("insort_right", PARAMS, |rt, a| insert(rt, a, Side::Right)),
    function("insort", PARAMS, |rt, a| insert(rt, a, Side::Right)),
];

pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_bisect",
    functions: FUNCTIONS,
    init: None,
    doc: "Bisection algorithms.",
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn given(v: Value) -> Option<Value> {
    (!v.is_unbound() && !v.is_none()).then_some(v)
}

fn find(rt: &mut Runtime, args: &[Value], x: Value, side: Side) -> Res<Value> {
    let sequence = args[0];
    let mut low = match given(args[2]) {
        Some(v) => rt.as_size(v)?,
        None => 0,
    };
    if low < 0 {
        return rt.value_error("lo must be non-negative");
    }
    let mut high = match given(args[3]) {
        Some(v) => rt.as_size(v)?,
        None => -1,
    };
    if high == -1 {
        high = rt.len(sequence)? as i64;
    }
    let key = given(args[4]);
    while low < high {
        let middle = low + (high - low) / 2;
        let index = rt.int(middle)?;
        let item = match rt.is_exact(sequence, rt.types.list) && (middle as usize) < rt.list_len(sequence.obj()) {
            true => rt.list_get(sequence.obj(), middle as usize),
            false => rt.get_item(sequence, index)?,
        };
        let right = rt.rooted(&[item, x], |rt| {
            let rank = match key {
                Some(key) => rt.call(key, &[item])?,
                None => item,
            };
            rt.root(rank);
            match side {
                Side::Left => compare_bool(rt, rank, x, CmpOp::Lt),
                Side::Right => compare_bool(rt, x, rank, CmpOp::Lt).map(|less| !less),
            }
        })?;
        if right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    rt.int(low)
}

fn insert(rt: &mut Runtime, args: &[Value], side: Side) -> Res<Value> {
    let rank = match given(args[4]) {
        Some(key) => rt.call(key, &[args[1]])?,
        None => args[1],
    };
    let at = find(rt, args, rank, side)?;
    if rt.is_exact(args[0], rt.types.list) && rt.kind_of(args[0]) == Some(Kind::List) {
        let at = (at.as_small_int().unwrap_or(0) as usize).min(rt.list_len(args[0].obj()));
        rt.list_insert(args[0].obj(), at, args[1])?;
    } else {
        rt.call_method(args[0], "insert", &[at, args[1]])?;
    }
    Ok(Value::NONE)
}

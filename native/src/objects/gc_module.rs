//! Module `gc`.

use super::spec::{Args, MethodDef, ModuleSpec, Params, function, raw_function};
use super::{Res, Runtime};
use crate::generated::layouts::ctx;
use crate::heap::{Kind, Marker, Ref, Value};

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

const FUNCTIONS: &[MethodDef] = &[
    // The caller's frame holds all that it needs, and native code on the way has rooted what it holds, as for any call
    // of Python code: this is a safepoint.
    function("collect", Params::Kw(&["generation"], 0, 1), |rt, _| {
        // What the last operation left there keeps nothing alive.
        for word in [ctx::RESULT, ctx::STOP_VALUE] {
            rt.heap.set_ctx_value(word, Value::NONE);
        }
        rt.collect_garbage();
        Ok(Value::ZERO)
    }),
    function("enable", Params::NoArgs, |rt, _| {
        rt.core.gc_disabled = false;
        Ok(Value::NONE)
    }),
    function("disable", Params::NoArgs, |rt, _| {
        rt.core.gc_disabled = true;
        Ok(Value::NONE)
    }),
    function("isenabled", Params::NoArgs, |rt, _| {
        Ok(Value::bool(!rt.core.gc_disabled))
    }),
    function("get_count", Params::NoArgs, |rt, _| rt.new_tuple(&[Value::ZERO; 3])),
    function("get_threshold", Params::NoArgs, |rt, _| {
        let thresholds = rt.core.gc_thresholds.map(Value::int32);
        rt.new_tuple(&thresholds)
    }),
    // Kept for who asks: when to collect is decided by how much was allocated.
    function("set_threshold", Params::Pos(1, 3), |rt, a| {
        for (i, &v) in a.iter().enumerate().filter(|(_, v)| !v.is_unbound()) {
            rt.core.gc_thresholds[i] = rt.as_index(v)? as i32;
        }
        Ok(Value::NONE)
    }),
    function("get_debug", Params::NoArgs, |rt, _| Ok(Value::int32(rt.core.gc_debug))),
    function("set_debug", Params::One, |rt, a| {
        rt.core.gc_debug = rt.as_index(a[0])? as i32;
        Ok(Value::NONE)
    }),
    function("is_tracked", Params::One, |rt, a| {
        Ok(Value::bool(is_container(rt, a[0])))
    }),
    function("is_finalized", Params::One, |_, _| Ok(Value::FALSE)),
    function("get_objects", Params::Kw(&["generation"], 0, 1), get_objects),
    raw_function("get_referrers", get_referrers),
    raw_function("get_referents", get_referents),
    function("get_stats", Params::NoArgs, |rt, _| rt.new_list(&[])),
    function("freeze", Params::NoArgs, |_, _| Ok(Value::NONE)),
    function("unfreeze", Params::NoArgs, |_, _| Ok(Value::NONE)),
    function("get_freeze_count", Params::NoArgs, |_, _| Ok(Value::ZERO)),
];

/// Would CPython's collector look at it? What cannot be part of a cycle it leaves out.
fn is_container(rt: &Runtime, v: Value) -> bool {
    let Some(kind) = rt.kind_of(v) else { return false };
    match kind {
        Kind::Free | Kind::Buffer | Kind::BufferValues | Kind::BufferEntries | Kind::Shape => false,
        Kind::Int | Kind::Float | Kind::Complex | Kind::Str | Kind::Bytes | Kind::Bytearray => {
            rt.info(rt.class_of(v)).users
        }
        Kind::Range | Kind::Code => false,
        Kind::Type => rt.info(v.obj()).heap_type,
        Kind::Tuple => !rt.items_of_tuple(v).is_empty(),
        Kind::Dict if rt.is_exact(v, rt.types.dict) => {
            let items = rt.dict_items(v.obj());
            items.iter().any(|&(key, value, _)| {
                [key, value]
                    .iter()
                    .any(|&v| rt.kind_of(v) == Some(Kind::Dict) || is_container(rt, v))
            })
        }
        _ => rt.class_of(v) != rt.types.object,
    }
}

/// All containers that can be reached.
fn containers(rt: &Runtime) -> Vec<Value> {
    let mut found = Vec::new();
    let mut marker = Marker::new(&rt.heap);
    rt.mark_roots(&mut marker);
    marker.run_telling(|r| found.push(Value::object(r)));
    found.retain(|&v| is_container(rt, v));
    found
}

fn get_objects(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if !a[0].is_unbound() && !a[0].is_none() {
        let generation = rt.as_index(a[0])?;
        if !(-1..3).contains(&generation) {
            let end = if generation < 0 {
                "cannot be negative"
            } else {
                "must be less than the number of available generations (3)"
            };
            return rt.value_error(format!("generation parameter {end}"));
        }
        // All are of the oldest.
        if matches!(generation, 0 | 1) {
            return rt.new_list(&[]);
        }
    }
    let objects = containers(rt);
    rt.new_list(&objects)
}

fn get_referrers(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let targets: Vec<Ref> = args.pos.iter().filter_map(|v| v.as_object()).collect();
    let mut objects = containers(rt);
    let mut marker = Marker::new(&rt.heap);
    objects.retain(|v| marker.references(v.obj()).iter().any(|r| targets.contains(r)));
    rt.new_list(&objects)
}

fn get_referents(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut found = Vec::new();
    for &v in args.pos {
        match rt.kind_of(v) {
            // As CPython's visit their items.
            Some(Kind::List) => found.extend(rt.items_of_list(v).into_iter().rev()),
            Some(Kind::Tuple) => found.extend(rt.items_of_tuple(v).iter().rev()),
            Some(Kind::Dict) => {
                let items = rt.dict_items(v.obj());
                let names = items.iter().all(|item| rt.is_exact(item.0, rt.types.str));
                for (key, value, _) in items {
                    found.push(value);
                    found.extend((!names).then_some(key));
                }
            }
            Some(Kind::Set | Kind::Frozenset) => {
                found.extend(rt.set_entries(v.obj()).into_iter().map(|(item, _)| item))
            }
            _ if is_container(rt, v) => {
                let references = Marker::new(&rt.heap).references(v.obj());
                found.extend(references.into_iter().map(Value::object).filter(|&v| is_object(rt, v)));
            }
            _ => {}
        }
    }
    rt.new_list(&found)
}

/// Not a part of one.
fn is_object(rt: &Runtime, v: Value) -> bool {
    !matches!(
        rt.kind_of(v),
        Some(Kind::Buffer | Kind::BufferValues | Kind::BufferEntries | Kind::Shape)
    )
}

static MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    functions: FUNCTIONS,
    init: Some(|rt, module| {
        let dict = rt.module_dict(module);
        for name in ["garbage", "callbacks"] {
            let (name, list) = (rt.intern(name)?, rt.new_list(&[])?);
            rt.dict_set(dict, name, list)?;
        }
        for (name, bits) in [
            ("DEBUG_STATS", 1),
            ("DEBUG_COLLECTABLE", 2),
            ("DEBUG_UNCOLLECTABLE", 4),
            ("DEBUG_SAVEALL", 32),
            ("DEBUG_LEAK", 38),
        ] {
            let name = rt.intern(name)?;
            rt.dict_set(dict, name, Value::int32(bits))?;
        }
        Ok(())
    }),
    doc: "This module provides access to the garbage collector for reference cycles.",
};

//! Module `gc`.

use super::Runtime;
use super::spec::{MethodDef, ModuleSpec, Params, function, raw_function};
use crate::generated::layouts::ctx;
use crate::heap::{Kind, Value};

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
    // What is alive is known to a collection only, and nothing looks for its holders.
    raw_function("get_objects", |rt, _| rt.new_list(&[])),
    raw_function("get_referrers", |rt, _| rt.new_list(&[])),
    raw_function("get_referents", |rt, _| rt.new_list(&[])),
    function("get_stats", Params::NoArgs, |rt, _| rt.new_list(&[])),
    function("freeze", Params::NoArgs, |_, _| Ok(Value::NONE)),
    function("unfreeze", Params::NoArgs, |_, _| Ok(Value::NONE)),
    function("get_freeze_count", Params::NoArgs, |_, _| Ok(Value::ZERO)),
];

fn is_container(rt: &Runtime, v: Value) -> bool {
    !matches!(
        rt.kind_of(v),
        None | Some(Kind::Int | Kind::Float | Kind::Complex | Kind::Str | Kind::Bytes)
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

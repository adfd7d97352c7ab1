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
        rt.new_tuple(&[Value::int32(700), Value::int32(10), Value::int32(10)])
    }),
    raw_function("set_threshold", |_, _| Ok(Value::NONE)),
    function("get_debug", Params::NoArgs, |_, _| Ok(Value::ZERO)),
    function("set_debug", Params::One, |_, _| Ok(Value::NONE)),
    function("is_tracked", Params::One, |rt, a| {
        Ok(Value::bool(is_container(rt, a[0])))
    }),
    function("is_finalized", Params::One, |_, _| Ok(Value::FALSE)),
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
        Ok(())
    }),
    doc: "This module provides access to the garbage collector for reference cycles.",
};

//! Module _functools: `reduce`, `cmp_to_key`; `partial` and the LRU cache have files of their own.

use super::lru_cache::LRU_CACHE;
use super::partial::PARTIAL;
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, CmpOp, ModuleSpec, Params, Slots, TypeSpec, function, getter};
use crate::objects::{Exc, Res, Runtime};

pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_functools",
    functions: &[
        function("reduce", Params::Pos(2, 3), reduce),
        function("cmp_to_key", Params::Kw(&["mycmp"], 1, 1), |rt, a| {
            let class = rt.class_of_spec(&KEY_WRAPPER);
            rt.new_native(Kind::Native, class, &[a[0], Value::UNBOUND])
        }),
    ],
    init: Some(|rt, module| rt.add_types(module, &[&PARTIAL, &LRU_CACHE])),
    doc: "Tools that operate on functions.",
};

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let function = args[0];
    let scope = rt.scope();
    let place = rt.roots.len();
    rt.root(args[2]);
    let result = rt.iter(args[1]);
    if result.is_err() && rt.matches(Exc::TypeError) && rt.lookup_special(args[1], "__iter__")?.is_none() {
        rt.clear_exc();
        rt.unscope(scope);
        return rt.type_error("reduce() arg 2 must support iteration");
    }
    let result = result.and_then(|it| {
        rt.for_each(it, |rt, v| {
            let total = rt.roots[place];
            let total = if total.is_unbound() {
                v
            } else {
                rt.call(function, &[total, v])?
            };
            rt.roots[place] = total;
            Ok(true)
        })
    });
    let total = rt.roots[place];
    rt.unscope(scope);
    result?;
    if total.is_unbound() {
        return rt.type_error("reduce() of empty iterable with no initial value");
    }
    Ok(total)
}

/// `functools.KeyWrapper`: values: the comparison, the object (unbound: the wrapper that makes the others).
pub static KEY_WRAPPER: TypeSpec = TypeSpec {
    name: "KeyWrapper",
    module: "functools",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots {
        call: Some(wrap),
        compare: Some(compare),
        unhashable: true,
        ..Slots::NONE
    },
    methods: &[],
    getset: &[getter("obj", |rt, v| Ok(rt.native_value(v.obj(), 1)))],
    doc: "",
};

fn wrap(rt: &mut Runtime, wrapper: Value, args: &Args<'_>) -> Res<Value> {
    let object = rt.bind_args("K", Params::Kw(&["obj"], 1, 1), args.pos, args.kw)?[0];
    let comparison = rt.native_value(wrapper.obj(), 0);
    let class = rt.class_of(wrapper);
    rt.new_native(Kind::Native, class, &[comparison, object])
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.class_of(a) != rt.class_of(b) {
        return rt.type_error("other argument must be K instance");
    }
    let (comparison, x, y) = (
        rt.native_value(a.obj(), 0),
        rt.native_value(a.obj(), 1),
        rt.native_value(b.obj(), 1),
    );
    if x.is_unbound() || y.is_unbound() {
        return rt.raise(Exc::AttributeError, "object");
    }
    let result = rt.call(comparison, &[x, y])?;
    rt.compare(result, Value::ZERO, op)
}

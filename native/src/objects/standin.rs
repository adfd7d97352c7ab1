//! Module `_standin`: for classes in Python that stand for those that CPython has in C.

use super::Runtime;
use super::spec::{MethodDef, ModuleSpec, Params, function};
use crate::heap::{Kind, Value};

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

const FUNCTIONS: &[MethodDef] = &[
    // CPython's messages call a static type by its full name.
    function("static_name", Params::Pos(2, 2), |rt: &mut Runtime, a| {
        if rt.kind_of(a[0]) == Some(Kind::Type) {
            let name = rt.str_to_string(a[1]);
            rt.info_mut(a[0].obj()).shown = Some(name);
        }
        Ok(Value::NONE)
    }),
];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_standin",
    functions: FUNCTIONS,
    init: None,
    doc: "For classes that stand for CPython's.",
};

//! The module `_json`: what CPython's `json` has in C.

mod encode;
mod scan;

use super::spec::{CallFn, ModuleSpec, NewFn, Params, Slots, TypeSpec, function};
use super::{Res, Runtime};
use crate::heap::{Kind, Value};

pub static TYPES: &[&TypeSpec] = &[&scan::SCANNER, &encode::ENCODER];
pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_json",
    functions: &[
        function("scanstring", Params::Pos(2, 3), scan::scanstring),
        function("encode_basestring_ascii", Params::One, |rt, a| {
            encode::quoted(rt, a[0], true)
        }),
        function("encode_basestring", Params::One, |rt, a| {
            encode::quoted(rt, a[0], false)
        }),
    ],
    init: Some(init),
    doc: "json speedups",
};

/// A class whose instances are called, as those of CPython's that keep options.
const fn callable(name: &'static str, new: NewFn, call: CallFn, doc: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        module: "_json",
        kind: Kind::Native,
        base: "object",
        subclassable: false,
        slots: Slots {
            new: Some(new),
            call: Some(call),
            ..Slots::NONE
        },
        methods: &[],
        getset: &[],
        doc,
    }
}

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let scanner = Value::object(rt.class_of_spec(&scan::SCANNER));
    rt.set_attr_str(module, "make_scanner", scanner)?;
    let encoder = Value::object(rt.class_of_spec(&encode::ENCODER));
    rt.set_attr_str(module, "make_encoder", encoder)
}

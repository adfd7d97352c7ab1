//! Builtin functions about objects, containers and classes. Those that need Node (`print`, `open`, `exec` …) are the
//! host's; those about numbers and strings live with their types.

mod classes;
mod fold;
mod functions;

pub use fold::compare_bool;

use crate::objects::spec::{MethodDef, ModuleSpec, Params, TypeSpec, function, raw_function};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[
    function("all", Params::One, fold::all),
    function("any", Params::One, fold::any),
    function("ascii", Params::One, |rt, a| rt.ascii(a[0])),
    function("callable", Params::One, functions::callable),
    function("delattr", Params::Pos(2, 2), functions::del_attr),
    function("format", Params::Pos(1, 2), functions::format),
    function("getattr", Params::Pos(2, 3), functions::get_attr),
    function("hasattr", Params::Pos(2, 2), functions::has_attr),
    function("hash", Params::One, functions::hash),
    function("id", Params::One, functions::id),
    function("isinstance", Params::Pos(2, 2), classes::is_instance),
    function("issubclass", Params::Pos(2, 2), classes::is_subclass),
    function("iter", Params::Pos(1, 2), functions::iter),
    function("len", Params::One, functions::len),
    raw_function("max", |rt, args| fold::extreme(rt, args, fold::Which::Max)),
    raw_function("min", |rt, args| fold::extreme(rt, args, fold::Which::Min)),
    function("next", Params::Pos(1, 2), functions::next),
    function("repr", Params::One, |rt, a| rt.repr(a[0])),
    function("setattr", Params::Pos(3, 3), functions::set_attr),
    raw_function("sorted", fold::sorted),
    function("sum", Params::Kw(&["", "start"], 1, 2), fold::sum),
];
pub static MODULES: &[&ModuleSpec] = &[];

//! Format specifications, %-formatting and str.format.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn percent_format(&mut self, _template: Value, _args: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "% formatting is not supported yet")
    }
}

/// `__format__` of a type: the spec must be a str.
pub fn format_method(rt: &mut Runtime, args: &[Value], f: fn(&mut Runtime, Value, &str) -> Res<Value>) -> Res<Value> {
    let spec = rt.str_to_string(args[1]);
    f(rt, args[0], &spec)
}

pub fn format_int(rt: &mut Runtime, v: Value, _spec: &str) -> Res<Value> {
    rt.str(v)
}

pub fn format_float(rt: &mut Runtime, v: Value, _spec: &str) -> Res<Value> {
    rt.str(v)
}

pub fn format_complex(rt: &mut Runtime, v: Value, _spec: &str) -> Res<Value> {
    rt.str(v)
}

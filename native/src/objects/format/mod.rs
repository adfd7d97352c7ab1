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

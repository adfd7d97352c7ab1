//! slice.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_slice(&mut self, _start: Value, _stop: Value, _step: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "slice is not supported yet")
    }
}

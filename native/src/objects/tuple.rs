//! tuple.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_tuple(&mut self, _items: &[Value]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "tuple is not supported yet")
    }

    pub fn items_of_tuple(&self, _tuple: Value) -> &[Value] {
        &[]
    }
}

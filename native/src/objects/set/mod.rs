//! set and frozenset.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_set(&mut self) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "set is not supported yet")
    }

    pub fn new_frozenset(&mut self, _items: &[Value]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "frozenset is not supported yet")
    }

    pub fn set_add(&mut self, _set: Value, _item: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "set is not supported yet")
    }

    pub fn set_update(&mut self, _set: Value, _iterable: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "set is not supported yet")
    }
}

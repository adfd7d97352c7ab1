//! list.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_list(&mut self, _items: &[Value]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "list is not supported yet")
    }

    pub fn items_of_list(&self, _list: Value) -> Vec<Value> {
        Vec::new()
    }

    pub fn list_append(&mut self, _list: Value, _item: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "list is not supported yet")
    }

    pub fn list_extend(&mut self, _list: Value, _iterable: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "list is not supported yet")
    }
}

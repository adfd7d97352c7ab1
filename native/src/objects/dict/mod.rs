//! dict: also the namespaces of modules, classes and instances.

use crate::heap::{Ref, Value};
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_dict(&mut self) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "dict is not supported yet")
    }

    pub fn dict_len(&self, _dict: Ref) -> usize {
        0
    }

    pub fn dict_get(&mut self, _dict: Ref, _key: Value) -> Res<Option<Value>> {
        self.raise(Exc::NotImplementedError, "dict is not supported yet")
    }

    pub fn dict_set(&mut self, _dict: Ref, _key: Value, _value: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "dict is not supported yet")
    }

    /// Was the key there?
    pub fn dict_del(&mut self, _dict: Ref, _key: Value) -> Res<bool> {
        self.raise(Exc::NotImplementedError, "dict is not supported yet")
    }

    /// For an interned str key in a namespace: never calls back, never raises.
    pub fn dict_get_str(&self, _dict: Ref, _name: Value) -> Option<Value> {
        None
    }

    /// As `dict_get_str`, but the entry's index, for inline caches.
    pub fn dict_find_str(&self, _dict: Ref, _name: Value) -> Option<u32> {
        None
    }

    /// The entry at or after `position`, which moves past it; start with 0.
    pub fn dict_next(&self, _dict: Ref, _position: &mut u32) -> Option<(Value, Value)> {
        None
    }

    pub fn dict_clear(&mut self, _dict: Ref) {}

    pub fn dict_update(&mut self, _dict: Ref, _other: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "dict is not supported yet")
    }
}

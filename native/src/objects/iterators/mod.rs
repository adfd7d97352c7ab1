//! Iterator types.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    /// Iterator over an object with `__getitem__` only.
    pub fn new_sequence_iter(&mut self, _object: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "sequence iterators is not supported yet")
    }
}

//! bytes.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn new_bytes(&mut self, _b: &[u8]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "bytes is not supported yet")
    }
}

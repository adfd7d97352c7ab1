//! float.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn as_f64(&mut self, v: Value) -> Res<f64> {
        match v.as_float() {
            Some(x) => Ok(x),
            None => self.raise(Exc::NotImplementedError, "__float__ is not supported yet"),
        }
    }
}

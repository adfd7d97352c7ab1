//! dict: also the namespaces of modules, classes and instances.

mod table;

pub use table::same_str;

use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl crate::objects::Runtime {
    pub fn dict_update(&mut self, _dict: crate::heap::Ref, _other: crate::heap::Value) -> crate::objects::Res<()> {
        self.raise(crate::objects::Exc::NotImplementedError, "dict.update is not supported yet")
    }
}

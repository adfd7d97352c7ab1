//! The core's own types: object, type, functions, descriptors, exceptions, ….

use super::spec::{MethodDef, ModuleSpec, TypeSpec};

pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

//! str.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

/// State of the strings folder in a runtime: the intern table, cached one-character strings.
#[derive(Default)]
pub struct State {}

impl Runtime {
    pub fn new_str(&mut self, _s: &str) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "str is not supported yet")
    }

    pub fn intern(&mut self, s: &str) -> Res<Value> {
        self.new_str(s)
    }

    pub fn intern_value(&mut self, v: Value) -> Res<Value> {
        Ok(v)
    }

    pub fn str_to_string(&self, _v: Value) -> String {
        String::new()
    }

    pub fn str_code_points(&self, _v: Value) -> Vec<u32> {
        Vec::new()
    }

    pub fn str_from_code_points(&mut self, _cps: &[u32]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "str is not supported yet")
    }

    pub fn str_concat(&mut self, _a: Value, _b: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "str is not supported yet")
    }

    pub fn str_join(&mut self, _parts: &[Value]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "str is not supported yet")
    }

    pub fn str_hash(&self, _v: Value) -> i64 {
        0
    }

    pub fn str_eq(&self, a: Value, b: Value) -> bool {
        a == b
    }
}

//! int and bool.

use crate::heap::Value;
use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

impl Runtime {
    pub fn int(&mut self, n: i64) -> Res<Value> {
        match Value::small_int(n) {
            Some(v) => Ok(v),
            None => self.raise(Exc::NotImplementedError, "big int is not supported yet"),
        }
    }

    pub fn int_from_big(&mut self, _n: num_bigint::BigInt) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "big int is not supported yet")
    }

    pub fn to_big(&self, v: Value) -> num_bigint::BigInt {
        num_bigint::BigInt::from(v.as_small_int().unwrap_or(0))
    }

    pub fn as_index(&mut self, v: Value) -> Res<i64> {
        match v.as_small_int() {
            Some(n) => Ok(n),
            None => self.raise(Exc::NotImplementedError, "__index__ is not supported yet"),
        }
    }
}

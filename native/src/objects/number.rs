//! Operators.

use crate::heap::Value;
use crate::objects::spec::BinOp;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn binary(&mut self, _op: BinOp, _a: Value, _b: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "arithmetic is not supported yet")
    }

    pub fn inplace(&mut self, op: BinOp, a: Value, b: Value) -> Res<Value> {
        self.binary(op, a, b)
    }

    /// `pow(base, exp, modulus)`
    pub fn pow3(&mut self, _base: Value, _exp: Value, _modulus: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "pow is not supported yet")
    }

    pub fn neg(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "neg is not supported yet")
    }

    pub fn pos(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "pos is not supported yet")
    }

    pub fn abs(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "abs is not supported yet")
    }

    pub fn invert(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "invert is not supported yet")
    }
}

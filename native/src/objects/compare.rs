//! Comparison, hash and truth.

use crate::heap::Value;
use crate::objects::spec::CmpOp;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn compare(&mut self, _a: Value, _b: Value, _op: CmpOp) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "comparison is not supported yet")
    }

    /// Identity first, then `==`.
    pub fn eq(&mut self, a: Value, b: Value) -> Res<bool> {
        if a == b {
            return Ok(true);
        }
        let r = self.compare(a, b, CmpOp::Eq)?;
        self.truth(r)
    }

    pub fn hash(&mut self, _v: Value) -> Res<i64> {
        self.raise(Exc::NotImplementedError, "hashing is not supported yet")
    }

    pub fn truth(&mut self, v: Value) -> Res<bool> {
        match v.as_bool() {
            Some(b) => Ok(b),
            None => self.raise(Exc::NotImplementedError, "truth is not supported yet"),
        }
    }
}

//! repr, str, ascii, format.

use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn repr(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "repr is not supported yet")
    }

    pub fn str(&mut self, v: Value) -> Res<Value> {
        self.repr(v)
    }

    pub fn ascii(&mut self, v: Value) -> Res<Value> {
        self.repr(v)
    }

    pub fn repr_string(&mut self, v: Value) -> Res<String> {
        let r = self.repr(v)?;
        Ok(self.str_to_string(r))
    }

    /// `format(v, spec)`; `spec` is a str value.
    pub fn format(&mut self, _v: Value, _spec: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "format is not supported yet")
    }

    /// False when v's repr is being made already (then write `[...]` and do not call `repr_leave`).
    pub fn repr_enter(&mut self, v: Value) -> bool {
        if self.core.repr_stack.contains(&v) {
            return false;
        }
        self.core.repr_stack.push(v);
        true
    }

    pub fn repr_leave(&mut self, _v: Value) {
        self.core.repr_stack.pop();
    }
}

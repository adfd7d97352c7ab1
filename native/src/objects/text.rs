//! repr, str, ascii, format.

use super::{Res, Runtime};
use crate::heap::{Kind, Value};

impl Runtime {
    pub fn repr(&mut self, v: Value) -> Res<Value> {
        let Some(f) = self.slots_of(v).repr else {
            return self.new_str("<object>");
        };
        self.enter(" while getting the repr of an object")?;
        let result = f(self, v);
        self.leave();
        result
    }

    pub fn str(&mut self, v: Value) -> Res<Value> {
        if self.is_exact(v, self.types.str) {
            return Ok(v);
        }
        let Some(f) = self.slots_of(v).str else {
            return self.repr(v);
        };
        self.enter(" while getting the str of an object")?;
        let result = f(self, v);
        self.leave();
        result
    }

    pub fn ascii(&mut self, v: Value) -> Res<Value> {
        let text = self.repr(v)?;
        super::str::ops::escape_non_ascii(self, text)
    }

    pub fn repr_string(&mut self, v: Value) -> Res<String> {
        let r = self.repr(v)?;
        Ok(self.str_to_string(r))
    }

    /// `format(v, spec)`; `spec` is a str value.
    pub fn format(&mut self, v: Value, spec: Value) -> Res<Value> {
        if self.is_exact(v, self.types.str) && self.str_is_empty(spec) {
            return Ok(v);
        }
        let Some(r) = self.call_special(v, self.core.names.__format__, &[spec])? else {
            let name = self.type_name(v);
            return self.type_error(format!("Type {name} doesn't define __format__"));
        };
        if self.kind_of(r) == Some(Kind::Str) {
            return Ok(r);
        }
        let got = self.type_name(r);
        self.type_error(format!("__format__ must return a str, not {got}"))
    }

    fn str_is_empty(&self, v: Value) -> bool {
        self.heap.u32(v.obj(), crate::generated::layouts::o_str::LEN) == 0
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

//! Calls.

use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn call(&mut self, f: Value, args: &[Value]) -> Res<Value> {
        self.call_kw(f, args, &[])
    }

    /// Keyword names are interned strs.
    pub fn call_kw(&mut self, _f: Value, _pos: &[Value], _kw: &[(Value, Value)]) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "calling is not supported yet")
    }

    pub fn call_method(&mut self, v: Value, name: &str, args: &[Value]) -> Res<Value> {
        let f = self.get_attr_str(v, name)?;
        self.call(f, args)
    }

    /// Guards native recursion: RecursionError "maximum recursion depth exceeded" + `what`. Pairs with `leave`.
    pub fn enter(&mut self, what: &str) -> Res<()> {
        if self.core.depth >= 1000 {
            return self.raise(Exc::RecursionError, format!("maximum recursion depth exceeded{what}"));
        }
        self.core.depth += 1;
        Ok(())
    }

    pub fn leave(&mut self) {
        self.core.depth -= 1;
    }
}

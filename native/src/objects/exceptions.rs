//! Raising and the exception classes.

use crate::generated::layouts::ctx;
use crate::heap::Value;
use crate::objects::{Exc, Raised, Res, Runtime};

impl Runtime {
    pub fn raise_message(&mut self, _exc: Exc, _message: String) {}

    /// Raises an exception instance.
    pub fn raise_value<T>(&mut self, exc: Value) -> Res<T> {
        self.heap.set_ctx_value(ctx::EXC, exc);
        Err(Raised)
    }

    /// Raises `exc(*args)`.
    pub fn raise_args<T>(&mut self, exc: Exc, _args: &[Value]) -> Res<T> {
        self.raise(exc, "")
    }

    pub fn raise_key_error<T>(&mut self, key: Value) -> Res<T> {
        self.raise_args(Exc::KeyError, &[key])
    }

    pub fn raise_stop_iteration<T>(&mut self, value: Value) -> Res<T> {
        self.raise_args(Exc::StopIteration, &[value])
    }

    /// Is the pending exception an instance of `exc`?
    pub fn matches(&self, exc: Exc) -> bool {
        let class = self.class_of(self.heap.ctx_value(ctx::EXC));
        self.is_subclass(class, self.exceptions[exc as usize])
    }

    pub fn clear_exc(&mut self) {
        self.heap.set_ctx_value(ctx::EXC, Value::UNBOUND);
    }

    pub fn take_exc(&mut self) -> Value {
        let exc = self.heap.ctx_value(ctx::EXC);
        self.clear_exc();
        exc
    }
}

//! What `helpers` needs of the core and the core has not written yet: delete a method here when its own file has it.
#![allow(unused_variables)]

use super::{Exc, Res, Runtime};
use crate::heap::{Ref, Value};

impl Runtime {
    /// Cache words d e f g for GET_ATTR / LOAD_METHOD of `name` on an object like `v` (docs/INTERNALS.md), when it can be cached.
    pub fn attr_cache(&mut self, v: Value, name: Value, method: bool) -> Option<[u32; 4]> {
        None
    }

    /// SHAPE of an INSTANCE, else none: taken before a SET_ATTR for `set_attr_cache`.
    pub fn shape_of(&self, v: Value) -> Ref {
        Ref::NONE
    }

    /// Cache words for a SET_ATTR that has just been done.
    pub fn set_attr_cache(&mut self, v: Value, name: Value, before: Ref) -> Option<[u32; 4]> {
        None
    }

    /// (function, v) when `v.name` is a plain method, else (value, unbound).
    pub fn load_method(&mut self, v: Value, name: Value) -> Res<(Value, Value)> {
        Ok((self.get_attr(v, name)?, Value::UNBOUND))
    }

    /// As `load_method`, on the type only, for `with`: CPython's TypeError when `__enter__` or `__exit__` is missing.
    pub fn load_special(&mut self, v: Value, name: Value) -> Res<(Value, Value)> {
        let text = self.str_to_string(name);
        match self.lookup_special(v, &text)? {
            Some(f) => Ok((f, Value::UNBOUND)),
            None => {
                let class = self.type_name(v);
                let protocol = if text.starts_with("__a") {
                    "asynchronous context manager"
                } else {
                    "context manager"
                };
                let tail = if text.ends_with("exit__") {
                    format!(" (missed {text} method)")
                } else {
                    String::new()
                };
                self.type_error(format!(
                    "'{class}' object does not support the {protocol} protocol{tail}"
                ))
            }
        }
    }

    /// As CPython's `_PyObject_FunctionStr`: "mod.f()" for messages about a call.
    pub fn callable_name(&mut self, callee: Value) -> String {
        String::new()
    }

    pub fn prep_reraise_star(&mut self, original: Value, parts: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "except*")
    }

    /// ExceptionGroup("", [exc]) with exc's traceback (except* on a naked exception).
    pub fn wrap_in_group(&mut self, exc: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "except*")
    }

    /// Has `v` a `__next__`?
    pub fn is_iterator(&mut self, v: Value) -> bool {
        matches!(self.lookup_special(v, "__next__"), Ok(Some(_)))
    }

    /// Py_TPFLAGS_SEQUENCE / MAPPING, and the types that match themselves (`int(x)`).
    pub fn matches_sequence(&self, v: Value) -> bool {
        false
    }

    pub fn matches_mapping(&self, v: Value) -> bool {
        false
    }

    pub fn matches_self(&self, class: Ref) -> bool {
        false
    }

    pub fn is_callable(&self, v: Value) -> bool {
        false
    }

    pub fn new_bound_method(&mut self, f: Value, receiver: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "bound methods")
    }

    /// Function of a code object without defaults or closure; name, qualname and doc from the code, module from the globals.
    pub fn new_function(&mut self, code: Ref, globals: Ref) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "functions")
    }
}

//! What single instructions need beyond the general protocols: `with`, `match`, `except*`, names of callables.

use super::types::Pattern;
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_exception;
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// (function, v) when `v.name` is a plain method, else (value, unbound).
    pub fn load_method(&mut self, v: Value, name: Value) -> Res<(Value, Value)> {
        let class = self.class_of(v);
        let kind = self.kind_of(v);
        if !matches!(kind, Some(Kind::Type | Kind::Module | Kind::Super | Kind::BoundMethod))
            && !self.info(class).generic.get_attr
            && let Some(f) = self.lookup_type(class, name)
            && self.is_method_like(f)
            && self.instance_get(v, name).is_none()
        {
            return Ok((f, v));
        }
        Ok((self.get_attr(v, name)?, Value::UNBOUND))
    }

    /// As `load_method`, on the type only, for `with`: CPython's TypeError when `__enter__` or `__exit__` is missing.
    pub fn load_special(&mut self, v: Value, name: Value) -> Res<(Value, Value)> {
        let class = self.class_of(v);
        match self.lookup_type(class, name) {
            Some(f) if self.is_method_like(f) => Ok((f, v)),
            Some(f) => Ok((self.bind_descriptor(f, v, class)?, Value::UNBOUND)),
            None => {
                let (text, class) = (self.str_to_string(name), self.type_name(v));
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
        match self.try_callable_name(callee) {
            Ok(name) => name,
            Err(_) => {
                self.clear_exc();
                "function".into()
            }
        }
    }

    fn try_callable_name(&mut self, callee: Value) -> Res<String> {
        let Some(qualname) = self.find_attr(callee, self.core.names.__qualname__)? else {
            let text = self.str(callee)?;
            return Ok(self.str_to_string(text));
        };
        let qualname = self.str(qualname)?;
        let qualname = self.str_to_string(qualname);
        match self.find_attr(callee, self.core.names.__module__)? {
            Some(m) if self.kind_of(m) == Some(Kind::Str) && self.str_to_string(m) != "builtins" => {
                Ok(format!("{}.{qualname}()", self.str_to_string(m)))
            }
            _ => Ok(format!("{qualname}()")),
        }
    }

    pub fn prep_reraise_star(&mut self, original: Value, parts: Value) -> Res<Value> {
        let parts = self.items_of_list(parts);
        self.prepare_reraise_star(original, &parts)
    }

    /// ExceptionGroup("", [exc]) with exc's traceback (except* on a naked exception).
    pub fn wrap_in_group(&mut self, exc: Value) -> Res<Value> {
        let message = self.new_str("")?;
        let members = self.new_tuple(&[exc])?;
        let class = Value::object(self.exc_class(Exc::BaseExceptionGroup));
        let group = self.call(class, &[message, members])?;
        let traceback = self.heap.value(exc.obj(), o_exception::TRACEBACK);
        self.heap.set_value(group.obj(), o_exception::TRACEBACK, traceback);
        Ok(group)
    }

    /// Has `v` a `__next__`?
    pub fn is_iterator(&mut self, v: Value) -> bool {
        self.slots_of(v).next.is_some()
    }

    /// Py_TPFLAGS_SEQUENCE.
    pub fn matches_sequence(&self, v: Value) -> bool {
        match self.kind_of(v) {
            None => false,
            Some(kind) => self.pattern_of(self.class_of(v), kind) == Pattern::Sequence,
        }
    }

    /// Py_TPFLAGS_MAPPING.
    pub fn matches_mapping(&self, v: Value) -> bool {
        match self.kind_of(v) {
            None => false,
            Some(kind) => self.pattern_of(self.class_of(v), kind) == Pattern::Mapping,
        }
    }

    /// Patterns that instances match: what the first base that says so says, else what their kind does.
    pub(crate) fn pattern_of(&self, class: Ref, kind: Kind) -> Pattern {
        match (self.info(class).pattern, kind) {
            (Pattern::Neither, Kind::List | Kind::Tuple | Kind::Range | Kind::Memoryview) => Pattern::Sequence,
            (Pattern::Neither, Kind::Dict | Kind::MappingProxy) => Pattern::Mapping,
            (said, _) => said,
        }
    }

    /// Types whose pattern with one positional subpattern matches the subject itself (`int(x)`).
    pub fn matches_self(&self, class: Ref) -> bool {
        let t = self.types;
        let own = [
            t.bool,
            t.bytearray,
            t.bytes,
            t.dict,
            t.float,
            t.frozenset,
            t.int,
            t.list,
            t.set,
            t.str,
            t.tuple,
        ];
        self.info(class).mro.iter().any(|c| own.contains(c))
    }
}

//! Classes.

use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;
use crate::objects::spec::TypeSpec;

impl Runtime {
    pub fn class_of(&self, v: Value) -> Ref {
        match v.as_object() {
            Some(r) => self.heap.class(r),
            None if v.is_small_int() => self.types.int,
            None if v.is_float() => self.types.float,
            None if v.is_bool() => self.types.bool,
            None if v.is_none() => self.types.none,
            None if v == Value::ELLIPSIS => self.types.ellipsis,
            None => self.types.not_implemented,
        }
    }

    /// The class's name as error messages have it.
    pub fn type_name(&self, _v: Value) -> String {
        String::new()
    }

    pub fn class_name(&self, _class: Ref) -> String {
        String::new()
    }

    /// Is the class of v exactly `class`?
    pub fn is_exact(&self, v: Value, class: Ref) -> bool {
        self.class_of(v) == class
    }

    /// By the real MRO, without `__instancecheck__`.
    pub fn is_instance(&self, v: Value, class: Ref) -> bool {
        self.is_subclass(self.class_of(v), class)
    }

    pub fn is_subclass(&self, a: Ref, b: Ref) -> bool {
        a == b
    }

    /// `None` for what is no heap object.
    pub fn kind_of(&self, v: Value) -> Option<Kind> {
        v.as_object().map(|r| self.heap.kind(r))
    }

    /// The object behind v when it has this kind (subclasses included).
    pub fn object_of_kind(&self, v: Value, kind: Kind) -> Option<Ref> {
        v.as_object().filter(|&r| self.heap.kind(r) == kind)
    }

    /// The class made from a spec.
    pub fn class_of_spec(&self, _spec: &'static TypeSpec) -> Ref {
        Ref::NONE
    }
}

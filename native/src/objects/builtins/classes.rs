//! `isinstance` and `issubclass` with their hooks.

use crate::heap::{Kind, Value};
use crate::objects::{Res, Runtime};

pub fn is_instance(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    rt.isinstance(args[0], args[1]).map(Value::bool)
}

pub fn is_subclass(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    rt.issubclass(args[0], args[1]).map(Value::bool)
}

impl Runtime {
    /// `isinstance(v, class)`: tuples and `__instancecheck__` included.
    pub fn isinstance(&mut self, v: Value, class: Value) -> Res<bool> {
        if class.as_object() == Some(self.class_of(v)) {
            return Ok(true);
        }
        if class.is_object() && self.is_exact(class, self.types.type_) {
            return self.real_isinstance(v, class);
        }
        if self.kind_of(class) == Some(Kind::Tuple) {
            return self.any_class(class, |rt, class| rt.isinstance(v, class));
        }
        if let Some(check) = self.lookup_special(class, "__instancecheck__")? {
            let result = self.call(check, &[v])?;
            return self.truth(result);
        }
        self.real_isinstance(v, class)
    }

    /// What `type.__instancecheck__` does: the class itself or what `__class__` pretends.
    pub fn real_isinstance(&mut self, v: Value, class: Value) -> Res<bool> {
        let own = self.class_of(v);
        if self.kind_of(class) == Some(Kind::Type) {
            if self.is_subclass(own, class.obj()) {
                return Ok(true);
            }
            if !v.is_object() || self.kind_of(v) == Some(Kind::Type) {
                return Ok(false);
            }
            let pretended = self.get_attr_opt(v, "__class__")?;
            return Ok(match pretended {
                Some(c) if c != Value::object(own) && self.kind_of(c) == Some(Kind::Type) => {
                    self.is_subclass(c.obj(), class.obj())
                }
                _ => false,
            });
        }
        self.check_class(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
        match self.get_attr_opt(v, "__class__")? {
            Some(c) => self.abstract_issubclass(c, class),
            None => Ok(false),
        }
    }

    /// `issubclass(derived, class)`: tuples and `__subclasscheck__` included.
    pub fn issubclass(&mut self, derived: Value, class: Value) -> Res<bool> {
        if class.is_object() && self.is_exact(class, self.types.type_) {
            return derived_ok(self, derived, class);
        }
        if self.kind_of(class) == Some(Kind::Tuple) {
            return self.any_class(class, |rt, class| rt.issubclass(derived, class));
        }
        if let Some(check) = self.lookup_special(class, "__subclasscheck__")? {
            let result = self.call(check, &[derived])?;
            return self.truth(result);
        }
        derived_ok(self, derived, class)
    }

    /// What `type.__subclasscheck__` does.
    pub fn real_issubclass(&mut self, derived: Value, class: Value) -> Res<bool> {
        derived_ok(self, derived, class)
    }

    fn any_class(&mut self, classes: Value, f: impl Fn(&mut Runtime, Value) -> Res<bool>) -> Res<bool> {
        self.enter(" in __instancecheck__")?;
        let mut result = Ok(false);
        for i in 0..self.items_of_tuple(classes).len() {
            let class = self.items_of_tuple(classes)[i];
            result = f(self, class);
            if result != Ok(false) {
                break;
            }
        }
        self.leave();
        result
    }

    /// Is it a class, or has it `__bases__` as one?
    fn check_class(&mut self, class: Value, message: &str) -> Res<()> {
        if self.kind_of(class) == Some(Kind::Type) || self.bases_of(class)?.is_some() {
            return Ok(());
        }
        self.type_error(message)
    }

    fn bases_of(&mut self, class: Value) -> Res<Option<Value>> {
        let bases = self.get_attr_opt(class, "__bases__")?;
        Ok(bases.filter(|&b| self.kind_of(b) == Some(Kind::Tuple)))
    }

    /// By `__bases__`, for what is no real class.
    fn abstract_issubclass(&mut self, derived: Value, class: Value) -> Res<bool> {
        if derived == class {
            return Ok(true);
        }
        let Some(bases) = self.bases_of(derived)? else {
            return Ok(false);
        };
        let scope = self.scope();
        self.root(bases);
        let mut result = Ok(false);
        for i in 0..self.items_of_tuple(bases).len() {
            let base = self.items_of_tuple(bases)[i];
            result = self.abstract_issubclass(base, class);
            if result != Ok(false) {
                break;
            }
        }
        self.unscope(scope);
        result
    }
}

fn derived_ok(rt: &mut Runtime, derived: Value, class: Value) -> Res<bool> {
    if rt.kind_of(derived) == Some(Kind::Type) && rt.kind_of(class) == Some(Kind::Type) {
        return Ok(rt.is_subclass(derived.obj(), class.obj()));
    }
    rt.check_class(derived, "issubclass() arg 1 must be a class")?;
    rt.check_class(
        class,
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    )?;
    rt.abstract_issubclass(derived, class)
}

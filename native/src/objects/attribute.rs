//! Attribute access: the generic algorithm and its errors.

use super::{Exc, Res, Runtime};
use crate::generated::layouts::{o_bound_method, o_builtin};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// The interned form of an attribute name.
    pub fn attr_name(&mut self, name: Value) -> Res<Value> {
        if self.kind_of(name) == Some(Kind::Str) {
            return self.intern_value(name);
        }
        let got = self.type_name(name);
        self.type_error(format!("attribute name must be string, not '{got}'"))
    }

    /// `name` is an interned str.
    pub fn get_attr(&mut self, v: Value, name: Value) -> Res<Value> {
        let Some(get) = self.slots_of(v).get_attr else {
            return self.generic_get_attr(v, name);
        };
        let found = get(self, v, name.obj());
        if found.is_err() && self.matches(Exc::AttributeError) {
            self.complete_attribute_error(v, name);
        }
        found
    }

    pub fn get_attr_str(&mut self, v: Value, name: &str) -> Res<Value> {
        let name = self.intern(name)?;
        self.get_attr(v, name)
    }

    /// `None` instead of an AttributeError.
    pub fn get_attr_opt(&mut self, v: Value, name: &str) -> Res<Option<Value>> {
        let name = self.intern(name)?;
        self.find_attr(v, name)
    }

    pub fn find_attr(&mut self, v: Value, name: Value) -> Res<Option<Value>> {
        match self.get_attr(v, name) {
            Ok(x) => Ok(Some(x)),
            Err(e) if !self.matches(Exc::AttributeError) => Err(e),
            Err(_) => {
                self.clear_exc();
                Ok(None)
            }
        }
    }

    /// object.__getattribute__
    pub fn generic_get_attr(&mut self, v: Value, name: Value) -> Res<Value> {
        let class = self.class_of(v);
        let descriptor = self.lookup_type(class, name);
        if let Some(d) = descriptor
            && self.is_data_descriptor(d)
        {
            return self.bind_descriptor(d, v, class);
        }
        if let Some(x) = self.instance_get(v, name) {
            return Ok(x);
        }
        match descriptor {
            Some(d) => self.bind_descriptor(d, v, class),
            None => self.raise_no_attribute(v, name),
        }
    }

    pub fn raise_no_attribute<T>(&mut self, v: Value, name: Value) -> Res<T> {
        let (class, attr) = (self.type_name(v), self.str_to_string(name));
        self.raise_attribute_error(v, name, format!("'{class}' object has no attribute '{attr}'"))
    }

    pub fn raise_attribute_error<T>(&mut self, v: Value, name: Value, message: String) -> Res<T> {
        let message = self.new_str(&message)?;
        let exc = self.new_exception(self.exceptions[Exc::AttributeError as usize], &[message])?;
        self.set_exc_field(exc, 0, name);
        self.set_exc_field(exc, 1, v);
        self.raise_value(exc)
    }

    /// An AttributeError that the program raised while it was looking for `name` in `v` says so, unless it says something.
    pub fn complete_attribute_error(&mut self, v: Value, name: Value) {
        let exc = self.heap.ctx_value(crate::generated::layouts::ctx::EXC);
        if !self.names_attribute(exc) {
            self.set_exc_field(exc, 0, name);
            self.set_exc_field(exc, 1, v);
        }
    }

    /// Does an AttributeError say what it is about?
    pub fn names_attribute(&self, exc: Value) -> bool {
        [0, 1].iter().any(|&i| !self.exc_field(exc, i).is_none())
    }

    pub fn set_attr(&mut self, v: Value, name: Value, value: Value) -> Res<()> {
        match self.slots_of(v).set_attr {
            Some(f) => f(self, v, name.obj(), Some(value)),
            None => self.generic_set_attr(v, name, Some(value)),
        }
    }

    pub fn set_attr_str(&mut self, v: Value, name: &str, value: Value) -> Res<()> {
        let name = self.intern(name)?;
        self.set_attr(v, name, value)
    }

    pub fn del_attr(&mut self, v: Value, name: Value) -> Res<()> {
        match self.slots_of(v).set_attr {
            Some(f) => f(self, v, name.obj(), None),
            None => self.generic_set_attr(v, name, None),
        }
    }

    /// object.__setattr__ and object.__delattr__
    pub fn generic_set_attr(&mut self, v: Value, name: Value, value: Option<Value>) -> Res<()> {
        let class = self.class_of(v);
        let descriptor = self.lookup_type(class, name);
        if let Some(d) = descriptor
            && let Some(set) = self.slots_of(d).descr_set
        {
            return set(self, d, v, value);
        }
        let done = match value {
            Some(x) => self.instance_set(v, name, x)?,
            None => self.instance_del(v, name)?,
        };
        if done {
            return Ok(());
        }
        if descriptor.is_some() && !self.info(class).has_dict {
            let (class, attr) = (self.class_name(class), self.str_to_string(name));
            return self.raise_attribute_error(v, name, format!("'{class}' object attribute '{attr}' is read-only"));
        }
        if value.is_none() && self.info(class).has_dict && self.kind_of(v) == Some(Kind::Instance) {
            let attr = self.str_to_string(name);
            let class = self.class_name(class);
            return self.raise_attribute_error(v, name, format!("'{class}' object has no attribute '{attr}'"));
        }
        self.raise_no_attribute(v, name)
    }

    /// The special method `name` of v's class, bound to v.
    pub fn lookup_special(&mut self, v: Value, name: &str) -> Res<Option<Value>> {
        let name = self.intern(name)?;
        let class = self.class_of(v);
        match self.lookup_type(class, name) {
            None => Ok(None),
            Some(f) => self.bind_descriptor(f, v, class).map(Some),
        }
    }

    /// A class attribute that is read whatever the instance's dict has. One that can only be set hides nothing.
    pub(crate) fn is_data_descriptor(&self, d: Value) -> bool {
        match self.kind_of(d) {
            None | Some(Kind::Function | Kind::Builtin) => false,
            _ => {
                let slots = self.slots_of(d);
                slots.descr_set.is_some() && slots.descr_get.is_some()
            }
        }
    }

    /// A function that gets the instance it is looked up on as its first argument.
    pub fn is_method_like(&self, f: Value) -> bool {
        match self.kind_of(f) {
            Some(Kind::Function) => true,
            Some(Kind::Builtin) => {
                let class = self.heap.class(f.obj());
                class == self.types.method_descriptor || class == self.types.wrapper_descriptor
            }
            _ => false,
        }
    }

    /// What class attribute `d` is on instance v of class `owner`.
    pub fn bind_descriptor(&mut self, d: Value, v: Value, owner: Ref) -> Res<Value> {
        match self.kind_of(d) {
            None => Ok(d),
            Some(Kind::Function) => self.new_bound_method(d, v),
            Some(Kind::Builtin) => self.bind_builtin(d, v, owner),
            _ => match self.slots_of(d).descr_get {
                Some(get) => get(self, d, v, Value::object(owner)),
                None => Ok(d),
            },
        }
    }

    /// What class attribute `d` is on the class itself.
    pub fn bind_on_class(&mut self, d: Value, class: Ref) -> Res<Value> {
        match self.kind_of(d) {
            None | Some(Kind::Function) => Ok(d),
            Some(Kind::Builtin) => {
                if self.heap.class(d.obj()) == self.types.classmethod_descriptor {
                    return self.bind_builtin(d, Value::NONE, class);
                }
                Ok(d)
            }
            _ => match self.slots_of(d).descr_get {
                Some(get) => get(self, d, Value::NONE, Value::object(class)),
                None => Ok(d),
            },
        }
    }

    pub fn new_bound_method(&mut self, f: Value, v: Value) -> Res<Value> {
        let r = self.alloc(Kind::BoundMethod, self.types.method, o_bound_method::SIZE as usize)?;
        self.heap.set_value(r, o_bound_method::FUNC, f);
        self.heap.set_value(r, o_bound_method::SELF, v);
        Ok(Value::object(r))
    }

    fn bind_builtin(&mut self, d: Value, v: Value, owner: Ref) -> Res<Value> {
        let class = self.heap.class(d.obj());
        let (receiver, bound_class) = if class == self.types.method_descriptor {
            (v, self.types.builtin)
        } else if class == self.types.wrapper_descriptor {
            (v, self.types.method_wrapper)
        } else if class == self.types.classmethod_descriptor {
            (Value::object(owner), self.types.builtin)
        } else {
            return Ok(d);
        };
        let r = self.alloc(Kind::Builtin, bound_class, o_builtin::SIZE as usize)?;
        for offset in [
            o_builtin::FN,
            o_builtin::NAME,
            o_builtin::OWNER,
            o_builtin::HOST,
            o_builtin::MODULE,
        ] {
            self.heap.set_u32(r, offset, self.heap.u32(d.obj(), offset));
        }
        self.heap.set_value(r, o_builtin::SELF, receiver);
        Ok(Value::object(r))
    }

    /// object.__getattribute__ of a class: its own attributes and its metaclass's.
    pub fn type_get_attr(&mut self, class: Ref, name: Value) -> Res<Value> {
        let v = Value::object(class);
        let meta = self.heap.class(class);
        let descriptor = self.lookup_type(meta, name);
        if let Some(d) = descriptor
            && self.is_data_descriptor(d)
        {
            return self.bind_descriptor(d, v, meta);
        }
        if let Some(x) = self.lookup_type(class, name) {
            return self.bind_on_class(x, class);
        }
        if let Some(d) = descriptor {
            return self.bind_descriptor(d, v, meta);
        }
        let (class, attr) = (self.class_name(class), self.str_to_string(name));
        self.raise_attribute_error(v, name, format!("type object '{class}' has no attribute '{attr}'"))
    }
}

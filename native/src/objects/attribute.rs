//! Attribute access.

use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    /// `name` is an interned str.
    pub fn get_attr(&mut self, _v: Value, _name: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "attribute access is not supported yet")
    }

    pub fn get_attr_str(&mut self, v: Value, name: &str) -> Res<Value> {
        let name = self.intern(name)?;
        self.get_attr(v, name)
    }

    /// `None` instead of an AttributeError.
    pub fn get_attr_opt(&mut self, v: Value, name: &str) -> Res<Option<Value>> {
        match self.get_attr_str(v, name) {
            Ok(x) => Ok(Some(x)),
            Err(e) if !self.matches(Exc::AttributeError) => Err(e),
            Err(_) => {
                self.clear_exc();
                Ok(None)
            }
        }
    }

    pub fn set_attr(&mut self, _v: Value, _name: Value, _value: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "attribute assignment is not supported yet")
    }

    pub fn set_attr_str(&mut self, v: Value, name: &str, value: Value) -> Res<()> {
        let name = self.intern(name)?;
        self.set_attr(v, name, value)
    }

    pub fn del_attr(&mut self, _v: Value, _name: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "attribute deletion is not supported yet")
    }

    /// The special method `name` of v's class, bound to v.
    pub fn lookup_special(&mut self, _v: Value, _name: &str) -> Res<Option<Value>> {
        Ok(None)
    }
}

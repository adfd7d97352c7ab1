//! Comparison, hash and truth.

use super::spec::CmpOp;
use super::{Exc, Res, Runtime};
use crate::heap::{Kind, Value};

const SYMBOLS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];

pub fn swapped(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        same => same,
    }
}

impl Runtime {
    pub fn compare(&mut self, a: Value, b: Value, op: CmpOp) -> Res<Value> {
        if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
            return Ok(Value::bool(ordered(op, x, y)));
        }
        if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
            return Ok(Value::bool(ordered(op, x, y)));
        }
        let nested = a.is_object() || b.is_object();
        if nested {
            self.enter(" in comparison")?;
        }
        let result = self.compare_slots(a, b, op);
        if nested {
            self.leave();
        }
        result
    }

    fn compare_slots(&mut self, a: Value, b: Value, op: CmpOp) -> Res<Value> {
        let (ca, cb) = (self.class_of(a), self.class_of(b));
        let (fa, fb) = (self.info(ca).slots.compare, self.info(cb).slots.compare);
        let mut reflected_done = false;
        if ca != cb
            && self.is_subclass(cb, ca)
            && let Some(f) = fb
        {
            reflected_done = true;
            let r = f(self, b, a, swapped(op))?;
            if r != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        if let Some(f) = fa {
            let r = f(self, a, b, op)?;
            if r != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        if !reflected_done && let Some(f) = fb {
            let r = f(self, b, a, swapped(op))?;
            if r != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        match op {
            CmpOp::Eq => Ok(Value::bool(a == b)),
            CmpOp::Ne => Ok(Value::bool(a != b)),
            _ => {
                let (x, y, symbol) = (self.type_name(a), self.type_name(b), SYMBOLS[op as usize]);
                self.type_error(format!("'{symbol}' not supported between instances of '{x}' and '{y}'"))
            }
        }
    }

    /// Comparison as a truth value.
    pub fn compare_bool(&mut self, a: Value, b: Value, op: CmpOp) -> Res<bool> {
        let r = self.compare(a, b, op)?;
        self.truth(r)
    }

    /// Identity first, then `==`.
    pub fn eq(&mut self, a: Value, b: Value) -> Res<bool> {
        // Two floats with equal bits may be one NaN: identity counts here, as in containers.
        if a == b {
            return Ok(true);
        }
        self.compare_bool(a, b, CmpOp::Eq)
    }

    pub fn hash(&mut self, v: Value) -> Res<i64> {
        let slots = self.slots_of(v);
        match slots.hash {
            Some(f) if !slots.unhashable => f(self, v),
            _ => {
                let name = self.type_name(v);
                self.type_error(format!("unhashable type: '{name}'"))
            }
        }
    }

    pub fn truth(&mut self, v: Value) -> Res<bool> {
        match v.as_bool() {
            Some(b) => return Ok(b),
            None if v.is_none() => return Ok(false),
            None => {}
        }
        if let Some(n) = v.as_small_int() {
            return Ok(n != 0);
        }
        if let Some(x) = v.as_float() {
            return Ok(x != 0.0);
        }
        let slots = self.slots_of(v);
        match (slots.truth, slots.len) {
            (Some(f), _) => f(self, v),
            (None, Some(f)) => Ok(f(self, v)? != 0),
            (None, None) => Ok(true),
        }
    }

    /// `isinstance(v, class)` with classes, tuples, unions and `__instancecheck__`.
    pub fn isinstance(&mut self, v: Value, class: Value) -> Res<bool> {
        if Value::object(self.class_of(v)) == class {
            return Ok(true);
        }
        if self.is_type(class) && self.heap.class(class.obj()) == self.types.type_ {
            return self.real_is_instance(v, class);
        }
        if self.kind_of(class) == Some(Kind::Tuple) {
            self.enter(" in __instancecheck__")?;
            let mut result = Ok(false);
            for c in self.items_of_tuple(class).to_vec() {
                result = self.isinstance(v, c);
                if result != Ok(false) {
                    break;
                }
            }
            self.leave();
            return result;
        }
        self.enter(" in __instancecheck__")?;
        let checked = self.call_special(class, self.core.names.__instancecheck__, &[v]);
        self.leave();
        match checked? {
            Some(r) => self.truth(r),
            None => self.real_is_instance(v, class),
        }
    }

    pub fn issubclass(&mut self, sub: Value, class: Value) -> Res<bool> {
        if self.is_type(class) && self.heap.class(class.obj()) == self.types.type_ {
            return if sub == class { Ok(true) } else { self.real_is_subclass(sub, class) };
        }
        if self.kind_of(class) == Some(Kind::Tuple) {
            self.enter(" in __subclasscheck__")?;
            let mut result = Ok(false);
            for c in self.items_of_tuple(class).to_vec() {
                result = self.issubclass(sub, c);
                if result != Ok(false) {
                    break;
                }
            }
            self.leave();
            return result;
        }
        self.enter(" in __subclasscheck__")?;
        let checked = self.call_special(class, self.core.names.__subclasscheck__, &[sub]);
        self.leave();
        match checked? {
            Some(r) => self.truth(r),
            None => self.real_is_subclass(sub, class),
        }
    }

    /// `type.__instancecheck__`, and objects that only have `__bases__`.
    pub(crate) fn real_is_instance(&mut self, v: Value, class: Value) -> Res<bool> {
        if self.is_type(class) {
            if self.is_instance(v, class.obj()) {
                return Ok(true);
            }
            // A proxy may say that it is of another class.
            let real = self.class_of(v);
            if !self.info(real).heap_type {
                return Ok(false);
            }
            return match self.find_attr(v, self.core.names.__class__)? {
                Some(c) if self.is_type(c) && c.obj() != real => Ok(self.is_subclass(c.obj(), class.obj())),
                _ => Ok(false),
            };
        }
        if self.abstract_bases(class)?.is_none() {
            return self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
        }
        match self.find_attr(v, self.core.names.__class__)? {
            Some(c) => self.abstract_is_subclass(c, class),
            None => Ok(false),
        }
    }

    pub(crate) fn real_is_subclass(&mut self, sub: Value, class: Value) -> Res<bool> {
        if self.is_type(sub) && self.is_type(class) {
            return Ok(self.is_subclass(sub.obj(), class.obj()));
        }
        if self.abstract_bases(sub)?.is_none() {
            return self.type_error("issubclass() arg 1 must be a class");
        }
        if self.abstract_bases(class)?.is_none() {
            return self.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union");
        }
        self.abstract_is_subclass(sub, class)
    }

    fn abstract_bases(&mut self, class: Value) -> Res<Option<Vec<Value>>> {
        match self.find_attr(class, self.core.names.__bases__)? {
            Some(b) if self.kind_of(b) == Some(Kind::Tuple) => Ok(Some(self.items_of_tuple(b).to_vec())),
            _ => Ok(None),
        }
    }

    fn abstract_is_subclass(&mut self, sub: Value, class: Value) -> Res<bool> {
        if sub == class {
            return Ok(true);
        }
        for base in self.abstract_bases(sub)?.unwrap_or_default() {
            if self.abstract_is_subclass(base, class)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The check of `except class`: TypeError for what catches nothing.
    pub fn check_except_class(&mut self, class: Value) -> Res<()> {
        let valid = |rt: &Runtime, c: Value| rt.is_exception_class(c);
        let ok = match self.kind_of(class) {
            Some(Kind::Tuple) => self.items_of_tuple(class).iter().all(|&c| valid(self, c)),
            _ => valid(self, class),
        };
        if ok {
            return Ok(());
        }
        self.raise(Exc::TypeError, "catching classes that do not inherit from BaseException is not allowed")
    }
}

fn ordered<T: PartialOrd>(op: CmpOp, a: T, b: T) -> bool {
    match op {
        CmpOp::Lt => a < b,
        CmpOp::Le => a <= b,
        CmpOp::Eq => a == b,
        CmpOp::Ne => a != b,
        CmpOp::Gt => a > b,
        CmpOp::Ge => a >= b,
    }
}

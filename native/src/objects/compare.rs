//! Comparison, hash and truth.

use super::spec::CmpOp;
use super::{Res, Runtime};
use crate::heap::Value;

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
            return Ok(Value::bool(op.holds(x, y)));
        }
        if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
            return Ok(Value::bool(op.holds(x, y)));
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
}

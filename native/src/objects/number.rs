//! Operators: which operand's method is asked, in which order, and what a failure says.

use super::spec::{BinOp, Slots, UnaryFn};
use super::{Res, Runtime};
use crate::heap::{Kind, Value};

const SYMBOLS: [&str; 13] = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "** or pow()",
    "<<",
    ">>",
    "&",
    "|",
    "^",
    "@",
];
const INPLACE_SYMBOLS: [&str; 13] = [
    "+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@=",
];

impl Runtime {
    /// CPython's binary_op1: number slots only.
    fn binary_slots(&mut self, op: BinOp, a: Value, b: Value) -> Res<Value> {
        let (ca, cb) = (self.class_of(a), self.class_of(b));
        let fa = self.info(ca).slots.binary[op as usize];
        let mut fb = if ca == cb {
            None
        } else {
            self.info(cb).slots.binary[op as usize]
        };
        if let (Some(f), Some(g)) = (fa, fb)
            && std::ptr::fn_addr_eq(f, g)
        {
            fb = None;
        }
        if let Some(f) = fa {
            if let Some(g) = fb
                && self.is_subclass(cb, ca)
            {
                let r = g(self, a, b)?;
                if r != Value::NOT_IMPLEMENTED {
                    return Ok(r);
                }
                fb = None;
            }
            let r = f(self, a, b)?;
            if r != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        match fb {
            Some(g) => g(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// Both exactly strs: the commonest operands of `+` beside numbers need no dispatch.
    fn are_strs(&self, a: Value, b: Value) -> bool {
        self.is_exact(a, self.types.str) && self.is_exact(b, self.types.str)
    }

    pub fn binary(&mut self, op: BinOp, a: Value, b: Value) -> Res<Value> {
        if op == BinOp::Add && self.are_strs(a, b) {
            return self.str_concat(a, b);
        }
        let r = self.binary_slots(op, a, b)?;
        if r != Value::NOT_IMPLEMENTED {
            return Ok(r);
        }
        if let Some(r) = self.sequence_op(op, a, b)? {
            return Ok(r);
        }
        self.unsupported(SYMBOLS[op as usize], a, b)
    }

    /// The error of an operator that both operands refuse.
    pub fn refused<T>(&mut self, op: BinOp, inplace: bool, a: Value, b: Value) -> Res<T> {
        let symbols = if inplace { INPLACE_SYMBOLS } else { SYMBOLS };
        self.unsupported(symbols[op as usize], a, b)
    }

    fn unsupported<T>(&mut self, symbol: &str, a: Value, b: Value) -> Res<T> {
        let (x, y) = (self.type_name(a), self.type_name(b));
        // As CPython: the hint for Python 2's print statement.
        let hint = symbol == ">>"
            && self.kind_of(a) == Some(Kind::Builtin)
            && self
                .get_attr_opt(a, "__name__")?
                .is_some_and(|n| self.str_to_string(n) == "print");
        if hint {
            return self.type_error(format!(
                "unsupported operand type(s) for {symbol}: '{x}' and '{y}'. Did you mean \"print(<message>, file=<output_stream>)\"?"
            ));
        }
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'"))
    }

    /// `+` and `*` of sequences, after the number slots.
    fn sequence_op(&mut self, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
        match op {
            BinOp::Add => match self.slots_of(a).concat {
                Some(f) => f(self, a, b).map(Some),
                None => Ok(None),
            },
            BinOp::Mul => {
                if let Some(f) = self.slots_of(a).repeat {
                    self.check_count(b)?;
                    return f(self, a, b).map(Some);
                }
                if let Some(f) = self.slots_of(b).repeat {
                    self.check_count(a)?;
                    return f(self, b, a).map(Some);
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn check_count(&mut self, n: Value) -> Res<()> {
        if n.is_small_int() || n.is_bool() || self.slots_of(n).index.is_some() {
            return Ok(());
        }
        let name = self.type_name(n);
        self.type_error(format!("can't multiply sequence by non-int of type '{name}'"))
    }

    pub fn inplace(&mut self, op: BinOp, a: Value, b: Value) -> Res<Value> {
        if op == BinOp::Add && self.are_strs(a, b) {
            return self.str_concat(a, b);
        }
        if let Some(f) = self.slots_of(a).inplace[op as usize] {
            let r = f(self, a, b)?;
            if r != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        let r = self.binary_slots(op, a, b)?;
        if r != Value::NOT_IMPLEMENTED {
            return Ok(r);
        }
        let slots = self.slots_of(a);
        match op {
            BinOp::Add => {
                if let Some(f) = slots.inplace_concat {
                    return f(self, a, b);
                }
            }
            BinOp::Mul => {
                if let Some(f) = slots.inplace_repeat {
                    self.check_count(b)?;
                    return f(self, a, b);
                }
            }
            _ => {}
        }
        if let Some(r) = self.sequence_op(op, a, b)? {
            return Ok(r);
        }
        self.unsupported(INPLACE_SYMBOLS[op as usize], a, b)
    }

    /// `pow(base, exp, modulus)`
    pub fn pow3(&mut self, base: Value, exp: Value, modulus: Value) -> Res<Value> {
        if modulus.is_none() {
            return self.binary(BinOp::Pow, base, exp);
        }
        // `__pow__` in Python takes the modulus too.
        if self.info(self.class_of(base)).generic.binary[BinOp::Pow as usize] {
            let name = self.intern("__pow__")?;
            if let Some(r) = self.call_special(base, name, &[exp, modulus])?
                && r != Value::NOT_IMPLEMENTED
            {
                return Ok(r);
            }
        }
        let mut tried = Vec::new();
        for v in [base, exp, modulus] {
            if let Some(f) = self.slots_of(v).pow3
                && !tried.contains(&(f as usize))
            {
                tried.push(f as usize);
                let r = f(self, base, exp, modulus)?;
                if r != Value::NOT_IMPLEMENTED {
                    return Ok(r);
                }
            }
        }
        let [x, y, z] = [base, exp, modulus].map(|v| self.type_name(v));
        self.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{x}', '{y}', '{z}'"
        ))
    }

    fn unary(&mut self, v: Value, pick: fn(&Slots) -> Option<UnaryFn>, message: &str) -> Res<Value> {
        match pick(self.slots_of(v)) {
            Some(f) => f(self, v),
            None => {
                let name = self.type_name(v);
                self.type_error(format!("{message}: '{name}'"))
            }
        }
    }

    pub fn neg(&mut self, v: Value) -> Res<Value> {
        self.unary(v, |s| s.neg, "bad operand type for unary -")
    }

    pub fn pos(&mut self, v: Value) -> Res<Value> {
        self.unary(v, |s| s.pos, "bad operand type for unary +")
    }

    pub fn abs(&mut self, v: Value) -> Res<Value> {
        self.unary(v, |s| s.abs, "bad operand type for abs()")
    }

    pub fn invert(&mut self, v: Value) -> Res<Value> {
        self.unary(v, |s| s.invert, "bad operand type for unary ~")
    }
}

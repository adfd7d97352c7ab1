//! The special methods that stand for slots: their names, and native callables (`list.__len__`) made from slots.

use crate::heap::{Ref, Value};
use crate::objects::spec::{Args, BinOp, CmpOp, Slots};
use crate::objects::{Exc, Res, Runtime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrap {
    Repr,
    Str,
    Hash,
    Cmp(CmpOp),
    Truth,
    Len,
    GetItem,
    SetItem,
    DelItem,
    Contains,
    Iter,
    Next,
    Binary(BinOp),
    RBinary(BinOp),
    Inplace(BinOp),
    Concat,
    Repeat,
    RRepeat,
    IConcat,
    IRepeat,
    Neg,
    Pos,
    Abs,
    Invert,
    Int,
    Float,
    Index,
    Call,
    Init,
    GetAttribute,
    /// `__getattr__`: never native.
    GetAttr,
    SetAttr,
    DelAttr,
    DescrGet,
    DescrSet,
    DescrDelete,
    New,
}

use BinOp::*;

/// Name and meaning; a name stands in more than one row where a number slot and a sequence slot share it.
pub const DUNDERS: &[(&str, Wrap)] = &[
    ("__repr__", Wrap::Repr),
    ("__str__", Wrap::Str),
    ("__hash__", Wrap::Hash),
    ("__lt__", Wrap::Cmp(CmpOp::Lt)),
    ("__le__", Wrap::Cmp(CmpOp::Le)),
    ("__eq__", Wrap::Cmp(CmpOp::Eq)),
    ("__ne__", Wrap::Cmp(CmpOp::Ne)),
    ("__gt__", Wrap::Cmp(CmpOp::Gt)),
    ("__ge__", Wrap::Cmp(CmpOp::Ge)),
    ("__bool__", Wrap::Truth),
    ("__len__", Wrap::Len),
    ("__getitem__", Wrap::GetItem),
    ("__setitem__", Wrap::SetItem),
    ("__delitem__", Wrap::DelItem),
    ("__contains__", Wrap::Contains),
    ("__iter__", Wrap::Iter),
    ("__next__", Wrap::Next),
    ("__add__", Wrap::Binary(Add)),
    ("__radd__", Wrap::RBinary(Add)),
    ("__sub__", Wrap::Binary(Sub)),
    ("__rsub__", Wrap::RBinary(Sub)),
    ("__mul__", Wrap::Binary(Mul)),
    ("__rmul__", Wrap::RBinary(Mul)),
    ("__truediv__", Wrap::Binary(TrueDiv)),
    ("__rtruediv__", Wrap::RBinary(TrueDiv)),
    ("__floordiv__", Wrap::Binary(FloorDiv)),
    ("__rfloordiv__", Wrap::RBinary(FloorDiv)),
    ("__mod__", Wrap::Binary(Mod)),
    ("__rmod__", Wrap::RBinary(Mod)),
    ("__pow__", Wrap::Binary(Pow)),
    ("__rpow__", Wrap::RBinary(Pow)),
    ("__lshift__", Wrap::Binary(LShift)),
    ("__rlshift__", Wrap::RBinary(LShift)),
    ("__rshift__", Wrap::Binary(RShift)),
    ("__rrshift__", Wrap::RBinary(RShift)),
    ("__and__", Wrap::Binary(And)),
    ("__rand__", Wrap::RBinary(And)),
    ("__or__", Wrap::Binary(Or)),
    ("__ror__", Wrap::RBinary(Or)),
    ("__xor__", Wrap::Binary(Xor)),
    ("__rxor__", Wrap::RBinary(Xor)),
    ("__matmul__", Wrap::Binary(MatMul)),
    ("__rmatmul__", Wrap::RBinary(MatMul)),
    ("__iadd__", Wrap::Inplace(Add)),
    ("__isub__", Wrap::Inplace(Sub)),
    ("__imul__", Wrap::Inplace(Mul)),
    ("__itruediv__", Wrap::Inplace(TrueDiv)),
    ("__ifloordiv__", Wrap::Inplace(FloorDiv)),
    ("__imod__", Wrap::Inplace(Mod)),
    ("__ipow__", Wrap::Inplace(Pow)),
    ("__ilshift__", Wrap::Inplace(LShift)),
    ("__irshift__", Wrap::Inplace(RShift)),
    ("__iand__", Wrap::Inplace(And)),
    ("__ior__", Wrap::Inplace(Or)),
    ("__ixor__", Wrap::Inplace(Xor)),
    ("__imatmul__", Wrap::Inplace(MatMul)),
    ("__add__", Wrap::Concat),
    ("__mul__", Wrap::Repeat),
    ("__rmul__", Wrap::RRepeat),
    ("__iadd__", Wrap::IConcat),
    ("__imul__", Wrap::IRepeat),
    ("__neg__", Wrap::Neg),
    ("__pos__", Wrap::Pos),
    ("__abs__", Wrap::Abs),
    ("__invert__", Wrap::Invert),
    ("__int__", Wrap::Int),
    ("__float__", Wrap::Float),
    ("__index__", Wrap::Index),
    ("__call__", Wrap::Call),
    ("__init__", Wrap::Init),
    ("__getattribute__", Wrap::GetAttribute),
    ("__getattr__", Wrap::GetAttr),
    ("__setattr__", Wrap::SetAttr),
    ("__delattr__", Wrap::DelAttr),
    ("__get__", Wrap::DescrGet),
    ("__set__", Wrap::DescrSet),
    ("__delete__", Wrap::DescrDelete),
    ("__new__", Wrap::New),
];

/// The first row of a name.
pub fn by_name(rt: &Runtime, name: Value) -> Option<Wrap> {
    let text = rt.str_to_string(name);
    if !text.starts_with("__") {
        return None;
    }
    DUNDERS.iter().find(|(n, _)| *n == text).map(|(_, w)| *w)
}

/// Name of an operator's method: `binary_name(Add, "__r")` is `__radd__`.
pub const BINARY_NAMES: [(&str, &str, &str); 13] = [
    ("__add__", "__radd__", "__iadd__"),
    ("__sub__", "__rsub__", "__isub__"),
    ("__mul__", "__rmul__", "__imul__"),
    ("__truediv__", "__rtruediv__", "__itruediv__"),
    ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
    ("__mod__", "__rmod__", "__imod__"),
    ("__pow__", "__rpow__", "__ipow__"),
    ("__lshift__", "__rlshift__", "__ilshift__"),
    ("__rshift__", "__rrshift__", "__irshift__"),
    ("__and__", "__rand__", "__iand__"),
    ("__or__", "__ror__", "__ior__"),
    ("__xor__", "__rxor__", "__ixor__"),
    ("__matmul__", "__rmatmul__", "__imatmul__"),
];

pub const CMP_NAMES: [&str; 6] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

impl Wrap {
    /// Do these slots give this method?
    pub fn present(self, s: &Slots) -> bool {
        match self {
            Wrap::Repr => s.repr.is_some(),
            Wrap::Str => s.str.is_some(),
            Wrap::Hash => s.hash.is_some(),
            Wrap::Cmp(_) => s.compare.is_some(),
            Wrap::Truth => s.truth.is_some(),
            Wrap::Len => s.len.is_some(),
            Wrap::GetItem => s.get_item.is_some(),
            Wrap::SetItem | Wrap::DelItem => s.set_item.is_some(),
            Wrap::Contains => s.contains.is_some(),
            Wrap::Iter => s.iter.is_some(),
            Wrap::Next => s.next.is_some(),
            Wrap::Binary(op) | Wrap::RBinary(op) => s.binary[op as usize].is_some(),
            Wrap::Inplace(op) => s.inplace[op as usize].is_some(),
            Wrap::Concat => s.concat.is_some(),
            Wrap::Repeat | Wrap::RRepeat => s.repeat.is_some(),
            Wrap::IConcat => s.inplace_concat.is_some(),
            Wrap::IRepeat => s.inplace_repeat.is_some(),
            Wrap::Neg => s.neg.is_some(),
            Wrap::Pos => s.pos.is_some(),
            Wrap::Abs => s.abs.is_some(),
            Wrap::Invert => s.invert.is_some(),
            Wrap::Int => s.int.is_some(),
            Wrap::Float => s.float.is_some(),
            Wrap::Index => s.index.is_some(),
            Wrap::Call => s.call.is_some(),
            Wrap::Init => s.init.is_some(),
            Wrap::GetAttribute => s.get_attr.is_some(),
            Wrap::GetAttr => false,
            Wrap::SetAttr | Wrap::DelAttr => s.set_attr.is_some(),
            Wrap::DescrGet => s.descr_get.is_some(),
            Wrap::DescrSet | Wrap::DescrDelete => s.descr_set.is_some(),
            Wrap::New => s.new.is_some(),
        }
    }

    /// Arguments after the receiver, (least, most); `None`: any.
    fn arity(self) -> Option<(usize, usize)> {
        match self {
            Wrap::Call | Wrap::Init | Wrap::New => None,
            Wrap::Cmp(_) | Wrap::GetItem | Wrap::DelItem | Wrap::Contains => Some((1, 1)),
            Wrap::Binary(Pow) | Wrap::RBinary(Pow) => Some((1, 2)),
            Wrap::Binary(_) | Wrap::RBinary(_) | Wrap::Inplace(_) => Some((1, 1)),
            Wrap::Concat | Wrap::Repeat | Wrap::RRepeat | Wrap::IConcat | Wrap::IRepeat => Some((1, 1)),
            Wrap::GetAttribute | Wrap::GetAttr | Wrap::DelAttr | Wrap::DescrDelete => Some((1, 1)),
            Wrap::SetItem | Wrap::SetAttr | Wrap::DescrSet => Some((2, 2)),
            Wrap::DescrGet => Some((1, 2)),
            _ => Some((0, 0)),
        }
    }
}

/// The slots that `owner` itself defines.
fn own_slots(rt: &Runtime, owner: Ref) -> Slots {
    rt.info(owner).spec.map_or(Slots::NONE, |s| s.slots)
}

impl Runtime {
    /// Calls a slot wrapper: args.pos[0] is the receiver, which is known to be an instance of `owner`.
    pub(crate) fn call_wrapper(&mut self, owner: Ref, wrap: Wrap, args: &Args<'_>) -> Res<Value> {
        let s = own_slots(self, owner);
        let (v, rest) = (args.pos[0], &args.pos[1..]);
        if let Some((min, max)) = wrap.arity() {
            if !args.kw.is_empty() {
                let name = DUNDERS.iter().find(|d| d.1 == wrap).map_or("", |d| d.0);
                return self.type_error(format!("wrapper {name}() takes no keyword arguments"));
            }
            if rest.len() < min || rest.len() > max {
                let n = rest.len();
                if min == max {
                    let plural = if min == 1 { "" } else { "s" };
                    return self.type_error(format!("expected {min} argument{plural}, got {n}"));
                }
                let (word, bound) = if n < min { ("least", min) } else { ("most", max) };
                let plural = if bound == 1 { "" } else { "s" };
                return self.type_error(format!("expected at {word} {bound} argument{plural}, got {n}"));
            }
        }
        let missing = |rt: &mut Runtime| rt.raise(Exc::SystemError, "slot wrapper without a slot");
        macro_rules! slot {
            ($slot:expr) => {
                match $slot {
                    Some(f) => f,
                    None => return missing(self),
                }
            };
        }
        let none = |_: ()| Value::NONE;
        match wrap {
            Wrap::Repr => slot!(s.repr)(self, v),
            Wrap::Str => slot!(s.str)(self, v),
            Wrap::Hash => {
                let h = slot!(s.hash)(self, v)?;
                self.int(h)
            }
            Wrap::Cmp(op) => slot!(s.compare)(self, v, rest[0], op),
            Wrap::Truth => slot!(s.truth)(self, v).map(Value::bool),
            Wrap::Len => {
                let n = slot!(s.len)(self, v)?;
                self.int(n as i64)
            }
            Wrap::GetItem => slot!(s.get_item)(self, v, rest[0]),
            Wrap::SetItem => slot!(s.set_item)(self, v, rest[0], Some(rest[1])).map(none),
            Wrap::DelItem => slot!(s.set_item)(self, v, rest[0], None).map(none),
            Wrap::Contains => slot!(s.contains)(self, v, rest[0]).map(Value::bool),
            Wrap::Iter => slot!(s.iter)(self, v),
            Wrap::Next => match slot!(s.next)(self, v)? {
                Some(item) => Ok(item),
                None => self.raise_stop_iteration(Value::UNBOUND),
            },
            Wrap::Binary(Pow) if rest.len() == 2 && !rest[1].is_none() => match s.pow3 {
                Some(f) => f(self, v, rest[0], rest[1]),
                None => Ok(Value::NOT_IMPLEMENTED),
            },
            Wrap::Binary(op) => slot!(s.binary[op as usize])(self, v, rest[0]),
            Wrap::RBinary(op) => slot!(s.binary[op as usize])(self, rest[0], v),
            Wrap::Inplace(op) => slot!(s.inplace[op as usize])(self, v, rest[0]),
            Wrap::Concat => slot!(s.concat)(self, v, rest[0]),
            Wrap::Repeat | Wrap::RRepeat => {
                self.as_index(rest[0])?;
                slot!(s.repeat)(self, v, rest[0])
            }
            Wrap::IConcat => slot!(s.inplace_concat)(self, v, rest[0]),
            Wrap::IRepeat => slot!(s.inplace_repeat)(self, v, rest[0]),
            Wrap::Neg => slot!(s.neg)(self, v),
            Wrap::Pos => slot!(s.pos)(self, v),
            Wrap::Abs => slot!(s.abs)(self, v),
            Wrap::Invert => slot!(s.invert)(self, v),
            Wrap::Int => slot!(s.int)(self, v),
            Wrap::Float => slot!(s.float)(self, v),
            Wrap::Index => slot!(s.index)(self, v),
            Wrap::Call => slot!(s.call)(self, v, &Args { pos: rest, kw: args.kw }),
            Wrap::Init => slot!(s.init)(self, args).map(none),
            Wrap::GetAttribute => {
                let name = self.attr_name(rest[0])?;
                slot!(s.get_attr)(self, v, name.obj())
            }
            Wrap::SetAttr | Wrap::DelAttr if owner == self.types.object && self.is_type(v) => {
                let (method, name) = (
                    if wrap == Wrap::SetAttr {
                        "__setattr__"
                    } else {
                        "__delattr__"
                    },
                    self.type_name(v),
                );
                self.type_error(format!("can't apply this {method} to {name} object"))
            }
            Wrap::SetAttr => {
                let name = self.attr_name(rest[0])?;
                slot!(s.set_attr)(self, v, name.obj(), Some(rest[1])).map(none)
            }
            Wrap::DelAttr => {
                let name = self.attr_name(rest[0])?;
                slot!(s.set_attr)(self, v, name.obj(), None).map(none)
            }
            Wrap::DescrGet => {
                let owner = rest.get(1).copied().filter(|o| !o.is_none());
                if rest[0].is_none() && owner.is_none() {
                    return self.type_error("__get__(None, None) is invalid");
                }
                let owner = owner.unwrap_or(Value::object(self.class_of(rest[0])));
                slot!(s.descr_get)(self, v, rest[0], owner)
            }
            Wrap::DescrSet => slot!(s.descr_set)(self, v, rest[0], Some(rest[1])).map(none),
            Wrap::DescrDelete => slot!(s.descr_set)(self, v, rest[0], None).map(none),
            Wrap::New => slot!(s.new)(self, args),
            Wrap::GetAttr => missing(self),
        }
    }
}

pub const BIN_OPS: [BinOp; 13] = [
    Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, LShift, RShift, And, Or, Xor, MatMul,
];

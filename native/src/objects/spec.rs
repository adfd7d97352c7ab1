//! How a built-in type or module is described: a static table per type, from which the type object is made at start-up.

use std::cmp::Ordering;

use super::{Exc, Res, Runtime};
use crate::heap::{Kind, Value};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CmpOp {
    /// The truth of `a op b`.
    pub fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            CmpOp::Lt => a < b,
            CmpOp::Le => a <= b,
            CmpOp::Eq => a == b,
            CmpOp::Ne => a != b,
            CmpOp::Gt => a > b,
            CmpOp::Ge => a >= b,
        }
    }

    /// The same of two values in that order; `None`: one of them is a NaN.
    pub fn allows(self, order: Option<Ordering>) -> bool {
        order.map_or(self == CmpOp::Ne, |order| self.holds(order, Ordering::Equal))
    }
}

/// Binary operators in the order of the opcode table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
}

/// Arguments of a call that binds them itself.
pub struct Args<'a> {
    /// Positional ones (with the receiver first for methods).
    pub pos: &'a [Value],
    /// Keyword ones: interned name (a str value) and value.
    pub kw: &'a [(Value, Value)],
}

/// How the arguments of a native function are bound, and so which of CPython's messages a bad call gets.
#[derive(Clone, Copy)]
pub enum Params {
    /// METH_NOARGS: "f() takes no arguments (1 given)".
    NoArgs,
    /// METH_O: "f() takes exactly one argument (0 given)".
    One,
    /// Positional only, from..=to: "f expected at least 1 argument, got 0". The function gets exactly `to` values
    /// (after the receiver), missing ones UNBOUND.
    Pos(usize, usize),
    /// Argument-Clinic style: names in order ("" for positional-only ones), number required, number that may be passed by
    /// position. The function gets one value per name, missing ones UNBOUND.
    Kw(&'static [&'static str], usize, usize),
}

/// For methods args[0] is the receiver; for class methods the class; for static and module functions there is none.
#[derive(Clone, Copy)]
pub enum NativeFn {
    Bound(Params, fn(&mut Runtime, &[Value]) -> Res<Value>),
    /// Any arguments, keywords included.
    Raw(fn(&mut Runtime, &Args<'_>) -> Res<Value>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    Instance,
    Class,
    Static,
}

/// A method, class method, static method or module function.
#[derive(Clone, Copy)]
pub struct MethodDef {
    pub name: &'static str,
    pub func: NativeFn,
    pub binding: Binding,
    pub doc: &'static str,
}

/// An attribute computed by native code (`range.start`, `function.__name__`).
#[derive(Clone, Copy)]
pub struct GetSetDef {
    pub name: &'static str,
    pub get: fn(&mut Runtime, Value) -> Res<Value>,
    /// `None` as the value deletes.
    pub set: Option<SetAttrFn>,
}

/// A read-only one.
pub const fn getter(name: &'static str, get: fn(&mut Runtime, Value) -> Res<Value>) -> GetSetDef {
    GetSetDef { name, get, set: None }
}

/// Assigns an attribute, or deletes it when there is no value.
pub type SetAttrFn = fn(&mut Runtime, Value, Option<Value>) -> Res<()>;
/// As `SetAttrFn` for an item, or for a descriptor on an instance.
pub type SetItemFn = fn(&mut Runtime, Value, Value, Option<Value>) -> Res<()>;
pub type CompareFn = fn(&mut Runtime, Value, Value, CmpOp) -> Res<Value>;
pub type ContainsFn = fn(&mut Runtime, Value, Value) -> Res<bool>;
pub type NextFn = fn(&mut Runtime, Value) -> Res<Option<Value>>;
/// Three operands: pow with a modulus; `__get__` of (descriptor, instance or NONE, owner class).
pub type TernaryFn = fn(&mut Runtime, Value, Value, Value) -> Res<Value>;
pub type NewFn = fn(&mut Runtime, &Args<'_>) -> Res<Value>;
pub type CallFn = fn(&mut Runtime, Value, &Args<'_>) -> Res<Value>;

/// `__setattr__` and `__delattr__`; the name is interned.
pub type SetNameFn = fn(&mut Runtime, Value, crate::heap::Ref, Option<Value>) -> Res<()>;

/// `__getattribute__`; the name is interned.
pub type GetNameFn = fn(&mut Runtime, Value, crate::heap::Ref) -> Res<Value>;

pub type UnaryFn = fn(&mut Runtime, Value) -> Res<Value>;
/// For number slots: called with (left, right), either of which may be of the type; may return NOT_IMPLEMENTED.
pub type BinaryFn = fn(&mut Runtime, Value, Value) -> Res<Value>;

#[derive(Clone, Copy)]
/// The native behaviour of a type, as CPython's slots. `dunder` methods are made from them.
pub struct Slots {
    pub repr: Option<UnaryFn>,
    pub str: Option<UnaryFn>,
    pub hash: Option<fn(&mut Runtime, Value) -> Res<i64>>,
    /// `__hash__ = None`
    pub unhashable: bool,
    /// May return NOT_IMPLEMENTED.
    pub compare: Option<CompareFn>,
    pub truth: Option<fn(&mut Runtime, Value) -> Res<bool>>,
    pub len: Option<fn(&mut Runtime, Value) -> Res<usize>>,
    pub get_item: Option<BinaryFn>,
    /// `None` as the value deletes.
    pub set_item: Option<SetItemFn>,
    pub contains: Option<ContainsFn>,
    pub iter: Option<UnaryFn>,
    pub next: Option<NextFn>,
    /// Number slots, indexed by BinOp.
    pub binary: [Option<BinaryFn>; 13],
    pub inplace: [Option<BinaryFn>; 13],
    /// pow with a modulus.
    pub pow3: Option<TernaryFn>,
    /// Sequence slots, tried after the number slots as CPython does.
    pub concat: Option<BinaryFn>,
    /// (sequence, count value)
    pub repeat: Option<BinaryFn>,
    pub inplace_concat: Option<BinaryFn>,
    pub inplace_repeat: Option<BinaryFn>,
    pub neg: Option<UnaryFn>,
    pub pos: Option<UnaryFn>,
    pub abs: Option<UnaryFn>,
    pub invert: Option<UnaryFn>,
    pub int: Option<UnaryFn>,
    pub float: Option<UnaryFn>,
    pub index: Option<UnaryFn>,
    pub call: Option<CallFn>,
    /// `__new__`: args.pos[0] is the class.
    pub new: Option<NewFn>,
    /// `__init__`: args.pos[0] is the instance.
    pub init: Option<fn(&mut Runtime, &Args<'_>) -> Res<()>>,
    pub get_attr: Option<GetNameFn>,
    pub set_attr: Option<SetNameFn>,
    /// Descriptor protocol: (descriptor, instance or NONE, owner class)
    pub descr_get: Option<TernaryFn>,
    pub descr_set: Option<SetItemFn>,
}

impl Slots {
    pub const NONE: Slots = Slots {
        repr: None,
        str: None,
        hash: None,
        unhashable: false,
        compare: None,
        truth: None,
        len: None,
        get_item: None,
        set_item: None,
        contains: None,
        iter: None,
        next: None,
        binary: [None; 13],
        inplace: [None; 13],
        pow3: None,
        concat: None,
        repeat: None,
        inplace_concat: None,
        inplace_repeat: None,
        neg: None,
        pos: None,
        abs: None,
        invert: None,
        int: None,
        float: None,
        index: None,
        call: None,
        new: None,
        init: None,
        get_attr: None,
        set_attr: None,
        descr_get: None,
        descr_set: None,
    };
}

/// A built-in type.
pub struct TypeSpec {
    pub name: &'static str,
    /// `__module__`: "builtins" for most.
    pub module: &'static str,
    pub kind: Kind,
    /// Name of the base type; "object" for most.
    pub base: &'static str,
    /// May Python classes derive from it?
    pub subclassable: bool,
    pub slots: Slots,
    pub methods: &'static [MethodDef],
    pub getset: &'static [GetSetDef],
    pub doc: &'static str,
}

/// An attribute that CPython has as a member: `readonly attribute` when it is set.
pub const fn member(name: &'static str, get: fn(&mut Runtime, Value) -> Res<Value>) -> GetSetDef {
    GetSetDef {
        name,
        get,
        set: Some(readonly),
    }
}

fn readonly(rt: &mut Runtime, _: Value, _: Option<Value>) -> Res<()> {
    rt.raise(Exc::AttributeError, "readonly attribute")
}

impl GetSetDef {
    pub(crate) fn is_member(&self) -> bool {
        self.set
            .is_some_and(|set| std::ptr::fn_addr_eq(set, readonly as fn(&mut Runtime, Value, Option<Value>) -> Res<()>))
    }
}

/// A module made of native functions and constants.
pub struct ModuleSpec {
    pub name: &'static str,
    pub functions: &'static [MethodDef],
    /// Adds constants and types.
    pub init: Option<fn(&mut Runtime, module: Value) -> Res<()>>,
    pub doc: &'static str,
}

pub const fn method(name: &'static str, params: Params, f: fn(&mut Runtime, &[Value]) -> Res<Value>) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Bound(params, f),
        binding: Binding::Instance,
        doc: "",
    }
}

pub const fn raw_method(name: &'static str, f: fn(&mut Runtime, &Args<'_>) -> Res<Value>) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Raw(f),
        binding: Binding::Instance,
        doc: "",
    }
}

pub const fn class_method(
    name: &'static str,
    params: Params,
    f: fn(&mut Runtime, &[Value]) -> Res<Value>,
) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Bound(params, f),
        binding: Binding::Class,
        doc: "",
    }
}

pub const fn static_method(
    name: &'static str,
    params: Params,
    f: fn(&mut Runtime, &[Value]) -> Res<Value>,
) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Bound(params, f),
        binding: Binding::Static,
        doc: "",
    }
}

/// A module-level function.
pub const fn function(name: &'static str, params: Params, f: fn(&mut Runtime, &[Value]) -> Res<Value>) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Bound(params, f),
        binding: Binding::Static,
        doc: "",
    }
}

pub const fn raw_function(name: &'static str, f: fn(&mut Runtime, &Args<'_>) -> Res<Value>) -> MethodDef {
    MethodDef {
        name,
        func: NativeFn::Raw(f),
        binding: Binding::Static,
        doc: "",
    }
}

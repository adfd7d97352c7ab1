//! set and frozenset.

mod algebra;
mod iter;
mod methods;
mod table;
#[cfg(test)]
mod tests;

use crate::heap::{Kind, Value};
use crate::objects::list::repr_as_list;
use crate::objects::spec::{Args, BinOp, BinaryFn, CmpOp, MethodDef, ModuleSpec, Slots, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&SET, &FROZENSET, &iter::SET_ITER];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static SET: TypeSpec = TypeSpec {
    name: "set",
    module: "builtins",
    kind: Kind::Set,
    base: "object",
    subclassable: true,
    slots: Slots {
        unhashable: true,
        inplace: inplace(),
        new: Some(|rt, args| rt.new_set_of(Kind::Set, args.pos[0].obj())),
        init: Some(init),
        ..SHARED
    },
    methods: methods::SET_METHODS,
    getset: &[],
    doc: "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
};

pub static FROZENSET: TypeSpec = TypeSpec {
    name: "frozenset",
    module: "builtins",
    kind: Kind::Frozenset,
    base: "object",
    subclassable: true,
    slots: Slots {
        hash: Some(|rt, v| Ok(rt.frozenset_hash(v.obj()))),
        new: Some(new_frozenset),
        ..SHARED
    },
    methods: methods::FROZENSET_METHODS,
    getset: &[],
    doc: "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.",
};

const SHARED: Slots = Slots {
    repr: Some(repr),
    compare: Some(compare),
    len: Some(|rt, v| Ok(rt.set_len(v.obj()))),
    contains: Some(methods::contains),
    iter: Some(|rt, v| rt.new_set_iter(v)),
    binary: binary(),
    ..Slots::NONE
};

const fn binary() -> [Option<BinaryFn>; 13] {
    let mut slots: [Option<BinaryFn>; 13] = [None; 13];
    slots[BinOp::Or as usize] = Some(|rt, a, b| operator(rt, a, b, Runtime::set_union));
    slots[BinOp::And as usize] = Some(|rt, a, b| operator(rt, a, b, Runtime::set_intersection));
    slots[BinOp::Sub as usize] = Some(|rt, a, b| operator(rt, a, b, Runtime::set_difference));
    slots[BinOp::Xor as usize] = Some(|rt, a, b| operator(rt, a, b, Runtime::set_symmetric_difference));
    slots
}

const fn inplace() -> [Option<BinaryFn>; 13] {
    let mut slots: [Option<BinaryFn>; 13] = [None; 13];
    slots[BinOp::Or as usize] = Some(|rt, a, b| inplace_operator(rt, a, b, Runtime::set_update));
    slots[BinOp::And as usize] = Some(|rt, a, b| inplace_operator(rt, a, b, Runtime::set_intersection_update));
    slots[BinOp::Sub as usize] = Some(|rt, a, b| inplace_operator(rt, a, b, Runtime::set_difference_update));
    slots[BinOp::Xor as usize] = Some(|rt, a, b| inplace_operator(rt, a, b, Runtime::set_symmetric_difference_update));
    slots
}

fn operator(rt: &mut Runtime, a: Value, b: Value, f: fn(&mut Runtime, Value, Value) -> Res<Value>) -> Res<Value> {
    if !rt.is_any_set(a) || !rt.is_any_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(rt, a, b)
}

fn inplace_operator(rt: &mut Runtime, a: Value, b: Value, f: fn(&mut Runtime, Value, Value) -> Res<()>) -> Res<Value> {
    if !rt.is_any_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(rt, a, b)?;
    Ok(a)
}

impl Runtime {
    pub fn new_set(&mut self) -> Res<Value> {
        self.new_set_of(Kind::Set, self.types.set)
    }

    pub fn new_frozenset(&mut self, items: &[Value]) -> Res<Value> {
        let set = self.new_set_of(Kind::Frozenset, self.types.frozenset)?;
        self.rooted(&[set], |rt| items.iter().try_for_each(|&item| rt.set_add(set, item)))?;
        Ok(set)
    }

    pub fn is_any_set(&self, v: Value) -> bool {
        matches!(self.kind_of(v), Some(Kind::Set | Kind::Frozenset))
    }

    pub fn set_add(&mut self, set: Value, item: Value) -> Res<()> {
        let hash = self.key_hash(item)?;
        self.set_add_hash(set.obj(), item, hash)
    }

    /// A new set of an iterable's items.
    pub fn set_from(&mut self, iterable: Value) -> Res<Value> {
        let set = self.new_set()?;
        self.set_update(set, iterable)?;
        Ok(set)
    }
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if !args.kw.is_empty() && rt.keeps_new(args.pos[0], rt.types.set) {
        return rt.type_error("set() takes no keyword arguments");
    }
    if args.pos.len() > 2 {
        return rt.type_error(format!("set expected at most 1 argument, got {}", args.pos.len() - 1));
    }
    rt.set_clear(args.pos[0].obj())?;
    match args.pos.get(1) {
        Some(&iterable) => rt.set_update(args.pos[0], iterable),
        None => Ok(()),
    }
}

fn new_frozenset(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    if !args.kw.is_empty() && rt.keeps_init(class, rt.types.frozenset) {
        return rt.type_error("frozenset() takes no keyword arguments");
    }
    if args.pos.len() > 2 {
        return rt.type_error(format!(
            "frozenset expected at most 1 argument, got {}",
            args.pos.len() - 1
        ));
    }
    match args.pos.get(1) {
        Some(&v) if class == rt.types.frozenset && rt.is_exact(v, class) => Ok(v),
        iterable => {
            let set = rt.new_set_of(Kind::Frozenset, class)?;
            if let Some(&iterable) = iterable {
                rt.set_update(set, iterable)?;
            }
            Ok(set)
        }
    }
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let name = rt.type_name(v);
    if rt.set_len(v.obj()) == 0 {
        return rt.new_str(&format!("{name}()"));
    }
    let Some(text) = repr_as_list(rt, v)? else {
        return rt.new_str(&format!("{name}(...)"));
    };
    let items = &text[1..text.len() - 1];
    let text = if rt.is_exact(v, rt.types.set) {
        format!("{{{items}}}")
    } else {
        format!("{name}({{{items}}})")
    };
    rt.new_str(&text)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !rt.is_any_set(b) || !rt.is_any_set(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (n, m) = (rt.set_len(a.obj()), rt.set_len(b.obj()));
    let result = match op {
        CmpOp::Eq => n == m && rt.set_is_subset(a, b)?,
        CmpOp::Ne => !(n == m && rt.set_is_subset(a, b)?),
        CmpOp::Lt => n < m && rt.set_is_subset(a, b)?,
        CmpOp::Le => n <= m && rt.set_is_subset(a, b)?,
        CmpOp::Gt => n > m && rt.set_is_subset(b, a)?,
        CmpOp::Ge => n >= m && rt.set_is_subset(b, a)?,
    };
    Ok(Value::bool(result))
}

/// `f` with a set as key: TypeErrors make way for a frozenset of it, as `{1} in s` asks for.
pub fn with_frozen_key<T>(rt: &mut Runtime, key: Value, f: impl Fn(&mut Runtime, Value) -> Res<T>) -> Res<T> {
    match f(rt, key) {
        Err(_) if rt.kind_of(key) == Some(Kind::Set) && rt.matches(Exc::TypeError) => {
            rt.clear_exc();
            let frozen = rt.new_set_of(Kind::Frozenset, rt.types.frozenset)?;
            rt.set_merge(frozen.obj(), key.obj())?;
            rt.rooted(&[frozen], |rt| f(rt, frozen))
        }
        result => result,
    }
}

//! dict: also the namespaces of modules, classes and instances.

mod iter;
mod methods;
mod table;
#[cfg(test)]
mod tests;
mod view;

pub use iter::BACKWARDS;
pub use methods::update_arguments;
pub use table::same_str;

use crate::generated::layouts::o_dict;
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, BinOp, CmpOp, MethodDef, ModuleSpec, Slots, TypeSpec};
use crate::objects::{Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[
    &DICT,
    &iter::KEY_ITER,
    &iter::VALUE_ITER,
    &iter::ITEM_ITER,
    &iter::REVERSE_KEY_ITER,
    &iter::REVERSE_VALUE_ITER,
    &iter::REVERSE_ITEM_ITER,
    &view::KEYS,
    &view::VALUES,
    &view::ITEMS,
];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static DICT: TypeSpec = TypeSpec {
    name: "dict",
    module: "builtins",
    kind: Kind::Dict,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        compare: Some(compare),
        unhashable: true,
        len: Some(|rt, v| Ok(rt.dict_len(v.obj()))),
        get_item: Some(get_item),
        set_item: Some(set_item),
        contains: Some(|rt, d, key| Ok(rt.dict_get(d.obj(), key)?.is_some())),
        iter: Some(|rt, v| rt.new_dict_iter(v, iter::KEYS)),
        binary: {
            let mut slots: [Option<crate::objects::spec::BinaryFn>; 13] = [None; 13];
            slots[BinOp::Or as usize] = Some(or);
            slots
        },
        inplace: {
            let mut slots: [Option<crate::objects::spec::BinaryFn>; 13] = [None; 13];
            slots[BinOp::Or as usize] = Some(|rt, a, b| {
                rt.dict_update(a.obj(), b)?;
                Ok(a)
            });
            slots
        },
        new: Some(|rt, args| rt.new_dict_of(args.pos[0].obj())),
        init: Some(init),
        ..Slots::NONE
    },
    methods: methods::METHODS,
    getset: &[],
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
};

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    update_arguments(rt, args, "dict")
}

fn get_item(rt: &mut Runtime, dict: Value, key: Value) -> Res<Value> {
    if let Some(value) = rt.dict_get(dict.obj(), key)? {
        return Ok(value);
    }
    if !rt.is_exact(dict, rt.types.dict)
        && let Some(missing) = rt.lookup_special(dict, "__missing__")?
    {
        return rt.call(missing, &[key]);
    }
    rt.raise_key_error(key)
}

fn set_item(rt: &mut Runtime, dict: Value, key: Value, value: Option<Value>) -> Res<()> {
    match value {
        Some(value) => rt.dict_set(dict.obj(), key, value),
        None if rt.dict_del(dict.obj(), key)? => Ok(()),
        None => rt.raise_key_error(key),
    }
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.dict_len(v.obj()) == 0 {
        return rt.new_str("{}");
    }
    if !rt.repr_enter(v) {
        return rt.new_str("{...}");
    }
    let result = repr_entries(rt, v);
    rt.repr_leave(v);
    rt.new_str(&format!("{{{}}}", result?))
}

fn repr_entries(rt: &mut Runtime, v: Value) -> Res<String> {
    let mut text = String::new();
    let mut position = 0;
    while let Some((key, value)) = rt.dict_next(v.obj(), &mut position) {
        let scope = rt.scope();
        rt.root(key);
        rt.root(value);
        let parts = rt.repr_string(key).and_then(|key| Ok((key, rt.repr_string(value)?)));
        rt.unscope(scope);
        let (key, value) = parts?;
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&key);
        text.push_str(": ");
        text.push_str(&value);
    }
    Ok(text)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(a) != Some(Kind::Dict) || rt.kind_of(b) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match op {
        CmpOp::Eq => Ok(Value::bool(dicts_equal(rt, a, b)?)),
        CmpOp::Ne => Ok(Value::bool(!dicts_equal(rt, a, b)?)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn dicts_equal(rt: &mut Runtime, a: Value, b: Value) -> Res<bool> {
    if rt.dict_len(a.obj()) != rt.dict_len(b.obj()) {
        return Ok(false);
    }
    let mut n = 0;
    while let Some(i) = rt.dict_entry_from(a.obj(), n) {
        let (key, value, hash) = rt.dict_entry(a.obj(), i);
        n = i + 1;
        let scope = rt.scope();
        rt.root(key);
        rt.root(value);
        let equal = match rt.dict_get_hash(b.obj(), key, hash) {
            Ok(Some(other)) => rt.eq_rooted(value, other),
            Ok(None) => Ok(false),
            Err(raised) => Err(raised),
        };
        rt.unscope(scope);
        if !equal? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn or(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if rt.kind_of(a) != Some(Kind::Dict) || rt.kind_of(b) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let new = rt.dict_copy(a)?;
    let scope = rt.scope();
    rt.root(new);
    let result = rt.dict_update(new.obj(), b);
    rt.unscope(scope);
    result.map(|()| new)
}

impl Runtime {
    /// A plain dict with the same entries.
    pub fn dict_copy(&mut self, from: Value) -> Res<Value> {
        let new = self.new_dict()?;
        self.dict_copy_into(new.obj(), from.obj())?;
        Ok(new)
    }

    /// A defaultdict's factory.
    pub fn dict_extra(&self, d: Value) -> Value {
        self.heap.value(d.obj(), o_dict::EXTRA)
    }

    pub fn set_dict_extra(&self, d: Value, v: Value) {
        self.heap.set_value(d.obj(), o_dict::EXTRA, v);
    }
}

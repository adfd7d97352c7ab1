//! Module _collections: `_count_elements` (Counter) and `_tuplegetter` (namedtuple); deque and defaultdict have files of
//! their own.

use super::default_dict::DEFAULT_DICT;
use super::deque::{DEQUE, DEQUE_ITER, DEQUE_REVERSE_ITER};
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, BinOp, GetSetDef, ModuleSpec, Params, Slots, TypeSpec, function, method};
use crate::objects::{Res, Runtime};

pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    functions: &[function("_count_elements", Params::Pos(2, 2), count_elements)],
    init: Some(|rt, module| {
        rt.add_types(
            module,
            &[&DEQUE, &DEFAULT_DICT, &TUPLE_GETTER, &DEQUE_ITER, &DEQUE_REVERSE_ITER],
        )
    }),
    doc: "High performance data structures.",
};

/// `mapping[item] += 1` for each item, missing ones from 0.
fn count_elements(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let mapping = args[0];
    // A subclass with its own `get` or `__setitem__` is asked through them.
    let plain = rt.kind_of(mapping) == Some(Kind::Dict) && {
        let class = Value::object(rt.class_of(mapping));
        let dict = Value::object(rt.types.dict);
        let mut plain = true;
        for name in ["get", "__setitem__"] {
            plain = plain && rt.get_attr_str(class, name)? == rt.get_attr_str(dict, name)?;
        }
        plain
    };
    rt.for_each(args[1], |rt, item| {
        if plain {
            let d = mapping.obj();
            let hash = rt.key_hash(item)?;
            let count = rt.dict_get_hash(d, item, hash)?.unwrap_or(Value::ZERO);
            let next = rt.binary(BinOp::Add, count, Value::ONE)?;
            rt.dict_set_hash(d, item, hash, next)?;
        } else {
            let count = rt.call_method(mapping, "get", &[item, Value::ZERO])?;
            let next = rt.binary(BinOp::Add, count, Value::ONE)?;
            rt.rooted(&[next], |rt| rt.set_item(mapping, item, next))?;
        }
        Ok(true)
    })?;
    Ok(Value::NONE)
}

/// Descriptor of a namedtuple's field. Values: index, doc.
pub static TUPLE_GETTER: TypeSpec = TypeSpec {
    name: "_tuplegetter",
    module: "collections",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots {
        new: Some(new_getter),
        descr_get: Some(get),
        descr_set: Some(set),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", Params::NoArgs, reduce)],
    getset: &[GetSetDef {
        name: "__doc__",
        get: |rt, v| Ok(rt.native_value(v.obj(), 1)),
        set: Some(|rt, v, doc| {
            rt.set_native_value(v.obj(), 1, doc.unwrap_or(Value::NONE));
            Ok(())
        }),
    }],
    doc: "",
};

fn new_getter(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = rt.bind_args("_tuplegetter", Params::Pos(2, 2), &args.pos[1..], args.kw)?;
    rt.new_native(Kind::Native, args.pos[0].obj(), &given)
}

fn get(rt: &mut Runtime, getter: Value, instance: Value, _owner: Value) -> Res<Value> {
    if instance.is_none() {
        return Ok(getter);
    }
    let index = rt.native_value(getter.obj(), 0).as_small_int().unwrap_or(-1);
    if rt.kind_of(instance) != Some(Kind::Tuple) {
        let found = rt.type_name(instance);
        return rt.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{found}' object"
        ));
    }
    match rt.items_of_tuple(instance).get(index as usize) {
        Some(&v) => Ok(v),
        None => rt.raise(crate::objects::Exc::IndexError, "tuple index out of range"),
    }
}

fn set(rt: &mut Runtime, _getter: Value, _instance: Value, value: Option<Value>) -> Res<()> {
    let message = if value.is_some() {
        "can't set attribute"
    } else {
        "can't delete attribute"
    };
    rt.raise(crate::objects::Exc::AttributeError, message)
}

fn repr(rt: &mut Runtime, getter: Value) -> Res<Value> {
    let index = rt.native_value(getter.obj(), 0);
    let doc = rt.native_value(getter.obj(), 1);
    let (index, doc) = (rt.repr_string(index)?, rt.repr_string(doc)?);
    rt.new_str(&format!("_tuplegetter({index}, {doc})"))
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let values = rt.native_values(args[0].obj()).to_vec();
    let values = rt.new_tuple(&values)?;
    let class = Value::object(rt.class_of(args[0]));
    rt.new_tuple(&[class, values])
}

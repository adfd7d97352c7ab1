//! `collections.defaultdict`: a dict whose EXTRA is the factory.

use crate::heap::{Kind, Value};
use crate::objects::dict::update_arguments;
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, BinOp, GetSetDef, Params, Slots, TypeSpec, method};
use crate::objects::{Res, Runtime};

pub static DEFAULT_DICT: TypeSpec = TypeSpec {
    name: "defaultdict",
    module: "collections",
    kind: Kind::Dict,
    base: "dict",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| {
            let new = rt.new_dict_of(args.pos[0].obj())?;
            rt.set_dict_extra(new, Value::NONE);
            Ok(new)
        }),
        init: Some(init),
        repr: Some(repr),
        binary: {
            let mut slots: [Option<crate::objects::spec::BinaryFn>; 13] = [None; 13];
            slots[BinOp::Or as usize] = Some(or);
            slots
        },
        ..Slots::NONE
    },
    methods: &[
        CLASS_GETITEM,
        method("__missing__", Params::One, missing),
        method("copy", Params::NoArgs, |rt, a| copy(rt, a[0])),
        method("__copy__", Params::NoArgs, |rt, a| copy(rt, a[0])),
        method("__reduce__", Params::NoArgs, reduce),
    ],
    getset: &[GetSetDef {
        name: "default_factory",
        get: |rt, v| Ok(rt.dict_extra(v)),
        set: Some(|rt, v, factory| {
            rt.set_dict_extra(v, factory.unwrap_or(Value::NONE));
            Ok(())
        }),
    }],
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
};

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let d = args.pos[0];
    let Some(&factory) = args.pos.get(1) else {
        rt.set_dict_extra(d, Value::NONE);
        return update_arguments(rt, args, "dict");
    };
    if !factory.is_none() && !rt.is_callable(factory) {
        return rt.type_error("first argument must be callable or None");
    }
    rt.set_dict_extra(d, factory);
    let mut rest = vec![d];
    rest.extend_from_slice(&args.pos[2..]);
    update_arguments(
        rt,
        &Args {
            pos: &rest,
            kw: args.kw,
        },
        "dict",
    )
}

fn missing(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (d, key) = (args[0], args[1]);
    let factory = rt.dict_extra(d);
    if factory.is_none() {
        return rt.raise_key_error(key);
    }
    let value = rt.call(factory, &[])?;
    rt.rooted(&[value], |rt| rt.set_item(d, key, value))?;
    Ok(value)
}

fn copy(rt: &mut Runtime, d: Value) -> Res<Value> {
    let class = rt.class_of(d);
    if class != rt.class_of_spec(&DEFAULT_DICT) {
        let factory = rt.dict_extra(d);
        return rt.call(Value::object(class), &[factory, d]);
    }
    let new = rt.new_dict_of(class)?;
    rt.dict_copy_into(new.obj(), d.obj())?;
    let factory = rt.dict_extra(d);
    rt.set_dict_extra(new, factory);
    Ok(new)
}

fn or(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let class = rt.class_of_spec(&DEFAULT_DICT);
    let (left, other) = if rt.is_instance(a, class) { (a, b) } else { (b, a) };
    if rt.kind_of(other) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if left == a {
        let new = copy(rt, a)?;
        rt.rooted(&[new], |rt| rt.dict_update(new.obj(), b))?;
        return Ok(new);
    }
    let new = rt.new_dict_of(class)?;
    let factory = rt.dict_extra(b);
    rt.set_dict_extra(new, factory);
    rt.rooted(&[new], |rt| {
        rt.dict_update(new.obj(), a)?;
        rt.dict_update(new.obj(), b)
    })?;
    Ok(new)
}

fn repr(rt: &mut Runtime, d: Value) -> Res<Value> {
    let factory = rt.dict_extra(d);
    let name = rt.own_name(d);
    let factory_text = if rt.repr_enter(factory) {
        let text = rt.repr_string(factory);
        rt.repr_leave(factory);
        text?
    } else {
        "...".to_string()
    };
    let items = (crate::objects::dict::DICT
        .slots
        .repr
        .unwrap_or(|rt, _| rt.new_str("{}")))(rt, d)?;
    let items = rt.str_to_string(items);
    rt.new_str(&format!("{name}({factory_text}, {items})"))
}

/// `(class, (factory,), None, None, iter(items))`
fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let factory = rt.dict_extra(args[0]);
    let made_of = if factory.is_none() {
        rt.new_tuple(&[])?
    } else {
        rt.new_tuple(&[factory])?
    };
    let items = rt.call_method(args[0], "items", &[])?;
    let items = rt.iter(items)?;
    let class = Value::object(rt.class_of(args[0]));
    rt.new_tuple(&[class, made_of, Value::NONE, Value::NONE, items])
}

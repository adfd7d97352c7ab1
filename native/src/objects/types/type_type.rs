//! `type`: attributes of classes, calling them.

use super::object_type::qualified_name;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{
    Args, BinOp, Binding, GetSetDef, MethodDef, NativeFn, Params, Slots, TypeSpec, getter, member, method,
};
use crate::objects::{Res, Runtime};

pub static TYPE: TypeSpec = TypeSpec {
    name: "type",
    module: "builtins",
    kind: Kind::Type,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        call: Some(call),
        new: Some(new),
        init: Some(init),
        get_attr: Some(|rt, v, name| rt.type_get_attr(v.obj(), Value::object(name))),
        set_attr: Some(set_attr),
        binary: {
            let mut b = Slots::NONE.binary;
            b[BinOp::Or as usize] = Some(crate::objects::modules::union_type::union);
            b
        },
        ..Slots::NONE
    },
    methods: METHODS,
    getset: GETSET,
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};

const METHODS: &[MethodDef] = &[
    method("mro", Params::NoArgs, |rt, args| {
        let mro = rt.default_mro(args[0].obj())?;
        rt.new_list(&Runtime::class_values(&mro))
    }),
    method("__subclasses__", Params::NoArgs, |rt, args| {
        let subclasses = Runtime::class_values(&rt.info(args[0].obj()).subclasses.clone());
        rt.new_list(&subclasses)
    }),
    method("__instancecheck__", Params::One, |rt, args| {
        rt.real_isinstance(args[1], args[0]).map(Value::bool)
    }),
    method("__subclasscheck__", Params::One, |rt, args| {
        rt.real_issubclass(args[1], args[0]).map(Value::bool)
    }),
    MethodDef {
        name: "__prepare__",
        func: NativeFn::Raw(|rt, _| rt.new_dict()),
        binding: Binding::Class,
        doc: "",
    },
    method("__dir__", Params::NoArgs, |rt, args| {
        let names = rt.class_attribute_names(args[0].obj());
        rt.sorted_names(names)
    }),
    method("__sizeof__", Params::NoArgs, |rt, a| {
        rt.int(rt.class_object_size(a[0].obj()))
    }),
];

const GETSET: &[GetSetDef] = &[
    GetSetDef {
        name: "__name__",
        get: |rt, v| {
            let n = rt.info(v.obj()).name.clone();
            rt.intern(&n)
        },
        set: Some(set_name),
    },
    GetSetDef {
        name: "__qualname__",
        get: |rt, v| Ok(rt.class_qualname(v.obj())),
        set: Some(set_qualname),
    },
    GetSetDef {
        name: "__module__",
        get: get_module,
        set: Some(set_module),
    },
    GetSetDef {
        name: "__bases__",
        get: |rt, v| {
            let b = Runtime::class_values(&rt.info(v.obj()).bases.clone());
            rt.new_tuple(&b)
        },
        set: Some(set_bases),
    },
    member("__base__", |rt, v| {
        let b = rt.info(v.obj()).base;
        Ok(if b.is_none() { Value::NONE } else { Value::object(b) })
    }),
    member("__mro__", |rt, v| {
        let m = Runtime::class_values(&rt.info(v.obj()).mro.clone());
        rt.new_tuple(&m)
    }),
    getter("__dict__", |rt, v| {
        let d = Value::object(rt.class_dict(v.obj()));
        rt.new_mapping_proxy(d)
    }),
    GetSetDef {
        name: "__doc__",
        get: get_doc,
        set: Some(|rt, v, x| set_own(rt, v, "__doc__", x)),
    },
    GetSetDef {
        name: "__annotations__",
        get: get_annotations,
        set: Some(|rt, v, x| set_own(rt, v, "__annotations__", x)),
    },
    GetSetDef {
        name: "__abstractmethods__",
        get: |rt, v| own(rt, v, "__abstractmethods__"),
        set: Some(|rt, v, x| set_own(rt, v, "__abstractmethods__", x)),
    },
    getter("__text_signature__", |rt, v| match rt.info(v.obj()).heap_type {
        true => Ok(Value::NONE),
        false => rt.class_signature(v.obj()),
    }),
    member("__flags__", |rt, v| {
        let heap = rt.info(v.obj()).heap_type;
        let collected = if rt.class_size(v.obj()).collected { 1 << 14 } else { 0 };
        rt.int(collected | if heap { 0x1200 | 1 << 9 } else { 0x1000 })
    }),
    member("__basicsize__", |rt, v| rt.int(rt.class_size(v.obj()).basic)),
    member("__itemsize__", |rt, v| rt.int(rt.class_size(v.obj()).item)),
    member("__dictoffset__", |rt, v| {
        let d = rt.info(v.obj()).has_dict;
        rt.int(if d { 16 } else { 0 })
    }),
    member("__weakrefoffset__", |rt, _| rt.int(0)),
];

fn own(rt: &mut Runtime, v: Value, name: &str) -> Res<Value> {
    let key = rt.intern(name)?;
    match rt.dict_get_str(rt.class_dict(v.obj()), key) {
        Some(x) if rt.kind_of(x) != Some(Kind::Getset) => Ok(x),
        _ => rt.raise_attribute_error(v, key, name.to_string()),
    }
}

fn check_mutable(rt: &mut Runtime, class: Ref, name: &str, value: Option<Value>) -> Res<()> {
    let what = match (rt.info(class).heap_type, value) {
        (false, _) => "set",
        (true, None) => "delete",
        _ => return Ok(()),
    };
    let class = rt.class_name(class);
    rt.type_error(format!("cannot {what} '{name}' attribute of immutable type '{class}'"))
}

fn set_own(rt: &mut Runtime, v: Value, name: &str, value: Option<Value>) -> Res<()> {
    // Any class that has one of these may lose it.
    let may_go = matches!(name, "__annotations__" | "__abstractmethods__");
    check_mutable(rt, v.obj(), name, value.or(may_go.then_some(Value::NONE)))?;
    let key = rt.intern(name)?;
    match value {
        Some(x) => rt.set_class_attr(v.obj(), key, x),
        None => {
            let dict = rt.class_dict(v.obj());
            if !rt.dict_del(dict, key)? {
                return rt.raise_attribute_error(v, key, name.to_string());
            }
            rt.class_attr_changed(v.obj(), key);
            Ok(())
        }
    }
}

fn get_module(rt: &mut Runtime, v: Value) -> Res<Value> {
    let key = rt.core.names.__module__;
    let class = v.obj();
    match rt.dict_get_str(rt.class_dict(class), key) {
        Some(x) if rt.kind_of(x) != Some(Kind::Getset) => Ok(x),
        _ => match rt.info(class).spec {
            Some(spec) if !rt.info(class).heap_type => rt.intern(spec.module),
            _ => rt.intern("builtins"),
        },
    }
}

fn set_module(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    set_own(rt, v, "__module__", x)
}

fn get_doc(rt: &mut Runtime, v: Value) -> Res<Value> {
    let key = rt.core.names.__doc__;
    if !rt.info(v.obj()).heap_type
        && let Some(doc) = rt.class_doc(v.obj())?
    {
        return Ok(doc);
    }
    match rt.dict_get_str(rt.class_dict(v.obj()), key) {
        Some(d) => rt.bind_on_class(d, v.obj()),
        None => Ok(Value::NONE),
    }
}

fn get_annotations(rt: &mut Runtime, v: Value) -> Res<Value> {
    let key = rt.core.names.__annotations__;
    let class = v.obj();
    if !rt.info(class).heap_type {
        let name = rt.class_name(class);
        return rt.raise_attribute_error(
            v,
            key,
            format!("type object '{name}' has no attribute '__annotations__'"),
        );
    }
    if let Some(a) = rt.dict_get_str(rt.class_dict(class), key) {
        return Ok(a);
    }
    let a = rt.new_dict()?;
    rt.set_class_attr(class, key, a)?;
    Ok(a)
}

fn set_name(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    let class = v.obj();
    check_mutable(rt, class, "__name__", x)?;
    match x {
        Some(x) if rt.kind_of(x) == Some(Kind::Str) => {
            rt.info_mut(class).name = rt.str_to_string(x);
            Ok(())
        }
        Some(x) => {
            let (class, got) = (rt.class_name(class), rt.type_name(x));
            rt.type_error(format!("can only assign string to {class}.__name__, not '{got}'"))
        }
        None => Ok(()),
    }
}

fn set_qualname(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    let class = v.obj();
    check_mutable(rt, class, "__qualname__", x)?;
    match x {
        Some(x) if rt.kind_of(x) == Some(Kind::Str) => {
            rt.set_class_qualname(class, x);
            Ok(())
        }
        _ => {
            let got = x.map_or(String::from("NULL"), |x| rt.type_name(x));
            let class = rt.class_name(class);
            rt.type_error(format!("can only assign string to {class}.__qualname__, not '{got}'"))
        }
    }
}

fn set_bases(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    check_mutable(rt, v.obj(), "__bases__", x)?;
    let bases = match x {
        Some(x) if rt.kind_of(x) == Some(Kind::Tuple) => rt.items_of_tuple(x).to_vec(),
        _ => {
            let name = rt.class_name(v.obj());
            return rt.type_error(format!(
                "can only assign tuple to {name}.__bases__, not {}",
                x.map_or(String::from("NULL"), |x| rt.type_name(x))
            ));
        }
    };
    rt.change_bases(v.obj(), &bases)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let name = qualified_name(rt, v.obj())?;
    rt.new_str(&format!("<class '{name}'>"))
}

fn set_attr(rt: &mut Runtime, v: Value, name: Ref, value: Option<Value>) -> Res<()> {
    let (class, name) = (v.obj(), Value::object(name));
    if !rt.info(class).heap_type {
        let (class, attr) = (rt.class_name(class), rt.str_to_string(name));
        return rt.type_error(format!("cannot set '{attr}' attribute of immutable type '{class}'"));
    }
    let meta = rt.heap.class(class);
    if let Some(d) = rt.lookup_type(meta, name)
        && let Some(set) = rt.slots_of(d).descr_set
    {
        return set(rt, d, v, value);
    }
    match value {
        Some(x) => rt.set_class_attr(class, name, x),
        None => {
            let dict = rt.class_dict(class);
            if !rt.dict_del(dict, name)? {
                let (class, attr) = (rt.class_name(class), rt.str_to_string(name));
                return rt.raise_attribute_error(v, name, format!("type object '{class}' has no attribute '{attr}'"));
            }
            rt.class_attr_changed(class, name);
            Ok(())
        }
    }
}

/// `Class(…)`
fn call(rt: &mut Runtime, v: Value, args: &Args<'_>) -> Res<Value> {
    let class = v.obj();
    if rt.info(class).plain_exceptions && args.kw.is_empty() {
        return rt.alloc_exception(class, args.pos);
    }
    if class == rt.types.type_ {
        if args.pos.len() == 1 && args.kw.is_empty() {
            return Ok(Value::object(rt.class_of(args.pos[0])));
        }
        if args.pos.len() != 3 {
            return rt.type_error("type() takes 1 or 3 arguments");
        }
    }
    let made_by_programs = rt
        .info(class)
        .spec
        .is_none_or(|s| s.subclassable || s.slots.new.is_some());
    let Some(new) = rt.info(class).slots.new.filter(|_| made_by_programs) else {
        let name = rt.class_name(class);
        return rt.type_error(format!("cannot create '{name}' instances"));
    };
    let obj = rt.with_receiver(v, args.pos, |rt, all| new(rt, &Args { pos: all, kw: args.kw }))?;
    if !rt.is_instance(obj, class) {
        return Ok(obj);
    }
    let Some(init) = rt.info(rt.class_of(obj)).slots.init else {
        return Ok(obj);
    };
    let scope = rt.scope();
    rt.root(obj);
    let result = rt.with_receiver(obj, args.pos, |rt, all| init(rt, &Args { pos: all, kw: args.kw }));
    rt.unscope(scope);
    result?;
    Ok(obj)
}

/// `type.__new__(metaclass, name, bases, namespace, **kwargs)`
fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if args.pos.len() != 4 {
        let n = args.pos.len() - 1;
        return rt.type_error(format!("type.__new__() takes exactly 3 arguments ({n} given)"));
    }
    let [meta, name, bases, namespace] = [args.pos[0], args.pos[1], args.pos[2], args.pos[3]];
    for (i, (v, class)) in [
        (name, rt.types.str),
        (bases, rt.types.tuple),
        (namespace, rt.types.dict),
    ]
    .into_iter()
    .enumerate()
    {
        if !rt.is_instance(v, class) {
            let (want, got) = (rt.class_name(class), rt.argument_name(v));
            let place = i + 1;
            return rt.type_error(format!("type.__new__() argument {place} must be {want}, not {got}"));
        }
    }
    let bases = rt.items_of_tuple(bases).to_vec();
    rt.new_class(meta.obj(), name, &bases, namespace.obj(), args.kw)
        .map(Value::object)
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    match args.pos.len() - 1 {
        1 if args.kw.is_empty() => Ok(()),
        3 => Ok(()),
        1 => rt.type_error("type.__init__() takes no keyword arguments"),
        _ => rt.type_error("type.__init__() takes 1 or 3 arguments"),
    }
}

//! Descriptors: property, staticmethod, classmethod, getset, member.

use super::spec::{Args, GetSetDef, Params, Slots, TypeSpec, getter, member, method, raw_method};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::{o_builtin, o_instance, o_property};
use crate::heap::{Kind, Value};

pub static PROPERTY: TypeSpec = TypeSpec {
    name: "property",
    module: "builtins",
    kind: Kind::Property,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(property_new),
        init: Some(property_init),
        descr_get: Some(property_get),
        descr_set: Some(property_set),
        ..Slots::NONE
    },
    methods: &[
        method("getter", Params::One, |rt, a| {
            property_with(rt, a[0], o_property::GET, a[1])
        }),
        method("setter", Params::One, |rt, a| {
            property_with(rt, a[0], o_property::SET, a[1])
        }),
        method("deleter", Params::One, |rt, a| {
            property_with(rt, a[0], o_property::DEL, a[1])
        }),
        raw_method("__set_name__", |rt, args| {
            let given = args.pos.len() - 1;
            if given != 2 {
                return rt.type_error(format!(
                    "__set_name__() takes 2 positional arguments but {given} were given"
                ));
            }
            rt.heap.set_value(args.pos[0].obj(), o_property::NAME, args.pos[2]);
            Ok(Value::NONE)
        }),
    ],
    getset: &[
        member("fget", |rt, v| Ok(rt.heap.value(v.obj(), o_property::GET))),
        member("fset", |rt, v| Ok(rt.heap.value(v.obj(), o_property::SET))),
        member("fdel", |rt, v| Ok(rt.heap.value(v.obj(), o_property::DEL))),
        GetSetDef {
            name: "__doc__",
            get: |rt, v| Ok(rt.heap.value(v.obj(), o_property::DOC)),
            set: Some(|rt, v, x| {
                rt.heap.set_value(v.obj(), o_property::DOC, x.unwrap_or(Value::NONE));
                Ok(())
            }),
        },
        getter("__isabstractmethod__", property_abstract),
    ],
    doc: "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n",
};

fn property_new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let r = rt.alloc(Kind::Property, args.pos[0].obj(), o_property::SIZE as usize)?;
    for offset in [
        o_property::GET,
        o_property::SET,
        o_property::DEL,
        o_property::DOC,
        o_property::NAME,
    ] {
        rt.heap.set_value(r, offset, Value::NONE);
    }
    Ok(Value::object(r))
}

fn property_init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let bound = rt.bind_args(
        "property",
        Params::Kw(&["fget", "fset", "fdel", "doc"], 0, 4),
        &args.pos[1..],
        args.kw,
    )?;
    let r = args.pos[0].obj();
    for (i, offset) in [o_property::GET, o_property::SET, o_property::DEL, o_property::DOC]
        .into_iter()
        .enumerate()
    {
        rt.heap
            .set_value(r, offset, if bound[i].is_unbound() { Value::NONE } else { bound[i] });
    }
    let given = |i: usize| !bound[i].is_unbound() && !bound[i].is_none();
    if given(0) && !given(3) {
        let doc = rt.find_attr(bound[0], rt.core.names.__doc__)?;
        rt.heap.set_value(r, o_property::DOC, doc.unwrap_or(Value::NONE));
    }
    // The docstring of a subclass would hide it.
    let doc = rt.heap.value(r, o_property::DOC);
    if rt.class_of(args.pos[0]) != rt.class_of_spec(&PROPERTY) && !doc.is_none() {
        rt.set_attr(args.pos[0], rt.core.names.__doc__, doc)?;
    }
    Ok(())
}

fn property_with(rt: &mut Runtime, v: Value, offset: u32, f: Value) -> Res<Value> {
    let class = rt.class_of(v);
    let mut parts =
        [o_property::GET, o_property::SET, o_property::DEL, o_property::DOC].map(|o| rt.heap.value(v.obj(), o));
    let place = [o_property::GET, o_property::SET, o_property::DEL]
        .iter()
        .position(|&o| o == offset)
        .unwrap_or(0);
    // A text that is the getter's is asked for again.
    if !parts[0].is_none() && rt.find_attr(parts[0], rt.core.names.__doc__)? == Some(parts[3]) {
        parts[3] = Value::NONE;
    }
    parts[place] = f;
    let new = rt.call(Value::object(class), &parts)?;
    if rt.kind_of(new) == Some(Kind::Property) {
        rt.heap
            .set_value(new.obj(), o_property::NAME, rt.heap.value(v.obj(), o_property::NAME));
    }
    Ok(new)
}

/// `property 'x' of 'C' object has no setter`
fn property_missing<T>(rt: &mut Runtime, d: Value, v: Value, what: &str) -> Res<T> {
    let name = rt.heap.value(d.obj(), o_property::NAME);
    let class = rt.class_of(v);
    let class = rt.class_qualname(class);
    let class = rt.str_to_string(class);
    let message = if name.is_none() {
        format!("property of '{class}' object has no {what}")
    } else {
        let name = rt.repr_string(name)?;
        format!("property {name} of '{class}' object has no {what}")
    };
    rt.raise(Exc::AttributeError, message)
}

fn property_get(rt: &mut Runtime, d: Value, v: Value, _owner: Value) -> Res<Value> {
    if v.is_none() {
        return Ok(d);
    }
    let f = rt.heap.value(d.obj(), o_property::GET);
    if f.is_none() {
        return property_missing(rt, d, v, "getter");
    }
    rt.call(f, &[v])
}

fn property_set(rt: &mut Runtime, d: Value, v: Value, value: Option<Value>) -> Res<()> {
    let f = rt.heap.value(
        d.obj(),
        if value.is_some() {
            o_property::SET
        } else {
            o_property::DEL
        },
    );
    match value {
        _ if f.is_none() => property_missing(rt, d, v, if value.is_some() { "setter" } else { "deleter" }),
        Some(x) => rt.call(f, &[v, x]).map(|_| ()),
        None => rt.call(f, &[v]).map(|_| ()),
    }
}

fn is_abstract(rt: &mut Runtime, f: Value) -> Res<bool> {
    if f.is_none() || f.is_unbound() {
        return Ok(false);
    }
    match rt.find_attr(f, rt.core.names.__isabstractmethod__)? {
        Some(x) => rt.truth(x),
        None => Ok(false),
    }
}

fn property_abstract(rt: &mut Runtime, v: Value) -> Res<Value> {
    for offset in [o_property::GET, o_property::SET, o_property::DEL] {
        let f = rt.heap.value(v.obj(), offset);
        if is_abstract(rt, f)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

// ---- staticmethod, classmethod: NATIVE layout, slot 0 is the function ----

impl Runtime {
    pub fn new_static_method(&mut self, f: Value) -> Res<Value> {
        let r = self.alloc_native(Kind::Staticmethod, self.types.staticmethod, 1, 0)?;
        self.set_native_value(r, 0, f);
        Ok(Value::object(r))
    }

    pub fn new_class_method(&mut self, f: Value) -> Res<Value> {
        let r = self.alloc_native(Kind::Classmethod, self.types.classmethod, 1, 0)?;
        self.set_native_value(r, 0, f);
        Ok(Value::object(r))
    }
}

fn inner(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(rt.native_value(v.obj(), 0))
}

const WRAPPER_ATTRS: &[GetSetDef] = &[
    member("__func__", inner),
    member("__wrapped__", inner),
    getter("__isabstractmethod__", |rt, v| {
        let f = rt.native_value(v.obj(), 0);
        is_abstract(rt, f).map(Value::bool)
    }),
    DICT_GETSET,
];

fn wrapper_init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let name = rt.type_name(args.pos[0]);
    let bound = rt.bind_args(&name, Params::Pos(1, 1), &args.pos[1..], args.kw)?;
    rt.set_native_value(args.pos[0].obj(), 0, bound[0]);
    for name in ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] {
        let name = rt.intern(name)?;
        if let Some(x) = rt.find_attr(bound[0], name)? {
            rt.instance_set(args.pos[0], name, x)?;
        }
    }
    Ok(())
}

pub static STATICMETHOD: TypeSpec = TypeSpec {
    name: "staticmethod",
    module: "builtins",
    kind: Kind::Staticmethod,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(|rt, v| wrapper_repr(rt, v, "staticmethod")),
        new: Some(|rt, args| {
            Ok(Value::object(rt.alloc_native(
                Kind::Staticmethod,
                args.pos[0].obj(),
                1,
                0,
            )?))
        }),
        init: Some(wrapper_init),
        call: Some(|rt, v, args| {
            let f = rt.native_value(v.obj(), 0);
            rt.call_kw(f, args.pos, args.kw)
        }),
        descr_get: Some(|rt, d, _, _| inner(rt, d)),
        ..Slots::NONE
    },
    methods: &[],
    getset: WRAPPER_ATTRS,
    doc: "staticmethod(function) -> method\n\nConvert a function to be a static method.",
};

pub static CLASSMETHOD: TypeSpec = TypeSpec {
    name: "classmethod",
    module: "builtins",
    kind: Kind::Classmethod,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(|rt, v| wrapper_repr(rt, v, "classmethod")),
        new: Some(|rt, args| {
            Ok(Value::object(rt.alloc_native(
                Kind::Classmethod,
                args.pos[0].obj(),
                1,
                0,
            )?))
        }),
        init: Some(wrapper_init),
        descr_get: Some(|rt, d, _, owner| {
            let f = rt.native_value(d.obj(), 0);
            match rt.kind_of(f) {
                Some(Kind::Function | Kind::Builtin) => rt.new_bound_method(f, owner),
                _ => match rt.slots_of(f).descr_get {
                    Some(get) => get(rt, f, owner, owner),
                    None => rt.new_bound_method(f, owner),
                },
            }
        }),
        ..Slots::NONE
    },
    methods: &[],
    getset: WRAPPER_ATTRS,
    doc: "classmethod(function) -> method\n\nConvert a function to be a class method.",
};

fn wrapper_repr(rt: &mut Runtime, v: Value, name: &str) -> Res<Value> {
    let f = rt.native_value(v.obj(), 0);
    let f = rt.repr_string(f)?;
    rt.new_str(&format!("<{name}({f})>"))
}

// ---- getset and member ----

/// `__dict__` of instances.
pub const DICT_GETSET: GetSetDef = GetSetDef {
    name: "__dict__",
    get: |rt, v| match v.as_object() {
        Some(r) if rt.is_type(v) => {
            let d = Value::object(rt.class_dict(r));
            rt.new_mapping_proxy(d)
        }
        Some(r) if rt.info(rt.heap.class(r)).has_dict => Ok(Value::object(rt.instance_dict(r)?)),
        _ => rt.raise_no_attribute(v, rt.core.names.__dict__),
    },
    set: Some(|rt, v, x| match x {
        _ if rt.kind_of(v) == Some(Kind::Module) => rt.raise(Exc::AttributeError, "readonly attribute"),
        _ if rt.is_type(v) => rt.raise(
            Exc::AttributeError,
            "attribute '__dict__' of 'type' objects is not writable",
        ),
        None if has_native_dict(rt, v) => rt.type_error("cannot delete __dict__"),
        Some(d) if rt.is_instance(d, rt.types.dict) => rt.set_instance_dict(v.obj(), d.obj()),
        Some(d) => {
            let got = rt.type_name(d);
            rt.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'"))
        }
        None => {
            let d = rt.new_dict()?;
            rt.set_instance_dict(v.obj(), d.obj())
        }
    }),
};

/// Is it a native class that gives `v` its dict?
fn has_native_dict(rt: &Runtime, v: Value) -> bool {
    let class = rt.class_of(v);
    let mut native = rt.info(class).mro.iter().filter(|&&c| !rt.info(c).heap_type);
    native.any(|&c| rt.dict_get_str(rt.class_dict(c), rt.core.names.__dict__).is_some())
}

/// `__weakref__`: the first weak reference to the object.
pub const WEAKREF_GETSET: GetSetDef = getter("__weakref__", |rt, v| {
    let first = v
        .as_object()
        .and_then(|r| rt.gc.weakrefs.get(&r))
        .and_then(|list| list.first().copied());
    Ok(first.map_or(Value::NONE, Value::object))
});

fn descriptor_name(rt: &Runtime, d: Value) -> String {
    rt.str_to_string(Value::object(rt.heap.field(d.obj(), o_builtin::NAME)))
}

fn check_owner(rt: &mut Runtime, d: Value, v: Value) -> Res<()> {
    let owner = rt.heap.field(d.obj(), o_builtin::OWNER);
    if rt.is_instance(v, owner) {
        return Ok(());
    }
    let (name, class, got) = (descriptor_name(rt, d), rt.class_name(owner), rt.type_name(v));
    rt.type_error(format!(
        "descriptor '{name}' for '{class}' objects doesn't apply to a '{got}' object"
    ))
}

fn getset_get(rt: &mut Runtime, d: Value, v: Value, owner: Value) -> Res<Value> {
    // None is an instance too, and of a class whose attributes may be asked for on it.
    if v.is_none() && owner != Value::object(rt.types.none) {
        return Ok(d);
    }
    check_owner(rt, d, v)?;
    (rt.core.getsets[rt.heap.u32(d.obj(), o_builtin::FN) as usize].get)(rt, v)
}

fn getset_set(rt: &mut Runtime, d: Value, v: Value, value: Option<Value>) -> Res<()> {
    check_owner(rt, d, v)?;
    match rt.core.getsets[rt.heap.u32(d.obj(), o_builtin::FN) as usize].set {
        Some(set) => set(rt, v, value),
        None => {
            let owner = rt.heap.field(d.obj(), o_builtin::OWNER);
            let (name, class) = (descriptor_name(rt, d), rt.class_name(owner));
            rt.raise(
                Exc::AttributeError,
                format!("attribute '{name}' of '{class}' objects is not writable"),
            )
        }
    }
}

fn descriptor_repr(rt: &mut Runtime, d: Value, what: &str) -> Res<Value> {
    let owner = rt.heap.field(d.obj(), o_builtin::OWNER);
    let (name, class) = (descriptor_name(rt, d), rt.class_name(owner));
    rt.new_str(&format!("<{what} '{name}' of '{class}' objects>"))
}

const DESCRIPTOR_NAME: GetSetDef = member("__name__", |rt, v| {
    Ok(Value::object(rt.heap.field(v.obj(), o_builtin::NAME)))
});
const DESCRIPTOR_QUALNAME: GetSetDef = getter("__qualname__", |rt, v| {
    let owner = rt.heap.field(v.obj(), o_builtin::OWNER);
    let q = rt.class_qualname(owner);
    let text = format!("{}.{}", rt.str_to_string(q), descriptor_name(rt, v));
    rt.new_str(&text)
});
const DESCRIPTOR_OWNER: GetSetDef = member("__objclass__", |rt, v| {
    Ok(Value::object(rt.heap.field(v.obj(), o_builtin::OWNER)))
});
const DESCRIPTOR_DOC: GetSetDef = getter("__doc__", Runtime::owned_doc);

const DESCRIPTOR_ATTRS: &[GetSetDef] = &[DESCRIPTOR_NAME, DESCRIPTOR_QUALNAME, DESCRIPTOR_OWNER, DESCRIPTOR_DOC];

/// Of descriptors that can be called.
pub(super) const METHOD_DESCRIPTOR_ATTRS: &[GetSetDef] = &[
    DESCRIPTOR_NAME,
    DESCRIPTOR_QUALNAME,
    DESCRIPTOR_OWNER,
    DESCRIPTOR_DOC,
    getter("__text_signature__", Runtime::owned_signature),
];

pub static GETSET: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    module: "builtins",
    kind: Kind::Getset,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(|rt, v| descriptor_repr(rt, v, "attribute")),
        descr_get: Some(getset_get),
        descr_set: Some(getset_set),
        ..Slots::NONE
    },
    methods: &[],
    getset: DESCRIPTOR_ATTRS,
    doc: "",
};

fn member_get(rt: &mut Runtime, d: Value, v: Value, owner: Value) -> Res<Value> {
    if rt.kind_of(d) == Some(Kind::Getset) {
        return getset_get(rt, d, v, owner);
    }
    if v.is_none() && owner != Value::object(rt.types.none) {
        return Ok(d);
    }
    check_owner(rt, d, v)?;
    let name = Value::object(rt.heap.field(d.obj(), o_builtin::NAME));
    let index = rt.heap.u32(d.obj(), o_builtin::FN);
    let value = if index == u32::MAX {
        let dict = rt.instance_dict(v.obj())?;
        rt.dict_get_str(dict, name)
    } else {
        Some(rt.heap.value(v.obj(), o_instance::SLOTS + 8 * index)).filter(|x| !x.is_unbound())
    };
    match value {
        Some(x) => Ok(x),
        None => rt.raise_no_attribute(v, name),
    }
}

fn member_set(rt: &mut Runtime, d: Value, v: Value, value: Option<Value>) -> Res<()> {
    if rt.kind_of(d) == Some(Kind::Getset) {
        return getset_set(rt, d, v, value);
    }
    check_owner(rt, d, v)?;
    let name = Value::object(rt.heap.field(d.obj(), o_builtin::NAME));
    let index = rt.heap.u32(d.obj(), o_builtin::FN);
    if value.is_none() && member_get(rt, d, v, Value::NONE).is_err() {
        // Only the name, as CPython says it where there is nothing to delete.
        let message = rt.str_to_string(name);
        return rt.raise(Exc::AttributeError, message);
    }
    if index != u32::MAX {
        rt.heap
            .set_value(v.obj(), o_instance::SLOTS + 8 * index, value.unwrap_or(Value::UNBOUND));
        return Ok(());
    }
    let dict = rt.instance_dict(v.obj())?;
    match value {
        Some(x) => rt.dict_set(dict, name, x),
        None => rt.dict_del(dict, name).map(|_| ()),
    }
}

pub static MEMBER: TypeSpec = TypeSpec {
    name: "member_descriptor",
    module: "builtins",
    kind: Kind::Member,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(|rt, v| descriptor_repr(rt, v, "member")),
        descr_get: Some(member_get),
        descr_set: Some(member_set),
        ..Slots::NONE
    },
    methods: &[],
    getset: DESCRIPTOR_ATTRS,
    doc: "",
};

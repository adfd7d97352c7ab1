//! `object`.

use super::TypeInfo;
use crate::generated::layouts::o_builtin;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, CmpOp, GetSetDef, MethodDef, Params, Slots, TypeSpec, class_method, method};
use crate::objects::{Res, Runtime};

pub static OBJECT: TypeSpec = TypeSpec {
    name: "object",
    module: "builtins",
    kind: Kind::Instance,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        str: Some(str),
        hash: Some(hash),
        compare: Some(compare),
        get_attr: Some(get_attr),
        set_attr: Some(set_attr),
        new: Some(new),
        init: Some(init),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: GETSET,
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
};

const METHODS: &[MethodDef] = &[
    method("__format__", Params::One, format),
    method("__dir__", Params::NoArgs, dir),
    method("__sizeof__", Params::NoArgs, |rt, a| {
        let size = rt.plain_size(a[0])?;
        rt.int(size)
    }),
    method("__reduce__", Params::NoArgs, |rt, args| {
        reduce(rt, args[0], Value::int32(0))
    }),
    method("__reduce_ex__", Params::One, reduce_ex),
    method("__getstate__", Params::NoArgs, getstate),
    class_method("__init_subclass__", Params::NoArgs, |_, _| Ok(Value::NONE)),
    class_method("__subclasshook__", Params::One, |_, _| Ok(Value::NOT_IMPLEMENTED)),
];

const GETSET: &[GetSetDef] = &[GetSetDef {
    name: "__class__",
    get: |rt, v| Ok(Value::object(rt.class_of(v))),
    set: Some(set_class),
}];

fn set_class(rt: &mut Runtime, v: Value, class: Option<Value>) -> Res<()> {
    let Some(class) = class else {
        return rt.type_error("can't delete __class__ attribute");
    };
    if !rt.is_type(class) {
        let got = rt.type_name(class);
        return rt.type_error(format!("__class__ must be set to a class, not '{got}' object"));
    }
    let (old, new) = (rt.class_of(v), class.obj());
    let (a, b) = (rt.info(old), rt.info(new));
    let module = a.kind == Kind::Module && b.kind == Kind::Module;
    if !module && (!a.heap_type || !b.heap_type) {
        return rt.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    let differs = a.kind != b.kind || a.fixed_slots != b.fixed_slots || a.has_dict != b.has_dict;
    let (mine, other) = (layout_class(rt, old), layout_class(rt, new));
    let alike =
        mine == other || rt.info(mine).base == rt.info(other).base && slot_members(rt, mine) == slot_members(rt, other);
    if differs || !module && (a.weak != b.weak || !alike) {
        let (new, old) = (rt.class_name(new), rt.class_name(old));
        return rt.type_error(format!(
            "__class__ assignment: '{new}' object layout differs from '{old}'"
        ));
    }
    rt.change_class(v.obj(), new)
}

/// The nearest ancestor that adds something to the layout.
fn layout_class(rt: &Runtime, class: Ref) -> Ref {
    let mut class = class;
    loop {
        let (own, base) = (rt.info(class), rt.info(class).base);
        let same = |b: &TypeInfo| (b.fixed_slots, b.has_dict, b.weak) == (own.fixed_slots, own.has_dict, own.weak);
        if base.is_none() || !same(rt.info(base)) {
            return class;
        }
        class = base;
    }
}

/// Names of an instance's `__slots__`, by place.
fn slot_members(rt: &Runtime, class: Ref) -> Vec<Value> {
    let mut names = vec![Value::UNBOUND; rt.info(class).fixed_slots as usize];
    for &c in &rt.info(class).mro {
        let mut at = 0;
        while let Some((name, member)) = rt.dict_next(rt.class_dict(c), &mut at) {
            if rt.kind_of(member) == Some(Kind::Member)
                && let Some(place) = names.get_mut(rt.heap.u32(member.obj(), o_builtin::FN) as usize)
            {
                *place = name;
            }
        }
    }
    names
}

/// `module.Class`, without the module for built-in classes.
pub fn qualified_name(rt: &mut Runtime, class: Ref) -> Res<String> {
    let qualname = rt.class_qualname(class);
    let qualname = rt.str_to_string(qualname);
    let module = rt.class_module(class)?;
    Ok(match module {
        Some(m) if m != "builtins" => format!("{m}.{qualname}"),
        _ => qualname,
    })
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = rt.class_of(v);
    let name = qualified_name(rt, class)?;
    let text = format!("<{name} object at {:#x}>", rt.address(v));
    rt.new_str(&text)
}

fn str(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.repr(v)
}

fn hash(_: &mut Runtime, v: Value) -> Res<i64> {
    // Objects lie at multiples of 16: bring the bits that differ to the low end.
    Ok(if v.is_object() {
        (v.low() >> 4) as i64
    } else {
        (v.0 as u32) as i64
    })
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    match op {
        CmpOp::Eq if a == b => Ok(Value::TRUE),
        CmpOp::Ne => {
            let class = rt.class_of(a);
            let Some(compare) = rt.info(class).slots.compare else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            let r = compare(rt, a, b, CmpOp::Eq)?;
            if r == Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
            Ok(Value::bool(!rt.truth(r)?))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn get_attr(rt: &mut Runtime, v: Value, name: Ref) -> Res<Value> {
    rt.generic_get_attr(v, Value::object(name))
}

fn set_attr(rt: &mut Runtime, v: Value, name: Ref, value: Option<Value>) -> Res<()> {
    rt.generic_set_attr(v, Value::object(name), value)
}

fn excess(args: &Args<'_>) -> bool {
    args.pos.len() > 1 || !args.kw.is_empty()
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    if excess(args) {
        if rt.info(class).generic.new {
            return rt.type_error("object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if !rt.info(class).generic.init {
            let name = rt.class_name(class);
            return rt.type_error(format!("{name}() takes no arguments"));
        }
    }
    if rt.info(class).heap_type {
        rt.check_abstract(class)?;
    }
    rt.alloc_instance(class).map(Value::object)
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if excess(args) {
        let class = rt.class_of(args.pos[0]);
        let generic = rt.info(class).generic;
        if generic.init {
            return rt.type_error("object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if !generic.new && rt.info(class).kind == Kind::Instance {
            let name = rt.class_name(class);
            return rt.type_error(format!(
                "{name}.__init__() takes exactly one argument (the instance to initialize)"
            ));
        }
    }
    Ok(())
}

fn format(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if rt.kind_of(args[1]) != Some(Kind::Str) {
        let got = rt.argument_name(args[1]);
        return rt.type_error(format!("__format__() argument must be str, not {got}"));
    }
    if !rt.str_to_string(args[1]).is_empty() {
        let name = rt.type_name(args[0]);
        return rt.type_error(format!("unsupported format string passed to {name}.__format__"));
    }
    rt.str(args[0])
}

fn dir(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let v = args[0];
    let mut names = match rt.kind_of(v) {
        Some(Kind::Instance | Kind::Exception)
            if rt
                .lookup_type(rt.class_of(v), rt.core.names.__dict__)
                .is_none_or(|d| rt.kind_of(d) == Some(Kind::Getset)) =>
        {
            rt.instance_names(v)
        }
        _ => {
            let found = rt.get_attr_opt(v, "__dict__")?;
            let dict = found.and_then(|d| rt.object_of_kind(d, Kind::Dict));
            let items = dict.map(|d| rt.dict_items(d)).unwrap_or_default();
            items
                .into_iter()
                .map(|item| item.0)
                .filter(|&name| rt.is_str(name))
                .collect()
        }
    };
    let class = rt.class_of(v);
    names.extend(rt.class_attribute_names(class));
    rt.sorted_names(names)
}

/// The instance's attributes as a dict of their own (the instance keeps its shape), with `__slots__` as CPython does.
fn getstate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let v = args[0];
    let mut state = Value::NONE;
    let names = rt.instance_names(v);
    if !names.is_empty() {
        state = rt.new_dict()?;
        for name in names {
            if let Some(x) = rt.instance_get(v, name) {
                rt.dict_set(state.obj(), name, x)?;
            }
        }
    }
    let slots = rt.new_dict()?;
    for class in rt.info(rt.class_of(v)).mro.clone() {
        let (dict, mut at) = (rt.class_dict(class), 0);
        while let Some((name, member)) = rt.dict_next(dict, &mut at) {
            if rt.kind_of(member) == Some(Kind::Member)
                && let Some(x) = rt.find_attr(v, name)?
            {
                rt.dict_set(slots.obj(), name, x)?;
            }
        }
    }
    if rt.dict_len(slots.obj()) == 0 {
        return Ok(state);
    }
    rt.new_tuple(&[state, slots])
}

/// `copyreg.__newobj__` and its relatives do the work, as in CPython.
fn reduce_ex(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (v, class) = (args[0], rt.class_of(args[0]));
    let own = rt.lookup_type(class, rt.core.names.__reduce__);
    let objects = rt.lookup_type(rt.types.object, rt.core.names.__reduce__);
    if own != objects {
        return rt.call_method(v, "__reduce__", &[]);
    }
    if crate::objects::itertools::is_itertool(rt, v) {
        return crate::objects::itertools::reduce(rt, v);
    }
    reduce(rt, v, args[1])
}

fn reduce(rt: &mut Runtime, v: Value, protocol: Value) -> Res<Value> {
    let newobj = rt.as_c_int(protocol)? >= 2;
    let copyreg = rt.import("copyreg")?;
    let scope = rt.scope();
    rt.root(copyreg);
    let result = if newobj {
        reduce_newobj(rt, v, copyreg)
    } else {
        rt.call_method(copyreg, "_reduce_ex", &[v, protocol])
    };
    rt.unscope(scope);
    result
}

fn reduce_newobj(rt: &mut Runtime, v: Value, copyreg: Value) -> Res<Value> {
    let class = rt.class_of(v);
    let info = rt.info(class);
    // What has a state of its own in native memory must say itself how it is copied.
    let copyable = match info.kind {
        Kind::Instance | Kind::List | Kind::Dict => info.slots.new.is_some(),
        _ => info.heap_type,
    };
    let (mut new_args, mut keywords) = (Vec::new(), None);
    let mut given = false;
    if let Some(f) = rt.lookup_special(v, "__getnewargs_ex__")? {
        let pair = rt.call(f, &[])?;
        if rt.kind_of(pair) != Some(Kind::Tuple) {
            let got = rt.type_name(pair);
            return rt.type_error(format!("__getnewargs_ex__ should return a tuple, not '{got}'"));
        }
        let parts = rt.items_of_tuple(pair).to_vec();
        if parts.len() != 2 {
            let n = parts.len();
            return rt.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {n}"));
        }
        for (i, (kind, place)) in [(Kind::Tuple, "first"), (Kind::Dict, "second")].into_iter().enumerate() {
            if rt.kind_of(parts[i]) != Some(kind) {
                let (want, got) = (if i == 0 { "tuple" } else { "dict" }, rt.type_name(parts[i]));
                return rt.type_error(format!(
                    "{place} item of the tuple returned by __getnewargs_ex__ must be a {want}, not '{got}'"
                ));
            }
        }
        new_args = rt.items_of_tuple(parts[0]).to_vec();
        keywords = Some(parts[1]);
        given = true;
    } else if let Some(f) = rt.lookup_special(v, "__getnewargs__")? {
        let list = rt.call(f, &[])?;
        if rt.kind_of(list) != Some(Kind::Tuple) {
            let got = rt.type_name(list);
            return rt.type_error(format!("__getnewargs__ should return a tuple, not '{got}'"));
        }
        new_args = rt.items_of_tuple(list).to_vec();
        given = true;
    }
    if !copyable && !given {
        let name = rt.type_name(v);
        return rt.type_error(format!("cannot pickle '{name}' object"));
    }
    rt.roots.extend_from_slice(&new_args);
    let state = rt.call_method(v, "__getstate__", &[])?;
    rt.root(state);
    let (maker, maker_args) = match keywords {
        Some(kw) if rt.len(kw)? > 0 => {
            let new_args = rt.new_tuple(&new_args)?;
            let f = rt.get_attr_str(copyreg, "__newobj_ex__")?;
            (f, rt.new_tuple(&[Value::object(class), new_args, kw])?)
        }
        _ => {
            new_args.insert(0, Value::object(class));
            let f = rt.get_attr_str(copyreg, "__newobj__")?;
            (f, rt.new_tuple(&new_args)?)
        }
    };
    rt.roots.extend([maker, maker_args]);
    let (mut list_items, mut dict_items) = (Value::NONE, Value::NONE);
    match rt.kind_of(v) {
        Some(Kind::List) => list_items = rt.iter(v)?,
        Some(Kind::Dict) => {
            let items = rt.call_method(v, "items", &[])?;
            dict_items = rt.iter(items)?;
        }
        _ => {}
    }
    rt.new_tuple(&[maker, maker_args, state, list_items, dict_items])
}

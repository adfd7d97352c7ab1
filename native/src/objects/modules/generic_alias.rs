//! `types.GenericAlias` (`list[int]`). Values: origin, tuple of arguments, tuple of type parameters; RAW: 1 when it is
//! starred (`*tuple[int]`).

use super::union_type;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{
    Args, BinOp, CmpOp, MethodDef, Params, Slots, TypeSpec, class_method, getter, member, method,
};
use crate::objects::{Exc, Res, Runtime};

pub static GENERIC_ALIAS: TypeSpec = TypeSpec {
    name: "GenericAlias",
    module: "types",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        call: Some(call),
        get_item: Some(substitute),
        iter: Some(|rt, alias| {
            let parts = rt.native_values(alias.obj()).to_vec();
            let starred = rt.new_native(Kind::Native, rt.class_of(alias), &parts)?;
            rt.set_native_raw(starred.obj(), 1);
            let list = rt.new_list(&[starred])?;
            rt.iter(list)
        }),
        get_attr: Some(get_attr),
        binary: {
            let mut slots = Slots::NONE.binary;
            slots[BinOp::Or as usize] = Some(union_type::union);
            slots
        },
        ..Slots::NONE
    },
    methods: &[
        method("__mro_entries__", Params::One, |rt, a| {
            let origin = rt.native_value(a[0].obj(), ORIGIN);
            rt.new_tuple(&[origin])
        }),
        method("__instancecheck__", Params::One, |rt, _| {
            rt.type_error("isinstance() argument 2 cannot be a parameterized generic")
        }),
        method("__subclasscheck__", Params::One, |rt, _| {
            rt.type_error("issubclass() argument 2 cannot be a parameterized generic")
        }),
        method("__reduce__", Params::NoArgs, reduce),
        method("__dir__", Params::NoArgs, |rt, a| {
            let origin = rt.native_value(a[0].obj(), ORIGIN);
            let special = rt.intern("__dir__")?;
            let mut names = match rt.call_special(origin, special, &[])? {
                Some(of_origin) => rt.collect(of_origin)?,
                None => Vec::new(),
            };
            names.retain(|&name| rt.is_str(name));
            for name in OWN {
                names.push(rt.intern(name)?);
            }
            rt.sorted_names(names)
        }),
    ],
    getset: &[
        member("__origin__", |rt, v| Ok(rt.native_value(v.obj(), ORIGIN))),
        member("__args__", |rt, v| Ok(rt.native_value(v.obj(), ARGS))),
        getter("__parameters__", |rt, v| Ok(rt.native_value(v.obj(), PARAMETERS))),
        member("__unpacked__", |rt, v| Ok(Value::bool(rt.native_raw(v.obj()) != 0))),
    ],
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
};

/// `__class_getitem__` of generic built-in classes.
pub const CLASS_GETITEM: MethodDef = class_method("__class_getitem__", Params::One, |rt, a| {
    rt.new_generic_alias(a[0], a[1])
});

/// The attributes that are not the origin's.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

const ORIGIN: usize = 0;
const ARGS: usize = 1;
const PARAMETERS: usize = 2;

impl Runtime {
    /// `origin[args]`
    pub fn new_generic_alias(&mut self, origin: Value, args: Value) -> Res<Value> {
        let class = self.class_of_spec(&GENERIC_ALIAS);
        new_alias(self, class, origin, args)
    }
}

fn new_alias(rt: &mut Runtime, class: Ref, origin: Value, args: Value) -> Res<Value> {
    let args = if rt.kind_of(args) == Some(Kind::Tuple) {
        args
    } else {
        rt.new_tuple(&[args])?
    };
    let scope = rt.scope();
    rt.root(args);
    let parameters = parameters_of(rt, args);
    rt.unscope(scope);
    let parameters = rt.new_tuple(&parameters?)?;
    rt.new_native(Kind::Native, class, &[origin, args, parameters])
}

/// The type variables among arguments, each once.
pub fn parameters_of(rt: &mut Runtime, args: Value) -> Res<Vec<Value>> {
    let mut parameters: Vec<Value> = Vec::new();
    for arg in rt.items_of_tuple(args).to_vec() {
        if rt.kind_of(arg) == Some(Kind::Type) {
            continue;
        }
        let found = if rt.get_attr_opt(arg, "__typing_subst__")?.is_some() {
            vec![arg]
        } else {
            match rt.get_attr_opt(arg, "__parameters__")? {
                Some(inner) if rt.kind_of(inner) == Some(Kind::Tuple) => rt.items_of_tuple(inner).to_vec(),
                _ => Vec::new(),
            }
        };
        for parameter in found {
            if !parameters.contains(&parameter) {
                parameters.push(parameter);
            }
        }
    }
    Ok(parameters)
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = rt.bind_args("GenericAlias", Params::Pos(2, 2), &args.pos[1..], args.kw)?;
    new_alias(rt, args.pos[0].obj(), given[0], given[1])
}

/// A class or other thing as it looks within brackets.
pub fn repr_item(rt: &mut Runtime, v: Value) -> Res<String> {
    if v == Value::ELLIPSIS {
        return Ok("...".to_string());
    }
    if rt.get_attr_opt(v, "__origin__")?.is_some() && rt.get_attr_opt(v, "__args__")?.is_some() {
        return rt.repr_string(v);
    }
    let (Some(name), Some(module)) = (rt.get_attr_opt(v, "__qualname__")?, rt.get_attr_opt(v, "__module__")?) else {
        return rt.repr_string(v);
    };
    if module.is_none() {
        return rt.repr_string(v);
    }
    let (name, module) = (rt.str(name)?, rt.str(module)?);
    let (name, module) = (rt.str_to_string(name), rt.str_to_string(module));
    Ok(if module == "builtins" {
        name
    } else {
        format!("{module}.{name}")
    })
}

fn repr(rt: &mut Runtime, alias: Value) -> Res<Value> {
    let (origin, args) = (rt.native_value(alias.obj(), ORIGIN), rt.native_value(alias.obj(), ARGS));
    let mut texts = Vec::new();
    for arg in rt.items_of_tuple(args).to_vec() {
        texts.push(repr_item(rt, arg)?);
    }
    let origin = repr_item(rt, origin)?;
    let args = if texts.is_empty() {
        "()".to_string()
    } else {
        texts.join(", ")
    };
    let star = if rt.native_raw(alias.obj()) != 0 { "*" } else { "" };
    rt.new_str(&format!("{star}{origin}[{args}]"))
}

fn hash(rt: &mut Runtime, alias: Value) -> Res<i64> {
    let (origin, args) = (rt.native_value(alias.obj(), ORIGIN), rt.native_value(alias.obj(), ARGS));
    Ok(rt.hash(origin)? ^ rt.hash(args)?)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let class = rt.class_of_spec(&GENERIC_ALIAS);
    if !rt.is_instance(a, class) || !rt.is_instance(b, class) || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = rt.native_raw(a.obj()) == rt.native_raw(b.obj());
    for part in [ORIGIN, ARGS] {
        let (x, y) = (rt.native_value(a.obj(), part), rt.native_value(b.obj(), part));
        same = same && rt.eq(x, y)?;
    }
    Ok(Value::bool(same == (op == CmpOp::Eq)))
}

fn call(rt: &mut Runtime, alias: Value, args: &Args<'_>) -> Res<Value> {
    let origin = rt.native_value(alias.obj(), ORIGIN);
    let new = rt.call_kw(origin, args.pos, args.kw)?;
    match rt.rooted(&[new], |rt| rt.set_attr_str(new, "__orig_class__", alias)) {
        Err(raised) if !rt.matches(Exc::AttributeError) && !rt.matches(Exc::TypeError) => Err(raised),
        Err(_) => {
            rt.clear_exc();
            Ok(new)
        }
        Ok(()) => Ok(new),
    }
}

/// Most attributes are those of the origin.
fn get_attr(rt: &mut Runtime, alias: Value, name: Ref) -> Res<Value> {
    let name = Value::object(name);
    if OWN.contains(&rt.str_to_string(name).as_str()) {
        return rt.generic_get_attr(alias, name);
    }
    let origin = rt.native_value(alias.obj(), ORIGIN);
    rt.get_attr(origin, name)
}

/// `alias[…]`: puts arguments in place of type parameters.
fn substitute(rt: &mut Runtime, alias: Value, given: Value) -> Res<Value> {
    let [origin, args, parameters] = [0, 1, 2].map(|i| rt.native_value(alias.obj(), i));
    let parameters = rt.items_of_tuple(parameters).to_vec();
    let args = substituted(rt, alias, args, &parameters, given)?;
    let class = rt.class_of(alias);
    let args = rt.new_tuple(&args)?;
    rt.rooted(&[args], |rt| new_alias(rt, class, origin, args))
}

/// The arguments of `alias`, with what is `given` for its parameters.
pub fn substituted(rt: &mut Runtime, alias: Value, args: Value, parameters: &[Value], given: Value) -> Res<Vec<Value>> {
    let text = rt.repr_string(alias)?;
    if parameters.is_empty() {
        return rt.type_error(format!("{text} is not a generic class"));
    }
    let given = if rt.kind_of(given) == Some(Kind::Tuple) {
        rt.items_of_tuple(given).to_vec()
    } else {
        vec![given]
    };
    if given.len() != parameters.len() {
        let which = if given.len() > parameters.len() { "many" } else { "few" };
        return rt.type_error(format!(
            "Too {which} arguments for {text}; actual {}, expected {}",
            given.len(),
            parameters.len()
        ));
    }
    let scope = rt.scope();
    let result = (|| {
        let mut new = Vec::new();
        for arg in rt.items_of_tuple(args).to_vec() {
            let value = |p: Value| parameters.iter().position(|&q| q == p).map(|i| given[i]);
            let arg = if rt.kind_of(arg) == Some(Kind::Type) {
                arg
            } else if let (Some(subst), Some(v)) = (rt.get_attr_opt(arg, "__typing_subst__")?, value(arg)) {
                rt.call(subst, &[v])?
            } else {
                match rt.get_attr_opt(arg, "__parameters__")? {
                    Some(inner) if rt.kind_of(inner) == Some(Kind::Tuple) && !rt.items_of_tuple(inner).is_empty() => {
                        let values: Vec<Value> = rt
                            .items_of_tuple(inner)
                            .iter()
                            .map(|&p| value(p).unwrap_or(p))
                            .collect();
                        let key = rt.new_tuple(&values)?;
                        rt.root(key);
                        rt.get_item(arg, key)?
                    }
                    _ => arg,
                }
            };
            new.push(rt.root(arg));
        }
        Ok(new)
    })();
    rt.unscope(scope);
    result
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (origin, arguments) = (
        rt.native_value(args[0].obj(), ORIGIN),
        rt.native_value(args[0].obj(), ARGS),
    );
    let made_of = rt.new_tuple(&[origin, arguments])?;
    let class = Value::object(rt.class_of(args[0]));
    if rt.native_raw(args[0].obj()) != 0 {
        let plain = rt.new_generic_alias(origin, arguments)?;
        let it = rt.iter(plain)?;
        let next = rt.builtin("next")?;
        let of = rt.new_tuple(&[it])?;
        return rt.new_tuple(&[next, of]);
    }
    rt.new_tuple(&[class, made_of])
}

//! `__build_class__`: what a class statement calls.

use super::spec::{Args, MethodDef, raw_function};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_cell;
use crate::heap::{Kind, Value};

pub static FUNCTIONS: &[MethodDef] = &[raw_function("__build_class__", build_class)];

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`
fn build_class(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if args.pos.len() < 2 {
        return rt.type_error("__build_class__: not enough arguments");
    }
    let (body, name, original) = (args.pos[0], args.pos[1], &args.pos[2..]);
    if rt.kind_of(body) != Some(Kind::Function) {
        return rt.type_error("__build_class__: func must be a function");
    }
    if rt.kind_of(name) != Some(Kind::Str) {
        return rt.type_error("__build_class__: name is not a string");
    }
    let scope = rt.scope();
    let result = build(rt, body, name, original, args.kw);
    rt.unscope(scope);
    result
}

fn build(rt: &mut Runtime, body: Value, name: Value, original: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
    let bases = resolve_bases(rt, original)?;
    rt.roots.extend_from_slice(&bases);
    let mut keywords: Vec<(Value, Value)> = kw.to_vec();
    let explicit = keywords
        .iter()
        .position(|k| k.0 == rt.core.names.metaclass)
        .map(|i| keywords.remove(i).1);
    let mut meta = match explicit {
        Some(m) => m,
        None => match bases.first() {
            Some(&b) => Value::object(rt.class_of(b)),
            None => Value::object(rt.types.type_),
        },
    };
    if rt.is_type(meta) {
        meta = Value::object(rt.winning_metaclass(meta.obj(), &bases)?);
    }
    let bases_tuple = rt.new_tuple(&bases)?;
    rt.roots.extend([meta, bases_tuple]);
    let namespace = match meta == Value::object(rt.types.type_) {
        true => rt.new_dict()?,
        false => match rt.find_attr(meta, rt.core.names.__prepare__)? {
            Some(prepare) => rt.call_kw(prepare, &[name, bases_tuple], &keywords)?,
            None => rt.new_dict()?,
        },
    };
    rt.root(namespace);
    if rt.kind_of(namespace) != Some(Kind::Dict) && rt.slots_of(namespace).get_item.is_none() {
        let (what, got) = (
            if rt.is_type(meta) {
                rt.class_name(meta.obj())
            } else {
                "<metaclass>".into()
            },
            rt.type_name(namespace),
        );
        return rt.type_error(format!("{what}.__prepare__() must return a mapping, not {got}"));
    }
    let cell = rt.call_class_body(body, namespace)?;
    rt.root(cell);
    if bases != original {
        let original = rt.new_tuple(original)?;
        rt.set_item(namespace, rt.core.names.__orig_bases__, original)?;
    }
    let class = rt.call_kw(meta, &[name, bases_tuple, namespace], &keywords)?;
    if let (true, Some(cell)) = (rt.is_type(class), rt.object_of_kind(cell, Kind::Cell)) {
        let content = rt.heap.value(cell, o_cell::VALUE);
        if content.is_unbound() {
            let name = rt.repr_string(name)?;
            let class = rt_repr(rt, class);
            return rt.raise(
                Exc::RuntimeError,
                format!("__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"),
            );
        }
        if content != class {
            let (name, got, want) = (rt.repr_string(name)?, rt_repr(rt, content), rt_repr(rt, class));
            return rt.type_error(format!("__class__ set to {got} defining {name} as {want}"));
        }
    }
    Ok(class)
}

fn rt_repr(rt: &mut Runtime, v: Value) -> String {
    rt.repr_string(v).unwrap_or_else(|_| {
        rt.clear_exc();
        "?".into()
    })
}

/// `__mro_entries__` of bases that are no classes.
fn resolve_bases(rt: &mut Runtime, bases: &[Value]) -> Res<Vec<Value>> {
    let mut result = Vec::new();
    for &base in bases {
        if rt.is_type(base) {
            result.push(base);
            continue;
        }
        let Some(f) = rt.find_attr(base, rt.core.names.__mro_entries__)? else {
            result.push(base);
            continue;
        };
        let all = rt.new_tuple(bases)?;
        let entries = rt.call(f, &[all])?;
        if rt.kind_of(entries) != Some(Kind::Tuple) {
            return rt.type_error("__mro_entries__ must return a tuple");
        }
        result.extend_from_slice(rt.items_of_tuple(entries));
    }
    Ok(result)
}

//! `types.UnionType` (`int | str`). Values: tuple of members, tuple of type parameters.

use super::generic_alias::{GENERIC_ALIAS, parameters_of, repr_item, substituted};
use crate::heap::{Kind, Value};
use crate::objects::spec::{BinOp, CmpOp, Params, Slots, TypeSpec, getter, member, method};
use crate::objects::{Res, Runtime};

pub static UNION_TYPE: TypeSpec = TypeSpec {
    name: "UnionType",
    module: "types",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        get_item: Some(substitute),
        binary: {
            let mut slots = Slots::NONE.binary;
            slots[BinOp::Or as usize] = Some(union);
            slots
        },
        ..Slots::NONE
    },
    methods: &[
        method("__instancecheck__", Params::One, |rt, a| {
            let mut found = false;
            for member in members(rt, a[0]) {
                if rt.is_exact(member, rt.class_of_spec(&GENERIC_ALIAS)) {
                    return rt.type_error("isinstance() argument 2 cannot be a parameterized generic");
                }
                found = found || rt.isinstance(a[1], member)?;
                if found {
                    break;
                }
            }
            Ok(Value::bool(found))
        }),
        method("__subclasscheck__", Params::One, |rt, a| {
            if rt.kind_of(a[1]) != Some(Kind::Type) {
                return rt.type_error("issubclass() arg 1 must be a class");
            }
            let mut found = false;
            for member in members(rt, a[0]) {
                if rt.is_exact(member, rt.class_of_spec(&GENERIC_ALIAS)) {
                    return rt.type_error("issubclass() argument 2 cannot be a parameterized generic");
                }
                found = found || rt.issubclass(a[1], member)?;
                if found {
                    break;
                }
            }
            Ok(Value::bool(found))
        }),
    ],
    getset: &[
        member("__args__", |rt, v| Ok(rt.native_value(v.obj(), 0))),
        getter("__parameters__", |rt, v| Ok(rt.native_value(v.obj(), 1))),
    ],
    doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
};

fn members(rt: &Runtime, union: Value) -> Vec<Value> {
    rt.items_of_tuple(rt.native_value(union.obj(), 0)).to_vec()
}

fn is_union(rt: &Runtime, v: Value) -> bool {
    rt.is_exact(v, rt.class_of_spec(&UNION_TYPE))
}

/// `a | b` where classes, aliases, unions or None are on both sides.
pub fn union(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let alias = rt.class_of_spec(&GENERIC_ALIAS);
    let fits = |rt: &Runtime, v: Value| {
        v.is_none() || rt.kind_of(v) == Some(Kind::Type) || is_union(rt, v) || rt.is_instance(v, alias)
    };
    if !fits(rt, a) || !fits(rt, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut flat = Vec::new();
    for v in [a, b] {
        if is_union(rt, v) {
            flat.extend(members(rt, v));
        } else {
            flat.push(if v.is_none() { Value::object(rt.types.none) } else { v });
        }
    }
    new_union(rt, flat)
}

/// One member stands for itself.
fn new_union(rt: &mut Runtime, candidates: Vec<Value>) -> Res<Value> {
    let mut unique: Vec<Value> = Vec::new();
    for v in candidates {
        let mut known = false;
        for &u in &unique {
            known = known || u == v || (rt.kind_of(u) != Some(Kind::Type) && rt.eq(u, v)?);
        }
        if !known {
            unique.push(v);
        }
    }
    if let [only] = unique[..] {
        return Ok(only);
    }
    let args = rt.new_tuple(&unique)?;
    let scope = rt.scope();
    rt.root(args);
    let parameters = parameters_of(rt, args);
    rt.unscope(scope);
    let parameters = rt.new_tuple(&parameters?)?;
    let class = rt.class_of_spec(&UNION_TYPE);
    rt.new_native(Kind::Native, class, &[args, parameters])
}

fn repr(rt: &mut Runtime, union: Value) -> Res<Value> {
    let mut texts = Vec::new();
    for v in members(rt, union) {
        texts.push(if v == Value::object(rt.types.none) {
            "None".to_string()
        } else {
            repr_item(rt, v)?
        });
    }
    rt.new_str(&texts.join(" | "))
}

fn as_frozenset(rt: &mut Runtime, union: Value) -> Res<Value> {
    let members = members(rt, union);
    rt.new_frozenset(&members)
}

fn hash(rt: &mut Runtime, union: Value) -> Res<i64> {
    let set = as_frozenset(rt, union)?;
    rt.hash(set)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !is_union(rt, a) || !is_union(rt, b) || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let x = as_frozenset(rt, a)?;
    rt.rooted(&[x], |rt| {
        let y = as_frozenset(rt, b)?;
        rt.root(y);
        rt.compare(x, y, op)
    })
}

/// `union[…]`: puts arguments in place of type parameters.
fn substitute(rt: &mut Runtime, union: Value, given: Value) -> Res<Value> {
    let (args, parameters) = (rt.native_value(union.obj(), 0), rt.native_value(union.obj(), 1));
    let parameters = rt.items_of_tuple(parameters).to_vec();
    let args = substituted(rt, union, args, &parameters, given)?;
    new_union(rt, args)
}

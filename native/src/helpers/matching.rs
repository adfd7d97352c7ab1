//! `match` statements.

use super::{Done, Inst};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    let v = i.reg(rt, i.b);
    Ok(Done::Value(match i.op {
        Op::GetLen => {
            let n = rt.len(v)?;
            rt.int(n as i64)?
        }
        Op::MatchSequence => Value::bool(rt.matches_sequence(v)),
        Op::MatchMapping => Value::bool(rt.matches_mapping(v)),
        Op::MatchKeys => match_keys(rt, v, i.reg(rt, i.c))?,
        _ => match_class(rt, v, i.reg(rt, i.b + 1), i.c as usize, i.reg(rt, i.b + 2))?,
    }))
}

fn match_keys(rt: &mut Runtime, subject: Value, keys: Value) -> Res<Value> {
    let keys = rt.sequence_items(keys.obj()).to_vec();
    let get = rt.get_attr_str(subject, "get")?;
    // A key that is missing must be told from one with the value None.
    let dummy = rt.new_list(&[])?;
    let scope = rt.scope();
    rt.root(get);
    rt.root(dummy);
    let result = (|| {
        let mut seen = Vec::with_capacity(keys.len());
        let mut values = Vec::with_capacity(keys.len());
        for &key in &keys {
            for &other in &seen {
                if rt.eq(other, key)? {
                    let text = rt.repr_string(key)?;
                    return rt.value_error(format!("mapping pattern checks duplicate key ({text})"));
                }
            }
            seen.push(key);
            let v = rt.call(get, &[key, dummy])?;
            if v == dummy {
                return Ok(Value::NONE);
            }
            values.push(rt.root(v));
        }
        rt.new_tuple(&values)
    })();
    rt.unscope(scope);
    result
}

fn match_class(rt: &mut Runtime, subject: Value, class: Value, positional: usize, names: Value) -> Res<Value> {
    if rt.kind_of(class) != Some(Kind::Type) {
        return rt.type_error("called match pattern must be a class");
    }
    if !rt.isinstance(subject, class)? {
        return Ok(Value::NONE);
    }
    let scope = rt.scope();
    let result = class_attributes(rt, subject, class, positional, names);
    rt.unscope(scope);
    result
}

fn class_attributes(rt: &mut Runtime, subject: Value, class: Value, positional: usize, names: Value) -> Res<Value> {
    let mut wanted: Vec<Value> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if positional > 0 {
        let class_name = rt.class_name(class.obj());
        let args = rt.get_attr_opt(class, "__match_args__")?;
        let takes_self = args.is_none() && rt.matches_self(class.obj());
        let allowed = match args {
            None => vec![],
            Some(t) => match t.as_object() {
                Some(r) if rt.heap.class(r) == rt.types.tuple => rt.sequence_items(r).to_vec(),
                _ => {
                    let got = rt.type_name(t);
                    return rt.type_error(format!("{class_name}.__match_args__ must be a tuple (got {got})"));
                }
            },
        };
        let most = if takes_self { 1 } else { allowed.len() };
        if positional > most {
            let s = if most == 1 { "" } else { "s" };
            return rt.type_error(format!(
                "{class_name}() accepts {most} positional sub-pattern{s} ({positional} given)"
            ));
        }
        if takes_self {
            values.push(subject);
        } else {
            for &name in &allowed[..positional] {
                if rt.kind_of(name) != Some(Kind::Str) {
                    let got = rt.type_name(name);
                    return rt.type_error(format!("__match_args__ elements must be strings (got {got})"));
                }
                wanted.push(rt.intern_value(name)?);
            }
        }
    }
    wanted.extend(rt.sequence_items(names.obj()).to_vec());
    for (n, &name) in wanted.iter().enumerate() {
        if wanted[..n].contains(&name) {
            let (class_name, text) = (rt.class_name(class.obj()), rt.repr_string(name)?);
            return rt.type_error(format!("{class_name}() got multiple sub-patterns for attribute {text}"));
        }
        match rt.get_attr(subject, name) {
            Ok(v) => values.push(rt.root(v)),
            Err(e) => {
                if !rt.matches(Exc::AttributeError) {
                    return Err(e);
                }
                rt.clear_exc();
                return Ok(Value::NONE);
            }
        }
    }
    rt.new_tuple(&values)
}

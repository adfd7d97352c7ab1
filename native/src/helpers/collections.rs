//! Displays, items, iteration, unpacking, formatting.

use super::{Done, Inst};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Raised, Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    let (ra, rb, rc) = (i.a, i.b, i.c);
    Ok(match i.op {
        Op::GetItem => Done::Value(rt.get_item(i.reg(rt, rb), i.reg(rt, rc))?),
        Op::SetItem => {
            rt.set_item(i.reg(rt, ra), i.reg(rt, rb), i.reg(rt, rc))?;
            Done::Nothing
        }
        Op::DelItem => {
            rt.del_item(i.reg(rt, ra), i.reg(rt, rb))?;
            Done::Nothing
        }
        Op::GetIter => Done::Value(rt.iter(i.reg(rt, rb))?),
        Op::ForIter => match rt.next(i.reg(rt, rb))? {
            Some(v) => Done::Value(v),
            None => Done::Stop,
        },
        Op::BuildList => Done::Value(rt.new_list(&i.run(rt, rb, rc))?),
        Op::BuildTuple => Done::Value(rt.new_tuple(&i.run(rt, rb, rc))?),
        Op::BuildSet => {
            let set = rt.new_set()?;
            // In the register at once: hashing may call back, and a collection must find the set.
            let scope = rt.scope();
            rt.root(set);
            for v in i.run(rt, rb, rc) {
                if let Err(e) = rt.set_add(set, v) {
                    rt.unscope(scope);
                    return Err(e);
                }
            }
            rt.unscope(scope);
            Done::Value(set)
        }
        Op::BuildDict => {
            let dict = rt.new_dict()?;
            let items = i.run(rt, rb, 2 * rc);
            rt.rooted(&[dict], |rt| {
                for pair in items.chunks_exact(2) {
                    rt.dict_set(dict.obj(), pair[0], pair[1])?;
                }
                Ok::<(), Raised>(())
            })?;
            Done::Value(dict)
        }
        Op::BuildString => Done::Value(rt.str_join(&i.run(rt, rb, rc))?),
        Op::BuildSlice => {
            let parts = i.run(rt, rb, 3);
            Done::Value(rt.new_slice(parts[0], parts[1], parts[2])?)
        }
        Op::ListAppend => {
            rt.list_append(i.reg(rt, ra), i.reg(rt, rb))?;
            Done::Nothing
        }
        Op::SetAdd => {
            rt.set_add(i.reg(rt, ra), i.reg(rt, rb))?;
            Done::Nothing
        }
        Op::DictSet => {
            rt.dict_set(i.reg(rt, ra).obj(), i.reg(rt, rb), i.reg(rt, rc))?;
            Done::Nothing
        }
        Op::ListExtend => {
            let iterable = i.reg(rt, rb);
            if let Err(e) = rt.list_extend(i.reg(rt, ra), iterable) {
                return not_iterable_after_star(rt, iterable, e);
            }
            Done::Nothing
        }
        Op::SetUpdate => {
            rt.set_update(i.reg(rt, ra), i.reg(rt, rb))?;
            Done::Nothing
        }
        Op::DictUpdate => {
            let other = i.reg(rt, rb);
            if rt.get_attr_opt(other, "keys")?.is_none() {
                let name = rt.type_name(other);
                return rt.type_error(format!("'{name}' object is not a mapping"));
            }
            rt.dict_update(i.reg(rt, ra).obj(), other)?;
            Done::Nothing
        }
        Op::DictMerge => {
            dict_merge(rt, i.reg(rt, ra), i.reg(rt, rb), i.reg(rt, rc))?;
            Done::Nothing
        }
        Op::ListToTuple => Done::Value(rt.new_tuple(&rt.items_of_list(i.reg(rt, rb)))?),
        Op::FormatValue => {
            let spec = if rc & 0x100 != 0 {
                i.reg(rt, rb + 1)
            } else {
                Value::UNBOUND
            };
            Done::Value(rt.format_value(i.reg(rt, rb), rc & 0xff, spec)?)
        }
        Op::Unpack => {
            unpack(rt, i, rc as usize)?;
            Done::Nothing
        }
        Op::UnpackEx => {
            unpack_ex(rt, i, (rc & 0xffff) as usize, (rc >> 16) as usize)?;
            Done::Nothing
        }
        _ => return rt.raise(Exc::SystemError, format!("opcode {} is not the kernel's", i.op.name())),
    })
}

/// `[*x]` and `f(*x)`: CPython's own words for what cannot be iterated.
fn not_iterable_after_star(rt: &mut Runtime, v: Value, e: Raised) -> Res<Done> {
    if rt.matches(Exc::TypeError) {
        let has_iter = rt.lookup_special(v, "__iter__").unwrap_or(None).is_some() || rt.is_sequence(v);
        if !has_iter {
            let name = rt.type_name(v);
            rt.clear_exc();
            return rt.type_error(format!("Value after * must be an iterable, not {name}"));
        }
    }
    Err(e)
}

fn dict_merge(rt: &mut Runtime, dict: Value, other: Value, callee: Value) -> Res<()> {
    if rt.get_attr_opt(other, "keys")?.is_none() {
        let (callee_name, name) = (rt.callable_name(callee), rt.type_name(other));
        return rt.type_error(format!("{callee_name} argument after ** must be a mapping, not {name}"));
    }
    let copy = rt.new_dict()?;
    rt.rooted(&[copy], |rt| {
        rt.dict_update(copy.obj(), other)?;
        for (key, value, _) in rt.dict_items(copy.obj()) {
            if rt.kind_of(key) != Some(Kind::Str) {
                return rt.type_error("keywords must be strings");
            }
            if rt.dict_get(dict.obj(), key)?.is_some() {
                let (callee_name, name) = (rt.callable_name(callee), rt.str_to_string(key));
                return rt.type_error(format!(
                    "{callee_name} got multiple values for keyword argument '{name}'"
                ));
            }
            rt.dict_set(dict.obj(), key, value)?;
        }
        Ok(())
    })
}

fn raise_cannot_unpack<T>(rt: &mut Runtime, v: Value, e: Raised) -> Res<T> {
    if rt.matches(Exc::TypeError) {
        let name = rt.type_name(v);
        rt.clear_exc();
        return rt.type_error(format!("cannot unpack non-iterable {name} object"));
    }
    Err(e)
}

/// An iterator over `v`, with the words of an unpacking assignment when there is none.
fn unpack_iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    let iterable = rt.lookup_special(v, "__iter__")?.is_some() || rt.is_sequence(v);
    match rt.iter(v) {
        Err(e) if !iterable => raise_cannot_unpack(rt, v, e),
        other => other,
    }
}

fn unpack(rt: &mut Runtime, i: &Inst, count: usize) -> Res<()> {
    let v = i.reg(rt, i.b);
    if let Some(r) = v.as_object()
        && (rt.heap.class(r) == rt.types.list || rt.heap.class(r) == rt.types.tuple)
    {
        let items = rt.sequence_items(r).to_vec();
        if items.len() > count {
            return rt.value_error(format!("too many values to unpack (expected {count})"));
        }
        return store_unpacked(rt, i, &items, count);
    }
    let it = unpack_iter(rt, v)?;
    let scope = rt.scope();
    rt.root(it);
    let result = (|| {
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            let Some(item) = rt.next(it)? else { break };
            rt.root(item);
            items.push(item);
        }
        if items.len() == count && rt.next(it)?.is_some() {
            return rt.value_error(format!("too many values to unpack (expected {count})"));
        }
        store_unpacked(rt, i, &items, count)
    })();
    rt.unscope(scope);
    result
}

fn store_unpacked(rt: &mut Runtime, i: &Inst, items: &[Value], count: usize) -> Res<()> {
    if items.len() < count {
        let got = items.len();
        return rt.value_error(format!("not enough values to unpack (expected {count}, got {got})"));
    }
    for (n, &v) in items.iter().enumerate() {
        i.set(rt, i.a + n as u32, v);
    }
    Ok(())
}

fn unpack_ex(rt: &mut Runtime, i: &Inst, before: usize, after: usize) -> Res<()> {
    let v = i.reg(rt, i.b);
    let it = unpack_iter(rt, v)?;
    let items = rt.rooted(&[it], |rt| rt.list_from(it))?;
    let items = rt.items_of_list(items);
    if items.len() < before + after {
        let (expected, got) = (before + after, items.len());
        return rt.value_error(format!(
            "not enough values to unpack (expected at least {expected}, got {got})"
        ));
    }
    let rest = rt.new_list(&items[before..items.len() - after])?;
    for (n, &v) in items[..before].iter().enumerate() {
        i.set(rt, i.a + n as u32, v);
    }
    i.set(rt, i.a + before as u32, rest);
    for (n, &v) in items[items.len() - after..].iter().enumerate() {
        i.set(rt, i.a + (before + 1 + n) as u32, v);
    }
    Ok(())
}

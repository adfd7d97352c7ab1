//! Globals, builtins and names looked up in a namespace mapping.

use super::{Done, Inst};
use crate::generated::layouts::{frame, frame_flag, o_cell, o_dict, o_dict_entry, o_function};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    match i.op {
        Op::LoadGlobal => load_global(rt, i).map(Done::Value),
        Op::StoreGlobal => {
            let (globals, name) = (globals(rt, i), Value::object(Ref(i.b)));
            rt.namespace_set(globals, name, i.reg(rt, i.a))?;
            if let Some(n) = rt.dict_find_str(globals, name) {
                i.set_cache(rt, [rt.heap.u32(globals, o_dict::ENTRIES), n, 0, 0]);
            }
            Ok(Done::Nothing)
        }
        Op::DeleteGlobal => {
            let name = Value::object(Ref(i.a));
            if rt.namespace_del(globals(rt, i), name)? {
                Ok(Done::Nothing)
            } else {
                not_defined(rt, name)
            }
        }
        Op::LoadName => {
            let name = Value::object(Ref(i.b));
            if let Some(v) = find_in_namespace(rt, i, name)? {
                return Ok(Done::Value(v));
            }
            global_or_builtin(rt, i, name).map(Done::Value)
        }
        Op::StoreName => {
            let (space, name, v) = (namespace(rt, i), Value::object(Ref(i.b)), i.reg(rt, i.a));
            match exact_dict(rt, space) {
                Some(d) => rt.dict_set(d, name, v)?,
                None => rt.set_item(space, name, v)?,
            }
            Ok(Done::Nothing)
        }
        Op::DeleteName => {
            let (space, name) = (namespace(rt, i), Value::object(Ref(i.a)));
            match exact_dict(rt, space) {
                Some(d) => {
                    if rt.dict_del(d, name)? {
                        return Ok(Done::Nothing);
                    }
                    not_defined(rt, name)
                }
                None => {
                    if rt.del_item(space, name).is_err() {
                        if !rt.matches(Exc::KeyError) {
                            return Err(crate::objects::Raised);
                        }
                        rt.clear_exc();
                        return not_defined(rt, name);
                    }
                    Ok(Done::Nothing)
                }
            }
        }
        Op::LoadClassderef => {
            let name = Value::object(Ref(i.c));
            if let Some(v) = find_in_namespace(rt, i, name)? {
                return Ok(Done::Value(v));
            }
            let v = rt.heap.value(i.reg(rt, i.b).obj(), o_cell::VALUE);
            if v.is_unbound() {
                let text = rt.str_to_string(name);
                return rt.raise(
                    Exc::NameError,
                    format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope"),
                );
            }
            Ok(Done::Value(v))
        }
        Op::LoadLocals => Ok(Done::Value(namespace(rt, i))),
        _ => {
            let (space, name) = (namespace(rt, i), rt.intern("__annotations__")?);
            if !rt.contains(space, name)? {
                let annotations = rt.new_dict()?;
                rt.set_item(space, name, annotations)?;
            }
            Ok(Done::Nothing)
        }
    }
}

fn globals(rt: &Runtime, i: &Inst) -> Ref {
    rt.heap.field(i.func(rt), o_function::GLOBALS)
}

/// The frame's namespace mapping: EXTRA where it has one, else the globals.
fn namespace(rt: &Runtime, i: &Inst) -> Value {
    let flags = i.header(rt, frame::RET).high();
    if flags & frame_flag::NAMESPACE != 0 {
        i.header(rt, frame::EXTRA)
    } else {
        Value::object(globals(rt, i))
    }
}

fn exact_dict(rt: &Runtime, v: Value) -> Option<Ref> {
    v.as_object()
        .filter(|&r| rt.heap.kind(r) == Kind::Dict && rt.heap.class(r) == rt.types.dict)
}

fn find_in_namespace(rt: &mut Runtime, i: &Inst, name: Value) -> Res<Option<Value>> {
    let space = namespace(rt, i);
    if let Some(d) = exact_dict(rt, space) {
        return Ok(rt.dict_get_str(d, name));
    }
    match rt.get_item(space, name) {
        Ok(v) => Ok(Some(v)),
        Err(e) => {
            if !rt.matches(Exc::KeyError) {
                return Err(e);
            }
            rt.clear_exc();
            Ok(None)
        }
    }
}

/// The builtins that the running function sees; its namespace may say that there are none.
pub(super) fn builtins(rt: &mut Runtime, i: &Inst) -> Res<Ref> {
    let builtins = rt.heap.field(i.func(rt), o_function::BUILTINS);
    if builtins.is_none() {
        return rt.type_error("'NoneType' object is not subscriptable");
    }
    Ok(builtins)
}

fn global_or_builtin(rt: &mut Runtime, i: &Inst, name: Value) -> Res<Value> {
    let globals = globals(rt, i);
    if let Some(v) = rt.dict_get_str(globals, name) {
        return Ok(v);
    }
    let builtins = builtins(rt, i)?;
    match rt.dict_get_str(builtins, name) {
        Some(v) => Ok(v),
        None => not_defined(rt, name),
    }
}

fn not_defined<T>(rt: &mut Runtime, name: Value) -> Res<T> {
    let text = rt.str_to_string(name);
    let message = rt.new_str(&format!("name '{text}' is not defined"))?;
    let exc = rt.new_exception(rt.exceptions[Exc::NameError as usize], &[message])?;
    rt.set_exc_field(exc, 0, name);
    rt.raise_value(exc)
}

fn load_global(rt: &mut Runtime, i: &Inst) -> Res<Value> {
    let (globals, name) = (globals(rt, i), Value::object(Ref(i.b)));
    if let Some(n) = rt.dict_find_str(globals, name) {
        let entries = rt.heap.u32(globals, o_dict::ENTRIES);
        // The key must be the very str of the instruction, or the check on the fast path would fail each time.
        if entry_key(rt, entries, n) == name {
            i.set_cache(rt, [entries, n, 0, 0]);
        }
        return Ok(rt.dict_value(globals, n));
    }
    let builtins = builtins(rt, i)?;
    if let Some(n) = rt.dict_find_str(builtins, name) {
        let entries = rt.heap.u32(builtins, o_dict::ENTRIES);
        if entry_key(rt, entries, n) == name {
            rt.mark_builtin_name(name.obj());
            i.set_cache(rt, [rt.heap.u32(globals, o_dict::VERSION), n, 1, entries]);
        }
        return Ok(rt.dict_value(builtins, n));
    }
    not_defined(rt, name)
}

fn entry_key(rt: &Runtime, entries: u32, n: u32) -> Value {
    rt.heap
        .value(Ref(entries + 8), n * o_dict_entry::SIZE + o_dict_entry::KEY)
}

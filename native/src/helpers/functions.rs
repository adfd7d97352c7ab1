//! Cells, functions, iterators of delegation and awaiting.

use super::names::builtins;
use super::{Done, Inst};
use crate::generated::layouts::{code_flag, gen_flavor, gen_state, o_cell, o_code, o_function, o_generator};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    Ok(match i.op {
        Op::MakeCell => {
            let cell = rt.alloc(Kind::Cell, rt.types.cell, o_cell::SIZE as usize)?;
            rt.heap.set_value(cell, o_cell::VALUE, i.reg(rt, i.a));
            Done::Value(Value::object(cell))
        }
        Op::MakeFunction => Done::Value(make_function(rt, i)?),
        Op::LoadBuildClass => {
            let (builtins, name) = (builtins(rt, i)?, rt.intern("__build_class__")?);
            match rt.dict_get_str(builtins, name) {
                Some(v) => Done::Value(v),
                None => return rt.raise(Exc::NameError, "__build_class__ not found"),
            }
        }
        Op::GetYieldFromIter => {
            let v = i.reg(rt, i.b);
            if is_coroutine(rt, v) {
                let code = rt.heap.field(i.func(rt), o_function::CODE);
                let flags = rt.heap.u32(code, o_code::FLAGS);
                if flags & (code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE) == 0 {
                    return rt.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator");
                }
                return Ok(Done::Value(v));
            }
            if rt.kind_of(v) == Some(Kind::Generator) {
                Done::Value(v)
            } else {
                Done::Value(rt.iter(v)?)
            }
        }
        Op::GetAwaitable => Done::Value(awaitable(rt, i.reg(rt, i.b), i.c)?),
        Op::GetAiter => {
            let v = i.reg(rt, i.b);
            let Some(method) = rt.lookup_special(v, "__aiter__")? else {
                let name = rt.type_name(v);
                return rt.type_error(format!(
                    "'async for' requires an object with __aiter__ method, got {name}"
                ));
            };
            let it = rt.call(method, &[])?;
            if rt.lookup_special(it, "__anext__")?.is_none() {
                let name = rt.type_name(it);
                return rt.type_error(format!(
                    "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
                ));
            }
            Done::Value(it)
        }
        _ => {
            let v = i.reg(rt, i.b);
            let Some(method) = rt.lookup_special(v, "__anext__")? else {
                let name = rt.type_name(v);
                return rt.type_error(format!(
                    "'async for' requires an iterator with __anext__ method, got {name}"
                ));
            };
            let next = rt.call(method, &[])?;
            let got = rt.type_name(next);
            match rt.rooted(&[next], |rt| awaitable(rt, next, 0)) {
                Ok(it) => Done::Value(it),
                Err(_) => {
                    let message = format!("'async for' received an invalid object from __anext__: {got}");
                    return rt.raise_from_pending(Exc::TypeError, message);
                }
            }
        }
    })
}

fn make_function(rt: &mut Runtime, i: &Inst) -> Res<Value> {
    let code = Ref(i.c);
    let parts = i.cache(rt, 0);
    let part = |rt: &Runtime, n: u32| {
        if parts & (1 << n) != 0 {
            i.reg(rt, i.b + n).as_object().unwrap_or(Ref::NONE)
        } else {
            Ref::NONE
        }
    };
    let (defaults, kwdefaults, annotations, closure) = (part(rt, 0), part(rt, 1), part(rt, 2), part(rt, 3));
    let own = i.func(rt);
    let (globals, builtins) = (
        rt.heap.field(own, o_function::GLOBALS),
        rt.heap.field(own, o_function::BUILTINS),
    );
    let f = rt.new_function_with(code, globals, builtins)?;
    rt.heap.set_field(f.obj(), o_function::DEFAULTS, defaults);
    rt.heap.set_field(f.obj(), o_function::KWDEFAULTS, kwdefaults);
    rt.heap.set_field(f.obj(), o_function::ANNOTATIONS, annotations);
    rt.heap.set_field(f.obj(), o_function::CLOSURE, closure);
    Ok(f)
}

/// A coroutine, or a generator made into one by `types.coroutine`.
fn is_coroutine(rt: &Runtime, v: Value) -> bool {
    let Some(r) = v.as_object().filter(|&r| rt.heap.kind(r) == Kind::Generator) else {
        return false;
    };
    let code = rt.heap.field(r, o_generator::CODE);
    rt.heap.u32(code, o_code::FLAGS) & (code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE) != 0
}

/// The iterator that `await v` runs; `after` 1: v comes from `__aenter__`, 2: from `__aexit__`.
fn awaitable(rt: &mut Runtime, v: Value, after: u32) -> Res<Value> {
    if is_coroutine(rt, v) {
        let is = |rt: &Runtime, field, what| rt.heap.u32(v.obj(), field) == what;
        // A suspended coroutine waits in an `await`.
        if is(rt, o_generator::FLAVOR, gen_flavor::COROUTINE) && is(rt, o_generator::STATE, gen_state::SUSPENDED) {
            return rt.raise(Exc::RuntimeError, "coroutine is being awaited already");
        }
        return Ok(v);
    }
    let Some(method) = rt.lookup_special(v, "__await__")? else {
        let name = rt.type_name(v);
        return rt.type_error(match after {
            1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
            2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
            _ => format!("object {name} can't be used in 'await' expression"),
        });
    };
    let it = rt.call(method, &[])?;
    if is_coroutine(rt, it) {
        return rt.type_error("__await__() returned a coroutine");
    }
    if !rt.is_iterator(it) {
        let name = rt.type_name(it);
        return rt.type_error(format!("__await__() returned non-iterator of type '{name}'"));
    }
    Ok(it)
}

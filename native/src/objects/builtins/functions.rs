//! `len`, `iter`, `next`, `getattr` and other one-step functions.

use crate::generated::layouts::ctx;
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn len(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = rt.len(args[0])?;
    rt.int(n as i64)
}

pub fn iter(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if args[1].is_unbound() {
        return rt.iter(args[0]);
    }
    if !rt.is_callable(args[0]) {
        return rt.type_error("iter(v, w): v must be callable");
    }
    rt.new_callable_iter(args[0], args[1])
}

pub fn next(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0];
    if !rt.is_iterator(it) {
        let name = rt.type_name(it);
        return rt.type_error(format!("'{name}' object is not an iterator"));
    }
    rt.heap.set_ctx_value(ctx::STOP_VALUE, Value::NONE);
    match rt.next_or_stop(it) {
        Ok(Some(v)) => Ok(v),
        Ok(None) if !args[1].is_unbound() => Ok(args[1]),
        // What a generator returned.
        Ok(None) => {
            let value = rt.heap.ctx_value(ctx::STOP_VALUE);
            rt.raise_stop_iteration(value)
        }
        Err(_) if !args[1].is_unbound() && rt.matches(Exc::StopIteration) => {
            rt.clear_exc();
            Ok(args[1])
        }
        Err(raised) => Err(raised),
    }
}

pub fn callable(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    Ok(Value::bool(rt.is_callable(args[0])))
}

pub fn hash(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let hash = rt.hash(args[0])?;
    rt.int(hash)
}

/// Objects never move, so their place is their identity; immediates have one by value.
pub fn id(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match args[0].as_object() {
        Some(r) => rt.int(0x7f00_0000_0000 + r.0 as i64),
        None => rt.int((args[0].0.rotate_left(20).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 18) as i64 | 1 << 46),
    }
}

impl Runtime {
    /// The interned name that an attribute function was given.
    fn attribute_name(&mut self, name: Value) -> Res<Value> {
        if self.kind_of(name) != Some(Kind::Str) {
            let found = self.type_name(name);
            return self.type_error(format!("attribute name must be string, not '{found}'"));
        }
        self.intern_value(name)
    }
}

pub fn get_attr(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let name = rt.attribute_name(args[1])?;
    if args[2].is_unbound() {
        return rt.get_attr(args[0], name);
    }
    Ok(rt.find_attr(args[0], name)?.unwrap_or(args[2]))
}

pub fn has_attr(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let name = rt.attribute_name(args[1])?;
    Ok(Value::bool(rt.find_attr(args[0], name)?.is_some()))
}

pub fn set_attr(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let name = rt.attribute_name(args[1])?;
    rt.set_attr(args[0], name, args[2])?;
    Ok(Value::NONE)
}

pub fn del_attr(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let name = rt.attribute_name(args[1])?;
    rt.del_attr(args[0], name)?;
    Ok(Value::NONE)
}

pub fn format(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let spec = if args[1].is_unbound() { rt.new_str("")? } else { args[1] };
    if rt.kind_of(spec) != Some(Kind::Str) {
        let found = rt.argument_name(spec);
        return rt.type_error(format!("format() argument 2 must be str, not {found}"));
    }
    rt.format(args[0], spec)
}

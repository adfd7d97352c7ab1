//! Attributes and methods, with the inline caches that the interpreter and compiled code read.

use super::{Done, Inst};
use crate::generated::opcodes::Op;
use crate::heap::{Ref, Value};
use crate::objects::{Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    Ok(match i.op {
        Op::GetAttr => {
            let (v, name) = (i.reg(rt, i.b), Value::object(Ref(i.c)));
            let result = rt.get_attr(v, name)?;
            if let Some(words) = rt.attr_cache(v, name, false) {
                i.set_cache(rt, words);
            }
            Done::Value(result)
        }
        Op::SetAttr => {
            let (v, name) = (i.reg(rt, i.a), Value::object(Ref(i.c)));
            let before = rt.shape_of(v);
            rt.set_attr(v, name, i.reg(rt, i.b))?;
            if let Some(words) = rt.set_attr_cache(v, name, before) {
                i.set_cache(rt, words);
            }
            Done::Nothing
        }
        Op::DelAttr => {
            rt.del_attr(i.reg(rt, i.a), Value::object(Ref(i.b)))?;
            Done::Nothing
        }
        Op::LoadMethod => {
            let (v, name) = (i.reg(rt, i.b), Value::object(Ref(i.c)));
            let (f, receiver) = rt.load_method(v, name)?;
            if let Some(words) = rt.attr_cache(v, name, true) {
                i.set_cache(rt, words);
            }
            i.set(rt, i.a, f);
            i.set(rt, i.a + 1, receiver);
            Done::Nothing
        }
        Op::LoadSpecial => {
            let (v, name) = (i.reg(rt, i.b), Value::object(Ref(i.c)));
            let (f, receiver) = rt.load_special(v, name)?;
            i.set(rt, i.a, f);
            i.set(rt, i.a + 1, receiver);
            Done::Nothing
        }
        Op::LoadSuper => {
            let (f, receiver) = load_super(rt, i)?;
            if receiver.is_unbound() {
                Done::Value(f)
            } else {
                Done::Value(rt.new_bound_method(f, receiver)?)
            }
        }
        _ => {
            let (f, receiver) = load_super(rt, i)?;
            i.set(rt, i.a, f);
            i.set(rt, i.a + 1, receiver);
            Done::Nothing
        }
    })
}

/// (function, receiver) of `super().name`; the receiver is unbound when the attribute is no plain method.
fn load_super(rt: &mut Runtime, i: &Inst) -> Res<(Value, Value)> {
    let parts = i.run(rt, i.b, 3);
    let object = if parts[0] == Value::object(rt.types.super_) {
        rt.call(parts[0], &parts[1..])?
    } else {
        rt.call(parts[0], &[])?
    };
    let name = Value::object(Ref(i.c));
    if rt.str_to_string(name).is_empty() {
        return Ok((object, Value::UNBOUND));
    }
    rt.rooted(&[object], |rt| rt.load_method(object, name))
}

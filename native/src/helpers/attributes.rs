//! Attributes and methods, with the inline caches that the interpreter and compiled code read.

use super::{Done, Inst};
use crate::generated::layouts::{ctx, frame, o_code, o_function, o_obj};
use crate::generated::opcodes::Op;
use crate::heap::{Ref, Value};
use crate::objects::frame::locals::instruction_at;
use crate::objects::{Exc, Res, Runtime};

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

/// An AttributeError that comes out of what the instruction at Ctx.PC has called is about the attribute that it wanted.
pub fn complete_attribute_error(rt: &mut Runtime) {
    if !rt.matches(Exc::AttributeError) || rt.names_attribute(rt.heap.ctx_value(ctx::EXC)) {
        return;
    }
    let (fp, pc) = (rt.heap.ctx(ctx::FP), rt.heap.ctx(ctx::PC));
    let func = rt.heap.value(Ref(fp * 8), frame::FUNC * 8).obj();
    let code = rt.heap.field(func, o_function::CODE);
    let first = rt.heap.u32(code, o_code::ENTRY);
    if let Some(at) = instruction_at(rt, code, pc.wrapping_sub(first))
        && let Some(i) = Inst::decode(rt, fp, first + at)
        && i.op == Op::GetAttr
    {
        rt.complete_attribute_error(i.reg(rt, i.b), Value::object(Ref(i.c)));
    }
}

/// (function, receiver) of `super().name`; the receiver is unbound when the attribute is no plain method.
fn load_super(rt: &mut Runtime, i: &Inst) -> Res<(Value, Value)> {
    let parts = i.run(rt, i.b, 3);
    let (class, first) = (parts[1], parts[2]);
    let is_super = parts[0] == Value::object(rt.types.super_);
    if is_super && first.is_unbound() {
        return rt.raise(Exc::RuntimeError, "super(): arg[0] deleted");
    }
    let name = Value::object(Ref(i.c));
    let names_attribute = rt.heap.u32(Ref(i.c), o_obj::LEN) != 0;
    if is_super && names_attribute {
        // A method found on the way is called without the super object ever existing.
        let start = rt.super_start(class, first)?;
        let on_class = first.is_object() && first.obj() == start;
        if !on_class
            && let Some(f) = rt.super_lookup(class.obj(), start, name)
            && rt.is_method_like(f)
        {
            return Ok((f, first));
        }
    }
    let object = rt.call(parts[0], if is_super { &parts[1..] } else { &[] })?;
    if !names_attribute {
        return Ok((object, Value::UNBOUND));
    }
    rt.rooted(&[object], |rt| rt.load_method(object, name))
}

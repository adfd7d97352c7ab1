//! Matching exceptions in handlers.

use super::{Done, Inst};
use crate::generated::layouts::o_exception;
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Value};
use crate::objects::{Exc, Res, Runtime};

pub fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    Ok(match i.op {
        Op::ExcMatch => Done::Value(Value::bool(matches(rt, i.reg(rt, i.b), i.reg(rt, i.c), false)?)),
        Op::ExcInfo => {
            let exc = i.reg(rt, i.b);
            let (class, traceback) = (rt.class_of(exc), rt.heap.value(exc.obj(), o_exception::TRACEBACK));
            i.set(rt, i.a, Value::object(class));
            i.set(rt, i.a + 1, exc);
            i.set(rt, i.a + 2, traceback);
            Done::Nothing
        }
        Op::ExcGroupMatch => {
            let (exc, class) = (i.reg(rt, i.b), i.reg(rt, i.c));
            let (matching, rest) = group_match(rt, exc, class)?;
            i.set(rt, i.a, matching);
            i.set(rt, i.a + 1, rest);
            Done::Nothing
        }
        Op::PrepReraiseStar => Done::Value(rt.prep_reraise_star(i.reg(rt, i.b), i.reg(rt, i.c))?),
        _ => Done::Value(Value::object(rt.exceptions[Exc::AssertionError as usize])),
    })
}

const NOT_A_CLASS: &str = "catching classes that do not inherit from BaseException is not allowed";

/// Does `exc` match a class or a tuple of classes? `star`: for `except*`, where groups may not be caught.
fn matches(rt: &mut Runtime, exc: Value, class: Value, star: bool) -> Res<bool> {
    let classes = match class.as_object() {
        Some(r) if rt.heap.kind(r) == Kind::Tuple => rt.sequence_items(r).to_vec(),
        _ => vec![class],
    };
    let base = rt.exceptions[Exc::BaseException as usize];
    let group = rt.exceptions[Exc::BaseExceptionGroup as usize];
    let all_classes = classes.iter().all(|c| {
        c.as_object()
            .is_some_and(|r| rt.heap.kind(r) == Kind::Type && rt.is_subclass(r, base))
    });
    if !all_classes {
        return rt.type_error(NOT_A_CLASS);
    }
    if star && classes.iter().any(|c| rt.is_subclass(c.obj(), group)) {
        return rt.type_error("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    let own = rt.class_of(exc);
    Ok(classes.iter().any(|c| rt.is_subclass(own, c.obj())))
}

/// (the part of `exc` that matches, the rest); None where there is none.
fn group_match(rt: &mut Runtime, exc: Value, class: Value) -> Res<(Value, Value)> {
    let whole = matches(rt, exc, class, true)?;
    let group = rt.exceptions[Exc::BaseExceptionGroup as usize];
    let own = rt.class_of(exc);
    if !rt.is_subclass(own, group) {
        if !whole {
            return Ok((Value::NONE, exc));
        }
        // A naked exception reaches its handler wrapped in a group.
        let wrapped = rt.wrap_in_group(exc)?;
        return Ok((wrapped, Value::NONE));
    }
    if whole {
        return Ok((exc, Value::NONE));
    }
    let pair = rt.call_method(exc, "split", &[class])?;
    match pair.as_object() {
        Some(r) if rt.heap.kind(r) == Kind::Tuple && rt.sequence_items(r).len() == 2 => {
            let items = rt.sequence_items(r).to_vec();
            Ok((items[0], items[1]))
        }
        _ => {
            let (class, got) = (rt.type_name(exc), rt.type_name(pair));
            rt.type_error(format!("{class}.split must return a tuple, not {got}"))
        }
    }
}

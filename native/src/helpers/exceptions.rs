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

fn is_exception_class(rt: &Runtime, class: Value) -> bool {
    class
        .as_object()
        .is_some_and(|r| rt.heap.kind(r) == Kind::Type && rt.info(r).kind == Kind::Exception)
}

/// What a handler names: one class or a tuple of classes.
fn classes_of<'a>(rt: &'a Runtime, class: &'a Value) -> &'a [Value] {
    match class.as_object() {
        Some(r) if rt.heap.kind(r) == Kind::Tuple => rt.sequence_items(r),
        _ => std::slice::from_ref(class),
    }
}

/// Does `exc` match a class or a tuple of classes? None: some of them are no classes of exceptions.
pub fn is_match(rt: &Runtime, exc: Value, class: Value) -> Option<bool> {
    let (own, classes) = (rt.class_of(exc), classes_of(rt, &class));
    if !classes.iter().all(|&c| is_exception_class(rt, c)) {
        return None;
    }
    Some(classes.iter().any(|c| rt.is_subclass(own, c.obj())))
}

/// The same, raising. `star`: for `except*`, where groups may not be caught.
fn matches(rt: &mut Runtime, exc: Value, class: Value, star: bool) -> Res<bool> {
    let Some(matches) = is_match(rt, exc, class) else {
        return rt.type_error(NOT_A_CLASS);
    };
    let group = rt.exc_class(Exc::BaseExceptionGroup);
    if star && classes_of(rt, &class).iter().any(|c| rt.is_subclass(c.obj(), group)) {
        return rt.type_error("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    Ok(matches)
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

//! `float(...)`.

use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, Params};
use crate::objects::{Res, Runtime};

pub fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].as_object().unwrap_or(Ref::NONE);
    // A subclass's __init__ may want keywords.
    let refused = args.kw.is_empty() || class == rt.types.float || inherits_init(rt, class)?;
    let keywords = if refused { args.kw } else { &[] };
    let given = rt.bind_args("float", Params::Pos(0, 1), &args.pos[1..], keywords)?;
    let x = if given[0].is_unbound() {
        0.0
    } else {
        float_from_object(rt, given[0])?
    };
    rt.float_of_class(class, x)
}

/// Is the class's `__init__` that of object?
fn inherits_init(rt: &mut Runtime, class: Ref) -> Res<bool> {
    let init = rt.get_attr_str(Value::object(class), "__init__")?;
    Ok(init == rt.get_attr_str(Value::object(rt.types.object), "__init__")?)
}

fn float_from_object(rt: &mut Runtime, v: Value) -> Res<f64> {
    if let Some(x) = v.as_float() {
        return Ok(x);
    }
    let plain_str = rt.is_exact(v, rt.types.str);
    if !plain_str && let Some(x) = rt.float_from_number(v)? {
        return Ok(x);
    }
    if let Some(text) = crate::objects::int::text_of(rt, v) {
        let is_str = rt.kind_of(v) == Some(Kind::Str);
        if let Some(x) = parse_float(crate::objects::int::strip_space(&text, is_str)) {
            return Ok(x);
        }
        let shown = rt.repr_string(v)?;
        return rt.value_error(format!("could not convert string to float: {shown}"));
    }
    let name = rt.type_name(v);
    rt.type_error(format!(
        "float() argument must be a string or a real number, not '{name}'"
    ))
}

/// A float literal with optional sign, "inf", "infinity" or "nan", without white space around.
pub fn parse_float(text: &str) -> Option<f64> {
    if !text.contains('_') {
        return text.parse().ok();
    }
    // Underscores stand between digits only.
    let bytes = text.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    for (i, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b'_') {
        if !digit(i.checked_sub(1)) || !digit(Some(i + 1)) {
            return None;
        }
    }
    text.replace('_', "").parse().ok()
}

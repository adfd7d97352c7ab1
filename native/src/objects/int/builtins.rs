//! The builtin functions about numbers: abs, divmod, pow, round, bin, oct, hex.

use super::text::int_to_radix;
use crate::heap::Value;
use crate::objects::spec::{BinOp, MethodDef, Params, function};
use crate::objects::{Res, Runtime};

fn radix(rt: &mut Runtime, v: Value, prefix: &str, radix: u32) -> Res<Value> {
    let n = rt.index_value(v)?;
    rt.new_str(&int_to_radix(&n, prefix, radix))
}

/// A special method's result, unless there is none or it gives NotImplemented.
fn try_method(rt: &mut Runtime, v: Value, name: &str, arg: Value) -> Res<Option<Value>> {
    let Some(method) = rt.lookup_special(v, name)? else {
        return Ok(None);
    };
    let result = rt.call(method, &[arg])?;
    Ok((result != Value::NOT_IMPLEMENTED).then_some(result))
}

fn divmod(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (a, b) = (args[0], args[1]);
    if a.is_small_int() && b.is_small_int() {
        return super::divide::divmod(rt, a, b);
    }
    let (left, right) = (rt.class_of(a), rt.class_of(b));
    let right_first = left != right && rt.is_subclass(right, left);
    if right_first && let Some(result) = try_method(rt, b, "__rdivmod__", a)? {
        return Ok(result);
    }
    if let Some(result) = try_method(rt, a, "__divmod__", b)? {
        return Ok(result);
    }
    if !right_first
        && left != right
        && let Some(result) = try_method(rt, b, "__rdivmod__", a)?
    {
        return Ok(result);
    }
    let (left, right) = (rt.type_name(a), rt.type_name(b));
    rt.type_error(format!(
        "unsupported operand type(s) for divmod(): '{left}' and '{right}'"
    ))
}

fn pow(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match args[2] {
        modulus if modulus.is_unbound() || modulus.is_none() => rt.binary(BinOp::Pow, args[0], args[1]),
        modulus => rt.pow3(args[0], args[1], modulus),
    }
}

fn round(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let Some(method) = rt.lookup_special(args[0], "__round__")? else {
        let name = rt.type_name(args[0]);
        return rt.type_error(format!("type {name} doesn't define __round__ method"));
    };
    match args[1] {
        digits if digits.is_unbound() || digits.is_none() => rt.call(method, &[]),
        digits => rt.call(method, &[digits]),
    }
}

pub const FUNCTIONS: &[MethodDef] = &[
    function("abs", Params::One, |rt, args| rt.abs(args[0])),
    function("divmod", Params::Pos(2, 2), divmod),
    function("pow", Params::Kw(&["base", "exp", "mod"], 2, 3), pow),
    function("round", Params::Kw(&["number", "ndigits"], 1, 2), round),
    function("bin", Params::One, |rt, args| radix(rt, args[0], "0b", 2)),
    function("oct", Params::One, |rt, args| radix(rt, args[0], "0o", 8)),
    function("hex", Params::One, |rt, args| radix(rt, args[0], "0x", 16)),
];

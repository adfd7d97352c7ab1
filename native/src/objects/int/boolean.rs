//! bool: the two immediates that are ints.

use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, BinaryFn, Params, Slots, TypeSpec};
use crate::objects::{Res, Runtime};

macro_rules! logical {
    ($op:tt, $int:path) => {{
        fn apply(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
            match (a.as_bool(), b.as_bool()) {
                (Some(a), Some(b)) => Ok(Value::bool(a $op b)),
                _ => $int(rt, a, b),
            }
        }
        Some(apply as BinaryFn)
    }};
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.intern(if v == Value::TRUE { "True" } else { "False" })
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("bool() takes no keyword arguments");
    }
    let given = rt.bind_args("bool", Params::Pos(0, 1), &args.pos[1..], &[])?;
    if given[0].is_unbound() {
        Ok(Value::FALSE)
    } else {
        Ok(Value::bool(rt.truth(given[0])?))
    }
}

pub static SPEC: TypeSpec = TypeSpec {
    name: "bool",
    module: "builtins",
    kind: Kind::Int,
    base: "int",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        binary: [
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            logical!(&, super::bits::and),
            logical!(|, super::bits::or),
            logical!(^, super::bits::xor),
            None,
        ],
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[],
    doc: "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.\nThe builtins True and False are \
          the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be \
          subclassed.",
};

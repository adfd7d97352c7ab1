//! `sys.get_int_max_str_digits` and `sys.set_int_max_str_digits`.

use crate::heap::Value;
use crate::objects::spec::{ModuleSpec, Params, function};
use crate::objects::{Res, Runtime, sizes};

/// No limit may be lower: conversions of fewer digits are not worth a check.
const THRESHOLD: i32 = 640;

fn get(rt: &mut Runtime, _args: &[Value]) -> Res<Value> {
    rt.int(rt.numbers.int_max_str_digits as i64)
}

fn set(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let digits = rt.as_c_int(args[0])?;
    if digits != 0 && digits < THRESHOLD {
        return rt.value_error(format!("maxdigits must be 0 or larger than {THRESHOLD}"));
    }
    rt.numbers.int_max_str_digits = digits as u32;
    Ok(Value::NONE)
}

/// The kernel's part of module sys; the host adds the rest.
pub static SYS: ModuleSpec = ModuleSpec {
    name: "sys",
    functions: &[
        sizes::GETSIZEOF,
        function("get_int_max_str_digits", Params::NoArgs, get),
        function("set_int_max_str_digits", Params::Kw(&["maxdigits"], 1, 1), set),
    ],
    init: None,
    doc: "",
};

//! `code.replace`.

use super::function::PUBLIC_FLAGS;
use super::spec::{Args, MethodDef, Params, method, raw_method};
use super::{Res, Runtime};
use crate::generated::layouts::o_code;
use crate::heap::{Kind, Value};

pub const METHODS: &[MethodDef] = &[
    method("co_lines", Params::NoArgs, super::frame::code_lines),
    method("co_positions", Params::NoArgs, super::frame::code_positions),
    raw_method("replace", replace),
];

enum Field {
    Number(u32),
    Flags,
    Text(u32),
    Names(u32),
    /// Follows from the instructions, which stay.
    Kept,
}

const FIELDS: &[(&str, Field)] = &[
    ("co_argcount", Field::Number(o_code::ARGCOUNT)),
    ("co_posonlyargcount", Field::Number(o_code::POSONLY)),
    ("co_kwonlyargcount", Field::Number(o_code::KWONLY)),
    ("co_nlocals", Field::Kept),
    ("co_stacksize", Field::Kept),
    ("co_flags", Field::Flags),
    ("co_firstlineno", Field::Number(o_code::FIRSTLINE)),
    ("co_code", Field::Kept),
    ("co_consts", Field::Names(o_code::CONSTS)),
    ("co_names", Field::Names(o_code::NAMES)),
    ("co_varnames", Field::Names(o_code::VARNAMES)),
    ("co_freevars", Field::Names(o_code::FREEVARS)),
    ("co_cellvars", Field::Names(o_code::CELLVARS)),
    ("co_filename", Field::Text(o_code::FILENAME)),
    ("co_name", Field::Text(o_code::NAME)),
    ("co_qualname", Field::Text(o_code::QUALNAME)),
    ("co_linetable", Field::Kept),
    ("co_exceptiontable", Field::Kept),
];

/// A copy with other attributes. It runs the same instructions: their operands are resolved, so other names and constants
/// show in its attributes only.
fn replace(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if args.pos.len() > 1 {
        return rt.type_error("code.replace() takes no positional arguments");
    }
    let old = args.pos[0].obj();
    let new = rt.alloc(Kind::Code, rt.class_of(args.pos[0]), o_code::SIZE as usize)?;
    for offset in (8..o_code::SIZE).step_by(4) {
        rt.heap.set_u32(new, offset, rt.heap.u32(old, offset));
    }
    for &(key, value) in args.kw {
        let name = rt.str_to_string(key);
        let Some((_, field)) = FIELDS.iter().find(|f| f.0 == name) else {
            return rt.type_error(format!("'{name}' is an invalid keyword argument for replace()"));
        };
        let expect = |rt: &mut Runtime, kind: Kind, what: &str| match rt.kind_of(value) == Some(kind) {
            true => Ok(()),
            false => {
                let got = rt.type_name(value);
                rt.type_error(format!("replace() argument '{name}' must be {what}, not {got}"))
            }
        };
        match *field {
            Field::Number(offset) => {
                let n = rt.as_index(value)?;
                rt.heap.set_u32(new, offset, n as u32);
            }
            Field::Flags => {
                let n = rt.as_index(value)? as u32;
                let own = rt.heap.u32(old, o_code::FLAGS) & !PUBLIC_FLAGS;
                rt.heap.set_u32(new, o_code::FLAGS, own | n & PUBLIC_FLAGS);
            }
            Field::Text(offset) => {
                expect(rt, Kind::Str, "str")?;
                rt.heap.set_field(new, offset, value.obj());
            }
            Field::Names(offset) => {
                expect(rt, Kind::Tuple, "tuple")?;
                rt.heap.set_field(new, offset, value.obj());
            }
            Field::Kept => {}
        }
    }
    Ok(Value::object(new))
}

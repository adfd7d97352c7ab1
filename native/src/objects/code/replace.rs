//! `code.replace`.

use super::PUBLIC_FLAGS;
use crate::generated::layouts::o_code;
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, MethodDef, Params, method, raw_method};
use crate::objects::{Res, Runtime};

pub const METHODS: &[MethodDef] = &[
    method("co_lines", Params::NoArgs, super::positions::code_lines),
    method("co_positions", Params::NoArgs, super::positions::code_positions),
    method("_varname_from_oparg", Params::One, |rt, a| {
        let i = rt.as_index(a[1])?;
        let code = a[0].obj();
        let names: Vec<Value> = [o_code::VARNAMES, o_code::CELLVARS, o_code::FREEVARS]
            .iter()
            .flat_map(|&at| rt.sequence_items(rt.heap.field(code, at)).to_vec())
            .collect();
        match usize::try_from(i).ok().and_then(|i| names.get(i)) {
            Some(&name) => Ok(name),
            None => rt.raise(crate::objects::Exc::IndexError, "tuple index out of range"),
        }
    }),
    raw_method("replace", replace),
];

/// `co_code`: as many bytes as `co_positions` tells of. Our instructions are not CPython's, so that each shows as a NOP.
pub fn code_bytes(rt: &mut Runtime, code: Value) -> Res<Value> {
    const NOP: u8 = 9;
    let (first, count) = (
        rt.heap.u32(code.obj(), o_code::ENTRY),
        rt.heap.u32(code.obj(), o_code::NWORDS),
    );
    let mut bytes = vec![0; 2 * count as usize];
    let mut at = 0;
    while let Some(op) = (at < count)
        .then(|| Op::from_word(rt.heap.u32(Ref(0), 4 * (first + at))))
        .flatten()
    {
        bytes[2 * at as usize] = NOP;
        bytes[2 * at as usize + 1] = op as u8;
        at += op.len() as u32;
    }
    rt.new_bytes(&bytes)
}

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

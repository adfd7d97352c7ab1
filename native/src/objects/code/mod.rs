//! Code objects: the type, and what others read in them.

mod bytes;
mod link;
mod positions;
mod replace;

pub(super) use positions::position_rows;

use super::function::{ref_get, ref_value};
use super::spec::{Slots, TypeSpec, getter};
use crate::bytecode::Code;
use crate::generated::layouts::{code_flag, o_buffer, o_code};
use crate::heap::{Heap, Kind, Ref, Value};

/// Bits of a code object that programs see; the others are our own.
const PUBLIC_FLAGS: u32 = (code_flag::SIMPLE - 1) | code_flag::FUTURE_BARRY_AS_FLUFL | code_flag::FUTURE_ANNOTATIONS;

/// Its instructions' words.
pub fn words(heap: &Heap, code: Ref) -> Vec<u32> {
    let (first, count) = (heap.u32(code, o_code::ENTRY), heap.u32(code, o_code::NWORDS));
    (first..first + count).map(|at| heap.u32(Ref(0), 4 * at)).collect()
}

/// Rows of `N` words of the table in a field; none if there is no table.
fn rows<const N: usize>(heap: &Heap, code: Ref, field: u32) -> impl Iterator<Item = [u32; N]> + '_ {
    let table = heap.field(code, field);
    let size = if table.is_none() {
        0
    } else {
        heap.u32(table, o_buffer::SIZE)
    };
    (0..size)
        .step_by(4 * N)
        .map(move |row| std::array::from_fn(|i| heap.u32(table, o_buffer::DATA + row + 4 * i as u32)))
}

/// Rows of its exception table: start, end, handler, register.
pub fn handlers(heap: &Heap, code: Ref) -> impl Iterator<Item = [u32; 4]> + '_ {
    rows(heap, code, o_code::EXCTABLE)
}

/// How many of its registers are parameters, which come first.
pub fn parameters(heap: &Heap, code: Ref) -> u32 {
    let [count, keyword, flags] = [o_code::ARGCOUNT, o_code::KWONLY, o_code::FLAGS].map(|at| heap.u32(code, at));
    let extra = |flag| (flags & flag != 0) as u32;
    count + keyword + extra(code_flag::VARARGS) + extra(code_flag::VARKEYWORDS)
}

pub(super) fn decode(heap: &Heap, code: Ref) -> Option<Code> {
    let exceptions: Vec<_> = handlers(heap, code).collect();
    let registers = heap.u32(code, o_code::NREGS);
    Code::of(&words(heap, code), &exceptions, registers, parameters(heap, code)).ok()
}

macro_rules! int_get {
    ($offset:expr) => {
        |rt, v| rt.int(rt.heap.u32(v.obj(), $offset) as i64)
    };
}

pub static CODE: TypeSpec = TypeSpec {
    name: "code",
    module: "builtins",
    kind: Kind::Code,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(|rt, v| {
            let name = rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_code::NAME)));
            let file = rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_code::FILENAME)));
            let line = rt.heap.u32(v.obj(), o_code::FIRSTLINE);
            let text = format!(
                "<code object {name} at {:#x}, file \"{file}\", line {line}>",
                rt.address(v)
            );
            rt.new_str(&text)
        }),
        hash: Some(bytes::hash),
        compare: Some(bytes::compare),
        ..Slots::NONE
    },
    methods: replace::METHODS,
    getset: &[
        getter("co_code", replace::code_bytes),
        getter("_co_code_adaptive", replace::code_bytes),
        getter("co_exceptiontable", |rt, _| rt.new_bytes(&[])),
        getter("co_linetable", |rt, _| rt.new_bytes(&[])),
        getter("co_lnotab", |rt, _| rt.new_bytes(&[])),
        getter("co_name", ref_get!(o_code::NAME)),
        getter("co_qualname", ref_get!(o_code::QUALNAME)),
        getter("co_filename", ref_get!(o_code::FILENAME)),
        getter("co_firstlineno", int_get!(o_code::FIRSTLINE)),
        getter("co_argcount", int_get!(o_code::ARGCOUNT)),
        getter("co_posonlyargcount", int_get!(o_code::POSONLY)),
        getter("co_kwonlyargcount", int_get!(o_code::KWONLY)),
        getter("co_nlocals", int_get!(o_code::NLOCALS)),
        getter("co_stacksize", int_get!(o_code::NREGS)),
        getter("co_flags", |rt, v| {
            rt.int((rt.heap.u32(v.obj(), o_code::FLAGS) & PUBLIC_FLAGS) as i64)
        }),
        getter("co_varnames", ref_get!(o_code::VARNAMES)),
        getter("co_cellvars", ref_get!(o_code::CELLVARS)),
        getter("co_freevars", ref_get!(o_code::FREEVARS)),
        getter("co_names", ref_get!(o_code::NAMES)),
        getter("co_consts", ref_get!(o_code::CONSTS)),
    ],
    doc: "",
};

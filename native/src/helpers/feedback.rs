//! Type feedback of instructions that the interpreter hands to the kernel.

use crate::generated::layouts::{feedback as fb, frame};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;

fn pair(rt: &Runtime, a: Value, b: Value) -> u32 {
    let str = |v: Value| v.as_object().is_some_and(|r| rt.heap.kind(r) == Kind::Str);
    match (a.is_small_int(), b.is_small_int(), a.is_float(), b.is_float()) {
        (true, true, _, _) => fb::INT,
        (_, _, true, true) => fb::FLOAT,
        (true, _, _, true) | (_, true, true, _) => fb::MIXED,
        _ if str(a) && str(b) => fb::STR,
        _ => fb::OTHER,
    }
}

fn item(rt: &Runtime, container: Value, key: Value) -> u32 {
    let Some(r) = container.as_object() else {
        return fb::OTHER;
    };
    let class = rt.heap.class(r);
    match rt.heap.kind(r) {
        Kind::List if class == rt.types.list && key.is_small_int() => fb::LIST,
        Kind::Tuple if class == rt.types.tuple && key.is_small_int() => fb::TUPLE,
        Kind::Dict if class == rt.types.dict => fb::DICT,
        Kind::Str if class == rt.types.str => fb::STR,
        _ => fb::OTHER,
    }
}

/// Sets the feedback bits of the instruction at `pc` for the operands that it is about to work on.
pub fn note(rt: &Runtime, fp: u32, pc: u32) {
    let at = Ref(pc * 4);
    let word = rt.heap.u32(at, 0);
    let Some(op) = Op::from_word(word) else {
        return;
    };
    let reg = |i: u32| rt.heap.value(Ref((fp + frame::REGS) * 8), 8 * rt.heap.u32(at, 4 * i));
    let within = |a: Op, b: Op| (a as u8..=b as u8).contains(&(op as u8));
    let bits = if within(Op::Add, Op::InplaceMatmul) || within(Op::Lt, Op::Ge) {
        pair(rt, reg(2), reg(3))
    } else if within(Op::JumpIfLt, Op::JumpIfNotGe) {
        pair(rt, reg(1), reg(2))
    } else {
        match op {
            Op::Neg => pair(rt, reg(2), reg(2)),
            Op::GetItem => item(rt, reg(2), reg(3)),
            Op::SetItem => item(rt, reg(1), reg(2)),
            Op::Unpack => item(rt, reg(2), Value::int32(0)),
            _ => return,
        }
    };
    if word & bits == 0 {
        rt.heap.set_u32(at, 0, word | bits);
    }
}

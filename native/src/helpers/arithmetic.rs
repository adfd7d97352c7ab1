//! Operators, comparisons, truth.

use super::{Done, Inst};
use crate::generated::opcodes::Op;
use crate::objects::spec::{BinOp, CmpOp};
use crate::objects::{Res, Runtime};

const BINARY: [BinOp; 13] = [
    BinOp::Add,
    BinOp::Sub,
    BinOp::Mul,
    BinOp::TrueDiv,
    BinOp::FloorDiv,
    BinOp::Mod,
    BinOp::Pow,
    BinOp::LShift,
    BinOp::RShift,
    BinOp::And,
    BinOp::Or,
    BinOp::Xor,
    BinOp::MatMul,
];
const COMPARE: [CmpOp; 6] = [CmpOp::Lt, CmpOp::Le, CmpOp::Eq, CmpOp::Ne, CmpOp::Gt, CmpOp::Ge];

/// Position of `op` in a run of opcodes of the table that starts with `first`.
fn nth(op: Op, first: Op, count: usize) -> Option<usize> {
    (op as usize).checked_sub(first as usize).filter(|&n| n < count)
}

/// The error of a binary operator whose method has been asked already and gave NotImplemented.
pub fn refuse(rt: &mut Runtime, i: &Inst) -> Res<()> {
    let inplace = nth(i.op, Op::InplaceAdd, 13);
    let n = inplace.or(nth(i.op, Op::Add, 13)).unwrap_or_default();
    rt.refused(BINARY[n], inplace.is_some(), i.reg(rt, i.b), i.reg(rt, i.c))
}

/// `None` for opcodes of other files.
pub fn exec(rt: &mut Runtime, i: &Inst) -> Option<Res<Done>> {
    if let Some(n) = nth(i.op, Op::Add, 13) {
        return Some(rt.binary(BINARY[n], i.reg(rt, i.b), i.reg(rt, i.c)).map(Done::Value));
    }
    if let Some(n) = nth(i.op, Op::InplaceAdd, 13) {
        return Some(rt.inplace(BINARY[n], i.reg(rt, i.b), i.reg(rt, i.c)).map(Done::Value));
    }
    if let Some(n) = nth(i.op, Op::Lt, 6) {
        return Some(rt.compare(i.reg(rt, i.b), i.reg(rt, i.c), COMPARE[n]).map(Done::Value));
    }
    if let Some(n) = nth(i.op, Op::JumpIfLt, 6) {
        return Some(compare_true(rt, i, COMPARE[n]).map(Done::Jump));
    }
    if let Some(n) = nth(i.op, Op::JumpIfNotLt, 6) {
        return Some(compare_true(rt, i, COMPARE[n]).map(|taken| Done::Jump(!taken)));
    }
    Some(match i.op {
        Op::Neg => rt.neg(i.reg(rt, i.b)).map(Done::Value),
        Op::Pos => rt.pos(i.reg(rt, i.b)).map(Done::Value),
        Op::Invert => rt.invert(i.reg(rt, i.b)).map(Done::Value),
        Op::Not => rt
            .truth(i.reg(rt, i.b))
            .map(|t| Done::Value(crate::heap::Value::bool(!t))),
        Op::In => rt
            .contains(i.reg(rt, i.c), i.reg(rt, i.b))
            .map(|t| Done::Value(crate::heap::Value::bool(t))),
        Op::NotIn => rt
            .contains(i.reg(rt, i.c), i.reg(rt, i.b))
            .map(|t| Done::Value(crate::heap::Value::bool(!t))),
        Op::JumpIfTrue => rt.truth(i.reg(rt, i.a)).map(Done::Jump),
        Op::JumpIfFalse => rt.truth(i.reg(rt, i.a)).map(|t| Done::Jump(!t)),
        _ => return None,
    })
}

fn compare_true(rt: &mut Runtime, i: &Inst, op: CmpOp) -> Res<bool> {
    let result = rt.compare(i.reg(rt, i.a), i.reg(rt, i.b), op)?;
    rt.truth(result)
}

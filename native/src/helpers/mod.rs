//! Entry points on the operations of `objects`: one instruction at a time for the interpreter and compiled code.

mod arithmetic;
mod attributes;
mod collections;
mod exceptions;
mod feedback;
mod frames;
mod functions;
mod matching;
mod names;
mod quick;
mod tail_calls;
pub mod unwind;

pub use attributes::complete_attribute_error;
pub use exceptions::is_match;
pub use tail_calls::redirect_call;

pub use frames::{make_generator, new_generator};

use crate::generated::layouts::{ctx, frame, status};
use crate::generated::opcodes::Op;
use crate::heap::{Ref, Value};
use crate::objects::{Raised, Res, Runtime};

/// One instruction with the frame it works on.
#[derive(Clone, Copy)]
pub struct Inst {
    /// Byte offset of the instruction's first word.
    at: Ref,
    /// Byte offset of register 0.
    regs: u32,
    pub op: Op,
    pub a: u32,
    pub b: u32,
    pub c: u32,
}

impl Inst {
    /// The instruction at word `pc` on the frame at slot `fp`; `None` when there is no such opcode.
    fn decode(rt: &Runtime, fp: u32, pc: u32) -> Option<Inst> {
        let at = Ref(pc * 4);
        let word = |i: u32| rt.heap.u32(at, 4 * i);
        Some(Inst {
            at,
            regs: (fp + frame::REGS) * 8,
            op: Op::from_word(word(0))?,
            a: word(1),
            b: word(2),
            c: word(3),
        })
    }

    fn reg(&self, rt: &Runtime, n: u32) -> Value {
        rt.heap.value(Ref(self.regs), 8 * n)
    }

    fn set(&self, rt: &Runtime, n: u32, v: Value) {
        rt.heap.set_value(Ref(self.regs), 8 * n, v);
    }

    /// The values of `count` registers from `first` on.
    fn run(&self, rt: &Runtime, first: u32, count: u32) -> Vec<Value> {
        rt.heap.values(self.regs + 8 * first, count as usize).to_vec()
    }

    /// An inline-cache word; `i` is 0 for d.
    fn cache(&self, rt: &Runtime, i: u32) -> u32 {
        rt.heap.u32(self.at, 16 + 4 * i)
    }

    fn set_cache(&self, rt: &Runtime, words: [u32; 4]) {
        for (i, word) in words.into_iter().enumerate() {
            rt.heap.set_u32(self.at, 16 + 4 * i as u32, word);
        }
    }

    /// A slot of the frame's header.
    fn header(&self, rt: &Runtime, slot: u32) -> Value {
        rt.heap.value(Ref(self.regs - 8 * frame::REGS), 8 * slot)
    }

    /// The running function.
    fn func(&self, rt: &Runtime) -> Ref {
        self.header(rt, frame::FUNC).obj()
    }
}

/// How an instruction ended, beside raising.
enum Done {
    Value(Value),
    Nothing,
    /// A conditional jump: taken or not.
    Jump(bool),
    /// FOR_ITER has come to the end.
    Stop,
}

/// Executes the instruction at Ctx.PC on the frame at Ctx.FP; the status for Ctx.STATUS.
pub fn exec_op(rt: &mut Runtime) -> u32 {
    let (fp, pc) = (rt.heap.ctx(ctx::FP), rt.heap.ctx(ctx::PC));
    let Some(inst) = Inst::decode(rt, fp, pc) else {
        return unknown(rt);
    };
    if let Some(status) = quick::exec(rt, &inst) {
        return status;
    }
    feedback::note(rt, fp, pc);
    if tail_calls::request(rt, &inst) {
        return status::CALL;
    }
    let deletes = matches!(inst.op, Op::DeleteGlobal | Op::DeleteName | Op::DelAttr | Op::DelItem);
    if deletes {
        return rt.around_deletion(inst.op == Op::DelItem, |rt| finish(rt, &inst));
    }
    finish(rt, &inst)
}

fn unknown(rt: &mut Runtime) -> u32 {
    let _ = rt.raise::<()>(crate::objects::Exc::SystemError, "unknown opcode");
    status::EXC
}

/// As `exec_op`, on any frame: what compiled code calls for instructions that it has no code of its own for.
pub fn exec_at(rt: &mut Runtime, fp: u32, pc: u32) -> u32 {
    match Inst::decode(rt, fp, pc) {
        Some(inst) => finish(rt, &inst),
        None => unknown(rt),
    }
}

/// Raises what the binary operator at `pc` raises when its operands refuse it.
pub fn refuse_at(rt: &mut Runtime, fp: u32, pc: u32) -> u32 {
    match Inst::decode(rt, fp, pc) {
        Some(inst) => {
            let _ = arithmetic::refuse(rt, &inst);
            status::EXC
        }
        None => unknown(rt),
    }
}

fn finish(rt: &mut Runtime, inst: &Inst) -> u32 {
    match exec(rt, inst) {
        Ok(Done::Value(v)) => {
            inst.set(rt, inst.a, v);
            status::OK
        }
        Ok(Done::Nothing) => status::OK,
        Ok(Done::Jump(taken)) => {
            rt.heap.set_ctx(ctx::FLAG, taken as u32);
            status::OK
        }
        Ok(Done::Stop) => status::STOP,
        Err(Raised) => status::EXC,
    }
}

fn exec(rt: &mut Runtime, i: &Inst) -> Res<Done> {
    if let Some(done) = arithmetic::exec(rt, i) {
        return done;
    }
    match i.op {
        Op::LoadGlobal
        | Op::StoreGlobal
        | Op::DeleteGlobal
        | Op::LoadName
        | Op::StoreName
        | Op::DeleteName
        | Op::LoadClassderef
        | Op::LoadLocals
        | Op::SetupAnnotations => names::exec(rt, i),
        Op::GetAttr
        | Op::SetAttr
        | Op::DelAttr
        | Op::LoadMethod
        | Op::LoadSpecial
        | Op::LoadSuper
        | Op::LoadSuperMethod => attributes::exec(rt, i),
        Op::MakeCell | Op::MakeFunction | Op::LoadBuildClass | Op::GetYieldFromIter | Op::GetAwaitable => {
            functions::exec(rt, i)
        }
        Op::GetAiter | Op::GetAnext => functions::exec(rt, i),
        Op::ExcMatch | Op::ExcGroupMatch | Op::ExcInfo | Op::PrepReraiseStar | Op::LoadAssertionError => {
            exceptions::exec(rt, i)
        }
        Op::GetLen | Op::MatchSequence | Op::MatchMapping | Op::MatchKeys | Op::MatchClass => matching::exec(rt, i),
        _ => collections::exec(rt, i),
    }
}

//! Calls of other units through the code table, generators' included, and how a generator's unit is entered and left.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_frontend::Switch;

use crate::generated::layouts::{ctx, frame, frame_flag, gen_state, map, o_code, o_generator, o_unit, tag, unit_state};
use crate::generated::opcodes::Op;
use crate::heap::Value;

use super::super::helpers::Helper;
use super::super::ir::*;
use super::super::operators::OperatorKind;
use super::super::passing::{self, Pass};
use super::super::{ExitReason, GiveUp};
use super::Lower;

/// What a unit returns to its caller: 0 if the interpreter is to go on, or
pub const RETURNED: u32 = 1;
pub(super) const RAISED: u32 = 2;
const YIELDED: u32 = 3;

/// Offset of a generator's field from its frame.
fn field(offset: u32) -> i32 {
    offset as i32 - o_generator::FRAME as i32
}

impl Lower<'_> {
    fn ctx_value(&mut self, word: u32) -> ir::Value {
        let flags = self.flags(Mem::Ctx);
        self.b.ins().load(types::I64, flags, self.base, (word * 4) as i32)
    }

    fn load32(&mut self, mem: Mem, p: ir::Value, offset: i32) -> ir::Value {
        let flags = self.flags(mem);
        self.b.ins().load(types::I32, flags, p, offset)
    }

    fn store(&mut self, mem: Mem, x: ir::Value, p: ir::Value, offset: i32) {
        let flags = self.flags(mem);
        self.b.ins().store(flags, x, p, offset);
    }

    fn heap_address(&mut self, at: ir::Value) -> ir::Value {
        let wide = self.b.ins().uextend(types::I64, at);
        self.b.ins().iadd(self.base, wide)
    }

    /// Leaves unless a frame may be entered at this depth: within the recursion limit and the machine stack, and without an interrupt.
    fn guard_call(&mut self, depth: ir::Value, exit: Option<(StateId, ExitReason)>) -> Result<(), GiveUp> {
        let deepest = self.ctx_word(ctx::DEPTH_LIMIT);
        let ok = self.b.ins().icmp(IntCC::UnsignedLessThan, depth, deepest);
        self.guard(ok, true, exit)?;
        let interrupt = self.ctx_word(ctx::INTERRUPT);
        let quiet = self.b.ins().icmp_imm_u(IntCC::Equal, interrupt, 0);
        self.guard(quiet, true, exit)?;
        let lowest = self.ctx_value(ctx::NATIVE_LIMIT);
        let machine = self.b.ins().get_stack_pointer(types::I64);
        let room = self.b.ins().icmp(IntCC::UnsignedGreaterThan, machine, lowest);
        self.guard(room, true, exit)
    }

    /// The place in the code table of the unit of the code object at address `code`; leaves if there is no finished one.
    fn unit_of(&mut self, code: ir::Value, exit: Option<(StateId, ExitReason)>) -> Result<ir::Value, GiveUp> {
        let flags = self.flags(Mem::Ctx);
        let unit = self.b.ins().uload32(flags, code, o_code::UNIT as i32);
        let some = self.b.ins().icmp_imm_u(IntCC::NotEqual, unit, 0);
        self.guard(some, true, exit)?;
        let offset = self.b.ins().imul_imm_u(unit, o_unit::SIZE as i64);
        let place = self.b.ins().iadd(self.base, offset);
        let state = self.load32(Mem::Ctx, place, TABLE + o_unit::STATE as i32);
        let ready = self.b.ins().icmp_imm_u(IntCC::Equal, state, unit_state::READY as i64);
        self.guard(ready, true, exit)?;
        Ok(place)
    }

    /// Calls the unit at `place` of the table with the frame at slot `fp`, at an entry, with arguments in machine registers; its status.
    fn enter_unit(
        &mut self,
        place: ir::Value,
        fp: ir::Value,
        entry: ir::Value,
        passed: &[(ir::Value, Pass)],
    ) -> ir::Value {
        // Two words that are not 8-aligned.
        let unaligned = MemFlagsData::new().with_notrap();
        let address = self
            .b
            .ins()
            .load(types::I64, unaligned, place, TABLE + o_unit::ENTRY_LO as i32);
        let mut sig = Signature::new(self.isa.default_call_conv());
        sig.params = vec![
            AbiParam::new(types::I64),
            AbiParam::new(types::I32),
            AbiParam::new(types::I32),
        ];
        sig.params
            .extend(passed.iter().map(|p| AbiParam::new(machine_type(p.1))));
        sig.returns = vec![AbiParam::new(types::I32)];
        let sig = self.b.import_signature(sig);
        let mut args = vec![self.base, fp, entry];
        args.extend(passed.iter().map(|p| p.0));
        let call = self.b.ins().call_indirect(sig, address, &args);
        self.b.inst_results(call)[0]
    }

    /// The value as it is passed in a machine register, and whether it can be, if that is not certain; None: it cannot.
    fn passed(&mut self, v: Val, pass: Pass) -> Result<Option<(ir::Value, Option<ir::Value>)>, GiveUp> {
        let i = self.f.inst(v);
        let ty = i.ty;
        let small = i.lo >= 0 && i.hi <= passing::MOST_COUNTED;
        let fits = i.lo >= Value::INT_MIN && i.hi <= Value::INT_MAX;
        if pass == Pass::Boxed {
            return Ok(Some((self.box_value(v)?, None)));
        }
        let x = self.val(v)?;
        Ok(match (ty, pass) {
            (Ty::Int, Pass::Count) if !small => {
                let ok = self
                    .b
                    .ins()
                    .icmp_imm_u(IntCC::UnsignedLessThanOrEqual, x, passing::MOST_COUNTED);
                Some((x, Some(ok)))
            }
            (Ty::Int, Pass::Int) if !fits => {
                let up = self.b.ins().ishl_imm_u(x, 16);
                let back = self.b.ins().sshr_imm_u(up, 16);
                Some((x, Some(self.b.ins().icmp(IntCC::Equal, back, x))))
            }
            (Ty::Int, Pass::Int | Pass::Count) | (Ty::Float, Pass::Float) => Some((x, None)),
            (Ty::Boxed, Pass::Int | Pass::Count) => {
                let mut ok = self.high_is(x, tag::INT);
                let n = self.sext32(x);
                if pass == Pass::Count {
                    let count = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThanOrEqual, n, 0);
                    ok = self.b.ins().band(ok, count);
                }
                Some((n, Some(ok)))
            }
            (Ty::Boxed, Pass::Float) => {
                let limit = self.b.ins().iconst(types::I64, (tag::INT as i64) << 32);
                let ok = self.b.ins().icmp(IntCC::UnsignedLessThan, x, limit);
                let float = self.b.ins().bitcast(types::F64, MemFlagsData::new(), x);
                Some((float, Some(ok)))
            }
            _ => None,
        })
    }

    /// How this code would pass a value, if nothing is known of the callee.
    fn natural(&self, v: Val) -> Pass {
        let i = self.f.inst(v);
        match i.ty {
            Ty::Int if i.lo >= 0 => Pass::Count,
            Ty::Int => Pass::Int,
            Ty::Float => Pass::Float,
            _ => Pass::Boxed,
        }
    }

    /// Goes on if `ok`, else leaves with the status `s` of the unit that was called.
    fn unless_left(&mut self, ok: ir::Value, s: ir::Value, state: StateId) {
        let out = self.exit_block(state, ExitReason::Callee);
        let on = self.b.create_block();
        let left = self.inverse(ok);
        self.b.ins().brif(left, out, &[ir::BlockArg::Value(s)], on, &[]);
        self.b.switch_to_block(on);
    }

    /// Pushes the callee's frame and calls its unit; its result if it returns, else we leave with its status.
    pub(super) fn call_unit(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let c = self.req.callees[i.imm as u32 as usize].clone();
        let (state, _) = i.exit.ok_or(GiveUp::Codegen)?;
        let args = &i.args[1..];
        let sp = self.ctx_word(ctx::SP);
        let top = self.b.ins().iadd_imm_s(sp, (frame::REGS + c.nregs) as i64);
        let above = self.b.ins().iadd_imm_s(top, 256);
        let limit = self.ctx_word(ctx::STACK_LIMIT);
        let room = self.b.ins().icmp(IntCC::UnsignedLessThan, above, limit);
        self.guard(room, true, i.exit)?;
        let depth = self.ctx_word(ctx::DEPTH);
        self.guard_call(depth, i.exit)?;
        // A function that calls itself runs in the very code that it calls.
        let own = self.req.params.is_some() && c.code == self.req.codes[0].code;
        let place = if own {
            let offset = (self.req.unit + 1) * o_unit::SIZE;
            self.b.ins().iadd_imm_s(self.base, offset as i64)
        } else {
            let code = self.b.ins().iadd_imm_s(self.base, c.code.0 as i64);
            self.unit_of(code, i.exit)?
        };
        let new = self.b.ins().uextend(types::I64, sp);
        let new = self.b.ins().ishl_imm_u(new, 3);
        let new = self.b.ins().iadd(self.base, new);
        let func = self.val(i.args[0])?;
        self.store(Mem::None, func, new, (frame::FUNC * 8) as i32);
        let at = self.f.states[state as usize].pc;
        let word = self.req.codes[0].words[at as usize];
        let op = Op::from_word(word).ok_or(GiveUp::Internal)?;
        let constructs = i.imm & CONSTRUCTS != 0;
        let flags = match OperatorKind::of(op) {
            Some(OperatorKind::Binary(_)) => frame_flag::OPERATOR,
            _ if constructs => frame_flag::CONSTRUCTOR,
            _ => 0,
        };
        let dst = self.req.codes[0].words[at as usize + 1];
        self.link(new, dst, at + op.len() as u32, flags);
        let extra = if constructs {
            self.val(args[0])?
        } else {
            self.b.ins().iconst(types::I64, Value::NONE.0 as i64)
        };
        self.store(Mem::None, extra, new, (frame::EXTRA * 8) as i32);
        self.set_ctx_word(ctx::SP, top);
        let deeper = self.b.ins().iadd_imm_s(depth, 1);
        self.set_ctx_word(ctx::DEPTH, deeper);
        let high = self.ctx_word(ctx::STACK_HIGH);
        let below = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, top, high);
        let (higher, on) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(higher);
        self.b.ins().brif(below, on, &[], higher, &[]);
        self.b.switch_to_block(higher);
        self.set_ctx_word(ctx::STACK_HIGH, top);
        self.b.ins().jump(on, &[]);
        self.b.switch_to_block(on);
        let join = self.b.create_block();
        self.b.append_block_param(join, types::I32);
        // In machine registers, if the callee wants what we have.
        let params = passing::params(c.signature).unwrap_or_else(|| args.iter().map(|&a| self.natural(a)).collect());
        let mut passed = Vec::new();
        let mut fits = None;
        if params.len() == args.len() && params.len() <= passing::MOST {
            for (&a, &pass) in args.iter().zip(&params) {
                let Some((x, ok)) = self.passed(a, pass)? else { break };
                passed.push((x, pass));
                fits = match (fits, ok) {
                    (Some(a), Some(b)) => Some(self.b.ins().band(a, b)),
                    (a, b) => a.or(b),
                };
            }
        }
        if params.len() == args.len() && passed.len() == args.len() {
            if !own {
                let signature = self.load32(Mem::Ctx, place, TABLE + o_unit::SIGNATURE as i32);
                let want = passing::signature(&params) as i64;
                let same = self.b.ins().icmp_imm_u(IntCC::Equal, signature, want);
                fits = Some(match fits {
                    Some(fits) => self.b.ins().band(fits, same),
                    None => same,
                });
            }
            let (quick, slow) = (self.b.create_block(), self.b.create_block());
            match fits {
                Some(fits) => self.b.ins().brif(fits, quick, &[], slow, &[]),
                None => self.b.ins().jump(quick, &[]),
            };
            self.b.switch_to_block(quick);
            let entry = match i.op {
                Opc::CallOwn => passing::OWN_ENTRY,
                _ => passing::ENTRY,
            };
            let entry = self.b.ins().iconst(types::I32, entry as i64);
            let s = self.enter_unit(place, sp, entry, &passed);
            self.b.ins().jump(join, &[ir::BlockArg::Value(s)]);
            self.b.set_cold_block(slow);
            self.b.switch_to_block(slow);
        }
        for (k, &a) in args.iter().enumerate() {
            let x = self.box_value(a)?;
            self.store(Mem::None, x, new, ((frame::REGS + k as u32) * 8) as i32);
        }
        let start = self.b.ins().iconst(types::I32, 0);
        let s = self.enter_unit(place, sp, start, &[]);
        self.b.ins().jump(join, &[ir::BlockArg::Value(s)]);
        self.b.switch_to_block(join);
        let s = self.b.block_params(join)[0];
        let returned = self.b.ins().icmp_imm_u(IntCC::Equal, s, RETURNED as i64);
        if i.imm & CATCHES != 0 {
            return self.result_or_caught(returned, s, state, sp, depth);
        }
        self.unless_left(returned, s, state);
        self.set_ctx_word(ctx::SP, sp);
        self.set_ctx_word(ctx::DEPTH, depth);
        Ok(self.ctx_value(ctx::RESULT))
    }

    /// The result, if the unit called has returned; unbound if it was left with an exception that can be caught here, which is
    /// in RESULT then. Else we leave with its status.
    fn result_or_caught(
        &mut self,
        returned: ir::Value,
        s: ir::Value,
        state: StateId,
        sp: ir::Value,
        depth: ir::Value,
    ) -> Result<ir::Value, GiveUp> {
        let [on, back, left, raised, caught] = std::array::from_fn(|_| self.b.create_block());
        for cold in [left, raised, caught] {
            self.b.set_cold_block(cold);
        }
        self.b.append_block_param(on, types::I64);
        let none = self.inverse(returned);
        self.b.ins().brif(none, left, &[], back, &[]);
        self.b.switch_to_block(left);
        let out = self.exit_block(state, ExitReason::Callee);
        let exc = self.b.ins().icmp_imm_u(IntCC::NotEqual, s, RAISED as i64);
        self.b.ins().brif(exc, out, &[ir::BlockArg::Value(s)], raised, &[]);
        self.b.switch_to_block(raised);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let exc = self.call(Helper::CatchFromCallee, &[data, self.fp])?;
        let unbound = self.b.ins().iconst(types::I64, Value::UNBOUND.0 as i64);
        let elsewhere = self.b.ins().icmp(IntCC::Equal, exc, unbound);
        self.b
            .ins()
            .brif(elsewhere, out, &[ir::BlockArg::Value(s)], caught, &[]);
        self.b.switch_to_block(caught);
        self.store(Mem::Ctx, exc, self.base, (ctx::RESULT * 4) as i32);
        self.b.ins().jump(on, &[ir::BlockArg::Value(unbound)]);
        self.b.switch_to_block(back);
        self.set_ctx_word(ctx::SP, sp);
        self.set_ctx_word(ctx::DEPTH, depth);
        let result = self.ctx_value(ctx::RESULT);
        self.b.ins().jump(on, &[ir::BlockArg::Value(result)]);
        self.b.switch_to_block(on);
        Ok(self.b.block_params(on)[0])
    }

    /// Writes LINK and RET of the frame at address `new`, whose caller waits with register `ret` for it to go on at word offset `next`.
    fn link(&mut self, new: ir::Value, ret: u32, next: u32, flags: u32) {
        self.store(Mem::None, self.fp, new, (frame::LINK * 8) as i32);
        let next = self.b.ins().iconst(types::I32, (self.req.codes[0].first + next) as i64);
        self.store(Mem::None, next, new, (frame::LINK * 8 + 4) as i32);
        let ret = self.b.ins().iconst(types::I64, ((flags as i64) << 32) | ret as i64);
        self.store(Mem::None, ret, new, (frame::RET * 8) as i32);
    }

    /// Resumes a generator that waits, for FOR_ITER: what it yields, unbound if it returns.
    pub(super) fn resume_generator(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (state, _) = i.exit.ok_or(GiveUp::Codegen)?;
        let object = self.val(i.args[0])?;
        let object = self.b.ins().ireduce(types::I32, object);
        let object = self.b.ins().iadd_imm_s(object, o_generator::FRAME as i64);
        let new = self.heap_address(object);
        let waiting = self.load32(Mem::Ctx, new, field(o_generator::STATE));
        let waiting = self
            .b
            .ins()
            .icmp_imm_u(IntCC::UnsignedLessThanOrEqual, waiting, gen_state::SUSPENDED as i64);
        self.guard(waiting, true, i.exit)?;
        let depth = self.ctx_word(ctx::DEPTH);
        self.guard_call(depth, i.exit)?;
        // An exception that it handles itself would have to be put in force.
        let own = self.load32(Mem::Ctx, new, field(o_generator::HANDLED) + 4);
        let none = self.b.ins().icmp_imm_u(IntCC::NotEqual, own, tag::REF as i64);
        self.guard(none, true, i.exit)?;
        let code = self.load32(Mem::Ctx, new, field(o_generator::CODE));
        let code = self.heap_address(code);
        let place = self.unit_of(code, i.exit)?;
        let at = i.imm as u32;
        let flags = frame_flag::GENERATOR | frame_flag::ITERATING;
        self.link(new, self.req.codes[0].words[at as usize + 1], at + 8, flags);
        let running = self.b.ins().iconst(types::I32, gen_state::RUNNING as i64);
        self.store(Mem::Ctx, running, new, field(o_generator::STATE));
        let handled = self.ctx_value(ctx::HANDLED);
        self.store(Mem::Ctx, handled, new, field(o_generator::HANDLED));
        let slot = self.b.ins().ushr_imm_u(object, 3);
        let deeper = self.b.ins().iadd_imm_s(depth, 1);
        self.set_ctx_word(ctx::DEPTH, deeper);
        let pc = self.load32(Mem::Ctx, new, field(o_generator::PC));
        let first = self.load32(Mem::Ctx, code, o_code::ENTRY as i32);
        let entry = self.b.ins().isub(pc, first);
        let s = self.enter_unit(place, slot, entry, &[]);
        let yielded = self.b.ins().icmp_imm_u(IntCC::Equal, s, YIELDED as i64);
        let returned = self.b.ins().icmp_imm_u(IntCC::Equal, s, RETURNED as i64);
        let ok = self.b.ins().bor(yielded, returned);
        self.unless_left(ok, s, state);
        // The generator has put DEPTH right.
        let item = self.ctx_value(ctx::RESULT);
        let unbound = self.b.ins().iconst(types::I64, Value::UNBOUND.0 as i64);
        Ok(self.b.ins().select(yielded, item, unbound))
    }

    /// The function or generator returns a boxed value.
    pub(super) fn return_value(&mut self, v: Val) -> Result<(), GiveUp> {
        let v = self.val(v)?;
        self.store(Mem::Ctx, v, self.base, (ctx::RESULT * 4) as i32);
        if self.req.generator {
            self.leave_generator(gen_state::FINISHED);
        }
        let s = self.b.ins().iconst(types::I32, RETURNED as i64);
        self.b.ins().return_(&[s]);
        Ok(())
    }

    /// The generator yields a boxed value and is to be resumed at word offset `pc`.
    pub(super) fn yield_value(&mut self, v: Val, pc: u32) -> Result<(), GiveUp> {
        let v = self.val(v)?;
        self.store(Mem::Ctx, v, self.base, (ctx::RESULT * 4) as i32);
        let pc = self.b.ins().iconst(types::I32, (self.req.codes[0].first + pc) as i64);
        self.store(Mem::Ctx, pc, self.frame, field(o_generator::PC));
        self.leave_generator(gen_state::SUSPENDED);
        let s = self.b.ins().iconst(types::I32, YIELDED as i64);
        self.b.ins().return_(&[s]);
        Ok(())
    }

    /// As `leaveGenerator` (generators.ts) of a generator that handles its caller's exception.
    fn leave_generator(&mut self, state: u32) {
        let state = self.b.ins().iconst(types::I32, state as i64);
        self.store(Mem::Ctx, state, self.frame, field(o_generator::STATE));
        let none = self.b.ins().iconst(types::I64, Value::NONE.0 as i64);
        self.store(Mem::Ctx, none, self.frame, field(o_generator::HANDLED));
        let depth = self.ctx_word(ctx::DEPTH);
        let depth = self.b.ins().iadd_imm_s(depth, -1);
        self.set_ctx_word(ctx::DEPTH, depth);
    }

    /// Goes to the block of the entry that the unit was called with.
    pub(super) fn enter(&mut self, entries: &[(u32, BlockId)]) -> Result<(), GiveUp> {
        let ((_, first), more) = entries.split_first().ok_or(GiveUp::Codegen)?;
        if more.len() < 4 {
            // The last is the most special one.
            for &(pc, block) in more.iter().rev() {
                let here = self.b.ins().icmp_imm_u(IntCC::Equal, self.entry, pc as i64);
                let other = self.b.create_block();
                self.b.ins().brif(here, self.blocks[block], &[], other, &[]);
                self.b.switch_to_block(other);
            }
            self.b.ins().jump(self.blocks[*first], &[]);
            return Ok(());
        }
        let mut switch = Switch::new();
        for &(pc, block) in more {
            switch.set_entry(pc as u128, self.blocks[block]);
        }
        switch.emit(&mut self.b, self.entry, self.blocks[*first]);
        Ok(())
    }
}

/// Offset of the code table's entry 0 when units are counted from 1.
const TABLE: i32 = (map::CODE_TABLE - o_unit::SIZE) as i32;

pub fn machine_type(pass: Pass) -> ir::Type {
    match pass {
        Pass::Float => types::F64,
        _ => types::I64,
    }
}

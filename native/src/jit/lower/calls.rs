//! Calls of helpers and of other units.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, MemFlagsData, Signature, types};

use crate::generated::layouts::{ctx, frame, map, o_buffer, o_code, o_list, o_unit, status, unit_state};
use crate::heap::Value;

use super::super::helpers::{Arg, DECLINED, Helper, Ret};
use super::super::ir::*;
use super::super::{ExitReason, GiveUp};
use super::Lower;
use super::cold::signature;

impl Lower<'_> {
    /// Calls a helper with its arguments as they are passed; the machine value that it returns.
    pub(super) fn call(&mut self, helper: Helper, args: &[ir::Value]) -> Result<ir::Value, GiveUp> {
        self.call_any(helper, args).ok_or(GiveUp::Codegen)
    }

    pub(super) fn call_any(&mut self, helper: Helper, args: &[ir::Value]) -> Option<ir::Value> {
        let sig = signature(helper, self.isa.default_call_conv());
        let sig = self.b.import_signature(sig);
        let addr = self.b.ins().iconst(types::I64, helper.address() as i64);
        let call = self.b.ins().call_indirect(sig, addr, args);
        self.b.inst_results(call).first().copied()
    }

    /// The instruction `Call` by the helper's line in the table.
    pub(super) fn helper_call(&mut self, i: &Inst) -> Result<Option<ir::Value>, GiveUp> {
        let helper = Helper::ALL[i.imm as usize];
        if helper == Helper::ListAppend {
            return self.list_append(i);
        }
        let mut args = Vec::new();
        let mut given = i.args.iter();
        for arg in helper.args() {
            let x = match arg {
                Arg::Data => self.b.ins().iconst(types::I64, self.data_addr),
                Arg::Frame => self.fp,
                Arg::Int | Arg::Float => self.val(*given.next().ok_or(GiveUp::Codegen)?)?,
                Arg::Boxed => self.box_value(*given.next().ok_or(GiveUp::Codegen)?)?,
            };
            args.push(x);
        }
        let r = self.call_any(helper, &args);
        Ok(match (helper.ret(), r) {
            (Ret::Status | Ret::Result, Some(s)) => {
                let ok = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::OK as i64);
                self.guard(ok, true, i.exit)?;
                if helper.ret() == Ret::Status {
                    return Ok(None);
                }
                let flags = self.flags(Mem::Ctx);
                Some(
                    self.b
                        .ins()
                        .load(types::I64, flags, self.base, (ctx::RESULT * 4) as i32),
                )
            }
            (Ret::Code, Some(s)) => {
                let raised = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::EXC as i64);
                self.guard(raised, false, i.exit)?;
                Some(self.b.ins().uextend(types::I64, s))
            }
            (Ret::Answer, Some(answer)) => {
                let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
                let done = self.b.ins().icmp(IntCC::NotEqual, answer, declined);
                self.guard(done, true, i.exit)?;
                match i.ty {
                    Ty::None => None,
                    Ty::Bool => Some(self.b.ins().ireduce(types::I8, answer)),
                    Ty::Int => Some(self.sext32(answer)),
                    _ => Some(answer),
                }
            }
            (_, r) => r,
        })
    }

    /// Inline while there is room.
    fn list_append(&mut self, i: &Inst) -> Result<Option<ir::Value>, GiveUp> {
        let (list, item) = (self.val(i.args[0])?, self.box_value(i.args[1])?);
        let low = self.b.ins().ireduce(types::I32, list);
        let low = self.b.ins().uextend(types::I64, low);
        let p = self.b.ins().iadd(self.base, low);
        let (fl, fi, fe) = (
            self.flags(Mem::ListLen),
            self.flags(Mem::ListItems),
            self.flags(Mem::Elem),
        );
        let len = self.b.ins().uload32(fl, p, o_list::LEN as i32);
        let cap = self.b.ins().uload32(fl, p, o_list::CAP as i32);
        let room = self.b.ins().icmp(IntCC::UnsignedLessThan, len, cap);
        let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(slow);
        self.b.ins().brif(room, fast, &[], slow, &[]);
        self.b.switch_to_block(fast);
        let items = self.b.ins().uload32(fi, p, o_list::ITEMS as i32);
        let at = self.b.ins().iadd(self.base, items);
        let index = self.b.ins().ishl_imm_u(len, 3);
        let at = self.b.ins().iadd(at, index);
        self.b.ins().store(fe, item, at, o_buffer::DATA as i32);
        let more = self.b.ins().iadd_imm_s(len, 1);
        self.b.ins().istore32(fl, more, p, o_list::LEN as i32);
        self.b.ins().jump(join, &[]);
        self.b.switch_to_block(slow);
        let s = self.call_cold(Helper::ListAppend, &[list, item])?;
        let ok = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::OK as i64);
        self.guard(ok, true, i.exit)?;
        self.b.ins().jump(join, &[]);
        self.b.switch_to_block(join);
        Ok(None)
    }

    pub(super) fn ctx_word(&mut self, word: u32) -> ir::Value {
        let flags = self.flags(Mem::Ctx);
        self.b.ins().load(types::I32, flags, self.base, (word * 4) as i32)
    }

    pub(super) fn set_ctx_word(&mut self, word: u32, x: ir::Value) {
        let flags = self.flags(Mem::Ctx);
        self.b.ins().store(flags, x, self.base, (word * 4) as i32);
    }

    /// Pushes the callee's frame and calls its unit; its result if it returns, else we leave with its status.
    pub(super) fn call_unit(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let c = self.req.callees[i.imm as usize];
        let (state, _) = i.exit.ok_or(GiveUp::Codegen)?;
        let sp = self.ctx_word(ctx::SP);
        let top = self.b.ins().iadd_imm_s(sp, (frame::REGS + c.nregs) as i64);
        let above = self.b.ins().iadd_imm_s(top, 256);
        let limit = self.ctx_word(ctx::STACK_LIMIT);
        let mut ok = self.b.ins().icmp(IntCC::UnsignedLessThan, above, limit);
        let (depth, deepest) = (self.ctx_word(ctx::DEPTH), self.ctx_word(ctx::DEPTH_LIMIT));
        let room = self.b.ins().icmp(IntCC::UnsignedLessThan, depth, deepest);
        ok = self.b.ins().band(ok, room);
        let interrupt = self.ctx_word(ctx::INTERRUPT);
        let quiet = self.b.ins().icmp_imm_u(IntCC::Equal, interrupt, 0);
        ok = self.b.ins().band(ok, quiet);
        let flags = self.flags(Mem::Ctx);
        let lowest = self
            .b
            .ins()
            .load(types::I64, flags, self.base, (ctx::NATIVE_LIMIT * 4) as i32);
        let machine = self.b.ins().get_stack_pointer(types::I64);
        let room = self.b.ins().icmp(IntCC::UnsignedGreaterThan, machine, lowest);
        ok = self.b.ins().band(ok, room);
        let code = self.b.ins().iadd_imm_s(self.base, c.code.0 as i64);
        let unit = self.b.ins().uload32(flags, code, o_code::UNIT as i32);
        let some = self.b.ins().icmp_imm_u(IntCC::NotEqual, unit, 0);
        ok = self.b.ins().band(ok, some);
        let offset = self.b.ins().imul_imm_u(unit, o_unit::SIZE as i64);
        let place = self.b.ins().iadd(self.base, offset);
        let table = (map::CODE_TABLE - o_unit::SIZE) as i32;
        let state_word = self
            .b
            .ins()
            .load(types::I32, flags, place, table + o_unit::STATE as i32);
        let ready = self
            .b
            .ins()
            .icmp_imm_u(IntCC::Equal, state_word, unit_state::READY as i64);
        ok = self.b.ins().band(ok, ready);
        self.guard(ok, true, i.exit)?;
        // The new frame: header, arguments.
        let sp64 = self.b.ins().uextend(types::I64, sp);
        let bytes = self.b.ins().ishl_imm_u(sp64, 3);
        let new = self.b.ins().iadd(self.base, bytes);
        let stack = self.flags(Mem::None);
        let func = self.val(i.args[0])?;
        self.b.ins().store(stack, func, new, (frame::FUNC * 8) as i32);
        self.b.ins().store(stack, self.fp, new, (frame::LINK * 8) as i32);
        let site = self.req.codes[0].words[c.at as usize + 1];
        let next = self
            .b
            .ins()
            .iconst(types::I32, (self.req.codes[0].first + c.at + 8) as i64);
        self.b.ins().store(stack, next, new, (frame::LINK * 8 + 4) as i32);
        let ret = self.b.ins().iconst(types::I64, site as i64);
        self.b.ins().store(stack, ret, new, (frame::RET * 8) as i32);
        let none = self.b.ins().iconst(types::I64, Value::NONE.0 as i64);
        self.b.ins().store(stack, none, new, (frame::EXTRA * 8) as i32);
        for (k, &a) in i.args[1..].iter().enumerate() {
            let x = self.box_value(a)?;
            self.b.ins().store(stack, x, new, ((frame::REGS + k as u32) * 8) as i32);
        }
        self.set_ctx_word(ctx::FP, sp);
        self.set_ctx_word(ctx::SP, top);
        let deeper = self.b.ins().iadd_imm_s(depth, 1);
        self.set_ctx_word(ctx::DEPTH, deeper);
        let high = self.ctx_word(ctx::STACK_HIGH);
        let high = self.b.ins().umax(high, top);
        self.set_ctx_word(ctx::STACK_HIGH, high);
        // Two words that are not 8-aligned.
        let unaligned = MemFlagsData::new().with_notrap();
        let entry = self
            .b
            .ins()
            .load(types::I64, unaligned, place, table + o_unit::ENTRY_LO as i32);
        let mut sig = Signature::new(self.isa.default_call_conv());
        sig.params = vec![
            AbiParam::new(types::I64),
            AbiParam::new(types::I32),
            AbiParam::new(types::I32),
        ];
        sig.returns = vec![AbiParam::new(types::I32)];
        let sig = self.b.import_signature(sig);
        let zero = self.b.ins().iconst(types::I32, 0);
        let call = self.b.ins().call_indirect(sig, entry, &[self.base, sp, zero]);
        let s = self.b.inst_results(call)[0];
        let returned = self.b.ins().icmp_imm_u(IntCC::Equal, s, 1);
        let out = self.exit_block(state, ExitReason::Callee);
        let on = self.b.create_block();
        self.b.ins().brif(returned, on, &[], out, &[ir::BlockArg::Value(s)]);
        self.b.switch_to_block(on);
        self.set_ctx_word(ctx::FP, self.fp);
        self.set_ctx_word(ctx::SP, sp);
        self.set_ctx_word(ctx::DEPTH, depth);
        Ok(self
            .b
            .ins()
            .load(types::I64, flags, self.base, (ctx::RESULT * 4) as i32))
    }
}

//! Calls of helpers.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::{ctx, o_buffer, o_list, o_obj, o_str, status, tag};
use crate::heap::Kind;

use super::super::GiveUp;
use super::super::helpers::{Arg, DECLINED, Helper, Ret};
use super::super::ir::*;
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

    /// `len(v)`; all built-in containers and strs have it in the same place.
    fn len(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        const { assert!(o_str::LEN == o_obj::LEN && o_list::LEN == o_obj::LEN) };
        let v = self.val(i.args[0])?;
        let [object, known, slow, join] = std::array::from_fn(|_| self.b.create_block());
        self.b.append_block_param(join, types::I64);
        let is_object = self.high_is(v, tag::REF);
        self.b.ins().brif(is_object, object, &[], slow, &[]);
        self.b.switch_to_block(object);
        let p = self.boxed_object(v);
        let flags = MemFlagsData::trusted();
        let class = self.b.ins().load(types::I32, flags, p, o_obj::CLASS as i32);
        let t = &self.req.types;
        for exact in [t.str, t.list, t.tuple, t.dict] {
            let next = self.b.create_block();
            let same = self.b.ins().icmp_imm_u(IntCC::Equal, class, exact.0 as i64);
            self.b.ins().brif(same, known, &[], next, &[]);
            self.b.switch_to_block(next);
        }
        self.b.ins().jump(slow, &[]);
        self.b.switch_to_block(known);
        let n = self.b.ins().uload32(flags, p, o_obj::LEN as i32);
        self.b.ins().jump(join, &[ir::BlockArg::Value(n)]);
        self.b.switch_to_block(slow);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let answer = self.call(Helper::Len, &[data, v])?;
        self.answered(answer, i)?;
        let n = self.sext32(answer);
        Ok(self.join(join, n))
    }

    /// The instruction `Call` by the helper's line in the table.
    pub(super) fn helper_call(&mut self, i: &Inst) -> Result<Option<ir::Value>, GiveUp> {
        let helper = Helper::ALL[i.imm as usize];
        if helper == Helper::ListAppend {
            return self.list_append(i);
        }
        if helper == Helper::StrAppend {
            return self.str_append(i).map(Some);
        }
        if helper == Helper::Len {
            return self.len(i).map(Some);
        }
        if helper == Helper::Truth {
            return self.truth(i).map(Some);
        }
        if helper == Helper::SetAdd {
            return self.set_add(i).map(|()| None);
        }
        if helper == Helper::Contains && self.f.ty(i.args[0]) == Ty::Obj(Kind::Set) {
            return self.set_contains(i).map(Some);
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
                self.unless_raised(s, i)?;
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

    /// Leaves if the status is `status::EXC`, unless the unit has a handler, which is then looked for by the status.
    pub(super) fn unless_raised(&mut self, s: ir::Value, i: &Inst) -> Result<(), GiveUp> {
        if i.exit.is_none() {
            return Ok(());
        }
        let raised = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::EXC as i64);
        self.guard(raised, false, i.exit)
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
}

//! Boxing and unboxing, and where things lie.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::tag;
use crate::heap::Value;

use super::super::helpers::Helper;
use super::super::ir::*;
use super::super::{ExitReason, GiveUp};
use super::Lower;

pub(super) fn fits32(lo: i64, hi: i64) -> bool {
    lo >= i32::MIN as i64 && hi <= i32::MAX as i64
}

impl Lower<'_> {
    /// Address of heap offset `at` + `offset`, as pointer and displacement.
    pub(super) fn address(&mut self, at: Val, index: Option<Val>, offset: i64) -> Result<(ir::Value, i32), GiveUp> {
        let mut offset = offset;
        let mut p = self.base;
        let i = self.f.inst(at);
        if i.op == Opc::ConstInt {
            offset += i.imm;
        } else {
            let x = self.val(at)?;
            p = self.b.ins().iadd(p, x);
        }
        if let Some(index) = index.filter(|&i| i != NIL) {
            let i = self.f.inst(index);
            if i.op == Opc::ConstInt {
                offset += i.imm * 8;
            } else {
                let x = self.val(index)?;
                let x = self.b.ins().ishl_imm_u(x, 3);
                p = self.b.ins().iadd(p, x);
            }
        }
        match i32::try_from(offset) {
            Ok(o) => Ok((p, o)),
            Err(_) => Ok((self.b.ins().iadd_imm_s(p, offset), 0)),
        }
    }

    pub(super) fn high_is(&mut self, v: ir::Value, t: u32) -> ir::Value {
        let hi = self.b.ins().ushr_imm_u(v, 32);
        self.b.ins().icmp_imm_u(IntCC::Equal, hi, t as i64)
    }

    /// Branches to a fresh block for the rare case; gives (rare, join); the join block has one parameter.
    pub(super) fn rare(&mut self, usual: ir::Value, value: ir::Value, ty: ir::Type) -> (ir::Block, ir::Block) {
        let (rare, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, ty);
        self.b.set_cold_block(rare);
        self.b.ins().brif(usual, join, &[ir::BlockArg::Value(value)], rare, &[]);
        self.b.switch_to_block(rare);
        (rare, join)
    }

    pub(super) fn join(&mut self, join: ir::Block, value: ir::Value) -> ir::Value {
        self.b.ins().jump(join, &[ir::BlockArg::Value(value)]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }

    pub(super) fn sext32(&mut self, v: ir::Value) -> ir::Value {
        let low = self.b.ins().ireduce(types::I32, v);
        self.b.ins().sextend(types::I64, low)
    }

    /// On the rare path of an unboxing: the int of 48 bits in `v`, or exit.
    pub(super) fn long(&mut self, v: ir::Value, exit: Option<(StateId, ExitReason)>) -> Result<ir::Value, GiveUp> {
        let top = self.b.ins().ushr_imm_u(v, 48);
        let is_long = self.b.ins().icmp_imm_u(IntCC::Equal, top, tag::LONG16 as i64);
        self.guard(is_long, true, exit)?;
        let up = self.b.ins().ishl_imm_u(v, 16);
        Ok(self.b.ins().sshr_imm_u(up, 16))
    }

    /// The same bits as they are best stored: a float from its own register.
    pub(super) fn unboxed_bits(&self, x: ir::Value) -> ir::Value {
        let dfg = &self.b.func.dfg;
        if let ir::ValueDef::Result(inst, _) = dfg.value_def(x)
            && let ir::InstructionData::LoadNoOffset {
                opcode: ir::Opcode::Bitcast,
                arg,
                ..
            } = dfg.insts[inst]
        {
            return arg;
        }
        x
    }

    pub(super) fn box_value(&mut self, v: Val) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        if let Some(bits) = match i.op {
            Opc::ConstInt => Value::small_int(i.imm),
            Opc::ConstFloat => Some(Value(i.imm as u64)),
            Opc::ConstBool => Some(Value::bool(i.imm != 0)),
            _ => None,
        } {
            return Ok(self.b.ins().iconst(types::I64, bits.0 as i64));
        }
        let (ty, lo, hi) = (i.ty, i.lo, i.hi);
        let x = self.val(v)?;
        Ok(match ty {
            Ty::Int => {
                let low = self.b.ins().ireduce(types::I32, x);
                let low = self.b.ins().uextend(types::I64, low);
                let boxed = self.b.ins().bor_imm_u(low, (tag::INT as i64) << 32);
                if fits32(lo, hi) {
                    return Ok(boxed);
                }
                let narrow = self.sext32(x);
                let small = self.b.ins().icmp(IntCC::Equal, narrow, x);
                let (_, join) = self.rare(small, boxed, types::I64);
                let up = self.b.ins().ishl_imm_u(x, 16);
                let back = self.b.ins().sshr_imm_u(up, 16);
                let payload = self.b.ins().ushr_imm_u(up, 16);
                let long = self.b.ins().bor_imm_u(payload, (tag::LONG16 as i64) << 48);
                if lo >= Value::INT_MIN && hi <= Value::INT_MAX {
                    return Ok(self.join(join, long));
                }
                let fits = self.b.ins().icmp(IntCC::Equal, back, x);
                let (_, join2) = self.rare(fits, long, types::I64);
                let big = self.call_cold(Helper::BoxInt, &[x])?;
                let long = self.join(join2, big);
                self.join(join, long)
            }
            Ty::Float => {
                let clean = if self.f.inst(v).op == Opc::IntToFloat {
                    x
                } else {
                    let number = self.b.ins().fcmp(FloatCC::Ordered, x, x);
                    let (_, join) = self.rare(number, x, types::F64);
                    let canonical = self.b.ins().f64const(f64::from_bits(0x7ff8_0000_0000_0000));
                    self.join(join, canonical)
                };
                self.b.ins().bitcast(types::I64, MemFlagsData::new(), clean)
            }
            Ty::Bool => {
                let wide = self.b.ins().uextend(types::I64, x);
                self.b.ins().bor_imm_u(wide, (tag::BOOL as i64) << 32)
            }
            _ => x,
        })
    }
}

//! Conditions and division.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, types};

use super::super::GiveUp;
use super::super::ir::*;
use super::Lower;
use super::values::fits32;

pub(super) fn int_cc(cc: i64) -> IntCC {
    [
        IntCC::SignedLessThan,
        IntCC::SignedLessThanOrEqual,
        IntCC::Equal,
        IntCC::NotEqual,
        IntCC::SignedGreaterThan,
        IntCC::SignedGreaterThanOrEqual,
    ][cc as usize]
}

pub(super) fn float_cc(cc: i64) -> FloatCC {
    [
        FloatCC::LessThan,
        FloatCC::LessThanOrEqual,
        FloatCC::Equal,
        FloatCC::NotEqual,
        FloatCC::GreaterThan,
        FloatCC::GreaterThanOrEqual,
    ][cc as usize]
}

impl Lower<'_> {
    /// Python's floor division or modulo; the divisor is neither 0 nor -1.
    pub(super) fn divide(&mut self, v: Val, modulo: bool) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        let (a, d) = (i.args[0], i.args[1]);
        let (ia, id) = (self.f.inst(a), self.f.inst(d));
        let (alo, ahi, dlo, dhi) = (ia.lo, ia.hi, id.lo, id.hi);
        let constant = id.op == Opc::ConstInt;
        let (x, y) = (self.val(a)?, self.val(d)?);
        if alo >= 0 && dlo > 0 {
            if fits32(alo, ahi) && fits32(dlo, dhi) {
                let (x, y) = (self.b.ins().ireduce(types::I32, x), self.b.ins().ireduce(types::I32, y));
                let r = if modulo {
                    self.b.ins().urem(x, y)
                } else {
                    self.b.ins().udiv(x, y)
                };
                return Ok(self.b.ins().uextend(types::I64, r));
            }
            if constant {
                return Ok(if modulo {
                    self.b.ins().urem(x, y)
                } else {
                    self.b.ins().udiv(x, y)
                });
            }
        }
        if constant {
            return Ok(self.signed_divide(x, y, modulo));
        }
        // Division of 64 bits is slow on many machines: numbers without high halves take the 32-bit one.
        let both = self.b.ins().bor(x, y);
        let high = self.b.ins().ushr_imm_u(both, 32);
        let small = self.b.ins().icmp_imm_u(IntCC::Equal, high, 0);
        let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        self.b.ins().brif(small, fast, &[], slow, &[]);
        self.b.switch_to_block(fast);
        let (x32, y32) = (self.b.ins().ireduce(types::I32, x), self.b.ins().ireduce(types::I32, y));
        let r = if modulo {
            self.b.ins().urem(x32, y32)
        } else {
            self.b.ins().udiv(x32, y32)
        };
        let r = self.b.ins().uextend(types::I64, r);
        self.b.ins().jump(join, &[ir::BlockArg::Value(r)]);
        self.b.switch_to_block(slow);
        let r = self.signed_divide(x, y, modulo);
        Ok(self.join(join, r))
    }

    pub(super) fn signed_divide(&mut self, x: ir::Value, y: ir::Value, modulo: bool) -> ir::Value {
        // r = x rem y has x's sign; when it is not zero and its sign is not y's, Python's results lie one step lower.
        let rem = self.b.ins().srem(x, y);
        let signs = self.b.ins().bxor(rem, y);
        let differ = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let some = self.b.ins().icmp_imm_s(IntCC::NotEqual, rem, 0);
        let fix = self.b.ins().band(differ, some);
        if modulo {
            let moved = self.b.ins().iadd(rem, y);
            self.b.ins().select(fix, moved, rem)
        } else {
            let q = self.b.ins().sdiv(x, y);
            let one = self.b.ins().uextend(types::I64, fix);
            self.b.ins().isub(q, one)
        }
    }
}

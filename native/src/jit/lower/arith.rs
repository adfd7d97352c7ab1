//! Conditions and division.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, types};

use crate::generated::layouts::tag;

use super::super::GiveUp;
use super::super::helpers::{DECLINED, Helper};
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
    /// Truth of any value: of an int or a bool inline, else by the helper.
    pub(super) fn truth(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let v = self.val(i.args[0])?;
        let (slow, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        let (int, bool) = (self.high_is(v, tag::INT), self.high_is(v, tag::BOOL));
        let word = self.b.ins().bor(int, bool);
        let low = self.b.ins().ireduce(types::I32, v);
        let some = self.b.ins().icmp_imm_u(IntCC::NotEqual, low, 0);
        self.b.ins().brif(word, join, &[ir::BlockArg::Value(some)], slow, &[]);
        self.b.switch_to_block(slow);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let answer = self.call(Helper::Truth, &[data, v])?;
        let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
        let done = self.b.ins().icmp(IntCC::NotEqual, answer, declined);
        self.guard(done, true, i.exit)?;
        let answer = self.b.ins().ireduce(types::I8, answer);
        Ok(self.join(join, answer))
    }

    /// A sum, difference or product that may overflow, which leaves. Where one summand's sign is known the sum lies on the other
    /// side of the other summand then: a comparison tells, which a jump takes in, as it does not the overflow flag.
    pub(super) fn checked(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (a, b) = (i.args[0], i.args[1]);
        let (x, y) = (self.val(a)?, self.val(b)?);
        let sign = |v: Val| {
            let i = self.f.inst(v);
            if i.lo >= 0 {
                Some(true)
            } else {
                (i.hi <= 0).then_some(false)
            }
        };
        let known = match (i.op, sign(a), sign(b)) {
            (Opc::IAdd, _, Some(up)) => Some((x, up)),
            (Opc::IAdd, Some(up), None) => Some((y, up)),
            (Opc::ISub, _, Some(down)) => Some((x, !down)),
            _ => None,
        };
        let (r, over) = match (i.op, known) {
            (Opc::IMul, _) => self.b.ins().smul_overflow(x, y),
            (Opc::IAdd, None) => self.b.ins().sadd_overflow(x, y),
            (_, None) => self.b.ins().ssub_overflow(x, y),
            (op, Some((from, up))) => {
                let r = if op == Opc::IAdd {
                    self.b.ins().iadd(x, y)
                } else {
                    self.b.ins().isub(x, y)
                };
                let cc = if up {
                    IntCC::SignedLessThan
                } else {
                    IntCC::SignedGreaterThan
                };
                (r, self.b.ins().icmp(cc, r, from))
            }
        };
        self.guard(over, false, i.exit)?;
        Ok(r)
    }

    /// Python's floor division or modulo; the divisor is neither 0 nor -1.
    pub(super) fn divide(&mut self, v: Val, modulo: bool) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        let (a, d) = (i.args[0], i.args[1]);
        let (ia, id) = (self.f.inst(a), self.f.inst(d));
        let (alo, ahi, dlo, dhi) = (ia.lo, ia.hi, id.lo, id.hi);
        let constant = id.op == Opc::ConstInt;
        if constant && let Some(r) = self.divide_by(a, id.imm, modulo)? {
            return Ok(r);
        }
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

    /// The same by a positive constant, as a multiplication; None: the dividend's range does not allow it.
    fn divide_by(&mut self, a: Val, d: i64, modulo: bool) -> Result<Option<ir::Value>, GiveUp> {
        let (lo, hi) = (self.f.inst(a).lo, self.f.inst(a).hi);
        // A dividend that may be negative is moved up by a multiple of the divisor.
        let below = if lo >= 0 {
            Some(0)
        } else {
            lo.checked_div_euclid(d).and_then(|q| q.checked_mul(d))
        };
        let Some((below, top)) = below.and_then(|b| Some((b, hi.checked_sub(b)?))) else {
            return Ok(None);
        };
        let Some(magic) = Magic::new(top, d) else {
            return Ok(None);
        };
        let x = self.val(a)?;
        let x = if below == 0 {
            x
        } else {
            self.b.ins().iadd_imm_s(x, below.wrapping_neg())
        };
        let by = self.b.ins().iconst(types::I64, magic.multiplier as i64);
        let product = if magic.high {
            self.b.ins().umulhi(x, by)
        } else {
            self.b.ins().imul(x, by)
        };
        let q = self.b.ins().ushr_imm_u(product, magic.shift);
        Ok(Some(if modulo {
            let all = self.b.ins().imul_imm_s(q, d);
            self.b.ins().isub(x, all)
        } else if below == 0 {
            q
        } else {
            self.b.ins().iadd_imm_s(q, below / d)
        }))
    }

    /// A product; one by a constant next to a power of two by shifting, which takes less long.
    pub(super) fn multiply(&mut self, a: Val, b: Val) -> Result<ir::Value, GiveUp> {
        let x = self.val(a)?;
        let i = self.f.inst(b);
        let near = |n: i64| (i.op == Opc::ConstInt && n > 1 && n & (n - 1) == 0).then(|| n.trailing_zeros() as i64);
        // 3, 5 and 9 times take one instruction in this form.
        if let Some(n) = near(i.imm.wrapping_sub(1)) {
            let up = self.b.ins().ishl_imm_u(x, n);
            return Ok(self.b.ins().iadd(x, up));
        }
        if let Some(n) = near(i.imm.wrapping_add(1)) {
            let up = self.b.ins().ishl_imm_u(x, n);
            return Ok(self.b.ins().isub(up, x));
        }
        let y = self.val(b)?;
        Ok(self.b.ins().imul(x, y))
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

/// Division of the numbers 0 to `top` by a constant: the product with `multiplier`, or its high half, shifted right.
struct Magic {
    multiplier: u64,
    high: bool,
    shift: i64,
}

impl Magic {
    fn new(top: i64, d: i64) -> Option<Magic> {
        let (top, d) = (u128::try_from(top).ok()?, u128::try_from(d).ok().filter(|&d| d > 0)?);
        (0..127).find_map(|k| {
            // x * m / 2^k is x / d, too large by x * e / (d * 2^k), which must not reach the next quotient.
            let power = 1u128 << k;
            let m = power.div_ceil(d);
            let e = m * d - power;
            let exact = top * e < power;
            let high = k >= 64;
            let fits = m <= u64::MAX as u128 && (high || m * top <= u64::MAX as u128);
            (exact && fits).then_some(Magic {
                multiplier: m as u64,
                high,
                shift: if high { k - 64 } else { k } as i64,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Magic;

    #[test]
    fn magic_numbers_divide() {
        let divisors = [
            1,
            2,
            3,
            5,
            7,
            9,
            10,
            100,
            127,
            641,
            1000,
            1000003,
            6700417,
            (1 << 31) - 1,
            (1 << 61) - 1,
        ];
        let tops = [
            0,
            1,
            6,
            7,
            1000,
            65535,
            i32::MAX as i64,
            u32::MAX as i64,
            1 << 47,
            1 << 53,
            i64::MAX,
        ];
        for d in divisors {
            for top in tops {
                let magic = Magic::new(top, d).expect("there is one for 63 bits");
                let near = (0..5).flat_map(|i| [i, top - i, top / d * d - i, top / 2 + i, d - 3 + i]);
                for x in near.filter(|x| (0..=top).contains(x)) {
                    let product = x as u128 * magic.multiplier as u128;
                    let word = if magic.high {
                        (product >> 64) as u64
                    } else {
                        product as u64
                    };
                    assert_eq!((word >> magic.shift) as i64, x / d, "{x} / {d} of 0..{top}");
                }
            }
        }
    }
}

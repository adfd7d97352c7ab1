//! Arithmetic: unboxed where types are known or feedback promises them, else by the kernel.

use super::*;
use crate::generated::layouts::{feedback as fb, tag};
use crate::jit::helpers::Helper;

/// How large products by small constants may be: what is added to them then needs no check.
const FACTOR_ROOM: i64 = 1 << 62;

/// How an instruction on two operands is compiled.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Plan {
    Ints(Val, Val),
    Floats(Val, Val),
    Generic,
    Cold,
}

impl Builder<'_> {
    /// Decides by the operands' types and the instruction's feedback, and guards what is not known.
    pub(super) fn plan(&mut self, a: Val, b: Val) -> Plan {
        let number = |t: Ty| matches!(t, Ty::Int | Ty::Bool | Ty::Float);
        let (ta, tb) = (self.f.ty(a), self.f.ty(b));
        let feedback = self.ins.feedback;
        if number(ta) && number(tb) {
            if ta == Ty::Float || tb == Ty::Float {
                return Plan::Floats(self.to_float(a), self.to_float(b));
            }
            return Plan::Ints(
                self.unbox_int(a, ExitReason::NotInt),
                self.unbox_int(b, ExitReason::NotInt),
            );
        }
        if matches!(ta, Ty::Obj(_) | Ty::Virtual(_)) || matches!(tb, Ty::Obj(_) | Ty::Virtual(_)) {
            return Plan::Generic;
        }
        let numeric = fb::INT | fb::FLOAT | fb::MIXED;
        if feedback & (numeric | fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) == 0 {
            return Plan::Cold;
        }
        if self.is_generic() || feedback & (fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) != 0 {
            return Plan::Generic;
        }
        if ta == Ty::Float || tb == Ty::Float {
            if feedback & numeric == fb::FLOAT {
                let x = self.unbox_float(a, ExitReason::NotFloat);
                return Plan::Floats(x, self.unbox_float(b, ExitReason::NotFloat));
            }
            let x = self.unbox_num(a);
            return Plan::Floats(x, self.unbox_num(b));
        }
        match feedback & numeric {
            fb::INT => {
                let x = self.unbox_int(a, ExitReason::NotInt);
                Plan::Ints(x, self.unbox_int(b, ExitReason::NotInt))
            }
            fb::FLOAT => {
                let x = self.unbox_float(a, ExitReason::NotFloat);
                Plan::Floats(x, self.unbox_float(b, ExitReason::NotFloat))
            }
            mixed => self.mixed(a, b, mixed & fb::INT != 0).unwrap_or(Plan::Generic),
        }
    }

    /// Of two operands that are not both of known type, one was an int and the other a float; or both were ints at other times.
    fn mixed(&mut self, a: Val, b: Val, ints: bool) -> Option<Plan> {
        // Boxed ints have 48 bits: as doubles they have the same quotient and the same order.
        let quotient = matches!(self.ins.op, Op::Truediv | Op::InplaceTruediv);
        let as_floats = quotient || self.compares();
        if ints && !as_floats {
            return None;
        }
        let known = |v: Val| matches!(self.f.ty(v), Ty::Int | Ty::Bool);
        let exact = |v: Val| !known(v) || (self.range(v).0 >= -(1 << 53) && self.range(v).1 <= 1 << 53);
        let (int_a, int_b, exact) = (known(a), known(b), exact(a) && exact(b));
        if as_floats && exact {
            let x = self.unbox_num(a);
            return Some(Plan::Floats(x, self.unbox_num(b)));
        }
        if ints {
            return None;
        }
        if int_a || int_b {
            let mut float = |v, is_int| {
                if is_int {
                    self.to_float(v)
                } else {
                    self.unbox_float(v, ExitReason::NotFloat)
                }
            };
            let x = float(a, int_a);
            return Some(Plan::Floats(x, float(b, int_b)));
        }
        let (x, y) = (self.unbox_num(a), self.unbox_num(b));
        let limit = self.int((tag::INT as i64) << 32);
        let not_float = [a, b].map(|v| {
            let is = self.emit(Opc::ULess, Ty::Bool, &[v, limit], 0);
            self.not(is)
        });
        let neither = self.emit(Opc::BAnd, Ty::Bool, &not_float, 0);
        self.guard(neither, false, ExitReason::NotFloat);
        Some(Plan::Floats(x, y))
    }

    fn compares(&self) -> bool {
        let within = |a: Op, b: Op| (a as u8..=b as u8).contains(&(self.ins.op as u8));
        within(Op::Lt, Op::Ge) || within(Op::JumpIfLt, Op::JumpIfNotGe)
    }

    pub(super) fn binary_op(&mut self) {
        let x = self.ins;
        let op = (x.op as u8 - Op::Add as u8) % 13;
        let op = Op::ALL[(Op::Add as u8 + op) as usize];
        let (a, b) = (self.reg(x.b), self.reg(x.c));
        if op == Op::Matmul {
            return self.kernel_op();
        }
        if self.f.ty(a) == Ty::Bool && self.f.ty(b) == Ty::Bool && matches!(op, Op::And | Op::Or | Op::Xor) {
            // The result is a bool.
            return match op {
                Op::And => {
                    let r = self.emit(Opc::BAnd, Ty::Bool, &[a, b], 0);
                    self.set(x.a as u32, r);
                }
                _ => self.kernel_op(),
            };
        }
        if op == Op::Add
            && let Some((a, b)) = self.strs(a, b)
        {
            let sum = self.call_helper(Helper::StrConcat, &[a, b], Ty::Obj(Kind::Str));
            return self.set(x.a as u32, sum);
        }
        if let Some(r) = self.sequence_op(op, a, b) {
            return self.set(x.a as u32, r);
        }
        if op == Op::Mod && self.f.ty(a) == Ty::Obj(Kind::Str) && !self.is_generic() && self.solid(b) {
            let text = self.call_helper(Helper::StrPercent, &[a, b], Ty::Obj(Kind::Str));
            return self.set(x.a as u32, text);
        }
        let result = match self.plan(a, b) {
            Plan::Ints(a, b) => self.int_op(op, a, b),
            Plan::Floats(a, b) => self.float_op(op, a, b),
            Plan::Generic => None,
            Plan::Cold => return self.leave(ExitReason::Cold),
        };
        match result {
            Some(r) => self.set(x.a as u32, r),
            None => self.kernel_op(),
        }
    }

    /// The factors of a product by a small positive constant.
    fn factor(&self, a: Val, b: Val) -> Option<(Val, i64)> {
        let small = |v: Val| self.const_int(v).filter(|n| (1..1 << 16).contains(n));
        let found = small(b).map(|n| (a, n)).or_else(|| small(a).map(|n| (b, n)));
        found.filter(|_| !self.is_generic())
    }

    /// The number, which is guarded to lie between `-limit` and `limit`.
    fn within(&mut self, v: Val, limit: i64) -> Val {
        let (lo, hi) = self.range(v);
        let (from, span) = if lo >= 0 { (0, limit) } else { (limit, 2 * limit) };
        let (bias, top) = (self.int(from), self.int(span + 1));
        let moved = if from == 0 {
            v
        } else {
            self.emit(Opc::IAdd, Ty::Int, &[v, bias], 0)
        };
        let ok = self.emit(Opc::ULess, Ty::Bool, &[moved, top], 0);
        self.guard(ok, true, ExitReason::Overflow);
        let n = self.emit(Opc::Refine, Ty::Int, &[v], 0);
        let n = self.ranged(n, lo.max(-limit), hi.min(limit));
        self.narrow(v, n);
        n
    }

    /// `op` with its range; checked if the range does not exclude overflow.
    fn checked(&mut self, op: Opc, a: Val, b: Val, lo: i128, hi: i128) -> Option<Val> {
        let fits = lo >= i64::MIN as i128 && hi <= i64::MAX as i128;
        if !fits && self.is_generic() {
            return None;
        }
        let exit = if fits { None } else { self.here(ExitReason::Overflow) };
        let r = self.emit_exit(op, Ty::Int, &[a, b], 0, exit);
        Some(self.ranged(r, lo.max(i64::MIN as i128) as i64, hi.min(i64::MAX as i128) as i64))
    }

    pub(super) fn int_op(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let ((alo, ahi), (blo, bhi)) = (self.range(a), self.range(b));
        let wide = |x: i64| x as i128;
        if let (Some(m), Some(n)) = (self.const_int(a), self.const_int(b)) {
            let folded = match op {
                Op::Add => m.checked_add(n),
                Op::Sub => m.checked_sub(n),
                Op::Mul => m.checked_mul(n),
                _ => None,
            };
            if let Some(r) = folded {
                return Some(self.int(r));
            }
        }
        match op {
            Op::Add => self.checked(Opc::IAdd, a, b, wide(alo) + wide(blo), wide(ahi) + wide(bhi)),
            Op::Sub => self.checked(Opc::ISub, a, b, wide(alo) - wide(bhi), wide(ahi) - wide(blo)),
            Op::Mul => {
                let products = [alo, ahi].map(|x| [blo, bhi].map(|y| wide(x) * wide(y)));
                let all = products.concat();
                if let Some((x, by)) = self.factor(a, b)
                    && all.iter().any(|&p| p.unsigned_abs() > FACTOR_ROOM as u128)
                {
                    let x = self.within(x, FACTOR_ROOM / by);
                    let by = self.int(by);
                    return self.int_op(op, x, by);
                }
                let (lo, hi) = (*all.iter().min()?, *all.iter().max()?);
                let lo = if a == b { lo.max(0) } else { lo };
                self.checked(Opc::IMul, a, b, lo, hi)
            }
            Op::Floordiv | Op::Mod => self.divide(op, a, b),
            Op::And => {
                let r = self.emit(Opc::IAnd, Ty::Int, &[a, b], 0);
                Some(match (alo >= 0, blo >= 0) {
                    (true, true) => self.ranged(r, 0, ahi.min(bhi)),
                    (true, false) => self.ranged(r, 0, ahi),
                    (false, true) => self.ranged(r, 0, bhi),
                    _ => r,
                })
            }
            Op::Or | Op::Xor => {
                let r = self.emit(if op == Op::Or { Opc::IOr } else { Opc::IXor }, Ty::Int, &[a, b], 0);
                if alo >= 0 && blo >= 0 {
                    let bits = 64 - (ahi | bhi).leading_zeros();
                    let top = if bits >= 63 { i64::MAX } else { (1 << bits) - 1 };
                    self.ranged(r, 0, top);
                }
                Some(r)
            }
            Op::Rshift => {
                let Some(n) = self.const_int(b) else {
                    let zero = self.int(0);
                    let ok = self.emit(Opc::ICmp, Ty::Bool, &[b, zero], CC_GE);
                    self.guard(ok, true, ExitReason::Shift);
                    let top = self.int(63);
                    let small = self.emit(Opc::ICmp, Ty::Bool, &[b, top], CC_LT);
                    let n = self.emit(Opc::Select, Ty::Int, &[small, b, top], 0);
                    let r = self.emit(Opc::IShr, Ty::Int, &[a, n], 0);
                    return Some(self.ranged(r, alo.min(0), ahi.max(0)));
                };
                if n < 0 {
                    return None;
                }
                let n = n.min(63);
                let count = self.int(n);
                let r = self.emit(Opc::IShr, Ty::Int, &[a, count], 0);
                Some(self.ranged(r, alo >> n, ahi >> n))
            }
            Op::Lshift => {
                if self.is_generic() {
                    return None;
                }
                // The result must shift back to the operand.
                if !(blo >= 0 && bhi < 63) {
                    let limit = self.int(63);
                    let ok = self.emit(Opc::ULess, Ty::Bool, &[b, limit], 0);
                    self.guard(ok, true, ExitReason::Shift);
                }
                let r = self.emit(Opc::IShl, Ty::Int, &[a, b], 0);
                let n = bhi.clamp(0, 62) as u32;
                let (lo, hi) = (wide(alo) << n, wide(ahi) << n);
                if blo >= 0 && bhi < 63 && lo >= wide(i64::MIN) && hi <= wide(i64::MAX) {
                    return Some(self.ranged(r, (lo as i64).min(alo), (hi as i64).max(ahi)));
                }
                let back = self.emit(Opc::IShr, Ty::Int, &[r, b], 0);
                let same = self.emit(Opc::ICmp, Ty::Bool, &[back, a], CC_EQ);
                self.guard(same, true, ExitReason::Overflow);
                Some(r)
            }
            Op::Truediv => {
                // Exact only while both convert exactly: 53 bits.
                let exact = |lo: i64, hi: i64| lo >= -(1 << 53) && hi <= 1 << 53;
                if !exact(alo, ahi) || !exact(blo, bhi) {
                    if self.is_generic() {
                        return None;
                    }
                    for (v, lo, hi) in [(a, alo, ahi), (b, blo, bhi)] {
                        if !exact(lo, hi) {
                            let (bias, limit) = (self.int(1 << 53), self.int(1 << 54));
                            let moved = self.emit(Opc::IAdd, Ty::Int, &[v, bias], 0);
                            let ok = self.emit(Opc::ULess, Ty::Bool, &[moved, limit], 0);
                            self.guard(ok, true, ExitReason::Overflow);
                        }
                    }
                }
                let (x, y) = (self.to_float(a), self.to_float(b));
                self.float_op(Op::Truediv, x, y)
            }
            Op::Pow => {
                // Small constant exponents are products.
                let n = self.const_int(b)?;
                if n == 2 { self.int_op(Op::Mul, a, a) } else { None }
            }
            _ => None,
        }
    }

    fn divide(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let ((alo, ahi), (blo, bhi)) = (self.range(a), self.range(b));
        if blo <= 0 && bhi >= -1 {
            // 0 raises, -1 may overflow: the interpreter does both.
            if self.is_generic() {
                return None;
            }
            if self.handler_here().is_some() && blo <= 0 && bhi >= 0 {
                let zero = self.int(0);
                let raises = self.emit(Opc::ICmp, Ty::Bool, &[b, zero], CC_EQ);
                self.guard_or_raise(raises, false, ExitReason::Divisor);
            }
            let one = self.int(1);
            let moved = self.emit(Opc::IAdd, Ty::Int, &[b, one], 0);
            let ok = self.emit(Opc::ULess, Ty::Bool, &[one, moved], 0);
            self.guard(ok, true, ExitReason::Divisor);
        }
        if op == Op::Mod {
            if let Some(m) = self.const_int(b)
                && m > 0
            {
                if alo >= 0 && ahi < m {
                    return Some(a);
                }
                if m & (m - 1) == 0 {
                    let mask = self.int(m - 1);
                    let r = self.emit(Opc::IAnd, Ty::Int, &[a, mask], 0);
                    return Some(self.ranged(r, 0, m - 1));
                }
            }
            let r = self.emit(Opc::IMod, Ty::Int, &[a, b], 0);
            let hi = if alo >= 0 && blo > 0 {
                ahi.min(bhi.saturating_sub(1))
            } else {
                bhi.saturating_sub(1).max(0)
            };
            let lo = if blo > 0 { 0 } else { blo.saturating_add(1).min(0) };
            return Some(self.ranged(r, lo, hi));
        }
        if let Some(m) = self.const_int(b)
            && m > 0
            && m & (m - 1) == 0
        {
            let n = self.int(m.trailing_zeros() as i64);
            let r = self.emit(Opc::IShr, Ty::Int, &[a, n], 0);
            return Some(self.ranged(r, alo >> m.trailing_zeros(), ahi >> m.trailing_zeros()));
        }
        let r = self.emit(Opc::IFloorDiv, Ty::Int, &[a, b], 0);
        Some(if blo > 0 {
            let floor = |x: i64, y: i64| x.div_euclid(y);
            let all = [floor(alo, blo), floor(alo, bhi), floor(ahi, blo), floor(ahi, bhi)];
            self.ranged(r, all.into_iter().min()?, all.into_iter().max()?)
        } else {
            // The quotient's magnitude is at most the dividend's, plus one for rounding down.
            let top = ahi.unsigned_abs().max(alo.unsigned_abs());
            let top = i64::try_from(top).unwrap_or(i64::MAX);
            self.ranged(r, (-top).saturating_sub(1), top)
        })
    }

    pub(super) fn float_op(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let opc = match op {
            Op::Add => Opc::FAdd,
            Op::Sub => Opc::FSub,
            Op::Mul => Opc::FMul,
            Op::Truediv => Opc::FDiv,
            Op::Floordiv => Opc::FFloorDiv,
            Op::Mod => Opc::FMod,
            Op::Pow => return self.float_pow(a, b),
            _ => return None,
        };
        if matches!(opc, Opc::FDiv | Opc::FFloorDiv | Opc::FMod) && !self.is_not_zero(b) {
            let zero = self.float(0.0);
            let bad = self.emit(Opc::FCmp, Ty::Bool, &[b, zero], CC_EQ);
            self.guard_or_raise(bad, false, ExitReason::Divisor);
        }
        let helper = match opc {
            Opc::FFloorDiv => Helper::FloatFloorDiv,
            Opc::FMod => Helper::FloatMod,
            _ => return Some(self.emit(opc, Ty::Float, &[a, b], 0)),
        };
        Some(self.emit(Opc::Call, Ty::Float, &[a, b], helper as i64))
    }

    fn is_not_zero(&self, x: Val) -> bool {
        let i = self.f.inst(x);
        match i.op {
            Opc::ConstFloat => f64::from_bits(i.imm as u64) != 0.0,
            Opc::IntToFloat => {
                let (lo, hi) = self.range(i.args[0]);
                lo > 0 || hi < 0
            }
            _ => false,
        }
    }

    /// By the C library, as CPython does it: `a * a` and `sqrt(a)` differ from its pow in the last bit of some results.
    fn float_pow(&mut self, a: Val, b: Val) -> Option<Val> {
        let r = self.emit(Opc::Call, Ty::Float, &[a, b], Helper::FloatPow as i64);
        let ok = self.emit(Opc::FCmp, Ty::Bool, &[r, r], CC_EQ);
        self.guard(ok, true, ExitReason::Value);
        Some(r)
    }

    pub(super) fn neg_op(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        let r = match self.f.ty(v) {
            Ty::Float => Some(self.emit(Opc::FNeg, Ty::Float, &[v], 0)),
            Ty::Int | Ty::Bool => {
                let zero = self.int(0);
                let n = self.unbox_int(v, ExitReason::NotInt);
                self.int_op(Op::Sub, zero, n)
            }
            Ty::Boxed if !self.is_generic() => {
                match self.ins.feedback & (fb::INT | fb::FLOAT | fb::MIXED | fb::OTHER) {
                    fb::INT => {
                        let n = self.unbox_int(v, ExitReason::NotInt);
                        let zero = self.int(0);
                        self.int_op(Op::Sub, zero, n)
                    }
                    fb::FLOAT => {
                        let n = self.unbox_float(v, ExitReason::NotFloat);
                        Some(self.emit(Opc::FNeg, Ty::Float, &[n], 0))
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        match r {
            Some(r) => self.set(x.a as u32, r),
            None => self.kernel_op(),
        }
    }

    pub(super) fn pos_op(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        match self.f.ty(v) {
            Ty::Float | Ty::Int => self.set(x.a as u32, v),
            _ => self.kernel_op(),
        }
    }

    pub(super) fn invert_op(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        if self.f.ty(v) == Ty::Int {
            let ones = self.int(-1);
            let r = self.emit(Opc::IXor, Ty::Int, &[v, ones], 0);
            let (lo, hi) = self.range(v);
            let r = self.ranged(r, !hi, !lo);
            self.set(x.a as u32, r);
        } else {
            self.kernel_op();
        }
    }
}

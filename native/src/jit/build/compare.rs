//! Comparisons, truth tests and the jumps fused with them.

use super::arith::Plan;
use super::*;
use crate::generated::layouts::{o_obj, special, tag};
use crate::jit::helpers::Helper;

impl Builder<'_> {
    /// a cc b as a Bool; None: by the kernel.
    fn compare(&mut self, a: Val, b: Val, cc: i64) -> Result<Option<Val>, Plan> {
        if let Some((a, b)) = self.strs(a, b) {
            return Ok(Some(self.compare_strs(a, b, cc)));
        }
        match self.plan(a, b) {
            Plan::Ints(a, b) => {
                if let (Some(m), Some(n)) = (self.const_int(a), self.const_int(b)) {
                    let r = [m < n, m <= n, m == n, m != n, m > n, m >= n][cc as usize];
                    return Ok(Some(self.bool(r)));
                }
                Ok(Some(self.emit(Opc::ICmp, Ty::Bool, &[a, b], cc)))
            }
            Plan::Floats(x, y) => {
                // An int beyond 53 bits compares exactly in Python, which its double does not.
                for v in [a, b] {
                    if self.f.ty(v) == Ty::Int {
                        let (lo, hi) = self.range(v);
                        if lo < -(1 << 53) || hi > 1 << 53 {
                            return Ok(None);
                        }
                    }
                }
                Ok(Some(self.emit(Opc::FCmp, Ty::Bool, &[x, y], cc)))
            }
            Plan::Generic => Ok(None),
            Plan::Cold => Err(Plan::Cold),
        }
    }

    pub(super) fn not(&mut self, v: Val) -> Val {
        let i = self.f.inst(v);
        match i.op {
            Opc::ConstBool => {
                let b = i.imm == 0;
                self.bool(b)
            }
            Opc::BNot => i.args[0],
            Opc::ICmp => {
                let (args, cc) = (
                    i.args.clone(),
                    [CC_GE, CC_GT, CC_NE, CC_EQ, CC_LE, CC_LT][i.imm as usize],
                );
                self.emit(Opc::ICmp, Ty::Bool, &args, cc)
            }
            _ => self.emit(Opc::BNot, Ty::Bool, &[v], 0),
        }
    }

    pub(super) fn compare_op(&mut self) {
        let x = self.ins;
        let cc = (x.op as u8 - Op::Lt as u8) as i64;
        let (a, b) = (self.reg(x.b), self.reg(x.c));
        match self.compare(a, b, cc) {
            Ok(Some(r)) => self.set(x.a as u32, r),
            Ok(None) => self.kernel_op(),
            Err(_) => self.leave(ExitReason::Cold),
        }
    }

    pub(super) fn compare_jump(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let n = x.op as u8 - Op::JumpIfLt as u8;
        let (cc, negated) = ((n % 6) as i64, n >= 6);
        let (a, b) = (self.reg(x.a), self.reg(x.b));
        let (target, next) = (x.target().unwrap_or(0), x.next());
        let (yes, no) = if negated { (next, target) } else { (target, next) };
        match self.compare(a, b, cc) {
            Ok(Some(cond)) => self.branch(cond, yes, no),
            Ok(None) => self.kernel_jump(),
            Err(_) => {
                self.leave(ExitReason::Cold);
                Ok(())
            }
        }
    }

    /// A conditional jump that the kernel decides.
    fn kernel_jump(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        if self.kernel_status() == NIL {
            return Ok(());
        }
        self.after_call();
        let zero = self.int(0);
        let flag = self.load(Opc::Ld32, zero, ctx::FLAG * 4, Mem::Ctx);
        let taken = self.emit(Opc::ICmp, Ty::Bool, &[flag, zero], CC_NE);
        self.branch(taken, x.target().unwrap_or(0), x.next())
    }

    /// Truth of a value as a Bool; None: by the kernel.
    fn truth(&mut self, v: Val) -> Option<Val> {
        match self.f.ty(v) {
            Ty::Bool => Some(v),
            Ty::Int => {
                let zero = self.int(0);
                Some(self.emit(Opc::ICmp, Ty::Bool, &[v, zero], CC_NE))
            }
            Ty::Float => {
                let zero = self.float(0.0);
                Some(self.emit(Opc::FCmp, Ty::Bool, &[v, zero], CC_NE))
            }
            Ty::Obj(Kind::Str) if self.slice_of(v).is_some() => {
                let (count, zero) = (self.slice_of(v)?.2, self.int(0));
                Some(self.emit(Opc::ICmp, Ty::Bool, &[count, zero], CC_NE))
            }
            Ty::Obj(kind @ (Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::Str)) => {
                let at = self.reference(v);
                let mem = match kind {
                    Kind::List => Mem::ListLen,
                    Kind::Tuple | Kind::Str => Mem::Const,
                    _ => Mem::Dict,
                };
                let len = self.load(Opc::Ld32, at, o_obj::LEN, mem);
                let zero = self.int(0);
                Some(self.emit(Opc::ICmp, Ty::Bool, &[len, zero], CC_NE))
            }
            Ty::Boxed => {
                if let Some(bits) = self.const_bits(v) {
                    return if bits.is_none() { Some(self.bool(false)) } else { None };
                }
                if self.is_generic() {
                    return None;
                }
                Some(if self.held_bool() {
                    self.unbox_bool(v, ExitReason::NotBool)
                } else {
                    self.call_helper(Helper::Truth, &[v], Ty::Bool)
                })
            }
            _ => None,
        }
    }

    /// Did the tested register hold a bool when the plan was made?
    fn held_bool(&self) -> bool {
        let x = self.ins;
        let r = if x.op == Op::Not { x.b } else { x.a };
        self.seen(r).value.is_bool()
    }

    pub(super) fn jump_if(&mut self, when: bool) -> Result<(), GiveUp> {
        let x = self.ins;
        let v = self.reg(x.a);
        let (target, next) = (x.target().unwrap_or(0), x.next());
        let (yes, no) = if when { (target, next) } else { (next, target) };
        match self.truth(v) {
            Some(cond) => self.branch(cond, yes, no),
            None => self.kernel_jump(),
        }
    }

    pub(super) fn not_op(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        match self.truth(v) {
            Some(cond) => {
                let r = self.not(cond);
                self.set(x.a as u32, r);
            }
            None => self.kernel_op(),
        }
    }

    fn is_none(&mut self, v: Val) -> Val {
        match (self.f.ty(v), self.const_bits(v)) {
            (_, Some(bits)) => self.bool(bits.is_none()),
            (Ty::Boxed, None) => {
                let none = self.constant(Value((tag::SPECIAL as u64) << 32 | special::NONE as u64));
                self.emit(Opc::BitsEq, Ty::Bool, &[v, none], 0)
            }
            _ => self.bool(false),
        }
    }

    pub(super) fn jump_if_none(&mut self, when: bool) -> Result<(), GiveUp> {
        let x = self.ins;
        let v = self.reg(x.a);
        let cond = self.is_none(v);
        let (target, next) = (x.target().unwrap_or(0), x.next());
        let (yes, no) = if when { (target, next) } else { (next, target) };
        self.branch(cond, yes, no)
    }

    pub(super) fn is_op(&mut self) {
        let x = self.ins;
        let (a, b) = (self.reg(x.b), self.reg(x.c));
        let plain = |t: Ty| matches!(t, Ty::Boxed | Ty::Obj(_) | Ty::Bool);
        if !plain(self.f.ty(a)) || !plain(self.f.ty(b)) {
            // Identity of numbers is the interpreter's to define.
            return self.leave(ExitReason::CallOut);
        }
        let (a, b) = (self.boxed(a), self.boxed(b));
        let same = self.emit(Opc::BitsEq, Ty::Bool, &[a, b], 0);
        let r = if x.op == Op::Is { same } else { self.not(same) };
        self.set(x.a as u32, r);
    }
}

//! Raising, and handlers that lie in the unit: an instruction that raises goes on there.
//!
//! What raises is `status::EXC` of a kernel operation or builtin, a unit called that was left with an exception, or RAISE. The exception
//! gets its context and traceback by a helper, which knows nothing of the frame but where it is; so the handler finds the registers
//! where the instruction had them.

use super::*;
use crate::generated::layouts::{ctx, frame, frame_flag, status};
use crate::jit::helpers::Helper;

impl Builder<'_> {
    /// The handler of what the current instruction raises, if it lies in the unit: its first word and the exception's register.
    pub(super) fn handler_here(&self) -> Option<(u32, u32)> {
        if self.frame != 0 || !self.req.catches || self.restart_at.is_some() {
            return None;
        }
        let at = self.ins.at;
        self.code.handler(at).filter(|h| h.0 > at && h.0 < self.end)
    }

    /// The exit of an instruction that may raise; None: it is caught in the unit.
    pub(super) fn raising_exit(&mut self) -> Option<(StateId, ExitReason)> {
        match self.handler_here() {
            Some(_) => None,
            None => self.here_after_call(),
        }
    }

    /// After an instruction with a status: if that is `status::EXC`, the handler in the unit gets the exception. The
    /// state is that after the call.
    pub(super) fn catch(&mut self, code: Val) {
        let Some(handler) = self.handler_here() else {
            return;
        };
        let exc = self.int(status::EXC as i64);
        let raised = self.emit(Opc::ICmp, Ty::Bool, &[code, exc], CC_EQ);
        self.aside(raised, |b| {
            b.after_call();
            let exc = b.caught();
            b.handle(handler, exc);
        });
    }

    /// A guard that fails where the current instruction raises: the kernel does it, if the handler is here.
    pub(super) fn guard_or_raise(&mut self, cond: Val, expected: bool, why: ExitReason) {
        if self.handler_here().is_none() || self.f.inst(cond).op == Opc::ConstBool {
            return self.guard(cond, expected, why);
        }
        let fails = if expected {
            self.emit(Opc::BNot, Ty::Bool, &[cond], 0)
        } else {
            cond
        };
        self.aside(fails, |b| {
            if b.kernel_status() == NIL {
                return;
            }
            // It has not raised.
            let x = b.ins;
            x.writes(|r| b.forget(r));
            b.after_call();
            let state = b.state_at(x.next());
            b.finish(Term::Exit(state, ExitReason::CallOut));
        });
    }

    /// Builds by `other` the way taken if `cond`, which is rare, and goes on with the other one.
    pub(super) fn aside(&mut self, cond: Val, other: impl FnOnce(&mut Self)) {
        let (aside, on) = (self.f.block(), self.f.block());
        let (from, st) = (self.cur, self.st.clone());
        self.f.blocks[aside].cold = true;
        (self.cur, self.state_cache) = (aside, None);
        other(self);
        self.cur = from;
        self.end_with_branch(cond, aside, on);
        (self.cur, self.st, self.done, self.state_cache) = (on, st, false, None);
    }

    /// The exception that the current instruction has raised, with context and traceback.
    fn caught(&mut self) -> Val {
        let pc = self.int((self.info().first + self.ins.at) as i64);
        self.emit(Opc::Call, Ty::Boxed, &[pc], Helper::Catch as i64)
    }

    /// Goes on in a handler.
    fn handle(&mut self, (pc, register): (u32, u32), exc: Val) {
        self.set(register, exc);
        self.go_on_at(pc);
    }

    /// After a call of a unit: without a result if it was left with an exception, which is in `Ctx.RESULT`.
    pub(super) fn catch_from_callee(&mut self, result: Val) {
        let Some(handler) = self.handler_here() else {
            return;
        };
        let unbound = self.constant(Value::UNBOUND);
        let raised = self.emit(Opc::BitsEq, Ty::Bool, &[result, unbound], 0);
        self.aside(raised, |b| {
            let zero = b.int(0);
            let exc = b.load(Opc::LdVal, zero, ctx::RESULT * 4, Mem::Ctx);
            b.handle(handler, exc);
        });
    }

    pub(super) fn raise_op(&mut self) {
        let x = self.ins;
        // In inlined code it is taken for rare: see `inline_to`.
        if self.frame != 0 {
            return self.leave(ExitReason::Cold);
        }
        if x.a < 0 {
            return self.raise_handled();
        }
        let returns = self.req.kind == UnitKind::Function && !self.req.generator;
        let handler = self.handler_here();
        let what = self.reg(x.a);
        let cause = (x.b >= 0).then(|| self.reg(x.b));
        if handler.is_none() && (!returns || self.code.is_covered(x.at))
            || !self.solid(what)
            || cause.is_some_and(|v| !self.solid(v))
        {
            return self.leave(ExitReason::CallOut);
        }
        match cause {
            Some(cause) => self.call_helper(Helper::RaiseFrom, &[what, cause], Ty::None),
            None => self.call_helper(Helper::Raise, &[what], Ty::None),
        };
        match handler {
            Some(handler) => {
                let exc = self.caught();
                self.handle(handler, exc);
            }
            None => {
                if let Some((state, why)) = self.here_raising() {
                    self.finish(Term::Exit(state, why));
                }
            }
        }
    }

    /// `raise` of what is being handled: as RERAISE.
    fn raise_handled(&mut self) {
        let Some(handler) = self.handler_here() else {
            return self.leave(ExitReason::CallOut);
        };
        let zero = self.int(0);
        let exc = self.load(Opc::LdVal, zero, ctx::HANDLED * 4, Mem::Ctx);
        let none = self.constant(Value::NONE);
        let nothing = self.emit(Opc::BitsEq, Ty::Bool, &[exc, none], 0);
        self.guard(nothing, false, ExitReason::CallOut);
        self.handle(handler, exc);
    }

    /// Raises again without a new entry in the traceback.
    pub(super) fn reraise_op(&mut self) {
        match self.handler_here() {
            Some(handler) => {
                let exc = self.reg(self.ins.a);
                self.handle(handler, exc);
            }
            None => self.leave(ExitReason::CallOut),
        }
    }

    /// `a` gets the exception that was being handled, and `b` is it from now on.
    pub(super) fn push_exc(&mut self) {
        if self.frame != 0 || !self.req.catches {
            return self.leave(ExitReason::CallOut);
        }
        let (x, zero) = (self.ins, self.int(0));
        let before = self.load(Opc::LdVal, zero, ctx::HANDLED * 4, Mem::Ctx);
        let exc = self.reg(x.b);
        self.store_value(zero, NIL, exc, ctx::HANDLED * 4, Mem::Ctx);
        self.set(x.a as u32, before);
    }

    pub(super) fn pop_exc(&mut self) {
        if self.frame != 0 || !self.req.catches {
            return self.leave(ExitReason::CallOut);
        }
        let (exc, zero) = (self.reg(self.ins.a), self.int(0));
        self.store_value(zero, NIL, exc, ctx::HANDLED * 4, Mem::Ctx);
    }

    pub(super) fn exc_match(&mut self) {
        if self.frame != 0 || !self.req.catches {
            return self.leave(ExitReason::CallOut);
        }
        let x = self.ins;
        let (exc, class) = (self.reg(x.b), self.reg(x.c));
        let is = self.call_helper(Helper::ExcMatch, &[exc, class], Ty::Bool);
        self.set(x.a as u32, is);
    }

    /// Before RETURN: the object that the frame has, if it has caught an exception or others ask for it, gets its variables.
    pub(super) fn note_return(&mut self) {
        if !self.st.called && !self.code.has_handlers() {
            return;
        }
        let frame = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let flags = self.load(Opc::Ld32, frame, frame::RET * 8 + 4, Mem::Ctx);
        let object = self.int(frame_flag::OBJECT as i64);
        let seen = self.emit(Opc::IAnd, Ty::Int, &[flags, object], 0);
        let zero = self.int(0);
        let seen = self.emit(Opc::ICmp, Ty::Bool, &[seen, zero], CC_NE);
        if self.req.locals_visible {
            return self.guard(seen, false, ExitReason::CallOut);
        }
        self.aside(seen, |b| {
            let v = b.reg(b.ins.a);
            let v = b.boxed(v);
            for slot in 0..b.req.window {
                if slot == b.ins.a as u32 || b.visible.has(slot) {
                    b.write_back(slot);
                }
            }
            b.write_back_globals();
            let pc = b.int((b.info().first + b.ins.at) as i64);
            b.emit(Opc::Call, Ty::None, &[pc], Helper::FrameReturns as i64);
            b.finish(Term::Return(v));
        });
    }

    pub(super) fn write_back_globals(&mut self) {
        for slot in self.req.window..self.st.slots.len() as u32 {
            self.write_back(slot);
        }
    }
}

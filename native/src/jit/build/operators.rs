//! Operators of instances: the class's special method, inlined or called. A class is known from a shape that was checked, or
//! guessed from what the operand's register held when the plan was made.

use super::*;
use crate::generated::layouts::{feedback as fb, frame, frame_flag, o_function, o_obj, o_type};
use crate::jit::helpers::Helper;
use crate::jit::operators::{Operator, OperatorKind};
use crate::jit::request::Callee;

impl Builder<'_> {
    /// Inlines or calls the special method that the current instruction comes down to. False: it is to be built as usual.
    pub(super) fn operator(&mut self) -> Result<bool, GiveUp> {
        let x = self.ins;
        let others = fb::INT | fb::FLOAT | fb::MIXED | fb::STR | fb::LIST | fb::TUPLE | fb::DICT;
        if self.frame != 0
            || self.req.operators.is_empty()
            || self.is_generic()
            || x.feedback & (others | fb::OTHER) != fb::OTHER
        {
            return Ok(false);
        }
        let Some(kind) = OperatorKind::of(x.op) else {
            return Ok(false);
        };
        let compare = matches!(kind, OperatorKind::Compare(_));
        let jump = compare && x.target().is_some();
        let (ra, rb) = if jump { (x.a, x.b) } else { (x.b, x.c) };
        let a = self.reg(ra);
        if kind == OperatorKind::Neg {
            return match self.instance_operator(kind, false, ra, a) {
                Some((o, a)) => self.inline_operator(o, &[a]),
                None => Ok(false),
            };
        }
        let b = self.reg(rb);
        if !self.solid(a) || !self.solid(b) {
            return Ok(false);
        }
        let number = |b: &Self, v: Val| matches!(b.f.ty(v), Ty::Int | Ty::Float | Ty::Bool);
        if number(self, a) {
            if compare {
                return Ok(false);
            }
            // A number's own method knows nothing of instances.
            return match self.instance_operator(kind, true, rb, b) {
                Some((o, b)) => self.inline_operator(o, &[b, a]),
                None => Ok(false),
            };
        }
        let Some((o, a)) = self.instance_operator(kind, false, ra, a) else {
            return Ok(false);
        };
        if kind == OperatorKind::GetItem {
            return self.inline_operator(o, &[a, b]);
        }
        // The right operand must have no say: a number, or of the same class.
        let seen = self.req.seen[rb as usize];
        let b = if number(self, b) {
            b
        } else if self.version_of(rb, b) == Some(o.version) {
            self.guard_version(b, o.version)
        } else if self.f.ty(b) == Ty::Boxed && seen.value.is_float() {
            self.unbox_float(b, ExitReason::NotFloat)
        } else if self.f.ty(b) == Ty::Boxed && seen.value.is_small_int() {
            self.unbox_int(b, ExitReason::NotInt)
        } else {
            return Ok(false);
        };
        if !compare {
            return self.inline_operator(o, &[a, b]);
        }
        let Some(result) = self.inline_pure(o, &[a, b])? else {
            return Ok(false);
        };
        if self.done {
            return Ok(true);
        }
        if !jump {
            self.set(x.a as u32, result);
        } else if self.f.ty(result) == Ty::Bool {
            let negated = x.op as u8 >= Op::JumpIfNotLt as u8;
            let (target, next) = (x.target().unwrap_or(0), x.next());
            let (yes, no) = if negated { (next, target) } else { (target, next) };
            self.branch(result, yes, no)?;
        } else {
            self.decline_here();
        }
        Ok(true)
    }

    /// Version of the class that the value in a register has, or is guessed to have.
    fn version_of(&self, register: i32, v: Val) -> Option<u32> {
        if let Some(s) = self.st.shaped.iter().find(|s| s.object == v) {
            return Some(s.version);
        }
        let seen = self.req.seen[register as usize];
        if !matches!(self.f.ty(v), Ty::Boxed | Ty::Obj(Kind::Instance)) || seen.kind != Some(Kind::Instance) {
            return None;
        }
        self.req
            .operators
            .iter()
            .find(|o| o.class == seen.class)
            .map(|o| o.version)
    }

    /// The operator of `v`, which is guarded to be an instance of its class.
    fn instance_operator(
        &mut self,
        kind: OperatorKind,
        reflected: bool,
        register: i32,
        v: Val,
    ) -> Option<(Operator, Val)> {
        let version = self.version_of(register, v)?;
        let o = *self
            .req
            .operators
            .iter()
            .find(|o| (o.kind, o.reflected, o.version) == (kind, reflected, version))?;
        let inplace = self.ins.op as u8 >= Op::InplaceAdd as u8 && self.ins.op as u8 <= Op::InplaceMatmul as u8;
        if inplace && o.has_inplace && !reflected {
            return None;
        }
        Some((o, self.guard_version(v, version)))
    }

    /// The value as an instance, guarded to be of the class with this version.
    fn guard_version(&mut self, v: Val, version: u32) -> Val {
        if self.st.shaped.iter().any(|s| s.object == v && s.version == version) {
            return v;
        }
        let object = self.guard_kind(v, Kind::Instance, ExitReason::Kind);
        let at = self.reference(object);
        let class = self.load(Opc::Ld32, at, o_obj::CLASS, Mem::Shape);
        let now = self.load(Opc::Ld32, class, o_type::VERSION, Mem::Shape);
        let want = self.int(version as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[now, want], CC_EQ);
        self.guard(same, true, ExitReason::Shape);
        self.learn_shape(object, 0, version);
        object
    }

    /// The method as a constant, whose code is guarded.
    fn special_method(&mut self, o: Operator) -> (Callee, Val) {
        let c = self.req.callees[o.callee].clone();
        let func = self.constant(Value::object(c.func));
        let at = self.reference(func);
        self.guard_word(at, o_function::CODE, c.code.0, ExitReason::Value);
        (c, func)
    }

    fn inline_operator(&mut self, o: Operator, args: &[Val]) -> Result<bool, GiveUp> {
        let (c, func) = self.special_method(o);
        let flags = match o.kind {
            OperatorKind::Binary(_) => frame_flag::OPERATOR,
            _ => 0,
        };
        if self.inline(&c, func, args, flags)? {
            return Ok(true);
        }
        self.call_operator(o, func, args)
    }

    /// Calls the method's compiled code.
    fn call_operator(&mut self, o: Operator, func: Val, args: &[Val]) -> Result<bool, GiveUp> {
        let x = self.ins;
        self.note_call_out();
        // The error of a method that gives NotImplemented names the operands.
        x.reads(|r| self.write_back(r));
        self.before_call();
        let raised = self.here_after_call();
        let out = self.here(ExitReason::NotCompiled);
        let args = [&[func], args].concat();
        let result = self.emit_exit(Opc::CallUnit, Ty::Boxed, &args, o.callee as i64, out);
        if matches!(o.kind, OperatorKind::Binary(_)) {
            self.refuse_not_implemented(result, raised);
        }
        self.after_call();
        self.set(x.a as u32, result);
        Ok(true)
    }

    /// Leaves with TypeError if a binary operator's method has given NotImplemented; the other operand has no say.
    fn refuse_not_implemented(&mut self, result: Val, raised: Option<(StateId, ExitReason)>) {
        let Some((state, why)) = raised else { return };
        let nothing = self.constant(Value::NOT_IMPLEMENTED);
        let refused = self.emit(Opc::BitsEq, Ty::Bool, &[result, nothing], 0);
        let (refuse, on) = (self.f.block(), self.f.block());
        let edge = |to| Edge { to, args: Vec::new() };
        self.finish(Term::Branch {
            cond: refused,
            yes: edge(refuse),
            no: edge(on),
        });
        self.cur = refuse;
        self.f.blocks[refuse].cold = true;
        let pc = self.int((self.info().first + self.ins.at) as i64);
        self.emit_exit(Opc::Call, Ty::Int, &[pc], Helper::RefuseOperator as i64, raised);
        self.finish(Term::Exit(state, why));
        self.cur = on;
        self.done = false;
    }

    /// Inlines a method without effects, for an instruction that has no place for a call's result: exits go to before
    /// the instruction. None: it is to be built as usual.
    fn inline_pure(&mut self, o: Operator, args: &[Val]) -> Result<Option<Val>, GiveUp> {
        let (c, func) = self.special_method(o);
        if self.declined.contains(&(0, self.ins.at)) {
            return Ok(None);
        }
        let before = self.state_at(self.ins.at);
        let first = self.f.insts.len();
        let base = self.top() + frame::REGS;
        self.restart_at = Some(before);
        let inlined = self.inline_to(&c, func, args, frame_flag::OPERATOR, base);
        self.restart_at = None;
        if !inlined? {
            return Ok(None);
        }
        if self.f.insts[first..].iter().any(has_effects) {
            self.decline_here();
        }
        Ok(Some(self.result))
    }

    /// The current instruction is not to be inlined.
    fn decline_here(&mut self) {
        self.declined.insert((0, self.ins.at));
        self.restart = true;
        self.abandoned = true;
    }
}

fn has_effects(i: &Inst) -> bool {
    match i.op {
        Opc::StVal | Opc::St32 | Opc::StoreSlot | Opc::KernelOp | Opc::CallUnit => true,
        Opc::Call => !Helper::ALL[i.imm as usize].writes().is_empty(),
        _ => false,
    }
}

//! Making instructions: constants, folding, ranges, guards, calls of helpers and of the kernel.

use super::*;
use crate::jit::helpers::{Arg, Helper, Ret};
use crate::jit::request::Seen;

pub(super) const I32_RANGE: (i64, i64) = (i32::MIN as i64, i32::MAX as i64);

impl Builder<'_> {
    /// Adds an instruction to the current block.
    pub(super) fn emit_exit(
        &mut self,
        op: Opc,
        ty: Ty,
        args: &[Val],
        imm: i64,
        exit: Option<(StateId, ExitReason)>,
    ) -> Val {
        let v = self.f.insts.len() as Val;
        self.f.insts.push(Inst {
            op,
            ty,
            args: args.to_vec(),
            imm,
            mem: Mem::None,
            exit,
            lo: i64::MIN,
            hi: i64::MAX,
        });
        self.f.blocks[self.cur].insts.push(v);
        v
    }

    pub(super) fn emit(&mut self, op: Opc, ty: Ty, args: &[Val], imm: i64) -> Val {
        self.emit_exit(op, ty, args, imm, None)
    }

    pub(super) fn ranged(&mut self, v: Val, lo: i64, hi: i64) -> Val {
        let i = &mut self.f.insts[v as usize];
        (i.lo, i.hi) = (lo, hi);
        v
    }

    pub(super) fn range(&self, v: Val) -> (i64, i64) {
        let i = self.f.inst(v);
        (i.lo, i.hi)
    }

    /// A constant; they all stand in the entry block, which dominates every use.
    fn const_inst(&mut self, op: Opc, ty: Ty, imm: i64) -> Val {
        if let Some(&v) = self.consts.get(&(op, imm)) {
            return v;
        }
        let at = std::mem::replace(&mut self.cur, 0);
        let v = self.emit(op, ty, &[], imm);
        let insts = &mut self.f.blocks[0].insts;
        // The entry block may already be finished or under construction: constants go to its start.
        insts.pop();
        insts.insert(0, v);
        self.cur = at;
        self.consts.insert((op, imm), v);
        v
    }

    pub(super) fn int(&mut self, n: i64) -> Val {
        let v = self.const_inst(Opc::ConstInt, Ty::Int, n);
        self.ranged(v, n, n)
    }

    pub(super) fn float(&mut self, x: f64) -> Val {
        self.const_inst(Opc::ConstFloat, Ty::Float, x.to_bits() as i64)
    }

    pub(super) fn bool(&mut self, b: bool) -> Val {
        self.const_inst(Opc::ConstBool, Ty::Bool, b as i64)
    }

    /// A constant of the program.
    pub(super) fn constant(&mut self, value: Value) -> Val {
        if let Some(n) = value.as_small_int() {
            self.int(n)
        } else if let Some(x) = value.as_float() {
            self.float(x)
        } else if let Some(b) = value.as_bool() {
            self.bool(b)
        } else {
            let literal = value
                .as_object()
                .and_then(|r| self.req.literals.iter().find(|l| l.at == r));
            let ty = literal.map_or(Ty::Boxed, |l| Ty::Obj(l.kind));
            self.const_inst(Opc::ConstVal, ty, value.0 as i64)
        }
    }

    /// The value of a constant boxed instruction.
    pub(super) fn const_bits(&self, v: Val) -> Option<Value> {
        let i = self.f.inst(v);
        match i.op {
            Opc::ConstVal => Some(Value(i.imm as u64)),
            Opc::ConstInt => Value::small_int(i.imm),
            Opc::ConstFloat => Some(Value(i.imm as u64)),
            Opc::ConstBool => Some(Value::bool(i.imm != 0)),
            _ => None,
        }
    }

    pub(super) fn const_int(&self, v: Val) -> Option<i64> {
        let i = self.f.inst(v);
        if i.op == Opc::ConstInt { Some(i.imm) } else { None }
    }

    pub(super) fn load(&mut self, op: Opc, addr: Val, offset: u32, mem: Mem) -> Val {
        let ty = if op == Opc::LdVal { Ty::Boxed } else { Ty::Int };
        let v = self.emit(op, ty, &[addr], offset as i64);
        self.f.insts[v as usize].mem = mem;
        match op {
            Opc::Ld32 => self.ranged(v, 0, u32::MAX as i64),
            Opc::Ld32S => self.ranged(v, I32_RANGE.0, I32_RANGE.1),
            _ => v,
        }
    }

    pub(super) fn load_element(&mut self, addr: Val, index: Val, offset: u32, mem: Mem) -> Val {
        let v = self.emit(Opc::LdVal, Ty::Boxed, &[addr, index], offset as i64);
        self.f.insts[v as usize].mem = mem;
        v
    }

    pub(super) fn store_value(&mut self, addr: Val, index: Val, value: Val, offset: u32, mem: Mem) {
        let value = self.boxed(value);
        if mem == Mem::Elem {
            self.st.fresh.clear();
        }
        let v = self.emit(Opc::StVal, Ty::None, &[addr, index, value], offset as i64);
        self.f.insts[v as usize].mem = mem;
    }

    pub(super) fn store32(&mut self, addr: Val, value: Val, offset: u32, mem: Mem) {
        let v = self.emit(Opc::St32, Ty::None, &[addr, value], offset as i64);
        self.f.insts[v as usize].mem = mem;
    }

    /// The reference in an object value.
    pub(super) fn reference(&mut self, v: Val) -> Val {
        if let Some(bits) = self.const_bits(v) {
            return self.int(bits.low() as i64);
        }
        let r = self.emit(Opc::Ref, Ty::Int, &[v], 0);
        self.ranged(r, 0, u32::MAX as i64)
    }

    // ---- guards ----

    /// Exit before the current instruction.
    pub(super) fn here(&mut self, why: ExitReason) -> Option<(StateId, ExitReason)> {
        let pc = if self.lives.is_empty() { self.start } else { self.ins.at };
        Some((self.state_at(pc), why))
    }

    /// For an exception in code that may collect garbage.
    pub(super) fn here_after_call(&mut self) -> Option<(StateId, ExitReason)> {
        let exit = self.here_raising();
        if let Some((state, _)) = exit {
            self.f.states[state as usize].after_call = true;
        }
        exit
    }

    /// Exit with an exception set: only its handler and the callers read this frame again.
    pub(super) fn here_raising(&mut self) -> Option<(StateId, ExitReason)> {
        if self.restart_at.is_some() {
            // The exception would be raised in the wrong frame.
            self.decline();
        }
        let pc = self.ins.at;
        if self.code.is_covered(pc) && self.handler_here().is_none() {
            // The handler is the interpreter's.
            self.note_call_out();
        }
        let live = (!self.req.locals_visible).then(|| {
            let mut live = match self.code.handler_index(pc) {
                Some(i) => self.code.live_in[self.code.block_of[i] as usize].clone(),
                None => Set::new(self.req.window as usize),
            };
            self.add_visible(&mut live);
            live
        });
        Some((self.state_with(pc, live), ExitReason::Exception))
    }

    pub(super) fn guard(&mut self, cond: Val, expected: bool, why: ExitReason) {
        if self.f.inst(cond).op == Opc::ConstBool && (self.f.inst(cond).imm != 0) == expected {
            return;
        }
        let exit = self.here(why);
        self.emit_exit(Opc::Guard, Ty::None, &[cond], expected as i64, exit);
    }

    pub(super) fn unbox_int(&mut self, v: Val, why: ExitReason) -> Val {
        match self.f.ty(v) {
            Ty::Int => v,
            Ty::Bool => {
                let r = self.emit(Opc::BoolToInt, Ty::Int, &[v], 0);
                self.ranged(r, 0, 1)
            }
            _ => {
                if let Some(n) = self.unwrapped(v, Ty::Int) {
                    return n;
                }
                let exit = self.here(why);
                let r = self.emit_exit(Opc::UnboxInt, Ty::Int, &[v], 0, exit);
                let r = self.ranged(r, Value::INT_MIN, Value::INT_MAX);
                self.narrow(v, r);
                r
            }
        }
    }

    /// What a `Box` was made of, if it has this type.
    fn unwrapped(&self, v: Val, ty: Ty) -> Option<Val> {
        let i = self.f.inst(v);
        (i.op == Opc::Box && self.f.ty(i.args[0]) == ty).then(|| i.args[0])
    }

    pub(super) fn unbox_float(&mut self, v: Val, why: ExitReason) -> Val {
        match self.f.ty(v) {
            Ty::Float => v,
            Ty::Int | Ty::Bool => self.to_float(v),
            _ => {
                if let Some(x) = self.unwrapped(v, Ty::Float) {
                    return x;
                }
                let exit = self.here(why);
                let r = self.emit_exit(Opc::UnboxFloat, Ty::Float, &[v], 0, exit);
                self.narrow(v, r);
                r
            }
        }
    }

    /// A float from any number (so the slot is not narrowed).
    pub(super) fn unbox_num(&mut self, v: Val) -> Val {
        match self.f.ty(v) {
            Ty::Float | Ty::Int | Ty::Bool => self.to_float(v),
            _ => {
                let exit = self.here(ExitReason::NotFloat);
                self.emit_exit(Opc::UnboxNum, Ty::Float, &[v], 0, exit)
            }
        }
    }

    pub(super) fn unbox_bool(&mut self, v: Val, why: ExitReason) -> Val {
        if self.f.ty(v) == Ty::Bool {
            return v;
        }
        let exit = self.here(why);
        let r = self.emit_exit(Opc::UnboxBool, Ty::Bool, &[v], 0, exit);
        self.narrow(v, r);
        r
    }

    pub(super) fn to_float(&mut self, v: Val) -> Val {
        match self.f.ty(v) {
            Ty::Float => v,
            Ty::Bool => {
                let n = self.emit(Opc::BoolToInt, Ty::Int, &[v], 0);
                self.emit(Opc::IntToFloat, Ty::Float, &[n], 0)
            }
            _ => match self.const_int(v) {
                Some(n) => self.float(n as f64),
                None => self.emit(Opc::IntToFloat, Ty::Float, &[v], 0),
            },
        }
    }

    pub(super) fn guard_kind(&mut self, v: Val, kind: Kind, why: ExitReason) -> Val {
        if self.f.ty(v) == Ty::Obj(kind) {
            return v;
        }
        // What is known to be a number fails the guard like any other object.
        let object = self.boxed(v);
        let exit = self.here(why);
        let r = self.emit_exit(Opc::GuardKind, Ty::Obj(kind), &[object], kind as i64, exit);
        self.narrow(v, r);
        r
    }

    pub(super) fn guard_bits(&mut self, v: Val, bits: Value, why: ExitReason) -> Val {
        if self.const_bits(v) != Some(bits) {
            let exit = self.here(why);
            self.emit_exit(Opc::GuardBits, Ty::None, &[v], bits.0 as i64, exit);
        }
        self.constant(bits)
    }

    /// Guards that `v` is an int, and not a negative one if `positive`.
    pub(super) fn expect_int(&mut self, v: Val, positive: bool, why: ExitReason) -> Val {
        let n = self.unbox_int(v, why);
        if !positive {
            return n;
        }
        let zero = self.int(0);
        let ok = self.emit(Opc::ICmp, Ty::Bool, &[n, zero], CC_GE);
        self.guard(ok, true, why);
        let r = self.emit(Opc::Refine, Ty::Int, &[n], 0);
        self.ranged(r, 0, Value::INT_MAX)
    }

    /// Guards that `v` is of the type seen before; gives it typed.
    pub(super) fn expect(&mut self, v: Val, seen: Seen, why: ExitReason) -> Val {
        let value = seen.value;
        if value.is_small_int() {
            let positive = value.as_small_int() >= Some(0) && !self.generic.contains(&self.start);
            self.expect_int(v, positive, why)
        } else if value.is_float() {
            self.unbox_float(v, why)
        } else if value.is_bool() {
            self.unbox_bool(v, why)
        } else if let Some(kind) = seen.kind
            && (kind_class(&self.req.types, kind) == Some(seen.class) || by_kind_byte(kind))
        {
            self.guard_kind(v, kind, why)
        } else {
            v
        }
    }

    pub(super) fn boxed(&mut self, v: Val) -> Val {
        match self.f.ty(v) {
            Ty::Boxed | Ty::Obj(_) => v,
            _ => match self.const_bits(v) {
                Some(bits) => self.const_inst(Opc::ConstVal, Ty::Boxed, bits.0 as i64),
                None => {
                    let i = self.f.inst(v);
                    if matches!(i.op, Opc::UnboxInt | Opc::UnboxFloat | Opc::UnboxBool) {
                        return i.args[0];
                    }
                    self.emit(Opc::Box, Ty::Boxed, &[v], 0)
                }
            },
        }
    }

    // ---- calls that may run any code ----

    /// Before one: references and globals must be in their homes, for the collector and for user code.
    pub(super) fn before_call(&mut self) {
        if self.frame != 0 {
            return self.decline();
        }
        let x = self.ins;
        let mut live = self.live_at(x.at);
        // What only this instruction reads is in the callee's hands.
        if let Some(live) = &mut live
            && !self.code.is_covered(x.at)
            && let Some(after) = self.live_at(x.next())
        {
            x.reads(|r| {
                if !after.has(r) {
                    live.remove(r);
                }
            });
        }
        for slot in 0..self.st.slots.len() as u32 {
            let s = self.st.slots[slot as usize];
            if !s.dirty || s.val == NIL {
                continue;
            }
            match self.f.homes[slot as usize] {
                // Constants are kept alive by the unit.
                Home::Register(_) if self.const_bits(s.val).is_some() => {}
                // Code that looks at the frame while we wait in native code finds its arguments there.
                Home::Register(r) if self.req.params.is_some() && self.visible.has(r) => self.write_back(slot),
                Home::Register(r) => {
                    if matches!(self.f.ty(s.val), Ty::Boxed | Ty::Obj(_)) && live.as_ref().is_none_or(|l| l.has(r)) {
                        self.write_back(slot);
                    }
                }
                _ => self.write_back(slot),
            }
        }
    }

    /// After one: globals may be rebound, iterators moved on.
    pub(super) fn after_call(&mut self) {
        self.st.stale = true;
        self.st.called = true;
        // What loops call is known at their heads the next time.
        self.restart |= !std::mem::replace(&mut self.calls, true) && !self.loops.is_empty();
        self.st.fresh.clear();
        self.st.shaped.clear();
        self.st.attributes.clear();
        self.st.found = None;
        for slot in self.req.window..self.st.slots.len() as u32 {
            let stays = match self.f.homes[slot as usize] {
                Home::Field { reg, .. } => {
                    let object = self.st.slots[reg as usize].val;
                    let object = if object == NIL { Ty::None } else { self.f.ty(object) };
                    // The step of a range never changes.
                    object == Ty::None
                        || matches!(object, Ty::Virtual(_))
                        || object == Ty::Obj(Kind::RangeIter) && slot == self.iter_slot(reg, 2)
                }
                _ => false,
            };
            if !stays && self.st.slots[slot as usize].val != NIL {
                let def = self.fresh_def();
                self.st.slots[slot as usize] = Slot { def, ..EMPTY };
            }
        }
        self.state_cache = None;
    }

    /// Calls a helper that neither collects nor runs user code: nothing is written back.
    pub(super) fn call_helper(&mut self, helper: Helper, args: &[Val], ty: Ty) -> Val {
        let exit = match helper.ret() {
            Ret::Answer => self.here(ExitReason::Declined),
            Ret::Status | Ret::Result | Ret::Code => self.here_raising(),
            Ret::Nothing | Ret::Int | Ret::Float | Ret::Boxed => None,
        };
        if helper
            .writes()
            .iter()
            .any(|m| matches!(m, Mem::ListLen | Mem::ListItems | Mem::Elem))
        {
            self.st.fresh.clear();
        }
        if helper.writes().contains(&Mem::Dict) {
            self.st.found = None;
        }
        // What lowering would box is boxed here, where value numbering sees it.
        let kinds = helper.args().iter().filter(|a| !matches!(a, Arg::Data | Arg::Frame));
        let args: Vec<Val> = args
            .iter()
            .zip(kinds)
            .map(|(&a, &kind)| if kind == Arg::Boxed { self.boxed(a) } else { a })
            .collect();
        let r = self.emit_exit(Opc::Call, ty, &args, helper as i64, exit);
        if ty == Ty::Int && helper.ret() == Ret::Answer {
            return self.ranged(r, I32_RANGE.0, I32_RANGE.1);
        }
        r
    }

    /// Lets the kernel execute the current instruction on the frame; gives its status word.
    pub(super) fn kernel_status(&mut self) -> Val {
        let x = self.ins;
        let mut read = Vec::new();
        x.reads(|r| read.push(r));
        for r in read {
            self.write_back(r);
            if self.st.slots[r as usize].val != NIL
                && matches!(self.f.ty(self.st.slots[r as usize].val), Ty::Virtual(_))
            {
                self.leave(ExitReason::CallOut);
                return NIL;
            }
        }
        self.before_call();
        let exit = self.raising_exit();
        let status = self.emit_exit(Opc::KernelOp, Ty::Int, &[], x.at as i64, exit);
        self.ranged(status, 0, 3);
        self.catch(status);
        status
    }

    pub(super) fn kernel_op(&mut self) {
        if self.kernel_status() == NIL {
            return;
        }
        let x = self.ins;
        let mut written = Vec::new();
        x.writes(|r| written.push(r));
        for r in written {
            self.forget(r);
        }
        self.after_call();
    }
}

/// The class that every plain object of a built-in kind has.
pub fn kind_class(types: &crate::objects::runtime::Types, kind: Kind) -> Option<crate::heap::Ref> {
    let class = match kind {
        Kind::List => types.list,
        Kind::Tuple => types.tuple,
        Kind::Dict => types.dict,
        Kind::Set => types.set,
        Kind::Str => types.str,
        Kind::Range => types.range,
        _ => return None,
    };
    Some(class)
}

/// Kinds that have no subclasses, so that the kind byte says all.
pub fn by_kind_byte(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RangeIter
            | Kind::ListIter
            | Kind::TupleIter
            | Kind::StrIter
            | Kind::DictIter
            | Kind::SetIter
            | Kind::Function
            | Kind::Cell
            | Kind::Generator
            | Kind::Instance
    )
}

//! Iteration: the fields of an iterator live in slots; iterators made in the region need not exist at all.

use super::emit::I32_RANGE;
use super::*;
use crate::generated::layouts::{feedback as fb, o_buffer, o_list, o_obj, o_range, o_tuple};

impl Builder<'_> {
    /// At entry: loads the fields of an iterator object in register `r` into their slots.
    pub(super) fn load_iterator_fields(&mut self, r: u32) {
        let v = self.st.slots[r as usize].val;
        let fields: &[u32] = match self.f.ty(v) {
            Ty::Obj(Kind::RangeIter) => &[0, 1, 2],
            Ty::Obj(Kind::ListIter | Kind::TupleIter | Kind::StrIter) => &[3, 4],
            _ => return,
        };
        if self.iter_base(r).is_none() {
            return;
        }
        for &k in fields {
            let slot = self.iter_slot(r, k);
            self.get(slot);
        }
        if let Ty::Obj(Kind::RangeIter) = self.f.ty(v)
            && !self.generic.contains(&self.start)
        {
            // Counting up from a non-negative number is what loops do: worth one test at entry.
            let zero = self.int(0);
            if self.seen(r as i32).counts {
                let slot = self.iter_slot(r, 2);
                let (step, one) = (self.get(slot), self.int(1));
                let ok = self.emit(Opc::ICmp, Ty::Bool, &[step, one], CC_EQ);
                self.guard(ok, true, ExitReason::Entry);
                self.narrow(step, one);
            }
            for k in [0, 2] {
                let slot = self.iter_slot(r, k);
                let field = self.get(slot);
                if self.const_int(field).is_some() {
                    continue;
                }
                let cmp = if k == 0 { CC_GE } else { CC_GT };
                let ok = self.emit(Opc::ICmp, Ty::Bool, &[field, zero], cmp);
                self.guard(ok, true, ExitReason::Entry);
                let n = self.emit(Opc::Refine, Ty::Int, &[field], 0);
                self.ranged(n, (k != 0) as i64, i32::MAX as i64);
                self.narrow(field, n);
            }
        }
    }

    fn set_virtual(&mut self, r: u32, kind: Kind, fields: &[(u32, Val)]) {
        let id = self.next_def as i64;
        let v = self.emit(Opc::Param, Ty::Virtual(kind), &[], id);
        // It has no code: only states refer to it.
        self.f.blocks[self.cur].insts.pop();
        self.set(r, v);
        for &(k, x) in fields {
            let slot = self.iter_slot(r, k);
            self.set(slot, x);
        }
    }

    /// An iterator over ints in register `r`. False: the numbers do not allow it here.
    pub(super) fn virtual_range(&mut self, r: u32, start: Val, stop: Val, step: Val) -> bool {
        if self.iter_base(r).is_none() {
            return false;
        }
        let (stop, step) = (self.clamp32(stop), self.clamp32(step));
        let zero = self.int(0);
        if self.range(step).0 <= 0 && self.const_int(step).is_none_or(|n| n == 0) {
            let ok = self.emit(Opc::ICmp, Ty::Bool, &[step, zero], CC_GT);
            self.guard(ok, true, ExitReason::Range);
        }
        let up = self.const_int(step).is_none_or(|n| n > 0);
        let (from, to) = if up { (start, stop) } else { (stop, start) };
        let Some(span) = self.int_op(Op::Sub, to, from) else {
            return false;
        };
        let some = self.emit(Opc::ICmp, Ty::Bool, &[span, zero], CC_GT);
        let start = self.first_of_range(start, up, some);
        let left = match self.const_int(step) {
            Some(1 | -1) => self.emit(Opc::Select, Ty::Int, &[some, span, zero], 0),
            _ => {
                let size = if up {
                    step
                } else {
                    let s = self.emit(Opc::ISub, Ty::Int, &[zero, step], 0);
                    let (lo, hi) = self.range(step);
                    self.ranged(s, -hi, -lo)
                };
                let one = self.int(1);
                let less = self.emit(Opc::ISub, Ty::Int, &[size, one], 0);
                let sum = self.emit(Opc::IAdd, Ty::Int, &[span, less], 0);
                let sum = self.emit(Opc::Select, Ty::Int, &[some, sum, zero], 0);
                let sum = self.ranged(sum, 0, 1 << 33);
                self.emit(Opc::IFloorDiv, Ty::Int, &[sum, size], 0)
            }
        };
        let left = self.ranged(left, 0, u32::MAX as i64);
        self.set_virtual(r, Kind::RangeIter, &[(0, start), (1, left), (2, step)]);
        true
    }

    /// The number, known to fit 32 bits.
    fn clamp32(&mut self, v: Val) -> Val {
        let (lo, hi) = self.range(v);
        if lo >= I32_RANGE.0 && hi <= I32_RANGE.1 {
            return v;
        }
        let (bias, limit) = (self.int(1 << 31), self.int(1 << 32));
        let moved = self.emit(Opc::IAdd, Ty::Int, &[v, bias], 0);
        let ok = self.emit(Opc::ULess, Ty::Bool, &[moved, limit], 0);
        self.guard(ok, true, ExitReason::Range);
        let n = self.emit(Opc::Refine, Ty::Int, &[v], 0);
        let n = self.ranged(n, lo.max(I32_RANGE.0), hi.min(I32_RANGE.1));
        self.narrow(v, n);
        n
    }

    /// The start of a range with 32-bit bounds otherwise, in 32 bits. On the far side of the stop it may be any number, as in
    /// `range(i * i, limit, i)`: there are no items then, and any number does.
    fn first_of_range(&mut self, start: Val, up: bool, some: Val) -> Val {
        let (lo, hi) = self.range(start);
        if lo >= I32_RANGE.0 && hi <= I32_RANGE.1 {
            return start;
        }
        let (near, cc) = if up { (I32_RANGE.0, CC_GE) } else { (I32_RANGE.1, CC_LE) };
        if (up && lo < near) || (!up && hi > near) {
            let near = self.int(near);
            let ok = self.emit(Opc::ICmp, Ty::Bool, &[start, near], cc);
            self.guard(ok, true, ExitReason::Range);
        }
        let [lo, hi] = [lo, hi].map(|n| n.clamp(I32_RANGE.0, I32_RANGE.1));
        let any = self.int(lo);
        let first = self.emit(Opc::Select, Ty::Int, &[some, start, any], 0);
        self.ranged(first, lo, hi)
    }

    pub(super) fn get_iter(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        let r = x.a as u32;
        let v = match self.iterated() {
            Some(kind) if self.f.ty(v) == Ty::Boxed && self.iter_base(r).is_some() && !self.is_generic() => {
                self.guard_kind(v, kind, ExitReason::Kind)
            }
            _ => v,
        };
        match self.f.ty(v) {
            Ty::Obj(kind @ (Kind::List | Kind::Tuple | Kind::Str)) if self.iter_base(r).is_some() => {
                let seq = self.reference(v);
                let zero = self.int(0);
                self.set(r, v);
                // The frame's slot keeps the sequence alive for the collector.
                self.write_back(r);
                let kind = match kind {
                    Kind::List => Kind::ListIter,
                    Kind::Tuple => Kind::TupleIter,
                    _ => Kind::StrIter,
                };
                self.set_virtual(r, kind, &[(3, zero), (4, seq)]);
            }
            Ty::Obj(Kind::Range) if self.iter_base(r).is_some() => {
                let at = self.reference(v);
                let field = |b: &mut Self, offset| {
                    let n = b.load(Opc::LdVal, at, offset, Mem::Const);
                    b.unbox_int(n, ExitReason::Range)
                };
                let (start, stop, step) = (
                    field(self, o_range::START),
                    field(self, o_range::STOP),
                    field(self, o_range::STEP),
                );
                if !self.virtual_range(r, start, stop, step) {
                    self.kernel_op();
                }
            }
            // Of an exact built-in class, or a generator: its own iterator.
            Ty::Obj(Kind::NativeIter | Kind::Generator) => self.set(r, v),
            // The kernel's iterator may be a user's variable as well, so its fields are not cached.
            _ => self.kernel_op(),
        }
    }

    /// What the loop that the current GET_ITER is for has been seen to go over.
    fn iterated(&self) -> Option<Kind> {
        let next = self
            .next_ins()
            .filter(|next| next.op == Op::ForIter && next.b == self.ins.a)?;
        match next.feedback & (fb::INT | fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) {
            fb::LIST => Some(Kind::List),
            fb::TUPLE => Some(Kind::Tuple),
            fb::INT => Some(Kind::Range),
            _ => None,
        }
    }

    pub(super) fn for_iter(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let (target, next, r) = (x.target().unwrap_or(0), x.next(), x.b as u32);
        let it = self.reg(x.b);
        if self.req.generator {
            if self.for_in_memory()? || self.for_lazy()? || self.for_entries()? {
                return Ok(());
            }
            return self.generic_for();
        }
        match self.f.ty(it) {
            Ty::Obj(Kind::RangeIter) | Ty::Virtual(Kind::RangeIter) => {
                let (cur_slot, left_slot, step_slot) =
                    (self.iter_slot(r, 0), self.iter_slot(r, 1), self.iter_slot(r, 2));
                let left = self.get(left_slot);
                let zero = self.int(0);
                let more = self.emit(Opc::ICmp, Ty::Bool, &[left, zero], CC_NE);
                self.split(more, target, |b| {
                    let (cur, step, one) = (b.get(cur_slot), b.get(step_slot), b.int(1));
                    let (lo, hi) = b.range(cur);
                    let item = b.emit(Opc::Refine, Ty::Int, &[cur], 0);
                    let (lo, hi) = (lo.max(i32::MIN as i64), hi.min(i32::MAX as i64));
                    let item = b.ranged(item, lo, hi.max(lo));
                    let after = b.emit(Opc::IAdd, Ty::Int, &[item, step], 0);
                    let (slo, shi) = b.range(step);
                    let after = b.ranged(after, lo + slo.max(i32::MIN as i64), hi + shi.min(i32::MAX as i64));
                    let rest = b.emit(Opc::ISub, Ty::Int, &[left, one], 0);
                    let rest = b.ranged(rest, 0, u32::MAX as i64);
                    b.set(cur_slot, after);
                    b.set(left_slot, rest);
                    b.set(x.a as u32, item);
                    b.jump_to(next)
                })
            }
            Ty::Obj(kind @ (Kind::ListIter | Kind::TupleIter | Kind::StrIter))
            | Ty::Virtual(kind @ (Kind::ListIter | Kind::TupleIter | Kind::StrIter)) => {
                let (index_slot, seq_slot) = (self.iter_slot(r, 3), self.iter_slot(r, 4));
                let (index, seq) = (self.get(index_slot), self.get(seq_slot));
                let list = kind == Kind::ListIter;
                if matches!(self.f.ty(it), Ty::Obj(_)) {
                    // An exhausted iterator has no sequence.
                    let zero = self.int(0);
                    let there = self.emit(Opc::ICmp, Ty::Bool, &[seq, zero], CC_NE);
                    self.guard(there, true, ExitReason::Value);
                }
                let len = self.load(
                    Opc::Ld32,
                    seq,
                    o_list::LEN,
                    if list { Mem::ListLen } else { Mem::Const },
                );
                let more = self.emit(Opc::ULess, Ty::Bool, &[index, len], 0);
                if matches!(self.f.ty(it), Ty::Obj(_)) {
                    // The interpreter marks the iterator as exhausted.
                    self.guard(more, true, ExitReason::LoopEnd);
                }
                self.split(more, target, |b| {
                    let item = if list {
                        let items = b.load(Opc::Ld32, seq, o_list::ITEMS, Mem::ListItems);
                        b.load_element(items, index, o_buffer::DATA, Mem::Elem)
                    } else if kind == Kind::StrIter {
                        b.char_at(seq, index)
                    } else {
                        b.load_element(seq, index, o_tuple::ITEMS, Mem::Const)
                    };
                    let one = b.int(1);
                    let after = b.emit(Opc::IAdd, Ty::Int, &[index, one], 0);
                    let after = b.ranged(after, 1, 1 << 32);
                    b.set(index_slot, after);
                    b.set(x.a as u32, item);
                    b.jump_to(next)
                })
            }
            Ty::Virtual(_) => Err(GiveUp::Unstable),
            _ if self.for_lazy()? || self.for_entries()? => Ok(()),
            _ => self.generic_for(),
        }
    }

    /// Any iterator: generators are resumed, others advanced by the kernel.
    fn generic_for(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let it = self.reg(x.b);
        match self.f.ty(it) {
            Ty::Obj(Kind::Generator) => self.for_generator(),
            Ty::Boxed => {
                // What it held when the plan was made was this loop's iterator only if that was in the loop.
                let inside = self.req.generator || matches!(self.req.kind, UnitKind::Loop { .. });
                if inside && !self.is_generic() && self.seen(x.b).kind == Some(Kind::Generator) {
                    return self.for_generator();
                }
                // The argument of a generator expression may be anything, what GET_ITER gives is an object.
                if (x.b as u32) < self.info().nparams {
                    return self.for_kernel();
                }
                let is = |b: &mut Self, kind: Kind| {
                    let (at, mask, want) = (b.reference(it), b.int(0xff), b.int(kind as i64));
                    let meta = b.load(Opc::Ld32, at, o_obj::META, Mem::Ctx);
                    let found = b.emit(Opc::IAnd, Ty::Int, &[meta, mask], 0);
                    b.emit(Opc::ICmp, Ty::Bool, &[found, want], CC_EQ)
                };
                let generator = is(self, Kind::Generator);
                self.fork(
                    generator,
                    |b| {
                        // The interpreter calls `__next__` without nesting.
                        let instance = is(b, Kind::Instance);
                        b.guard(instance, false, ExitReason::CallOut);
                        b.note_call_out();
                        b.for_kernel()
                    },
                    |b| b.for_generator(),
                )
            }
            _ => self.for_kernel(),
        }
    }

    fn for_kernel(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let status = self.kernel_status();
        if status == NIL {
            return Ok(());
        }
        self.after_call();
        let zero = self.int(0);
        let more = self.emit(Opc::ICmp, Ty::Bool, &[status, zero], CC_EQ);
        self.split(more, x.target().unwrap_or(0), |b| {
            b.forget(x.a as u32);
            b.jump_to(x.next())
        })
    }

    /// Branches: `yes` builds the path taken when `cond`, the other one goes on at `no`.
    pub(super) fn split(
        &mut self,
        cond: Val,
        no: u32,
        yes: impl FnOnce(&mut Self) -> Result<(), GiveUp>,
    ) -> Result<(), GiveUp> {
        self.fork(cond, |b| b.jump_to(no), yes)
    }

    pub(super) fn fork(
        &mut self,
        cond: Val,
        no: impl FnOnce(&mut Self) -> Result<(), GiveUp>,
        yes: impl FnOnce(&mut Self) -> Result<(), GiveUp>,
    ) -> Result<(), GiveUp> {
        let (by, bn) = (self.f.block(), self.f.block());
        let from = self.cur;
        let st = self.st.clone();
        self.cur = by;
        self.state_cache = None;
        yes(self)?;
        self.cur = bn;
        self.st = st.clone();
        self.state_cache = None;
        no(self)?;
        self.cur = from;
        self.st = st;
        self.end_with_branch(cond, by, bn);
        Ok(())
    }
}

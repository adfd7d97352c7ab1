//! Loops over `enumerate`, `zip` and reversed lists: what they iterate over is moved on inline, and their tuples need not
//! exist (see `displays.rs`).

use super::*;
use crate::generated::layouts::{o_list, o_native, o_obj, tag};
use crate::jit::request::LazyKind;

/// Builds what follows, with the items.
type Then<'t, 'a> = &'t mut dyn FnMut(&mut Builder<'a>, Vec<Val>) -> Result<(), GiveUp>;

/// An iterator within, after its guards.
#[derive(Clone, Copy)]
struct Inner {
    kind: Kind,
    at: Val,
    /// Heap offset of the sequence; NIL for ranges.
    seq: Val,
}

impl<'a> Builder<'a> {
    /// FOR_ITER over such an iterator; false: it is none.
    pub(super) fn for_lazy(&mut self) -> Result<bool, GiveUp> {
        let x = self.ins;
        let Some(lazy) = self.req.lazy.iter().find(|l| l.register == x.b as u32) else {
            return Ok(false);
        };
        let (what, class, kinds) = (lazy.what, lazy.class, lazy.inner.clone());
        let it = self.reg(x.b);
        if self.is_generic() || !matches!(self.f.ty(it), Ty::Boxed | Ty::Obj(Kind::NativeIter)) {
            return Ok(false);
        }
        // What is iterated over may be an iterator whose fields we hold.
        self.write_back_iterators();
        let at = self.guard_exact(it, class);
        if what == LazyKind::Reversed {
            return self.for_reversed(at);
        }
        let count = match what {
            LazyKind::Enumerate => {
                let n = self.load(Opc::LdVal, at, o_native::SLOTS + 8, Mem::Iter);
                Some(self.unbox_int(n, ExitReason::NotInt))
            }
            _ => {
                // `strict`
                let (raw, zero) = (self.load(Opc::Ld32, at, o_native::RAW, Mem::Iter), self.int(0));
                let lenient = self.emit(Opc::ICmp, Ty::Bool, &[raw, zero], CC_EQ);
                self.guard(lenient, true, ExitReason::Value);
                let (n, want) = (
                    self.load(Opc::Ld32, at, o_native::COUNT, Mem::Const),
                    self.int(kinds.len() as i64),
                );
                let same = self.emit(Opc::ICmp, Ty::Bool, &[n, want], CC_EQ);
                self.guard(same, true, ExitReason::Value);
                None
            }
        };
        let mut inners = Vec::new();
        let mut objects = Vec::new();
        for (k, &kind) in (0..).zip(&kinds) {
            let v = self.load(Opc::LdVal, at, o_native::SLOTS + 8 * k, Mem::Iter);
            let v = self.guard_kind(v, kind, ExitReason::Kind);
            // `zip(it, it)`
            for &other in &objects {
                let same = self.emit(Opc::BitsEq, Ty::Bool, &[v, other], 0);
                self.guard(same, false, ExitReason::Value);
            }
            objects.push(v);
            let at = self.reference(v);
            let seq = if kind == Kind::RangeIter {
                NIL
            } else {
                let (seq, zero) = (self.load(Opc::Ld32, at, o_seq_iter::SEQ, Mem::Iter), self.int(0));
                let there = self.emit(Opc::ICmp, Ty::Bool, &[seq, zero], CC_NE);
                self.guard(there, true, ExitReason::LoopEnd);
                seq
            };
            inners.push(Inner { kind, at, seq });
        }
        self.advance(&inners, Vec::new(), &mut |b, mut items| {
            if let Some(n) = count {
                let one = b.int(1);
                let (lo, hi) = b.range(n);
                let next = b.emit(Opc::IAdd, Ty::Int, &[n, one], 0);
                let next = b.ranged(next, lo + 1, hi + 1);
                b.store_value(at, NIL, next, o_native::SLOTS + 8, Mem::Iter);
                items.insert(0, n);
            }
            b.forget_iterators();
            let pair = b.display(Opc::NewTuple, &items);
            b.set(x.a as u32, pair);
            b.jump_to(x.next())
        })?;
        Ok(true)
    }

    /// Moves the iterators on, one after the other; the first that is exhausted ends the loop. Nothing in here leaves
    /// to the interpreter, which would begin again with the first one.
    fn advance(&mut self, inners: &[Inner], mut items: Vec<Val>, then: Then<'_, 'a>) -> Result<(), GiveUp> {
        let Some((&Inner { kind, at, seq }, rest)) = inners.split_first() else {
            return then(self, items);
        };
        let target = self.ins.target().unwrap_or(0);
        let (zero, one) = (self.int(0), self.int(1));
        if kind == Kind::RangeIter {
            let left = self.load(Opc::Ld32, at, o_range_iter::LEFT, Mem::Iter);
            let more = self.emit(Opc::ICmp, Ty::Bool, &[left, zero], CC_NE);
            return self.fork(
                more,
                |b| b.jump_to(target),
                |b| {
                    let cur = b.load(Opc::Ld32S, at, o_range_iter::CUR, Mem::Iter);
                    let step = b.load(Opc::Ld32S, at, o_range_iter::STEP, Mem::Iter);
                    let after = b.emit(Opc::IAdd, Ty::Int, &[cur, step], 0);
                    let rest_left = b.emit(Opc::ISub, Ty::Int, &[left, one], 0);
                    b.store32(at, after, o_range_iter::CUR, Mem::Iter);
                    b.store32(at, rest_left, o_range_iter::LEFT, Mem::Iter);
                    items.push(cur);
                    b.advance(rest, items, then)
                },
            );
        }
        let (sequence, mem) = if kind == Kind::ListIter {
            (Kind::List, Mem::ListLen)
        } else {
            (Kind::Tuple, Mem::Const)
        };
        let index = self.load(Opc::Ld32, at, o_seq_iter::INDEX, Mem::Iter);
        let len = self.load(Opc::Ld32, seq, o_list::LEN, mem);
        let more = self.emit(Opc::ULess, Ty::Bool, &[index, len], 0);
        self.fork(
            more,
            |b| {
                b.store32(at, zero, o_seq_iter::SEQ, Mem::Iter);
                b.jump_to(target)
            },
            |b| {
                let (base, offset, mem) = b.storage(seq, sequence);
                let item = b.load_element(base, index, offset, mem);
                let after = b.emit(Opc::IAdd, Ty::Int, &[index, one], 0);
                b.store32(at, after, o_seq_iter::INDEX, Mem::Iter);
                items.push(item);
                b.advance(rest, items, then)
            },
        )
    }

    /// `reversed(list)`
    fn for_reversed(&mut self, at: Val) -> Result<bool, GiveUp> {
        let x = self.ins;
        let list = self.load(Opc::LdVal, at, o_native::SLOTS, Mem::Iter);
        let list = self.guard_kind(list, Kind::List, ExitReason::Kind);
        let (seq, len) = self.length(list, Kind::List);
        // -1 at the end: as an unsigned number no index.
        let index = self.load(Opc::Ld32, at, o_native::RAW, Mem::Iter);
        let more = self.emit(Opc::ULess, Ty::Bool, &[index, len], 0);
        self.guard(more, true, ExitReason::LoopEnd);
        let (base, offset, mem) = self.storage(seq, Kind::List);
        let item = self.load_element(base, index, offset, mem);
        let one = self.int(1);
        let after = self.emit(Opc::ISub, Ty::Int, &[index, one], 0);
        let after = self.ranged(after, -1, u32::MAX as i64);
        let bits = self.int(32);
        let high = self.emit(Opc::IShr, Ty::Int, &[after, bits], 0);
        self.store32(at, after, o_native::RAW, Mem::Iter);
        self.store32(at, high, o_native::RAW + 4, Mem::Iter);
        self.forget_iterators();
        self.set(x.a as u32, item);
        self.jump_to(x.next())?;
        Ok(true)
    }

    /// Heap offset of an object of exactly this class.
    fn guard_exact(&mut self, v: Val, class: crate::heap::Ref) -> Val {
        if self.f.ty(v) == Ty::Boxed {
            let n = self.int(32);
            let high = self.emit(Opc::IShr, Ty::Int, &[v, n], 0);
            let want = self.int(tag::REF as i32 as i64);
            let same = self.emit(Opc::ICmp, Ty::Bool, &[high, want], CC_EQ);
            self.guard(same, true, ExitReason::Kind);
        }
        let at = self.reference(v);
        let now = self.load(Opc::Ld32, at, o_obj::CLASS, Mem::Const);
        let want = self.int(class.0 as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[now, want], CC_EQ);
        self.guard(same, true, ExitReason::Kind);
        at
    }

    /// Iterators that exist and whose fields are in slots.
    fn held_iterators(&self) -> Vec<u32> {
        let held = |slot: &u32| match self.f.homes[*slot as usize] {
            Home::Field { reg, .. } => {
                let object = self.st.slots[reg as usize].val;
                let exists = object != NIL && !matches!(self.f.ty(object), Ty::Virtual(_));
                exists && self.st.slots[*slot as usize].val != NIL
            }
            _ => false,
        };
        (self.req.window..self.st.slots.len() as u32).filter(held).collect()
    }

    fn write_back_iterators(&mut self) {
        for slot in self.held_iterators() {
            self.write_back(slot);
        }
    }

    fn forget_iterators(&mut self) {
        for slot in self.held_iterators() {
            self.forget(slot);
        }
    }
}

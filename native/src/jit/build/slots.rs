//! Slots: reading, assigning and writing them back; and what of them an exit writes for the interpreter to go on.

use super::*;
use crate::jit::request::Seen;

impl Builder<'_> {
    /// Every slot that holds `old` now holds `new`, the same value better known.
    pub(super) fn narrow(&mut self, old: Val, new: Val) {
        for s in &mut self.st.slots {
            if s.val == old {
                s.val = new;
            }
        }
    }

    pub(super) fn load_slot(&mut self, slot: u32) -> Val {
        match self.f.homes[slot as usize] {
            Home::Field { reg, offset } => {
                let object = self.get(reg);
                let at = self.reference(object);
                if offset == o_seq_iter::SEQ && slot == self.iter_slot(reg, 4) {
                    let seq = self.load(Opc::Ld32, at, offset, Mem::Iter);
                    return seq;
                }
                let op = if offset == o_range_iter::LEFT {
                    Opc::Ld32
                } else {
                    Opc::Ld32S
                };
                self.load(op, at, offset, Mem::Iter)
            }
            home => {
                let v = self.emit(Opc::LoadSlot, Ty::Boxed, &[], slot as i64);
                self.f.insts[v as usize].mem = if matches!(home, Home::Global(_)) {
                    Mem::Global
                } else {
                    Mem::None
                };
                v
            }
        }
    }

    pub(super) fn get(&mut self, slot: u32) -> Val {
        let s = self.st.slots[slot as usize];
        if s.val != NIL {
            return s.val;
        }
        let val = self.load_slot(slot);
        self.st.slots[slot as usize].val = val;
        val
    }

    /// What a register held when the compilation was asked for; those of inlined callees did not exist.
    pub(super) fn seen(&self, r: i32) -> Seen {
        self.req.seen.get(r as usize).copied().unwrap_or(Seen::NOTHING)
    }

    /// The value of a register operand.
    pub(super) fn reg(&mut self, r: i32) -> Val {
        self.get(r as u32)
    }

    pub(super) fn fresh_def(&mut self) -> u32 {
        self.next_def += 1;
        self.next_def
    }

    /// Assigns a slot.
    pub(super) fn set(&mut self, slot: u32, val: Val) {
        let def = self.fresh_def();
        self.state_cache = None;
        self.st.slots[slot as usize] = Slot { val, def, dirty: true };
        if slot < self.req.window
            && let Some(first) = self.iter_base(slot)
        {
            for i in 0..ITER_SLOTS {
                self.st.slots[(first + i) as usize] = Slot { def, ..EMPTY };
            }
        }
    }

    pub(super) fn copy(&mut self, slot: u32, val: Val) {
        if matches!(self.f.ty(val), Ty::Virtual(_)) {
            return self.leave(ExitReason::CallOut);
        }
        self.set(slot, val);
    }

    /// The slot's home has been written by someone else.
    pub(super) fn forget(&mut self, slot: u32) {
        self.set(slot, NIL);
        self.st.slots[slot as usize].dirty = false;
    }

    pub(super) fn write_back(&mut self, slot: u32) {
        let s = self.st.slots[slot as usize];
        if !s.dirty || s.val == NIL {
            return;
        }
        if let Home::Field { reg, offset } = self.f.homes[slot as usize] {
            let object = self.get(reg);
            if matches!(self.f.ty(object), Ty::Virtual(_)) {
                return;
            }
            let at = self.reference(object);
            self.store32(at, s.val, offset, Mem::Iter);
        } else if matches!(self.f.ty(s.val), Ty::Virtual(_)) {
            return;
        } else {
            let v = self.emit(Opc::StoreSlot, Ty::None, &[s.val], slot as i64);
            self.f.insts[v as usize].mem = Mem::Global;
        }
        self.st.slots[slot as usize].dirty = false;
        self.state_cache = None;
    }

    // ---- states ----

    pub(super) fn live_at(&self, pc: u32) -> Option<Set> {
        if self.req.locals_visible {
            return None;
        }
        let i = self.code.index.get(pc as usize).copied().filter(|&i| i != u32::MAX)? as usize;
        let mut live = match self.lives.get(i.wrapping_sub(self.lives_first)) {
            Some(s) => s.clone(),
            None if self.code.blocks[self.code.block_of[i] as usize].first == i => {
                self.code.live_in[self.code.block_of[i] as usize].clone()
            }
            None => return None,
        };
        self.add_visible(&mut live);
        Some(live)
    }

    /// Adds what others see or read: registers of callers, and `visible` ones.
    pub(super) fn add_visible(&self, live: &mut Set) {
        live.union(&self.outer);
        live.union(&self.visible);
    }

    /// What must be written for the interpreter to go on at `pc` with the slots as they are now.
    pub(super) fn state_at(&mut self, pc: u32) -> StateId {
        if let Some(before) = self.restart_at {
            return before;
        }
        if let Some((at, id)) = self.state_cache
            && at == pc
        {
            return id;
        }
        let live = self.live_at(pc);
        let id = self.state_with(pc, live);
        self.state_cache = Some((pc, id));
        id
    }

    /// The same with the registers `live`; None: all.
    pub(super) fn state_with(&mut self, pc: u32, live: Option<Set>) -> StateId {
        let mut state = State {
            pc,
            frame: self.frame,
            ..State::default()
        };
        for (i, s) in self.st.slots.iter().enumerate() {
            if !s.dirty || s.val == NIL {
                continue;
            }
            let slot = i as u32;
            let owner = match self.f.homes[i] {
                Home::Register(r) => r,
                Home::Global(_) => {
                    state.items.push((slot, s.val));
                    continue;
                }
                Home::Field { reg, .. } => reg,
            };
            if live.as_ref().is_some_and(|l| !l.has(owner)) {
                continue;
            }
            match (self.f.homes[i], self.f.ty(s.val)) {
                (Home::Register(r), Ty::Virtual(kind)) => {
                    let field = |k| self.st.slots[self.iter_slot(r, k) as usize].val;
                    let fields = if kind == Kind::RangeIter {
                        [field(0), field(2), field(1)]
                    } else {
                        [field(4), field(3), NIL]
                    };
                    state.virtuals.push((r, kind, fields));
                }
                (Home::Field { reg, .. }, _) => {
                    let object = self.st.slots[reg as usize].val;
                    if object == NIL || !matches!(self.f.ty(object), Ty::Virtual(_)) {
                        state.items.push((slot, s.val));
                    }
                }
                _ => state.items.push((slot, s.val)),
            }
        }
        self.f.states.push(state);
        (self.f.states.len() - 1) as StateId
    }

    /// Ends the block: the interpreter executes this instruction.
    pub(super) fn leave(&mut self, why: ExitReason) {
        if why == ExitReason::CallOut {
            self.note_call_out();
        }
        let state = self.state_at(self.ins.at);
        self.finish(Term::Exit(state, why));
        self.f.blocks[self.cur].cold = why != ExitReason::CallOut;
    }

    pub(super) fn finish(&mut self, term: Term) {
        self.f.blocks[self.cur].term = term;
        self.done = true;
    }

    pub(super) fn is_generic(&self) -> bool {
        // A call whose inlined code guesses wrong is not inlined.
        self.frame == 0 && self.generic.contains(&self.ins.at)
    }

    /// May an instruction without a cache be taken for one that was never executed?
    pub(super) fn is_cold(&self) -> bool {
        let frame = self.f.frames[self.frame];
        let site = if self.frame == 0 { self.ins.at } else { frame.site };
        !self.generic.contains(&(site | COLD))
    }

    pub(super) fn iter_base(&self, reg: u32) -> Option<u32> {
        let i = self.iters.iter().position(|&r| r == reg)? as u32;
        Some(self.req.window + self.req.globals.len() as u32 + ITER_SLOTS * i)
    }

    pub(super) fn iter_slot(&self, reg: u32, field: u32) -> u32 {
        self.iter_base(reg).unwrap_or(0) + field
    }
}

//! Edges, merges and loop headers.

use super::*;

/// How far the upper bound of a loop's variable is moved when a turn goes beyond it. The second time it is given up.
const WIDER: [i64; 3] = [i32::MAX as i64, Value::INT_MAX, i64::MAX];

fn wider(bound: i64, again: bool) -> i64 {
    let next = WIDER.into_iter().find(|&top| bound <= top && !again);
    next.unwrap_or(i64::MAX)
}

impl Builder<'_> {
    /// Continues at `pc` from the current block.
    pub(super) fn jump_to(&mut self, pc: u32) -> Result<(), GiveUp> {
        if let Some(header) = self.closing.filter(|&h| self.frame == 0 && self.loop_start(h) == pc) {
            return self.close_loop(header);
        }
        if pc >= self.start && pc < self.end && self.ins.op == Op::JumpBack {
            return self.close_loop(pc);
        }
        if pc < self.start || pc >= self.end {
            let state = self.state_at(pc);
            self.finish(Term::Exit(state, ExitReason::LoopEnd));
            return Ok(());
        }
        if pc <= self.ins.at {
            return Err(GiveUp::Internal);
        }
        self.go_on_at(pc);
        Ok(())
    }

    /// The same for a place further on in the region.
    pub(super) fn go_on_at(&mut self, pc: u32) {
        let st = self.st.clone();
        self.pending.entry(pc).or_default().push(Pending { from: self.cur, st });
        self.done = true;
    }

    /// Branches to `yes` if `cond`, else to `no`, narrowing what a comparison tells of its operands.
    pub(super) fn branch(&mut self, cond: Val, yes: u32, no: u32) -> Result<(), GiveUp> {
        let i = self.f.inst(cond);
        if i.op == Opc::ConstBool {
            let to = if i.imm != 0 { yes } else { no };
            return self.jump_to(to);
        }
        let (by, bn) = (self.f.block(), self.f.block());
        let from = self.cur;
        let st = self.st.clone();
        for (block, pc, taken) in [(by, yes, true), (bn, no, false)] {
            self.cur = block;
            self.st = st.clone();
            self.state_cache = None;
            self.narrow_by(cond, taken);
            self.jump_to(pc)?;
        }
        self.cur = from;
        self.st = st;
        self.end_with_branch(cond, by, bn);
        Ok(())
    }

    /// Ends the current block with a branch to blocks without parameters.
    pub(super) fn end_with_branch(&mut self, cond: Val, yes: BlockId, no: BlockId) {
        let edge = |to| Edge { to, args: Vec::new() };
        self.finish(Term::Branch {
            cond,
            yes: edge(yes),
            no: edge(no),
        });
    }

    /// Narrows ranges by a comparison known to be `taken`.
    pub(super) fn narrow_by(&mut self, cond: Val, taken: bool) {
        let i = self.f.inst(cond);
        if i.op == Opc::BNot {
            let inner = i.args[0];
            return self.narrow_by(inner, !taken);
        }
        if i.op != Opc::ICmp {
            return;
        }
        let (a, b) = (i.args[0], i.args[1]);
        let cc = if taken {
            i.imm
        } else {
            [CC_GE, CC_GT, CC_NE, CC_EQ, CC_LE, CC_LT][i.imm as usize]
        };
        let ((alo, ahi), (blo, bhi)) = (self.range(a), self.range(b));
        if let Some(found) = &mut self.st.found
            && found.entry == a
            && cc == CC_NE
            && (blo, bhi) == (0, 0)
        {
            found.present = true;
        }
        let (na, nb) = match cc {
            CC_LT => (
                (alo, ahi.min(bhi.saturating_sub(1))),
                (blo.max(alo.saturating_add(1)), bhi),
            ),
            CC_LE => ((alo, ahi.min(bhi)), (blo.max(alo), bhi)),
            CC_GT => (
                (alo.max(blo.saturating_add(1)), ahi),
                (blo, bhi.min(ahi.saturating_sub(1))),
            ),
            CC_GE => ((alo.max(blo), ahi), (blo, bhi.min(ahi))),
            CC_EQ => {
                let both = (alo.max(blo), ahi.min(bhi));
                (both, both)
            }
            _ => return,
        };
        for (v, old, new) in [(a, (alo, ahi), na), (b, (blo, bhi), nb)] {
            if new != old && new.0 <= new.1 && self.st.slots.iter().any(|s| s.val == v) && self.const_int(v).is_none() {
                let r = self.emit(Opc::Refine, Ty::Int, &[v], 0);
                self.ranged(r, new.0, new.1);
                self.narrow(v, r);
            }
        }
    }

    fn join(&self, a: Ty, b: Ty) -> Ty {
        if a == b { a } else { Ty::Boxed }
    }

    fn is_live(&self, slot: u32, live: &Set) -> bool {
        match self.f.homes[slot as usize] {
            Home::Register(r) | Home::Field { reg: r, .. } => {
                self.req.locals_visible || live.has(r) || self.visible.has(r) || self.outer.has(r)
            }
            Home::Global(_) => true,
        }
    }

    /// Value of a slot at the end of `edge`, as type `ty`.
    fn on_edge(&mut self, edge: &mut Pending, slot: u32, ty: Ty) -> Val {
        self.cur = edge.from;
        std::mem::swap(&mut self.st, &mut edge.st);
        let v = self.get(slot);
        let v = if ty == Ty::Boxed { self.boxed(v) } else { v };
        std::mem::swap(&mut self.st, &mut edge.st);
        v
    }

    fn edge_type(&self, edge: &Pending, slot: u32) -> Ty {
        match edge.st.slots[slot as usize].val {
            NIL if matches!(self.f.homes[slot as usize], Home::Field { .. }) => Ty::Int,
            NIL => Ty::Boxed,
            v => self.f.ty(v),
        }
    }

    /// Starts the block at `pc`, where `edges` meet.
    pub(super) fn begin_block(&mut self, pc: u32, bb: usize, mut edges: Vec<Pending>) -> Result<(), GiveUp> {
        let live = self.code.live_in[bb].clone();
        let header = self.loop_at(pc, &edges);
        if header.is_none() {
            self.check_after_calls(pc, bb, &live, &mut edges);
        }
        self.merge(header, &live, edges)
    }

    /// Where a way on which something was called meets one on which nothing was, what the latter knows of variables and
    /// globals is guarded at the end of the former, which is taken less often as a rule. Else it would be forgotten.
    fn check_after_calls(&mut self, pc: u32, bb: usize, live: &Set, edges: &mut [Pending]) {
        let Some(sure) = edges.iter().find(|e| !e.st.stale).map(|e| e.st.clone()) else {
            return;
        };
        if self.frame != 0 || self.restart_at.is_some() || self.generic.contains(&pc) {
            return;
        }
        self.lives_first = self.code.blocks[bb].first;
        self.lives = self.code.live_in_block(bb);
        self.ins = self.code.ins[self.lives_first];
        for edge in edges.iter_mut().filter(|e| e.st.stale) {
            self.cur = edge.from;
            std::mem::swap(&mut self.st, &mut edge.st);
            self.state_cache = None;
            self.check_version();
            self.st.stale = false;
            for slot in 0..self.st.slots.len() as u32 {
                self.guard_as(slot, sure.slots[slot as usize].val, live);
            }
            std::mem::swap(&mut self.st, &mut edge.st);
        }
        self.state_cache = None;
    }

    /// Guards that the slot's value, if its type is not known, is of that of `known`.
    fn guard_as(&mut self, slot: u32, known: Val, live: &Set) {
        let global = match self.f.homes[slot as usize] {
            Home::Register(_) if !self.is_live(slot, live) => return,
            Home::Register(_) => None,
            Home::Global(_) => self.req.globals.get((slot - self.req.window) as usize),
            Home::Field { .. } => return,
        };
        if known == NIL || self.f.ty(known) == Ty::Boxed && self.const_bits(known).is_none() {
            return;
        }
        let val = self.get(slot);
        if self.f.ty(val) != Ty::Boxed || self.const_bits(val).is_some() {
            return;
        }
        let why = ExitReason::Globals;
        let val = match (global, self.f.ty(known)) {
            (Some(g), _) if self.is_fixed(g) => self.guard_bits(val, g.seen.value, why),
            (_, Ty::Int) => self.unbox_int(val, why),
            (_, Ty::Float) => self.unbox_float(val, why),
            (_, Ty::Bool) => self.unbox_bool(val, why),
            (_, Ty::Obj(kind)) => self.guard_kind(val, kind, why),
            _ => return,
        };
        self.st.slots[slot as usize].val = val;
        self.state_cache = None;
    }

    /// Continues where `edges` meet, with the registers `live`; `header`: at the head of that loop.
    pub(super) fn merge(&mut self, header: Option<u32>, live: &Set, mut edges: Vec<Pending>) -> Result<(), GiveUp> {
        self.state_cache = None;
        self.done = false;
        if edges.len() == 1 && header.is_none() {
            let e = edges.remove(0);
            (self.cur, self.st) = (e.from, e.st);
            return Ok(());
        }
        let is_loop = header.is_some();
        if let Some(pc) = header {
            edges.iter_mut().for_each(|e| self.guard_invariants(pc, e));
        }
        let block = self.f.block();
        let mut st = edges[0].st.clone();
        st.stale = edges.iter().any(|e| e.st.stale);
        st.called = edges.iter().any(|e| e.st.called) || is_loop && self.calls;
        st.found = st
            .found
            .filter(|f| !is_loop && edges.iter().all(|e| e.st.found == Some(*f)));
        st.fresh
            .retain(|v| !is_loop && edges.iter().all(|e| e.st.fresh.contains(v)));
        st.shaped
            .retain(|s| header.is_none() && edges.iter().all(|e| e.st.shaped.contains(s)));
        st.attributes
            .retain(|a| !is_loop && edges.iter().all(|e| e.st.attributes.contains(a)));
        let learned = header.and_then(|pc| self.learned.get(&pc).cloned()).unwrap_or_default();
        st.stale |= is_loop && learned.stale;
        let variant = header.map_or_else(HashSet::new, |pc| self.written_in_loop(pc));
        let mut phis = Vec::new();
        let mut args: Vec<Vec<Val>> = vec![Vec::new(); edges.len()];
        for slot in 0..st.slots.len() as u32 {
            let i = slot as usize;
            if !self.is_live(slot, live) {
                st.slots[i] = EMPTY;
                continue;
            }
            let dirty = edges.iter().any(|e| e.st.slots[i].dirty);
            let phi = learned.phis.get(&slot);
            let looping = is_loop && (variant.contains(&slot) || phi.is_some());
            let all_home = edges.iter().all(|e| e.st.slots[i].val == NIL);
            if all_home
                && (!looping
                    || !matches!(self.f.homes[i], Home::Register(_) | Home::Global(_))
                    || phi.is_none_or(|p| p.ty.is_none()))
            {
                let def = if looping || edges.iter().any(|e| e.st.slots[i].def != edges[0].st.slots[i].def) {
                    self.fresh_def()
                } else {
                    edges[0].st.slots[i].def
                };
                st.slots[i] = Slot {
                    val: NIL,
                    def,
                    dirty: false,
                };
                if looping {
                    phis.push((slot, NIL));
                }
                continue;
            }
            let mut ty = edges
                .iter()
                .map(|e| self.edge_type(e, slot))
                .reduce(|a, b| self.join(a, b))
                .unwrap_or(Ty::Boxed);
            if let Some(t) = phi.and_then(|p| p.ty) {
                ty = self.join(ty, t);
            }
            let vals: Vec<Val> = edges.iter_mut().map(|e| self.on_edge(e, slot, ty)).collect();
            if vals.iter().any(|&v| matches!(self.f.ty(v), Ty::Virtual(_)))
                && (looping || vals.iter().any(|&v| v != vals[0]))
            {
                return Err(GiveUp::Unstable);
            }
            let same_def = edges.iter().all(|e| e.st.slots[i].def == edges[0].st.slots[i].def);
            if !looping && vals.iter().all(|&v| v == vals[0]) {
                let def = if same_def {
                    edges[0].st.slots[i].def
                } else {
                    self.fresh_def()
                };
                st.slots[i] = Slot {
                    val: vals[0],
                    def,
                    dirty,
                };
                continue;
            }
            let param = self.f.insts.len() as Val;
            let (mut lo, mut hi) = (i64::MAX, i64::MIN);
            for &v in &vals {
                let (l, h) = self.range(v);
                (lo, hi) = (lo.min(l), hi.max(h));
            }
            if let Some(p) = phi {
                (lo, hi) = (lo.min(p.lo.unwrap_or(lo)), hi.max(p.hi.unwrap_or(hi)));
            }
            self.f.insts.push(Inst {
                op: Opc::Param,
                ty,
                args: Vec::new(),
                imm: 0,
                mem: Mem::None,
                exit: None,
                lo,
                hi,
            });
            self.f.blocks[block].params.push(param);
            args.iter_mut().zip(&vals).for_each(|(a, &v)| a.push(v));
            let def = if same_def && !looping {
                edges[0].st.slots[i].def
            } else {
                self.fresh_def()
            };
            st.slots[i] = Slot {
                val: param,
                def,
                dirty: dirty || variant.contains(&slot) || phi.is_some_and(|p| p.dirty),
            };
            // Back-edges pass every parameter, also of slots that only differ between the ways in.
            if is_loop {
                phis.push((slot, param));
            }
        }
        for (e, args) in edges.iter().zip(args) {
            self.f.blocks[e.from].term = Term::Jump(Edge { to: block, args });
        }
        let before = header.filter(|pc| edges.len() == 1 && !self.generic.contains(&(pc | BEFORE)));
        if let (Some(pc), Some(edge)) = (before, edges.pop()) {
            (self.cur, self.st) = (edge.from, edge.st);
            self.f.blocks[block].before_loop = Some(self.state_before(pc));
        }
        self.cur = block;
        self.st = st;
        if let Some(pc) = header {
            self.f.blocks[block].loop_header = Some(pc);
            let st = self.st.clone();
            self.headers.insert(pc, Header { block, phis, st });
        }
        Ok(())
    }

    /// Where an exit from the current block, which leads to the loop at `pc`, goes.
    fn state_before(&mut self, pc: u32) -> StateId {
        self.state_cache = None;
        let state = self.state_at(self.loop_start(pc));
        self.state_cache = None;
        self.f.states[state as usize].site = Some(pc | BEFORE);
        state
    }

    /// On an edge into the loop at `pc`: guards what each turn would guard again.
    fn guard_invariants(&mut self, pc: u32, edge: &mut Pending) {
        let learned = self.learned.get(&pc).map(|l| l.invariant.clone()).unwrap_or_default();
        if self.generic.contains(&(pc | BEFORE)) {
            return;
        }
        self.cur = edge.from;
        std::mem::swap(&mut self.st, &mut edge.st);
        self.state_cache = None;
        for (slot, ty) in learned {
            let v = self.get(slot);
            let (op, imm, range) = match ty {
                _ if self.f.ty(v) != Ty::Boxed => continue,
                Ty::Int => (Opc::UnboxInt, 0, (Value::INT_MIN, Value::INT_MAX)),
                Ty::Float => (Opc::UnboxFloat, 0, (i64::MIN, i64::MAX)),
                Ty::Bool => (Opc::UnboxBool, 0, (i64::MIN, i64::MAX)),
                Ty::Obj(kind) => (Opc::GuardKind, kind as i64, (i64::MIN, i64::MAX)),
                _ => continue,
            };
            let state = self.state_before(pc);
            let known = self.emit_exit(op, ty, &[v], imm, Some((state, ExitReason::Kind)));
            self.ranged(known, range.0, range.1);
            self.narrow(v, known);
            self.state_cache = None;
        }
        std::mem::swap(&mut self.st, &mut edge.st);
    }

    /// At the back-edge to `pc`: a register that the loop has left alone, but every turn has guarded, is guarded before it next time.
    fn learn_invariants(&self, pc: u32, header: &Header, learned: &mut Learned) -> bool {
        let mut changed = false;
        if self.generic.contains(&(pc | BEFORE)) {
            return false;
        }
        for slot in 0..self.req.window {
            let (now, then) = (self.st.slots[slot as usize], header.st.slots[slot as usize]);
            let unknown = then.val == NIL || self.f.ty(then.val) == Ty::Boxed;
            if now.val != NIL && now.def == then.def && unknown && header.phis.iter().all(|p| p.0 != slot) {
                let ty = self.f.ty(now.val);
                if matches!(ty, Ty::Int | Ty::Float | Ty::Bool | Ty::Obj(_)) {
                    changed |= learned.invariant.insert(slot, ty).is_none();
                }
            }
        }
        changed
    }

    /// Slots that the loop at `pc` assigns.
    fn written_in_loop(&self, pc: u32) -> HashSet<u32> {
        let mut set = HashSet::new();
        let back = self.loops[&pc];
        for x in self.code.ins.iter().filter(|x| (pc..=back).contains(&x.at)) {
            x.writes(|r| {
                set.insert(r);
            });
            match x.op {
                Op::StoreGlobal => {
                    if let Some(k) = self
                        .req
                        .globals
                        .iter()
                        .position(|g| g.name.0 == x.b as u32 && !g.builtin)
                    {
                        set.insert(self.req.window + k as u32);
                    }
                }
                Op::ForIter => {
                    for k in [0, 1, 3] {
                        set.insert(self.iter_slot(x.b as u32, k));
                    }
                }
                _ => {}
            }
        }
        set
    }

    /// The back-edge to `pc`: passes the loop's variables and learns what the header did not expect.
    pub(super) fn close_loop(&mut self, pc: u32) -> Result<(), GiveUp> {
        let Some(header) = self.headers.remove(&pc) else {
            return Err(GiveUp::Internal);
        };
        self.closed |= pc == self.start;
        let start = self.code.at(self.loop_start(pc))?;
        let live = self.code.live_in[self.code.block_of[start] as usize].clone();
        let mut learned = self.learned.remove(&pc).unwrap_or_default();
        let mut changed = false;
        let mut args = Vec::new();
        for slot in 0..self.st.slots.len() as u32 {
            let (now, then) = (self.st.slots[slot as usize], header.st.slots[slot as usize]);
            match header.phis.iter().find(|p| p.0 == slot) {
                Some(&(_, NIL)) => {
                    if now.dirty
                        || (now.val != NIL
                            && matches!(self.f.homes[slot as usize], Home::Register(_) | Home::Global(_))
                            && now.def != then.def)
                    {
                        learned.phis.entry(slot).or_default().ty = Some(self.f.ty(now.val));
                        changed = true;
                    }
                }
                Some(&(_, param)) => {
                    let (ty, lo, hi) = {
                        let p = self.f.inst(param);
                        (p.ty, p.lo, p.hi)
                    };
                    let v = self.get(slot);
                    let phi = learned.phis.entry(slot).or_default();
                    if now.dirty && !then.dirty {
                        phi.dirty = true;
                        changed = true;
                    }
                    let vt = self.f.insts[v as usize].ty;
                    if ty != Ty::Boxed && vt != ty {
                        if matches!(vt, Ty::Virtual(_)) {
                            return Err(GiveUp::Unstable);
                        }
                        phi.ty = Some(if phi.ty.is_none_or(|t| t == vt) { vt } else { Ty::Boxed });
                        changed = true;
                    } else if ty == Ty::Int {
                        let i = &self.f.insts[v as usize];
                        if i.lo < lo {
                            phi.lo = Some(!wider(!i.lo, phi.lo.is_some()));
                            changed = true;
                        }
                        if i.hi > hi {
                            phi.hi = Some(wider(i.hi, phi.hi.is_some()));
                            changed = true;
                        }
                    }
                    let v = if ty == Ty::Boxed { self.boxed(v) } else { v };
                    args.push(v);
                }
                None => {
                    // A slot that the header left to its home may have been assigned by inlined code.
                    let held = then.val != NIL || then.dirty || (now.dirty && self.is_live(slot, &live));
                    // Constants are the same wherever they were loaded.
                    let same = now.val != NIL && now.val == then.val && now.dirty <= then.dirty;
                    if held && !same && now.def != then.def {
                        learned.phis.entry(slot).or_default();
                        changed = true;
                    }
                }
            }
        }
        changed |= self.learn_invariants(pc, &header, &mut learned);
        if self.st.stale && !header.st.stale {
            learned.stale = true;
            changed = true;
        }
        self.restart |= changed;
        self.finish(Term::Jump(Edge { to: header.block, args }));
        self.learned.insert(pc, learned);
        // Loops may share a header: an inner one that starts its outer one's body.
        self.headers.insert(pc, header);
        Ok(())
    }
}

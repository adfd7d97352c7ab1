//! Generators: their functions are units that are entered at the start of the body and behind each `yield`, and FOR_ITER resumes
//! them through the code table. Their registers lie in the generator object, so that what is live is written back at a `yield`.

use super::*;
use crate::generated::layouts::{frame, frame_flag, o_buffer, o_generator, o_list, o_tuple};

/// A register's value before a `yield`, and what is known of it.
struct Kept {
    slot: u32,
    ty: Ty,
    lo: i64,
}

/// Word offset of the body: RETURN_GENERATOR lies before it.
pub(super) const BODY: u32 = 4;

impl Builder<'_> {
    /// Begins the block of the entry at `pc`.
    pub(super) fn begin_entry(&mut self, pc: u32) {
        self.cur = self.f.block();
        self.entries.push((pc, self.cur));
    }

    /// After the region: where control goes from the first block.
    pub(super) fn finish_entries(&mut self) {
        let code = self.code.clone();
        for x in code.ins.iter().filter(|x| x.op == Op::Yield && self.req.generator) {
            if !self.entries.iter().any(|e| e.0 == x.next()) {
                // One that the region does not get to.
                self.begin_entry(x.next());
                let none = self.constant(Value::NONE);
                self.f.states.push(State {
                    pc: x.next(),
                    items: vec![(x.a as u32, none)],
                    ..State::default()
                });
                let state = (self.f.states.len() - 1) as StateId;
                self.finish(Term::Exit(state, ExitReason::CallOut));
            }
        }
        self.f.blocks[0].term = Term::Enter(std::mem::take(&mut self.entries));
    }

    pub(super) fn yield_op(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let v = self.reg(x.b);
        // What `yield from` yields is the interpreter's.
        if !self.req.generator || x.c >= 0 {
            self.leave(ExitReason::CallOut);
            return Ok(());
        }
        self.guard_handled();
        let v = self.boxed(v);
        let (code, seen) = (self.code.clone(), self.live_at(x.next()));
        let read = &code.live_in[code.block_of[code.at(x.next())?] as usize];
        let mut kept = Vec::new();
        for slot in 0..self.st.slots.len() as u32 {
            if let Home::Register(r) = self.f.homes[slot as usize] {
                if seen.as_ref().is_some_and(|l| !l.has(r)) {
                    continue;
                }
                let val = self.st.slots[slot as usize].val;
                if r != x.a as u32 && val != NIL && read.has(r) {
                    let (ty, lo) = (self.f.ty(val), self.range(val).0);
                    kept.push(Kept { slot, ty, lo });
                }
            }
            self.write_back(slot);
        }
        self.finish(Term::Yield(v, x.next()));
        self.resume_entry(x.next(), x.a as u32, &kept)
    }

    /// The generator is to handle the same exception as its caller: what it handles itself would have to be kept in it.
    fn guard_handled(&mut self) {
        let zero = self.int(0);
        let now = self.load(Opc::LdVal, zero, ctx::HANDLED * 4, Mem::Ctx);
        let callers = self.generator_value(o_generator::HANDLED);
        let same = self.emit(Opc::BitsEq, Ty::Bool, &[now, callers], 0);
        self.guard(same, true, ExitReason::CallOut);
    }

    /// A Value of the generator object, in which the frame lies.
    fn generator_value(&mut self, offset: u32) -> Val {
        let at = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let v = self.emit(Opc::LdVal, Ty::Boxed, &[at], offset as i64 - o_generator::FRAME as i64);
        self.f.insts[v as usize].mem = Mem::Ctx;
        v
    }

    /// RETURN of a generator, whose caller waits in FOR_ITER.
    pub(super) fn return_from_generator(&mut self, v: Val) {
        self.guard_handled();
        let at = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let flags = self.load(Opc::Ld32, at, frame::RET * 8 + 4, Mem::Ctx);
        let want = self.int((frame_flag::GENERATOR | frame_flag::ITERATING) as i64);
        let plain = self.emit(Opc::ICmp, Ty::Bool, &[flags, want], CC_EQ);
        self.guard(plain, true, ExitReason::CallOut);
        let v = self.boxed(v);
        for slot in self.req.window..self.st.slots.len() as u32 {
            self.write_back(slot);
        }
        self.finish(Term::Return(v));
    }

    /// The entry at `pc`, behind a `yield` whose result, None, goes to register `sent`.
    fn resume_entry(&mut self, pc: u32, sent: u32, kept: &[Kept]) -> Result<(), GiveUp> {
        let code = self.code.clone();
        let (i, ins) = (code.at(pc)?, self.ins);
        let bb = code.block_of[i] as usize;
        let lives = std::mem::replace(&mut self.lives, code.live_in_block(bb));
        let lives_first = std::mem::replace(&mut self.lives_first, code.blocks[bb].first);
        (self.ins, self.state_cache, self.done) = (code.ins[i], None, false);
        let def = self.fresh_def();
        self.st.clear(def);
        self.begin_entry(pc);
        // Compiled code that resumes stores it nowhere: the entry's own exits do.
        let none = self.constant(Value::NONE);
        self.set(sent, none);
        self.check_globals_at_entry(true);
        self.note_version();
        let live = &code.live_in[bb];
        for &(r, lo, hi) in code.constants.iter().filter(|c| live.has(c.0)) {
            let val = self.constant(Value((hi as u64) << 32 | lo as u64));
            self.st.slots[r as usize].val = val;
        }
        let generic = self.generic.contains(&pc);
        for k in kept {
            if self.st.slots[k.slot as usize].val != NIL {
                continue;
            }
            let val = self.load_slot(k.slot);
            let val = match k.ty {
                _ if generic => val,
                Ty::Int => self.expect_int(val, k.lo >= 0, ExitReason::Entry),
                Ty::Float => self.unbox_float(val, ExitReason::Entry),
                Ty::Bool => self.unbox_bool(val, ExitReason::Entry),
                Ty::Obj(kind) => self.guard_kind(val, kind, ExitReason::Entry),
                _ => val,
            };
            let def = self.fresh_def();
            self.st.slots[k.slot as usize] = Slot { val, def, dirty: false };
        }
        let st = self.st.clone();
        self.pending.entry(pc).or_default().push(Pending { from: self.cur, st });
        (self.ins, self.lives, self.lives_first) = (ins, lives, lives_first);
        (self.state_cache, self.done) = (None, true);
        Ok(())
    }

    /// FOR_ITER over a generator in its compiled code.
    pub(super) fn for_generator(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        let it = self.reg(x.b);
        let it = self.guard_kind(it, Kind::Generator, ExitReason::Kind);
        self.note_call_out();
        self.before_call();
        let out = self.here(ExitReason::NotCompiled);
        let item = self.emit_exit(Opc::ResumeGenerator, Ty::Boxed, &[it], x.at as i64, out);
        self.after_call();
        let unbound = self.constant(Value::UNBOUND);
        let ended = self.emit(Opc::BitsEq, Ty::Bool, &[item, unbound], 0);
        let more = self.emit(Opc::BNot, Ty::Bool, &[ended], 0);
        self.split(more, x.target().unwrap_or(0), |b| {
            b.set(x.a as u32, item);
            b.jump_to(x.next())
        })
    }

    /// FOR_ITER in a generator, whose iterators must be right at each `yield`: their fields stay in the heap. False: not of such an iterator.
    pub(super) fn for_in_memory(&mut self) -> Result<bool, GiveUp> {
        let x = self.ins;
        let (target, next) = (x.target().unwrap_or(0), x.next());
        let it = self.reg(x.b);
        let kind = match self.f.ty(it) {
            Ty::Obj(kind) => kind,
            _ if self.is_generic() => return Ok(false),
            _ => self.seen(x.b).kind.unwrap_or(Kind::Free),
        };
        if !matches!(kind, Kind::RangeIter | Kind::ListIter | Kind::TupleIter) {
            return Ok(false);
        }
        let it = self.guard_kind(it, kind, ExitReason::Kind);
        let (at, zero, one) = (self.reference(it), self.int(0), self.int(1));
        if kind == Kind::RangeIter {
            let left = self.load(Opc::Ld32, at, o_range_iter::LEFT, Mem::Iter);
            let more = self.emit(Opc::ICmp, Ty::Bool, &[left, zero], CC_NE);
            self.split(more, target, |b| {
                let item = b.load(Opc::Ld32S, at, o_range_iter::CUR, Mem::Iter);
                let step = b.load(Opc::Ld32S, at, o_range_iter::STEP, Mem::Iter);
                let after = b.emit(Opc::IAdd, Ty::Int, &[item, step], 0);
                let rest = b.emit(Opc::ISub, Ty::Int, &[left, one], 0);
                b.store32(at, after, o_range_iter::CUR, Mem::Iter);
                b.store32(at, rest, o_range_iter::LEFT, Mem::Iter);
                b.set(x.a as u32, item);
                b.jump_to(next)
            })?;
            return Ok(true);
        }
        let seq = self.load(Opc::Ld32, at, o_seq_iter::SEQ, Mem::Iter);
        let there = self.emit(Opc::ICmp, Ty::Bool, &[seq, zero], CC_NE);
        self.guard(there, true, ExitReason::LoopEnd);
        let list = kind == Kind::ListIter;
        let (index, len) = (
            self.load(Opc::Ld32, at, o_seq_iter::INDEX, Mem::Iter),
            self.load(
                Opc::Ld32,
                seq,
                o_list::LEN,
                if list { Mem::ListLen } else { Mem::Const },
            ),
        );
        let more = self.emit(Opc::ULess, Ty::Bool, &[index, len], 0);
        // The interpreter marks the iterator as exhausted.
        self.guard(more, true, ExitReason::LoopEnd);
        let item = if list {
            let items = self.load(Opc::Ld32, seq, o_list::ITEMS, Mem::ListItems);
            self.load_element(items, index, o_buffer::DATA, Mem::Elem)
        } else {
            self.load_element(seq, index, o_tuple::ITEMS, Mem::Const)
        };
        let after = self.emit(Opc::IAdd, Ty::Int, &[index, one], 0);
        self.store32(at, after, o_seq_iter::INDEX, Mem::Iter);
        self.set(x.a as u32, item);
        self.jump_to(next)?;
        Ok(true)
    }
}

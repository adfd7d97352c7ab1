//! Inlined calls: the callee's code is built in place of the call, on registers above the caller's, where its frame
//! would be. There is no frame unless an exit pushes it, so only code that calls nothing can be inlined.

use super::*;
use crate::generated::layouts::{ctx, frame, frame_flag};
use crate::jit::request::{Callee, CodeInfo};

/// Words of bytecode that one unit takes in.
const BUDGET: usize = 3000;

/// What building the callee's code replaces.
struct Caller {
    code: Rc<Code>,
    frame: usize,
    outer: Set,
    start: u32,
    end: u32,
    ins: Ins,
    lives: Vec<Set>,
    lives_first: usize,
    pending: HashMap<u32, Vec<Pending>>,
    loops: BTreeMap<u32, u32>,
    returns: Vec<Pending>,
}

impl Builder<'_> {
    /// The code being built.
    pub(super) fn info(&self) -> &CodeInfo {
        &self.req.codes[self.f.frames[self.frame].code]
    }

    /// Registers below this one belong to the frame being built and its callers.
    pub(super) fn top(&self) -> u32 {
        self.f.frames[self.frame].base + self.info().nregs
    }

    /// At entry: there must be room for the frames of inlined callees, above the unit's own.
    pub(super) fn check_room(&mut self) {
        if self.req.depth == 0 {
            return;
        }
        let why = ExitReason::Stack;
        let zero = self.int(0);
        let word = |b: &mut Self, word: u32| b.load(Opc::Ld32, zero, word * 4, Mem::Ctx);
        let sp = word(self, ctx::SP);
        let frame = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let own = self.int(8 * (frame::REGS + self.info().nregs) as i64);
        let top = self.emit(Opc::IAdd, Ty::Int, &[frame, own], 0);
        let eight = self.int(8);
        let bytes = self.emit(Opc::IMul, Ty::Int, &[sp, eight], 0);
        let above = self.emit(Opc::ICmp, Ty::Bool, &[bytes, top], CC_EQ);
        self.guard(above, true, why);
        let more = self.int((self.req.window - self.info().nregs + 256) as i64);
        let end = self.emit(Opc::IAdd, Ty::Int, &[sp, more], 0);
        let limit = word(self, ctx::STACK_LIMIT);
        let room = self.emit(Opc::ICmp, Ty::Bool, &[end, limit], CC_LT);
        self.guard(room, true, why);
        let (depth, deepest) = (word(self, ctx::DEPTH), word(self, ctx::DEPTH_LIMIT));
        let calls = self.int(self.req.depth as i64);
        let depth = self.emit(Opc::IAdd, Ty::Int, &[depth, calls], 0);
        let room = self.emit(Opc::ICmp, Ty::Bool, &[depth, deepest], CC_LE);
        self.guard(room, true, why);
    }

    /// Builds the callee in place of the current instruction, which is a call of `func`. False if it is not to be inlined.
    pub(super) fn inline(&mut self, callee: &Callee, func: Val, args: &[Val], flags: u32) -> Result<bool, GiveUp> {
        let dst = self.ins.a as u32;
        self.inline_to(callee, func, args, flags, dst)
    }

    /// The same with the result in register `dst`.
    pub(super) fn inline_to(
        &mut self,
        callee: &Callee,
        func: Val,
        args: &[Val],
        flags: u32,
        dst: u32,
    ) -> Result<bool, GiveUp> {
        let Some(index) = callee.inline else {
            return Ok(false);
        };
        let x = self.ins;
        let here = self.f.frames[self.frame];
        let words = self.req.codes[index].words.len();
        // Code that often leaves to raise is called: exceptions stay in compiled code then.
        if !self.is_cold() {
            return Ok(false);
        }
        if self.declined.contains(&(here.code, x.at)) || self.inlined + words > BUDGET {
            return Ok(false);
        }
        let (Some(before), Some(after)) = (self.live_at(x.at), self.live_at(x.next())) else {
            return Ok(false);
        };
        self.inlined += words;
        let base = self.top() + frame::REGS;
        let code = Rc::new(self.req.codes[index].decode(base, self.req.window)?);
        let mut live = before;
        live.union(&after);
        let mut outer = live.clone();
        // The function itself is in the frame's header.
        let func_slot = base - frame::REGS + frame::FUNC;
        outer.add(func_slot);
        let extra_slot = base - frame::REGS + frame::EXTRA;
        self.f.frames.push(Frame {
            code: index,
            caller: self.frame,
            base,
            call: x.at,
            site: if self.frame == 0 { x.at } else { here.site },
            flags,
            dst,
        });
        self.set(func_slot, func);
        if flags & frame_flag::CONSTRUCTOR != 0 {
            outer.add(extra_slot);
            self.set(extra_slot, args[0]);
        }
        for (k, &a) in args.iter().enumerate() {
            self.set(base + k as u32, a);
        }
        let frame = self.f.frames.len() - 1;
        let caller = Caller {
            ins: code.ins[0],
            code: std::mem::replace(&mut self.code, code),
            frame: std::mem::replace(&mut self.frame, frame),
            outer: std::mem::replace(&mut self.outer, outer),
            start: std::mem::replace(&mut self.start, 0),
            end: std::mem::replace(&mut self.end, words as u32),
            lives: std::mem::take(&mut self.lives),
            lives_first: self.lives_first,
            pending: std::mem::take(&mut self.pending),
            loops: std::mem::take(&mut self.loops),
            returns: std::mem::take(&mut self.returns),
        };
        self.ins = caller.ins;
        self.state_cache = None;
        let st = self.st.clone();
        self.pending.insert(0, vec![Pending { from: self.cur, st }]);
        let built = self.region();
        let returns = std::mem::replace(&mut self.returns, caller.returns);
        self.code = caller.code;
        self.frame = caller.frame;
        self.outer = caller.outer;
        (self.start, self.end, self.ins) = (caller.start, caller.end, x);
        (self.lives, self.lives_first) = (caller.lives, caller.lives_first);
        (self.pending, self.loops) = (caller.pending, caller.loops);
        self.state_cache = None;
        built?;
        if returns.is_empty() {
            // Every way through it leaves.
            self.done = true;
            return Ok(true);
        }
        // Also what the other way of a jump reads.
        live.add(dst);
        self.merge(None, &live, returns)?;
        self.result = self.st.slots[dst as usize].val;
        for slot in func_slot..self.req.window {
            self.st.slots[slot as usize] = EMPTY;
        }
        Ok(true)
    }

    /// RETURN in inlined code.
    pub(super) fn inline_return(&mut self, mut v: Val) {
        let caller = self.f.frames[self.frame];
        if caller.flags & frame_flag::CONSTRUCTOR != 0 {
            // Anything but None is an error.
            if self.const_bits(v) != Some(Value::NONE) {
                return self.decline();
            }
            v = self.get(caller.base - frame::REGS + frame::EXTRA);
        }
        // NotImplemented would ask the other operand.
        if caller.flags & frame_flag::OPERATOR != 0
            && self.f.ty(v) == Ty::Boxed
            && self.const_bits(v) != Some(Value::NONE)
        {
            return self.decline();
        }
        self.set(caller.dst, v);
        let st = self.st.clone();
        self.returns.push(Pending { from: self.cur, st });
        self.done = true;
    }

    /// The code being inlined turns out to need its frame: the next build calls it instead.
    pub(super) fn decline(&mut self) {
        let f = self.f.frames[self.frame];
        self.declined.insert((self.f.frames[f.caller].code, f.call));
        self.restart = true;
        self.abandoned = true;
    }
}

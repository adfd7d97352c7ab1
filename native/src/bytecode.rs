//! Decoded bytecode: instructions, basic blocks, liveness of registers over the whole code object.

use crate::generated::opcodes::{Op, Operand};

use crate::generated::reasons::GiveUp;

#[derive(Clone, Copy, Debug)]
pub struct Ins {
    pub op: Op,
    /// Word offset in the code object.
    pub at: u32,
    pub feedback: u32,
    pub a: i32,
    pub b: i32,
    pub c: i32,
    pub d: i32,
}

impl Ins {
    pub fn next(&self) -> u32 {
        self.at + self.op.len() as u32
    }

    pub fn operand(&self, i: usize) -> i32 {
        [self.a, self.b, self.c, self.d][i]
    }

    /// Target of its jump operand.
    pub fn target(&self) -> Option<u32> {
        let i = self.op.operands().iter().position(|&k| k == Operand::Jump)?;
        Some((self.at as i64 + self.operand(i) as i64) as u32)
    }

    /// Control never reaches the next instruction.
    pub fn ends_flow(&self) -> bool {
        matches!(self.op, Op::Jump | Op::JumpBack | Op::Return | Op::Raise | Op::Reraise)
    }

    pub fn reads(&self, mut f: impl FnMut(u32)) {
        for (i, kind) in self.op.operands().iter().enumerate() {
            let x = self.operand(i);
            match kind {
                Operand::Read | Operand::ReadWrite => f(x as u32),
                Operand::ReadOpt if x >= 0 => f(x as u32),
                // Its fourth operand says which of the run it reads.
                Operand::ReadRun if self.op == Op::MakeFunction => {
                    (0..4).filter(|n| self.d >> n & 1 != 0).for_each(|n| f((x + n) as u32));
                }
                Operand::ReadRun => (0..self.op.read_run(self.c)).for_each(|n| f((x + n) as u32)),
                _ => {}
            }
        }
    }

    pub fn writes(&self, mut f: impl FnMut(u32)) {
        for (i, kind) in self.op.operands().iter().enumerate() {
            let x = self.operand(i);
            match kind {
                Operand::Write | Operand::ReadWrite => f(x as u32),
                Operand::WriteRun => (0..self.op.write_run(self.c)).for_each(|n| f((x + n) as u32)),
                _ => {}
            }
        }
    }
}

fn is_register(kind: Operand) -> bool {
    use Operand::*;
    matches!(kind, Write | Read | ReadWrite | ReadOpt | ReadRun | WriteRun)
}

/// A set of registers.
#[derive(Clone, PartialEq, Default)]
pub struct Set(Vec<u64>);

impl Set {
    pub fn new(n: usize) -> Set {
        Set(vec![0; n.div_ceil(64)])
    }

    pub fn has(&self, i: u32) -> bool {
        self.0.get(i as usize / 64).is_some_and(|w| w >> (i % 64) & 1 != 0)
    }

    pub fn add(&mut self, i: u32) {
        self.0[i as usize / 64] |= 1 << (i % 64);
    }

    pub fn remove(&mut self, i: u32) {
        self.0[i as usize / 64] &= !(1 << (i % 64));
    }

    pub fn capacity(&self) -> usize {
        self.0.len() * 64
    }

    pub fn intersect(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    pub fn union(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }
}

/// A basic block: instructions `first..last` (indices).
pub struct Bb {
    pub first: usize,
    pub last: usize,
}

pub struct Code {
    pub ins: Vec<Ins>,
    /// Index of the instruction at a word offset; `usize::MAX` inside of instructions.
    pub index: Vec<u32>,
    pub blocks: Vec<Bb>,
    /// Block that an instruction belongs to.
    pub block_of: Vec<u32>,
    /// Registers live before each block.
    pub live_in: Vec<Set>,
    handlers: Vec<(u32, u32, u32, u32)>,
    /// Registers that one LOAD_CONST writes and nothing else: (register, low word, high word)
    pub constants: Vec<(u32, u32, u32)>,
}

impl Code {
    /// Decodes a code object's words; `exceptions` as in EXCTABLE.
    pub fn of(words: &[u32], exceptions: &[[u32; 4]], nregs: u32, nparams: u32) -> Result<Code, GiveUp> {
        Code::placed(words, exceptions, nparams, 0, nregs)
    }

    /// Decodes a code whose register 0 is register `base` of a `window` of registers.
    pub fn placed(
        words: &[u32],
        exceptions: &[[u32; 4]],
        nparams: u32,
        base: u32,
        window: u32,
    ) -> Result<Code, GiveUp> {
        let mut ins = Vec::with_capacity(words.len() / 4);
        let mut index = vec![u32::MAX; words.len() + 1];
        let mut at = 0;
        while at < words.len() {
            let op = Op::from_word(words[at]).ok_or(GiveUp::Internal)?;
            let word = |i: usize| words.get(at + i).copied().unwrap_or(0) as i32;
            let d = if op.len() > 4 { word(4) } else { 0 };
            index[at] = ins.len() as u32;
            let mut operands = [word(1), word(2), word(3), d];
            for (x, kind) in operands.iter_mut().zip(op.operands()) {
                if is_register(*kind) && *x >= 0 {
                    *x += base as i32;
                }
            }
            let [a, b, c, d] = operands;
            ins.push(Ins {
                op,
                at: at as u32,
                feedback: words[at] & !0xff,
                a,
                b,
                c,
                d,
            });
            at += op.len();
        }
        let mut code = Code {
            ins,
            index,
            blocks: Vec::new(),
            block_of: Vec::new(),
            live_in: Vec::new(),
            handlers: exceptions.iter().map(|e| (e[0], e[1], e[2], e[3])).collect(),
            constants: Vec::new(),
        };
        code.split()?;
        code.liveness(window as usize);
        code.find_constants(window, base + nparams);
        Ok(code)
    }

    pub fn at(&self, pc: u32) -> Result<usize, GiveUp> {
        match self.index.get(pc as usize) {
            Some(&i) if i != u32::MAX => Ok(i as usize),
            _ => Err(GiveUp::Internal),
        }
    }

    fn split(&mut self) -> Result<(), GiveUp> {
        let n = self.ins.len();
        let mut leader = vec![false; n + 1];
        leader[0] = true;
        for i in 0..n {
            let x = self.ins[i];
            if let Some(t) = x.target() {
                leader[self.at(t)?] = true;
                leader[i + 1] = true;
            } else if x.ends_flow() || matches!(x.op, Op::Yield | Op::ReturnGenerator) {
                leader[i + 1] = true;
            }
        }
        for &(start, end, handler, _) in &self.handlers {
            for pc in [start, end, handler] {
                if let Some(&i) = self.index.get(pc as usize)
                    && i != u32::MAX
                {
                    leader[i as usize] = true;
                }
            }
        }
        self.block_of = vec![0; n];
        let mut first = 0;
        for i in 1..=n {
            if i == n || leader[i] {
                for k in first..i {
                    self.block_of[k] = self.blocks.len() as u32;
                }
                self.blocks.push(Bb { first, last: i });
                first = i;
            }
        }
        Ok(())
    }

    pub fn has_handlers(&self) -> bool {
        !self.handlers.is_empty()
    }

    /// The handler that covers an instruction, and the register in which it gets the exception.
    pub fn handler(&self, pc: u32) -> Option<(u32, u32)> {
        self.handlers
            .iter()
            .find(|h| (h.0..h.1).contains(&pc))
            .map(|h| (h.2, h.3))
    }

    /// Registers with the exceptions that the `except` and `finally` bodies around an instruction put back when they are left, inner ones
    /// first: what covers such a body begins with that.
    pub fn handled(&self, pc: u32) -> Vec<u32> {
        let rows = self.handlers.iter().filter(|h| (h.0..h.1).contains(&pc));
        let first = rows.filter_map(|h| self.ins.get(*self.index.get(h.2 as usize)? as usize));
        first.filter(|x| x.op == Op::PopExc).map(|x| x.a as u32).collect()
    }

    /// Index of the first instruction of the handler that covers an instruction.
    pub fn handler_index(&self, pc: u32) -> Option<usize> {
        let (handler, _) = self.handler(pc)?;
        let i = *self.index.get(handler as usize)?;
        (i != u32::MAX).then_some(i as usize)
    }

    /// Some handler covers the instruction.
    pub fn is_covered(&self, pc: u32) -> bool {
        self.handler(pc).is_some()
    }

    /// Registers live before instruction `i`, from those live after it on the fall-through path.
    fn step(&self, i: usize, live: &mut Set) {
        let x = &self.ins[i];
        if x.ends_flow() {
            live.0.fill(0);
        }
        x.writes(|r| live.remove(r));
        if let Some(t) = x.target()
            && let Some(&k) = self.index.get(t as usize)
            && k != u32::MAX
        {
            live.union(&self.live_in[self.block_of[k as usize] as usize]);
        }
        if let Some((handler, reg)) = self.handler(x.at)
            && let Some(&k) = self.index.get(handler as usize)
            && k != u32::MAX
        {
            let mut h = self.live_in[self.block_of[k as usize] as usize].clone();
            h.remove(reg);
            live.union(&h);
        }
        x.reads(|r| live.add(r));
    }

    pub fn live_after(&self, b: usize) -> Set {
        match self.live_in.get(b + 1) {
            Some(s) => s.clone(),
            None => Set::new(self.live_in[0].0.len() * 64),
        }
    }

    fn liveness(&mut self, nregs: usize) {
        self.live_in = vec![Set::new(nregs.max(1)); self.blocks.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for b in (0..self.blocks.len()).rev() {
                let mut live = self.live_after(b);
                for i in (self.blocks[b].first..self.blocks[b].last).rev() {
                    self.step(i, &mut live);
                }
                if live != self.live_in[b] {
                    self.live_in[b] = live;
                    changed = true;
                }
            }
        }
    }

    /// Registers live before every instruction of block `b`.
    pub fn live_in_block(&self, b: usize) -> Vec<Set> {
        let mut live = self.live_after(b);
        let mut sets: Vec<Set> = (self.blocks[b].first..self.blocks[b].last)
            .rev()
            .map(|i| {
                self.step(i, &mut live);
                live.clone()
            })
            .collect();
        sets.reverse();
        sets
    }

    fn find_constants(&mut self, nregs: u32, nparams: u32) {
        let mut writes = vec![0u32; nregs as usize];
        for x in &self.ins {
            x.writes(|r| {
                if let Some(n) = writes.get_mut(r as usize) {
                    *n += 1;
                }
            });
        }
        for x in &self.ins {
            if x.op == Op::LoadConst && x.a as u32 >= nparams && writes.get(x.a as usize) == Some(&1) {
                self.constants.push((x.a as u32, x.b as u32, x.c as u32));
            }
        }
    }
}

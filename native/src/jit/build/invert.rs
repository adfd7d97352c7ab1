//! Loop inversion: a loop's test is built before the loop, and again at each back-edge. A turn then takes one jump, what the
//! test tells is known in the whole body, and what only code behind the loop needs (the previous item) is not carried.

use super::*;

/// Instructions that a test may have before its jump: it is built twice.
const LONGEST: usize = 4;

impl Builder<'_> {
    /// The loop that the block at `pc` begins, for those that come from outside by `edges`.
    pub(super) fn loop_at(&mut self, pc: u32, edges: &[Pending]) -> Option<u32> {
        if self.frame != 0 {
            return None;
        }
        if let Some((&header, _)) = self.bodies.iter().find(|b| *b.1 == pc) {
            return Some(header);
        }
        self.loops.get(&pc)?;
        let Some(body) = self.tested_body(pc, edges) else {
            return Some(pc);
        };
        self.bodies.insert(pc, body);
        None
    }

    /// Where the block with the variables of the loop at `header` begins: behind the test if it is inverted.
    pub(super) fn loop_start(&self, header: u32) -> u32 {
        self.bodies.get(&header).copied().unwrap_or(header)
    }

    /// The body of the loop at `header`, if one block with a short test goes on either there or behind the loop.
    fn tested_body(&self, header: u32, edges: &[Pending]) -> Option<u32> {
        let code = &self.code;
        let block = &code.blocks[code.block_of[code.at(header).ok()?] as usize];
        let (test, before) = code.ins[block.first..block.last].split_last()?;
        let (body, target) = (test.next(), test.target()?);
        let back = *self.loops.get(&header)?;
        let jumps = match test.op {
            Op::ForIter => self.counts(test.b as u32, edges),
            op => (Op::JumpIfLt as u8..=Op::JumpIfNotGe as u8).contains(&(op as u8)) || op == Op::JumpIfFalse,
        };
        let short = before.len() <= LONGEST && before.iter().all(|x| is_simple(x.op));
        let entered = |x: &Ins| x.target() == Some(body);
        let leaves = target > back && !self.req.generator;
        (jumps && short && leaves && !self.loops.contains_key(&body) && !code.ins.iter().any(entered)).then_some(body)
    }

    /// Is the iterator in register `r` one whose fields are in slots?
    fn counts(&self, r: u32, edges: &[Pending]) -> bool {
        edges.iter().all(|e| {
            let it = e.st.slots[r as usize].val;
            it != NIL
                && matches!(
                    self.f.ty(it),
                    Ty::Obj(Kind::RangeIter | Kind::ListIter | Kind::TupleIter | Kind::StrIter) | Ty::Virtual(_)
                )
        })
    }

    /// At the back-edge of an inverted loop: builds its test, from which one way leads to the next turn.
    pub(super) fn test_again(&mut self, header: u32) -> Result<(), GiveUp> {
        let code = self.code.clone();
        let bb = code.block_of[code.at(header)?] as usize;
        let block = &code.blocks[bb];
        let here = (self.ins, std::mem::take(&mut self.lives), self.lives_first);
        self.lives = code.live_in_block(bb);
        self.lives_first = block.first;
        self.closing = Some(header);
        for &x in &code.ins[block.first..block.last] {
            self.ins = x;
            self.state_cache = None;
            self.instruction()?;
            if self.done || self.abandoned {
                break;
            }
        }
        self.closing = None;
        self.state_cache = None;
        (self.ins, self.lives, self.lives_first) = here;
        Ok(())
    }
}

fn is_simple(op: Op) -> bool {
    let operator = (Op::Add as u8..=Op::Xor as u8).contains(&(op as u8));
    operator
        || matches!(
            op,
            Op::Move | Op::LoadConst | Op::LoadGlobal | Op::GetItem | Op::GetAttr
        )
}

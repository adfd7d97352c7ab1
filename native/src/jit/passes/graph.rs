//! Order, dominators, loops and memory effects of a function's blocks.

use crate::jit::helpers::Helper;
use crate::jit::ir::*;

/// A set of `Mem` classes.
pub type Effects = u16;

pub const ALL: Effects = (1 << Mem::COUNT) - 1;

pub fn bit(mem: Mem) -> Effects {
    1 << mem as u16
}

pub struct Graph {
    /// Reachable blocks in reverse postorder.
    pub order: Vec<BlockId>,
    /// Position in `order`; usize::MAX for unreachable blocks.
    pub index: Vec<usize>,
    pub idom: Vec<BlockId>,
    pub preds: Vec<Vec<BlockId>>,
    /// What a block writes; for a loop's header what the whole loop writes.
    pub kills: Vec<Effects>,
    /// Header and blocks of each loop that is only entered by its header, inner ones first.
    pub loops: Vec<(BlockId, Vec<BlockId>)>,
}

/// Memory that an instruction may write.
pub fn effects(f: &Func, v: Val) -> Effects {
    let i = f.inst(v);
    match i.op {
        Opc::St32 | Opc::StVal => bit(i.mem),
        Opc::StoreSlot => bit(Mem::Global),
        Opc::DictStore => bit(Mem::Dict) | bit(Mem::DictValue),
        Opc::KernelOp | Opc::CallUnit | Opc::CallOwn | Opc::ResumeGenerator => ALL & !bit(Mem::Const),
        Opc::Call => match Helper::ALL[i.imm as usize] {
            Helper::CallBuiltin | Helper::DeleteGlobal => ALL & !bit(Mem::Const),
            helper => helper.writes().iter().fold(0, |all, &m| all | bit(m)),
        },
        _ => 0,
    }
}

pub fn edges(t: &Term) -> Vec<&Edge> {
    match t {
        Term::Jump(e) => vec![e],
        Term::Branch { yes, no, .. } => vec![yes, no],
        _ => Vec::new(),
    }
}

pub fn edges_mut(t: &mut Term) -> Vec<&mut Edge> {
    match t {
        Term::Jump(e) => vec![e],
        Term::Branch { yes, no, .. } => vec![yes, no],
        _ => Vec::new(),
    }
}

impl Graph {
    pub fn new(f: &Func) -> Graph {
        let n = f.blocks.len();
        let mut post = Vec::with_capacity(n);
        let mut seen = vec![false; n];
        let mut stack = vec![(0, f.blocks[0].term.successors())];
        seen[0] = true;
        while let Some((b, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(s) if !seen[s] => {
                    seen[s] = true;
                    stack.push((s, f.blocks[s].term.successors()));
                }
                Some(_) => {}
                None => {
                    post.push(*b);
                    stack.pop();
                }
            }
        }
        post.reverse();
        let order = post;
        let mut index = vec![usize::MAX; n];
        let mut preds = vec![Vec::new(); n];
        for (i, &b) in order.iter().enumerate() {
            index[b] = i;
            for s in f.blocks[b].term.successors() {
                preds[s].push(b);
            }
        }
        let mut g = Graph {
            order,
            index,
            idom: vec![usize::MAX; n],
            preds,
            kills: vec![0; n],
            loops: Vec::new(),
        };
        g.dominators();
        for &b in &g.order {
            g.kills[b] = f.blocks[b].insts.iter().fold(0, |k, &v| k | effects(f, v));
        }
        g.find_loops();
        g
    }

    fn dominators(&mut self) {
        self.idom[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for &b in &self.order[1..] {
                let mut new = usize::MAX;
                for &p in &self.preds[b] {
                    if self.idom[p] == usize::MAX {
                        continue;
                    }
                    new = if new == usize::MAX { p } else { self.meet(p, new) };
                }
                if self.idom[b] != new {
                    self.idom[b] = new;
                    changed = true;
                }
            }
        }
    }

    fn meet(&self, mut a: BlockId, mut b: BlockId) -> BlockId {
        while a != b {
            while self.index[a] > self.index[b] {
                a = self.idom[a];
            }
            while self.index[b] > self.index[a] {
                b = self.idom[b];
            }
        }
        a
    }

    pub fn dominates(&self, a: BlockId, mut b: BlockId) -> bool {
        while self.index[b] > self.index[a] {
            b = self.idom[b];
        }
        a == b
    }

    fn find_loops(&mut self) {
        for k in (0..self.order.len()).rev() {
            let header = self.order[k];
            let backs: Vec<BlockId> = self.preds[header]
                .iter()
                .copied()
                .filter(|&p| self.index[p] >= k)
                .collect();
            if backs.is_empty() {
                continue;
            }
            let natural = backs.iter().all(|&p| self.dominates(header, p));
            let mut body = vec![header];
            let mut work = backs;
            while let Some(b) = work.pop() {
                if !body.contains(&b) {
                    body.push(b);
                    work.extend(&self.preds[b]);
                }
            }
            self.kills[header] = body.iter().fold(0, |all, &b| all | self.kills[b]);
            if natural {
                self.loops.push((header, body));
            }
        }
    }
}

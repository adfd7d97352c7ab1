//! What a loop's turns hand to the next ones in registers: variables that are not the program's, merged where ways through the loop meet.

use std::collections::HashMap;

use super::graph::{Graph, edges_mut, effects};
use crate::jit::exits::CARRIED;
use crate::jit::ir::*;

/// A loop without inner ones of which every turn goes through all of the blocks `always`.
pub struct Loop<'a> {
    pub header: BlockId,
    /// Its blocks, in order.
    pub body: Vec<BlockId>,
    pub before: BlockId,
    /// Of exits from the block before the loop.
    pub state: StateId,
    pub always: &'a [BlockId],
    /// Word offset of its header.
    pub site: u32,
}

impl Loop<'_> {
    /// None: values would have to be carried through loops within it as well, or guesses about what it carries have failed.
    pub fn new<'a>(
        f: &Func,
        g: &Graph,
        (header, body): (BlockId, &[BlockId]),
        before: BlockId,
        state: StateId,
        always: &'a [BlockId],
    ) -> Option<Loop<'a>> {
        let site = f.blocks[header].loop_header?;
        let inner = |&b: &BlockId| b != header && g.preds[b].iter().any(|&p| g.index[p] >= g.index[b]);
        if f.uncarried.contains(&site) || body.iter().any(inner) {
            return None;
        }
        let mut body = body.to_vec();
        body.sort_by_key(|&b| g.index[b]);
        Some(Loop {
            header,
            body,
            before,
            state,
            always,
            site,
        })
    }

    /// Carries variables through the loop. They begin with `first`; `block` goes through a block's instructions with what they are at
    /// its begin, and leaves there what they are at its end.
    pub fn carry(
        &self,
        f: &mut Func,
        g: &Graph,
        first: Vec<Val>,
        params: Vec<Val>,
        block: &mut dyn FnMut(&mut Func, BlockId, &mut Vec<Val>),
    ) {
        f.blocks[self.header].params.extend(&params);
        let mut ends: HashMap<BlockId, Vec<Val>> = HashMap::from([(self.before, first)]);
        for &b in &self.body {
            let mut now = params.clone();
            if b != self.header {
                let preds = &g.preds[b];
                now.clone_from(&ends[&preds[0]]);
                for k in 0..now.len() {
                    if preds.iter().any(|p| ends[p][k] != now[k]) {
                        now[k] = like(f, params[k]);
                        f.blocks[b].params.push(now[k]);
                        preds.iter().for_each(|&p| pass(f, p, b, ends[&p][k]));
                    }
                }
            }
            block(f, b, &mut now);
            ends.insert(b, now);
        }
        let count = f.blocks[self.header].params.len() - params.len();
        for k in 0..params.len() {
            for &p in &g.preds[self.header] {
                pass_nth(f, p, self.header, count + k, ends[&p][k]);
            }
        }
    }
}

/// A parameter of the same type and range.
pub fn like(f: &mut Func, v: Val) -> Val {
    let (ty, lo, hi) = (f.inst(v).ty, f.inst(v).lo, f.inst(v).hi);
    let param = f.push(Opc::Param, ty, &[]);
    let i = &mut f.insts[param as usize];
    (i.lo, i.hi) = (lo, hi);
    param
}

/// Hands `v` to the new last parameter of `to`.
fn pass(f: &mut Func, from: BlockId, to: BlockId, v: Val) {
    let last = f.blocks[to].params.len() - 1;
    pass_nth(f, from, to, last, v);
}

fn pass_nth(f: &mut Func, from: BlockId, to: BlockId, n: usize, v: Val) {
    for e in edges_mut(&mut f.blocks[from].term) {
        if e.to == to && e.args.len() == n {
            e.args.push(v);
        }
    }
}

/// The same exit, counted where it tells that the loop is not to carry anything.
pub fn exit_state(f: &mut Func, state: StateId, site: u32) -> StateId {
    let mut state = f.states[state as usize].clone();
    state.site = Some(site | CARRIED);
    f.states.push(state);
    (f.states.len() - 1) as StateId
}

/// What follows a call in block `b` of the loop: on each way that stays in the loop the first instruction that leaves to behind it and what else
/// is called by then. (What looks at the outcome of a call may leave to before it.) None if ways meet before, or something that `needs` what the
/// call has changed is there.
pub fn resumable(
    f: &Func,
    g: &Graph,
    body: &[BlockId],
    (b, call): (BlockId, Val),
    needs: &dyn Fn(Val) -> bool,
) -> Option<Vec<Val>> {
    let place = |v: Val| {
        f.inst(v)
            .exit
            .map(|(s, _)| (f.states[s as usize].frame, f.states[s as usize].pc))
    };
    let at = f.blocks[b].insts.iter().position(|&v| v == call)? + 1;
    let mut found = Vec::new();
    let mut work = vec![(b, at, place(call)?)];
    'ways: while let Some((b, at, mut from)) = work.pop() {
        for &v in &f.blocks[b].insts[at..] {
            let i = f.inst(v);
            if i.exit.is_some_and(|x| x.1.is_wrong_guess()) && place(v) != Some(from) {
                found.push(v);
                continue 'ways;
            }
            if needs(v) {
                return None;
            }
            if effects(f, v) != 0 && !matches!(i.op, Opc::St32 | Opc::StVal | Opc::StoreSlot) {
                from = place(v)?;
            }
        }
        for to in f.blocks[b].term.successors().into_iter().filter(|to| body.contains(to)) {
            if g.preds[to] != [b] {
                return None;
            }
            work.push((to, 0, from));
        }
    }
    Some(found)
}

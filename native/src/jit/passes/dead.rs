//! Dead code: takes away instructions without effect and parameters whose values nothing needs.

use std::collections::HashSet;

use super::graph::{Graph, edges, edges_mut};
use crate::jit::ir::*;

pub fn dead(f: &mut Func) {
    let g = Graph::new(f);
    let live = needed(f, &g);
    for &b in &g.order {
        let insts = std::mem::take(&mut f.blocks[b].insts);
        f.blocks[b].insts = insts
            .into_iter()
            .filter(|&v| live[v as usize] || !removable(f, v))
            .collect();
    }
    let kept: Vec<Vec<bool>> = f
        .blocks
        .iter()
        .map(|b| b.params.iter().map(|&p| live[p as usize]).collect())
        .collect();
    for &b in &g.order {
        let block = &mut f.blocks[b];
        block.params.retain(|&p| live[p as usize]);
        for e in edges_mut(&mut block.term) {
            let mut kept = kept[e.to].iter();
            e.args.retain(|_| kept.next() == Some(&true));
        }
    }
}

/// Without effect besides its value?
fn removable(f: &Func, v: Val) -> bool {
    let i = f.inst(v);
    i.op.makes() || i.exit.is_none() && (i.op.pure() || i.op.loads())
}

/// The values that effects, exits and branches need, with all that they are made of.
fn needed(f: &Func, g: &Graph) -> Vec<bool> {
    let mut live = vec![false; f.insts.len()];
    let mut work: Vec<Val> = Vec::new();
    let mut states: HashSet<StateId> = HashSet::new();
    let needs_state = |id: StateId, states: &mut HashSet<StateId>, work: &mut Vec<Val>| {
        if states.insert(id) {
            let s = &f.states[id as usize];
            work.extend(s.items.iter().map(|i| i.1));
            work.extend(s.virtuals.iter().flat_map(|v| v.2));
        }
    };
    // What edges bring for each parameter.
    let mut brought: Vec<Vec<Val>> = vec![Vec::new(); f.insts.len()];
    for &b in &g.order {
        let block = &f.blocks[b];
        if let Some(s) = block.before_loop {
            needs_state(s, &mut states, &mut work);
        }
        work.extend(block.insts.iter().filter(|&&v| !removable(f, v)));
        for e in edges(&block.term) {
            let params = &f.blocks[e.to].params;
            params
                .iter()
                .zip(&e.args)
                .for_each(|(&p, &a)| brought[p as usize].push(a));
        }
        match block.term {
            Term::Branch { cond, .. } => work.push(cond),
            Term::Return(v) | Term::Yield(v, _) => work.push(v),
            Term::Exit(s, _) => needs_state(s, &mut states, &mut work),
            _ => {}
        }
    }
    while let Some(v) = work.pop() {
        if v == NIL || std::mem::replace(&mut live[v as usize], true) {
            continue;
        }
        let i = f.inst(v);
        work.extend(&i.args);
        work.append(&mut brought[v as usize]);
        if let Some((s, _)) = i.exit {
            needs_state(s, &mut states, &mut work);
        }
    }
    live
}
